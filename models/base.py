"""What all tables share: names of constraints, enumerations stored as text, rows that may be there already."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from models.prepared import Prepared

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Value(BaseModel):
    """Something validated; what is wrong with it is said without quoting it, for it may be what people wrote."""

    model_config = ConfigDict(hide_input_in_errors=True)


def choice(kind: type[StrEnum]) -> sa.Enum:
    """A column type that stores the value of a StrEnum as text, the same on SQLite and PostgreSQL."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


async def insert_new(session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows (all with the same columns) that break no unique key; leave out the others."""
    if rows:
        await insertion(table, tuple(rows[0]), "DO NOTHING").run(session, rows)


@cache
def insertion(table: type[SQLModel], columns: tuple[str, ...], on_conflict: str) -> Prepared:
    """INSERT … ON CONFLICT, in the words that SQLite and PostgreSQL share.

    Written out because SQLAlchemy compiles its own form anew at each call (its dialects' Insert is not cached), which
    costs more than running it.
    """
    named = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f":{name}" for name in columns)
    kinds = table.__table__.c  # type: ignore[attr-defined]
    words = sa.text(
        f'INSERT INTO "{table.__tablename__}" ({named}) VALUES ({values}) ON CONFLICT {on_conflict}'  # noqa: S608
    )
    return Prepared(words.bindparams(*(sa.bindparam(name, type_=kinds[name].type) for name in columns)))
