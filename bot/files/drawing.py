"""Draws files, and reads those that people send, outside the transaction, so that they hold up nobody."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

T = TypeVar("T")
Reading: TypeAlias = Callable[[], Awaitable[Callable[[], T]]]
"""Reads all that a drawing needs and returns the function that draws it in a thread."""
Fetch: TypeAlias = Callable[[str], Awaitable[bytes | None]]
"""What somebody sent, by its Telegram file id; None where Telegram does not give it, or it is too large."""


async def _nothing(_file_id: str) -> bytes | None:
    """The clock is sent nothing."""
    return None


class UndrawnError(Exception):
    """The Turn is rolled back and begins anew once this is drawn."""

    def __init__(self, what: object, draw: Callable[..., Any], *, file_id: str | None = None) -> None:
        """``file_id``: the file whose content ``draw`` is given."""
        super().__init__("to be drawn first")
        self.what, self.draw, self.file_id = what, draw, file_id


class Drawings:
    """The drawings made for one update."""

    def __init__(self, fetch: Fetch = _nothing) -> None:
        self._fetch = fetch
        self._made: list[tuple[object, Any]] = []
        self.told_by: int | None = None
        """The letter that says that it takes some time."""

    async def of(self, session: AsyncSession, what: object, read: Reading[T]) -> T:
        """Return the drawing already made of ``what``; otherwise read what it needs and raise UndrawnError."""
        if (made := self._known(what)) is not None:
            found: T = made[0]
            return found
        draw = await read()
        # the rows just read are used after the transaction
        session.expunge_all()
        raise UndrawnError(what, draw)

    def read(self, file_id: str, read: Callable[[bytes | None], T]) -> T:
        """Return what was already read of the file; otherwise raise UndrawnError."""
        if (made := self._known(file_id)) is not None:
            found: T = made[0]
            return found
        raise UndrawnError(file_id, read, file_id=file_id)

    def _known(self, what: object) -> tuple[Any] | None:
        return next(((made,) for known, made in self._made if known == what), None)

    async def make(self, undrawn: UndrawnError) -> None:
        """Draw it in a thread, while other Turns go on."""
        content = [await self._fetch(undrawn.file_id)] if undrawn.file_id is not None else []
        self._made.append((undrawn.what, await asyncio.to_thread(undrawn.draw, *content)))
