"""Reminds where nobody takes a risk and where an action against one is due: first those whose it is, then others."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from bot.conversation.outgoing import Message, Outgoing, button
from bot.texts import Words, shorten
from bot.timetable import Job
from handlers.risk import notices as risk_notices
from handlers.risk.notices import Copy, send_anew
from handlers.risk.views import Show, name_of
from models.people import person as people
from models.people.permission import Needs, Right, Role, may
from models.people.person import Member, Membership, Somebody
from models.risk import escalation
from models.risk import event as risk_event
from models.risk.escalation import ActionStep, Step, Unfinished, Untaken
from models.risk.event import Kind
from models.risk.risk import Severity

COORDINATORS = (Role.COORDINATOR, Role.COORDINATOR_DEPUTY)
CHAIRS = (Role.CHAIR, Role.CHAIR_DEPUTY)
SAID_OF_ACTION = {
    ActionStep.BEFORE: "escalation.due",
    ActionStep.OWNER: "escalation.overdue",
    ActionStep.COORDINATOR: "escalation.overdue_of",
    ActionStep.CHAIR: "escalation.overdue_of",
}
NAMES_SHOWN = 300


async def run(outgoing: Outgoing) -> None:
    """Of steps that are due at once (the bot was down) only the latest is taken."""
    await _remind_of_untaken(outgoing)
    await _remind_of_unfinished(outgoing)


# --- nobody has taken it ----------------------------------------


async def _remind_of_untaken(outgoing: Outgoing) -> None:
    due = await escalation.untaken(outgoing.session, now=outgoing.now, clock=outgoing.services.clock)
    if not due:
        return
    office = await people.members(outgoing.session, roles=(Role.OFFICE,))
    roles = await people.memberships_of(outgoing.session, [member.person for member in office])
    director = escalation.director(await escalation.rules(outgoing.session), office)
    copies = []
    for untaken in due:
        risk = untaken.case.risk
        risk.steps = untaken.step
        told: list[Somebody]
        if untaken.step is Step.AGAIN:
            told = [member.person for member in office if member.person.id != risk.author_id]
        else:
            told = [director] if director is not None else []
        heading = partial(_heading, outgoing=outgoing, untaken=untaken)
        copies += [Copy(untaken.case, person, roles[person.id], heading) for person in told]
        _note(outgoing, untaken, told)
    await send_anew(outgoing, copies)


def _note(outgoing: Outgoing, untaken: Untaken, told: Sequence[Somebody]) -> None:
    """For the history."""
    kind, names = Kind.RECALLED, None
    if untaken.step is Step.DIRECTOR:
        kind, names = Kind.ESCALATED, ", ".join(person.name for person in told)
    if told:
        risk_event.note(outgoing.session, untaken.case.risk.id, kind, by=None, now=outgoing.now, after=names)


def _heading(words: Words, outgoing: Outgoing, untaken: Untaken) -> Markup:
    if untaken.step is Step.AGAIN:
        return words("escalation.again")
    risk, clock = untaken.case.risk, outgoing.services.clock
    is_critical = risk.severity is Severity.CRITICAL
    since = risk.waits_since if is_critical else clock.working_time(risk.waits_since)
    told = shorten(", ".join(person.name for person in untaken.told), NAMES_SHOWN) or "–"
    return words("escalation.to_director", at=words.moment(clock.local(since)), told=told)


# --- an action is not done ----------------------------------------


async def _remind_of_unfinished(outgoing: Outgoing) -> None:
    due = await escalation.unfinished(outgoing.session, now=outgoing.now, clock=outgoing.services.clock)
    if not due:
        return
    communes = {unfinished.case.risk.commune_id for unfinished in due}
    leaders = await people.members(outgoing.session, commune_ids=list(communes), roles=(*COORDINATORS, *CHAIRS))
    office = await people.office(outgoing.session)
    those = [person for unfinished in due for person in _named(unfinished)]
    roles = await people.memberships_of(outgoing.session, those)
    for unfinished in due:
        mine = [member for member in leaders if member.membership.commune_id == unfinished.case.risk.commune_id]
        seeing = _seeing_to(unfinished, mine, roles) or office
        for person in _addressees(unfinished, mine, seeing, office):
            _tell_of(outgoing, unfinished, person, is_theirs=any(person.id == one.id for one in seeing))
        unfinished.action.steps = unfinished.step


def _tell_of(outgoing: Outgoing, unfinished: Unfinished, person: Somebody, *, is_theirs: bool) -> None:
    action = unfinished.action
    subject = risk_notices.unfinished(action)
    outgoing.tell(
        [person], lambda words: _reminder(words, unfinished, is_theirs=is_theirs),
        needs=Needs(Right.READ_RISKS, unfinished.case.risk.commune_id),
        about=subject, once=f"{subject}:{action.due}:{action.renewed_on}:{unfinished.step}", due=outgoing.now,
    )  # fmt: skip


def _named(unfinished: Unfinished) -> list[Somebody]:
    """The owner, then who has taken the risk."""
    case = unfinished.case
    return [person for person in (case.owner, case.taker) if person is not None]


def _seeing_to(unfinished: Unfinished, leaders: Sequence[Member], roles: dict[int, list[Membership]]) -> list[Somebody]:
    """Whose it is. Who has left what it concerns hears nothing of it: the coordinators do instead."""
    commune_id = unfinished.case.risk.commune_id
    still_there = [p for p in _named(unfinished) if may(roles.get(p.id, ()), Right.READ_RISKS, commune_id)]
    return still_there[:1] or _with_role(leaders, COORDINATORS)


def _addressees(
    unfinished: Unfinished, leaders: Sequence[Member], seeing: Sequence[Somebody], office: Sequence[Somebody]
) -> list[Somebody]:
    """Who hears of it at this step. Nobody hears twice that it is overdue, nor of themself: the next one does."""
    if unfinished.step <= ActionStep.OWNER:
        return list(seeing)
    above = _with_role(leaders, COORDINATORS if unfinished.step is ActionStep.COORDINATOR else CHAIRS)
    know = {person.id for person in seeing} if unfinished.action.steps >= ActionStep.OWNER else set()
    told = [person for person in above if person.id not in know]
    if told or (above and unfinished.step is ActionStep.COORDINATOR):
        return told
    return [person for person in office if person.id not in know]


def _with_role(leaders: Sequence[Member], wanted: Sequence[Role]) -> list[Somebody]:
    found = {member.person.id: member.person for member in leaders if member.membership.role in wanted}
    return list(found.values())


def _reminder(words: Words, unfinished: Unfinished, *, is_theirs: bool) -> Message:
    action, case, step = unfinished.action, unfinished.case, unfinished.step
    owner = case.owner.name if case.owner is not None else words("escalation.nobody")
    text = words(
        SAID_OF_ACTION[min(step, ActionStep.OWNER) if is_theirs else step],
        due=words.day(action.due, weekday=True), text=action.text, name=name_of(words, case), owner=owner,
    )  # fmt: skip
    return Message(text, [[button(words, "risk.show", Show(risk=action.risk_id))]])


job = Job("risk-escalate", run, "reminds where nobody takes a risk, and of actions that are due")
