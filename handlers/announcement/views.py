"""How an announcement looks: to its recipients, and the author's card. Shared by the conversations and the job."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Button, Keyboard, Tap, arrows
from bot.conversation.outgoing import Message, Outgoing, Services, button
from bot.conversation.turn import Turn
from bot.conversation.user_input import Attachment
from bot.texts import Words, shorten
from models import announcement as announcements
from models.announcement import Announcement, Progress, Reader
from models.db.base import grouped
from models.forum import forum as forums
from models.forum.forum import Forum
from models.reading.words import in_order

TITLE_SHOWN = 60
EXCERPT_SHOWN = 200
UNREACHED_SHOWN = 20
NAMES_SHOWN = 40
"""Names on one page of those who have not read it."""
REASONS = {
    "blocked": "blocked",
    "deactivated": "gone",
    "chat not found": "no_chat",
    "voice_messages_forbidden": "no_voice",
}
"""Telegram's words for a refusal, and ours."""


class Read(Tap, tag="announcement.read"):
    """I have read it; 0: it is a preview."""

    announcement: int


class Stop(Tap, tag="announcement.stop"):
    announcement: int


class Correct(Tap, tag="announcement.correct"):
    """Change its words; asks for them."""

    announcement: int


class WhoRead(
    Tap, tag="announcement.unread", was={"announcement.who_read": {"page": None}, "announcement.who_read_page": {}}
):
    """Who has not read it."""

    announcement: int
    page: int | None = None
    """None: in a message of its own."""


class Show(Tap, tag="announcement.show"):
    """Open the author's card."""

    announcement: int


# --- what people get ----------------------------------------


def copies(
    words: Words, services: Services, of: Announcement, forum: Forum | None, *, read_at: datetime | None = None
) -> list[Message]:
    """The messages of one recipient; the last one has the words and the button."""
    files = [Attachment(file.kind, file.file_id) for file in of.attached]
    text = Markup("\n\n").join(part for part in (_heading(words, forum), Markup.escape(of.text)) if part)
    keyboard: Keyboard = ()
    if read_at is not None:
        text += Markup("\n\n") + words("announcement.is_read", at=services.moment(words, read_at))
    elif of.asks_receipt:
        keyboard = [[button(words, "announcement.read", Read(announcement=of.id))]]
    last = files.pop() if files else None
    return [*(Message(Markup(""), sent=file) for file in files), Message(text, keyboard, last)]


def _heading(words: Words, forum: Forum | None) -> Markup:
    if forum is None:
        return words("announcement.heading")
    return words("announcement.heading_materials", forum=shorten(forum.title, TITLE_SHOWN))


# --- what the Office sees ----------------------------------------


def card(words: Words, services: Services, of: Announcement, forum: Forum | None, progress: Progress) -> Message:
    """Its text, its progress, the recipients it did not reach, and what can be done about it."""
    lines = [
        words("announcement.card", heading=_heading(words, forum), at=services.moment(words, of.send_at)),
        excerpt(of.text, len(of.files)),
        words("announcement.corrected", at=services.moment(words, of.corrected_at)) if of.corrected_at else "",
        _how_far(words, services, of, progress),
        words("announcement.read_so_far", read=progress.read, sent=progress.sent)
        if of.asks_receipt and progress.sent
        else "",
    ]
    return Message(Markup("\n").join(line for line in lines if line), _card_keyboard(words, of, progress))


def excerpt(text: str, files: int) -> Markup:
    """The beginning of the text, and the number of files."""
    return Markup("<i>{}{}</i>").format(shorten(text, EXCERPT_SHOWN), f" 📎 {files}" if files else "")


def _how_far(words: Words, services: Services, of: Announcement, progress: Progress) -> Markup:
    if of.cancelled_at is not None:
        state = words("announcement.stopped", sent=progress.sent, unsent=progress.dropped)
    elif of.send_at > services.clock.now():
        return words("announcement.goes_out", at=services.moment(words, of.send_at), n=progress.total)
    elif progress.unsent:
        state = words("announcement.sent_so_far", sent=progress.sent, total=progress.total)
    else:
        state = words("announcement.arrived", n=progress.sent)
    if not progress.unreached:
        return state
    shown = progress.unreached[:UNREACHED_SHOWN]
    names = [Markup("{} ({})").format(person.name, _why(words, refusal)) for person, refusal in shown]
    if more := len(progress.unreached) - len(shown):
        names.append(words("announcement.and_more", n=more))
    return Markup(" · ").join((state, words("announcement.unreached", names=Markup(", ").join(names))))


def _why(words: Words, refusal: str) -> str:
    """``bot zablokowany``; a reason we do not know in Telegram's own words."""
    known = next((name for part, name in REASONS.items() if part in refusal.lower()), None)
    return words.plain(f"announcement.why_{known}") if known is not None else refusal


def _card_keyboard(words: Words, of: Announcement, progress: Progress) -> Keyboard:
    id, is_stopped = of.id, of.cancelled_at is not None
    buttons: list[Button] = []
    if progress.unsent and not is_stopped:
        buttons.append(button(words, "announcement.stop", Stop(announcement=id)))
    if progress.sent or (progress.unsent and not is_stopped):
        buttons.append(button(words, "announcement.correct", Correct(announcement=id)))
    if of.asks_receipt and progress.sent:
        buttons.append(button(words, "announcement.who_read", WhoRead(announcement=id)))
    return [buttons[:2], buttons[2:]]


async def forum_of(outgoing: Outgoing, of: Announcement) -> Forum | None:
    """The forum whose materials these are."""
    called = await forums.called(outgoing.session, of.forum_id) if of.forum_id is not None else None
    return called.forum if called is not None else None


async def card_of(turn: Turn[Any], of: Announcement) -> Message:
    """The card as it stands now."""
    progress = await announcements.progress(turn.session, of)
    return card(turn.words, turn.services, of, await forum_of(turn, of), progress)


async def show_card(turn: Turn[Any], of: Announcement) -> None:
    """Sends the card anew; from now on this one changes in its place while it is sent and read."""
    message = await card_of(turn, of)
    letter = turn.say(message)
    if of.author_id == turn.person.id:
        of.letter_id, of.shown = letter.id, str(message.text)


def unread_list(words: Words, of: Announcement, readers: Sequence[Reader], page: int) -> Message:
    """Recipients who have not read it, by commune."""
    office = words.plain("role.office")
    by_name = in_order(readers, lambda reader: reader.name)
    found = in_order(((reader.commune or office, reader.name) for reader in by_name), lambda one: one[0])
    last = max(0, (len(found) - 1) // NAMES_SHOWN)
    page = min(page, last)
    by_place = grouped(found[page * NAMES_SHOWN :][:NAMES_SHOWN])
    lines = [
        words("announcement.unread", n=len(found)) if found else words("announcement.all_read"),
        *(Markup("<b>{}</b>: {}").format(place, ", ".join(names)) for place, names in by_place.items()),
    ]
    turns = arrows(page, last, lambda page: WhoRead(announcement=of.id, page=page))
    return Message(Markup("\n").join(lines), turns)
