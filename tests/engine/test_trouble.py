"""Outages as the operator sees them: a line when one begins, at most one a minute, one at its end; and /readyz."""

import asyncio
import errno
import logging
import os
import re
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from bot import __version__, app
from bot.app import introduction, prepare
from bot.demo.town import a_town
from bot.ops import backup
from bot.playground import Fault
from bot.playground.errors import ApiError
from bot.settings import SettingError, Settings
from models.calendar import Clock
from models.database import Database
from models.db.trouble import Trouble, is_away
from models.migrations import HEAD, REVISIONS
from models.people.permission import Role
from tests.cli.test_command_line import call
from tests.cli.test_command_line import settings as environment_of
from tests.cli.test_command_line import telegram as telegram
from tests.conftest import TUESDAY, Town, on_both_engines, on_sqlite
from tests.engine.test_database_away import needs_a_server, own
from tests.engine.test_database_away import server as server
from tests.engine.test_webhook import asked, is_pushed_to, metrics
from tests.ports import free_port

__all__ = ["own", "server", "telegram"]


def test_a_line_at_the_beginning_one_a_minute_and_one_at_the_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    of_disk = Trouble(logging.getLogger("models"), "trouble with the disk")
    for now in (1000.0, 1001.0, 1030.0, 1061.0, 1062.0):  # noqa: B007 (the clock reads it)
        of_disk.goes_on("it is full")
    now = 1070.0
    of_disk.is_over()
    of_disk.is_over()
    # it comes and goes
    now = 1071.0
    of_disk.goes_on("it is full")
    of_disk.is_over()
    assert [record.getMessage() for record in caplog.records] == [
        "trouble with the disk: it is full",
        "trouble with the disk for 61 s now, 2 more failures: it is full",
        "trouble with the disk: over after 70 s",
    ]


def test_what_gets_worse_is_told_at_once(caplog: pytest.LogCaptureFixture) -> None:
    of_telegram = Trouble(logging.getLogger("bot"), "trouble with Telegram")
    of_telegram.goes_on("no answer")
    assert not of_telegram.is_grave
    of_telegram.goes_on("it does not accept BOT_TOKEN", logging.CRITICAL)
    assert of_telegram.is_grave and len(caplog.records) == 2


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (sa.exc.OperationalError("INSERT", None, OSError(errno.ENOSPC, "No space left on device")), True),
        (sa.exc.InterfaceError("SELECT", None, ValueError("connection is closed")), True),
        (sa.exc.TimeoutError(), True),
        (sa.exc.IntegrityError("INSERT", None, sqlite3.IntegrityError("UNIQUE")), False),
        (sa.exc.DataError("INSERT", None, ValueError("out of range")), False),
        (ValueError(), False),
    ],
)
def test_what_is_an_outage(error: Exception, away: bool) -> None:
    assert is_away(error) is away


# --- /readyz ----------------------------------------


@pytest.fixture(params=["polled", "pushed"])
async def watched(settings: Settings, request: pytest.FixtureRequest, monkeypatch: Any) -> AsyncIterator[Town]:
    monkeypatch.setattr(app, "NOTE_EVERY", timedelta(seconds=0.05))
    settings.http_port = free_port()
    if request.param == "pushed":
        settings.bot_webhook_url = f"http://127.0.0.1:{settings.http_port}/telegram"
    async with a_town(settings, Clock(settings.zone, "PL", now=lambda: TUESDAY)) as here:
        if request.param == "pushed":
            await is_pushed_to(here)
        yield here


async def until_ready(town: Town, status: int) -> str:
    async with asyncio.timeout(20):
        while (found := await asked(town, "/readyz"))[0] != status:
            await asyncio.sleep(0.02)
    return found[1]


@on_sqlite
async def test_a_revoked_token_is_told_and_not_ready(watched: Town, caplog: pytest.LogCaptureFixture) -> None:
    """Polled or pushed to."""
    anna = await watched.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await until_ready(watched, 200)
    refused = watched.server.faults.add(Fault("refusal", says=ApiError(401, "Unauthorized")))
    watched.world.settle, watched.world.patience = None, 0
    await anna.say("/menu")
    assert "BOT_TOKEN" in await until_ready(watched, 503)
    await asyncio.sleep(1)
    assert caplog.text.count("trouble with Telegram: it does not accept BOT_TOKEN") == 1
    assert (await metrics(watched))["obwarzanek_token_refused"] == 1
    refused.times = 0
    assert await until_ready(watched, 200) == "on duty"
    assert caplog.text.count("trouble with Telegram: over after") == 1
    assert (await metrics(watched))["obwarzanek_token_refused"] == 0


@on_sqlite
async def test_a_full_disk_is_told_in_one_line_and_not_ready(
    watched: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    anna = await watched.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    watched.world.settle, watched.world.patience = None, 0
    await anna.say("/menu")
    assert "No space left on device" in await until_ready(watched, 503)
    await asyncio.sleep(1)
    assert caplog.text.count("trouble with the database: ") == 1 and "Traceback" not in caplog.text
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    await anna.waits_for("Menu")
    assert await until_ready(watched, 200) == "on duty"
    assert caplog.text.count("trouble with the database: over after") == 1


@on_sqlite
async def test_a_second_bot_with_the_token_is_told(watched: Town, caplog: pytest.LogCaptureFixture) -> None:
    if watched.settings.bot_webhook_url is not None:
        return
    refusal = ApiError(409, "Conflict: terminated by other getUpdates request")
    both = watched.server.faults.add(Fault("refusal", method="getUpdates", says=refusal))
    anna = await watched.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    watched.world.settle, watched.world.patience = None, 0
    await anna.say("/menu")
    async with asyncio.timeout(20):
        while "another bot takes the updates with this token" not in caplog.text:
            await asyncio.sleep(0.02)
    both.times = 0
    await anna.waits_for("Menu")


@on_both_engines
async def test_a_second_bot_on_the_database_says_that_it_stands_by_and_takes_over(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async def begin() -> None:
        async with app.running(town.settings, town.clock, scheduled=False):
            await asyncio.sleep(60)

    second = asyncio.create_task(begin())
    async with asyncio.timeout(20):
        while "standing by: another bot is at work here" not in caplog.text:
            await asyncio.sleep(0.05)
        assert "took over" not in caplog.text
        await town.stop()
        while "took over: " not in caplog.text:
            await asyncio.sleep(0.05)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    await town.start()


# --- the start ----------------------------------------


def test_one_line_says_what_starts_and_how() -> None:
    """Version, database, for whom, by which way, where, and when it is there; nothing secret."""
    polled = Settings(_env_file=None, database_url="postgresql://bot:tajne@db/bot", bot_token=SecretStr("1:tajne"))
    line = introduction(polled)
    assert re.fullmatch(
        rf"obwarzanek {re.escape(__version__)} \(database {HEAD}\) starts for Metropolia Krakowska:"
        r" postgresql://bot:\*\*\*@db/bot, updates by polling, HTTP nowhere,"
        r" zone Europe/Warsaw \(\d{4}-\d\d-\d\d \d\d:\d\d \+0[12]00\)",
        line,
    )
    pushed = Settings(_env_file=None, bot_webhook_url="https://bot.example.org/x7", database_url="sqlite:///var/bot.db")
    assert "sqlite:///var/bot.db, updates by webhook, HTTP on 127.0.0.1:8000" in introduction(pushed)
    assert "tajne" not in line and "x7" not in introduction(pushed)


@on_sqlite
async def test_a_first_start_says_that_it_begins_with_nothing(
    settings: Settings, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.database_url = f"sqlite+aiosqlite:///{tmp_path}/new.db"
    caplog.set_level(logging.INFO)
    for _ in range(2):
        await (await prepare(settings)).close()
    assert caplog.text.count(f"begins with an empty database: sqlite:///{tmp_path}/new.db") == 1


async def test_an_upgrade_is_told_and_preceded_by_a_backup(telegram: Any, tmp_path: Any) -> None:
    environment = environment_of(telegram, tmp_path)
    file, previous = tmp_path / "var" / "bot.db", REVISIONS[-2]
    database = Database(environment["DATABASE_URL"].replace("sqlite", "sqlite+aiosqlite"))
    await database.migrate(previous)
    code, _, errors = await call({**environment, "BACKUP_DIR": "/proc/x"}, tmp_path, "invite", "--role", "office")
    assert code == 1 and "nothing was migrated" in errors and await database.version() == previous
    code, _, errors = await call(environment, tmp_path, "invite", "--role", "office")
    assert code == 0 and f"migrated {previous} → {HEAD}" in errors and "backup before the migration" in errors
    made = await backup.examine(file.parent / "backups" / f"before-{HEAD}.db")
    assert (made.version, await database.version()) == (previous, HEAD)
    await database.close()


def test_copies_from_before_upgrades_go_after_as_many_nights_as_the_others(tmp_path: Any) -> None:
    for name, days in (("before-0001.db", backup.KEPT + 1), ("before-0002.db", 1)):
        (tmp_path / name).touch()
        at = (TUESDAY - timedelta(days=days)).timestamp()
        os.utime(tmp_path / name, (at, at))
    with sqlite3.connect(tmp_path / "bot.db") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    asyncio.run(backup.back_up_into(tmp_path / "bot.db", tmp_path, TUESDAY))
    assert [file.name for file in tmp_path.glob("before-*")] == ["before-0002.db"]


@needs_a_server
async def test_a_postgresql_that_is_away_at_the_start_is_waited_for(
    own: Settings, server: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LONGEST_PAUSE", 0.5)
    server.stop("immediate")
    starting = asyncio.create_task(app._prepared(own, None))
    await asyncio.sleep(3)
    assert not starting.done() and caplog.text.count("waiting for the database: ") == 1
    server.start()
    async with asyncio.timeout(30):
        await (await starting).close()
    assert "waiting for the database: over after" in caplog.text
    own.database_url = own.database_url.rpartition("/")[0] + "/nobody_made_it"
    with pytest.raises(SettingError, match=r"^DATABASE_URL: .*nobody_made_it.* does not exist"):
        await app._prepared(own, None)
