"""Calls the next forum of a series once the last one is over (called off or not)."""

from datetime import datetime, timedelta

from bot.conversation.outgoing import Outgoing
from bot.timetable import Job
from handlers.forum.notices.live_card import redraw_live_cards
from handlers.forum.notices.series import tell_of_next
from models.calendar import Clock
from models.forum import change as forum_change
from models.forum import forum, forum_commune
from models.forum.change import Planned
from models.forum.forum import Forum, ForumView
from models.recurrence import moved, next_after

TIME_TO_CHANGE = timedelta(days=1)
"""The Office can change or call off what it called without having written it, before anybody is invited."""


async def run(outgoing: Outgoing) -> None:
    """Of those whose time has passed while the bot was down none is called."""
    for of in await forum.to_be_continued(outgoing.session, now=outgoing.now):
        await _call_next(outgoing, of)


async def _call_next(outgoing: Outgoing, of: ForumView) -> None:
    communes = await forum_commune.commune_ids(outgoing.session, of.forum.id)
    planned = forum_change.planned(of.forum, await forum_change.of_forum(outgoing.session, of.forum.id))
    new = forum.follow(of.forum, starts_at=_starts_at(of.forum, planned, outgoing), now=outgoing.now)
    _shift(new, planned, outgoing.services.clock, outgoing.now)
    await forum_commune.call(outgoing.session, new, commune_ids=communes)
    await redraw_live_cards(outgoing, of)
    await tell_of_next(outgoing, new)


def _starts_at(forum: Forum, planned: Planned, outgoing: Outgoing) -> datetime:
    earliest = outgoing.now + TIME_TO_CHANGE
    return next_after(forum.rule or "", planned.starts_at, outgoing.services.clock.zone, later_than=earliest)


def _shift(new: Forum, planned: Planned, clock: Clock, now: datetime) -> None:
    """The invitations go out, and answers are due, as long before the start as the last time, where there is time."""
    send_at, new.answer_by = (
        moved(instant, clock, since=planned.starts_at, until=new.starts_at)
        for instant in (planned.send_at, planned.answer_by)
    )
    new.send_at = clock.working_time(max(send_at, now + TIME_TO_CHANGE))
    new.answer_by = clock.last_working(new.answer_by)
    if new.answer_by <= new.send_at:
        half_way = new.send_at + (new.starts_at - new.send_at) / 2
        new.answer_by = min(clock.working_time(half_way), new.starts_at)


job = Job("forum-series", run, "calls the next forum of a series")
