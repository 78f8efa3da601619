"""A webhook gets every update until it says 2xx: what is written in order per chat, taps beside that."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.playground import Person, World
from tests.playground.conftest import refuses

SECRET = "s-3_cret"  # noqa: S105


@dataclass
class Hook:
    """A bot's webhook that answers with the statuses given, then with 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    got: list[tuple[str, int]] = field(default_factory=list)
    secrets: set[str | None] = field(default_factory=set)
    again_in: int = 0
    slow_for: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        update: dict[str, Any] = await request.json()
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        tap: dict[str, Any] | None = update.get("callback_query")
        if not tap and update["message"]["chat"]["id"] == self.slow_for:
            await asyncio.sleep(0.3)
        self.got.append((tap["data"] if tap else update["message"]["text"], status))
        self.arrived.set()
        return web.Response(status=status, headers={"Retry-After": str(self.again_in)} if status != 200 else None)

    async def gets(self, count: int) -> list[tuple[str, int]]:
        async with asyncio.timeout(20):
            while len(self.got) < count:
                await self.arrived.wait()
                self.arrived.clear()
        return self.got


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_redelivered_until_taken_then_the_next(bot: Bot, hook: Hook, anna: Person) -> None:
    hook.statuses = [500, 404]
    await bot.set_webhook(hook.url, secret_token=SECRET, max_connections=5)
    await anna.say("raz")
    await anna.say("dwa")
    assert await hook.gets(4) == [("raz", 500), ("raz", 404), ("raz", 200), ("dwa", 200)]
    assert hook.secrets == {SECRET}
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections) == (hook.url, 5)
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found" and info.last_error_date


async def test_it_comes_again_when_it_is_asked_to(bot: Bot, hook: Hook, anna: Person) -> None:
    hook.statuses, hook.again_in = [429], 1
    await bot.set_webhook(hook.url)
    began = asyncio.get_running_loop().time()
    await anna.say("raz")
    assert await hook.gets(2) == [("raz", 429), ("raz", 200)]
    assert asyncio.get_running_loop().time() - began > 1


async def test_a_tap_does_not_wait_for_a_message_that_failed(bot: Bot, world: World, hook: Hook, anna: Person) -> None:
    await bot.send_message(
        anna.id, "Tak?", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Tak", callback_data="tak")]])
    )
    world.settle, world.patience = None, 0
    hook.statuses, hook.again_in = [503], 1
    await bot.set_webhook(hook.url)
    await anna.say("raz")
    await hook.gets(1)
    await anna.tap("Tak")
    assert await hook.gets(3) == [("raz", 503), ("tak", 200), ("raz", 200)]


async def test_the_pause_grows(bot: Bot, hook: Hook, anna: Person) -> None:
    hook.statuses = [500, 500]
    await bot.set_webhook(hook.url)
    began = asyncio.get_running_loop().time()
    await anna.say("raz")
    await hook.gets(3)
    assert asyncio.get_running_loop().time() - began > 0.1 + 0.2


async def test_one_slow_chat_holds_up_no_other(bot: Bot, world: World, hook: Hook, anna: Person) -> None:
    jan = Person(world, "Jan")
    hook.slow_for = anna.id
    await bot.set_webhook(hook.url)
    await anna.say("wolno")
    await anna.say("potem")
    await jan.say("szybko")
    assert [text for text, _ in await hook.gets(3)] == ["szybko", "wolno", "potem"]


async def test_so_many_chats_at_a_time_as_the_bot_allows(bot: Bot, world: World, hook: Hook, anna: Person) -> None:
    jan = Person(world, "Jan")
    hook.slow_for = anna.id
    await bot.set_webhook(hook.url, max_connections=1)
    await anna.say("wolno")
    await jan.say("szybko")
    assert [text for text, _ in await hook.gets(2)] == ["wolno", "szybko"]


async def test_no_webhook_is_set_by_an_empty_one(bot: Bot, hook: Hook) -> None:
    await bot.set_webhook(hook.url)
    await bot.set_webhook("")
    assert (await bot.get_webhook_info()).url == ""


async def test_what_waited_is_delivered_when_the_webhook_is_set(bot: Bot, hook: Hook, anna: Person) -> None:
    await anna.say("stare")
    await bot.set_webhook(hook.url)
    assert await hook.gets(1) == [("stare", 200)]


async def test_nobody_there(bot: Bot, world: World, hook: Hook, anna: Person) -> None:
    world.updates.webhook_pause = 0.0
    await bot.set_webhook("http://127.0.0.1:1/hook")
    await anna.say("raz")
    await asyncio.sleep(0.1)
    info = await bot.get_webhook_info()
    assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 1)
    await bot.set_webhook(hook.url)
    assert await hook.gets(1) == [("raz", 200)]


async def test_pending_updates_can_be_dropped(bot: Bot, world: World, anna: Person) -> None:
    await anna.say("raz")
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_people_wait_for_a_webhook_too(bot: Bot, world: World, hook: Hook, anna: Person) -> None:
    await bot.set_webhook(hook.url)
    world.settle = None
    await anna.say("raz")
    assert hook.got == [("raz", 200)]


@pytest.mark.parametrize(
    ("url", "secret", "why"),
    [
        ("http://example.pl/hook", None, "bad webhook: an https url must be provided for webhook"),
        ("https:///hook", None, "invalid webhook url specified"),
        ("https://[a/hook", None, "invalid webhook url specified"),
        ("https://a.pl/hook", "ę", "secret token contains unallowed characters"),
        ("https://a.pl/hook", "a" * 257, "secret token is too long"),
    ],
)
async def test_refused_webhooks(bot: Bot, url: str, secret: str | None, why: str) -> None:
    with refuses(why):
        await bot.set_webhook(url, secret_token=secret)
