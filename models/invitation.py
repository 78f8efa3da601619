"""Invitations: a code in a link, for one use within 14 days, kept only as a hash.

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

from models.base import choice
from models.commune import Commune
from models.right import Role

VALID_FOR = timedelta(days=14)


class Invitation(SQLModel, table=True):
    """A role in a commune (or in the Office) that is offered to whoever brings the code."""

    id: int | None = Column(default=None, primary_key=True)
    code_hash: str = Column(unique=True)
    role: Role = Column(sa_type=choice(Role))
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
    """It is older than 14 days."""


@dataclass(frozen=True)
class Unknown:
    """There is no such invitation."""


async def invite(
    session: AsyncSession,
    *,
    role: Role,
    commune_id: int | None,
    invited_by: int | None,
    now: datetime,
) -> str:
    """Make an invitation; the code is returned here and never again."""
    code = secrets.token_urlsafe(15)
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
        .where(col(Invitation.id) == id, col(Invitation.used_at).is_(None))
        .values(used_by=person_id, used_at=now)
    )
    return outcome if claimed.rowcount else Used()


async def _check(session: AsyncSession, condition: object, now: datetime) -> Valid | Used | Expired | Unknown:
    statement = select(Invitation, Commune).outerjoin(Commune, col(Commune.id) == Invitation.commune_id)
    found = (await session.exec(statement.where(condition))).first()  # type: ignore[arg-type]
    if found is None:
        return Unknown()
    invitation, commune = found
    if invitation.used_at is not None:
        return Used()
    if invitation.expires_at <= now:
        return Expired()
    return Valid(invitation, commune)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
