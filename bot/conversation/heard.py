"""What an open dialog has heard: of which messages an answer is made, and what stood before the last one.

So what a phone sends in several messages is one answer, and an edit of a message mends the answer it was.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Self
from zlib import crc32

from telegram import Message as TelegramMessage

from bot.conversation.user_input import UserInput
from models.db.base import Value

TOGETHER = timedelta(seconds=2)
"""What is written so soon after an answer was sent together with it; nobody has read the next question by then."""
KEPT = 40
"""Answers of a dialog whose messages it knows."""
Place = list[str | int]
"""The way to a value in JSON."""


class Part(Value):
    """One message of an answer."""

    message: int
    told: UserInput


class Answer(Value):
    """An answer that was taken at a step, and the letter that asked for it."""

    step: str
    parts: list[Part]
    asked: str
    letter: int | None
    place: Place | None = None
    """Where in the draft its words stand as they were written."""

    @property
    def told(self) -> UserInput:
        """What all its messages say."""
        return together([part.told for part in self.parts])

    def edited(self, message: int, told: UserInput) -> list[Part]:
        """Its parts, with another one in the place of that message."""
        return [Part(message=message, told=told) if part.message == message else part for part in self.parts]


class Last(Answer):
    """The answer after which nothing has been answered yet, and the draft without it."""

    at: datetime
    album: str | None
    draft: dict[str, Any]
    number: int
    """Of the question that it was an answer to."""
    next_number: int
    """Of the one that was open afterwards."""
    result: int
    """The sum of the draft with it."""
    is_taken: bool
    """Whether it was an answer, and not refused."""

    def is_followed_by(self, message: TelegramMessage) -> bool:
        """Whether the message was sent together with it."""
        if self.album is not None and message.media_group_id == self.album:
            return True
        return timedelta() <= message.date - self.at <= TOGETHER


class Heard(Value):
    """Answers of an open dialog."""

    last: Last | None = None
    earlier: list[Answer] = []
    ahead: Part | None = None
    """A message as it was edited, before it has come itself."""

    def answer(self, message: int) -> Answer | None:
        """The one of which the message is a part."""
        known = [*self.earlier, *([self.last] if self.last is not None else [])]
        return next((a for a in known if any(part.message == message for part in a.parts)), None)

    def with_last(self, last: Last) -> Self:
        """With one more; what was refused is forgotten."""
        before = self.last
        kept = [Answer(**before.model_dump(include=set(Answer.model_fields)))] if before and before.is_taken else []
        return type(self)(last=last, earlier=[*self.earlier, *kept][-KEPT:])


def together(parts: Sequence[UserInput]) -> UserInput:
    """One answer of all these."""
    if len(parts) == 1:
        return parts[0]
    files = [file for part in parts for file in part.files]
    return UserInput(
        "\n".join(part.text for part in parts if part.text),
        kind=files[0].kind if files else parts[0].kind,
        file_id=files[0].file_id if files else None,
        point=next((part.point for part in parts if part.point is not None), None),
        more=tuple(files[1:]),
    )


def sum_of(draft: dict[str, Any]) -> int:
    """What is the same as long as the draft is."""
    return crc32(json.dumps(draft, sort_keys=True).encode())


def place_of(words: str, before: Any, after: Any) -> Place | None:
    """Where these words have come to stand, or an end of what stands there; None where that is nowhere or unclear."""
    if after == before or not words:
        return None
    match after:
        case str():
            return [] if after.endswith(words) else None
        case dict():
            was = before if isinstance(before, dict) else {}
            inner = [(key, place_of(words, was.get(key), value)) for key, value in after.items()]
        case list():
            old = [*before, *[None] * len(after)] if isinstance(before, list) else [None] * len(after)
            inner = [
                (n, place_of(words, was_it, value)) for n, (was_it, value) in enumerate(zip(old, after, strict=False))
            ]
        case _:
            return None
    found: list[Place] = [[key, *rest] for key, rest in inner if rest is not None]
    return found[0] if len(found) == 1 else None


def replaced(draft: Any, place: Place, old: str, new: str) -> Any:
    """The draft with other words there; None where the old ones do not stand there any more, once and whole."""
    if not place:
        return _replaced_in(draft, old, new) if isinstance(draft, str) else None
    key, *rest = place
    is_there = key in draft if isinstance(draft, dict) else isinstance(draft, list) and int(key) < len(draft)
    inner = replaced(draft[key], rest, old, new) if is_there else None
    if inner is None:
        return None
    if isinstance(draft, dict):
        return {**draft, key: inner}
    return [inner if number == key else value for number, value in enumerate(draft)]


def _replaced_in(text: str, old: str, new: str) -> str | None:
    lines = f"\n{text}\n"
    whole = f"\n{old}\n"
    return lines.replace(whole, f"\n{new}\n")[1:-1] if lines.count(whole) == 1 else None
