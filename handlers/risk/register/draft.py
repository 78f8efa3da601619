"""Reading the register of risks: the conversation and its draft."""

from enum import StrEnum
from typing import Any

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from models.people.permission import Right
from models.risk.register import Reader, Wanted


class Facet(StrEnum):
    """A filter; ``Wanted`` has a field of the same name."""

    FIELD = "field"
    CATEGORY = "category"
    BAND = "band"
    OWNER = "owner"


class Browsing(Draft):
    wanted: Wanted = Wanted()
    facet: Facet = Facet.FIELD
    """The filter that is being set."""

    def want(self, **change: Any) -> None:
        """Sets filters and starts at the first page."""
        self.wanted, self.listed = Wanted.model_validate(self.wanted.model_dump() | change), {}


risks = Conversation("risks", Browsing, commands=("ryzyka", "risks"), who=Right.READ_RISKS, browses=True)


def reader(turn: Turn[Browsing]) -> Reader:
    """The reader with their present roles."""
    return Reader.of(turn.person, turn.memberships)
