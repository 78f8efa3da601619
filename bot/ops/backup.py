"""Backups of a deployment on SQLite: made while the bot is at work, verified, the newest kept; and restored.

A backup shows one instant of the database: it is read in one transaction, which in WAL mode holds up no writer.
"""

import asyncio
import fcntl
import os
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from msgspec import Struct

from bot.ops.catch_up import Since, catch_up
from models import migrations
from models.reading.tongue import SpokenError, spoken

R = TypeVar("R")

HOUR = time(3)
"""When the nightly work is due, by the wall clock."""
KEPT = 14
PAGES = 256
"""Pages copied in one go: a megabyte."""
_NAME = re.compile(r"obwarzanek-\d{4}-\d\d-\d\dT\d\d-\d\d(-\d\d)?\.db")
"""Names of backups; those of earlier versions have no seconds."""


class BackupError(SpokenError):
    """The database cannot be backed up or restored, and nothing was changed."""


class Content(Struct, frozen=True):
    """What a database holds: its migration, and the number of rows in each table."""

    version: str
    rows: dict[str, int]


class Backup(Struct, frozen=True):
    """A verified copy."""

    file: Path
    content: Content


def night_of(local: datetime) -> date:
    """The date of the night that this local time belongs to; a night begins at ``HOUR``."""
    return local.date() - timedelta(days=local.time() < HOUR)


def name_at(local: datetime) -> str:
    """The name of a backup made at this local time; names sort by time."""
    return f"obwarzanek-{local:%Y-%m-%dT%H-%M-%S}.db"


async def back_up(database: Path, to: Path) -> Backup:
    """Copy the database to a new file, which then exists whole and verified, or not at all."""
    return await _aside(lambda stop: _back_up(database, to, stop))


async def back_up_into(database: Path, folder: Path, local: datetime, *, once_a_night: bool = False) -> Backup | None:
    """Add a backup to the folder, which keeps the newest ``KEPT``; None if another process is doing so.

    ``once_a_night``: None also if the last night's backup exists.
    """
    return await _aside(lambda stop: _back_up_into(database, folder, local, once_a_night, stop))


async def back_up_before(version: str, database: Path, folder: Path) -> Backup:
    """Copy the database before it is migrated to this version; an earlier such copy is replaced.

    It is none of the nightly ones, so that attempts that fail push none of those out.
    """
    return await _aside(lambda stop: _back_up_before(version, database, folder, stop))


async def examine(file: Path) -> Content:
    """Open a copy and look whether it is whole; BackupError if it is not."""
    return await _aside(lambda stop: _examine(file, stop))


class Restored(Struct, frozen=True):
    """A backup that has replaced the database."""

    content: Content
    kept: Path | None
    """The replaced database, under another name."""
    since: Since


async def restore(file: Path, database: Path, local: datetime) -> Restored:
    """Replace the database by a backup and keep the former under another name; no bot may be at work on it."""
    return await _aside(lambda stop: _restore(file, database, local, stop))


async def _aside(work: Callable[[threading.Event], R]) -> R:
    """Run in a thread, which is told to stop when the caller is cancelled."""
    stop = threading.Event()
    try:
        return await asyncio.to_thread(work, stop)
    except asyncio.CancelledError:
        stop.set()
        raise


def _back_up_into(
    database: Path, folder: Path, local: datetime, once_a_night: bool, stop: threading.Event
) -> Backup | None:
    _make(folder)
    with _held(folder) as is_held:
        if not is_held or (once_a_night and _is_made(folder, night_of(local))):
            return None
        for left_by_a_killed_process in folder.glob(".obwarzanek-*.part"):
            left_by_a_killed_process.unlink()
        backup = _back_up(database, folder / name_at(local), stop)
        for name in _names(folder)[:-KEPT]:
            (folder / name).unlink()
        oldest = (local - timedelta(days=KEPT)).timestamp()
        for before in folder.glob("before-*.db"):
            if before.stat().st_mtime < oldest:
                before.unlink()
    return backup


def _back_up_before(version: str, database: Path, folder: Path, stop: threading.Event) -> Backup:
    _make(folder)
    to = folder / f"before-{version}.db"
    with _copied(database, to, stop) as (part, content):
        part.rename(to)
    _sync(folder)
    return Backup(to, content)


def _examine(file: Path, stop: threading.Event) -> Content:
    try:
        with _opened(file, stop) as connection:
            return _intact_content(connection)
    except sqlite3.Error as error:
        raise BackupError(f"{file} cannot be restored: {error}", f"nie można przywrócić {file}: {error}") from None


def _make(folder: Path) -> None:
    """BackupError where it cannot be written."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(
            f"BACKUP_DIR: {folder} cannot be made: {error.strerror}",
            f"BACKUP_DIR: nie można utworzyć {folder}: {error.strerror}",
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BackupError(f"BACKUP_DIR: {folder} cannot be written", f"BACKUP_DIR: nie można pisać w {folder}")


def _is_made(folder: Path, night: date) -> bool:
    since = datetime.combine(night, HOUR)
    return any(name_at(since) <= name < name_at(since + timedelta(days=1)) for name in _names(folder))


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Lock the folder; False if another process holds the lock."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(descriptor)


def newest(folder: Path) -> Path | None:
    """The newest of the nightly copies; None where there is none."""
    names = _names(folder) if folder.is_dir() else []
    return folder / names[-1] if names else None


def newest_at(folder: Path) -> float | None:
    """When it was made, in seconds since 1970."""
    file = newest(folder)
    return file.stat().st_mtime if file is not None else None


def _names(folder: Path) -> list[str]:
    """Names of the backups in the folder, the oldest first."""
    names = (file.name for file in folder.iterdir() if _NAME.fullmatch(file.name))
    # sorted without the ending, so that a name without seconds comes before those of its minute
    return sorted(names, key=lambda name: name.removesuffix(".db"))


def _back_up(database: Path, to: Path, stop: threading.Event) -> Backup:
    with _copied(database, to, stop) as (part, content):
        if to.exists():
            raise BackupError(f"there is a {to} already", f"{to} już jest")
        part.rename(to)
    _sync(to.parent)
    return Backup(to, content)


def _restore(file: Path, database: Path, local: datetime, stop: threading.Event) -> Restored:
    with _copied(file, database, stop) as (part, content):
        if content.version > migrations.HEAD:
            raise BackupError(
                f"{file} was made by a newer bot (its database is at {content.version}, this bot's at"
                f" {migrations.HEAD}): restore it with that one",
                f"{file} zrobił nowszy bot (jego baza: {content.version}, tego bota:"
                f" {migrations.HEAD}): przywróć tamtym",
            )
        kept = _keep(database, local)
        since = catch_up(part, kept)
        _sync(part)
        if kept is not None:
            _give_to_its_owner(part, kept.stat())
        part.rename(database)
    _sync(database.parent)
    return Restored(content, kept, since)


# --- copying ----------------------------------------


@contextmanager
def _copied(source: Path, target: Path, stop: threading.Event) -> Iterator[tuple[Path, Content]]:
    """Make a verified copy beside the target, under a temporary name; it is deleted unless the caller renames it."""
    if not source.is_file():
        raise BackupError(f"there is no {source}", f"nie ma {source}")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        content = _copy(source, part, stop)
        _sync(part)
        with _opened(part, stop) as connection:
            if _intact_content(connection) != content:
                raise BackupError(f"the copy of {source} is not like it", f"kopia {source} różni się od oryginału")
        yield part, content
    except sqlite3.Error as error:
        raise BackupError(
            f"{source} cannot be copied to {target}: {error}", f"nie można skopiować {source} do {target}: {error}"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _copy(source: Path, target: Path, stop: threading.Event) -> Content:
    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if stop.is_set():
            raise BackupError("the copy was broken off", "kopiowanie zostało przerwane")

    with _opened(source, stop) as reading, closing(sqlite3.connect(target, isolation_level=None)) as writing:
        reading.execute("BEGIN")
        content = _content(reading)
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):
            writing.execute(f"PRAGMA {pragma}")
        reading.backup(writing, pages=PAGES, progress=go_on)
        # out of WAL, the copy is a single file and can be read from a read-only place
        writing.execute("PRAGMA journal_mode=DELETE")
    return content


@contextmanager
def _opened(file: Path, stop: threading.Event) -> Iterator[sqlite3.Connection]:
    """Open for reading; a long statement is interrupted when ``stop`` is set."""
    address = f"file:{quote(str(file.absolute()))}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        connection.set_progress_handler(stop.is_set, 100_000)
        yield connection


def _intact_content(connection: sqlite3.Connection) -> Content:
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(spoken(f"it is damaged ({verdict})", f"plik jest uszkodzony ({verdict})"))
    return _content(connection)


def _content(connection: sqlite3.Connection) -> Content:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if "alembic_version" not in names:
        raise sqlite3.DatabaseError(spoken("it is no database of this bot", "to nie jest baza tego bota"))
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(names)}  # noqa: S608
    (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return Content(version, rows)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# --- putting back ----------------------------------------


def _keep(database: Path, local: datetime) -> Path | None:
    """Keep the present database under another name; KeepingError while anybody has it open."""
    if not database.exists():
        return None
    # leaving WAL needs an exclusive lock, refused while anybody has the database open; a damaged one stays in WAL
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(database, timeout=1)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise BackupError(
                    f"somebody else has {database} open: stop them first",
                    f"{database} jest otwarta gdzie indziej: najpierw to zamknij",
                ) from error
    kept = database.with_name(f"{database.name}.before-restore-{local:%Y-%m-%dT%H-%M-%S}")
    log, shared = (database.with_name(database.name + ending) for ending in ("-wal", "-shm"))
    if log.exists():
        log.rename(kept.with_name(f"{kept.name}-wal"))
    shared.unlink(missing_ok=True)
    os.link(database, kept)
    return kept


def _give_to_its_owner(file: Path, former: os.stat_result) -> None:
    """Copy owner and mode of the replaced file, so that a restore run as root stays readable by the service alone."""
    file.chmod(former.st_mode & 0o770)
    if (former.st_uid, former.st_gid) != (os.geteuid(), os.getegid()):
        os.chown(file, former.st_uid, former.st_gid)
