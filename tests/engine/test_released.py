"""The database of every released version, lived in, is kept as a dump and upgraded; versions are told by the changelog.

A dump: the demonstration's people in that version's database (``sqlite3.Connection.iterdump``), packed.
"""

import gzip
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot import __version__
from bot.app import prepare
from bot.settings import Settings
from models.database import Database
from models.migrations import HEAD
from models.people.permission import Role
from models.people.person import people
from tests.cli.test_command_line import ROOT
from tests.conftest import on_both_engines

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql.gz"))
HEADS = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def begins_empty() -> bool:
    return True


def kept(dump: Path, file: Path) -> str:
    """Make the database of a dump; its migration."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(gzip.decompress(dump.read_bytes()).decode())
        (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found)


def rows_of(file: Path, tables: sa.MetaData) -> Rows:
    """As the other engine takes them."""
    engine = sa.create_engine(f"sqlite:///{file}")
    generic = sa.MetaData()
    for table in tables.sorted_tables:
        sa.Table(table.name, generic, *(sa.Column(each.name, each.type.as_generic()) for each in table.columns))
    with engine.connect() as connection:
        found = {name: connection.execute(sa.select(table)).mappings().all() for name, table in generic.tables.items()}
    engine.dispose()
    return {name: [dict(row) for row in rows] for name, rows in found.items()}


def fill(connection: sa.Connection, file: Path) -> None:
    tables = sa.MetaData()
    tables.reflect(connection)
    found = rows_of(file, tables)
    for table in tables.sorted_tables:
        if table.name != "alembic_version":
            connection.execute(table.delete())
    for table in tables.sorted_tables:
        if table.name != "alembic_version" and found[table.name]:
            connection.execute(table.insert(), found[table.name])


@pytest.mark.parametrize("dump", RELEASED, ids=lambda dump: dump.name.removesuffix(".sql.gz"))
@on_both_engines
async def test_the_database_of_a_released_version_is_upgraded(settings: Settings, dump: Path, tmp_path: Path) -> None:
    """Its people, projects and answers are there, and the bot starts on it."""
    file = tmp_path / "released.db"
    version = kept(dump, file)
    with closing(sqlite3.connect(file)) as before:
        counted = {
            table: before.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("commune", "person", "membership", "project", "milestone", "status_answer", "risk", "forum")
        }
    if settings.database_file is not None:
        settings.database_url = f"sqlite+aiosqlite:///{file}"
    else:
        empty = Database(settings.database_url)
        await empty.migrate(version)
        async with empty.engine.begin() as connection:
            await connection.run_sync(fill, file)
        await empty.close()
    database = await prepare(settings)
    async with database.looking() as session:
        for table, count in counted.items():
            assert await session.scalar(sa.text(f"SELECT count(*) FROM {table}")) == count > 0, table  # noqa: S608
        assert len(await people(session, roles=Role)) > 40
    assert await database.version() == HEAD
    await database.close()


def test_every_released_version_has_its_date_its_database_and_its_dump() -> None:
    coming, *released = HEADS
    if __version__.endswith(".dev0"):
        assert coming == f"{__version__.removesuffix('.dev0')} (unreleased)"
    else:
        assert coming.startswith(f"{__version__} (") and coming.endswith(f"database {HEAD})")
        released.insert(0, coming)
    assert released and all(re.fullmatch(r"\d+\.\d+\.\d+ \(\d+ \w+ \d{4}; database \d{4}\)", head) for head in released)
    assert [dump.name for dump in RELEASED] == sorted(f"{head.split()[0]}.sql.gz" for head in released)


def test_a_dump_is_of_the_version_that_the_changelog_names(tmp_path: Path) -> None:
    of = {head.split()[0]: head.rpartition(" ")[2].rstrip(")") for head in HEADS[1:]}
    for dump in RELEASED:
        assert kept(dump, tmp_path / f"{dump.stem}.db") == of[dump.name.removesuffix(".sql.gz")]
        assert dump.stat().st_size < 50_000
