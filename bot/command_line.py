"""The command line: ``obwarzanek --help``."""

import argparse
import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken, TelegramError

from bot import __version__, app
from bot.console import TroubleError, UsageError, is_polish, say
from bot.delivery.transport import make_bot
from bot.ops import maintenance
from bot.settings import SettingError, Settings, load, refused
from bot.telemetry import log_setup
from bot.telemetry.log_setup import scrubbed
from bot.timetable import run_once
from jobs import JOBS
from models.calendar import Clock
from models.database import Database
from models.migrations import HEAD, NewerError
from models.people import commune, invitation, person
from models.people.permission import Role
from models.reading.tongue import IN_POLISH, spoken
from models.setting import MovedError

log = logging.getLogger("bot")

GARBAGE = 10_000
"""Objects more than before, after which garbage is looked for: a dozen Turns."""
INVITED = (Role.OFFICE, Role.CHAIR, Role.COORDINATOR, Role.SPECIALIST)
NAME = "obwarzanek"
LAST_PORT = 65535
TROUBLE, WRONG = 1, 2
"""Exit codes: what may be tried again as it is, and what somebody has to set right first."""
EXIT_CODES = """\
exit codes:
  0  done
  1  trouble: the network, the database or the disk; it may be tried again as it is
  2  a setting or the command is wrong: somebody has to set it right first
"""
OF_DOCTOR = """\
exit codes:
  0  all is well
  1  something needs care soon
  2  something is wrong, or a setting keeps from looking
"""


Does = Callable[[Settings, argparse.Namespace], Awaitable[int | None]]
"""What a command does; an exit code that is not 0 is returned."""


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
    log.info("%s", app.introduction(settings))
    async with app.running(settings) as running:
        # what stands now stands till the end: no need to search it for garbage, a tenth of a second each time; and the
        # less often the rest is searched, the more of it has gone by itself
        gc.freeze()
        gc.set_threshold(GARBAGE)
        await running.broken


async def _prepared(settings: Settings, clock: Clock | None = None) -> Database:
    """The database of a bot that was set up: a command called elsewhere makes no empty one."""
    file = settings.database_file
    if file is not None and not await asyncio.to_thread(file.exists):
        raise UsageError(
            f"there is no database at {file.absolute()}: call this in the bot's folder, where .env is"
            " (obwarzanek setup, or the first start, makes one)",
            f"nie ma bazy w {file.absolute()}: wywołaj to w folderze bota, tam, gdzie jest .env"
            " (bazę robi obwarzanek setup albo pierwszy start)",
        )
    return await app.prepare(settings, clock)


async def invite(settings: Settings, arguments: argparse.Namespace) -> None:
    """Print an invitation link."""
    role = Role(arguments.role)
    if role.of_commune and not arguments.commune:
        raise UsageError(f"--role {role} needs --commune NAME", f"do --role {role} trzeba podać --commune NAZWA")
    if arguments.commune and not role.of_commune:
        raise UsageError("--role office has no --commune", "do --role office nie podaje się --commune")
    database = await _prepared(settings)
    try:
        async with make_bot(settings) as bot:
            name = bot.username
        async with database.transaction() as session:
            found = await commune.commune_named(session, arguments.commune) if arguments.commune else None
            if arguments.commune and found is None:
                known = ", ".join(c.name for c in await commune.all_communes(session))
                raise UsageError(
                    f"no commune {arguments.commune!r}; there are: {known}",
                    f"nie ma gminy {arguments.commune!r}; są: {known}",
                )
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
        known = ", ".join(each.name for each in JOBS)
        raise UsageError(
            f"no job {arguments.name!r}; there are: {known}", f"nie ma zadania {arguments.name!r}; są: {known}"
        )
    clock = Clock(settings.zone, settings.the_association.country)
    if arguments.now:
        pretended = _local_time(arguments.now, clock)
        clock.now = lambda: pretended
    database = await _prepared(settings, clock)
    try:
        # the name of the bot occurs in no message of a job, so Telegram need not be asked for it
        services = app.make_services(settings, "", clock)
        count = await run_once(chosen, database, services, pretended=arguments.now is not None)
    finally:
        await database.close()
    say(
        f"{chosen.name}: "
        + spoken(f"{count} message(s) put into the outbox", f"wiadomości odłożone do wysłania: {count}")
    )


async def import_projects(settings: Settings, arguments: argparse.Namespace) -> None:
    """Import projects from a CSV or XLSX file: all rows or none."""
    from models.project import importing as project_import
    from models.reading.workbook import RefusedError

    file: Path = arguments.file
    try:
        table = await asyncio.to_thread(project_import.read, file)
    except RefusedError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(
            f"{file} cannot be read: {error.strerror}", f"nie można odczytać {file}: {error.strerror}"
        ) from None
    database = await _prepared(settings)
    try:
        async with database.transaction() as session:
            outcome = await project_import.take_in(session, table, now=datetime.now(UTC))
    finally:
        await database.close()
    if isinstance(outcome, project_import.Rejected):
        raise UsageError("\n".join([spoken("nothing was imported:", "nic nie zostało wczytane:"), *outcome.reasons]))
    say(
        f"imported: {outcome.added} added, {outcome.changed} changed, {outcome.same} as they were",
        f"wczytane: nowe {outcome.added}, zmienione {outcome.changed}, bez zmian {outcome.same}",
    )


async def erase(settings: Settings, arguments: argparse.Namespace) -> None:
    """Forget who a person is (RODO); what they answered and reported stays, as somebody's."""
    from models.forgetting import erasure
    from models.people.person import LastOfOffice

    clock = Clock(settings.zone, settings.the_association.country)
    database = await _prepared(settings, clock)
    try:
        async with database.transaction() as session:
            found = await erasure.named(session, arguments.person)
            guests = await erasure.guests_named(session, arguments.person) if not found else []
            for guest in guests:
                await erasure.erase_guest(session, guest)
            if not found and not guests:
                raise UsageError(
                    f"there is nobody with this name or Telegram id: {arguments.person}",
                    f"nie ma nikogo o takim nazwisku ani numerze w Telegramie: {arguments.person}",
                )
            if len(found) > 1:
                ids = ", ".join(str(person.telegram_id) for person in found)
                raise UsageError(
                    f"there are {len(found)} of this name; say which by the Telegram id: {ids}",
                    f"osób o tym nazwisku: {len(found)}; wskaż jedną numerem w Telegramie: {ids}",
                )
            outcome = await erasure.erase(session, found[0], today=clock.today(), now=clock.now()) if found else None
            if isinstance(outcome, LastOfOffice):
                raise UsageError(
                    "nobody else is in the Office: let somebody in first (obwarzanek invite)",
                    "nikogo więcej nie ma w Biurze: najpierw kogoś wpuść (obwarzanek invite)",
                )
        is_gone = await database.scrub()
    finally:
        await database.close()
    if outcome is None:
        say(f"forgotten: {len(guests)} guest(s) of forums", f"zapomniane; goście forów: {len(guests)}")
    else:
        say(
            f"forgotten; {outcome.handed_over} open status question(s) handed over",
            f"zapomniane; przekazane otwarte pytania o status: {outcome.handed_over}",
        )
    if not is_gone:
        say(
            "somebody reads the database: its log still has the name until the bot has written a little more",
            "ktoś czyta bazę: nazwisko jest w jej dzienniku, dopóki bot nie zapisze jeszcze trochę",
        )
    say(
        "backups of before still have the name: the nightly ones are gone after 14 nights",
        "we wcześniejszych kopiach nazwisko zostaje: nocne znikną po 14 nocach",
    )


async def setup(settings: Settings, _arguments: argparse.Namespace) -> None:
    """Ask for token and association, write .env, and print the link for the first of the Office; keep what stands."""
    from bot.ops.setup import qr, set_up

    settings, name = await set_up(settings)
    database = await app.prepare(settings)
    now, code = datetime.now(UTC), None
    try:
        async with database.transaction() as session:
            if not await person.office(session):
                code = await invitation.invite(session, role=Role.OFFICE, commune_id=None, invited_by=None, now=now)
    finally:
        await database.close()
    if code is None:
        say(
            "Somebody is in the Office already; everybody else is invited from the chat: /zapros",
            "W Biurze już ktoś jest; innych zaprasza się z czatu: /zapros",
        )
    else:
        link = app.make_services(settings, name).link(code)
        days = invitation.VALID_FOR.days
        for_whom = spoken(
            f"For the first person of the Office, once, within {days} days:",
            f"Dla pierwszej osoby z Biura, na jeden raz, ważne {days} dni:",
        )
        say(f"{for_whom}\n{link}\n{qr(link)}")
    say(
        "Start the bot: obwarzanek run. See whether all is well: obwarzanek doctor.",
        "Uruchom bota: obwarzanek run. Sprawdź, czy wszystko działa: obwarzanek doctor.",
    )


async def doctor(settings: Settings, arguments: argparse.Namespace) -> int:
    """Say in words whether everything is there that the bot needs."""
    from bot.ops.doctor import as_json, examine

    findings = await examine(settings)
    if arguments.json:
        say(as_json(findings))
    else:
        for finding in findings:
            say(f"{finding.level:4} {finding.what}: {finding.words}")
    return max(finding.level.exit_code for finding in findings)


async def demo(settings: Settings, arguments: argparse.Namespace) -> None:
    """Try the bot without a token: a local Telegram with invented people, in the browser."""
    from bot.demo import stage
    from bot.playground.page import is_loopback

    if not arguments.public and not is_loopback(arguments.host):
        raise UsageError(
            f"--host {arguments.host}: whoever reaches this address could play every person and read all that is"
            " written there; add --public if you want that",
            f"--host {arguments.host}: kto dotrze pod ten adres, może grać każdą osobą i czytać wszystko, co tam"
            " jest; dodaj --public, jeśli tak ma być",
        )
    story = stage.story_named(arguments.story) if arguments.story else None
    if arguments.story and story is None:
        known = ", ".join(stage.stories()) or spoken(
            "none, they come with the source (tests/stories)", "żadna, są tylko w źródłach (tests/stories)"
        )
        raise UsageError(
            f"no story {arguments.story!r}; there are: {known}", f"nie ma historii {arguments.story!r}; są: {known}"
        )
    if "log_level" not in settings.model_fields_set:
        log_setup.only_warnings()
    work = stage.in_browser(settings, arguments.host, arguments.port, is_public=arguments.public, story=story)
    await _until_stopped(work)


class _Parser(argparse.ArgumentParser):
    """Complains in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG, f"{self.prog}: {message}; {spoken('see', 'zobacz')} {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    as_written = argparse.RawDescriptionHelpFormatter
    whole = _Parser(
        prog=NAME, formatter_class=as_written, epilog=f"{EXIT_CODES}\nobwarzanek COMMAND --help says more.",
        description="Obwarzanek, a Telegram bot for the teams of a metropolitan association.",
    )  # fmt: skip
    whole.add_argument("--version", action="version", version=f"{NAME} {__version__} (database {HEAD})")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, does: Does, *examples: str, exit_codes: str = EXIT_CODES) -> argparse.ArgumentParser:
        about = (does.__doc__ or "").strip().splitlines()[0]
        shown = "".join(f"  {NAME} {example}\n" for example in examples)
        sub = commands.add_parser(
            name, help=about, description=about, epilog=f"examples:\n{shown}\n{exit_codes}", formatter_class=as_written
        )
        sub.set_defaults(does=does)
        return sub

    command("setup", setup, "setup")
    command("run", run, "run")
    inviting = command(
        "invite", invite, "invite --role office", "invite --role coordinator --commune Niepołomice"
    )  # fmt: skip
    inviting.add_argument("--role", required=True, choices=[role.value for role in INVITED])
    inviting.add_argument("--commune", metavar="NAME", help="whose team (not for the Office)")
    timetable = command("job", job, "job --list", "job status-open --now 2026-11-27T09:00")
    timetable.add_argument("name", nargs="?", metavar="NAME")
    timetable.add_argument("--list", action="store_true", help="list the jobs")
    timetable.add_argument("--now", metavar="2026-11-27T09:00", help="as if it were this local time")
    importing = command("import", import_projects, "import projects projekty.csv")
    importing.add_argument("what", choices=["projects"])
    importing.add_argument("file", type=Path, metavar="FILE.csv|xlsx")
    moving = command("migrate-data", maintenance.migrate_data, "migrate-data")
    moving.add_argument("--from", dest="source", metavar="URL", help="else DATABASE_URL")
    moving.add_argument("--to", dest="target", metavar="URL", help="an empty database; else DATABASE_URL_NEW")
    schema = command("migrate", maintenance.migrate, "migrate", "migrate --to 0004")
    schema.add_argument("--to", default=HEAD, metavar="REVISION", help="what only newer versions keep is dropped")
    copying = command("backup", maintenance.backup, "backup", "backup /mnt/elsewhere/obwarzanek.db")
    copying.add_argument("file", type=Path, nargs="?", metavar="FILE", help="else a new one in BACKUP_DIR")
    restoring = command("restore", maintenance.restore, "restore var/backups/obwarzanek-2026-11-30T03-00-00.db")
    restoring.add_argument("file", type=Path, metavar="FILE")
    erasing = command("erase", erase, "erase --person 123456789", "erase --person 'Anna Nowak'")
    erasing.add_argument("--person", required=True, metavar="TELEGRAM_ID_OR_NAME")
    examining = command("doctor", doctor, "doctor", "doctor --json", exit_codes=OF_DOCTOR)
    examining.add_argument("--json", action="store_true", help="for programs: a list of objects")
    trying = command("demo", demo, "demo", "demo --story joining", "demo --port 9000")
    trying.add_argument("--story", metavar="NAME", help="play this story at reading speed")
    trying.add_argument("--port", type=_port, help="8080 or a free one, if not told otherwise")
    trying.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="this machine alone unless told otherwise"
    )
    trying.add_argument("--public", action="store_true", help="anybody who reaches the address may play")
    return whole


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says and return the exit code; where it can't be done one line says why."""
    IN_POLISH.set(is_polish(os.environ))
    parsed = parser().parse_args(arguments)
    try:
        settings = load()
        log_setup.begin(settings)
        if settings.sentry_dsn is not None:
            from bot.telemetry import sentry

            sentry.begin(settings)
        return asyncio.run(parsed.does(settings, parsed)) or 0
    except (SettingError, UsageError, NewerError, MovedError) as error:
        return _complained(str(error), WRONG)
    except InvalidToken:
        return _complained(refused(), WRONG)
    except DBAPIError as error:
        return _complained(
            f"DATABASE_URL: {spoken('the database does not answer', 'baza nie odpowiada')}: {error.orig}", TROUBLE
        )
    except TelegramError as error:
        return _complained(f"{spoken('Telegram does not answer', 'Telegram nie odpowiada')}: {error.message}", TROUBLE)
    except (TroubleError, OSError) as error:
        return _complained(str(error), TROUBLE)


def _complained(words: str, code: int) -> int:
    print(scrubbed(words if code == WRONG else words.splitlines()[0]), file=sys.stderr)  # noqa: T201
    return code


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(
            spoken(
                f"{text} is no port, which is a number from 0 to {LAST_PORT}",
                f"{text} to nie port, czyli liczba od 0 do {LAST_PORT}",
            )
        )
    return int(text)


def _local_time(text: str, clock: Clock) -> datetime:
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--now {text}: write it like 2026-11-27T09:00", f"--now {text}: napisz jak 2026-11-27T09:00"
        ) from None
    return local.astimezone(UTC) if local.tzinfo else clock.at(local.date(), local.time())
