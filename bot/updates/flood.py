"""Who writes faster than can be answered: what they write waits its turn, what others write does not wait for it."""

from bot.limits import Limits

AT_ONCE = 12
"""Messages of a chat that are handled as they come; after them one in the time that Telegram allows for an answer."""
ANSWER = 2
"""Letters that a message is answered by: what is asked next, and the question before, which has its answer then."""
TAPS = 5
"""So many taps count as one message: most change a message in its place, and of changes that wait the newest goes."""
REMEMBERED = 1000


class Floods:
    """When the updates of each chat are due. Instants are seconds of a monotonic clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._answered_by: dict[int, float] = {}
        """When what a chat has written can have been answered."""
        self._on: set[int] = set()

    def due(self, chat: int, now: float, *, tap: bool) -> float:
        """Count an update that has come; when it is to be handled."""
        spacing = ANSWER * self._limits.spacing if chat > 0 else self._limits.group_spacing
        before = self._answered_by.get(chat, now)
        if before <= now:
            self._on.discard(chat)
        self._answered_by[chat] = max(before, now) + (spacing / TAPS if tap else spacing)
        due = self._answered_by[chat] - AT_ONCE * spacing
        if due > now:
            self._on.add(chat)
        if len(self._answered_by) > REMEMBERED:
            self._answered_by = {chat: by for chat, by in self._answered_by.items() if by > now}
            self._on &= self._answered_by.keys()
        return due

    def is_on(self, chat: int) -> bool:
        """Whether the chat has not been quiet since it wrote too fast."""
        return chat in self._on
