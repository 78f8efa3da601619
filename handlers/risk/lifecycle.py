"""The card of a risk: taken, in hand, closed, accepted, withdrawn, opened again; and its history."""

from typing import Any

from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import LARGEST
from bot.conversation.dialog import Conversation
from bot.conversation.outgoing import Message
from bot.conversation.refusal import NotAllowed, there
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from handlers.risk.draft import AboutRisk
from handlers.risk.history import history, message_line
from handlers.risk.notices import (
    announce,
    behind,
    card_subject,
    redraw_cards,
    retire_cards,
    tell_anew,
    tell_concerned,
    unfinished,
)
from handlers.risk.pattern import announce_pattern
from handlers.risk.views import (
    Files,
    History,
    Move,
    Show,
    ThreadFiles,
    case_for,
    case_shown,
    may_read,
    name_of,
    news,
    shown_again,
    state_line,
)
from models.mail import outbox
from models.people.permission import Right
from models.people.person import Somebody
from models.risk import card as risk_card
from models.risk import case as risk_case
from models.risk import message as risk_message
from models.risk import risk as risks
from models.risk import treatment
from models.risk.case import Case, Moved, NotNow
from models.risk.risk import Transition

REASON_LIMIT = 300
AT_ONCE = (Transition.TAKE, Transition.START, Transition.GIVE_BACK)
"""Transitions without a reason. Reopening requires one, the others allow one."""


class TransitionDraft(AboutRisk):
    """A transition that waits for its reason."""

    move: Transition


risk_deed = Conversation("risk_deed", TransitionDraft, who=Right.READ_RISKS, mended_with="risks")


@risk_deed.tapped(Move)
async def do(turn: Turn[TransitionDraft], tap: Move) -> None:
    """If two tap at once, the first one does it and the second one sees who it was."""
    of = await case_for(
        turn, tap.risk, lambda of: of.may_be_moved_by(turn.person, turn.memberships, tap.move), locked=True
    )
    if tap.move in AT_ONCE:
        await _carry_out(turn, of, tap.move)
    elif of.can_be(tap.move):
        await turn.begin(
            risk_deed, TransitionDraft(risk=tap.risk, move=tap.move, commune=of.risk.commune_id), ask_reason
        )
    else:
        _is_done_already(turn, of)


@risk_deed.step(answers={"leave_it": leave})
async def ask_reason(turn: Turn[TransitionDraft]) -> Message:
    """``Dlaczego? Jedno zdanie wystarczy.``"""
    of, move = await _still(turn), turn.draft.move
    skip = [] if move is Transition.REOPEN else [turn.answer("risk.no_reason")]
    return Message(
        turn.words(f"risk.ask_{move}", name=name_of(turn.words, of)), [[*skip, turn.answer("risk.leave_it")]]
    )


@ask_reason.reads(reading.as_said, limit=REASON_LIMIT, without="no_reason")
async def take_reason(turn: Turn[TransitionDraft], reason: str | None) -> None:
    """The reason, if any, goes to everybody concerned and into the history."""
    move, of = turn.draft.move, await _still(turn)
    await turn.end()
    await _carry_out(turn, of, move, reason)


async def _still(turn: Turn[TransitionDraft]) -> Case:
    """The risk, if the person may still do that to it."""
    of = await risk_case.case(turn.session, turn.draft.risk, locked=True)
    if of is None or not of.may_be_moved_by(turn.person, turn.memberships, turn.draft.move):
        raise NotAllowed
    return of


async def _carry_out(turn: Turn[TransitionDraft], of: Case, move: Transition, reason: str | None = None) -> None:
    match risk_case.move(turn.session, of, move, by=turn.person, now=turn.now, reason=reason):
        case NotNow():
            _is_done_already(turn, of)
        case Moved():
            await _tell(turn, of, move)


def _is_done_already(turn: Turn[TransitionDraft], of: Case) -> None:
    """Says who was faster, and when."""
    turn.toast("risk.is_already", number=of.risk.number, state=_state(turn, of))
    turn.say(shown_again(turn, of))


def _state(turn: Turn[TransitionDraft], of: Case) -> str:
    return state_line(turn.words, turn.services, of).striptags()


async def _tell(turn: Turn[TransitionDraft], before: Case, move: Transition) -> None:
    """Redraws every card; tells the reporter and the owner of every step. A risk given back or reopened is announced to
    the Office again."""
    of = there(await risk_case.case(turn.session, before.risk.id))
    called: list[Somebody] = []
    if not of.risk.state.is_open:
        await outbox.drop(turn.session, *(unfinished(action) for action in of.actions))
    if move is Transition.WITHDRAW:
        await outbox.drop_within(turn.session, card_subject(of.risk))
    if move is Transition.REOPEN:
        for action in of.actions:
            treatment.renew(action, today=turn.today, behind=behind(turn, action.due))
        await retire_cards(turn, of)
        await announce(turn, of)
        await announce_pattern(turn, of.risk)
    elif move is Transition.GIVE_BACK:
        office = (await risk_card.audience(turn.session, of.risk)).office
        called = [person for person in office if person.id != turn.person.id]
        await tell_anew(turn, of, called, lambda words: words("risk.gives_back", name=turn.person.name))
    else:
        await redraw_cards(turn, of)
    await tell_concerned(turn, of, by=turn.person, but=called)
    if move in AT_ONCE:
        turn.toast("risk.is_now", number=of.risk.number, state=_state(turn, of))
        turn.redraw(shown_again(turn, of, in_place=True))
    else:
        turn.say(news(turn.words, turn.services, of))


# --- reading ----------------------------------------


@risk_deed.tapped(Show)
async def show(turn: Turn[TransitionDraft], tap: Show) -> None:
    """The card, from a message about the risk or from a list."""
    turn.say(shown_again(turn, await case_shown(turn, tap.risk)))


@risk_deed.tapped(History)
async def show_history(turn: Turn[TransitionDraft], tap: History) -> None:
    """All that has happened to it and was said about it."""
    of = await case_for(turn, tap.risk, may_read(turn))
    turn.say(await history(turn, of))


@risk_deed.tapped(Files)
async def show_files(turn: Turn[TransitionDraft], tap: Files) -> None:
    """Each file as it was sent, except the photo on the card."""
    of = await case_shown(turn, tap.risk)
    on_card = of.photo if turn.is_on_photo else None
    for file in await risks.attachments(turn.session, tap.risk):
        if file.file_id == on_card:
            continue
        turn.forward(file.kind, file.file_id, Markup.escape(f"R-{tap.risk}"))


@risk_deed.tapped(ThreadFiles)
async def show_thread_files(turn: Turn[TransitionDraft], tap: ThreadFiles) -> None:
    """Each file with its sender, time and words."""
    await case_for(turn, tap.risk, may_read(turn))
    for said in await risk_message.thread(turn.session, tap.risk):
        kind, file_id = said.message.attachment_kind, said.message.attachment_id
        if kind is not None and file_id is not None:
            turn.forward(kind, file_id, message_line(turn.words, turn.services, said))


async def show_risk(turn: Turn[Any], risk_id: int) -> None:
    """``/ryzyko R-12``: its card."""
    of = await risk_case.case(turn.session, risk_id) if risk_id <= LARGEST else None
    if of is None:
        turn.say("risk.none_such", number=f"R-{risk_id}")
    elif of.may_be_read_with(turn.memberships) or await risk_card.is_partner(turn.session, risk_id, turn.memberships):
        turn.say(shown_again(turn, of))
    else:
        turn.say("risk.not_yours", number=of.risk.number)
