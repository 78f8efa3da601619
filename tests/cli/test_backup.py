"""Backups of a living deployment, and ``python -m bot backup | restore``."""

import asyncio
import fcntl
import os
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.demo.town import TOKEN
from bot.ops import backup
from bot.ops.backup import BackupError, back_up, back_up_into, name_at, night_of
from bot.playground import Person, Server
from bot.settings import Settings
from bot.timetable import Timetable
from jobs import backup as nightly
from models import migrations
from models.numbering import JUMP
from models.people.permission import Role
from tests.cli.test_command_line import at_work, call
from tests.cli.test_command_line import database as database
from tests.cli.test_command_line import settings as environment_of
from tests.cli.test_command_line import telegram as telegram
from tests.conftest import TUESDAY, WARSAW, Town, on_both_engines, on_sqlite

NIGHT = datetime(2026, 11, 24, 3, tzinfo=WARSAW)


def column(file: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return [row[0] for row in connection.execute(query)]


def risks(file: Path) -> list[object]:
    return column(file, "SELECT text FROM risk ORDER BY id")


@pytest.fixture
async def file(settings: Settings, town: Town) -> Path:
    """The database of a bot at work."""
    assert settings.database_file is not None
    return settings.database_file


# --- copying ----------------------------------------


@on_sqlite
async def test_twenty_people_write_meanwhile_and_the_copies_are_whole(
    town: Town, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is one instant of the database, and no write is lost in the original."""
    monkeypatch.setattr(backup, "PAGES", 3)
    people = [await town.meets(f"Osoba{n} Testowa", Role.COORDINATOR, "Niepołomice") for n in range(20)]

    async def writes(person: Person, number: int) -> None:
        for nth in range(5):
            await person.say(f"/ryzyko Zagrożenie {number}.{nth}")
            await person.say("/anuluj")

    writing = asyncio.gather(*(writes(person, number) for number, person in enumerate(people)))
    copies: list[backup.Backup] = []
    while not writing.done():
        copies.append(await back_up(file, tmp_path / f"copy{len(copies)}.db"))
        await asyncio.sleep(0.01)
    await writing
    await town.settled()
    assert len(copies) > 3
    assert column(file, "SELECT count(*) FROM inbox WHERE handled_at IS NOT NULL") == [200]
    sizes = [copy.content.rows["inbox"] for copy in copies]
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]
    for copy in copies:
        assert column(copy.file, "PRAGMA integrity_check") == ["ok"]
        assert column(copy.file, "PRAGMA foreign_key_check") == []
        assert column(copy.file, "SELECT count(*) FROM inbox") == [copy.content.rows["inbox"]]
        # an update and what it owes are one transaction
        [handled] = column(copy.file, "SELECT count(*) FROM inbox WHERE handled_at IS NOT NULL")
        [owed] = column(copy.file, "SELECT count(*) FROM outbox")
        assert owed >= handled
        assert copy.file.stat().st_mode & 0o777 == 0o600


@on_sqlite
async def test_the_copy_of_a_large_database_holds_up_nobody(town: Town, file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE ballast AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                           " LIMIT 120000) SELECT i, hex(randomblob(500)) AS x FROM n")  # fmt: skip
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    copying = asyncio.create_task(back_up(file, tmp_path / "copy.db"))
    slowest, answered = 0.0, 0
    while not copying.done():
        before = time.monotonic()
        await anna.say("/menu")
        slowest, answered = max(slowest, time.monotonic() - before), answered + 1
    assert (await copying).content.rows["ballast"] == 120000
    assert answered > 3 and slowest < 0.5, (answered, slowest)


@on_sqlite
async def test_the_newest_fourteen_are_kept_and_nothing_else_is_touched(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for day in range(20):
        assert await back_up_into(file, folder, NIGHT + timedelta(days=day), once_a_night=True)
        (folder / "notes.db").touch()
    names = sorted(each.name for each in folder.iterdir())
    assert names == ["notes.db", *(name_at(NIGHT + timedelta(days=day)) for day in range(6, 20))]


@on_sqlite
async def test_two_of_one_minute_are_both_kept_and_none_is_replaced(town: Town, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = await back_up_into(file, folder, NIGHT)
    assert first is not None
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    second = await back_up_into(file, folder, NIGHT + timedelta(seconds=20))
    assert second is not None and second.file != first.file
    before = first.file.read_bytes()
    for again in (back_up_into(file, folder, NIGHT), back_up(file, first.file)):
        with pytest.raises(BackupError, match=r"there is a .*already"):
            await again
    assert first.file.read_bytes() == before
    assert sorted(folder.iterdir()) == [first.file, second.file]


@on_sqlite
async def test_names_of_earlier_versions_have_no_seconds(file: Path, tmp_path: Path) -> None:
    """They count as made at the beginning of their minute: for the night, and when the oldest goes."""
    folder = tmp_path / "backups"
    folder.mkdir()
    former = folder / "obwarzanek-2026-11-24T03-00.db"
    former.touch()
    assert await back_up_into(file, folder, NIGHT + timedelta(hours=1), once_a_night=True) is None
    assert await back_up_into(file, folder, NIGHT + timedelta(seconds=20))
    for day in range(1, 14):
        assert await back_up_into(file, folder, NIGHT + timedelta(days=day), once_a_night=True)
    assert not former.exists() and (folder / name_at(NIGHT + timedelta(seconds=20))).exists()


@on_sqlite
async def test_of_two_processes_at_work_in_the_folder_one_makes_the_backup(file: Path, tmp_path: Path) -> None:
    """What the other has begun is not taken for what a killed one has left."""
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / ".obwarzanek-begun.part").touch()
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    assert await back_up_into(file, folder, NIGHT) is None
    os.close(descriptor)
    assert [each.name for each in folder.iterdir()] == [".obwarzanek-begun.part"]
    assert await back_up_into(file, folder, NIGHT)


@on_sqlite
async def test_what_is_damaged_is_not_kept_and_the_old_ones_stay(file: Path, tmp_path: Path) -> None:
    folder, damaged = tmp_path / "backups", tmp_path / "damaged.db"
    await back_up_into(file, folder, NIGHT)
    content = bytearray((folder / name_at(NIGHT)).read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    damaged.write_bytes(content)
    with pytest.raises(BackupError, match="cannot be copied"):
        await back_up_into(damaged, folder, NIGHT + timedelta(days=1))
    assert [each.name for each in folder.iterdir()] == [name_at(NIGHT)]


@on_sqlite
async def test_a_full_disk_fails_the_job_and_leaves_the_old_backups(
    town: Town, file: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    timetable = Timetable(town.database, town.app.services, [nightly.job], posted=town.app.courier.look)
    await timetable.tick()
    before = sorted((file.parent / "backups").iterdir())

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    town.clock.now = lambda: TUESDAY + timedelta(days=1)
    monkeypatch.setattr(os, "fsync", full)
    await timetable.tick()
    assert "the job backup failed" in caplog.text and "No space left on device" in caplog.text
    monkeypatch.undo()
    assert sorted((file.parent / "backups").iterdir()) == before
    await timetable.tick()
    assert len(list((file.parent / "backups").iterdir())) == 2


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from typing import Any
from bot.ops import backup
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
backup._sync = die
asyncio.run(backup.back_up_into(Path(sys.argv[1]), Path(sys.argv[2]), backup.datetime(2026, 11, 24, 3)))
"""


@on_sqlite
async def test_killed_in_the_middle_leaves_no_half_backup(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(file), str(folder))
    assert await process.wait() == -signal.SIGKILL
    (left,) = folder.iterdir()
    assert left.name.endswith(".part")
    assert await back_up_into(file, folder, NIGHT, once_a_night=True)
    assert [each.name for each in folder.iterdir()] == [name_at(NIGHT)]


async def test_a_bot_that_stops_does_not_wait_for_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "large.db"
    with closing(sqlite3.connect(source)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version AS SELECT '0001' AS version_num")
        connection.execute("CREATE TABLE ballast AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                           " LIMIT 100000) SELECT i, hex(randomblob(500)) AS x FROM n")  # fmt: skip
    monkeypatch.setattr(backup, "PAGES", 1)
    copying = asyncio.create_task(back_up(source, tmp_path / "copy.db"))
    while not list(tmp_path.glob(".copy.db*")):
        await asyncio.sleep(0.001)
    copying.cancel()
    await asyncio.wait([copying])
    for _ in range(100):
        if not list(tmp_path.glob(".copy.db*")):
            break
        await asyncio.sleep(0.01)
    assert [each.name for each in tmp_path.iterdir()] == ["large.db"]


# --- the job ----------------------------------------


@on_both_engines
async def test_one_backup_a_night_however_often_the_job_ticks(town: Town, settings: Settings, tmp_path: Path) -> None:
    """In two processes at once, after restarts, on the nights of the clock changes; on PostgreSQL none."""
    folder = tmp_path / "backups"
    towns = [Timetable(town.database, town.app.services, [nightly.job], posted=town.app.courier.look) for _ in range(2)]

    async def made_at(*moment: int, fold: int = 0) -> list[str]:
        local = datetime(*moment, tzinfo=WARSAW, fold=fold)  # type: ignore[arg-type, misc]
        town.clock.now = lambda: local
        before = {each.name for each in folder.glob("*")}
        for _ in range(2):
            await asyncio.gather(*(timetable.tick() for timetable in towns))
        return sorted({each.name for each in folder.glob("*")} - before)

    found = [
        await made_at(2026, 10, 24, 3, 0),
        await made_at(2026, 10, 25, 2, 30),
        await made_at(2026, 10, 25, 2, 30, fold=1),
        await made_at(2026, 10, 25, 3, 10),
        await made_at(2026, 10, 25, 23, 0),
        await made_at(2026, 10, 27, 1, 0),
        await made_at(2026, 10, 27, 14, 0),
        await made_at(2027, 3, 28, 1, 59),
        await made_at(2027, 3, 28, 3, 0),
    ]
    expected = [
        "2026-10-24T03-00-00", None, None, "2026-10-25T03-10-00", None, "2026-10-27T01-00-00", "2026-10-27T14-00-00",
        "2027-03-28T01-59-00", "2027-03-28T03-00-00",
    ]  # fmt: skip
    if town.database.is_sqlite:
        assert found == [[f"obwarzanek-{each}.db"] if each else [] for each in expected]
    else:
        assert not folder.exists()


def test_the_night_ends_at_three() -> None:
    assert night_of(NIGHT) == NIGHT.date()
    assert night_of(NIGHT - timedelta(minutes=1)) == NIGHT.date() - timedelta(days=1)


def test_backups_go_where_the_setting_says(tmp_path: Path) -> None:
    def of(**others: object) -> object:
        return Settings(_env_file=None, bot_token=SecretStr(TOKEN), **others).backups  # type: ignore[arg-type]

    assert of(database_url="sqlite:///var/bot.db") == (Path("var/bot.db"), Path("var/backups"))
    assert of(database_url="sqlite:///bot.db", backup_dir=tmp_path) == (Path("bot.db"), tmp_path)
    assert of(database_url="postgresql://x/y") is None


# --- the command line ----------------------------------------


async def met_by_the_bot(environment: dict[str, str], telegram: Server, where: Path, words: str) -> None:
    """A bot is started, somebody says something that it keeps, and it is stopped (with what it had not said yet)."""
    async with at_work(environment, where, telegram):
        anna = Person(telegram.world, f"Anna{words}", language="pl")
        await anna.say("/start")
        await until_met(where / "var" / "bot.db", anna.id)
        # what is not confirmed comes again, to whichever database is there by then
        async with asyncio.timeout(10):
            while telegram.world.updates.pending:
                await asyncio.sleep(0.02)


async def until_met(database: Path, telegram_id: int) -> None:
    async with asyncio.timeout(10):
        while not knows(database, telegram_id):
            await asyncio.sleep(0.02)


def knows(database: Path, telegram_id: int) -> bool:
    """Not while it is being made: the poll of a former bot may seem to be that of the new one."""
    try:
        return telegram_id in column(database, "SELECT telegram_id FROM person")
    except sqlite3.OperationalError:
        return False


async def test_what_was_backed_up_is_there_again(telegram: Server, database: Path, tmp_path: Path) -> None:
    environment = environment_of(telegram, tmp_path)
    copy = tmp_path / "kept.db"
    await met_by_the_bot(environment, telegram, tmp_path, "Przed")
    async with at_work(environment, tmp_path, telegram):
        code, out, errors = await call(environment, tmp_path, "backup", str(copy))
        assert (code, "rows, verified" in out) == (0, True), errors
        code, _, errors = await call(environment, tmp_path, "backup", str(copy))
        assert code == 2 and "already" in errors
        # the bot makes one of its own, called after the second
        while not list((tmp_path / "var" / "backups").glob("obwarzanek-*.db")):
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)
        code, out, errors = await call(environment, tmp_path, "backup")
        assert code == 0 and str(tmp_path / "var" / "backups") in out, errors
        code, _, errors = await call(environment, tmp_path, "restore", str(copy))
        assert (code, "a bot is at work" in errors) == (2, True), errors
    await met_by_the_bot(environment, telegram, tmp_path, "Potem")
    assert column(database, "SELECT name FROM person ORDER BY id") == ["AnnaPrzed", "AnnaPotem"]
    database.chmod(0o640)
    code, out, errors = await call(environment, tmp_path, "restore", str(copy))
    assert code == 0 and "start the bot" in out, errors
    assert column(database, "SELECT name FROM person ORDER BY id") == ["AnnaPrzed"]
    assert database.stat().st_mode & 0o777 == 0o640
    (kept,) = database.parent.glob("bot.db.before-restore-*")
    assert str(kept) in out
    assert column(kept, "SELECT name FROM person ORDER BY id") == ["AnnaPrzed", "AnnaPotem"]
    assert not list(database.parent.glob("bot.db-*"))
    await met_by_the_bot(environment, telegram, tmp_path, "Znowu")
    assert column(database, "SELECT name FROM person ORDER BY id") == ["AnnaPrzed", "AnnaZnowu"]
    assert column(database, "SELECT id FROM person ORDER BY id") == [1, 3]


async def test_who_was_removed_or_forgotten_since_the_copy_does_not_come_back(
    telegram: Server, database: Path, tmp_path: Path
) -> None:
    environment = environment_of(telegram, tmp_path)
    copy = tmp_path / "kept.db"
    await met_by_the_bot(environment, telegram, tmp_path, "Tu")
    (telegram_id,) = column(database, "SELECT telegram_id FROM person")
    with closing(sqlite3.connect(database)) as connection, connection:
        for id, (name, role) in enumerate(
            (("Jan Kowalski", "office"), ("Ewa Lis", "office"), ("Ola Wilk", "chair")), 7
        ):
            person = (id, id, name, "pl", 0, "2026-11-24 09:00:00")
            connection.execute("INSERT INTO person (id, telegram_id, name, language, language_chosen, created_at)"
                               " VALUES (?, ?, ?, ?, ?, ?)", person)  # fmt: skip
            commune = None if role == "office" else 1
            connection.execute("INSERT INTO membership (person_id, commune_id, role, since) VALUES (?, ?, ?, ?)",
                               (id, commune, role, "2026-11-24 09:00:00"))  # fmt: skip
    assert (await call(environment, tmp_path, "backup", str(copy)))[0] == 0
    for whom in (str(telegram_id), "Jan Kowalski"):
        assert (await call(environment, tmp_path, "erase", "--person", whom))[0] == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE membership SET ended_at = '2026-11-25 10:00:00' WHERE role = 'chair'")
    code, out, errors = await call(environment, tmp_path, "restore", str(copy))
    assert (code, errors) == (0, "")
    assert "had left since, and has left again: Ola Wilk, chair, " in out and "Ewa Lis" not in out
    assert f"is forgotten again: {telegram_id}" in out and "is forgotten again: 7" in out
    assert column(database, "SELECT name FROM person ORDER BY id") == ["usunięta osoba"] * 2 + ["Ewa Lis", "Ola Wilk"]
    assert column(database, "SELECT person_id FROM membership WHERE ended_at IS NULL") == [8]


@pytest.mark.parametrize("lost", ["gone", "another one", "damaged"])
async def test_without_the_life_since_the_copy_its_numbers_are_left_out(
    telegram: Server, database: Path, tmp_path: Path, lost: str
) -> None:
    """Nobody knows how many there were."""
    environment = environment_of(telegram, tmp_path)
    copy = tmp_path / "kept.db"
    await met_by_the_bot(environment, telegram, tmp_path, "Przed")
    await call(environment, tmp_path, "backup", str(copy))
    if lost == "damaged":
        database.write_bytes(b"\x00" * 5000)
    else:
        database.unlink()
    if lost == "another one":
        await met_by_the_bot(environment, telegram, tmp_path, "Osobno")
    code, _, errors = await call(environment, tmp_path, "restore", str(copy))
    assert code == 0, errors
    await met_by_the_bot(environment, telegram, tmp_path, "Potem")
    assert column(database, "SELECT id FROM person ORDER BY id") == [1, JUMP + 2]


async def test_a_database_that_somebody_else_has_open_is_not_replaced(
    telegram: Server, database: Path, tmp_path: Path
) -> None:
    """Such as a process that stands by: it would go on with the old one."""
    environment = environment_of(telegram, tmp_path)
    copy = tmp_path / "kept.db"
    await met_by_the_bot(environment, telegram, tmp_path, "Tu")
    await call(environment, tmp_path, "backup", str(copy))
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("SELECT count(*) FROM person").fetchall()
        code, _, errors = await call(environment, tmp_path, "restore", str(copy))
    assert (code, "somebody else has" in errors) == (2, True), errors
    assert sorted(each.name for each in database.parent.glob("bot.db*") if "-" not in each.name) == [
        "bot.db",
        "bot.db.lock",
    ]


async def test_of_another_version_only_the_older_one_is_put_back(
    telegram: Server, database: Path, tmp_path: Path
) -> None:
    environment = environment_of(telegram, tmp_path)
    newer, older = tmp_path / "newer.db", tmp_path / "older.db"
    await met_by_the_bot(environment, telegram, tmp_path, "Tu")
    await call(environment, tmp_path, "backup", str(newer))
    shutil.copy(newer, older)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    code, _, errors = await call(environment, tmp_path, "restore", str(newer))
    assert code == 2 and f"made by a newer bot (its database is at 9999, this bot's at {migrations.HEAD})" in errors
    await asyncio.to_thread(one_step_down, older)
    code, _, errors = await call(environment, tmp_path, "restore", str(older))
    assert code == 0, errors
    assert column(database, "SELECT version_num FROM alembic_version") != [migrations.HEAD]
    await met_by_the_bot(environment, telegram, tmp_path, "Znowu")
    assert column(database, "SELECT version_num FROM alembic_version") == [migrations.HEAD]


def one_step_down(file: Path) -> None:
    import sqlalchemy as sa

    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        migrations.downgrade(connection, "-1")
    engine.dispose()


async def test_what_cannot_be_put_back_is_said_in_one_line(telegram: Server, tmp_path: Path) -> None:
    environment = environment_of(telegram, tmp_path)
    (tmp_path / "letter.txt").write_text("Szanowni Państwo! " * 1000)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    for file, complaint in (
        ("none.db", "there is no"),
        ("letter.txt", "file is not a database"),
        ("other.db", "it is no database of this bot"),
    ):
        code, _, errors = await call(environment, tmp_path, "restore", str(tmp_path / file))
        assert (code, complaint in errors, errors.count("\n")) == (2, True, 1), errors
    elsewhere = environment_of(telegram, tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1/x")
    for command, tool in ((("backup",), "pg_dump"), (("restore", "x.db"), "pg_restore")):
        code, _, errors = await call(elsewhere, tmp_path, *command)
        assert (code, tool in errors, errors.count("\n")) == (2, True, 1), errors
