"""What risks wait for: their owners' actions, and somebody of the Office who takes them."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.commune import Commune
from models.people.owing import Debtor, Owing
from models.people.permission import Right
from models.risk import escalation
from models.risk.risk import OPEN, Band, Risk, State, band_of, weight
from models.risk.treatment import Treatment


class TreatmentDue(Owing, frozen=True, kw_only=True):
    """An action against an open risk of theirs is not done."""

    risk: int
    action: int
    text: str


class RiskDue(Owing, frozen=True, kw_only=True):
    """Nobody has taken a risk; it is due when the Office would be reminded of it."""

    commune: str
    risk: int
    level: Band


async def treatments(session: AsyncSession, debtor: Debtor) -> list[TreatmentDue]:
    """Open actions of the risks they own and can still read (one query)."""
    statement = (
        select(Treatment, Risk.commune_id)
        .join(Risk, col(Risk.id) == Treatment.risk_id)
        .where(Risk.owner_id == debtor.person.id, col(Risk.state).in_(OPEN), col(Treatment.done_on).is_(None))
        .order_by(col(Treatment.id))
    )
    return [
        TreatmentDue(due=of.due, risk=of.risk_id, action=of.id, text=of.text)
        for of, commune_id in (await session.exec(statement)).all()
        if debtor.may(Right.READ_RISKS, commune_id)
    ]


async def untaken(session: AsyncSession, debtor: Debtor) -> list[RiskDue]:
    """Risks that wait to be taken, where they may take them (two queries)."""
    if not debtor.may(Right.HANDLE_RISK, None):
        return []
    columns: list[Any] = [
        *(Risk.id, Risk.severity, Risk.likelihood, Risk.impact, Risk.waits_since, Risk.commune_id, Commune.name)
    ]
    statement: Any = (
        sa.select(*columns)
        .join(Commune, col(Commune.id) == Risk.commune_id)
        .where(col(Risk.state) == State.REPORTED)
        .order_by(col(Risk.id))
    )
    rules = await escalation.rules(session)
    return [
        RiskDue(
            due=escalation.moments(rules, severity, since, debtor.clock)[0],
            commune=commune,
            risk=id,
            level=band_of(weight(severity, likelihood, impact)),
        )
        for id, severity, likelihood, impact, since, commune_id, commune in (await session.exec(statement)).all()
        if debtor.may(Right.HANDLE_RISK, commune_id)
    ]
