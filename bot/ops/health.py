"""The doctor's look at the database: who works on it, what waits, what failed, and where it is kept."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.ops import backup
from bot.settings import Settings
from models import incident, job_run, setting
from models.calendar import Clock
from models.database import Database
from models.mail import inbox, outbox
from models.people import contact, unreachable
from models.reading.tongue import spoken

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


class Finding(Struct, frozen=True):
    """What was examined, whether it is well, and what to say about it."""

    what: str
    well: bool
    words: str

    @classmethod
    def good(cls, what: str, english: str, polish: str | None = None) -> Self:
        """It is well."""
        return cls(what, True, spoken(english, polish))

    @classmethod
    def bad(cls, what: str, english: str, polish: str | None = None) -> Self:
        """It is not."""
        return cls(what, False, spoken(english, polish))

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
            return Finding.bad("work", str(setting.MovedError(elsewhere)))
        last = await incident.last_watch(session)
        if at_work:
            return Finding.good("work", await self._on_duty())
        if last is None:
            return Finding.good(
                "work", "no bot has been at work on this database yet", "na tej bazie nie pracował jeszcze żaden bot"
            )
        return Finding.bad(
            "work",
            f"no bot is at work since {self._at(last.at)}: start it, or see why it ended",
            f"żaden bot nie pracuje od {self._at(last.at)}: uruchom go albo sprawdź, dlaczego się zakończył",
        )

    async def _on_duty(self) -> str:
        others = await self._database.count_present() - 1
        standing_by = spoken(f", standing by: {others}", f", w gotowości: {others}") if others > 0 else ""
        return spoken("a bot is at work on this database", "na tej bazie pracuje bot") + standing_by

    async def _outbox(self, session: AsyncSession) -> Finding:
        working_since = self._clock.working_since(self._now)
        owed = await outbox.backlog(session, now=self._now, working_since=working_since)
        waiting = await session.scalar(sa.select(sa.func.count()).select_from(outbox.Letter).where(outbox.QUEUED))
        words = spoken(f"{waiting} message(s) wait to be sent", f"wiadomości czekające na wysłanie: {waiting}")
        if owed.since is None or owed.waited(self._now) <= WAITS_TOO_LONG:
            return Finding.good("outbox", words)
        since = self._at(owed.since)
        return Finding.bad(
            "outbox",
            f"{words}, {owed.letters} of them could go; the oldest since {since}:"
            " see the lines above and the log for what keeps them",
            f"{words}, z tego do wysłania już teraz: {owed.letters}; najstarsza od {since}:"
            " co je trzyma, mówią linie powyżej i dziennik",
        )

    async def _inbox(self, session: AsyncSession) -> Finding:
        left = await inbox.left(session)
        failed = await inbox.failures(session, since=self._now - FAILED_LATELY)
        complaints = []
        if left.since is not None and self._now - left.since > WAITS_TOO_LONG:
            complaints.append(
                spoken(
                    f"{left.count} update(s) wait, the oldest since {self._at(left.since)}: the next start tries again",
                    f"czeka: {left.count}, najstarsze od {self._at(left.since)}: następny start spróbuje znowu",
                )
            )
        if failed:
            shown = ", ".join(failed[:5])
            complaints.append(
                spoken(
                    f"{len(failed)} update(s) failed within a day: look into the log for {shown}",
                    f"w ciągu doby nie udało się: {len(failed)}; szukaj w dzienniku: {shown}",
                )
            )
        return Finding(
            "inbox",
            not complaints,
            "; ".join(complaints)
            or spoken(f"{left.count} update(s) wait to be handled", f"czeka na obsłużenie: {left.count}"),
        )

    async def _jobs(self, session: AsyncSession, at_work: bool) -> Finding:
        runs, watch = await job_run.all_runs(session), await incident.last_watch(session)
        if watch is None or not runs:
            return Finding.good("jobs", "none has run yet", "żadne jeszcze nie działało")
        if not at_work:
            return Finding.good(
                "jobs",
                f"they wait for a bot, the last ones ran at {self._at(watch.at)}",
                f"czekają na bota, ostatnie działały {self._at(watch.at)}",
            )
        if self._now - watch.at > incident.ASLEEP:
            return Finding.bad(
                "jobs",
                f"none has run since {self._at(watch.at)}: the bot hangs, restart it",
                f"żadne nie działało od {self._at(watch.at)}: bot się zawiesił, uruchom go ponownie",
            )
        late = [
            spoken(
                f"{run.name} fails since {self._at(run.failed_since)}",
                f"{run.name} nie udaje się od {self._at(run.failed_since)}",
            )
            if run.failed_since is not None
            else spoken(
                f"{run.name} has not ended well since {self._at(run.finished_at)}",
                f"{run.name} ostatnio się udało {self._at(run.finished_at)}",
            )
            for run in runs
            if run.failed_since is not None or self._now > run.late_at(watched_since=watch.since)
        ]
        if late:
            return Finding.bad(
                "jobs", f"{'; '.join(late)}: {spoken('the cause is in the log', 'przyczyna jest w dzienniku')}"
            )
        latest = max(runs, key=lambda run: run.finished_at)
        return Finding.good(
            "jobs",
            f"{len(runs)} run in time, the last one at {self._at(latest.finished_at)}",
            f"działają w terminie: {len(runs)}, ostatnie {self._at(latest.finished_at)}",
        )

    async def _people(self, session: AsyncSession) -> Finding:
        count = await unreachable.count(session)
        told = await contact.to_be_told(session)
        words = spoken(
            f"{count} cannot be reached (they blocked the bot or left Telegram)",
            f"wiadomości nie docierają do: {count} (bot zablokowany albo konto usunięte)",
        )
        if told and all(person.unreachable_since is not None for person in told):
            return Finding.bad(
                "people",
                f"{words}, among them everybody of the Office: nobody hears of trouble",
                f"{words}, w tym do całego Biura: o kłopotach nikt się nie dowie",
            )
        return Finding.good("people", words)

    async def _disk(self) -> Finding:
        file = Path(self._database.url.database or "")
        free, size = await asyncio.to_thread(lambda: (shutil.disk_usage(file.parent).free, file.stat().st_size))
        left, has = free // 1_000_000, size // 1_000_000
        words = spoken(f"{left} MB free, the database has {has} MB", f"{left} MB wolne, baza ma {has} MB")
        if free < max(LEAST_SPACE, size):
            return Finding.bad(
                "disk",
                f"{words}: make room, or nothing can be written soon",
                f"{words}: zrób miejsce, bo wkrótce nic się nie zapisze",
            )
        return Finding.good("disk", words)

    async def _backup(self, session: AsyncSession) -> Finding:
        assert self._settings.backups is not None, "it is SQLite"  # noqa: S101
        _, folder = self._settings.backups
        made = await asyncio.to_thread(lambda: [file.stat().st_mtime for file in folder.glob("obwarzanek-*.db")])
        installed = await setting.installed_at(session)
        newest = datetime.fromtimestamp(max(made), UTC) if made else None
        since = newest or installed or self._now
        words = spoken(f"none in {folder} yet", f"w {folder} nie ma jeszcze żadnej")
        if newest is not None:
            words = spoken(
                f"{len(made)} in {folder}, the newest of {self._at(newest)}",
                f"{len(made)} w {folder}, najnowsza z {self._at(newest)}",
            )
        if self._now - since > BACKUP_AFTER:
            return Finding.bad(
                "backup",
                f"{words}: one should be made every night; obwarzanek backup makes one",
                f"{words}: powinna powstawać co noc; robi ją obwarzanek backup",
            )
        return Finding.good("backup", words)

    async def _copy(self) -> Finding:
        """Whether the newest copy opens and is whole."""
        assert self._settings.backups is not None, "it is SQLite"  # noqa: S101
        file = await asyncio.to_thread(backup.newest, self._settings.backups[1])
        if file is None:
            return Finding.good("copy", "none to be opened yet", "jeszcze nie ma czego otworzyć")
        try:
            content = await backup.examine(file)
        except backup.BackupError as error:
            return Finding.bad("copy", str(error))
        rows = sum(content.rows.values())
        return Finding.good(
            "copy",
            f"{file.name} opens: {rows} rows, migration {content.version}",
            f"{file.name} się otwiera: {rows} wierszy, migracja {content.version}",
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
        words = spoken(
            f"PostgreSQL {version}, {left} connections left", f"PostgreSQL {version}, wolne połączenia: {left}"
        )
        if major < OLDEST_POSTGRESQL:
            return Finding.bad(
                "server",
                f"{words}: version {OLDEST_POSTGRESQL} or newer is needed",
                f"{words}: potrzebna wersja {OLDEST_POSTGRESQL} lub nowsza",
            )
        if left < LEAST_CONNECTIONS:
            return Finding.bad(
                "server",
                f"{words}: raise max_connections, or run fewer processes",
                f"{words}: zwiększ max_connections albo uruchom mniej procesów",
            )
        return Finding.good("server", words)
