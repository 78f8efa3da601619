"""Long lists: only the worst entries are read, and the others are counted."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.prepared import Prepared
from models.reading.words import alphabetical

SHOWN = 40
"""Most entries read of any list: the worst ones."""

Line = TypeVar("Line")


class Some(Struct, Generic[Line], frozen=True):
    """The entries shown, and the number of others."""

    shown: tuple[Line, ...]
    others: int

    @property
    def total(self) -> int:
        """The number of all entries."""
        return len(self.shown) + self.others


class Counted(Prepared):
    """A statement for ``some``: its first rows, each with the number of all rows."""

    def __init__(self, statement: Any) -> None:
        super().__init__(statement.add_columns(sa.func.count().over()).limit(sa.bindparam("shown", type_=sa.Integer)))


async def some(
    session: AsyncSession, statement: Counted, given: Mapping[str, Any], line: Callable[..., Line]
) -> Some[Line]:
    """The first rows found, in alphabetical order. A row has the commune's name, its order within the commune, and the
    arguments of ``line``."""
    rows = await statement.rows(session, shown=SHOWN, **given)
    rows_in_order = sorted(rows, key=lambda row: (alphabetical(row[0]), row[1]))
    shown = tuple(line(commune, *rest) for commune, _, *rest, _ in rows_in_order)
    return Some(shown, rows[0][-1] - len(rows) if rows else 0)
