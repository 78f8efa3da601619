"""Conversations: what they begin with, what they ask, and who answers what; their state is a row (rule 3)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar, overload

from bot.conversation.buttons import Bare, Button, Tap
from bot.conversation.flow import D, Flow
from bot.conversation.step import Awaited, Chooses, Does, OfAnswer, Question, Step, goes_to
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import Words
from models.people.permission import Right

T = TypeVar("T", bound=Tap)
Begin = Callable[[Turn[D], str], Awaitable[None]]
NO_ANSWERS: Mapping[str, Any] = MappingProxyType({})


@dataclass(eq=False)
class Conversation(Flow[D]):
    """One conversation: what begins it, its steps, its buttons and the texts it awaits."""

    begin: Begin[D] | None = field(default=None, init=False)
    steps: dict[str, Step[D]] = field(default_factory=dict, init=False)
    taps: dict[type[Tap] | Bare, Callable[[Turn[D], Any], Awaitable[None]]] = field(default_factory=dict, init=False)
    answers: dict[str, Does[D]] = field(default_factory=dict, init=False)
    """Those that every step takes."""
    begin_with_file: Callable[[Turn[D], UserInput], Awaitable[None]] | None = field(default=None, init=False)
    take_unasked: Callable[[Turn[D], UserInput], Awaitable[bool]] | None = field(default=None, init=False)
    take_rest: Callable[[Turn[D], UserInput], Awaitable[None]] | None = field(default=None, init=False)

    def awaited(self, step: str) -> Awaited[D] | None:
        """What the step called so takes besides taps."""
        return self.steps[step].awaited if step in self.steps else None

    def begins(self, handler: Begin[D]) -> Begin[D]:
        """What the command does; it is given the words after it."""
        self.begin = handler
        return handler

    def begins_with_file(
        self, handler: Callable[[Turn[D], UserInput], Awaitable[None]]
    ) -> Callable[[Turn[D], UserInput], Awaitable[None]]:
        """What a voice message, photo or document does whose caption begins with the command, slash or no slash."""
        self.begin_with_file = handler
        return handler

    def unasked(
        self, handler: Callable[[Turn[D], UserInput], Awaitable[bool]]
    ) -> Callable[[Turn[D], UserInput], Awaitable[bool]]:
        """What is done with something said while no question is open; False: it was not meant for this conversation."""
        self.take_unasked = handler
        return handler

    def completed(
        self, handler: Callable[[Turn[D], UserInput], Awaitable[None]]
    ) -> Callable[[Turn[D], UserInput], Awaitable[None]]:
        """What is done with what was sent together with an answer that has ended the dialog."""
        self.take_rest = handler
        return handler

    @overload
    def step(self, ask: Question[D]) -> Step[D]: ...
    @overload
    def step(
        self,
        *,
        in_place: bool = False,
        narrows: str | None = None,
        who: Right | None = None,
        answers: Mapping[str, Step[D] | Does[D]] = NO_ANSWERS,
    ) -> Callable[[Question[D]], Step[D]]: ...
    def step(
        self,
        ask: Question[D] | None = None,
        *,
        in_place: bool = False,
        narrows: str | None = None,
        who: Right | None = None,
        answers: Mapping[str, Step[D] | Does[D]] = NO_ANSWERS,
    ) -> Step[D] | Callable[[Question[D]], Step[D]]:
        """A step: it asks its question, and asks it again when somebody comes back to it.

        ``in_place``: instead of the question that was tapped. ``narrows``: text narrows the list it asks to pick from;
        this is said where nothing is called so. ``who``: with this right only. ``answers`` lead back to other steps, or
        do what is defined already.
        """

        def register(ask: Question[D]) -> Step[D]:
            step = Step(ask, self.draft, self.answers, in_place, narrows, who)
            step.answers.update({name: goes_to(does) for name, does in answers.items()})
            self.steps[step.name] = step
            return step

        return register if ask is None else register(ask)

    def answer(self, *names: str) -> OfAnswer[D]:
        """What these answers do in every step; a step: it is asked."""

        def register(does: Any) -> Any:
            self.answers |= dict.fromkeys(names, goes_to(does))
            return does

        return register

    @overload
    def tapped(self, kind: Bare) -> Callable[[Does[D]], Does[D]]: ...
    @overload
    def tapped(self, kind: type[T]) -> Callable[[Chooses[D, T]], Chooses[D, T]]: ...
    def tapped(self, kind: type[Tap] | Bare) -> Callable[[Any], Any]:
        """What tapping this kind of button does."""

        def register(handler: Any) -> Any:
            self.taps[kind] = (lambda turn, _tap: handler(turn)) if isinstance(kind, Bare) else handler
            return handler

        return register


class Back(Tap, tag="dialog.back"):
    """Come back to the conversation that was put aside."""

    dialog: int


class Open(Tap, tag="dialog.open"):
    """Begin a conversation, as its command does."""

    flow: str


def opening(words: Words, flow: str) -> Button:
    """The button of the menu that begins the conversation called so."""
    return Button(words.plain(f"menu.{flow}"), Open(flow=flow))
