"""[❌ Odwołaj]: why a forum does not take place; then everybody who was invited hears of it."""

from bot.conversation.buttons import Tap
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from handlers.forum.change.news import call_off
from handlers.forum.notices.live_card import CallOff, redraw_live_cards
from handlers.forum.views import forum_for, heading
from models.forum import forum as forums
from models.forum.forum import REASON_LIMIT, Called
from models.people.right import Right


class Cancelling(Draft):
    """Which forum is about to be called off, and why."""

    forum: int
    reason: str = ""


class Confirm(Tap, tag="forum_cancel.confirm", bound=True):
    """It does not take place."""


class OtherReason(Tap, tag="forum_cancel.reason", bound=True):
    """Say it in other words."""


class Keep(Tap, tag="forum_cancel.keep", bound=True):
    """It takes place after all."""


cancel = Conversation("forum_cancel", Cancelling, who=Right.CALL_FORUM, mended_with="forums")


@cancel.tapped(CallOff)
async def begin(turn: Turn[Cancelling], tap: CallOff) -> None:
    """From the live card, which offers it no more once the forum has begun."""
    of = await forum_for(turn, tap.forum, lambda _: turn.may(Right.CALL_FORUM))
    if of is not None and not of.forum.is_open(turn.now):
        turn.toast("forum_change.too_late")
        await redraw_live_cards(turn, of)
    elif of is not None:
        await turn.begin(cancel, Cancelling(forum=tap.forum), ask_reason)


@cancel.step
async def ask_reason(turn: Turn[Cancelling]) -> None:
    """Nobody is left without a reason."""
    of = await _still(turn)
    if of is not None:
        keep = turn.button("forum_cancel.keep", Keep())
        turn.ask("forum_cancel.ask_reason", [[keep]], heading=heading(turn.words, turn.house, of.forum))


@ask_reason.told(limit=REASON_LIMIT)
async def take_reason(turn: Turn[Cancelling], told: Told) -> None:
    """One sentence."""
    turn.draft.reason = told.text
    await turn.go(ask_sure)


@cancel.step
async def ask_sure(turn: Turn[Cancelling]) -> None:
    """As everybody is going to read it."""
    of = await _still(turn)
    if of is not None:
        sure = turn.button("forum_cancel.confirm", Confirm())
        other = turn.button("forum_cancel.other_reason", OtherReason())
        turn.ask(
            "forum_cancel.ask_sure", [[sure], [other, turn.button("forum_cancel.keep", Keep())]],
            heading=heading(turn.words, turn.house, of.forum), reason=turn.draft.reason,
        )  # fmt: skip


@cancel.tapped(OtherReason)
async def say_it_differently(turn: Turn[Cancelling], _tap: OtherReason) -> None:
    """[✏️ Inny powód]"""
    await turn.go(ask_reason)


@cancel.tapped(Keep)
async def keep(turn: Turn[Cancelling], _tap: Keep) -> None:
    """[Jednak nie]"""
    await turn.end("forum_cancel.kept")


@cancel.tapped(Confirm)
async def confirm(turn: Turn[Cancelling], _tap: Confirm) -> None:
    """Of two who call it off at once the first one does."""
    of = await _still(turn, locked=True)
    if of is None or not forums.cancel(of.forum, reason=turn.draft.reason, now=turn.now):
        return
    await turn.end("forum_cancel.cancelled", heading=heading(turn.words, turn.house, of.forum))
    await call_off(turn, of)


async def _still(turn: Turn[Cancelling], *, locked: bool = False) -> Called | None:
    """The forum, if it is still to come; else the dialog ends and says so."""
    of = await forums.called(turn.session, turn.draft.forum, locked=locked)
    if of is None or not of.forum.is_open(turn.now):
        await turn.end("forum_change.too_late")
        return None
    return of
