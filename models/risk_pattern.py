"""Patterns: risks of one category that several communes have raised within a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.commune import Commune
from models.risk import Category, Risk, State

COMMUNES, WITHIN = 3, timedelta(days=30)
"""In so many communes within this time it is a pattern."""


@dataclass(frozen=True)
class Pattern:
    """Risks of one category, by the names of the communes that have raised them."""

    category: Category
    risks: dict[str, list[int]]


async def completed_by(session: AsyncSession, risk: Risk, *, now: datetime) -> Pattern | None:
    """The pattern to which the others lacked just this risk's commune (one query); what was withdrawn is none of it."""
    if risk.category is None:
        return None
    statement = (
        select(Risk.id, Commune.name)
        .join(Commune, col(Commune.id) == Risk.commune_id)
        .where(Risk.category == risk.category, Risk.raised_at > now - WITHIN, Risk.state != State.WITHDRAWN)
        .order_by(col(Risk.id))
    )
    found = [(id or 0, name) for id, name in (await session.exec(statement)).all()]
    before = {name for id, name in found if id != risk.id}
    by_commune = _by_commune(found)
    return Pattern(risk.category, by_commune) if len(before) < COMMUNES <= len(by_commune) else None


def _by_commune(found: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    risks: dict[str, list[int]] = {}
    for id, name in found:
        risks.setdefault(name, []).append(id)
    return risks
