"""The log: one line an event, machine readable if wanted, and no token in it."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest

from bot import log_setup
from bot.settings import Settings

TOKEN = "110:abcdefgh-IJKL_mnop"  # noqa: S105


@pytest.fixture(autouse=True)
def the_log_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    yield
    root.setLevel(level)


def begun(log_format: Literal["text", "json"], monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    log_setup.begin(Settings(_env_file=None, log_format=log_format))
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
    assert len(written.getvalue().splitlines()) == 1


def test_those_who_talk_much_are_heard_when_it_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    written = begun("text", monkeypatch)
    logging.getLogger("httpx").info("a request")
    logging.getLogger("httpx").warning("a problem")
    assert "a problem" in written.getvalue() and "a request" not in written.getvalue()
