"""Picking from a list: eight a page, narrowed by words typed in any order, ticked one by one or tapped once."""

from collections.abc import Collection, Sequence
from dataclasses import KW_ONLY, dataclass

from markupsafe import Markup
from msgspec import Struct

from bot.conversation.buttons import Answer, Button, Choice, Keyboard, Tap, paged, search, ticked
from bot.conversation.flow import Listed
from bot.conversation.outgoing import Message
from models.reading.words import bare


class Item(Struct, frozen=True):
    """Something to be picked: what the button says, the value that it chooses, and what it is searched by."""

    label: str
    value: object
    name: str = ""
    """Empty: the label."""
    choice: str | None = None
    """The name of the step's choice, where the list holds several kinds of things."""


@dataclass(frozen=True)
class Pick:
    """A question that is answered from a list."""

    text: Markup
    items: Sequence[Item]
    _: KW_ONLY
    above: Keyboard = ()
    below: Keyboard = ()
    """The rows over and under the list."""
    ticked: Collection[object] | None = None
    """The values that are ticked; None: one tap chooses."""
    columns: int = 1
    """How many short labels stand in a row."""
    hidden: Sequence[Item] = ()
    """What is found by typing only."""

    def found(self, words: str) -> list[Item]:
        """What the words mean."""
        return search([*self.items, *self.hidden], words, lambda item: item.name or item.label)

    def beside(self, words: str) -> Tap | None:
        """What the button over or under the list does that is called so."""
        buttons = (button for row in (*self.above, *self.below) for button in row if bare(button.label) == bare(words))
        return next((button.does for button in buttons if isinstance(button.does, Answer | Choice)), None)

    def drawn(self, at: Listed) -> Message:
        """The page that somebody is at; all of the list, where their words mean nothing in it any more."""
        shown = (self.found(at.typed) if at.typed else []) or self.items
        rows = paged([self._button(item) for item in shown], at.page, width=self.columns)
        return Message(self.text, [*self.above, *rows, *self.below])

    def _button(self, item: Item) -> Button:
        is_ticked = self.ticked is not None and item.value in self.ticked
        label = item.label if self.ticked is None else ticked(item.label, chosen=is_ticked)
        return Button(label, Choice.to(item.value, item.choice))
