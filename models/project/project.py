"""Projects of the communes, their milestones and readiness."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum, auto
from functools import cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice, grouped, lock, partial
from models.db.prepared import Prepared
from models.people.commune import Commune, Field
from models.reading.words import alphabetical, fold, in_order, tidy

NAME_LIMIT = 200
FUNDING_LIMIT = 200
BUDGET_LIMIT = Decimal(10) ** 11
"""In złote. What looks like more are two amounts: ``450 000 450 000``."""


class Readiness(StrEnum):
    """Whether something a project needs is there."""

    UNKNOWN = auto()
    YES = auto()
    NO = auto()
    NOT_APPLICABLE = auto()


class Project(SQLModel, table=True):
    """A project led by one commune, alone or with partners. The budget is in złoty."""

    id: int = Column(default=None, primary_key=True)
    name: str = Column(max_length=NAME_LIMIT)
    commune_id: int = Column(foreign_key="commune.id", index=True)
    field_id: int | None = Column(default=None, foreign_key="field.id")
    start: date | None = None
    end: date | None = None
    budget: Decimal | None = Column(default=None, max_digits=15, decimal_places=2)
    funding: str | None = None
    documentation: Readiness = Column(default=Readiness.UNKNOWN, sa_type=Choice(Readiness))
    land: Readiness = Column(default=Readiness.UNKNOWN, sa_type=Choice(Readiness))
    permits: Readiness = Column(default=Readiness.UNKNOWN, sa_type=Choice(Readiness))
    financing: Readiness = Column(default=Readiness.UNKNOWN, sa_type=Choice(Readiness))
    created_at: datetime
    archived_at: datetime | None = None


READINESS = ("documentation", "land", "permits", "financing")
"""The columns of a project that hold a Readiness."""


class ProjectPartner(SQLModel, table=True):
    """A commune that takes part in a project led by another."""

    __tablename__ = "project_partner"

    project_id: int = Column(foreign_key="project.id", primary_key=True)
    commune_id: int = Column(foreign_key="commune.id", primary_key=True)


class Milestone(SQLModel, table=True):
    """Something a project has to reach by a day."""

    __table_args__ = (partial("ix_milestone_not_reached", "due", where=sa.text("reached_on IS NULL")),)

    id: int = Column(default=None, primary_key=True)
    project_id: int = Column(foreign_key="project.id", index=True)
    name: str = Column(max_length=NAME_LIMIT)
    due: date
    reached_on: date | None = Column(default=None, index=True)


class MilestoneMove(SQLModel, table=True):
    """A milestone was given another day; of two on one day only the latter is kept."""

    __tablename__ = "milestone_move"

    id: int = Column(default=None, primary_key=True)
    milestone_id: int = Column(foreign_key="milestone.id", index=True)
    before: date
    after: date
    moved_at: datetime = Column(index=True)


class Card(Struct, frozen=True):
    """A project with all that belongs to it."""

    project: Project
    commune: Commune
    field: Field | None
    partners: tuple[Commune, ...]
    milestones: tuple[Milestone, ...]
    first_days: dict[int, date]
    """When those milestones were due at first that were given another day since."""


async def card(session: AsyncSession, project_id: int) -> Card | None:
    """The project with commune, field, partners and milestones; archived ones too (four queries)."""
    statement = (
        select(Project, Commune, Field)
        .join(Commune, col(Commune.id) == Project.commune_id)
        .outerjoin(Field, col(Field.id) == Project.field_id)
        .where(Project.id == project_id)
    )
    found = (await session.exec(statement)).first()
    if found is None:
        return None
    project, commune, field = found
    partners = select(Commune).join(ProjectPartner, col(ProjectPartner.commune_id) == Commune.id)
    partners = partners.where(ProjectPartner.project_id == project_id)
    return Card(
        project,
        commune,
        field,
        tuple(in_order((await session.exec(partners)).all(), lambda partner: partner.name)),
        tuple(await milestones(session, project_id)),
        await _first_days(session, project_id),
    )


async def _first_days(session: AsyncSession, project_id: int) -> dict[int, date]:
    moves = select(MilestoneMove).join(Milestone, col(Milestone.id) == MilestoneMove.milestone_id)
    latest_first = moves.where(Milestone.project_id == project_id).order_by(col(MilestoneMove.id).desc())
    return {move.milestone_id: move.before for move in (await session.exec(latest_first)).all()}


async def projects(session: AsyncSession, *, commune_ids: Iterable[int] | None = None) -> list[Project]:
    """Projects in hand (not archived) that these communes lead, in the order they were added; None: all of them."""
    statement = select(Project).where(col(Project.archived_at).is_(None)).order_by(col(Project.id))
    if commune_ids is not None:
        statement = statement.where(col(Project.commune_id).in_(list(commune_ids)))
    return list((await session.exec(statement)).all())


class Listed(Struct, frozen=True):
    """A project as a list shows it."""

    id: int
    name: str
    commune_id: int
    commune: str
    field_id: int | None


async def listing(session: AsyncSession, commune_ids: Collection[int] | None = None) -> list[Listed]:
    """Projects in hand by commune and name, of these communes or of all (one query, and no more than a list needs)."""
    listed: list[Any] = [Project.id, Project.name, Project.commune_id, Commune.name, Project.field_id]
    statement: Any = (
        sa.select(*listed)
        .join(Commune, col(Commune.id) == Project.commune_id)
        .where(col(Project.archived_at).is_(None))
    )
    if commune_ids is not None:
        statement = statement.where(col(Project.commune_id).in_(commune_ids))
    rows = (await session.exec(statement)).all()
    found = [Listed(id, *of) for id, *of in rows]
    return sorted(found, key=lambda of: (alphabetical(of.commune), alphabetical(of.name), of.id))


async def in_hand(session: AsyncSession, project_id: int, *, locked: bool = False) -> Project | None:
    """The project, unless it is archived; ``locked``: nobody else who reads it so changes it, or its milestones, until
    the transaction ends."""
    if locked:
        await lock(session, Project, Project.id == project_id)
    project = await session.get(Project, project_id)
    return project if project is not None and project.archived_at is None else None


async def named(session: AsyncSession, commune_id: int, name: str) -> Project | None:
    """The project in hand that this commune leads under this name, however it is spelt; nobody else who asks so adds or
    renames one until the transaction ends."""
    await lock(session, Commune, Commune.id == commune_id)
    wanted = same_name(name)
    return next((p for p in await projects(session, commune_ids=[commune_id]) if same_name(p.name) == wanted), None)


def same_name(name: str) -> str:
    """What names that differ only in case, diacritics and spaces have in common."""
    return fold(tidy(name))


class EndsBeforeStart(Struct, frozen=True):
    """The project would end before it starts, so nothing was changed."""

    start: date
    end: date


def change(project: Project, **details: Any) -> EndsBeforeStart | None:
    """Give columns of the project other values; None when that was done."""
    start, end = details.get("start", project.start), details.get("end", project.end)
    if start is not None and end is not None and end < start:
        return EndsBeforeStart(start, end)
    for name, value in details.items():
        setattr(project, name, value)
    return None


async def add(session: AsyncSession, *, name: str, commune_id: int, now: datetime, **details: Any) -> Project:
    """Add a project; ``details`` are further columns of Project."""
    project = Project(name=name, commune_id=commune_id, created_at=now, **details)
    session.add(project)
    await session.flush()
    return project


async def partners(session: AsyncSession, project_id: int) -> set[int]:
    """The communes that take part, by their ids."""
    statement = select(ProjectPartner.commune_id).where(ProjectPartner.project_id == project_id)
    return set((await session.exec(statement)).all())


async def set_partners(session: AsyncSession, project: Project, commune_ids: Iterable[int]) -> None:
    """Make these the partners; the leading commune is never its own partner."""
    await session.exec(sa.delete(ProjectPartner).where(col(ProjectPartner.project_id) == project.id))
    wanted = sorted(set(commune_ids) - {project.commune_id})
    session.add_all(ProjectPartner(project_id=project.id, commune_id=id) for id in wanted)


def archive(project: Project, *, now: datetime) -> None:
    """The project is done with: it is kept, but no longer asked about."""
    project.archived_at = now


async def add_milestone(session: AsyncSession, project: Project, *, name: str, due: date) -> Milestone:
    """Add something the project has to reach by a day."""
    milestone = Milestone(project_id=project.id, name=name, due=due)
    session.add(milestone)
    await session.flush()
    return milestone


async def milestones(session: AsyncSession, project_id: int) -> list[Milestone]:
    """All milestones of the project, the earliest first."""
    statement = select(Milestone).where(Milestone.project_id == project_id)
    return list((await session.exec(statement.order_by(col(Milestone.due), col(Milestone.id)))).all())


@dataclass(frozen=True)
class Due:
    """A milestone that is due and not reached."""

    id: int
    name: str
    due: date


async def milestones_due(session: AsyncSession, project_ids: Sequence[int], *, by: date) -> dict[int, list[Due]]:
    """Milestones not reached yet that are due by that day, per project."""
    found = await _milestones_due().rows(session, project_ids=project_ids, by=by)
    return grouped((project_id, Due(*due)) for project_id, *due in found)


_DUE: tuple[Any, ...] = (Milestone.project_id, Milestone.id, Milestone.name, Milestone.due)


@cache
def _milestones_due() -> Prepared:
    return Prepared(
        sa.select(*_DUE)
        .where(
            col(Milestone.project_id).in_(sa.bindparam("project_ids", expanding=True)),
            col(Milestone.reached_on).is_(None),
            col(Milestone.due) <= sa.bindparam("by"),
        )
        .order_by(col(Milestone.due), col(Milestone.id))
    )


async def milestones_of(session: AsyncSession, project_id: int, milestone_ids: Sequence[int]) -> list[Milestone]:
    """These milestones of the project, which nobody else changes until the transaction ends."""
    if not milestone_ids:
        return []
    those = Milestone.project_id == project_id, col(Milestone.id).in_(milestone_ids)
    await lock(session, Milestone, *those)
    return list((await session.exec(select(Milestone).where(*those))).all())


async def milestone(session: AsyncSession, project_id: int, milestone_id: int) -> Milestone | None:
    """This milestone, if it is the project's."""
    return next(iter(await milestones_of(session, project_id, [milestone_id])), None)


async def move_milestones(session: AsyncSession, moved: Iterable[tuple[Milestone, date]], *, now: datetime) -> None:
    """Each becomes due on that day; where it was due before is kept (one query, nobody else changes them meanwhile)."""
    moved = [(milestone, due) for milestone, due in moved if milestone.due != due]
    if not moved:
        return
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    of_today = select(MilestoneMove).where(
        col(MilestoneMove.milestone_id).in_([milestone.id for milestone, _ in moved]),
        col(MilestoneMove.moved_at) >= midnight,
    )
    corrected = {move.milestone_id: move for move in (await session.exec(of_today)).all()}
    for milestone, due in moved:
        move = corrected.get(milestone.id)
        if move is None:
            move = MilestoneMove(milestone_id=milestone.id, before=milestone.due, after=due, moved_at=now)
            session.add(move)
        elif move.before == due:
            await session.delete(move)
        else:
            move.after = due
        milestone.due = due


async def remove_milestone(session: AsyncSession, milestone: Milestone) -> None:
    """The project need not reach it any more."""
    await session.exec(sa.delete(MilestoneMove).where(col(MilestoneMove.milestone_id) == milestone.id))
    await session.delete(milestone)
    await session.flush()
