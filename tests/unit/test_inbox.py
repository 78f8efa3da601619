"""Rule 1 in the table of updates: each is taken once, whether it succeeds or fails, and what is not taken waits."""

from datetime import UTC, datetime

from models import inbox
from models.inbox import InboxUpdate
from tests.conftest import Town, on_both_engines

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
