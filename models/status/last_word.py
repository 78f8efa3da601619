"""How projects stand by the last word on each: a commune silent now may have answered before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, func
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db import some
from models.db.prepared import Prepared
from models.db.some import Some
from models.obligation import Obligation
from models.people.commune import Commune, Field, all_fields
from models.people.person import Person
from models.project.project import Project, ProjectPartner
from models.reading.words import alphabetical
from models.risk import risk
from models.status.answer import Light, StatusAnswer, StatusLine, counted, newest_before
from models.status.status_round import Round, StatusRound

NEWEST = 2**31 - 2
"""After all rounds."""
EVER = datetime(9999, 1, 1, tzinfo=UTC)
_PROJECTS: sa.Table = Project.__table__  # type: ignore[attr-defined]
_LIGHT = StatusLine.__table__.c.light.type  # type: ignore[attr-defined]

Lights = Counter[Light | None]
"""Number of projects by light; None: nothing was ever said of them."""


@dataclass
class Sums:
    """How projects stand: those answered in the round, and the others by the last word."""

    said: Lights = field(default_factory=Counter)
    unsaid: Lights = field(default_factory=Counter)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.said + other.said, self.unsaid + other.unsaid)


class Standing(Struct, frozen=True):
    """A project that is late or threatened, since when, and its last words."""

    commune: str
    project: str
    light: Light
    sentence: str | None
    weeks: int
    """Number of weeks it has stood so, including this one and silent ones."""
    before: Light | None
    """The former light, if the light is new in this round (None: there was none)."""
    said_in: date
    """The Monday of the week of these words."""
    risk: int | None
    """The number of its worst open risk."""


class Stands(Struct, frozen=True):
    """How a project stands by the last word: since which Monday, with its author and time."""

    light: Light
    progress: int | None
    sentence: str | None
    since: date
    author: str
    at: datetime


class Partnered(Struct, frozen=True):
    """A project led by another commune, by the last word on it."""

    commune: str
    project: str
    light: Light
    progress: int | None
    sentence: str | None


async def partnered(session: AsyncSession, status_round: Round, commune_id: int) -> list[Partnered]:
    """The projects in which the commune is a partner, by the last word up to that round (one query)."""
    rows = await _partnered().rows(session, commune_id=commune_id, round_id=status_round.id)
    return sorted(
        (Partnered(*row) for row in rows), key=lambda of: (alphabetical(of.commune), alphabetical(of.project))
    )


async def stands(session: AsyncSession, project_id: int) -> Stands | None:
    """How this project stands; None: nothing was ever said of it (one query)."""
    found = await _stands().rows(session, project_id=project_id, round_id=NEWEST)
    return Stands(*found[0]) if found else None


async def lights(session: AsyncSession, project_ids: Iterable[int]) -> dict[int, Light]:
    """The light of each of these projects by the last word; those without any are left out (one query)."""
    rows = await _lights().rows(session, project_ids=list(project_ids), round_id=NEWEST)
    return {id: light for id, light in rows if light is not None}


async def standing_so(session: AsyncSession, light: Light) -> set[int]:
    """The active projects with this light by the last word (one query)."""
    return {id for (id,) in await _standing_so().rows(session, light=light, round_id=NEWEST)}


def given(status_round: StatusRound) -> dict[str, Any]:
    """Parameters of the statements about a round."""
    return {"round_id": status_round.id, "ended": status_round.closed_at or EVER}


async def sums(session: AsyncSession, status_round: StatusRound) -> list[tuple[Field | None, Sums]]:
    """By the fields that have projects, in the association's order (two queries)."""
    found: dict[int | None, Sums] = {}
    for field_id, light, is_said, count in await _sums().rows(session, **given(status_round)):
        of = found.setdefault(field_id, Sums())
        (of.said if is_said else of.unsaid)[light] += count
    named = [(field, found[field.id]) for field in await all_fields(session) if field.id in found]
    return [*named, *([(None, found[None])] if None in found else [])]


async def unsaid_of(session: AsyncSession, status_round: StatusRound, commune_ids: Iterable[int]) -> dict[int, Lights]:
    """How the projects of these communes without a word in the round stood last (one query)."""
    lights: dict[int, Lights] = {}
    those = list(commune_ids)
    for commune_id, light, count in await _unsaid().rows(session, commune_ids=those, **given(status_round)):
        lights.setdefault(commune_id, Counter())[light] = count
    return lights


async def lights_of(session: AsyncSession, status_round: StatusRound, commune_ids: Iterable[int]) -> dict[int, Lights]:
    """How the projects of these communes stand (one query)."""
    lights: dict[int, Lights] = {}
    for commune_id, light, count in await _of_communes().rows(
        session, commune_ids=list(commune_ids), **given(status_round)
    ):
        lights.setdefault(commune_id, Counter())[light] = count
    return lights


async def standing_of(
    session: AsyncSession, status_round: StatusRound, commune_ids: Iterable[int], *, shown: int
) -> dict[int, list[Standing]]:
    """At most ``shown`` red and amber projects of each of these communes: red ones first, then the longest-standing
    (three queries)."""
    given_communes = {"commune_ids": list(commune_ids), "shown": shown}
    rows = await _worst_of().rows(session, **given_communes, **given(status_round))
    lines: dict[int, list[Standing]] = {}
    standings = await _lines(session, status_round, [row[1:] for row in rows])
    for (commune_id, *_), line in zip(rows, standings, strict=True):
        lines.setdefault(commune_id, []).append(line)
    return lines


async def standing(session: AsyncSession, status_round: StatusRound) -> dict[Light, Some[Standing]]:
    """Red and amber projects, the longest-standing first (three queries)."""
    rows = await _worst().rows(session, shown=some.SHOWN, **given(status_round))
    lines: dict[Light, list[Standing]] = {Light.RED: [], Light.AMBER: []}
    totals: Lights = Counter()
    for line, row in zip(await _lines(session, status_round, [row[1:] for row in rows]), rows, strict=True):
        lines[line.light].append(line)
        totals[line.light] = row[0]
    return {
        light: Some(
            tuple(sorted(those, key=lambda line: (-line.weeks, alphabetical(line.commune)))),
            totals[light] - len(those),
        )
        for light, those in lines.items()
    }


async def _lines(session: AsyncSession, status_round: StatusRound, rows: Sequence[Any]) -> list[Standing]:
    """Projects with their last words and their risks (two queries)."""
    ids = [project_id for project_id, *_ in rows]
    last = {id: said for id, *said in await _said_last().rows(session, project_ids=ids, round_id=status_round.id)}
    risks = await risk.worst_open(session, ids)
    lines = []
    for project_id, commune, project, light, since in rows:
        sentence, said_in, before = last[project_id]
        weeks = (status_round.monday - since).days // 7 + 1
        lines.append(Standing(commune, project, light, sentence, weeks, before, said_in, risks.get(project_id)))
    return lines


# --- statements ----------------------------------------

ROUND: sa.BindParameter[Any] = sa.bindparam("round_id", type_=sa.Integer)
_ENDED: sa.BindParameter[Any] = sa.bindparam("ended", type_=_PROJECTS.c.archived_at.type)


def in_hand() -> Any:
    """Whether the ``Project`` of a statement was active when the round ended, or is while it runs."""
    return col(Project.archived_at).is_(None) | (col(Project.archived_at) > _ENDED)


@cache
def words() -> Any:
    """The last word on every project that was active in the round."""
    columns: tuple[Any, ...] = (StatusLine.project_id, StatusLine.light)
    said = (
        sa.select(*columns)
        .select_from(Obligation)
        .join(StatusAnswer, (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts))
        .join(StatusLine, col(StatusLine.answer_id) == StatusAnswer.id)
        .where(col(Obligation.round_id) == ROUND)
        .subquery()
    )
    before = newest_before(StatusLine.light, ROUND)
    light: Any = func.coalesce(said.c.light, before, type_=said.c.light.type)
    is_said = said.c.light.is_not(None)
    of_project: list[Any] = [
        *(Project.commune_id, col(Commune.name).label("commune"), col(Project.id).label("project_id")),
        *(col(Project.name).label("project"), Project.field_id),
    ]
    return (
        sa.select(*of_project, light.label("light"), is_said.label("is_said"))
        .select_from(Obligation)
        .join(Project, col(Project.commune_id) == Obligation.commune_id)
        .join(Commune, col(Commune.id) == Project.commune_id)
        .outerjoin(said, said.c.project_id == Project.id)
        .where(col(Obligation.round_id) == ROUND, in_hand(), is_said | (col(Project.created_at) <= _ENDED))
        .subquery()
    )


@cache
def _sums() -> Prepared:
    word = words()
    columns: tuple[Any, ...] = (word.c.field_id, word.c.light, word.c.is_said)
    return Prepared(sa.select(*columns, func.count()).group_by(*columns))


@cache
def _unsaid() -> Prepared:
    word = words()
    columns: tuple[Any, ...] = (word.c.commune_id, word.c.light)
    those = word.c.commune_id.in_(sa.bindparam("commune_ids", expanding=True))
    return Prepared(sa.select(*columns, func.count()).where(~word.c.is_said, those).group_by(*columns))


@cache
def _of_communes() -> Prepared:
    word = words()
    columns: tuple[Any, ...] = (word.c.commune_id, word.c.light)
    those = word.c.commune_id.in_(sa.bindparam("commune_ids", expanding=True))
    return Prepared(sa.select(*columns, func.count()).where(those).group_by(*columns))


@cache
def _worst() -> Prepared:
    """The first projects of each light: the number of all, the project, and since which Monday."""
    word = words()
    is_bad = (word.c.light == Light.RED) | (word.c.light == Light.AMBER)
    those = sa.select(word, _began(word).label("began")).where(is_bad).subquery()
    place = func.row_number().over(partition_by=those.c.light, order_by=(those.c.began, those.c.project_id))
    total = func.count().over(partition_by=those.c.light)
    counted: Any = sa.select(those, place.label("place"), total.label("total")).subquery()
    return Prepared(_first_of(counted, counted.c.total).order_by(counted.c.project_id))


@cache
def _worst_of() -> Prepared:
    """The first projects of each of these communes: the commune, the project, and since which Monday."""
    word = words()
    is_bad = (word.c.light == Light.RED) | (word.c.light == Light.AMBER)
    is_ours = word.c.commune_id.in_(sa.bindparam("commune_ids", expanding=True))
    those = sa.select(word, _began(word).label("began")).where(is_bad, is_ours).subquery()
    worst_first = ((those.c.light == Light.RED).desc(), those.c.began, those.c.project_id)
    place = func.row_number().over(partition_by=those.c.commune_id, order_by=worst_first)
    placed: Any = sa.select(those, place.label("place")).subquery()
    return Prepared(_first_of(placed, placed.c.commune_id).order_by(placed.c.commune_id, placed.c.place))


def _first_of(placed: Any, first: Any) -> Any:
    """``first``, then each project and since when it stands so; limited to the number shown."""
    columns = (placed.c.project_id, placed.c.commune, placed.c.project, placed.c.light)
    return (
        sa.select(first, *columns, col(StatusRound.monday))
        .join(StatusRound, col(StatusRound.id) == placed.c.began)
        .where(placed.c.place <= sa.bindparam("shown", type_=sa.Integer))
    )


def _began(word: Any) -> Any:
    """The round in which a project began to stand as it does now."""
    said = partial(counted, StatusLine.round_id, of_project=word.c.project_id)
    otherwise = said(lambda line: (line.round_id <= ROUND) & (line.light != word.c.light))
    return said(lambda line: (line.round_id <= ROUND) & (line.round_id > func.coalesce(otherwise, 0)), newest=False)


@cache
def _said_last() -> Prepared:
    """The sentence of each project, its time, and the light before the round."""
    newest = newest_before(StatusLine.id, ROUND + 1)
    before = newest_before(StatusLine.light, ROUND)
    return Prepared(
        sa.select(col(Project.id), col(StatusLine.sentence), col(StatusRound.monday), before)
        .select_from(Project)
        .join(StatusLine, col(StatusLine.id) == newest)
        .join(StatusRound, col(StatusRound.id) == StatusLine.round_id)
        .where(col(Project.id).in_(sa.bindparam("project_ids", expanding=True)))
    )


@cache
def _partnered() -> Prepared:
    said: list[Any] = [Commune.name, Project.name, StatusLine.light, StatusLine.progress, StatusLine.sentence]
    theirs = sa.select(col(ProjectPartner.project_id)).where(
        col(ProjectPartner.commune_id) == sa.bindparam("commune_id")
    )
    return Prepared(
        sa.select(*said)
        .select_from(Project)
        .join(Commune, col(Commune.id) == Project.commune_id)
        .join(StatusLine, col(StatusLine.id) == newest_before(StatusLine.id, ROUND + 1))
        .where(col(Project.id).in_(theirs), col(Project.archived_at).is_(None))
    )


@cache
def _lights() -> Prepared:
    those = col(Project.id).in_(sa.bindparam("project_ids", expanding=True))
    return Prepared(sa.select(col(Project.id), newest_before(StatusLine.light, ROUND + 1)).where(those))


@cache
def _standing_so() -> Prepared:
    light: Any = newest_before(StatusLine.light, ROUND + 1)
    wanted: sa.BindParameter[Any] = sa.bindparam("light", type_=_LIGHT)
    return Prepared(sa.select(col(Project.id)).where(col(Project.archived_at).is_(None), light == wanted))


@cache
def _stands() -> Prepared:
    word: Any = (
        sa.select(col(Project.id).label("project_id"), col(StatusLine.light), col(StatusLine.id).label("line_id"))
        .select_from(Project)
        .join(StatusLine, col(StatusLine.id) == newest_before(StatusLine.id, ROUND + 1))
        .where(col(Project.id) == sa.bindparam("project_id"))
        .subquery()
    )
    said: list[Any] = [word.c.light, StatusLine.progress, StatusLine.sentence]
    about: list[Any] = [StatusRound.monday, Person.name, StatusAnswer.answered_at]
    return Prepared(
        sa.select(*said, *about)
        .select_from(word)
        .join(StatusLine, col(StatusLine.id) == word.c.line_id)
        .join(StatusAnswer, col(StatusAnswer.id) == StatusLine.answer_id)
        .join(Person, col(Person.id) == StatusAnswer.person_id)
        .join(StatusRound, col(StatusRound.id) == _began(word))
    )
