"""What a visitor of the page does with somebody's phone."""

from base64 import b64decode
from binascii import Error as NotBase64
from typing import Any

from bot.playground.errors import ApiError
from bot.playground.people import Person, is_link
from bot.playground.things import Chat, Json, Message, Query, User
from bot.playground.world import World

LONGEST = 100_000
"""Characters that are taken at a time."""


class DeedError(Exception):
    """It can't be done; the text says why."""


class _Hands(Person):
    """Hands on a phone that is there already; they wait for no answer."""

    def __init__(self, world: World, user: User) -> None:
        super(Person, self).__init__(world, user)
        self.opened = None

    async def _settle(self, query: Query | None = None) -> None:
        """The visitor sees for themself."""


async def do(world: World, asked: Any) -> None:
    """Do what the page asks for. DeedError where that makes no sense or is not possible now."""
    if not isinstance(asked, dict):
        raise DeedError("not an object")
    chat = _chat(world, asked)
    hands = _Hands(world, next(iter(chat.members.values())))
    try:
        await _do(hands, asked)
    except ApiError as error:
        raise DeedError(error.description) from None
    except (KeyError, TypeError, NotBase64) as error:
        raise DeedError(f"{type(error).__name__}: {error}") from None


async def _do(hands: _Hands, asked: Json) -> None:
    match asked:
        case {"do": "say", "text": str(text)} if is_link(hands.world, text):
            # somebody has sent it to them, and they open it
            await hands.open_link(text)
        case {"do": "say", "text": str(text)} if 0 < len(text.strip()) <= LONGEST:
            await hands.say(text, reply_to=hands.chat.messages.get(asked.get("replyTo", 0)))
        case {"do": "start"}:
            await hands.start()
        case {"do": "tap", "message": int(number), "data": str(data)}:
            await hands.tap_data(data, on=_message(hands.chat, number))
        case {"do": "key", "button": {"text": str()} as button}:
            await hands.press(button, hands.chat)
        case {"do": "link", "url": str(url)}:
            await hands.open_link(url)
        case {"do": "photo", "data": str(data)}:
            await hands.send_photo(_caption(asked), b64decode(data, validate=True))
        case {"do": "video", "data": str(data), "name": str(name), "mime": str(mime)}:
            await hands.send_video(_caption(asked), b64decode(data, validate=True), name=name, mime=mime)
        case {"do": "sticker", "emoji": str(emoji)}:
            await hands.send_sticker(emoji)
        case {"do": "edit", "message": int(number), "text": str(text)} if 0 < len(text.strip()) <= LONGEST:
            await hands.edit(_own(hands, number), text)
        case {"do": "voice", "data": str(data), "seconds": int(seconds)}:
            await hands.send_voice(b64decode(data, validate=True), seconds, caption=_caption(asked))
        case {"do": "document", "data": str(data), "name": str(name), "mime": str(mime)}:
            await hands.send_document(name, b64decode(data, validate=True), _caption(asked), mime=mime)
        case {"do": "location", "latitude": float() | int() as latitude, "longitude": float() | int() as longitude}:
            await hands.send_location(latitude, longitude)
        case {"do": "block", "blocked": bool(blocked)}:
            await (hands.block() if blocked else hands.unblock())
        case _:
            raise DeedError(f"what is {str(asked.get('do'))[:50]!r}?")


def _chat(world: World, asked: Json) -> Chat:
    chat = world.chats.get(asked["who"]) if isinstance(asked.get("who"), int) else None
    if chat is None or not chat.is_private:
        raise DeedError("there is no such person")
    return chat


def _message(chat: Chat, number: int) -> Message:
    if number not in chat.messages:
        raise DeedError("the message is gone")
    return chat.messages[number]


def _own(hands: _Hands, number: int) -> Message:
    message = _message(hands.chat, number)
    if message.sender is not hands.user or not message.text:
        raise DeedError("message can't be edited")
    return message


def _caption(asked: Json) -> str:
    return str(asked.get("caption", ""))
