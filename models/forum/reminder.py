"""Reminders of a forum: for participants before it starts, for silent communes before answers are due."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum, auto
from functools import partial

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.calendar import WORK_BEGINS, Clock
from models.db.base import Value, grouped, lock_free
from models.forum import forum as forums
from models.forum.delegate import PRESENT, Delegate, Delegation
from models.forum.forum import Forum, ForumView
from models.forum.forum_commune import ForumCommune, Invited
from models.mail import outbox
from models.people.commune import Commune, Field
from models.people.person import Person
from models.reading.words import in_order
from models.setting import Setting

DAYS = (14, 7, 3, 2, 1)
HOURS = (4, 3, 2, 1)
TIME_TO_CALL = timedelta(minutes=30)
"""The Office is warned this long before the start, so that it can call those who have not answered."""
LAST_HOUR = time(17)
"""A reminder due on an earlier day goes out by this hour, even if the forum starts later."""


class Reminders(Value):
    """Days and hours before the start at which participants are reminded."""

    days: frozenset[int] = frozenset({7, 1})
    hours: frozenset[int] = frozenset({2})
    since: datetime | None = None
    """When these rules came into force; reminders that would have been due earlier are not made up for."""


async def rules(session: AsyncSession) -> Reminders:
    row = await session.get(Setting, "forum_reminders")
    return Reminders.model_validate(row.value) if row is not None else Reminders()


async def set_rules(session: AsyncSession, value: Reminders, *, now: datetime) -> None:
    """Puts other rules in force, for forums to come too."""
    value = value.model_copy(update={"since": now})
    await session.merge(Setting(name="forum_reminders", value=value.model_dump(mode="json")))


# --- when ----------------------------------------


class What(StrEnum):
    """Who is concerned at a moment: participants, a silent commune, the Office."""

    DAYS_BEFORE = auto()
    HOURS_BEFORE = auto()
    COMMUNE = auto()
    LIST = auto()


class Step(Struct, frozen=True):
    """A reminder due at a moment; in quiet hours only if it cannot wait."""

    at: datetime
    what: What
    waits: bool = True


def before_start(rules: Reminders, starts_at: datetime, clock: Clock) -> list[Step]:
    """Reminders of participants, in order. Only those some hours before are sent in quiet hours too."""
    days = [Step(_days_before(starts_at, n, clock), What.DAYS_BEFORE) for n in rules.days]
    hours = [Step(starts_at - timedelta(hours=n), What.HOURS_BEFORE, waits=False) for n in rules.hours]
    return sorted((*days, *hours), key=lambda step: step.at)


def for_silent(sent_at: datetime, answer_by: datetime, starts_at: datetime, clock: Clock) -> list[Step]:
    """A silent commune is reminded half-way and a day before answers are due; then the Office gets the list."""
    begins = clock.working_time(sent_at)
    half_way = clock.working_time(begins + (answer_by - begins) / 2)
    day_before = _days_before(answer_by, 1, clock)
    is_another_day = clock.local(half_way).date() < clock.local(day_before).date()
    reminders = [half_way, day_before] if is_another_day else [half_way]
    listed = clock.working_time(answer_by)
    if listed >= starts_at:
        listed = min(answer_by, starts_at - TIME_TO_CALL)
    steps = [Step(at, What.COMMUNE) for at in reminders if begins < at < min(answer_by, listed)]
    return [*steps, Step(listed, What.LIST, waits=clock.is_working_time(listed))]


def _days_before(instant: datetime, n: int, clock: Clock) -> datetime:
    """The same hour n days before, or on the last working day before that, within working hours."""
    local = clock.local(instant)
    day = clock.working_days_from(local.date() - timedelta(days=n - 1), -1)
    return clock.at(day, min(max(local.time(), WORK_BEGINS), LAST_HOUR))


def due_step(steps: Sequence[Step], *, since: datetime, now: datetime, clock: Clock) -> Step | None:
    """The latest step that has come, if it came after ``since``; earlier ones are skipped."""
    come = [step for step in steps if step.at <= now]
    if not come or come[-1].at <= since:
        return None
    return None if come[-1].waits and not clock.is_working_time(now) else come[-1]


# --- what is due ----------------------------------------


class Reminder(Struct, frozen=True):
    """It is time for this step with a delegate."""

    of: ForumView
    step: Step
    sent: Delegation


class Nudge(Struct, frozen=True):
    """It is time to remind a silent commune."""

    of: ForumView
    step: Step
    invited: Invited


class Silence(Struct, frozen=True):
    """Answers are due, and these communes have not answered."""

    of: ForumView
    step: Step
    communes: tuple[Invited, ...]


class Due(Struct, frozen=True):
    reminders: tuple[Reminder, ...] = ()
    nudges: tuple[Nudge, ...] = ()
    silences: tuple[Silence, ...] = ()


class _Steps(Struct, frozen=True):
    """The steps that have come, by forum."""

    start: dict[int, Step]
    nudge: dict[int, Step]
    listed: dict[int, Step]


async def due(session: AsyncSession, *, now: datetime, clock: Clock, limit: int) -> Due:
    """What is due and not behind those concerned: at most ``limit`` reminders of either kind. The forums are locked
    until the transaction ends, and everybody returned here has the reminder behind them (a fixed number of queries)."""
    in_force = await rules(session)
    at_work = partial(_steps, in_force, now=now, clock=clock)
    concerned = await _concerned(session, at_work(await forums.coming(session, now=now)))
    if not concerned:
        return Due()
    locked = {of.forum.id: of for of in await _locked(session, concerned) if of.forum.is_open(now)}
    steps = at_work(of.forum for of in locked.values())
    reminders = await _delegates(session, steps.start, limit=limit)
    nudges = await _silent(session, steps.nudge, limit=limit)
    listed = await _silent(session, steps.listed)
    for row in (*(sent.delegate for sent in reminders), *(one.row for one in (*nudges, *listed))):
        row.reminded_at = now
    by_forum = grouped((one.row.forum_id, one) for one in listed)
    return Due(
        tuple(Reminder(locked[s.delegate.forum_id], steps.start[s.delegate.forum_id], s) for s in reminders),
        tuple(Nudge(locked[one.row.forum_id], steps.nudge[one.row.forum_id], one) for one in nudges),
        tuple(Silence(locked[id], steps.listed[id], tuple(those)) for id, those in by_forum.items()),
    )


def _steps(in_force: Reminders, those: Iterable[Forum], *, now: datetime, clock: Clock) -> _Steps:
    found = _Steps({}, {}, {})
    for forum in those:
        id, sent_at = forum.id, forum.sent_at
        if sent_at is None:
            continue
        since = max(sent_at, in_force.since or sent_at)
        steps = before_start(in_force, forum.starts_at, clock)
        if step := due_step(steps, since=since, now=now, clock=clock):
            found.start[id] = step
        steps = for_silent(sent_at, forum.answer_by, forum.starts_at, clock)
        if forum.kind.delegates and (step := due_step(steps, since=sent_at, now=now, clock=clock)):
            (found.listed if step.what is What.LIST else found.nudge)[id] = step
    return found


def _not_behind(table: type[Delegate | ForumCommune], steps: Mapping[int, Step]) -> sa.ColumnElement[bool]:
    reminded_at = col(table.reminded_at)
    waiting = (
        (col(table.forum_id) == id) & (reminded_at.is_(None) | (reminded_at < step.at)) for id, step in steps.items()
    )
    return sa.or_(sa.false(), *waiting)


def _is_silent(steps: Mapping[int, Step]) -> sa.ColumnElement[bool]:
    """Not written as EXISTS: that would search all delegates of a forum for each of its communes."""
    sending = select(Delegate.forum_id, Delegate.commune_id).where(
        col(Delegate.forum_id).in_(steps), col(Delegate.commune_id).is_not(None), col(Delegate.state).in_(PRESENT)
    )
    sends = sa.tuple_(col(ForumCommune.forum_id), col(ForumCommune.commune_id)).in_(sending)
    has_answered = col(ForumCommune.answered_at).is_not(None)
    return col(ForumCommune.invited_at).is_not(None) & ~has_answered & ~sends & _not_behind(ForumCommune, steps)


async def _concerned(session: AsyncSession, steps: _Steps) -> Sequence[int]:
    """Ids of forums where somebody does not have these steps behind them."""
    if not (steps.start or steps.nudge or steps.listed):
        return ()
    statement = sa.union(
        select(Delegate.forum_id).where(_not_behind(Delegate, steps.start)),
        select(ForumCommune.forum_id).where(_is_silent({**steps.nudge, **steps.listed})),
    )
    return (await session.exec(statement)).scalars().all()  # type: ignore[call-overload, no-any-return]


async def _locked(session: AsyncSession, forum_ids: Sequence[int]) -> list[ForumView]:
    """These forums, except those that somebody is changing now: the next tick looks at them again."""
    locked = await lock_free(session, Forum, forum_ids, Forum.sequence)
    statement = select(Forum, Field).outerjoin(Field, col(Field.id) == Forum.field_id).where(col(Forum.id).in_(locked))
    fresh = statement.order_by(col(Forum.id)).execution_options(populate_existing=True)
    return [ForumView(*found) for found in (await session.exec(fresh)).all()]


async def _delegates(session: AsyncSession, steps: Mapping[int, Step], *, limit: int) -> list[Delegation]:
    """Delegates who do not come too: once they do, earlier reminders are behind them."""
    if not steps:
        return []
    statement = (
        select(Delegate, Person, Commune)
        .outerjoin(Person, col(Person.id) == Delegate.person_id)
        .outerjoin(Commune, col(Commune.id) == Delegate.commune_id)
        .where(_not_behind(Delegate, steps))
        .order_by(col(Delegate.forum_id), col(Delegate.commune_id), col(Delegate.id))
        .limit(limit)
    )
    return [Delegation(*row) for row in (await session.exec(statement)).all()]


async def _silent(session: AsyncSession, steps: Mapping[int, Step], *, limit: int | None = None) -> list[Invited]:
    if not steps:
        return []
    statement = (
        select(ForumCommune, Commune, Person)
        .join(Commune, col(Commune.id) == ForumCommune.commune_id)
        .outerjoin(Person, col(Person.id) == ForumCommune.person_id)
        .where(_is_silent(steps))
        .order_by(col(ForumCommune.forum_id), col(ForumCommune.commune_id))
        .limit(limit)
    )
    return in_order([Invited(*row) for row in (await session.exec(statement)).all()], lambda one: one.commune.name)


# --- what is written and not sent ----------------------------------------


def subject(row: Delegate | ForumCommune, what: What) -> str:
    """The subject of reminders; those sent in quiet hours too do not replace the others."""
    who = f"delegate:{row.id}" if isinstance(row, Delegate) else f"commune:{row.commune_id}"
    return f"forum:{row.forum_id}:remind:{who}:{what}"


async def withdraw(session: AsyncSession, *rows: Delegate | ForumCommune) -> None:
    """They have answered, or get a newer one: their unsent reminders are withdrawn."""
    await outbox.drop(session, *(subject(row, what) for row in rows for what in _SAID_TO[type(row)]))


_SAID_TO: dict[type, tuple[What, ...]] = {
    Delegate: (What.DAYS_BEFORE, What.HOURS_BEFORE),
    ForumCommune: (What.COMMUNE,),
}
