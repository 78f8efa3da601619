"""When the Office's words go out: one of the next working days at nine, tapped, or any other moment, typed."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from bot.conversation.buttons import Button, Choice, Keyboard, column
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from models.calendar import WORK_BEGINS
from models.reading.moment import Flaw, Moment, OnDay, at_hour, at_hour_or_next, read_moment

DAYS_OFFERED = 3
OFFERED_AT = time(9)

D = TypeVar("D", bound=Draft)


def asks_when(
    conversation: Conversation[D],
    ask: Callable[[Turn[D]], Awaitable[Message]],
    take: Callable[[Turn[D], datetime | Flaw], Awaitable[None]],
) -> Step[D]:
    """The step ``ask_when``: the days stand above the buttons of the question that ``ask`` makes."""

    @conversation.step
    async def ask_when(turn: Turn[D]) -> Message:
        question = await ask(turn)
        return Message(question.text, [*_offered(turn), *question.keyboard])

    @ask_when.chosen
    async def send_on(turn: Turn[D], day: date) -> None:
        await take(turn, _on_day(turn, day))

    ask_when.reads(_typed)(take)
    return ask_when


def _offered(turn: Turn[Any]) -> Keyboard:
    """A row a day."""
    clock = turn.services.clock
    days = clock.coming_working_days(turn.today, DAYS_OFFERED)
    return column([Button(turn.services.moment(turn.words, clock.at(day, OFFERED_AT)), Choice.to(day)) for day in days])


def _on_day(turn: Turn[Any], day: date) -> datetime | Flaw:
    """On that day at nine, UTC; its hour may have passed since the day was offered."""
    return _instant(at_hour(day, OFFERED_AT, turn.services.clock.local(turn.now)))


def _typed(turn: Turn[Any], told: UserInput) -> datetime | Flaw:
    """``jutro 12``, as UTC; of a day alone, when work begins; of today alone, at the next full hour."""
    now = turn.services.clock.local(turn.now)
    meant = read_moment(told.text, now)
    return _instant(at_hour_or_next(meant.day, WORK_BEGINS, now) if isinstance(meant, OnDay) else meant)


def _instant(meant: Moment | Flaw) -> datetime | Flaw:
    return meant.at.astimezone(UTC) if isinstance(meant, Moment) else meant
