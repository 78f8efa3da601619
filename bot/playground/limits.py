"""Telegram's rate limits, for tests that want them."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.errors import too_many_requests


@dataclass
class Limits:
    """30 a second in all, one a second to a chat after a burst, 20 a minute to a group.

    Sends, copies and edits count for all three, deletes only for the first. What is paid for counts by itself there.
    How large a burst may be Telegram does not tell.
    """

    overall: int = 30
    paid: int = 1000
    """A second in all, of the sends and copies that are paid for (``allow_paid_broadcast``)."""
    burst: int = 20
    per_second: float = 1.0
    group_per_minute: int = 20
    clock: Callable[[], float] = time.monotonic

    refused: int = 0
    """How many calls were answered with 429."""
    peak: int = 0
    """The most calls let through within any one second."""
    _passed: defaultdict[bool, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    """Those of the last second, by whether they are paid for."""
    _buckets: dict[int, tuple[float, float]] = field(default_factory=dict)
    _groups: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def admit(self, method: str, chat: int, *, paid: bool = False) -> None:
        """Let a call through or raise 429. The method's name is in lower case."""
        sends = method.startswith(("send", "copy")) and method != "sendchataction"
        if not sends and not method.startswith(("edit", "delete")):
            return
        now, paid, concerns_chat = self.clock(), paid and sends, not method.startswith("delete")
        wait = max(self._overall_wait(now, paid), self._chat_wait(chat, now) if concerns_chat else 0.0)
        if wait > 0:
            self.refused += 1
            raise too_many_requests(max(1, math.ceil(wait)))
        self._count(now, chat if concerns_chat else None, paid)

    def _count(self, now: float, chat: int | None, paid: bool) -> None:
        self._passed[paid].append(now)
        self.peak = max(self.peak, len(self._passed[paid]))
        if chat is None:
            return
        self._buckets[chat] = (self._tokens(chat, now) - 1, now)
        if chat < 0:
            self._groups[chat].append(now)

    def _overall_wait(self, now: float, paid: bool) -> float:
        passed = self._passed[paid]
        _forget(passed, now - 1)
        return passed[0] + 1 - now if len(passed) >= (self.paid if paid else self.overall) else 0.0

    def _chat_wait(self, chat: int, now: float) -> float:
        lacking = 1 - self._tokens(chat, now)
        wait = lacking / self.per_second if lacking > 0 else 0.0
        if chat < 0:
            sent = self._groups[chat]
            _forget(sent, now - 60)
            if len(sent) >= self.group_per_minute:
                wait = max(wait, sent[0] + 60 - now)
        return wait

    def _tokens(self, chat: int, now: float) -> float:
        tokens, then = self._buckets.get(chat, (float(self.burst), now))
        return min(float(self.burst), tokens + (now - then) * self.per_second)


def _forget(times: deque[float], until: float) -> None:
    while times and times[0] <= until:
        times.popleft()
