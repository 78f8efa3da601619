"""Statements that every update runs, compiled once.

SQLAlchemy spends many times what SQLite does on a small statement: it looks up what it has compiled, sets up a cursor,
an ORM context, a result. Here the text and the conversions of parameters and columns are kept and SQLite's driver gets
them as they are. On PostgreSQL, whose answers come over a wire, the same statement goes the usual way. Rows are plain
tuples on both: what is read so is changed by a statement, not by setting an attribute.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import visitors
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db import inline_sqlite

DRIVER = "driver"
"""Where ``Database`` leaves the connection to SQLite in the info of a session."""
LISTS_KEPT = 32
"""The text for an ``IN`` of so many values is kept, longer ones are made anew."""
INSTANTS_KEPT = 100
_DIALECT = sqlite.dialect(paramstyle="named")

Row = tuple[Any, ...]
Way = Callable[[Any], Any]


class Prepared:
    """A SELECT of columns, an INSERT, UPDATE or DELETE.

    Its parameters are of the types of the columns that they are compared with, or are ``values_of`` a table. Constants
    in it are such as SQLite takes as they are.
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
        """What a SELECT finds, or another statement returns."""
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
        """Run it once with each of these parameters, be there none; how many rows of the table have changed."""
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
        """The statement for lists as long as these, and the constants in it."""
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
        """The parameters as SQLite takes them, and each value of a list under a name of its own."""
        taken = dict(parameters)
        for name, way in self._lists.items():
            taken |= {f"{name}_{number}": way(value) for number, value in enumerate(taken.pop(name), start=1)}
        for name, way in self._ways_in.items():
            taken[name] = way(taken[name])
        return taken

    def _given(self, row: Row) -> Row:
        """A row as it was before SQLite took it."""
        values = list(row)
        for at, way in self._ways_out:
            values[at] = way(values[at])
        return tuple(values)


def values_of(table: sa.FromClause, names: Iterable[str], *, prefix: str = "") -> dict[str, sa.BindParameter[Any]]:
    """What an INSERT or UPDATE sets these columns to: parameters of their types, named after them."""
    return {name: sa.bindparam(f"{prefix}{name}", type_=table.c[name].type) for name in names}


def _way_in(kind: sa.types.TypeEngine[Any]) -> Way | None:
    return _quick(kind, kind.dialect_impl(_DIALECT).bind_processor(_DIALECT))


def _as_it_is(value: Any) -> Any:
    return value


def _way_out(kind: sa.types.TypeEngine[Any]) -> Way | None:
    return _quick(kind, kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None))


def _quick(kind: sa.types.TypeEngine[Any], way: Way | None) -> Way | None:
    """The same few instants are written and read all the time, and converted slowly."""
    is_instant = isinstance(kind, sa.types.TypeDecorator) and isinstance(kind.impl, sa.DateTime)
    return lru_cache(INSTANTS_KEPT)(way) if way is not None and is_instant else way


def has_changes(session: AsyncSession) -> bool:
    """Whether the session holds anything that is not written yet."""
    pending = session.sync_session
    return pending.in_transaction() and bool(pending.new or pending.dirty or pending.deleted)


def refusal(sql: str, error: sqlite3.Error) -> DBAPIError:
    """What the driver raises, as it comes out of SQLAlchemy, without the values."""
    kind: type[DBAPIError] = getattr(sa.exc, type(error).__name__, DBAPIError)
    return kind(sql, None, error, hide_parameters=True)
