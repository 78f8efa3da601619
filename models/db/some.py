"""Of what may be very much the worst is read, and how many others there are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlmodel import func
from sqlmodel.ext.asyncio.session import AsyncSession

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


async def some(session: AsyncSession, statement: Any, line: Callable[..., Line]) -> Some[Line]:
    """The first of what is found, as in the alphabet: the name of the commune, the order within it, and what else a
    line is made of."""
    rows = (await session.exec(statement.add_columns(func.count().over()).limit(SHOWN))).all()
    rows_in_order = sorted(rows, key=lambda row: (alphabetical(row[0]), row[1]))
    shown = tuple(line(commune, *rest) for commune, _, *rest, _ in rows_in_order)
    return Some(shown, rows[0][-1] - len(rows) if rows else 0)
