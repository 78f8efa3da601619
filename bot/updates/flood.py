"""Flood control: a chat that writes faster than it can be answered waits its turn and delays nobody else."""

from bot.limits import Limits

AT_ONCE = 12
"""Updates of a chat handled at once; later ones are handled at the pace at which Telegram accepts the answers."""
TAPS = 5
"""Taps that count as one message: most edit a message in place, and of the edits that wait only the newest is sent."""
MOST = 3
"""Most letters counted for the answer to one message; longer answers are rare."""
REMEMBERED = 1000


class Floods:
    """Decides when each chat's updates are due. Instants are seconds of a monotonic clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._answered_by: dict[int, float] = {}
        """When everything that a chat has written can have been answered."""
        self._letters: dict[int, int] = {}
        """Number of letters that answered a chat's last message: the best guess for the next one."""
        self._on: set[int] = set()

    def due(self, chat: int, now: float, *, tap: bool) -> float:
        """Count an update and return when to handle it."""
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
        """Note how many letters answered a message: the confirmation of one answer comes with the next question."""
        if chat in self._answered_by:
            self._letters[chat] = min(max(letters, 1), MOST)

    def is_on(self, chat: int) -> bool:
        """Whether the chat wrote too fast and has not paused since."""
        return chat in self._on
