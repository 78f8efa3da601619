"""What communes owe the association: who was asked for it, how often they were reminded, whether it was answered.

The same for all that is owed. Each kind has a column that names its matter (a status round: ``round_id``), and keeps by
itself what was answered.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, UniqueConstraint, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import insert_new, partial
from models.people import absence
from models.people.absence import Addressee
from models.people.commune import Commune
from models.people.permission import Role
from models.people.person import Membership, Somebody
from models.reading.words import in_order

SPACING = timedelta(hours=2)
"""Who is asked is not reminded within this time."""


class Obligation(SQLModel, table=True):
    """A commune owes an answer; ``person_id`` was asked for it last (None: nobody yet).

    ``reminders`` are behind it: sent, or left out because they came too soon after the question.
    """

    __table_args__ = (
        UniqueConstraint("round_id", "commune_id"),
        partial("ix_obligation_result_untold", "round_id", where=sa.text("NOT result_told")),
    )

    id: int = Column(default=None, primary_key=True)
    round_id: int | None = Column(default=None, foreign_key="status_round.id")
    commune_id: int = Column(foreign_key="commune.id", index=True)
    person_id: int | None = Column(default=None, foreign_key="person.id", index=True)
    answered_at: datetime | None = None
    reminders: int = 0
    silence_told: bool = False
    """Whether the chairs were told, when it was over, that the commune has not answered: nobody is asked any more."""
    result_told: bool = Column(default=False, sa_column_kwargs={"server_default": sa.false()})
    """Whether its chairs and coordinators were told how it ended."""


class Matter(ABC):
    """Something that communes owe an answer to."""

    @property
    @abstractmethod
    def subject(self) -> str:
        """What all that is said of it is about."""

    @property
    @abstractmethod
    def moments(self) -> Sequence[datetime]:
        """When the silent are reminded; the last one is when answers are due."""

    @property
    @abstractmethod
    def its_own(self) -> sa.ColumnElement[bool]:
        """Which obligations are of this matter."""

    def about(self, commune_id: int) -> str:
        """The subject of everything that a commune is asked and reminded of."""
        return f"{self.subject}:{commune_id}"

    def reminders_by(self, instant: datetime) -> int:
        """How many reminders are due by then."""
        return sum(due <= instant for due in self.moments[:-1])

    def next_word(self, reminders: int) -> datetime:
        """When a commune hears of it again that has so many reminders behind it, or it is too late."""
        return self.moments[reminders]

    def reminder_soon_after(self, instant: datetime, reminders: int) -> datetime | None:
        """The next reminder of a commune that has so many behind it, if it comes within the time between two."""
        return next((at for at in self.moments[reminders:-1] if instant <= at < instant + SPACING), None)


@dataclass(frozen=True)
class Asked:
    """An obligation, its commune and who is to be asked (None: there is nobody)."""

    obligation: Obligation
    commune: Commune
    addressee: Addressee | None

    @property
    def is_new(self) -> bool:
        """Whether somebody else was asked last, or there is nobody."""
        return self.addressee is None or self.addressee.person.id != self.obligation.person_id


async def impose(session: AsyncSession, commune_ids: Iterable[int], **matter: int) -> None:
    """These communes owe an answer to the matter with this number (``round_id=1``)."""
    fresh = {"reminders": 0, "silence_told": False, "result_told": False, **matter}
    await insert_new(session, Obligation, [{**fresh, "commune_id": id} for id in commune_ids])


# --- who has not answered ----------------------------------------


async def asked_and_answered(session: AsyncSession, matter: Matter) -> tuple[int, int]:
    """How many communes were asked, and how many of them have answered."""
    both = select(func.count(), func.count(col(Obligation.answered_at))).where(matter.its_own)
    return (await session.exec(both)).one()


async def owing(session: AsyncSession, matter: Matter) -> list[str]:
    """The names of the communes that have not answered."""
    those = select(Commune.name).join(Obligation, col(Obligation.commune_id) == Commune.id)
    return in_order((await session.exec(those.where(*_silent(matter)))).all(), lambda name: name)


async def unanswered(
    session: AsyncSession, matter: Matter, *which: Any, today: date, after: int = 0, limit: int | None = None
) -> list[Asked]:
    """The communes that have not answered, with whom to ask today (a fixed number of queries).

    They come by ``commune_id``, so many of them, beginning ``after`` one. Who answers meanwhile waits for the end of
    this transaction, so that the answer withdraws what is said in it.
    """
    those = *_silent(matter), col(Obligation.commune_id) > after, *which
    return await _asked(session, *those, today=today, limit=limit)


async def to_be_asked(session: AsyncSession, matter: Matter, *, today: date, after: int, limit: int) -> list[Asked]:
    """Of the unanswered all but those whose coordinator was asked and is at work: nobody else would be asked now."""
    away = await absence.away_on(session, today)
    its_coordinator_at_work = sa.exists().where(
        col(Membership.person_id) == Obligation.person_id,
        col(Membership.commune_id) == Obligation.commune_id,
        col(Membership.role) == Role.COORDINATOR,
        col(Membership.ended_at).is_(None),
        col(Membership.person_id).not_in(away),
    )
    return await unanswered(session, matter, ~its_coordinator_at_work, today=today, after=after, limit=limit)


async def to_be_reminded(
    session: AsyncSession, matter: Matter, *, number: int, today: date, after: int, limit: int
) -> list[Asked]:
    """Unanswered obligations with fewer than ``number`` reminders."""
    is_due = col(Obligation.reminders) < number
    return await unanswered(session, matter, is_due, today=today, after=after, limit=limit)


def _silent(matter: Matter) -> tuple[sa.ColumnElement[bool], ...]:
    return matter.its_own, col(Obligation.answered_at).is_(None)


async def _asked(session: AsyncSession, *which: Any, today: date, limit: int | None = None) -> list[Asked]:
    statement = (
        select(Obligation, Commune)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(*which)
        .order_by(col(Obligation.commune_id))
        .limit(limit)
        .with_for_update(of=Obligation, key_share=True)
    )
    rows = (await session.exec(statement)).all()
    addressees = await absence.addressees(session, [obligation.commune_id for obligation, _ in rows], today)
    return [Asked(obligation, commune, addressees.get(obligation.commune_id)) for obligation, commune in rows]


# --- its end ----------------------------------------


async def tell_of_silence(session: AsyncSession, matter: Matter, *, limit: int) -> list[Commune]:
    """Some of the communes that have not answered and whose chairs were not told of it: they are told from now on.

    Who answers meanwhile waits for the end of this transaction, so that the answer withdraws it.
    """
    ids = await _tell(session, _silent(matter), Obligation.silence_told, limit=limit)
    communes = (await session.exec(select(Commune).where(col(Commune.id).in_(ids)))).all()
    return in_order(communes, lambda commune: commune.name)


async def tell_of_result(session: AsyncSession, matter: Matter, *, limit: int) -> Sequence[int]:
    """Some of the communes whose chairs and coordinators were not told how it ended: they are from now on."""
    return await _tell(session, [matter.its_own], Obligation.result_told, limit=limit)


async def _tell(session: AsyncSession, which: Iterable[Any], told: Any, *, limit: int) -> Sequence[int]:
    some = (
        select(Obligation.id)
        .where(*which, ~told)
        .order_by(col(Obligation.commune_id))
        .limit(limit)
        .with_for_update(key_share=True)
    )
    mark: Any = sa.update(Obligation).where(col(Obligation.id).in_(some)).values({told: True})
    mark = mark.returning(col(Obligation.commune_id)).execution_options(synchronize_session=False)
    ids: Sequence[int] = (await session.exec(mark)).scalars().all()
    return ids


# --- one person ----------------------------------------


async def hand_over(session: AsyncSession, person: Somebody, *, commune_id: int | None, today: date) -> list[Asked]:
    """Somebody has left: what they were asked for in that commune goes to whoever is asked now (None: nobody)."""
    theirs = owed_by(person.id), col(Obligation.commune_id) == commune_id
    handed = await _asked(session, *theirs, today=today)
    for asked in handed:
        asked.obligation.person_id = asked.addressee.person.id if asked.addressee else None
    return handed


def owed_by(person_id: int) -> sa.ColumnElement[bool]:
    """What a person was asked for, nobody has answered and is not over."""
    is_open = col(Obligation.answered_at).is_(None) & ~col(Obligation.silence_told)
    return is_open & (col(Obligation.person_id) == person_id)
