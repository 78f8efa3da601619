"""Answers to a status round: a light, progress and a sentence for each project; corrected answers are kept beside the
first."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import aliased
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice, Value, lock, partial
from models.db.prepared import Prepared, values_of
from models.obligation import Obligation
from models.people.commune import Commune
from models.people.person import Person, Somebody
from models.project import project
from models.project.project import Due, Milestone, Project
from models.reading.words import in_order
from models.status.status_round import Round, StatusRound

UNCHANGED_AT_MOST = 2
"""Number of rounds in a row in which a project may be unchanged without a word; the next one asks for a sentence."""


class Light(StrEnum):
    GREEN = "g"
    AMBER = "a"
    RED = "r"

    @property
    def sign(self) -> str:
        return {"g": "🟢", "a": "🟡", "r": "🔴"}.get(self.value, "⚪")


class StatusAnswer(SQLModel, table=True):
    """An answer for the commune by somebody of its team; the newest one counts."""

    __tablename__ = "status_answer"
    __table_args__ = (
        partial("uq_status_answer_counts", "obligation_id", unique=True, where=sa.text("counts")),
        partial("ix_status_answer_corrected", "id", where=sa.text("NOT counts")),
    )

    id: int = Column(default=None, primary_key=True)
    obligation_id: int = Column(foreign_key="obligation.id", index=True)
    person_id: int = Column(foreign_key="person.id")
    answered_at: datetime
    late: bool = False
    counts: bool = True
    on_behalf: bool = Column(default=False, sa_column_kwargs={"server_default": sa.false()})
    """Whether the Office has written it down for the commune."""


class StatusLine(SQLModel, table=True):
    """One project in an answer."""

    __tablename__ = "status_line"
    __table_args__ = (sa.Index("ix_status_line_project_id", "project_id", "round_id", "id"),)

    id: int = Column(default=None, primary_key=True)
    answer_id: int = Column(foreign_key="status_answer.id", index=True)
    round_id: int = Column(foreign_key="status_round.id", index=True)
    project_id: int = Column(foreign_key="project.id")
    light: Light = Column(sa_type=Choice(Light))
    progress: int | None = None
    sentence: str | None = None
    attachment_kind: str | None = None
    attachment_id: str | None = None
    more_files: list[dict[str, str]] | None = Column(default=None, sa_type=sa.JSON)
    """Further files of an album, each with its kind and Telegram's id; None: there are none."""
    unchanged: int = 0
    """Number of rounds in a row in which it was reported unchanged."""


_ANSWERS: sa.Table = StatusAnswer.__table__  # type: ignore[attr-defined]
_LINES: sa.Table = StatusLine.__table__  # type: ignore[attr-defined]


class NewLine(Value):
    project_id: int
    light: Light
    progress: int | None = None
    sentence: str | None = None
    attachment_kind: str | None = None
    attachment_id: str | None = None
    more_files: list[dict[str, str]] | None = None
    unchanged: int = 0
    reached: list[int] = []
    moved: dict[int, date] = {}

    @property
    def files(self) -> list[tuple[str, str]]:
        """Files of the sentence: kind and Telegram's id."""
        first = [(self.attachment_kind, self.attachment_id)] if self.attachment_kind and self.attachment_id else []
        return [*first, *((file["kind"], file["file_id"]) for file in self.more_files or ())]


class Row(Struct, frozen=True):
    """A project to report on: how it stood in earlier rounds, and in this one if it is answered already."""

    project_id: int
    project: str
    before: NewLine | None
    now: NewLine | None
    milestones: tuple[Due, ...] = ()


class Given(Struct, frozen=True):
    """An answer that counts, with its author and time."""

    person_id: int
    name: str
    answered_at: datetime
    late: bool
    on_behalf: bool


class Owed(Struct, frozen=True):
    """What a commune owes in a round, and the answer that counts if there is one."""

    status_round: Round
    id: int
    commune_id: int
    commune: str
    person_id: int | None
    """Who was asked last."""
    reminders: int
    is_newest: bool
    """Whether no newer round has opened since."""
    answer: Given | None


class Answered(Struct, frozen=True):
    """The answer stands."""

    late: bool


class TooLate(Struct, frozen=True):
    """A newer round has opened since."""


async def owed(session: AsyncSession, obligation_id: int, *, locked: bool = False) -> Owed | None:
    """The obligation with all that belongs to it (one query).

    ``locked``: until the transaction ends nobody else answers it, and its round is not closed.
    """
    if locked:
        its_own, its_round = _its_own()
        # locks in the same order as the closing of a round
        await lock(session, StatusRound, its_round, shared=True, obligation_id=obligation_id)
        await lock(session, Obligation, its_own, obligation_id=obligation_id)
    found = await _owed().rows(session, obligation_id=obligation_id)
    return _read(found[0]) if found else None


@cache
def _its_own() -> tuple[Any, Any]:
    """Conditions on an obligation and on its round."""
    its_own = col(Obligation.id) == sa.bindparam("obligation_id")
    return its_own, col(StatusRound.id) == select(Obligation.round_id).where(its_own).scalar_subquery()


async def owed_now(session: AsyncSession, commune_ids: Iterable[int]) -> list[Owed]:
    """What these communes owe in the newest round, by name; communes not asked are left out (one query)."""
    rows = await _owed_now().rows(session, commune_ids=list(commune_ids))
    return in_order(map(_read, rows), lambda owed: owed.commune)


async def owed_in(session: AsyncSession, round_id: int, commune_id: int) -> Owed | None:
    """What this commune owed in that round, however old (one query)."""
    found = await _owed_in().rows(session, round_id=round_id, commune_id=commune_id)
    return _read(found[0]) if found else None


def _read(row: Sequence[Any]) -> Owed:
    of_round, of_obligation, of_answer = row[: len(_ROUND)], row[len(_ROUND) : -len(_GIVEN)], row[-len(_GIVEN) :]
    status_round = Round(**dict(zip(_ROUND, of_round, strict=True)))
    id, commune_id, commune, person_id, reminders, is_newest = of_obligation
    answer = Given(*of_answer) if of_answer[0] is not None else None
    return Owed(status_round, id, commune_id, commune, person_id, reminders, is_newest, answer)


_ROUND = tuple(Round.model_fields)
_GIVEN = Given.__struct_fields__


@cache
def _owed() -> Prepared:
    its_own, _ = _its_own()
    return Prepared(_with_everything().where(its_own))


@cache
def _owed_now() -> Prepared:
    of_communes = col(Obligation.commune_id).in_(sa.bindparam("commune_ids", expanding=True))
    return Prepared(_with_everything().where(col(StatusRound.week) == _newest_week(), of_communes))


@cache
def _owed_in() -> Prepared:
    its_own = col(Obligation.round_id) == sa.bindparam("round_id")
    return Prepared(_with_everything().where(its_own, col(Obligation.commune_id) == sa.bindparam("commune_id")))


def _newest_week() -> Any:
    return select(sa.func.max(StatusRound.week)).scalar_subquery()


def _with_everything() -> Any:
    of_round = [getattr(StatusRound, name) for name in _ROUND]
    is_newest = col(StatusRound.week) == _newest_week()
    of_obligation: list[Any] = [
        *(Obligation.id, Obligation.commune_id, Commune.name, Obligation.person_id, Obligation.reminders)
    ]
    of_answer: list[Any] = [getattr(StatusAnswer if name != "name" else Person, name) for name in _GIVEN]
    return (
        sa.select(*of_round, *of_obligation, is_newest, *of_answer)
        .select_from(StatusRound)
        .join(Obligation, col(Obligation.round_id) == StatusRound.id)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .outerjoin(
            StatusAnswer,
            (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts).is_(True),
        )
        .outerjoin(Person, col(Person.id) == StatusAnswer.person_id)
    )


async def rows_of(
    session: AsyncSession, status_round: Round, commune_ids: Iterable[int], *, milestones: bool = False
) -> dict[int, list[Row]]:
    """The projects each of these communes reports on, in the order in which they were added (two queries at most)."""
    found = await _rows().rows(session, commune_ids=list(commune_ids), round_id=status_round.id)
    ids = [project_id for project_id, *_ in found]
    due = await project.milestones_due(session, ids, by=status_round.sunday) if milestones else {}
    rows: dict[int, list[Row]] = {}
    for project_id, name, commune_id, *lines in found:
        before, now = _line(project_id, lines[: len(_LINE)]), _line(project_id, lines[len(_LINE) :])
        rows.setdefault(commune_id, []).append(Row(project_id, name, before, now, tuple(due.get(project_id, ()))))
    return rows


_LINE = ("light", "progress", "sentence", "attachment_kind", "attachment_id", "more_files", "unchanged")


def _line(project_id: int, values: Sequence[Any]) -> NewLine | None:
    """The stored line; None: there is none, or another version's that this one cannot read."""
    found = dict(zip(_LINE, values, strict=True))
    return NewLine(project_id=project_id, **found) if found["light"] in list(Light) else None


async def rows_told(session: AsyncSession, owed: Owed) -> list[Row]:
    """The lines of that answer, including projects archived since, and how these stood before (one query)."""
    found = await _rows(told=True).rows(session, commune_ids=[owed.commune_id], round_id=owed.status_round.id)
    return [
        Row(id, name, _line(id, lines[: len(_LINE)]), _line(id, lines[len(_LINE) :])) for id, name, _, *lines in found
    ]


async def rows_owed(session: AsyncSession, owed: Owed, *, milestones: bool = False) -> list[Row]:
    """The projects the commune reports on; ``milestones`` adds the due ones."""
    return (await rows_of(session, owed.status_round, [owed.commune_id], milestones=milestones)).get(
        owed.commune_id, []
    )


@cache
def _rows(*, told: bool = False) -> Prepared:
    """``told``: including projects archived since."""
    round_id: sa.BindParameter[int] = sa.bindparam("round_id", type_=sa.Integer)
    before, now = aliased(StatusLine), aliased(StatusLine)
    of_project: list[Any] = [Project.id, Project.name, Project.commune_id]
    return Prepared(
        sa.select(*of_project, *(getattr(line, name) for line in (before, now) for name in _LINE))
        .select_from(Project)
        .outerjoin(before, before.id == newest_before(StatusLine.id, round_id))
        .outerjoin(now, now.id == counted(StatusLine.id, lambda line: line.round_id == round_id, of_project=Project.id))
        .where(col(Project.commune_id).in_(sa.bindparam("commune_ids", expanding=True)))
        .where(col(Project.archived_at).is_(None) | (col(now.id).is_not(None) if told else sa.false()))
        .order_by(col(Project.id))
    )


def newest_before(column: Any, round_id: Any) -> Any:
    """That column of the line that counted last before this round, for the ``Project`` of a statement."""
    return counted(column, lambda line: line.round_id < round_id, of_project=Project.id)


def counted(column: Any, of: Callable[[Any], Any], *, of_project: Any, newest: bool = True) -> Any:
    """That column of the newest (or oldest) line of a project that counts and meets these conditions.

    Walks the index and stops at the first; ``of_project`` is a column of the statement around it.
    """
    line, answer = aliased(StatusLine), aliased(StatusAnswer)
    by_age = col(line.round_id), col(line.id)
    return (
        sa.select(getattr(line, column.key))
        .join(answer, col(answer.id) == line.answer_id)
        .where(col(line.project_id) == of_project, of(line), col(answer.counts))
        .order_by(*(age.desc() if newest else age for age in by_age))
        .limit(1)
        .correlate_except(line, answer)
        .scalar_subquery()
    )


def light_before(earlier: Any, round_id: Any) -> Any:
    """The light before this round for the ``Project`` of a statement: that of ``earlier``, its line in the round
    before, where most have one. Only for the others all rounds are searched."""
    return sa.func.coalesce(earlier.light, newest_before(StatusLine.light, round_id))


def said_in(line: Any, rounds: Any) -> Any:
    """In these rounds, and in answers that count. Few answers do not count, so these are excluded rather than the
    others looked up."""
    corrected = select(StatusAnswer.id).where(~col(StatusAnswer.counts))
    return col(line.round_id).in_(rounds) & col(line.answer_id).not_in(corrected)


async def newest_line(session: AsyncSession, project_id: int) -> StatusLine | None:
    """The project's line in the newest answer that counts."""
    statement = (
        select(StatusLine)
        .join(StatusAnswer, col(StatusAnswer.id) == StatusLine.answer_id)
        .where(StatusLine.project_id == project_id, col(StatusAnswer.counts).is_(True))
        .order_by(col(StatusLine.id).desc())
        .limit(1)
    )
    return (await session.exec(statement)).first()


def unchanged_line(row: Row, sentence: str | None = None) -> NewLine | None:
    """The line for an unchanged project; None: a sentence is due, because there is nothing to repeat or it was repeated
    twice."""
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
        more_files=None if sentence else before.more_files,
        # a sentence is news: the count begins again
        unchanged=0 if sentence else before.unchanged + 1,
    )


async def submit(
    session: AsyncSession,
    owed: Owed,
    lines: Sequence[NewLine],
    *,
    by: Somebody,
    on_behalf: bool = False,
    now: datetime,
    today: date,
) -> Answered | TooLate:
    """Takes an answer to what was read ``locked``. After the closing it is taken and marked late, until the next round
    opens. ``on_behalf``: the Office has written it down."""
    if not owed.is_newest:
        return TooLate()
    late = owed.status_round.closed_at is not None
    about = {"of_obligation": owed.id, "now": now}
    if owed.answer is not None:
        await _no_longer_counts().run(session, [about])
    await _is_answered().run(session, [about])
    [(answer_id,)] = await _new_answer().rows(
        session, obligation_id=owed.id, person_id=by.id, answered_at=now, late=late, counts=True, on_behalf=on_behalf
    )
    of_answer = {"answer_id": answer_id, "round_id": owed.status_round.id}
    await _new_lines().run(session, [of_answer | line.model_dump(exclude={"reached", "moved"}) for line in lines])
    moved: list[tuple[Milestone, date]] = []
    for line in lines:
        for milestone in await project.milestones_of(session, line.project_id, [*line.reached, *line.moved]):
            if milestone.id in line.reached:
                milestone.reached_on = today
            else:
                moved.append((milestone, line.moved[milestone.id]))
    await project.move_milestones(session, moved, now=now)
    return Answered(late)


@cache
def _no_longer_counts() -> Prepared:
    of_obligation = col(StatusAnswer.obligation_id) == sa.bindparam("of_obligation")
    return Prepared(sa.update(_ANSWERS).where(of_obligation, col(StatusAnswer.counts)).values(counts=False))


@cache
def _is_answered() -> Prepared:
    of_obligation = col(Obligation.id) == sa.bindparam("of_obligation")
    now: sa.BindParameter[datetime] = sa.bindparam("now", type_=_ANSWERS.c.answered_at.type)
    return Prepared(sa.update(Obligation).where(of_obligation).values(answered_at=now))


@cache
def _new_answer() -> Prepared:
    new = values_of(_ANSWERS, [name for name in StatusAnswer.model_fields if name != "id"])
    return Prepared(sa.insert(_ANSWERS).values(new).returning(_ANSWERS.c.id))


@cache
def _new_lines() -> Prepared:
    return Prepared(sa.insert(_LINES).values(values_of(_LINES, ["answer_id", "round_id", "project_id", *_LINE])))
