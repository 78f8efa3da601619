"""The transport among servers, proxies and networks that are not as they should be; all of them are real sockets."""

import asyncio
import socket
import ssl
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from json import dumps
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from telegram import Bot, InputFile
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.delivery import transport
from bot.delivery.transport import call, make_bot, proxy_to
from bot.playground import Person, World, serve
from bot.settings import Settings

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105
HOST = "api.telegram.example"
CERTIFICATE = Path(__file__).with_name("self_signed.pem")


def answer(body: bytes | dict[str, Any], status: int = 200, said: str = "") -> bytes:
    content = body if isinstance(body, bytes) else dumps(body).encode()
    return f"HTTP/1.1 {status} Said\r\nContent-Length: {len(content)}\r\n{said}\r\n".encode() + content


ANSWER = answer({"ok": True, "result": 1})


@dataclass
class Answering:
    """A server that gives these answers, one a request, and then stays silent."""

    port: int
    answers: list[bytes] = field(default_factory=list)
    asked: list[bytes] = field(default_factory=list)
    callers: list[asyncio.StreamWriter] = field(default_factory=list)
    """One a connection."""
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.callers.append(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
                self.asked.append(head + await reader.readexactly(length))
                if self.answers:
                    writer.write(self.answers.pop(0))
        self.hung_up.set()


@dataclass
class Proxy(Answering):
    """A proxy to a server whose name nobody else knows."""

    to: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.callers.append(writer)
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked.append(head)
        answering, asking = await asyncio.open_connection("127.0.0.1", self.to)
        self.callers.append(asking)
        if head.startswith(b"CONNECT"):
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            asking.write(head)
        await asyncio.gather(_pass_on(reader, asking), _pass_on(answering, writer))


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while said := await reader.read(65536):
            writer.write(said)
        writer.close()


async def _serving(server: Answering, safety: ssl.SSLContext | None = None) -> AsyncIterator[Answering]:
    async with await asyncio.start_server(server.serve, "127.0.0.1", server.port, ssl=safety):
        yield server
        for writer in server.callers:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in server.callers), return_exceptions=True)


@pytest.fixture
async def there(unused_tcp_port: int) -> AsyncIterator[Answering]:
    async for server in _serving(Answering(unused_tcp_port)):
        yield server


@pytest.fixture
async def unproven(unused_tcp_port_factory: Any) -> AsyncIterator[Answering]:
    """A server whose certificate nobody has signed."""
    safety = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    safety.load_cert_chain(CERTIFICATE)
    async for server in _serving(Answering(unused_tcp_port_factory()), safety):
        yield server


@pytest.fixture
async def proxy(unused_tcp_port_factory: Any) -> AsyncIterator[Proxy]:
    async for server in _serving(Proxy(unused_tcp_port_factory())):
        assert isinstance(server, Proxy)
        yield server


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What the machine's resolver knows: addresses by names."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (each, port)) for each in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    for name in ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return known


@asynccontextmanager
async def bot_at(server: str) -> AsyncIterator[Bot]:
    bot = make_bot(Settings(_env_file=None, bot_token=SecretStr(TOKEN), bot_api_url=server))
    yield bot
    await bot.request.shutdown()


@pytest.fixture
async def bot(there: Answering) -> AsyncIterator[Bot]:
    async with bot_at(there.url) as bot:
        yield bot


async def asked(bot: Bot, **options: Any) -> Any:
    return await call(bot, "get_me", {}, **options)


# --- who answers ----------------------------------------

REFUSAL = {"error_code": 403, "description": "Forbidden: bot was blocked by the user"}
PAGE = b"<html><head><title>Said</title></head><body><h1>Said</h1></body></html>"


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 409, 429, 502])
@pytest.mark.parametrize(
    "body",
    [PAGE, b"", b"[]", {"ok": False}, {"ok": 1, "result": 1}, REFUSAL, {"ok": True} | REFUSAL],
    ids=["page", "nothing", "list", "false", "number", "no ok", "ok"],
)
async def test_what_is_not_telegrams_answer_is_a_failure_of_the_network(
    there: Answering, bot: Bot, status: int, body: bytes | dict[str, Any]
) -> None:
    """No letter is lost, nobody is marked unreachable and no token is doubted because of what a proxy says."""
    there.answers += [answer(body, status)] * 2
    for calling in (asked(bot), bot.get_webhook_info()):
        with pytest.raises(NetworkError) as caught:
            await calling
        assert type(caught.value) is NetworkError and caught.value.message == f"not Telegram's answer (HTTP {status})"


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        *((code, None) for code in (400, 401, 403, 404, 409, 413, 429, 500, 502)),
        (429, {"retry_after": 7}),
        (400, {"migrate_to_chat_id": -1001234567890}),
    ],
)
async def test_what_telegram_refuses_is_the_librarys_error(
    there: Answering, bot: Bot, code: int, parameters: dict[str, int] | None
) -> None:
    refusal = {"ok": False, "error_code": code, "description": "Bad Request: chat not found"}
    there.answers += [answer(refusal | ({"parameters": parameters} if parameters else {}), code)] * 3
    librarys = Bot(TOKEN, base_url=f"{there.url}/bot", request=HTTPXRequest())
    errors: list[TelegramError] = []
    async with librarys.request:
        for calling in (librarys.get_webhook_info(), bot.get_webhook_info(), asked(bot)):
            with pytest.raises(TelegramError) as caught:
                await calling
            errors.append(caught.value)
    # ours may be more exact
    assert all(isinstance(error, type(errors[0])) and error.message == errors[0].message for error in errors)


async def test_who_sends_us_elsewhere_is_not_followed(there: Answering, bot: Bot) -> None:
    there.answers += [answer(PAGE, 307, "Location: /login\r\n"), ANSWER]
    with pytest.raises(NetworkError):
        await asked(bot)
    assert len(there.asked) == 1


async def test_what_is_no_http_is_a_failure_and_the_next_call_goes_on(there: Answering, bot: Bot) -> None:
    there.answers += [b"220 mail.example.pl ESMTP\r\n", ANSWER]
    with pytest.raises(NetworkError, match="ClientResponseError"):
        await asked(bot)
    assert await asked(bot) == 1


# --- on the way ----------------------------------------


@contextmanager
def a_dead_end(port: int) -> Iterator[str]:
    """An address that takes no connection and refuses none: it is too busy for even one more."""
    address = "127.0.0.2"
    with ExitStack() as stack:
        silent = stack.enter_context(socket.socket())
        silent.bind((address, port))
        silent.listen(0)
        for _ in range(4):
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex((address, port))
        yield address


async def test_of_two_addresses_the_first_is_dead(there: Answering, names: dict[str, list[str]]) -> None:
    there.answers += [ANSWER]
    with a_dead_end(there.port) as dead:
        names[HOST] = [dead, "127.0.0.1"]
        async with bot_at(f"http://{HOST}:{there.port}") as bot:
            assert await asked(bot, wait=1.0) == 1


async def test_the_only_address_is_dead(there: Answering, names: dict[str, list[str]]) -> None:
    with a_dead_end(there.port) as dead:
        names[HOST] = [dead]
        async with bot_at(f"http://{HOST}:{there.port}") as bot:
            with pytest.raises(TimedOut):
                await asked(bot, wait=0.3)


async def test_a_proxy_of_the_environment_is_used(
    there: Answering, proxy: Proxy, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy.to = there.port
    there.answers += [ANSWER, ANSWER]
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    async with bot_at(f"http://{HOST}:{there.port}") as bot:
        assert await asked(bot) == 1
    assert proxy.asked[0].startswith(b"POST http://%s:%d/bot" % (HOST.encode(), there.port))
    monkeypatch.setenv("NO_PROXY", HOST)
    names[HOST] = ["127.0.0.1"]
    async with bot_at(f"http://{HOST}:{there.port}") as bot:
        assert await asked(bot) == 1
    assert len(proxy.asked) == 1


@pytest.mark.parametrize("is_through_proxy", [False, True])
async def test_a_certificate_that_nobody_signed_is_named_in_one_line(
    unproven: Answering,
    proxy: Proxy,
    names: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    is_through_proxy: bool,
) -> None:
    """A proxy is asked for a tunnel: it reads nothing of what is said through it."""
    proxy.to = unproven.port
    if is_through_proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
    else:
        names[HOST] = ["127.0.0.1"]
    async with bot_at(f"https://{HOST}:{unproven.port}") as bot:
        with pytest.raises(NetworkError) as caught:
            await asked(bot)
    assert caught.value.message == f"the certificate of {HOST} is not valid: self-signed certificate"
    assert len(proxy.asked) == is_through_proxy and all(head.startswith(b"CONNECT") for head in proxy.asked)


async def test_a_name_that_does_not_exist_is_named_in_one_line(there: Answering) -> None:
    async with bot_at(f"http://{HOST}:{there.port}") as bot:
        with pytest.raises(NetworkError) as caught:
            await asked(bot)
    assert caught.value.message == f"no address of {HOST} is found: Name or service not known"


async def test_other_failures_are_told_without_the_token(there: Answering, unused_tcp_port_factory: Any) -> None:
    async with bot_at(f"http://127.0.0.1:{unused_tcp_port_factory()}") as bot:
        with pytest.raises(NetworkError) as caught:
            await asked(bot)
    assert caught.value.message == "ClientConnectorError"


async def test_who_is_not_safe_is_told_nothing(there: Answering) -> None:
    """An https address is never spoken to in the open."""
    there.answers += [ANSWER]
    async with bot_at(there.url.replace("http:", "https:")) as bot:
        with pytest.raises(NetworkError):
            await asked(bot, wait=1.0)
    assert there.asked == []


@pytest.mark.parametrize(
    ("environment", "server", "proxy"),
    [
        ({}, "https://api.telegram.org", None),
        ({"HTTPS_PROXY": "http://10.0.0.1:3128"}, "https://api.telegram.org", "http://10.0.0.1:3128"),
        ({"https_proxy": "10.0.0.1:3128"}, "https://api.telegram.org", "http://10.0.0.1:3128"),
        ({"HTTP_PROXY": "http://10.0.0.1:3128"}, "https://api.telegram.org", None),
        ({"HTTPS_PROXY": "http://10.0.0.1:3128", "NO_PROXY": "telegram.org"}, "https://api.telegram.org", None),
        ({"HTTPS_PROXY": "http://10.0.0.1:3128", "NO_PROXY": "*"}, "https://api.telegram.org", None),
        ({"HTTP_PROXY": "http://10.0.0.1:3128"}, "http://127.0.0.1:8081", None),
        ({"HTTP_PROXY": "http://10.0.0.1:3128"}, "http://localhost:8081", None),
    ],
)
def test_which_proxy(
    environment: dict[str, str], server: str, proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_to(server) == proxy


# --- connections ----------------------------------------


async def test_an_answer_that_comes_too_late_is_not_taken_for_the_next(there: Answering, bot: Bot) -> None:
    there.answers += [ANSWER]
    await asked(bot)
    with pytest.raises(TimedOut):
        await asked(bot, wait=0.05)
    there.callers[0].write(answer({"ok": True, "result": 0}))
    there.answers += [ANSWER]
    assert await asked(bot) == 1
    assert len(there.callers) == 2


async def test_a_call_that_is_given_up_closes_its_connection(there: Answering, bot: Bot) -> None:
    task = asyncio.create_task(asked(bot))
    async with asyncio.timeout(5):
        while not there.asked:
            await asyncio.sleep(0.01)
        task.cancel()
        await there.hung_up.wait()
    assert task.cancelled()


async def test_who_is_cancelled_at_the_instant_of_the_timeout_ends(there: Answering, bot: Bot) -> None:
    """A poll that went on instead would keep a process that has lost its claim from ever standing by."""
    there.answers = [ANSWER]
    await asked(bot, wait=1.0)
    call = asyncio.create_task(asked(bot, wait=0.1))
    asyncio.get_running_loop().call_later(0.15, call.cancel)
    await asyncio.sleep(0.05)
    # both are due when the loop goes on
    time.sleep(0.2)  # noqa: ASYNC251 (the loop shall stall)
    with pytest.raises(asyncio.CancelledError):
        await call


@pytest.mark.parametrize(("said", "connections"), [("", 1), ("Connection: close\r\n", 2)])
async def test_a_connection_is_kept_unless_it_will_be_closed(
    there: Answering, bot: Bot, said: str, connections: int
) -> None:
    there.answers += [answer({"ok": True, "result": 1}, said=said)] * 2
    assert [await asked(bot), await asked(bot)] == [1, 1]
    assert len(there.callers) == connections


@pytest.mark.parametrize("is_abrupt", [False, True])
async def test_a_connection_that_was_closed_meanwhile_is_replaced(there: Answering, bot: Bot, is_abrupt: bool) -> None:
    there.answers += [ANSWER, ANSWER]
    await asked(bot)
    there.callers[0].transport.abort() if is_abrupt else there.callers[0].close()
    await asyncio.sleep(0.05)
    assert await asked(bot) == 1


async def test_a_connection_is_not_trusted_when_it_was_idle_for_long(
    there: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "KEPT", 0.05)
    there.answers += [ANSWER, ANSWER]
    async with bot_at(there.url) as bot:
        await asked(bot)
        await asyncio.sleep(0.1)
        await asked(bot)
    assert len(there.callers) == 2


async def test_as_many_calls_at_once_as_there_are(there: Answering, bot: Bot) -> None:
    calls = [asyncio.create_task(asked(bot, wait=5.0)) for _ in range(150)]
    async with asyncio.timeout(5):
        while len(there.asked) < 150:
            await asyncio.sleep(0.01)
    for writer in there.callers:
        writer.write(ANSWER)
    assert await asyncio.gather(*calls) == [1] * 150


# --- files ----------------------------------------


@pytest.mark.parametrize("name", ["plan.pdf", "Plan zajęć „Łącznik”.pdf", 'a "b" \\ c%20d.pdf'])
@pytest.mark.parametrize("size", [1, 2_500_000])
async def test_files_arrive_as_they_are(name: str, size: int) -> None:
    world = World()
    anna = Person(world, "Anna")
    content = bytes(range(250)) * (size // 250) or b"a"
    async with serve(world) as telegram:
        bot = make_bot(Settings(_env_file=None, bot_token=SecretStr(world.token), bot_api_url=telegram.url))
        async with bot:
            await anna.say("/start")
            sent = await bot.send_document(
                anna.id, InputFile(content, filename=name), caption="Zażółć\n<b>x</b>", parse_mode="HTML"
            )
            assert sent.document and sent.document.file_name == name and sent.caption == "Zażółć\nx"
            file = await sent.document.get_file()
            assert bytes(await file.download_as_bytearray()) == content


async def test_a_file_has_time_of_its_own(there: Answering, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "READ", 0.01)
    monkeypatch.setattr(transport, "FILE", 0.3)
    sending = asyncio.create_task(bot.send_document(1, b"a"))
    await asyncio.sleep(0.1)
    assert not sending.done()
    with pytest.raises(TimedOut):
        await sending
