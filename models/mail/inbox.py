"""Received updates: each is stored or handled before it is confirmed to Telegram, and handled exactly once (rule 1)."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import setting
from models.db.base import insert_new, insertion, partial
from models.db.prepared import Prepared


class InboxUpdate(SQLModel, table=True):
    """An update under Telegram's own number; its content is dropped once it is handled."""

    __tablename__ = "inbox"

    update_id: int = Column(sa_type=sa.BigInteger, primary_key=True)
    content: str | None = None
    received_at: datetime
    handled_at: datetime | None = None
    failure: str | None = None

    __table_args__ = (
        partial("ix_inbox_waiting", "update_id", where=sa.text("handled_at IS NULL")),
        partial("ix_inbox_handled", "handled_at", where=sa.text("handled_at IS NOT NULL")),
    )


async def store(session: AsyncSession, updates: Sequence[tuple[int, str]], *, now: datetime) -> None:
    """Keep updates (number, JSON) whose Turn has not been committed yet."""
    rows = [{"update_id": number, "content": content, "received_at": now} for number, content in updates]
    await insert_new(session, InboxUpdate, rows)


async def take(session: AsyncSession, update_id: int, chat_id: int, *, now: datetime) -> bool:
    """Mark the update as handled, stored or not; False if it was already. This is a Turn's first statement: it locks.

    On PostgreSQL it also locks the chat, so that no other process handles the chat's updates meanwhile. MovedError if
    the data have been moved to another database.
    """
    row = {"update_id": update_id, "received_at": now, "handled_at": now}
    if session.get_bind().dialect.name == "postgresql":
        taken: Any = await session.exec(_TAKE_AND_HOLD, params={**row, "chat_id": chat_id})
        if taken.rowcount == 0:
            await setting.insist_on_not_moved(session)
        return bool(taken.rowcount == 1)
    return await _take().run(session, [row]) == 1


_TABLE: sa.Table = InboxUpdate.__table__  # type: ignore[attr-defined]
_TAKE_AND_HOLD: Any = sa.text(
    "WITH chat AS MATERIALIZED (SELECT pg_advisory_xact_lock(:chat_id)) "
    "INSERT INTO inbox (update_id, received_at, handled_at) SELECT :update_id, :received_at, :handled_at FROM chat "
    "WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'moved') "
    "ON CONFLICT (update_id) DO UPDATE SET handled_at = excluded.handled_at, content = NULL "
    "WHERE inbox.handled_at IS NULL"
).bindparams(
    sa.bindparam("chat_id", type_=sa.BigInteger),
    sa.bindparam("update_id", type_=sa.BigInteger),
    sa.bindparam("received_at", type_=_TABLE.c.received_at.type),
    sa.bindparam("handled_at", type_=_TABLE.c.received_at.type),
)


@cache
def _take() -> Prepared:
    return insertion(
        InboxUpdate,
        ("update_id", "received_at", "handled_at"),
        "(update_id) DO UPDATE SET handled_at = excluded.handled_at, content = NULL WHERE inbox.handled_at IS NULL",
    )


async def fail(session: AsyncSession, update_id: int, chat_id: int, *, reference: str, now: datetime) -> bool:
    """Mark the update as failed; ``reference`` leads to the cause in the log."""
    if not await take(session, update_id, chat_id, now=now):
        return False
    row = await session.get_one(InboxUpdate, update_id)
    row.failure = reference
    return True


async def content(session: AsyncSession, update_id: int) -> str:
    """The content of an update that is not handled yet."""
    return (await session.get_one(InboxUpdate, update_id)).content or ""


class Left(Struct, frozen=True):
    """The number of updates stored but not handled, and when the oldest of them came."""

    count: int
    since: datetime | None


async def left(session: AsyncSession) -> Left:
    """Count the updates that wait."""
    statement = select(sa.func.count(), sa.func.min(_TABLE.c.received_at)).where(sa.text("handled_at IS NULL"))
    return Left(*(await session.exec(statement.select_from(_TABLE))).one())


async def failures(session: AsyncSession, *, since: datetime) -> list[str]:
    """The references of updates that failed, the latest first."""
    statement = (
        select(col(InboxUpdate.failure))
        .where(col(InboxUpdate.handled_at) >= since, col(InboxUpdate.failure).is_not(None))
        .order_by(col(InboxUpdate.handled_at).desc())
    )
    return [reference for reference in (await session.exec(statement)).all() if reference]


async def waiting(session: AsyncSession) -> list[tuple[int, str]]:
    """Updates stored but not handled yet, in Telegram's order."""
    statement = (
        select(InboxUpdate.update_id, InboxUpdate.content)
        .where(col(InboxUpdate.handled_at).is_(None))
        .order_by(col(InboxUpdate.update_id))
    )
    return [(number, content or "") for number, content in (await session.exec(statement)).all()]
