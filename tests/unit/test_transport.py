"""What is said over HTTP when something on the way answers in Telegram's place."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from telegram.error import NetworkError, TimedOut

from bot.transport import Transport

BODY = b'{"ok":true,"result":1}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


@dataclass
class Answering:
    """A server that gives these answers, one a request, and then stays silent."""

    address: str
    answers: list[bytes] = field(default_factory=list)
    callers: list[asyncio.StreamWriter] = field(default_factory=list)
    """One a connection."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.callers.append(writer)
        with suppress(ConnectionError):
            while await reader.read(65536):
                if self.answers:
                    writer.write(self.answers.pop(0))


@pytest.fixture
async def there(unused_tcp_port: int) -> AsyncIterator[Answering]:
    there = Answering(f"127.0.0.1:{unused_tcp_port}/bot1:x/getMe")
    async with await asyncio.start_server(there.serve, "127.0.0.1", unused_tcp_port):
        yield there
        for writer in there.callers:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in there.callers), return_exceptions=True)


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    async with Transport() as transport:
        yield transport


async def test_what_is_no_http_is_a_failure_and_the_next_call_goes_on(transport: Transport, there: Answering) -> None:
    there.answers += [b"220 mail.example.pl ESMTP\r\n", ANSWER]
    with pytest.raises(NetworkError, match="Parser"):
        await transport.do_request(f"http://{there.address}", "POST")
    assert await transport.do_request(f"http://{there.address}", "POST") == (200, BODY)


async def test_who_is_not_safe_is_told_nothing(transport: Transport, there: Answering) -> None:
    """An https address is never spoken to in the open."""
    there.answers += [ANSWER, ANSWER]
    with pytest.raises(NetworkError):
        await transport.do_request(f"https://{there.address}", "POST")


async def test_an_answer_that_comes_too_late_is_not_taken_for_the_next(transport: Transport, there: Answering) -> None:
    there.answers += [ANSWER]
    await transport.do_request(f"http://{there.address}", "POST")
    with pytest.raises(TimedOut):
        await transport.do_request(f"http://{there.address}", "POST", read_timeout=0.05)
    there.callers[0].write(ANSWER.replace(b"1}", b"0}"))
    there.answers += [ANSWER]
    assert await transport.do_request(f"http://{there.address}", "POST") == (200, BODY)
    assert len(there.callers) == 2


@pytest.mark.parametrize(("said", "connections"), [(b"", 1), (b"\r\nConnection: close", 2)])
async def test_a_connection_is_kept_unless_it_will_be_closed(
    transport: Transport, there: Answering, said: bytes, connections: int
) -> None:
    there.answers += [ANSWER.replace(b"\r\n\r\n", said + b"\r\n\r\n")] * 2
    for _ in range(2):
        assert await transport.do_request(f"http://{there.address}", "POST") == (200, BODY)
    assert len(there.callers) == connections
