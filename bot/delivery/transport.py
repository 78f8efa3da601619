"""HTTP to the Bot API: aiohttp's client in place of the library's, and calls that build none of its objects.

A call takes a seventh of the library's processor time. Errors are the library's; their messages hold no token.
"""

import asyncio
import json
import logging
import mimetypes
import ssl
from datetime import timedelta
from io import BytesIO
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData

from bot.settings import Settings
from models.db.trouble import Trouble

READ, FILE = 20.0, 60.0
UNLIMITED = aiohttp.ClientTimeout(total=None)
KEPT = 15.0
"""Seconds for which an idle connection is kept: routers silently forget older ones."""
HERE = ("localhost", "127.0.0.1", "::1")
"""Hosts that are reached without a proxy."""
REFUSALS: dict[int, type[TelegramError]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: InvalidToken,
    409: Conflict,
}

REFUSES_THE_BOT = ("FROZEN_METHOD_INVALID", "Logged out")
"""Telegram's words when it refuses the bot, whatever the code."""


class BotRefusedError(TelegramError):
    """Telegram refuses every call of the bot: it is frozen or logged out."""


class ServerFaultError(NetworkError):
    """Telegram has answered with an error of its own (5xx)."""


class Upload(NamedTuple):
    """A file that is sent as the argument of this name."""

    argument: str
    name: str
    content: bytes


async def call(
    bot: Bot, method: str, arguments: dict[str, Any], *, upload: Upload | None = None, wait: float = READ
) -> Any:
    """Call a Bot API method by the library's name; return its result (JSON) within ``wait`` seconds (a file: ``FILE``).

    Raises what the library raises. The Bot API treats ``sendmessage`` and ``sendMessage`` alike.
    """
    transport = cast(Transport, bot.request)
    url = f"{bot.base_url}/{method.replace('_', '')}"
    if upload is None:
        return await transport.ask(url, arguments, wait)
    kind = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
    files = {upload.argument: (upload.name, upload.content, kind)}
    fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in arguments.items()}
    return result_of(*await transport.exchange(url, "POST", FILE, data=_form(fields, files)))


class Transport(BaseRequest):
    """Lets the library's Bot speak to one server. Connections are opened on demand."""

    def __init__(self, server: str) -> None:
        """``server``: its URL, which decides whether a proxy is used."""
        self._proxy = proxy_to(server)
        self._opened: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer, by default."""
        return READ

    async def initialize(self) -> None:
        """Do nothing: connections are opened on demand."""

    async def shutdown(self) -> None:
        session, self._opened = self._opened, None
        if session is not None:
            await session.close()

    async def ask(self, url: str, arguments: dict[str, Any], wait: float) -> Any:
        """Make a call without files and return its result."""
        return result_of(*await self.exchange(url, "POST", wait, json=arguments))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        """Make one of the library's requests; anything but a success of Telegram's raises here."""
        if request_data is not None and request_data.contains_files:
            status, body = await self.exchange(
                url, method, FILE, data=_form(request_data.json_parameters, request_data.multipart_data)
            )
        else:
            wait = read_timeout if isinstance(read_timeout, int | float) else READ
            arguments = request_data.parameters if request_data is not None else None
            status, body = await self.exchange(url, method, wait, json=arguments)
        if method == "POST" or status != 200:
            result_of(status, body)
        return status, body

    async def exchange(self, url: str, method: str, wait: float, **content: Any) -> tuple[int, bytes]:
        """Return HTTP status and body of whatever answers within ``wait`` seconds; raises TimedOut, NetworkError."""
        try:
            # aiohttp's own limit swallows a cancellation that comes at the instant of the timeout
            async with (
                asyncio.timeout(wait),
                self._session.request(method, url, allow_redirects=False, timeout=UNLIMITED, **content) as answer,
            ):
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(_reason(error)) from error

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._opened is None:
            self._opened = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=KEPT),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )
        return self._opened


def proxy_to(server: str) -> str | None:
    """The proxy URL for a server, by HTTP_PROXY, HTTPS_PROXY and NO_PROXY; None for this machine."""
    address = urlsplit(server)
    host = address.hostname or ""
    proxy = None if host in HERE or proxy_bypass(host) else getproxies().get(address.scheme)
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


def result_of(status: int, body: bytes) -> Any:
    """The result in Telegram's answer; raises a refusal as the library's error, NetworkError for any other answer."""
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    match answer:
        case {"ok": True, "result": result}:
            return result
        case {"ok": False, "error_code": int(code), "description": str(description)}:
            raise _refusal(code, description, answer.get("parameters") or {})
    raise NetworkError(f"not Telegram's answer (HTTP {status})")


def note(trouble: Trouble, error: TelegramError) -> None:
    """Say why Telegram does not do what it is asked."""
    match error:
        case InvalidToken():
            words = "it does not accept BOT_TOKEN any more: put the new one from @BotFather there, start again"
            trouble.goes_on(words, logging.CRITICAL)
        case BotRefusedError():
            trouble.goes_on(f"it refuses the bot itself: {error.message}", logging.CRITICAL)
        case Conflict() if "webhook" not in error.message:
            trouble.goes_on(f"another bot takes the updates with this token, stop one of the two: {error.message}")
        case _:
            trouble.goes_on(error.message)


def wait_asked_by(error: Exception) -> float:
    """Seconds that Telegram asks to wait before repeating the call; 0 if it does not ask."""
    if not isinstance(error, RetryAfter):
        return 0.0
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else wait


def _refusal(code: int, description: str, parameters: dict[str, Any]) -> TelegramError:
    if chat_id := parameters.get("migrate_to_chat_id"):
        return ChatMigrated(chat_id)
    if seconds := parameters.get("retry_after"):
        return RetryAfter(seconds)
    if any(words in description for words in REFUSES_THE_BOT):
        return BotRefusedError(description)
    return REFUSALS.get(code, ServerFaultError)(description)


def _form(fields: dict[str, str], files: dict[str, tuple[str, Any, str]]) -> aiohttp.FormData:
    # Telegram takes file names as they are, not percent-encoded
    form = aiohttp.FormData(fields, quote_fields=False)
    for field, (name, content, kind) in files.items():
        stream = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(field, stream, filename=name, content_type=kind)
    return form


def _reason(error: Exception) -> str:
    """Describe an error in one line, without the URL, which contains the token."""
    match error:
        case aiohttp.ClientConnectorCertificateError(certificate_error=ssl.SSLCertVerificationError() as cause):
            return f"the certificate of {error.host} is not valid: {cause.verify_message}"
        case aiohttp.ClientConnectorDNSError():
            return f"no address of {error.host} is found: {error.strerror}"
    return type(error).__name__


def make_bot(settings: Settings) -> Bot:
    """Make the library's Bot from the token and the address in the settings."""
    transport = Transport(settings.bot_api_url)
    return Bot(
        settings.token,
        base_url=f"{settings.bot_api_url}/bot",
        base_file_url=f"{settings.bot_api_url}/file/bot",
        request=transport,
        get_updates_request=transport,
    )
