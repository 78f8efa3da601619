"""The doctor's look at the database: who works on it, what waits, what failed, and where it is kept."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.ops import backup
from bot.settings import Settings
from models import incident, job_run, setting
from models.calendar import Clock
from models.database import Database
from models.mail import inbox, outbox
from models.people import contact, unreachable

WAITS_TOO_LONG = timedelta(minutes=10)
FAILED_LATELY = timedelta(days=1)
BACKUP_AFTER = timedelta(days=2)
LEAST_SPACE = 200_000_000
"""Bytes that must be free; at least the size of the database, for its next copy."""
LEAST_CONNECTIONS = 10
OLDEST_POSTGRESQL = 13


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    SOON = "soon"
    """Nothing stands still; somebody has to care before it does."""
    BAD = "BAD"

    @property
    def exit_code(self) -> int:
        return list(Level).index(self)


CAN_WAIT = ("secrecy", "clock", "inbox", "people", "backup", "server", "memory", "copy")
"""What may be wrong while the bot works."""


@dataclass(frozen=True)
class Finding:
    """What was examined, whether it is well, and what to say about it."""

    what: str
    well: bool
    words: str

    @property
    def level(self) -> Level:
        return Level.OK if self.well else Level.SOON if self.what in CAN_WAIT else Level.BAD


class Health:
    """Examines an up-to-date database without changing anything."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._now = clock.now()

    async def findings(self, *, at_work: bool) -> AsyncIterator[Finding]:
        """Yield the findings one by one; ``at_work``: a process holds the claim."""
        async with self._database.looking() as session:
            yield await self._work(session, at_work)
            yield await self._outbox(session)
            yield await self._inbox(session)
            yield await self._jobs(session, at_work)
            yield await self._people(session)
            if self._database.is_sqlite:
                yield await self._disk()
                yield await self._backup(session)
                yield await self._copy()
            else:
                yield await self._server(session)

    def _at(self, instant: datetime) -> str:
        return f"{self._clock.local(instant):%Y-%m-%d %H:%M}"

    async def _work(self, session: AsyncSession, at_work: bool) -> Finding:
        if (elsewhere := await setting.moved_to(session)) is not None:
            return Finding("work", False, str(setting.MovedError(elsewhere)))
        last = await incident.last_watch(session)
        if at_work:
            return Finding("work", True, await self._on_duty())
        if last is None:
            return Finding("work", True, "no bot has been at work on this database yet")
        return Finding("work", False, f"no bot is at work since {self._at(last.at)}: start it, or see why it ended")

    async def _on_duty(self) -> str:
        others = await self._database.count_present() - 1
        return "a bot is at work on this database" + (f", standing by: {others}" if others > 0 else "")

    async def _outbox(self, session: AsyncSession) -> Finding:
        working_since = self._clock.working_since(self._now)
        owed = await outbox.backlog(session, now=self._now, working_since=working_since)
        waiting = await session.scalar(sa.select(sa.func.count()).select_from(outbox.Letter).where(outbox.QUEUED))
        words = f"{waiting} message(s) wait to be sent"
        if owed.since is None or owed.waited(self._now) <= WAITS_TOO_LONG:
            return Finding("outbox", True, words)
        return Finding(
            "outbox", False,
            f"{words}, {owed.letters} of them could go; the oldest since {self._at(owed.since)}:"
            " see the lines above and the log for what keeps them",
        )  # fmt: skip

    async def _inbox(self, session: AsyncSession) -> Finding:
        left = await inbox.left(session)
        failed = await inbox.failures(session, since=self._now - FAILED_LATELY)
        complaints = []
        if left.since is not None and self._now - left.since > WAITS_TOO_LONG:
            complaints.append(
                f"{left.count} update(s) wait, the oldest since {self._at(left.since)}: the next start tries again"
            )
        if failed:
            shown = ", ".join(failed[:5])
            complaints.append(f"{len(failed)} update(s) failed within a day: look into the log for {shown}")
        return Finding("inbox", not complaints, "; ".join(complaints) or f"{left.count} update(s) wait to be handled")

    async def _jobs(self, session: AsyncSession, at_work: bool) -> Finding:
        runs, watch = await job_run.all_runs(session), await incident.last_watch(session)
        if watch is None or not runs:
            return Finding("jobs", True, "none has run yet")
        if not at_work:
            return Finding("jobs", True, f"they wait for a bot, the last ones ran at {self._at(watch.at)}")
        if self._now - watch.at > incident.ASLEEP:
            return Finding("jobs", False, f"none has run since {self._at(watch.at)}: the bot hangs, restart it")
        late = [
            f"{run.name} fails since {self._at(run.failed_since)}"
            if run.failed_since is not None
            else f"{run.name} has not ended well since {self._at(run.finished_at)}"
            for run in runs
            if run.failed_since is not None or self._now > run.late_at(watched_since=watch.since)
        ]
        if late:
            return Finding("jobs", False, f"{'; '.join(late)}: the cause is in the log")
        latest = max(runs, key=lambda run: run.finished_at)
        return Finding("jobs", True, f"{len(runs)} run in time, the last one at {self._at(latest.finished_at)}")

    async def _people(self, session: AsyncSession) -> Finding:
        count = await unreachable.count(session)
        told = await contact.to_be_told(session)
        words = f"{count} cannot be reached (they blocked the bot or left Telegram)"
        if told and all(person.unreachable_since is not None for person in told):
            return Finding("people", False, f"{words}, among them everybody of the Office: nobody hears of trouble")
        return Finding("people", True, words)

    async def _disk(self) -> Finding:
        file = Path(self._database.url.database or "")
        free, size = await asyncio.to_thread(lambda: (shutil.disk_usage(file.parent).free, file.stat().st_size))
        words = f"{free // 1_000_000} MB free, the database has {size // 1_000_000} MB"
        if free < max(LEAST_SPACE, size):
            return Finding("disk", False, f"{words}: make room, or nothing can be written soon")
        return Finding("disk", True, words)

    async def _backup(self, session: AsyncSession) -> Finding:
        assert self._settings.backups is not None, "it is SQLite"  # noqa: S101
        _, folder = self._settings.backups
        made = await asyncio.to_thread(lambda: [file.stat().st_mtime for file in folder.glob("obwarzanek-*.db")])
        installed = await setting.installed_at(session)
        newest = datetime.fromtimestamp(max(made), UTC) if made else None
        since = newest or installed or self._now
        words = f"{len(made)} in {folder}, the newest of {self._at(newest)}" if newest else f"none in {folder} yet"
        if self._now - since > BACKUP_AFTER:
            return Finding("backup", False, f"{words}: one should be made every night; obwarzanek backup makes one")
        return Finding("backup", True, words)

    async def _copy(self) -> Finding:
        """Whether the newest copy opens and is whole."""
        assert self._settings.backups is not None, "it is SQLite"  # noqa: S101
        file = await asyncio.to_thread(backup.newest, self._settings.backups[1])
        if file is None:
            return Finding("copy", True, "none to be opened yet")
        try:
            content = await backup.examine(file)
        except backup.BackupError as error:
            return Finding("copy", False, str(error))
        return Finding(
            "copy", True, f"{file.name} opens: {sum(content.rows.values())} rows, migration {content.version}"
        )

    async def _server(self, session: AsyncSession) -> Finding:
        connection = await session.connection()
        row = await connection.execute(
            sa.text(
                "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version'),"
                " current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
                " - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')"
            )
        )
        major, version, left = row.one()
        words = f"PostgreSQL {version}, {left} connections left"
        if major < OLDEST_POSTGRESQL:
            return Finding("server", False, f"{words}: version {OLDEST_POSTGRESQL} or newer is needed")
        if left < LEAST_CONNECTIONS:
            return Finding("server", False, f"{words}: raise max_connections, or run fewer processes")
        return Finding("server", True, words)
