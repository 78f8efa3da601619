"""The database: one engine, transactions that do not get in each other's way, errors that tell no values to the log."""

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from models import inline_sqlite, migrations
from models.disk import Disk
from models.prepared import DRIVER, errors_of, has_changes

_ALONE = 0x6F62776172
"""The key of the advisory lock on PostgreSQL; any number, but always the same."""


class Database:
    """SQLite or PostgreSQL behind an address such as ``sqlite+aiosqlite:///var/bot.db``."""

    def __init__(self, url: str) -> None:
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._disk = Disk(self.url.database or "") if self.is_sqlite else None
        self.engine = _sqlite(self.url, self._disk) if self._disk else _postgresql(self.url)
        self._turnstile = asyncio.Lock()
        self._connection: AsyncConnection | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed, to last, when the block ends and rolled back when it raises."""
        if self._disk is None:
            async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
            return
        # SQLite has one writer: queueing here is fair and free, waiting for its file lock is neither.
        async with self._turnstile:
            connection = await self._only_connection()
            driver: inline_sqlite.Connection = (await connection.get_raw_connection()).driver_connection  # type: ignore[assignment]
            session = AsyncSession(connection, expire_on_commit=False, info={DRIVER: driver})
            try:
                yield session
                if has_changes(session) or connection.in_transaction():
                    await session.commit()
                with errors_of("COMMIT"):
                    await driver.commit()
            except BaseException:
                await session.rollback()
                await driver.rollback()
                raise
        await self._disk.reached()

    async def _only_connection(self) -> AsyncConnection:
        if self._connection is None or self._connection.closed or self._connection.invalidated:
            self._connection = await self.engine.connect()
        return self._connection

    async def migrate(self) -> None:
        """Bring the schema to this version's; quick when it already is."""
        if self.is_sqlite and self.url.database:
            await asyncio.to_thread(Path(self.url.database).parent.mkdir, parents=True, exist_ok=True)
        async with self.engine.begin() as connection:
            if await connection.run_sync(migrations.version) != migrations.HEAD:
                await connection.run_sync(migrations.upgrade)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Wait until no other process on this database is in such a block; its death ends the wait at once."""
        if self.is_sqlite:
            lock = await asyncio.to_thread(Path(f"{self.url.database}.lock").open, "w")
            with lock:
                await _until_locked(lock.fileno())
                yield
        else:
            async with self.engine.connect() as connection:
                await connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": _ALONE})
                await connection.commit()
                yield

    async def close(self) -> None:
        """Give all connections back."""
        if self._connection is not None:
            await self._connection.close()
        if self._disk is not None:
            await self._disk.close()
        await self.engine.dispose()


async def _until_locked(descriptor: int) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(0.1)
        else:
            return


def _sqlite(url: sa.URL, disk: Disk) -> AsyncEngine:
    opening = partial(inline_sqlite.connect, url.database or "", disk)
    return create_async_engine(url, async_creator=opening, pool_reset_on_return=None, hide_parameters=True)


def _postgresql(url: sa.URL) -> AsyncEngine:
    return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
