"""What a delegate answers (storyboard 4): they come, wait for a seat, or cannot, and their commune chooses anew."""

from bot.conversation.buttons import Tap
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from handlers.forum.notices.invite import redraw, redraw_delegates
from handlers.forum.notices.seats import give_free_seats, tell_declined
from handlers.forum.views import CannotCome, Come, delegation, heading
from models.forum import delegate as delegates
from models.forum import forum as forums
from models.forum import reminder as forum_reminder
from models.forum.delegate import Accepted, Replaced, Sent, State, TooLate, Waits
from models.forum.forum import REASON_LIMIT, Called
from models.people.right import Right


class Declining(Draft):
    """Who is about to say that they do not come."""

    delegate: int


class NoReason(Tap, tag="forum.no_reason", bound=True):
    """Decline without a word."""


class StayIn(Tap, tag="forum.stay", bound=True):
    """Leave it as it was."""


answer = Conversation("forum_answer", Declining, who=Right.READ_FORUMS, mended_with="forums")


@answer.tapped(Come)
async def come(turn: Turn[Declining], tap: Come) -> None:
    """[✅ Będę]: there is a seat, or a place in the queue."""
    found = await _tapped(turn, tap.delegate)
    if found is None:
        return
    of, sent = found
    match await delegates.accept(turn.session, of.forum, sent.delegate, now=turn.now):
        case TooLate():
            turn.toast("forum_answer.too_late")
        case Replaced():
            turn.toast("forum_answer.replaced")
        case Accepted():
            turn.toast("forum.you_accepted")
        case Waits(place=place):
            turn.toast("forum_answer.waits", place=place)
    turn.redraw(delegation(turn.words, turn.house, of, sent))
    await forum_reminder.withdraw(turn.session, sent.delegate)
    await redraw_delegates(turn, of, [sent])
    await redraw(turn, of, sent.delegate.commune_id)


@answer.tapped(CannotCome)
async def cannot_come(turn: Turn[Declining], tap: CannotCome) -> None:
    """[🚫 Nie mogę]"""
    if await _tapped(turn, tap.delegate) is not None:
        await turn.begin(answer, Declining(delegate=tap.delegate), ask_reason)


@answer.step
async def ask_reason(turn: Turn[Declining]) -> None:
    """``Dlaczego? Jedno zdanie wystarczy.``"""
    found = await _still(turn)
    if found is not None:
        choices = [turn.button("forum_answer.no_reason", NoReason()), turn.button("forum_answer.stay", StayIn())]
        turn.ask("forum_answer.ask_reason", [choices], heading=heading(turn.words, turn.house, found[0].forum))


@ask_reason.told(limit=REASON_LIMIT)
async def take_reason(turn: Turn[Declining], told: Told) -> None:
    """It goes to whoever chose them."""
    await _decline(turn, told.text)


@answer.tapped(NoReason)
async def give_no_reason(turn: Turn[Declining], _tap: NoReason) -> None:
    """[Pomiń]"""
    await _decline(turn, None)


@answer.tapped(StayIn)
async def stay(turn: Turn[Declining], _tap: StayIn) -> None:
    """[Zostaje, jak było]"""
    await turn.end()


async def _decline(turn: Turn[Declining], reason: str | None) -> None:
    found = await _still(turn)
    if found is None:
        return
    of, sent = found
    await delegates.decline(turn.session, of.forum, sent.delegate, reason=reason, now=turn.now)
    await turn.end("forum_answer.declined", heading=heading(turn.words, turn.house, of.forum))
    await forum_reminder.withdraw(turn.session, sent.delegate)
    await redraw_delegates(turn, of, [sent])
    await tell_declined(turn, of, sent)
    await give_free_seats(turn, of, sent.delegate.commune_id)


# --- whether they may still answer ----------------------------------------


async def _tapped(turn: Turn[Declining], delegate_id: int) -> tuple[Called, Sent] | None:
    """The forum and the person as its delegate, if they can answer now; else a toast says why not."""
    of, sent = await _own(turn, delegate_id)
    if of is None or sent is None:
        turn.toast("common.stale")
    elif not _is_their_own(turn, sent):
        turn.toast("common.not_allowed_toast")
    elif (why_not := _why_not(turn, of, sent)) is not None:
        turn.toast(why_not)
        turn.redraw(delegation(turn.words, turn.house, of, sent))
    else:
        return of, sent
    return None


async def _still(turn: Turn[Declining]) -> tuple[Called, Sent] | None:
    """The same in the middle of the dialog, which ends and says why."""
    of, sent = await _own(turn, turn.draft.delegate)
    if of is None or sent is None or not _is_their_own(turn, sent):
        await turn.end("common.not_allowed")
    elif (why_not := _why_not(turn, of, sent)) is not None:
        await turn.end(why_not)
    else:
        return of, sent
    return None


async def _own(turn: Turn[Declining], delegate_id: int) -> tuple[Called | None, Sent | None]:
    """Looked at when the forum is locked: until then another tap may have changed it."""
    forum_id = await delegates.forum_of(turn.session, delegate_id)
    of = await forums.called(turn.session, forum_id, locked=True) if forum_id is not None else None
    return of, await delegates.with_id(turn.session, delegate_id)


def _is_their_own(turn: Turn[Declining], sent: Sent) -> bool:
    """They are asked themselves, and are still in the team that sends them."""
    is_asked = sent.delegate.person_id == turn.person.id
    return is_asked and turn.may(Right.READ_FORUMS, sent.delegate.commune_id)


def _why_not(turn: Turn[Declining], of: Called, sent: Sent) -> str | None:
    if not of.forum.is_open(turn.now):
        return "forum_answer.too_late"
    return "forum_answer.removed" if sent.delegate.state is State.REMOVED else None
