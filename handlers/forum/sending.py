"""When the invitations of a forum go out: as long as none has, now after all, or at another time."""

from datetime import date, datetime

from bot.conversation.buttons import Tap
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from handlers import going_out
from handlers.forum.fields import said
from handlers.forum.notices.live_card import SendLater, SendNow, redraw_live_cards
from handlers.forum.views import forum_for, heading
from models.forum import forum as forums
from models.forum.forum import Called
from models.people.right import Right
from models.reading.moment import Flaw


class PuttingOff(Draft):
    """Which forum's invitations are to go out at another time."""

    forum: int


class SendOn(Tap, tag="forum_sending.on", bound=True):
    """They go out on this day at nine."""

    day: date


class LeaveIt(Tap, tag="forum_sending.leave_it", bound=True):
    """They go out as was said."""


sending = Conversation("forum_sending", PuttingOff, who=Right.CALL_FORUM, mended_with="forums")


@sending.tapped(SendNow)
async def send_now(turn: Turn[PuttingOff], tap: SendNow) -> None:
    """[📣 Wyślij teraz]: outside working hours, when they begin."""
    of = await _tapped(turn, tap.forum)
    if of is not None and _is_in_time(turn, of, turn.now):
        await _send(turn, of, turn.now)


@sending.tapped(SendLater)
async def send_later(turn: Turn[PuttingOff], tap: SendLater) -> None:
    """[🕘 Kiedy indziej]: asks when."""
    if await _tapped(turn, tap.forum) is not None:
        await turn.begin(sending, PuttingOff(forum=tap.forum), ask_when)


async def _tapped(turn: Turn[PuttingOff], forum_id: int) -> Called | None:
    """The forum, if nobody is invited yet; else a toast says why not."""
    of = await forum_for(turn, forum_id, lambda _: turn.may(Right.CALL_FORUM), locked=True)
    if of is not None and not of.forum.is_put_off(turn.now):
        turn.toast("forum_sending.under_way")
        return None
    return of


@sending.step
async def ask_when(turn: Turn[PuttingOff]) -> None:
    """The next working days at nine as buttons, any other moment typed."""
    of = await _still(turn)
    if of is not None:
        days = going_out.offered(turn, lambda day: SendOn(day=day))
        leave_it = turn.button("forum_sending.leave_it", LeaveIt())
        title = heading(turn.words, turn.house, of.forum)
        turn.ask("forum_sending.ask_when", [*days, [leave_it]], heading=title)


async def _still(turn: Turn[PuttingOff]) -> Called | None:
    """The same in the middle of the dialog, which ends and says why."""
    of = await forums.called(turn.session, turn.draft.forum, locked=True)
    if of is None or not of.forum.is_put_off(turn.now):
        await turn.end("forum_sending.under_way")
        return None
    return of


@sending.tapped(SendOn)
async def send_on(turn: Turn[PuttingOff], tap: SendOn) -> None:
    """On that day at nine."""
    await _take(turn, going_out.on_day(turn, tap.day))


@ask_when.told()
async def tell_when(turn: Turn[PuttingOff], told: Told) -> None:
    """``jutro 12``"""
    await _take(turn, going_out.typed(turn, told.text))


@sending.tapped(LeaveIt)
async def leave_it(turn: Turn[PuttingOff], _tap: LeaveIt) -> None:
    """[Zostaje, jak było]"""
    await turn.end()


async def _take(turn: Turn[PuttingOff], at: datetime | Flaw) -> None:
    of = await _still(turn)
    if of is None:
        return
    if isinstance(at, Flaw):
        turn.say(f"forum_call.moment_{at}")
    elif _is_in_time(turn, of, at):
        await turn.end()
        await _send(turn, of, at)


def _is_in_time(turn: Turn[PuttingOff], of: Called, at: datetime) -> bool:
    """Whether the invited can still answer; else says so."""
    forum, goes_out = of.forum, turn.house.clock.working_time(at)
    if forum.kind.delegates and goes_out >= forum.answer_by:
        turn.say("forum_call.sent_too_late", at=said(turn, goes_out), by=said(turn, forum.answer_by))
    elif goes_out >= forum.starts_at:
        turn.say("forum_call.sent_after_start", at=said(turn, goes_out), start=said(turn, forum.starts_at))
    else:
        return True
    return False


async def _send(turn: Turn[PuttingOff], of: Called, at: datetime) -> None:
    """The job writes them then; the live cards say so from now on."""
    forum = of.forum
    forum.send_at = turn.house.clock.working_time(at)
    await turn.session.flush()
    key = "forum_call.put_off" if forum.send_at > turn.now else "forum_call.called"
    turn.say(key, heading=heading(turn.words, turn.house, forum), at=said(turn, forum.send_at))
    await redraw_live_cards(turn, of)
