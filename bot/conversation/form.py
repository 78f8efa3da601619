"""Forms: what is asked for is declared field by field, and each field becomes a step that asks for it and reads it.

A form says nothing about what comes next: that is told to ``taken``, with the name of the field and what was read. So
the same fields serve to create something, to correct it, and to change what stands.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import UTC, date, time
from typing import Any, Generic, TypeVar

from msgspec import Struct

from bot.conversation.buttons import Button, Choice, Keyboard, arrows, grid, page_of
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.step import TEXT_LIMIT, Chosen, Reads, Step
from bot.conversation.turn import Turn
from models.reading.moment import Flaw, Moment, OnDay, at_hour, read_hour_of, read_moment

HOURS = range(8, 19)

Values = Mapping[str, Any]
"""What was read, by the names of what it is kept in."""


class Filling(Draft):
    """A draft that a form fills in."""

    day: date | None = None
    """The day of which the hour is being asked."""


F = TypeVar("F", bound=Filling)


@dataclass(frozen=True)
class Field(Generic[F]):
    """Something that is asked for."""

    name: str
    read: Reads | None = None
    """The value, or several, by the names of what they are kept in; None: it is not typed."""
    _: KW_ONLY
    offers: Callable[[Turn[F]], Awaitable[Keyboard]] | None = None
    """Rows of the usual values."""
    kind: Any = int
    """Of what kind they are."""
    without: str | None = None
    """The key of the button that leaves it out."""
    empty: Values = field(default_factory=dict)
    """What it comes to then."""
    files: bool = False
    limit: int = TEXT_LIMIT


class Form(Struct, Generic[F], frozen=True):
    """The fields of a conversation, each asked by the step ``ask_<name>``."""

    conversation: Conversation[F]
    words: Callable[[str], str]
    """The key of a question by its field's name; of what hour, of ``hour``."""
    taken: Callable[[Turn[F], str, Values], Awaitable[None]]
    """What is done with what was read: the field's name and the values."""
    ways: Callable[..., Keyboard]
    """The last row under each question, given the Turn and what comes first in it."""
    no_moment: Callable[[Flaw], str]
    """The key of why no moment was meant."""

    def add(self, of: Field[F]) -> Step[F]:
        """The step that asks for it."""

        async def ask(turn: Turn[F]) -> Message:
            rows = await of.offers(turn) if of.offers is not None else ()
            without = [turn.answer(of.without)] if of.without is not None else []
            return Message(turn.words(self.words(of.name)), [*rows, *self.ways(turn, *without)])

        async def take(turn: Turn[F], value: Any) -> None:
            await self.taken(turn, of.name, value if isinstance(value, Mapping) else {of.name: value})

        async def leave_out(turn: Turn[F]) -> None:
            await self.taken(turn, of.name, of.empty)

        step = self._step(of.name, ask)
        if of.read is not None:
            step.reads(of.read, files=of.files, limit=of.limit)(take)
        if of.offers is not None:
            step.choices[None] = Chosen(take, of.kind, of.name)
        if of.without is not None:
            step.answer(of.without.rpartition(".")[2])(leave_out)
        return step

    def moment(
        self,
        name: str,
        days: Callable[[Turn[F]], Awaitable[Sequence[date]]],
        usual: Callable[[Turn[F]], Awaitable[Keyboard]] | None = None,
    ) -> Step[F]:
        """Ask for a moment: typed at once, or a day of these, eight a page, and then the hour (``ask_<name>_hour``).

        What was read is UTC, with ``minutes`` where it was said how long it takes. ``usual`` are rows over the days.
        """

        async def ask(turn: Turn[F]) -> Message:
            shown, page, last = page_of(await days(turn), turn.listed.page)
            buttons = [Button(turn.words.day(day, weekday=True, year=False), Choice.to(day)) for day in shown]
            rows = await usual(turn) if usual is not None else ()
            keyboard = [*rows, *grid(buttons, 4), *arrows(page, last), *self.ways(turn)]
            return Message(turn.words(self.words(name)), keyboard)

        step = self._step(name, ask)

        async def ask_hour(turn: Turn[F]) -> Message:
            day = turn.draft.day
            assert day is not None, "a day was chosen"  # noqa: S101
            hours = [Button(f"{hour}:00", Choice.to(hour)) for hour in HOURS]
            question = turn.words(self.words("hour"), day=turn.words.day(day, weekday=True))
            return Message(question, [*grid(hours, 4), *self.ways(turn)])

        of_hour = self._step(f"{name}_hour", ask_hour)
        of_hour.answer("back")(step)

        @step.chosen
        async def pick_day(turn: Turn[F], day: date) -> None:
            turn.draft.day = day
            await turn.go(of_hour)

        async def take(turn: Turn[F], meant: Moment | OnDay | Flaw) -> None:
            match meant:
                case OnDay(day=day):
                    await pick_day(turn, day)
                case Moment(at=local, minutes=minutes):
                    lasts = {} if minutes is None else {"minutes": minutes}
                    await self.taken(turn, name, {name: local.astimezone(UTC), **lasts})
                case flaw:
                    raise Refused(self.no_moment(flaw), stays=True)

        step.reads(lambda turn, told: read_moment(told.text, turn.services.clock.local(turn.now)))(take)
        of_hour.reads(lambda turn, told: read_hour_of(turn.draft.day, told.text, turn.services.clock.local(turn.now)))(
            take
        )

        @of_hour.chosen
        async def pick_hour(turn: Turn[F], hour: int) -> None:
            assert turn.draft.day is not None, "a day was chosen"  # noqa: S101
            await take(turn, at_hour(turn.draft.day, time(hour), turn.services.clock.local(turn.now)))

        return step

    def _step(self, name: str, ask: Callable[[Turn[F]], Awaitable[Message]]) -> Step[F]:
        ask.__name__ = f"ask_{name}"
        return self.conversation.step(ask)
