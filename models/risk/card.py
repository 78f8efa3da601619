"""Who is told of a risk, and who has its card: one a person, changed in place as the risk changes."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.mail import screen
from models.mail.screen import Reader, Screen
from models.people.permission import Holding, Needs, Right, Role
from models.people.person import Membership, Person, Somebody
from models.project.project import ProjectPartner
from models.risk.risk import Risk

CARD, ON_PHOTO = "card", "photo"
"""The card as a text, and as the caption of a photo."""
PARTNERING = (Role.COORDINATOR, Role.COORDINATOR_DEPUTY)
"""Roles told of a risk for a commune that is a partner of the project."""


class Notified(Struct, frozen=True):
    """People told of a risk, each once: as one of the Office, as a chair, or for a partner commune."""

    office: tuple[Somebody, ...]
    chairs: tuple[Somebody, ...]
    partners: tuple[Somebody, ...]

    @property
    def everybody(self) -> tuple[Somebody, ...]:
        return (*self.office, *self.chairs, *self.partners)


async def audience(session: AsyncSession, risk: Risk) -> Notified:
    """The Office, the commune's chair, coordinators of the project's partners, and their deputies; all except the
    reporter (one query)."""
    is_office = col(Membership.role) == Role.OFFICE
    is_chair = col(Membership.role).in_([Role.CHAIR, Role.CHAIR_DEPUTY]) & (Membership.commune_id == risk.commune_id)
    statement = (
        select(Membership.role, Person)
        .join(Person, col(Person.id) == Membership.person_id)
        .where(
            col(Membership.ended_at).is_(None),
            Membership.person_id != risk.author_id,
            is_office | is_chair | _partners(risk),
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


async def readers(session: AsyncSession, risk: Risk) -> list[Reader]:
    """Everybody who has a card of the risk and is still in the Office, the commune's team or a partner's (one
    query)."""
    needs = Needs(Right.READ_RISKS, risk.commune_id)
    return await screen.readers(session, risk.subject, needs, or_with=_partners(risk))


async def shown(session: AsyncSession, subjects: Collection[str], person_ids: Collection[int]) -> list[Screen]:
    """Cards of these risks that these people have (one query)."""
    those = col(Screen.subject).in_(subjects) & col(Screen.person_id).in_(person_ids)
    return list((await session.exec(select(Screen).where(those))).all())


def _partners(risk: Risk) -> sa.ColumnElement[bool]:
    """The roles told of it for a partner of its project."""
    communes = select(ProjectPartner.commune_id).where(ProjectPartner.project_id == risk.project_id)
    return col(Membership.role).in_(PARTNERING) & col(Membership.commune_id).in_(communes)
