"""``obwarzanek migrate-data``: moves a deployment from one database to another, wholly or not at all."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from models import numbering, setting
from models.database import Database
from models.db.address import shown
from models.reading.tongue import SpokenError

CHUNK = 1000

Progress = Callable[[str, int], None]
"""Called with a table and the number of its rows just copied."""


class MoveError(SpokenError):
    """The deployment cannot be moved, and nothing was changed."""


class Content(Struct, frozen=True):
    """What a table holds: the number of rows, and a checksum over their values."""

    rows: int
    sum: str


async def size(source: Database) -> int:
    """Number of rows in all tables."""
    async with source.transaction() as session:
        connection = await session.connection()
        return sum([await _count(connection, table) for table in _tables()])


async def move(source: Database, target: Database, *, now: datetime, progress: Progress) -> dict[str, Content]:
    """Copy every row, compare both sides, mark the source as moved, and return what was moved, by table.

    The bot must not be at work on either: the caller holds both claims. MoveError leaves both as they were.
    """
    moved: dict[str, Content] = {}
    async with source.transaction() as reading, target.transaction() as writing:
        here, there = await reading.connection(), await writing.connection()
        for connection in (here, there):
            if connection.dialect.name == "postgresql":
                # each connection is idle while the other side is read
                await connection.execute(sa.text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        if not source.is_sqlite:
            # a Turn begins by writing there: one under way ends first, a later one sees that everything has moved
            await here.execute(sa.text("LOCK TABLE inbox IN SHARE ROW EXCLUSIVE MODE"))
        await _insist_on_empty(there)
        for table in _tables():
            async for rows in _pages(here, table):
                await there.execute(table.insert(), rows)
                progress(table.name, len(rows))
            moved[table.name] = await content(there, table)
            if moved[table.name] != await content(here, table):
                raise MoveError(
                    f"{table.name} is not the same on both sides, so nothing was moved",
                    f"{table.name} nie jest po obu stronach takie samo, więc nic nie zostało przeniesione",
                )
        given = await here.run_sync(numbering.last_given)
        await there.run_sync(numbering.count_on, given)
        await numbering.forget_tables(writing)
        await setting.note_move(reading, to=shown(target.url), now=now)
    return moved


def _tables() -> Sequence[sa.Table]:
    """All tables, each after those that it refers to."""
    return SQLModel.metadata.sorted_tables


async def _count(connection: AsyncConnection, table: sa.Table) -> int:
    return int(await connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


async def _insist_on_empty(connection: AsyncConnection) -> None:
    for table in _tables():
        if count := await _count(connection, table):
            raise MoveError(
                f"the new database must be empty, but there are {count} rows in {table.name}",
                f"nowa baza musi być pusta, a w {table.name} wierszy jest {count}",
            )


async def _pages(connection: AsyncConnection, table: sa.Table) -> AsyncIterator[list[dict[str, Any]]]:
    """Pages of rows in the order of the primary key, so that a row comes after those it refers to."""
    key = sa.tuple_(*table.primary_key.columns)
    statement = sa.select(table).order_by(*table.primary_key.columns).limit(CHUNK)
    after = statement
    while rows := [dict(row) for row in (await connection.execute(after)).mappings()]:
        yield rows
        # SQLite never yields to the loop, and both claims must be kept alive
        await asyncio.sleep(0)
        after = statement.where(key > sa.tuple_(*(rows[-1][column.name] for column in table.primary_key.columns)))


async def content(connection: AsyncConnection, table: sa.Table) -> Content:
    """Describe what the table holds; the same rows give the same result on both engines."""
    count, whole = 0, hashlib.sha256()
    async for rows in _pages(connection, table):
        count += len(rows)
        for row in rows:
            whole.update(repr(sorted(row.items())).encode())
    return Content(count, whole.hexdigest())
