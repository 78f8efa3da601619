"""Ticks: two processes at once, answers in between, jobs slower than their interval, a clock that is put back."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from bot.conversation.outgoing import Outgoing
from bot.playground import Fault, Person
from bot.timetable import Job, Timetable
from jobs import JOBS, status_open, status_remind
from models import setting
from models.people.commune import all_communes
from models.people.permission import Role
from tests import processes
from tests.at_once import two_processes
from tests.conftest import Town, where_it_races
from tests.fire.dst import USUAL, at, heard, niepolomice
from tests.rows import telling

# --- at once ----------------------------------------


async def region(town: Town) -> list[str]:
    """A coordinator and a project in every commune; their first names."""
    town.clock.now = lambda: at("2026-11-26 12:00")
    async with town.database.transaction() as session:
        communes = [commune.name for commune in await all_communes(session)]
    for number, commune in enumerate(communes):
        await town.meets(f"Koordynator{number:02} Nowak", Role.COORDINATOR, commune)
        await town.has_projects(commune, f"Projekt {number}")
    return sorted(town.people)


def to_each(names: list[str], *what: str) -> list[str]:
    """Everybody hears the same."""
    return [f"{when} {name} {said}" for when, said in (w.split(" | ") for w in what) for name in names]


@where_it_races
async def test_two_processes_tick_at_once(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """Unique keys decide: nobody hears anything twice, and neither process stumbles over the other."""
    names = await region(town)
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with two_processes(town, JOBS) as tick:
        for moment in ("2026-11-27 9:00", "2026-11-30 9:00", "2026-11-30 13:00", "2026-12-01 12:00", "2026-12-04 9:00"):
            town.clock.now = lambda moment=moment: at(moment)  # type: ignore[misc]
            await tick()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert [what for what in heard(town) if jan.user.first_name not in what] == to_each(
        names, "Fri 27.11 09:00 | asked for week 48", "Mon 30.11 09:00 | reminded of week 48",
        "Mon 30.11 13:00 | reminded of week 48", "Tue 1.12 12:00 | told how week 48 ended",
        "Fri 4.12 09:00 | asked for week 49",
    )  # fmt: skip
    for what in ("digest of", "trend up to"):
        assert heard(town).count(f"Tue 1.12 12:00 Jan {what} week 48") == 1


@where_it_races
async def test_three_processes_open_the_round_while_the_bot_does(town: Town) -> None:
    """``python -m bot job`` three times, each a process of its own."""
    names = await region(town)
    three = processes.three_at_once("status-open", "--now", "2026-11-27T09:00", on=town.settings.database_url)
    town.clock.now = lambda: at("2026-11-27 9:00")
    while any(process.returncode is None for process in three):
        await town.app.timetable.tick()
        await asyncio.sleep(0.01)
    assert [process.returncode for process in three] == [0, 0, 0]
    await town.app.timetable.tick()
    await town.settled()
    assert heard(town) == to_each(names, "Fri 27.11 09:00 | asked for week 48")


@where_it_races
async def test_an_answer_while_the_reminder_is_being_written(town: Town) -> None:
    anna = await at_the_last_question(town)
    town.clock.now = lambda: at("2026-11-30 9:00")
    async with telling(town) as outgoing:
        await status_remind.run(outgoing)
        sending = asyncio.create_task(anna.tap("✅ Wyślij"))
        await asyncio.sleep(0.3)
    assert len(outgoing.letters) == 2, "there was a reminder to be withdrawn, and what it does to the question before"
    await sending
    await town.move_to(at("2026-11-30 9:01"))
    assert not any("reminded" in what for what in heard(town))


@where_it_races
async def test_an_answer_while_the_reminder_waits_for_telegram(town: Town) -> None:
    """The courier holds it already, Telegram has told it to wait."""
    anna = await at_the_last_question(town)
    flood = town.server.faults.add(Fault("429", method="sendMessage", chat=anna.id, times=1, seconds=3))
    town.clock.now = lambda: at("2026-11-30 9:00")
    await town.app.timetable.tick()
    while flood.times:
        await asyncio.sleep(0.01)
    await anna.tap("✅ Wyślij")
    anna.sees("Zapisano ✅")
    assert not any("reminded" in what for what in heard(town))


async def at_the_last_question(town: Town) -> Person:
    """Anna was asked on Friday and has only to tap [✅ Wyślij]."""
    await niepolomice(town, "2026-11-26 12:00")
    await town.move_to(at("2026-11-27 9:00"))
    anna = town.people["Anna"]
    await anna.tap("✏️ Wypełnij")
    await anna.tap("⚪")
    await anna.tap("🟢")
    return anna


# --- the timetable ----------------------------------------


@dataclass
class Watched:
    """A job whose runs are counted."""

    work: Callable[[], Awaitable[None]]
    begun: int = 0
    done: int = 0
    broken_off: int = 0
    most_at_once: int = 0

    async def run(self, _outgoing: Outgoing) -> None:
        self.begun += 1
        self.most_at_once = max(self.most_at_once, self.begun - self.done)
        try:
            await self.work()
        except asyncio.CancelledError:
            self.broken_off += 1
            raise
        finally:
            self.done += 1

    def job(self, every: float) -> Job:
        return Job("watched", self.run, "is watched", timedelta(seconds=every))

    async def reaches(self, runs: int, within: float = 30) -> None:
        async with asyncio.timeout(within):
            while self.done < runs:
                await asyncio.sleep(0.01)


def timetable_of(town: Town, job: Job) -> Timetable:
    return Timetable(town.database, town.app.services, [job], posted=town.app.courier.look)


async def at_once() -> None:
    """A job that finds nothing to do."""


@where_it_races
async def test_a_job_that_takes_longer_than_its_interval(town: Town) -> None:
    """It never runs beside itself, and goes on with the next tick after it."""
    slow = Watched(lambda: asyncio.sleep(0.1))
    timetable = timetable_of(town, slow.job(every=0.02))
    timetable.start()
    await slow.reaches(runs=5)
    await timetable.finish(timedelta(seconds=1))
    assert slow.most_at_once == 1
    assert (slow.begun, slow.broken_off) == (slow.done, 0), "the one under way has ended"


@where_it_races
async def test_what_fell_due_during_a_slow_run_is_done_in_the_next(town: Town) -> None:
    """The opening at 9:00 is not lost because the tick of 8:59:59 takes until a minute past."""
    await niepolomice(town, "2026-11-27 8:59")

    async def takes_long() -> None:
        await asyncio.sleep(0.1)
        town.clock.now = lambda: at("2026-11-27 9:01")

    slow = Watched(takes_long)

    async def run(outgoing: Outgoing) -> None:
        await status_open.run(outgoing)
        await slow.run(outgoing)

    timetable = timetable_of(town, Job("status-open", run, "", timedelta(seconds=0.02)))
    timetable.start()
    await slow.reaches(runs=2)
    await timetable.finish(timedelta(seconds=1))
    await town.settled()
    assert heard(town) == ["Fri 27.11 09:01 Anna asked for week 48"]


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(timedelta(hours=-2), id="put back two hours"),
        pytest.param(timedelta(hours=2), id="put ahead two hours"),
    ],
)
async def test_ticks_go_on_when_the_clock_of_the_machine_is(
    step: timedelta, town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The scheduler counts on that clock."""

    class Machine(datetime):
        shift = timedelta(0)

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + cls.shift

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Machine)
    monkeypatch.setattr("bot.timetable.utc_now", lambda: Machine.now(UTC))
    monkeypatch.setattr("bot.timetable.WATCH", timedelta(seconds=0.1))
    watched = Watched(at_once)
    timetable = timetable_of(town, watched.job(every=0.02))
    timetable.start()
    await watched.reaches(runs=3)
    Machine.shift = step
    await watched.reaches(runs=watched.done + 10)
    await timetable.finish(timedelta(seconds=1))
    assert caplog.text.count("the machine's clock was put back") == (step < timedelta(0))


async def test_a_job_that_fails_is_run_again(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    async def fails_twice() -> None:
        if watched.begun <= 2:
            raise RuntimeError("nobody knows why")

    watched = Watched(fails_twice)
    timetable = timetable_of(town, watched.job(every=0.02))
    timetable.start()
    await watched.reaches(runs=4)
    await timetable.finish(timedelta(seconds=1))
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == ["the job watched failed"] * 2


async def test_a_stop_waits_for_the_job_but_not_for_ever(town: Town) -> None:
    for seconds, broken_off in ((0.2, 0), (3600, 1)):
        watched = Watched(lambda seconds=seconds: asyncio.sleep(seconds))  # type: ignore[misc]
        timetable = timetable_of(town, watched.job(every=0.02))
        timetable.start()
        while not watched.begun:
            await asyncio.sleep(0.01)
        async with asyncio.timeout(30):
            await timetable.finish(timedelta(seconds=1))
        assert (watched.begun, watched.done, watched.broken_off) == (1, 1, broken_off)
    async with town.database.transaction() as session:
        assert await setting.weekly(session) == USUAL, "the database is free again"
