"""PostgreSQL is stopped and started, as an upgrade of it or a crash does: nothing is lost, nothing is given up."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from bot import app as composition
from bot.app import App
from bot.demo.town import TOKEN, UNHURRIED, a_town
from bot.playground import Person
from bot.settings import Settings
from models.calendar import Clock
from models.database import AWAY, Database
from models.mail import outbox
from models.mail.inbox import InboxUpdate
from models.mail.outbox import State
from models.people.permission import Role
from tests import postgresql
from tests.conftest import TUESDAY, Town, on_postgresql
from tests.engine.test_courier import letters, tell
from tests.engine.test_webhook import is_pushed_to
from tests.ports import free_port
from tests.rows import certain

OUTAGE = 2.0

needs_a_server = pytest.mark.skipif(not postgresql.CAN_BE_STARTED, reason=postgresql.WHY_NOT_STARTED)


@pytest.fixture
def server() -> Iterator[postgresql.Server]:
    ours = postgresql.Server()
    ours.start()
    yield ours
    ours.remove()


@pytest.fixture
def own(server: postgresql.Server) -> Settings:
    """Settings of a bot whose database is on that server."""
    return Settings(_env_file=None, bot_token=TOKEN, database_url=server.address)


@pytest.fixture(params=["polled", "pushed"])
async def here(own: Settings, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    if request.param == "pushed":
        own.http_port = free_port()
        own.bot_webhook_url = f"http://127.0.0.1:{own.http_port}/telegram"
    async with a_town(own, Clock(own.zone, "PL", now=lambda: TUESDAY), scheduled=True) as town:
        if request.param == "pushed":
            await is_pushed_to(town)
        yield town


@needs_a_server
@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_it_outlives_its_database(
    here: Town, server: postgresql.Server, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody waits for long, and the operator reads when it was away."""
    people = [await here.meets(f"Osoba{number} Nowak", Role.SPECIALIST, "Skawina") for number in range(15)]
    here.world.settle, here.world.patience = None, 0
    for person in people[:5]:
        await person.say("/menu")
    await goes_away_and_comes_back(here, server, people[5:], mode)
    await all_are_answered(here, people)
    assert not here.app.broken.done()
    told = [record.getMessage() for record in caplog.records if "trouble with the database" in record.getMessage()]
    assert len(told) >= 2 and "over after" not in told[0] and "over after" in told[-1]


@needs_a_server
async def test_those_who_stand_by_outlive_it_too(own: Settings, server: postgresql.Server) -> None:
    """They are pushed to as well; afterwards one of them is on duty."""
    own.http_port = free_port()
    own.bot_webhook_url = f"http://127.0.0.1:{own.http_port}/telegram"
    clock = Clock(own.zone, "PL", now=lambda: TUESDAY)
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(a_town(own, clock))
        others: list[App] = []
        for _ in range(2):
            settings = own.model_copy(update={"http_port": free_port()})
            running = composition.running(settings, clock, scheduled=False, limits=UNHURRIED)
            others.append(await stack.enter_async_context(running))
            own.bot_webhook_url = f"http://127.0.0.1:{settings.http_port}/telegram"
        await is_pushed_to(here)
        hook = certain(here.world.updates.webhook)
        # to the last of them, which stands by
        hook.url = own.bot_webhook_url
        people = [await here.meets(f"Osoba{number} Nowak", Role.SPECIALIST, "Skawina") for number in range(8)]
        here.world.settle, here.world.patience = None, 0
        await goes_away_and_comes_back(here, server, people, "fast")
        await all_are_answered(here, people)
        assert not any(app.broken.done() for app in (here.app, *others))


async def goes_away_and_comes_back(here: Town, server: postgresql.Server, people: list[Person], mode: str) -> None:
    """While they write, and while something is owed."""
    owed = await here.meets("Jan Kowalski", Role.OFFICE)
    await tell(here.app, owed.id)
    await asyncio.to_thread(server.stop, mode)
    for person in people:
        await person.say("/menu")
    await asyncio.sleep(OUTAGE)
    await asyncio.to_thread(server.start)
    await owed.waits_for("Dzień dobry", 40)


async def all_are_answered(here: Town, people: list[Person]) -> None:
    for person in people:
        await person.waits_for("Menu", 40)
    async with asyncio.timeout(40):
        while here.world.updates.pending or await letters(here, State.QUEUED):
            await asyncio.sleep(0.05)
    assert {sum("Menu" in message.text for message in person.messages) for person in people} == {1}
    async with here.database.transaction() as session:
        updates = (await session.exec(select(InboxUpdate))).all()
    assert len(updates) == len(people)
    assert all(update.handled_at is not None and update.failure is None for update in updates)
    assert {letter.state for letter in await letters(here)} == {State.SENT}


@on_postgresql
async def test_whatever_keeps_from_connecting_is_known_as_that(settings: Settings) -> None:
    """The driver raises errors of its own there, many kinds of them."""
    url = sa.make_url(settings.database_url)
    for nowhere in (url.set(database="no_such_database"), url.set(port=free_port())):
        database = Database(nowhere.render_as_string(hide_password=False))
        with pytest.raises(AWAY):
            async with database.alone():
                pass
        with pytest.raises(AWAY) as raised:
            async with database.transaction() as session:
                await session.connection()
        assert not database.has_refused(raised.value)
        await database.close()


@on_postgresql
async def test_connections_that_the_server_has_ended_are_not_used_again(settings: Settings) -> None:
    """Not one of them, though nobody asks the server whether it is there."""
    here, other = Database(settings.database_url), Database(settings.database_url)
    async with here.engine.connect(), here.engine.connect() as connection:
        ended = asyncio.Event()
        driver: Any = (await connection.get_raw_connection()).driver_connection
        driver.add_termination_listener(lambda _: ended.set())
    async with other.engine.connect() as connection:
        await connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    await ended.wait()
    for _ in range(2):
        async with here.transaction() as session:
            assert await (await session.connection()).scalar(sa.text("SELECT 1")) == 1
    await here.close()
    await other.close()


@on_postgresql
async def test_who_hears_of_others_does_so_again_when_the_connection_has_ended(settings: Settings) -> None:
    here, other = Database(settings.database_url), Database(settings.database_url)
    told = asyncio.Event()

    async def is_told() -> None:
        async with asyncio.timeout(20):
            await told.wait()
        told.clear()

    async def does(sql: str) -> None:
        async with other.engine.begin() as connection:
            await connection.execute(sa.text(sql))

    async with here.heard("outbox", told.set):
        await is_told()
        await does(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
        await is_told()
        await does("NOTIFY outbox")
        await is_told()
    await here.close()
    await other.close()


async def test_it_stops_while_the_database_takes_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was sent and cannot be written down is sent again by the next one."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")

    async def refused(*_: Any) -> None:
        raise sa.exc.OperationalError("UPDATE", {}, OSError("away"))

    monkeypatch.setattr(outbox, "settle", refused)
    await tell(town.app, anna.id)
    await anna.waits_for("Dzień dobry")
    async with asyncio.timeout(30):
        await town.stop()
    monkeypatch.undo()
    await town.start()
    await town.settled()
    assert [letter.state for letter in await letters(town)] == [State.SENT]
