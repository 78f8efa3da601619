"""A forum in people's calendars: holders of its file get it again when it is changed or called off."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.conversation.outgoing import Outgoing
from bot.files.ics import Attendee, Coming, Meeting, calendar_file, calendar_link
from handlers.forum.notices.invite import in_good_time
from handlers.forum.views import heading
from models.forum import entry as forum_entry
from models.forum.delegate import Delegate, State
from models.forum.entry import Holder
from models.forum.forum import Forum, ForumView
from models.people.permission import Needs, Right
from models.people.person import Somebody
from models.reading.words import fold

NAME_LENGTH = 40
ANSWERS = {
    State.ASKED: Coming.NEEDS_ACTION,
    State.ACCEPTED: Coming.ACCEPTED,
    State.WAITING: Coming.TENTATIVE,
    State.DECLINED: Coming.DECLINED,
}


async def send_again(outgoing: Outgoing, of: ForumView, *, once: str, due: datetime | None) -> None:
    """Sends the present file to every holder; if the forum is called off, a file that takes it out of their calendars.

    With ``once`` (completed by the person) it comes unasked, and a newer one replaces one not yet sent.
    """
    for holder in await forum_entry.holders(outgoing.session, of.forum.id):
        key = f"{once}:person:{holder[0].id}"
        needs = Needs(Right.READ_FORUMS, holder[1].commune_id if holder[1] is not None else None)
        about = calendar_subject(of.forum)
        _draw_and_send(outgoing, of, holder, what_it_is(of.forum), needs, urgent=False, once=key, due=due, about=about)


async def take_out(outgoing: Outgoing, of: ForumView, those: Iterable[Somebody | None]) -> None:
    """Takes the forum out of the calendars of people who no longer come.

    If they get the file again later, that one is newer.
    """
    people = {person.id: person for person in those if person is not None}
    had_it = await forum_entry.forget(outgoing.session, of.forum.id, people) if people else set()
    of.forum.sequence += bool(had_it)
    for id in sorted(had_it):
        due = in_good_time(outgoing, of.forum)
        _draw_and_send(
            outgoing, of, (people[id], None), "taken_out", None, urgent=False, due=due, until=of.forum.starts_at
        )


def calendar_subject(forum: Forum) -> str:
    """The subject of files that come unasked."""
    return f"forum:{forum.id}:calendar"


def what_it_is(forum: Forum) -> str:
    """What the file tells a calendar: the meeting, or that it does not take place."""
    return "file" if forum.cancelled_at is None else "cancelled"


def _draw_and_send(
    outgoing: Outgoing, of: ForumView, holder: Holder, what: str, needs: Needs | None, **how: Any
) -> None:
    """Takes half a millisecond, less than telling the others in another transaction."""
    content = calendar_file(meeting_of(outgoing, of.forum), attendee(*holder), cancelled=what != "file")
    send_file(outgoing, of, holder[0], what, content, needs, **how)


def send_file(
    outgoing: Outgoing, of: ForumView, person: Somebody, what: str, content: bytes, needs: Needs | None, **how: Any
) -> None:
    """Sends the file, with a link for people who keep their calendar elsewhere."""
    forum, services, words = of.forum, outgoing.services, outgoing.services.texts[person.language]
    link = calendar_link(meeting_of(outgoing, forum))
    caption = words(f"forum_calendar.{what}", heading=heading(words, services, forum), link=link)
    name = _name(forum.title)
    outgoing.send_file(person.telegram_id, content, name, caption=caption, as_photo=False, needs=needs, **how)


def meeting_of(outgoing: Outgoing, forum: Forum) -> Meeting:
    """The UID does not depend on the bot's name."""
    services = outgoing.services
    return Meeting(
        uid=f"forum-{forum.id}-{forum.created_at:%Y%m%dT%H%M%SZ}@obwarzanek", sequence=forum.sequence,
        starts_at=forum.starts_at, ends_at=forum.ends_at, zone=services.clock.zone, title=forum.title,
        organizer=services.association.office, address=f"https://t.me/{services.bot_name}", stamp=outgoing.now,
        place=forum.place, link=forum.link, description=forum.agenda,
        latitude=forum.latitude, longitude=forum.longitude,
    )  # fmt: skip


def attendee(person: Somebody, own: Delegate | None) -> Attendee:
    """The holder of the file, with their answer."""
    answer = ANSWERS.get(own.state) if own is not None else None
    if own is not None and own.asked_again:
        answer = Coming.NEEDS_ACTION
    return Attendee(person.name, f"tg://user?id={person.telegram_id}", answer)


def _name(title: str) -> str:
    """``forum-mobilnosci.ics``"""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:NAME_LENGTH].strip("-")
    return f"{plain or 'forum'}.ics"
