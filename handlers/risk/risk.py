"""/ryzyko (storyboard 3): what it is about, how bad it is, a sentence.

The steps go on in ``report``; ``lifecycle`` has what is done about the risk. Everything sent on the way is added to the
description, so that a phone that was offline may send it all at once.
"""

import re

from bot.conversation.answering import leave_out_the_rest
from bot.conversation.buttons import PAGE, named, search
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import there
from bot.conversation.turn import Turn
from bot.conversation.user_input import Attachment, UserInput
from bot.texts import shorten
from handlers.commune_picker import own_communes
from handlers.risk.draft import WORDS_FOLLOW, RiskDraft
from handlers.risk.draft import risk as risk
from handlers.risk.lifecycle import show_risk
from handlers.risk.report import add, ask_severity, so_far
from handlers.risk.views import FromStatus
from models.mail import dialog as dialogs
from models.people.permission import Right, communes_with
from models.project import project as projects
from models.project.project import Listed
from models.risk.risk import ATTACHMENTS, TEXT_LIMIT
from models.status import answer

LIKE_A_NAME = 2
"""No more words than this may be a project's name."""
NUMBER = re.compile(r"(?:R\s?-?\s?)?(\d{1,9})", re.IGNORECASE)


# --- how it begins ----------------------------------------


@risk.begins
async def begin(turn: Turn[RiskDraft], words: str) -> None:
    """``/ryzyko``, with or without a sentence; ``/ryzyko R-12`` shows that risk."""
    if number := NUMBER.fullmatch(words):
        await show_risk(turn, int(number[1]))
        return
    draft = await _begun_just_now(turn)
    if draft.takes(UserInput(words)):
        await _begin(turn, draft)
    else:
        _refuse(turn, words)
        await _begin(turn, draft)
        leave_out_the_rest(turn, words)


@risk.begins_with_file
async def begin_with_file(turn: Turn[RiskDraft], told: UserInput) -> None:
    """A photo, a voice message or a document with a caption that begins with “ryzyko”."""
    draft = await _begun_just_now(turn)
    if not draft.takes(told):
        _refuse(turn, told.text)
        draft.takes(UserInput("", told.kind, told.file_id))
    await _begin(turn, draft)


async def _begun_just_now(turn: Turn[RiskDraft]) -> RiskDraft:
    """The draft begun a moment ago, if a phone sends the command more than once; otherwise an empty one."""
    before = await dialogs.parked(turn.session, turn.person.id, flow=risk.name)
    if before is None or before.updated_at <= turn.now - WORDS_FOLLOW:
        return RiskDraft()
    await turn.give_up(before)
    return (risk.read(before) or RiskDraft()).described_only


def _refuse(turn: Turn[RiskDraft], words: str) -> None:
    if len(words) > TEXT_LIMIT:
        turn.say("common.too_long", n=len(words), limit=TEXT_LIMIT)
    else:
        turn.say("risk.no_room")


async def _begin(turn: Turn[RiskDraft], draft: RiskDraft) -> None:
    """The subject is not asked if there is only one."""
    match list(communes_with(turn.memberships, Right.RAISE_RISK) or ()):
        case [only] if not await projects.listing(turn.session, [only]):
            draft.commune = only
            await turn.begin(risk, draft, ask_severity)
        case _:
            await turn.begin(risk, draft, ask_project)


@risk.tapped(FromStatus)
async def begin_from_status(turn: Turn[RiskDraft], tap: FromStatus) -> None:
    """From an amber or red light, or from a milestone put off: with that project and the words about it."""
    project = there(await projects.in_hand(turn.session, tap.project))
    turn.require(Right.RAISE_RISK, project.commune_id)
    draft = RiskDraft(commune=project.commune_id, project=project.id)
    if tap.milestone is not None:
        milestone = await projects.milestone(turn.session, tap.project, tap.milestone)
        if milestone is not None:
            draft.text = turn.words.plain("risk.slipped", name=milestone.name, due=turn.words.day(milestone.due))
    elif (line := await answer.newest_line(turn.session, tap.project)) is not None:
        files = tuple(Attachment(file["kind"], file["file_id"]) for file in line.more_files or ())
        draft.takes(UserInput(line.sentence or "", line.attachment_kind or "", line.attachment_id, more=files))
    await turn.begin(risk, draft, ask_severity)


# --- what it is about ----------------------------------------


@risk.step
async def ask_project(turn: Turn[RiskDraft]) -> Pick:
    """``Czego dotyczy?``"""
    choices = await _choices(turn)
    question = "risk.ask_project_of_many" if len(choices) > PAGE else "risk.ask_project"
    return Pick(so_far(turn.draft) + turn.words(question), choices)


async def _choices(turn: Turn[RiskDraft]) -> list[Item]:
    """The projects of the communes for which the person may report, then these communes."""
    listed = await projects.listing(turn.session, communes_with(turn.memberships, Right.RAISE_RISK))
    own = await own_communes(turn, Right.RAISE_RISK)
    several = len(own) > 1
    whole = "risk.all_of" if several else "risk.all"
    return [
        *(Item(_label(project, several=several), project.id) for project in listed),
        *(Item(turn.words.plain(whole, commune=one.name), one.id, choice="commune") for one in own),
    ]


def _label(project: Listed, *, several: bool) -> str:
    return f"{shorten(project.name, 40)} · {project.commune}" if several else project.name


@ask_project.chosen
async def pick_project(turn: Turn[RiskDraft], project: int) -> None:
    of = there(await projects.in_hand(turn.session, project), ask_project)
    await _choose(turn, of.commune_id, of.id)


@ask_project.chosen("commune")
async def pick_commune(turn: Turn[RiskDraft], commune: int) -> None:
    """[Cała gmina]"""
    await _choose(turn, commune, None)


async def _choose(turn: Turn[RiskDraft], commune: int, project: int | None) -> None:
    turn.require(Right.RAISE_RISK, commune)
    turn.draft.commune, turn.draft.project = commune, project
    await turn.go(ask_severity)


@ask_project.told(files=True, most=ATTACHMENTS)
async def say_more_or_narrow(turn: Turn[RiskDraft], told: UserInput) -> None:
    """A part of a name narrows a list longer than a page; anything else is added to the description."""
    choices, draft = await _choices(turn), turn.draft
    is_long, is_brief = len(choices) > PAGE, len(told.text.split()) <= LIKE_A_NAME
    # a word or two may also be mistyped, a sentence is no name
    find = search if is_brief else named
    if told.file_id is None and is_long and find(choices, told.text, lambda choice: choice.label):
        await ask_project.narrow(turn, told)
        return
    was_described = draft.is_described
    add(turn, told)
    draft.is_brief = told.file_id is None and is_long and is_brief and not was_described
    await turn.again()
