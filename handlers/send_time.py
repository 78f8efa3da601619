"""When the Office's words go out: one of the next working days at nine, tapped, or any other moment, typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from bot.conversation.buttons import Button, Keyboard, Tap, column
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from models.calendar import WORK_BEGINS
from models.reading.moment import Flaw, Moment, OnDay, at_hour, at_hour_or_next, read_moment

DAYS_OFFERED = 3
OFFERED_AT = time(9)


def offered(turn: Turn[Any], on: Callable[[date], Tap]) -> Keyboard:
    """A row a day."""
    clock = turn.services.clock
    days = clock.coming_working_days(turn.today, DAYS_OFFERED)
    return column([Button(turn.services.moment(turn.words, clock.at(day, OFFERED_AT)), on(day)) for day in days])


def on_day(turn: Turn[Any], day: date) -> datetime | Flaw:
    """On that day at nine, UTC; its hour may have passed since the day was offered."""
    return _instant(at_hour(day, OFFERED_AT, turn.services.clock.local(turn.now)))


def typed(turn: Turn[Any], told: UserInput) -> datetime | Flaw:
    """``jutro 12``, as UTC; of a day alone, when work begins; of today alone, at the next full hour."""
    now = turn.services.clock.local(turn.now)
    meant = read_moment(told.text, now)
    return _instant(at_hour_or_next(meant.day, WORK_BEGINS, now) if isinstance(meant, OnDay) else meant)


def _instant(meant: Moment | Flaw) -> datetime | Flaw:
    return meant.at.astimezone(UTC) if isinstance(meant, Moment) else meant
