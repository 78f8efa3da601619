"""Updates in, by long polling: handled in order per chat, chats side by side (rule 1).

The next poll confirms what the last one brought, so before it every update is safe: its Turn is committed, or (where
that takes longer than a moment) the update is stored in the inbox.
"""

import asyncio
import logging
import random
from collections import deque
from collections.abc import Sequence
from datetime import timedelta
from json import loads

from sqlalchemy.exc import DBAPIError
from telegram import Bot, Update
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.clock import Clock
from bot.reception import Reception
from models import inbox
from models.database import Database

log = logging.getLogger(__name__)

KINDS = ("message", "callback_query", "my_chat_member")
MOMENT = 0.1
"""Seconds that a confirmation waits for Turns before the inbox takes over."""
POLL = timedelta(seconds=25)
LONGEST_PAUSE = 30.0
PATIENCE = 8
"""Attempts after which a Turn that the database refuses is given up (if the database takes that)."""


class Intake:
    """Polls Telegram and keeps one queue a chat."""

    def __init__(self, database: Database, bot: Bot, reception: Reception, clock: Clock) -> None:
        self._database = database
        self._bot = bot
        self._reception = reception
        self._clock = clock
        self._queues: dict[int, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._open: set[int] = set()
        """Numbers of the updates whose Turn is not committed."""

    @property
    def idle(self) -> bool:
        """Whether every update received has been handled."""
        return not self._workers

    async def run(self) -> None:
        """Handle what a former process left, then poll until cancelled."""
        await self._recover()
        offset = 0
        failures = 0
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=offset, timeout=POLL, allowed_updates=KINDS, read_timeout=POLL.total_seconds() + 10
                )
            except TelegramError as error:
                failures += 1
                await asyncio.sleep(self._pause(error, failures))
                continue
            failures = 0
            for update in updates:
                self._enqueue(update)
            await self._make_safe(updates)
            if updates:
                offset = updates[-1].update_id + 1

    async def finish(self, within: timedelta) -> None:
        """Let the Turns under way end; what waits behind them stays in the inbox."""
        self._queues = {chat: deque() for chat in self._queues}
        if self._workers:
            await asyncio.wait(self._workers, timeout=within.total_seconds())

    async def _recover(self) -> None:
        async with self._database.transaction() as session:
            left = await inbox.waiting(session)
        for _, content in left:
            update = Update.de_json(loads(content), self._bot)
            self._enqueue(update)

    async def _make_safe(self, updates: Sequence[Update]) -> None:
        """Wait a moment for their Turns, then store the rest; until that succeeds nothing is confirmed."""
        if self._workers:
            await asyncio.wait(self._workers, timeout=MOMENT)
        failures = 0
        while rest := [update for update in updates if update.update_id in self._open]:
            try:
                rows = [(update.update_id, update.to_json()) for update in rest]
                async with self._database.transaction() as session:
                    await inbox.store(session, rows, now=self._clock.now())
            except DBAPIError as error:
                failures += 1
                await asyncio.sleep(self._pause(error, failures))
            else:
                return

    def _pause(self, error: Exception, failures: int) -> float:
        if isinstance(error, Conflict):
            log.warning("another process polls for the same bot: %s", error)
        else:
            log.warning("updates cannot be taken: %s", type(error).__name__)
        if isinstance(error, RetryAfter):
            wait = error.retry_after
            return wait.total_seconds() if isinstance(wait, timedelta) else wait
        return min(LONGEST_PAUSE, 0.25 * 2.0**failures) * random.uniform(0.5, 1)  # noqa: S311

    def _enqueue(self, update: Update) -> None:
        self._open.add(update.update_id)
        chat = update.effective_chat.id if update.effective_chat is not None else 0
        queue = self._queues.get(chat)
        if queue is not None:
            queue.append(update)
            return
        self._queues[chat] = deque((update,))
        worker = asyncio.create_task(self._work(chat))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat: int) -> None:
        while self._queues[chat]:
            update = self._queues[chat].popleft()
            try:
                await self._handle(update)
            except Exception:
                # not even giving up has worked: it is stored, the next start tries again
                log.exception("update %s is left in the inbox", update.update_id)
            else:
                self._open.discard(update.update_id)
        del self._queues[chat]

    async def _handle(self, update: Update) -> None:
        attempts = 0
        while True:
            try:
                if attempts < PATIENCE:
                    await self._reception.handle(update)
                else:
                    await self._reception.give_up(update)
            except DBAPIError:
                attempts += 1
                log.exception("update %s waits for the database, attempt %s", update.update_id, attempts)
                if attempts == 1:
                    self._reception.apologise_for_waiting(update)
                await asyncio.sleep(min(LONGEST_PAUSE, 0.1 * 2**attempts))
            else:
                return
