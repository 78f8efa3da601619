"""Raising a risk: the conversation, and what it gathers on the way."""

from bot.dialog import Conversation
from bot.turn import Draft
from models.right import Right
from models.risk import Attached, Severity


class RiskDraft(Draft):
    """A risk in the making."""

    commune: int | None = None
    project: int | None = None
    """None, once a commune is chosen, is the commune as a whole."""
    severity: Severity | None = None
    text: str = ""
    attachments: list[Attached] = []
    words: str = ""
    page: int = 0

    @property
    def about(self) -> int | None:
        """Who has left the commune reports nothing for it."""
        return self.commune


risk = Conversation("risk", RiskDraft, commands=("ryzyko", "risk"), who=Right.RAISE_RISK)
