"""Statements that every update runs, compiled once and handed to the driver as they are.

SQLAlchemy spends ten times what SQLite does on a small statement: it looks up what it has compiled, sets up a cursor,
an ORM context, a result. Here the text and the conversions of parameters and columns are kept, and rows become the same
objects of the same session as ever (changed and flushed like any other). On PostgreSQL, whose answers come over a
wire, a statement goes the usual way.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.aiosqlite import dialect as sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapper, make_transient_to_detached
from sqlmodel.ext.asyncio.session import AsyncSession

from models import inline_sqlite

DRIVER = "driver"
"""Where ``Database`` leaves the connection to SQLite in the info of a session."""
LISTS_KEPT = 32
"""The text for an ``IN`` of so many values is kept, longer ones are made anew."""
_DIALECT = sqlite()

Row = tuple[Any, ...]
Read = Callable[[AsyncSession, Sequence[Any]], Any]
Value = Callable[[Mapping[str, Any]], Any]


class Prepared:
    """A statement: a SELECT of entities and columns, an INSERT, UPDATE or DELETE."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._compiled = statement.compile(dialect=_DIALECT)
        self._lists = [name for name, bound in self._compiled.binds.items() if bound.expanding]
        self._texts: dict[tuple[int, ...], tuple[str, list[Value]]] = {}
        self._readers = list(_readers(statement)) if statement.is_select else list(_columns(statement))

    async def rows(self, session: AsyncSession, **parameters: Any) -> list[Row]:
        """What a SELECT finds: tuples of the entities (None where an outer join has none) and columns it names."""
        driver: inline_sqlite.Connection | None = session.info.get(DRIVER)
        if driver is None:
            found = (await session.exec(self._statement, params=parameters)).all()
            # SQLModel hands out what a SELECT of one thing finds without its tuple
            return [tuple(row) if isinstance(row, sa.Row) else (row,) for row in found]
        await _flush(session)
        sql, values = self._text(tuple(len(parameters[name]) for name in self._lists))
        with errors_of(sql):
            cursor = await driver.execute(sql, [value(parameters) for value in values])
            found = await cursor.fetchall()
        return [tuple(read(session, row) for read in self._readers) for row in found]

    async def run(self, session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> int:
        """Run it once with each of these parameters, be there none; how many rows of the table have changed."""
        if not rows:
            return 0
        driver: inline_sqlite.Connection | None = session.info.get(DRIVER)
        await _flush(session)
        if driver is None:
            connection = await session.connection()
            result = await connection.execute(self._statement, list(rows) if len(rows) > 1 else rows[0])
            return result.rowcount
        sql, values = self._text(())
        with errors_of(sql):
            cursor = await driver.executemany(sql, [[value(row) for value in values] for row in rows])
        return cursor.rowcount

    def _text(self, lengths: tuple[int, ...]) -> tuple[str, list[Value]]:
        """The statement for lists of these lengths, and where each of its parameters comes from."""
        if (known := self._texts.get(lengths)) is not None:
            return known
        given = {name: bound.value for name, bound in self._compiled.binds.items()}
        given |= {name: [None] * length for name, length in zip(self._lists, lengths, strict=True)}
        state = self._compiled.construct_expanded_state(given)
        parts = state.parameter_expansion.items()
        sources = {part: (name, at) for name, names in parts for at, part in enumerate(names)}
        values = []
        for part in state.positiontup or ():
            name, at = sources.get(part, (part, None))
            values.append(_value(name, at, given[name], _way_in(self._compiled.binds[name].type)))
        if max(lengths, default=0) <= LISTS_KEPT:
            self._texts[lengths] = state.statement, values
        return state.statement, values


def _value(name: str, at: int | None, preset: Any, convert: Callable[[Any], Any] | None) -> Value:
    """Takes one value for the driver from the parameters of a call."""
    if at is not None:
        return lambda given: convert(given[name][at]) if convert else given[name][at]
    if preset is not None:
        fixed = convert(preset) if convert else preset
        return lambda given: fixed
    return (lambda given: convert(given[name])) if convert else (lambda given: given[name])


def _readers(statement: Any) -> Iterator[Read]:
    """One a thing selected: makes it of a row as it comes from the driver."""
    columns = list(statement.selected_columns)
    at = 0
    for selected in statement.column_descriptions:
        is_entity = selected["expr"] is selected["entity"]
        mapper: Mapper[Any] | None = sa.inspect(selected["entity"]) if is_entity else None
        width = len(mapper.columns) if mapper is not None else 1
        own = columns[at : at + width]
        ways_out = [_way_out(column.type) for column in own]
        yield _entity(mapper, [c.key for c in own], ways_out, at) if mapper is not None else _column(ways_out[0], at)
        at += width


def _columns(statement: Any) -> Iterator[Read]:
    """One a column that an INSERT, UPDATE or DELETE returns."""
    for at, column in enumerate(getattr(statement, "exported_columns", ())):
        yield _column(_way_out(column.type), at)


def _way_in(kind: sa.types.TypeEngine[Any]) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _way_out(kind: sa.types.TypeEngine[Any]) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


def _column(convert: Callable[[Any], Any] | None, at: int) -> Read:
    return lambda _, row: convert(row[at]) if convert else row[at]


def _entity(
    mapper: Mapper[Any], names: Sequence[str], ways_out: Sequence[Callable[[Any], Any] | None], first: int
) -> Read:
    keys = [first + names.index(column.key) for column in mapper.primary_key]
    converted = [(name, first + at, convert) for at, (name, convert) in enumerate(zip(names, ways_out, strict=True))]

    def read(session: AsyncSession, row: Sequence[Any]) -> Any:
        if row[keys[0]] is None:
            return None
        identity = mapper.identity_key_from_primary_key(tuple(row[key] for key in keys))
        known = session.sync_session.identity_map.get(identity)
        if known is not None:
            return known
        entity = mapper.class_manager.new_instance()
        entity.__dict__.update({name: convert(row[at]) if convert else row[at] for name, at, convert in converted})
        make_transient_to_detached(entity)
        session.sync_session.add(entity)
        return entity

    return read


async def _flush(session: AsyncSession) -> None:
    """What was changed in the session stands before the next statement, as always."""
    if has_changes(session):
        await session.flush()


def has_changes(session: AsyncSession) -> bool:
    """Whether the session holds anything that is not written yet."""
    pending = session.sync_session
    return bool(pending.new or pending.dirty or pending.deleted)


@contextmanager
def errors_of(sql: str) -> Iterator[None]:
    """What the driver raises comes out as it does from SQLAlchemy, without the values."""
    try:
        yield
    except sqlite3.Error as error:
        raise DBAPIError.instance(sql, None, error, sqlite3.Error, hide_parameters=True) from error
