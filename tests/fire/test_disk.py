"""A full disk and a locked database: the person is told, nothing is half saved, it goes on by itself."""

import asyncio
import os
import resource
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import pytest
import sqlalchemy as sa
from sqlmodel import select

from bot.delivery.courier import IN_FLIGHT
from bot.playground import Person
from bot.settings import Settings
from bot.updates import processor
from models.db import inline_sqlite
from models.mail.inbox import InboxUpdate
from models.people.permission import Role
from models.status import answer
from models.status.answer import Light
from tests.conftest import WARSAW, Town, on_sqlite
from tests.fire.kill_harness import WEEK, Size, kill_harness, look_up
from tests.processes import Process
from tests.rows import every

pytestmark = pytest.mark.alone

WAITS = "Twoja wiadomość czeka"
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)
SOON = 40.0
"""Seconds in which the bot goes on by itself: it tries again after ever longer pauses."""


class Disk(Protocol):
    """Something that gets full."""

    folder: Path

    def fill(self, bot: Process) -> None: ...

    def free(self, bot: Process) -> None: ...


class Quota:
    """A disk on which this process may not write a byte more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, bot: Process) -> None:
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    def free(self, bot: Process) -> None:
        if bot.returncode is None:
            resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class SmallDisk:
    """A file system of its own, full to the last byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, bot: Process) -> None:
        with self._ballast.open("wb", buffering=0) as ballast, suppress(OSError):
            for size in (65536, 1):
                with suppress(OSError):
                    while ballast.write(bytes(size)):
                        pass

    def free(self, bot: Process) -> None:
        self._ballast.unlink()


@pytest.fixture(params=["quota", pytest.param("small disk", marks=pytest.mark.fire)])
async def disk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Disk]:
    if request.param == "quota":
        yield Quota(tmp_path)
        return
    folder = tmp_path / "small"
    folder.mkdir()
    mount = await asyncio.create_subprocess_exec("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder))
    if await mount.wait():
        pytest.skip("nothing may be mounted here")
    yield SmallDisk(folder)
    await (await asyncio.create_subprocess_exec("umount", str(folder))).wait()


def times(somebody: Person, text: str) -> int:
    """How often the bot has said so."""
    return sum(text in message.text for message in somebody.messages if message.sender is not somebody.user)


async def test_a_full_disk_is_told_and_what_was_done_meanwhile_is_done_once(
    settings: Settings, tmp_path: Path, disk: Disk
) -> None:
    settings.database_url = f"sqlite+aiosqlite:///{disk.folder}/bot.db"
    async with kill_harness(Size(users=4, projects=1, chats=0), settings, tmp_path) as here:
        bot = await here.start()
        await here.all_are_asked(WEEK)
        anna, jan, ewa, igor = here.everybody
        await anna.tap("✏️ Wypełnij")
        await anna.tap("⚪", on=await anna.waits_for("Co się zmieniło?"))
        await anna.tap("🟡", on=await anna.waits_for("pierwszy raz"))
        await anna.waits_for("Co się dzieje?")
        before = await here.at_rest()

        disk.fill(bot)
        await anna.say("Czekamy na decyzję")
        await anna.waits_for(WAITS, SOON)
        await jan.tap("✏️ Wypełnij")
        await sees_toast(jan, WAITS)
        await ewa.say("/menu")
        await ewa.waits_for(WAITS, SOON)
        assert await look_up(settings) == before

        disk.free(bot)
        await anna.waits_for("Co się zmieniło?", SOON)
        await jan.waits_for("Co się zmieniło?", SOON)
        await ewa.waits_for("Menu", SOON)
        await anna.tap("✅ Wyślij")
        await anna.waits_for("Zapisano")
        await here.at_rest()

        disk.fill(bot)
        await igor.say("/menu")
        await igor.waits_for(WAITS, SOON)
        await here.kill(bot)
        disk.free(bot)
        bot = await here.start()
        await igor.waits_for("Menu", SOON)
        found = await here.at_rest()
    assert found.answers == {anna.id: [(WEEK, [(Light.AMBER, "Czekamy na decyzję")])]}
    assert [times(anna, "Zapisano"), times(jan, "zmieniło?"), times(ewa, "Menu"), times(igor, "Menu")] == [1, 1, 1, 1]


async def sees_toast(somebody: Person, text: str) -> None:
    async with asyncio.timeout(SOON):
        while text not in somebody.toast:
            await asyncio.sleep(0.05)


@on_sqlite
async def test_little_is_sent_that_cannot_be_written_down(settings: Settings, tmp_path: Path) -> None:
    """Killed while the disk is full and prompts are on their way: no more are doubled than are in flight at once."""
    disk = Quota(tmp_path)
    async with kill_harness(Size(users=1, projects=1, chats=120, per_second=100), settings, tmp_path) as here:
        bot = await here.start()
        while len(messages(here.everybody)) < 3:
            await asyncio.sleep(0.01)
        disk.fill(bot)
        at_once = len(messages(here.everybody))
        await asyncio.sleep(1.5)
        unmarked = len(messages(here.everybody)) - at_once
        assert 0 < unmarked <= IN_FLIGHT
        await here.kill(bot)
        bot = await here.start()
        await here.all_are_asked(WEEK)
        await here.at_rest()
        doubled = len(messages(here.everybody)) - len(here.everybody)
        print(f"\n    {unmarked} messages sent on a full disk, {doubled} doubled by kill -9")  # noqa: T201
        assert doubled <= IN_FLIGHT


def messages(people: list[Person]) -> list[Any]:
    return [message for somebody in people for message in somebody.chat.messages.values()]


# --- in one process: SQLite's own errors, and another process that holds the lock ---------------------------


@pytest.fixture
def impatient(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Gives up waiting for a lock sooner; people wait for words they know."""

    async def nothing() -> None: ...

    monkeypatch.setattr(inline_sqlite, "PATIENCE", 0.3)
    town.world.settle = nothing
    return town


@asynccontextmanager
async def no_room(town: Town) -> AsyncIterator[None]:
    """The database may not grow: SQLite itself says that the disk is full, in the middle of a transaction."""
    await _may_have_pages(town, 1)
    yield
    await _may_have_pages(town, 2**30)


async def _may_have_pages(town: Town, pages: int) -> None:
    async with town.database.transaction() as session:
        await session.exec(sa.text(f"PRAGMA max_page_count={pages}"))  # type: ignore[call-overload]


@on_sqlite
async def test_a_database_that_cannot_grow_answers_everything_once_it_can(impatient: Town) -> None:
    anna = await impatient.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    said = 0
    async with no_room(impatient):
        while not times(anna, WAITS):
            await anna.say("/menu")
            said += 1
            assert said < 200, "the database grows"
            async with asyncio.timeout(SOON):
                while times(anna, "Menu") < said and not times(anna, WAITS):
                    await asyncio.sleep(0.005)
        await asyncio.sleep(0.5)
        assert await handled(impatient) == times(anna, "Menu") == said - 1
    await impatient.settled()
    assert await handled(impatient) == times(anna, "Menu") == said
    assert times(anna, WAITS) == 1


async def test_a_slow_disk_makes_nothing_be_sent_twice(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The courier looks into the outbox while a Turn's letters are on their way past it."""
    fsync = os.fsync

    def slow_fsync(descriptor: int) -> None:
        time.sleep(0.05)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", slow_fsync)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")

    async def looks() -> None:
        while True:
            town.app.courier.look()
            await asyncio.sleep(0.005)

    looking = asyncio.create_task(looks())
    town.world.settle, town.world.patience = None, 0
    for number in range(1, 11):
        await anna.say("/menu")
        await anna.waits_for("Menu")
        await asyncio.sleep(0.1)
        assert times(anna, "Menu") == number
    looking.cancel()


@on_sqlite
@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
async def test_a_short_lock_is_waited_for_in_silence(town: Town, kind: str) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.world.settle, town.world.patience = None, 0
    with locked(town, kind):
        await anna.say("/menu")
        await asyncio.sleep(0.7)
        anna.sees_nothing()
    await anna.waits_for("Menu")
    await town.settled()
    assert (times(anna, "Menu"), times(anna, WAITS)) == (1, 0)


@on_sqlite
@pytest.mark.parametrize("kind", ["IMMEDIATE", pytest.param("EXCLUSIVE", marks=pytest.mark.fire)])
async def test_a_long_lock_is_told_and_then_everything_is_done_once(impatient: Town, kind: str) -> None:
    anna = await impatient.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await impatient.meets("Jan Kowalski", Role.COORDINATOR, "Skawina")
    await impatient.has_projects("Niepołomice", "Trasa")
    impatient.clock.now = lambda: FRIDAY
    with locked(impatient, kind):
        await impatient.app.timetable.tick()
        for somebody in (anna, jan):
            await somebody.say("/menu")
            await somebody.waits_for(WAITS, SOON)
        await impatient.app.timetable.tick()
        assert await handled(impatient) == 0
    await anna.waits_for("Menu", SOON)
    await jan.waits_for("Menu", SOON)
    await impatient.settled()
    await impatient.app.timetable.tick()
    await anna.waits_for("Status: tydzień 48")
    await impatient.settled()
    assert [times(anna, "Menu"), times(jan, "Menu"), times(anna, "Status")] == [1, 1, 1]


@on_sqlite
async def test_who_was_told_to_wait_is_answered_however_long_it_takes(
    impatient: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Giving up is for an update that the database refuses, not for a database that refuses everything."""
    monkeypatch.setattr(processor, "PATIENCE", 2)
    anna = await impatient.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    with locked(impatient, "IMMEDIATE"):
        await anna.say("/menu")
        await anna.waits_for(WAITS, SOON)
        await asyncio.sleep(2)
    await anna.waits_for("Menu", SOON)
    await impatient.settled()
    assert times(anna, "Coś poszło nie tak") == 0


@on_sqlite
async def test_what_the_database_always_refuses_is_given_up_and_the_person_told(
    impatient: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def half_done(session: Any, *arguments: Any, **options: Any) -> None:
        await submit(session, *arguments, **options)
        await session.exec(sa.text("INSERT INTO no_such_table VALUES (1)"))

    submit = answer.submit
    monkeypatch.setattr(processor, "PATIENCE", 2)
    monkeypatch.setattr(answer, "submit", half_done)
    anna = await impatient.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await impatient.has_projects("Niepołomice", "Trasa")
    impatient.clock.now = lambda: FRIDAY
    await impatient.app.timetable.tick()
    await anna.tap("✏️ Wypełnij", on=await anna.waits_for("Status: tydzień 48"))
    await anna.tap("✅ Wyślij", on=await anna.waits_for("Co się zmieniło?"))
    await anna.tap("🟢", on=await anna.waits_for("pierwszy raz"))
    await anna.waits_for("podaj Biuru numer", SOON)
    async with impatient.database.transaction() as session:
        assert (await session.exec(sa.text("SELECT count(*) FROM status_answer"))).scalar() == 0  # type: ignore[call-overload]
    await anna.say("/menu")
    await anna.waits_for("Menu")


@on_sqlite
async def test_a_chat_found_closed_while_the_database_is_locked_is_not_stuck(impatient: Town) -> None:
    anna = await impatient.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    impatient.server.faults.once("429", "sendMessage", seconds=1)
    await anna.say("/menu")
    async with asyncio.timeout(SOON):
        while not impatient.server.faults.struck:
            await asyncio.sleep(0.005)
    anna.chat.bot = "kicked"
    with locked(impatient, "IMMEDIATE"):
        await asyncio.sleep(2)
    anna.chat.bot = "member"
    await anna.say("/menu")
    await anna.waits_for("Menu")


@contextmanager
def locked(town: Town, kind: str) -> Iterator[None]:
    """Another process holds the lock."""
    other = sqlite3.connect(str(town.database.url.database), isolation_level=None)
    other.execute(f"BEGIN {kind}")
    yield
    other.execute("ROLLBACK")
    other.close()


async def handled(town: Town) -> int:
    return len(await every(town, select(InboxUpdate.update_id).where(sa.text("handled_at IS NOT NULL"))))
