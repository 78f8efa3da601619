"""Leadership: the process with the claim sends, runs the jobs and polls; the others stand by."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from models.database import AWAY, Database
from models.db.lease import Lease

log = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds before a process competes again, so that those standing by are quicker."""


class Leadership:
    """Waits for the claim, works while it is held, and waits again when it is lost."""

    def __init__(self, database: Database, work: Callable[[Lease], AbstractAsyncContextManager[None]]) -> None:
        self._database = database
        self._work = work
        self.on = asyncio.Event()
        """Set while this is the process that works."""

    async def run(self) -> None:
        """Serve until cancelled, then end the work under way cleanly."""
        while True:
            try:
                await self._serve()
            except (*AWAY, OSError) as error:
                log.warning("there is no claim to be had: %s", type(error).__name__)
            await asyncio.sleep(PAUSE)

    async def _serve(self) -> None:
        async with self._database.present(), self._database.alone() as claim, self._work(claim):
            self.on.set()
            try:
                await claim.lost()
            finally:
                self.on.clear()
        log.warning("no longer on duty: another process works, or the database or Telegram is away")
