"""Time that runs faster than the machine's: an hour's wait is over in seconds, sockets are as ever."""

import asyncio
from datetime import timedelta
from typing import Any

from tests.conftest import Town


class Hurry:
    """Makes the running loop's time go so fast; all that the bot, the library and the local Telegram wait for is in it.

    It stays the loop's time: what has passed cannot be taken back.
    """

    def __init__(self, town: Town) -> None:
        """From now on the association's clock runs too, with the loop, and people wait for nothing."""
        loop: Any = asyncio.get_running_loop()
        self._real, self._select = loop.time, loop._selector.select
        self._past: float = self._real()
        self._since = self._past
        self._speed = 1.0
        loop.time, loop._selector.select = self.time, self._wait
        began, now = self.time(), town.clock.now()
        town.clock.now = lambda: now + timedelta(seconds=self.time() - began)
        town.world.settle, town.world.patience = None, 0.0

    def time(self) -> float:
        """The loop's time, in seconds."""
        passed: float = (self._real() - self._since) * self._speed
        return self._past + passed

    def at(self, speed: float) -> None:
        """So many seconds in one of the machine's."""
        self._past, self._since = self.time(), self._real()
        self._speed = speed

    def _wait(self, seconds: float | None) -> Any:
        return self._select(seconds / self._speed if seconds is not None and seconds > 0 else seconds)
