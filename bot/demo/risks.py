"""The risks of the demonstration, raised and treated in the weeks before it. All of them are invented."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.demo.content import RiskPlan, content
from bot.demo.past import last_working_day
from models.calendar import Clock
from models.people.permission import Role
from models.people.person import Person
from models.project.project import Project
from models.risk import case as risk_case
from models.risk import message as risk_message
from models.risk import treatment
from models.risk.event import Kind
from models.risk.risk import NewRisk, Raised, Transition, raise_risk

DETAILS = (
    Kind.CATEGORY, Kind.CAUSE, Kind.EFFECT, Kind.LIKELIHOOD, Kind.IMPACT,
    Kind.LIKELIHOOD_AFTER, Kind.IMPACT_AFTER, Kind.PROXIMITY, Kind.RESPONSE,
)  # fmt: skip


async def raise_risks(
    session: AsyncSession,
    clock: Clock,
    projects: Sequence[Project],
    people: Mapping[int | None, Mapping[Role, Person]],
) -> None:
    """Write all risks; nothing is sent. ``people``: by commune id (None: the Office) and role."""
    left = list(projects)
    for plan in content().risks.raised:
        project = _project_of(plan, left)
        if project is not None:
            left.remove(project)
            await _write(session, clock, plan, project, people[project.commune_id], people[None][Role.OFFICE])


def _project_of(plan: RiskPlan, left: Sequence[Project]) -> Project | None:
    """The project with the plan's name; in an association with other projects, one of the same kind."""
    kinds = {name: known.kind for name, known in content().projects.by_name.items()}
    named = (project for project in left if project.name == plan.project)
    similar = (project for project in left if kinds.get(project.name) is kinds[plan.project])
    return next(named, None) or next(similar, None)


async def _write(
    session: AsyncSession, clock: Clock, plan: RiskPlan, project: Project, team: Mapping[Role, Person], office: Person
) -> None:
    """Write what the author, the owner and the Office did, on the day of the report and later."""

    def day(days: int) -> date:
        return last_working_day(clock, clock.today() + timedelta(days=days))

    def at(days_ago: int, hour: int, minute: int = 0) -> datetime:
        return clock.at(day(-days_ago), time(hour, minute))

    author, owner = (team.get(role or Role.COORDINATOR, team[Role.COORDINATOR]) for role in (plan.by, plan.owner))
    reported = plan.days_ago
    new = NewRisk(
        commune_id=project.commune_id, project_id=None if plan.of_whole_commune else project.id,
        severity=plan.severity, text=plan.text,
    )  # fmt: skip
    raised = await raise_risk(session, new, by=author, now=at(reported, 9))
    assert isinstance(raised, Raised), "nobody reports two of them"  # noqa: S101
    risk, id = raised.risk, raised.risk.id
    of = await risk_case.case(session, id)
    assert of is not None, "it was written just now"  # noqa: S101
    risk_case.move(session, of, Transition.TAKE, by=office, now=at(reported, 9, 30))
    if plan.asked:
        asked = await risk_message.say(session, id, text=plan.asked, by=office, now=at(reported, 10))
        now = at(reported, 10, 25)
        await risk_message.say(session, id, text=plan.answered, by=author, now=now, answers=asked.id)
    for kind in DETAILS:
        await risk_case.set_detail(session, risk, kind, getattr(plan, kind), by=office, now=at(reported, 11))
    if plan.owner is not None:
        await risk_case.set_owner(session, risk, owner, was=None, by=office, now=at(reported, 11))
    actions = [
        await treatment.add(session, id, text=step.text, due=day(step.due), by=owner, now=at(reported, 12))
        for step in plan.to_do
    ]
    if plan.started is not None:
        risk_case.move(session, of, Transition.START, by=owner, now=at(plan.started, 13))
    for step, action in zip(plan.to_do, actions, strict=True):
        if step.done is not None:
            await treatment.tick(session, action, today=day(-step.done), by=owner, now=at(step.done, 14))
    if plan.closed is not None:
        risk_case.move(session, of, Transition.CLOSE, by=office, now=at(plan.closed, 16), reason=plan.outcome)
    await session.flush()
