"""Announcing: the conversation and its draft."""

from datetime import datetime
from typing import Any

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.refusal import Refused
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import units
from models.announcement import CAPTION_LIMIT, FILES_LIMIT, TEXT_LIMIT, Announcement, File, Filter
from models.people.permission import Group, Right

ANY_LENGTH = 10_000
"""Longer texts are read too, so that the refusal can say by how much they are too long."""


class Content(Draft):
    """The words and files of an announcement in the making."""

    text: str = ""
    files: list[File] = []
    asks_receipt: bool = False

    @property
    def is_worth_keeping(self) -> bool:
        return bool(self.text or self.files)

    def add(self, told: UserInput) -> None:
        """Adds what was written or sent, if it fits."""
        text = "\n".join(part for part in (self.text, told.text) if part)
        files = [*self.files, *(File(kind=file.kind, file_id=file.file_id) for file in told.files)]
        fitting(text, with_files=bool(files))
        if len(files) > FILES_LIMIT:
            raise Refused("announcement.too_many_files", stays=True, limit=FILES_LIMIT)
        self.text, self.files = text, files

    def written(self, by: int, send_at: datetime, now: datetime, **whom: Any) -> Announcement:
        """The announcement to send; ``whom`` has its recipients, by column."""
        return Announcement(
            author_id=by, text=self.text, files=[file.model_dump() for file in self.files],
            asks_receipt=self.asks_receipt, send_at=send_at, created_at=now, **whom,
        )  # fmt: skip


class AnnouncementDraft(Content):
    """An announcement in the making, or the new words of one that was sent."""

    groups: list[Group] = list(Group)
    communes: list[int] = []
    """Empty: all."""
    fields: list[int] = []
    """Empty: any."""
    mends: bool = False
    """Whether everything was asked once, so that each further answer leads to the preview."""
    send_at: datetime | None = None
    """When it is sent; None: at once."""
    corrects: int | None = None
    """The id of the sent announcement that gets other words."""

    def announcement(self, by: int, send_at: datetime, now: datetime) -> Announcement:
        audience = Filter(
            roles=[role for group in Group if group in self.groups for role in group.roles],
            communes=self.communes or None,
            fields=self.fields or None,
        )
        return self.written(by, send_at, now, audience=audience.model_dump(mode="json"))


announcement = Conversation(
    "announcement", AnnouncementDraft, commands=("ogloszenie", "announcement"), who=Right.ANNOUNCE
)


def takes_more(step: Step[Any]) -> None:
    """Adds everything written or sent while the step asks (phones send several files one by one), and ticks whether a
    receipt is asked for."""

    @step.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
    async def say_more(turn: Turn[Any], told: UserInput) -> None:
        turn.draft.add(told)
        await turn.again()

    @step.answer("receipt")
    async def tick_receipt(turn: Turn[Any]) -> None:
        turn.draft.asks_receipt = not turn.draft.asks_receipt
        await turn.again()


def fitting(text: str, *, with_files: bool) -> str:
    """The text, if it fits in one message as Telegram counts."""
    limit = CAPTION_LIMIT if with_files else TEXT_LIMIT
    if (too_many := units(text) - limit) > 0:
        key = "announcement.caption_too_long" if with_files else "announcement.too_long"
        raise Refused(key, stays=True, n=too_many, limit=limit)
    return text
