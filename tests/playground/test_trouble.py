"""Rate limits and faults, on request."""

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.playground import ApiError, Fault, Faults, Limits, Person, Server, World


@dataclass
class Watch:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def refused(limits: Limits, method: str, chat: int) -> int:
    """Seconds to wait; 0 when the call is let through."""
    try:
        limits.admit(method, chat)
    except ApiError as error:
        assert error.code == 429
        return int(error.parameters["retry_after"])
    return 0


def test_thirty_a_second_in_all() -> None:
    watch = Watch()
    limits = Limits(clock=watch)
    assert not any(refused(limits, "sendmessage", chat) for chat in range(1, 30))
    assert refused(limits, "editmessagetext", 1) == 0
    assert refused(limits, "deletemessage", 1) == 1
    assert refused(limits, "sendmessage", 99) == 1
    assert refused(limits, "answercallbackquery", 0) == 0
    assert refused(limits, "sendchataction", 1) == 0
    watch.now = 1.0
    assert refused(limits, "sendmessage", 99) == 0
    assert (limits.refused, limits.peak) == (2, 30)


def test_a_thousand_a_second_of_what_is_paid_for() -> None:
    watch = Watch()
    limits = Limits(clock=watch, burst=2000)
    for chat in range(1000):
        limits.admit("sendmessage", chat, paid=True)
    assert refused(limits, "sendmessage", 1) == 0, "thirty others are free"
    with pytest.raises(ApiError):
        limits.admit("copymessage", 1, paid=True)
    for _ in range(29):
        limits.admit("editmessagetext", 1, paid=True)
    assert refused(limits, "editmessagetext", 1) == 1, "an edit cannot be paid for"
    assert limits.peak == 1000


def test_one_a_second_to_a_chat_after_a_burst() -> None:
    watch = Watch()
    limits = Limits(clock=watch, burst=5)
    assert [refused(limits, "sendmessage", 1) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert refused(limits, "editmessagetext", 1) == 1, "a change counts as a message does"
    assert refused(limits, "deletemessage", 1) == 0
    assert refused(limits, "copymessage", 2) == 0
    watch.now = 1.0
    assert [refused(limits, "sendmessage", 1) for _ in range(2)] == [0, 1]


def test_twenty_a_minute_to_a_group() -> None:
    watch = Watch()
    limits = Limits(clock=watch)
    for _ in range(20):
        assert refused(limits, "sendmessage", -2001) == 0
        watch.now += 1
    assert refused(limits, "sendmessage", -2001) == 40
    watch.now = 60.0
    assert refused(limits, "sendmessage", -2001) == 0


async def test_limits_over_http(bot: Bot, server: Server, anna: Person) -> None:
    server.limits = Limits(burst=1)
    await bot.send_message(anna.id, "raz")
    with pytest.raises(RetryAfter) as error:
        await bot.send_message(anna.id, "dwa")
    assert error.value._retry_after == timedelta(seconds=1)
    assert server.limits.refused == 1


async def test_faults_before_and_after(bot: Bot, server: Server, anna: Person) -> None:
    server.faults.once("reset_before", method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "zgubione")
    server.faults.once("reset_after", method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "doszło")
    await bot.send_message(anna.id, "zwykłe")
    assert [message.text for message in anna.news] == ["doszło", "zwykłe"]
    assert [kind for kind, _, _ in server.faults.struck] == ["reset_before", "reset_after"]


async def test_faults_with_an_answer(bot: Bot, server: Server, anna: Person) -> None:
    server.faults.once("429", seconds=7)
    with pytest.raises(RetryAfter, match="0:00:07"):
        await bot.send_message(anna.id, "a")
    server.faults.once("500")
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(anna.id, "a")
    server.faults.once("502")
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "a")
    server.faults.once("502")
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{server.world.token}/getMe") as response,
    ):
        assert (response.status, response.content_type) == (502, "text/html")
        assert "<h1>502 Bad Gateway</h1>" in await response.text()
    anna.sees_nothing()


async def test_delays_do_not_lose_the_call(bot: Bot, server: Server, anna: Person) -> None:
    server.faults.once("delay_before", seconds=0.2)
    with pytest.raises(TimedOut):
        await bot.send_message(anna.id, "przed", read_timeout=0.05)
    anna.sees_nothing()
    await anna.waits_for("przed", within=1)
    server.faults.once("delay_after", seconds=0.2)
    with pytest.raises(TimedOut):
        await bot.send_message(anna.id, "po", read_timeout=0.05)
    anna.sees("po")
    await asyncio.sleep(0.2)


async def test_a_hanging_call_is_never_processed(bot: Bot, server: Server, anna: Person) -> None:
    server.faults.once("hang")
    with pytest.raises(TimedOut):
        await bot.send_message(anna.id, "nigdy", read_timeout=0.05)
    anna.sees_nothing()
    await bot.send_message(anna.id, "jest")


async def test_faults_choose_method_and_chat(bot: Bot, world: World, server: Server, anna: Person) -> None:
    jan = Person(world, "Jan")
    await jan.start()
    server.faults.add(Fault("500", method="sendMessage", chat=anna.id))
    await bot.send_message(jan.id, "a")
    await bot.send_chat_action(anna.id, "typing")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(anna.id, "a")
    server.faults.clear()
    await bot.send_message(anna.id, "a")


def test_faults_are_repeatable() -> None:
    def run(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.add(Fault("500", rate=0.3))
        return [faults.strike("getme", 0) is not None for _ in range(1000)]

    assert run(1) == run(1) != run(2)
    assert 250 < sum(run(1)) < 350


async def test_calls_are_recorded(bot: Bot, server: Server, anna: Person) -> None:
    server.calls.clear()
    await bot.send_message(anna.id, "a")
    assert list(server.calls) == [("sendmessage", anna.id, 200)]


async def test_fast_enough(server: Server, anna: Person) -> None:
    url = f"{server.url}/bot{server.world.token}/sendMessage"
    began = time.process_time()
    message = {"chat_id": anna.id, "text": "<b>Cześć</b>", "parse_mode": "HTML"}
    async with aiohttp.ClientSession() as session:
        for _ in range(300):
            await (await session.post(url, data=message)).read()
    assert 300 / (time.process_time() - began) > 500
