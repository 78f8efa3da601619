"""People who can't be reached, because they blocked the bot or deleted their account, and since when."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import bulk
from models.people.person import Person


async def mark(session: AsyncSession, telegram_id: int, *, now: datetime) -> None:
    """Note that Telegram takes no messages for this person; the time of the first refusal is kept."""
    reached = sa.update(Person).where(col(Person.telegram_id) == telegram_id, col(Person.unreachable_since).is_(None))
    await bulk(session, reached.values(unreachable_since=now))


async def count(session: AsyncSession) -> int:
    """Count the people who can't be reached."""
    return (
        await session.exec(select(sa.func.count(col(Person.id))).where(col(Person.unreachable_since).is_not(None)))
    ).one()
