"""Databases with this version's tables, made once: copied for every test on SQLite, emptied for those on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import asyncpg
import pytest
import sqlalchemy as sa

from bot.demo import scene
from bot.settings import Settings
from models.calendar import Clock
from models.database import Database
from tests import postgresql

POSTGRESQL = f"obwarzanek_pattern_{uuid4().hex}"
EMPTY = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() LOOP END LOOP;
    -- what refers to what need not be asked when everything goes
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', one.tablename);
    END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        PERFORM setval(one.sequencename::regclass, 1, false);
    END LOOP;
END $$
"""
"""A millisecond; TRUNCATE takes forty, a new database as long."""
PLAIN = datetime(2026, 11, 25, tzinfo=UTC)
"""A Wednesday: neither in the round before it nor in the two weeks after it is a holiday."""


@cache
def sqlite() -> bytes:
    """The content of the file."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "bot.db")
        asyncio.run(_migrate(f"sqlite+aiosqlite:///{file}"))
        return file.read_bytes()


def lay(file: Path) -> None:
    """Put the file there, in a folder of its own, as the bot makes it."""
    file.parent.mkdir(0o700, exist_ok=True)
    file.touch(0o600)
    file.write_bytes(sqlite())


@cache
def on_postgresql() -> str:
    """Its name on the server: one for all tests of this process, each of which begins with it ``emptied``."""
    asyncio.run(_run(f"CREATE DATABASE {POSTGRESQL}"))
    asyncio.run(_migrate(address_of(POSTGRESQL)))
    return POSTGRESQL


async def emptied() -> str:
    """The address of that database, with nothing in its tables and nobody connected to it."""
    address = address_of(await asyncio.to_thread(on_postgresql))
    connection = await asyncpg.connect(_for_asyncpg(address))
    await connection.execute(EMPTY)
    await connection.close()
    return address


@asynccontextmanager
async def in_demonstrations() -> AsyncIterator[None]:
    """Those that begin before the block ends find their tables made, and begin in a week without a holiday."""
    own = scene._own_database
    await asyncio.to_thread(sqlite)

    @contextmanager
    def with_tables(settings: Settings) -> Iterator[None]:
        with own(settings):
            lay(Path(sa.make_url(settings.database_url).database or ""))
            yield

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scene, "_own_database", with_tables)
        patch.setattr(scene, "Clock", partial(Clock, now=lambda: PLAIN))
        yield


def address_of(name: str) -> str:
    """The address of a database on the server."""
    url = sa.make_url(postgresql.server()).set(drivername="postgresql+asyncpg", database=name)
    return url.render_as_string(hide_password=False)


def clear_away() -> None:
    """Leave nothing on the server."""
    if on_postgresql.cache_info().currsize:
        asyncio.run(_run(f"DROP DATABASE {POSTGRESQL} WITH (FORCE)"))


def _for_asyncpg(address: str) -> str:
    return sa.make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)


async def _migrate(url: str) -> None:
    database = Database(url)
    await database.migrate()
    await database.close()


async def _run(statement: str) -> None:
    connection = await asyncpg.connect(postgresql.server())
    await connection.execute(statement)
    await connection.close()
