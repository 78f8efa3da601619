"""When people are reminded of a risk nobody takes, or of an action; and for which of these it is time."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum, auto
from typing import Annotated, Any

import sqlalchemy as sa
from msgspec import Struct
from pydantic import Field as Limit
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.calendar import WORK_BEGINS, Clock
from models.db.base import Value, grouped, lock_free
from models.mail.screen import Screen
from models.people.person import Member, Person, Somebody
from models.risk import case as risk_case
from models.risk.card import CARD, ON_PHOTO
from models.risk.case import Case
from models.risk.risk import OPEN, Risk, Severity, State
from models.risk.treatment import Treatment
from models.setting import Setting

LONGEST = 99
Wait = Annotated[int, Limit(ge=1, le=LONGEST)]


class Escalation(Value):
    """How long each step waits: in hours (critical) or working days after a risk was reported and not taken, in working
    days after an action was due."""

    critical_again: Wait = 1
    critical_director: Wait = 2
    others_again: Wait = 1
    others_director: Wait = 2
    overdue_coordinator: Wait = 2
    overdue_chair: Wait = 4
    director: int | None = None
    """The person's id; None: the longest-serving member of the Office."""


class Flaw(StrEnum):
    DIRECTOR_TOO_SOON = auto()
    COORDINATOR_TOO_SOON = auto()
    CHAIR_TOO_SOON = auto()


def flaw(rules: Escalation) -> Flaw | None:
    """What is wrong with the order of the steps, if anything."""
    if rules.critical_director <= rules.critical_again or rules.others_director <= rules.others_again:
        return Flaw.DIRECTOR_TOO_SOON
    if rules.overdue_coordinator <= OWNER_AFTER:
        return Flaw.COORDINATOR_TOO_SOON
    return Flaw.CHAIR_TOO_SOON if rules.overdue_chair <= rules.overdue_coordinator else None


async def rules(session: AsyncSession) -> Escalation:
    """The steps in force."""
    row = await session.get(Setting, "escalation")
    return Escalation.model_validate(row.value) if row is not None else Escalation()


async def set_rules(session: AsyncSession, value: Escalation) -> None:
    """Puts other steps in force at once."""
    await session.merge(Setting(name="escalation", value=value.model_dump(mode="json")))


def director(rules: Escalation, office: Iterable[Member]) -> Somebody | None:
    """The chosen member of the Office; if there is none, or they left or cannot be reached, the longest-serving member
    who can."""
    reached = [member for member in office if member.person.unreachable_since is None]
    longest = sorted(reached, key=lambda member: (member.membership.since, member.membership.id))
    chosen = [member for member in longest if member.person.id == rules.director]
    return next((member.person for member in (*chosen, *longest)), None)


# --- when ----------------------------------------


class Step(IntEnum):
    """Who is asked when nobody has taken a risk, one after another."""

    AGAIN = 1
    DIRECTOR = 2


class ActionStep(IntEnum):
    """Who is reminded of an action, one after another: its owner before and after the due day, then those above."""

    BEFORE = 1
    OWNER = 2
    COORDINATOR = 3
    CHAIR = 4


OWNER_AFTER = 1
"""Number of working days before and after the due day at which the owner is reminded."""


def moments(rules: Escalation, severity: Severity, waits_since: datetime, clock: Clock) -> tuple[datetime, ...]:
    """When each ``Step`` of a risk is due."""
    if severity is Severity.CRITICAL:
        hours = (rules.critical_again, rules.critical_director)
        return tuple(waits_since + timedelta(hours=n) for n in hours)
    days = (rules.others_again, rules.others_director)
    return tuple(clock.working_days_after(waits_since, n) for n in days)


def moments_of_action(rules: Escalation, due: date, renewed_on: date | None, clock: Clock) -> tuple[datetime, ...]:
    """When each ``ActionStep`` of an action is due: at the start of working hours."""
    since = max(due, renewed_on or due)
    days = (OWNER_AFTER, rules.overdue_coordinator, rules.overdue_chair)
    after = (clock.at(clock.working_days_from(since, n), WORK_BEGINS) for n in days)
    return _before(due, clock), *after


def _before(due: date, clock: Clock) -> datetime:
    return clock.at(clock.working_days_from(due, -OWNER_AFTER), WORK_BEGINS)


def behind(due: date, *, now: datetime, clock: Clock) -> int:
    """Number of steps past from the start: a person who sets tomorrow as the due day needs no reminder."""
    return latest([_before(due, clock)], now)


def latest(moments: Iterable[datetime], now: datetime) -> int:
    """Number of steps that have come; the last of these is to be taken."""
    return sum(moment <= now for moment in moments)


# --- what is due ----------------------------------------


class Untaken(Struct, frozen=True):
    """A risk nobody has taken, due for this step; ``told`` have its card."""

    case: Case
    step: Step
    told: tuple[Somebody, ...]


async def untaken(session: AsyncSession, *, now: datetime, clock: Clock) -> list[Untaken]:
    """The risks due for a step, locked until the transaction ends; of several steps only the latest (a fixed number of
    queries). Risks that are not critical only in working hours."""
    waiting: Any = select(Risk.id, Risk.severity, Risk.waits_since, Risk.steps)
    waiting = waiting.where(Risk.state == State.REPORTED, Risk.steps < len(Step))
    if not clock.is_working_time(now):
        waiting = waiting.where(Risk.severity == Severity.CRITICAL)
    candidates = (await session.exec(waiting)).all()
    if not candidates:
        return []
    in_force = await rules(session)

    def step(severity: Severity, waits_since: datetime) -> int:
        return latest(moments(in_force, severity, waits_since, clock), now)

    due = [id for id, severity, waits_since, steps in candidates if step(severity, waits_since) > steps]
    found = [
        (case, Step(reached))
        for case in await _locked(session, due)
        if case.risk.state is State.REPORTED
        and (reached := step(case.risk.severity, case.risk.waits_since)) > case.risk.steps
    ]
    told = await _told(session, [case.risk.subject for case, step in found if step is Step.DIRECTOR])
    return [Untaken(case, step, tuple(told.get(case.risk.subject, ()))) for case, step in found]


async def _told(session: AsyncSession, risks: Sequence[str]) -> dict[str, list[Somebody]]:
    """Holders of the card of each of these risks."""
    if not risks:
        return {}
    statement = (
        select(Screen.subject, Person)
        .join(Person, col(Person.id) == Screen.person_id)
        .where(col(Screen.subject).in_(risks), col(Screen.view).in_((CARD, ON_PHOTO)))
        .order_by(col(Person.id))
    )
    return grouped((await session.exec(statement)).all())


class Unfinished(Struct, frozen=True):
    """An action not done, due for this step."""

    action: Treatment
    case: Case
    step: ActionStep


async def unfinished(session: AsyncSession, *, now: datetime, clock: Clock) -> list[Unfinished]:
    """The actions due for a step, their risks locked until the transaction ends; of several steps only the latest (a
    fixed number of queries). In quiet hours none."""
    if not clock.is_working_time(now):
        return []
    last_day = clock.working_days_from(clock.local(now).date(), OWNER_AFTER)
    columns: list[Any] = [Treatment.risk_id, Treatment.due, Treatment.renewed_on, Treatment.steps]
    open_ones: Any = (
        sa.select(*columns)
        .join(Risk, col(Risk.id) == Treatment.risk_id)
        .where(
            col(Treatment.done_on).is_(None),
            col(Treatment.steps) < len(ActionStep),
            col(Treatment.due) <= last_day,
            col(Risk.state).in_(OPEN),
        )
    )
    candidates = (await session.exec(open_ones)).all()
    if not candidates:
        return []
    in_force = await rules(session)

    def step(due: date, renewed_on: date | None) -> int:
        return latest(moments_of_action(in_force, due, renewed_on, clock), now)

    risks = {risk_id for risk_id, due, renewed_on, steps in candidates if step(due, renewed_on) > steps}
    return [
        Unfinished(action, case, ActionStep(reached))
        for case in await _locked(session, risks)
        if case.risk.state.is_open
        for action in case.actions
        if action.done_on is None and (reached := step(action.due, action.renewed_on)) > action.steps
    ]


async def _locked(session: AsyncSession, risk_ids: Iterable[int]) -> list[Case]:
    """These risks, except those that somebody is changing now: the next tick looks at them again."""
    if not (ids := list(risk_ids)):
        return []
    return await risk_case.cases(session, await lock_free(session, Risk, ids, Risk.steps))
