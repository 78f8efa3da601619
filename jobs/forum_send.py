"""Sends the invitations of forums whose time has come, some at a time, and shows the Office how far they are."""

from datetime import timedelta
from itertools import groupby

from bot.conversation.voice import Voice
from bot.timetable import Job
from handlers.forum.notices.invite import invite, invite_communes
from handlers.forum.notices.live_card import redraw_live_cards
from models.forum import forum, forum_commune
from models.forum.forum import Called
from models.people import person
from models.people.right import Needs, Right

EVERY = timedelta(seconds=5)


async def run(voice: Voice) -> None:
    """A forum whose start has passed meanwhile is not announced any more."""
    for of in await forum.to_be_sent(voice.session, now=voice.now):
        if not await invite(voice, of):
            of.forum.sent_at = voice.now
            await _name_those_with_nobody(voice, of)
    for of in await forum.under_way(voice.session):
        await _show_progress(voice, of)
    await _invite_newly_staffed(voice)


async def _show_progress(voice: Voice, of: Called) -> None:
    """The live cards change when there is something new to be seen on them."""
    sending = await forum_commune.sending(voice.session, of.forum.id or 0)
    if sending.is_over:
        of.forum.delivered_at = voice.now
    if sending.is_over or sending.settled != of.forum.settled:
        of.forum.settled = sending.settled
        await redraw_live_cards(voice, of)


async def _invite_newly_staffed(voice: Voice) -> None:
    """Where there was nobody, or whoever was asked has left, and now there is somebody who can be asked."""
    rows = await forum_commune.newly_staffed(voice.session, now=voice.now)
    for forum_id, its_own in groupby(rows, key=lambda row: row.forum_id):
        of = await forum.called(voice.session, forum_id)
        if of is not None and await invite_communes(voice, of, list(its_own)):
            await redraw_live_cards(voice, of)


async def _name_those_with_nobody(voice: Voice, of: Called) -> None:
    """The Office is told in which communes there is nobody whom one could ask."""
    tallies = await forum_commune.tally(voice.session, of.forum.id or 0)
    nobody = [tally.line.commune for tally in tallies if tally.has_nobody]
    if nobody:
        voice.tell(
            await person.office(voice.session), "forum.nobody_to_ask", needs=Needs(Right.CALL_FORUM),
            once=f"forum:{of.forum.id}:nobody", due=voice.house.clock.working_time(voice.now),
            forum=of.forum.title, communes=", ".join(nobody),
        )  # fmt: skip


job = Job("forum-send", run, "sends the invitations of forums", every=EVERY)
