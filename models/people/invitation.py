"""Invitations: a code in a link, for one use within 14 days, kept only as a hash.

An invitation stands no longer than its maker's right to invite there; those of the command line have no maker.

A code has 120 random bits. 20 tries an hour (``guess``) by a billion people each for a hundred years are fewer than
2**54 tries: that one of them meets one of a million open invitations has a chance of one in 2**46. A wrong code is
answered alike whoever tries it; that one was used or has expired is only told to somebody who holds it whole.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice
from models.people.commune import Commune
from models.people.permission import Right, Role
from models.people.person import Person, Somebody, holds

VALID_FOR = timedelta(days=14)


class Invitation(SQLModel, table=True):
    """A role in a commune (or in the Office) that is offered to whoever brings the code."""

    id: int = Column(default=None, primary_key=True)
    code_hash: str = Column(unique=True)
    role: Role = Column(sa_type=Choice(Role))
    commune_id: int | None = Column(default=None, foreign_key="commune.id")
    invited_by: int | None = Column(default=None, foreign_key="person.id")
    created_at: datetime
    expires_at: datetime
    used_by: int | None = Column(default=None, foreign_key="person.id")
    used_at: datetime | None = None


@dataclass(frozen=True)
class Valid:
    """The invitation stands."""

    invitation: Invitation
    commune: Commune | None


@dataclass(frozen=True)
class Used:
    """Somebody has joined with it already."""


@dataclass(frozen=True)
class Expired:
    """It is older than 14 days, was withdrawn, or whoever made it may not invite there any more."""


@dataclass(frozen=True)
class Unknown:
    """There is no such invitation."""


def new_code() -> str:
    """Known to nobody."""
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
    """Make an invitation, with a code that has just been made or a new one; it is returned here and never again."""
    code = code or new_code()
    session.add(
        Invitation(
            code_hash=_hash(code), role=role, commune_id=commune_id, invited_by=invited_by,
            created_at=now, expires_at=now + VALID_FOR,
        )
    )  # fmt: skip
    return code


async def with_code(session: AsyncSession, code: str, *, now: datetime) -> Valid | Used | Expired | Unknown:
    """What stands behind a code."""
    return await _check(session, col(Invitation.code_hash) == _hash(code), now)


async def use(session: AsyncSession, id: int, *, person_id: int, now: datetime) -> Valid | Used | Expired | Unknown:
    """Spend an invitation that was found by its code before, if it still stands; of two at once the first one wins."""
    outcome = await _check(session, col(Invitation.id) == id, now)
    if not isinstance(outcome, Valid):
        return outcome
    claimed = await session.exec(
        sa.update(Invitation)
        .where(col(Invitation.id) == id, _is_open(now))
        .values(used_by=person_id, used_at=now)
        .execution_options(synchronize_session=False)
    )
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
    """Whether its maker may still invite there; into the Office only who may invite everywhere."""
    by = col(Invitation.invited_by)
    return by.is_(None) | holds(by, Right.INVITE, col(Invitation.commune_id))


@dataclass(frozen=True)
class Open:
    """An invitation that nobody has used yet."""

    invitation: Invitation
    commune: Commune | None
    by: Somebody | None


async def find(session: AsyncSession, id: int) -> Invitation | None:
    """The invitation with this id, whether it stands or not."""
    return await session.get(Invitation, id)


async def open_ones(session: AsyncSession, *, commune_ids: set[int] | None, now: datetime) -> list[Open]:
    """Those that stand in these communes (None: in all and in the Office), the latest first."""
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
    """From now on it does not stand any more; False where it did not before."""
    return await _expire(session, col(Invitation.id) == id, now=now)


async def end_those_of(session: AsyncSession, person_id: int, *, now: datetime) -> None:
    """End what somebody has made where they may not invite any more: another role later does not bring it back."""
    await _expire(session, col(Invitation.invited_by) == person_id, ~_may_be_made(), now=now)


async def _expire(session: AsyncSession, *which: sa.ColumnElement[bool], now: datetime) -> bool:
    expired = sa.update(Invitation).where(*which, _is_open(now)).values(expires_at=now)
    return (await session.exec(expired.execution_options(synchronize_session=False))).rowcount > 0


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
