"""Tells the technical contact when messages wait for too long or a job is late, once each, and when that is over."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from bot.conversation.outgoing import Message, Outgoing, View
from bot.texts import Words
from bot.timetable import Job
from models import incident, job_run
from models.incident import Incident
from models.job_run import JobRun
from models.mail import outbox
from models.people import contact
from models.people.permission import Needs, Right
from models.people.person import Somebody

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
STUCK = timedelta(minutes=10)
FLOWS = timedelta(minutes=5)
"""When messages wait no longer than this, it is over."""
OUTBOX = "outbox"


class Trouble(Struct, frozen=True):
    """Something that goes wrong, since when, and how to say it."""

    since: datetime
    say: View


async def run(outgoing: Outgoing) -> None:
    """Whatever has begun since the last time and whatever is over."""
    watched_since = await incident.watched_since(outgoing.session, now=outgoing.now)
    known = {one.name: one for one in await incident.all_incidents(outgoing.session)}
    troubles = {
        **await _waiting(outgoing, watched_since, STUCK if OUTBOX not in known else FLOWS),
        **await _late(outgoing, watched_since),
    }
    new, over = troubles.keys() - known.keys(), known.keys() - troubles.keys()
    people = await contact.to_be_told(outgoing.session) if new or over else ()
    for name in sorted(new):
        begun = await incident.begin(outgoing.session, name, since=troubles[name].since)
        log.error("%s: trouble since %s", name, begun.since)
        _tell(outgoing, people, begun, "begins", troubles[name].say)
    for name in sorted(over):
        await incident.end(outgoing.session, known[name])
        log.warning("%s: the trouble is over", name)
        # whom the news did not reach in time needs only this
        await outbox.drop(outgoing.session, _about(name))
        _tell(outgoing, people, known[name], "ends", _over(outgoing, known[name]))


async def _waiting(outgoing: Outgoing, watched_since: datetime, longest: timedelta) -> dict[str, Trouble]:
    clock = outgoing.services.clock
    owed = await outbox.backlog(outgoing.session, now=outgoing.now, working_since=clock.working_since(outgoing.now))
    if owed.since is None or outgoing.now - max(owed.since, watched_since) <= longest:
        return {}
    since = owed.since

    def say(words: Words) -> Message:
        return Message(words("watch.outbox", n=owed.letters, since=words.moment(clock.local(since))))

    return {OUTBOX: Trouble(since, say)}


async def _late(outgoing: Outgoing, watched_since: datetime) -> dict[str, Trouble]:
    return {
        f"job:{run.name}": _trouble(outgoing, run)
        for run in await job_run.all_runs(outgoing.session)
        if outgoing.now > run.late_at(watched_since=watched_since)
    }


def _trouble(outgoing: Outgoing, run: JobRun) -> Trouble:
    def say(words: Words) -> Message:
        since = words.moment(outgoing.services.clock.local(run.failed_since or run.finished_at))
        return Message(words("watch.job_fails" if run.failed_since else "watch.job_late", job=run.name, since=since))

    return Trouble(run.failed_since or run.finished_at, say)


def _over(outgoing: Outgoing, past: Incident) -> View:
    def say(words: Words) -> Message:
        since, until = (words.moment(outgoing.services.clock.local(at)) for at in (past.since, outgoing.now))
        if past.name == OUTBOX:
            return Message(words("watch.outbox_over", since=since, until=until))
        return Message(words("watch.job_over", job=past.name.removeprefix("job:"), since=since, until=until))

    return say


def _tell(outgoing: Outgoing, people: Sequence[Somebody], of: Incident, what: str, say: View) -> None:
    """Before all else that waits; at night without a sound."""
    silent = not outgoing.services.clock.is_working_time(outgoing.now)
    for person in people:
        outgoing.write(
            person.telegram_id,
            say(outgoing.services.texts[person.language]),
            needs=Needs(Right.CHANGE_SETTINGS),
            urgent=True,
            once=f"{_about(of.name)}:{of.since.isoformat()}:{what}:person:{person.id}",
            about=_about(of.name) if what == "begins" else None,
            silent=silent,
        )


def _about(name: str) -> str:
    return f"watch:{name}"


job = Job("watch", run, "tells the technical contact what goes wrong", every=EVERY)
