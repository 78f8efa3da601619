"""Two people do something at the same moment: the first is held between what it has done and its commit."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa

from bot.conversation.outgoing import Outgoing
from bot.conversation.turn import Turn
from bot.playground import Person as Phone
from bot.timetable import Job, Timetable
from bot.updates.router import Router
from models.database import Database
from tests.conftest import Town

PATIENCE = 10.0
WAITS = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND cardinality(pg_blocking_pids(pid)) > 0 AND query NOT LIKE 'INSERT INTO \"inbox\"%'"
)
"""But for the intake, which waits to store an update that is being handled."""
HANDLED = sa.text("SELECT count(*) FROM inbox WHERE handled_at IS NOT NULL")


@dataclass
class Held:
    """What one person does: done, but not committed before ``goes_on``."""

    is_done: asyncio.Event = field(default_factory=asyncio.Event)
    goes_on: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def holding(who: Phone | None) -> AsyncIterator[Held]:
    """The next Turn of this person, or a job, is held when it has done its work; Turns of others do nothing before."""
    held, hand_in, handle = Held(), Outgoing.hand_in, Router.handle

    def is_it(outgoing: Outgoing) -> bool:
        chat = outgoing.person.telegram_id if isinstance(outgoing, Turn) else None
        return chat == (who.id if who is not None else None)

    async def hand_in_and_wait(outgoing: Outgoing) -> None:
        await hand_in(outgoing)
        if is_it(outgoing) and not held.is_done.is_set():
            await outgoing.session.flush()
            held.is_done.set()
            await held.goes_on.wait()

    async def wait_and_handle(router: Router, turn: Turn[Any]) -> None:
        if not is_it(turn):
            await held.is_done.wait()
        await handle(router, turn)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Outgoing, "hand_in", hand_in_and_wait)
        patch.setattr(Router, "handle", wait_and_handle)
        try:
            yield held
        finally:
            held.goes_on.set()


@asynccontextmanager
async def holding_before(module: Any, name: str) -> AsyncIterator[Held]:
    """Whoever calls this first is held there: they have read and will write."""
    held, real = Held(), getattr(module, name)

    async def wait_first(*arguments: Any, **options: Any) -> Any:
        if not held.is_done.is_set():
            held.is_done.set()
            await held.goes_on.wait()
        return await real(*arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, wait_first)
        try:
            yield held
        finally:
            held.goes_on.set()


async def waits_or_is_handled(database: Database, handled: int) -> bool:
    """Wait until somebody waits for a lock, or so many updates are handled; whether somebody waits."""
    async with asyncio.timeout(PATIENCE), database.engine.connect() as connection:
        while True:
            if await connection.scalar(WAITS):
                return True
            if await connection.scalar(HANDLED) >= handled:
                return False
            await connection.rollback()
            await asyncio.sleep(0.002)


@asynccontextmanager
async def two_processes(town: Town, jobs: Sequence[Job]) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """What lets two processes run these jobs at once, each three times."""
    other = Database(town.settings.database_url)
    both = [Timetable(db, town.app.services, jobs, posted=town.app.courier.look) for db in (town.database, other)]

    async def tick() -> None:
        await asyncio.gather(*(timetable.tick() for timetable in both * 3))
        await town.settled()

    yield tick
    await other.close()


def tapping(who: Phone, label: str) -> Callable[[], object]:
    """A tap on the newest button whose label contains this."""
    message, data = next(
        (message, button["callback_data"])
        for message in who.messages[::-1]
        for row in message.buttons
        for button in row
        if label in button["text"]
    )
    return lambda: who.world.tap(who.user, message, data)


async def at_once(town: Town, first: Phone, label: str, second: Phone, its_label: str) -> None:
    """The first taps; the second taps before that is committed, on PostgreSQL alone."""
    does, then = tapping(first, label), tapping(second, its_label)
    async with holding(first) as held:
        async with town.database.engine.connect() as connection:
            handled = await connection.scalar(HANDLED)
        does()
        then()
        await held.is_done.wait()
        await waits_or_is_handled(town.database, handled + 1)
    await town.settled()
