"""How a call for data stands, commune by commune, and all its values in one table."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models.data.answer import DataValue
from models.data.call import DataField, fields_of
from models.data.value import State
from models.db.prepared import Prepared
from models.obligation import Obligation
from models.people.commune import Commune
from models.people.person import Person
from models.reading.words import in_order

_IN_CALL = col(Obligation.data_call_id) == sa.bindparam("call_id")


class Stand(Struct, frozen=True):
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


class Answers(Struct, frozen=True):
    """All that was said in a call, as it was read: fifty thousand values of a whole country."""

    fields: Sequence[DataField]
    asked: Sequence[tuple[int, str]]
    """The obligation and the name of each commune."""
    said: Sequence[tuple[Any, ...]]
    """The obligation and the field of each value, and what is said."""

    def told(self) -> list[Told]:
        """Every field of every commune that was asked, by the commune's name."""
        fields = [(field.id, field) for field in self.fields]
        values = {row[:2]: Said._make(row[2:]) for row in self.said}
        communes = in_order(self.asked, lambda asked: asked[1])
        return [Told(commune, field, values.get((owed, id))) for owed, commune in communes for id, field in fields]


async def answers(session: AsyncSession, call_id: int) -> Answers:
    """What is set out in the thread that draws: here it would hold up everybody (three queries)."""
    asked: Any = await _asked().rows(session, call_id=call_id)
    return Answers(await fields_of(session, call_id), asked, await _said().rows(session, call_id=call_id))


@cache
def _asked() -> Prepared:
    those = sa.select(col(Obligation.id), col(Commune.name)).join(Commune, col(Commune.id) == Obligation.commune_id)
    return Prepared(those.where(_IN_CALL))


@cache
def _said() -> Prepared:
    of_value = [getattr(DataValue, name) for name in Said._fields[:-1]]
    values = _values(col(DataValue.obligation_id), col(DataValue.field_id), *of_value, col(Person.name))
    return Prepared(values.join(Person, col(Person.id) == DataValue.person_id))


Counts = Mapping[tuple[int, State, bool], int]
"""How many communes say what of a field, and whether it was sent back."""


async def counts(session: AsyncSession, call_id: int) -> Counts:
    """What is said of each field, and how often (one query)."""
    key = col(DataValue.field_id), col(DataValue.state), col(DataValue.returned).is_not(None)
    statement: Any = _values(*key, sa.func.count()).group_by(*key)
    found = (await session.exec(statement, params={"call_id": call_id})).all()
    return {(field, state, is_returned): communes for field, state, is_returned, communes in found}


async def states(session: AsyncSession, call_id: int) -> dict[tuple[int, int], tuple[State, bool]]:
    """By obligation and field: what is said, and whether it was sent back (one query)."""
    statement: Any = _values(
        col(DataValue.obligation_id), col(DataValue.field_id), col(DataValue.state), col(DataValue.returned)
    )
    found = (await session.exec(statement, params={"call_id": call_id})).all()
    return {(owed, field): (state, why is not None) for owed, field, state, why in found}


def _values(*columns: Any) -> Any:
    """Those that count, of a call."""
    of_call = sa.select(*columns).join(Obligation, col(Obligation.id) == DataValue.obligation_id)
    return of_call.where(_IN_CALL, col(DataValue.counts))
