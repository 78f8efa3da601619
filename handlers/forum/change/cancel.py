"""[❌ Odwołaj]: asks why a forum is called off, and tells everybody who was invited."""

from bot.conversation import reading
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.step import ends
from bot.conversation.turn import Turn
from handlers.forum.change.draft import still_open
from handlers.forum.change.news import tell_cancelled
from handlers.forum.notices.live_card import Cancel, redraw_live_cards
from handlers.forum.views import forum_for, heading
from models.forum import forum as forums
from models.forum.forum import REASON_LIMIT
from models.people.permission import Right


class Cancelling(Draft):
    """Which forum is to be called off, and why."""

    forum: int
    reason: str = ""


cancel = Conversation("forum_cancel", Cancelling, who=Right.CALL_FORUM, mended_with="forums")


@cancel.tapped(Cancel)
async def begin(turn: Turn[Cancelling], tap: Cancel) -> None:
    """From the live card, which offers this until the forum begins."""
    of = await forum_for(turn, tap.forum, Right.CALL_FORUM)
    if of.forum.is_open(turn.now):
        await turn.begin(cancel, Cancelling(forum=tap.forum), ask_reason)
    else:
        turn.toast("forum_change.too_late")
        await redraw_live_cards(turn, of)


@cancel.step
async def ask_reason(turn: Turn[Cancelling]) -> Message:
    """Everybody is told the reason."""
    of = await still_open(turn)
    question = turn.words("forum_cancel.ask_reason", heading=heading(turn.words, turn.services, of.forum))
    return Message(question, [[turn.answer("forum_cancel.keep")]])


@ask_reason.keeps("reason", reading.as_said, limit=REASON_LIMIT)
@cancel.step(answers={"other_reason": ask_reason})
async def ask_sure(turn: Turn[Cancelling]) -> Message:
    """The reason as everybody will read it."""
    of = await still_open(turn)
    title = heading(turn.words, turn.services, of.forum)
    return Message(
        turn.words("forum_cancel.ask_sure", heading=title, reason=turn.draft.reason),
        [
            [turn.answer("forum_cancel.confirm")],
            [turn.answer("forum_cancel.other_reason"), turn.answer("forum_cancel.keep")],
        ],
    )


cancel.answer("keep")(ends("forum_cancel.kept"))


@ask_sure.answer("confirm")
async def confirm(turn: Turn[Cancelling]) -> None:
    """If two call it off at once, the first one does."""
    of = await still_open(turn, locked=True)
    if forums.cancel(of.forum, reason=turn.draft.reason, now=turn.now):
        await turn.end("forum_cancel.cancelled", heading=heading(turn.words, turn.services, of.forum))
        await tell_cancelled(turn, of)
