"""The Bot API over HTTP on loopback."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any, NamedTuple

from aiohttp import web

from bot.playground.delivery import Delivery
from bot.playground.errors import ApiError, bad_request, conflict, migrated, too_many_requests
from bot.playground.faults import Fault, Faults
from bot.playground.limits import Limits
from bot.playground.methods import METHODS
from bot.playground.params import Params, Upload
from bot.playground.world import World

MAX_UPLOAD = 50 * 1024 * 1024
BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)
PORTAL = '{"error": "Please log in to use this network."}'
POLLED_TWICE = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Call(NamedTuple):
    """A call that was answered: method in lower case, chat (0: none), HTTP status."""

    method: str
    chat: int
    status: int


@dataclass
class Server:
    """A world on the network. Limits and faults can be set at any time."""

    world: World
    limits: Limits | None = None
    faults: Faults = field(default_factory=Faults)
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=10_000))
    """The latest calls, getUpdates left out."""
    url: str = ""
    runner: web.AppRunner | None = None

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Nobody listens until the block ends: connections are refused, those that were open are cut."""
        assert self.runner is not None and self.runner.server is not None, "it was never there"  # noqa: S101
        host, port = self.runner.addresses[0][:2]
        for site in list(self.runner.sites):
            await site.stop()
        for connection in self.runner.server.connections:
            if connection.transport is not None:
                connection.transport.abort()
        try:
            yield
        finally:
            await web.TCPSite(self.runner, host, port).start()

    def application(self) -> web.Application:
        app = web.Application(client_max_size=MAX_UPLOAD)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        return app

    async def _answer(self, request: web.Request) -> web.Response:
        name = request.match_info["method"].lower()
        if request.match_info["token"] != self.world.token:
            return _refusal(ApiError(401, "Unauthorized"))
        if name not in METHODS:
            return _refusal(ApiError(404, "Not Found"))
        try:
            params = await _read(request)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(ApiError(413, "Request Entity Too Large"))
        except ApiError as error:
            return _refusal(error)
        fault = self.faults.strike(name, params.number("chat_id"))
        if fault is None:
            return await self._run(name, params)
        if fault.kind == "hang":
            await asyncio.Event().wait()
        return await asyncio.shield(self._run_into(fault, request, name, params))

    async def _run(self, name: str, params: Params) -> web.Response:
        if name == "getupdates":
            return await self._result(name, params)
        self.world.begins_call()
        try:
            response = await self._result(name, params)
        finally:
            self.world.ends_call()
        self.calls.append(Call(name, params.number("chat_id"), response.status))
        return response

    async def _result(self, name: str, params: Params) -> web.Response:
        try:
            if self.limits:
                paid = params.flag("allow_paid_broadcast")
                self.limits.admit(name, params.number("chat_id"), paid=paid)
            result = METHODS[name](self.world, params)
            if isawaitable(result):
                result = await result
        except ApiError as error:
            return _refusal(error)
        return _json({"ok": True, "result": result})

    async def _run_into(self, fault: Fault, request: web.Request, name: str, params: Params) -> web.Response:
        match fault.kind:
            case "409":
                return _refusal(conflict(POLLED_TWICE))
            case "429":
                return _refusal(too_many_requests(int(fault.seconds)))
            case "500":
                return _refusal(ApiError(500, "Internal Server Error"))
            case "502":
                return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
            case "migrated":
                return _refusal(migrated(-1_000_000_000_000 + params.number("chat_id") % 10**9))
            case "refusal":
                return _refusal(fault.says or ApiError(400, "Bad Request"))
            case "portal":
                return web.Response(text=PORTAL, content_type="application/json")
            case "reset_before":
                _reset(request)
                return web.Response()
            case "delay_before":
                await self._delay(fault)
        response = await self._run(name, params)
        match fault.kind:
            case "reset_after":
                _reset(request)
            case "unfamiliar" if response.status == 200 and isinstance(response.body, bytes):
                number = json.loads(response.body)["result"]["message_id"]
                return _json({"ok": True, "result": {"message_id": number, "chat": "here", "date": [2030, 1, 1]}})
            case "delay_after":
                await self._delay(fault)
        return response

    async def _delay(self, fault: Fault) -> None:
        self.world.begins_call()
        try:
            await asyncio.sleep(fault.seconds)
        finally:
            self.world.ends_call()

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.world.token:
            return _refusal(ApiError(401, "Unauthorized"))
        path = request.match_info["path"]
        file = next((file for file in self.world.files.values() if file.path == path), None)
        if file is None:
            return _refusal(ApiError(404, "Not Found"))
        return web.Response(body=file.data, content_type="application/octet-stream")


@asynccontextmanager
async def serve(
    world: World,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    limits: Limits | None = None,
    faults: Faults | None = None,
    webhook_pause: float = 0.1,
) -> AsyncIterator[Server]:
    """Put a world on the network; `server.url` is what the bot takes as BOT_API_URL.

    The pause before a webhook is tried again begins with `webhook_pause` seconds and doubles.
    """
    server = Server(world, limits, faults or Faults())
    runner = web.AppRunner(server.application(), handler_cancellation=True, access_log=None, shutdown_timeout=0.2)
    server.runner = runner
    await runner.setup()
    delivery = asyncio.create_task(Delivery(world, webhook_pause).run())
    try:
        await web.TCPSite(runner, host, port).start()
        server.url = "http://{}:{}".format(*runner.addresses[0][:2])
        yield server
    finally:
        delivery.cancel()
        await asyncio.wait([delivery])
        world.updates.release()
        await runner.cleanup()


async def _read(request: web.Request) -> Params:
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise bad_request("can't parse the request body as a JSON object")
        return Params(values | body)
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            values[name] = value
    return Params(values, uploads)


def _reset(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.Response(
        status=status,
        body=json.dumps(body, ensure_ascii=False).encode(),
        content_type="application/json",
    )


def _refusal(error: ApiError) -> web.Response:
    body = {"ok": False, "error_code": error.code, "description": error.description}
    return _json(body | ({"parameters": error.parameters} if error.parameters else {}), error.code)
