"""The claim of the one process that sends, ticks and polls; on PostgreSQL it is lost by who is not heard of.

It is an advisory lock, held by a transaction of its own that asks something every two seconds. A process that hangs or
is cut off asks nothing, so the server ends its session (``SILENCE``) and the lock is free for another one.
"""

import asyncio
import logging
import time

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

log = logging.getLogger(__name__)

SILENCE = 10.0
"""Seconds after which the server ends a session that is silent in the middle of a transaction."""
TRUSTED = 8.0
"""Seconds for which the holder believes in its claim: shorter, for the server counts from a later instant."""
BEAT = 2.0
TRY_EVERY = 0.5
_KEY = 0x6F62776172
"""Of the advisory lock; any number, but always the same."""
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""It runs on while the machine is suspended, as the server's does."""


class Lease:
    """Held until it is lost, or until its block ends."""

    def __init__(self, *, took_over: bool, since: float | None = None) -> None:
        self.took_over = took_over
        """Whether it may have been another's a moment ago."""
        self._heard = seconds() if since is None else since
        self._lost = asyncio.Event()

    @property
    def holds(self) -> bool:
        """Whether nobody else can have it yet."""
        return not self._lost.is_set()

    async def lost(self) -> None:
        """Wait until it is lost."""
        await self._lost.wait()

    def give_up(self) -> None:
        """Who has it cannot do its work: another shall try."""
        self._lost.set()


class BeatenClaim(Lease):
    """A claim on PostgreSQL."""

    @property
    def holds(self) -> bool:
        """Also false in a process that was frozen and does not know it yet."""
        return super().holds and seconds() - self._heard < TRUSTED

    async def beat(self, connection: AsyncConnection) -> None:
        """Be heard of, until that fails or the task is cancelled."""
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
    """Of a clock that nobody can set."""
    return time.clock_gettime(_CLOCK)


async def is_claimed(connection: AsyncConnection) -> bool:
    """Whether any process has it."""
    held = sa.text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE locktype = 'advisory' AND datname = current_database() AND granted"
        " AND (classid::bigint << 32) + objid::bigint = :key"
    )
    return bool(await connection.scalar(held, {"key": _KEY}))


async def until_claimed(connection: AsyncConnection) -> BeatenClaim:
    """Try again and again; a process that only waits in the server's queue might be frozen when its turn comes.

    Had at the first attempt, it may be of one that has just been killed.
    """
    while True:
        asked_at = seconds()
        if await connection.scalar(sa.text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _KEY}):
            return BeatenClaim(took_over=True, since=asked_at)
        await connection.rollback()
        await asyncio.sleep(TRY_EVERY)
