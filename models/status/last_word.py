"""How projects stand by everybody's last word: who is silent has said something before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, func
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db import some
from models.db.some import Some
from models.people.commune import Commune, Field, all_fields
from models.project.project import Project
from models.reading.words import alphabetical
from models.risk import risk
from models.status.answer import Light, StatusAnswer, StatusLine, newest_before
from models.status.status_round import Obligation, StatusRound

Lights = Counter[Light | None]
"""How many projects stand how; of None nothing was ever said."""


@dataclass
class Sums:
    """How projects stand, as they were answered in the round, and of those that were not by the last word."""

    said: Lights = field(default_factory=Counter)
    unsaid: Lights = field(default_factory=Counter)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.said + other.said, self.unsaid + other.unsaid)


@dataclass(frozen=True)
class Standing:
    """A project that is late or threatened, since when and as it was said last."""

    commune: str
    project: str
    light: Light
    sentence: str | None
    weeks: int
    """The weeks it stands so, this one included, silent ones too."""
    before: Light | None
    """The light before, if it is new in this round (None: there was none)."""
    said_in: date
    """The Monday of the week in which that was said."""
    risk: int | None
    """The number of its worst open risk."""


async def sums(session: AsyncSession, round: StatusRound) -> list[tuple[Field | None, Sums]]:
    """By the fields in which there is any project, in the association's order (two queries)."""
    word = _words(round)
    columns: tuple[Any, ...] = (word.c.field_id, word.c.light, word.c.is_said)
    found: dict[int | None, Sums] = {}
    statement: Any = sa.select(*columns, func.count()).group_by(*columns)
    for field_id, light, is_said, count in (await session.exec(statement)).all():
        of = found.setdefault(field_id, Sums())
        (of.said if is_said else of.unsaid)[light] += count
    named = [(field, found[field.id]) for field in await all_fields(session) if field.id in found]
    return [*named, *([(None, found[None])] if None in found else [])]


async def unsaid_of(session: AsyncSession, round: StatusRound, commune_ids: Iterable[int]) -> dict[int, Lights]:
    """How the projects of these communes stood last, of which nothing was said in the round (one query)."""
    word = _words(round)
    columns: tuple[Any, ...] = (word.c.commune_id, word.c.light)
    those = ~word.c.is_said & word.c.commune_id.in_(list(commune_ids))
    lights: dict[int, Lights] = {}
    statement: Any = sa.select(*columns, func.count()).where(those).group_by(*columns)
    for commune_id, light, count in (await session.exec(statement)).all():
        lights.setdefault(commune_id, Counter())[light] = count
    return lights


def _words(round: StatusRound) -> Any:
    """The last word on every project that was in hand in the round."""
    columns: tuple[Any, ...] = (StatusLine.project_id, StatusLine.light)
    said = (
        sa.select(*columns)
        .select_from(Obligation)
        .join(StatusAnswer, (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts))
        .join(StatusLine, col(StatusLine.answer_id) == StatusAnswer.id)
        .where(col(Obligation.round_id) == round.id)
        .subquery()
    )
    before = newest_before(StatusLine.light, sa.literal(round.id))
    light: Any = func.coalesce(said.c.light, before, type_=said.c.light.type)
    is_said = said.c.light.is_not(None)
    of_project: list[Any] = [
        Project.commune_id,
        col(Commune.name).label("commune"),
        col(Project.id).label("project_id"),
    ]
    of_project += [col(Project.name).label("project"), Project.field_id]
    return (
        sa.select(*of_project, light.label("light"), is_said.label("is_said"))
        .select_from(Obligation)
        .join(Project, col(Project.commune_id) == Obligation.commune_id)
        .join(Commune, col(Commune.id) == Project.commune_id)
        .outerjoin(said, said.c.project_id == Project.id)
        .where(col(Obligation.round_id) == round.id, in_hand(round))
        .where(is_said | _was_there(round))
        .subquery()
    )


def _was_there(round: StatusRound) -> Any:
    return sa.true() if round.closed_at is None else col(Project.created_at) <= round.closed_at


def in_hand(round: StatusRound) -> Any:
    """Whether the ``Project`` of a statement was in hand when the round ended, or is while it runs."""
    at_all = col(Project.archived_at).is_(None)
    return at_all if round.closed_at is None else at_all | (col(Project.archived_at) > round.closed_at)


# --- those that are late or threatened ----------------------------------------


async def standing(session: AsyncSession, round: StatusRound) -> dict[Light, Some[Standing]]:
    """The red and the amber ones, those first that stand so longest (three queries)."""
    rows = (await session.exec(_worst(round))).all()
    ids = [row.project_id for row in rows]
    said = {row.id: row for row in (await session.exec(_said_last(round, ids))).all()}
    risks = await risk.worst_open(session, ids)
    found: dict[Light, Some[Standing]] = {}
    for light in (Light.RED, Light.AMBER):
        those = [row for row in rows if row.light is light]
        lines = [_line(round, row, said[row.project_id], risks.get(row.project_id)) for row in those]
        in_order = sorted(lines, key=lambda line: (-line.weeks, alphabetical(line.commune)))
        found[light] = Some(tuple(in_order), those[0].total - len(those) if those else 0)
    return found


def _line(round: StatusRound, row: Any, said: Any, risk: int | None) -> Standing:
    weeks = (round.monday - row.since).days // 7 + 1
    return Standing(row.commune, row.project, row.light, said.sentence, weeks, said.before, said.said_in, risk)


def _worst(round: StatusRound) -> Any:
    """So many of each light as are shown: what they are, since which Monday, and how many there are in all."""
    word = _words(round)
    since = _begin(round, word).label("began")
    those = sa.select(word, since).where(word.c.light.in_([Light.RED, Light.AMBER])).subquery()
    place = func.row_number().over(partition_by=those.c.light, order_by=(those.c.began, those.c.project_id))
    total = func.count().over(partition_by=those.c.light)
    counted: Any = sa.select(those, place.label("place"), total.label("total")).subquery()
    columns = (counted.c.commune, counted.c.project_id, counted.c.project, counted.c.light, counted.c.total)
    return (
        sa.select(*columns, col(StatusRound.monday).label("since"))
        .join(StatusRound, col(StatusRound.id) == counted.c.began)
        .where(counted.c.place <= some.SHOWN)
        .order_by(counted.c.project_id)
    )


def _begin(round: StatusRound, word: Any) -> Any:
    """The round in which a project began to stand as it does by the last word."""
    otherwise = _rounds(round, word, func.max, lambda line: line.light != word.c.light)
    return _rounds(round, word, func.min, lambda line: line.round_id > func.coalesce(otherwise, 0))


def _rounds(round: StatusRound, word: Any, which: Any, of: Any) -> Any:
    """The first or the last of the rounds until this one in which that was said of the project."""
    line: Any = aliased(StatusLine)
    answer = aliased(StatusAnswer)
    return (
        sa.select(which(line.round_id))
        .join(answer, col(answer.id) == line.answer_id)
        .where(line.project_id == word.c.project_id, line.round_id <= round.id, col(answer.counts), of(line))
        .correlate(word)
        .scalar_subquery()
    )


def _said_last(round: StatusRound, project_ids: Sequence[int]) -> Any:
    """The sentence of each, when that was said, and how the project stood before the round."""
    newest = newest_before(StatusLine.id, sa.literal((round.id or 0) + 1))
    before = newest_before(StatusLine.light, sa.literal(round.id)).label("before")
    return (
        sa.select(col(Project.id), col(StatusLine.sentence), col(StatusRound.monday).label("said_in"), before)
        .select_from(Project)
        .join(StatusLine, col(StatusLine.id) == newest)
        .join(StatusRound, col(StatusRound.id) == StatusLine.round_id)
        .where(col(Project.id).in_(project_ids))
    )
