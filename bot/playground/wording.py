"""A message's words: parsed, cleaned, measured, with what Telegram finds in them by itself."""

import re
from typing import Any

from bot.playground.entities import Entity, parse_html, utf16_length
from bot.playground.errors import bad_request

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100
"""Those after them are left out without a word."""
MAX_BYTES = 1 << 15
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_BLANK = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff]*")
_FOUND = re.compile(
    r"(?P<url>(?:https?://|www\.|t\.me/)[^\s<>\"]*[^\s<>\".,;:!?)'»”])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])"
    r"|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<![\w&])(?P<hashtag>#\w*[^\W\d]\w*)"
)
_OPAQUE = {"code", "pre", "text_link", "text_mention"}


def text_content(text: str, parse_mode: str = "", entities: Any = None) -> dict[str, Any]:
    """The content of a text message, or the reason why there is none."""
    if not text:
        raise bad_request("message text is empty")
    words, found = formatted(text, parse_mode, entities)
    if not words:
        raise bad_request("text must be non-empty")
    if utf16_length(words) > MAX_TEXT:
        raise bad_request("message is too long")
    return _content("text", "entities", words, found)


def caption_content(caption: str, parse_mode: str = "", entities: Any = None) -> dict[str, Any]:
    """The caption of a photo, document or voice; no words is no caption."""
    words, found = formatted(caption, parse_mode, entities)
    if utf16_length(words) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return _content("caption", "caption_entities", words, found)


def formatted(text: str, parse_mode: str, entities: Any = None) -> tuple[str, list[Entity]]:
    """Words as they are shown, with all entities, sorted."""
    if len(text.encode()) > MAX_BYTES:
        raise bad_request("text is too long")
    match parse_mode.lower():
        case "html":
            words, given = parse_html(text)
        case "" | "none":
            words, given = text, _given(entities)
        case _:
            raise bad_request("unsupported parse_mode")
    words, given = _trimmed(_cleaned(words), given)
    entities = given + [entity for entity in _detected(words) if not _hidden(entity, given)]
    return words, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))[:MAX_ENTITIES]


def split(text: str) -> list[str]:
    """What a phone makes of a text that is too long for one message."""
    parts = [""]
    room = MAX_TEXT
    for character in text:
        width = utf16_length(character)
        if width > room:
            parts.append("")
            room = MAX_TEXT
        parts[-1] += character
        room -= width
    return parts


def _given(entities: Any) -> list[Entity]:
    """Entities that came with the text instead of markup."""
    if entities is None:
        return []
    if not isinstance(entities, list) or not all(_is_entity(entity) for entity in entities):
        raise bad_request("can't parse MessageEntity: expected an Array of MessageEntity")
    return entities


def _is_entity(given: Any) -> bool:
    return (
        isinstance(given, dict)
        and isinstance(given.get("type"), str)
        and all(isinstance(given.get(name), int) for name in ("offset", "length"))
    )


def _content(name: str, entities_name: str, words: str, entities: list[Entity]) -> dict[str, Any]:
    content: dict[str, Any] = {name: words} if words else {}
    return content | {entities_name: entities} if entities else content


def _cleaned(words: str) -> str:
    return _CONTROL.sub(" ", words.replace("\r", " " if "\r\n" not in words else ""))


def _trimmed(words: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    if _BLANK.fullmatch(words):
        return "", []
    words = words.rstrip()
    first = min((entity["offset"] for entity in entities), default=len(words))
    lead = min(len(words) - len(words.lstrip(" \n")), first)
    words = words[lead:]
    size = utf16_length(words)
    kept = []
    for entity in entities:
        offset = entity["offset"] - lead
        length = min(entity["length"], size - offset)
        if length > 0:
            kept.append(entity | {"offset": offset, "length": length})
    return words, kept


def _detected(words: str) -> list[Entity]:
    return [
        {
            "type": found.lastgroup,
            "offset": utf16_length(words[: found.start()]),
            "length": utf16_length(found[0]),
        }
        for found in _FOUND.finditer(words)
    ]


def _hidden(entity: Entity, given: list[Entity]) -> bool:
    begin, end = entity["offset"], entity["offset"] + entity["length"]
    return any(
        other["type"] in _OPAQUE and other["offset"] < end and begin < other["offset"] + other["length"]
        for other in given
    )
