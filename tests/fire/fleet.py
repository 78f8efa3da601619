"""Many equal processes on one PostgreSQL, behind a proxy that takes them in turn."""

import asyncio
import contextlib
import signal
import time
from asyncio import StreamReader, StreamWriter
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Self

import aiohttp
from aiohttp import web
from sqlalchemy import make_url

from bot.settings import Settings
from models.db.lease import SILENCE
from tests.fire.kill_harness import KillHarness, Size, kill_harness
from tests.ports import free_port
from tests.processes import Process

LOST_AFTER = 15.0
"""Seconds in which another process goes on."""


# --- the proxy ----------------------------------------


@asynccontextmanager
async def proxy(ports: Sequence[int]) -> AsyncIterator[str]:
    """An address behind which the processes take turns, request by request, whether they are there or not."""
    turns = cycle(ports)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as http:

        async def hand_on(request: web.Request) -> web.Response:
            content = await request.read()
            address = f"http://127.0.0.1:{next(turns)}{request.path}"
            try:
                async with http.post(address, data=content, headers=request.headers) as answer:
                    again = {name: value for name, value in answer.headers.items() if name == "Retry-After"}
                    return web.Response(status=answer.status, headers=again)
            except (aiohttp.ClientError, TimeoutError):
                return web.Response(status=502)

        app = web.Application()
        app.router.add_post("/telegram", hand_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
        await runner.cleanup()


# --- the wire ----------------------------------------


class Wire:
    """A way to PostgreSQL that can be cut: what is sent then goes nowhere, and nobody is told."""

    def __init__(self, database_url: str) -> None:
        self._to = make_url(database_url)
        self._whole = asyncio.Event()
        self._whole.set()
        self._connections: set[asyncio.Task[None]] = set()
        self.address = database_url

    def cut(self) -> None:
        self._whole.clear()

    def mend(self) -> None:
        self._whole.set()

    @asynccontextmanager
    async def laid(self) -> AsyncIterator[Self]:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        self.address = self._to.set(host="127.0.0.1", port=port).render_as_string(hide_password=False)
        yield self
        server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        connection = asyncio.create_task(self._connect(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)

    async def _connect(self, reader: StreamReader, writer: StreamWriter) -> None:
        with contextlib.closing(writer):
            there, here = await asyncio.open_connection(self._to.host, self._to.port)
            with contextlib.closing(here):
                ways = [asyncio.create_task(self._carry(*ends)) for ends in ((reader, here), (there, writer))]
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)

    async def _carry(self, reader: StreamReader, writer: StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while part := await reader.read(65536):
                await self._whole.wait()
                writer.write(part)
                await writer.drain()


# --- the processes ----------------------------------------


@dataclass
class Fleet:
    """Processes that are equal, each on its port."""

    here: KillHarness
    address: str
    ports: list[int]
    wires: dict[int, str]
    """By port, of those that have an address of the database of their own."""
    bots: dict[int, Process] = field(default_factory=dict)
    killed: int = 0
    frozen: int = 0

    async def start(self, port: int) -> None:
        self.bots[port] = await self.here.start(behind=self.address, port=port, wire=self.wires.get(port, ""))

    async def are_ready(self) -> None:
        """Wait until each answers."""
        async with asyncio.timeout(60):
            while {await self.says(port) for port in self.ports} - {"on duty", "standing by"}:
                await asyncio.sleep(0.1)

    async def says(self, port: int) -> str:
        try:
            timeout = aiohttp.ClientTimeout(total=1)
            async with aiohttp.ClientSession(timeout=timeout) as http, http.get(f"http://127.0.0.1:{port}/readyz") as a:
                return await a.text()
        except (aiohttp.ClientError, TimeoutError):
            return ""

    async def on_duty(self) -> int:
        """The port of the process that sends, as soon as there is one."""
        async with asyncio.timeout(LOST_AFTER):
            while True:
                for port in self.ports:
                    if await self.says(port) == "on duty":
                        return port
                await asyncio.sleep(0.05)

    async def kill(self, port: int) -> None:
        """kill -9, and another one after a while."""
        self.killed += 1
        await self.here.kill(self.bots[port])
        await asyncio.sleep(self.here.chance.uniform(0, 2))
        await self.start(port)

    async def freeze(self, port: int, seconds: float) -> None:
        """It stands still, then goes on as if nothing had happened."""
        self.frozen += 1
        self.bots[port].send_signal(signal.SIGSTOP)
        self.here.kills.append(self.here.now())
        await asyncio.sleep(seconds)
        self.bots[port].send_signal(signal.SIGCONT)

    async def trouble(self, seconds: float) -> None:
        """For so long one after the other is killed or frozen, now and then the one that sends."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await asyncio.sleep(self.here.chance.uniform(1, 4))
            port = await self.on_duty() if self.here.chance.random() < 0.5 else self.here.chance.choice(self.ports)
            if self.here.chance.random() < 0.25:
                await self.freeze(port, SILENCE + self.here.chance.uniform(2, 6))
            else:
                await self.kill(port)

    async def stop(self) -> None:
        """Each as it is asked to; one that has hardly been born is waited for."""
        await self.are_ready()
        for bot in self.bots.values():
            bot.terminate()
        assert {await bot.wait() for bot in self.bots.values()} == {0}


@asynccontextmanager
async def fleet(
    size: Size, settings: Settings, folder: Path, *, processes: int, seed: int, wires: Sequence[str] = ()
) -> AsyncIterator[Fleet]:
    """So many processes at work, on a Friday at nine; ``wires``: the addresses under which each finds the database."""
    ports = [free_port() for _ in range(processes)]
    async with kill_harness(size, settings, folder, seed) as here, proxy(ports) as address:
        here.server.calls = deque()
        ships = Fleet(here, address, ports, dict(zip(ports, wires, strict=False)))
        for port in ports:
            await ships.start(port)
        await ships.are_ready()
        yield ships
