"""Who writes faster than can be answered: what they write waits its turn, what others write does not wait for it."""

from bot.limits import Limits

AT_ONCE = 12
"""Updates of a chat that are handled as they come; after them one in the time that Telegram allows for an answer."""
TAPS = 5
"""So many taps count as one message: most change a message in its place, and of changes that wait the newest goes."""
MOST = 3
"""Letters that count of what a message was answered by: what is longer is rare."""
REMEMBERED = 1000


class Floods:
    """When the updates of each chat are due. Instants are seconds of a monotonic clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._answered_by: dict[int, float] = {}
        """When what a chat has written can have been answered."""
        self._letters: dict[int, int] = {}
        """By how many letters its last message was answered: most likely the next one will be, too."""
        self._on: set[int] = set()

    def due(self, chat: int, now: float, *, tap: bool) -> float:
        """Count an update that has come; when it is to be handled."""
        spacing = self._letters.get(chat, 1) * (self._limits.spacing if chat > 0 else self._limits.group_spacing)
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
            self._letters = {chat: number for chat, number in self._letters.items() if chat in self._answered_by}
        return due

    def answered(self, chat: int, letters: int) -> None:
        """A message of the chat was answered by so many: with the next question the one before gets its answer."""
        if chat in self._answered_by:
            self._letters[chat] = min(max(letters, 1), MOST)

    def is_on(self, chat: int) -> bool:
        """Whether the chat has not been quiet since it wrote too fast."""
        return chat in self._on
