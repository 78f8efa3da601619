"""Leadership: the process with the claim sends, runs the jobs and polls; the others stand by."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from models.database import AWAY, Database
from models.db.lease import Lease
from models.db.trouble import reason_of

log = logging.getLogger(__name__)

SOON = 1.0
"""Seconds after which a process that waits for the claim says so."""
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
                self._database.trouble.goes_on(reason_of(error))
            await asyncio.sleep(PAUSE)

    @asynccontextmanager
    async def _claimed(self) -> AsyncIterator[Lease]:
        """The claim; whoever waits for it says so once, and when it comes."""
        hint = asyncio.get_running_loop().call_later(SOON, log.warning, "standing by: another bot is at work here")
        try:
            async with self._database.alone() as claim:
                if asyncio.get_running_loop().time() > hint.when():
                    log.warning("took over: the other bot has ended or is cut off")
                hint.cancel()
                yield claim
        finally:
            hint.cancel()

    async def _serve(self) -> None:
        async with self._database.present(), self._claimed() as claim, self._work(claim):
            self.on.set()
            try:
                await claim.lost()
            finally:
                self.on.clear()
        log.warning("no longer on duty: another process works, or the database or Telegram is away")
