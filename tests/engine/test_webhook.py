"""Updates pushed by Telegram: only by Telegram, each once, 2xx when it is safe; and what is said to those who watch."""

import asyncio
import json
import math
import os
import threading
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from bot.app import App
from bot.demo.town import a_town
from bot.limits import Limits
from bot.ops.web import HEADER, LARGEST
from bot.playground import Person
from bot.settings import Settings
from bot.updates import flood, processor, webhook
from bot.updates.processor import Processor
from bot.updates.webhook import secret_of
from models.calendar import Clock
from models.db import pulse
from models.mail.inbox import InboxUpdate
from models.people.permission import Role
from tests.cli.test_deploy import ran
from tests.conftest import TUESDAY, Town, on_both_engines, on_sqlite
from tests.ports import free_port
from tests.rows import certain, every


@pytest.fixture
async def pushed(settings: Settings) -> AsyncIterator[Town]:
    """A town whose Telegram pushes, and whose bot is on duty."""
    settings.http_port = free_port()
    settings.bot_webhook_url = f"http://127.0.0.1:{settings.http_port}/telegram"
    async with a_town(settings, Clock(settings.zone, "PL", now=lambda: TUESDAY)) as here:
        await is_pushed_to(here)
        yield here


async def is_pushed_to(town: Town) -> None:
    """Wait until Telegram knows where to push."""
    while town.world.updates.webhook is None:
        await asyncio.sleep(0.01)


@pytest.fixture
async def anna(pushed: Town) -> Person:
    return await pushed.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")


async def asked(town: Town, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{town.settings.http_port}{path}") as answer:
        return answer.status, await answer.text()


async def push(town: Town, content: bytes, secret: str | None = None) -> int:
    """Somebody posts this to the webhook; with Telegram's secret unless it is told."""
    headers = {HEADER: secret_of(town.settings.token) if secret is None else secret}
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.post(str(town.settings.bot_webhook_url), data=content) as answer,
    ):
        return answer.status


async def in_inbox(town: Town) -> list[InboxUpdate]:
    return await every(town, select(InboxUpdate).order_by(col(InboxUpdate.update_id)))


@on_both_engines
async def test_what_is_pushed_is_answered(pushed: Town, anna: Person) -> None:
    hook = certain(pushed.world.updates.webhook)
    assert hook.max_connections == webhook.AT_ONCE
    await anna.say("/menu")
    anna.sees("Menu")
    [handled] = await in_inbox(pushed)
    assert handled.handled_at is not None and handled.content is None


@on_both_engines
async def test_what_is_pushed_again_has_no_second_effect(pushed: Town, anna: Person) -> None:
    update = {"update_id": 7, "message": said(anna, "/menu")}
    assert [await push(pushed, json.dumps(update).encode()) for _ in range(3)] == [200, 200, 200]
    await pushed.settled()
    assert len([message for message in anna.messages if "Menu" in message.text]) == 1


@on_both_engines
async def test_what_is_pushed_several_times_at_once_has_no_second_effect(pushed: Town, anna: Person) -> None:
    updates = [{"update_id": number, "message": said(anna, "/menu")} for number in (7, 8, 9)]
    contents = [json.dumps(update).encode() for update in updates * 4]
    assert set(await asyncio.gather(*(push(pushed, content) for content in contents))) == {200}
    await pushed.settled()
    assert len([message for message in anna.messages if "Menu" in message.text]) == 3


def said(person: Person, text: str) -> dict[str, Any]:
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    who = {"id": person.id, "is_bot": False, "first_name": "Anna"}
    chat = {"id": person.id, "type": "private"}
    return {"message_id": 1, "date": 1, "chat": chat, "from": who, "text": text, "entities": entities}


@pytest.mark.parametrize("secret", ["", "x", secret_of("another token"), "ż"])
async def test_who_does_not_know_the_secret_is_not_heard(pushed: Town, anna: Person, secret: str) -> None:
    update = json.dumps({"update_id": 7, "message": said(anna, "/menu")}).encode()
    assert await push(pushed, update, secret) == 403
    await pushed.settled()
    assert await in_inbox(pushed) == [] and not anna.messages


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"update_id": "x"}', b"\xff", b"null", b'{"update_id": null}']
)
async def test_what_is_no_update_is_refused(pushed: Town, content: bytes) -> None:
    assert await push(pushed, content) == 400


async def test_what_is_too_large_is_refused(pushed: Town) -> None:
    assert await push(pushed, b" " * (LARGEST + 1)) == 413


async def test_what_cannot_be_read_is_kept_and_holds_up_nothing(pushed: Town, anna: Person) -> None:
    assert await push(pushed, b'{"update_id": 7, "message": {"date": "soon"}}') == 200
    [kept] = await in_inbox(pushed)
    assert kept.content is not None and json.loads(kept.content)["message"] == {"date": "soon"}
    await anna.say("/menu")
    anna.sees("Menu")


async def test_what_cannot_be_written_is_left_with_telegram(
    pushed: Town, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, and Telegram comes again."""
    refuse, handle = [True], Processor.handle

    async def refused(processor: Processor, update: Any) -> None:
        if refuse[0]:
            raise sa.exc.OperationalError("INSERT", {}, OSError("away"))
        await handle(processor, update)

    monkeypatch.setattr(webhook, "PATIENCE", 0.3)
    monkeypatch.setattr(Processor, "handle", refused)
    saying = asyncio.create_task(anna.say("/menu"))
    while (hook := pushed.world.updates.webhook) is None or not hook.last_error_message:
        await asyncio.sleep(0.01)
    assert "503" in hook.last_error_message and await in_inbox(pushed) == []
    refuse[0] = False
    await saying
    anna.sees("Menu")


async def test_what_the_database_always_refuses_is_given_up_within_one_push(
    pushed: Town, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or Telegram would push it, and nothing else of its chat, for a day. Ten times as fast as in life."""
    handle = Processor.handle

    async def refused(self: Processor, update: Any) -> None:
        if update.update_id == 7:
            raise sa.exc.DataError("INSERT", {}, ValueError("out of range"))
        await handle(self, update)

    monkeypatch.setattr(Processor, "handle", refused)
    monkeypatch.setattr(webhook, "PATIENCE", webhook.PATIENCE / 10)
    monkeypatch.setattr(processor, "FIRST_PAUSE", processor.FIRST_PAUSE / 10)
    assert await push(pushed, json.dumps({"update_id": 7, "message": said(anna, "/menu")}).encode()) == 200
    [given_up] = await in_inbox(pushed)
    assert given_up.failure is not None
    await anna.waits_for("podaj Biuru numer")


async def test_who_writes_too_fast_waits_and_loses_nothing(pushed: Town, anna: Person) -> None:
    """Telegram pushes the next of a chat when the last was taken, so the chat itself waits and no other."""
    for number in range(30):
        pushed.world.updates.push("message", said(anna, f"/menu{number}"))
    jan = await pushed.meets("Jan Kowalski", Role.OFFICE)
    await jan.say("/menu")
    jan.sees("Menu")
    assert len(await in_inbox(pushed)) == 31


async def test_forty_who_write_too_fast_hold_up_nobody(
    pushed: Town, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as Telegram pushes at a time: what comes too early waits there, and is counted once."""
    monkeypatch.setattr(flood, "AT_ONCE", 2)
    pushed.limits = Limits(per_second=1000, spacing=1.0, group_spacing=1.0, burst=100)
    await pushed.restart()
    await is_pushed_to(pushed)
    crowd = [await pushed.meets(f"Osoba{number} Nowak", Role.SPECIALIST, "Skawina") for number in range(40)]
    for number in range(5):
        for person in crowd:
            pushed.world.updates.push("message", said(person, f"/menu{number}"))
    pushed.world.settle, pushed.world.patience = None, 0
    await anna.say("/menu")
    await anna.waits_for("Menu", 5)
    assert len(pushed.world.updates.pending) > 40, "the others have their answers already"
    await pushed.settled()
    assert len(await in_inbox(pushed)) == 5 * 40 + 1


async def test_without_a_webhook_the_bot_polls_again_and_the_other_way_round(pushed: Town, anna: Person) -> None:
    address, pushed.settings.bot_webhook_url = pushed.settings.bot_webhook_url, None
    await pushed.restart()
    await anna.say("/menu")
    anna.sees("Menu")
    assert pushed.world.updates.webhook is None
    pushed.settings.bot_webhook_url = address
    await pushed.restart()
    await is_pushed_to(pushed)
    await anna.say("/pomoc")
    anna.sees("Twój tydzień")


# --- for those who watch it ----------------------------------------


@on_both_engines
async def test_it_says_that_it_is_alive_and_ready(pushed: Town) -> None:
    assert await asked(pushed, "/healthz") == (200, "alive")
    while (found := await asked(pushed, "/readyz")) == (200, "standing by"):
        await asyncio.sleep(0.01)
    assert found == (200, "on duty")


async def test_it_is_not_ready_while_the_database_is_away(pushed: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has counted itself it says still."""

    def away(*_: Any) -> None:
        raise sa.exc.OperationalError("SELECT 1", {}, OSError("away"))

    monkeypatch.setattr(type(pushed.database.engine), "connect", away)
    monkeypatch.setattr(pushed.database, "looking", away)
    assert await asked(pushed, "/readyz") == (503, "the database does not answer")
    assert await asked(pushed, "/healthz") == (200, "alive")
    found = await metrics(pushed)
    assert math.isnan(found["obwarzanek_letters_waiting"]) and found["obwarzanek_on_duty"] == 1


@on_sqlite
async def test_it_is_not_alive_while_nothing_ends(pushed: Town, anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as with a disk that does not answer; the next update after it is answered."""
    disk, fsync = threading.Event(), os.fsync

    def hangs(descriptor: int) -> None:
        disk.wait(20)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", hangs)
    monkeypatch.setattr(pulse, "STUCK", 0.5)
    pushed.world.settle, pushed.world.patience = None, 0
    try:
        await anna.say("/menu")
        assert await asked(pushed, "/healthz") == (200, "alive")
        async with asyncio.timeout(10):
            while (found := await asked(pushed, "/healthz"))[0] == 200:
                await asyncio.sleep(0.05)
        assert found == (503, "stuck: nothing that was begun has ended for long")
    finally:
        disk.set()
    await anna.waits_for("Menu")
    await pushed.settled()
    assert await asked(pushed, "/healthz") == (200, "alive")


@on_both_engines
async def test_who_has_nothing_to_do_is_alive(pushed: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that stands by hears nothing for days."""
    await pushed.settled()
    monkeypatch.setattr(pulse, "STUCK", 0.0)
    await asyncio.sleep(0.1)
    assert await asked(pushed, "/healthz") == (200, "alive")


@on_both_engines
async def test_it_counts_what_it_does_and_names_nobody(pushed: Town, anna: Person) -> None:
    before = await metrics(pushed)
    await anna.say("/menu")
    await pushed.settled()
    after = await metrics(pushed)

    def more(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert more('obwarzanek_turn_seconds_count{kind="message"}') == 1
    assert more('obwarzanek_letters_total{state="sent"}') == 1
    assert (after["obwarzanek_letters_waiting"], after["obwarzanek_oldest_letter_seconds"]) == (0, 0)
    assert after["obwarzanek_on_duty"] == 1
    assert not any(word in " ".join(after) for word in ("Anna", "Niepołomice", str(anna.id)))


async def test_prometheus_finds_nothing_to_say_about_the_metrics(pushed: Town) -> None:
    await (await pushed.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")).say("/menu")
    assert ran("promtool", "check", "metrics", told=(await asked(pushed, "/metrics"))[1]) == ""


async def metrics(town: Town) -> dict[str, float]:
    _, text = await asked(town, "/metrics")
    lines = [line.rpartition(" ") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


async def test_what_watches_works_without_a_webhook_too(settings: Settings) -> None:
    settings.http_port = free_port()
    async with a_town(settings, Clock(settings.zone, "PL", now=lambda: TUESDAY)) as here:
        assert await asked(here, "/readyz") == (200, "on duty")
        assert (await asked(here, "/telegram"))[0] == 404
        assert isinstance(here.app, App)
