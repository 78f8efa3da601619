"""Updates come until they are confirmed, to one bot at a time."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import Conflict, RetryAfter

from bot.playground import Person, World
from tests.playground.conftest import Call, refuses
from tests.playground.test_people import inline


def numbers(updates: tuple[object, ...]) -> list[int]:
    return [update.update_id for update in updates]  # type: ignore[attr-defined]


async def test_redelivered_until_a_higher_offset_confirms(bot: Bot, world: World, anna: Person) -> None:
    world.updates.same_again = 0.0
    for text in ("raz", "dwa", "trzy"):
        await anna.say(text)
    first = numbers(await bot.get_updates())
    assert len(first) == 3 and first == sorted(first)
    assert numbers(await bot.get_updates()) == first
    assert numbers(await bot.get_updates(offset=first[0])) == first
    assert numbers(await bot.get_updates(offset=first[1])) == first[1:]
    assert numbers(await bot.get_updates(limit=1)) == first[1:2]
    assert numbers(await bot.get_updates(offset=first[2] + 1)) == []
    assert numbers(await bot.get_updates()) == []


async def test_a_negative_offset_keeps_the_last(bot: Bot, anna: Person) -> None:
    for text in ("raz", "dwa", "trzy"):
        await anna.say(text)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message and update.message.text == "trzy"
    assert len(await bot.get_updates()) == 1


async def test_a_long_poll_ends_as_soon_as_something_comes(bot: Bot, anna: Person) -> None:
    loop = asyncio.get_running_loop()
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.1)
    began = loop.time()
    await anna.say("raz")
    assert len(await poll) == 1
    assert loop.time() - began < 10


async def test_a_long_poll_ends_after_its_time(call: Call) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert await call("getUpdates", timeout=1) == []
    assert 0.9 < loop.time() - began < 5


async def test_only_kinds_asked_for_are_kept(bot: Bot, anna: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await anna.say("raz")
    assert not await bot.get_updates(allowed_updates=[])
    await anna.say("dwa")
    (update,) = await bot.get_updates()
    assert update.message and update.message.text == "dwa"


async def test_a_second_poller_ends_the_first(bot: Bot, call: Call, anna: Person) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.1)
    second: asyncio.Task[list[object]] = asyncio.create_task(call("getUpdates", timeout=5))
    with pytest.raises(
        Conflict,
        match="terminated by other getUpdates request; make sure that only one bot instance",
    ):
        await first
    await anna.say("raz")
    assert len(await second) == 1


async def test_a_webhook_ends_polling(bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.1)
    await bot.set_webhook("https://a.pl/hook")
    with refuses("terminated by setWebhook request", Conflict):
        await poll
    with refuses("can't use getUpdates method while webhook is active; use deleteWebhook", Conflict):
        await bot.get_updates()
    await bot.delete_webhook()
    await bot.get_updates()


async def test_a_poller_that_hung_up_is_forgotten(call: Call, world: World) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=5))
    await asyncio.sleep(0.1)
    assert world.updates.is_heard
    poll.cancel()
    await asyncio.sleep(0.1)
    world.updates.heard = float("-inf")
    assert not world.updates.is_heard


async def test_who_polls_for_the_same_at_once_is_given_one(bot: Bot, anna: Person) -> None:
    for text in ("raz", "dwa"):
        await anna.say(text)
    assert len(await bot.get_updates()) == 2
    assert len(await bot.get_updates()) == 1
    await asyncio.sleep(0.6)
    assert len(await bot.get_updates()) == 2


async def test_a_tap_waits_for_150_seconds_and_a_message_for_a_day(bot: Bot, world: World, anna: Person) -> None:
    began = world.now()
    shown = await bot.send_message(anna.id, "?", reply_markup=inline("Tak"))
    await anna.say("raz")
    await anna.tap("Tak", on=anna.chat.messages[shown.message_id])
    world.now = lambda: began + timedelta(seconds=140)
    assert len(await bot.get_updates()) == 2
    world.now = lambda: began + timedelta(seconds=160)
    [left] = await bot.get_updates(offset=1)
    assert left.message and left.message.text == "raz"
    world.now = lambda: began + timedelta(hours=25)
    assert not await bot.get_updates(offset=2)


async def test_a_webhook_is_set_once_a_second(bot: Bot) -> None:
    await bot.set_webhook("https://a.pl/hook")
    with pytest.raises(RetryAfter):
        await bot.set_webhook("https://a.pl/other")
