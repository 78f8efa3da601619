"""No number is given twice: not after a deletion, a migration, a move, a restore."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from bot.ops import backup
from bot.playground import Person
from bot.settings import Settings
from models import migrations, numbering
from models.database import Database
from models.people.absence import Absence
from models.people.permission import Role
from models.people.person import Membership
from models.people.request import AccessRequest
from models.project.project import Project
from models.risk.risk import Risk
from tests.conftest import TUESDAY, VERSIONS, Town, on_both_engines, on_sqlite
from tests.conversations.test_invitation import stranger
from tests.conversations.test_request import asks
from tests.rows import every

HAS_TOOLS = shutil.which("pg_dump") is not None and shutil.which("pg_restore") is not None


@pytest.fixture
def begins_empty() -> bool:
    return True


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    opened = Database(settings.database_url)
    yield opened
    await opened.close()


def counts_on(connection: sa.Connection) -> bool:
    tables = numbering.numbered(connection)
    if connection.dialect.name == "postgresql":
        sequence = sa.text("SELECT pg_get_serial_sequence(quote_ident(:table), 'id')")
        return all(connection.scalar(sequence, {"table": table}) for table in tables)
    words = sa.text("SELECT sql FROM sqlite_master WHERE name = :table")
    return all("AUTOINCREMENT" in connection.scalar(words, {"table": table}) for table in tables)


@VERSIONS
@on_both_engines
async def test_every_table_that_numbers_its_rows_counts_on_at_every_version(
    database: Database, revisions: Sequence[str]
) -> None:
    """Whatever migrates it: no migration can forget it."""
    by_the_database = [t for t in SQLModel.metadata.sorted_tables if t.autoincrement_column is not None]
    for revision in (*revisions, *reversed(revisions)):
        await database.migrate(revision)
        async with database.engine.connect() as connection:
            assert await connection.run_sync(counts_on), revision
    await database.migrate()
    async with database.engine.connect() as connection:
        numbered = await connection.run_sync(numbering.numbered)
    own = {"outbox", "inbox", "screen"}
    assert {table.name for table in by_the_database} - own == set(numbered)


@VERSIONS
@on_both_engines
async def test_a_migration_gives_no_number_of_a_deleted_row_again(database: Database, revisions: Sequence[str]) -> None:
    """On SQLite not even in a table that the older version does not have, and that is made anew."""
    await database.migrate()
    for newer, older in pairwise(reversed(revisions)):
        async with database.engine.begin() as connection:
            given = await connection.run_sync(numbering.last_given)
            raised = {table: last + 10 for table, last in given.items()}
            await connection.run_sync(numbering.count_on, raised)
        for revision in (older, newer):
            await database.migrate(revision)
            async with database.engine.connect() as connection:
                found = await connection.run_sync(numbering.last_given)
            if not database.is_sqlite:
                raised = {table: last for table, last in raised.items() if table in found}
            assert {table: max(last, raised.get(table, 0)) for table, last in found.items()} == found, revision


@on_sqlite
async def test_a_database_of_before_keeps_its_rows_and_counts_on(database: Database, tmp_path: Path) -> None:
    other = Database(f"sqlite+aiosqlite:///{tmp_path}/before.db")
    as_now = sa.Table, "before_create", numbering.number_from_the_start
    sa.event.remove(*as_now)
    try:
        async with other._migrating() as connection:
            await connection.run_sync(migrations.upgrade, "0011")
    finally:
        sa.event.listen(*as_now)
    async with other.engine.begin() as connection:
        assert not await connection.run_sync(counts_on)
        for number in (7, 8, 9):
            row = {"id": number, "name": f"Gmina {number}"}
            await connection.execute(sa.text("INSERT INTO commune (id, name) VALUES (:id, :name)"), row)
    await other.migrate()
    async with other.engine.begin() as connection:
        assert await connection.run_sync(counts_on)
        await connection.execute(sa.text("DELETE FROM commune WHERE id = 9"))
        await connection.execute(sa.text("INSERT INTO commune (name) VALUES ('Nowa')"))
        found = (await connection.execute(sa.text("SELECT id, name FROM commune ORDER BY id"))).all()
    assert [tuple(row) for row in found] == [(7, "Gmina 7"), (8, "Gmina 8"), (10, "Nowa")]
    await other.close()


# --- a backup is put back ----------------------------------------


async def copied(town: Town, to: Path) -> None:
    if town.settings.database_file is not None:
        await backup.back_up(town.settings.database_file, to)
    else:
        await run("pg_dump", "--format=custom", f"--file={to}", address(town))


async def put_back(town: Town, copy: Path) -> None:
    await town.stop()
    if town.settings.database_file is not None:
        await backup.restore(copy, town.settings.database_file, TUESDAY)
    else:
        await run("pg_restore", "--clean", "--if-exists", f"--dbname={address(town)}", str(copy))
    await town.start()


def address(town: Town) -> str:
    return sa.make_url(town.settings.database_url).set(drivername="postgresql").render_as_string(hide_password=False)


async def run(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(*command)
    assert await process.wait() == 0, command


async def nouns(town: Town) -> list[str]:
    """What a tap on another's card would change."""
    return [
        repr(row)
        for table in (Risk, AccessRequest, Membership, Absence, Project)
        for row in await every(town, select(table))
    ]


async def lives(town: Town, ewa: Person, nth: str) -> None:
    """A risk, a stranger at the door, an absence, and a question that waits for an answer."""
    await ewa.say(f"/ryzyko Osuwisko {nth}")
    await ewa.tap("Park")
    await ewa.tap("🔴")
    await asks(stranger(town, f"Obcy{nth}"))
    await ewa.say("/nieobecnosc")
    await ewa.tap("Dziś")
    await ewa.tap("Tylko ten dzień")
    await ewa.tap("Nikt")
    await ewa.say("/ryzyko Drugie")


@on_both_engines
async def test_after_a_restore_no_button_of_the_lost_life_does_anything(town: Town, tmp_path: Path) -> None:
    if not town.database.is_sqlite and not HAS_TOOLS:
        pytest.skip("no pg_dump")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR, "Niepołomice")
    await town.meets("Piotr Zając", Role.SPECIALIST, "Niepołomice")
    await town.has_projects("Niepołomice", "Park")
    await ewa.say("/ryzyko Przed kopią")
    before = {message for somebody in (jan, ewa) for message in somebody.messages}
    await copied(town, tmp_path / "copy")
    await lives(town, ewa, "A")
    lost = [
        (somebody, message, button["callback_data"])
        for somebody in (jan, ewa)
        for message in somebody.messages
        for row in message.buttons
        for button in row
        if message not in before and "callback_data" in button
    ]
    await put_back(town, tmp_path / "copy")
    await lives(town, ewa, "B")
    standing = await nouns(town)
    assert len(lost) > 10 and len(standing) == 7
    for somebody, message, data in lost:
        await somebody.tap_data(data, on=message)
    assert await nouns(town) == standing
