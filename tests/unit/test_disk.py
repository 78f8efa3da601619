"""What is committed is on the disk before anybody is told: several commits to one fsync, none forgotten."""

import asyncio
import os
import resource
import sqlite3
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.ops import backup
from models.database import Database
from models.db.disk import COPY_AFTER
from models.mail import inbox
from models.people.absence import Absence

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/not/there/yet/bot.db")
    await database.migrate()
    await write(database, 1)
    await rest(database)
    yield database
    await database.close()


@pytest.fixture
def disk(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the disk answers to each fsync, in reverse; when there are no more answers, all is well."""
    answers: list[str] = []
    fsync = os.fsync

    def answer(descriptor: int) -> None:
        fsync(descriptor)
        if answers and (said := answers.pop()) != "ok":
            raise OSError(said)

    monkeypatch.setattr(os, "fsync", answer)
    return answers


async def write(database: Database, number: int) -> None:
    async with database.transaction() as session:
        await inbox.store(session, [(number, "x" * 500)], now=NOW)


async def test_the_folder_of_the_database_is_made(database: Database) -> None:
    assert Path(database.url.database or "").is_file()


async def test_nobody_else_on_the_machine_may_read_it(tmp_path: Path) -> None:
    """From the first byte, whatever the umask."""
    file = tmp_path / "var" / "bot.db"
    before = os.umask(0)
    try:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await database.migrate()
        await write(database, 1)
        async with database.alone():
            await backup.back_up_into(file, file.parent / "backups", NOW)
            kept = [file.parent, *file.parent.rglob("*")]
            modes = {each.name: oct(each.stat().st_mode & 0o777) for each in kept}
        await database.close()
    finally:
        os.umask(before)
    folders = {name: modes.pop(name) for name in ("var", "backups")}
    assert set(folders.values()) == {"0o700"} and set(modes.values()) == {"0o600"}, modes
    assert {"bot.db", "bot.db-wal", "bot.db-shm", "bot.db.lock"} < modes.keys()


async def test_what_cannot_be_rolled_back_in_order_is_undone_all_the_same(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the next transaction would commit the half of it."""

    async def refuses(_session: AsyncSession) -> None:
        raise RuntimeError("the session is lost")

    with monkeypatch.context() as patch:
        patch.setattr(AsyncSession, "rollback", refuses)
        with pytest.raises(RuntimeError, match="the session is lost"):
            async with database.transaction() as session:
                await inbox.store(session, [(10, "half")], now=NOW)
                raise ValueError
    await write(database, 11)
    async with database.transaction() as session:
        assert [number for number, _ in await inbox.waiting(session)] == [1, 11]


async def test_a_row_cannot_refer_to_nothing(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as session:
            session.add(Absence(person_id=4242, first_day=NOW.date(), last_day=NOW.date()))


async def test_those_who_wait_together_share_an_fsync(database: Database, disk: list[str]) -> None:
    disk.extend(["ok"] * 50)
    await asyncio.gather(*(write(database, number) for number in range(10, 40)))
    assert 1 <= 50 - len(disk) <= 10


async def test_who_has_written_nothing_waits_for_nothing(database: Database, disk: list[str]) -> None:
    disk.append("never asked")
    async with database.transaction() as session:
        await inbox.waiting(session)
    assert disk == ["never asked"]


async def test_a_disk_that_refuses_is_told_to_all_who_wait_with_its_reason(database: Database, disk: list[str]) -> None:
    disk.append("input/output error")
    told = await asyncio.gather(write(database, 10), write(database, 11), return_exceptions=True)
    refused = [each for each in told if isinstance(each, OperationalError)]
    assert refused and all("input/output error" in str(each) for each in refused)


async def test_what_the_disk_has_refused_is_asked_of_it_again(database: Database, disk: list[str]) -> None:
    """By the next to commit, be it that they have written nothing themselves."""
    disk.extend(["refused again", "refused"])
    for reason in ("refused", "refused again"):
        with pytest.raises(OperationalError, match=reason):
            await (write(database, 10) if reason == "refused" else read(database))
    await read(database)
    disk.append("never asked")
    await read(database)
    assert disk == ["never asked"]


async def read(database: Database) -> None:
    async with database.transaction() as session:
        await inbox.waiting(session)


async def test_whatever_the_helper_raises_is_told_and_the_next_commit_is_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only the disk's own errors: who waited for one of another kind waited for ever, and all behind them."""

    def broken(_descriptor: int) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(os, "fsync", broken)
    async with asyncio.timeout(5):
        told = await asyncio.gather(write(database, 10), write(database, 11), return_exceptions=True)
    assert told and all(isinstance(each, OperationalError) for each in told)
    monkeypatch.undo()
    async with asyncio.timeout(5):
        await write(database, 12)


async def test_without_a_free_descriptor_it_refuses_and_then_goes_on(database: Database) -> None:
    """Also while the log ought to be copied."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.open("/dev/null", os.O_RDONLY)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        async with asyncio.timeout(10):
            for number in range(10, 13):
                with pytest.raises(OperationalError, match="Too many open files"):
                    await write(database, number)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    async with asyncio.timeout(5):
        await write(database, 20)


async def test_a_log_that_cannot_be_copied_now_holds_up_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    with monkeypatch.context() as patch:
        patch.setattr("models.db.disk.sqlite3.connect", refuses)
        async with asyncio.timeout(20):
            for number in range(10, 10 + COPY_AFTER + 5):
                await write(database, number)
    assert "unable to open database file" in caplog.text


async def test_an_fsync_does_not_wait_behind_other_threads(database: Database) -> None:
    """Of look-ups and copies there may be as many as the loop has threads."""
    release = threading.Event()
    others = [asyncio.get_running_loop().run_in_executor(None, release.wait, 10) for _ in range(64)]
    try:
        async with asyncio.timeout(5):
            await write(database, 10)
    finally:
        release.set()
        await asyncio.gather(*others)


async def test_after_many_commits_the_log_begins_anew(database: Database) -> None:
    """As soon as nobody writes for a moment; or it would grow for ever."""
    log = Path(f"{database.url.database}-wal")
    lengths = []
    for status_round in range(1, 5):
        for number in range(COPY_AFTER + 1):
            await write(database, 1000 * status_round + number)
        await rest(database)
        lengths.append(log.stat().st_size)
    assert lengths[-1] < 1.5 * lengths[0]


async def rest(database: Database) -> None:
    """Until the disk has nothing more to do."""
    assert database._disk is not None
    await database._disk.close()


async def test_the_log_does_not_grow_for_ever_under_writing_without_a_pause(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.db.disk.LARGEST", 200_000)
    log = Path(f"{database.url.database}-wal")

    async def writes(who: int) -> None:
        for number in range(COPY_AFTER // 5):
            await write(database, 1000 * who + number)

    await asyncio.gather(*(writes(who) for who in range(1, 21)))
    assert log.stat().st_size < 4_000_000
