"""Who is told of a risk, and who has its card in their chat: one a person, changed in place as the risk changes."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.permission import Holding, Role
from models.people.person import Membership, Person, Somebody, memberships_of
from models.project.project import ProjectPartner
from models.risk.risk import Risk

PARTNERING = (Role.COORDINATOR, Role.COORDINATOR_DEPUTY)
"""Who is told of a risk for a commune that is a partner of the project."""


class RiskCard(SQLModel, table=True):
    """The letter that brought somebody the card of a risk, or a reminder that nobody has taken it."""

    __tablename__ = "risk_card"

    letter_id: int = Column(primary_key=True, sa_type=sa.BigInteger)
    risk_id: int = Column(foreign_key="risk.id", index=True)
    person_id: int = Column(foreign_key="person.id")
    reminds: bool = False


@dataclass(frozen=True)
class Notified:
    """Who is told of a risk, each person once: as one of the Office, as a chair, or for a partner commune."""

    office: tuple[Somebody, ...]
    chairs: tuple[Somebody, ...]
    partners: tuple[Somebody, ...]

    @property
    def everybody(self) -> tuple[Somebody, ...]:
        """All of them."""
        return (*self.office, *self.chairs, *self.partners)


async def audience(session: AsyncSession, risk: Risk) -> Notified:
    """The Office, the commune's chair, coordinators of the project's partners, and who is authorised by these; all but
    the reporter (one query)."""
    partners = select(ProjectPartner.commune_id).where(ProjectPartner.project_id == risk.project_id)
    is_office = col(Membership.role) == Role.OFFICE
    is_chair = col(Membership.role).in_([Role.CHAIR, Role.CHAIR_DEPUTY]) & (Membership.commune_id == risk.commune_id)
    is_partner = col(Membership.role).in_(PARTNERING) & col(Membership.commune_id).in_(partners)
    statement = (
        select(Membership.role, Person)
        .join(Person, col(Person.id) == Membership.person_id)
        .where(
            col(Membership.ended_at).is_(None),
            Membership.person_id != risk.author_id,
            is_office | is_chair | is_partner,
        )
        .order_by(col(Membership.id))
    )
    by_group: list[dict[int, Somebody]] = [{}, {}, {}]
    for role, person in (await session.exec(statement)).all():
        group = 0 if role is Role.OFFICE else 2 if role in PARTNERING else 1
        by_group[group][person.id] = person
    office, chairs, partnering = by_group
    return Notified(
        tuple(office.values()),
        tuple(person for id, person in chairs.items() if id not in office),
        tuple(person for id, person in partnering.items() if id not in office | chairs),
    )


async def is_partner(session: AsyncSession, risk_id: int, memberships: Iterable[Holding]) -> bool:
    """Whether somebody with these roles is told of the risk for a partner commune (one query)."""
    communes = [m.commune_id for m in memberships if m.role in PARTNERING]
    statement = (
        select(Risk.id)
        .join(ProjectPartner, col(ProjectPartner.project_id) == Risk.project_id)
        .where(Risk.id == risk_id, col(ProjectPartner.commune_id).in_(communes))
    )
    return bool(communes) and (await session.exec(statement)).first() is not None


@dataclass(frozen=True)
class Reader:
    """Somebody who has a card, and their present roles."""

    card: RiskCard
    person: Somebody
    memberships: tuple[Membership, ...]


async def readers(session: AsyncSession, risk_id: int) -> list[Reader]:
    """Everybody who has a card or a reminder of the risk and is still in the Office, in the commune's team or one of
    its partners (two queries)."""
    partners = select(ProjectPartner.commune_id).where(ProjectPartner.project_id == Risk.project_id)
    is_partner = col(Membership.role).in_(PARTNERING) & col(Membership.commune_id).in_(partners)
    is_concerned = sa.exists().where(
        col(Membership.person_id) == RiskCard.person_id,
        col(Membership.ended_at).is_(None),
        (col(Membership.commune_id) == Risk.commune_id) | is_partner | (col(Membership.role) == Role.OFFICE),
    )
    statement = (
        select(RiskCard, Person)
        .join(Person, col(Person.id) == RiskCard.person_id)
        .join(Risk, col(Risk.id) == RiskCard.risk_id)
        .where(RiskCard.risk_id == risk_id, is_concerned)
        .order_by(col(RiskCard.letter_id))
    )
    found = (await session.exec(statement)).all()
    roles = await memberships_of(session, [person for _, person in found])
    return [Reader(card, person, tuple(roles[card.person_id])) for card, person in found]


def keep(session: AsyncSession, cards: Iterable[RiskCard]) -> None:
    """Remember who has got a card."""
    session.add_all(cards)


async def forget(session: AsyncSession, cards: Iterable[RiskCard]) -> None:
    """These are not changed any more."""
    ids = [card.letter_id for card in cards]
    if ids:
        await session.exec(sa.delete(RiskCard).where(col(RiskCard.letter_id).in_(ids)))
