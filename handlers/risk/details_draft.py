"""Saying more of a risk: the conversation, what it remembers, and whether it may go on."""

from typing import Any

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.refusal import NotAllowed, Refused
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


details = Conversation("risk_details", Editing, who=Right.READ_RISKS, mended_with="risks")


async def still_editable(turn: Turn[Any], *, locked: bool = False) -> Case:
    """The risk a dialog is about, asked anew at every step."""
    of = await risk_case.case(turn.session, turn.draft.risk, locked=locked)
    if of is None or not may_edit(turn)(of):
        raise NotAllowed
    if not of.risk.state.is_open:
        raise Refused("risk_details.not_open", name=name_of(turn.words, of))
    return of


async def redraw_cards_of(turn: Turn[Any], risk_id: int) -> Case:
    """Everybody's card as the risk is now."""
    of = await risk_case.case(turn.session, risk_id)
    assert of is not None, "risks are never deleted"  # noqa: S101
    await redraw_cards(turn, of)
    return of
