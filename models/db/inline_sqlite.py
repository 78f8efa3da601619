"""SQLite without a thread hop per statement: a drop-in for aiosqlite's connection under SQLAlchemy.

A statement on an embedded database takes a few microseconds, handing it to a thread and back takes a hundred, and a
status flow has dozens of them. So statements run where they are called, commits too; ``Disk`` waits for the disk.
While another process holds the write lock, the statement is retried; it never blocks the loop.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Self, TypeVar

from models.db.disk import Disk, private

R = TypeVar("R")
Parameters = Sequence[Any] | Mapping[str, Any]

PATIENCE = 10.0
PAUSE = 0.01


class Cursor:
    """The part of an aiosqlite cursor that SQLAlchemy uses."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    async def execute(self, sql: str, parameters: Parameters = ()) -> Self:
        await _patiently(lambda: self._cursor.execute(sql, parameters))
        return self

    async def executemany(self, sql: str, rows: Iterable[Parameters]) -> Self:
        """Run a statement once per row."""
        rows = list(rows)
        await _patiently(lambda: self._cursor.executemany(sql, rows))
        return self

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()

    @property
    def description(self) -> Any:
        """The columns of the rows found."""
        return self._cursor.description

    @property
    def lastrowid(self) -> int | None:
        """The key of the last inserted row."""
        return self._cursor.lastrowid

    @property
    def rowcount(self) -> int:
        """Number of rows changed."""
        return self._cursor.rowcount


class Connection:
    """The part of an aiosqlite connection that SQLAlchemy uses."""

    def __init__(self, connection: sqlite3.Connection, disk: Disk) -> None:
        self._conn = connection
        self._disk = disk

    async def cursor(self) -> Cursor:
        """Make a cursor for one statement."""
        return Cursor(self._conn.cursor())

    async def execute(self, sql: str, parameters: Parameters = ()) -> Cursor:
        return await Cursor(self._conn.cursor()).execute(sql, parameters)

    async def executemany(self, sql: str, rows: Iterable[Parameters]) -> Cursor:
        """Run a statement once per row."""
        return await Cursor(self._conn.cursor()).executemany(sql, rows)

    async def create_function(self, *arguments: Any, **options: Any) -> None:
        """Add a function to SQL."""
        self._conn.create_function(*arguments, **options)

    async def commit(self) -> bool:
        """Commit, if anything was written: the next transaction sees it, but it does not survive a power cut yet."""
        if not self._conn.in_transaction:
            return False
        await _patiently(self._conn.commit)
        self._disk.wrote()
        return True

    async def rollback(self) -> None:
        self._conn.rollback()

    async def close(self) -> None:
        self._conn.close()

    def stop(self) -> None:
        """Close the file at once."""
        self._conn.close()


async def connect(file: str, disk: Disk) -> Connection:
    """Open the file. The implicit BEGIN before the first write takes the write lock, so two writers cannot deadlock."""
    try:
        # SQLite would create it readable by all; the files that it creates beside it get the same mode
        os.close(private(file, os.O_RDWR | os.O_CREAT))
    except OSError as error:
        raise sqlite3.OperationalError(str(error)) from error
    connection = sqlite3.connect(file, timeout=0, isolation_level="IMMEDIATE", check_same_thread=False)
    pragmas = "journal_mode=WAL", "synchronous=NORMAL", "wal_autocheckpoint=0", "foreign_keys=ON", "secure_delete=ON"
    for pragma in pragmas:
        await _patiently(lambda pragma=pragma: connection.execute(f"PRAGMA {pragma}"))  # type: ignore[misc]
    return Connection(connection, disk)


async def _patiently(work: Callable[[], R]) -> R:
    """Work, retrying while another process holds the write lock."""
    deadline = None
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            now = asyncio.get_running_loop().time()
            deadline = deadline or now + PATIENCE
            if "locked" not in str(error) or now > deadline:
                raise
        await asyncio.sleep(PAUSE)
