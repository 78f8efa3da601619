"""The last rounds side by side: each commune's light week by week, and how all active projects stood."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum, auto
from itertools import product
from typing import Any, TypeAlias

import sqlalchemy as sa
from msgspec import Struct, field
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import known
from models.db.some import Some
from models.obligation import Obligation
from models.people.commune import Commune, all_fields
from models.project.project import Project
from models.reading.words import alphabetical, in_order
from models.status.answer import Light, StatusLine, light_before, newest_before, said_in
from models.status.status_round import StatusRound

WEEKS = 12
"""Rounds shown side by side."""
COMMUNES_AT_MOST = 18
"""Rows that fit on a phone; with more communes the fields of cooperation are shown."""
ONE_IN = 10
"""A field has the worst light that at least one in this many of its projects has: of many projects one is always
red."""
GRAVITY = {light: nth for nth, light in enumerate(Light)}
MOVES_SHOWN = 5
"""Number of projects named among those that got worse, and among those that got better."""


class Silence(StrEnum):
    """Shown in a week without a light."""

    NO_ANSWER = auto()
    NOT_ASKED = auto()


Cell: TypeAlias = Light | Silence


class Row(Struct, frozen=True):
    """A commune or a field, with its light in each week; without a name: projects of no field."""

    name: str | None
    cells: tuple[Cell, ...]


class Week(Struct, frozen=True):
    """A round: how all projects stood by the last word on each, and how many communes have not answered."""

    number: int
    lights: Counter[Light]
    silent: int


class Move(Struct, frozen=True):
    """A project whose light differs from the last one; ``before`` None: it is its first."""

    commune: str
    project: str
    before: Light | None
    now: Light


class Trend(Struct, frozen=True):
    """The rounds, the oldest first, and the changes in the newest one."""

    weeks: tuple[Week, ...]
    rows: tuple[Row, ...]
    of_fields: bool
    """Whether the rows are fields, because there are too many communes."""
    worse: Some[Move]
    better: Some[Move]
    """The gravest changes come first."""


class Standing(Struct, frozen=True):
    """How the projects of a commune or field stood after a round by the last word on each; ``said``: in that round
    only."""

    all: Counter[Light] = field(default_factory=Counter)
    said: Counter[Light] = field(default_factory=Counter)


Key: TypeAlias = tuple[int, int | None]
"""A round, and a commune or a field in it."""


class Told(Struct, frozen=True):
    """What was said round by round of a number of projects of a commune or field, and how they stood before."""

    key: int | None
    projects: int
    before: Light | None
    lights: Mapping[int, Light]


# --- rules ----------------------------------------


def worst(lights: Counter[Light], *, least: int = 1) -> Light | None:
    """The worst light that at least this many projects have, those that stand worse included."""
    so_far = 0
    for light in reversed(Light):
        so_far += lights[light]
        if so_far >= max(least, 1):
            return light
    return None


def standings(rounds: Sequence[int], told: Iterable[Told]) -> dict[Key, Standing]:
    """How the projects of each commune or field stood after each of these rounds, the oldest first."""
    told = [of for of in told if of.before is not None or of.lights]
    found = {key: Standing() for key in product(rounds, {of.key for of in told})}
    for of in told:
        stands = of.before
        for id in rounds:
            standing, said = found[id, of.key], of.lights.get(id)
            if said is not None:
                standing.said[said] += of.projects
            stands = said or stands
            if stands is not None:
                standing.all[stands] += of.projects
    return found


def of_commune(standing: Standing | None, *, silent: int | None, is_told: bool = True) -> Cell:
    """The worst light reported, if the commune was asked (``silent`` None: it was not) and had projects.

    A commune whose silence must not be shown keeps its last word.
    """
    if silent is None:
        return Silence.NOT_ASKED
    if silent and is_told:
        return Silence.NO_ANSWER
    if silent:
        return (worst(standing.all) if standing is not None else None) or Silence.NOT_ASKED
    return (worst(standing.said) if standing is not None else None) or Silence.NOT_ASKED


def of_field(standing: Standing | None) -> Cell:
    """The worst light of a share of what was reported; silent if nothing was."""
    if standing is None or not standing.all.total():
        return Silence.NOT_ASKED
    return worst(standing.said, least=-(-standing.said.total() // ONE_IN)) or Silence.NO_ANSWER


# --- what the database knows ----------------------------------------


async def trend(session: AsyncSession, newest: StatusRound, *, own: Collection[int] | None = None) -> Trend:
    """The trend up to this round (six queries, whatever the number of communes, projects and weeks).

    ``own``: the communes of which the reader may know more than lights. Only their changes are named, and other
    communes that were silent keep their last word. None: all communes.
    """
    newest_first = select(StatusRound).where(StatusRound.week <= newest.week).order_by(col(StatusRound.week).desc())
    rounds = (await session.exec(newest_first.limit(WEEKS))).all()[::-1]
    ids = [status_round.id for status_round in rounds]
    communes = await _communes(session, ids)
    of_fields = len(communes) > COMMUNES_AT_MOST
    by = Project.field_id if of_fields else Project.commune_id
    stood = standings(ids, await _told(session, ids, by))
    silent = await _silent(session, ids, *([] if of_fields else [Obligation.commune_id]))
    if of_fields:
        known = {key for _, key in stood}
        fields = [*((field.id, field.name) for field in await all_fields(session)), (None, None)]
        rows = [Row(name, tuple(of_field(stood.get((id, key))) for id in ids)) for key, name in fields if key in known]
    else:
        rows = [
            Row(
                name,
                tuple(
                    of_commune(stood.get((id, key)), silent=silent.get((id, key)), is_told=own is None or key in own)
                    for id in ids
                ),
            )
            for key, name in communes
        ]
    return Trend(
        tuple(
            Week(
                status_round.number,
                sum((standing.all for (id, _), standing in stood.items() if id == status_round.id), Counter()),
                sum(number for (id, _), number in silent.items() if id == status_round.id),
            )
            for status_round in rounds
        ),
        tuple(rows),
        of_fields,
        worse=await _moves(session, ids[-2:], own, worse=True),
        better=await _moves(session, ids[-2:], own, worse=False),
    )


async def _communes(session: AsyncSession, rounds: Sequence[int]) -> list[tuple[int, str]]:
    """The communes asked in any of these rounds, by name; if there are too many, one more than fits."""
    asked = select(Obligation.commune_id).where(col(Obligation.round_id).in_(rounds))
    statement = select(Commune.id, Commune.name).where(col(Commune.id).in_(asked)).limit(COMMUNES_AT_MOST + 1)
    found = [(id, name) for id, name in (await session.exec(statement)).all()]
    return in_order(found, lambda commune: commune[1])


async def _told(session: AsyncSession, rounds: Sequence[int], by: Any) -> list[Told]:
    """What was said of active projects, those with the same words counted together, because there are many.

    The former light is looked up only where the first of these rounds has none.
    """
    word = sa.cast(StatusLine.round_id, sa.String) + ":" + sa.cast(StatusLine.light, sa.String)
    said = (
        sa.select(col(StatusLine.project_id), func.aggregate_strings(word, ",").label("words"))
        .add_columns(func.min(StatusLine.round_id).label("since"))
        .where(said_in(StatusLine, rounds))
        .group_by(col(StatusLine.project_id))
        .subquery()
    )
    first = sa.literal(rounds[0])
    before = sa.case((said.c.since == first, sa.null()), else_=newest_before(StatusLine.light, first)).label("before")
    each = (
        sa.select(by.label("key"), before, said.c.words)
        .select_from(Project)
        .outerjoin(said, said.c.project_id == col(Project.id))
        .where(col(Project.archived_at).is_(None))
        .subquery()
    )
    statement: Any = sa.select(*each.c, func.count()).group_by(*each.c)
    return [
        Told(key, projects, before, lights_in(words or ""))
        for key, before, words, projects in (await session.exec(statement)).all()
    ]


def lights_in(words: str) -> dict[int, Light]:
    """The light of each round in words such as ``47:g,48:r``; of several in one round the gravest counts, one unknown
    to this version only if it is alone."""
    said = [
        (int(id), known(Light, light)) for id, _, light in (word.partition(":") for word in words.split(",") if word)
    ]
    return dict(sorted(said, key=lambda one: GRAVITY.get(one[1], -1)))


async def _silent(session: AsyncSession, rounds: Sequence[int], *by: Any) -> dict[Key, int]:
    """The number of communes asked that have not answered."""
    number: Any = func.count() - func.count(col(Obligation.answered_at))
    of: list[Any] = [Obligation.round_id, *by]
    statement: Any = sa.select(number, *of)
    statement = statement.where(col(Obligation.round_id).in_(rounds)).group_by(*of)
    return {(id, next(iter(key), None)): number for number, id, *key in (await session.exec(statement)).all()}


async def _moves(
    session: AsyncSession, last_two: Sequence[int], own: Collection[int] | None, *, worse: bool
) -> Some[Move]:
    """Active projects whose light changed this way in the last round; a first light counts as a change from green."""
    *earlier, newest = last_two
    then = aliased(StatusLine)
    before = light_before(then, sa.literal(newest))
    was = sa.case(GRAVITY, value=func.coalesce(before, Light.GREEN))
    now = sa.case(GRAVITY, value=col(StatusLine.light))
    columns: list[Any] = [Commune.name, Project.name, before, StatusLine.light, func.count().over()]
    statement: Any = (
        sa.select(*columns)
        .select_from(StatusLine)
        .join(Project, (col(Project.id) == StatusLine.project_id) & col(Project.archived_at).is_(None))
        .join(Commune, col(Commune.id) == Project.commune_id)
        .outerjoin(then, (col(then.project_id) == col(Project.id)) & said_in(then, earlier))
        .where(said_in(StatusLine, [newest]), now > was if worse else now < was)
        .where(sa.true() if own is None else col(Project.commune_id).in_(own))
        .order_by(now.desc() if worse else now, col(Project.id))
        .limit(MOVES_SHOWN)
    )
    rows = (await session.exec(statement)).all()
    shown = sorted((Move(*move) for *move, _ in rows), key=lambda move: _gravest_first(move, worse=worse))
    return Some(tuple(shown), rows[0][-1] - len(rows) if rows else 0)


def _gravest_first(move: Move, *, worse: bool) -> tuple[int, str, str]:
    return -GRAVITY[move.now] if worse else GRAVITY[move.now], alphabetical(move.commune), alphabetical(move.project)
