"""Logs: one line an event, as text or JSON; no token, no words of people and no number of a person in them.

A line names the update or job that it comes from, from the Turn to the delivery of what it owes.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any

from bot.settings import Settings
from bot.telemetry.correlation import CAUSE

OURS = ("bot", "handlers", "jobs", "models")
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{8,}")
"""Also behind letters: in the address of a call it follows "bot"."""
_VALUES = re.compile(r"(DETAIL:|for query argument \$\d+:).*?(?=\n\[SQL|\n\nThe above|\n\nDuring|\Z)", re.DOTALL)
"""Where PostgreSQL and its driver quote the row or the value that they refuse."""


def scrubbed(text: str) -> str:
    """The text without tokens and without the values that a database quotes."""
    text = _TOKEN.sub("<token>", text)
    return _VALUES.sub(r"\1 <values>", text) if "DETAIL:" in text or "query argument" in text else text


def facts(**facts: Any) -> dict[str, Any]:
    """For ``extra=``: what a line says besides its words, each under a name of its own."""
    return {"facts": {name: fact for name, fact in facts.items() if fact is not None}}


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says besides its words, the update or job that it comes from first."""
    kind, _, which = (CAUSE.get() or "").partition(":")
    known: dict[str, Any] = {kind: int(which) if kind == "update" else which} if kind else {}
    return known | getattr(record, "facts", {})


class _Text(logging.Formatter):
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 (the name that logging calls)
        return datetime.fromtimestamp(record.created).astimezone().isoformat(sep=" ", timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the name that logging calls)
        told = "".join(f" {name}={fact}" for name, fact in facts_of(record).items())
        return super().formatMessage(record) + told

    def format(self, record: logging.LogRecord) -> str:
        return scrubbed(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": scrubbed(record.getMessage()),
            **facts_of(record),
        }
        if record.exc_info:
            entry["cause"] = scrubbed(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)


def begin(settings: Settings) -> None:
    """Log to standard error in the format that LOG_FORMAT names, from LOG_LEVEL on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Json() if settings.log_format == "json" else _Text("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    # what no line says need not be looked up
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    # libraries debug with what people write, so that is for ours alone
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler])
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for chatty in ("apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))
    # a job that takes longer than its interval is left out once: that is how it is meant
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


def only_warnings() -> None:
    """For who plays and has not asked for a log."""
    for name in OURS:
        logging.getLogger(name).setLevel(logging.WARNING)
