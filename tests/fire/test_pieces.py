"""A round of many communes opens, reminds and closes in pieces: whatever comes in between, each hears it once."""

import asyncio
import os
import signal
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from sqlmodel import col, select

from bot.conversation.outgoing import Outgoing
from bot.settings import Settings
from bot.timetable import Job, Timetable, Work, run_once
from handlers.obligation import notices
from jobs import JOBS, status_close, status_open, status_remind
from models import obligation
from models.database import Database
from models.mail.outbox import Letter, State
from models.people.commune import all_communes
from models.people.permission import Role
from models.status import status_round
from tests.at_once import two_processes
from tests.bench.country import METROPOLIS, settings_of, settle
from tests.conftest import Town, on_both_engines, where_it_races
from tests.fire.dst import at, heard
from tests.processes import Process

PIECE = 4
"""Communes at a time, of fifteen."""
OPENS, REMINDS, AGAIN = "2026-11-27 9:00", "2026-11-30 9:00", "2026-11-30 13:00"
AT_NIGHT, IN_THE_MORNING = "2026-12-01 22:30", "2026-12-02 8:00"
STATUS = (status_close.job, status_open.job, status_remind.job)


@pytest.fixture
async def region(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A coordinator, a chair and a project in every commune, and the Office."""
    for module in (notices, status_close):
        monkeypatch.setattr(module, "CHUNK", PIECE)
    town.clock.now = lambda: at("2026-11-26 12:00")
    async with town.database.transaction() as session:
        communes = [commune.name for commune in await all_communes(session)]
    for number, commune in enumerate(communes):
        await town.meets(f"Koordynator{number:02} Nowak", Role.COORDINATOR, commune)
        await town.meets(f"Wójt{number:02} Zając", Role.CHAIR, commune)
        await town.has_projects(commune, f"Projekt {number}")
    await town.meets("Jan Kowalski", Role.OFFICE)
    return town


def once_each(town: Town) -> None:
    """The whole week: every coordinator four times, every chair and the Office once."""
    assert set(Counter(heard(town)).values()) == {1}, "nobody hears anything twice"
    count = Counter((what.split()[3].rstrip("0123456789"), " ".join(what.split()[4:])) for what in heard(town))
    assert count == {
        ("Koordynator", "asked for week 48"): 15,
        ("Koordynator", "reminded of week 48"): 30,
        ("Koordynator", "told how week 48 ended"): 15,
        ("Wójt", "told of silence in week 48"): 15,
        ("Jan", "digest of week 48"): 1,
        ("Jan", "trend up to week 48"): 1,
    }


# --- broken off ----------------------------------------


class PowerCutError(Exception):
    """In the middle of a job."""


def dying(job: Job, after: int) -> Job:
    """The job, until so many of its pieces are done; the one after them is undone."""
    done = 0

    async def goes_on(outgoing: Outgoing, work: Work) -> Work | None:
        nonlocal done
        rest = await work(outgoing)
        if done == after:
            raise PowerCutError
        done += 1
        return None if rest is None else lambda outgoing: goes_on(outgoing, rest)

    assert job.run is not None
    first = job.run
    return structs.replace(job, run=lambda outgoing: goes_on(outgoing, first))


@on_both_engines
async def test_a_job_that_dies_in_any_piece_is_gone_on_with(region: Town) -> None:
    """At night, too: chairs that know already, and hear it in the morning, are not forgotten over the others."""
    for moment in (OPENS, REMINDS, AGAIN, AT_NIGHT):
        region.clock.now = lambda moment=moment: at(moment)  # type: ignore[misc]
        for job in STATUS:
            for pieces in range(4):
                try:
                    await run_once(dying(job, pieces), region.database, region.app.services)
                except PowerCutError:
                    continue
        await region.app.timetable.tick()
        await region.settled()
    await region.move_to(at(IN_THE_MORNING))
    once_each(region)


@where_it_races
async def test_two_processes_share_the_pieces(region: Town, caplog: pytest.LogCaptureFixture) -> None:
    async with two_processes(region, JOBS) as tick:
        for moment in (OPENS, REMINDS, AGAIN, AT_NIGHT, IN_THE_MORNING):
            region.clock.now = lambda moment=moment: at(moment)  # type: ignore[misc]
            await tick()
    once_each(region)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


@on_both_engines
async def test_killed_in_the_middle_of_230_communes(database_url: str, tmp_path: Path) -> None:
    """``python -m bot job`` with SIGKILL before a commit, at the opening and at the closing."""
    many = replace(METROPOLIS, name="many", communes=230, people=460, projects=230, weeks=1, risks=1, forums=0)
    settings = settings_of(many, tmp_path, database_url)
    await settle(many, settings)
    for die_at, asked in ((3, 100), (2, 150), (0, 230)):
        await call(settings, die_at, "status-open", "2026-11-27T09:00")
        assert len(await letters(settings, ":prompt:")) == asked
    for die_at, told in ((4, 150), (2, 200), (0, 230)):
        await call(settings, die_at, "status-close", "2026-12-01T12:00")
        assert len(await letters(settings, ":chair:")) == told
    for what, state in ((":prompt:", State.DROPPED), (":chair:", State.QUEUED)):
        written = await letters(settings, what)
        assert len({letter.chat_id for letter in written}) == 230 and {letter.state for letter in written} == {state}
    digests = await letters(settings, "status-digest:2026-W48")
    assert digests and len({letter.chat_id for letter in digests}) == 1
    assert sum("odpowiedzi:" in letter.arguments["text"] for letter in digests) == 1


async def call(settings: Settings, die_at: int, job: str, now: str) -> None:
    environment = {**os.environ, "BOT_TOKEN": "110:local", "DATABASE_URL": settings.database_url}
    environment["ASSOCIATION"] = str(settings.association)
    process = Process("tests.fire.dying", str(die_at), "job", job, "--now", now, env=environment)
    assert await process.wait() == (-signal.SIGKILL if die_at else 0)


async def letters(settings: Settings, what: str) -> list[Letter]:
    """What is owed under such a key."""
    database = Database(settings.database_url)
    async with database.transaction() as session:
        found = list((await session.exec(select(Letter).where(col(Letter.once).contains(what)))).all())
    await database.close()
    return found


# --- in between ----------------------------------------


@where_it_races
async def test_an_answer_between_the_pieces_of_the_closing_is_in_time(region: Town) -> None:
    """What its chair was to be told in the morning is withdrawn."""
    await region.move_to(at(OPENS))
    anna = region.people["Koordynator00"]
    await anna.tap("✏️ Wypełnij")
    await anna.tap("⚪")
    await anna.tap("🟢")
    region.clock.now = lambda: at(AT_NIGHT)
    with pytest.raises(PowerCutError):
        await run_once(dying(status_close.job, 3), region.database, region.app.services)
    async with region.database.transaction() as session:
        current = await status_round.current(session)
        assert current is not None and len(await obligation.owing(session, current.matter)) == 15, (
            "it is not closed yet"
        )
    await anna.tap("✅ Wyślij")
    anna.sees("Zapisano ✅")
    await region.move_to(at(AT_NIGHT))
    await region.move_to(at(IN_THE_MORNING))
    told = [what for what in heard(region) if "told of silence" in what]
    assert len(told) == 14 and not any("Wójt00" in what for what in told)
    region.people["Jan"].sees("odpowiedzi: 1 z 15")


@where_it_races
async def test_opened_by_hand_some_are_asked_at_once_and_the_others_by_the_job(region: Town) -> None:
    jan = region.people["Jan"]
    await jan.say("/raport")
    await jan.tap("Otwórz status")
    await jan.tap("✅ Otwórz")
    await region.settled()
    jan.sees("Status otwarty. Zapytane gminy: 15.")
    assert len([what for what in heard(region) if "asked for" in what]) == PIECE
    await region.app.timetable.tick()
    await region.settled()
    assert len([what for what in heard(region) if "asked for" in what]) == 15


@where_it_races
async def test_whoever_waits_for_the_database_comes_between_two_pieces(town: Town) -> None:
    done: list[Any] = []

    async def piece(outgoing: Outgoing) -> Work | None:
        await outgoing.session.exec(select(Letter))
        done.append("piece")
        return piece if len(done) < 20 else None

    async def a_turn() -> None:
        async with town.database.transaction():
            done.append("turn")

    long = asyncio.create_task(run_once(Job("long", piece, "has pieces"), town.database, town.app.services))
    while not done:
        await asyncio.sleep(0)
    await asyncio.gather(*(a_turn() for _ in range(3)))
    assert done.count("piece") < 10 and not long.done()
    await long
    assert done.count("turn") == 3


@where_it_races
async def test_a_job_that_has_no_end_is_stopped_between_its_pieces(town: Town) -> None:
    """What it has done stays done."""
    done: list[int] = []

    async def piece(_voice: Outgoing) -> Work | None:
        done.append(len(done))
        await asyncio.sleep(0.01)
        return piece

    job = Job("endless", piece, "never ends", timedelta(seconds=0.02))
    timetable = Timetable(town.database, town.app.services, [job], posted=town.app.courier.look)
    timetable.start()
    while len(done) < 3:
        await asyncio.sleep(0.01)
    async with asyncio.timeout(20):
        await timetable.finish(timedelta(seconds=0.1))
    ended = len(done)
    await asyncio.sleep(0.05)
    assert len(done) == ended
