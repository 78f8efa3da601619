"""[📈 Trend]: the last weeks as a picture, and in words what got worse and what got better."""

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.refusal import there
from bot.conversation.turn import Turn
from handlers.status.notices import show_trend
from handlers.status.views.report import SHOW_TREND
from models.people.permission import Right, communes_with
from models.status import status_round

trend = Conversation("trend", Draft, who=Right.READ_STATUS)


@trend.tapped(SHOW_TREND)
async def send_trend(turn: Turn[Draft]) -> None:
    """Up to the newest round; a team sees only the lights of others."""
    turn.require(Right.READ_STATUS)
    newest = there(await status_round.latest(turn.session))
    own = None if turn.may(Right.SEE_ROUND) else communes_with(turn.memberships, Right.READ_STATUS)
    await show_trend(turn, newest, [turn.person], own=own)
