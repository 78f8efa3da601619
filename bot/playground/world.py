"""The state of a Telegram with one bot. No HTTP here: the server and the people both work on this."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Protocol

from bot.playground.errors import bad_request
from bot.playground.markup import Markup
from bot.playground.profile import Profile
from bot.playground.things import Change, ChangeKind, Chat, ChatKind, File, Json, Message, Presence, Query, User
from bot.playground.updates import Updates
from bot.playground.wording import caption_content, text_content


def utc_now() -> datetime:
    return datetime.now(UTC)


class HasUser(Protocol):
    """A person, however it is driven."""

    @property
    def user(self) -> User: ...


@dataclass
class World:
    """Everything there is: one bot, its people and groups, what they wrote and what waits for the bot."""

    token: str = "110:local-playground"  # noqa: S105
    name: str = "Playground"
    username: str = "playground_bot"
    now: Callable[[], datetime] = utc_now
    query_age: timedelta = timedelta(minutes=1)
    """How long a tap can be answered."""
    settle: Callable[[], Awaitable[None]] | None = None
    """What people wait for after they did something; None: until the bot is still."""
    patience: float = 5.0
    """The longest that people wait for the bot to be still, in seconds."""
    quiet: float = 0.05
    """How long the bot must do nothing to be still, in seconds."""
    reads_groups: bool = False
    """Whether the bot's privacy mode is off: it then gets every message of its groups."""

    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    profile: Profile = field(default_factory=Profile)
    watchers: list[Callable[[Change], None]] = field(default_factory=list)
    """Whoever wants to hear of everything that changes on a screen."""
    tick: int = 0
    """Grows with everything that changes on a screen."""
    calls_under_way: int = 0
    last_call: float = float("-inf")
    """The loop's time when a call other than getUpdates last ended."""

    def __post_init__(self) -> None:
        self.me = User(int(self.token.split(":")[0]), self.name, username=self.username, is_bot=True)
        self.users[self.me.id] = self.me
        self.updates.now = lambda: self.now()
        self._people = count(7_100_001_001)
        self._groups = count(-4_100_002_001, -1)
        self._channels = count(-1_002_100_002_001, -1)
        self._private = count(1)
        self._numbers = count(1)

    def add_user(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> User:
        """A new person with an own chat with the bot, not started yet."""
        user = User(next(self._people), first_name, last_name, username, language_code)
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private", {user.id: user})
        self.changed("person", self.chats[user.id])
        return user

    def group(self, title: str, members: Iterable[HasUser], kind: ChatKind = "group") -> Chat:
        """A group of people (or a channel) that the first of them makes, the bot included."""
        users = [member.user for member in members]
        chat = Chat(
            next(self._groups if kind == "group" else self._channels), kind, {user.id: user for user in users}, title
        )
        self.chats[chat.id] = chat
        self.set_presence(chat, users[0], "member")
        if kind != "group":
            return chat
        created = self.post(chat, users[0], {"group_chat_created": True})
        self.updates.push("message", created.json())
        return chat

    def open_topic(self, chat: Chat, by: User, name: str) -> int:
        """A new topic of a group, by the number with which messages name it."""
        chat.has_topics = True
        created = self.post(chat, by, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        created.topic = created.id
        self.updates.push("message", created.json())
        return created.id

    def chat_with(self, user: User) -> Chat:
        return self.chats[user.id]

    def chats_of(self, user: User) -> list[Chat]:
        """All chats on a person's phone."""
        return [chat for chat in self.chats.values() if user.id in chat.members]

    def number(self) -> int:
        """A number nothing else has."""
        return next(self._numbers)

    def post(
        self,
        chat: Chat,
        sender: User,
        content: Json,
        *,
        markup: Markup | None = None,
        reply_to: Message | None = None,
        album: str | None = None,
        topic: int | None = None,
        silent: bool = False,
    ) -> Message:
        """Put a message into a chat; its keyboard shows at once. What replies stands in the topic of the other."""
        # one counter for all private chats, one for each group
        chat.last_id = next(self._private) if chat.is_private else chat.last_id + 1
        message = Message(
            chat.last_id,
            chat,
            sender,
            self.now() if sender is self.me else self.next_at(chat),
            content,
            keyboard=markup.json if markup and markup.kind == "inline" else None,
            editable=markup is None or markup.kind == "inline",
            reply_to=reply_to,
            album=album,
            topic=topic or (reply_to.topic if reply_to else None),
            silent=silent,
            changed=self._next_tick(),
        )
        chat.messages[message.id] = message
        self.changed("message", chat, message)
        if markup:
            self._show(markup, message)
        return message

    def next_at(self, chat: Chat) -> datetime:
        """When the person of a chat can have written what they write now."""
        return max(self.now(), chat.next_at) if chat.next_at is not None else self.now()

    def edit(self, message: Message, content: Json, keyboard: Json | None) -> None:
        """Change a message in place."""
        message.content = content
        message.keyboard = keyboard
        message.edited = self.now()
        message.changed = self._next_tick()
        self.changed("message", message.chat, message)

    def delete(self, message: Message) -> None:
        message.chat.messages.pop(message.id, None)
        if message.id in message.chat.pinned:
            message.chat.pinned.remove(message.id)
        self._next_tick()
        self.changed("deleted", message.chat, message)

    def write(
        self,
        user: User,
        chat: Chat,
        content: Json,
        reply_to: Message | None = None,
        *,
        topic: int | None = None,
        album: str | None = None,
    ) -> Message:
        """A person writes; the bot hears of it if it is meant to."""
        if chat.is_private and chat.bot != "member":
            self.let_in(user)
        message = self.post(chat, user, content, reply_to=reply_to, topic=topic, album=album)
        if chat.asks_reply is not None:
            chat.asks_reply = None
            self.changed("phone", chat)
        if self._concerns_bot(message):
            self.updates.push("message", message.json())
        return message

    def rewrite(self, message: Message, text: str) -> None:
        """A person edits the own message, or the words under its file."""
        if "text" in message.content:
            content = text_content(text)
        else:
            kept = {name: value for name, value in message.content.items() if not name.startswith("caption")}
            content = kept | caption_content(text)
        self.edit(message, content, None)
        if self._concerns_bot(message):
            self.updates.push("edited_message", message.json())

    def tap(self, user: User, message: Message, data: str) -> Query:
        """A person taps an inline button."""
        query = Query(f"{self.me.id}{self.number():012d}", user, message, data, self.now())
        self.queries[query.id] = query
        self.updates.push(
            "callback_query",
            {
                "id": query.id,
                "from": user.json(),
                "message": message.json(),
                "chat_instance": str(-7_000_000_000_000 - message.chat.id),
                "data": data,
            },
        )
        return query

    def answer(self, query_id: str, answer: Json) -> None:
        """The bot answers a tap: once, and not too late."""
        query = self.queries.get(query_id)
        if query is None or query.answer is not None or self.now() - query.at > self.query_age:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answer = answer
        self.changed("answer", query.message.chat, query.message, query)

    def let_in(self, user: User) -> None:
        """A person starts the bot, or takes back having blocked it."""
        chat = self.chat_with(user)
        if chat.bot == "kicked":
            self.set_presence(chat, user, "member")
        if chat.bot != "member":
            chat.bot = "member"
            self.changed("phone", chat)

    def set_presence(self, chat: Chat, by: User, presence: Presence) -> None:
        """The bot is blocked or unblocked, thrown out of a group or let in; it is told."""
        if chat.bot == presence:
            return
        before, chat.bot = chat.bot, presence
        self.changed("phone", chat)
        self.updates.push(
            "my_chat_member",
            {
                "chat": chat.json(),
                "from": by.json(),
                "date": int(self.now().timestamp()),
                "old_chat_member": member_json(self.me, before),
                "new_chat_member": member_json(self.me, presence),
            },
        )

    def store(self, kind: str, name: str, mime: str, data: bytes, details: Json | None = None) -> File:
        """Keep a file."""
        number = self.number()
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        file = File(
            f"AgAD{kind[:2]}{number:08d}",
            kind,
            name,
            mime,
            data,
            f"{kind}s/file_{number}.{suffix}",
            details or {},
        )
        self.files[file.id] = file
        return file

    def hide_keyboard(self, chat: Chat) -> None:
        """A keyboard that was meant for one tap has been used."""
        chat.keyboard = None
        self.changed("phone", chat)

    def changed(self, kind: ChangeKind, chat: Chat, message: Message | None = None, query: Query | None = None) -> None:
        """Tell everybody who watches."""
        for watcher in self.watchers:
            watcher(Change(kind, chat, message, query))

    def begins_call(self) -> None:
        self.calls_under_way += 1

    def ends_call(self) -> None:
        self.calls_under_way -= 1
        self.last_call = asyncio.get_running_loop().time()

    async def until_still(self, query: Query | None = None) -> None:
        """Wait until the bot confirmed all updates, answered this tap and did nothing for a moment."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while self.updates.is_heard and loop.time() - began < self.patience:
            if not self._is_busy(query) and loop.time() - max(began, self.last_call) > self.quiet:
                return
            await asyncio.sleep(0.005)

    def _is_busy(self, query: Query | None) -> bool:
        unanswered = query is not None and query.answer is None
        return bool(self.updates.pending or self.calls_under_way or unanswered)

    def _next_tick(self) -> int:
        self.tick += 1
        return self.tick

    def _show(self, markup: Markup, message: Message) -> None:
        match markup.kind:
            case "keyboard":
                message.chat.keyboard = markup.json
            case "remove":
                message.chat.keyboard = None
            case "force":
                message.chat.asks_reply = message
        if markup.kind != "inline":
            self.changed("phone", message.chat)

    def _concerns_bot(self, message: Message) -> bool:
        """What privacy mode lets through in a group: commands, replies to the bot, its name."""
        chat = message.chat
        if chat.bot != "member":
            return False
        if chat.is_private or self.reads_groups:
            return True
        command = message.text.split(maxsplit=1)[0] if message.text.startswith("/") else ""
        addressed = command.partition("@")[2].lower()
        return (
            bool(command and addressed in ("", self.username.lower()))
            or f"@{self.username}".lower() in message.text.lower()
            or (message.reply_to is not None and message.reply_to.sender is self.me)
        )


def member_json(user: User, presence: Presence) -> Json:
    """A ChatMember."""
    banned: Json = {"until_date": 0} if presence == "kicked" else {}
    return {"status": presence, "user": user.json()} | banned
