"""What communes owe the association: who was asked for it, how often they were reminded, whether it was answered.

The same for all that is owed. Each kind has a column that names its matter (a status round: ``round_id``, a call for
data: ``data_call_id``), and keeps by itself what was answered.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, UniqueConstraint, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import bulk, insert_new, partial
from models.people import absence
from models.people.absence import Addressee
from models.people.commune import Commune
from models.people.permission import Role
from models.people.person import Membership, Somebody, held
from models.reading.words import in_order

SPACING = timedelta(hours=2)
"""Who is asked is not reminded within this time."""


class Obligation(SQLModel, table=True):
    """A commune owes an answer; ``person_id`` was asked for it last (None: nobody yet).

    ``reminders`` are behind it: sent, or left out because they came too soon after the question.
    """

    __table_args__ = (
        UniqueConstraint("round_id", "commune_id"),
        UniqueConstraint("data_call_id", "commune_id"),
        partial("ix_obligation_result_untold", "round_id", where=sa.text("NOT result_told")),
    )

    id: int = Column(default=None, primary_key=True)
    round_id: int | None = Column(default=None, foreign_key="status_round.id")
    data_call_id: int | None = Column(default=None, foreign_key="data_call.id")
    commune_id: int = Column(foreign_key="commune.id", index=True)
    person_id: int | None = Column(default=None, foreign_key="person.id", index=True)
    answered_at: datetime | None = None
    reminders: int = 0
    silence_told: bool = False
    """Whether the chairs were told, when it was over, that the commune has not answered: nobody is asked any more."""
    result_told: bool = Column(default=False, sa_column_kwargs={"server_default": sa.false()})
    """Whether its chairs and coordinators were told how it ended."""
    late: bool | None = None
    """Whether the first answer came after the deadline, where that is kept here; None: there was none yet."""
    due_at: datetime | None = None
    """Until when it has time, where that is longer than the others have."""
    accepted_at: datetime | None = None
    """When the Office has accepted the answer, which is not corrected any more."""


IS_OWED = col(Obligation.answered_at).is_(None)


class Matter(Struct, frozen=True):
    """Something that communes owe an answer to."""

    subject: str
    """What all that is said of it is about."""
    moments: tuple[datetime, ...]
    """When the silent are reminded; the last one is when answers are due."""
    its_own: sa.ColumnElement[bool]
    """Which obligations are of this matter."""

    def about(self, commune_id: int) -> str:
        """The subject of everything that a commune is asked and reminded of."""
        return f"{self.subject}:{commune_id}"

    def reminders_by(self, instant: datetime) -> int:
        """How many reminders are due by then."""
        return sum(due <= instant for due in self.moments[:-1])

    def reminder_soon_after(self, instant: datetime, reminders: int) -> datetime | None:
        """The next reminder of a commune that has so many behind it, if it comes within the time between two."""
        return next((at for at in self.moments[reminders:-1] if instant <= at < instant + SPACING), None)


class Asked(Struct, frozen=True):
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
    return in_order((await session.exec(those.where(matter.its_own, IS_OWED))).all(), lambda name: name)


async def unanswered(session: AsyncSession, matter: Matter, *, today: date) -> list[Asked]:
    """The communes that have not answered, with whom to ask today (a fixed number of queries)."""
    return await _owed(session, matter.its_own, today=today)


async def to_be_asked(session: AsyncSession, matter: Matter, *, today: date, after: int, limit: int) -> list[Asked]:
    """Of the unanswered all but those whose coordinator was asked and is at work: nobody else would be asked now.

    They come by ``commune_id``, so many of them, beginning ``after`` one.
    """
    away = await absence.away_on(session, today)
    its_coordinator_at_work = held(
        col(Membership.person_id) == Obligation.person_id,
        col(Membership.commune_id) == Obligation.commune_id,
        col(Membership.role) == Role.COORDINATOR,
        col(Membership.person_id).not_in(away),
    )
    return await _owed(session, matter.its_own, ~its_coordinator_at_work, today=today, after=after, limit=limit)


async def to_be_reminded(
    session: AsyncSession, matter: Matter, *, number: int, today: date, after: int, limit: int
) -> list[Asked]:
    """Unanswered obligations with fewer than ``number`` reminders, some as in ``to_be_asked``."""
    is_due = col(Obligation.reminders) < number
    return await _owed(session, matter.its_own, is_due, today=today, after=after, limit=limit)


async def hand_over(session: AsyncSession, person: Somebody, *, commune_id: int | None, today: date) -> list[Asked]:
    """Somebody has left: what they were asked for in that commune goes to whoever is asked now (None: nobody)."""
    theirs = col(Obligation.person_id) == person.id, col(Obligation.commune_id) == commune_id
    handed = await _owed(session, *theirs, ~col(Obligation.silence_told), today=today)
    for asked in handed:
        asked.obligation.person_id = asked.addressee.person.id if asked.addressee else None
    return handed


async def _owed(
    session: AsyncSession, *which: Any, today: date, after: int = 0, limit: int | None = None
) -> list[Asked]:
    """Who answers meanwhile waits for the end of this transaction, so that the answer withdraws what is said in it."""
    statement = (
        select(Obligation, Commune)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(*which, IS_OWED, col(Obligation.commune_id) > after)
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
    ids = await _tell(session, [matter.its_own, IS_OWED], Obligation.silence_told, limit=limit)
    communes = (await session.exec(select(Commune).where(col(Commune.id).in_(ids)))).all()
    return in_order(communes, lambda commune: commune.name)


async def tell_of_result(session: AsyncSession, matter: Matter, *, limit: int) -> list[int]:
    """Some of the communes whose chairs and coordinators were not told how it ended: they are from now on."""
    return await _tell(session, [matter.its_own], Obligation.result_told, limit=limit)


async def _tell(session: AsyncSession, which: Iterable[Any], told: Any, *, limit: int) -> list[int]:
    some = (
        select(Obligation.id)
        .where(*which, ~told)
        .order_by(col(Obligation.commune_id))
        .limit(limit)
        .with_for_update(key_share=True)
    )
    mark = sa.update(Obligation).where(col(Obligation.id).in_(some)).values({told: True})
    return list((await bulk(session, mark.returning(col(Obligation.commune_id)))).scalars())
