"""Strangers' requests to join a team."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice, partial
from models.people import person as people
from models.people.commune import Commune
from models.people.owing import Debtor, Owing
from models.people.permission import Right, Role, Scope, communes_with, roles_with
from models.people.person import Membership, Person, Somebody, held


class Decision(StrEnum):
    """The decision on a request."""

    OPEN = auto()
    ACCEPTED = auto()
    REFUSED = auto()


class AccessRequest(SQLModel, table=True):
    """A stranger's request for a role in a commune, made after agreeing to the RODO clause."""

    __tablename__ = "access_request"
    __table_args__ = (partial("uq_access_request_open", "person_id", unique=True, where=sa.text("decision = 'open'")),)

    id: int = Column(default=None, primary_key=True)
    person_id: int = Column(foreign_key="person.id")
    commune_id: int = Column(foreign_key="commune.id")
    role: Role = Column(sa_type=Choice(Role))
    asked_at: datetime
    decision: Decision = Column(default=Decision.OPEN, sa_type=Choice(Decision))
    decided_by: int | None = Column(default=None, foreign_key="person.id")
    decided_at: datetime | None = None

    @property
    def about(self) -> str:
        """The subject of the cards that ask to decide it."""
        return f"request:{self.id}"


class RequestDue(Owing, frozen=True, kw_only=True):
    """Somebody waits to be let in, or not."""

    commune: str
    request: int
    name: str
    role: Role


class Asked(Struct, frozen=True):
    """The request was made; these people may decide it."""

    request: AccessRequest
    deciders: list[Somebody]


class AsksAlready(Struct, frozen=True):
    """The person has an open request, which stands unchanged."""


class Decided(Struct, frozen=True):
    """The request was decided just now."""

    request: AccessRequest
    person: Somebody
    commune: Commune


class DecidedBefore(Struct, frozen=True):
    """Somebody decided it earlier."""

    by: Somebody
    decision: Decision


async def waits(session: AsyncSession, person: Somebody) -> bool:
    """Whether a request of this person is still to be decided."""
    its_own = select(AccessRequest.id).where(
        AccessRequest.person_id == person.id, AccessRequest.decision == Decision.OPEN
    )
    return (await session.exec(its_own)).first() is not None


async def ask_for_access(
    session: AsyncSession, person: Somebody, *, commune_id: int, role: Role, now: datetime
) -> Asked | AsksAlready:
    """Ask to join: the commune's coordination decides, or the Office if there is none."""
    if await waits(session, person):
        return AsksAlready()
    request = AccessRequest(person_id=person.id, commune_id=commune_id, role=role, asked_at=now)
    session.add(request)
    await session.flush()
    deciders = await people.people_with(session, Right.DECIDE_REQUEST, commune_id=commune_id, widely=False)
    return Asked(request, deciders or await people.office(session))


async def undecided(session: AsyncSession, debtor: Debtor) -> list[RequestDue]:
    """The requests that they are to decide: of communes that they coordinate; of the Office those for which there is
    nobody else (one query)."""
    if not debtor.may(Right.DECIDE_REQUEST, None):
        return []
    own = roles_with(Right.DECIDE_REQUEST, Scope.OWN)
    theirs: Any = col(AccessRequest.commune_id).in_([m.commune_id for m in debtor.memberships if m.role in own])
    if communes_with(debtor.memberships, Right.DECIDE_REQUEST) is None:
        theirs |= ~held(col(Membership.commune_id) == AccessRequest.commune_id, col(Membership.role).in_(own))
    statement = _with_asker().where(AccessRequest.decision == Decision.OPEN, theirs).order_by(col(AccessRequest.id))
    return [
        RequestDue(commune=commune.name, request=request.id, role=request.role, name=asker.name)
        for request, asker, commune in (await session.exec(statement)).all()
    ]


async def with_asker(session: AsyncSession, id: int) -> tuple[AccessRequest, Person, Commune] | None:
    """The request, whose it is, and to which commune (one query)."""
    found: tuple[AccessRequest, Person, Commune] | None
    found = (await session.exec(_with_asker().where(AccessRequest.id == id))).first()
    return found


def _with_asker() -> Any:
    return (
        select(AccessRequest, Person, Commune)
        .join(Person, col(Person.id) == AccessRequest.person_id)
        .join(Commune, col(Commune.id) == AccessRequest.commune_id)
    )


async def find(session: AsyncSession, id: int) -> AccessRequest | None:
    return await session.get(AccessRequest, id)


async def decide(
    session: AsyncSession, request: AccessRequest, decision: Decision, *, by: Somebody, now: datetime
) -> Decided | DecidedBefore:
    """Accept (the person joins) or refuse; of two concurrent decisions the first wins."""
    claimed = await session.exec(
        sa.update(AccessRequest)
        .where(col(AccessRequest.id) == request.id, col(AccessRequest.decision) == Decision.OPEN)
        .values(decision=decision, decided_by=by.id, decided_at=now)
    )
    await session.refresh(request)
    if not claimed.rowcount:
        return DecidedBefore(await session.get_one(Person, request.decided_by), request.decision)
    person = await session.get_one(Person, request.person_id)
    commune = await session.get_one(Commune, request.commune_id)
    if decision is Decision.ACCEPTED:
        await people.join(session, person, role=request.role, commune_id=request.commune_id, now=now)
    return Decided(request, person, commune)
