"""[🔕 Nie wysyłaj mi tego] under the results that chairs and coordinators get when a round closes."""

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from handlers.status.views.result import NO_MORE
from models.people.permission import Right

result = Conversation("result", Draft, who=Right.ANSWER_STATUS)


@result.tapped(NO_MORE)
async def want_no_more(turn: Turn[Draft]) -> None:
    """From the next round on; /ustawienia turns them on again."""
    turn.require(Right.ANSWER_STATUS)
    (await turn.own_row()).wants_results = False
    turn.toast("result.no_more_then")
