"""Wrong invitation codes: who has tried how many within the hour, and for how long they may try none.

A code that is right sets the count back: who has one is let in anyway. What the limit means for the codes is said in
``invitation``.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

AT_MOST = 20
WITHIN = LOCKED_FOR = timedelta(hours=1)


class CodeAttempt(SQLModel, table=True):
    """A code that let nobody in; kept for an hour, by Telegram's number, for strangers guess too."""

    __tablename__ = "guess"

    id: int = Column(default=None, primary_key=True)
    telegram_id: int = Column(sa_type=sa.BigInteger, index=True)
    at: datetime = Column(index=True)


async def locked_for(session: AsyncSession, telegram_id: int, *, now: datetime) -> timedelta | None:
    """How long this person may still try no code; None for who may."""
    tried = (await session.exec(select(CodeAttempt.at).where(CodeAttempt.telegram_id == telegram_id))).all()
    if len(tried) < AT_MOST:
        return None
    left = max(tried) + LOCKED_FOR - now
    return left if left > timedelta(0) else None


async def wrong(session: AsyncSession, telegram_id: int, *, now: datetime) -> timedelta | None:
    """Note a wrong code, forget those before the hour; how long none may be tried, if it was one too many."""
    await session.exec(sa.delete(CodeAttempt).where(col(CodeAttempt.at) <= now - WITHIN))
    session.add(CodeAttempt(telegram_id=telegram_id, at=now))
    await session.flush()
    return await locked_for(session, telegram_id, now=now)


async def forget(session: AsyncSession, telegram_id: int) -> None:
    """The person has brought a code that is right."""
    await session.exec(sa.delete(CodeAttempt).where(col(CodeAttempt.telegram_id) == telegram_id))
