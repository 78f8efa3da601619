"""Shared by all tables: names of constraints, enumerations stored as text, locking, and inserting what is new."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.prepared import Prepared

# models that are never validated cost nothing at the start
SQLModel.model_config["defer_build"] = True
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


OTHER = "other"
NOT_KEPT = 0
"""The number of a row that is only looked at, in a preview; a button under it is about none."""


class Value(BaseModel):
    """A validated value; errors do not quote it, for it may be what people wrote."""

    model_config = ConfigDict(hide_input_in_errors=True, defer_build=True)


E = TypeVar("E", bound=StrEnum)
K = TypeVar("K")
V = TypeVar("V")


@cache
def other(kind: type[E]) -> E:
    """The stand-in for values that this version does not know: the member for such values, else one of its own."""
    named = next((member for member in kind if member.value in (OTHER, "unknown")), None)
    if named is not None:
        return named
    none_of_them = str.__new__(kind, OTHER)
    none_of_them._name_, none_of_them._value_ = OTHER.upper(), OTHER
    return none_of_them


def known(kind: type[E], value: str) -> E:
    """The member with this value, or ``other``."""
    found: E = _choices(kind)[value]
    return found


class _Table(dict[str | None, Any]):
    """The members of an enumeration by value; unknown values give ``other``."""

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__({member.value: member for member in kind})
        self[None] = None
        self._other = other(kind)

    def __missing__(self, _value: str | None) -> Any:
        return self._other


@cache
def _choices(kind: type[StrEnum]) -> _Table:
    return _Table(kind)


class Choice(sa.types.TypeDecorator[StrEnum]):
    """A column that stores a StrEnum's value as text, the same on SQLite and PostgreSQL.

    A value of another version is read as ``other``, so that two versions can work on one database. Reading is a look-up
    that calls no Python function.
    """

    impl = sa.String
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__(32)
        self.kind = kind

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], Any]:
        return _choices(self.kind).__getitem__


async def lock(
    session: AsyncSession, table: type[SQLModel], *which: Any, shared: bool = False, **parameters: Any
) -> None:
    """Lock these rows against changes until the transaction ends; ``shared``: others may hold the same lock.

    Lock before reading: rows read earlier are as they were before the wait. SQLite has a single writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = col(table.id)  # type: ignore[attr-defined]
        rows = select(key).where(*which).order_by(key).with_for_update(read=shared, key_share=not shared)
        await session.exec(rows, params=parameters)


async def lock_free(session: AsyncSession, table: type[SQLModel], ids: Iterable[int], column: Any) -> list[int]:
    """Of these rows lock those that nobody is changing now; returns their numbers.

    Locked by an update that leaves this column as it is: on SQLite only that keeps other processes away.
    """
    key = col(table.id)  # type: ignore[attr-defined]  # each table has one
    free = select(key).where(key.in_(list(ids))).order_by(key).with_for_update(skip_locked=True, key_share=True)
    locked = await bulk(session, sa.update(table).where(key.in_(free)).values({column: column}).returning(key))
    return list(locked.scalars())


async def bulk(session: AsyncSession, statement: Any) -> "sa.CursorResult[Any]":
    """Change or delete many rows at once; those that were read before stay as they were read."""
    done: sa.CursorResult[Any] = await session.exec(statement.execution_options(synchronize_session=False))
    return done


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """What belongs to each, in the order in which it comes."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def partial(name: str, *columns: str, where: sa.TextClause, unique: bool = False) -> sa.Index:
    """An index of these rows only. PostgreSQL has it too, from its migration; declaring it here would load
    SQLAlchemy's PostgreSQL dialect even where SQLite is used."""
    return sa.Index(name, *columns, unique=unique, sqlite_where=where)


async def insert_new(session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows (all with the same columns) that break no unique key; skip the others."""
    if rows:
        await insertion(table, tuple(rows[0]), "DO NOTHING").run(session, rows)


async def is_new(session: AsyncSession, table: type[SQLModel], row: Mapping[str, Any]) -> bool:
    """Insert the row unless it breaks a unique key; of two concurrent inserts the second is not new."""
    return await insertion(table, tuple(row), "DO NOTHING").run(session, [row]) == 1


@cache
def insertion(table: type[SQLModel], columns: tuple[str, ...], on_conflict: str) -> Prepared:
    """INSERT … ON CONFLICT, in the syntax that SQLite and PostgreSQL share.

    It is written out because SQLAlchemy does not cache its dialects' Insert and compiles it at each call, which costs
    more than running it.
    """
    named = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f":{name}" for name in columns)
    kinds = table.__table__.c  # type: ignore[attr-defined]
    words = sa.text(
        f'INSERT INTO "{table.__tablename__}" ({named}) VALUES ({values}) ON CONFLICT {on_conflict}'  # noqa: S608
    )
    return Prepared(words.bindparams(*(sa.bindparam(name, type_=kinds[name].type) for name in columns)))
