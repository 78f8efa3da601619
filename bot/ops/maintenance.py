"""Commands that look after the data: move it, migrate it to another version, back it up, restore it."""

import argparse
import asyncio
import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.console import UsageError, say
from bot.settings import Settings
from models.database import Database
from models.db.address import is_same, shown, with_async_driver
from models.migrations import HEAD, REVISIONS
from models.people.person import LastOfOffice
from models.reading.tongue import spoken

if TYPE_CHECKING:
    from bot.ops.copy_database import Content

PATIENCE = 3.0
"""Seconds to wait for a bot that was told to stop."""


async def migrate_data(settings: Settings, arguments: argparse.Namespace) -> None:
    """Move a deployment to another database: wholly, compared row by row, or not at all."""
    from bot.ops import copy_database

    to = arguments.target or settings.database_url_new
    if to is None:
        raise UsageError(
            "say --to URL; or DATABASE_URL_NEW in the environment or .env, where its password is not seen",
            "podaj --to URL albo DATABASE_URL_NEW w środowisku lub w .env, gdzie hasła nie widać",
        )
    try:
        source, target = (Database(with_async_driver(url)) for url in (arguments.source or settings.database_url, to))
    except ValueError as error:
        raise UsageError(f"a database address {error}", f"adres bazy: {error}") from None
    if is_same(source.url, target.url):
        raise UsageError(
            f"everything is in {shown(source.url)} already: say another database to move to",
            f"wszystko już jest w {shown(source.url)}: podaj inną bazę, do której przenieść",
        )
    if source.is_sqlite and not await asyncio.to_thread(Path(source.url.database or "").exists):
        raise UsageError(f"there is no {source.url.database}", f"nie ma {source.url.database}")
    try:
        moved = await _move(source, target)
    except copy_database.MoveError as error:
        raise UsageError(str(error)) from None
    finally:
        await source.close()
        await target.close()
    for name, content in moved.items():
        say(
            f"{name:24} {content.rows:8} "
            + spoken(f"rows, {content.sum[:16]} on both sides", f"wierszy, {content.sum[:16]} po obu stronach")
        )
    say(
        "moved; start the bot with DATABASE_URL naming the new database, on the old one it starts no more",
        "przeniesione; uruchom bota z nową bazą w DATABASE_URL, na starej już nie wystartuje",
    )


async def _move(source: Database, target: Database) -> "dict[str, Content]":
    from tqdm import tqdm

    from bot.ops.copy_database import move, size

    hint = asyncio.get_running_loop().call_later(
        2, say, spoken("waiting until the bot has stopped", "czekam, aż bot się zatrzyma")
    )
    async with source.deserted(), target.deserted():
        hint.cancel()
        await source.migrate()
        await target.migrate()
        with tqdm(total=await size(source), unit=" rows") as bar:

            def progress(table: str, rows: int) -> None:
                bar.set_description(table)
                bar.update(rows)

            return await move(source, target, now=datetime.now(UTC), progress=progress)


async def migrate(settings: Settings, arguments: argparse.Namespace) -> None:
    """Bring the database to this version's tables, or back to an older version's; the bot must not run."""
    if arguments.to not in REVISIONS:
        raise UsageError(f"--to {arguments.to}: {spoken('this version knows', 'ta wersja zna')} {', '.join(REVISIONS)}")
    if settings.database_file is not None:
        await asyncio.to_thread(settings.database_file.parent.mkdir, 0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    try:
        async with contextlib.AsyncExitStack() as stack:
            async with asyncio.timeout(PATIENCE):
                await stack.enter_async_context(database.deserted())
            found = await database.version()
            if found is not None and arguments.to < found <= HEAD and settings.backups is not None:
                await backup(settings, argparse.Namespace(file=None))
            await database.migrate(arguments.to)
    except TimeoutError:
        raise UsageError(
            "a bot is at work on this database: stop it first", "na tej bazie pracuje bot: najpierw go zatrzymaj"
        ) from None
    finally:
        await database.close()
    say(f"{found or spoken('nothing', 'nic')} → {arguments.to}")


async def backup(settings: Settings, arguments: argparse.Namespace) -> None:
    """Copy the database (SQLite), be the bot at work or not, and verify the copy."""
    from bot.ops import backup

    if settings.backups is None:
        raise UsageError(
            "DATABASE_URL is PostgreSQL's: copy it with pg_dump --format=custom",
            "DATABASE_URL to PostgreSQL: kopię robi pg_dump --format=custom",
        )
    database, folder = settings.backups
    file: Path | None = arguments.file
    if file is not None and await asyncio.to_thread(file.exists):
        raise UsageError(f"there is a {file} already", f"{file} już jest")
    local = datetime.now(settings.zone)
    try:
        copying = backup.back_up_into(database, folder, local) if file is None else backup.back_up(database, file)
        made = await copying
    except backup.BackupError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(
            f"{error.filename or folder} cannot be written: {error.strerror}",
            f"nie można zapisać {error.filename or folder}: {error.strerror}",
        ) from None
    if made is None:
        raise UsageError(f"another process is at work in {folder}", f"w {folder} pracuje inny proces")
    rows = sum(made.content.rows.values())
    say(f"{made.file}: {spoken(f'{rows} rows, verified', f'{rows} wierszy, sprawdzone')}")


async def restore(settings: Settings, arguments: argparse.Namespace) -> None:
    """Put a backup in the place of the database (SQLite), which is kept under another name; the bot must not run."""
    from bot.ops import backup

    to = settings.database_file
    if to is None:
        raise UsageError(
            "DATABASE_URL is PostgreSQL's: restore it with pg_restore --clean --if-exists",
            "DATABASE_URL to PostgreSQL: przywraca go pg_restore --clean --if-exists",
        )
    await asyncio.to_thread(to.parent.mkdir, 0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    async with contextlib.AsyncExitStack() as stack:
        try:
            async with asyncio.timeout(PATIENCE):
                await stack.enter_async_context(database.alone())
            restored = await backup.restore(arguments.file, to, datetime.now(settings.zone))
        except TimeoutError:
            raise UsageError(
                f"a bot is at work on {to}: stop it first", f"na {to} pracuje bot: najpierw go zatrzymaj"
            ) from None
        except backup.BackupError as error:
            raise UsageError(str(error)) from None
        rows = sum(restored.content.rows.values())
        say(
            f"{to}: {rows} rows of {arguments.file}; start the bot",
            f"{to}: {rows} wierszy z {arguments.file}; uruchom bota",
        )
        if restored.kept is not None:
            say(f"what was there is {restored.kept}", f"to, co tam było, jest w {restored.kept}")
        for who in restored.since.left:
            say(f"had left since, and has left again: {who}", f"poza zespołem od tamtej pory, i znów: {who}")
        for telegram_id in restored.since.forgotten:
            say(await _forget_again(database, telegram_id, settings))
    await database.close()


async def _forget_again(database: Database, telegram_id: int, settings: Settings) -> str:
    """Forget a person whom the backup brought back; return the outcome in one line."""
    from models.forgetting import erasure

    now = datetime.now(settings.zone)
    await database.migrate()
    try:
        async with database.transaction() as session:
            (person,) = await erasure.named(session, str(telegram_id))
            if isinstance(await erasure.erase(session, person, today=now.date(), now=now), LastOfOffice):
                raise UsageError(
                    f"had been forgotten since, but is the last of the Office: {telegram_id}",
                    f"bot miał zapomnieć, ale to jedyna osoba w Biurze: {telegram_id}",
                )
    except UsageError as error:
        then = spoken("let somebody in, then", "wpuść kogoś, a potem")
        return f"{error}; {then} obwarzanek erase --person {telegram_id}"
    return spoken(
        f"had been forgotten since, and is forgotten again: {telegram_id}",
        f"bot już to zapomniał, i zapomniał znowu: {telegram_id}",
    )
