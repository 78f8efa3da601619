"""How a call for data stands, commune by commune, and all its values in one table."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models.data.answer import DataValue
from models.data.call import DataField, fields_of
from models.data.value import State
from models.obligation import Obligation
from models.people.commune import Commune
from models.people.person import Person
from models.reading.words import in_order


@dataclass(frozen=True)
class Stand:
    """How far a commune has come."""

    commune: str
    obligation_id: int
    answered_at: datetime | None
    accepted_at: datetime | None
    late: bool | None
    filled: int
    """Number of fields of which something is said, and that were not sent back."""
    lacking: int
    """Number of those for which there is no figure."""
    returned: int
    wanting: int
    """Number of required fields of which nothing is said, or that were sent back."""
    due_at: datetime | None = None
    """Until when it has time, where that is longer than the others have."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing was handed in, nor sent back."""
        return self.answered_at is None and not self.returned

    @property
    def is_whole(self) -> bool:
        """Whether it was handed in and says something of every field that is required."""
        return self.answered_at is not None and not self.wanting and not self.returned

    @property
    def sign(self) -> str:
        """``🏁`` accepted, ``📨`` handed in, ``↩️`` sent back, ``✏️`` begun, ``🔇`` nothing."""
        if self.answered_at is not None:
            return "🏁" if self.accepted_at is not None else "📨"
        return "↩️" if self.returned else "✏️" if self.filled else "🔇"


async def standing(session: AsyncSession, call_id: int) -> list[Stand]:
    """Every commune that was asked, by name (one query)."""
    is_right = col(DataValue.returned).is_(None)
    key = col(Obligation.id), col(Commune.name)
    is_asked = col(DataField.call_id) == call_id, ~col(DataField.removed)
    required = sa.select(sa.func.count()).where(*is_asked, col(DataField.required))
    statement: Any = (
        sa.select(
            col(Commune.name), col(Obligation.id), col(Obligation.answered_at), col(Obligation.accepted_at),
            col(Obligation.late), sa.func.count(col(DataValue.id)).filter(is_right),
            sa.func.count(col(DataValue.id)).filter(is_right, col(DataValue.state) == State.LACKING),
            sa.func.count(col(DataValue.returned)),
            required.scalar_subquery() - sa.func.count(col(DataValue.id)).filter(is_right, col(DataField.required)),
            col(Obligation.due_at),
        )
        .select_from(Obligation)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .outerjoin(DataValue, (col(DataValue.obligation_id) == Obligation.id) & col(DataValue.counts))
        .outerjoin(DataField, col(DataField.id) == DataValue.field_id)
        .where(col(Obligation.data_call_id) == call_id)
        .group_by(*key)
    )  # fmt: skip
    return in_order([Stand(*row) for row in (await session.exec(statement)).all()], lambda stand: stand.commune)


class Said(NamedTuple):
    """What a list of all values needs of each: whole entities, of a whole country, take four times as long to read."""

    state: State
    exact: str | None
    text: str | None
    file_id: str | None
    reason: str | None
    expected_on: date | None
    returned: str | None
    at: datetime
    late: bool
    author: str


class Told(NamedTuple):
    """What a commune has said of a field; None: nothing."""

    commune: str
    field: DataField
    value: Said | None


async def told(session: AsyncSession, call_id: int) -> list[Told]:
    """Every field of every commune that was asked, by the commune's name (two queries)."""
    fields = {field.id: field for field in await fields_of(session, call_id)}
    of_value = [getattr(DataValue, name) for name in Said._fields[:-1]]
    statement: Any = (
        sa.select(col(Commune.name), col(DataField.id), *of_value, col(Person.name))
        .select_from(Obligation)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .join(DataField, col(DataField.call_id) == Obligation.data_call_id)
        .outerjoin(
            DataValue,
            (col(DataValue.obligation_id) == Obligation.id)
            & (col(DataValue.field_id) == DataField.id)
            & col(DataValue.counts),
        )
        .outerjoin(Person, col(Person.id) == DataValue.person_id)
        .where(col(Obligation.data_call_id) == call_id, ~col(DataField.removed))
        .order_by(col(Obligation.commune_id), col(DataField.position))
    )
    found = (await session.exec(statement)).all()
    by_commune: dict[str, list[Told]] = {}
    for commune, field, *said in found:
        by_commune.setdefault(commune, []).append(Told(commune, fields[field], Said(*said) if said[0] else None))
    return [one for commune in in_order(by_commune, str) for one in by_commune[commune]]
