"""When each job last ended well, for those who watch: written down by the process that runs them, once a minute."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import insert_new
from models.db.prepared import Prepared

LATE = timedelta(minutes=10)
"""A job that has not ended well for so long, or for three of its intervals, is late."""
INTERVALS = 3


class JobRun(SQLModel, table=True):
    """A job of the timetable."""

    __tablename__ = "job_run"

    name: str = Column(primary_key=True)
    every_seconds: float
    finished_at: datetime
    """When it last ended well; before the first time, when it came into the timetable."""
    failed_since: datetime | None = None

    def late_at(self, *, watched_since: datetime) -> datetime:
        """From when on it is late, if it does not end well before; before then nobody ran it."""
        allowed = max(LATE, INTERVALS * timedelta(seconds=self.every_seconds))
        return max(self.finished_at, watched_since) + allowed


_TABLE: sa.Table = JobRun.__table__  # type: ignore[attr-defined]


async def plan(session: AsyncSession, every: Mapping[str, timedelta], *, now: datetime) -> None:
    """These are the jobs of the timetable, and no others."""
    rows = [
        {"name": name, "every_seconds": interval.total_seconds(), "finished_at": now}
        for name, interval in sorted(every.items())
    ]
    await insert_new(session, JobRun, rows)
    await session.exec(sa.delete(JobRun).where(col(JobRun.name).not_in(list(every))))


async def note(
    session: AsyncSession, *, finished: Mapping[str, datetime], failed_since: Mapping[str, datetime]
) -> None:
    """Write down which jobs ended well, and which do not any more."""
    # in the order of their names: two processes would wait for each other otherwise
    await _finished().run(session, [{"of_name": n, "finished_at": at} for n, at in sorted(finished.items())])
    await _failed().run(session, [{"of_name": n, "since": at} for n, at in sorted(failed_since.items())])


@cache
def _finished() -> Prepared:
    at: sa.BindParameter[datetime] = sa.bindparam("finished_at", type_=_TABLE.c.finished_at.type)
    return Prepared(_of_name().values(finished_at=at, failed_since=sa.null()))


@cache
def _failed() -> Prepared:
    since: sa.BindParameter[datetime] = sa.bindparam("since", type_=_TABLE.c.finished_at.type)
    return Prepared(_of_name().values(failed_since=sa.func.coalesce(_TABLE.c.failed_since, since)))


def _of_name() -> sa.Update:
    return sa.update(_TABLE).where(_TABLE.c.name == sa.bindparam("of_name"))


async def all_runs(session: AsyncSession) -> Sequence[JobRun]:
    """Every job of the timetable."""
    return (await session.exec(select(JobRun).order_by(col(JobRun.name)))).all()
