"""The database: one engine, transactions that do not get in each other's way, errors that tell no values to the log."""

import asyncio
import contextlib
import fcntl
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel.ext.asyncio.session import AsyncSession

from models import migrations
from models.db import inline_sqlite
from models.db.address import for_asyncpg
from models.db.disk import Disk, private
from models.db.lease import SILENCE, TRY_EVERY, Lease, holders, is_claimed, until_claimed
from models.db.prepared import DRIVER, has_changes, refusal
from models.db.pulse import Pulse
from models.db.trouble import Trouble, is_away, reason_of

log = logging.getLogger(__name__)

AWAY = (sa.exc.DBAPIError, sa.exc.TimeoutError, StaleDataError)
"""What is raised while the database is away, has no connection left, or others have changed the same rows meanwhile:
nothing was done, it can be tried again."""
_DEADLOCK = "40P01"
LISTEN_AGAIN = 1.0
"""Seconds before a connection that hears of others is opened anew."""
_MIGRATING, _PRESENT = 0x6F62776173, 0x6F62776174
"""The keys of advisory locks on PostgreSQL; any numbers, but always the same."""


class Database:
    """SQLite or PostgreSQL behind an address such as ``sqlite+aiosqlite:///var/bot.db``."""

    def __init__(self, url: str) -> None:
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._disk = Disk(self.url.database or "") if self.is_sqlite else None
        self._own_sessions: set[int] = set()
        """On PostgreSQL the numbers of the server's processes that work for this one."""
        self.engine = _sqlite(self.url, self._disk) if self._disk else _postgresql(self.url, self._own_sessions)
        self.pulse = Pulse()
        self.trouble = Trouble(log, "trouble with the database")
        self._turnstile = asyncio.Lock()
        self._only: tuple[AsyncConnection, Any] | None = None

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session whose work is committed, to last, when the block ends and rolled back when it raises."""
        return self._on_sqlite(self._disk) if self._disk is not None else self._on_postgresql()

    def note(self, error: Exception) -> None:
        """Say that the database is away, if that is what the error shows."""
        if is_away(error):
            self.trouble.goes_on(reason_of(error))

    @asynccontextmanager
    async def _on_postgresql(self) -> AsyncIterator[AsyncSession]:
        with self.pulse:
            try:
                async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
                    yield session
            except AWAY as error:
                self.note(error)
                raise
            if self.trouble.reason is not None:
                self.trouble.is_over()

    @asynccontextmanager
    async def _on_sqlite(self, disk: Disk) -> AsyncIterator[AsyncSession]:
        with self.pulse:
            try:
                # SQLite has one writer: queueing here is fair and free, waiting for its file lock is neither.
                async with self._turnstile:
                    connection, driver = await self._only_connection()
                    session = AsyncSession(connection, expire_on_commit=False, info={DRIVER: driver})
                    try:
                        yield session
                        if has_changes(session) or connection.in_transaction():
                            await session.commit()
                        has_written = await _commit(driver)
                    except BaseException:
                        try:
                            await session.rollback()
                        finally:
                            await driver.rollback()
                        raise
                await disk.reached()
            except AWAY as error:
                self.note(error)
                raise
            # a disk that is full can be read
            if self.trouble.reason is not None and has_written:
                self.trouble.is_over()

    def has_refused(self, error: Exception) -> bool:
        """Whether it was there when it raised this, and would not take what it was given."""
        if is_overtaken(error):
            return True
        if not isinstance(error, sa.exc.DBAPIError) or error.connection_invalidated:
            return False
        # on PostgreSQL that one comes of connecting alone
        return self.is_sqlite or not isinstance(error, sa.exc.OperationalError)

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[AsyncSession]:
        """A session that only reads: it waits behind no writer and nothing of it is committed."""
        async with self.engine.connect() as connection:
            yield AsyncSession(connection, expire_on_commit=False)

    async def _only_connection(self) -> tuple[AsyncConnection, Any]:
        """And what is under it."""
        if self._only is None or self._only[0].closed or self._only[0].invalidated:
            connection = await self.engine.connect()
            self._only = connection, (await connection.get_raw_connection()).driver_connection
        return self._only

    async def version(self) -> str | None:
        """The migration at which the database stands, None for an empty one."""
        async with self.engine.connect() as connection:
            return await connection.run_sync(migrations.version)

    async def migrate(self, to: str = migrations.HEAD) -> str | None:
        """Bring the schema to this version's, or to an older one's, and return where it was; quick when it is there."""
        if self.is_sqlite and self.url.database:
            await asyncio.to_thread(Path(self.url.database).parent.mkdir, 0o700, parents=True, exist_ok=True)
        if (found := await self.version()) == to:
            return found
        async with self._migrating() as connection:
            return await connection.run_sync(migrations.migrate, to)

    @asynccontextmanager
    async def _migrating(self) -> AsyncIterator[AsyncConnection]:
        """A transaction in which one process at a time changes tables."""
        async with self.engine.connect() as connection:
            if not self.is_sqlite:
                await connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
                yield connection
                await connection.commit()
                return
            # SQLite changes a table by making it anew; what refers to it is looked at when all is done
            try:
                await connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
                await connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
                if (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first():
                    raise RuntimeError("a migration left rows that refer to nothing")
                await connection.commit()
            finally:
                await connection.invalidate()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[Lease]:
        """Wait until no other process on this database is in such a block; the death of who is there ends the wait."""
        if self.is_sqlite:
            opening = partial(open, f"{self.url.database}.lock", "w", opener=private)
            with await asyncio.to_thread(opening) as lock:
                yield Lease(took_over=await _until_locked(lock.fileno()))
        else:
            async with self.engine.connect() as connection:
                claim = await until_claimed(connection)
                beating = asyncio.create_task(claim.beat(connection))
                try:
                    yield claim
                finally:
                    beating.cancel()
                    await asyncio.gather(beating, return_exceptions=True)

    @asynccontextmanager
    async def present(self) -> AsyncIterator[None]:
        """For a bot, be it on duty or standing by: ``deserted`` waits for it, and it waits for that to end."""
        if self.is_sqlite:
            yield
            return
        async with self._holding("pg_try_advisory_lock_shared"):
            yield

    async def count_present(self) -> int:
        """The number of bots on duty or standing by; on SQLite, where it is not known, none."""
        if self.is_sqlite:
            return 0
        async with self.engine.connect() as connection:
            return await holders(connection, _PRESENT)

    @asynccontextmanager
    async def deserted(self) -> AsyncIterator[None]:
        """Wait until no bot is there, not even one that stands by, and keep off who comes."""
        if self.is_sqlite:
            async with self.alone():
                yield
            return
        async with self._holding("pg_try_advisory_lock"), self.alone():
            yield

    @asynccontextmanager
    async def _holding(self, lock: str) -> AsyncIterator[None]:
        """For as long as the connection lives; in no transaction, where it must not be silent."""
        async with self.engine.connect() as connection:
            try:
                while not await connection.scalar(sa.text(f"SELECT {lock}(:key)"), {"key": _PRESENT}):
                    await connection.rollback()
                    await asyncio.sleep(TRY_EVERY)
                await connection.rollback()
                yield
            finally:
                await connection.invalidate()

    async def is_at_work(self) -> bool:
        """Whether a process is in such a block, be it this one."""
        if not self.is_sqlite:
            async with self.engine.connect() as connection:
                return await is_claimed(connection)
        lock = Path(f"{self.url.database}.lock")
        return await asyncio.to_thread(_is_locked, lock)

    @asynccontextmanager
    async def heard(self, channel: str, hear: Callable[[], None]) -> AsyncIterator[None]:
        """Hear what other processes notify this channel of; SQLite has one process at a time."""
        if self.is_sqlite:
            yield
            return
        listening = asyncio.create_task(self._listen(channel, hear))
        try:
            yield
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self, channel: str, hear: Callable[[], None]) -> None:
        """On a connection that is opened anew when it ends; what was said meanwhile is heard then."""

        def heard(_connection: Any, pid: int, _channel: str, _payload: Any) -> None:
            if pid not in self._own_sessions:
                hear()

        while True:
            with contextlib.suppress(*AWAY, *_raised_by_asyncpg()):
                async with self.engine.connect() as connection:
                    driver: Any = (await connection.get_raw_connection()).driver_connection
                    ended = asyncio.Event()
                    driver.add_termination_listener(lambda _driver, ended=ended: ended.set())
                    try:
                        await driver.add_listener(channel, heard)
                        hear()
                        await ended.wait()
                    finally:
                        await connection.invalidate()
            await asyncio.sleep(LISTEN_AGAIN)

    async def scrub(self) -> bool:
        """Leave nothing in SQLite's file, nor in its log, of what was deleted; False while somebody reads the log."""
        return not self.is_sqlite or await asyncio.to_thread(_scrub, self.url.database or "")

    async def close(self) -> None:
        """Give all connections back."""
        if self._only is not None:
            await self._only[0].close()
        if self._disk is not None:
            await self._disk.close()
        await self.engine.dispose()


def _scrub(file: str) -> bool:
    """Written anew without its free pages; what this version deletes is overwritten at once."""
    with closing(sqlite3.connect(file, timeout=inline_sqlite.PATIENCE, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def is_overtaken(error: Exception) -> bool:
    """Whether somebody else did something to the same rows at once: a second try sees what they have done."""
    if isinstance(error, (sa.exc.IntegrityError, StaleDataError)):
        return True
    return isinstance(error, sa.exc.DBAPIError) and getattr(error.orig, "sqlstate", None) == _DEADLOCK


async def _commit(driver: inline_sqlite.Connection) -> bool:
    """Whether there was anything to commit."""
    try:
        return await driver.commit()
    except sqlite3.Error as error:
        raise refusal("COMMIT", error) from error


def _is_locked(file: Path) -> bool:
    if not file.exists():
        return False
    with file.open() as lock:
        try:
            fcntl.flock(lock.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


async def _until_locked(descriptor: int) -> bool:
    """Whether it had to be waited for."""
    waited = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = True
            await asyncio.sleep(0.1)
        else:
            return waited


def _sqlite(url: sa.URL, disk: Disk) -> AsyncEngine:
    opening = partial(inline_sqlite.connect, url.database or "", disk)
    return create_async_engine(url, async_creator=opening, pool_reset_on_return=None, hide_parameters=True)


def _raised_by_asyncpg() -> tuple[type[Exception], ...]:
    import asyncpg

    return OSError, asyncpg.PostgresError, asyncpg.InterfaceError


def _postgresql(url: sa.URL, own_sessions: set[int]) -> AsyncEngine:
    server = {
        # whoever falls silent in a transaction holds up nobody for longer than this
        "idle_in_transaction_session_timeout": str(int(SILENCE * 1000)),
        # a machine that is gone leaves no session, and no lock of one, for longer than a minute
        "tcp_keepalives_idle": "30",
        "tcp_keepalives_interval": "10",
        "tcp_keepalives_count": "3",
        # disks have no heads any more: to follow an index is no dearer than to read what lies side by side
        "random_page_cost": "1.1",
        # to compile a query takes longer than to answer any of ours
        "jit": "off",
    }
    url, arguments = for_asyncpg(url)
    engine = create_async_engine(url, hide_parameters=True, connect_args={"server_settings": server, **arguments})

    @sa.event.listens_for(engine.sync_engine, "do_connect")
    def connect(dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
        # SQLAlchemy lets through what its driver raises here, unlike later
        try:
            return dialect.connect(*arguments, **options)
        except _raised_by_asyncpg() as error:
            raise dialect.loaded_dbapi.OperationalError(str(error)) from error

    @sa.event.listens_for(engine.sync_engine, "connect")
    def opened(connection: Any, _record: Any) -> None:
        own_sessions.add(connection.driver_connection.get_server_pid())

    @sa.event.listens_for(engine.sync_engine, "checkout")
    def taken(connection: Any, _record: Any, _proxy: Any) -> None:
        # asyncpg hears at once when the server hangs up; to ask the server costs three ways there and back
        if connection.driver_connection.is_closed():
            raise sa.exc.InvalidatePoolError

    @sa.event.listens_for(engine.sync_engine, "close")
    def closed(connection: Any, _record: Any) -> None:
        own_sessions.discard(connection.driver_connection.get_server_pid())

    return engine
