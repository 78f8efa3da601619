"""Asks how bad a risk is and what it is, reports it and tells everybody concerned.

Messages that a phone sends within seconds of the report are added to it, and can be taken back.
"""

from datetime import timedelta

from markupsafe import Markup
from msgspec.structs import replace

from bot.conversation.buttons import Tap
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused, there
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import Words, shorten
from handlers.risk.draft import WORDS_FOLLOW, RiskDraft, risk
from handlers.risk.notices import announce, due_of, redraw_cards
from handlers.risk.views import Details, Move, case_for, may_edit
from models.risk import case as risk_case
from models.risk import risk as risks
from models.risk.card import Notified
from models.risk.risk import (
    ATTACHMENTS,
    MOST_AN_HOUR,
    TEXT_LIMIT,
    Attached,
    LooksLike,
    NewRisk,
    NoRoom,
    Raised,
    Risk,
    Severity,
    TooMany,
    Transition,
)

SAID_SHOWN = 200
FILES_FOLLOW = timedelta(minutes=1)


class Unsay(Tap, tag="risk.unsay"):
    """Take back what was added last."""

    risk: int


def so_far(draft: RiskDraft) -> Markup:
    """What was said so far, so that people see that it is kept."""
    if not draft.is_described:
        return Markup("")
    files = f" 📎 {len(draft.attachments)}" if draft.attachments else ""
    return Markup("<i>{}{}</i>\n").format(shorten(draft.text, SAID_SHOWN), files)


def add(turn: Turn[RiskDraft], told: UserInput) -> None:
    """Adds it to the description, if there is room."""
    if not turn.draft.takes(told):
        raise Refused("risk.no_room", stays=True)
    turn.draft.is_brief = False


# --- how bad it is ----------------------------------------


@risk.step
async def ask_severity(turn: Turn[RiskDraft]) -> Message:
    """``Jak poważne?``"""
    critical, serious, watch = (turn.choice(severity, f"risk.severity_{severity}") for severity in Severity)
    return Message(so_far(turn.draft) + turn.words("risk.ask_severity"), [[critical, serious], [watch]])


@ask_severity.told(files=True, most=ATTACHMENTS)
async def say_more(turn: Turn[RiskDraft], told: UserInput) -> None:
    """Added to the description."""
    add(turn, told)
    await turn.again()


@ask_severity.chosen
async def pick_severity(turn: Turn[RiskDraft], severity: Severity) -> None:
    """A risk that is described already needs no description."""
    turn.draft.severity = severity
    if turn.draft.is_described and not turn.draft.is_brief:
        await report(turn)
    else:
        await turn.go(ask_description)


# --- what it is ----------------------------------------


@risk.step
async def ask_description(turn: Turn[RiskDraft]) -> Message:
    """``Opisz krótko (tekst, głos lub zdjęcie).`` A word or two said before may be the whole description."""
    enough = [[turn.answer("risk.enough")]] if turn.draft.is_described else []
    return Message(so_far(turn.draft) + turn.words("risk.ask_description"), enough)


@ask_description.told(files=True, limit=TEXT_LIMIT, most=ATTACHMENTS)
async def describe(turn: Turn[RiskDraft], told: UserInput) -> None:
    """The last answer."""
    add(turn, told)
    await report(turn)


# --- reported ----------------------------------------


@risk.step
async def ask_same(turn: Turn[RiskDraft]) -> Message:
    """Somebody sent the same words a moment ago."""
    answers = [turn.answer("risk.is_same"), turn.answer("risk.is_different")]
    return Message(turn.words("risk.ask_same", number=f"R-{turn.draft.looks_like}"), [answers])


@ask_same.answer("is_same")
async def leave_it(turn: Turn[RiskDraft]) -> None:
    """Keeps the reported risk, with the files sent this time. If it was closed meanwhile, this one is reported."""
    of = await risk_case.case(turn.session, turn.draft.looks_like or 0, locked=True)
    if of is None or not of.risk.state.is_open:
        await insist(turn)
        return
    files = turn.draft.attachments
    await turn.end("risk.stands_already", number=of.risk.number)
    if not files:
        return
    kept = await risks.add_files(turn.session, of.risk, files, by=turn.person, now=turn.now)
    turn.say("risk.added" if kept else "risk.no_room_after", number=of.risk.number)
    await redraw_cards(turn, replace(of, attachments=of.attachments + kept))


@ask_same.answer("is_different")
async def insist(turn: Turn[RiskDraft]) -> None:
    """Reports it in spite of that."""
    turn.draft.sure = True
    await report(turn)


@risk.step
async def ask_to_wait(turn: Turn[RiskDraft]) -> Message:
    """Ten risks an hour; the draft is kept until then."""
    until = turn.services.clock.local(turn.draft.not_before or turn.now)
    question = turn.words("risk.too_many", n=MOST_AN_HOUR, at=f"{until.hour}:{until.minute:02}")
    return Message(question, [[turn.answer("risk.again")]])


@ask_description.answer("enough")
@ask_to_wait.answer("again")
async def report(turn: Turn[RiskDraft]) -> None:
    """Reports it, unless it looks like another one or there were too many within the hour."""
    draft = turn.draft
    assert draft.commune is not None and draft.severity is not None, "both were asked before"  # noqa: S101
    new = NewRisk(
        commune_id=draft.commune, project_id=draft.project, severity=draft.severity,
        text=draft.text, attachments=draft.attachments,
    )  # fmt: skip
    match await risks.raise_risk(turn.session, new, by=turn.person, now=turn.now, sure=draft.sure):
        case TooMany(until=until):
            draft.not_before = until
            await turn.go(ask_to_wait)
        case LooksLike(other=other):
            draft.looks_like = other.id
            await turn.go(ask_same)
        case Raised(risk=raised):
            await _confirm(turn, raised)


async def _confirm(turn: Turn[RiskDraft], raised: Risk) -> None:
    """``⚠️ Zagrożenie R-12 zgłoszone. Powiadomieni: Biuro (2), przewodniczący.``"""
    id = raised.id
    of = there(await risk_case.case(turn.session, id))
    told = _told(turn.words, await announce(turn, of))
    due = due_of(turn, raised) or turn.now
    details = turn.button("risk.details", Details(risk=id))
    withdraw = turn.button("risk.withdraw", Move(risk=id, move=Transition.WITHDRAW))
    if not told:
        key = "risk.raised_to_nobody"
    elif due > turn.now:
        key = "risk.raised_for_later"
    else:
        key = "risk.raised"
    at = turn.words.moment(turn.services.clock.local(due))
    await turn.end(key, [[details, withdraw]], number=raised.number, told=told, at=at)


def _told(words: Words, audience: Notified) -> str:
    """Those who can be reached: ``Biuro (2), przewodniczący``."""
    groups = (
        ("risk.told_office", audience.office),
        ("risk.told_chairs", audience.chairs),
        ("risk.told_partners", audience.partners),
    )
    reached = [(key, sum(person.unreachable_since is None for person in people)) for key, people in groups]
    return ", ".join(words.plain(key, n=n) for key, n in reached if n)


# --- what is sent at once ----------------------------------------


@risk.unasked
async def take_the_rest(turn: Turn[RiskDraft], told: UserInput) -> bool:
    """Adds messages sent together with the last answer to the risk raised by it."""
    follows = WORDS_FOLLOW if told.file_id is None else FILES_FOLLOW
    raised = await risks.raised_just_now(turn.session, turn.person, since=turn.now - follows)
    of = await risk_case.case(turn.session, raised.id, locked=True) if raised is not None else None
    if of is None or not of.risk.state.is_open:
        return False
    attached = Attached(kind=told.kind, file_id=told.file_id) if told.file_id is not None else None
    added = await risks.add_to(turn.session, of.risk, told.text, attached, by=turn.person, now=turn.now)
    if isinstance(added, NoRoom):
        raise Refused("risk.no_room_after", number=of.risk.number)
    await redraw_cards(turn, replace(of, attachments=of.attachments + (attached is not None)))
    _say_added(turn, of.risk, words=bool(told.text))
    return True


def _say_added(turn: Turn[RiskDraft], raised: Risk, *, words: bool) -> None:
    """Says it once for words, which can be taken back, and once for files, however many come."""
    unsay = [[turn.button("risk.unsay", Unsay(risk=raised.id))]] if words else []
    turn.tell(
        [turn.person], lambda known: Message(known("risk.added", number=raised.number), unsay),
        needs=None, once=f"risk:{raised.id}:{'words' if words else 'files'}-added",
    )  # fmt: skip


@risk.tapped(Unsay)
async def unsay(turn: Turn[RiskDraft], tap: Unsay) -> None:
    """Words sent within seconds of the report but not about it: thanks, or a message to somebody else."""
    of = await case_for(turn, tap.risk, lambda of: of.author.id == turn.person.id and may_edit(turn)(of), locked=True)
    is_open = of.risk.state.is_open
    taken_back = there(await risks.take_back(turn.session, of.risk, by=turn.person, now=turn.now) if is_open else None)
    await redraw_cards(turn, of)
    turn.collapse(turn.words.plain("risk.unsaid", text=taken_back))
