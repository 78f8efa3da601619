"""The history of risks: every change with its author, its time, and the values before and after."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum, auto
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice
from models.people.person import Person, Somebody


class Kind(StrEnum):
    """A kind of event; those that change a column of the risk are named after it."""

    RAISED = auto()
    STATE = auto()
    TEXT = auto()
    ATTACHMENT = auto()
    SEVERITY = auto()
    CATEGORY = auto()
    CAUSE = auto()
    EVENT = auto()
    EFFECT = auto()
    LIKELIHOOD = auto()
    IMPACT = auto()
    LIKELIHOOD_AFTER = auto()
    IMPACT_AFTER = auto()
    PROXIMITY = auto()
    RESPONSE = auto()
    OWNER = auto()
    ACTION_ADDED = auto()
    ACTION_MOVED = auto()
    ACTION_DONE = auto()
    ACTION_UNDONE = auto()
    ACTION_REMOVED = auto()
    HANDED_ON = auto()
    RECALLED = auto()
    ESCALATED = auto()


IN_WORDS = (
    Kind.TEXT, Kind.CAUSE, Kind.EVENT, Kind.EFFECT, Kind.OWNER, Kind.HANDED_ON, Kind.ESCALATED,
    Kind.ACTION_ADDED, Kind.ACTION_DONE, Kind.ACTION_UNDONE, Kind.ACTION_REMOVED,
)  # fmt: skip
"""Kinds whose values are people's words or names; the values of the others are choices, numbers and days."""


class RiskEvent(SQLModel, table=True):
    """An event in the life of a risk; ``person_id`` None: the clock did it.

    Values are stored as in the database (``taken``, ``4``), people and actions by name.
    """

    __tablename__ = "risk_event"

    id: int = Column(default=None, primary_key=True)
    risk_id: int = Column(foreign_key="risk.id", index=True)
    person_id: int | None = Column(default=None, foreign_key="person.id")
    at: datetime
    kind: Kind = Column(sa_type=Choice(Kind))
    before: str | None = None
    after: str | None = None
    reason: str | None = None


class Happened(Struct, frozen=True):
    """An event and its author (None: the clock)."""

    event: RiskEvent
    person: Somebody | None


def note(
    session: AsyncSession,
    risk_id: int,
    kind: Kind,
    *,
    by: Somebody | None,
    now: datetime,
    before: str | None = None,
    after: str | None = None,
    reason: str | None = None,
) -> None:
    """Adds an event to the history."""
    session.add(
        RiskEvent(
            risk_id=risk_id, person_id=by.id if by is not None else None, at=now, kind=kind,
            before=before, after=after, reason=reason,
        )
    )  # fmt: skip


async def history(session: AsyncSession, risk_id: int) -> list[Happened]:
    """The events of a risk, the earliest first."""
    statement = _events().where(RiskEvent.risk_id == risk_id).order_by(col(RiskEvent.id))
    return [Happened(event, person) for event, person in (await session.exec(statement)).all()]


async def last(session: AsyncSession, risk_ids: Sequence[int], kind: Kind) -> dict[int, Happened]:
    """The newest event of this kind for each of these risks (one query)."""
    newest: Any = (
        select(sa.func.max(RiskEvent.id))
        .where(col(RiskEvent.risk_id).in_(risk_ids), RiskEvent.kind == kind)
        .group_by(col(RiskEvent.risk_id))
    )
    found = (await session.exec(_events().where(col(RiskEvent.id).in_(newest)))).all()
    return {event.risk_id: Happened(event, person) for event, person in found}


def _events() -> Any:
    return select(RiskEvent, Person).outerjoin(Person, col(Person.id) == RiskEvent.person_id)
