"""[✋ Wycofaj]: why nobody is to answer a call for data any more; then all who were asked hear of it."""

from bot.conversation import reading
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.data.call.draft import open_call
from handlers.data.notices import redraw, tell_everybody, tell_of_next
from handlers.data.views import Withdraw
from models.data import call as calls
from models.data import series
from models.data.answer import Owed
from models.data.call import WHY_LIMIT
from models.people.permission import Right


class Withdrawing(Draft):
    """Which call is about to be withdrawn."""

    call: int


withdraw = Conversation("data_withdraw", Withdrawing, who=Right.CALL_DATA, mended_with="data")


@withdraw.tapped(Withdraw)
async def begin(turn: Turn[Withdrawing], tap: Withdraw) -> None:
    """From the live card, which offers it no more once it is over."""
    await open_call(turn, tap.call)
    await turn.begin(withdraw, Withdrawing(call=tap.call), ask_why)


@withdraw.step(answers={"leave": leave})
async def ask_why(turn: Turn[Withdrawing]) -> Message:
    """Nobody is left without a reason."""
    of = await open_call(turn, turn.draft.call)
    return Message(turn.words("data_withdraw.ask_why", title=of.title), [[turn.answer("common.leave")]])


@ask_why.reads(reading.short_line(WHY_LIMIT), mends=False)
async def take_back(turn: Turn[Withdrawing], why: str) -> None:
    """Of two who withdraw it at once the first one does. It does not end a series."""
    of = await open_call(turn, turn.draft.call, locked=True)
    was_waiting = of.waiting is not None
    following = await series.follow(turn.session, of, clock=turn.services.clock, now=turn.now)
    await calls.withdraw(turn.session, of, why=why, now=turn.now)
    await turn.session.flush()
    await turn.end("data_withdraw.given_up" if was_waiting else "data_withdraw.withdrawn", title=of.title)

    def news(owed: Owed, _leads: bool, words: Words) -> Message:
        return Message(words("data_withdraw.news", title=of.title, commune=owed.commune.name, why=why))

    await tell_everybody(turn, of, news)
    await redraw(turn, of)
    await tell_of_next(turn, of, following)
