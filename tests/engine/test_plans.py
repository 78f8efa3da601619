"""What PostgreSQL does while somebody waits, in an association as big as the country: it reads no big table whole."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.timetable import run_once
from jobs import status_open
from models.database import Database
from tests.bench.country import FIRST_STRANGER, NATION, answer, settings_of, settle
from tests.bench.nation import COORDINATOR_WALK, OFFICE_WALK, at_work
from tests.conftest import on_postgresql

MANY = 15_000
"""Rows of a table that grows with the years or the people. What is smaller, even communes and projects of the whole
country, PostgreSQL reads from end to end in a few milliseconds, and faster than by index for who asks for them all."""

Statement = tuple[str, Any]


@pytest.mark.fire
@on_postgresql
async def test_nobody_waits_while_a_whole_table_is_read(database_url: str, tmp_path: Path) -> None:
    """Every statement of every Turn of a coordinator and of somebody of the Office is explained."""
    country = replace(NATION, forums=12)
    await settle(country, settings_of(country, tmp_path, database_url))
    async with at_work(country, tmp_path, database_url) as bot:
        await run_once(status_open.job, bot.database, bot.services)
        await answer(bot.database, but_every=5)
        anna, jan = FIRST_STRANGER + 1, FIRST_STRANGER + country.people + 1
        with noted(bot.database) as statements:
            for what in COORDINATOR_WALK:
                await bot.does(anna, what, of="coordinator")
            for what in OFFICE_WALK:
                await bot.does(jan, what, of="Office")
        found = await read_as_a_whole(bot.database, statements)
    assert len(statements) > 40
    assert not found, "\n\n".join(f"{table}: {statement}" for table, statement in found)


@contextmanager
def noted(database: Database) -> Iterator[list[Statement]]:
    """Each statement once, with the parameters of its first time."""
    statements: dict[str, Any] = {}

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.setdefault(statement, parameters)

    found: list[Statement] = []
    sa.event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield found
    sa.event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    found += statements.items()


async def read_as_a_whole(database: Database, statements: list[Statement]) -> list[tuple[str, str]]:
    """The tables with many rows that are, each with the statement."""
    found = []
    async with database.engine.connect() as connection:
        rows = await connection.execute(sa.text("SELECT relname, reltuples FROM pg_class WHERE relkind = 'r'"))
        sizes: dict[str, float] = dict(rows.tuples().all())
        for statement, parameters in statements:
            if not statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")):
                continue
            explained = await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
            plan = explained.scalar_one()
            plan = json.loads(plan) if isinstance(plan, str) else plan
            tables = {node["Relation Name"] for node in nodes(plan[0]["Plan"]) if node["Node Type"] == "Seq Scan"}
            found += [(table, statement) for table in sorted(tables) if sizes.get(table, 0) > MANY]
    return found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan and all below it."""
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)
