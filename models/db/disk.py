"""Commits that outlast a power cut, several to one fsync.

SQLite's synchronous=FULL waits for the disk inside every commit, with all other writers queued behind it. Here a commit
only appends to the write-ahead log (synchronous=NORMAL), the next writer goes on at once, and whoever wants to tell the
world about a transaction waits until the log has reached the disk: those who wait together share one fsync. The log is
read back in its order, so what was read by a transaction is on the disk whenever the transaction is.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

log = logging.getLogger(__name__)

COPY_AFTER = 200
"""Commits after which the log is copied into the database: SQLite's own habit, but not inside a commit."""
LARGEST = 16 * 1024 * 1024
"""Bytes of the log; when it is longer, who wants to write waits a moment, so that it begins anew."""


def private(file: str, flags: int) -> int:
    """An opener: what it makes is for its owner alone, whatever the umask."""
    return os.open(file, flags, 0o600)


class Disk:
    """The disk under one database file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._log = Path(f"{file}-wal")
        self._waiting: list[asyncio.Future[None]] = []
        self._work: asyncio.Task[None] | None = None
        self._thread = _a_thread()
        self._is_behind = False
        self._commits = COPY_AFTER
        """Since the log was copied; a former process may have left a long one."""

    def wrote(self) -> None:
        """A commit has appended to the log."""
        self._is_behind = True
        self._commits += 1

    async def reached(self) -> None:
        """Wait until all that is committed by now is on the disk. OperationalError if it refuses."""
        if not self._is_behind and self._work is None:
            return
        reached = asyncio.get_running_loop().create_future()
        self._waiting.append(reached)
        if self._work is None:
            self._work = asyncio.create_task(self._sync())
        await reached

    async def close(self) -> None:
        """Wait for what is under way."""
        if self._work is not None:
            await self._work
        self._thread.shutdown()
        self._thread = _a_thread()

    async def _sync(self) -> None:
        try:
            while count := len(self._waiting):
                self._is_behind = False
                failure = await self._aside(self._fsync)
                self._is_behind = self._is_behind or failure is not None
                waiting, self._waiting = self._waiting[:count], self._waiting[count:]
                for reached in waiting:
                    if not reached.done():
                        reached.set_result(None) if failure is None else reached.set_exception(failure)
                if self._commits > COPY_AFTER:
                    self._commits = 0
                    if (failure := await self._aside(self._copy_log)) is not None:
                        log.warning("the log of the database grows, it cannot be copied: %s", failure.orig)
        finally:
            self._work = None
            for reached in self._waiting:
                reached.cancel()

    async def _aside(self, work: Callable[[], None]) -> DBAPIError | None:
        """Do it in the thread of this disk; whatever it raises, and be it that no thread can be had, is its refusal."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except Exception as error:
            return OperationalError(work.__name__.strip("_"), None, error)
        return None

    def _fsync(self) -> None:
        # the log is gone when the last connection was closed, which copies it
        with suppress(FileNotFoundError):
            descriptor = os.open(self._log, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _copy_log(self) -> None:
        """As far as nobody reads it; the next writer then begins it anew. What can't be copied now is copied later."""
        with closing(sqlite3.connect(self._file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            if self._log.stat().st_size > LARGEST:
                with suppress(sqlite3.OperationalError):
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _a_thread() -> ThreadPoolExecutor:
    """Its own, or an fsync would wait behind look-ups of names and copies of the database."""
    return ThreadPoolExecutor(1, "disk")
