"""Tells the technical contact when messages wait for too long or a job is late, once each, and when that is over."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation.voice import Message, View, Voice
from bot.texts import Words
from bot.timetable import Job
from models import incident, job_run
from models.incident import Incident
from models.job_run import JobRun
from models.mail import outbox
from models.people import contact
from models.people.person import Somebody
from models.people.right import Needs, Right

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
STUCK = timedelta(minutes=10)
FLOWS = timedelta(minutes=5)
"""When messages wait no longer than this, it is over."""
OUTBOX = "outbox"


@dataclass(frozen=True)
class Trouble:
    """Something that goes wrong, since when, and how to say it."""

    since: datetime
    say: View


async def run(voice: Voice) -> None:
    """Whatever has begun since the last time and whatever is over."""
    watched_since = await incident.watched_since(voice.session, now=voice.now)
    known = {one.name: one for one in await incident.all_incidents(voice.session)}
    troubles = {
        **await _waiting(voice, watched_since, STUCK if OUTBOX not in known else FLOWS),
        **await _late(voice, watched_since),
    }
    new, over = troubles.keys() - known.keys(), known.keys() - troubles.keys()
    people = await contact.to_be_told(voice.session) if new or over else ()
    for name in sorted(new):
        begun = await incident.begin(voice.session, name, since=troubles[name].since)
        log.error("%s: trouble since %s", name, begun.since)
        _tell(voice, people, begun, "begins", troubles[name].say)
    for name in sorted(over):
        await incident.end(voice.session, known[name])
        log.warning("%s: the trouble is over", name)
        # whom the news did not reach in time needs only this
        await outbox.drop(voice.session, _about(name))
        _tell(voice, people, known[name], "ends", _over(voice, known[name]))


async def _waiting(voice: Voice, watched_since: datetime, longest: timedelta) -> dict[str, Trouble]:
    clock = voice.house.clock
    owed = await outbox.backlog(voice.session, now=voice.now, working_since=clock.working_since(voice.now))
    if owed.since is None or voice.now - max(owed.since, watched_since) <= longest:
        return {}
    since = owed.since

    def say(words: Words) -> Message:
        return Message(words("watch.outbox", n=owed.letters, since=words.moment(clock.local(since))))

    return {OUTBOX: Trouble(since, say)}


async def _late(voice: Voice, watched_since: datetime) -> dict[str, Trouble]:
    return {
        f"job:{run.name}": _trouble(voice, run)
        for run in await job_run.all_runs(voice.session)
        if voice.now > run.late_at(watched_since=watched_since)
    }


def _trouble(voice: Voice, run: JobRun) -> Trouble:
    def say(words: Words) -> Message:
        since = words.moment(voice.house.clock.local(run.failed_since or run.finished_at))
        return Message(words("watch.job_fails" if run.failed_since else "watch.job_late", job=run.name, since=since))

    return Trouble(run.failed_since or run.finished_at, say)


def _over(voice: Voice, past: Incident) -> View:
    def say(words: Words) -> Message:
        since, until = (words.moment(voice.house.clock.local(at)) for at in (past.since, voice.now))
        if past.name == OUTBOX:
            return Message(words("watch.outbox_over", since=since, until=until))
        return Message(words("watch.job_over", job=past.name.removeprefix("job:"), since=since, until=until))

    return say


def _tell(voice: Voice, people: Sequence[Somebody], of: Incident, what: str, say: View) -> None:
    """Before all else that waits; at night without a sound."""
    silent = not voice.house.clock.is_working_time(voice.now)
    for person in people:
        voice.write(
            person.telegram_id,
            say(voice.house.texts[person.language]),
            needs=Needs(Right.CHANGE_SETTINGS),
            urgent=True,
            once=f"{_about(of.name)}:{of.since.isoformat()}:{what}:person:{person.id}",
            about=_about(of.name) if what == "begins" else None,
            silent=silent,
        )


def _about(name: str) -> str:
    return f"watch:{name}"


job = Job("watch", run, "tells the technical contact what goes wrong", every=EVERY)
