"""What people write and send: the text, the files and the pin of a message."""

from dataclasses import dataclass

from telegram import Location, Venue
from telegram import Message as TelegramMessage

from bot.texts import clean, is_blank


@dataclass(frozen=True)
class Attachment:
    """A voice message, photo or document that somebody sent to the bot, by its Telegram file id."""

    kind: str
    file_id: str


@dataclass(frozen=True)
class Point:
    """A pin on the map; of a venue with its name and address."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True)
class UserInput:
    """What a person wrote or sent: text (or a caption), and the Telegram file id or the pin of what came with it."""

    text: str
    kind: str = "text"
    file_id: str | None = None
    point: Point | None = None
    more: tuple[Attachment, ...] = ()
    """What came with it in further messages."""

    @property
    def files(self) -> tuple[Attachment, ...]:
        """All that was sent."""
        return (Attachment(self.kind, self.file_id), *self.more) if self.file_id is not None else ()


def input_in(message: TelegramMessage) -> UserInput | None:
    """What a message says; None for what can't be kept, like a sticker."""
    caption = clean(message.text or message.caption or "").strip()
    if message.text is not None:
        return None if is_blank(caption) else UserInput(caption)
    if message.voice is not None:
        return UserInput(caption, "voice", message.voice.file_id)
    if message.photo:
        return UserInput(caption, "photo", message.photo[-1].file_id)
    if message.document is not None:
        return UserInput(caption, "document", message.document.file_id)
    if message.location is not None:
        point = _point(message.location, message.venue)
        return UserInput(point.name or f"{point.latitude:.5f}, {point.longitude:.5f}", "location", point=point)
    return None


def _point(location: Location, venue: Venue | None) -> Point:
    named = [clean(part).strip() for part in (venue.title, venue.address)] if venue is not None else []
    return Point(location.latitude, location.longitude, ", ".join(part for part in named if part))
