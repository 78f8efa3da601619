"""Reminds where nobody takes a risk and where an action against one is due: first those whose it is, then others."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.outgoing import Message, Outgoing, button
from bot.texts import Words, pages, shorten
from bot.timetable import Job
from handlers.risk import notices as risk_notices
from handlers.risk.views import Show, card, name_of
from models.mail import screen
from models.mail.screen import Screen
from models.people import person as people
from models.people.permission import Holding, Needs, Right, Role, may
from models.people.person import Member, Membership, Somebody
from models.risk import escalation
from models.risk import event as risk_event
from models.risk.card import REMINDER
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
    for untaken in due:
        risk = untaken.case.risk
        risk.steps = untaken.step
        told: list[Somebody]
        if untaken.step is Step.AGAIN:
            told = [member.person for member in office if member.person.id != risk.author_id]
        else:
            told = [director] if director is not None else []
        for person in told:
            _show_again(outgoing, untaken, person, roles[person.id])
        _note(outgoing, untaken, told)


def _note(outgoing: Outgoing, untaken: Untaken, told: Sequence[Somebody]) -> None:
    """For the history."""
    kind, names = Kind.RECALLED, None
    if untaken.step is Step.DIRECTOR:
        kind, names = Kind.ESCALATED, ", ".join(person.name for person in told)
    if told:
        risk_event.note(outgoing.session, untaken.case.risk.id, kind, by=None, now=outgoing.now, after=names)


def _show_again(outgoing: Outgoing, untaken: Untaken, person: Somebody, memberships: Sequence[Holding]) -> None:
    """The card once more; it shrinks to a line as soon as somebody takes the risk."""
    risk, services = untaken.case.risk, outgoing.services
    is_critical = risk.severity is Severity.CRITICAL

    def reminder(words: Words) -> Message:
        drawn = card(words, services, untaken.case, person, memberships)
        whole = Markup("\n").join((_heading(words, outgoing, untaken), drawn.text))
        return Message(Markup(pages(whole)[0]), drawn.keyboard)  # noqa: S704

    subject = f"{risk_notices.untaken(risk)}{risk.waits_since.isoformat()}"
    [letter] = outgoing.tell(
        [person], reminder, needs=risk_notices.needs_of(untaken.case, memberships),
        about=subject, once=f"{subject}:{untaken.step}", due=None if is_critical else outgoing.now, aloud=is_critical,
    )  # fmt: skip
    screen.keep(outgoing.session, Screen(letter_id=letter.id, subject=risk.subject, view=REMINDER, person_id=person.id))


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
    those = [person for unfinished in due for person in _seeing_to(unfinished)]
    roles = await people.memberships_of(outgoing.session, those)
    for unfinished in due:
        unfinished.action.steps = unfinished.step
        _tell_of(outgoing, unfinished, _addressees(unfinished, leaders, roles) or office)


def _tell_of(outgoing: Outgoing, unfinished: Unfinished, told: Sequence[Somebody]) -> None:
    action = unfinished.action
    subject = risk_notices.unfinished(action)
    outgoing.tell(
        told, lambda words: _reminder(words, unfinished),
        needs=Needs(Right.READ_RISKS, unfinished.case.risk.commune_id),
        about=subject, once=f"{subject}:{action.due}:{action.renewed_on}:{unfinished.step}", due=outgoing.now,
    )  # fmt: skip


def _seeing_to(unfinished: Unfinished) -> list[Somebody]:
    """The owner, or else who has taken the risk."""
    case = unfinished.case
    return [person for person in (case.owner, case.taker) if person is not None]


def _addressees(
    unfinished: Unfinished, leaders: Sequence[Member], roles: dict[int, list[Membership]]
) -> list[Somebody]:
    """Who has left what it concerns hears nothing of it: the coordinators do instead. Nobody, where there is none."""
    commune_id = unfinished.case.risk.commune_id

    def with_role(*wanted: Role) -> list[Somebody]:
        found = [m for m in leaders if m.membership.commune_id == commune_id and m.membership.role in wanted]
        return list({member.person.id: member.person for member in found}.values())

    match unfinished.step:
        case ActionStep.CHAIR:
            return with_role(*CHAIRS)
        case ActionStep.COORDINATOR:
            return with_role(*COORDINATORS)
    still_there = [
        person for person in _seeing_to(unfinished) if may(roles.get(person.id, ()), Right.READ_RISKS, commune_id)
    ]
    return still_there[:1] or with_role(*COORDINATORS)


def _reminder(words: Words, unfinished: Unfinished) -> Message:
    action, case = unfinished.action, unfinished.case
    owner = case.owner.name if case.owner is not None else words("escalation.nobody")
    text = words(
        SAID_OF_ACTION[unfinished.step],
        due=words.day(action.due, weekday=True), text=action.text, name=name_of(words, case), owner=owner,
    )  # fmt: skip
    return Message(text, [[button(words, "risk.show", Show(risk=action.risk_id))]])


job = Job("risk-escalate", run, "reminds where nobody takes a risk, and of actions that are due")
