"""Commits that outlast a power cut, several to one fsync.

SQLite's synchronous=FULL waits for the disk inside every commit, with all other writers queued behind it. Here a commit
only appends to the write-ahead log (synchronous=NORMAL), and the next writer goes on at once. Whoever wants to tell the
world about a transaction waits until the log has reached the disk; those who wait together share one fsync. The log is
recovered in order, so everything that a transaction has read is on the disk whenever the transaction is.
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
"""Commits after which the log is copied into the database, as SQLite does by itself, but not inside a commit."""
LARGEST = 16 * 1024 * 1024
"""Bytes of the log from which writers wait a moment, so that it can begin anew."""


def private(file: str, flags: int) -> int:
    """An opener for ``open``: a file that it creates is for the owner alone, whatever the umask."""
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
        """Commits since the log was copied; an earlier process may have left a long log."""

    def wrote(self) -> None:
        """Note that a commit has appended to the log."""
        self._is_behind = True
        self._commits += 1

    async def reached(self) -> None:
        """Wait until everything committed so far is on the disk. OperationalError if the disk refuses."""
        if not self._is_behind and self._work is None:
            return
        reached = asyncio.get_running_loop().create_future()
        self._waiting.append(reached)
        if self._work is None:
            self._work = asyncio.create_task(self._sync())
        await reached

    async def close(self) -> None:
        """Wait for the work under way."""
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
        """Work in this disk's thread; return any error as the disk's refusal, even that no thread could start."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except Exception as error:
            return OperationalError(work.__name__.strip("_"), None, error)
        return None

    def _fsync(self) -> None:
        # closing the last connection copies the log and deletes it
        with suppress(FileNotFoundError):
            descriptor = os.open(self._log, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _copy_log(self) -> None:
        """Copy the log as far as nobody reads it; the next writer then begins it anew. The rest is copied later."""
        with closing(sqlite3.connect(self._file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            if self._log.stat().st_size > LARGEST:
                with suppress(sqlite3.OperationalError):
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _a_thread() -> ThreadPoolExecutor:
    """A thread of the disk's own, so that no fsync waits behind look-ups of names and copies of the database."""
    return ThreadPoolExecutor(1, "disk")
