"""Weekly status rounds: one per ISO week for the association, with an obligation for every commune that has
projects."""

from datetime import date, datetime, timedelta
from functools import cache

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import obligation
from models.db.base import is_new
from models.obligation import Matter, Obligation
from models.project.project import Project
from models.setting import Moments


class Round(SQLModel):
    """The round of one ISO week; its moments are fixed when it opens."""

    model_config = {"hide_input_in_errors": True}

    id: int = Column(default=None, primary_key=True)
    week: str = Column(unique=True)
    monday: date
    opened_at: datetime
    reminds_at: datetime
    reminds_again_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None

    @property
    def number(self) -> int:
        """The number of the ISO week."""
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def matter(self) -> Matter:
        """What communes owe in it: a matter with two reminders."""
        moments = self.reminds_at, self.reminds_again_at, self.closes_at
        return Matter(f"status:{self.week}", moments, _in_round(self.id))


@cache
def _in_round(round_id: int) -> sa.ColumnElement[bool]:
    return col(Obligation.round_id) == round_id


class StatusRound(Round, table=True):
    """A round as it is stored."""

    __tablename__ = "status_round"


def week_of(day: date) -> str:
    """The ISO week of a day: ``2026-W47``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(day: date) -> date:
    """The first day of the ISO week."""
    return day - timedelta(days=day.weekday())


async def of_week(session: AsyncSession, monday: date) -> StatusRound | None:
    """The round of the week that begins on this Monday."""
    return (await session.exec(select(StatusRound).where(StatusRound.week == week_of(monday)))).first()


async def with_id(session: AsyncSession, round_id: int) -> StatusRound | None:
    return await session.get(StatusRound, round_id)


async def of_number(session: AsyncSession, number: int) -> StatusRound | None:
    """The newest round of an ISO week with this number, of whatever year."""
    those = select(StatusRound).where(col(StatusRound.week).endswith(f"-W{number:02}"))
    return (await session.exec(those.order_by(col(StatusRound.week).desc()).limit(1))).first()


async def beside(session: AsyncSession, status_round: Round) -> tuple[StatusRound | None, StatusRound | None]:
    """The rounds before and after this one (one query)."""
    earlier = select(func.max(StatusRound.week)).where(StatusRound.week < status_round.week).scalar_subquery()
    later = select(func.min(StatusRound.week)).where(StatusRound.week > status_round.week).scalar_subquery()
    found = (await session.exec(select(StatusRound).where(col(StatusRound.week).in_([earlier, later])))).all()
    by_side = {other.week < status_round.week: other for other in found}
    return by_side.get(True), by_side.get(False)


async def current(session: AsyncSession) -> StatusRound | None:
    """The newest round while it is open; older ones are no longer answered, asked about or reminded of."""
    newest = await latest(session)
    return newest if newest is not None and newest.closed_at is None else None


async def latest(session: AsyncSession) -> StatusRound | None:
    """The newest round, open or closed."""
    return (await session.exec(select(StatusRound).order_by(col(StatusRound.week).desc()).limit(1))).first()


async def open_round(session: AsyncSession, *, monday: date, moments: Moments, now: datetime) -> StatusRound | None:
    """Opens the round of that week, with an obligation for every commune that has projects. None if there is one
    already, if it would be over by now, or if no commune has a project."""
    if now >= moments.closes or await of_week(session, monday) is not None:
        return None
    leading = select(Project.commune_id).where(col(Project.archived_at).is_(None)).distinct()
    communes = sorted((await session.exec(leading)).all())
    if not communes:
        return None
    new = StatusRound(
        week=week_of(monday), monday=monday, opened_at=now, reminds_at=moments.reminds,
        reminds_again_at=moments.reminds_again, closes_at=moments.closes,
    )  # fmt: skip
    # somebody else may be opening it at this moment
    if not await is_new(session, StatusRound, new.model_dump(exclude={"id"})):
        return None
    opened = await of_week(session, monday)
    assert opened is not None, "rounds are never deleted"  # noqa: S101
    await obligation.impose(session, communes, round_id=opened.id)
    return opened


# --- its end ----------------------------------------


async def over(session: AsyncSession, *, now: datetime) -> StatusRound | None:
    """The oldest round to close, because its time has come or a newer one has opened; or a closed one whose results are
    not told to all communes yet.

    Another process that looks for it waits for the end of this transaction.
    """
    newest = select(func.max(StatusRound.week)).scalar_subquery()
    untold = select(Obligation.round_id).where(~col(Obligation.result_told))
    is_open = col(StatusRound.closed_at).is_(None)
    is_due = (col(StatusRound.closes_at) <= now) | (col(StatusRound.week) < newest)
    statement = (
        select(StatusRound)
        .where((is_open & is_due) | (~is_open & col(StatusRound.id).in_(untold)))
        .order_by(StatusRound.week)
        .limit(1)
        .with_for_update(key_share=True)
    )
    return (await session.exec(statement)).first()


def close(status_round: StatusRound, *, now: datetime) -> None:
    """Answers after this moment are late."""
    status_round.closed_at = now
