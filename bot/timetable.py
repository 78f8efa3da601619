"""What the clock does: jobs that can run twice, late or on two machines and leave the same rows (rule 5)."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import utc_now
from bot.meters import JOBS
from bot.voice import House, Voice
from models.database import Database
from models.outbox import AT_ONCE

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=30)
WATCH = timedelta(seconds=5)
"""How often the machine's clock is compared with one that nobody can set."""


@dataclass(frozen=True)
class Job:
    """Something the clock does: looks at what is due by now and does it."""

    name: str
    run: Callable[[Voice], Awaitable[None]]
    about: str
    every: timedelta = EVERY


class Timetable:
    """Wakes the jobs, each first at the start, so that what was due meanwhile is done."""

    def __init__(self, database: Database, house: House, jobs: Sequence[Job], *, posted: Callable[[], None]) -> None:
        self._database = database
        self._house = house
        self.jobs = tuple(jobs)
        self._posted = posted
        self._at_work: set[asyncio.Task[None]] = set()
        self._watch: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to wake the jobs."""
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        for job in self.jobs:
            self._scheduler.add_job(
                self._run, IntervalTrigger(seconds=job.every.total_seconds()), (job,), id=job.name,
                next_run_time=utc_now(), coalesce=True, max_instances=1, misfire_grace_time=None,
            )  # fmt: skip
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
        """In a transaction of its own; a failure is logged and the next tick tries again."""
        try:
            with JOBS.labels(job.name).time():
                await run_once(job, self._database, self._house)
        except Exception:
            log.exception("the job %s failed", job.name)
        self._posted()

    async def _watch_the_clock(self) -> None:
        """The scheduler counts on the machine's clock: put back an hour, it would sleep for an hour, so it is woken."""
        while True:
            ahead = utc_now().timestamp() - time.monotonic()
            await asyncio.sleep(WATCH.total_seconds())
            if utc_now().timestamp() - time.monotonic() < ahead - WATCH.total_seconds():
                log.warning("the machine's clock was put back")
                for planned in self._scheduler.get_jobs():
                    planned.modify(next_run_time=utc_now())


async def run_once(job: Job, database: Database, house: House, *, pretended: bool = False) -> int:
    """Do what the job finds due; the number of messages it put into the outbox.

    What is due by an hour that is only ``pretended`` is sent at once, whatever the hour is.
    """
    async with database.transaction() as session:
        voice = Voice(session, house, house.clock.now())
        await job.run(voice)
        for letter in voice.letters if pretended else ():
            letter.due_at = AT_ONCE if letter.due_at <= voice.now else letter.due_at
        await voice.hand_in()
    return len(voice.letters)
