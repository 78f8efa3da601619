"""Actions against a risk, and when they are due."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import grouped
from models.people.person import Somebody
from models.risk import event as risk_event
from models.risk.event import Kind

TEXT_LIMIT = 300
MOST = 20


class Treatment(SQLModel, table=True):
    """An action that makes a risk less likely or less bad; the risk's owner sees to it."""

    __tablename__ = "risk_action"

    id: int = Column(default=None, primary_key=True)
    risk_id: int = Column(foreign_key="risk.id", index=True)
    text: str
    due: date = Column(index=True)
    done_on: date | None = None
    steps: int = 0
    """Number of its reminders already past."""
    renewed_on: date | None = None
    """When it was put off, found not done, or its risk reopened; if it was due before, reminders count from then on."""


async def actions(session: AsyncSession, risk_ids: Sequence[int]) -> dict[int, list[Treatment]]:
    """Actions against each of these risks, the earliest due first (one query)."""
    statement = select(Treatment).where(col(Treatment.risk_id).in_(risk_ids))
    found = (await session.exec(statement.order_by(col(Treatment.due), col(Treatment.id)))).all()
    return grouped((action.risk_id, action) for action in found)


async def action(session: AsyncSession, risk_id: int, action_id: int) -> Treatment | None:
    """The action, if it belongs to that risk."""
    found = await session.get(Treatment, action_id)
    return found if found is not None and found.risk_id == risk_id else None


async def add(
    session: AsyncSession, risk_id: int, *, text: str, due: date, behind: int = 0, by: Somebody, now: datetime
) -> Treatment:
    """Adds an action due that day; ``behind``: the number of reminders it is too late for."""
    action = Treatment(risk_id=risk_id, text=text, due=due, steps=behind)
    session.add(action)
    risk_event.note(session, risk_id, Kind.ACTION_ADDED, by=by, now=now, before=due.isoformat(), after=text)
    await session.flush()
    return action


def renew(action: Treatment, *, today: date, behind: int) -> None:
    """Reminders of it begin anew today."""
    action.renewed_on, action.steps = today, behind


async def put_off(
    session: AsyncSession, action: Treatment, *, due: date, today: date, behind: int = 0, by: Somebody, now: datetime
) -> None:
    """Moves the due day; everybody concerned is reminded again."""
    before, action.due = action.due, due
    renew(action, today=today, behind=behind)
    risk_event.note(
        session, action.risk_id, Kind.ACTION_MOVED, by=by, now=now,
        before=before.isoformat(), after=due.isoformat(), reason=action.text,
    )  # fmt: skip
    await session.flush()


async def tick(
    session: AsyncSession, action: Treatment, *, today: date, behind: int = 0, by: Somebody, now: datetime
) -> None:
    """Marks it as done; a second time as not done, and reminders begin anew."""
    action.done_on = today if action.done_on is None else None
    if action.done_on is None:
        renew(action, today=today, behind=behind)
    kind = Kind.ACTION_DONE if action.done_on is not None else Kind.ACTION_UNDONE
    risk_event.note(session, action.risk_id, kind, by=by, now=now, after=action.text)
    await session.flush()


async def remove(session: AsyncSession, action: Treatment, *, by: Somebody, now: datetime) -> None:
    risk_event.note(session, action.risk_id, Kind.ACTION_REMOVED, by=by, now=now, before=action.text)
    await session.delete(action)
    await session.flush()
