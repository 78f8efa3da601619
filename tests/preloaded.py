"""Imported once, by the process that those of the bot are copies of: all that each of them would read by itself."""

import gc
from datetime import date
from importlib import import_module
from zoneinfo import ZoneInfo

from sqlalchemy.orm import configure_mappers

from bot.texts import Texts
from models.calendar import Clock

for module in (
    "bot.command_line", "bot.demo", "bot.ops.backup", "bot.ops.doctor", "bot.ops.web",
    "alembic.command", "alembic.migration", "apscheduler.schedulers.asyncio", "apscheduler.triggers.interval",
    "sqlalchemy.dialects.postgresql.asyncpg", "sqlalchemy.dialects.sqlite.aiosqlite",
):  # fmt: skip
    import_module(module)
configure_mappers()
for words in Texts():
    words.plain("menu")
Clock(ZoneInfo("UTC"), "PL").is_working_day(date(2026, 11, 24))
# what a copy does not write to stays one with its origin
gc.freeze()
