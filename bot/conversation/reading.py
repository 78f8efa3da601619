"""How what somebody types in answer to a question is read; what it cannot be is Refused, and the question stays."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, TypeVar

from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import units
from models.reading.day import read_day
from models.reading.words import read_number, tidy

V = TypeVar("V")


def as_said(_turn: Turn[Any], told: UserInput) -> str:
    """The words as they were written."""
    return told.text


def line(_turn: Turn[Any], told: UserInput) -> str:
    """One line of text."""
    return tidy(told.text)


def short_line(limit: int) -> Callable[[Turn[Any], UserInput], str]:
    """One line of at most so many signs as Telegram counts."""
    return lambda _turn, told: fitting(tidy(told.text), limit)


def fitting(text: str, limit: int) -> str:
    """The text, if it is short enough as Telegram counts."""
    if (length := units(text)) > limit:
        raise Refused("common.too_long", stays=True, n=length, limit=limit)
    return text


def number(otherwise: str, *, least: int = 0, most: int) -> Callable[[Turn[Any], UserInput], int]:
    """A whole number; ``otherwise`` is said why it is not."""

    def read(_turn: Turn[Any], told: UserInput) -> int:
        n = read_number(told.text)
        if n is None or not least <= n <= most:
            raise Refused(otherwise, stays=True, limit=most)
        return n

    return read


def day(
    otherwise: str, *, whole_month: Literal["first", "last"] | None = None
) -> Callable[[Turn[Any], UserInput], date]:
    """A day, be it past; ``whole_month``: of a month alone that day is meant."""

    def read(turn: Turn[Any], told: UserInput) -> date:
        return known(read_day(told.text, turn.today, whole_month=whole_month), otherwise)

    return read


def as_by(meaning: Callable[[str], V | None], otherwise: str, **arguments: Any) -> Callable[[Turn[Any], UserInput], V]:
    """What the words mean by themselves; ``otherwise`` is said where that is nothing."""
    return lambda _turn, told: known(meaning(told.text), otherwise, **arguments)


def known(value: V | None, otherwise: str, **arguments: Any) -> V:
    """The value; ``otherwise`` is said where there is none."""
    if value is None:
        raise Refused(otherwise, stays=True, **arguments)
    return value
