"""/ryzyko (storyboard 3): what it is about, how bad it is, a sentence.

What follows at once is taken in ``risk_rest``, what is done about it stands in ``risk_deeds``.
Whatever is written or sent on the way belongs to the description, so that a phone which was offline may send all of it
at once.
"""

import re
from dataclasses import replace

from markupsafe import Markup

from bot.conversation.answering import leave_out_the_rest
from bot.conversation.buttons import PAGE, Button, Tap, named, paged, search
from bot.conversation.told import Sent, Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import Words, shorten
from handlers.risk import rest as rest
from handlers.risk.deeds import show_risk
from handlers.risk.draft import WORDS_FOLLOW, RiskDraft
from handlers.risk.draft import risk as risk
from handlers.risk.notices import announce, due_of, redraw_cards
from handlers.risk.views import Details, Do, FromStatus
from models.mail import dialog as dialogs
from models.people import commune
from models.people.right import Right, where
from models.project import project as projects
from models.project.project import Listed
from models.risk import case as risk_case
from models.risk import risk as risks
from models.risk.card import Audience
from models.risk.risk import (
    ATTACHMENTS,
    MOST_AN_HOUR,
    TEXT_LIMIT,
    LooksLike,
    Move,
    NewRisk,
    Raised,
    Risk,
    Severity,
    TooMany,
)
from models.status import answer

SAID_SHOWN = 200
LIKE_A_NAME = 2
"""So few words may be meant for the name of a project."""
NUMBER = re.compile(r"(?:R\s?-?\s?)?(\d{1,9})", re.IGNORECASE)


class OfProject(Tap, tag="risk.project", bound=True):
    """It is about this project."""

    project: int


class OfCommune(Tap, tag="risk.commune", bound=True):
    """It is about this commune as a whole."""

    commune: int


class Turned(Tap, tag="risk.page", bound=True):
    """Another page of the projects."""

    page: int


class Grave(Tap, tag="risk.severity", bound=True):
    """How bad it is."""

    severity: Severity


class IsSame(Tap, tag="risk.same", bound=True):
    """It is the one that was reported a moment ago."""


class IsOther(Tap, tag="risk.other", bound=True):
    """It is another one."""


class TryAgain(Tap, tag="risk.again", bound=True):
    """The hour is over."""


class Enough(Tap, tag="risk.enough", bound=True):
    """There is no more to say."""


# --- how it begins ----------------------------------------


@risk.begins
async def begin(turn: Turn[RiskDraft], words: str) -> None:
    """``/ryzyko``, with the sentence if it is there already; ``/ryzyko R-12`` shows that one."""
    if number := NUMBER.fullmatch(words):
        await show_risk(turn, int(number[1]))
        return
    draft = await _begun_just_now(turn)
    if draft.takes(Told(words)):
        await turn.begin(risk, draft, ask_project)
    else:
        _refuse(turn, words)
        await turn.begin(risk, draft, ask_project)
        leave_out_the_rest(turn, words)


@risk.begins_with_file
async def begin_with_file(turn: Turn[RiskDraft], told: Told) -> None:
    """A photo, a voice message or a document with a caption that begins with “ryzyko”."""
    draft = await _begun_just_now(turn)
    if not draft.takes(told):
        _refuse(turn, told.text)
        draft.takes(Told("", told.kind, told.file_id))
    await turn.begin(risk, draft, ask_project)


async def _begun_just_now(turn: Turn[RiskDraft]) -> RiskDraft:
    """What the phone has sent a moment ago, where it sends the command more than once; else nothing."""
    before = await dialogs.parked(turn.session, turn.person.id or 0, flow=risk.name)
    if before is None or before.updated_at <= turn.now - WORDS_FOLLOW:
        return RiskDraft()
    await turn.give_up(before)
    return (risk.read(before) or RiskDraft()).described_only


def _refuse(turn: Turn[RiskDraft], words: str) -> None:
    if len(words) > TEXT_LIMIT:
        turn.say("common.too_long", n=len(words), limit=TEXT_LIMIT)
    else:
        turn.say("risk.no_room")


@risk.tapped(FromStatus)
async def begin_from_status(turn: Turn[RiskDraft], tap: FromStatus) -> None:
    """From an amber or red light, or from a milestone put off: with that project and what was said about it."""
    project = await projects.in_hand(turn.session, tap.project)
    if project is None:
        turn.toast("common.stale")
        return
    if not turn.may(Right.RAISE_RISK, project.commune_id):
        turn.toast("common.not_allowed_toast")
        return
    draft = RiskDraft(commune=project.commune_id, project=project.id)
    if tap.milestone is not None:
        milestone = await projects.milestone(turn.session, tap.project, tap.milestone)
        if milestone is not None:
            draft.text = turn.words.plain("risk.slipped", name=milestone.name, due=turn.words.day(milestone.due))
    elif (line := await answer.newest_line(turn.session, tap.project)) is not None:
        files = tuple(Sent(file["kind"], file["file_id"]) for file in line.more_files or ())
        draft.takes(Told(line.sentence or "", line.attachment_kind or "", line.attachment_id, more=files))
    await turn.begin(risk, draft, ask_severity)


# --- what it is about ----------------------------------------


@risk.step
async def ask_project(turn: Turn[RiskDraft]) -> None:
    """``Czego dotyczy?`` Where there is nothing to choose from it is not asked."""
    choices = await _choices(turn)
    if len(choices) == 1:
        await _choose(turn, choices[0].does)
    elif choices:
        turn.ask(_project_question(turn, choices))
    else:
        await turn.end("common.not_allowed")


async def _choices(turn: Turn[RiskDraft]) -> list[Button]:
    """The projects of the communes for which the person may report, then these communes themselves."""
    ids = where(turn.memberships, Right.RAISE_RISK)
    listed = await projects.listing(turn.session, ids)
    communes = [c for c in await commune.all_communes(turn.session) if ids is None or c.id in ids]
    several = len(communes) > 1
    return [
        *(Button(_label(project, several=several), OfProject(project=project.id)) for project in listed),
        *(
            turn.button("risk.all_of", OfCommune(commune=c.id or 0), commune=c.name)
            if several
            else turn.button("risk.all", OfCommune(commune=c.id or 0))
            for c in communes
        ),
    ]


def _label(project: Listed, *, several: bool) -> str:
    return f"{shorten(project.name, 40)} · {project.commune}" if several else project.name


def _project_question(turn: Turn[RiskDraft], choices: list[Button]) -> Message:
    draft = turn.draft
    shown = _named(choices, draft.words) or choices
    keyboard = paged(shown, draft.page, lambda page: Turned(page=page))
    question = "risk.ask_project_of_many" if len(choices) > PAGE else "risk.ask_project"
    return Message(_so_far(turn) + turn.words(question), keyboard)


def _named(choices: list[Button], words: str) -> list[Button]:
    """Those that contain the words; a word or two may also be mistyped, a sentence is no name."""
    find = search if len(words.split()) <= LIKE_A_NAME else named
    return find(choices, words, _label_of)


def _label_of(choice: Button) -> str:
    return choice.label


def _so_far(turn: Turn[RiskDraft]) -> Markup:
    """What was said already, so that it is seen to be kept."""
    draft = turn.draft
    if not draft.is_described:
        return Markup("")
    files = f" 📎 {len(draft.attachments)}" if draft.attachments else ""
    return Markup("<i>{}{}</i>\n").format(shorten(draft.text, SAID_SHOWN), files)


@risk.tapped(Turned)
async def turn_page(turn: Turn[RiskDraft], tap: Turned) -> None:
    """Eight a page."""
    turn.draft.page = tap.page
    turn.redraw(_project_question(turn, await _choices(turn)))


@risk.tapped(OfProject)
async def pick_project(turn: Turn[RiskDraft], tap: OfProject) -> None:
    """A project of one's own commune."""
    await _choose(turn, tap)


@risk.tapped(OfCommune)
async def pick_commune(turn: Turn[RiskDraft], tap: OfCommune) -> None:
    """[Cała gmina]"""
    await _choose(turn, tap)


async def _choose(turn: Turn[RiskDraft], tap: Tap | str) -> None:
    match tap:
        case OfProject(project=project_id):
            project = await projects.in_hand(turn.session, project_id)
            about = (project.commune_id, project.id) if project is not None else None
        case OfCommune(commune=commune_id):
            about = (commune_id, None)
        case _:
            about = None
    if about is None:
        turn.toast("common.stale")
        await turn.go(ask_project)
    elif turn.may(Right.RAISE_RISK, about[0]):
        turn.draft.commune, turn.draft.project = about
        await turn.go(ask_severity)
    else:
        await turn.end("common.not_allowed")


@ask_project.told(files=True, most=ATTACHMENTS)
async def say_more_or_narrow(turn: Turn[RiskDraft], told: Told) -> None:
    """A part of a name narrows a list that is longer than a page; anything else belongs to the description."""
    choices, draft = await _choices(turn), turn.draft
    is_long = len(choices) > PAGE
    if told.file_id is None and is_long and _named(choices, told.text):
        draft.words, draft.page = told.text, 0
        await turn.go(ask_project)
        return
    was_described = draft.is_described
    if _adds(turn, told):
        is_brief = told.file_id is None and len(told.text.split()) <= LIKE_A_NAME
        draft.is_brief = is_long and is_brief and not was_described
        turn.reword(_project_question(turn, choices))


def _adds(turn: Turn[RiskDraft], told: Told) -> bool:
    taken = turn.draft.takes(told)
    if taken:
        turn.draft.is_brief = False
    else:
        turn.say("risk.no_room")
    return taken


# --- how bad it is ----------------------------------------


@risk.step
async def ask_severity(turn: Turn[RiskDraft]) -> None:
    """``Jak poważne?``"""
    turn.ask(await _severity_question(turn))


async def _severity_question(turn: Turn[RiskDraft]) -> Message:
    critical, serious, watch = (turn.button(f"risk.severity_{s}", Grave(severity=s)) for s in Severity)
    return Message(_so_far(turn) + turn.words("risk.ask_severity"), [[critical, serious], [watch]])


@ask_severity.told(files=True, most=ATTACHMENTS)
async def say_more(turn: Turn[RiskDraft], told: Told) -> None:
    """Belongs to the description."""
    if _adds(turn, told):
        turn.reword(await _severity_question(turn))


@risk.tapped(Grave)
async def pick_severity(turn: Turn[RiskDraft], tap: Grave) -> None:
    """What was described before is not asked for again."""
    turn.draft.severity = tap.severity
    if turn.draft.is_described and not turn.draft.is_brief:
        await _raise(turn)
    else:
        await turn.go(ask_description)


# --- what it is ----------------------------------------


@risk.step
async def ask_description(turn: Turn[RiskDraft]) -> None:
    """``Opisz krótko (tekst, głos lub zdjęcie).`` A word or two said before may be all there is to say."""
    enough = [[turn.button("risk.enough", Enough())]] if turn.draft.is_described else []
    turn.ask(Message(_so_far(turn) + turn.words("risk.ask_description"), enough))


@risk.tapped(Enough)
async def say_no_more(turn: Turn[RiskDraft], _tap: Enough) -> None:
    """What was said is the description."""
    await _raise(turn)


@ask_description.told(files=True, limit=TEXT_LIMIT, most=ATTACHMENTS)
async def describe(turn: Turn[RiskDraft], told: Told) -> None:
    """The last answer."""
    if _adds(turn, told):
        await _raise(turn)


async def _raise(turn: Turn[RiskDraft]) -> None:
    draft = turn.draft
    if draft.commune is None or draft.severity is None:
        await turn.go(ask_project)
        return
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
    id = raised.id or 0
    of = await risk_case.case(turn.session, id)
    assert of is not None, "it was written just now"  # noqa: S101
    told = _told(turn.words, await announce(turn, of))
    due = due_of(turn, raised) or turn.now
    details, withdraw = (
        turn.button("risk.details", Details(risk=id)), turn.button("risk.withdraw", Do(risk=id, move=Move.WITHDRAW))
    )  # fmt: skip
    if not told:
        key = "risk.raised_to_nobody"
    elif due > turn.now:
        key = "risk.raised_for_later"
    else:
        key = "risk.raised"
    at = turn.words.moment(turn.house.clock.local(due))
    await turn.end(key, [[details, withdraw]], number=raised.number, told=told, at=at)


def _told(words: Words, audience: Audience) -> str:
    """Who of them can be reached: ``Biuro (2), przewodniczący``."""
    groups = (
        ("risk.told_office", audience.office),
        ("risk.told_chairs", audience.chairs),
        ("risk.told_partners", audience.partners),
    )
    reached = [(key, sum(person.unreachable_since is None for person in people)) for key, people in groups]
    return ", ".join(words.plain(key, n=n) for key, n in reached if n)


@risk.step
async def ask_same(turn: Turn[RiskDraft]) -> None:
    """The same words a moment ago."""
    yes, no = turn.button("risk.is_same", IsSame()), turn.button("risk.is_different", IsOther())
    turn.ask("risk.ask_same", [[yes, no]], number=f"R-{turn.draft.looks_like}")


@risk.tapped(IsSame)
async def leave_it(turn: Turn[RiskDraft], _tap: IsSame) -> None:
    """It stands already; what came with the words this time is kept with it. If it has ended meanwhile, it stands no
    more, and this one is reported."""
    of = await risk_case.case(turn.session, turn.draft.looks_like or 0, locked=True)
    if of is None or not of.risk.state.is_open:
        await insist(turn, IsOther())
        return
    files = turn.draft.attachments
    await turn.end("risk.stands_already", number=of.risk.number)
    if not files:
        return
    kept = await risks.add_files(turn.session, of.risk, files, by=turn.person, now=turn.now)
    turn.say("risk.added" if kept else "risk.no_room_after", number=of.risk.number)
    await redraw_cards(turn, replace(of, attachments=of.attachments + kept))


@risk.tapped(IsOther)
async def insist(turn: Turn[RiskDraft], _tap: IsOther) -> None:
    """Reported in spite of that."""
    turn.draft.sure = True
    await _raise(turn)


@risk.step
async def ask_to_wait(turn: Turn[RiskDraft]) -> None:
    """Ten an hour; what was said is kept until then."""
    until = turn.house.clock.local(turn.draft.not_before or turn.now)
    at = f"{until.hour}:{until.minute:02}"
    turn.ask("risk.too_many", [[turn.button("risk.again", TryAgain())]], n=MOST_AN_HOUR, at=at)


@risk.tapped(TryAgain)
async def try_again(turn: Turn[RiskDraft], _tap: TryAgain) -> None:
    """The hour may be over."""
    await _raise(turn)
