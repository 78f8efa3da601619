"""Logs: one line an event, as text or JSON; no token and no words of people in them."""

import json
import logging
import re
import sys
from datetime import UTC, datetime

from bot.settings import Settings

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{8,}")
"""Also behind letters: in the address of a call it follows "bot"."""


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("<token>", super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["cause"] = self.formatException(record.exc_info)
        return _TOKEN.sub("<token>", json.dumps(entry, ensure_ascii=False))


def begin(settings: Settings) -> None:
    """Log to standard error in the format that LOG_FORMAT names."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Json() if settings.log_format == "json" else _Text("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for chatty in ("httpx", "apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # a job that takes longer than its interval is left out once: that is how it is meant
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
