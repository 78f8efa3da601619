"""A world on the network, and the real library's Bot talking to it."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AbstractContextManager, suppress
from typing import Any, TypeAlias

import aiohttp
import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, TelegramError, TimedOut

from bot.playground import Person, Server, World, serve

Call: TypeAlias = Callable[..., Coroutine[Any, Any, Any]]


async def nothing() -> None:
    """What people wait for when no bot is meant to react."""


@pytest.fixture
def world() -> World:
    return World(settle=nothing)


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    async with serve(world) as server:
        yield server


def refuses(
    why: str, kind: type[TelegramError] = BadRequest
) -> AbstractContextManager[pytest.ExceptionInfo[TelegramError]]:
    """Telegram says no, in these words; the library capitalises the first."""
    return pytest.raises(kind, match=re.compile(re.escape(why), re.IGNORECASE))


def bot_at(server: Server, token: str | None = None) -> Bot:
    return Bot(token or server.world.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with bot_at(server) as bot:
        yield bot


@pytest.fixture
async def anna(world: World) -> Person:
    """A person who has started the bot; its /start is not waiting any more."""
    anna = Person(world, "Anna", last_name="Nowak", username="anna")
    await anna.start()
    world.updates.pending.clear()
    return anna


@pytest.fixture
async def call(server: Server) -> AsyncIterator[Call]:
    """Call a method with bare JSON: what it gives, or (code, description)."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **params: Any) -> Any:
            url = f"{server.url}/bot{server.world.token}/{method}"
            async with session.post(url, json=params) as response:
                body = await response.json()
            assert body["ok"] == (response.status == 200)
            return body["result"] if body["ok"] else (body["error_code"], body["description"])

        yield call


@pytest.fixture
async def listening(bot: Bot, world: World) -> AsyncIterator[Callable[[Callable[[Update], Any]], None]]:
    """Let a handler take each update, as a bot in long polling does; people then wait for it."""
    tasks = []

    async def listen(handle: Callable[[Update], Awaitable[Any]]) -> None:
        offset = 0
        while True:
            with suppress(TimedOut):
                for update in await bot.get_updates(offset=offset, timeout=5):
                    offset = update.update_id + 1
                    await handle(update)

    def start(handle: Callable[[Update], Any]) -> None:
        world.settle = None
        world.updates.heard = asyncio.get_running_loop().time()
        tasks.append(asyncio.create_task(listen(handle)))

    yield start
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
