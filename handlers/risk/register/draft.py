"""Reading the register of risks: the conversation, and where in it somebody is."""

from enum import StrEnum
from typing import Any

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from models.people.permission import Right
from models.risk.register import Reader, Wanted


class Facet(StrEnum):
    """A filter; what it is set to has the same name in ``Wanted``."""

    FIELD = "field"
    CATEGORY = "category"
    BAND = "band"
    OWNER = "owner"


class Browsing(Draft):
    """What somebody wants to see."""

    wanted: Wanted = Wanted()
    facet: Facet = Facet.FIELD
    """The filter that is being set."""

    def want(self, **change: Any) -> None:
        """Set filters; what is found then is another list."""
        self.wanted, self.listed = Wanted.model_validate(self.wanted.model_dump() | change), {}


risks = Conversation("risks", Browsing, commands=("ryzyka", "risks"), who=Right.READ_RISKS, browses=True)


def reader(turn: Turn[Browsing]) -> Reader:
    """Who reads, as far as their roles reach now."""
    return Reader.of(turn.person, turn.memberships)
