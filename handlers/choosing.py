"""Choosing a commune from a long list: eight a page, and a part of the name typed narrows it."""

from collections.abc import Callable, Iterable

from bot.conversation.buttons import Button, Tap, arrows, column, page_of, search
from bot.conversation.flow import Draft
from bot.conversation.picker import Item
from models.people.commune import Commune
from models.reading.words import in_order


class Choosing(Draft):
    """Where in the list somebody is."""

    words: str = ""
    page: int = 0

    def rows(
        self, communes: Iterable[Commune], pick: Callable[[int], Tap], turn_to: Callable[[int], Tap]
    ) -> list[list[Button]]:
        """The page of buttons."""
        shown, page, last = page_of(named(communes, self.words), self.page)
        return [
            *column([Button(commune.name, pick(commune.id or 0)) for commune in shown]),
            *arrows(page, last, turn_to),
        ]

    def narrow(self, communes: Iterable[Commune], words: str) -> bool:
        """Show only those that are meant by the words; False, and nothing changed, where there are none."""
        if found := bool(named(communes, words)):
            self.words, self.page = words, 0
        return found


def commune_items(communes: Iterable[Commune]) -> list[Item]:
    """The communes to be picked, as in the alphabet."""
    return [Item(commune.name, commune.id) for commune in in_order(communes, lambda commune: commune.name)]


def named(communes: Iterable[Commune], words: str) -> list[Commune]:
    """The communes that are meant by a part of a name (all, where there are no words), as in the alphabet."""
    alphabet = in_order(communes, lambda commune: commune.name)
    return search(alphabet, words, lambda commune: commune.name) if words else alphabet
