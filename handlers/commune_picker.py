"""Choosing a commune, from a list or by a part of its name."""

from collections.abc import Iterable

from bot.conversation.buttons import search
from bot.conversation.picker import Item
from models.people.commune import Commune
from models.reading.words import in_order


def commune_items(communes: Iterable[Commune]) -> list[Item]:
    """The communes to be picked, as in the alphabet."""
    return [Item(commune.name, commune.id) for commune in in_order(communes, lambda commune: commune.name)]


def named(communes: Iterable[Commune], words: str) -> list[Commune]:
    """The communes that are meant by a part of a name (all, where there are no words), as in the alphabet."""
    alphabet = in_order(communes, lambda commune: commune.name)
    return search(alphabet, words, lambda commune: commune.name) if words else alphabet
