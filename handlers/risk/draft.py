"""What conversations about risks gather on the way, and the one in which a risk is raised."""

from datetime import datetime, timedelta
from typing import Self

from bot.conversation.dialog import Conversation
from bot.conversation.flow import OfCommune
from bot.conversation.user_input import UserInput
from models.people.permission import Right
from models.risk.risk import ATTACHMENTS, TEXT_LIMIT, Attached, Severity

WORDS_FOLLOW = timedelta(seconds=10)
"""What is written so soon after the last answer was sent together with it."""


class AboutRisk(OfCommune):
    """Which risk, of which commune."""

    risk: int
    commune: int


class RiskDraft(OfCommune):
    """A risk in the making."""

    project: int | None = None
    """None, once a commune is chosen, is the commune as a whole."""
    severity: Severity | None = None
    text: str = ""
    attachments: list[Attached] = []
    is_brief: bool = False
    """What was said may have been meant for the name of a project that was not found."""
    looks_like: int | None = None
    """The number of the one that was reported a moment ago in the same words."""
    sure: bool = False
    """It is not that one."""
    not_before: datetime | None = None
    """So many were reported within the hour that this one has to wait."""

    @property
    def is_worth_keeping(self) -> bool:
        """Nothing that was said of a threat is lost."""
        return self.is_described

    @property
    def is_described(self) -> bool:
        """Whether anything was said about it."""
        return bool(self.text or self.attachments)

    @property
    def described_only(self) -> Self:
        """No more of it than what was said about the risk."""
        return type(self)(text=self.text, attachments=self.attachments)

    def takes(self, told: UserInput) -> bool:
        """Add what was said or sent to the description; False, and nothing is added, where there is no room for it."""
        longer = f"{self.text}\n{told.text}".strip()
        files = [*self.attachments, *(Attached(kind=file.kind, file_id=file.file_id) for file in told.files)]
        if len(longer) > TEXT_LIMIT or (told.files and len(files) > ATTACHMENTS):
            return False
        self.text, self.attachments = longer, files
        return True


risk = Conversation("risk", RiskDraft, commands=("ryzyko", "risk"), who=Right.RAISE_RISK, mended_with="risks")
