"""Whether transactions end: what hangs says nothing by itself."""

import time

STUCK = 120.0
"""Seconds in which something ends, be it with an error, wherever something is under way."""


class Pulse:
    """Counts what is under way, and knows since when nothing of it has ended."""

    def __init__(self) -> None:
        self._under_way = 0
        self._ended_at = time.monotonic()

    def __enter__(self) -> None:
        """One more is under way."""
        if not self._under_way:
            self._ended_at = time.monotonic()
        self._under_way += 1

    def __exit__(self, *_: object) -> None:
        """One of them is not any more."""
        self._under_way -= 1
        self._ended_at = time.monotonic()

    @property
    def is_stuck(self) -> bool:
        """Whether something waits that should have ended long ago."""
        return self._under_way > 0 and time.monotonic() - self._ended_at > STUCK
