"""What was said of the fields of an answer, one after the other."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.data.answer import DataValue
from models.data.call import DataField
from models.people.person import Person


class Change(Struct, frozen=True):
    """A value, what it came instead of, and who gave it."""

    field: DataField
    value: DataValue
    before: DataValue | None
    author: str


async def told(session: AsyncSession, obligation_id: int, *, field_id: int | None = None) -> Sequence[Change]:
    """Of all fields or of this one, the newest first (one query)."""
    statement: Any = (
        select(DataField, DataValue, Person.name)
        .join(DataValue, col(DataValue.field_id) == DataField.id)
        .join(Person, col(Person.id) == DataValue.person_id)
        .where(DataValue.obligation_id == obligation_id)
        .order_by(col(DataValue.id))
    )
    if field_id is not None:
        statement = statement.where(DataField.id == field_id)
    changes, last = [], dict[int, DataValue]()
    for field, value, author in (await session.exec(statement)).all():
        changes.append(Change(field, value, last.get(field.id), author))
        last[field.id] = value
    return changes[::-1]
