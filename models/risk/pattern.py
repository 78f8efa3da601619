"""Patterns: risks of one category that several communes have raised within a month."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import grouped
from models.people.commune import Commune
from models.risk.risk import Category, Risk, State

COMMUNES, WITHIN = 3, timedelta(days=30)
"""Number of communes within this time that make a pattern."""


class Pattern(Struct, frozen=True):
    """Risks of one category, by the names of their communes."""

    category: Category
    risks: dict[str, list[int]]

    @property
    def oldest(self) -> int:
        """The risk it began with: as long as that one belongs to it, it is the same pattern."""
        return min(id for ids in self.risks.values() for id in ids)


async def pattern_of(session: AsyncSession, category: Category, *, now: datetime) -> Pattern | None:
    """What the communes have raised of this category lately, if it is a pattern (one query; one more on PostgreSQL).

    What was withdrawn is none of it. Of two who ask at the same instant the second one sees what the first has done.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.exec(_ONE_AFTER_THE_OTHER, params={"category": category})
    statement = (
        select(Risk.id, Commune.name)
        .join(Commune, col(Commune.id) == Risk.commune_id)
        .where(Risk.category == category, Risk.raised_at > now - WITHIN, Risk.state != State.WITHDRAWN)
        .order_by(col(Risk.id))
    )
    by_commune = grouped((name, id) for id, name in (await session.exec(statement)).all())
    return Pattern(category, by_commune) if len(by_commune) >= COMMUNES else None


_ONE_AFTER_THE_OTHER: Any = sa.text(
    "SELECT pg_advisory_xact_lock(hashtext('risk_pattern'), hashtext(CAST(:category AS text)))"
)
