"""Records when Telegram was last able to deliver updates, so that people can be told after a long outage."""

import asyncio
import contextlib
import logging
from datetime import datetime, timedelta

from models import outage
from models.calendar import Clock
from models.database import AWAY, Database
from models.db.lease import seconds

log = logging.getLogger(__name__)

NOTE_EVERY = timedelta(seconds=20)
"""Interval of the notes. A crash may seem that much earlier; with more, a short restart would look like an outage."""


class Presence:
    """Kept by the process on duty. A monotonic clock, which nobody can set, measures the silence."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._heard: float | None = None
        self._noted = 0.0

    @property
    def is_there(self) -> bool:
        """Whether Telegram has answered since this process began."""
        return self._heard is not None

    def begin(self) -> None:
        """Start anew: another process may have listened until now."""
        self._heard = None

    async def heard(self, at: datetime) -> None:
        """Note that everything that Telegram had at this instant has been received and is safe."""
        now = seconds()
        silence = timedelta(seconds=now - self._heard) if self._heard is not None else None
        is_known = silence is not None and silence <= outage.TAPS_LIVE
        if not is_known or now - self._noted >= NOTE_EVERY.total_seconds():
            await self._note(at, silence)
            self._noted = now
        self._heard = now

    async def end(self, within: timedelta) -> None:
        """Note when Telegram was last heard, so that the next process counts from there."""
        silence = timedelta(seconds=seconds() - self._heard) if self._heard is not None else None
        if silence is not None and silence <= outage.TAPS_LIVE:
            with contextlib.suppress(TimeoutError, *AWAY):
                async with asyncio.timeout(within.total_seconds()):
                    await self._note(self._clock.now() - silence, timedelta())

    async def _note(self, at: datetime, silence: timedelta | None) -> None:
        async with self._database.transaction() as session:
            ended = await outage.note(session, at=at, silence=silence)
        if ended is not None:
            log.warning("Telegram could hand nothing over from %s to %s", ended.since, ended.until)
