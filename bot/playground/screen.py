"""A chat as it looks on a phone, in plain text."""

from collections.abc import Iterable

from bot.playground.things import Chat, Json, Message

_SIGNS = {
    "photo": "🖼",
    "voice": "🎤",
    "sticker": "🏷",
    "contact": "👤",
    "group_chat_created": "(group made)",
}


def labels(rows: Iterable[Iterable[Json]]) -> str:
    """Buttons as [label] [label], a line a row."""
    return "\n".join(" ".join(f"[{button['text']}]" for button in row) for row in rows)


def shown(message: Message) -> str:
    """A message with what hangs on it: signs of media, words, buttons."""
    parts = [_attached(message.content), message.text, labels(message.buttons)]
    return "\n".join(part for part in parts if part)


def chat_screen(chat: Chat) -> str:
    """All messages of a chat, oldest first, and the keyboard below."""
    lines = [f"── {chat.title or 'bot'} ──"]
    for message in chat.messages.values():
        pin = "📌 " if message.id in chat.pinned else ""
        body = shown(message).replace("\n", "\n    ")
        lines.append(f"{pin}{message.sender.name}: {body}")
    if chat.keyboard:
        lines.append("⌨ " + labels(chat.keyboard["keyboard"]).replace("\n", "\n  "))
    return "\n".join(lines)


def plain(text: str) -> str:
    """Text as the eye compares it: no-break spaces are spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _attached(content: Json) -> str:
    if document := content.get("document"):
        return f"📎 {document['file_name']}"
    if venue := content.get("venue"):
        return f"📍 {venue['title']}, {venue['address']}"
    if place := content.get("location"):
        return f"📍 {place['latitude']}, {place['longitude']}"
    return next((sign for kind, sign in _SIGNS.items() if kind in content), "")
