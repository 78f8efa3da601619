"""Settings of the deployment, above all the weekly timetable of the status round, which the Office sets."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum, auto
from typing import Annotated, Any

import sqlalchemy as sa
from msgspec import Struct
from pydantic import Field as Limit
from sqlmodel import Field as Column
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from models.calendar import Clock
from models.db.base import Value, insert_new
from models.reading.tongue import SpokenError


class Setting(SQLModel, table=True):
    """A named value."""

    name: str = Column(primary_key=True)
    value: dict[str, Any] = Column(sa_type=sa.JSON)


WORK_DAYS = range(5)
WorkDay = Annotated[int, Limit(ge=WORK_DAYS.start, lt=WORK_DAYS.stop)]


class Weekly(Value):
    """When a status round opens, reminds and closes, on the association's wall clock. Monday is 0."""

    open_day: WorkDay = 4
    open_at: time = time(9)
    remind_day: WorkDay = 0
    remind_at: time = time(9)
    remind_again_at: time = time(13)
    close_day: WorkDay = 1
    close_at: time = time(12)

    @property
    def days_to_reminders(self) -> int:
        """Days from the opening to the reminders: 1 to 7, for they are never on the same day."""
        return (self.remind_day - self.open_day - 1) % 7 + 1

    @property
    def days_to_closing(self) -> int:
        """Days from the opening to the closing."""
        return self.days_to_reminders + (self.close_day - self.remind_day) % 7


class Flaw(StrEnum):
    """The reasons why no round can keep a timetable."""

    REMINDERS_OUT_OF_ORDER = auto()
    CLOSES_BEFORE_REMINDER = auto()
    CLOSES_AFTER_NEXT_OPENING = auto()


def flaw(weekly: Weekly) -> Flaw | None:
    """What is wrong with the timetable, if anything."""
    if weekly.remind_again_at <= weekly.remind_at:
        return Flaw.REMINDERS_OUT_OF_ORDER
    if weekly.close_day == weekly.remind_day and weekly.close_at <= weekly.remind_again_at:
        return Flaw.CLOSES_BEFORE_REMINDER
    if (weekly.days_to_closing, weekly.close_at) > (7, weekly.open_at):
        return Flaw.CLOSES_AFTER_NEXT_OPENING
    return None


class Moments(Struct, frozen=True):
    """When one round opens, reminds twice and closes; always in this order."""

    opens: datetime
    reminds: datetime
    reminds_again: datetime
    closes: datetime


def moments(weekly: Weekly, monday: date, clock: Clock) -> Moments:
    """The moments of the round for the ISO week that begins on ``monday``.

    A weekday that does not come after the opening means the next week's. A holiday moves a moment to the next working
    day, and the moments that it would overtake move with it. No round closes before the working hours in which the
    communes are asked.
    """
    first_day = monday + timedelta(days=weekly.open_day)
    reminding_day = first_day + timedelta(days=weekly.days_to_reminders)
    closing_day = first_day + timedelta(days=weekly.days_to_closing)
    opens = clock.at(clock.working_day(first_day), weekly.open_at)
    reminds = _after(opens, reminding_day, weekly.remind_at, clock)
    reminds_again = _after(reminds, reminding_day, weekly.remind_again_at, clock)
    closes = _after(max(reminds_again, clock.working_time(opens)), closing_day, weekly.close_at, clock)
    return Moments(opens, reminds, reminds_again, closes)


def _after(instant: datetime, day: date, hour: time, clock: Clock) -> datetime:
    """This hour on this day, or on the first later working day on which it comes after the instant."""
    day = clock.working_day(day)
    while (found := clock.at(day, hour)) <= instant:
        day = clock.working_day(day + timedelta(days=1))
    return found


async def weekly(session: AsyncSession) -> Weekly:
    """The timetable in force."""
    row = await session.get(Setting, "weekly")
    return Weekly.model_validate(row.value) if row is not None else Weekly()


async def set_weekly(session: AsyncSession, value: Weekly) -> None:
    """Put another timetable in force from the next round on."""
    await session.merge(Setting(name="weekly", value=value.model_dump(mode="json")))


async def note_move(session: AsyncSession, *, to: str, now: datetime) -> None:
    """Note that all data are now in another database, so that nothing here may change."""
    await session.merge(Setting(name="moved", value={"to": to, "at": now.isoformat()}))


async def moved_to(session: AsyncSession) -> str | None:
    """Where the data are now, if they were moved away from here."""
    row = await session.get(Setting, "moved")
    return row.value["to"] if row is not None else None


class MovedError(SpokenError):
    """All data are in another database now; the text says where."""

    def __init__(self, elsewhere: str) -> None:
        super().__init__(
            f"DATABASE_URL names a database that was moved: everything is in {elsewhere} now",
            f"baza z DATABASE_URL została przeniesiona: wszystko jest teraz w {elsewhere}",
        )


async def insist_on_not_moved(session: AsyncSession) -> None:
    """Raise MovedError if the data were moved: nothing may change here any more."""
    if (elsewhere := await moved_to(session)) is not None:
        raise MovedError(elsewhere)


async def note_installation(session: AsyncSession, *, now: datetime) -> None:
    """Note when this deployment began; later calls change nothing."""
    row = {"name": "installed", "value": {"at": now.isoformat()}}
    await insert_new(session, Setting, [row])


async def installed_at(session: AsyncSession) -> datetime | None:
    """When this deployment began."""
    row = await session.get(Setting, "installed")
    return datetime.fromisoformat(row.value["at"]) if row is not None else None
