"""People with phones: `await anna.say("/status"); await anna.tap("🟢"); anna.sees("1/3")`."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.playground.eyes import Eyes, button_with
from bot.playground.media import animation_content, document_content, photo_content, video_content, voice_content
from bot.playground.things import Chat, Json, Message, Query
from bot.playground.wording import caption_content, split, text_content
from bot.playground.world import World

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
TO_READ = timedelta(seconds=5)
"""What somebody takes to read what they see, and to write or tap something new."""


class Person(Eyes):
    """Somebody with a phone. What they do is awaited; what they see is asserted."""

    def __init__(
        self,
        world: World,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language: str | None = "pl",
    ) -> None:
        super().__init__(world, world.add_user(first_name, last_name, username, language))
        self.opened: str | None = None
        """The link opened last."""

    async def start(self, payload: str = "") -> None:
        """Press Start, perhaps on a link with a payload."""
        await self.say(f"/start {payload}".strip())

    async def open_link(self, link: str) -> None:
        """Open a link: one to this bot starts it, any other just opens."""
        if is_link(self.world, link):
            await self.start(parse_qs(urlsplit(link.strip()).query).get("start", [""])[0])
        else:
            self.opened = link

    async def say(
        self, text: str, *, to: Chat | None = None, reply_to: Message | None = None, topic: int | None = None
    ) -> None:
        """Write a text; a phone sends one that is too long in pieces."""
        pieces = [text_content(piece) for piece in split(text)]
        await self._write(pieces, to, reply_to, topic)

    async def say_at_once(self, *texts: str) -> None:
        """Write several texts within a second, before anything is answered."""
        await self._write([text_content(text) for text in texts], None)

    async def send_album(self, caption: str = "", *, photos: int = 3, to: Chat | None = None) -> None:
        """Several photos at once, the first with a caption: as many messages."""
        files = [self.world.store("photo", "photo.png", "image/png", PIXEL) for _ in range(photos)]
        contents = [photo_content(file) for file in files]
        contents[0] |= caption_content(caption)
        await self._write(contents, to, album=str(self.world.number()))

    async def send_photo(self, caption: str = "", data: bytes = PIXEL, *, to: Chat | None = None) -> None:
        file = self.world.store("photo", "photo.png", "image/png", data)
        await self._write([photo_content(file) | caption_content(caption)], to)

    async def send_document(
        self,
        name: str,
        data: bytes,
        caption: str = "",
        *,
        mime: str = "application/octet-stream",
        to: Chat | None = None,
    ) -> None:
        file = self.world.store("document", name, mime, data)
        await self._write([document_content(file) | caption_content(caption)], to)

    async def send_voice(
        self, data: bytes = b"OggS", duration: int = 3, *, caption: str = "", to: Chat | None = None
    ) -> None:
        file = self.world.store("voice", "voice.ogg", "audio/ogg", data)
        await self._write([voice_content(file, duration) | caption_content(caption)], to)

    async def send_animation(self, caption: str = "", *, to: Chat | None = None) -> None:
        file = self.world.store("animation", "kot.mp4", "video/mp4", b"\0")
        await self._write([animation_content(file) | caption_content(caption)], to)

    async def send_video(
        self,
        caption: str = "",
        data: bytes = b"\0",
        *,
        name: str = "film.mp4",
        mime: str = "video/mp4",
        to: Chat | None = None,
    ) -> None:
        file = self.world.store("video", name, mime, data)
        await self._write([video_content(file) | caption_content(caption)], to)

    async def send_story(self, *, to: Chat | None = None) -> None:
        """Pass on somebody's story."""
        await self._write([{"story": {"chat": self.chat.json(), "id": 1}}], to)

    async def send_poll(self, question: str, *options: str, to: Chat | None = None) -> None:
        answers = [{"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(options)]
        poll: Json = {
            "id": str(self.world.number()), "question": question, "options": answers, "total_voter_count": 0,
            "is_closed": False, "is_anonymous": False, "type": "regular", "allows_multiple_answers": False,
            "allows_revoting": True, "members_only": False,
        }  # fmt: skip
        await self._write([{"poll": poll}], to)

    async def forward(self, message: Message, *, to: Chat | None = None) -> None:
        """Pass on what somebody has written."""
        origin = {"type": "user", "sender_user": message.sender.json(), "date": int(message.sent.timestamp())}
        await self._write([message.content | {"forward_origin": origin}], to)

    async def quote(self, message: Message, quoted: str, text: str) -> None:
        """Reply to a part of a message."""
        quote = {"quote": {"text": quoted, "position": message.text.index(quoted), "is_manual": True}}
        await self._write([text_content(text) | quote], None, message)

    async def send_sticker(self, emoji: str = "👍", *, to: Chat | None = None) -> None:
        file = self.world.store("sticker", "sticker.webp", "image/webp", b"RIFF")
        size: Json = {"width": 512, "height": 512}
        kind: Json = {"type": "regular", "is_animated": False, "is_video": False, "emoji": emoji}
        await self._write([{"sticker": file.json() | size | kind}], to)

    async def send_location(self, latitude: float, longitude: float, *, to: Chat | None = None) -> None:
        await self._write([{"location": {"latitude": latitude, "longitude": longitude}}], to)

    async def send_contact(self, phone: str = "+48 600 000 000", *, to: Chat | None = None) -> None:
        user = self.user
        contact = {"phone_number": phone, "first_name": user.first_name, "user_id": user.id}
        await self._write([{"contact": contact}], to)

    async def causes(self, **note: Any) -> None:
        """Do what Telegram notes in the chat by itself: pin a message, set a timer, change the background."""
        await self._write([note], None)

    async def edit_last(self, text: str) -> None:
        """Change the own last text message."""
        await self.edit(next(m for m in self._newest_first() if m.sender is self.user and "text" in m.content), text)

    async def edit(self, message: Message, text: str) -> None:
        """Change an own message."""
        self._act()
        self.world.rewrite(message, text)
        await self._settle()

    def said(self, text: str) -> Message:
        """The own message that says this."""
        return next(m for m in self._newest_first() if m.sender is self.user and text in m.text)

    async def tap(self, label: str, on: Message | None = None) -> None:
        """Tap the button whose label contains this: newest message first, then the reply keyboard."""
        for message in [on] if on else self._newest_first():
            if button := button_with(message.buttons, label):
                self.insist(message.id in message.chat.messages, "taps on a message that is gone")
                return await self._tap_inline(message, button)
        for chat in () if on else self.world.chats_of(self.user):
            if button := button_with(chat.keyboard["keyboard"] if chat.keyboard else [], label):
                return await self.press(button, chat)
        raise AssertionError(f"{self.user.name} sees no button {label!r}\n\n{self.screen()}")

    async def press(self, button: dict[str, Any], chat: Chat) -> None:
        """Tap a button of the keyboard below the chat."""
        if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
            self.world.hide_keyboard(chat)
        if button.get("request_contact"):
            await self.send_contact(to=chat)
        elif button.get("request_location"):
            await self.send_location(50.0617, 19.9373, to=chat)
        else:
            await self.say(button["text"], to=chat)

    async def tap_data(self, data: str, on: Message | None = None) -> None:
        """A forged tap: any callback data, as a manipulated client can send it."""
        theirs = [message for message in self._newest_first() if message.sender is not self.user]
        newest = next((message for message in theirs if message.buttons), theirs[0] if theirs else None)
        message = on or self._expected(newest, "sees no message of the bot")
        self._act()
        self._query = self.world.tap(self.user, message, data)
        await self._settle(self._query)

    async def block(self) -> None:
        """Block the bot."""
        self._act()
        self.world.set_presence(self.chat, self.user, "kicked")
        await self._settle()

    async def unblock(self) -> None:
        """Take the block back."""
        self._act()
        self.world.let_in(self.user)
        await self._settle()

    def _act(self) -> None:
        self._acted = self.world.tick
        self._query = None

    async def _settle(self, query: Query | None = None) -> None:
        self.chat.next_at = self.world.next_at(self.chat) + TO_READ
        await (self.world.settle() if self.world.settle else self.world.until_still(query))

    async def _write(
        self,
        contents: list[Json],
        to: Chat | None,
        reply_to: Message | None = None,
        topic: int | None = None,
        album: str | None = None,
    ) -> None:
        chat = to or self.chat
        self._act()
        reply_to = reply_to or chat.asks_reply
        for content in contents:
            self.world.write(self.user, chat, content, reply_to, topic=topic, album=album)
        await self._settle()

    async def _tap_inline(self, message: Message, button: dict[str, Any]) -> None:
        if "callback_data" in button:
            await self.tap_data(button["callback_data"], on=message)
        else:
            await self.open_link(str(button.get("url", "")))

    def _newest_first(self) -> list[Message]:
        return self.messages[::-1]


def is_link(world: World, text: str) -> bool:
    """Whether it is a link to the bot, and nothing else."""
    parts = urlsplit(text.strip())
    return parts.netloc == "t.me" and parts.path.strip("/").lower() == world.username.lower()
