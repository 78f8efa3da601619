"""Of what may be very much the worst is read, and how many others there are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.prepared import Prepared
from models.reading.words import alphabetical

SHOWN = 40
"""So much is read of anything; of more, the worst."""

Line = TypeVar("Line")


@dataclass(frozen=True)
class Some(Generic[Line]):
    """What is shown, and how many others there are."""

    shown: tuple[Line, ...]
    others: int

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.shown) + self.others


class Counted(Prepared):
    """A statement for ``some``: its first rows, each with how many there are in all."""

    def __init__(self, statement: Any) -> None:
        super().__init__(statement.add_columns(sa.func.count().over()).limit(sa.bindparam("shown", type_=sa.Integer)))


async def some(
    session: AsyncSession, statement: Counted, given: Mapping[str, Any], line: Callable[..., Line]
) -> Some[Line]:
    """The first of what is found, as in the alphabet: the name of the commune, the order within it, and what else a
    line is made of."""
    rows = await statement.rows(session, shown=SHOWN, **given)
    rows_in_order = sorted(rows, key=lambda row: (alphabetical(row[0]), row[1]))
    shown = tuple(line(commune, *rest) for commune, _, *rest, _ in rows_in_order)
    return Some(shown, rows[0][-1] - len(rows) if rows else 0)
