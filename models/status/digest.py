"""Where things stand after a round, for the Office."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, reduce
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import obligation
from models.db.prepared import Prepared
from models.db.some import Counted, Some, some
from models.obligation import Obligation
from models.people.commune import Commune, Field
from models.people.person import Person
from models.project import deadline
from models.project.deadline import Overdue, PutOff, Reached
from models.project.project import Project
from models.reading.words import in_order
from models.status import last_word
from models.status import status_round as rounds
from models.status.answer import UNCHANGED_AT_MOST, Light, StatusAnswer, StatusLine, light_before, said_in
from models.status.last_word import EVER, ROUND, Lights, Standing, Sums, given, in_hand
from models.status.status_round import Round, StatusRound


class Silent(Struct, frozen=True):
    """A commune that has not answered; who was asked there, if anybody; how its projects stood last."""

    commune: str
    asked: str | None
    is_unreachable: bool
    lights: Lights


class Answer(Struct, frozen=True):
    """A commune's answer: when, and by whom."""

    commune: str
    lights: Counter[Light]
    author: str
    at: datetime
    late: bool
    on_behalf: bool


class Better(Struct, frozen=True):
    """A project that was late or threatened and is as planned now."""

    commune: str
    project: str
    before: Light
    sentence: str | None


class Stale(Struct, frozen=True):
    """A project reported unchanged as often as is allowed without a word."""

    commune: str
    project: str
    light: Light


class Digest(Struct, frozen=True):
    """A round: how many communes were asked and have answered, and what is worth reading."""

    status_round: StatusRound
    earlier: StatusRound | None
    later: StatusRound | None
    """The rounds before and after, if there are any."""
    asked: int
    answered: int
    by_field: tuple[tuple[Field | None, Sums], ...]
    """How the projects of each field stand, in the association's order; empty fields are left out."""
    standing: dict[Light, Some[Standing]]
    """Red and amber projects, by the last word on each."""
    changed: int
    """Number of projects whose light differs from the last one, or whose first light is not green."""
    better: Some[Better]
    put_off: Some[PutOff]
    overdue: Some[Overdue]
    reached: Some[Reached]
    """What became of the milestones from the opening of this round to that of the next."""
    silent: Some[Silent]
    stale: Some[Stale]

    @property
    def sums(self) -> Sums:
        """How the projects of all communes stand."""
        return reduce(Sums.__add__, (sums for _, sums in self.by_field), Sums())


async def digest(session: AsyncSession, status_round: StatusRound, *, today: date) -> Digest:
    """The state of a round (fourteen queries, whatever the number of communes and projects)."""
    all, answered = await obligation.asked_and_answered(session, status_round.matter)
    earlier, later = await rounds.beside(session, status_round)
    until, day = (later.opened_at, later.opened_at.date()) if later is not None else (EVER, today)
    since = status_round.opened_at
    changed, better = await _changes(session, status_round, earlier)
    return Digest(
        status_round,
        earlier,
        later,
        all,
        answered,
        tuple(await last_word.sums(session, status_round)),
        await last_word.standing(session, status_round),
        changed,
        better,
        await deadline.put_off(session, since=since, until=until),
        await deadline.overdue(session, day=day, until=later.opened_at if later is not None else None),
        await deadline.reached(session, since=since.date(), until=day if later is not None else EVER.date()),
        await _silent(session, status_round),
        await _stale(session, status_round),
    )


async def put_off_in(session: AsyncSession, status_round: Round, commune_id: int) -> Some[PutOff]:
    """Milestones that a commune put off from the opening of this round to that of the next (two queries)."""
    _, later = await rounds.beside(session, status_round)
    until = later.opened_at if later is not None else EVER
    return await deadline.put_off_by(session, commune_id, since=status_round.opened_at, until=until)


# --- communes ----------------------------------------


async def communes_in(session: AsyncSession, status_round: StatusRound) -> list[Commune]:
    """The communes that were asked, in alphabetical order."""
    asked = select(Commune).join(Obligation, col(Obligation.commune_id) == Commune.id)
    found = (await session.exec(asked.where(Obligation.round_id == status_round.id))).all()
    return in_order(found, lambda commune: commune.name)


async def lights_of(
    session: AsyncSession, status_round: StatusRound, commune_ids: Sequence[int]
) -> dict[int, Counter[Light]]:
    """Number of projects by light in each of these communes that has answered (two queries)."""
    answered = select(Obligation.commune_id).where(
        Obligation.round_id == status_round.id,
        col(Obligation.commune_id).in_(commune_ids),
        col(Obligation.answered_at).is_not(None),
    )
    lights: dict[int, Counter[Light]] = {id: Counter() for id in (await session.exec(answered)).all()}
    for commune_id, light, count in await _lights().rows(session, commune_ids=list(lights), **given(status_round)):
        lights[commune_id][light] = count
    return lights


@cache
def _lights() -> Prepared:
    columns = (Project.commune_id, StatusLine.light)
    those = col(Project.commune_id).in_(sa.bindparam("commune_ids", expanding=True))
    return Prepared(_reported(*columns, func.count()).where(those).group_by(*columns))


async def _silent(session: AsyncSession, status_round: StatusRound) -> Some[Silent]:
    """Communes where nobody was asked come first."""
    found = await some(session, _silent_ones(), {"round_id": status_round.id}, lambda *columns: columns)
    lights = await last_word.unsaid_of(session, status_round, [id for _, id, *_ in found.shown])
    shown = (
        Silent(commune, asked, unreachable is not None, lights.get(id, Counter()))
        for commune, id, asked, unreachable in found.shown
    )
    return Some(tuple(shown), found.others)


@cache
def _silent_ones() -> Counted:
    return Counted(
        _asked(Commune.name, Obligation.id, Commune.id, Person.name, Person.unreachable_since)
        .outerjoin(Person, col(Person.id) == Obligation.person_id)
        .where(col(Obligation.answered_at).is_(None))
        .order_by(col(Person.id).is_not(None), col(Person.unreachable_since).is_(None), Obligation.id)
    )


async def answers(session: AsyncSession, status_round: StatusRound) -> Some[Answer]:
    """Answers with the most red lights come first, then those with the most amber ones (one query)."""
    return await some(
        session,
        _given_answers(),
        given(status_round),
        lambda commune, author, at, late, on_behalf, *counts: Answer(
            commune, Counter(dict(zip(Light, counts, strict=True))), author, at, late, on_behalf
        ),
    )


@cache
def _given_answers() -> Counted:
    counts = {light: func.sum(sa.case((col(StatusLine.light) == light, 1), else_=0)) for light in Light}
    lines = _reported(StatusLine.answer_id, *(counts[light].label(light.name) for light in Light))
    lines = lines.group_by(StatusLine.answer_id).subquery()
    reported = [func.coalesce(lines.c[light.name], 0) for light in Light]
    about = (
        Commune.name,
        Obligation.id,
        Person.name,
        StatusAnswer.answered_at,
        StatusAnswer.late,
        StatusAnswer.on_behalf,
    )
    return Counted(
        _asked(*about, *reported)
        .join(StatusAnswer, (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts))
        .join(Person, col(Person.id) == StatusAnswer.person_id)
        .outerjoin(lines, lines.c.answer_id == StatusAnswer.id)
        .order_by(*(count.desc() for count in reversed(reported)), Obligation.id)
    )


def _asked(*columns: Any) -> Any:
    """These columns of every commune asked."""
    return (
        sa.select(*columns)
        .select_from(Obligation)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(col(Obligation.round_id) == ROUND)
    )


# --- projects ----------------------------------------


async def _changes(
    session: AsyncSession, status_round: StatusRound, earlier: StatusRound | None
) -> tuple[int, Some[Better]]:
    """Number of lights that changed, and the projects that stand better; those that stand worse are named as late or
    threatened."""
    rounds = given(status_round) | {"earlier": [earlier.id] if earlier is not None else []}
    found = await some(session, _changed(), rounds, lambda *columns: columns)
    total = found.shown[0][-1] if found.shown else 0
    better = tuple(Better(*columns) for *columns, is_one, _ in found.shown if is_one)
    return found.total, Some(better, total - len(better))


@cache
def _changed() -> Counted:
    then = aliased(StatusLine)
    before = light_before(then, ROUND).label("before")
    is_better = sa.case((col(StatusLine.light) == Light.GREEN, 1), else_=0)
    said = (before, StatusLine.sentence, is_better, func.sum(is_better).over())
    return Counted(
        _reported(Commune.name, Project.id, Project.name, *said)
        .outerjoin(then, (then.project_id == Project.id) & said_in(then, sa.bindparam("earlier", expanding=True)))
        .where(col(StatusLine.light) != func.coalesce(before, Light.GREEN))
        .order_by(is_better.desc(), Project.id)
    )


async def _stale(session: AsyncSession, status_round: StatusRound) -> Some[Stale]:
    return await some(session, _stale_ones(), given(status_round), Stale)


@cache
def _stale_ones() -> Counted:
    return Counted(
        _reported(Commune.name, Project.id, Project.name, StatusLine.light)
        .where(col(StatusLine.unchanged) >= UNCHANGED_AT_MOST)
        .order_by(_worst_first(), Project.id)
    )


def _worst_first() -> Any:
    return sa.case({light: -place for place, light in enumerate(Light)}, value=StatusLine.light)


def _reported(*columns: Any) -> Any:
    """These columns of every active project in an answer that counts."""
    return (
        sa.select(*columns)
        .select_from(Obligation)
        .join(StatusAnswer, (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts))
        .join(StatusLine, col(StatusLine.answer_id) == StatusAnswer.id)
        .join(Project, (col(Project.id) == StatusLine.project_id) & in_hand())
        .join(Commune, col(Commune.id) == Project.commune_id)
        .where(col(Obligation.round_id) == ROUND)
    )
