"""A forum for calendars: the file on [📅 Kalendarz]; whoever has it gets it again, changed or called off."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from bot.conversation.voice import Voice
from bot.files.ics import Attendee, Coming, Meeting, calendar_file, calendar_link
from handlers.forum.invite import in_good_time
from handlers.forum.views import Calendar, forum_for, heading
from models.forum import delegate as delegates
from models.forum import entry as forum_entry
from models.forum import listing as forum_list
from models.forum.delegate import Delegate, State
from models.forum.entry import Holder
from models.forum.forum import Called, Forum
from models.forum.listing import Reader
from models.people.person import Somebody
from models.people.right import Needs, Right
from models.reading.words import fold

NAME_LENGTH = 40
ANSWERS = {
    State.ASKED: Coming.NEEDS_ACTION,
    State.ACCEPTED: Coming.ACCEPTED,
    State.WAITING: Coming.TENTATIVE,
    State.DECLINED: Coming.DECLINED,
}

calendar = Conversation("forum_calendar", Draft, who=Right.READ_FORUMS)


@calendar.tapped(Calendar)
async def hand_over(turn: Turn[Draft], tap: Calendar) -> None:
    """Who was invited gets the file, and from now on every later one; who is not sent any more does not."""
    of = await forum_for(turn, tap.forum, lambda _: turn.may(Right.READ_FORUMS), locked=True)
    if of is None:
        return
    if not await forum_list.sees(turn.session, Reader.of(turn.person, turn.memberships), tap.forum):
        turn.toast("common.not_allowed_toast")
        return
    sent = await delegates.of_person(turn.session, tap.forum, turn.person.id or 0)
    own = sent.delegate if sent is not None else None
    if own is not None and own.state is State.REMOVED and not turn.may(Right.DELEGATE, own.commune_id):
        turn.toast("forum_answer.removed")
        return
    what, attendee = _said(of.forum), _attendee(turn.person, own)

    async def meeting() -> Callable[[], bytes]:
        told = _meeting(turn, of.forum)
        return lambda: calendar_file(told, attendee, cancelled=what != "file")

    content = await turn.drawn((tap.forum, of.forum.sequence, what, attendee), meeting)
    await forum_entry.note(turn.session, tap.forum, turn.person)
    _send(turn, of, turn.person, what, content, Needs(Right.READ_FORUMS))


async def send_again(voice: Voice, of: Called, *, once: str, due: datetime | None) -> None:
    """Everybody who has the forum gets it as it is now; if it is called off, what takes it out of their calendars.

    With ``once`` (completed by the person) it comes unasked, and a newer one takes the place of one not yet sent.
    """
    for holder in await forum_entry.holders(voice.session, of.forum.id or 0):
        key = f"{once}:person:{holder[0].id}"
        needs = Needs(Right.READ_FORUMS, holder[1].commune_id if holder[1] is not None else None)
        about = calendar_subject(of.forum)
        _draw_and_send(voice, of, holder, _said(of.forum), needs, urgent=False, once=key, due=due, about=about)


async def take_out(voice: Voice, of: Called, those: Iterable[Somebody | None]) -> None:
    """Who is not to come any more, and has the forum in their calendar, gets what takes it out.

    Should they be given it once more, that is the newer one.
    """
    people = {person.id or 0: person for person in those if person is not None}
    had_it = await forum_entry.forget(voice.session, of.forum.id or 0, people) if people else set()
    of.forum.sequence += bool(had_it)
    for id in sorted(had_it):
        due = in_good_time(voice, of.forum)
        _draw_and_send(
            voice, of, (people[id], None), "taken_out", None, urgent=False, due=due, until=of.forum.starts_at
        )


def calendar_subject(forum: Forum) -> str:
    """What the files that come unasked are about."""
    return f"forum:{forum.id}:calendar"


def _said(forum: Forum) -> str:
    return "file" if forum.cancelled_at is None else "cancelled"


def _draw_and_send(voice: Voice, of: Called, holder: Holder, what: str, needs: Needs | None, **how: Any) -> None:
    """Half a millisecond: less than it takes to begin anew what all the others are told, too."""
    content = calendar_file(_meeting(voice, of.forum), _attendee(*holder), cancelled=what != "file")
    _send(voice, of, holder[0], what, content, needs, **how)


def _send(
    voice: Voice, of: Called, person: Somebody, what: str, content: bytes, needs: Needs | None, **how: Any
) -> None:
    forum, house, words = of.forum, voice.house, voice.house.texts[person.language]
    link = calendar_link(_meeting(voice, forum))
    caption = words(f"forum_calendar.{what}", heading=heading(words, house, forum), link=link)
    name = _name(forum.title)
    voice.send_file(person.telegram_id, content, name, caption=caption, as_photo=False, needs=needs, **how)


def _meeting(voice: Voice, forum: Forum) -> Meeting:
    """Its UID does not depend on what the bot is called."""
    house = voice.house
    return Meeting(
        uid=f"forum-{forum.id}-{forum.created_at:%Y%m%dT%H%M%SZ}@obwarzanek", sequence=forum.sequence,
        starts_at=forum.starts_at, ends_at=forum.ends_at, zone=house.clock.zone, title=forum.title,
        organizer=house.association.office, address=f"https://t.me/{house.bot_name}", stamp=voice.now,
        place=forum.place, link=forum.link, description=forum.agenda,
        latitude=forum.latitude, longitude=forum.longitude,
    )  # fmt: skip


def _attendee(person: Somebody, own: Delegate | None) -> Attendee:
    answer = ANSWERS.get(own.state) if own is not None else None
    if own is not None and own.asked_again:
        answer = Coming.NEEDS_ACTION
    return Attendee(person.name, f"tg://user?id={person.telegram_id}", answer)


def _name(title: str) -> str:
    """``forum-mobilnosci.ics``"""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:NAME_LENGTH].strip("-")
    return f"{plain or 'forum'}.ics"
