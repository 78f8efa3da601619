"""The command line: ``python -m bot --help``."""

import argparse
import asyncio
import contextlib
import gc
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken, TelegramError

from bot import app
from bot.console import UsageError, say
from bot.delivery.transport import make_bot
from bot.ops import maintenance
from bot.settings import REFUSED, SettingError, Settings, load
from bot.telemetry import log_setup
from bot.timetable import run_once
from jobs import JOBS
from models.calendar import Clock
from models.migrations import HEAD, NewerError
from models.people import commune, invitation
from models.people.permission import Role
from models.setting import MovedError

GARBAGE = 10_000
"""Objects more than before, after which garbage is looked for: a dozen Turns."""
INVITED = (Role.OFFICE, Role.CHAIR, Role.COORDINATOR, Role.SPECIALIST)


async def run(settings: Settings, _arguments: argparse.Namespace) -> None:
    """Be the bot until SIGTERM or SIGINT."""
    await _until_stopped(_work(settings))


async def _until_stopped(doing: Coroutine[Any, Any, None]) -> None:
    work = asyncio.create_task(doing)
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, work.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await work


async def _work(settings: Settings) -> None:
    async with app.running(settings) as running:
        # what stands now stands till the end: no need to search it for garbage, a tenth of a second each time; and the
        # less often the rest is searched, the more of it has gone by itself
        gc.freeze()
        gc.set_threshold(GARBAGE)
        logging.getLogger("bot").info("@%s is at work", running.bot.username)
        await running.broken


async def invite(settings: Settings, arguments: argparse.Namespace) -> None:
    """Print an invitation link."""
    role = Role(arguments.role)
    if role.of_commune and not arguments.commune:
        raise UsageError(f"--role {role} needs --commune NAME")
    if arguments.commune and not role.of_commune:
        raise UsageError("--role office has no --commune")
    bot = make_bot(settings)
    async with bot:
        name = bot.username
    database = await app.prepare(settings)
    try:
        async with database.transaction() as session:
            found = await commune.commune_named(session, arguments.commune) if arguments.commune else None
            if arguments.commune and found is None:
                known = ", ".join(c.name for c in await commune.all_communes(session))
                raise UsageError(f"no commune {arguments.commune!r}; there are: {known}")
            code = await invitation.invite(
                session,
                role=role,
                commune_id=found.id if found else None,
                invited_by=None,
                now=datetime.now(UTC),
            )
    finally:
        await database.close()
    say(app.make_services(settings, name).link(code))


async def job(settings: Settings, arguments: argparse.Namespace) -> None:
    """Run one job once, or list them."""
    if arguments.list or arguments.name is None:
        for each in JOBS:
            say(f"{each.name:16} {each.about}")
        return
    chosen = next((each for each in JOBS if each.name == arguments.name), None)
    if chosen is None:
        raise UsageError(f"no job {arguments.name!r}; there are: {', '.join(each.name for each in JOBS)}")
    clock = Clock(settings.zone, settings.the_association.country)
    if arguments.now:
        pretended = _local_time(arguments.now, clock)
        clock.now = lambda: pretended
    database = await app.prepare(settings, clock)
    try:
        # the name of the bot occurs in no message of a job, so Telegram need not be asked for it
        services = app.make_services(settings, "", clock)
        count = await run_once(chosen, database, services, pretended=arguments.now is not None)
    finally:
        await database.close()
    say(f"{chosen.name}: {count} message(s) put into the outbox")


async def import_projects(settings: Settings, arguments: argparse.Namespace) -> None:
    """Import projects from a CSV or XLSX file: all rows or none."""
    from models.project import importing as project_import

    file: Path = arguments.file
    try:
        table = await asyncio.to_thread(project_import.read, file)
    except project_import.UnreadableError as error:
        raise UsageError(str(error)) from None
    database = await app.prepare(settings)
    try:
        async with database.transaction() as session:
            outcome = await project_import.take_in(session, table, now=datetime.now(UTC))
    finally:
        await database.close()
    if isinstance(outcome, project_import.Rejected):
        raise UsageError("\n".join(["nothing was imported:", *outcome.reasons]))
    say(f"imported: {outcome.added} added, {outcome.changed} changed, {outcome.same} as they were")


async def erase(settings: Settings, arguments: argparse.Namespace) -> None:
    """Forget who a person is (RODO); what they answered and reported stays, as somebody's."""
    from models.forgetting import erasure
    from models.people.person import LastOfOffice

    clock = Clock(settings.zone, settings.the_association.country)
    database = await app.prepare(settings, clock)
    try:
        async with database.transaction() as session:
            found = await erasure.named(session, arguments.person)
            guests = await erasure.guests_named(session, arguments.person) if not found else []
            for guest in guests:
                await erasure.erase_guest(session, guest)
            if not found and not guests:
                raise UsageError(f"there is nobody with this name or Telegram id: {arguments.person}")
            if len(found) > 1:
                ids = ", ".join(str(person.telegram_id) for person in found)
                raise UsageError(f"there are {len(found)} of this name; say which by the Telegram id: {ids}")
            outcome = await erasure.erase(session, found[0], today=clock.today(), now=clock.now()) if found else None
            if isinstance(outcome, LastOfOffice):
                raise UsageError("nobody else is in the Office: let somebody in first (python -m bot invite)")
        is_gone = await database.scrub()
    finally:
        await database.close()
    if outcome is None:
        say(f"forgotten: {len(guests)} guest(s) of forums")
    else:
        say(f"forgotten; {outcome.handed_over} open status question(s) handed over")
    if not is_gone:
        say("somebody reads the database: its log still has the name until the bot has written a little more")
    say("backups of before still have the name: the nightly ones are gone after 14 nights")


async def doctor(settings: Settings, _arguments: argparse.Namespace) -> None:
    """Say in words whether everything is there that the bot needs."""
    from bot.ops.doctor import examine

    findings = await examine(settings)
    for finding in findings:
        say(f"{'ok ' if finding.well else 'BAD'} {finding.what}: {finding.words}")
    if not all(finding.well for finding in findings):
        raise UsageError("something is wrong, see above")


async def demo(settings: Settings, arguments: argparse.Namespace) -> None:
    """Try the bot without a token: a local Telegram with invented people, in the browser."""
    from bot.demo import stage
    from bot.playground.page import is_loopback

    if not arguments.public and not is_loopback(arguments.host):
        raise UsageError(
            f"--host {arguments.host}: whoever reaches this address could play every person and read all that is"
            " written there; add --public if you want that"
        )
    story = stage.story_named(arguments.story) if arguments.story else None
    if arguments.story and story is None:
        raise UsageError(f"no story {arguments.story!r}; there are: {', '.join(stage.stories())}")
    if "log_level" not in settings.model_fields_set:
        log_setup.only_warnings()
    work = stage.in_browser(settings, arguments.host, arguments.port, is_public=arguments.public, story=story)
    await _until_stopped(work)


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    whole = argparse.ArgumentParser(prog="python -m bot", description="Obwarzanek, a bot for metropolitan teams.")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, does: Callable[[Settings, argparse.Namespace], Awaitable[None]]) -> argparse.ArgumentParser:
        about = (does.__doc__ or "").strip().splitlines()[0]
        sub = commands.add_parser(name, help=about, description=about)
        sub.set_defaults(does=does)
        return sub

    command("run", run)
    inviting = command("invite", invite)
    inviting.add_argument("--role", required=True, choices=[role.value for role in INVITED])
    inviting.add_argument("--commune", metavar="NAME", help="whose team (not for the Office)")
    timetable = command("job", job)
    timetable.add_argument("name", nargs="?", metavar="NAME")
    timetable.add_argument("--list", action="store_true", help="list the jobs")
    timetable.add_argument("--now", metavar="2026-11-27T09:00", help="as if it were this local time")
    importing = command("import", import_projects)
    importing.add_argument("what", choices=["projects"])
    importing.add_argument("file", type=Path, metavar="FILE.csv|xlsx")
    moving = command("migrate-data", maintenance.migrate_data)
    moving.add_argument("--from", dest="source", metavar="URL", help="else DATABASE_URL")
    moving.add_argument("--to", dest="target", metavar="URL", help="an empty database; else DATABASE_URL_NEW")
    schema = command("migrate", maintenance.migrate)
    schema.add_argument("--to", default=HEAD, metavar="REVISION", help="what only newer versions keep is dropped")
    copying = command("backup", maintenance.backup)
    copying.add_argument("file", type=Path, nargs="?", metavar="FILE", help="else a new one in BACKUP_DIR")
    restoring = command("restore", maintenance.restore)
    restoring.add_argument("file", type=Path, metavar="FILE")
    erasing = command("erase", erase)
    erasing.add_argument("--person", required=True, metavar="TELEGRAM_ID_OR_NAME")
    command("doctor", doctor)
    trying = command("demo", demo)
    trying.add_argument("--story", metavar="NAME", help="play this story at reading speed")
    trying.add_argument("--port", type=int, help="8080 or a free one, if not told otherwise")
    trying.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="this machine alone unless told otherwise"
    )
    trying.add_argument("--public", action="store_true", help="anybody who reaches the address may play")
    return whole


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; 0 when done, 2 when it can't be, with one line on why."""
    parsed = parser().parse_args(arguments)
    try:
        settings = load()
        log_setup.begin(settings)
        if settings.sentry_dsn is not None:
            from bot.telemetry import sentry

            sentry.begin(settings)
        asyncio.run(parsed.does(settings, parsed))
    except (SettingError, UsageError, NewerError, MovedError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    except InvalidToken:
        print(REFUSED, file=sys.stderr)  # noqa: T201
        return 2
    except (OSError, DBAPIError, TelegramError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        print(f"{type(error).__name__}: {cause}".splitlines()[0], file=sys.stderr)  # noqa: T201
        return 2
    return 0


def _local_time(text: str, clock: Clock) -> datetime:
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--now {text}: write it like 2026-11-27T09:00") from None
    return local.astimezone(UTC) if local.tzinfo else clock.at(local.date(), local.time())
