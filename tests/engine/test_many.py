"""Two processes behind one webhook: the answers of a chat in their order, one that is cut off makes room, and nobody
works on a database that was moved away from."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa
from pydantic import SecretStr
from telegram.error import NetworkError

from bot import app as composition
from bot.delivery import courier
from bot.demo.town import TOKEN, UNHURRIED
from bot.ops.web import HEADER
from bot.settings import Settings
from bot.updates.webhook import secret_of
from models import setting
from models.database import Database
from models.people.permission import Role
from models.setting import MovedError
from tests.conftest import TUESDAY, Town, on_both_engines, on_postgresql
from tests.engine.test_courier import tell
from tests.engine.test_webhook import pushed as pushed
from tests.engine.test_webhook import said
from tests.ports import free_port


async def push(port: int, secret: str, update: dict[str, Any]) -> int:
    url = f"http://127.0.0.1:{port}/telegram"
    async with (
        aiohttp.ClientSession(headers={HEADER: secret}) as http,
        http.post(url, data=json.dumps(update)) as taken,
    ):
        return taken.status


@on_postgresql
async def test_a_chat_is_answered_in_order_whichever_process_has_the_turn(pushed: Town) -> None:
    """The first of two is pushed to the one that stands by, the second to the one that sends."""
    anna = await pushed.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    secret, port = secret_of(pushed.settings.token), free_port()
    settings = pushed.settings.model_copy(update={"http_port": port})
    async with composition.running(settings, pushed.clock, scheduled=False, limits=UNHURRIED):
        for number in range(0, 12, 2):
            first = {"update_id": number, "message": said(anna, "/menu")}
            second = {"update_id": number + 1, "message": said(anna, "/pomoc")}
            assert await push(port, secret, first) == 200
            assert await push(pushed.settings.port or 0, secret, second) == 200
        async with asyncio.timeout(20):
            while len(anna.messages) < 12:
                await asyncio.sleep(0.01)
    menus = ["Menu" in message.text for message in anna.messages]
    assert menus == [True, False] * 6


@on_postgresql
async def test_who_is_cut_off_from_telegram_lets_another_send(
    pushed: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(courier, "CUT_OFF", 0.5)
    people = [await pushed.meets(f"Osoba{number} Nowak", Role.SPECIALIST, "Skawina") for number in range(6)]

    async def nowhere(*_: Any, **__: Any) -> None:
        raise NetworkError("cut off")

    settings = pushed.settings.model_copy(update={"http_port": free_port()})
    async with composition.running(settings, pushed.clock, scheduled=False, limits=UNHURRIED) as other:
        monkeypatch.setattr(pushed.app.bot.request, "exchange", nowhere)
        await tell(pushed.app, *(person.id for person in people))
        for person in people:
            await person.waits_for("Dzień dobry")
        assert not pushed.app.broken.done() and not other.broken.done()
    assert {len(person.messages) for person in people} == {1}
    assert "another process shall try" in caplog.text


@on_postgresql
async def test_who_stands_by_keeps_the_database_from_being_moved(pushed: Town) -> None:
    port = free_port()
    settings = pushed.settings.model_copy(update={"http_port": port})
    mover = Database(pushed.settings.database_url)
    async with composition.running(settings, pushed.clock, scheduled=False, limits=UNHURRIED):
        await pushed.stop()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2), mover.deserted():
                pass
    async with asyncio.timeout(10), mover.deserted():
        assert await mover.is_at_work()
    await mover.close()
    await pushed.start()


@on_both_engines
async def test_who_starts_where_all_was_moved_away_takes_nothing(settings: Settings) -> None:
    """Not even for a moment: it says so and ends."""
    settings.bot_token, settings.http_port = SecretStr(TOKEN), free_port()
    settings.bot_webhook_url = f"http://127.0.0.1:{settings.http_port}/telegram"
    database = await composition.prepare(settings)
    async with database.transaction() as session:
        await setting.note_move(session, to="postgresql://elsewhere", now=TUESDAY)
    with pytest.raises(MovedError, match="elsewhere"):
        async with composition.running(settings):
            pass
    await database.close()


@on_postgresql
async def test_what_is_pushed_while_all_is_moved_away_is_left_with_telegram(pushed: Town) -> None:
    """It waits until the move has ended, and then is not taken."""
    anna = await pushed.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    secret, port = secret_of(pushed.settings.token), pushed.settings.http_port or 0
    update = {"update_id": 7, "message": said(anna, "/menu")}
    mover = Database(pushed.settings.database_url)
    async with mover.transaction() as session:
        await session.exec(sa.text("LOCK TABLE inbox IN SHARE ROW EXCLUSIVE MODE"))  # type: ignore[call-overload]
        pushing = asyncio.create_task(push(port, secret, update))
        await asyncio.sleep(0.5)
        assert not pushing.done()
        await setting.note_move(session, to="postgresql://elsewhere", now=TUESDAY)
    assert await pushing == 503
    await mover.close()
