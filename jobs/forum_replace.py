"""Delegates on whom one cannot count: they have left their team, or no message reaches them."""

from bot.conversation.voice import Voice
from bot.timetable import Job
from handlers.forum.notices.calendar import take_out
from handlers.forum.notices.seats import replace
from models.forum import delegate_lost, forum


async def run(voice: Voice) -> None:
    """Their communes are told and choose somebody else; their seats go to those who wait."""
    for forum_id in await delegate_lost.forums_to_mend(voice.session, now=voice.now):
        of = await forum.called(voice.session, forum_id, locked=True)
        if of is not None and of.forum.is_open(voice.now):
            left = await delegate_lost.who_left(voice.session, forum_id)
            await take_out(voice, of, [sent.person for sent in left])
            await replace(voice, of, left, await delegate_lost.unreached(voice.session, forum_id))


job = Job("forum-replace", run, "gives the seats of delegates who have left to others")
