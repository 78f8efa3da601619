"""Watches whether transactions end: one that hangs reports nothing by itself."""

import time

STUCK = 120.0
"""Seconds within which some transaction ends, even with an error, as long as any is under way."""


class Pulse:
    """Counts the transactions under way and remembers when one last ended."""

    def __init__(self) -> None:
        self._under_way = 0
        self._ended_at = time.monotonic()

    def __enter__(self) -> None:
        """Count a transaction that begins."""
        if not self._under_way:
            self._ended_at = time.monotonic()
        self._under_way += 1

    def __exit__(self, *_: object) -> None:
        """Count a transaction that has ended."""
        self._under_way -= 1
        self._ended_at = time.monotonic()

    @property
    def is_stuck(self) -> bool:
        """Whether a transaction is under way although none has ended for ``STUCK`` seconds."""
        return self._under_way > 0 and time.monotonic() - self._ended_at > STUCK
