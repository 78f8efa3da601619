"""Screens: messages that live. Which letter shows what to whom; it is changed in place as that changes."""

from collections.abc import Collection

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.permission import Needs, Scope, roles_with
from models.people.person import Membership, Person, Somebody


class Screen(SQLModel, table=True):
    """The letter that brought somebody a view of something."""

    letter_id: int = Column(primary_key=True, sa_type=sa.BigInteger)
    subject: str = Column(index=True)
    """What it shows: ``risk:12``."""
    view: str
    """How its noun draws it: ``card``."""
    person_id: int = Column(foreign_key="person.id", index=True)
    page: int = 0
    """Which part of it is looked at."""


class Reader(Struct, frozen=True):
    """Somebody who has a screen, and those of their present roles that let them see it."""

    screen: Screen
    person: Somebody
    memberships: list[Membership]


async def readers(
    session: AsyncSession, subject: str, needs: Needs, *, or_with: sa.ColumnElement[bool] | None = None
) -> list[Reader]:
    """Everybody who has a screen of it and holds this right still, or such a role (one query)."""
    everywhere, there = (col(Membership.role).in_(roles_with(needs.right, scope)) for scope in (Scope.ANY, Scope.OWN))
    is_there = sa.true() if needs.commune_id is None else col(Membership.commune_id) == needs.commune_id
    may_see = sa.or_(everywhere, there & is_there, *([] if or_with is None else [or_with]))
    statement = (
        select(Screen, Person, Membership)
        .join(Person, col(Person.id) == Screen.person_id)
        .join(Membership, col(Membership.person_id) == Screen.person_id)
        .where(Screen.subject == subject, col(Membership.ended_at).is_(None), may_see)
        .order_by(col(Screen.letter_id), col(Membership.id))
    )
    found: dict[int, Reader] = {}
    for screen, person, membership in (await session.exec(statement)).all():
        found.setdefault(screen.letter_id, Reader(screen, person, [])).memberships.append(membership)
    return list(found.values())


def keep(session: AsyncSession, *screens: Screen) -> None:
    """These are changed in place from now on."""
    session.add_all(screens)


async def keep_alone(session: AsyncSession, screen: Screen) -> None:
    """The same; an earlier one of the person's is changed no more."""
    await session.exec(sa.delete(Screen).where(*_of(screen.subject, screen.person_id)))
    session.add(screen)


async def turn_to(session: AsyncSession, subject: str, person_id: int, page: int) -> None:
    """The person looks at another part of it."""
    await session.exec(sa.update(Screen).where(*_of(subject, person_id)).values(page=page))


def _of(subject: str, person_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return col(Screen.subject) == subject, col(Screen.person_id) == person_id


async def forget(session: AsyncSession, letter_ids: Collection[int]) -> None:
    """What these letters show is changed no more."""
    await session.exec(sa.delete(Screen).where(col(Screen.letter_id).in_(letter_ids)))
