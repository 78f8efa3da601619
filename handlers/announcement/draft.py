"""Announcing: the conversation, and what it gathers on the way."""

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
"""What is too long is said by how much, with pictures and without."""


class Content(Draft):
    """What is said to many, in the making."""

    text: str = ""
    files: list[File] = []
    asks_receipt: bool = False

    @property
    def is_worth_keeping(self) -> bool:
        """As soon as anything is said."""
        return bool(self.text or self.files)

    def add(self, told: UserInput) -> None:
        """Add what was written or sent, if it fits."""
        text = "\n".join(part for part in (self.text, told.text) if part)
        files = [*self.files, *(File(kind=file.kind, file_id=file.file_id) for file in told.files)]
        fitting(text, with_files=bool(files))
        if len(files) > FILES_LIMIT:
            raise Refused("announcement.too_many_files", stays=True, limit=FILES_LIMIT)
        self.text, self.files = text, files

    def written(self, by: int, send_at: datetime, now: datetime, **whom: Any) -> Announcement:
        """The announcement that is sent; ``whom`` it is for, as its columns say."""
        return Announcement(
            author_id=by, text=self.text, files=[file.model_dump() for file in self.files],
            asks_receipt=self.asks_receipt, send_at=send_at, created_at=now, **whom,
        )  # fmt: skip


class AnnouncementDraft(Content):
    """An announcement in the making, or the new words of one that was sent."""

    groups: list[Group] = list(Group)
    communes: list[int] = []
    """None chosen: all."""
    fields: list[int] = []
    """None chosen: any."""
    mends: bool = False
    """Everything was asked once: what is said anew leads to the preview."""
    send_at: datetime | None = None
    """When it is to go out; None: at once."""
    corrects: int | None = None
    """What was sent is to say something else."""

    def announcement(self, by: int, send_at: datetime, now: datetime) -> Announcement:
        """The announcement that is sent."""
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
    """Whatever else is written or sent while it is asked belongs to it; phones send several files one by one. And it is
    ticked whether people are asked to confirm that they have read it."""

    @step.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
    async def say_more(turn: Turn[Any], told: UserInput) -> None:
        turn.draft.add(told)
        await turn.again()

    @step.answer("receipt")
    async def tick_receipt(turn: Turn[Any]) -> None:
        turn.draft.asks_receipt = not turn.draft.asks_receipt
        await turn.again()


def fitting(text: str, *, with_files: bool) -> str:
    """The text, if it is short enough, as Telegram counts, for one message."""
    limit = CAPTION_LIMIT if with_files else TEXT_LIMIT
    if (too_many := units(text) - limit) > 0:
        key = "announcement.caption_too_long" if with_files else "announcement.too_long"
        raise Refused(key, stays=True, n=too_many, limit=limit)
    return text
