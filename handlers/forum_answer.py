"""What a delegate answers (storyboard 4): they come, wait for a seat, or cannot, and their commune chooses anew."""

from bot.buttons import Tap
from bot.dialog import Conversation
from bot.turn import Draft, Told, Turn
from bot.voice import Message, button
from handlers.forum_invite import give_free_seats, redraw, redraw_delegates
from handlers.forum_views import CannotCome, Choose, Come, delegation, heading
from models import delegate as delegates
from models import forum as forums
from models import forum_commune
from models import person as people
from models.delegate import Accepted, Sent, TooLate, Waits
from models.forum import REASON_LIMIT, Called
from models.person import Person
from models.right import Right


class Declining(Draft):
    """Who is about to say that they do not come."""

    delegate: int


class NoReason(Tap, tag="forum.no_reason", bound=True):
    """Decline without a word."""


class StayIn(Tap, tag="forum.stay", bound=True):
    """Leave it as it was."""


answer = Conversation("forum_answer", Declining, who=Right.READ_FORUMS)


@answer.tapped(Come)
async def come(turn: Turn[Declining], tap: Come) -> None:
    """[✅ Będę]: there is a seat, or a place in the queue."""
    found = await _own(turn, tap.delegate)
    if found is None:
        return
    of, sent = found
    match await delegates.accept(turn.session, of.forum, sent.delegate, now=turn.now):
        case TooLate():
            turn.toast("forum_answer.too_late")
        case Accepted():
            turn.toast("forum.you_accepted")
        case Waits(place=place):
            turn.toast("forum_answer.waits", place=place)
    turn.redraw(delegation(turn.words, turn.house, of, sent))
    await _redraw(turn, of, sent)


@answer.tapped(CannotCome)
async def cannot_come(turn: Turn[Declining], tap: CannotCome) -> None:
    """[🚫 Nie mogę]"""
    if await _own(turn, tap.delegate) is not None:
        await turn.begin(answer, Declining(delegate=tap.delegate), ask_reason)


@answer.step
async def ask_reason(turn: Turn[Declining]) -> None:
    """``Dlaczego? Jedno zdanie wystarczy.``"""
    sent = await delegates.with_id(turn.session, turn.draft.delegate)
    of = await forums.called(turn.session, sent.delegate.forum_id) if sent is not None else None
    if of is None:
        await turn.end("common.stale")
        return
    choices = [turn.button("forum_answer.no_reason", NoReason()), turn.button("forum_answer.stay", StayIn())]
    turn.ask("forum_answer.ask_reason", [choices], heading=heading(turn.words, turn.house, of.forum))


@answer.told(ask_reason, limit=REASON_LIMIT)
async def take_reason(turn: Turn[Declining], told: Told) -> None:
    """It goes to whoever chose them."""
    await _decline(turn, told.text)


@answer.tapped(NoReason)
async def give_no_reason(turn: Turn[Declining], _tap: NoReason) -> None:
    """[Pomiń]"""
    await _decline(turn, None)


@answer.tapped(StayIn)
async def stay(turn: Turn[Declining], _tap: StayIn) -> None:
    """[Jednak nie rezygnuję]"""
    await turn.end()


async def _decline(turn: Turn[Declining], reason: str | None) -> None:
    found = await _own(turn, turn.draft.delegate)
    if found is None:
        await turn.end("common.not_allowed")
        return
    of, sent = found
    if not await delegates.decline(turn.session, of.forum, sent.delegate, reason=reason, now=turn.now):
        await turn.end("forum_answer.too_late")
        return
    await turn.end("forum_answer.declined", heading=heading(turn.words, turn.house, of.forum))
    await give_free_seats(turn, of)
    await _redraw(turn, of, sent)
    await _tell_commune(turn, of, sent)


async def _tell_commune(turn: Turn[Declining], of: Called, sent: Sent) -> None:
    """A refusal goes back to whoever chose them, with [👥 Wybierz kogoś innego]."""
    commune_id = sent.delegate.commune_id
    if not of.forum.kind.delegates or commune_id is None:
        return
    forum_id, reason = of.forum.id or 0, sent.delegate.reason
    turn.tell(
        [person for person in await _choosers(turn, of, sent) if person.id != turn.person.id],
        lambda words: Message(
            words("forum_answer.told_declined", name=sent.name, heading=heading(words, turn.house, of.forum))
            + (words("forum_answer.because", reason=reason) if reason else ""),
            [[button(words, "forum_answer.choose_other", Choose(forum=forum_id, commune=commune_id))]],
        ),
    )


async def _choosers(turn: Turn[Declining], of: Called, sent: Sent) -> list[Person]:
    """Who chose them and who was asked for the commune, as far as they still choose for it."""
    choosing = await people.people_with(turn.session, Right.DELEGATE, commune_id=sent.delegate.commune_id)
    [one] = await forum_commune.invited(turn.session, of.forum.id or 0, sent.delegate.commune_id)
    return [person for person in choosing if person.id in (sent.delegate.chosen_by_id, one.row.person_id)]


async def _own(turn: Turn[Declining], delegate_id: int) -> tuple[Called, Sent] | None:
    """The forum and the person as its delegate, if it is them and they are still in the team; else a toast."""
    sent = await delegates.with_id(turn.session, delegate_id)
    of = await forums.called(turn.session, sent.delegate.forum_id, locked=True) if sent is not None else None
    # another tap may have changed it until the forum was locked
    sent = await delegates.with_id(turn.session, delegate_id) if of is not None else None
    if of is None or sent is None:
        turn.toast("common.stale")
    elif sent.delegate.person_id != turn.person.id or not turn.may(Right.READ_FORUMS, sent.delegate.commune_id):
        turn.toast("common.not_allowed_toast")
    elif not of.forum.is_open(turn.now):
        turn.toast("forum_answer.too_late")
        turn.redraw(delegation(turn.words, turn.house, of, sent))
    else:
        return of, sent
    return None


async def _redraw(turn: Turn[Declining], of: Called, sent: Sent) -> None:
    await redraw_delegates(turn, of, [sent])
    await redraw(turn, of, sent.delegate.commune_id)
