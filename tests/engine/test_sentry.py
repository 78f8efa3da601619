"""What a Sentry is told: where it failed and from which update; nothing about people."""

import asyncio
import gzip
import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import sentry_sdk
from aiohttp import web
from pydantic import ValidationError

from bot import __version__
from bot.conversation.turn import Turn
from bot.settings import Settings
from bot.telemetry import sentry
from bot.updates.router import Router
from models.people.permission import Role
from tests.conftest import Town, on_sqlite


class Sentry:
    """A server that takes what a Sentry takes."""

    def __init__(self) -> None:
        self.told: list[bytes] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        content = await request.read()
        self.told.append(gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content)
        return web.json_response({})

    def events(self) -> list[dict[str, Any]]:
        found = [json.loads(line) for envelope in self.told for line in envelope.splitlines() if line]
        return [item for item in found if "event_id" in item and "level" in item]


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers = list(root.handlers)
    yield
    root.handlers[:] = handlers


@pytest.fixture
async def server(unused_tcp_port: int, logging_as_it_was: None) -> AsyncIterator[Sentry]:
    here = Sentry()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", here.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    here.url = f"http://key@127.0.0.1:{unused_tcp_port}/1"
    yield here
    await asyncio.to_thread(lambda: sentry_sdk.get_client().close(timeout=2))
    sentry_sdk.get_global_scope().set_client(None)
    await runner.cleanup()


@on_sqlite
async def test_a_handler_that_fails_is_told_without_people(
    town: Town, server: Sentry, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.settings.sentry_dsn = server.url
    sentry.begin(town.settings)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")

    async def fail(_router: Router, turn: Turn[Any]) -> None:
        words = turn.update.message.text if turn.update.message else ""
        logging.getLogger("asyncio").error("Task exception: %s at bot%s", words, town.settings.token)
        raise ValueError(f"{turn.person.name} wrote {words}")

    monkeypatch.setattr(Router, "handle", fail)
    await anna.say("Zbigniew ma kota")
    await asyncio.to_thread(lambda: sentry_sdk.flush(5))
    theirs, ours = sorted(server.events(), key=lambda event: event["logger"])
    assert (theirs["logger"], ours["logger"]) == ("asyncio", "bot.updates.processor")
    assert theirs["logentry"] == {"message": "asyncio complains"}
    [thrown] = ours["exception"]["values"]
    assert thrown["type"] == "ValueError" and "value" not in thrown
    assert [frame["function"] for frame in thrown["stacktrace"]["frames"]][-1] == "fail"
    assert "failed, reference" in ours["logentry"]["message"] and ours["tags"]["update"].isdecimal()
    assert ours["environment"] == "production" and ours["release"] == f"obwarzanek@{__version__}"
    whole = b"".join(server.told).decode()
    secrets = ("Anna", "Nowak", "Zbigniew", "kota", str(anna.id), town.settings.token)
    assert [what for what in secrets if what in whole] == []


@on_sqlite
async def test_a_sentry_that_is_away_holds_up_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    handlers = list(logging.getLogger().handlers)
    town.settings.sentry_dsn = "http://key@127.0.0.1:1/1"
    sentry.begin(town.settings)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    logging.getLogger("bot").error("it failed")
    await anna.say("/menu")
    anna.sees("Menu")
    sentry_sdk.get_global_scope().set_client(None)
    logging.getLogger().handlers[:] = handlers


@pytest.mark.parametrize("dsn", ["sentry", "https://sentry.io/1", "https://key@sentry.io/", "ftp://key@sentry.io/1"])
def test_what_is_no_dsn_is_said_so(dsn: str) -> None:
    with pytest.raises(ValidationError, match="is not a DSN"):
        Settings(_env_file=None, sentry_dsn=dsn)
