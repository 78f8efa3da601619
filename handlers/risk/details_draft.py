"""Saying more of a risk: the conversation, what it remembers, and whether it may go on."""

from typing import Any

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from handlers.risk.notices import redraw_cards
from handlers.risk.views import may_edit, name_of
from models.people.right import Right
from models.risk import case as risk_case
from models.risk.case import Case
from models.risk.event import Kind


class AboutRisk(Draft):
    """Which risk, of which commune."""

    risk: int
    commune: int

    @property
    def about(self) -> int | None:
        """Who has left the commune changes nothing any more."""
        return self.commune


class Editing(AboutRisk):
    """Which detail of it is being asked for."""

    asked: Kind = Kind.CATEGORY
    words: str = ""
    page: int = 0


details = Conversation("risk_details", Editing, who=Right.READ_RISKS, mended_with="risks")


async def still_editable(turn: Turn[Any], *, locked: bool = False) -> Case | None:
    """The risk a dialog is about, asked anew at every step; else the dialog ends and says why."""
    of = await risk_case.case(turn.session, turn.draft.risk, locked=locked)
    if of is None or not may_edit(turn)(of):
        await turn.end("common.not_allowed")
    elif not of.risk.state.is_open:
        await turn.end("risk_details.not_open", name=name_of(turn.words, of))
    else:
        return of
    return None


async def redraw_cards_of(turn: Turn[Any], risk_id: int) -> Case:
    """Everybody's card as the risk is now."""
    of = await risk_case.case(turn.session, risk_id)
    assert of is not None, "risks are never deleted"  # noqa: S101
    await redraw_cards(turn, of)
    return of
