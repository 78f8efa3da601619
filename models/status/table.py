"""Everything reported in some weeks, a row for each project and week."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, func
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.prepared import Prepared
from models.obligation import Obligation
from models.people.commune import Commune, Field
from models.people.person import Person
from models.project.project import Project
from models.reading.words import alphabetical
from models.status.answer import Light, StatusAnswer, StatusLine
from models.status.status_round import StatusRound

_ROUNDS: sa.Table = StatusRound.__table__  # type: ignore[attr-defined]


class Reported(Struct, frozen=True):
    """A project in a week; if nothing was reported, the reported fields are None."""

    monday: date
    commune: str
    project: str
    field: str | None
    light: Light | None
    progress: int | None
    sentence: str | None
    unchanged: int | None
    attachment: str | None
    more_files: Sequence[dict[str, str]] | None
    author: str | None
    answered_at: datetime | None
    late: bool | None
    on_behalf: bool | None

    @property
    def files(self) -> int:
        """Number of files of the sentence."""
        return (self.attachment is not None) + len(self.more_files or ())


async def reported(session: AsyncSession, *, first: date, last: date, now: datetime) -> list[Reported]:
    """Rounds whose Monday is in these days, by week and commune (one query)."""
    rows = await _reported().rows(session, first=first, last=last, now=now)
    found = [Reported(*row) for row in rows]
    return sorted(found, key=lambda line: (line.monday, alphabetical(line.commune)))


@cache
def _reported() -> Prepared:
    """Projects that were active when the round ended, or are while it runs."""
    day: Any = _ROUNDS.c.monday.type
    moment: Any = _ROUNDS.c.closed_at.type
    ended = func.coalesce(StatusRound.closed_at, sa.bindparam("now", type_=moment), type_=moment)
    in_hand = col(Project.archived_at).is_(None) | (col(Project.archived_at) > ended)
    columns: list[Any] = [
        *(StatusRound.monday, Commune.name, Project.name, Field.name),
        *(StatusLine.light, StatusLine.progress, StatusLine.sentence, StatusLine.unchanged),
        *(StatusLine.attachment_id, StatusLine.more_files),
        *(Person.name, StatusAnswer.answered_at, StatusAnswer.late, StatusAnswer.on_behalf),
    ]
    return Prepared(
        sa.select(*columns)
        .select_from(StatusRound)
        .join(Obligation, col(Obligation.round_id) == StatusRound.id)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .join(Project, col(Project.commune_id) == Obligation.commune_id)
        .outerjoin(Field, col(Field.id) == Project.field_id)
        .outerjoin(
            StatusAnswer, (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts).is_(True)
        )
        .outerjoin(
            StatusLine, (col(StatusLine.answer_id) == StatusAnswer.id) & (col(StatusLine.project_id) == Project.id)
        )
        .outerjoin(Person, (col(Person.id) == StatusAnswer.person_id) & col(StatusLine.id).is_not(None))
        .where(col(StatusRound.monday).between(sa.bindparam("first", type_=day), sa.bindparam("last", type_=day)))
        .where(col(StatusLine.id).is_not(None) | (in_hand & (col(Project.created_at) <= ended)))
        .order_by(col(StatusRound.monday), col(Project.id))
    )
