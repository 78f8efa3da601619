"""Who comes to a forum: chosen by a commune, accepting or declining, waiting for a seat, present."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice, insert_new, partial
from models.forum.forum import Forum
from models.people import person as people
from models.people.commune import Commune
from models.people.person import Person, Somebody
from models.reading.words import same_name


class State(StrEnum):
    ASKED = auto()
    ACCEPTED = auto()
    WAITING = auto()
    DECLINED = auto()
    REMOVED = auto()


PRESENT = (State.ASKED, State.ACCEPTED, State.WAITING)
"""States that count as sent by a commune."""
INSTANT = timedelta(microseconds=1)


class Delegate(SQLModel, table=True):
    """A participant: a member of a team, or a guest named by a commune."""

    __table_args__ = (
        partial("uq_delegate_person", "forum_id", "person_id", unique=True, where=sa.text("person_id IS NOT NULL")),
        sa.Index("uq_delegate_code", "forum_id", "code", unique=True),
    )

    id: int = Column(default=None, primary_key=True)
    forum_id: int = Column(foreign_key="forum.id", index=True)
    commune_id: int | None = Column(default=None, foreign_key="commune.id")
    """The commune they come for; None: the Office."""
    person_id: int | None = Column(default=None, foreign_key="person.id", index=True)
    guest_name: str | None = None
    guest_function: str | None = None
    chosen_by_id: int | None = Column(default=None, foreign_key="person.id")
    state: State = Column(default=State.ASKED, sa_type=Choice(State))
    asked_again: bool = False
    """The time has moved since they answered: they are asked again."""
    reason: str | None = None
    letter_id: int | None = Column(default=None, sa_type=sa.BigInteger, index=True)
    answered_at: datetime | None = None
    waits_since: datetime | None = None
    late: bool = False
    reminded_at: datetime | None = None
    """Reminders due by then are behind them; None: those due when the invitations were sent."""
    code: str | None = None
    """Four digits to tell at the door."""
    attended_at: datetime | None = None

    @property
    def is_asked(self) -> bool:
        """Whether they are told of all changes: they come, or are asked whether they do."""
        return self.state in PRESENT or self.asked_again


class Delegation(Struct, frozen=True):
    """A delegate, the person (None: a guest), the commune (None: the Office), and who chose them."""

    delegate: Delegate
    person: Somebody | None
    commune: Commune | None
    chooser: Somebody | None = None

    @property
    def bare_name(self) -> str:
        return self.person.name if self.person is not None else self.delegate.guest_name or ""

    @property
    def name(self) -> str:
        """The name; for a guest with the function: ``Adam Pytel (projektant)``."""
        function = self.delegate.guest_function if self.person is None else None
        return f"{self.bare_name} ({function})" if function else self.bare_name


async def delegates(
    session: AsyncSession, forum_id: int, *, commune_id: int | None = None, states: Collection[State] | None = None
) -> list[Delegation]:
    """The delegates to a forum (of this commune, if given), in the order in which they were chosen."""
    conditions: list[Any] = [Delegate.forum_id == forum_id]
    if commune_id is not None:
        conditions.append(Delegate.commune_id == commune_id)
    if states is not None:
        conditions.append(col(Delegate.state).in_(list(states)))
    return await sent_where(session, *conditions)


async def with_id(session: AsyncSession, delegate_id: int) -> Delegation | None:
    return next(iter(await sent_where(session, Delegate.id == delegate_id)), None)


async def forum_of(session: AsyncSession, delegate_id: int) -> int | None:
    """The id of the delegate's forum, without reading the delegate: the forum may have to be locked first."""
    return (await session.exec(select(Delegate.forum_id).where(Delegate.id == delegate_id))).first()


async def of_person(session: AsyncSession, forum_id: int, person_id: int) -> Delegation | None:
    """The person as a delegate to that forum."""
    return next(iter(await sent_where(session, Delegate.forum_id == forum_id, Delegate.person_id == person_id)), None)


async def known(session: AsyncSession, forum_id: int, person_ids: Sequence[int]) -> set[int | None]:
    """Ids of these people who were already chosen for the forum or invited to it."""
    statement = select(Delegate.person_id).where(Delegate.forum_id == forum_id, col(Delegate.person_id).in_(person_ids))
    return set((await session.exec(statement)).all())


async def sent_where(session: AsyncSession, *which: Any, order: Any = ()) -> list[Delegation]:
    """The delegates that meet all these conditions."""
    chooser = sa.orm.aliased(Person)
    statement: Any = (
        select(Delegate, Person, Commune, chooser)
        .outerjoin(Person, col(Person.id) == Delegate.person_id)
        .outerjoin(Commune, col(Commune.id) == Delegate.commune_id)
        .outerjoin(chooser, col(chooser.id) == Delegate.chosen_by_id)
        .where(*which)
        .order_by(*order, col(Delegate.id))
    )
    return [Delegation(*row) for row in (await session.exec(statement)).all()]


async def standing(session: AsyncSession, forum: Forum, commune_id: int) -> set[int]:
    """Person ids of the commune's delegates to the last forum in the same field before this one."""
    if forum.field_id is None:
        return set()
    earlier = (
        select(Forum.id)
        .join(Delegate, col(Delegate.forum_id) == Forum.id)
        .where(
            Forum.field_id == forum.field_id,
            Forum.starts_at < forum.starts_at,
            col(Forum.cancelled_at).is_(None),
            Delegate.commune_id == commune_id,
            Delegate.state == State.ACCEPTED,
        )
        .order_by(col(Forum.starts_at).desc())
        .limit(1)
    )
    statement = select(Delegate.person_id).where(
        col(Delegate.forum_id).in_(earlier), Delegate.commune_id == commune_id, Delegate.state == State.ACCEPTED
    )
    return {id for id in (await session.exec(statement)).all() if id is not None}


async def add(session: AsyncSession, people: Sequence[Delegate]) -> list[Delegate]:
    """Adds these people; reads their stored rows (two queries for all of them)."""
    if not people:
        return []
    await insert_new(session, Delegate, [each.model_dump(exclude={"id"}) for each in people])
    ids = [each.person_id for each in people]
    statement = select(Delegate).where(Delegate.forum_id == people[0].forum_id, col(Delegate.person_id).in_(ids))
    found = {delegate.person_id: delegate for delegate in (await session.exec(statement)).all()}
    return [found[id] for id in ids]


# --- choosing ----------------------------------------


class Chosen(Struct, frozen=True):
    """New delegates, those who were there already, and those removed."""

    new: tuple[Delegate, ...]
    kept: tuple[Delegate, ...]
    removed: tuple[Delegate, ...]


class TooMany(Struct, frozen=True):
    """The commune has fewer seats; nothing was changed."""

    seats: int


class TooLate(Struct, frozen=True):
    """The forum has begun or was called off; nothing was changed."""


class SentByOthers(Struct, frozen=True):
    """Another commune sends this person already; nothing was changed."""

    person: Somebody


async def choose(
    session: AsyncSession,
    forum: Forum,
    *,
    commune_id: int | None,
    people: Collection[Somebody],
    by: Somebody,
    now: datetime,
    without: Collection[int] = (),
) -> Chosen | TooMany | SentByOthers | TooLate:
    """Makes these people the commune's delegates, besides its guests (except ``without``, by delegate id). The forum
    was read ``locked``."""
    if not forum.is_open(now):
        return TooLate()
    wanted = {person.id: person for person in people}
    concerned = (col(Delegate.commune_id) == commune_id) | col(Delegate.person_id).in_(list(wanted))
    there = await sent_where(session, Delegate.forum_id == forum.id, concerned)
    for sent in there:
        if sent.delegate.commune_id != commune_id and sent.person is not None and sent.delegate.state in PRESENT:
            return SentByOthers(sent.person)
    guests = [sent.delegate for sent in there if sent.person is None and sent.delegate.state in PRESENT]
    uninvited = [guest for guest in guests if guest.id in without]
    if 0 < forum.seats < len(wanted) + len(guests) - len(uninvited):
        return TooMany(forum.seats)
    known = {sent.delegate.person_id: sent.delegate for sent in there if sent.person is not None}
    kept = [known[id] for id in wanted if id in known and known[id].state in PRESENT]
    removed = [d for id, d in known.items() if id not in wanted and d.state in PRESENT] + uninvited
    _remove(removed)
    again = [known[id] for id in wanted if id in known and known[id] not in kept]
    for delegate in again:
        delegate.state, delegate.reason, delegate.chosen_by_id = State.ASKED, None, by.id
        delegate.commune_id, delegate.asked_again, delegate.reminded_at = commune_id, False, now
        delegate.answered_at, delegate.late = None, False
    added = [
        Delegate(forum_id=forum.id, commune_id=commune_id, person_id=id, chosen_by_id=by.id, reminded_at=now)
        for id in wanted
        if id not in known
    ]
    new = [*again, *await add(session, added)]
    await session.flush()
    return Chosen(tuple(new), tuple(kept), tuple(removed))


async def send_nobody(
    session: AsyncSession, forum: Forum, *, commune_id: int, now: datetime
) -> tuple[Delegate, ...] | TooLate:
    """Removes all delegates of the commune, including those who declined and might change their mind; returns those who
    were to come. The forum was read ``locked``."""
    if not forum.is_open(now):
        return TooLate()
    there = [sent.delegate for sent in await delegates(session, forum.id, commune_id=commune_id)]
    removed = tuple(delegate for delegate in there if delegate.state in PRESENT)
    _remove(there)
    await session.flush()
    return removed


def _remove(those: Iterable[Delegate]) -> None:
    for delegate in those:
        delegate.state, delegate.waits_since, delegate.asked_again = State.REMOVED, None, False


def on_list(those: Iterable[Delegation], commune_id: int | None, name: str) -> Delegation | None:
    """The person of this name among this commune's delegates (None: the Office's)."""
    return next((s for s in those if s.delegate.commune_id == commune_id and same_name(s.bare_name, name)), None)


async def add_guest(
    session: AsyncSession,
    forum: Forum,
    *,
    commune_id: int | None,
    name: str,
    function: str,
    by: Somebody,
    now: datetime,
) -> Delegate | TooMany | TooLate:
    """Adds a person outside the bot; the commune answers for them. The forum was read ``locked``.

    A person of this name who is sent already is not added again.
    """
    if not forum.is_open(now):
        return TooLate()
    there = await delegates(session, forum.id, commune_id=commune_id, states=PRESENT)
    if (known := on_list(there, commune_id, name)) is not None:
        return known.delegate
    if 0 < forum.seats <= len(there):
        return TooMany(forum.seats)
    guest = Delegate(
        forum_id=forum.id, commune_id=commune_id, guest_name=name, guest_function=function, chosen_by_id=by.id,
        reminded_at=now,
    )  # fmt: skip
    session.add(guest)
    await session.flush()
    await accept(session, forum, guest, now=now)
    return guest


# --- answering ----------------------------------------


class Accepted(Struct, frozen=True):
    """They have a seat."""


class Waits(Struct, frozen=True):
    """All seats are taken; ``place`` is their place in the queue."""

    place: int


class Replaced(Struct, frozen=True):
    """They had declined, and their commune gave the seat to somebody else; nothing was changed."""


async def accept(
    session: AsyncSession, forum: Forum, delegate: Delegate, *, now: datetime
) -> Accepted | Waits | Replaced | TooLate:
    """Gives them a seat, or a place in the queue. The forum was read ``locked``."""
    if not forum.is_open(now) or delegate.state is State.REMOVED:
        return TooLate()
    if delegate.state is State.DECLINED and 0 < forum.seats <= await _present(session, delegate):
        return Replaced()
    if delegate.state not in (State.ACCEPTED, State.WAITING):
        delegate.answered_at, delegate.late = now, forum.is_late(now)
    elif delegate.asked_again:
        delegate.answered_at = now
    delegate.asked_again, delegate.reason = False, None
    if delegate.state is not State.ACCEPTED and not await _has_room(session, forum, delegate):
        return Waits(await _queue_up(session, delegate, now=now))
    delegate.state, delegate.waits_since = State.ACCEPTED, None
    await session.flush()
    return Accepted()


async def _has_room(session: AsyncSession, forum: Forum, delegate: Delegate) -> bool:
    """Whether a seat is left for them once all who wait have theirs."""
    others = State.ACCEPTED, State.WAITING
    return not forum.capacity or await _count(session, forum, *others, but=delegate) < forum.capacity


async def _queue_up(session: AsyncSession, delegate: Delegate, *, now: datetime) -> int:
    """Puts them last in the queue, even if another process's clock is ahead; returns their place."""
    queue = [sent.delegate for sent in await waiting(session, delegate.forum_id)]
    if delegate.state is State.WAITING:
        return 1 + [each.id for each in queue].index(delegate.id)
    last = queue[-1].waits_since if queue else None
    delegate.state, delegate.waits_since = State.WAITING, max(now, last + INSTANT) if last is not None else now
    await session.flush()
    return 1 + len(queue)


async def _present(session: AsyncSession, delegate: Delegate) -> int:
    """Number of people their commune sends."""
    statement = select(sa.func.count()).select_from(Delegate)
    its_own = Delegate.forum_id == delegate.forum_id, Delegate.commune_id == delegate.commune_id
    return (await session.exec(statement.where(*its_own, col(Delegate.state).in_(PRESENT)))).one()


async def _count(session: AsyncSession, forum: Forum, *states: State, but: Delegate | None = None) -> int:
    statement = select(sa.func.count()).select_from(Delegate)
    statement = statement.where(Delegate.forum_id == forum.id, col(Delegate.state).in_(states))
    if but is not None:
        statement = statement.where(Delegate.id != but.id)
    return (await session.exec(statement)).one()


async def waiting(session: AsyncSession, forum_id: int) -> list[Delegation]:
    """Those who wait for a seat, in the order of the queue."""
    waits = Delegate.state == State.WAITING
    return await sent_where(session, Delegate.forum_id == forum_id, waits, order=(col(Delegate.waits_since),))


async def decline(
    session: AsyncSession, forum: Forum, delegate: Delegate, *, reason: str | None, now: datetime
) -> bool:
    """Marks them as not coming; False if it is too late. Afterwards ``promote`` gives the seat to somebody who
    waits."""
    if not forum.is_open(now) or delegate.state is State.REMOVED:
        return False
    if delegate.state is not State.DECLINED:
        delegate.answered_at, delegate.late = now, forum.is_late(now)
    elif delegate.asked_again:
        delegate.answered_at = now
    delegate.state, delegate.reason = State.DECLINED, reason
    delegate.waits_since, delegate.asked_again = None, False
    await session.flush()
    return True


async def promote(session: AsyncSession, forum: Forum) -> list[Delegation]:
    """Gives the free seats to those who wait; returns those who got one. The forum was read ``locked``."""
    queue = await waiting(session, forum.id)
    free = forum.capacity - await _count(session, forum, State.ACCEPTED) if queue and forum.capacity else len(queue)
    promoted = queue[: max(0, free)]
    for sent in promoted:
        sent.delegate.state, sent.delegate.waits_since = State.ACCEPTED, None
    await session.flush()
    return promoted


async def remove(session: AsyncSession, those: Iterable[Delegate]) -> None:
    """Removes them. Afterwards ``promote`` gives their seats to those who wait."""
    _remove(those)
    await session.flush()


async def ask_again(session: AsyncSession, forum: Forum) -> None:
    """The time has moved: those who accepted or wait keep the seat and are asked again; so are those who declined, if
    they are still in the team and nobody replaces them."""
    there = [sent for sent in await delegates(session, forum.id) if sent.person is not None]
    declined = [sent for sent in there if sent.delegate.state is State.DECLINED]
    roles = await people.memberships_of(session, [s.person for s in declined if s.person]) if declined else {}
    present = Counter(sent.delegate.commune_id for sent in there if sent.delegate.state in PRESENT)
    for sent in there:
        of = sent.delegate
        match of.state:
            case State.ACCEPTED | State.WAITING:
                of.asked_again = True
            case State.DECLINED if not forum.seats or present[of.commune_id] < forum.seats:
                of.asked_again = any(m.commune_id == of.commune_id for m in roles.get(of.person_id or 0, ()))
    await session.flush()


def says_again() -> sa.ColumnElement[bool]:
    """Those who keep their seat and have to confirm it."""
    return col(Delegate.asked_again) & col(Delegate.state).in_(PRESENT)
