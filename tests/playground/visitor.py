"""A browser without a screen: what the page is told, and what is done on it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp


class Visitor:
    """A page that is open: what it was told so far."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._told: list[dict[str, Any]] = []
        self._shown: dict[str, Any] = {}

    async def does(self, what: str, who: int, **how: Any) -> None:
        await self._socket.send_json({"do": what, "who": who} | how)

    async def directs(self, what: str) -> None:
        await self._socket.send_json({"do": "direct", "what": what})

    async def hears(self, what: str, **content: Any) -> dict[str, Any]:
        """The next event of this kind; what came before it is forgotten."""
        async with asyncio.timeout(20):
            while True:
                for event in self._take():
                    if event["on"] == what and content.items() <= event.items():
                        return event
                self._told += await self._socket.receive_json()

    async def sees(self, is_so: Callable[[dict[str, Any]], bool]) -> None:
        """What is shown is so, or soon will be."""
        while not self._shown or not is_so(self._shown):
            await self.hears("show")

    def _take(self) -> Iterator[dict[str, Any]]:
        while self._told:
            event = self._told.pop(0)
            if "show" in event:
                self._shown = event["show"]
            yield event


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Visitor]:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{url}page/live") as socket:
        yield Visitor(socket)
