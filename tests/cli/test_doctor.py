"""What the doctor finds, told in words an operator can act on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.doctor import Finding, examine
from bot.playground import World, serve
from bot.settings import Settings
from models import migrations
from models.database import Database
from tests.conftest import Town, on_both_engines

PRESENT = World()


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


async def test_before_the_first_start_nothing_is_wrong_and_nothing_is_made(settings: Settings, tmp_path: Path) -> None:
    findings = await found(settings)
    assert all(finding.well for finding in findings.values())
    assert "will be created" in findings["database"].words and not list(tmp_path.iterdir())
    assert f"@{PRESENT.username}" in findings["token"].words


@on_both_engines
async def test_a_database_is_told_by_its_version(settings: Settings) -> None:
    database = Database(settings.database_url)
    await database.migrate()
    assert (await found(settings))["migrations"].words == f"up to date ({migrations.HEAD})"
    assert (await found(settings))["outbox"].words == "0 message(s) wait to be sent"
    async with database.engine.begin() as connection:
        await connection.run_sync(lambda c: migrations.downgrade(c, "0001"))
    findings = await found(settings)
    assert "is at 0001" in findings["migrations"].words and "outbox" not in findings
    async with database.engine.begin() as connection:
        await connection.run_sync(lambda c: migrations.downgrade(c, "base"))
        await connection.exec_driver_sql("DROP TABLE alembic_version")
    assert "is empty" in (await found(settings))["migrations"].words
    await database.close()


@on_both_engines
async def test_a_bot_at_work_is_not_disturbed(town: Town) -> None:
    findings = await found(town.settings)
    assert [finding.what for finding in findings.values() if not finding.well] == []


async def test_a_database_that_is_none(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"no database at all" * 100)
    broken = (await found(settings))["database"]
    assert not broken.well and "file is not a database" in broken.words


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
