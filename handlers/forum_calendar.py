"""A forum for calendars: the file on [📅 Kalendarz], and again unasked when the forum is changed or called off."""

import re
from collections.abc import Iterable
from datetime import datetime

from bot.dialog import Conversation
from bot.ics import Meeting, calendar_file, calendar_link
from bot.turn import Draft, Turn
from bot.voice import Voice
from handlers.forum_views import Calendar, forum_for, heading
from models import forum_list
from models.forum import Called
from models.forum_list import Reader
from models.person import Person
from models.reading import fold
from models.right import Right

NAME_LENGTH = 40

calendar = Conversation("forum_calendar", Draft, who=Right.READ_FORUMS)


@calendar.tapped(Calendar)
async def hand_over(turn: Turn[Draft], tap: Calendar) -> None:
    """Who was invited gets the file."""
    of = await forum_for(turn, tap.forum, lambda _: turn.may(Right.READ_FORUMS))
    if of is None:
        return
    if await forum_list.sees(turn.session, Reader.of(turn.person, turn.memberships), tap.forum):
        send_calendar(turn, of, [turn.person])
    else:
        turn.toast("common.not_allowed_toast")


def send_calendar(
    voice: Voice, of: Called, people: Iterable[Person], *, once: str | None = None, due: datetime | None = None
) -> None:
    """Give these people the forum as it is now; if it is called off, what takes it out of their calendars.

    With ``once`` (completed by the person) it comes unasked, and a newer one takes the place of one not yet sent.
    """
    forum, meeting = of.forum, _meeting(voice, of)
    content = calendar_file(meeting, cancelled=forum.cancelled_at is not None)
    key = "forum_calendar.file" if forum.cancelled_at is None else "forum_calendar.cancelled"
    for person in people:
        words = voice.house.texts[person.language]
        caption = words(key, heading=heading(words, voice.house, forum), link=calendar_link(meeting))
        voice.send_file(
            person.telegram_id, content, _name(forum.title), caption=caption, as_photo=False, urgent=once is None,
            once=f"{once}:person:{person.id}" if once else None, due=due, about=subject(of) if once else None,
        )  # fmt: skip


def subject(of: Called) -> str:
    """What the files that come unasked are about."""
    return f"forum:{of.forum.id}:calendar"


def _meeting(voice: Voice, of: Called) -> Meeting:
    forum, house = of.forum, voice.house
    return Meeting(
        uid=f"forum-{forum.id}@{house.bot_name}", sequence=forum.sequence,
        starts_at=forum.starts_at, ends_at=forum.ends_at, zone=house.clock.zone, title=forum.title,
        organizer=house.association.office, address=f"https://t.me/{house.bot_name}", stamp=voice.now,
        place=forum.place, link=forum.link, description=forum.agenda,
        latitude=forum.latitude, longitude=forum.longitude,
    )  # fmt: skip


def _name(title: str) -> str:
    """``forum-mobilnosci.ics``"""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:NAME_LENGTH].strip("-")
    return f"{plain or 'forum'}.ics"
