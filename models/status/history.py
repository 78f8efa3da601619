"""What was said of one project, round by round."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.obligation import Obligation
from models.people.person import Person
from models.project.project import Project
from models.status.answer import Light, StatusAnswer, StatusLine
from models.status.status_round import StatusRound


class Told(Struct, frozen=True):
    """What was said of the project in a round, by whom and when."""

    monday: date
    light: Light
    progress: int | None
    sentence: str | None
    author: str
    at: datetime
    late: bool
    on_behalf: bool


def _commune_of(project_id: int) -> Any:
    return select(Project.commune_id).where(Project.id == project_id).scalar_subquery()


async def told(session: AsyncSession, project_id: int) -> Sequence[Told]:
    """From the answers that count, the newest first (one query)."""
    said: list[Any] = [
        *(StatusRound.monday, StatusLine.light, StatusLine.progress, StatusLine.sentence),
        *(Person.name, StatusAnswer.answered_at, StatusAnswer.late, StatusAnswer.on_behalf),
    ]
    statement: Any = (
        sa.select(*said)
        .select_from(StatusLine)
        .join(StatusAnswer, (col(StatusAnswer.id) == StatusLine.answer_id) & col(StatusAnswer.counts).is_(True))
        .join(StatusRound, col(StatusRound.id) == StatusLine.round_id)
        .join(Person, col(Person.id) == StatusAnswer.person_id)
        .where(col(StatusLine.project_id) == project_id)
        .order_by(col(StatusLine.round_id).desc())
    )
    return [Told(*row) for row in (await session.exec(statement)).all()]


async def weeks(session: AsyncSession, project_id: int, *, number: int) -> list[Light | None]:
    """Its lights in the last rounds in which its commune was asked, the oldest first, from its first light on; None:
    nothing was said (one query)."""
    asked: Any = (
        select(StatusRound.id, StatusLine.light)
        .select_from(StatusRound)
        .join(Obligation, col(Obligation.round_id) == StatusRound.id)
        .outerjoin(
            StatusAnswer, (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts).is_(True)
        )
        .outerjoin(
            StatusLine, (col(StatusLine.answer_id) == StatusAnswer.id) & (col(StatusLine.project_id) == project_id)
        )
        .where(col(Obligation.commune_id) == _commune_of(project_id))
        .order_by(col(StatusRound.week).desc())
        .limit(number)
    )
    lights: list[Light | None] = [light for _, light in (await session.exec(asked)).all()][::-1]
    return lights[next((at for at, light in enumerate(lights) if light is not None), len(lights)) :]
