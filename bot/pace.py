"""How fast Telegram lets a bot speak: 30 messages a second in all, one a second to a chat, 20 a minute to a group.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import deque
from dataclasses import dataclass

PER_SECOND = 30
SECOND = 1.005
"""A second with room for the network's jitter."""
BURST = 3
GROUP_SPACING = 3.0


class Pace:
    """The limit over all chats. Instants are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._sent: deque[float] = deque(maxlen=PER_SECOND)
        self._next_bulk = 0.0
        self._hold_until = 0.0

    def ready_at(self, *, urgent: bool) -> float:
        """When the next message may go: an urgent one as soon as the second has room, others evenly spread."""
        room = self._sent[0] + SECOND if len(self._sent) == PER_SECOND else 0.0
        return max(room, self._hold_until, 0.0 if urgent else self._next_bulk)

    def sent(self, now: float, *, urgent: bool) -> None:
        """Count a message that goes now."""
        self._sent.append(now)
        if not urgent:
            # late by less than a message's share of the second is caught up with
            self._next_bulk = max(self._next_bulk, now - 1 / PER_SECOND) + 1 / PER_SECOND

    def hold(self, until: float) -> None:
        """Send nothing at all before then."""
        self._hold_until = max(self._hold_until, until)


@dataclass
class ChatPace:
    """The limit of one chat: a private one takes a burst of three, then one a second."""

    group: bool
    tokens: float = BURST
    counted_at: float = 0.0
    hold_until: float = 0.0
    flooded_until: float = 0.0
    """Until when Telegram itself asked to wait."""

    def ready_at(self, now: float, *, edit: bool) -> float:
        """When the next message to this chat may go; an edit of an earlier one is not counted."""
        if edit:
            return self.hold_until
        tokens = self._tokens(now)
        return max(self.hold_until, now if tokens >= 1 else now + (1 - tokens) * self._spacing)

    def sent(self, now: float, *, edit: bool) -> None:
        """Count a message that goes now."""
        if not edit:
            self.tokens = self._tokens(now) - 1
            self.counted_at = now

    def is_rested(self, now: float) -> bool:
        """Whether nothing is left to be remembered."""
        return self.hold_until <= now and self._tokens(now) >= BURST

    @property
    def _spacing(self) -> float:
        return GROUP_SPACING if self.group else 1.0

    def _tokens(self, now: float) -> float:
        return min(BURST, self.tokens + (now - self.counted_at) / self._spacing)
