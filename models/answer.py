"""Answers to a status round: per project a light, progress, a sentence; corrected ones are kept beside the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import project
from models.base import Value, choice
from models.commune import Commune
from models.person import Person
from models.prepared import Prepared
from models.project import Milestone, Project
from models.round import Obligation, StatusRound

UNCHANGED_AT_MOST = 2
"""So many times in a row a project may be reported unchanged without a word; the next time asks for a sentence."""


class Light(StrEnum):
    """How a project stands."""

    GREEN = "g"
    AMBER = "a"
    RED = "r"

    @property
    def sign(self) -> str:
        """The light as people see it."""
        return {"g": "🟢", "a": "🟡", "r": "🔴"}[self.value]


class StatusAnswer(SQLModel, table=True):
    """What somebody of the team answered for the commune; the newest one counts."""

    __tablename__ = "status_answer"

    id: int | None = Column(default=None, primary_key=True)
    obligation_id: int = Column(foreign_key="obligation.id", index=True)
    person_id: int = Column(foreign_key="person.id")
    answered_at: datetime
    late: bool = False
    counts: bool = True


class StatusLine(SQLModel, table=True):
    """One project in an answer."""

    __tablename__ = "status_line"
    __table_args__ = (sa.Index("ix_status_line_project_id", "project_id", "round_id"),)

    id: int | None = Column(default=None, primary_key=True)
    answer_id: int = Column(foreign_key="status_answer.id", index=True)
    round_id: int = Column(foreign_key="status_round.id", index=True)
    project_id: int = Column(foreign_key="project.id")
    light: Light = Column(sa_type=choice(Light))
    progress: int | None = None
    sentence: str | None = None
    attachment_kind: str | None = None
    attachment_id: str | None = None
    unchanged: int = 0
    """How many rounds in a row it has been reported unchanged."""


class NewLine(Value):
    """A line as it is being answered."""

    project_id: int
    light: Light
    progress: int | None = None
    sentence: str | None = None
    attachment_kind: str | None = None
    attachment_id: str | None = None
    unchanged: int = 0
    reached: list[int] = []
    moved: dict[int, date] = {}


@dataclass(frozen=True)
class Row:
    """A project to be reported on: how it stood in the rounds before, and in this one if answered already."""

    project: Project
    before: StatusLine | None
    now: StatusLine | None
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True)
class Owed:
    """What a commune owes in a round, and the answer that counts if it has given one."""

    round: StatusRound
    obligation: Obligation
    commune: Commune
    answer: StatusAnswer | None
    answered_by: Person | None
    is_newest: bool
    """Whether no newer round has opened since."""


@dataclass(frozen=True)
class Answered:
    """The answer stands; ``replaced`` is the one that counted before it."""

    answer: StatusAnswer
    replaced: StatusAnswer | None


@dataclass(frozen=True)
class TooLate:
    """A newer round has opened since."""


async def owed(session: AsyncSession, obligation_id: int) -> Owed | None:
    """The obligation with all that belongs to it (one query)."""
    found = await _owed().rows(session, obligation_id=obligation_id)
    return Owed(*found[0]) if found else None


async def owed_now(session: AsyncSession, commune_ids: Iterable[int]) -> list[Owed]:
    """What these communes owe in the newest round, by name; those not asked are left out (one query)."""
    return [Owed(*row) for row in await _owed_now().rows(session, commune_ids=list(commune_ids))]


@cache
def _owed() -> Prepared:
    return Prepared(_with_everything().where(col(Obligation.id) == sa.bindparam("obligation_id")))


@cache
def _owed_now() -> Prepared:
    of_communes = col(Obligation.commune_id).in_(sa.bindparam("commune_ids", expanding=True))
    return Prepared(_with_everything().where(col(StatusRound.week) == _newest_week(), of_communes))


def _newest_week() -> Any:
    return select(sa.func.max(StatusRound.week)).scalar_subquery()


def _with_everything() -> Any:
    is_newest = col(StatusRound.week) == _newest_week()
    return (
        select(StatusRound, Obligation, Commune, StatusAnswer, Person, is_newest)  # type: ignore[call-overload]
        .join(Obligation, col(Obligation.round_id) == StatusRound.id)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .outerjoin(
            StatusAnswer,
            (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts).is_(True),
        )
        .outerjoin(Person, col(Person.id) == StatusAnswer.person_id)
        .order_by(Commune.name)
    )


async def rows_of(
    session: AsyncSession, round: StatusRound, commune_ids: Iterable[int], *, milestones: bool = False
) -> dict[int, list[Row]]:
    """What each of these communes reports on (a fixed number of queries, however many communes)."""
    projects = await project.projects(session, commune_ids=commune_ids)
    ids = [p.id for p in projects if p.id is not None]
    before = await _lines_before(session, ids, round)
    now = await _lines_now(session, ids, round)
    due = await project.milestones_due(session, ids, by=round.sunday) if milestones else {}
    rows: dict[int, list[Row]] = {}
    for p in projects:
        row = Row(p, before.get(p.id or 0), now.get(p.id or 0), tuple(due.get(p.id or 0, ())))
        rows.setdefault(p.commune_id, []).append(row)
    return rows


async def rows_owed(session: AsyncSession, owed: Owed, *, milestones: bool = False) -> list[Row]:
    """What the commune reports on; ``milestones`` adds those that are due."""
    commune_id = owed.obligation.commune_id
    return (await rows_of(session, owed.round, [commune_id], milestones=milestones)).get(commune_id, [])


async def _lines_before(session: AsyncSession, project_ids: Sequence[int], round: StatusRound) -> dict[int, StatusLine]:
    """The line that counted last in an earlier round, per project."""
    found = await _before().rows(session, project_ids=project_ids, round_id=round.id)
    return {line.project_id: line for (line,) in found}


async def _lines_now(session: AsyncSession, project_ids: Sequence[int], round: StatusRound) -> dict[int, StatusLine]:
    """The line that counts in this round, per project."""
    found = await _now().rows(session, project_ids=project_ids, round_id=round.id)
    return {line.project_id: line for (line,) in found}


def _counting(columns: Any) -> Any:
    of_projects = col(StatusLine.project_id).in_(sa.bindparam("project_ids", expanding=True))
    counts = col(StatusAnswer.counts).is_(True)
    return columns.join(StatusAnswer, col(StatusAnswer.id) == StatusLine.answer_id).where(of_projects, counts)


def newest_before(column: Any, round_id: Any) -> Any:
    """That column of the line that counted last for the ``Project`` of a statement before this round.

    A walk back along the index, over no more rounds than the project has not been reported in.
    """
    line, answer = aliased(StatusLine), aliased(StatusAnswer)
    return (
        sa.select(getattr(line, column.key))
        .join(answer, col(answer.id) == line.answer_id)
        .where(col(line.project_id) == Project.id, col(line.round_id) < round_id, col(answer.counts))
        .order_by(col(line.round_id).desc(), col(line.id).desc())
        .limit(1)
        .correlate(Project)
        .scalar_subquery()
    )


@cache
def _before() -> Prepared:
    newest = newest_before(StatusLine.id, sa.bindparam("round_id"))
    of_projects = col(Project.id).in_(sa.bindparam("project_ids", expanding=True))
    return Prepared(select(StatusLine).join(Project, col(StatusLine.id) == newest).where(of_projects))


@cache
def _now() -> Prepared:
    return Prepared(_counting(select(StatusLine)).where(col(StatusLine.round_id) == sa.bindparam("round_id")))


async def newest_line(session: AsyncSession, project_id: int) -> StatusLine | None:
    """What was said of the project in the newest answer that counts."""
    counting = _counting(select(StatusLine)).order_by(col(StatusLine.id).desc()).limit(1)
    return (await session.exec(counting, params={"project_ids": [project_id]})).first()  # type: ignore[no-any-return]


def unchanged_line(row: Row, sentence: str | None = None) -> NewLine | None:
    """The line that says nothing has changed; None where a word is due: nothing to repeat, or repeated twice."""
    if row.before is None or (row.before.unchanged >= UNCHANGED_AT_MOST and sentence is None):
        return None
    before = row.before
    return NewLine(
        project_id=before.project_id,
        light=before.light,
        progress=before.progress,
        sentence=sentence or before.sentence,
        attachment_kind=None if sentence else before.attachment_kind,
        attachment_id=None if sentence else before.attachment_id,
        # a sentence is news: the count begins again
        unchanged=0 if sentence else before.unchanged + 1,
    )


async def submit(
    session: AsyncSession, owed: Owed, lines: Sequence[NewLine], *, by: Person, now: datetime, today: date
) -> Answered | TooLate:
    """Take the answer for the commune. After closing it is taken and marked late, until the next round opens."""
    if not owed.is_newest:
        return TooLate()
    answer = StatusAnswer(
        obligation_id=owed.obligation.id or 0,
        person_id=by.id or 0,
        answered_at=now,
        late=owed.round.closed_at is not None,
    )
    about = {"of_obligation": owed.obligation.id, "now": now}
    if owed.answer is not None:
        await _no_longer_counts().run(session, [about])
    await _is_answered().run(session, [about])
    [(answer.id,)] = await _new_answer().rows(session, **answer.model_dump(exclude={"id"}))
    of_answer = {"answer_id": answer.id, "round_id": owed.round.id}
    columns = [of_answer | line.model_dump(exclude={"reached", "moved"}) for line in lines]
    await _new_lines().run(session, columns)
    for line in lines:
        for milestone in await project.milestones_of(session, line.project_id, [*line.reached, *line.moved]):
            if milestone.id in line.reached:
                milestone.reached_on = today
            else:
                milestone.due = line.moved[milestone.id or 0]
    return Answered(answer, owed.answer)


@cache
def _no_longer_counts() -> Prepared:
    of_obligation = col(StatusAnswer.obligation_id) == sa.bindparam("of_obligation")
    return Prepared(sa.update(StatusAnswer).where(of_obligation, col(StatusAnswer.counts)).values(counts=False))


@cache
def _is_answered() -> Prepared:
    of_obligation = col(Obligation.id) == sa.bindparam("of_obligation")
    return Prepared(sa.update(Obligation).where(of_obligation).values(answered_at=sa.bindparam("now")))


@cache
def _new_answer() -> Prepared:
    columns = [name for name in StatusAnswer.model_fields if name != "id"]
    values: dict[str, Any] = {name: sa.bindparam(name) for name in columns}
    return Prepared(sa.insert(StatusAnswer).values(values).returning(col(StatusAnswer.id)))


@cache
def _new_lines() -> Prepared:
    columns = ["answer_id", "round_id", *(name for name in NewLine.model_fields if name not in ("reached", "moved"))]
    return Prepared(sa.insert(StatusLine).values({name: sa.bindparam(name) for name in columns}))
