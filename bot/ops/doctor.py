"""``obwarzanek doctor``: says in words whether the bot has everything that it needs."""

import asyncio
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout
from sqlalchemy.exc import DBAPIError
from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot import __version__
from bot.delivery.transport import make_bot, proxy_to
from bot.ops.health import Finding as Finding
from bot.ops.health import Health
from bot.settings import SettingError, Settings
from models import migrations
from models.calendar import Clock, utc_now
from models.database import AWAY, Database
from models.db.address import shown as shown_address
from models.reading.tongue import spoken

CLOCK_MAY_DIFFER = timedelta(seconds=30)
LATELY = timedelta(minutes=15)
"""Age from which an error of the webhook counts as overcome."""
MEMORY = Path("/proc/meminfo")
LEAST_MEMORY = 150
"""Megabytes."""
WAITS = " 429 "
"""A part of Telegram's message when the bot has asked it to push again later, because somebody writes too fast."""


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything: Telegram, the database and what waits in it, clock, zone, association."""
    in_database, at_work = await _database(settings)
    return [
        Finding.good(
            "version",
            f"obwarzanek {__version__}, database {migrations.HEAD}",
            f"obwarzanek {__version__}, baza {migrations.HEAD}",
        ),
        *await _telegram(settings, at_work=at_work),
        *in_database,
        await _clock(settings),
        _zone(settings),
        _association(settings),
        *await asyncio.to_thread(_secrecy, settings),
        *await asyncio.to_thread(_memory),
    ]


def as_json(findings: list[Finding]) -> str:
    """A list of objects, for programs."""
    told = [{"what": each.what, "level": each.level.lower(), "words": each.words} for each in findings]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _memory() -> list[Finding]:
    """What the machine has left; nothing where it does not say (only Linux does)."""
    if not MEMORY.exists():
        return []
    left = dict(line.split(":", 1) for line in MEMORY.read_text(encoding="utf-8").splitlines())
    free, whole = (int(left[name].split()[0]) // 1024 for name in ("MemAvailable", "MemTotal"))
    words = spoken(f"{free} of {whole} MB are free", f"wolne {free} z {whole} MB")
    if free < LEAST_MEMORY:
        return [
            Finding.bad(
                "memory",
                f"{words}: the bot takes about {LEAST_MEMORY}, the system may end it",
                f"{words}: bot zajmuje około {LEAST_MEMORY}, system może go zakończyć",
            )
        ]
    return [Finding.good("memory", words)]


def _secrecy(settings: Settings) -> list[Finding]:
    """Whether only the bot and a chosen group can read its files."""
    kept = [Path(".env")]
    if settings.backups is not None:
        file, folder = settings.backups
        kept += [file, *(file.with_name(file.name + ending) for ending in ("-wal", "-shm")), *folder.glob("*.db")]
    for_all = [str(each) for each in kept if each.exists() and each.stat().st_mode & 0o007]
    if for_all:
        return [
            Finding.bad(
                "secrecy",
                spoken("everybody on this machine may read them", "na tej maszynie może je czytać każdy")
                + f": chmod o= {' '.join(for_all)}",
            )
        ]
    return [
        Finding.good(
            "secrecy",
            "nobody else on this machine may read the settings, the database and its backups",
            "ustawień, bazy ani jej kopii nikt inny na tej maszynie nie może czytać",
        )
    ]


async def _telegram(settings: Settings, *, at_work: bool) -> list[Finding]:
    try:
        async with make_bot(settings) as bot:
            token = Finding.good(
                "token", f"Telegram knows it as @{bot.username}", f"Telegram zna bota jako @{bot.username}"
            )
            return [token, _webhook(settings.bot_webhook_url, await bot.get_webhook_info(), at_work=at_work)]
    except SettingError as error:
        return [Finding.bad("token", str(error))]
    except InvalidToken:
        return [
            Finding.bad(
                "token",
                "Telegram does not accept it: copy it again from @BotFather",
                "Telegram go nie przyjmuje: skopiuj go jeszcze raz od @BotFather",
            )
        ]
    except TelegramError as error:
        return [
            Finding.bad(
                "token",
                f"Telegram does not answer at {settings.bot_api_url}: {error.message}",
                f"Telegram nie odpowiada pod {settings.bot_api_url}: {error.message}",
            )
        ]


def _webhook(wanted: str | None, hook: WebhookInfo, *, at_work: bool) -> Finding:
    waiting = spoken(
        f"{hook.pending_update_count} update(s) wait at Telegram",
        f"wiadomości czekające w Telegramie: {hook.pending_update_count}",
    )
    if wanted is None and not hook.url:
        return Finding.good("webhook", f"none, the bot polls; {waiting}", f"nie ma, bot sam pyta; {waiting}")
    if wanted is None:
        return Finding.bad(
            "webhook",
            f"{hook.url} is set, though BOT_WEBHOOK_URL is not: does another bot run?",
            f"ustawiony jest {hook.url}, choć BOT_WEBHOOK_URL nie: czy działa drugi bot?",
        )
    if not hook.url and at_work:
        return Finding.bad(
            "webhook",
            f"not set, though a bot is at work: its log says why; {waiting}",
            f"nieustawiony, choć bot pracuje: dlaczego, mówi jego dziennik; {waiting}",
        )
    if not hook.url:
        return Finding.good(
            "webhook",
            f"not set yet, the bot does so at its start; {waiting}",
            f"jeszcze nieustawiony, bot zrobi to przy starcie; {waiting}",
        )
    if hook.url != wanted:
        return Finding.bad(
            "webhook",
            f"Telegram pushes to {hook.url}, BOT_WEBHOOK_URL is {wanted}: restart the bot",
            f"Telegram wysyła do {hook.url}, a BOT_WEBHOOK_URL to {wanted}: uruchom bota ponownie",
        )
    is_too_fast = WAITS in (hook.last_error_message or "")
    if hook.last_error_date is not None and utc_now() - hook.last_error_date < LATELY and not is_too_fast:
        at = f"{hook.last_error_date:%H:%M:%S} UTC"
        return Finding.bad(
            "webhook",
            f"{waiting}; Telegram's last push failed at {at}: {hook.last_error_message}",
            f"{waiting}; ostatnia wysyłka Telegrama nie udała się o {at}: {hook.last_error_message}",
        )
    return Finding.good(
        "webhook", f"Telegram pushes to {hook.url}; {waiting}", f"Telegram wysyła do {hook.url}; {waiting}"
    )


async def _database(settings: Settings) -> tuple[list[Finding], bool]:
    """Examine the database; also return whether a bot is at work on it."""
    database = Database(settings.database_url)
    shown = shown_address(database.url)
    if database.is_sqlite and not await asyncio.to_thread(Path(database.url.database or "").exists):
        return [
            Finding.good(
                "database", f"{shown} will be created at the first start", f"{shown} powstanie przy pierwszym starcie"
            )
        ], False
    try:
        async with database.engine.connect() as connection:
            version = await connection.run_sync(migrations.version)
        may_write = await asyncio.to_thread(_may_write, database)
        can, cannot = (
            spoken("can be read and written", "da się czytać i zapisywać"),
            spoken("cannot be written by this user", "nie może zapisywać ten użytkownik"),
        )
        words = f"{shown} {can if may_write else cannot}"
        findings = [Finding("database", may_write, words), _migrations(version)]
        at_work = await database.is_at_work()
        if version == migrations.HEAD:
            health = Health(settings, database, Clock(settings.zone, settings.the_association.country))
            findings += [finding async for finding in health.findings(at_work=at_work)]
        return findings, at_work
    except (*AWAY, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        return [
            Finding.bad("database", f"{shown} cannot be opened: {cause}", f"nie można otworzyć {shown}: {cause}")
        ], False
    finally:
        await database.close()


def _may_write(database: Database) -> bool:
    """Whether this user may write the file and make others beside it; PostgreSQL says so at the first write."""
    if not database.is_sqlite:
        return True
    file = Path(database.url.database or "")
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK | os.X_OK)


def _migrations(version: str | None) -> Finding:
    if version is None:
        return Finding.good(
            "migrations",
            "the database is empty; they run at the first start",
            "baza jest pusta; wykonają się przy pierwszym starcie",
        )
    if version == migrations.HEAD:
        return Finding.good("migrations", f"up to date ({version})", f"aktualne ({version})")
    if version > migrations.HEAD:
        return Finding.bad("migrations", str(migrations.NewerError(version)))
    return Finding.good(
        "migrations",
        f"the database is at {version}, {migrations.HEAD} runs at the next start",
        f"baza ma {version}, {migrations.HEAD} wykona się przy następnym starcie",
    )


async def _clock(settings: Settings) -> Finding:
    local = Clock(settings.zone, settings.the_association.country).local(utc_now())
    telegram = await _telegram_time(settings)
    now = datetime.now(UTC)
    if telegram is not None and abs(telegram - now) > CLOCK_MAY_DIFFER:
        return Finding.bad(
            "clock",
            f"it says {now:%H:%M:%S} UTC, Telegram says {telegram:%H:%M:%S}: set the clock",
            f"jest na nim {now:%H:%M:%S} UTC, w Telegramie {telegram:%H:%M:%S}: ustaw zegar",
        )
    return Finding.good("clock", f"it is {local:%Y-%m-%d %H:%M} here", f"tutaj jest {local:%Y-%m-%d %H:%M}")


async def _telegram_time(settings: Settings) -> datetime | None:
    """The time in the Date header of Telegram's answer."""
    from email.utils import parsedate_to_datetime

    try:
        async with (
            ClientSession(proxy=proxy_to(settings.bot_api_url), timeout=ClientTimeout(10)) as client,
            client.get(settings.bot_api_url, allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"])
    except (ClientError, TimeoutError, KeyError, ValueError):
        return None


def _zone(settings: Settings) -> Finding:
    now = utc_now().astimezone(settings.zone)
    return Finding.good(
        "zone",
        f"{settings.bot_timezone}, now {now:%z} ({now.tzname()})",
        f"{settings.bot_timezone}, teraz {now:%z} ({now.tzname()})",
    )


def _association(settings: Settings) -> Finding:
    association = settings.the_association
    communes, fields = len(association.communes), len(association.fields)
    words = spoken(
        f"{association.name}: {communes} communes, {fields} fields",
        f"{association.name}: gminy {communes}, obszary {fields}",
    )
    return Finding.good("association", words)
