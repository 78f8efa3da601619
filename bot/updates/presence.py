"""Whether Telegram can hand over what people do: written down, so that after a long absence they can be told of it."""

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
"""A crash seems to have come so much earlier: no more, or a restart of a minute would look like an outage."""


class Presence:
    """Of the process on duty. How long it has heard nothing is told by a clock that nobody can set."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._heard: float | None = None
        self._noted = 0.0

    @property
    def is_there(self) -> bool:
        """Whether it has heard from Telegram since it began."""
        return self._heard is not None

    def begin(self) -> None:
        """Another process may have listened until now."""
        self._heard = None

    async def heard(self, at: datetime) -> None:
        """Telegram has handed over what it had at this instant, and that is safe."""
        now = seconds()
        silence = timedelta(seconds=now - self._heard) if self._heard is not None else None
        is_known = silence is not None and silence <= outage.TAPS_LIVE
        if not is_known or now - self._noted >= NOTE_EVERY.total_seconds():
            await self._note(at, silence)
            self._noted = now
        self._heard = now

    async def end(self, within: timedelta) -> None:
        """Note when it was, so that the next process counts from there."""
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
