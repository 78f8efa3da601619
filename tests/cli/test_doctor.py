"""What the doctor finds, told in words an operator can act on."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from aiohttp import web
from pydantic import SecretStr

from bot.app import prepare
from bot.demo.town import a_town
from bot.ops import health
from bot.ops.doctor import Finding, examine
from bot.playground import World, serve
from bot.settings import Settings
from models import incident, job_run, migrations, setting
from models.calendar import Clock, utc_now
from models.database import Database
from models.mail import inbox, outbox
from models.mail.outbox import NewLetter
from models.mail.sender import who_is
from models.people.permission import Role
from models.people.person import with_id
from tests.conftest import Town, on_both_engines, on_postgresql, on_sqlite

PRESENT = World()


AT_NOTHING = pytest.mark.parametrize("begins_empty", [True])


@pytest.fixture
async def settings(database_url: str) -> AsyncIterator[Settings]:
    async with serve(PRESENT) as telegram:
        yield Settings(
            _env_file=None,
            bot_token=SecretStr(PRESENT.token),
            bot_api_url=telegram.url,
            database_url=database_url,
        )


async def found(settings: Settings) -> dict[str, Finding]:
    return {finding.what: finding for finding in await examine(settings)}


@AT_NOTHING
@on_sqlite
async def test_before_the_first_start_nothing_is_wrong_and_nothing_is_made(settings: Settings, tmp_path: Path) -> None:
    findings = await found(settings)
    assert all(finding.well for finding in findings.values())
    assert "will be created" in findings["database"].words and not list(tmp_path.iterdir())
    assert f"@{PRESENT.username}" in findings["token"].words


@on_sqlite
async def test_what_everybody_may_read_is_named(settings: Settings, tmp_path: Path) -> None:
    await (await prepare(settings)).close()
    assert (await found(settings))["secrecy"].well
    (tmp_path / "bot.db").chmod(0o644)
    secrecy = (await found(settings))["secrecy"]
    assert not secrecy.well and f"chmod o= {tmp_path}/bot.db" in secrecy.words


@on_both_engines
async def test_a_database_is_told_by_its_version(settings: Settings) -> None:
    assert (await found(settings))["migrations"].words == f"up to date ({migrations.HEAD})"
    assert (await found(settings))["outbox"].words == "0 message(s) wait to be sent"
    database, before = Database(settings.database_url), migrations.REVISIONS[-2]
    await database.migrate(before)
    await database.close()
    findings = await found(settings)
    assert f"is at {before}" in findings["migrations"].words and "outbox" not in findings


@AT_NOTHING
@on_both_engines
async def test_a_database_without_tables_is_empty(settings: Settings) -> None:
    database = Database(settings.database_url)
    async with database.engine.begin() as connection:
        await connection.execute(sa.text("CREATE TABLE recipe (id INTEGER)"))
    await database.close()
    assert "is empty" in (await found(settings))["migrations"].words


@on_both_engines
async def test_a_bot_at_work_is_not_disturbed(settings: Settings) -> None:
    """By the machine's own clock, as the doctor's."""
    async with a_town(settings, Clock(settings.zone, "PL")) as town:
        findings = await found(town.settings)
    assert [finding.what for finding in findings.values() if not finding.well] == []


@on_sqlite
async def test_a_database_that_is_none(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"no database at all" * 100)
    broken = (await found(settings))["database"]
    assert not broken.well and "file is not a database" in broken.words


@on_postgresql
async def test_a_database_that_nobody_made(settings: Settings) -> None:
    url = sa.make_url(settings.database_url).set(database="no_such_database")
    settings.database_url = url.render_as_string(hide_password=False)
    of_database = (await found(settings))["database"]
    assert not of_database.well and "does not exist" in of_database.words


async def test_passwords_are_not_shown(settings: Settings) -> None:
    settings.database_url = "postgresql+asyncpg://anna:tajne@127.0.0.1:1/bot"
    broken = (await found(settings))["database"]
    assert not broken.well and "tajne" not in broken.words and "anna" in broken.words


@pytest.mark.parametrize(("token", "words"), [("1:wrong", "does not accept it"), (None, "BOT_TOKEN")])
async def test_a_token_that_is_wrong_or_missing(settings: Settings, token: str | None, words: str) -> None:
    settings.bot_token = SecretStr(token) if token else None
    wrong = (await found(settings))["token"]
    assert not wrong.well and words in wrong.words


async def test_nobody_at_the_address(settings: Settings) -> None:
    """The time can't be compared then, which is no reason to complain of the clock too."""
    settings.bot_api_url = "http://127.0.0.1:1"
    findings = await found(settings)
    assert not findings["token"].well and "http://127.0.0.1:1" in findings["token"].words
    assert findings["clock"].well


async def test_a_clock_that_is_wrong(settings: Settings, unused_tcp_port: int) -> None:
    async def of_long_ago(_request: web.Request) -> web.Response:
        return web.json_response({}, headers={"Date": "Tue, 24 Nov 2020 09:00:00 GMT"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", of_long_ago)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    settings.bot_api_url = f"http://127.0.0.1:{unused_tcp_port}"
    clock = (await found(settings))["clock"]
    await runner.cleanup()
    assert not clock.well and "Telegram says 09:00:00" in clock.words


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    """Of a bot that is not at work."""
    here = Database(settings.database_url)
    await here.migrate()
    yield here
    await here.close()


AGO = timedelta(hours=3)


@on_both_engines
async def test_who_works_and_who_does_not_any_more(settings: Settings, database: Database) -> None:
    assert "yet" in (await found(settings))["work"].words and (await found(settings))["work"].well
    async with database.transaction() as session:
        await incident.watched_since(session, now=utc_now() - AGO)
    stopped = (await found(settings))["work"]
    assert not stopped.well and "no bot is at work since" in stopped.words
    async with database.alone():
        assert (await found(settings))["work"] == Finding("work", True, "a bot is at work on this database")


@on_both_engines
async def test_a_database_that_was_moved_is_not_to_be_worked_on(settings: Settings, database: Database) -> None:
    async with database.transaction() as session:
        await incident.watched_since(session, now=utc_now() - AGO)
        await setting.note_move(session, to="postgresql://anna:***@there/bot", now=utc_now())
    moved = (await found(settings))["work"]
    assert not moved.well and moved.words.endswith("was moved: everything is in postgresql://anna:***@there/bot now")
    with pytest.raises(setting.MovedError, match=re.escape(moved.words)):
        await prepare(settings)


@on_both_engines
async def test_jobs_that_do_not_end_well(settings: Settings, database: Database) -> None:
    now = utc_now()
    every = {"tea": timedelta(minutes=1), "coffee": timedelta(minutes=1), "milk": timedelta(minutes=1)}
    async with database.transaction() as session:
        await incident.watched_since(session, now=now - timedelta(minutes=3))
        await job_run.plan(session, every, now=now - AGO)
        await job_run.note(session, finished=dict.fromkeys(every, now), failed_since={})
    async with database.alone():
        in_time = (await found(settings))["jobs"]
        assert in_time.well and in_time.words.startswith("3 run in time, the last one at ")
        async with database.transaction() as session:
            await job_run.note(session, finished={}, failed_since={"tea": now})
            coffee = await session.get_one(job_run.JobRun, "coffee")
            coffee.finished_at = now - AGO
            await session.merge(_watched(since=now - AGO, at=now))
        late = (await found(settings))["jobs"]
        assert not late.well and "tea fails since" in late.words and "coffee has not ended well since" in late.words
        assert "milk" not in late.words
        async with database.transaction() as session:
            await session.merge(_watched(since=now - AGO, at=now - AGO))
        assert "the bot hangs" in (await found(settings))["jobs"].words
    assert (await found(settings))["jobs"].well


def _watched(*, since: datetime, at: datetime) -> setting.Setting:
    return setting.Setting(name="watch", value={"since": since.isoformat(), "at": at.isoformat()})


@on_both_engines
async def test_what_waits_and_what_failed(settings: Settings, database: Database) -> None:
    now = utc_now()
    async with database.transaction() as session:
        letter = NewLetter(chat_id=1, method="send_message", arguments={"text": "tajne"}, created_at=now - AGO)
        await outbox.write(session, [letter])
        await inbox.store(session, [(7, "{}")], now=now - AGO)
        await inbox.fail(session, 8, 1, reference="a7k2f9", now=now - timedelta(minutes=1))
        await inbox.fail(session, 9, 1, reference="0f0f0f", now=now - timedelta(days=3))
    findings = await found(settings)
    assert (
        not findings["outbox"].well and "1 message(s) wait to be sent, 1 of them could go" in findings["outbox"].words
    )
    assert not findings["inbox"].well and "1 update(s) wait, the oldest since" in findings["inbox"].words
    assert "1 update(s) failed within a day: look into the log for a7k2f9" in findings["inbox"].words
    assert "tajne" not in str(findings)


@on_both_engines
async def test_nobody_hears_of_trouble(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    assert (await found(town.settings))["people"].well
    async with town.database.transaction() as session:
        known = await who_is(session, jan.id)
        assert known is not None
        (await with_id(session, known.person.id)).unreachable_since = utc_now()
    deaf = (await found(town.settings))["people"]
    assert not deaf.well and deaf.words.startswith("1 cannot be reached") and "Jan" not in deaf.words


class Usage(NamedTuple):
    """Of a disk."""

    free: int


@on_sqlite
async def test_a_disk_that_is_nearly_full(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await found(settings))["disk"].well
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(5_000_000))
    full = (await found(settings))["disk"]
    assert not full.well and full.words.startswith("5 MB free")


@on_sqlite
async def test_backups_that_are_not_made(settings: Settings, database: Database) -> None:
    async with database.transaction() as session:
        await setting.note_installation(session, now=utc_now())
    assert (await found(settings))["backup"].well
    async with database.transaction() as session:
        await session.merge(setting.Setting(name="installed", value={"at": (utc_now() - 30 * AGO).isoformat()}))
    never = (await found(settings))["backup"]
    assert not never.well and "none in" in never.words
    assert settings.backups is not None
    _, folder = settings.backups
    made = folder / "obwarzanek-2026-11-01T03-00.db"
    await asyncio.to_thread(folder.mkdir)
    await asyncio.to_thread(made.touch)
    assert (await found(settings))["backup"].well
    long_ago = (utc_now() - timedelta(days=2, hours=1)).timestamp()
    os.utime(made, (long_ago, long_ago))
    old = (await found(settings))["backup"]
    assert not old.well and "1 in" in old.words


@on_postgresql
async def test_a_server_of_its_own_is_looked_at(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = (await found(settings))["server"]
    assert server.well and server.words.startswith("PostgreSQL 1") and "connections left" in server.words
    monkeypatch.setattr(health, "LEAST_CONNECTIONS", 1_000_000)
    assert "raise max_connections" in (await found(settings))["server"].words
    monkeypatch.setattr(health, "OLDEST_POSTGRESQL", 99)
    assert "99 or newer" in (await found(settings))["server"].words


@on_sqlite
async def test_a_webhook_that_is_not_where_the_bot_is(settings: Settings) -> None:
    assert (await found(settings))["webhook"].words.startswith("none, the bot polls")
    settings.bot_webhook_url = "http://127.0.0.1:1/here"
    assert (await found(settings))["webhook"].well
    database = await prepare(settings)
    async with database.alone():
        not_set = (await found(settings))["webhook"]
        assert not not_set.well and "its log says why" in not_set.words
    await database.close()
    PRESENT.updates.webhook = hook = await _pushed_to(settings, "http://127.0.0.1:1/here")
    assert (await found(settings))["webhook"].well
    hook.last_error_date, hook.last_error_message = int(utc_now().timestamp()), "Connection refused"
    failing = (await found(settings))["webhook"]
    assert not failing.well and "Connection refused" in failing.words
    hook.last_error_message = "Wrong response from the webhook: 429 Too Many Requests"
    assert (await found(settings))["webhook"].well, "the bot itself has asked for that"
    settings.bot_webhook_url = "http://127.0.0.1:1/there"
    elsewhere = (await found(settings))["webhook"]
    assert not elsewhere.well and "/here" in elsewhere.words and "/there" in elsewhere.words
    settings.bot_webhook_url = None
    assert not (await found(settings))["webhook"].well
    PRESENT.updates.webhook = None


async def _pushed_to(settings: Settings, url: str) -> Any:
    from bot.delivery.transport import make_bot

    async with make_bot(settings) as bot:
        await bot.set_webhook(url)
    return PRESENT.updates.webhook
