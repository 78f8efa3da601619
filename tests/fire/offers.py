"""Every button there is: those with a class of their own, and the answers, choices and pages of every step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import signature
from typing import Any, get_args

from bot.conversation.buttons import VERSION, Answer, Bare, Button, Choice, Page, Tap, offered
from bot.conversation.dialog import Back, Conversation
from bot.conversation.picker import Pick
from bot.conversation.step import Step
from handlers import CONVERSATIONS


@dataclass(frozen=True)
class Offer:
    """A kind of button."""

    key: str
    """The tag of its class, what it was once called where that tells several deeds of a class apart, or
    ``conversation.step.answer``."""
    tap: type[Tap] | Bare
    conversation: Conversation[Any] | None = None
    step: str | None = None
    """Where it is offered; None: it is on a card, or belongs to any step of the conversation."""
    name: str | None = None
    """Of the answer or the choice."""
    of: str | None = None
    """Of a choice: what the value is, as its handler calls it."""
    kind: Any = None
    """Of a choice: of what kind the value is."""
    meant: Mapping[str, Any] = field(default_factory=dict)
    """Of one of several deeds of a class: what tells it from the others."""

    @property
    def bound(self) -> bool:
        """Whether it belongs to a question."""
        return isinstance(self.tap, type) and self.tap.bound

    @property
    def fields(self) -> dict[str, Any]:
        """What it carries that can be wrong, with the kinds of it."""
        if self.tap is Choice:
            return {self.of or "": self.kind}
        if self.tap is Answer or isinstance(self.tap, Bare):
            return {}
        return {name: field.annotation for name, field in self.tap.model_fields.items()}

    def packed(self, stamp: str, fields: Sequence[str]) -> str:
        """The data of such a button with these fields, be they possible or not."""
        name = [self.name or ""] if self.tap in (Answer, Choice) else []
        return "|".join((VERSION, self.tap.tag, stamp if self.bound else "", *name, *fields))

    def carrying(self, **values: Any) -> Tap | Bare:
        """The button with these values of its fields."""
        if isinstance(self.tap, Bare):
            return self.tap
        if self.tap is Choice:
            return Choice.to(values[self.of or ""], self.name)
        if self.tap is Answer:
            return Answer(name=self.name or "")
        return self.tap(**{name: {**values, **self.meant}[name] for name in self.tap.model_fields})

    def noted(self, tap: Tap | Bare) -> str | None:
        """What the dialog notes where this tap was offered."""
        return offered([[Button("", tap)]]) if self.tap in (Answer, Choice, Page) else None


def _of(conversation: Conversation[Any]) -> Iterator[Offer]:
    for kind in conversation.taps:
        # what means the same is the same deed, by its last name
        deeds = {str(meant): Offer(name, kind, conversation, meant=meant) for name, meant in kind.was.items()}
        yield from deeds.values() if any(kind.was.values()) else [Offer(kind.tag, kind, conversation)]
    for name in conversation.answers:
        yield Offer(f"{conversation.name}.{name}", Answer, conversation, name=name)
    for step in conversation.steps.values():
        yield from _at(conversation, step)


def _at(conversation: Conversation[Any], step: Step[Any]) -> Iterator[Offer]:
    at = f"{conversation.name}.{step.name}"
    for name in step.answers:
        yield Offer(f"{at}.{name}", Answer, conversation, step.name, name)
    for choice, chosen in step.choices.items():
        yield Offer(f"{at}.{choice or chosen.of}", Choice, conversation, step.name, choice, chosen.of, chosen.kind)
    asks = signature(step.question).return_annotation
    if Pick in (asks, *get_args(asks)):
        yield Offer(f"{at}.page", Page, conversation, step.name)


OFFERS: dict[str, Offer] = {
    Back.tag: Offer(Back.tag, Back),
    **{offer.key: offer for conversation in CONVERSATIONS for offer in _of(conversation)},
}
