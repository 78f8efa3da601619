"""Receives updates by long polling and handles them in order within a chat, chats side by side (rule 1).

Each poll confirms the updates of the one before, so every update is safe before the next poll: its Turn is committed,
or, where that takes too long, the update is stored in the inbox.
"""

import asyncio
import contextlib
import logging
import random
from collections import deque
from collections.abc import Sequence
from datetime import timedelta
from json import dumps, loads
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, TelegramError

from bot.delivery.transport import call, note, wait_asked_by
from bot.updates.presence import Presence
from bot.updates.processor import Processor, chat_of
from models.calendar import Clock
from models.database import AWAY, Database
from models.db.trouble import Trouble
from models.mail import inbox

log = logging.getLogger(__name__)

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
MOMENT = 0.1
"""Seconds that a confirmation waits for Turns; updates whose Turn takes longer are stored in the inbox."""
POLL = timedelta(seconds=25)
GRACE = 10.0
"""Seconds that a poll may overrun before it is abandoned."""
LONGEST_ABSENCE = 5.0
"""Longest pause between polls that fail, in seconds: people keep writing meanwhile."""


class Intake:
    """Polls Telegram and keeps one queue per chat."""

    def __init__(
        self, database: Database, bot: Bot, processor: Processor, presence: Presence, clock: Clock, trouble: Trouble
    ) -> None:
        """``trouble``: that with Telegram."""
        self._trouble = trouble
        self._database = database
        self._bot = bot
        self._reception = processor
        self._presence = presence
        self._clock = clock
        self._queues: dict[int, deque[tuple[int, float]]] = {}
        """Ids of the updates that wait in each chat, each with the instant at which it is due."""
        self._workers: set[asyncio.Task[None]] = set()
        self._open: dict[int, Update | None] = {}
        """Updates whose Turn is not committed, by id; None for one that waits long and is kept only in the inbox."""
        self._closed = asyncio.Event()
        self._unconfirmed: set[int] = set()
        """Ids of the updates that Telegram may deliver again."""

    @property
    def idle(self) -> bool:
        """Whether every update received has been handled."""
        return not self._workers

    async def run(self) -> None:
        """Handle what an earlier process left, then poll until cancelled."""
        await self.recover()
        self._presence.begin()
        offset = 0
        failures = 0
        is_there = False
        while True:
            try:
                # a poll that returns at once shows immediately that Telegram is back
                received = await self._poll(offset, POLL if is_there else timedelta())
                at = self._clock.now()
                updates = [update for raw in received if (update := self._read(raw)) is not None]
                for update in updates:
                    self._enqueue(update)
                await self._make_safe(received, updates)
                await self._presence.heard(at)
            except (TelegramError, *AWAY) as error:
                # updates that could not be made safe come again with the next poll, beside whatever people do meanwhile
                failures += 1
                is_there = False
                await asyncio.sleep(self._pause(error, failures))
                if isinstance(error, Conflict) and "webhook" in error.message:
                    await self._poll_again()
                continue
            failures = 0
            is_there = True
            self._trouble.is_over()
            if received:
                offset = received[-1]["update_id"] + 1
                self._unconfirmed.clear()

    async def finish(self, within: timedelta) -> None:
        """Let running Turns end; updates that wait or whose Turn does not end in time stay in the inbox."""
        self._queues = {chat: deque() for chat in self._queues}
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=within.total_seconds())
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def recover(self) -> None:
        """Handle the updates that an earlier process left in the inbox."""
        self._open.clear()
        self._unconfirmed.clear()
        async with self._database.transaction() as session:
            left = await inbox.waiting(session)
        for _, content in left:
            if (update := self._read(loads(content))) is not None:
                self._enqueue(update)
                self._leave_to_inbox(update)

    async def _poll(self, offset: int, lasts: timedelta) -> list[dict[str, Any]]:
        arguments = {"offset": offset, "timeout": lasts.seconds, "allowed_updates": KINDS}
        found: list[dict[str, Any]] = await call(self._bot, "get_updates", arguments, wait=lasts.seconds + GRACE)
        return found

    async def _poll_again(self) -> None:
        """Delete the webhook that the bot had; Telegram keeps the updates that it could not push."""
        log.warning("the webhook of before is taken away: there is no BOT_WEBHOOK_URL")
        with contextlib.suppress(TelegramError):
            await call(self._bot, "delete_webhook", {})

    def _read(self, raw: dict[str, Any]) -> Update | None:
        """Parse an update; None if the library cannot, and it stays in the inbox for a later version to try."""
        try:
            return Update.de_json(raw, self._bot)
        except (TypeError, ValueError, KeyError, AttributeError):
            log.exception("update %s cannot be read and is left in the inbox", raw["update_id"])
            return None

    async def _make_safe(self, received: Sequence[dict[str, Any]], updates: Sequence[Update]) -> None:
        """Wait a moment for the Turns, except those of a flood, then store the updates that are not done."""
        soon = [update.update_id for update in updates if not self._reception.is_flooded(update)]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(MOMENT):
                while any(number in self._open for number in soon):
                    self._closed.clear()
                    await self._closed.wait()
        done = {update.update_id for update in updates} - self._open.keys()
        rows = [(raw["update_id"], dumps(raw)) for raw in received if raw["update_id"] not in done]
        if rows:
            async with self._database.transaction() as session:
                await inbox.store(session, rows, now=self._clock.now())
        for update in updates:
            self._leave_to_inbox(update)

    def _leave_to_inbox(self, update: Update) -> None:
        """Free the memory of an update that waits long: it is stored."""
        if update.update_id in self._open and self._reception.is_flooded(update):
            self._open[update.update_id] = None

    async def _from_inbox(self, number: int) -> Update:
        failures = 0
        while True:
            try:
                async with self._database.transaction() as session:
                    return Update.de_json(loads(await inbox.content(session, number)), self._bot)
            except AWAY as error:
                failures += 1
                await asyncio.sleep(self._pause(error, failures))

    def _pause(self, error: Exception, failures: int) -> float:
        if isinstance(error, TelegramError):
            note(self._trouble, error)
        pause = min(LONGEST_ABSENCE, 0.25 * 2.0 ** min(failures, 16)) * random.uniform(0.5, 1)  # noqa: S311
        return wait_asked_by(error) or pause

    def _enqueue(self, update: Update) -> None:
        if update.update_id in self._unconfirmed:
            return
        self._unconfirmed.add(update.update_id)
        self._open[update.update_id] = update
        chat = chat_of(update)
        place = update.update_id, self._reception.due(update)
        queue = self._queues.get(chat)
        if queue is not None:
            queue.append(place)
            return
        self._queues[chat] = deque((place,))
        worker = asyncio.create_task(self._work(chat))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat: int) -> None:
        try:
            while self._queues[chat]:
                await self._do(*self._queues[chat].popleft())
        finally:
            del self._queues[chat]

    async def _do(self, number: int, due: float) -> None:
        await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
        if number not in self._open:
            return
        try:
            await self._reception.process(self._open[number] or await self._from_inbox(number), due)
        except Exception:
            # giving up has failed, too: the update is stored, and the next start tries again
            log.exception("update %s is left in the inbox", number)
        else:
            # ``recover`` may have cleared it meanwhile, after the claim was lost and won again
            self._open.pop(number, None)
            self._closed.set()
