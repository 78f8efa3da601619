"""The composition root: builds the bot from its settings, for running, for the demonstration and for tests alike."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import __version__
from bot.console import TroubleError
from bot.conversation.outgoing import Services
from bot.delivery.courier import GATHER, Courier
from bot.delivery.transport import make_bot, note, wait_asked_by
from bot.limits import Limits
from bot.ops import systemd
from bot.ops.leadership import Leadership
from bot.settings import SettingError, Settings, refused
from bot.texts import Texts
from bot.timetable import Timetable
from bot.updates.intake import Intake
from bot.updates.presence import NOTE_EVERY, Presence
from bot.updates.processor import Processor
from bot.updates.router import Router
from bot.updates.webhook import Webhook
from handlers import CONVERSATIONS, USUAL
from jobs import JOBS
from models import numbering, outage, setting
from models.calendar import Clock, utc_now
from models.database import AWAY, Database, is_overtaken
from models.db.address import shown
from models.db.lease import Lease
from models.db.trouble import Trouble, reason_of, refused_for_good
from models.migrations import HEAD
from models.people import commune

log = logging.getLogger(__name__)

GRACE = timedelta(seconds=3)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


def introduction(settings: Settings) -> str:
    """What starts, and how: a line for the log, without anything secret."""
    updates = "by webhook" if settings.bot_webhook_url else "by polling"
    http = f"on {settings.http_host}:{settings.port}" if settings.port is not None else "nowhere"
    zone = f"{settings.bot_timezone} ({utc_now().astimezone(settings.zone):%Y-%m-%d %H:%M %z})"
    return (
        f"obwarzanek {__version__} (database {HEAD}) starts for {settings.the_association.name}:"
        f" {shown(sa.make_url(settings.database_url))}, updates {updates}, HTTP {http}, zone {zone}"
    )


async def prepare(settings: Settings, clock: Clock | None = None) -> Database:
    """The database, migrated and with the association's communes and fields in it; MovedError if it is elsewhere."""
    database = Database(settings.database_url)
    association = settings.the_association
    try:
        await _migrate(database, settings)
        async with database.transaction() as session:
            await setting.insist_on_not_moved(session)
            await commune.seed(session, communes=association.communes, fields=association.fields)
            await setting.note_installation(session, now=(clock.now if clock else utc_now)())
            if await numbering.skip_after_restore(session):
                await (await session.connection()).run_sync(outage.forget)
                log.warning("the database was put back from a dump: numbers go on %s further", numbering.JUMP)
                log.warning("who was forgotten or has left since that dump is known again: do it once more")
    except BaseException:
        await database.close()
        raise
    return database


async def _migrate(database: Database, settings: Settings) -> None:
    """Bring the database to this version's tables; on SQLite a copy is made before."""
    file = settings.database_file
    is_there = file is None or await asyncio.to_thread(file.exists)
    found = await database.version() if is_there else None
    if found == HEAD:
        return
    if found is not None and found < HEAD and settings.backups is not None:
        from bot.ops import backup

        try:
            made = await backup.back_up_before(HEAD, *settings.backups)
        except backup.BackupError as error:
            raise TroubleError(
                f"nothing was migrated, for no backup can be made before: {error}",
                f"baza nie została zmieniona, bo nie można przedtem zrobić kopii: {error}",
            ) from None
        log.info("backup before the migration: %s", made.file)
    try:
        found = await database.migrate()
    except OSError as error:
        raise SettingError(
            f"DATABASE_URL: {error.filename} cannot be made: {error.strerror}",
            f"DATABASE_URL: nie można utworzyć {error.filename}: {error.strerror}",
        ) from None
    if found is None:
        log.info("begins with an empty database: %s", shown(database.url))
    elif found != HEAD:
        log.warning("migrated %s → %s", found, HEAD)


async def _prepared(settings: Settings, clock: Clock | None) -> Database:
    """As ``prepare``; a PostgreSQL that is away is waited for, one that lets nobody in is not."""
    pause, trouble = FIRST_PAUSE, Trouble(log, "waiting for the database")
    while True:
        try:
            database = await prepare(settings, clock)
        except AWAY as error:
            if settings.database_file is not None or is_overtaken(error):
                raise
            if (reason := refused_for_good(error)) is not None:
                raise SettingError(f"DATABASE_URL: {reason}") from None
            trouble.goes_on(reason_of(error))
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            trouble.is_over()
            return database


def make_services(settings: Settings, bot_name: str, clock: Clock | None = None) -> Services:
    """What every Turn and job works with."""
    association = settings.the_association
    clock = clock or Clock(settings.zone, association.country)
    return Services(Texts(), clock, association, bot_name, CONVERSATIONS, USUAL, settings.backups)


@dataclass
class App:
    """A bot that runs: its parts, wired."""

    database: Database
    bot: Bot
    services: Services
    courier: Courier
    intake: Intake
    webhook: Webhook
    timetable: Timetable
    presence: Presence
    telegram: Trouble
    broken: asyncio.Future[None]
    """Raises when a part of it has stopped by itself."""

    @property
    def idle(self) -> bool:
        """Whether every update received is handled and every message sent that this process has to send."""
        return self.intake.idle and self.webhook.idle and self.courier.idle


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock | None = None,
    *,
    scheduled: bool = True,
    limits: Limits | None = None,
    gather: float = GATHER,
) -> AsyncIterator[App]:
    """The bot at work until the block ends, then a clean stop (a few seconds at most).

    Without a webhook it begins when no other process on this database is at work. ``scheduled=False`` leaves the jobs
    to the caller. ``limits`` are those of the Telegram it talks to, if not what the settings say; ``gather`` is
    the courier's. SettingError comes out of the start when the token is wrong.
    """
    bot = make_bot(settings)
    limits = limits or Limits(per_second=settings.bot_messages_per_second)
    database = await _prepared(settings, clock)
    # from here on it hangs nowhere for long: what migrates a large database does
    systemd.tell("READY=1")
    alive = asyncio.create_task(systemd.keep_alive(lambda: database.pulse.is_stuck), name="alive")
    try:
        telegram = Trouble(log, "trouble with Telegram")
        await _greet(bot, telegram)
        pushed_to_many = settings.bot_webhook_url is not None and not database.is_sqlite
        services = make_services(settings, bot.username, clock)
        app = _wire(database, bot, services, limits, gather, telegram, among_others=pushed_to_many)
        duty = Leadership(database, lambda claim: _on_duty(app, settings, claim, scheduled=scheduled))
        async with AsyncExitStack() as stack:
            stack.callback(app.broken.cancel)
            if settings.port is not None:
                from bot.ops.web import application, serving

                web = application(settings, database, duty, app.services.clock, app.webhook, telegram)
                work = await stack.enter_async_context(serving(web, settings.http_host, settings.port))
                work.add_done_callback(lambda task: _complain(app, task, None))
            serving_duty = _watched(app, duty.run(), "duty")
            stack.push_async_callback(_cancel, serving_duty)
            if settings.bot_webhook_url is None:
                await _first(duty.on.wait(), serving_duty)
            yield app
    finally:
        with contextlib.suppress(TelegramError, NotImplementedError):
            await bot.shutdown()
        await database.close()
        await _cancel(alive)


def _wire(
    database: Database,
    bot: Bot,
    services: Services,
    limits: Limits,
    gather: float,
    telegram: Trouble,
    *,
    among_others: bool,
) -> App:
    courier = Courier(database, bot, services.clock, limits, gather=gather, among_others=among_others)
    timetable = Timetable(database, services, JOBS, posted=courier.look)
    processor = Processor(database, Router(CONVERSATIONS), courier, services, limits, wake=timetable.wake)
    presence = Presence(database, services.clock)
    intake = Intake(database, bot, processor, presence, services.clock, telegram)
    webhook = Webhook(database, bot, processor, services.clock)
    broken = asyncio.get_running_loop().create_future()
    return App(database, bot, services, courier, intake, webhook, timetable, presence, telegram, broken)


@asynccontextmanager
async def _on_duty(app: App, settings: Settings, claim: Lease, *, scheduled: bool) -> AsyncIterator[None]:
    async with app.database.transaction() as session:
        await setting.insist_on_not_moved(session)
    url = settings.bot_webhook_url
    updates = app.intake.run() if url is None else _pushed(app, url)
    work = [_watched(app, updates, "intake", claim)]
    waking = _watched(app, _wake_jobs(app), "jobs", claim) if scheduled else None
    try:
        work += [
            _watched(app, app.courier.run(claim), "courier", claim),
            _watched(app, _announce_commands(app), "commands", claim),
        ]
        log.info("@%s is at work", app.bot.username)
        yield
    finally:
        if waking is not None:
            await _cancel(waking)
        await app.timetable.finish(GRACE)
        await _cancel(work[0])
        await app.presence.end(GRACE)
        await app.intake.finish(GRACE)
        await app.courier.finish(GRACE)
        for task in work[1:]:
            await _cancel(task)


async def _wake_jobs(app: App) -> None:
    await app.services.clock.know_holidays()
    app.timetable.start()


async def _pushed(app: App, url: str) -> None:
    """Telegram pushes the updates; those that were polled before and not handled are handled first."""
    await app.intake.recover()
    await _repeated(lambda: app.webhook.register(url), app.telegram)
    await _be_present(app)


async def _be_present(app: App) -> None:
    """Pushes come to any process, and that none comes may be people's silence: that Telegram can be reached counts."""
    app.presence.begin()
    while True:
        with contextlib.suppress(*AWAY):
            await app.presence.heard(app.services.clock.now())
        await asyncio.sleep(NOTE_EVERY.total_seconds())
        await _repeated(app.bot.get_webhook_info, app.telegram)


def _watched(app: App, work: Coroutine[Any, Any, None], name: str, claim: Lease | None = None) -> asyncio.Task[None]:
    task = asyncio.create_task(work, name=name)
    task.add_done_callback(lambda task: _complain(app, task, claim))
    return task


def _complain(app: App, task: asyncio.Task[Any], claim: Lease | None) -> None:
    if task.cancelled() or (error := task.exception()) is None:
        return
    if claim is not None and isinstance(error, AWAY):
        app.database.note(error)
        claim.give_up()
    else:
        log.critical("%s has stopped", task.get_name(), exc_info=error)
        if not app.broken.done():
            app.broken.set_exception(error)


async def _first(event: Coroutine[Any, Any, Any], other: asyncio.Task[None]) -> None:
    """Wait for the event, unless the other one fails before."""
    waiting = asyncio.ensure_future(event)
    await asyncio.wait([waiting, other], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if other.done():
        await other


async def _cancel(task: asyncio.Task[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _greet(bot: Bot, telegram: Trouble) -> None:
    """Learn who the bot is; Telegram being away is waited for, a wrong token is not."""

    async def ask() -> None:
        try:
            await bot.initialize()
        except InvalidToken:
            raise SettingError(refused()) from None

    await _repeated(ask, telegram)


async def _announce_commands(app: App) -> None:
    """The command menu of those who are in no team; members get one of their own when they join."""
    for words in app.services.texts:
        language = None if words.language == "pl" else words.language
        await _repeated(
            lambda words=words, language=language: app.bot.set_my_commands(  # type: ignore[misc]
                app.services.commands(words, ()), language_code=language
            ),
            Trouble(log, "the command menu is not set yet"),
        )


async def _repeated(call: Callable[[], Awaitable[Any]], trouble: Trouble) -> None:
    """Make the call until it succeeds, ever more rarely or as rarely as Telegram asks."""
    pause = FIRST_PAUSE
    while True:
        try:
            await call()
        except TelegramError as error:
            note(trouble, error)
            await asyncio.sleep(max(pause, wait_asked_by(error)))
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            trouble.is_over()
            return
