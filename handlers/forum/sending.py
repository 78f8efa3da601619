"""When the invitations of a forum go out: now or at another time, until the first is sent."""

from datetime import datetime

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from handlers.forum.fields import said
from handlers.forum.notices.live_card import SendLater, SendNow, redraw_live_cards
from handlers.forum.views import forum_for, heading
from handlers.send_time import asks_when
from models.forum.forum import ForumView
from models.people.permission import Right
from models.reading.moment import Flaw


class PuttingOff(Draft):
    """Which forum's invitations are to be sent at another time."""

    forum: int


sending = Conversation("forum_sending", PuttingOff, who=Right.CALL_FORUM, mended_with="forums")


@sending.tapped(SendNow)
async def send_now(turn: Turn[PuttingOff], tap: SendNow) -> None:
    """[📣 Wyślij teraz]: outside working hours, when they begin."""
    of = await _put_off(turn, tap.forum)
    if _is_in_time(turn, of, turn.now):
        await _send(turn, of, turn.now)


@sending.tapped(SendLater)
async def send_later(turn: Turn[PuttingOff], tap: SendLater) -> None:
    """[🕘 Kiedy indziej]: asks when."""
    await _put_off(turn, tap.forum)
    await turn.begin(sending, PuttingOff(forum=tap.forum), ask_when)


async def _put_off(turn: Turn[PuttingOff], forum_id: int) -> ForumView:
    """The forum, if nobody is invited yet."""
    of = await forum_for(turn, forum_id, Right.CALL_FORUM, locked=True)
    if not of.forum.is_put_off(turn.now):
        raise Refused("forum_sending.under_way")
    return of


async def _when(turn: Turn[PuttingOff]) -> Message:
    of = await _put_off(turn, turn.draft.forum)
    question = turn.words("forum_sending.ask_when", heading=heading(turn.words, turn.services, of.forum))
    return Message(question, [[turn.answer("forum_sending.leave_it")]])


async def _take(turn: Turn[PuttingOff], at: datetime | Flaw) -> None:
    """At nine on the chosen day, or at the moment typed: ``jutro 12``."""
    of = await _put_off(turn, turn.draft.forum)
    if isinstance(at, Flaw):
        turn.say(f"forum_call.moment_{at}")
    elif _is_in_time(turn, of, at):
        await turn.end()
        await _send(turn, of, at)


ask_when = asks_when(sending, _when, _take)
ask_when.answer("leave_it")(leave)


def _is_in_time(turn: Turn[PuttingOff], of: ForumView, at: datetime) -> bool:
    """Whether the invited can still answer; otherwise says so."""
    forum, goes_out = of.forum, turn.services.clock.working_time(at)
    if forum.kind.delegates and goes_out >= forum.answer_by:
        turn.say("forum_call.sent_too_late", at=said(turn, goes_out), by=said(turn, forum.answer_by))
    elif goes_out >= forum.starts_at:
        turn.say("forum_call.sent_after_start", at=said(turn, goes_out), start=said(turn, forum.starts_at))
    else:
        return True
    return False


async def _send(turn: Turn[PuttingOff], of: ForumView, at: datetime) -> None:
    """The job writes the invitations then; the live cards say so from now on."""
    forum = of.forum
    forum.send_at = turn.services.clock.working_time(at)
    await turn.session.flush()
    turn.wakes.add("forum-send")
    key = "forum_call.put_off" if forum.send_at > turn.now else "forum_call.called"
    turn.say(key, heading=heading(turn.words, turn.services, forum), at=said(turn, forum.send_at))
    await redraw_live_cards(turn, of)
