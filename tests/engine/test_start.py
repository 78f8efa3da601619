"""Beginning and ending: Telegram may be away, a part may stop, people change their phones."""

import asyncio
import time

import pytest

from bot import app
from bot.delivery.courier import Courier
from bot.limits import Limits
from bot.playground import Fault
from bot.playground.people import Person
from bot.updates import flood
from bot.updates.router import Router
from models.db.lease import Lease
from models.people.permission import Role
from tests.conftest import Town
from tests.ports import free_port


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "FIRST_PAUSE", 0.01)


async def test_a_start_waits_until_telegram_is_there(town: Town, soon: None, caplog: pytest.LogCaptureFixture) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.stop()
    town.server.faults.add(Fault("502", method="getMe", times=3))
    await town.start()
    assert caplog.text.count("trouble with Telegram: not Telegram's answer (HTTP 502)") == 1
    assert caplog.text.count("trouble with Telegram: over after") == 1
    await anna.say("/menu")
    anna.sees("Menu")


async def test_the_command_menu_is_set_as_soon_as_telegram_takes_it(
    town: Town, soon: None, caplog: pytest.LogCaptureFixture
) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.stop()
    town.world.profile.commands.clear()
    town.server.faults.add(Fault("500", method="setMyCommands", times=2))
    await town.start()
    async with asyncio.timeout(20):
        while len(town.world.profile.commands) < 2:
            await asyncio.sleep(0.01)
    assert anna.commands == ["/pomoc"] and caplog.text.count("the command menu is not set yet: ") == 2


@pytest.mark.parametrize("method", ["getMe", "setMyCommands", "setWebhook"])
async def test_a_start_waits_as_long_as_telegram_asks(town: Town, soon: None, method: str) -> None:
    """What comes sooner is refused, for longer still."""
    await town.stop()
    if method == "setWebhook":
        town.settings.http_port, town.settings.bot_webhook_url = free_port(), "http://127.0.0.1:1/"
    town.server.faults.once("429", method=method, seconds=2)
    town.server.calls.clear()
    began = time.monotonic()
    await town.start()
    async with asyncio.timeout(20):
        while not any(call.method == method.lower() for call in town.server.calls):
            await asyncio.sleep(0.01)
    assert town.server.faults.struck and time.monotonic() - began >= 2


async def test_a_part_that_stops_by_itself_is_not_overlooked(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Half a bot, which hears and never answers, is worse than none: whoever started it is told."""

    async def stops(_courier: Courier, _claim: Lease) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr(Courier, "run", stops)
    await town.restart()
    with pytest.raises(RuntimeError, match="out of luck"):
        async with asyncio.timeout(20):
            await town.app.broken
    assert "courier has stopped" in caplog.text


async def test_what_is_said_while_the_courier_begins_is_answered(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    is_in_use = Courier._is_in_use

    async def takes_its_time(courier: Courier) -> bool:
        await asyncio.sleep(0.3)
        return await is_in_use(courier)

    monkeypatch.setattr(Courier, "_is_in_use", takes_its_time)
    await town.restart()
    await anna.say("/menu")
    anna.sees("Menu")


async def test_whose_phone_speaks_another_language_is_answered_in_it(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/pomoc")
    anna.sees("Twój tydzień")
    anna.user.language_code = "en"
    await anna.say("/pomoc")
    anna.sees("your week")


async def test_an_update_that_does_not_say_its_language_changes_none(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice", language="en")
    anna.user.language_code = None
    await anna.say("/pomoc")
    anna.sees("your week")


@pytest.fixture
async def anna_in_english(town: Town) -> Person:
    """Her phone speaks Polish."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ustawienia")
    await anna.tap("🇬🇧 English")
    return anna


async def test_an_apology_is_in_the_chosen_language(
    town: Town, anna_in_english: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_router: Router, _turn: object) -> None:
        raise RuntimeError("the cause")

    await town.restart()
    monkeypatch.setattr(Router, "handle", fails)
    await anna_in_english.say("/menu")
    await anna_in_english.waits_for("Something went wrong on my side")


async def test_whoever_writes_too_fast_is_told_so_in_the_chosen_language(
    town: Town, anna_in_english: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood, "AT_ONCE", 1)
    town.limits = Limits(per_second=1000, spacing=0.5, group_spacing=1.0, burst=100)
    await town.restart()
    await anna_in_english.say("/menu")
    await asyncio.gather(*(anna_in_english.say("/menu") for _ in range(4)))
    await anna_in_english.waits_for("Many messages are coming at once")
