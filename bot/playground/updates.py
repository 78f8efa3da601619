"""The queue of updates for the bot: polled or pushed, redelivered until confirmed."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from bot.playground.errors import ApiError, conflict
from bot.playground.things import Json

KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "message_reaction",
        "message_reaction_count",
    }
)
BY_DEFAULT = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class Webhook:
    """Where updates are pushed to, and how that went."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None

    def __post_init__(self) -> None:
        self.connections = asyncio.Semaphore(self.max_connections)


@dataclass
class Updates:
    """Updates that the bot did not confirm yet, oldest first."""

    pending: deque[Json] = field(default_factory=deque)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    taps_live: timedelta | None = timedelta(seconds=150)
    """After that time what the bot has not confirmed is dropped; None: never."""
    others_live: timedelta | None = timedelta(hours=24)
    same_again: float = 0.5
    """Seconds within which another poll with the same offset is given one update alone."""
    webhook_pause: float = 1.0
    """Seconds between two calls of setWebhook, unless the second is to be refused."""
    allowed: frozenset[str] = BY_DEFAULT
    webhook: Webhook | None = None
    last_id: int = 100_000_000
    pushed: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there may be work for the webhook."""
    heard: float = float("-inf")
    """The loop's time when a poll last came or went."""
    _since: dict[int, datetime] = field(default_factory=dict)
    """When each of those that wait has come."""
    _polled: tuple[int, float] = (0, float("-inf"))
    """The offset of the last poll, and the loop's time when it began."""
    _set: float = float("-inf")
    """The loop's time when a webhook was last set."""
    _poller: "asyncio.Future[None] | None" = None

    def push(self, kind: str, payload: Json) -> None:
        """A new update, if the bot wants this kind."""
        if kind not in self.allowed:
            return
        self.last_id += 1
        self.pending.append({"update_id": self.last_id, kind: payload})
        self._since[self.last_id] = self.now()
        self.pushed.set()
        self._end_poll()

    def allow(self, kinds: Any) -> None:
        """Remember which kinds the bot wants from now on; an empty list means the default ones."""
        if isinstance(kinds, list):
            self.allowed = KINDS.intersection(map(str, kinds)) or BY_DEFAULT

    def confirm(self, offset: int) -> None:
        """Forget what lies before an offset; a negative one counts from the end."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while offset > 0 and self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    def expire(self) -> None:
        """Forget what has waited for too long."""
        now = self.now()
        self.pending = deque(update for update in self.pending if not self._is_over(update, now))
        self._since = {update["update_id"]: self._since.get(update["update_id"], now) for update in self.pending}

    def _is_over(self, update: Json, now: datetime) -> bool:
        lives = self.taps_live if "callback_query" in update else self.others_live
        return lives is not None and now - self._since.get(update["update_id"], now) > lives

    def may_set_webhook(self) -> bool:
        """Whether the last time is long enough ago; this is one more."""
        now = asyncio.get_running_loop().time()
        may = now - self._set >= self.webhook_pause
        self._set = now if may else self._set
        return may

    def settle(self, update_ids: Iterable[int]) -> None:
        """Forget updates that a webhook took."""
        taken = set(update_ids)
        self.pending = deque(update for update in self.pending if update["update_id"] not in taken)

    async def poll(self, *, offset: int, limit: int, wait: float) -> list[Json]:
        """What is waiting, or what comes within `wait` seconds. A later poll ends this one."""
        if self.webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self.interrupt("other getUpdates request; make sure that only one bot instance is running")
        self.expire()
        self.confirm(offset)
        now = asyncio.get_running_loop().time()
        if offset == self._polled[0] and now - self._polled[1] < self.same_again:
            limit = 1
        self._polled = offset, now
        if not self.pending and wait > 0:
            await self._wait(wait)
        self.heard = asyncio.get_running_loop().time()
        return list(islice(self.pending, limit))

    def interrupt(self, cause: str) -> None:
        """End the poll under way with a conflict."""
        self._end_poll(conflict(f"terminated by {cause}"))

    def release(self) -> None:
        """End the poll under way with what there is: the server closes."""
        self._end_poll()

    @property
    def is_heard(self) -> bool:
        """Whether a bot is there: it polls (or did a moment ago) or has a webhook."""
        return bool(self.webhook or self._poller or asyncio.get_running_loop().time() - self.heard < 0.5)

    def _end_poll(self, error: ApiError | None = None) -> None:
        if self._poller and not self._poller.done():
            if error:
                self._poller.set_exception(error)
            else:
                self._poller.set_result(None)

    async def _wait(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        poller = self._poller = loop.create_future()
        alarm = loop.call_later(seconds, self.release)
        try:
            await poller
        finally:
            alarm.cancel()
            if self._poller is poller:
                self._poller = None
