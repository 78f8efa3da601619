"""Sends the invitations of forums whose time has come, some at a time, and shows the Office how far they are."""

from datetime import timedelta

from bot.timetable import Job
from bot.voice import Voice
from handlers.forum_invite import invite
from handlers.forum_views import redraw_live_cards
from models import forum, forum_commune, person
from models.forum import Called

EVERY = timedelta(seconds=5)


async def run(voice: Voice) -> None:
    """A forum whose start has passed meanwhile is not announced any more."""
    for of in await forum.to_be_sent(voice.session, now=voice.now):
        if not await invite(voice, of):
            of.forum.sent_at = voice.now
            await _name_those_with_nobody(voice, of)
    for of in await forum.under_way(voice.session):
        sending = await forum_commune.sending(voice.session, of.forum.id or 0)
        if sending.is_over:
            of.forum.delivered_at = voice.now
        await redraw_live_cards(voice, of)


async def _name_those_with_nobody(voice: Voice, of: Called) -> None:
    """The Office is told which communes have nobody whom one could ask."""
    communes = await forum_commune.invited(voice.session, of.forum.id or 0)
    nobody = [one.commune.name for one in communes if one.person is None] if of.forum.kind.delegates else []
    if nobody:
        voice.tell(
            await person.office(voice.session), "forum.nobody_to_ask",
            once=f"forum:{of.forum.id}:nobody", due=voice.house.clock.working_time(voice.now),
            forum=of.forum.title, communes=", ".join(nobody),
        )  # fmt: skip


job = Job("forum-send", run, "sends the invitations of forums", every=EVERY)
