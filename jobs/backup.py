"""Copies the database once a night; what was missed while the bot was down is done at the start."""

import logging
from datetime import timedelta

from bot.conversation.outgoing import Services
from bot.ops import backup
from bot.timetable import Job

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)
"""Also how soon it is tried again when it has failed."""


async def back_up(services: Services) -> None:
    """The copies in the folder say whether tonight's is made: two processes, or one that was killed, make one."""
    if services.backups is None:
        return
    database, folder = services.backups
    made = await backup.back_up_into(database, folder, services.clock.local(services.clock.now()), once_a_night=True)
    if made is not None:
        log.info("backup %s: %s rows", made.file, sum(made.content.rows.values()))


job = Job(
    "backup", None, about="copies the database, if it is SQLite, once a night (PostgreSQL has pg_dump)",
    aside=back_up, every=EVERY,
)  # fmt: skip
