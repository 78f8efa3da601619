"""Which communes are invited to which forum, whom of each was asked, and what it has answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.commune import Commune
from models.delegate import PRESENT, Delegate, State
from models.forum import Forum
from models.outbox import Letter
from models.outbox import State as Outcome
from models.person import Person


class ForumCommune(SQLModel, table=True):
    """A commune is invited, or its team is; to a forum its coordinator (or deputy) is asked whom it sends."""

    __tablename__ = "forum_commune"

    forum_id: int = Column(foreign_key="forum.id", primary_key=True)
    commune_id: int = Column(foreign_key="commune.id", primary_key=True, index=True)
    invited_at: datetime | None = None
    """When its invitation was written; None: not yet."""
    person_id: int | None = Column(default=None, foreign_key="person.id")
    """Who was asked (None: there was nobody)."""
    letter_id: int | None = Column(default=None, sa_type=sa.BigInteger, index=True)
    declined_at: datetime | None = None
    """When it said that it sends nobody."""
    answered_at: datetime | None = None
    """When it first said whom it sends, or that it sends nobody."""
    late: bool = False
    reminded_at: datetime | None = None
    """Reminders that were due by then are behind it; None: there was none yet."""


@dataclass(frozen=True)
class Invited:
    """A commune that is invited, and who was asked."""

    row: ForumCommune
    commune: Commune
    person: Person | None


async def call(session: AsyncSession, forum: Forum, *, commune_ids: Collection[int]) -> Forum:
    """Write down a forum to which these communes are to be invited at ``send_at``."""
    session.add(forum)
    await session.flush()
    session.add_all(ForumCommune(forum_id=forum.id or 0, commune_id=id) for id in sorted(commune_ids))
    await session.flush()
    return forum


async def commune_ids(session: AsyncSession, forum_id: int) -> list[int]:
    """The communes that are invited, by their ids."""
    statement = select(ForumCommune.commune_id).where(ForumCommune.forum_id == forum_id)
    return list((await session.exec(statement.order_by(col(ForumCommune.commune_id)))).all())


async def invited(session: AsyncSession, forum_id: int, commune_id: int | None = None) -> list[Invited]:
    """The communes invited to a forum (or this one of them), by name."""
    statement = (
        select(ForumCommune, Commune, Person)
        .join(Commune, col(Commune.id) == ForumCommune.commune_id)
        .outerjoin(Person, col(Person.id) == ForumCommune.person_id)
        .where(ForumCommune.forum_id == forum_id)
        .order_by(Commune.name)
    )
    if commune_id is not None:
        statement = statement.where(ForumCommune.commune_id == commune_id)
    return [Invited(*row) for row in (await session.exec(statement)).all()]


async def not_yet_invited(session: AsyncSession, forum_id: int, *, limit: int) -> Sequence[ForumCommune]:
    """Communes whose invitation is not written yet; whoever else writes invitations of the forum waits."""
    statement = (
        select(ForumCommune)
        .where(ForumCommune.forum_id == forum_id, col(ForumCommune.invited_at).is_(None))
        .order_by(col(ForumCommune.commune_id))
        .limit(limit)
        .with_for_update()
    )
    return (await session.exec(statement)).all()


def answer(row: ForumCommune, *, takes_part: bool, now: datetime, answer_by: datetime) -> None:
    """The commune says whom it sends, or that it sends nobody; what comes after the deadline is marked."""
    if row.answered_at is None:
        row.answered_at, row.late = now, now > answer_by
    row.declined_at = None if takes_part else now


@dataclass(frozen=True)
class Tally:
    """How one commune stands: how many of its delegates are asked, come, wait for a seat, have declined, came."""

    invited: Invited
    asked: int = 0
    accepted: int = 0
    waiting: int = 0
    declined: int = 0
    attended: int = 0

    @property
    def is_silent(self) -> bool:
        """Whether nothing was heard of it."""
        return self.invited.row.answered_at is None and not (self.asked or self.accepted or self.waiting)


async def tally(session: AsyncSession, forum_id: int) -> list[Tally]:
    """How every invited commune stands, by name (two queries)."""
    counted = (
        select(Delegate.commune_id, Delegate.state, sa.func.count(), sa.func.count(col(Delegate.attended_at)))
        .where(Delegate.forum_id == forum_id)
        .group_by(col(Delegate.commune_id), col(Delegate.state))
    )
    numbers: dict[int | None, dict[str, int]] = {}
    came: dict[int | None, int] = {}
    for commune_id, state, number, attended in (await session.exec(counted)).all():
        numbers.setdefault(commune_id, {})[state] = number
        came[commune_id] = came.get(commune_id, 0) + attended
    found = []
    for one in await invited(session, forum_id):
        of = numbers.get(one.row.commune_id, {})
        asked, accepted, waits, declined = (of.get(state, 0) for state in (*PRESENT, State.DECLINED))
        found.append(Tally(one, asked, accepted, waits, declined, came.get(one.row.commune_id, 0)))
    return found


@dataclass(frozen=True)
class Sending:
    """How far the invitations have come."""

    invited: int
    written: int
    settled: int
    """Sent, or given up."""
    unreached: tuple[tuple[Invited, str], ...]
    """Who could not be reached, and Telegram's reason."""

    @property
    def is_over(self) -> bool:
        """Whether it is known of every one whether it arrived."""
        return self.written == self.invited and self.settled == self.written


async def sending(session: AsyncSession, forum_id: int) -> Sending:
    """How many invitations are written and sent, and who was not reached (two queries)."""
    communes = await invited(session, forum_id)
    letters = (
        select(Letter.id, Letter.state, Letter.refusal)
        .join(ForumCommune, col(ForumCommune.letter_id) == Letter.id)
        .where(ForumCommune.forum_id == forum_id)
    )
    found = {id: (state, why) for id, state, why in (await session.exec(letters)).all()}
    lost = (Outcome.UNREACHABLE, Outcome.REFUSED)
    with_letter = [(one, found[one.row.letter_id]) for one in communes if one.row.letter_id in found]
    return Sending(
        invited=sum(one.row.person_id is not None or one.row.invited_at is None for one in communes),
        written=len(with_letter),
        settled=sum(state is not Outcome.QUEUED for _, (state, _) in with_letter),
        unreached=tuple((one, why or "") for one, (state, why) in with_letter if state in lost),
    )


@dataclass(frozen=True)
class Standing:
    """How a forum stands: commune by commune, and how far the invitations have come."""

    tallies: tuple[Tally, ...]
    sending: Sending


async def shown(session: AsyncSession, forum_id: int) -> Standing:
    """What the live card shows (four queries)."""
    return Standing(tuple(await tally(session, forum_id)), await sending(session, forum_id))
