"""Conversations: what they begin with, what they ask, and who answers what; their state is a row (rule 3)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from bot.conversation.buttons import Tap
from bot.conversation.flow import D, Flow
from bot.conversation.told import Told
from bot.conversation.turn import Step, Turn

TEXT_LIMIT = 1000

T = TypeVar("T", bound=Tap)
Begin = Callable[[Turn[D], str], Awaitable[None]]


@dataclass(frozen=True)
class Awaited(Generic[D]):
    """What a step takes from the person besides taps."""

    take: Callable[[Turn[D], Told], Awaitable[None]]
    files: bool
    limit: int
    most: int
    mends: bool


@dataclass(eq=False)
class Conversation(Flow[D]):
    """One conversation: what begins it, its steps, its buttons and the texts it awaits."""

    begin: Begin[D] | None = field(default=None, init=False)
    steps: dict[str, Step[D]] = field(default_factory=dict, init=False)
    taps: dict[type[Tap], Callable[[Turn[D], Any], Awaitable[None]]] = field(default_factory=dict, init=False)
    awaited: dict[str, Awaited[D]] = field(default_factory=dict, init=False)
    begin_with_file: Callable[[Turn[D], Told], Awaitable[None]] | None = field(default=None, init=False)
    take_unasked: Callable[[Turn[D], Told], Awaitable[bool]] | None = field(default=None, init=False)
    take_rest: Callable[[Turn[D], Told], Awaitable[None]] | None = field(default=None, init=False)

    def begins(self, handler: Begin[D]) -> Begin[D]:
        """What the command does; it is given the words after it."""
        self.begin = handler
        return handler

    def begins_with_file(
        self, handler: Callable[[Turn[D], Told], Awaitable[None]]
    ) -> Callable[[Turn[D], Told], Awaitable[None]]:
        """What a voice message, photo or document does whose caption begins with the command, slash or no slash."""
        self.begin_with_file = handler
        return handler

    def unasked(
        self, handler: Callable[[Turn[D], Told], Awaitable[bool]]
    ) -> Callable[[Turn[D], Told], Awaitable[bool]]:
        """What is done with something said while no question is open; False: it was not meant for this conversation."""
        self.take_unasked = handler
        return handler

    def completed(
        self, handler: Callable[[Turn[D], Told], Awaitable[None]]
    ) -> Callable[[Turn[D], Told], Awaitable[None]]:
        """What is done with what was sent together with an answer that has ended the dialog."""
        self.take_rest = handler
        return handler

    def step(self, ask: Step[D]) -> Step[D]:
        """A step: it asks its question, and asks it again when somebody comes back to it."""
        self.steps[ask.__name__] = ask
        return ask

    def tapped(
        self, kind: type[T]
    ) -> Callable[[Callable[[Turn[D], T], Awaitable[None]]], Callable[[Turn[D], T], Awaitable[None]]]:
        """What tapping this kind of button does."""

        def register(
            handler: Callable[[Turn[D], T], Awaitable[None]],
        ) -> Callable[[Turn[D], T], Awaitable[None]]:
            self.taps[kind] = handler
            return handler

        return register

    def told(
        self, step: Step[D], *, files: bool = False, limit: int = TEXT_LIMIT, most: int = 1, mends: bool = True
    ) -> Callable[[Callable[[Turn[D], Told], Awaitable[None]]], Callable[[Turn[D], Told], Awaitable[None]]]:
        """What the step does with text of at most ``limit`` characters; ``files``: or with what is sent instead, so
        ``most`` files at once. ``mends=False``: it has its effect at once, and the same answer cannot be taken again.
        """

        def register(
            handler: Callable[[Turn[D], Told], Awaitable[None]],
        ) -> Callable[[Turn[D], Told], Awaitable[None]]:
            self.awaited[step.__name__] = Awaited(handler, files, limit, most, mends)
            return handler

        return register


class Back(Tap, tag="dialog.back"):
    """Come back to the conversation that was put aside."""

    dialog: int


class Open(Tap, tag="dialog.open"):
    """Begin a conversation, as its command does."""

    flow: str
