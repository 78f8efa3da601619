"""What the clock does: jobs that can run twice, late or on two machines and leave the same rows (rule 5)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.voice import House, Voice
from models.database import Database

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=30)


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
        self._at_work: set[asyncio.Future[int]] = set()
        self._scheduler = AsyncIOScheduler(timezone=house.clock.zone)

    def start(self) -> None:
        """Begin to wake the jobs."""
        for job in self.jobs:
            self._scheduler.add_job(
                self.run, IntervalTrigger(seconds=int(job.every.total_seconds())), (job,), id=job.name,
                next_run_time=self._house.clock.local(self._house.clock.now()), coalesce=True, max_instances=1,
                misfire_grace_time=None,
            )  # fmt: skip
        self._scheduler.start()

    async def finish(self, within: timedelta) -> None:
        """Wake no more jobs and let those under way end."""
        if self._scheduler.running:
            self._scheduler.pause()
            if self._at_work:
                await asyncio.wait(self._at_work, timeout=within.total_seconds())
                # the scheduler hears of their end in the next round of the loop
                await asyncio.sleep(0)
            self._scheduler.shutdown(wait=False)

    async def run(self, job: Job) -> None:
        """Run a job once, in a transaction of its own; a failure is logged and the next tick tries again."""
        work = asyncio.ensure_future(run_once(job, self._database, self._house))
        self._at_work.add(work)
        work.add_done_callback(self._at_work.discard)
        try:
            await work
        except Exception:
            log.exception("the job %s failed", job.name)
        self._posted()

    async def tick(self) -> None:
        """Run every job once, in the order of the timetable."""
        for job in self.jobs:
            await self.run(job)


async def run_once(job: Job, database: Database, house: House) -> int:
    """Do what the job finds due; the number of messages it put into the outbox."""
    async with database.transaction() as session:
        voice = Voice(session, house, house.clock.now())
        await job.run(voice)
        await voice.hand_in()
    return len(voice.letters)
