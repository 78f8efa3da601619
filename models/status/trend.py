"""The last rounds side by side: the light of each commune week by week, and how all projects stood."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.commune import Commune, all_fields
from models.project.project import Project
from models.reading.words import alphabetical, in_order
from models.status.answer import Light, StatusAnswer, StatusLine, newest_before
from models.status.status_round import Obligation, StatusRound

WEEKS = 12
"""Rounds shown side by side."""
COMMUNES_AT_MOST = 18
"""Rows that a phone can show; of more communes the fields of cooperation are shown."""
ONE_IN = 10
"""A field has the worst light that at least one in so many of its projects has: of many, one is always red."""
MOVES_SHOWN = 5
"""Projects named of those that got worse, and of those that got better."""


class Silence(StrEnum):
    """What stands in a week that has no light."""

    NO_ANSWER = auto()
    NOT_ASKED = auto()


Cell: TypeAlias = Light | Silence


@dataclass(frozen=True)
class Row:
    """A commune or a field, with its light in each week; no name: projects of no field."""

    name: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Week:
    """A round: how all projects stood by everybody's last word, and how many communes have not answered."""

    number: int
    lights: Counter[Light]
    silent: int


@dataclass(frozen=True)
class Move:
    """A project whose light differs from the last one; ``before`` None: it is reported for the first time."""

    commune: str
    project: str
    before: Light | None
    now: Light


@dataclass(frozen=True)
class Moves:
    """The gravest of them, and how many others there are."""

    shown: tuple[Move, ...]
    others: int


@dataclass(frozen=True)
class Trend:
    """The rounds, the oldest first, and what has changed in the newest one."""

    weeks: tuple[Week, ...]
    rows: tuple[Row, ...]
    of_fields: bool
    """Whether the rows are fields: there are too many communes."""
    worse: Moves
    better: Moves


@dataclass(frozen=True)
class Standing:
    """How the projects of a commune or field stood after a round by the last word; ``said``: those in whose case it was
    said in that round."""

    all: Counter[Light] = field(default_factory=Counter)
    said: Counter[Light] = field(default_factory=Counter)


Key: TypeAlias = tuple[int, int | None]
"""A round, and a commune or field in it."""


# --- rules ----------------------------------------


def worst(lights: Counter[Light], *, least: int = 1) -> Light | None:
    """The worst light that so many projects have, those that stand worse still counted in."""
    so_far = 0
    for light in reversed(Light):
        so_far += lights[light]
        if so_far >= max(least, 1):
            return light
    return None


def of_commune(standing: Standing | None, *, silent: int | None) -> Cell:
    """The worst light that it reported, if it was asked (``silent`` None: it was not) and had anything to report on."""
    if silent is None:
        return Silence.NOT_ASKED
    if silent:
        return Silence.NO_ANSWER
    return (worst(standing.said) if standing is not None else None) or Silence.NOT_ASKED


def of_field(standing: Standing | None) -> Cell:
    """The worst light of a share of what was reported; silent if nothing was."""
    if standing is None:
        return Silence.NOT_ASKED
    return worst(standing.said, least=-(-standing.said.total() // ONE_IN)) or Silence.NO_ANSWER


# --- what the database knows ----------------------------------------


async def trend(session: AsyncSession, newest: StatusRound) -> Trend:
    """Up to this round (seven queries at most, however many communes, projects and weeks)."""
    newest_first = select(StatusRound).where(StatusRound.week <= newest.week).order_by(col(StatusRound.week).desc())
    rounds = (await session.exec(newest_first.limit(WEEKS))).all()[::-1]
    ids = [round.id or 0 for round in rounds]
    communes = await _communes(session, ids)
    of_fields = len(communes) > COMMUNES_AT_MOST
    standings = await _standings(session, ids, Project.field_id if of_fields else Project.commune_id)
    silent = await _silent(session, ids, *([] if of_fields else [Obligation.commune_id]))
    if of_fields:
        known = {key for _, key in standings}
        fields = [*((field.id, field.name) for field in await all_fields(session)), (None, None)]
        rows = [
            Row(name, tuple(of_field(standings.get((id, key))) for id in ids)) for key, name in fields if key in known
        ]
    else:
        rows = [
            Row(name, tuple(of_commune(standings.get((id, key)), silent=silent.get((id, key))) for id in ids))
            for key, name in communes
        ]
    return Trend(
        tuple(
            Week(
                round.number,
                sum((standing.all for (id, _), standing in standings.items() if id == round.id), Counter()),
                sum(number for (id, _), number in silent.items() if id == round.id),
            )
            for round in rounds
        ),
        tuple(rows),
        of_fields,
        worse=await _moves(session, ids[-1], worse=True),
        better=await _moves(session, ids[-1], worse=False),
    )


async def _communes(session: AsyncSession, rounds: Sequence[int]) -> list[tuple[int, str]]:
    """Those that were asked in any of these rounds, by name; of too many one more than there is room for."""
    asked = select(Obligation.commune_id).where(col(Obligation.round_id).in_(rounds))
    statement = select(Commune.id, Commune.name).where(col(Commune.id).in_(asked)).limit(COMMUNES_AT_MOST + 1)
    found = [(id or 0, name) for id, name in (await session.exec(statement)).all()]
    return in_order(found, lambda commune: commune[1])


async def _standings(session: AsyncSession, rounds: Sequence[int], by: Any) -> dict[Key, Standing]:
    """Of the projects in hand when each round ended; the database counts them."""
    was_said = col(StatusLine.round_id) == StatusRound.id
    statement = (
        sa.select(StatusRound.id, by, StatusLine.light, was_said, func.count())  # type: ignore[call-overload]
        .select_from(StatusRound)
        .join(Project, col(Project.archived_at).is_(None) | (col(Project.archived_at) > StatusRound.closes_at))
        .join(StatusLine, col(StatusLine.id) == newest_before(StatusLine.id, col(StatusRound.id) + 1))
        .where(col(StatusRound.id).in_(rounds))
        .group_by(StatusRound.id, by, StatusLine.light, was_said)
    )
    found: defaultdict[Key, Standing] = defaultdict(Standing)
    for round_id, key, light, said, number in (await session.exec(statement)).all():
        found[round_id, key].all[light] += number
        found[round_id, key].said[light] += number if said else 0
    return found


async def _silent(session: AsyncSession, rounds: Sequence[int], *by: Any) -> dict[Key, int]:
    """How many of those that were asked have not answered."""
    number = func.count() - func.count(col(Obligation.answered_at))
    statement = sa.select(number, Obligation.round_id, *by)  # type: ignore[call-overload]
    statement = statement.where(col(Obligation.round_id).in_(rounds)).group_by(Obligation.round_id, *by)
    return {(id, next(iter(key), None)): number for number, id, *key in (await session.exec(statement)).all()}


async def _moves(session: AsyncSession, round_id: int, *, worse: bool) -> Moves:
    """Of the projects in hand those whose light has changed this way in the round; the first word counts from green."""
    grave = {light: nth for nth, light in enumerate(Light)}
    before = newest_before(StatusLine.light, sa.literal(round_id))
    was = sa.case(grave, value=func.coalesce(before, Light.GREEN))
    now = sa.case(grave, value=col(StatusLine.light))
    statement = (
        sa.select(Commune.name, Project.name, before, StatusLine.light, func.count().over())  # type: ignore[call-overload]
        .select_from(StatusLine)
        .join(StatusAnswer, (col(StatusAnswer.id) == StatusLine.answer_id) & col(StatusAnswer.counts))
        .join(Project, (col(Project.id) == StatusLine.project_id) & col(Project.archived_at).is_(None))
        .join(Commune, col(Commune.id) == Project.commune_id)
        .where(col(StatusLine.round_id) == round_id, now > was if worse else now < was)
        .order_by(now.desc() if worse else now, col(Project.id))
        .limit(MOVES_SHOWN)
    )
    rows = (await session.exec(statement)).all()
    shown = sorted((Move(*move) for *move, _ in rows), key=lambda move: _gravest_first(move, worse=worse))
    return Moves(tuple(shown), rows[0][-1] - len(rows) if rows else 0)


def _gravest_first(move: Move, *, worse: bool) -> tuple[int, str, str]:
    grave = list(Light).index(move.now)
    return -grave if worse else grave, alphabetical(move.commune), alphabetical(move.project)
