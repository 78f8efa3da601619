"""Databases with this version's tables, made once and copied for every test that begins with them."""

import asyncio
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import asyncpg
import sqlalchemy as sa

from models.database import Database
from tests import postgresql

POSTGRESQL = f"obwarzanek_pattern_{uuid4().hex}"


@cache
def sqlite() -> bytes:
    """The content of the file."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "bot.db")
        asyncio.run(_migrate(f"sqlite+aiosqlite:///{file}"))
        return file.read_bytes()


@cache
def on_postgresql() -> str:
    """Its name on the server, for ``CREATE DATABASE … TEMPLATE``."""
    asyncio.run(_run(f"CREATE DATABASE {POSTGRESQL}"))
    asyncio.run(_migrate(address_of(POSTGRESQL)))
    return POSTGRESQL


def address_of(name: str) -> str:
    """The address of a database on the server."""
    url = sa.make_url(postgresql.server()).set(drivername="postgresql+asyncpg", database=name)
    return url.render_as_string(hide_password=False)


def clear_away() -> None:
    """Leave nothing on the server."""
    if on_postgresql.cache_info().currsize:
        asyncio.run(_run(f"DROP DATABASE {POSTGRESQL}"))


async def _migrate(url: str) -> None:
    database = Database(url)
    await database.migrate()
    await database.close()


async def _run(statement: str) -> None:
    connection = await asyncpg.connect(postgresql.server())
    await connection.execute(statement)
    await connection.close()
