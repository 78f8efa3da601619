"""Draws files that take long outside the transaction, so that they hold up nobody."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

T = TypeVar("T")
Reading: TypeAlias = Callable[[], Awaitable[Callable[[], T]]]
"""Reads all that a drawing needs and returns the function that draws it in a thread."""


class UndrawnError(Exception):
    """The Turn is rolled back and begins anew once this is drawn."""

    def __init__(self, what: object, draw: Callable[[], Any]) -> None:
        super().__init__("to be drawn first")
        self.what = what
        self.draw = draw


class Drawings:
    """The drawings made for one update."""

    def __init__(self) -> None:
        self._made: list[tuple[object, Any]] = []

    async def of(self, session: AsyncSession, what: object, read: Reading[T]) -> T:
        """Return the drawing already made of ``what``; otherwise read what it needs and raise UndrawnError."""
        for known, made in self._made:
            if known == what:
                found: T = made
                return found
        draw = await read()
        # the rows just read are used after the transaction
        session.expunge_all()
        raise UndrawnError(what, draw)

    async def make(self, undrawn: UndrawnError) -> None:
        """Draw it in a thread, while other Turns go on."""
        self._made.append((undrawn.what, await asyncio.to_thread(undrawn.draw)))
