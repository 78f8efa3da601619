"""Wrong invitation codes: how many each person has tried within the hour, and how long they are locked out.

A right code resets the count: whoever has one is let in anyway. ``invitation`` says what the limit means for the codes.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

AT_MOST = 20
WITHIN = LOCKED_FOR = timedelta(hours=1)


class CodeAttempt(SQLModel, table=True):
    """A wrong code, kept for an hour under the Telegram id, for strangers guess, too."""

    __tablename__ = "guess"

    id: int = Column(default=None, primary_key=True)
    telegram_id: int = Column(sa_type=sa.BigInteger, index=True)
    at: datetime = Column(index=True)


async def locked_for(session: AsyncSession, telegram_id: int, *, now: datetime) -> timedelta | None:
    """How long this person is still locked out; None if they may try a code."""
    tried = (await session.exec(select(CodeAttempt.at).where(CodeAttempt.telegram_id == telegram_id))).all()
    if len(tried) < AT_MOST:
        return None
    left = max(tried) + LOCKED_FOR - now
    return left if left > timedelta(0) else None


async def wrong(session: AsyncSession, telegram_id: int, *, now: datetime) -> timedelta | None:
    """Note a wrong code and forget those of more than an hour ago; return the lockout if this was one too many."""
    await session.exec(sa.delete(CodeAttempt).where(col(CodeAttempt.at) <= now - WITHIN))
    session.add(CodeAttempt(telegram_id=telegram_id, at=now))
    await session.flush()
    return await locked_for(session, telegram_id, now=now)


async def forget(session: AsyncSession, telegram_id: int) -> None:
    """Reset the count of a person who has brought a right code."""
    await session.exec(sa.delete(CodeAttempt).where(col(CodeAttempt.telegram_id) == telegram_id))
