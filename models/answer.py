"""Answers to a status round: per project a light, progress, a sentence; corrected ones are kept beside the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from pydantic import BaseModel
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import project
from models.base import choice
from models.person import Person
from models.project import Milestone, Project
from models.round import Obligation, StatusRound, latest, with_obligation

SENTENCE_LIMIT = 1000
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


class NewLine(BaseModel):
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
class Sheet:
    """What a commune reports on in a round."""

    round: StatusRound
    obligation: Obligation
    commune_name: str
    rows: tuple[Row, ...]
    answer: StatusAnswer | None
    answered_by: Person | None


@dataclass(frozen=True)
class Answered:
    """The answer stands; ``replaced`` is the one that counted before it."""

    answer: StatusAnswer
    replaced: StatusAnswer | None


@dataclass(frozen=True)
class TooLate:
    """A newer round has opened since."""


async def sheet(session: AsyncSession, obligation_id: int) -> Sheet | None:
    """What there is to report on for an obligation (a fixed number of queries)."""
    found = await with_obligation(session, obligation_id)
    if found is None:
        return None
    obligation, round, commune = found
    answer = await counting(session, obligation_id)
    author = await session.get(Person, answer.person_id) if answer else None
    rows = await _rows(session, round, [obligation.commune_id], milestones=True)
    return Sheet(round, obligation, commune.name, tuple(rows.get(obligation.commune_id, ())), answer, author)


async def rows_of(session: AsyncSession, round: StatusRound, commune_ids: Iterable[int]) -> dict[int, list[Row]]:
    """What each of these communes reports on (a fixed number of queries, however many communes)."""
    return await _rows(session, round, list(commune_ids), milestones=False)


async def _rows(
    session: AsyncSession, round: StatusRound, commune_ids: list[int], *, milestones: bool
) -> dict[int, list[Row]]:
    projects = await project.projects(session, commune_ids=commune_ids)
    ids = [p.id for p in projects if p.id is not None]
    before = await _lines_before(session, ids, round)
    now = {line.project_id: line for line in await lines_of_round(session, round) if line.project_id in set(ids)}
    due = await project.milestones_due(session, ids, by=round.sunday) if milestones else {}
    rows: dict[int, list[Row]] = {}
    for p in projects:
        row = Row(p, before.get(p.id or 0), now.get(p.id or 0), tuple(due.get(p.id or 0, ())))
        rows.setdefault(p.commune_id, []).append(row)
    return rows


async def _lines_before(session: AsyncSession, project_ids: Sequence[int], round: StatusRound) -> dict[int, StatusLine]:
    """The line that counted last in an earlier round, per project."""
    newest = (
        select(sa.func.max(StatusLine.id))
        .join(StatusAnswer, col(StatusAnswer.id) == StatusLine.answer_id)
        .where(
            col(StatusLine.project_id).in_(project_ids),
            col(StatusLine.round_id) < round.id,
            col(StatusAnswer.counts).is_(True),
        )
        .group_by(col(StatusLine.project_id))
    )
    lines = (await session.exec(select(StatusLine).where(col(StatusLine.id).in_(newest)))).all()
    return {line.project_id: line for line in lines}


async def lines_of_round(session: AsyncSession, round: StatusRound) -> list[StatusLine]:
    """The lines that count in a round."""
    statement = (
        select(StatusLine)
        .join(StatusAnswer, col(StatusAnswer.id) == StatusLine.answer_id)
        .where(StatusLine.round_id == round.id, col(StatusAnswer.counts).is_(True))
    )
    return list((await session.exec(statement)).all())


async def counting(session: AsyncSession, obligation_id: int) -> StatusAnswer | None:
    """The answer that counts for an obligation."""
    statement = select(StatusAnswer).where(
        StatusAnswer.obligation_id == obligation_id, col(StatusAnswer.counts).is_(True)
    )
    return (await session.exec(statement)).first()


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
    session: AsyncSession, sheet: Sheet, lines: Sequence[NewLine], *, by: Person, now: datetime, today: date
) -> Answered | TooLate:
    """Take the answer for the commune. After closing it is taken and marked late, until the next round opens."""
    newest = await latest(session)
    if newest is not None and newest.id != sheet.round.id:
        return TooLate()
    replaced = sheet.answer
    if replaced is not None:
        replaced.counts = False
    answer = StatusAnswer(
        obligation_id=sheet.obligation.id or 0,
        person_id=by.id or 0,
        answered_at=now,
        late=sheet.round.closed_at is not None,
    )
    session.add(answer)
    await session.flush()
    known = {row.project.id for row in sheet.rows}
    for line in lines:
        if line.project_id in known:
            columns = line.model_dump(exclude={"reached", "moved"})
            session.add(StatusLine(answer_id=answer.id or 0, round_id=sheet.round.id or 0, **columns))
    _note_milestones(sheet, lines, today)
    sheet.obligation.answered_at = now
    await session.flush()
    return Answered(answer, replaced)


def _note_milestones(sheet: Sheet, lines: Sequence[NewLine], today: date) -> None:
    milestones = {m.id: m for row in sheet.rows for m in row.milestones}
    for line in lines:
        for id in line.reached:
            if id in milestones:
                milestones[id].reached_on = today
        for id, due in line.moved.items():
            if id in milestones:
                milestones[id].due = due
