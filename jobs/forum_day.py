"""Tells the Office on the day of a forum who comes, and asks it afterwards who came."""

from functools import partial

from bot.conversation.outgoing import Outgoing, View
from bot.timetable import Job
from handlers.forum.notices import day as notices
from models.forum import attendance
from models.forum import day as forum_day
from models.forum.day import What, subject
from models.forum.forum import ForumView
from models.mail import outbox
from models.people import person as people
from models.people.permission import Needs, Right


async def run(outgoing: Outgoing) -> None:
    """Once for each forum and each time at which it was to begin."""
    clock, now = outgoing.services.clock, outgoing.now
    near = await forum_day.around(outgoing.session, now=now)
    due = {subject(of.forum, what): (of, what) for of in near if (what := forum_day.due(of.forum, now, clock))}
    if not due:
        return
    told = await outbox.known(outgoing.session, list(due))
    office = await people.office(outgoing.session) if due.keys() - told else []
    for about, (of, what) in due.items():
        if about not in told:
            outgoing.tell(
                office, await _view(outgoing, of, what), needs=Needs(Right.CALL_FORUM), about=about, once=about,
                due=clock.working_time(now), until=of.forum.starts_at if what is What.WHO_COMES else None,
            )  # fmt: skip


async def _view(outgoing: Outgoing, of: ForumView, what: What) -> View:
    if what is What.WHO_CAME:
        return partial(notices.who_came, services=outgoing.services, of=of)
    roll = await attendance.roll(outgoing.session, of.forum.id)
    return partial(notices.who_comes, services=outgoing.services, of=of, roll=roll)


job = Job("forum-day", run, "tells the Office who comes to today's forum, and asks it afterwards who came")
