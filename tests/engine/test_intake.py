"""Rule 1: one update, one Turn, one transaction; nothing confirmed before it is safe."""

import asyncio
import json
import time
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import Bot
from telegram.error import RetryAfter

from bot import app
from bot.delivery.transport import call
from bot.playground import Fault
from bot.updates import intake
from bot.updates.processor import Processor
from models.mail import inbox
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter, State
from models.people.permission import Role
from models.status import answer
from tests.conftest import WARSAW, Town, on_postgresql
from tests.rows import every

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)


async def in_inbox(town: Town) -> list[InboxUpdate]:
    return await every(town, select(InboxUpdate))


async def test_a_redelivered_update_has_no_second_effect(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/menu")
    anna.sees("Menu")
    [handled] = await in_inbox(town)
    assert handled.handled_at is not None and handled.content is None
    async with town.database.transaction() as session:
        assert not await inbox.take(session, handled.update_id, anna.id, now=town.clock.now())


async def test_a_lost_confirmation_has_no_second_effect(town: Town) -> None:
    """Telegram redelivers when the poll that would confirm does not arrive."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.server.faults.add(Fault("reset_before", method="getUpdates", times=3))
    for _ in range(3):
        await anna.say("/menu")
    await town.settled()
    assert sum("Menu" in message.text for message in anna.messages) == 3


async def test_who_has_nothing_to_do_waits_at_telegram(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    polls: list[str] = []

    async def counted(bot: Bot, method: str, *arguments: Any, **options: Any) -> Any:
        polls.append(method)
        return await call(bot, method, *arguments, **options)

    monkeypatch.setattr(intake, "call", counted)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/menu")
    await asyncio.sleep(0.5)
    assert 0 < len(polls) <= 3


async def test_telegram_is_left_alone_for_as_long_as_it_asks(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[float] = []
    again: list[float] = []

    async def noted(bot: Bot, method: str, *arguments: Any, **options: Any) -> Any:
        if refused:
            again.append(time.monotonic())
        try:
            return await call(bot, method, *arguments, **options)
        except RetryAfter:
            refused.append(time.monotonic())
            raise

    monkeypatch.setattr(intake, "call", noted)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.server.faults.once("429", method="getUpdates", seconds=2)
    await anna.say("/menu")
    async with asyncio.timeout(20):
        while not again:
            await asyncio.sleep(0.05)
    assert again[0] - refused[0] >= 2


async def test_what_was_stored_but_not_handled_is_handled_after_a_restart(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.stop()
    update = {
        "update_id": 900_000,
        "message": {
            "message_id": 7, "date": 1_795_000_000, "text": "/menu",
            "chat": {"id": anna.id, "type": "private", "first_name": "Anna"},
            "from": {"id": anna.id, "is_bot": False, "first_name": "Anna", "language_code": "pl"},
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        },
    }  # fmt: skip
    database = await app.prepare(town.settings, town.clock)
    async with database.transaction() as session:
        await inbox.store(session, [(900_000, json.dumps(update))], now=town.clock.now())
    await database.close()
    await town.start()
    await anna.waits_for("Menu")
    await town.settled()
    assert all(row.handled_at is not None for row in await in_inbox(town))


async def test_one_slow_chat_holds_up_no_other(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anna's Turn hangs; Jan is answered; hers is in the inbox and not lost when the process stops."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    handle, hangs = Processor.handle, asyncio.Event()

    async def slow_for_anna(self: Processor, update: object) -> None:
        if update.effective_user.id == anna.id:  # type: ignore[attr-defined]
            await hangs.wait()
        await handle(self, update)  # type: ignore[arg-type]

    monkeypatch.setattr(Processor, "handle", slow_for_anna)
    town.world.settle = None
    town.world.patience = 0.3
    await anna.say("/menu")
    await jan.say("/menu")
    await jan.waits_for("Menu")
    anna.sees_nothing()
    async with asyncio.timeout(20):
        while not any(row.content for row in await in_inbox(town)):
            await asyncio.sleep(0.02)
    monkeypatch.undo()
    await town.restart()
    await anna.waits_for("Menu")


async def test_a_database_that_refuses_is_asked_ever_more_rarely(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The update is handled as soon as it takes it."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    handle, attempts = Processor.handle, list[float]()

    async def refused_at_first(self: Processor, update: Any) -> None:
        attempts.append(asyncio.get_running_loop().time())
        if len(attempts) <= 4:
            raise OperationalError("COMMIT", {}, Exception("disk I/O error"))
        await handle(self, update)

    monkeypatch.setattr(Processor, "handle", refused_at_first)
    await anna.say("/menu")
    anna.sees("Menu")
    pauses = [later - earlier for earlier, later in pairwise(attempts)]
    assert len(pauses) == 4
    assert all(longer > 1.3 * pause for pause, longer in pairwise(pauses))


async def test_a_chat_is_handled_in_order(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.world.settle = None
    town.world.patience = 0
    for word in ("/menu", "/pomoc", "/nieznane", "cokolwiek"):
        await anna.say(word)
    await town.settled()
    texts = [message.text[:12] for message in anna.messages if message.sender is not anna.user]
    assert [text.split()[0] for text in texts] == ["Menu", "Obwarzanek:", "Nie", "Wybierz"]


async def test_a_failing_handler_leaves_nothing_and_tells_the_person(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    await town.move_to(FRIDAY)
    await anna.tap("✏️ Wypełnij")
    await anna.tap("Trasa")
    await anna.tap("🟢")
    real = answer.submit

    async def half_done(session: object, *arguments: object, **options: object) -> object:
        await real(session, *arguments, **options)  # type: ignore[arg-type]
        raise RuntimeError("the cause")

    monkeypatch.setattr(answer, "submit", half_done)
    await anna.tap("✅ Wyślij")
    reference = anna.sees("podaj Biuru numer").text.split("numer ")[1].rstrip(".")
    anna.sees_toast("Nie udało się, nic się nie zapisało.")
    assert reference in caplog.text and "the cause" in caplog.text
    async with town.database.transaction() as session:
        assert (await session.exec(sa.text("SELECT count(*) FROM status_answer"))).scalar() == 0  # type: ignore[call-overload]
    [failed] = [row for row in await in_inbox(town) if row.failure]
    assert failed.failure == reference
    monkeypatch.undo()
    await anna.tap("✅ Wyślij")
    anna.sees("Zapisano ✅")


async def test_no_words_of_people_and_no_token_in_the_log(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("INFO")
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("tajne słowa")
    await anna.start("tajny-kod")
    assert "tajn" not in caplog.text and town.settings.token not in caplog.text


async def test_outbox_and_effect_are_one(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/menu")
    assert (await every(town, select(Letter).where(Letter.state == State.QUEUED))) == []


async def test_an_update_that_cannot_be_read_stays_in_the_inbox_and_holds_up_nobody(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    """One with a field missing: the library raises; a later version of it may know better."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.world.updates.push("message", {"text": "bez nadawcy, czatu i daty"})
    await anna.say("/menu")
    await anna.waits_for("Menu")
    await town.restart()
    await anna.say("/zespol")
    await anna.waits_for("Zespół")
    [unread] = [row for row in await in_inbox(town) if row.handled_at is None]
    assert unread.content is not None and "bez nadawcy" in unread.content
    assert caplog.text.count("cannot be read and is left in the inbox") == 2


async def test_two_who_do_the_same_at_once_are_not_told_to_wait(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database takes the first; the second tries again and sees what is there."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    take, refusals = inbox.take, iter([True])

    async def taken_at_the_second_try(session: AsyncSession, *arguments: Any, **options: Any) -> bool:
        if next(refusals, False):
            await session.exec(sa.text("INSERT INTO commune (name) VALUES ('Skawina')"))  # type: ignore[call-overload]
        return await take(session, *arguments, **options)

    monkeypatch.setattr(inbox, "take", taken_at_the_second_try)
    await anna.say("/menu")
    await anna.waits_for("Menu")
    anna.sees_not("czeka")


async def test_a_token_that_is_revoked_is_named(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    town.world.token = "110:another-token"  # noqa: S105
    town.world.updates.release()
    async with asyncio.timeout(20):
        while "BOT_TOKEN" not in caplog.text:
            await asyncio.sleep(0.01)


async def test_a_turn_that_outlasts_the_claim_silences_no_chat(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends when the claim was lost and had again, and what waited was looked up anew."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.world.settle, town.world.patience = None, 0
    handle, ends, begun = Processor.handle, asyncio.Event(), asyncio.Event()

    async def slow(self: Processor, update: Any) -> None:
        await handle(self, update)
        begun.set()
        await ends.wait()

    monkeypatch.setattr(Processor, "handle", slow)
    await anna.say("/menu")
    await begun.wait()
    await town.app.intake.recover()
    ends.set()
    await anna.waits_for("Menu")
    await anna.say("/pomoc")
    await anna.waits_for("Twój tydzień")
    await town.settled()


@on_postgresql
async def test_a_backlog_waits_for_the_database_and_is_not_given_up(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More chats than connections, each for longer than a connection is waited for."""
    open_turn = Processor._open

    async def slow(self: Processor, *arguments: Any) -> Any:
        await asyncio.sleep(0.3)
        return await open_turn(self, *arguments)

    monkeypatch.setattr(town.database.engine.sync_engine.pool, "_timeout", 0.5)
    monkeypatch.setattr(Processor, "_open", slow)
    people = [await town.meets(f"Osoba{number} Nowak", Role.SPECIALIST, "Skawina") for number in range(40)]
    town.world.settle, town.world.patience = None, 0
    for person in people:
        await person.say("/menu")
    for person in people:
        await person.waits_for("Menu")
    assert {len(person.messages) - 1 for person in people} == {1}, "nobody is told to wait"
    assert not any(row.failure for row in await in_inbox(town))
