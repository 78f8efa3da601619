"""Changing a forum: the conversation, its draft, and how a change reads."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Button, Keyboard
from bot.conversation.dialog import Conversation
from bot.conversation.form import Filling
from bot.conversation.outgoing import Services
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.texts import Words, shorten
from handlers.forum.fields import lasts
from models.forum import forum as forums
from models.forum.change import Details
from models.forum.forum import Change, Forum, ForumView
from models.people.permission import Right

AGENDA_SHOWN = 300


class Detail(StrEnum):
    """A detail that can be changed."""

    TITLE = auto()
    STARTS_AT = auto()
    MINUTES = auto()
    PLACE = auto()
    LINK = auto()
    AGENDA = auto()
    SEATS = auto()
    CAPACITY = auto()
    ANSWER_BY = auto()


_BY_COMMUNE = (Detail.SEATS, Detail.CAPACITY, Detail.ANSWER_BY)
"""Details that only a forum has: to other meetings people are invited by name."""


class Changing(Filling):
    """The new details of a forum."""

    forum: int
    new: dict[str, Any] = {}
    """New values by column name, as they are stored."""
    seen: dict[str, Any] = {}
    """The values of the same columns when the new ones were given."""

    @property
    def change(self) -> Change:
        return Change(Details.read(self.seen), Details.read(self.new))

    def value(self, forum: Forum, name: str) -> Any:
        """The new value, or the present one if it does not change."""
        return self.change.now.get(name, getattr(forum, name))

    def note(self, forum: Forum, **values: Any) -> None:
        """Keeps these new values; a value that the forum already has is no change."""
        new, seen = self.change.now | values, self.change.was
        seen |= {name: getattr(forum, name) for name in values}
        different = [name for name, value in new.items() if value != seen[name]]
        self.new = Details.write({name: new[name] for name in different})
        self.seen = Details.write({name: seen[name] for name in different})

    def is_as_seen(self, forum: Forum) -> bool:
        """Whether nobody else has changed these details meanwhile."""
        return all(getattr(forum, name) == value for name, value in self.change.was.items())


change = Conversation("forum_change", Changing, who=Right.CALL_FORUM, mended_with="forums")


def details_of(forum: Forum) -> list[Detail]:
    """The details of this kind of meeting that can be changed."""
    return [detail for detail in Detail if forum.kind.delegates or detail not in _BY_COMMUNE]


async def still_open(turn: Turn[Any], *, locked: bool = False) -> ForumView:
    """The forum, if it is still to come."""
    of = await forums.called(turn.session, turn.draft.forum, locked=locked)
    if of is None or not of.forum.is_open(turn.now):
        raise Refused("forum_change.too_late")
    return of


def is_announced(forum: Forum, now: datetime) -> bool:
    """Whether anybody may know of it already."""
    return forum.sent_at is not None or forum.send_at <= now


def ways(turn: Turn[Changing], *first: Button) -> Keyboard:
    """The last row under a question."""
    return [[*first, turn.answer("common.back")]]


# --- a change in words ----------------------------------------


def lines(words: Words, services: Services, done: Change) -> list[Markup]:
    """``🕙 czw. 10.12.2026, 10:00 → pt. 11.12.2026, 12:00``, line by line."""
    said = []
    for detail in Detail:
        if detail in done.now:
            was, now = (_in_words(words, services, detail, values[detail]) for values in (done.was, done.now))
            said.append(words(f"forum_change.line_{detail}", was=was, now=now))
    if "latitude" in done.now and Detail.PLACE not in done.now:
        said.append(words("forum_change.line_pin"))
    if "agenda_file" in done.now:
        said.append(words("forum_change.line_file" if done.now["agenda_file"] else "forum_change.line_no_file"))
    return said


def _in_words(words: Words, services: Services, detail: Detail, value: Any) -> str:
    match detail, value:
        case (_, None | ""):
            return "–"
        case (Detail.STARTS_AT | Detail.ANSWER_BY, datetime()):
            local = services.clock.local(value)
            return f"{words.day(local.date(), weekday=True)}, {local.hour}:{local.minute:02}"
        case (Detail.MINUTES, int()):
            return lasts(value)
        case (Detail.SEATS | Detail.CAPACITY, 0):
            return words.plain("forum_change.no_limit")
        case (Detail.AGENDA, str()):
            return shorten(value, AGENDA_SHOWN)
    return str(value)
