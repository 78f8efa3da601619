"""The day of a forum: when the Office is told who comes, and when it is asked who came."""

from datetime import datetime, time, timedelta
from enum import StrEnum, auto

from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models.calendar import WORK_BEGINS, Clock
from models.forum.forum import LONGEST, Forum, ForumView, called_where

TIME_TO_PRINT = timedelta(hours=2)
"""For a forum that begins sooner than this after eight, the Office is told on the working day before."""
AFTERNOON = time(15)
AHEAD = timedelta(days=10)
"""No row of days off is longer."""
AFTERWARDS = timedelta(days=3)
"""Time in which news missed while the bot was down is still sent."""


class What(StrEnum):
    """What the Office is told."""

    WHO_COMES = auto()
    WHO_CAME = auto()


def told_at(starts_at: datetime, clock: Clock) -> datetime:
    """When the Office is told who comes: at eight on the day, or in the afternoon of the last working day before."""
    day = clock.local(starts_at).date()
    at = clock.at(day, WORK_BEGINS)
    if clock.is_working_day(day) and at + TIME_TO_PRINT <= starts_at:
        return at
    return clock.at(clock.working_days_from(day, -1), AFTERNOON)


def due(forum: Forum, now: datetime, clock: Clock) -> What | None:
    """What to tell now, if anything; of a forum called after that time, only the end."""
    if forum.cancelled_at is not None or forum.sent_at is None:
        return None
    if forum.ends_at <= now < forum.ends_at + AFTERWARDS:
        return What.WHO_CAME
    return What.WHO_COMES if forum.sent_at < told_at(forum.starts_at, clock) <= now < forum.starts_at else None


def subject(forum: Forum, what: What) -> str:
    """The subject of the message; if the forum is moved, it is told anew."""
    return f"forum:{forum.id}:{what}:{forum.starts_at.isoformat()}"


async def around(session: AsyncSession, *, now: datetime) -> list[ForumView]:
    """Forums that begin or began within some days and were not called off (one query)."""
    is_near = Forum.starts_at > now - LONGEST - AFTERWARDS, Forum.starts_at < now + AHEAD
    return await called_where(session, *is_near, col(Forum.cancelled_at).is_(None), locked=False)
