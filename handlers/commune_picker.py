"""Choosing a commune, from a list or by a part of its name."""

from collections.abc import Iterable
from typing import Any

from bot.conversation.buttons import search
from bot.conversation.picker import Item
from bot.conversation.turn import Turn
from models.people.commune import Commune, all_communes
from models.people.permission import Right, communes_with
from models.reading.words import in_order


async def own_communes(turn: Turn[Any], right: Right) -> list[Commune]:
    """The communes in which the person holds the right."""
    mine = communes_with(turn.memberships, right)
    return [commune for commune in await all_communes(turn.session) if mine is None or commune.id in mine]


def commune_items(communes: Iterable[Commune]) -> list[Item]:
    """The communes to be picked, as in the alphabet."""
    return [Item(commune.name, commune.id) for commune in in_order(communes, lambda commune: commune.name)]


def named(communes: Iterable[Commune], words: str) -> list[Commune]:
    """The communes that are meant by a part of a name (all, where there are no words), as in the alphabet."""
    alphabet = in_order(communes, lambda commune: commune.name)
    return search(alphabet, words, lambda commune: commune.name) if words else alphabet
