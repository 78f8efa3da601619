"""Rule 1 in the table of updates: each is taken once, whether it succeeds or fails, and what is not taken waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from models.database import Database
from models.mail import inbox
from models.mail.inbox import InboxUpdate
from tests.conftest import Town, on_both_engines, on_postgresql

CHAT = 1000
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@on_both_engines
async def test_what_is_stored_waits_in_telegrams_order_until_it_is_taken(town: Town) -> None:
    async with town.database.transaction() as session:
        await inbox.store(session, [(12, "c"), (10, "a"), (11, "b")], now=NOW)
        assert await inbox.waiting(session) == [(10, "a"), (11, "b"), (12, "c")]
        assert await inbox.content(session, 11) == "b"
        assert await inbox.take(session, 11, CHAT, now=NOW)
    async with town.database.transaction() as session:
        assert await inbox.waiting(session) == [(10, "a"), (12, "c")]
        taken = await session.get_one(InboxUpdate, 11)
        assert (taken.handled_at, taken.content, taken.failure) == (NOW, None, None)


@on_both_engines
async def test_an_update_is_taken_once_stored_or_not(town: Town) -> None:
    async with town.database.transaction() as session:
        assert await inbox.take(session, 10, CHAT, now=NOW)
        assert not await inbox.take(session, 10, CHAT, now=NOW)
        await inbox.store(session, [(10, "again")], now=NOW)
        assert await inbox.waiting(session) == []
        assert not await inbox.take(session, 10, CHAT, now=NOW)


@on_both_engines
async def test_an_update_fails_once_and_only_if_it_was_not_handled(town: Town) -> None:
    async with town.database.transaction() as session:
        assert await inbox.fail(session, 10, CHAT, reference="A7K2", now=NOW)
        assert not await inbox.fail(session, 10, CHAT, reference="B8L3", now=NOW)
        assert await inbox.take(session, 11, CHAT, now=NOW)
        assert not await inbox.fail(session, 11, CHAT, reference="C9M4", now=NOW)
    async with town.database.transaction() as session:
        failed, handled = await session.get_one(InboxUpdate, 10), await session.get_one(InboxUpdate, 11)
        assert (failed.handled_at, failed.failure) == (NOW, "A7K2")
        assert (handled.handled_at, handled.failure) == (NOW, None)


# --- by several processes ----------------------------------------


@asynccontextmanager
async def another_process(town: Town) -> AsyncIterator[Database]:
    database = Database(town.settings.database_url)
    yield database
    await database.close()


async def takes(database: Database, update_id: int, chat_id: int = CHAT) -> bool:
    """A Turn of its own."""
    async with database.transaction() as session:
        return await inbox.take(session, update_id, chat_id, now=NOW)


@on_postgresql
async def test_a_chat_is_handled_by_one_process_at_a_time(town: Town) -> None:
    """What comes next in it waits in the other process, another chat does not."""
    async with another_process(town) as other:
        async with town.database.transaction() as session:
            assert await inbox.take(session, 10, CHAT, now=NOW)
            next_one, again = asyncio.create_task(takes(other, 11)), asyncio.create_task(takes(other, 10))
            assert await takes(other, 12, CHAT + 1)
            done, _ = await asyncio.wait([next_one, again], timeout=0.3)
            assert not done
        assert await next_one and not await again


@on_postgresql
async def test_what_a_process_froze_over_another_takes(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is silent in its transaction for too long; when it thaws, nothing of what it did stands."""
    monkeypatch.setattr("models.database.SILENCE", 0.3)
    async with another_process(town) as frozen:
        with pytest.raises(DBAPIError):
            async with frozen.transaction() as session:
                assert await inbox.take(session, 10, CHAT, now=NOW)
                assert await takes(town.database, 10), "as soon as the frozen one has lost its hold of the chat"
                await inbox.store(session, [(11, "{}")], now=NOW)
    async with town.database.transaction() as session:
        assert await inbox.waiting(session) == []
