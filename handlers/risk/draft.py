"""Drafts of the conversations about risks, and the conversation in which a risk is raised."""

from datetime import datetime, timedelta
from typing import Self

from bot.conversation.dialog import Conversation
from bot.conversation.flow import OfCommune
from bot.conversation.user_input import UserInput
from models.people.permission import Right
from models.risk.risk import ATTACHMENTS, TEXT_LIMIT, Attached, Severity

WORDS_FOLLOW = timedelta(seconds=10)
"""Messages within this time after the last answer were sent together with it."""


class AboutRisk(OfCommune):
    risk: int
    commune: int


class RiskDraft(OfCommune):
    """A risk in the making."""

    project: int | None = None
    """Once a commune is chosen, None means the commune as a whole."""
    severity: Severity | None = None
    text: str = ""
    attachments: list[Attached] = []
    is_brief: bool = False
    """What was said may have been a project's name that was not found."""
    looks_like: int | None = None
    """The number of a risk reported a moment ago in the same words."""
    sure: bool = False
    """The person has confirmed that it is another risk."""
    not_before: datetime | None = None
    """Earliest time to report it: there were too many within the hour."""

    @property
    def is_worth_keeping(self) -> bool:
        return self.is_described

    @property
    def is_described(self) -> bool:
        return bool(self.text or self.attachments)

    @property
    def described_only(self) -> Self:
        """A draft with only the description."""
        return type(self)(text=self.text, attachments=self.attachments)

    def takes(self, told: UserInput) -> bool:
        """Adds what was said or sent to the description; False if there is no room."""
        longer = f"{self.text}\n{told.text}".strip()
        files = [*self.attachments, *(Attached(kind=file.kind, file_id=file.file_id) for file in told.files)]
        if len(longer) > TEXT_LIMIT or (told.files and len(files) > ATTACHMENTS):
            return False
        self.text, self.attachments = longer, files
        return True


risk = Conversation("risk", RiskDraft, commands=("ryzyko", "risk"), who=Right.RAISE_RISK, mended_with="risks")
