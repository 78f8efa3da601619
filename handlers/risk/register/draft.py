"""Reading the register of risks: the conversation, and where in it somebody is."""

from enum import StrEnum
from typing import Any

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from models.people.right import Right
from models.risk.register import Reader, Wanted


class Screen(StrEnum):
    """What is shown: the list, its filters, or what one of them can be set to."""

    LIST = "list"
    FILTERS = "filters"
    FIELD = "field"
    CATEGORY = "category"
    BAND = "band"
    OWNER = "owner"


FACETS = (Screen.FIELD, Screen.CATEGORY, Screen.BAND, Screen.OWNER)
"""The screens on which something of ``Wanted`` is set that has the same name."""


class Browsing(Draft):
    """What somebody wants to see, and where in it they are."""

    wanted: Wanted = Wanted()
    page: int = 0
    screen: Screen = Screen.LIST
    typed: str = ""
    """A part of the name of a value that is looked for."""
    value_page: int = 0

    def see(self, screen: Screen) -> None:
        """Turn to another screen."""
        self.screen, self.typed, self.value_page = screen, "", 0

    def want(self, **change: Any) -> None:
        """Set filters; what is found then is another list."""
        self.wanted, self.page = Wanted.model_validate(self.wanted.model_dump() | change), 0


risks = Conversation("risks", Browsing, commands=("ryzyka", "risks"), who=Right.READ_RISKS)


def reader(turn: Turn[Browsing]) -> Reader:
    """Who reads, as far as their roles reach now."""
    return Reader.of(turn.person, turn.memberships)
