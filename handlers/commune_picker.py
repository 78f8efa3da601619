"""Choosing communes, from a list or by a part of a name."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

from bot.conversation.buttons import Keyboard, search
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.picker import Item, Pick
from bot.conversation.step import Step, show_all
from bot.conversation.turn import Turn
from models.people.commune import Commune, all_communes
from models.people.permission import Right, communes_with
from models.reading.words import in_order


class ForCommunes(Draft):
    """A draft of what is meant for some communes."""

    communes: list[int] = []
    """Empty: all of them, or those that are chosen in another way."""


D = TypeVar("D", bound=ForCommunes)


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


def ticks_communes(
    conversation: Conversation[D], ways: Callable[..., Keyboard], chosen: Callable[[Turn[D]], Awaitable[None]]
) -> Step[D]:
    """The step ``ask_communes``, which ticks ``communes`` of the draft; when at least one is accepted: ``chosen``.

    ``ways`` is the last row, given the Turn and what comes first in it.
    """

    @conversation.step(narrows="access.no_such_commune", answers={"all_again": show_all})
    async def ask_communes(turn: Turn[D]) -> Pick:
        ticked = turn.draft.communes
        return Pick(
            turn.words("communes.ask", n=len(ticked)),
            commune_items(await all_communes(turn.session)),
            ticked=ticked,
            below=[
                *([[turn.answer("communes.all_again")]] if turn.listed.typed else []),
                *ways(turn, turn.answer("common.accept")),
            ],
        )

    ask_communes.ticks("communes")

    @ask_communes.answer("accept")
    async def accept(turn: Turn[D]) -> None:
        known = {commune.id for commune in await all_communes(turn.session)}
        turn.draft.communes = [id for id in turn.draft.communes if id in known]
        if turn.draft.communes:
            await chosen(turn)
        else:
            turn.toast("communes.tick_one")

    return ask_communes
