"""Sends announcements whose time has come, some at a time, corrects their copies, and shows how far they have come."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from bot.conversation.outgoing import Message, Outgoing, Redrawn
from bot.texts import Words
from bot.timetable import Job
from handlers.announcement.views import card, copies, forum_of
from models import announcement
from models.announcement import Announcement, AnnouncementCopy, Open
from models.forum.forum import Forum
from models.people.permission import Needs, Right
from models.people.person import Somebody

CHUNK = 200
"""So many copies are written at a time; the courier takes seven seconds for them."""
EVERY = timedelta(seconds=5)


async def run(outgoing: Outgoing) -> None:
    """Whatever is not known yet to have arrived everywhere, and what was read lately."""
    for one in await announcement.open_ones(outgoing.session, now=outgoing.now):
        of = one.announcement
        forum = await forum_of(outgoing, of)
        outdated = await announcement.outdated(outgoing.session, of, limit=CHUNK) if of.delivered_at is None else []
        await _show(outgoing, one, forum, is_right=not outdated)
        await _correct(outgoing, of, forum, outdated)
        await _write(outgoing, of, forum)


async def _show(outgoing: Outgoing, one: Open, forum: Forum | None, *, is_right: bool) -> None:
    """Change the author's card in its place, if there is something new; note when nothing is under way any more."""
    of = one.announcement
    progress = await announcement.progress(outgoing.session, of)
    may_be_in_flight = of.cancelled_at is not None and outgoing.now < of.cancelled_at + EVERY
    if of.delivered_at is None and is_right and progress.unsent == 0 and not may_be_in_flight:
        of.delivered_at = outgoing.now
    if one.author is None or of.letter_id is None:
        return
    message = card(outgoing.services.texts[one.author.language], outgoing.services, of, forum, progress)
    if str(message.text) != of.shown:
        of.shown = str(message.text)
        await outgoing.amend([Redrawn(of.letter_id, one.author, message, Needs(Right.ANNOUNCE))], urgent=True)


async def _correct(
    outgoing: Outgoing, of: Announcement, forum: Forum | None, outdated: Sequence[tuple[AnnouncementCopy, Somebody]]
) -> None:
    """Change copies that say an earlier edition in their places, be they sent already or not."""
    new = []
    for copy, person in outdated:
        copy.edition = of.edition
        *_, message = copies(
            outgoing.services.texts[person.language], outgoing.services, of, forum, read_at=copy.read_at
        )
        new.append(Redrawn(copy.letter_id, person, message, of.needs))
    await outgoing.amend(new, files=True)


async def _write(outgoing: Outgoing, of: Announcement, forum: Forum | None) -> None:
    """Some of the copies that are not written yet."""
    if of.written_at is not None or of.cancelled_at is not None:
        return
    people = await announcement.not_yet_written(outgoing.session, of, limit=CHUNK)
    await announcement.keep(outgoing.session, [_copy_for(outgoing, of, forum, person) for person in people])
    if len(people) < CHUNK:
        of.written_at = outgoing.now


def _copy_for(outgoing: Outgoing, of: Announcement, forum: Forum | None, person: Somebody) -> AnnouncementCopy:
    """In working hours, once; stopped together with all the others."""
    due = outgoing.working_time
    messages = copies(outgoing.services.texts[person.language], outgoing.services, of, forum)
    *_, letter = (
        outgoing.tell(
            [person], partial(_say, message), needs=of.needs, once=f"{of.about}:{number}", due=due, about=of.about
        )[0]
        for number, message in enumerate(messages)
    )
    return AnnouncementCopy(announcement_id=of.id, person_id=person.id, letter_id=letter.id, edition=of.edition)


def _say(message: Message, _words: Words) -> Message:
    return message


job = Job("announce", run, "sends announcements of the Office", every=EVERY)
