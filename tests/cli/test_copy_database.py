"""``python -m bot migrate-data``: all or nothing, the same on both sides, and the bot goes on where it was."""

import asyncio
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from pydantic import SecretStr
from sqlmodel import SQLModel

from bot import app
from bot.demo.town import TOKEN, a_town
from bot.ops import copy_database
from bot.ops.copy_database import MoveError, content, move
from bot.playground import Server
from bot.settings import Settings
from models import setting
from models.calendar import Clock
from models.database import Database
from models.db.address import shown
from models.people.permission import Role
from models.people.person import Person
from tests import patterns
from tests.cli.test_command_line import ENVIRONMENT, call
from tests.cli.test_command_line import settings as environment_of
from tests.cli.test_command_line import telegram as telegram
from tests.conftest import ENGINES, TUESDAY, on_postgresql
from tests.engine.test_migrations import lived_in
from tests.processes import Process


@cache
def lived_in_already() -> bytes:
    """The file of a database that is ``lived_in``."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "bot.db")
        patterns.lay(file)
        asyncio.run(lived_in(Settings(_env_file=None, database_url=f"sqlite:///{file}")))
        return file.read_bytes()


@pytest.fixture
def old(tmp_path: Path) -> Settings:
    """A deployment on SQLite."""
    file = tmp_path / "old.db"
    file.write_bytes(lived_in_already())
    return Settings(_env_file=None, bot_token=SecretStr(TOKEN), database_url=f"sqlite:///{file}")


@pytest.fixture
def empty(tmp_path: Path) -> str:
    """The address of a database that has its tables and nothing in them."""
    patterns.lay(tmp_path / "empty.db")
    return f"sqlite+aiosqlite:///{tmp_path}/empty.db"


async def everything(database: Database) -> dict[str, copy_database.Content]:
    async with database.transaction() as session:
        connection = await session.connection()
        return {table.name: await content(connection, table) for table in SQLModel.metadata.sorted_tables}


async def moved(old: Database, new: Database) -> int:
    """Everything, as the command does it; how many rows."""
    rows = []
    await new.migrate()
    await move(old, new, now=TUESDAY, progress=lambda _table, more: rows.append(more))
    return sum(rows)


@pytest.mark.parametrize("database_url", ENGINES, indirect=True)
async def test_all_that_there_is_is_there_and_the_bot_goes_on(
    old: Settings, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In pages, with the dialogs under way; what is new gets numbers that were never given."""
    monkeypatch.setattr(copy_database, "CHUNK", 7)
    source, target = Database(old.database_url), Database(settings.database_url)
    async with source.transaction() as session:
        gone = Person(telegram_id=1, name="Ktoś", language="pl", created_at=TUESDAY)
        session.add(gone)
        await session.flush()
        await session.delete(gone)
    before = await everything(source)
    assert await moved(source, target) == sum(each.rows for each in before.values()) > 500
    assert await everything(target) == before
    async with source.transaction() as session:
        assert await setting.moved_to(session) == shown(target.url)
    await source.close()
    await target.close()
    async with a_town(settings, Clock(settings.zone, "PL", now=lambda: TUESDAY)) as town:
        await town.meets("Nowa Osoba", Role.OFFICE)
        await town.has_projects("Skawina", "Nowy projekt")
        async with town.database.transaction() as session:
            newest = Person(telegram_id=2, name="Ktoś", language="pl", created_at=TUESDAY)
            session.add(newest)
            await session.flush()
        assert newest.id == gone.id + 1


@on_postgresql
async def test_a_side_may_be_silent_for_long(empty: str, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million rows of SQLite take longer to read through than PostgreSQL otherwise bears a silent transaction."""
    monkeypatch.setattr("models.database.SILENCE", 0.2)
    source, target = await app.prepare(Settings(_env_file=None, database_url=empty)), Database(database_url)
    await move(source, target, now=TUESDAY, progress=lambda _table, _rows: time.sleep(0.5))
    assert (await everything(target))["commune"].rows == 15
    await source.close()
    await target.close()


async def test_what_cannot_be_moved_leaves_both_as_they_were(
    old: Settings, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = Database(old.database_url), Database(empty)
    before = await everything(source)

    async def differs(connection: object, table: sa.Table) -> copy_database.Content:
        return copy_database.Content(1, str(id(connection)) if table.name == "outbox" else "")

    monkeypatch.setattr(copy_database, "content", differs)
    with pytest.raises(MoveError, match="outbox is not the same on both sides"):
        await moved(source, target)
    monkeypatch.undo()
    assert await everything(source) == before
    assert not any(each.rows for each in (await everything(target)).values())
    await source.close()
    await target.close()


async def test_a_database_that_holds_something_is_not_written_over(old: Settings, empty: str) -> None:
    source, target = Database(old.database_url), Database(empty)
    async with target.transaction() as session:
        session.add(Person(telegram_id=1, name="Ktoś", language="pl", created_at=TUESDAY))
    with pytest.raises(MoveError, match="must be empty, but there are 1 rows in person"):
        await moved(source, target)
    await source.close()
    await target.close()


@on_postgresql
async def test_the_command_waits_for_the_bot_moves_and_the_old_one_starts_no_more(
    old: Settings, database_url: str, telegram: Server, tmp_path: Path
) -> None:
    environment = environment_of(telegram, tmp_path, DATABASE_URL=old.database_url)
    there = "migrate-data", "--from", old.database_url, "--to", database_url
    source = Database(old.database_url)
    async with source.alone():
        moving = asyncio.create_task(call(environment, tmp_path, *there))
        await asyncio.sleep(6)
        assert not moving.done()
    code, out, errors = await moving
    assert (code, "100%" in errors) == (0, True), (out, errors)
    assert "project " in out and "moved; start the bot" in out
    code, _, errors = await call(environment, tmp_path, "run")
    assert code == 2 and "DATABASE_URL names a database that was moved: everything is in postgresql" in errors
    assert "ci" not in errors.rpartition("moved")[2], "the password is nobody's business"
    code, _, errors = await call(environment, tmp_path, *there)
    assert code == 2 and "the new database must be empty" in errors
    await source.close()


async def test_the_new_address_stands_in_the_environment_and_is_another_one(old: Settings, tmp_path: Path) -> None:
    """A password among the arguments is read by everybody who lists the processes."""
    environment = {**ENVIRONMENT, "DATABASE_URL": old.database_url}
    code, _, errors = await call(environment, tmp_path, "migrate-data")
    assert code == 2 and "DATABASE_URL_NEW" in errors and len(errors.splitlines()) == 1
    code, _, errors = await call(environment, tmp_path, "migrate-data", "--to", f"sqlite:///{tmp_path}/./old.db")
    assert code == 2 and "already: say another database" in errors and len(errors.splitlines()) == 1
    environment["DATABASE_URL_NEW"] = f"sqlite:///{tmp_path}/new.db"
    code, out, errors = await call(environment, tmp_path, "migrate-data")
    assert code == 0 and "moved; start the bot" in out, errors


async def test_that_it_waits_is_said_while_it_waits(old: Settings, empty: str, tmp_path: Path) -> None:
    """Also where no terminal reads it."""
    source, said = Database(old.database_url), tmp_path / "said"
    async with source.alone(), asyncio.timeout(30):
        there = "--from", old.database_url, "--to", empty
        process = Process("bot", "migrate-data", *there, env=ENVIRONMENT, cwd=tmp_path, out=said)
        while not said.exists() or not said.read_text():
            await asyncio.sleep(0.02)
        assert said.read_text() == "waiting until the bot has stopped\n"
    assert await process.wait() == 0
    await source.close()


async def test_what_is_no_database_is_said_so(telegram: Server, tmp_path: Path) -> None:
    environment = environment_of(telegram, tmp_path)
    for source, target, complaint in (
        ("mysql://x", "sqlite:///x", "must be a sqlite:/// or postgresql:// address"),
        (f"sqlite:///{tmp_path}/none.db", "sqlite:///x", "there is no"),
    ):
        code, _, errors = await call(environment, tmp_path, "migrate-data", "--from", source, "--to", target)
        assert code == 2 and complaint in errors
