"""What has become of milestones within some time: put off, overdue, reached."""

from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.some import Counted, Some, some
from models.people.commune import Commune
from models.project.project import Milestone, MilestoneMove, Project

_MOVES: sa.Table = MilestoneMove.__table__  # type: ignore[attr-defined]


class PutOff(Struct, frozen=True):
    """A milestone that was given another day; how often it has been by then."""

    commune: str
    project: str
    milestone: str
    before: date
    after: date
    times: int

    @property
    def days(self) -> int:
        """By how many days; fewer than none where it is to be reached earlier."""
        return (self.after - self.before).days


class Overdue(Struct, frozen=True):
    """A milestone that should have been reached."""

    commune: str
    project: str
    milestone: str
    due: date


class Reached(Struct, frozen=True):
    """A milestone that was reached on a day."""

    commune: str
    project: str
    milestone: str
    reached_on: date


async def put_off(session: AsyncSession, *, since: datetime, until: datetime) -> Some[PutOff]:
    """Given another day in that time, in the order in which they were due (one query)."""
    return await some(session, _put_off(), {"since": since, "until": until}, PutOff)


async def put_off_by(session: AsyncSession, commune_id: int, *, since: datetime, until: datetime) -> Some[PutOff]:
    """Those of one commune (one query)."""
    given = {"since": since, "until": until, "commune_id": commune_id}
    return await some(session, _put_off(of_one=True), given, PutOff)


async def overdue(session: AsyncSession, *, day: date, until: datetime | None) -> Some[Overdue]:
    """Due before that day and not reached: as it stood ``until`` then, or as it stands now; the worst have waited
    longest (one query)."""
    if until is None:
        return await some(session, _overdue(), {"day": day}, Overdue)
    return await some(session, _overdue_then(), {"day": day, "until": until, "until_day": until.date()}, Overdue)


async def reached(session: AsyncSession, *, since: date, until: date) -> Some[Reached]:
    """Reached on these days, the last not among them, the latest first (one query)."""
    return await some(session, _reached(), {"since_day": since, "until_day": until}, Reached)


# --- statements ----------------------------------------

_SINCE, _UNTIL = (sa.bindparam(name, type_=_MOVES.c.moved_at.type) for name in ("since", "until"))
_DAY, _SINCE_DAY, _UNTIL_DAY = (sa.bindparam(name, type_=sa.Date) for name in ("day", "since_day", "until_day"))


@cache
def _put_off(*, of_one: bool = False) -> Counted:
    """``of_one``: of one commune."""
    earlier, later = aliased(MilestoneMove), aliased(MilestoneMove)
    first = _of_all(func.min(earlier.id), earlier, earlier.moved_at >= _SINCE).scalar_subquery()
    last_day = _of_all(later.after, later, later.moved_at >= _SINCE, later.moved_at < _UNTIL)
    after = last_day.order_by(col(later.id).desc()).limit(1).scalar_subquery()
    times = _of_all(func.count(), earlier, earlier.moved_at < _UNTIL).scalar_subquery()
    return Counted(
        _of_projects(MilestoneMove.id, Project.name, Milestone.name, MilestoneMove.before, after, times)
        .join(MilestoneMove, col(MilestoneMove.milestone_id) == Milestone.id)
        .where(col(MilestoneMove.id) == first, col(MilestoneMove.moved_at) < _UNTIL, after != MilestoneMove.before)
        .where(col(Project.commune_id) == sa.bindparam("commune_id") if of_one else sa.true())
        .order_by(col(MilestoneMove.before), col(MilestoneMove.id))
    )


@cache
def _overdue() -> Counted:
    return Counted(
        _of_projects(Milestone.id, Project.name, Milestone.name, Milestone.due)
        .where(col(Milestone.due) < _DAY, col(Milestone.reached_on).is_(None), col(Project.archived_at).is_(None))
        .order_by(col(Milestone.due), col(Milestone.id))
    )


@cache
def _overdue_then() -> Counted:
    """Due before the day now, or then: before they were put off."""
    move = aliased(MilestoneMove)
    then = _of_all(move.before, move, move.moved_at >= _UNTIL).order_by(col(move.id)).limit(1).scalar_subquery()
    due = func.coalesce(then, Milestone.due, type_=sa.Date)
    not_reached = col(Milestone.reached_on).is_(None) | (col(Milestone.reached_on) >= _UNTIL_DAY)
    of_now, of_then = aliased(Milestone), aliased(MilestoneMove)
    not_yet = [col(of_now.reached_on).is_(None), col(of_now.reached_on) >= _UNTIL_DAY]
    some_day: Any = sa.union_all(
        *(sa.select(col(of_now.id)).where(col(of_now.due) < _DAY, one) for one in not_yet),
        sa.select(col(of_then.milestone_id)).where(col(of_then.moved_at) >= _UNTIL),
    )
    return Counted(
        _of_projects(Milestone.id, Project.name, Milestone.name, due)
        .where(col(Milestone.id).in_(some_day), due < _DAY, not_reached)
        .where(col(Project.archived_at).is_(None) | (col(Project.archived_at) > _UNTIL))
        .order_by(due, col(Milestone.id))
    )


@cache
def _reached() -> Counted:
    return Counted(
        _of_projects(Milestone.id, Project.name, Milestone.name, Milestone.reached_on)
        .where(col(Milestone.reached_on) >= _SINCE_DAY, col(Milestone.reached_on) < _UNTIL_DAY)
        .order_by(col(Milestone.reached_on).desc(), col(Milestone.id))
    )


def _of_projects(*columns: Any) -> Any:
    about: list[Any] = [Commune.name, *columns]
    return (
        sa.select(*about)
        .select_from(Milestone)
        .join(Project, col(Project.id) == Milestone.project_id)
        .join(Commune, col(Commune.id) == Project.commune_id)
    )


def _of_all(what: Any, move: Any, *which: Any) -> Any:
    """That of the moves of the ``Milestone`` of a statement."""
    return select(what).where(move.milestone_id == Milestone.id, *which).correlate(Milestone)
