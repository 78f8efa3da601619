"""Decides when the next message may go, over all chats and to one chat, within the ``Limits``."""

from collections import OrderedDict
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import inf

from bot.limits import Limits

SECOND = 1.001
"""Slightly more than a second, for the clocks of two machines never run alike."""
CAREFUL_FOR = 3600.0
"""Seconds for which a chat keeps to the small burst after a wait that Telegram has asked for."""
LOST = 5.0
"""Seconds after which an unanswered message counts as lost, so that a few that hang do not hold up all others."""


@dataclass(eq=False)
class Slot:
    """A message under way and its place in the second."""

    began: float


class Pace:
    """Keeps the limit over all chats. Instants are seconds of a monotonic clock."""

    def __init__(self, limits: Limits, *, used_up_at: float | None = None) -> None:
        """``used_up_at``: when another process may have used up the limit; its places come free one by one."""
        self._share = 1 / limits.per_second
        taken_at = [-inf if used_up_at is None else used_up_at + n * self._share for n in range(limits.per_second)]
        self._under_way: OrderedDict[Slot, None] = OrderedDict()
        """Messages under way, in the order in which they began."""
        self._over = [(at, at, at) for at in taken_at]
        """A heap of the remaining places: when Telegram counted the message, when it began and when it was over.

        Telegram counted it at the latest at the instant of its answer less the shortest time that any answer took.
        """
        self._quickest = limits.spacing
        self._next_bulk = 0.0
        self._hold_until = 0.0

    def ready_at(self, *, urgent: bool) -> float:
        """When the next message may go: an urgent one as soon as the second has room, others at even intervals."""
        room = min(self._first_over(), self._first_lost()) + SECOND
        return max(room, self._hold_until, 0.0 if urgent else self._next_bulk)

    def sent(self, now: float, *, urgent: bool) -> Slot:
        """Count a message that goes now."""
        if self._first_over() <= self._first_lost():
            heappop(self._over)
        else:
            self._under_way.popitem(last=False)
        slot = Slot(now)
        self._under_way[slot] = None
        if not urgent:
            # a delay of less than one message's share of the second is made up for
            self._next_bulk = max(self._next_bulk, now - self._share) + self._share
        return slot

    def answered(self, slot: Slot, now: float) -> None:
        """Note the answer to a message, and learn from it how quick answers can be."""
        if now - slot.began < self._quickest:
            self._quickest = quickest = now - slot.began
            self._over = [(max(began, over - quickest), began, over) for _, began, over in self._over]
            heapify(self._over)
        self.over(slot, now)

    def over(self, slot: Slot, now: float) -> None:
        """Note that a message is no longer under way, answered or not."""
        if slot in self._under_way:
            del self._under_way[slot]
            heappush(self._over, (max(slot.began, now - self._quickest), slot.began, now))

    def _first_over(self) -> float:
        return self._over[0][0] if self._over else inf

    def _first_lost(self) -> float:
        return next(iter(self._under_way)).began + LOST if self._under_way else inf

    def hold(self, until: float) -> None:
        """Send nothing at all before then."""
        self._hold_until = max(self._hold_until, until)


class ChatPace:
    """Keeps the limit of one chat: a burst, then one message or change per spacing."""

    def __init__(self, limits: Limits, *, group: bool, used_up_at: float | None = None) -> None:
        self._burst = limits.small_burst if group else limits.burst
        self._small_burst = limits.small_burst
        self._spacing = limits.group_spacing if group else limits.spacing
        self._tokens = float(self._burst) if used_up_at is None else 0.0
        self._counted_at = used_up_at or 0.0
        self._careful_until = 0.0
        self.hold_until = 0.0

    def ready_at(self, now: float, *, free: bool = False) -> float:
        """When the next message or change may go; ``free``: it is neither and not counted."""
        missing = 0.0 if free else max(0.0, 1 - self._left(now))
        return max(self.hold_until, now + missing * self._spacing)

    def sent(self, now: float, *, free: bool = False) -> None:
        """Count a message or change that goes now."""
        if not free:
            self._tokens = self._left(now) - 1
            self._counted_at = now

    def refused(self, until: float) -> None:
        """Wait until then, as Telegram asks, and go easy on the chat for an hour afterwards."""
        self.hold_until = self._counted_at = until
        self._tokens = 1.0
        self._careful_until = until + CAREFUL_FOR

    def is_rested(self, now: float) -> bool:
        """Whether the limit is as fresh as new, so that it can be forgotten."""
        return max(self.hold_until, self._careful_until) <= now and self._left(now) >= self._burst

    def _left(self, now: float) -> float:
        burst = self._small_burst if now < self._careful_until else self._burst
        return min(burst, self._tokens + (now - self._counted_at) / self._spacing)
