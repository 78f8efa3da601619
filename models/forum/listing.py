"""The list of forums: which of them somebody sees, how each stands, and for whom they answer there."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Self

import sqlalchemy as sa
from msgspec import Struct, field
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.forum.delegate import PRESENT, Delegate, Delegation, State, says_again
from models.forum.forum import LONGEST, Forum
from models.forum.forum_commune import ForumCommune, Invited
from models.people.commune import Commune
from models.people.permission import Holding, Right, communes_with
from models.people.person import Person, Somebody
from models.reading.words import in_order


class Reader(Struct, frozen=True):
    """The reader, and the communes of the forums they see (None: all)."""

    person: Somebody
    communes: frozenset[int] | None

    @classmethod
    def of(cls, person: Somebody, memberships: Collection[Holding]) -> Self:
        """The reader with their present roles."""
        reach = communes_with(memberships, Right.READ_FORUMS)
        return cls(person, frozenset(reach) if reach is not None else None)


class Listed(Struct, frozen=True):
    """A forum in the list, with how many come and are asked, and how many communes have not answered."""

    forum: Forum
    accepted: int = 0
    delegated: int = 0
    silent: int = 0
    declines: bool = False
    """The reader's commune sends nobody."""
    own: Delegate | None = None
    """The reader as a delegate."""


class _Numbers(Struct, frozen=True):
    """Delegates by state, and the communes that are silent or send nobody."""

    states: dict[State, int] = field(default_factory=dict)
    accepted: int = 0
    """Without those who have to confirm."""
    silent: int = 0
    declining: int = 0


async def visible(session: AsyncSession, reader: Reader, *, now: datetime, past: bool) -> list[Forum]:
    """Forums to come, the nearest first; or past ones and those called off, the latest first."""
    statement = select(Forum).where(*seen_by(reader))
    if past:
        gone = (col(Forum.starts_at) <= now) | col(Forum.cancelled_at).is_not(None)
        statement = statement.where(gone).order_by(col(Forum.starts_at).desc(), col(Forum.id).desc())
    else:
        statement = statement.where(Forum.starts_at > now - LONGEST, col(Forum.cancelled_at).is_(None))
        statement = statement.order_by(col(Forum.starts_at), col(Forum.id))
    found = (await session.exec(statement)).all()
    return [forum for forum in found if past == (forum.cancelled_at is not None or forum.ends_at <= now)]


async def sees(session: AsyncSession, reader: Reader, forum_id: int) -> bool:
    return (await session.exec(select(Forum.id).where(Forum.id == forum_id, *seen_by(reader)))).first() is not None


def seen_by(reader: Reader) -> list[Any]:
    """The Office sees all; others see forums to which their commune is invited or they are sent."""
    if reader.communes is None:
        return []
    is_invited = sa.exists().where(
        col(ForumCommune.forum_id) == Forum.id,
        col(ForumCommune.commune_id).in_(reader.communes),
        col(ForumCommune.invited_at).is_not(None),
    )
    is_sent = sa.exists().where(
        col(Delegate.forum_id) == Forum.id,
        col(Delegate.person_id) == reader.person.id,
        col(Delegate.state) != State.REMOVED,
    )
    return [is_invited | is_sent]


async def standing(session: AsyncSession, reader: Reader, forums: Sequence[Forum]) -> list[Listed]:
    """How these forums stand: as a whole for the Office, otherwise for the reader's communes (three queries)."""
    ids = [forum.id for forum in forums]
    numbers = await _numbers(session, reader, ids)
    of_reader = select(Delegate).where(
        col(Delegate.forum_id).in_(ids), Delegate.person_id == reader.person.id, Delegate.state != State.REMOVED
    )
    own = {delegate.forum_id: delegate for delegate in (await session.exec(of_reader)).all()}
    found = []
    for forum in forums:
        of = numbers[forum.id]
        delegated = sum(of.states.get(state, 0) for state in PRESENT)
        found.append(
            Listed(
                forum, of.accepted, delegated, of.silent,
                declines=bool(of.declining) and not delegated, own=own.get(forum.id),
            )
        )  # fmt: skip
    return found


async def _numbers(session: AsyncSession, reader: Reader, ids: Sequence[int]) -> dict[int, _Numbers]:
    is_sending = sa.exists().where(
        # changes no result, but without it PostgreSQL would read the delegates of all years
        col(Delegate.forum_id).in_(ids),
        col(Delegate.forum_id) == ForumCommune.forum_id,
        col(Delegate.commune_id) == ForumCommune.commune_id,
        col(Delegate.state).in_(PRESENT),
    )
    is_silent = col(ForumCommune.invited_at).is_not(None) & col(ForumCommune.answered_at).is_(None) & ~is_sending
    counts: Any = sa.func.count(), sa.func.count().filter(~says_again())
    states: Any = select(Delegate.forum_id, Delegate.state, *counts).where(col(Delegate.forum_id).in_(ids))
    communes: Any = select(
        ForumCommune.forum_id,
        sa.func.count().filter(is_silent),
        sa.func.count(col(ForumCommune.declined_at)),
    ).where(col(ForumCommune.forum_id).in_(ids))
    if reader.communes is not None:
        states = states.where(col(Delegate.commune_id).in_(reader.communes))
        communes = communes.where(col(ForumCommune.commune_id).in_(reader.communes))
    by_state: dict[int, dict[State, int]] = {id: {} for id in ids}
    accepted = dict.fromkeys(ids, 0)
    for id, state, n, sure in (await session.exec(states.group_by(Delegate.forum_id, Delegate.state))).all():
        by_state[id][state] = n
        accepted[id] += sure if state is State.ACCEPTED else 0
    counted = (await session.exec(communes.group_by(ForumCommune.forum_id))).all()
    answers = {id: (silent, declining) for id, silent, declining in counted}
    return {id: _Numbers(by_state[id], accepted[id], *answers.get(id, (0, 0))) for id in ids}


class Team(Struct, frozen=True):
    """An invited commune, and its delegates."""

    invited: Invited
    sent: tuple[Delegation, ...]


async def teams(session: AsyncSession, forum_id: int, commune_ids: Collection[int]) -> list[Team]:
    """The invited ones of these communes, with their delegates (two queries)."""
    invited = (
        select(ForumCommune, Commune, Person)
        .join(Commune, col(Commune.id) == ForumCommune.commune_id)
        .outerjoin(Person, col(Person.id) == ForumCommune.person_id)
        .where(
            ForumCommune.forum_id == forum_id,
            col(ForumCommune.commune_id).in_(commune_ids),
            col(ForumCommune.invited_at).is_not(None),
        )
    )
    found = [Invited(*row) for row in (await session.exec(invited)).all()]
    communes = in_order(found, lambda one: one.commune.name)
    sent = (
        select(Delegate, Person, Commune)
        .join(Commune, col(Commune.id) == Delegate.commune_id)
        .outerjoin(Person, col(Person.id) == Delegate.person_id)
        .where(Delegate.forum_id == forum_id, col(Delegate.commune_id).in_(commune_ids))
        .order_by(col(Delegate.id))
    )
    delegates = [Delegation(*row) for row in (await session.exec(sent)).all()]
    return [
        Team(one, tuple(each for each in delegates if each.delegate.commune_id == one.row.commune_id))
        for one in communes
    ]
