"""What the Office sets: the weekly timetable of the status round."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

import sqlalchemy as sa
from pydantic import BaseModel
from sqlmodel import Field as Column
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from models.inbox import insert_new


class Setting(SQLModel, table=True):
    """A named value."""

    name: str = Column(primary_key=True)
    value: dict[str, Any] = Column(sa_type=sa.JSON)


class Weekly(BaseModel):
    """When a status round opens, reminds and closes, on the association's wall clock. Monday is 0."""

    open_day: int = 4
    open_at: time = time(9)
    remind_day: int = 0
    remind_at: time = time(9)
    remind_again_at: time = time(13)
    close_day: int = 1
    close_at: time = time(12)


class Calendar(Protocol):
    """The association's working days and wall clock (``bot.clock.Clock``)."""

    def working_day(self, day: date) -> date:
        """This day, or the first working day after it."""
        ...

    def at(self, day: date, hour: time) -> datetime:
        """The instant of a wall-clock time."""
        ...


@dataclass(frozen=True)
class Moments:
    """When one round opens, reminds twice and closes; always in this order."""

    opens: datetime
    reminds: datetime
    reminds_again: datetime
    closes: datetime


def moments(weekly: Weekly, monday: date, calendar: Calendar) -> Moments:
    """The moments of the round for the ISO week that begins on ``monday``.

    A day of the week that does not come after the opening is the next week's; a holiday moves a moment to the next
    working day, and those that it would overtake move on with it.
    """
    opens = monday + timedelta(days=weekly.open_day)
    reminds = _next(opens, weekly.remind_day)
    closes = reminds + timedelta(days=(weekly.close_day - reminds.weekday()) % 7)
    found: list[datetime] = []
    for day, hour in (
        (opens, weekly.open_at),
        (reminds, weekly.remind_at),
        (reminds, weekly.remind_again_at),
        (closes, weekly.close_at),
    ):
        working = calendar.working_day(day)
        while found and calendar.at(working, hour) <= found[-1]:
            working = calendar.working_day(working + timedelta(days=1))
        found.append(calendar.at(working, hour))
    return Moments(*found)


def _next(after: date, weekday: int) -> date:
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


async def weekly(session: AsyncSession) -> Weekly:
    """The timetable in force."""
    row = await session.get(Setting, "weekly")
    return Weekly.model_validate(row.value) if row is not None else Weekly()


async def set_weekly(session: AsyncSession, value: Weekly) -> None:
    """Put another timetable in force, from the next round on."""
    await session.merge(Setting(name="weekly", value=value.model_dump(mode="json")))


async def note_installation(session: AsyncSession, *, now: datetime) -> None:
    """Remember when this deployment began; later calls change nothing."""
    row = {"name": "installed", "value": {"at": now.isoformat()}}
    await session.exec(insert_new(session, Setting), params=[row])


async def installed_at(session: AsyncSession) -> datetime | None:
    """When this deployment began."""
    row = await session.get(Setting, "installed")
    return datetime.fromisoformat(row.value["at"]) if row is not None else None
