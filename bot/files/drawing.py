"""Files that take long to make: made outside the transaction, so that nobody is held up by them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

T = TypeVar("T")
Reading: TypeAlias = Callable[[], Awaitable[Callable[[], T]]]
"""Reads all that a drawing needs and returns what draws it, in a thread."""


class UndrawnError(Exception):
    """Nothing of this Turn stands; it is begun anew when this is drawn."""

    def __init__(self, what: object, draw: Callable[[], Any]) -> None:
        super().__init__("to be drawn first")
        self.what = what
        self.draw = draw


class Drawings:
    """What was drawn for one update."""

    def __init__(self) -> None:
        self._made: list[tuple[object, Any]] = []

    async def of(self, session: AsyncSession, what: object, read: Reading[T]) -> T:
        """The drawing of this, which was made for the same; else UndrawnError, with what was read."""
        for known, made in self._made:
            if known == what:
                found: T = made
                return found
        draw = await read()
        # what it has read outlives the transaction
        session.expunge_all()
        raise UndrawnError(what, draw)

    async def make(self, undrawn: UndrawnError) -> None:
        """Draw it, while others go on."""
        self._made.append((undrawn.what, await asyncio.to_thread(undrawn.draw)))
