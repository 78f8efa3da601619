"""Announcements that were sent: read, looked up, stopped, corrected."""

from typing import Any

from bot.conversation.buttons import Button, Tap, paged
from bot.conversation.outgoing import REPLACEABLE, Message, Redrawn
from bot.conversation.refusal import Refused, there
from bot.conversation.step import ends
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import shorten
from handlers.announcement.draft import ANY_LENGTH, AnnouncementDraft, announcement, fitting
from handlers.announcement.views import (
    Correct,
    Read,
    Show,
    Stop,
    WhoRead,
    card_of,
    copies,
    forum_of,
    show_card,
    unread_list,
)
from models import announcement as announcements
from models.announcement import Announcement, File
from models.people.permission import Right

LISTED = 40


class Recent(Tap, tag="announcement.last", was={"announcement.recent": {"page": None}, "announcement.recent_page": {}}):
    """The last announcements."""

    page: int | None = None
    """None: in a message of its own."""


async def _announcement_for(turn: Turn[Any], announcement_id: int, *, locked: bool = False) -> Announcement:
    """The announcement, if this person may do what they tapped."""
    of = there(await announcements.with_id(turn.session, announcement_id, locked=locked))
    turn.require(Right.ANNOUNCE)
    return of


# --- by those who have got it ----------------------------------------


@announcement.tapped(Read)
async def read(turn: Turn[AnnouncementDraft], tap: Read) -> None:
    """[✅ Zapoznałem(-am) się]: once; a mark replaces the button."""
    if tap.announcement == 0:
        turn.toast("announcement.only_preview")
        return
    of = there(await announcements.with_id(turn.session, tap.announcement))
    turn.require(*of.needs)
    copy = there(await announcements.acknowledge(turn.session, tap.announcement, turn.person, now=turn.now))
    copy.edition = of.edition
    *_, message = copies(turn.words, turn.services, of, await forum_of(turn, of), read_at=copy.read_at)
    await turn.amend([Redrawn(copy.letter_id, turn.person, message, None)], urgent=True, files=True)
    turn.toast("announcement.thanks")


# --- by the Office ----------------------------------------


@announcement.tapped(Recent)
async def show_recent(turn: Turn[AnnouncementDraft], tap: Recent) -> None:
    """[🗂 Ostatnie]: eight a page."""
    turn.require(Right.ANNOUNCE)
    found = await announcements.newest(turn.session, limit=LISTED)
    if not found:
        raise Refused("announcement.none_yet", stays=True)
    buttons = [Button(_label(turn, of), Show(announcement=of.id)) for of in found]
    rows = paged(buttons, tap.page or 0, lambda page: Recent(page=page))
    turn.leaf(Message(turn.words("announcement.the_last"), rows), tap.page)


def _label(turn: Turn[Any], of: Announcement) -> str:
    sign = "✋ " if of.cancelled_at is not None else "🕘 " if of.send_at > turn.now else ""
    date = turn.services.clock.local(of.send_at).date()
    day = turn.words.day(date, year=date.year != turn.services.clock.today().year)
    return f"{sign}{day} · {shorten(of.text, 40) or '📎'}"


@announcement.tapped(Show)
async def show(turn: Turn[AnnouncementDraft], tap: Show) -> None:
    """From the list."""
    await show_card(turn, await _announcement_for(turn, tap.announcement))


@announcement.tapped(WhoRead)
async def who_has_read(turn: Turn[AnnouncementDraft], tap: WhoRead) -> None:
    """[👀 Kto przeczytał]: who has not read it, by commune; forty a page."""
    of = await _announcement_for(turn, tap.announcement)
    readers = await announcements.unread(turn.session, tap.announcement)
    turn.leaf(unread_list(turn.words, of, readers, tap.page or 0), tap.page)


@announcement.tapped(Stop)
async def stop(turn: Turn[AnnouncementDraft], tap: Stop) -> None:
    """[✋ Zatrzymaj wysyłkę]: messages on their way still arrive."""
    of = await _announcement_for(turn, tap.announcement, locked=True)
    if not await announcements.stop(turn.session, of, now=turn.now):
        turn.toast("announcement.nothing_to_stop")
    turn.redraw(await card_of(turn, of))


# --- correcting ----------------------------------------


@announcement.tapped(Correct)
async def begin_to_correct(turn: Turn[AnnouncementDraft], tap: Correct) -> None:
    """[✏️ Popraw treść]"""
    of = await _announcement_for(turn, tap.announcement)
    await turn.begin(announcement, AnnouncementDraft(corrects=of.id), ask_correction)


@announcement.step
async def ask_correction(turn: Turn[AnnouncementDraft]) -> Message:
    """Shows the present text, to copy from."""
    of = await _announcement_for(turn, turn.draft.corrects or 0)
    key = "announcement.ask_correction_or_file" if _is_replaceable(of) else "announcement.ask_correction"
    return Message(turn.words(key, text=of.text or "–"), [[turn.answer("announcement.leave_it")]])


def _is_replaceable(of: Announcement) -> bool:
    """Whether another file can replace the one with the words."""
    return bool(of.files) and of.attached[-1].kind in REPLACEABLE


ask_correction.answer("leave_it")(ends("announcement.left_as_it_is"))


@ask_correction.told(files=True, limit=ANY_LENGTH)
async def tell_correction(turn: Turn[AnnouncementDraft], told: UserInput) -> None:
    """All sent copies change soon; the others are sent with the new words. A file without words keeps the old ones."""
    of = await _announcement_for(turn, turn.draft.corrects or 0, locked=True)
    file = File(kind=told.kind, file_id=told.file_id) if told.file_id is not None else None
    if file is not None and not (_is_replaceable(of) and file.kind == of.attached[-1].kind):
        raise Refused("announcement.cannot_replace", stays=True)
    fitting(told.text, with_files=bool(of.files))
    announcements.correct(of, text=told.text if file is None else told.text or of.text, now=turn.now, file=file)
    turn.wakes.add("announce")
    await turn.end("announcement.is_corrected")
    await show_card(turn, of)
