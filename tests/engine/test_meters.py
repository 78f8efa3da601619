"""What /metrics says of what waits, and that it waits behind nobody and asks little."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from markupsafe import Markup
from prometheus_client import generate_latest

from bot.conversation.outgoing import Message, Outgoing
from bot.demo.town import a_town
from bot.settings import Settings
from bot.timetable import Job, Timetable
from bot.updates.intake import MOMENT
from bot.updates.processor import FIRST_PAUSE
from models.calendar import Clock
from models.mail import inbox
from models.people.permission import Role
from tests.conftest import TUESDAY, Town, on_both_engines, on_sqlite
from tests.engine.test_webhook import metrics
from tests.ports import free_port
from tests.rows import telling


@pytest.fixture
async def watched(settings: Settings) -> Any:
    settings.http_port = free_port()
    async with a_town(settings, Clock(settings.zone, "PL", now=lambda: TUESDAY)) as here:
        yield here


@on_both_engines
async def test_it_counts_what_waits_while_somebody_writes(watched: Town) -> None:
    """A writer that takes its time is not waited for, and the number of questions does not grow with what there is."""
    anna = await watched.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.block()
    await watched.settled()
    watched.app.courier._claim = None
    asked: list[str] = []
    async with watched.database.transaction() as session:
        outgoing = Outgoing(session, watched.app.services, watched.clock.now() - timedelta(minutes=7))
        outgoing.write(anna.id, Message(Markup("Dzień dobry")))
        await outgoing.hand_in()
        await inbox.store(session, [(7, "{}"), (8, "{}")], now=outgoing.now)
    async with watched.database.transaction() as session:
        await inbox.store(session, [(9, "{}")], now=watched.clock.now())
        sa.event.listen(
            watched.database.engine.sync_engine, "before_cursor_execute", lambda *about: asked.append(about[2])
        )
        async with asyncio.timeout(20):
            found = await metrics(watched)
    assert found["obwarzanek_letters_waiting"] == 1 and found["obwarzanek_oldest_letter_seconds"] == 420
    assert (found["obwarzanek_updates_waiting"], found["obwarzanek_unreachable_people"]) == (2, 1)
    assert len([statement for statement in asked if statement.startswith("SELECT count")]) == 3


@on_sqlite
async def test_it_says_which_job_is_late(watched: Town) -> None:
    async def run(_voice: Outgoing) -> None:
        pass

    timetable = Timetable(watched.database, watched.app.services, [Job("tea", run, "makes tea")], posted=lambda: None)
    timetable.start()
    watched.clock.now = lambda: TUESDAY + timedelta(minutes=2)
    assert 'obwarzanek_job_late_seconds{job="tea"} 90.0' in generate_latest().decode()
    await timetable.tick()
    assert 'obwarzanek_job_late_seconds{job="tea"} 0.0' in generate_latest().decode()
    await timetable.finish(timedelta(seconds=1))
    assert "job_late_seconds{" not in generate_latest().decode()


@on_sqlite
async def test_turns_are_timed_from_the_receipt(watched: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the wait for what came before in the chat, for a place, and for the database that had to be asked again."""
    anna = await watched.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await watched.settled()
    before = await metrics(watched)
    take, refusals = inbox.take, [sa.exc.TimeoutError()]

    async def refused_once(*about: Any, **more: Any) -> bool:
        if refusals:
            raise refusals.pop()
        return await take(*about, **more)

    monkeypatch.setattr(inbox, "take", refused_once)
    monkeypatch.setattr(watched.app.intake._reception, "_places", places := asyncio.Semaphore(0))
    watched.world.settle, watched.world.patience = None, 0
    await anna.say("/menu")
    await anna.say("/pomoc")
    await asyncio.sleep(0.3)
    places.release()
    await asyncio.sleep(0.1)
    await watched.settled()
    after = await metrics(watched)
    name = 'obwarzanek_turn_seconds_{}{{kind="message"}}'
    count, seconds = (after[name.format(what)] - before.get(name.format(what), 0) for what in ("count", "sum"))
    # the second message may come with the poll after
    assert count == 2 and seconds > 2 * (0.3 + FIRST_PAUSE - MOMENT)


@on_sqlite
async def test_deliveries_are_timed_from_when_they_could_go(watched: Town) -> None:
    anna = await watched.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    before = await metrics(watched)
    await anna.say("/menu")
    async with telling(watched, TUESDAY - timedelta(hours=10)) as outgoing:
        # written at midnight for 3:00, it may go from 8:00 on; it is 10:00
        outgoing.write(anna.id, Message(Markup("Dzień dobry")), due=TUESDAY - timedelta(hours=7))
    await anna.waits_for("Dzień dobry")
    await watched.settled()
    after = await metrics(watched)

    def more(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert more('obwarzanek_delivery_seconds_count{awaited="yes"}') == 1
    assert more('obwarzanek_delivery_seconds_sum{awaited="no"}') == pytest.approx(7200)
