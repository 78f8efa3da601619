"""What there is in a Telegram: users, chats, messages, files, taps; each knows its JSON."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

from msgspec import Struct

Json: TypeAlias = dict[str, Any]
Presence: TypeAlias = Literal["left", "member", "kicked", "deactivated"]
ChatKind: TypeAlias = Literal["private", "group", "supergroup", "channel"]


@dataclass(eq=False)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.first_name, self.last_name)))

    def json(self) -> Json:
        return {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            **_given(last_name=self.last_name, username=self.username, language_code=self.language_code),
        }


@dataclass(eq=False)
class Chat:
    """A conversation of the bot with one person, or a group, or a channel."""

    id: int
    kind: ChatKind
    members: dict[int, User]
    title: str = ""
    bot: Presence = "left"
    """Whether the bot may write here: nobody called it yet, it may, or it was blocked or thrown out."""
    takes_voice: bool = True
    """False where somebody forbids voice messages (a privacy setting of Telegram Premium)."""
    has_topics: bool = False
    """Whether it is a supergroup whose messages stand in topics; what names none stands in the one called General."""
    messages: dict[int, "Message"] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    keyboard: Json | None = None
    asks_reply: "Message | None" = None
    last_id: int = 0
    next_at: datetime | None = None
    """What its person says next is dated so or later: who acts faster than one can read has read all the same."""

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    def json(self) -> Json:
        if not self.is_private:
            return {"id": self.id, "type": self.kind, "title": self.title} | _given(is_forum=self.has_topics or None)
        (user,) = self.members.values()
        return {
            "id": self.id,
            "type": "private",
            "first_name": user.first_name,
            **_given(last_name=user.last_name, username=user.username),
        }


@dataclass(eq=False)
class Message:
    """A message as it is now. Its content is that part of its JSON an edit may change."""

    id: int
    chat: Chat
    sender: User
    sent: datetime
    content: Json
    keyboard: Json | None = None
    editable: bool = True
    reply_to: "Message | None" = None
    album: str | None = None
    topic: int | None = None
    """The message that opened its topic; None: General, or the chat has none."""
    silent: bool = False
    """Whether the phone makes no sound; the bot itself is not told."""
    edited: datetime | None = None
    changed: int = 0
    """The world's tick when it was sent or last edited."""

    @property
    def text(self) -> str:
        """Its words: text or caption."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def buttons(self) -> list[list[Json]]:
        """The rows of its inline keyboard."""
        rows: list[list[Json]] = self.keyboard["inline_keyboard"] if self.keyboard else []
        return rows

    def json(self, *, with_reply: bool = True) -> Json:
        reply = (self.reply_to or self._opening) if with_reply else None
        return {
            "message_id": self.id,
            "from": self.sender.json(),
            "chat": self.chat.json(),
            "date": int(self.sent.timestamp()),
            **self.content,
            **_given(
                reply_markup=self.keyboard,
                media_group_id=self.album,
                message_thread_id=self.topic,
                is_topic_message=True if self.topic is not None else None,
                edit_date=int(self.edited.timestamp()) if self.edited else None,
                reply_to_message=reply.json(with_reply=False) if reply else None,
            ),
        }

    @property
    def _opening(self) -> "Message | None":
        """What Telegram calls replied to by everything in a topic that replies to nothing."""
        return self.chat.messages.get(self.topic) if self.topic not in (None, self.id) else None


@dataclass(eq=False)
class File:
    """Bytes with a name, as they lie on Telegram's servers."""

    id: str
    kind: str
    name: str
    mime: str
    data: bytes
    path: str
    details: Json = field(default_factory=dict)

    def json(self) -> Json:
        return {
            "file_id": self.id,
            "file_unique_id": f"U{self.id}",
            "file_size": len(self.data),
            **self.details,
        }


@dataclass(eq=False)
class Query:
    """A tap on an inline button, waiting for its answer."""

    id: str
    person: User
    message: Message
    data: str
    at: datetime
    answer: Json | None = None


ChangeKind: TypeAlias = Literal["message", "deleted", "phone", "typing", "answer", "person"]


class Change(Struct, frozen=True):
    """Something on a screen is not as it was: a message, the keyboard or menu below, the answer to a tap, …"""

    kind: ChangeKind
    chat: Chat
    message: Message | None = None
    query: Query | None = None


def _given(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}
