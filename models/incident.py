"""What goes wrong at present and was told to the Office: from when it began until it is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import insert_new, insertion
from models.setting import Setting

ASLEEP = timedelta(minutes=5)
"""Nobody has watched for so long: nothing ran meanwhile, so nothing is late yet."""


class Incident(SQLModel, table=True):
    """Something that goes wrong: ``outbox``, or ``job:`` with the name of one."""

    name: str = Column(primary_key=True)
    since: datetime


async def all_incidents(session: AsyncSession) -> Sequence[Incident]:
    """What goes wrong now."""
    return (await session.exec(select(Incident).order_by(col(Incident.name)))).all()


async def begin(session: AsyncSession, name: str, *, since: datetime) -> Incident:
    """It goes wrong from now on; another process may have said so a moment ago, and its word stands."""
    await insert_new(session, Incident, [{"name": name, "since": since}])
    return (await session.exec(select(Incident).where(Incident.name == name))).one()


async def end(session: AsyncSession, incident: Incident) -> None:
    """It is over."""
    await session.exec(sa.delete(Incident).where(col(Incident.name) == incident.name))


class Watch(Struct, frozen=True):
    """Since when somebody has watched without a pause, and when they last did."""

    since: datetime
    at: datetime


async def last_watch(session: AsyncSession) -> Watch | None:
    """What is known of it; None where nobody has watched yet."""
    row = await session.get(Setting, "watch")
    return Watch(*(datetime.fromisoformat(row.value[name]) for name in ("since", "at"))) if row is not None else None


async def watched_since(session: AsyncSession, *, now: datetime) -> datetime:
    """Since when somebody has watched without a pause; it is being watched now."""
    last = await last_watch(session)
    since = min(now, last.since) if last is not None and now - last.at <= ASLEEP else now
    value = {"since": since.isoformat(), "at": now.isoformat()}
    upsert = insertion(Setting, ("name", "value"), "(name) DO UPDATE SET value = excluded.value")
    await upsert.run(session, [{"name": "watch", "value": value}])
    return since
