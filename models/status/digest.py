"""Where things stand after a round: what the Office reads."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.commune import Commune, Field, all_fields
from models.people.person import Person
from models.project.project import Project
from models.reading.words import alphabetical, in_order
from models.status.answer import UNCHANGED_AT_MOST, Light, StatusAnswer, StatusLine, newest_before
from models.status.status_round import Obligation, StatusRound

SHOWN = 40
"""So much is read of anything; of more, the worst."""

Line = TypeVar("Line", bound="Silent | Answer | Change | Stale")


@dataclass(frozen=True)
class Some(Generic[Line]):
    """What is shown, by the names of the communes, and how many others there are."""

    shown: tuple[Line, ...]
    others: int


@dataclass(frozen=True)
class Silent:
    """A commune that has not answered; who was asked there, if anybody was."""

    commune: str
    asked: str | None
    is_unreachable: bool


@dataclass(frozen=True)
class Answer:
    """What a commune answered, when and through whom."""

    commune: str
    lights: Counter[Light]
    author: str
    at: datetime
    late: bool


@dataclass(frozen=True)
class Change:
    """A project whose light differs from the last one, or that is reported for the first time and not green."""

    commune: str
    project: str
    before: Light | None
    now: Light
    sentence: str | None


@dataclass(frozen=True)
class Stale:
    """A project reported unchanged as often in a row as is allowed without a word."""

    commune: str
    project: str
    light: Light


@dataclass(frozen=True)
class Digest:
    """A round: how many communes were asked and have answered, and what is worth reading of it."""

    round: StatusRound
    asked: int
    answered: int
    by_field: tuple[tuple[Field | None, Counter[Light]], ...]
    """How many projects stand how in each field that has any reported, in the association's order."""
    changes: Some[Change]
    answers: Some[Answer]
    silent: Some[Silent]
    stale: Some[Stale]

    @property
    def lights(self) -> Counter[Light]:
        """How many projects stand how, over all communes."""
        return sum((counts for _, counts in self.by_field), Counter())


async def digest(session: AsyncSession, round: StatusRound) -> Digest:
    """The state of a round (seven queries, however many communes and projects)."""
    asked = select(func.count(), func.count(col(Obligation.answered_at))).where(Obligation.round_id == round.id)
    all, answered = (await session.exec(asked)).one()
    return Digest(
        round,
        all,
        answered,
        tuple(await _by_field(session, round)),
        await _changes(session, round),
        await _answers(session, round),
        await _silent(session, round),
        await _stale(session, round),
    )


# --- communes ----------------------------------------


async def communes_in(session: AsyncSession, round: StatusRound) -> list[Commune]:
    """The communes that were asked, as in the alphabet."""
    asked = select(Commune).join(Obligation, col(Obligation.commune_id) == Commune.id)
    found = (await session.exec(asked.where(Obligation.round_id == round.id))).all()
    return in_order(found, lambda commune: commune.name)


async def lights_of(session: AsyncSession, round: StatusRound, commune_ids: Sequence[int]) -> dict[int, Counter[Light]]:
    """How many projects stand how in each of these communes that has answered (two queries)."""
    answered = select(Obligation.commune_id).where(
        Obligation.round_id == round.id,
        col(Obligation.commune_id).in_(commune_ids),
        col(Obligation.answered_at).is_not(None),
    )
    lights: dict[int, Counter[Light]] = {id: Counter() for id in (await session.exec(answered)).all()}
    statement = _reported(round, Project.commune_id, StatusLine.light, func.count())
    statement = statement.where(col(Project.commune_id).in_(lights)).group_by(Project.commune_id, StatusLine.light)
    for commune_id, light, count in (await session.exec(statement)).all():
        lights[commune_id][light] = count
    return lights


async def _silent(session: AsyncSession, round: StatusRound) -> Some[Silent]:
    """The worst are those where nobody was asked."""
    statement = (
        _asked(round, Commune.name, Obligation.id, Person.name, Person.unreachable_since)
        .outerjoin(Person, col(Person.id) == Obligation.person_id)
        .where(col(Obligation.answered_at).is_(None))
        .order_by(col(Person.id).is_not(None), col(Person.unreachable_since).is_(None), Obligation.id)
    )
    return await _some(
        session, statement, lambda commune, asked, unreachable: Silent(commune, asked, unreachable is not None)
    )


async def _answers(session: AsyncSession, round: StatusRound) -> Some[Answer]:
    """The worst are those with the most red lights, then with the most amber ones."""
    counts = {light: func.sum(sa.case((col(StatusLine.light) == light, 1), else_=0)) for light in Light}
    lines = _reported(round, StatusLine.answer_id, *(counts[light].label(light.name) for light in Light))
    lines = lines.group_by(StatusLine.answer_id).subquery()
    reported = [func.coalesce(lines.c[light.name], 0) for light in Light]
    about = (Commune.name, Obligation.id, Person.name, StatusAnswer.answered_at, StatusAnswer.late)
    statement = (
        _asked(round, *about, *reported)
        .join(StatusAnswer, (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts))
        .join(Person, col(Person.id) == StatusAnswer.person_id)
        .outerjoin(lines, lines.c.answer_id == StatusAnswer.id)
        .order_by(*(count.desc() for count in reversed(reported)), Obligation.id)
    )
    return await _some(
        session,
        statement,
        lambda commune, author, at, late, *counts: Answer(
            commune, Counter(dict(zip(Light, counts, strict=True))), author, at, late
        ),
    )


def _asked(round: StatusRound, *columns: Any) -> Any:
    """These columns of every commune that was asked."""
    return (
        sa.select(*columns)
        .select_from(Obligation)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(col(Obligation.round_id) == round.id)
    )


# --- projects ----------------------------------------


async def _by_field(session: AsyncSession, round: StatusRound) -> list[tuple[Field | None, Counter[Light]]]:
    statement = _reported(round, Project.field_id, StatusLine.light, func.count())
    counts: dict[int | None, Counter[Light]] = {}
    for field_id, light, count in (await session.exec(statement.group_by(Project.field_id, StatusLine.light))).all():
        counts.setdefault(field_id, Counter())[light] = count
    named = [(field, counts[field.id]) for field in await all_fields(session) if field.id in counts]
    return [*named, *([(None, counts[None])] if None in counts else [])]


async def _changes(session: AsyncSession, round: StatusRound) -> Some[Change]:
    before = newest_before(StatusLine.light, sa.literal(round.id)).label("before")
    statement = _reported(
        round, Commune.name, Project.id, Project.name, before, StatusLine.light, StatusLine.sentence
    ).where(col(StatusLine.light) != func.coalesce(before, Light.GREEN))
    return await _some(session, statement.order_by(_worst_first(), Project.id), Change)


async def _stale(session: AsyncSession, round: StatusRound) -> Some[Stale]:
    statement = _reported(round, Commune.name, Project.id, Project.name, StatusLine.light)
    statement = statement.where(col(StatusLine.unchanged) >= UNCHANGED_AT_MOST)
    return await _some(session, statement.order_by(_worst_first(), Project.id), Stale)


def _worst_first() -> Any:
    return sa.case({light: -place for place, light in enumerate(Light)}, value=StatusLine.light)


def _reported(round: StatusRound, *columns: Any) -> Any:
    """These columns of every project in hand that is in an answer that counts."""
    return (
        sa.select(*columns)
        .select_from(Obligation)
        .join(StatusAnswer, (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts))
        .join(StatusLine, col(StatusLine.answer_id) == StatusAnswer.id)
        .join(Project, (col(Project.id) == StatusLine.project_id) & col(Project.archived_at).is_(None))
        .join(Commune, col(Commune.id) == Project.commune_id)
        .where(col(Obligation.round_id) == round.id)
    )


async def _some(session: AsyncSession, statement: Any, line: Callable[..., Line]) -> Some[Line]:
    """The first of what is found: the name of the commune, the order within it, and what else a line is made of."""
    rows = (await session.exec(statement.add_columns(func.count().over()).limit(SHOWN))).all()
    rows_in_order = sorted(rows, key=lambda row: (alphabetical(row[0]), row[1]))
    shown = tuple(line(commune, *rest) for commune, _, *rest, _ in rows_in_order)
    return Some(shown, rows[0][-1] - len(rows) if rows else 0)
