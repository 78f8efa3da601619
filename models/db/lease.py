"""The claim of the one process that sends, runs the jobs and polls; on PostgreSQL a silent process loses it.

It is an advisory lock, held by a transaction of its own that queries the server every two seconds. A process that hangs
or is cut off sends no query, so the server ends its session after ``SILENCE``, and another process gets the lock.
"""

import asyncio
import logging
import time

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

log = logging.getLogger(__name__)

SILENCE = 10.0
"""Seconds after which the server ends a session that is idle in a transaction."""
TRUSTED = 8.0
"""Seconds for which the holder trusts its claim: less than SILENCE, for the server counts from a later instant."""
BEAT = 2.0
TRY_EVERY = 0.5
_KEY = 0x6F62776172
"""The key of the advisory lock: arbitrary, but always the same."""
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""A clock that runs on while the machine is suspended, as the server's does."""


class Lease:
    """A claim, held until it is lost or its block ends."""

    def __init__(self, *, took_over: bool, since: float | None = None) -> None:
        self.took_over = took_over
        """Whether another process may have held it a moment ago."""
        self._heard = seconds() if since is None else since
        self._lost = asyncio.Event()

    @property
    def holds(self) -> bool:
        """Whether it is certain that nobody else has the claim."""
        return not self._lost.is_set()

    async def lost(self) -> None:
        await self._lost.wait()

    def give_up(self) -> None:
        """Give up the claim: this process cannot do the work, another should try."""
        self._lost.set()


class BeatenClaim(Lease):
    """A claim on PostgreSQL, which needs regular queries to be kept."""

    @property
    def holds(self) -> bool:
        """False also in a process that was frozen and does not know yet that it has lost the claim."""
        return super().holds and seconds() - self._heard < TRUSTED

    async def beat(self, connection: AsyncConnection) -> None:
        """Query the server regularly until that fails or the task is cancelled."""
        try:
            while True:
                asked_at = seconds()
                async with asyncio.timeout(TRUSTED):
                    await connection.execute(sa.text("SELECT 'alive'"))
                self._heard = asked_at
                await asyncio.sleep(BEAT)
        except (DBAPIError, OSError, TimeoutError) as error:
            log.warning("the claim is lost: %s", type(error).__name__)
        finally:
            self._lost.set()


def seconds() -> float:
    """Seconds of a clock that nobody can set."""
    return time.clock_gettime(_CLOCK)


async def is_claimed(connection: AsyncConnection) -> bool:
    """Whether any process has the claim."""
    return bool(await holders(connection, _KEY))


async def holders(connection: AsyncConnection, key: int) -> int:
    """The number of sessions that hold this advisory lock."""
    held = sa.text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE locktype = 'advisory' AND datname = current_database() AND granted"
        " AND (classid::bigint << 32) + objid::bigint = :key"
    )
    return await connection.scalar(held, {"key": key}) or 0


async def until_claimed(connection: AsyncConnection) -> BeatenClaim:
    """Try repeatedly: a process that waited in the server's queue might be frozen when its turn comes.

    Even a claim won at the first attempt may come from a process that has just been killed.
    """
    while True:
        asked_at = seconds()
        if await connection.scalar(sa.text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _KEY}):
            return BeatenClaim(took_over=True, since=asked_at)
        await connection.rollback()
        await asyncio.sleep(TRY_EVERY)
