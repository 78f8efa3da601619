"""Sends the invitations of forums whose time has come, some at a time, and shows the Office how far they are."""

from datetime import timedelta
from itertools import groupby

from bot.conversation.outgoing import Outgoing
from bot.timetable import Job
from handlers.forum.notices.invite import invite, invite_communes
from handlers.forum.notices.live_card import redraw_live_cards
from models.forum import forum, forum_commune
from models.forum.forum import ForumView
from models.people import person
from models.people.permission import Needs, Right

EVERY = timedelta(seconds=5)


async def run(outgoing: Outgoing) -> None:
    """A forum whose start has passed meanwhile is not announced any more."""
    for of in await forum.to_be_sent(outgoing.session, now=outgoing.now):
        if not await invite(outgoing, of):
            of.forum.sent_at = outgoing.now
            await _name_those_with_nobody(outgoing, of)
    for of in await forum.under_way(outgoing.session):
        await _show_progress(outgoing, of)
    await _invite_newly_staffed(outgoing)


async def _show_progress(outgoing: Outgoing, of: ForumView) -> None:
    """The live cards change when there is something new to be seen on them."""
    sending = await forum_commune.sending(outgoing.session, of.forum.id)
    if sending.is_over:
        of.forum.delivered_at = outgoing.now
    if sending.is_over or sending.settled != of.forum.settled:
        of.forum.settled = sending.settled
        await redraw_live_cards(outgoing, of)


async def _invite_newly_staffed(outgoing: Outgoing) -> None:
    """Where there was nobody, or whoever was asked has left, and now there is somebody who can be asked."""
    rows = await forum_commune.newly_staffed(outgoing.session, now=outgoing.now)
    for forum_id, its_own in groupby(rows, key=lambda row: row.forum_id):
        of = await forum.called(outgoing.session, forum_id)
        if of is not None and await invite_communes(outgoing, of, list(its_own)):
            await redraw_live_cards(outgoing, of)


async def _name_those_with_nobody(outgoing: Outgoing, of: ForumView) -> None:
    """The Office is told in which communes there is nobody whom one could ask."""
    tallies = await forum_commune.tally(outgoing.session, of.forum.id)
    nobody = [tally.line.commune for tally in tallies if tally.has_nobody]
    if nobody:
        outgoing.tell(
            await person.office(outgoing.session), "forum.nobody_to_ask", needs=Needs(Right.CALL_FORUM),
            once=f"forum:{of.forum.id}:nobody", due=outgoing.working_time,
            forum=of.forum.title, communes=", ".join(nobody),
        )  # fmt: skip


job = Job("forum-send", run, "sends the invitations of forums", every=EVERY)
