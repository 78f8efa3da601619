"""What partner communes say of a project that another commune leads and reports on."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.commune import Commune
from models.people.person import Person, Somebody

TEXT_LIMIT = 500


class ProjectRemark(SQLModel, table=True):
    """A sentence about a project, by somebody of a partner's team."""

    __tablename__ = "project_remark"

    id: int = Column(default=None, primary_key=True)
    project_id: int = Column(foreign_key="project.id", index=True)
    commune_id: int = Column(foreign_key="commune.id")
    person_id: int = Column(foreign_key="person.id")
    at: datetime
    text: str


class Remark(Struct, frozen=True):
    """What was said, when, by whom and for which commune."""

    text: str
    at: datetime
    name: str
    commune: str


async def say(
    session: AsyncSession, *, project_id: int, commune_id: int, text: str, by: Somebody, now: datetime
) -> None:
    """Keep what somebody of the partner says."""
    session.add(ProjectRemark(project_id=project_id, commune_id=commune_id, person_id=by.id, at=now, text=text))
    await session.flush()


async def newest(session: AsyncSession, project_id: int, *, number: int) -> Sequence[Remark]:
    """So many of the last ones, the newest first (one query)."""
    statement = (
        select(ProjectRemark.text, ProjectRemark.at, Person.name, Commune.name)
        .join(Person, col(Person.id) == ProjectRemark.person_id)
        .join(Commune, col(Commune.id) == ProjectRemark.commune_id)
        .where(ProjectRemark.project_id == project_id)
        .order_by(col(ProjectRemark.id).desc())
        .limit(number)
    )
    return [Remark(*row) for row in (await session.exec(statement)).all()]
