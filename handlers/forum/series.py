"""A series of forums goes on until the Office ends it."""

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.refusal import Stale
from bot.conversation.turn import Turn
from handlers.forum.notices.live_card import redraw_live_cards
from handlers.forum.views import EndSeries, forum_for
from models.people.permission import Right

series = Conversation("forum_series", Draft, who=Right.CALL_FORUM)


@series.tapped(EndSeries)
async def end_series(turn: Turn[Draft], tap: EndSeries) -> None:
    """This forum takes place, but none after it."""
    of = await forum_for(turn, tap.forum, Right.CALL_FORUM, locked=True)
    if of.forum.rule is None:
        raise Stale
    of.forum.rule = None
    turn.toast("forum_series.ended")
    await turn.session.flush()
    await redraw_live_cards(turn, of)
