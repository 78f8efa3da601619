"""[📈 Trend]: the last weeks as a picture, and in words what got worse and what got better."""

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from handlers.status.notices import show_trend
from handlers.status.views.report import ShowTrend
from models.people.right import Right
from models.status import status_round

trend = Conversation("trend", Draft, who=Right.SEE_ROUND)


@trend.tapped(ShowTrend)
async def send_trend(turn: Turn[Draft], _tap: ShowTrend) -> None:
    """Up to the newest round, as it is now."""
    if not turn.may(Right.SEE_ROUND):
        turn.toast("common.not_allowed_toast")
        return
    newest = await status_round.latest(turn.session)
    if newest is None:
        turn.toast("common.stale")
        return
    await show_trend(turn, newest, [turn.person])
