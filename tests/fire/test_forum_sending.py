"""Invitations under fire: killed while sending, several processes at once: each commune gets exactly one."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from bot import app
from bot.delivery.courier import IN_FLIGHT
from bot.playground import Fault, Person
from bot.settings import Settings
from handlers.forum.notices import invite as forum_invite
from jobs import forum_send
from models.calendar import Clock
from models.database import Database
from models.forum import forum_commune
from models.forum.forum import Forum
from models.forum.forum_commune import ForumCommune
from models.mail.outbox import Letter, State
from models.people import person as people
from models.people.commune import all_communes
from models.people.permission import Role
from models.people.person import Person as Row
from tests import processes
from tests.at_once import two_processes
from tests.conftest import TUESDAY, Town, on_both_engines, where_it_races
from tests.fire.kill_harness import FRIDAY, KillHarness, Size, kill_harness
from tests.rows import a_forum

EIGHT = FRIDAY.replace(hour=8, minute=15)
"""Nobody is asked for a status until nine."""
COUNTRY = pytest.param(2479, 30, marks=pytest.mark.fire, id="the whole country")
POINTS = ("before a job's commit", "", "sent", "mid-send", "marking")
TITLE = "Forum Mobilności"


def got(person: Person) -> int:
    return sum("📣 Zaproszenie: " + TITLE in message.text for message in person.chat.messages.values())


async def call(database: Database, *, by: str, at: datetime) -> None:
    """All communes are to be invited, now."""
    now = at.astimezone(UTC)
    async with database.transaction() as session:
        office = (await session.exec(select(Row).where(Row.name == by))).first()
        office = office or await people.add_person(session, telegram_id=1, name=by, language="pl", now=now)
        forum = a_forum(now, title=TITLE, starts_at=now + timedelta(days=20), seats=2, called_by_id=office.id)
        communes = [commune.id for commune in await all_communes(session)]
        await forum_commune.call(session, forum, commune_ids=communes)


async def letters(database: Database) -> list[tuple[ForumCommune, Letter]]:
    """Of each commune the one that brought its invitation."""
    async with database.transaction() as session:
        joined = select(ForumCommune, Letter).join(Letter, col(Letter.id) == ForumCommune.letter_id)
        return list((await session.exec(joined)).all())


# --- killed ----------------------------------------


def invited(here: KillHarness) -> int:
    """How many communes have got it so far."""
    return sum(got(person) > 0 for person in here.everybody)


@on_both_engines
@pytest.mark.parametrize(("communes", "per_second"), [pytest.param(40, 12, id="some"), COUNTRY])
async def test_killed_while_sending(settings: Settings, tmp_path: Path, communes: int, per_second: int) -> None:
    """Each commune has exactly one invitation, but for those in flight at a kill."""
    began = time.monotonic()
    size = Size(users=1, projects=1, chats=communes - 1, per_second=per_second)
    async with kill_harness(size, settings, tmp_path, seed=6) as here:
        here.let_it_be(EIGHT)
        database = await app.prepare(settings, Clock(settings.zone, "PL", now=lambda: EIGHT))
        await call(database, by="Jan Kowalski", at=EIGHT)
        await database.close()
        here.server.faults.add(Fault("delay_after", method="sendMessage", rate=0.3, seconds=0.1))
        reached = await here.kill_often(POINTS, reached=lambda: invited(here), more=max(6, communes // 12))
        before = invited(here)
        bot = await here.start()
        async with asyncio.timeout(30 + 2 * communes / per_second):
            while not all(got(person) for person in here.everybody):
                await asyncio.sleep(0.1)
        await here.at_rest()
        bot.terminate()
        await bot.wait()
    database = Database(settings.database_url)
    written = await letters(database)
    async with database.transaction() as session:
        about = select(Letter.id).where(col(Letter.about).startswith("forum:1:commune:"))
        owed = (await session.exec(about)).all()
    await database.close()
    known = {(letter.chat_id, letter.message_id) for _, letter in written}
    doubled = here.doubled(TITLE, known)
    print(  # noqa: T201
        f"\n{communes} communes, {len(here.kills)} kills {dict(reached)}, {before} invited before the last start; "
        f"lost=0, doubled={doubled.total()} (at most {max(doubled.values(), default=0)} by one kill, "
        f"{IN_FLIGHT} may be); {time.monotonic() - began:.0f} s"
    )
    assert 0 < before < communes, "it was killed in the middle"
    assert len(owed) == len(written) == communes
    assert sorted(letter.chat_id for _, letter in written) == sorted(person.id for person in here.everybody)
    assert {letter.state for _, letter in written} == {State.SENT}
    assert None not in doubled, "doubled though it was not in flight"
    assert max(doubled.values(), default=0) <= IN_FLIGHT
    assert "Traceback" not in here.log.read_text()


# --- several processes ----------------------------------------


async def crowd(town: Town) -> list[Person]:
    """A coordinator in each of the fifteen communes; the forum is called."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        communes = [commune.name for commune in await all_communes(session)]
    coordinators = [await town.meets(f"Osoba{n} Zet", Role.COORDINATOR, name) for n, name in enumerate(communes)]
    await call(town.database, by=jan.user.name, at=TUESDAY)
    return coordinators


@where_it_races
async def test_two_processes_invite_at_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In chunks, each written by one of them; neither stumbles over the other, however long it looks at its chunk."""
    find = forum_commune.not_yet_invited

    async def find_slowly(*arguments: Any, **options: Any) -> Any:
        found = await find(*arguments, **options)
        await asyncio.sleep(0.02)
        return found

    monkeypatch.setattr(forum_commune, "not_yet_invited", find_slowly)
    monkeypatch.setattr(forum_invite, "CHUNK", 4)
    coordinators = await crowd(town)
    async with two_processes(town, (forum_send.job,)) as tick:
        for _ in range(3):
            await tick()
    assert [got(person) for person in coordinators] == [1] * len(coordinators)
    assert len(await letters(town.database)) == len(coordinators)
    async with town.database.transaction() as session:
        assert (await session.exec(select(Forum.delivered_at))).one() is not None
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


@where_it_races
async def test_three_processes_invite_while_the_bot_does(town: Town) -> None:
    """``python -m bot job`` three times, each a process of its own."""
    coordinators = await crowd(town)
    three = processes.three_at_once("forum-send", "--now", f"{TUESDAY:%Y-%m-%dT%H:%M}", on=town.settings.database_url)
    while any(process.returncode is None for process in three):
        await town.app.timetable.tick()
        await asyncio.sleep(0.01)
    assert [process.returncode for process in three] == [0, 0, 0]
    for minutes in range(1, 3):
        await town.move_to(TUESDAY + timedelta(minutes=minutes))
    assert [got(person) for person in coordinators] == [1] * len(coordinators)
    assert len(await letters(town.database)) == len(coordinators)
