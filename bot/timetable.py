"""What the clock does: jobs that can run twice, late or on two machines and leave the same rows (rule 5)."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from msgspec import Struct

from bot.conversation.outgoing import Outgoing, Services
from bot.files.drawing import Drawings, UndrawnError
from bot.telemetry.correlation import caused_by
from bot.telemetry.meters import JOBS, JOBS_FAILED, LATE
from models import job_run
from models.calendar import utc_now
from models.database import AWAY, Database
from models.db.trouble import complain
from models.mail.outbox import AT_ONCE

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=30)
SOON = timedelta(seconds=1)
WATCH = timedelta(seconds=5)
"""How often the machine's clock is compared with one that nobody can set."""
NOTE_EVERY = timedelta(minutes=1)
"""How often it is written down when the jobs ended."""


Work: TypeAlias = Callable[[Outgoing], Awaitable["Work | None"]]
"""What is done in one transaction; gives what is left to be done at once in another one, if anything is.

Whoever waits for the database or for the loop comes in between. What is left when the process dies is not known to
anybody: the next tick has to find it again.
"""


class Job(Struct, frozen=True):
    """Something the clock does: looks at what is due by now and does it."""

    name: str
    run: Work | None
    """Its work, in transactions."""
    about: str
    every: timedelta = EVERY
    aside: Callable[[Services], Awaitable[None]] | None = None
    """Long work that would hold up everybody in one; done before it."""


class Timetable:
    """Wakes the jobs, each first at the start, so that what was due meanwhile is done."""

    def __init__(
        self, database: Database, services: Services, jobs: Sequence[Job], *, posted: Callable[[], None]
    ) -> None:
        self._database = database
        self._services = services
        self.jobs = tuple(jobs)
        self._posted = posted
        self._at_work: set[asyncio.Task[None]] = set()
        self._watch: asyncio.Task[None] | None = None
        self._noted_at: datetime | None = None
        self._finished: dict[str, datetime] = {}
        """When each job last ended well."""
        self._failed_since: dict[str, datetime] = {}
        """The jobs that failed the last time, and since when they do."""

    def start(self) -> None:
        """Begin to wake the jobs."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # Telegram is polled before
        from apscheduler.triggers.interval import IntervalTrigger

        self._noted_at = None
        self._finished.clear()
        self._failed_since.clear()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        for job in self.jobs:
            self._scheduler.add_job(
                self._run, IntervalTrigger(seconds=job.every.total_seconds()), (job,), id=job.name,
                next_run_time=utc_now(), coalesce=True, max_instances=1, misfire_grace_time=None,
            )  # fmt: skip
            self._show_lateness(job)
        self._scheduler.start()
        self._watch = asyncio.create_task(self._watch_the_clock())

    async def finish(self, within: timedelta) -> None:
        """Wake no more jobs and let those under way end; what does not end in time is undone."""
        if self._watch is None:
            return
        self._watch.cancel()
        self._scheduler.pause()
        if self._at_work:
            _, late = await asyncio.wait(self._at_work, timeout=within.total_seconds())
            for work in late:
                work.cancel()
        await asyncio.gather(self._watch, *self._at_work, return_exceptions=True)
        # the scheduler hears of their end in the next round of the loop
        await asyncio.sleep(0)
        self._scheduler.shutdown(wait=False)
        self._watch = None
        LATE.clear()

    def _show_lateness(self, job: Job) -> None:
        """To be reckoned when somebody asks."""
        began = self._services.clock.now()

        def late() -> float:
            ended = self._finished.get(job.name, began)
            return max(0.0, (self._services.clock.now() - ended - job.every).total_seconds())

        LATE.labels(job.name).set_function(late)

    def wake(self, name: str) -> None:
        """Run this job now, and once more when some of what it has written has arrived: its cards say how far it is.

        That is for the process that runs the jobs; if it is another one, its next tick does what is due.
        """
        [job] = [job for job in self.jobs if job.name == name]
        self._hasten(job)
        asyncio.get_running_loop().call_later(SOON.total_seconds(), self._hasten, job)

    def _hasten(self, job: Job) -> None:
        if self._watch is not None:
            self._scheduler.modify_job(job.name, next_run_time=utc_now())

    async def tick(self) -> None:
        """Run every job once, in the order of the timetable."""
        for job in self.jobs:
            await self._do(job)

    async def _run(self, job: Job) -> None:
        work = asyncio.create_task(self._do(job))
        self._at_work.add(work)
        work.add_done_callback(self._at_work.discard)
        await asyncio.wait([work])

    async def _do(self, job: Job) -> None:
        """In transactions of its own; a failure is logged and the next tick goes on from there."""
        with caused_by(f"job:{job.name}"):
            try:
                with JOBS.labels(job.name).time():
                    await run_once(job, self._database, self._services)
            except Exception as error:
                JOBS_FAILED.labels(job.name).inc()
                complain(log, error, "the job %s failed", job.name)
                await self._note(job, well=False)
            else:
                await self._note(job, well=True)
        self._posted()

    async def _note(self, job: Job, *, well: bool) -> None:
        """For those who watch: once a minute, and when a job begins to fail or ends well again."""
        now = self._services.clock.now()
        has_turned = well == (job.name in self._failed_since)
        if well:
            self._finished[job.name] = now
            self._failed_since.pop(job.name, None)
        else:
            self._failed_since.setdefault(job.name, now)
        if not has_turned and self._noted_at is not None and abs(now - self._noted_at) < NOTE_EVERY:
            return
        finished = {name: at for name, at in self._finished.items() if name not in self._failed_since}
        try:
            async with self._database.transaction() as session:
                if self._noted_at is None:
                    await job_run.plan(session, {known.name: known.every for known in self.jobs}, now=now)
                await job_run.note(session, finished=finished, failed_since=self._failed_since)
        except AWAY as error:
            complain(log, error, "when the jobs ended is not written down")
        else:
            self._noted_at = now

    async def _watch_the_clock(self) -> None:
        """The scheduler counts on the machine's clock: put back an hour, it would sleep for an hour, so it is woken."""
        while True:
            ahead = utc_now().timestamp() - time.monotonic()
            await asyncio.sleep(WATCH.total_seconds())
            if utc_now().timestamp() - time.monotonic() < ahead - WATCH.total_seconds():
                log.warning("the machine's clock was put back")
                for planned in self._scheduler.get_jobs():
                    planned.modify(next_run_time=utc_now())


async def run_once(job: Job, database: Database, services: Services, *, pretended: bool = False) -> int:
    """Do what the job finds due; the number of messages it put into the outbox.

    What is due by an hour that is only ``pretended`` is sent at once, whatever the hour is.
    """
    with caused_by(f"job:{job.name}"):
        return await _run_once(job, database, services, pretended=pretended)


async def _run_once(job: Job, database: Database, services: Services, *, pretended: bool) -> int:
    if job.aside is not None:
        await job.aside(services)
    letters, work, drawings = 0, job.run, Drawings()
    while work is not None:
        try:
            async with database.transaction() as session:
                outgoing = Outgoing(session, services, services.clock.now(), drawings=drawings)
                work = await work(outgoing)
                for letter in outgoing.letters if pretended else ():
                    letter.due_at = AT_ONCE if letter.due_at <= outgoing.now else letter.due_at
                await outgoing.hand_in()
        except UndrawnError as undrawn:
            await drawings.make(undrawn)
            continue
        letters += len(outgoing.letters)
        # an uncontended database never lets go of the loop
        await asyncio.sleep(0)
    return letters
