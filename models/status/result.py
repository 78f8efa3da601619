"""How a round stands for each commune, for its team."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import obligation
from models.db.prepared import Prepared
from models.obligation import Obligation
from models.people.commune import Commune
from models.reading.words import in_order
from models.status import last_word
from models.status.last_word import Lights, Standing
from models.status.status_round import StatusRound


class Result(Struct, frozen=True):
    """One commune in a round, by the last word on each of its projects."""

    commune_id: int
    commune: str
    obligation_id: int
    is_answered: bool
    lights: Lights
    worst: tuple[Standing, ...]
    """Its first late and threatened projects, late ones first."""


class Whole(Struct, frozen=True):
    """All communes together in a round."""

    round_id: int
    lights: Lights
    asked: int
    answered: int


async def whole(session: AsyncSession, status_round: StatusRound) -> Whole:
    """All of them (three queries)."""
    all, answered = await obligation.asked_and_answered(session, status_round.matter)
    lights: Lights = Counter()
    for _, sums in await last_word.sums(session, status_round):
        lights += sums.said + sums.unsaid
    return Whole(status_round.id, lights, all, answered)


async def results(
    session: AsyncSession, status_round: StatusRound, commune_ids: Iterable[int], *, shown: int
) -> list[Result]:
    """Each of these communes, by name, with at most ``shown`` of its projects (five queries at most)."""
    those = list(commune_ids)
    asked = (
        select(Obligation.commune_id, Commune.name, Obligation.id, col(Obligation.answered_at).is_not(None))
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(Obligation.round_id == status_round.id, col(Obligation.commune_id).in_(those))
    )
    rows = (await session.exec(asked)).all()
    lights = await last_word.lights_of(session, status_round, those)
    worst = await last_word.standing_of(session, status_round, those, shown=shown)
    found = [
        Result(id, name, of or 0, is_answered, lights.get(id, Counter()), tuple(worst.get(id, ())))
        for id, name, of, is_answered in rows
    ]
    return in_order(found, lambda result: result.commune)


async def every_lights(session: AsyncSession, status_round: StatusRound) -> list[tuple[str, Lights]]:
    """The lights of every commune's projects, by its name (one query)."""
    found: dict[str, Lights] = {}
    for commune, light, count in await _every().rows(session, **last_word.given(status_round)):
        found.setdefault(commune, Counter())[light] = count
    return in_order(found.items(), lambda item: item[0])


@cache
def _every() -> Prepared:
    word = last_word.words()
    columns: tuple[Any, ...] = (word.c.commune, word.c.light)
    return Prepared(sa.select(*columns, func.count()).group_by(*columns))
