"""Numbers of rows: none is given twice, not after a deletion, a migration, a move or a restore (rule 4).

PostgreSQL's sequences never go back by themselves; a table of SQLite counts on only where it says AUTOINCREMENT.
"""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import insert_new
from models.setting import Setting

JUMP = 1_000_000
"""Numbers left out where nobody knows how many were given since a copy was made: more than can have been."""
MADE = "tables"
"""The setting that says which tables they are."""
_COUNTED = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = :table",
    "postgresql": "SELECT pg_sequence_last_value(pg_get_serial_sequence(quote_ident(:table), 'id')::regclass)",
}


def last_given(connection: sa.Connection) -> dict[str, int]:
    """The greatest number that each table has given, be its row still there or not."""
    dialect = connection.dialect.name
    given: dict[str, int] = {}
    if dialect == "sqlite" and sa.inspect(connection).has_table("sqlite_sequence"):
        # also those of tables that an older version does not have: they may come again
        given = {row.name: row.seq for row in connection.execute(sa.text("SELECT name, seq FROM sqlite_sequence"))}
    for table in numbered(connection):
        newest = connection.scalar(sa.text(f'SELECT max(id) FROM "{table}"'))  # noqa: S608
        given[table] = max(newest or 0, connection.scalar(sa.text(_COUNTED[dialect]), {"table": table}) or 0)
    return given


def count_on(connection: sa.Connection, given: Mapping[str, int]) -> None:
    """Let each of these tables give greater numbers only; none may be below those it has given."""
    if connection.dialect.name == "sqlite":
        for table, last in given.items():
            row = {"table": table, "last": last}
            connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :table"), row)
            connection.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"), row)
        return
    setting = sa.text("SELECT setval(pg_get_serial_sequence(quote_ident(:table), 'id'), :last)")
    for table in numbered(connection):
        if given.get(table):
            connection.execute(setting, {"table": table, "last": given[table]})


def close_questions(connection: sa.Connection) -> None:
    """Let no button drawn so far answer a question of an open dialog: questions are numbered too."""
    connection.execute(sa.text("UPDATE dialog SET question = question + :jump"), {"jump": JUMP})


async def skip_after_restore(session: AsyncSession) -> bool:
    """On PostgreSQL: whether the tables were made anew from a dump since this was asked last.

    Then what was given since the dump is left out, by a wide margin. A table keeps its object's number as long as it
    lives; the one noted in the dump is another's.
    """
    connection = await session.connection()
    if connection.dialect.name == "sqlite":
        return False
    here = {"oid": await connection.scalar(sa.text("SELECT 'setting'::regclass::bigint"))}
    await insert_new(session, Setting, [{"name": MADE, "value": here}])
    noted = (await session.exec(select(Setting).where(Setting.name == MADE).with_for_update())).one()
    if noted.value == here:
        return False
    noted.value = here
    given = await connection.run_sync(last_given)
    await connection.run_sync(count_on, {table: last + JUMP for table, last in given.items()})
    await connection.run_sync(close_questions)
    return True


async def forget_tables(session: AsyncSession) -> None:
    """The rows were brought from elsewhere, and go on where they were."""
    await session.exec(sa.delete(Setting).where(col(Setting.name) == MADE))


@sa.event.listens_for(sa.Table, "before_create")
def number_from_the_start(table: sa.Table, _connection: sa.Connection, **_: object) -> None:
    """Whatever makes a table of SQLite, it counts on: a migration, or Alembic, which changes one by making it anew."""
    key = {column.name: column.type for column in table.primary_key}
    if key.keys() == {"id"} and type(key["id"]) in (sa.Integer, sa.INTEGER):
        table.dialect_kwargs["sqlite_autoincrement"] = True


def number_for_ever(connection: sa.Connection) -> None:
    """Make every table of SQLite AUTOINCREMENT that an early version made without, keeping its rows."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    operations = Operations(MigrationContext.configure(connection))
    for table in numbered(connection):
        if "AUTOINCREMENT" not in connection.scalar(_DEFINITION, {"table": table}):
            with operations.batch_alter_table(table, recreate="always"):
                pass


_DEFINITION = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")


def numbered(connection: sa.Connection) -> Sequence[str]:
    """The tables whose rows the database itself numbers."""
    look = sa.inspect(connection)
    keys = {table: look.get_pk_constraint(table)["constrained_columns"] for table in look.get_table_names()}
    return [
        table
        for table, key in keys.items()
        if key == ["id"] and any(c["name"] == "id" and type(c["type"]) is sa.INTEGER for c in look.get_columns(table))
    ]
