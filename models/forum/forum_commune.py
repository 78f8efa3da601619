"""Communes invited to a forum, the person asked in each, and its answer."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict, replace
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.forum.delegate import PRESENT, Delegate, State, says_again
from models.forum.forum import Forum, Kind
from models.mail import outbox
from models.mail.outbox import Letter
from models.mail.outbox import State as Outcome
from models.people.commune import Commune
from models.people.permission import RIGHTS, Right
from models.people.person import Membership, Person, Somebody, held
from models.reading.words import in_order


class ForumCommune(SQLModel, table=True):
    """An invited commune; for a forum its coordinator (or deputy) is asked whom it sends, otherwise its team is
    invited."""

    __tablename__ = "forum_commune"

    forum_id: int = Column(foreign_key="forum.id", primary_key=True)
    commune_id: int = Column(foreign_key="commune.id", primary_key=True, index=True)
    invited_at: datetime | None = None
    """When its invitation was written; None: not yet."""
    person_id: int | None = Column(default=None, foreign_key="person.id")
    """The person asked (None: there was nobody)."""
    letter_id: int | None = Column(default=None, sa_type=sa.BigInteger, index=True)
    declined_at: datetime | None = None
    """When it said that it sends nobody."""
    answered_at: datetime | None = None
    """When it first answered."""
    late: bool = False
    reminded_at: datetime | None = None
    """Reminders due by then are behind it; None: there were none yet."""

    @property
    def subject(self) -> str:
        """The subject of its invitation while that waits to be sent."""
        return f"forum:{self.forum_id}:commune:{self.commune_id}"


class Invited(Struct, frozen=True):
    """An invited commune, and the person asked."""

    row: ForumCommune
    commune: Commune
    person: Somebody | None


async def call(session: AsyncSession, forum: Forum, *, commune_ids: Collection[int]) -> Forum:
    """Stores a forum to which these communes will be invited at ``send_at``."""
    session.add(forum)
    await session.flush()
    session.add_all(ForumCommune(forum_id=forum.id, commune_id=id) for id in sorted(commune_ids))
    await session.flush()
    return forum


async def commune_ids(session: AsyncSession, forum_id: int) -> list[int]:
    """Ids of the invited communes."""
    statement = select(ForumCommune.commune_id).where(ForumCommune.forum_id == forum_id)
    return list((await session.exec(statement.order_by(col(ForumCommune.commune_id)))).all())


async def invited(session: AsyncSession, forum_id: int, commune_id: int | None = None) -> list[Invited]:
    """The communes invited to a forum (or only this one), by name."""
    statement = (
        select(ForumCommune, Commune, Person)
        .join(Commune, col(Commune.id) == ForumCommune.commune_id)
        .outerjoin(Person, col(Person.id) == ForumCommune.person_id)
        .where(ForumCommune.forum_id == forum_id)
    )
    if commune_id is not None:
        statement = statement.where(ForumCommune.commune_id == commune_id)
    found = [Invited(*row) for row in (await session.exec(statement)).all()]
    return in_order(found, lambda one: one.commune.name)


async def not_yet_invited(session: AsyncSession, forum_id: int, *, limit: int) -> Sequence[ForumCommune]:
    """Communes whose invitation is not written yet; another process that writes the forum's invitations waits."""
    statement = (
        select(ForumCommune)
        .where(ForumCommune.forum_id == forum_id, col(ForumCommune.invited_at).is_(None))
        .order_by(col(ForumCommune.commune_id))
        .limit(limit)
        .with_for_update(key_share=True)
    )
    return (await session.exec(statement)).all()


async def newly_staffed(session: AsyncSession, *, now: datetime) -> Sequence[ForumCommune]:
    """Communes that had nobody to ask about a forum, and whose team now has a leader."""
    roles = [role for role in RIGHTS[Right.DELEGATE] if role.of_commune]
    leads = held(col(Membership.commune_id) == ForumCommune.commune_id, col(Membership.role).in_(roles))
    had_nobody = col(ForumCommune.invited_at).is_not(None) & col(ForumCommune.person_id).is_(None)
    statement = (
        select(ForumCommune)
        .join(Forum, col(Forum.id) == ForumCommune.forum_id)
        .where(Forum.kind == Kind.FORUM, col(Forum.cancelled_at).is_(None), Forum.starts_at > now, had_nobody, leads)
        .order_by(col(ForumCommune.forum_id), col(ForumCommune.commune_id))
        .with_for_update(of=ForumCommune, key_share=True)
    )
    return (await session.exec(statement)).all()


async def hand_over(session: AsyncSession, person: Somebody, *, commune_id: int, now: datetime) -> list[ForumCommune]:
    """Takes from this person the commune's forums to come; the present leader of the team gets them. Returns these."""
    statement = (
        select(ForumCommune)
        .join(Forum, col(Forum.id) == ForumCommune.forum_id)
        .where(ForumCommune.person_id == person.id, ForumCommune.commune_id == commune_id)
        .where(col(Forum.cancelled_at).is_(None), Forum.starts_at > now)
        .with_for_update(of=ForumCommune, key_share=True)
    )
    rows = list((await session.exec(statement)).all())
    await outbox.take_back(session, *(row.subject for row in rows))
    for row in rows:
        row.person_id = row.letter_id = None
    await session.flush()
    return rows


async def ask_again(session: AsyncSession, forum_id: int) -> set[int]:
    """The time has moved: communes that send nobody are asked again. Returns their ids."""
    decline = col(ForumCommune.forum_id) == forum_id, col(ForumCommune.declined_at).is_not(None)
    statement = sa.update(ForumCommune).where(*decline).values(declined_at=None, answered_at=None, late=False)
    return set((await session.exec(statement.returning(col(ForumCommune.commune_id)))).scalars().all())


async def forget_answers(session: AsyncSession, forum: Forum, commune_ids: Collection[int]) -> None:
    """Communes that have no delegates left, and did not say that they send nobody, count as not having answered."""
    sending = select(Delegate.commune_id).where(
        Delegate.forum_id == forum.id, col(Delegate.commune_id).is_not(None), col(Delegate.state).in_(PRESENT)
    )
    theirs = (
        col(ForumCommune.forum_id) == forum.id,
        col(ForumCommune.commune_id).in_(commune_ids),
        col(ForumCommune.commune_id).not_in(sending),
        col(ForumCommune.declined_at).is_(None),
    )
    await session.exec(sa.update(ForumCommune).where(*theirs).values(answered_at=None, late=False))


def answer(row: ForumCommune, *, takes_part: bool, now: datetime, answer_by: datetime) -> None:
    """Stores the commune's answer; an answer after the deadline is marked."""
    if row.answered_at is None:
        row.answered_at, row.late = now, now > answer_by
    row.declined_at = None if takes_part else now


class Counts(Struct, frozen=True, kw_only=True):
    """Number of delegates by state; whether any answered after the deadline.

    Delegates who have to confirm count only as that, but keep the seat or the place in the queue.
    """

    asked: int = 0
    accepted: int = 0
    waiting: int = 0
    again: int = 0
    declined: int = 0
    attended: int = 0
    seated: int = 0
    in_line: int = 0
    late: bool = False

    @property
    def delegated(self) -> int:
        """Number of people expected, including unsure ones."""
        return self.asked + self.accepted + self.waiting + self.again

    @property
    def is_heard_of(self) -> bool:
        """Whether anybody was chosen or asked."""
        return bool(self.delegated or self.declined or self.attended)


def together(those: Sequence[Counts]) -> Counts:
    numbers = {name: sum(getattr(one, name) for one in those) for name in Counts.__struct_fields__}
    return Counts(**numbers | {"late": any(one.late for one in those)})


class Line(Struct, frozen=True):
    """The columns a list of all communes needs: whole entities of a whole country take twice as long to read."""

    commune: str
    commune_id: int
    invited_at: datetime | None
    person_id: int | None
    letter_id: int | None
    declined_at: datetime | None
    answered_at: datetime | None
    late: bool


class Tally(Counts, frozen=True, kw_only=True):
    """One commune with its delegates."""

    line: Line

    @property
    def is_silent(self) -> bool:
        """Whether it was invited and has not reacted."""
        return self.line.invited_at is not None and self.line.answered_at is None and not self.is_heard_of

    @property
    def is_to_be_invited(self) -> bool:
        """Whether its invitation is not written yet, and nobody was chosen before it."""
        return self.line.invited_at is None and not self.is_heard_of

    @property
    def has_nobody(self) -> bool:
        """Whether there was nobody to ask."""
        return self.is_silent and self.line.person_id is None


async def tally(session: AsyncSession, forum_id: int) -> list[Tally]:
    """Every invited commune, by name (two queries)."""
    return _tallies(await _lines(session, forum_id), await _counts(session, forum_id))


def _tallies(lines: Sequence[Line], counts: Mapping[int | None, Counts]) -> list[Tally]:
    return [Tally(line=line, **asdict(counts.get(line.commune_id, Counts()))) for line in lines]


async def _lines(session: AsyncSession, forum_id: int) -> list[Line]:
    """The invited communes, by name."""
    columns = [col(getattr(ForumCommune, name)) for name in Line.__struct_fields__ if name != "commune"]
    statement: Any = (
        sa.select(col(Commune.name), *columns)
        .join(ForumCommune, col(ForumCommune.commune_id) == Commune.id)
        .where(col(ForumCommune.forum_id) == forum_id)
    )
    return in_order([Line(*row) for row in (await session.exec(statement)).all()], lambda line: line.commune)


_KEPT = {State.ACCEPTED: "seated", State.WAITING: "in_line"}


async def _counts(session: AsyncSession, forum_id: int) -> dict[int | None, Counts]:
    """By commune; None: the Office."""
    numbers: Any = (
        sa.func.count(),
        sa.func.count().filter(says_again()),
        sa.func.count().filter(col(Delegate.late)),
        sa.func.count(col(Delegate.attended_at)),
    )
    counted: Any = (
        select(Delegate.commune_id, Delegate.state, *numbers)
        .where(Delegate.forum_id == forum_id)
        .group_by(col(Delegate.commune_id), col(Delegate.state))
    )
    found: dict[int | None, Counts] = {}
    for commune_id, state, number, again, late_ones, attended in (await session.exec(counted)).all():
        of = found.get(commune_id, Counts())
        found[commune_id] = replace(of, attended=of.attended + attended)
        if state in (*PRESENT, State.DECLINED):
            sure: dict[str, int] = {state.value: number - again}
            keeps = {_KEPT[state]: number} if state in _KEPT else {}
            late = of.late or late_ones > 0
            found[commune_id] = replace(found[commune_id], **sure, **keeps, again=of.again + again, late=late)
    return found


class Sending(Struct, frozen=True):
    """The progress of the invitations."""

    invited: int
    written: int
    settled: int
    """Number sent or given up."""
    unreached: tuple[tuple[str, str], ...]
    """Communes, and people invited by name, that were not reached; each with Telegram's reason."""

    @property
    def is_over(self) -> bool:
        """Whether the fate of every invitation is known."""
        return self.written == self.invited and self.settled == self.written


async def sending(session: AsyncSession, forum_id: int) -> Sending:
    """Number of invitations written and sent, and who was not reached (two queries)."""
    return await _sending(session, forum_id, await _lines(session, forum_id))


async def _sending(session: AsyncSession, forum_id: int, lines: Sequence[Line]) -> Sending:
    """Invitations to communes, and to people invited by name; None: not in the outbox yet."""
    of_letter: Any = col(Letter.state).label("state"), col(Letter.refusal).label("refusal")
    to_communes = (
        sa.select(col(Commune.name).label("name"), *of_letter)
        .join(ForumCommune, col(ForumCommune.commune_id) == Commune.id)
        .outerjoin(Letter, col(Letter.id) == ForumCommune.letter_id)
        .where(col(ForumCommune.forum_id) == forum_id, col(ForumCommune.letter_id).is_not(None))
    )
    by_name = (
        sa.select(col(Person.name), *of_letter)
        .join(Delegate, col(Delegate.person_id) == Person.id)
        .outerjoin(Letter, col(Letter.id) == Delegate.letter_id)
        .where(col(Delegate.forum_id) == forum_id, col(Delegate.letter_id).is_not(None))
        .where(col(Delegate.chosen_by_id).is_(None))
    )
    all_of_them = sa.union_all(to_communes, by_name).subquery()
    lost = (Outcome.UNREACHABLE, Outcome.REFUSED)
    who = [sa.case((all_of_them.c.state.in_(lost), column)) for column in (all_of_them.c.name, all_of_them.c.refusal)]
    counted: Any = sa.select(all_of_them.c.state, *who, sa.func.count()).group_by(all_of_them.c.state, *who)
    letters: list[tuple[Outcome | None, str | None, str | None, int]] = list((await session.exec(counted)).all())
    in_all = sum(n for *_, n in letters)
    to_name = in_all - sum(line.letter_id is not None for line in lines)
    asked = sum(line.person_id is not None or line.invited_at is None for line in lines)
    unreached = [(name or "", why or "") for state, name, why, n in letters if state in lost for _ in range(n)]
    return Sending(
        invited=asked + to_name,
        written=sum(n for state, *_, n in letters if state is not None),
        settled=sum(n for state, *_, n in letters if state not in (None, Outcome.QUEUED)),
        unreached=tuple(in_order(unreached, lambda one: one[0])),
    )


class Refusal(Struct, frozen=True):
    """A person invited by name who does not come, the commune (None: the Office), and the reason."""

    name: str
    commune: str | None
    reason: str | None


class Standing(Struct, frozen=True):
    """A forum by commune, the other participants, and the progress of the invitations."""

    tallies: tuple[Tally, ...]
    others: Counts | None
    """The Office, if it is invited by name; at a forum, people who came without an invited commune."""
    sending: Sending
    refusals: tuple[Refusal, ...]
    """The first people invited by name who do not come; of delegates their communes are told."""


async def shown(session: AsyncSession, forum: Forum, *, refusals: int) -> Standing:
    """What the live card shows, with at most ``refusals`` refusals (three queries; a fourth for people invited by
    name)."""
    id = forum.id
    lines, counts = await _lines(session, id), await _counts(session, id)
    sending = await _sending(session, id, lines)
    declined = [] if forum.kind.delegates else await _refusals(session, id, limit=refusals)
    invited = {line.commune_id for line in lines}
    others = [of for commune_id, of in counts.items() if commune_id not in invited]
    besides = together(others) if others else None
    return Standing(tuple(_tallies(lines, counts)), besides, sending, tuple(declined))


async def _refusals(session: AsyncSession, forum_id: int, *, limit: int) -> list[Refusal]:
    statement = (
        select(Person.name, Commune.name, Delegate.reason)
        .join(Delegate, col(Delegate.person_id) == Person.id)
        .outerjoin(Commune, col(Commune.id) == Delegate.commune_id)
        .where(Delegate.forum_id == forum_id, Delegate.state == State.DECLINED)
        .order_by(col(Delegate.answered_at), col(Delegate.id))
        .limit(limit)
    )
    return [Refusal(*found) for found in (await session.exec(statement)).all()]
