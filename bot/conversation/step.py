"""A step of a conversation: what it asks, and who answers to the buttons and texts that are given back (rule 3).

The buttons of a question carry three kinds of tap, whatever the conversation: an answer, a choice, a page. The stamp on
them names the dialog and its question, the dialog's row the step; so the step owns what they mean.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache
from inspect import signature
from typing import Any, Generic, Protocol, TypeVar, get_args, overload

from msgspec import Struct
from pydantic import TypeAdapter, ValidationError

from bot.conversation.buttons import Answer, Choice, Keyboard, Page, Tap
from bot.conversation.buttons import named as called
from bot.conversation.flow import D, Listed
from bot.conversation.outgoing import Message
from bot.conversation.picker import Pick
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from models.people.permission import Right
from models.reading.words import bare

TEXT_LIMIT = 1000
NAMED_BY = 3
"""A part of a label names its button if it has so many signs."""

V = TypeVar("V")
Question = Callable[[Turn[D]], Awaitable[Message | Pick | None]]
Does = Callable[[Turn[D]], Awaitable[None]]
Chooses = Callable[[Turn[D], V], Awaitable[None]]
Takes = Callable[[Turn[D], UserInput], Awaitable[None]]
Reads = Callable[[Turn[Any], UserInput], Any]
"""What was meant by what somebody typed or sent; it is Refused if it cannot be so, and the question stays."""


class Awaited(Struct, Generic[D], frozen=True):
    """What a step takes from the person besides taps."""

    take: Takes[D]
    files: bool
    limit: int
    most: int
    mends: bool
    only: Callable[[str], bool] | None = None
    """Which texts it takes, if not any: the others are typed where a tap is due."""

    def is_for(self, told: UserInput) -> bool:
        """Whether it takes a text that says this."""
        return self.only is None or self.only(told.text)


class Chosen(Struct, Generic[D], frozen=True):
    """What is done with a value, and of what kind it is."""

    take: Chooses[D, Any]
    kind: Any
    of: str
    """What the value is called."""

    def value(self, text: str | None) -> Any:
        """The value that stands in a button; ValidationError if it is of another kind."""
        return _reader(self.kind).validate_python(text)


@cache
def _reader(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


class OfAnswer(Protocol[D]):
    """Says what an answer does: a function, or the step that is asked then."""

    @overload
    def __call__(self, does: "Step[D]") -> "Step[D]": ...
    @overload
    def __call__(self, does: Does[D]) -> Does[D]: ...


class OfChoice(Protocol[D]):
    """Says what is done with the value chosen."""

    def __call__(self, take: Chooses[D, V]) -> Chooses[D, V]: ...


@dataclass(eq=False)
class Step(Generic[D]):
    """A question of a conversation, with its answers."""

    question: Question[D]
    draft: type[D]
    """What the conversation gathers."""
    common: dict[str, Does[D]]
    """The answers that every step of the conversation takes."""
    in_place: bool = False
    narrows: str | None = None
    """What is said where nothing in the step's list is called as somebody types; empty: the whole list is shown again;
    None: it is not narrowed."""
    who: Right | None = None
    """Needed for this step besides the conversation's own."""
    answers: dict[str, Does[D]] = field(default_factory=dict)
    choices: dict[str | None, Chosen[D]] = field(default_factory=dict)
    awaited: Awaited[D] | None = None
    understood: Callable[[str], Answer | Choice | None] | None = None

    def __post_init__(self) -> None:
        self.name = self.question.__name__
        if self.narrows is not None:
            self.awaited = Awaited(self.narrow, files=False, limit=TEXT_LIMIT, most=1, mends=True)

    async def ask(self, turn: Turn[D]) -> Message | Pick | None:
        """The question; it may be asked again, so it does nothing."""
        return await self.question(turn)

    def listing(self, words: str) -> dict[str, Listed]:
        """For a draft: the step's list, narrowed by these words."""
        return {self.name: Listed(typed=words)}

    def meant(self, words: str, keyboard: Keyboard) -> tuple[str, Tap] | None:
        """The answer or choice that words mean which are typed where a tap is awaited, and what it is called: that of
        the only button of the question with such a label, or what the step ``understands``."""
        if self.understood is not None and (tap := self.understood(words)) is not None:
            return words, tap
        buttons = (button for row in keyboard for button in row)
        own = [(button.label, button.does) for button in buttons if isinstance(button.does, Answer | Choice)]
        found = [one for one in own if bare(one[0]) == bare(words)]
        if not found and len(words) >= NAMED_BY:
            found = called(own, words, lambda one: one[0])
        return found[0] if len(found) == 1 else None

    def understands(self, read: Callable[[str], Answer | Choice | None]) -> None:
        """Other words for its answers than their labels."""
        self.understood = read

    async def narrow(self, turn: Turn[D], told: UserInput) -> None:
        """Ask again, with what the words mean alone; what a button beside the list is called is a tap on it."""
        before = dict(turn.draft.listed)
        turn.listed = Listed(typed=told.text)
        question = await self.question(turn)
        if not isinstance(question, Pick):
            return
        if (beside := question.beside(told.text)) is not None:
            turn.draft.listed = before
            await self.take(turn, beside)
        elif question.found(told.text) or not self.narrows:
            turn.put(question)
        else:
            turn.draft.listed = before
            turn.say(self.narrows)

    # --- what it takes ----------------------------------------------------------------------------------

    def answer(self, *names: str) -> OfAnswer[D]:
        """What these answers do; a step: it is asked, and its list begins anew."""

        def register(does: Any) -> Any:
            self.answers |= dict.fromkeys(names, goes_to(does, anew=True))
            return does

        return register

    @overload
    def chosen(self, name: Chooses[D, V]) -> Chooses[D, V]: ...
    @overload
    def chosen(self, name: str) -> OfChoice[D]: ...
    def chosen(self, name: Any) -> Any:
        """What is done with the value chosen, read as the handler's second parameter says; choices of a second kind in
        one step have a name."""

        def register(take: Chooses[D, Any], of: str | None = None) -> Chooses[D, Any]:
            _turn, value = signature(take).parameters.values()
            self.choices[of] = Chosen(take, value.annotation, value.name)
            return take

        return (lambda take: register(take, name)) if isinstance(name, str) else register(name)

    def ticks(self, of: str, name: str | None = None) -> None:
        """The value chosen is ticked in this list of the draft, or no longer; the question is drawn anew."""
        [kind] = get_args(self.draft.model_fields[of].annotation)

        async def tick(turn: Turn[D], value: Any) -> None:
            setattr(turn.draft, of, sorted({*getattr(turn.draft, of)} ^ {value}))
            await turn.again()

        self.choices[name] = Chosen(tick, kind, of)

    def keeps(self, of: str, read: Reads | None = None, *, limit: int = TEXT_LIMIT) -> OfAnswer[D]:
        """The value chosen, or what is ``read`` of what is typed, is kept in the draft; then comes what is below."""

        def register(does: Any) -> Any:
            then = goes_to(does, anew=True)

            async def keep(turn: Turn[D], value: Any) -> None:
                setattr(turn.draft, of, value)
                await then(turn)

            if read is not None:
                self.reads(read, limit=limit)(keep)
            else:
                self.choices[None] = Chosen(keep, self.draft.model_fields[of].annotation, of)
            return does

        return register

    def reads(
        self,
        read: Reads,
        *,
        files: bool = False,
        limit: int = TEXT_LIMIT,
        mends: bool = True,
        without: str | None = None,
    ) -> OfChoice[D]:
        """What is done with the value that is typed, as with one that is chosen; ``without``: the answer that it is
        left out, None."""

        def register(take: Chooses[D, Any]) -> Chooses[D, Any]:
            async def tell(turn: Turn[D], told: UserInput) -> None:
                await take(turn, read(turn, told))

            async def leave_out(turn: Turn[D]) -> None:
                await take(turn, None)

            self.told(files=files, limit=limit, mends=mends)(tell)
            if without is not None:
                self.answers[without] = leave_out
            return take

        return register

    def told(
        self,
        *,
        files: bool = False,
        limit: int = TEXT_LIMIT,
        most: int = 1,
        mends: bool = True,
        only: Callable[[str], bool] | None = None,
    ) -> Callable[[Takes[D]], Takes[D]]:
        """What is done with text of at most ``limit`` characters; ``files``: or with what is sent instead, so ``most``
        files at once. ``mends=False``: it has its effect at once, and the same answer cannot be taken again.
        ``only``: the texts that are meant; any other is typed where a tap is due.
        """

        def register(take: Takes[D]) -> Takes[D]:
            self.awaited = Awaited(take, files, limit, most, mends, only)
            return take

        return register

    # --- what is given back -----------------------------------------------------------------------------

    def takes(self, tap: Tap) -> bool:
        """Whether it knows what to do with a tap on a button of its own."""
        match tap:
            case Answer(name=name):
                return name in self.answers or name in self.common
            case Choice(name=name):
                return name in self.choices
        return isinstance(tap, Page)

    async def take(self, turn: Turn[D], tap: Tap) -> bool:
        """Do what the tap means; False where this version knows no such answer."""
        match tap:
            case Answer(name=name) if does := self.answers.get(name) or self.common.get(name):
                await does(turn)
            case Choice(name=name, value=text) if chosen := self.choices.get(name):
                try:
                    value = chosen.value(text)
                except ValidationError:
                    return False
                await chosen.take(turn, value)
            case Page(page=page):
                turn.listed = Listed(page=page, typed=turn.listed.typed)
                await turn.again()
            case _:
                return False
        return True


def goes_to(does: Step[D] | Does[D], *, anew: bool = False) -> Does[D]:
    """What an answer does: of a step, that it is asked; ``anew``: from the first page of its whole list on,
    wherever one was before."""
    if not isinstance(does, Step):
        return does

    async def go(turn: Turn[D]) -> None:
        if anew:
            turn.draft.listed.pop(does.name, None)
        await turn.go(does)

    return go


async def show_all(turn: Turn[Any]) -> None:
    """An answer: the whole of the list that words have narrowed."""
    turn.listed = Listed()
    await turn.again()


def ends(key: str) -> Does[Any]:
    """An answer: the dialog is over with these words."""

    async def end(turn: Turn[Any]) -> None:
        await turn.end(key)

    return end


async def leave(turn: Turn[Any]) -> None:
    """An answer: the dialog is over, and nothing was said."""
    await turn.end()
