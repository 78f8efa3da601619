"""What a delegate answers (storyboard 4): they come, wait for a seat, or cannot, and their commune chooses somebody
else."""

from bot.conversation import reading
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from handlers.forum.notices.invite import redraw, redraw_delegates
from handlers.forum.notices.seats import give_free_seats, tell_declined
from handlers.forum.views import CannotCome, Come, delegation, heading, sent_oneself
from models.forum import delegate as delegates
from models.forum import reminder as forum_reminder
from models.forum.delegate import Accepted, Delegation, Replaced, State, TooLate, Waits
from models.forum.forum import REASON_LIMIT, ForumView
from models.people.permission import Right


class Declining(Draft):
    """Who is about to decline."""

    delegate: int


answer = Conversation("forum_answer", Declining, who=Right.READ_FORUMS, mended_with="forums")


@answer.tapped(Come)
async def come(turn: Turn[Declining], tap: Come) -> None:
    """[✅ Będę]: they get a seat, or a place in the queue."""
    of, sent = await _tapped(turn, tap.delegate)
    match await delegates.accept(turn.session, of.forum, sent.delegate, now=turn.now):
        case TooLate():
            turn.toast("forum_answer.too_late")
        case Replaced():
            turn.toast("forum_answer.replaced")
        case Accepted():
            turn.toast("forum.you_accepted")
        case Waits(place=place):
            turn.toast("forum_answer.waits", place=place)
    turn.redraw(delegation(turn.words, turn.services, of, sent))
    await forum_reminder.withdraw(turn.session, sent.delegate)
    await redraw_delegates(turn, of, [sent])
    await redraw(turn, of, sent.delegate.commune_id)


@answer.tapped(CannotCome)
async def cannot_come(turn: Turn[Declining], tap: CannotCome) -> None:
    """[🚫 Nie mogę]"""
    await _tapped(turn, tap.delegate)
    await turn.begin(answer, Declining(delegate=tap.delegate), ask_reason)


@answer.step(answers={"stay": leave})
async def ask_reason(turn: Turn[Declining]) -> Message:
    """``Dlaczego? Jedno zdanie wystarczy.``"""
    of, _ = await _still(turn)
    question = turn.words("forum_answer.ask_reason", heading=heading(turn.words, turn.services, of.forum))
    return Message(question, [[turn.answer("forum_answer.no_reason"), turn.answer("forum_answer.stay")]])


@ask_reason.reads(reading.as_said, limit=REASON_LIMIT, without="no_reason")
async def decline(turn: Turn[Declining], reason: str | None) -> None:
    """The reason, if any, goes to the person who chose them."""
    of, sent = await _still(turn)
    await delegates.decline(turn.session, of.forum, sent.delegate, reason=reason, now=turn.now)
    await turn.end("forum_answer.declined", heading=heading(turn.words, turn.services, of.forum))
    await forum_reminder.withdraw(turn.session, sent.delegate)
    await redraw_delegates(turn, of, [sent])
    await tell_declined(turn, of, sent)
    await give_free_seats(turn, of, sent.delegate.commune_id)


# --- whether they may still answer ----------------------------------------


async def _tapped(turn: Turn[Declining], delegate_id: int) -> tuple[ForumView, Delegation]:
    """The forum and the person as its delegate, if they can still answer; otherwise the card is shown as it is now."""
    of, sent = await sent_oneself(turn, delegate_id)
    if (why_not := _why_not(turn, of, sent)) is not None:
        turn.redraw(delegation(turn.words, turn.services, of, sent))
        raise Refused(why_not)
    return of, sent


async def _still(turn: Turn[Declining]) -> tuple[ForumView, Delegation]:
    """The same, during the dialog."""
    of, sent = await sent_oneself(turn, turn.draft.delegate)
    if (why_not := _why_not(turn, of, sent)) is not None:
        raise Refused(why_not)
    return of, sent


def _why_not(turn: Turn[Declining], of: ForumView, sent: Delegation) -> str | None:
    if not of.forum.is_open(turn.now):
        return "forum_answer.too_late"
    return "forum_answer.removed" if sent.delegate.state is State.REMOVED else None
