"""What a person sees on the phone, and insists on seeing."""

import asyncio
from collections.abc import Callable

from bot.playground.media import file_id_of
from bot.playground.screen import chat_screen, labels, plain, shown
from bot.playground.things import Chat, File, Json, Message, Query, User
from bot.playground.world import World


class Eyes:
    """The screens of a person. New is what came or was edited since the person last did something."""

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user
        self._acted = world.tick
        self._query: Query | None = None

    def __repr__(self) -> str:
        return f"<{self.user.name} {self.user.id}>"

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The chat with the bot."""
        return self.world.chat_with(self.user)

    @property
    def messages(self) -> list[Message]:
        """All that is visible, from all chats, oldest first."""
        chats = self.world.chats_of(self.user)
        messages = [message for chat in chats for message in chat.messages.values()]
        return sorted(messages, key=lambda message: message.changed) if len(chats) > 1 else messages

    @property
    def news(self) -> list[Message]:
        """Others' messages, new or edited since this person last did something."""
        return [m for m in self.messages if m.changed > self._acted and m.sender is not self.user]

    @property
    def files(self) -> list[File]:
        """The files others sent, oldest first."""
        ids = [file_id_of(message.content) for message in self.messages if message.sender is not self.user]
        return [self.world.files[file_id] for file_id in ids if file_id]

    @property
    def toast(self) -> str:
        """What the answer to the last tap said."""
        return str(self._answer.get("text", ""))

    @property
    def alert(self) -> bool:
        """Whether it said so in a window that has to be closed."""
        return bool(self._answer.get("show_alert"))

    @property
    def commands(self) -> list[str]:
        """The command menu of the chat with the bot."""
        return [f"/{command['command']}" for command in self.menu()]

    def menu(self, chat: Chat | None = None) -> list[Json]:
        """The commands offered in a chat, with their descriptions."""
        return self.world.profile.commands_for(chat or self.chat, self.user.id, self.user.language_code or "")

    def screen(self) -> str:
        """All chats as shown on the phone."""
        return "\n\n".join(chat_screen(chat) for chat in self.world.chats_of(self.user))

    def sees(self, text: str) -> Message:
        """Something new says this."""
        found = self._new_with(lambda message: plain(text) in plain(shown(message)))
        return self._expected(found, f"does not see {text!r}")

    def sees_not(self, text: str) -> None:
        """Nothing new says this."""
        found = self._new_with(lambda message: plain(text) in plain(shown(message)))
        self.insist(found is None, f"sees {text!r}")

    def sees_nothing(self) -> None:
        """Nothing is new."""
        news = "\n".join(shown(message) for message in self.news)
        self.insist(not news, f"sees something new:\n{news}")

    def sees_button(self, label: str) -> Message | None:
        """A new message has this button, or the reply keyboard has it."""
        found = self._new_with(lambda message: plain(label) in plain(labels(message.buttons)))
        keyboards = [chat.keyboard["keyboard"] for chat in self.world.chats_of(self.user) if chat.keyboard]
        if found is None and any(button_with(rows, label) for rows in keyboards):
            return None
        return self._expected(found, f"sees no button {label!r}")

    def sees_toast(self, text: str) -> None:
        """The answer to the last tap says this."""
        self.insist(plain(text) in plain(self.toast), f"sees the toast {self.toast!r}, not {text!r}")

    async def waits_for(self, text: str, within: float = 20.0) -> Message:
        """Something new says this before long."""
        loop = asyncio.get_running_loop()
        until = loop.time() + within
        while loop.time() < until:
            if found := self._new_with(lambda message: plain(text) in plain(shown(message))):
                return found
            await asyncio.sleep(0.01)
        return self.sees(text)

    def reads(self) -> list[Message]:
        """Read the news; what was read is news no longer."""
        news = self.news
        self._acted = self.world.tick
        return news

    def insist(self, condition: object, otherwise: str) -> None:
        """Fail with a sentence and the screen when something is not so."""
        if not condition:
            raise AssertionError(f"{self.user.name} {otherwise}\n\n{self.screen()}")

    @property
    def _answer(self) -> Json:
        return (self._query.answer if self._query else None) or {}

    def _new_with(self, wanted: Callable[[Message], bool]) -> Message | None:
        return next((message for message in self.news[::-1] if wanted(message)), None)

    def _expected(self, found: Message | None, otherwise: str) -> Message:
        if found is None:
            raise AssertionError(f"{self.user.name} {otherwise}\n\n{self.screen()}")
        return found


def button_with(rows: list[list[Json]], label: str) -> Json | None:
    """The button with exactly this label, else the first whose label contains it."""
    buttons = [button for row in rows for button in row]
    wanted = plain(label)
    exact = (button for button in buttons if plain(button["text"]) == wanted)
    partial = (button for button in buttons if wanted in plain(button["text"]))
    return next(exact, None) or next(partial, None)
