"""The log: one line an event, machine readable if wanted, and no token in it."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

import pytest
import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from bot.conversation.outgoing import Message, Outgoing
from bot.conversation.turn import Turn
from bot.settings import Settings
from bot.telemetry import log_setup
from bot.telemetry.correlation import caused_by
from bot.timetable import Job, Timetable
from bot.updates.router import Router
from models.mail.outbox import Letter
from models.people.permission import Role
from models.people.person import Person
from tests.conftest import Town, on_both_engines, on_postgresql
from tests.rows import every

TOKEN = "110:abcdefgh-IJKL_mnop"  # noqa: S105


@pytest.fixture(autouse=True)
def the_log_as_it_was() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in (None, *log_setup.OURS)]
    levels = [logger.level for logger in loggers]
    yield
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def begun(
    log_format: Literal["text", "json"],
    monkeypatch: pytest.MonkeyPatch,
    log_level: Literal["debug", "info", "warning"] = "info",
) -> io.StringIO:
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    log_setup.begin(Settings(_env_file=None, log_format=log_format, log_level=log_level))
    return written


def test_json_is_one_object_a_line_with_the_cause_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written = begun("json", monkeypatch)
    logging.getLogger("bot").info("żółć at https://example.pl/bot%s/getMe", TOKEN)
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logging.getLogger("bot").exception("it failed")
    plain, failed = map(json.loads, written.getvalue().splitlines())
    assert plain.keys() == {"at", "level", "from", "message"}
    assert plain["message"].endswith("/bot<token>/getMe")
    assert (plain["level"], plain["from"]) == ("info", "bot") and plain["message"].startswith("żółć")
    assert failed["level"] == "error" and "ValueError" in failed["cause"] and "Traceback" in failed["cause"]
    assert TOKEN not in written.getvalue()


def test_text_has_no_token_either(monkeypatch: pytest.MonkeyPatch) -> None:
    written = begun("text", monkeypatch)
    logging.getLogger("bot").warning("at https://example.pl/bot%s/getMe", TOKEN)
    assert "WARNING bot: at https://example.pl/bot<token>/getMe" in written.getvalue()
    assert datetime.fromisoformat(written.getvalue().partition(" WARNING")[0]).tzinfo is not None
    assert len(written.getvalue().splitlines()) == 1


def test_those_who_talk_much_are_heard_when_it_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    written = begun("text", monkeypatch)
    logging.getLogger("apscheduler").info("a tick")
    logging.getLogger("apscheduler").warning("a problem")
    assert "a problem" in written.getvalue() and "a tick" not in written.getvalue()


def test_how_much_is_said_is_a_setting_but_libraries_never_tell_what_people_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = begun("text", monkeypatch, "debug")
    logging.getLogger("bot.delivery.courier").debug("a detail")
    logging.getLogger("telegram.Bot").debug("a sentence of somebody")
    assert "a detail" in written.getvalue() and "sentence" not in written.getvalue()
    written = begun("text", monkeypatch, "warning")
    logging.getLogger("bot").info("a Turn")
    logging.getLogger("bot").warning("a problem")
    assert "a Turn" not in written.getvalue() and "a problem" in written.getvalue()


def test_a_line_says_what_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    written = begun("text", monkeypatch)
    with caused_by("update:17"):
        logging.getLogger("bot").info("turn", extra=log_setup.facts(kind="tap", conversation=None, ms=3.5))
    with caused_by("job:status-open"):
        logging.getLogger("bot").info("it ran")
    logging.getLogger("bot").info("it stands by")
    first, second, third = (line.partition("INFO ")[2] for line in written.getvalue().splitlines())
    assert (first, second) == ("bot: turn update=17 kind=tap ms=3.5", "bot: it ran job=status-open")
    assert third == "bot: it stands by"


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@on_both_engines
async def test_an_update_is_followed_from_its_turn_to_the_delivery(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    written = begun("json", monkeypatch, "debug")
    await anna.say("/menu")
    await town.settled()
    [letter] = await every(town, select(Letter))
    turn, *others = [line for line in lines(written) if "update" in line]
    assert letter.caused_by == f"update:{turn['update']}"
    assert turn["message"] == "turn" and turn["from"] == "bot.updates.processor" and 0 < turn["ms"] < 10_000
    assert (turn["kind"], turn["conversation"], turn["letters"], turn["outcome"]) == ("message", "menu", 1, "done")
    assert [(line["message"], line["update"], line["level"]) for line in others] == [
        (f"letter {letter.id} is sent", turn["update"], "debug")
    ]


async def test_what_a_job_owes_is_followed_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")

    async def run(outgoing: Outgoing) -> None:
        outgoing.write(anna.id, Message(Markup("Herbata")))

    await anna.block()
    written = begun("json", monkeypatch)
    jobs = [Job("tea", run, "makes tea")]
    await Timetable(town.database, town.app.services, jobs, posted=town.app.courier.look).tick()
    while not any("closed" in line["message"] for line in lines(written)):
        await asyncio.sleep(0.01)
    [line] = lines(written)
    assert line["job"] == "tea" and line["message"].endswith("its chat is closed to the bot")


@on_both_engines
async def test_nobody_can_be_known_from_the_log(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by a name, a number, a word; whatever fails: a handler, a statement, a delivery."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    written = begun("json", monkeypatch)
    stranger, word = 7_654_321, "Zbigniew"

    async def run(outgoing: Outgoing) -> None:
        outgoing.write(stranger, Message(Markup("{}").format(word)))

    town.server.faults.once("429", "sendMessage", anna.id)
    await anna.say(f"/menu {word}")
    jobs = [Job("tea", run, "makes tea")]
    await Timetable(town.database, town.app.services, jobs, posted=town.app.courier.look).tick()
    while "is closed to the bot" not in written.getvalue():
        await asyncio.sleep(0.01)
    await anna.say(word)

    async def halved(_router: Router, turn: Turn[Any]) -> None:
        await turn.session.exec(sa.text("INSERT INTO person (name) VALUES (:name)"), params={"name": word})  # type: ignore[call-overload]

    monkeypatch.setattr(Router, "handle", halved)
    monkeypatch.setattr("bot.updates.processor.PATIENCE", 1)
    await anna.say(word)
    await town.settled()
    told = written.getvalue()
    assert [what for what in ("turn", "asks to wait", "failed, reference", "Traceback") if what not in told] == []
    secrets = ("Anna", "Nowak", word, str(anna.id), str(stranger), town.settings.token)
    assert [what for what in secrets if what in told] == []


@on_postgresql
async def test_what_a_database_quotes_is_left_out(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    written = begun("text", monkeypatch)
    for name, number in ((None, 1), ("Anna\nNowak", "Zbigniew")):
        values: dict[str, Any] = {"telegram_id": number, "name": name, "language": "Anna\nNowak"}
        somebody = Person(**values, created_at=town.clock.now())
        try:
            async with town.database.transaction() as session:
                session.add(somebody)
        except DBAPIError:
            logging.getLogger("bot").exception("it failed")
    told = written.getvalue()
    assert "NotNullViolation" in told and "invalid input for query argument" in told
    assert [name for name in ("Anna", "Nowak", "Zbigniew") if name in told] == []
