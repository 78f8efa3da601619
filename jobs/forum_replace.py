"""Delegates on whom one cannot count: they have left their team, or no message reaches them."""

from bot.conversation.outgoing import Outgoing
from bot.timetable import Job
from handlers.forum.notices.calendar import take_out
from handlers.forum.notices.seats import replace
from models.forum import delegate_lost, forum


async def run(outgoing: Outgoing) -> None:
    """Their communes are told and choose somebody else; their seats go to those who wait."""
    for forum_id in await delegate_lost.forums_to_mend(outgoing.session, now=outgoing.now):
        of = await forum.called(outgoing.session, forum_id, locked=True)
        if of is not None and of.forum.is_open(outgoing.now):
            left = await delegate_lost.who_left(outgoing.session, forum_id)
            await take_out(outgoing, of, [sent.person for sent in left])
            await replace(outgoing, of, left, await delegate_lost.unreached(outgoing.session, forum_id))


job = Job("forum-replace", run, "gives the seats of delegates who have left to others")
