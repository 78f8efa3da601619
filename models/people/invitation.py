"""Invitations: a code in a link, for one use within 14 days, kept only as a hash.

An invitation is valid only as long as its maker may invite there; one made on the command line has no maker.

A code has 120 random bits. A billion people who each try 20 codes an hour (``guess``) for a hundred years make fewer
than 2**54 tries; the chance that one of them meets one of a million open invitations is one in 2**46. All wrong codes
get the same answer; only somebody who holds a whole code learns that it was used or has expired.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice, bulk
from models.people.commune import Commune
from models.people.permission import Right, Role
from models.people.person import Person, Somebody, holds

VALID_FOR = timedelta(days=14)


class Invitation(SQLModel, table=True):
    """A role in a commune (or in the Office) offered to whoever brings the code."""

    id: int = Column(default=None, primary_key=True)
    code_hash: str = Column(unique=True)
    role: Role = Column(sa_type=Choice(Role))
    commune_id: int | None = Column(default=None, foreign_key="commune.id")
    invited_by: int | None = Column(default=None, foreign_key="person.id")
    created_at: datetime
    expires_at: datetime
    used_by: int | None = Column(default=None, foreign_key="person.id")
    used_at: datetime | None = None


class Valid(Struct, frozen=True):
    """The invitation is valid."""

    invitation: Invitation
    commune: Commune | None


class Used(Struct, frozen=True):
    """Somebody has already joined with this invitation."""


class Expired(Struct, frozen=True):
    """The invitation is older than 14 days, was withdrawn, or its maker may no longer invite there."""


class Unknown(Struct, frozen=True):
    """There is no such invitation."""


def new_code() -> str:
    """A random code that nobody knows yet."""
    return secrets.token_urlsafe(15)


async def invite(
    session: AsyncSession,
    *,
    role: Role,
    commune_id: int | None,
    invited_by: int | None,
    now: datetime,
    code: str = "",
) -> str:
    """Make an invitation with this code, or else a new one; return the code, which cannot be read again."""
    code = code or new_code()
    session.add(
        Invitation(
            code_hash=_hash(code), role=role, commune_id=commune_id, invited_by=invited_by,
            created_at=now, expires_at=now + VALID_FOR,
        )
    )  # fmt: skip
    return code


async def with_code(session: AsyncSession, code: str, *, now: datetime) -> Valid | Used | Expired | Unknown:
    """Look up the invitation of a code."""
    return await _check(session, col(Invitation.code_hash) == _hash(code), now)


async def use(session: AsyncSession, id: int, *, person_id: int, now: datetime) -> Valid | Used | Expired | Unknown:
    """Spend an invitation found earlier by its code, if still valid; of two concurrent attempts the first wins."""
    outcome = await _check(session, col(Invitation.id) == id, now)
    if not isinstance(outcome, Valid):
        return outcome
    still_open = sa.update(Invitation).where(col(Invitation.id) == id, _is_open(now))
    claimed = await bulk(session, still_open.values(used_by=person_id, used_at=now))
    return outcome if claimed.rowcount else await _check(session, col(Invitation.id) == id, now)


async def _check(
    session: AsyncSession, condition: sa.ColumnElement[bool], now: datetime
) -> Valid | Used | Expired | Unknown:
    statement = select(Invitation, Commune, _may_be_made()).outerjoin(Commune, col(Commune.id) == Invitation.commune_id)
    found = (await session.exec(statement.where(condition).execution_options(populate_existing=True))).first()
    if found is None:
        return Unknown()
    invitation, commune, may_be_made = found
    if invitation.used_at is not None:
        return Used()
    if invitation.expires_at <= now or not may_be_made:
        return Expired()
    return Valid(invitation, commune)


def _is_open(now: datetime) -> sa.ColumnElement[bool]:
    return col(Invitation.used_at).is_(None) & (col(Invitation.expires_at) > now)


def _may_be_made() -> sa.ColumnElement[bool]:
    """Whether its maker may still invite there; inviting into the Office takes the right everywhere."""
    by = col(Invitation.invited_by)
    return by.is_(None) | holds(by, Right.INVITE, col(Invitation.commune_id))


class Open(Struct, frozen=True):
    """An invitation that nobody has used yet."""

    invitation: Invitation
    commune: Commune | None
    by: Somebody | None


async def find(session: AsyncSession, id: int) -> Invitation | None:
    """The invitation with this id, valid or not."""
    return await session.get(Invitation, id)


async def open_ones(session: AsyncSession, *, commune_ids: set[int] | None, now: datetime) -> list[Open]:
    """Valid invitations to these communes (None: to all and to the Office), the latest first."""
    statement = (
        select(Invitation, Commune, Person)
        .outerjoin(Commune, col(Commune.id) == Invitation.commune_id)
        .outerjoin(Person, col(Person.id) == Invitation.invited_by)
        .where(_is_open(now), _may_be_made())
        .order_by(col(Invitation.id).desc())
    )
    if commune_ids is not None:
        statement = statement.where(col(Invitation.commune_id).in_(commune_ids))
    return [Open(*found) for found in (await session.exec(statement)).all()]


async def withdraw(session: AsyncSession, id: int, *, now: datetime) -> bool:
    """Withdraw the invitation; False if it was not valid before."""
    return await _expire(session, col(Invitation.id) == id, now=now)


async def end_those_of(session: AsyncSession, person_id: int, *, now: datetime) -> None:
    """End a person's invitations where they may no longer invite; a later role does not revive them."""
    await _expire(session, col(Invitation.invited_by) == person_id, ~_may_be_made(), now=now)


async def _expire(session: AsyncSession, *which: sa.ColumnElement[bool], now: datetime) -> bool:
    expired = sa.update(Invitation).where(*which, _is_open(now)).values(expires_at=now)
    return bool((await bulk(session, expired)).rowcount)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
