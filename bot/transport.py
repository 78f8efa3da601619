"""The library's HTTP, and calls past its objects: a tenth of the processor time of its defaults.

The library lets one swap its transport, and most of what a call costs is spent there. What it needs is little: JSON on
connections that are kept open. httptools reads the answers; files go through the library's own transport.
"""

import asyncio
import json
import ssl
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpResponseParser
from telegram import Bot
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

READ, FILE = 20.0, 60.0
KEPT = 15.0
"""Seconds after which an idle connection is not trusted any more: routers forget them without a word."""


async def call(bot: Bot, method: str, arguments: dict[str, Any], *, wait: float = READ) -> Any:
    """Call the Bot API, by the library's name of the method, and ``wait`` so many seconds; the result is JSON.

    Raises what the library raises. It spares the library's objects for arguments and result, which cost more than the
    call; the Bot API does not tell ``sendmessage`` from ``sendMessage``.
    """
    data = RequestData([RequestParameter(name, value, None) for name, value in arguments.items()])
    return await bot.request.post(f"{bot.base_url}/{method.replace('_', '')}", data, read_timeout=wait)


class Transport(BaseRequest):
    """What the library's Bot speaks HTTP through. Durations are seconds."""

    def __init__(self) -> None:
        self._idle: list[_Connection] = []
        self._of_files: HTTPXRequest | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer is waited for unless told otherwise."""
        return READ

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Telegram's answer; a proxy on the way may have answered in its place."""
        try:
            answer = json.loads(payload)
        except ValueError as error:
            raise NetworkError("not Telegram's answer") from error
        if not isinstance(answer, dict) or not answer.keys() & {"result", "description"}:
            raise NetworkError("not Telegram's answer")
        return answer

    async def initialize(self) -> None:
        """Nothing yet: connections are opened when they are needed."""

    async def shutdown(self) -> None:
        """Close all connections."""
        while self._idle:
            self._idle.pop().close()
        if self._of_files is not None:
            await self._of_files.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; TimedOut and NetworkError as the library expects them."""
        if request_data is not None and request_data.contains_files:
            return await self._with_files(url, method, request_data)
        wait = READ if isinstance(read_timeout, DefaultValue) or read_timeout is None else read_timeout
        address = urlsplit(url)
        body = json.dumps(request_data.parameters).encode() if request_data is not None else b""
        request = (
            f"{method} {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nUser-Agent: {self.USER_AGENT}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            async with asyncio.timeout(wait):
                return await self._ask(address.scheme, address.hostname or "", address.port, request.encode() + body)
        except TimeoutError as error:
            raise TimedOut from error
        except (OSError, HttpParserError) as error:
            raise NetworkError(type(error).__name__) from error

    async def _ask(self, scheme: str, host: str, port: int | None, request: bytes) -> tuple[int, bytes]:
        connection = self._kept() or await _connect(scheme, host, port)
        try:
            status, body = await connection.ask(request)
        except BaseException:
            connection.close()
            raise
        if connection.is_open:
            self._idle.append(connection)
        return status, body

    def _kept(self) -> "_Connection | None":
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open and now - connection.answered_at < KEPT:
                return connection
            connection.close()
        return None

    async def _with_files(self, url: str, method: str, data: RequestData) -> tuple[int, bytes]:
        if self._of_files is None:
            self._of_files = HTTPXRequest(media_write_timeout=FILE, read_timeout=FILE)
            await self._of_files.initialize()
        return await self._of_files.do_request(url, method, data)


class _Connection(asyncio.Protocol):
    """A connection that is kept open, for one request at a time."""

    def __init__(self) -> None:
        self.is_open = False
        self.answered_at = 0.0
        self._stream: asyncio.WriteTransport
        self._parser: HttpResponseParser
        self._body: list[bytes] = []
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; status and body of the answer. OSError or HttpParserError if there is none."""
        self._parser, self._body = HttpResponseParser(self), []
        self._answer = asyncio.get_running_loop().create_future()
        self._stream.write(request)
        return await self._answer

    def close(self) -> None:
        """Hang up."""
        self.is_open = False
        self._stream.close()

    # --- called by asyncio ------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready for a request."""
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101
        self._stream = transport
        self.is_open = True

    def data_received(self, data: bytes) -> None:
        """A piece of the answer."""
        try:
            self._parser.feed_data(data)
        except HttpParserError as error:
            self._fail(error)

    def connection_lost(self, error: Exception | None) -> None:
        """The other side has hung up."""
        self.is_open = False
        self._fail(error or ConnectionResetError())

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)

    # --- called by the parser ---------------------------------------------------------------------------

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """The answer is whole."""
        self.answered_at = asyncio.get_running_loop().time()
        self.is_open = self.is_open and self._parser.should_keep_alive()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((self._parser.get_status_code(), b"".join(self._body)))


async def _connect(scheme: str, host: str, port: int | None) -> _Connection:
    loop = asyncio.get_running_loop()
    is_safe = scheme == "https"
    _, connection = await loop.create_connection(
        _Connection, host, port or (443 if is_safe else 80), ssl=_safety() if is_safe else None
    )
    return connection


@cache
def _safety() -> ssl.SSLContext:
    return ssl.create_default_context()
