"""Upgrade and rollback on databases that were lived in: what both versions know is kept, in every step, both ways."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from json import dumps
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from bot import app
from bot.demo.data import move_in
from bot.demo.town import TOKEN, a_town
from bot.playground import Server, World
from bot.settings import Settings
from models import migrations
from models.calendar import Clock
from models.database import Database
from models.mail.outbox import Letter, NewLetter, State, write
from models.mail.screen import Screen
from models.migrations import HEAD, LEFT, REVISIONS, NewerError
from models.obligation import Obligation
from models.people import commune
from models.people.permission import Role
from models.status.answer import StatusAnswer
from models.status.status_round import StatusRound
from tests import patterns
from tests.cli.test_command_line import at_work, call
from tests.cli.test_command_line import settings as environment_of
from tests.cli.test_command_line import telegram as telegram
from tests.conftest import TUESDAY, VERSIONS, on_both_engines

Rows = dict[str, list[dict[str, Any]]]
Shape = dict[str, dict[str, Any]]
OTHERWISE_BEFORE = {("0002", "outbox", "state"): {"expired": "dropped"}}
"""What an older version has another word for."""

OF_NEWER = {"obligation": {"data_call_id"}}
"""Rows in which one of these columns says something are about what an older version does not know."""

KEPT_BEFORE = {("status_answer", "obligation_id")}
"""Keys that the processes of the version before keep to by themselves, but for two at once: the second tries again."""


@pytest.fixture
def begins_empty() -> bool:
    return True


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    opened = Database(settings.database_url)
    yield opened
    await opened.close()


async def lived_in(settings: Settings) -> None:
    """The demonstration's people with all that lies behind them, and what a conversation leaves."""
    clock = Clock(settings.zone, "PL", now=lambda: TUESDAY)
    database = await app.prepare(settings, clock)
    await move_in(database, World(token=TOKEN), clock, settings.the_association)
    await database.close()
    async with a_town(settings, clock) as town:
        zofia = await town.meets("Zofia Łęcka", Role.COORDINATOR, "Niepołomice")
        await zofia.say("/ryzyko Osuwisko „zamknęło” drogę 🌧")
        await zofia.send_photo("tak to wygląda")


def shape_of(connection: sa.Connection) -> Shape:
    """Tables, columns, keys and indexes as the database itself tells them."""
    look = sa.inspect(connection)
    shape: Shape = {}
    for table in look.get_table_names():
        columns = {c["name"]: (str(c["type"]), c["nullable"], c["default"]) for c in look.get_columns(table)}
        keys = [
            *({"unique": bool(i["unique"]), **i} for i in look.get_indexes(table)),
            *({"unique": True, **u} for u in look.get_unique_constraints(table)),
            *look.get_foreign_keys(table),
            look.get_pk_constraint(table),
            *look.get_check_constraints(table),
        ]
        shape[table] = {
            "columns": columns,
            "keys": sorted(dumps(key, sort_keys=True, default=str) for key in keys),
            "unique": unique_of(look, table),
        }
    return shape


def unique_of(look: sa.Inspector, table: str) -> set[tuple[str | None, ...]]:
    indexed = [tuple(i["column_names"]) for i in look.get_indexes(table) if i["unique"]]
    return {*indexed, *(tuple(u["column_names"]) for u in look.get_unique_constraints(table))}


def rows_of(connection: sa.Connection) -> Rows:
    tables = sa.inspect(connection).get_table_names()
    every = {t: connection.execute(sa.text(f'SELECT * FROM "{t}"')).mappings() for t in tables}  # noqa: S608
    return {table: [dict(row) for row in found] for table, found in every.items() if table != "alembic_version"}


def as_known_to(rows: Rows, older: Shape, newer: str = "") -> dict[str, list[str]]:
    """Those tables and columns that the older version has, in no order."""
    known = {}
    for table, shape in older.items():
        if table in ("alembic_version", *LEFT):
            continue
        names = shape["columns"]
        kept = [row for row in rows[table] if not any(row.get(of) for of in OF_NEWER.get(table, set()) - names.keys())]
        found = [{name: otherwise(row[name], newer, table, name) for name in names} for row in kept]
        known[table] = sorted(repr(sorted(row.items())) for row in found)
    return known


def otherwise(value: Any, newer: str, table: str, column: str) -> Any:
    """What the value becomes on the way down from that version."""
    words = OTHERWISE_BEFORE.get((newer, table, column))
    return words.get(value, value) if words else value


async def look(database: Database, at: Any) -> Any:
    async with database.engine.connect() as connection:
        return await connection.run_sync(at)


async def shapes(database: Database, revisions: Sequence[str]) -> dict[str, Shape]:
    """What each of these versions makes of an empty database."""
    made = {}
    for revision in revisions:
        await database.migrate(revision)
        made[revision] = await look(database, shape_of)
    return made


@VERSIONS
@on_both_engines
async def test_every_step_down_and_up_again_keeps_what_both_versions_know(
    settings: Settings, database: Database, revisions: Sequence[str]
) -> None:
    """And leaves exactly the tables that the older version makes, so that it can run on them."""
    made = await shapes(database, revisions)
    await lived_in(settings)
    rows: Rows = await look(database, rows_of)
    assert sum(map(len, rows.values())) > 500
    for newer, older in pairwise(reversed(revisions)):
        before = as_known_to(await look(database, rows_of), made[older], newer)
        await database.migrate(older)
        assert await look(database, shape_of) == made[older], older
        assert as_known_to(await look(database, rows_of), made[older]) == before, older
        await database.migrate(newer)
        assert await look(database, shape_of) == made[newer], newer
        assert as_known_to(await look(database, rows_of), made[older]) == before, newer
        await database.migrate(older)


@VERSIONS
@on_both_engines
async def test_the_processes_of_the_version_before_go_on_while_a_migration_has_run(
    database: Database, revisions: Sequence[str]
) -> None:
    """It only adds, nothing that they would have to fill; what they always fill may be left empty by others."""
    made = await shapes(database, revisions)
    for older, newer in pairwise(revisions):
        for table, was in made[older].items():
            now = made[newer][table]
            for name, (kind, nullable, default) in was["columns"].items():
                assert now["columns"][name] in ((kind, nullable, default), (kind, True, default)), (newer, table, name)
            for name, (_, nullable, default) in now["columns"].items():
                assert name in was["columns"] or nullable or default is not None, (newer, table, name)
            new = {(table, *unique) for unique in now["unique"] - was["unique"]}
            assert all(set(unique[1:]) - set(was["columns"]) for unique in new - KEPT_BEFORE), (newer, table)


@VERSIONS
@on_both_engines
async def test_the_bot_starts_on_the_database_of_any_version_before_and_knows_its_people(
    settings: Settings, revisions: Sequence[str]
) -> None:
    async with a_town(settings, Clock(settings.zone, "PL", now=lambda: TUESDAY)) as town:
        anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
        for revision in reversed(revisions[:-1]):
            await town.stop()
            database = Database(settings.database_url)
            await database.migrate(revision)
            await database.close()
            await town.start()
            await anna.say("/menu")
            anna.sees("Menu")


@on_both_engines
async def test_of_answers_that_counted_twice_the_latest_counts(settings: Settings, database: Database) -> None:
    await database.migrate()
    await lived_in(settings)
    await database.migrate("0011")
    again = "INSERT INTO status_answer (obligation_id, person_id, answered_at, late, counts) SELECT obligation_id, "
    again += "person_id, :at, late, counts FROM status_answer WHERE counts"
    async with database.engine.begin() as connection:
        counting = await connection.scalar(sa.text("SELECT count(*) FROM status_answer WHERE counts"))
        at = sa.bindparam("at", type_=StatusAnswer.__table__.c.answered_at.type)  # type: ignore[attr-defined]
        for instant in (TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=2), TUESDAY + timedelta(days=2)):
            await connection.execute(sa.text(again).bindparams(at), {"at": instant})
    await database.migrate()
    async with database.looking() as session:
        every = (
            await session.exec(select(StatusAnswer).order_by(col(StatusAnswer.answered_at), col(StatusAnswer.id)))
        ).all()
    latest = {answer.obligation_id: answer.id for answer in every}
    assert {answer.obligation_id: answer.id for answer in every if answer.counts} == latest
    assert sum(answer.counts for answer in every) == len(latest) == counting


@on_both_engines
async def test_of_rounds_that_are_over_nobody_owes_anything(settings: Settings, database: Database) -> None:
    """Also of those that were closed before it was noted whose chairs were told."""
    await database.migrate()
    await lived_in(settings)
    await database.migrate("0020")
    async with database.engine.begin() as connection:
        await connection.execute(sa.text("UPDATE obligation SET silence_told = false"))
    await database.migrate()
    silent = select(StatusRound.closed_at, Obligation.silence_told).where(col(Obligation.answered_at).is_(None))
    async with database.looking() as session:
        found = (await session.exec(silent.join(StatusRound, col(StatusRound.id) == Obligation.round_id))).all()
    assert any(told for _, told in found) and all(told is (closed_at is not None) for closed_at, told in found)


@on_both_engines
async def test_of_files_those_stay_that_are_still_to_be_sent(settings: Settings, database: Database) -> None:
    await database.migrate()
    waiting, sent = (
        NewLetter(chat_id=1, method="send_document", arguments={}, file=b"x", file_name="x", created_at=TUESDAY)
        for _ in range(2)
    )
    sent.state = State.SENT
    async with database.transaction() as session:
        await write(session, [waiting, sent])
    await database.migrate("0015")
    await database.migrate()
    async with database.looking() as session:
        found = (await session.exec(select(Letter.state, Letter.file))).all()
    assert sorted(found) == [(State.QUEUED, b"x"), (State.SENT, None)]


@on_both_engines
async def test_what_is_on_peoples_screens_is_carried_both_ways(settings: Settings, database: Database) -> None:
    """Also what was shown, retired or turned to another page since the version before went by its own tables."""
    await database.migrate()
    await lived_in(settings)
    views = [("risk:1", "card", 0), ("risk:2", "reminder", 0), ("forum:1", "live", 0), ("forum:2", "live", 3)]
    for letters in (range(2**40, 2**40 + 4), range(2**41, 2**41 + 4)):
        async with database.transaction() as session:
            await session.exec(sa.delete(Screen))
            session.add_all(
                Screen(letter_id=id, subject=subject, view=view, person_id=1, page=page)
                for id, (subject, view, page) in zip(letters, views, strict=True)
            )
        shown = (await look(database, rows_of))["screen"]
        await database.migrate("0020")
        rows: Rows = await look(database, rows_of)
        assert [tuple(row.values()) for row in rows["risk_card"]] == [
            (letters[0], 1, 1, False),
            (letters[1], 2, 1, True),
        ]
        assert [tuple(row.values()) for row in rows["forum_card"]] == [(letters[2], 1, 1, 0), (letters[3], 2, 1, 3)]
        await database.migrate()
        assert (await look(database, rows_of))["screen"] == shown


@on_both_engines
async def test_a_migration_is_done_wholly_or_not_at_all(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await database.migrate("0001")
    before = await look(database, shape_of)
    upgrade = migrations.upgrade

    def broken_off(connection: sa.Connection, revision: str) -> None:
        upgrade(connection, revision)
        raise OSError("the power is cut")

    monkeypatch.setattr(migrations, "upgrade", broken_off)
    with pytest.raises(OSError, match="the power is cut"):
        await database.migrate()
    monkeypatch.undo()
    await database.close()
    assert await look(database, shape_of) == before
    await database.migrate()
    assert await look(database, migrations.version) == HEAD


@on_both_engines
async def test_the_database_of_a_newer_version_is_left_alone(database: Database) -> None:
    await database.migrate()
    async with database.engine.begin() as connection:
        await connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerError, match=r"made by a newer version \(9999, this one knows \d{4}\)"):
        await database.migrate()
    assert await look(database, migrations.version) == "9999"


@on_both_engines
async def test_processes_that_start_together_on_an_empty_database_fill_it_once(settings: Settings) -> None:
    for database in await asyncio.gather(*(app.prepare(settings) for _ in range(4))):
        async with database.looking() as session:
            communes = await commune.all_communes(session)
        await database.close()
    assert sorted(each.name for each in communes) == sorted(settings.the_association.communes)


def test_the_revisions_are_numbered_without_a_gap() -> None:
    files = sorted(path.name[:4] for path in Path(migrations.__file__).parent.glob("versions/[0-9]*.py"))
    assert list(REVISIONS) == files and REVISIONS[-1] == HEAD


# --- the command line ----------------------------------------


@on_both_engines
async def test_the_operator_goes_back_and_forth(telegram: Server, settings: Settings, tmp_path: Path) -> None:
    """With the bot stopped; what an older version can't hold is in a backup before it is dropped."""
    environment = environment_of(telegram, tmp_path, DATABASE_URL=settings.database_url)
    previous = REVISIONS[-2]
    async with at_work(environment, tmp_path, telegram):
        code, _, errors = await call(environment, tmp_path, "migrate", "--to", previous)
        assert code == 2 and "stop it first" in errors and len(errors.splitlines()) == 1, errors
    code, out, errors = await call(environment, tmp_path, "migrate", "--to", previous)
    assert (code, errors) == (0, "") and f"{HEAD} → {previous}" in out
    assert any(tmp_path.glob("backups/obwarzanek-*.db")) == (settings.database_file is not None)
    code, out, _ = await call(environment, tmp_path, "migrate")
    assert code == 0 and f"{previous} → {HEAD}" in out
    code, _, errors = await call(environment, tmp_path, "migrate", "--to", "0042")
    assert code == 2 and "0042" in errors and HEAD in errors


@on_both_engines
async def test_processes_that_start_together_migrate_once(
    telegram: Server, settings: Settings, database: Database, tmp_path: Path
) -> None:
    await database.migrate("0001")
    environment = environment_of(telegram, tmp_path, DATABASE_URL=settings.database_url)
    ended = await asyncio.gather(*(call(environment, tmp_path, "migrate") for _ in range(3)))
    assert [(code, errors) for code, _, errors in ended] == [(0, "")] * 3
    assert await look(database, migrations.version) == HEAD


@pytest.mark.parametrize("command", [("run",), ("invite", "--role", "office"), ("migrate",), ("job", "status-open")])
async def test_no_command_works_on_the_database_of_a_newer_version(
    telegram: Server, tmp_path: Path, command: tuple[str, ...]
) -> None:
    environment = environment_of(telegram, tmp_path, LOG_LEVEL="error")
    file = tmp_path / "var" / "bot.db"
    await asyncio.to_thread(patterns.lay, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    code, out, errors = await call(environment, tmp_path, *command)
    assert (code, out) == (2, "") and "newer version (9999" in errors and len(errors.splitlines()) == 1
    assert "BAD  migrations" in (await call(environment, tmp_path, "doctor"))[1]
