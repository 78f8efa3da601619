"""People, and their roles in the communes and the Office."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice, grouped, insert_new, lock, partial
from models.people.commune import Commune
from models.people.permission import Right, Role, Scope, roles_with
from models.reading.words import tidy

NAME_LIMIT = 100
PHONE_LIMIT = 30


class Somebody(SQLModel):
    """Somebody who talks with the bot; a membership makes them a member of a team. Read-only: change a ``Person``."""

    model_config = {"frozen": True, "hide_input_in_errors": True}

    id: int = Column(default=None, primary_key=True)
    telegram_id: int = Column(sa_type=sa.BigInteger, unique=True)
    name: str
    language: str = "pl"
    language_chosen: bool = False
    phone: str | None = None
    """The number at which the Office may call them, if they gave one."""
    consent_version: str | None = None
    consent_at: datetime | None = None
    unreachable_since: datetime | None = None
    wants_results: bool = Column(default=True, sa_column_kwargs={"server_default": sa.true()})
    """Whether they are told the result of each status round."""
    created_at: datetime


class Person(Somebody, table=True):
    """Somebody in the database."""

    model_config = {"frozen": False}

    __table_args__ = (
        partial("ix_person_unreachable", "unreachable_since", where=sa.text("unreachable_since IS NOT NULL")),
    )


class FormerName(SQLModel, table=True):
    """A former name, kept so that it can be erased wherever it occurs."""

    __tablename__ = "former_name"

    person_id: int = Column(foreign_key="person.id", primary_key=True)
    name: str = Column(primary_key=True)


class Membership(SQLModel, table=True):
    """A role that a person holds in a commune (or in the Office, without one) until it ends."""

    __table_args__ = (
        partial(
            "uq_membership_active", "person_id", "commune_id", "role", unique=True, where=sa.text("ended_at IS NULL")
        ),
        partial(
            "uq_membership_office", "person_id", unique=True, where=sa.text("ended_at IS NULL AND commune_id IS NULL")
        ),
    )

    id: int = Column(default=None, primary_key=True)
    person_id: int = Column(foreign_key="person.id")
    commune_id: int | None = Column(default=None, foreign_key="commune.id", index=True)
    role: Role = Column(sa_type=Choice(Role))
    since: datetime
    ended_at: datetime | None = None


class MembershipField(SQLModel, table=True):
    """A field of cooperation in which a specialist works."""

    __tablename__ = "membership_field"

    membership_id: int = Column(foreign_key="membership.id", primary_key=True)
    field_id: int = Column(foreign_key="field.id", primary_key=True)


class Held(Struct, frozen=True):
    """A role held by somebody, as ``may`` reads it."""

    role: Role
    commune_id: int | None


class Member(Struct, frozen=True):
    """A person in one of their roles."""

    person: Person
    membership: Membership
    commune: Commune | None = None
    field_ids: frozenset[int] = frozenset()


async def with_id(session: AsyncSession, person_id: int) -> Person:
    return await session.get_one(Person, person_id)


async def members(
    session: AsyncSession,
    *,
    commune_id: int | None = None,
    commune_ids: Sequence[int] | None = None,
    roles: Iterable[Role] | None = None,
    person_id: int | None = None,
    membership_id: int | None = None,
    locked: bool = False,
) -> list[Member]:
    """The present members that match all that is given, the earliest first, with commune and fields (two queries).

    ``locked``: until the transaction ends, nobody else who reads them locked can change who and what they are.
    """
    conditions: list[Any] = [col(Membership.ended_at).is_(None)]
    if commune_id is not None:
        conditions.append(Membership.commune_id == commune_id)
    if commune_ids is not None:
        conditions.append(col(Membership.commune_id).in_(commune_ids))
    if roles is not None:
        conditions.append(col(Membership.role).in_(list(roles)))
    if person_id is not None:
        conditions.append(Membership.person_id == person_id)
    if membership_id is not None:
        conditions.append(Membership.id == membership_id)
    if locked:
        await lock(session, Person, col(Person.id).in_(select(Membership.person_id).where(*conditions)))
    statement = (
        select(Membership, Person, Commune)
        .join(Person, col(Person.id) == Membership.person_id)
        .outerjoin(Commune, col(Commune.id) == Membership.commune_id)
        .where(*conditions)
        .order_by(col(Membership.id))
        .execution_options(populate_existing=locked)
    )
    rows = (await session.exec(statement)).all()
    fields = await _fields_of(session, [m.id for m, _, _ in rows if m.role is Role.SPECIALIST and m.id])
    return [
        Member(person, membership, commune, frozenset(fields.get(membership.id, ())))
        for membership, person, commune in rows
    ]


async def _fields_of(session: AsyncSession, membership_ids: Sequence[int]) -> dict[int, list[int]]:
    if not membership_ids:
        return {}
    those = col(MembershipField.membership_id).in_(membership_ids)
    return grouped(
        (await session.exec(select(MembershipField.membership_id, MembershipField.field_id).where(those))).all()
    )


async def people_with(
    session: AsyncSession, right: Right, *, commune_id: int | None = None, widely: bool = True
) -> list[Somebody]:
    """Everybody who holds the right in that commune; ``widely=False`` leaves out people who hold it everywhere."""
    everywhere = roles_with(right, Scope.ANY) if widely else []
    return await people(session, roles=roles_with(right, Scope.OWN), commune_id=commune_id, or_roles=everywhere)


def holds(person_id: Any, right: Right, commune_id: Any) -> sa.ColumnElement[bool]:
    """For a query: whether a person holds the right in a commune (NULL: in every commune)."""
    role = col(Membership.role)
    there = role.in_(roles_with(right, Scope.OWN)) & (col(Membership.commune_id) == commune_id)
    return held(col(Membership.person_id) == person_id, role.in_(roles_with(right, Scope.ANY)) | there)


def held(*which: Any) -> sa.Exists:
    """For a query: whether there is a present role that meets all these conditions."""
    return sa.exists().where(col(Membership.ended_at).is_(None), *which)


async def people(
    session: AsyncSession,
    *,
    roles: Iterable[Role],
    commune_id: int | None = None,
    or_roles: Iterable[Role] = (),
) -> list[Somebody]:
    """The people, each once, who hold one of ``roles`` (in that commune, if given) or one of ``or_roles`` anywhere."""
    of_commune: Any = col(Membership.role).in_(list(roles))
    if commune_id is not None:
        of_commune &= col(Membership.commune_id) == commune_id
    statement = (
        select(Person)
        .join(Membership, col(Membership.person_id) == Person.id)
        .where(col(Membership.ended_at).is_(None), of_commune | col(Membership.role).in_(list(or_roles)))
        .distinct()
        .order_by(col(Person.id))
    )
    return list((await session.exec(statement)).all())


async def memberships_of(session: AsyncSession, people: Iterable[Somebody]) -> dict[int, list[Membership]]:
    """The present roles of these people, by person id; people without a role are left out (one query)."""
    ids = [person.id for person in people]
    present = select(Membership).where(col(Membership.person_id).in_(ids), col(Membership.ended_at).is_(None))
    found = (await session.exec(present.order_by(col(Membership.id)))).all()
    return grouped((membership.person_id, membership) for membership in found)


async def communes_with(session: AsyncSession, *, roles: Iterable[Role], field_id: int | None = None) -> set[int]:
    """Ids of the communes where somebody holds one of these roles (and works in the field, if one is given)."""
    statement = select(Membership.commune_id).where(
        col(Membership.ended_at).is_(None), col(Membership.role).in_(list(roles))
    )
    if field_id is not None:
        statement = statement.join(MembershipField, col(MembershipField.membership_id) == Membership.id)
        statement = statement.where(MembershipField.field_id == field_id)
    return {id for id in (await session.exec(statement.distinct())).all() if id is not None}


async def office(session: AsyncSession) -> list[Somebody]:
    return await people(session, roles=(Role.OFFICE,))


async def add_person(session: AsyncSession, *, telegram_id: int, name: str, language: str, now: datetime) -> Person:
    """Add somebody who has opened a conversation and is in no team yet."""
    person = Person(telegram_id=telegram_id, name=name[:NAME_LIMIT], language=language, created_at=now)
    session.add(person)
    await session.flush()
    return person


async def join(
    session: AsyncSession,
    person: Somebody,
    *,
    role: Role,
    commune_id: int | None,
    now: datetime,
    fields: Iterable[int] = (),
) -> Membership:
    """Give the person the role; a role that they hold already is kept."""
    for member in await members(session, person_id=person.id, commune_id=commune_id, roles=(role,)):
        return member.membership
    membership = Membership(person_id=person.id, commune_id=commune_id, role=role, since=now)
    session.add(membership)
    await session.flush()
    await set_fields(session, membership, fields)
    return membership


async def set_fields(session: AsyncSession, membership: Membership, fields: Iterable[int]) -> None:
    """Make these the fields in which a specialist works."""
    await session.exec(sa.delete(MembershipField).where(col(MembershipField.membership_id) == membership.id))
    session.add_all(MembershipField(membership_id=membership.id, field_id=id) for id in fields)


async def rename(session: AsyncSession, person: Person, name: str) -> None:
    """Change the name; of two concurrent changes the second one sees the first."""
    await lock(session, Person, Person.id == person.id)
    await session.refresh(person, ["name"])
    if name != person.name:
        await insert_new(session, FormerName, [{"person_id": person.id, "name": person.name}])
        person.name = name


def consent(person: Person, *, version: str, now: datetime) -> None:
    """Note which version of the RODO clause the person agreed to, and when."""
    person.consent_version, person.consent_at = version, now


class Left(Struct, frozen=True):
    """The membership has ended."""

    member: Member


class LastOfOffice(Struct, frozen=True):
    """The last person of the Office cannot leave it; nothing was changed."""


class LeftBefore(Struct, frozen=True):
    """Somebody else has ended the membership meanwhile; nothing was changed."""


async def end_membership(session: AsyncSession, member: Member, *, now: datetime) -> Left | LastOfOffice | LeftBefore:
    """End a role, except the last one in the Office; of two concurrent attempts the first wins."""
    if member.membership.role is Role.OFFICE and await _is_last_of_office(session):
        return LastOfOffice()
    return Left(member) if await _end(session, member.membership, now) else LeftBefore()


async def _end(session: AsyncSession, membership: Membership, now: datetime) -> bool:
    its_own = col(Membership.id) == membership.id, col(Membership.ended_at).is_(None)
    ended = await session.exec(sa.update(Membership).where(*its_own).values(ended_at=now))
    return bool(ended.rowcount)


async def _is_last_of_office(session: AsyncSession) -> bool:
    """Whether one person is left; locks the Office, so that the second of two who leave at once sees the first gone."""
    present = select(Membership.id).where(Membership.role == Role.OFFICE, col(Membership.ended_at).is_(None))
    return len((await session.exec(present.with_for_update(key_share=True))).all()) == 1


async def change_role(session: AsyncSession, member: Member, *, role: Role, now: datetime) -> Left | LeftBefore:
    """Replace a role in a team by another in the same team; of two concurrent attempts the first wins."""
    if not await _end(session, member.membership, now):
        return LeftBefore()
    await join(session, member.person, role=role, commune_id=member.membership.commune_id, now=now)
    return Left(member)


def proper_name(text: str) -> str | None:
    """The name as typed, in one line with single spaces; None if it can't be a name."""
    name = tidy(text)
    fits = 2 <= len(name) <= NAME_LIMIT and "\n" not in text.strip()
    return name if fits and any(letter.isalpha() for letter in name) else None


def phone_number(text: str) -> str | None:
    """The number as typed, with single spaces; None if it can't be called."""
    number = tidy(text)
    is_number = re.fullmatch(r"\+?[\d ()/-]+", number) and 7 <= sum(c.isdecimal() for c in number) <= 15
    return number if is_number and len(number) <= PHONE_LIMIT else None
