"""Statements that every update runs, compiled once.

On a small statement SQLAlchemy spends many times what SQLite does: it looks up the compiled form and sets up a cursor,
an ORM context and a result. Here the text and the conversions of parameters and columns are kept, and SQLite's driver
gets them directly. On PostgreSQL, across a network, the same statement goes the usual way. Rows are plain tuples on
both: to change what was read, run a statement; there is no attribute to set.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import visitors
from sqlmodel import UTCDateTime
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db import inline_sqlite

DRIVER = "driver"
"""The key under which ``Database`` keeps the SQLite connection in the info of a session."""
LISTS_KEPT = 32
"""Most values of an ``IN`` whose text is kept; longer ones are compiled anew."""
INSTANTS_KEPT = 1000
_DIALECT = sqlite.dialect(paramstyle="named")

Row = tuple[Any, ...]
Way = Callable[[Any], Any]


class Prepared:
    """A SELECT of columns, an INSERT, UPDATE or DELETE.

    A parameter has the type of the column that it is compared with, or is one of the ``values_of`` a table. Constants
    must be values that SQLite takes without conversion.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        bound = [part for part in visitors.iterate(statement) if isinstance(part, sa.BindParameter) and part.required]
        untyped = [part.key for part in bound if isinstance(part.type, sa.types.NullType)]
        assert not untyped, f"of no type: {untyped}"  # noqa: S101
        self._lists = {part.key: _way_in(part.type) or _as_it_is for part in bound if part.expanding}
        self._ways_in = {
            part.key: way for part in bound if not part.expanding and (way := _way_in(part.type)) is not None
        }
        columns = statement.exported_columns if statement.is_select or statement.is_dml else ()
        self._ways_out = [(at, way) for at, column in enumerate(columns) if (way := _way_out(column.type)) is not None]
        self._texts: dict[tuple[int, ...], tuple[str, dict[str, Any]]] = {}

    async def rows(self, session: AsyncSession, **parameters: Any) -> list[Row]:
        """Return the rows that a SELECT finds or another statement returns."""
        if has_changes(session):
            await session.flush()
        driver: inline_sqlite.Connection | None = session.info.get(DRIVER)
        if driver is None:
            connection = await session.connection()
            return [tuple(row) for row in await connection.execute(self._statement, parameters)]
        sql, constants = self._text(parameters)
        try:
            cursor = await driver.execute(sql, constants | self._taken(parameters))
            found = await cursor.fetchall()
        except sqlite3.Error as error:
            raise refusal(sql, error) from error
        return [self._given(row) for row in found] if self._ways_out else found

    async def run(self, session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> int:
        """Run it once for each of these rows of parameters, if any; return the number of table rows changed."""
        if not rows:
            return 0
        if has_changes(session):
            await session.flush()
        driver: inline_sqlite.Connection | None = session.info.get(DRIVER)
        if driver is None:
            connection = await session.connection()
            result = await connection.execute(self._statement, list(rows) if len(rows) > 1 else rows[0])
            return result.rowcount
        sql, constants = self._text(rows[0])
        try:
            cursor = await driver.executemany(sql, [constants | self._taken(row) for row in rows])
        except sqlite3.Error as error:
            raise refusal(sql, error) from error
        return cursor.rowcount

    def _text(self, parameters: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The statement for lists of these lengths, and its constants."""
        lengths = tuple(len(parameters[name]) for name in self._lists)
        if (known := self._texts.get(lengths)) is not None:
            return known
        statement = self._statement.params(**parameters) if self._lists else self._statement
        compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": bool(self._lists)})
        constants = compiled.params.keys() - self._taken(parameters).keys()
        text = str(compiled), {name: compiled.params[name] for name in constants}
        if max(lengths, default=0) <= LISTS_KEPT:
            self._texts[lengths] = text
        return text

    def _taken(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters converted for SQLite, with each value of a list under its own name."""
        taken = dict(parameters)
        for name, way in self._lists.items():
            taken |= {f"{name}_{number}": way(value) for number, value in enumerate(taken.pop(name), start=1)}
        for name, way in self._ways_in.items():
            taken[name] = way(taken[name])
        return taken

    def _given(self, row: Row) -> Row:
        """A row converted back from SQLite."""
        values = list(row)
        for at, way in self._ways_out:
            values[at] = way(values[at])
        return tuple(values)


def values_of(table: sa.FromClause, names: Iterable[str], *, prefix: str = "") -> dict[str, sa.BindParameter[Any]]:
    """Parameters to which an INSERT or UPDATE sets these columns, with their types and names."""
    return {name: sa.bindparam(f"{prefix}{name}", type_=table.c[name].type) for name in names}


_INSTANT: Any = UTCDateTime().dialect_impl(_DIALECT)
_instant_in: Way = lru_cache(INSTANTS_KEPT)(_INSTANT.bind_processor(_DIALECT))
_instant_out: Way = lru_cache(INSTANTS_KEPT)(_INSTANT.result_processor(_DIALECT, None))
"""The conversion of instants is slow and repeats for the same few values, in whichever columns they stand."""


def _way_in(kind: sa.types.TypeEngine[Any]) -> Way | None:
    return _instant_in if isinstance(kind, UTCDateTime) else kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _as_it_is(value: Any) -> Any:
    return value


def _way_out(kind: sa.types.TypeEngine[Any]) -> Way | None:
    if isinstance(kind, UTCDateTime):
        return _instant_out
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


def has_changes(session: AsyncSession) -> bool:
    """Whether the session holds unwritten changes."""
    pending = session.sync_session
    return pending.in_transaction() and bool(pending.new or pending.dirty or pending.deleted)


def refusal(sql: str, error: sqlite3.Error) -> DBAPIError:
    """The driver's error as SQLAlchemy would raise it, but without the values."""
    kind: type[DBAPIError] = getattr(sa.exc, type(error).__name__, DBAPIError)
    return kind(sql, None, error, hide_parameters=True)
