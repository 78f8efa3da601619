"""The command line as an operator uses it: processes, exit codes, one clear line when something is wrong."""

import ast
import asyncio
import os
import re
import shlex
import signal
import socket
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest

from bot import __version__
from bot.command_line import parser
from bot.ops.systemd import keep_alive
from bot.playground import Person, Server, World, serve
from jobs import JOBS
from models.calendar import Clock
from models.migrations import HEAD
from tests import patterns
from tests.conftest import WARSAW
from tests.processes import Process

ROOT = Path(__file__).parents[2]
MEASURED = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **MEASURED}


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[Server]:
    async def nothing() -> None:
        """People wait for the words they expect."""

    world = World(username="obwarzanek_bot", settle=nothing)
    async with serve(world) as server:
        yield server


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """That of ``settings``, with its tables: for who does not ask how they are made."""
    file = tmp_path / "var" / "bot.db"
    patterns.lay(file)
    return file


has_a_database = pytest.mark.usefixtures("database")


def settings(telegram: Server, tmp_path: Path, **others: str) -> dict[str, str]:
    return {
        **ENVIRONMENT,
        "BOT_TOKEN": telegram.world.token,
        "BOT_API_URL": telegram.url,
        "DATABASE_URL": f"sqlite:///{tmp_path}/var/bot.db",
        **others,
    }


def commands() -> dict[str, ArgumentParser]:
    """The parser of each."""
    [choices] = [action.choices for action in parser()._actions if isinstance(action.choices, dict)]
    return choices


async def call(environment: dict[str, str], cwd: Path, *arguments: str, told: str = "") -> tuple[int, str, str]:
    """Run ``python -m bot …`` to its end: exit code, output, errors."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, name) for name in ("told", "out", "errors")}
        files["told"].write_text(told, encoding="utf-8")
        process = Process("bot", *arguments, env=environment, cwd=cwd, **files)
        out, errors = await asyncio.wait_for(process.communicate(), 30)
    return process.returncode or 0, out.decode(), errors.decode()


@asynccontextmanager
async def at_work(
    environment: dict[str, str], cwd: Path, telegram: Server, errors: Path | str = os.devnull
) -> AsyncIterator[Process]:
    """``python -m bot run`` until the block ends."""
    process = Process("bot", "run", env=environment, cwd=cwd, errors=errors)
    while not telegram.world.updates.is_heard:
        assert process.returncode is None
        await asyncio.sleep(0.01)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"BOT_TOKEN": ""}, "BOT_TOKEN"),
        ({"BOT_TOKEN": "1:wrong"}, "BOT_TOKEN"),
        ({"BOT_TIMEZONE": "Europe/Krakow"}, "BOT_TIMEZONE"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////proc/nowhere/bot.db"}, "/proc/nowhere"),
        ({"BOT_API_URL": "localhost"}, "BOT_API_URL"),
        ({"BOT_MESSAGES_PER_SECOND": "0"}, "BOT_MESSAGES_PER_SECOND should be greater than or equal to 1"),
        ({"BOT_MESSAGES_PER_SECOND": "1001"}, "BOT_MESSAGES_PER_SECOND should be less than or equal to 1000"),
        ({"ASSOCIATION": "missing.toml"}, "ASSOCIATION"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT"),
    ],
)
@has_a_database
async def test_a_wrong_setting_is_one_line_and_exit_2(
    telegram: Server, tmp_path: Path, wrong: dict[str, str], word: str
) -> None:
    code, out, errors = await call(settings(telegram, tmp_path, LOG_LEVEL="error", **wrong), tmp_path, "run")
    assert (code, out) == (2, "")
    assert word in errors and len(errors.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("wrong", "command", "code", "words"),
    [
        ({"DATABASE_URL": "sqlite://"}, "run", 2, "DATABASE_URL names no file"),
        ({"DATABASE_URL": "postgresql://u:se@cret@h/bot"}, "run", 2, "DATABASE_URL has an @ too many: in a password"),
        ({"DATABASE_URL": "postgresql://u@127.0.0.1:1/bot"}, "doctor", 2, ""),
        (
            {"DATABASE_URL": "postgresql://u@127.0.0.1:1/bot"},
            "migrate",
            1,
            "DATABASE_URL: the database does not answer",
        ),
        ({"BOT_API_URL": "http://127.0.0.1:1"}, "invite --role office", 1, "Telegram does not answer"),
        ({"BOT_TOKEN": "1:with a space"}, "run", 2, "BOT_TOKEN is not a token"),
        ({"BACKUP_DIR": "/proc/nowhere"}, "backup", 2, "BACKUP_DIR: /proc/nowhere cannot be made"),
        ({"HTTP_PORT": "TAKEN"}, "run", 1, "HTTP_HOST, HTTP_PORT: 127.0.0.1:"),
        ({}, "demo --port 99999", 2, "--port: 99999 is no port"),
        ({}, "demo --port TAKEN", 1, "--host, --port: 127.0.0.1:"),
        ({}, "tea", 2, "'tea'"),
    ],
)
@has_a_database
async def test_whatever_is_wrong_is_told_in_one_line_with_a_code_for_what_to_do(
    telegram: Server, tmp_path: Path, wrong: dict[str, str], command: str, code: int, words: str
) -> None:
    """1 may be tried again as it is, 2 may not."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        given = {name: value.replace("TAKEN", port) for name, value in wrong.items()}
        environment = settings(telegram, tmp_path, LOG_LEVEL="error", **given)
        found, _, errors = await call(environment, tmp_path, *command.replace("TAKEN", port).split())
    assert (found, words in errors, errors.count("\n")) == (code, True, 0 if command == "doctor" else 1), errors
    assert "cret" not in errors


@pytest.mark.parametrize("command", ["invite --role office", "job status-open", "erase --person 1"])
async def test_in_the_wrong_folder_no_empty_database_is_made(telegram: Server, tmp_path: Path, command: str) -> None:
    code, out, errors = await call(settings(telegram, tmp_path), tmp_path, *command.split())
    assert (code, out, errors.count("\n")) == (2, "", 1) and f"there is no database at {tmp_path}/var/bot.db" in errors
    assert not list(tmp_path.iterdir())


async def test_it_calls_itself_by_one_name_and_says_its_version(tmp_path: Path) -> None:
    code, out, _ = await call(ENVIRONMENT, tmp_path, "--help")
    assert code == 0 and "usage: obwarzanek " in out and "exit codes:\n  0  done" in out and "-m bot" not in out
    code, out, _ = await call(ENVIRONMENT, tmp_path, "--version")
    assert (code, out) == (0, f"obwarzanek {__version__} (database {HEAD})\n")


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_shows_examples_that_it_understands(name: str) -> None:
    shown = commands()[name].format_help()
    examples = [line.split()[1:] for line in shown.splitlines() if line.startswith("  obwarzanek ")]
    assert examples and "exit codes:" in shown
    for example in examples:
        assert example[0] == name and parser().parse_args(shlex.split(" ".join(example))).does


async def test_a_checkout_has_the_command_too(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        ROOT / "obwarzanek", "--version", cwd=tmp_path, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert out.decode().startswith(f"obwarzanek {__version__}")


@pytest.mark.parametrize("command", ["run", "invite --role office", "doctor", "job", "migrate", "backup"])
@pytest.mark.parametrize("token", ["1:refused", "123456789:refused-refused-refused-refused", "1:a space", "word"])
@has_a_database
async def test_no_command_tells_the_token(telegram: Server, tmp_path: Path, command: str, token: str) -> None:
    """Be it refused, or none at all."""
    _, out, errors = await call(settings(telegram, tmp_path, BOT_TOKEN=token), tmp_path, *command.split())
    assert token not in out + errors and quote(token) not in out + errors
    assert "Traceback" not in errors


async def test_an_association_of_ones_own(telegram: Server, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "Związek"\noffice = "Biuro"\ncountry = "PL"\ncommunes = ["Alfa", "Beta"]\nfields = ["mobilność"]\n'
        '[rodo]\nversion = "1"\npl = "Klauzula"\nen = "Clause"\n'
    )
    environment = settings(telegram, tmp_path, ASSOCIATION=str(own))
    code, out, _ = await call(environment, tmp_path, "doctor")
    assert code == 0 and "Związek: 2 communes" in out
    own.write_text('name = "Związek"\n')
    code, _, errors = await call(environment, tmp_path, "doctor")
    assert code == 2 and "ASSOCIATION" in errors and len(errors.splitlines()) == 1


async def test_settings_are_read_from_dot_env(telegram: Server, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"BOT_TOKEN={telegram.world.token}\nBOT_API_URL={telegram.url}\n")
    assert (await call(ENVIRONMENT, tmp_path, "migrate"))[0] == 0
    code, out, _ = await call(ENVIRONMENT, tmp_path, "invite", "--role", "office")
    assert code == 0 and out.startswith("https://t.me/obwarzanek_bot?start=")
    assert (tmp_path / "var" / "obwarzanek.db").exists()


@has_a_database
async def test_sigterm_ends_cleanly_within_five_seconds(telegram: Server, tmp_path: Path) -> None:
    """And says nothing of it; what it has said begins with what starts."""
    async with at_work(settings(telegram, tmp_path), tmp_path, telegram, tmp_path / "log") as process:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, errors = await process.communicate()
        assert time.monotonic() - began < 5
        assert process.returncode == 0
    [start] = [line for line in errors.decode().splitlines() if " starts for " in line]
    assert start == errors.decode().splitlines()[0] and " INFO bot: obwarzanek " in start
    assert not any(word in errors for word in (b"WARNING", b"ERROR", b"CRITICAL", b"Traceback"))


@has_a_database
async def test_systemd_hears_that_it_is_ready_and_does_not_hang(telegram: Server, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        told = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "200000"}
        async with at_work(settings(telegram, tmp_path, **told), tmp_path, telegram), asyncio.timeout(10):
            heard = [await asyncio.get_running_loop().sock_recv(systemd, 100) for _ in range(4)]
    assert heard == [b"READY=1", *[b"WATCHDOG=1"] * 3]


async def test_systemd_hears_nothing_of_a_bot_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "20000")
        keeping = asyncio.create_task(keep_alive(lambda: True))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await asyncio.get_running_loop().sock_recv(systemd, 100)
        keeping.cancel()


@has_a_database
async def test_the_first_of_the_office_gets_in_and_jobs_reach_a_running_bot(telegram: Server, tmp_path: Path) -> None:
    environment = settings(telegram, tmp_path)
    jan = Person(telegram.world, "Jan", last_name="Kowalski")
    async with at_work(environment, tmp_path, telegram):
        code, link, _ = await call(environment, tmp_path, "invite", "--role", "office")
        assert code == 0
        await jan.open_link(link.strip())
        await jan.waits_for("Dołączam")
        await jan.tap("✅ Dołączam")
        await jan.waits_for("Jak mam Cię przedstawiać")
        await jan.tap("✅ Jan Kowalski")
        await jan.waits_for("Witaj")
        projects = tmp_path / "projekty.csv"
        projects.write_text("gmina;projekt\nNiepołomice;Trasa rowerowa Wisła\n", encoding="utf-8")
        assert (await call(environment, tmp_path, "import", "projects", str(projects)))[0] == 0
        jan.reads()
        code, _, errors = await call(environment, tmp_path, "job", "status-open", "--now", f"{next_friday()}T09:00")
        assert (code, errors) == (0, "")
        await jan.waits_for("Gmina Niepołomice nie ma koordynatora")


def next_friday() -> date:
    """On which people work: the bot lives by the machine's clock, and asks about no week that is over."""
    clock = Clock(WARSAW, "PL")
    following = (clock.today() + timedelta(days=n) for n in count(1))
    return next(day for day in following if day.weekday() == 4 and clock.is_working_day(day))


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("invite", "--role", "coordinator"), "--commune"),
        (("invite", "--role", "chair", "--commune", "Gdańsk"), "Niepołomice"),
        (("invite", "--role", "office", "--commune", "Kraków"), "--commune"),
        (("job", "tea"), "status-open"),
        (("job", "status-open", "--now", "jutro"), "2026-11-27T09:00"),
        (("import", "projects", "missing.csv"), "missing.csv"),
    ],
)
@has_a_database
async def test_a_wrong_command_says_what_to_do(
    telegram: Server, tmp_path: Path, arguments: tuple[str, ...], word: str
) -> None:
    code, _, errors = await call(settings(telegram, tmp_path), tmp_path, *arguments)
    assert code == 2 and word in errors and "Traceback" not in errors


@has_a_database
async def test_jobs_are_listed_and_can_run_again(telegram: Server, tmp_path: Path) -> None:
    environment = settings(telegram, tmp_path)
    _, out, _ = await call(environment, tmp_path, "job", "--list")
    assert [line.split()[0] for line in out.splitlines()] == [job.name for job in JOBS]
    for name in ("status-open", "status-open", "status-remind", "status-close"):
        assert (await call(environment, tmp_path, "job", name))[0] == 0


@pytest.mark.parametrize(
    ("table", "says"),
    [("name\n", "nothing was imported:"), ("\x00\x01", "own.csv"), (None, "own.csv")],
)
@has_a_database
async def test_projects_that_cannot_be_imported(telegram: Server, tmp_path: Path, table: str | None, says: str) -> None:
    if table is not None:
        (tmp_path / "own.csv").write_text(table, encoding="utf-8")
    code, out, errors = await call(settings(telegram, tmp_path), tmp_path, "import", "projects", "own.csv")
    assert (code, out) == (2, "") and says in errors and "Traceback" not in errors


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ({"LANG": "C.UTF-8"}, "row 2: gmina: “Skawinka” is not known; is “Skawina” meant?"),
        ({"LANG": "pl_PL.UTF-8"}, "wiersz 2: gmina: nie znam „Skawinka”; czy chodzi o „Skawina”?"),
        ({"LANG": "pl_PL.UTF-8", "LC_ALL": "en_US.UTF-8"}, "row 2: gmina: “Skawinka” is not known"),
    ],
)
@has_a_database
async def test_a_table_is_refused_in_the_language_of_the_terminal(
    telegram: Server, tmp_path: Path, language: dict[str, str], says: str
) -> None:
    (tmp_path / "own.csv").write_text("gmina;projekt\nSkawinka;Park\n", encoding="utf-8")
    environment = {**settings(telegram, tmp_path), **language}
    code, _, errors = await call(environment, tmp_path, "import", "projects", "own.csv")
    assert code == 2 and says in errors


@pytest.mark.parametrize(
    ("wrong", "command", "code", "words"),
    [
        ({"BOT_TOKEN": ""}, "run", 2, "brakuje BOT_TOKEN: weź token od @BotFather"),
        ({"BOT_TOKEN": "1:wrong"}, "invite --role office", 2, "Telegram nie przyjmuje BOT_TOKEN"),
        ({"BOT_MESSAGES_PER_SECOND": "0"}, "run", 2, "BOT_MESSAGES_PER_SECOND musi wynosić co najmniej 1"),
        ({"LOG_FORMAT": "xml"}, "run", 2, "LOG_FORMAT może być tylko: 'text' or 'json'"),
        ({"DATABASE_URL": "mysql://x"}, "run", 2, "DATABASE_URL musi to być adres sqlite:/// albo postgresql://"),
        ({"DATABASE_URL": "postgresql://u:se@cret@h/bot"}, "run", 2, "o jedno @ za dużo: w haśle pisz @ jako %40"),
        ({"DATABASE_URL": "postgresql://u@127.0.0.1:1/bot"}, "migrate", 1, "DATABASE_URL: baza nie odpowiada"),
        ({"BOT_API_URL": "http://127.0.0.1:1"}, "invite --role office", 1, "Telegram nie odpowiada"),
        ({"BACKUP_DIR": "/proc/nowhere"}, "backup", 2, "nie można utworzyć /proc/nowhere"),
        ({}, "restore missing.db", 2, "nie ma missing.db"),
        ({}, "invite --role chair", 2, "do --role chair trzeba podać --commune"),
        ({}, "erase --person 1", 2, "nie ma nikogo o takim nazwisku"),
        ({}, "tea", 2, "zobacz obwarzanek --help"),
    ],
)
@has_a_database
async def test_a_polish_terminal_is_told_in_polish_what_is_wrong(
    telegram: Server, tmp_path: Path, wrong: dict[str, str], command: str, code: int, words: str
) -> None:
    environment = settings(telegram, tmp_path, LOG_LEVEL="error", LANG="pl_PL.UTF-8", **wrong)
    found, _, errors = await call(environment, tmp_path, *command.split())
    assert (found, words in errors, errors.count("\n")) == (code, True, 1), errors


def test_what_a_command_says_can_be_said_in_polish() -> None:
    """Every sentence that ends a command or that the doctor finds; the names of settings and commands are the same."""
    arguments = dict.fromkeys(("UsageError", "SettingError", "TroubleError", "BackupError", "MoveError", "say"), 2)
    arguments |= {"ValueError": 2, "WrongValueError": 2, "Finding": 4, "Finding.good": 3, "Finding.bad": 3}
    in_one_language = []
    for path in (*OF_COMMANDS, *(ROOT / "bot" / "ops").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) < arguments.get(ast.unparse(node.func), 0):
                in_one_language += [f"{path.name}: {words}" for words in map(words_of, node.args) if words]
    assert in_one_language == []


OF_COMMANDS = [ROOT / name for name in ("bot/command_line.py", "bot/settings.py", "models/db/address.py")]


def words_of(node: ast.expr) -> str:
    """Small words that are written there themselves, and not in a call of ``spoken``."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    written = " ".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return written if re.search(r"\b[a-z]{2,} [a-z]{2,}\b", written) else ""


async def test_the_doctor_says_what_is_wrong(telegram: Server, tmp_path: Path) -> None:
    environment = settings(telegram, tmp_path, BOT_TOKEN="1:wrong")  # noqa: S106 (nobody's token)
    code, out, _ = await call(environment, tmp_path, "doctor")
    assert code == 2 and "BAD  token: Telegram does not accept it" in out and "ok   zone" in out
    code, out, _ = await call({**environment, "LC_MESSAGES": "pl_PL.UTF-8"}, tmp_path, "doctor")
    assert code == 2 and "BAD  token: Telegram go nie przyjmuje" in out and "powstanie przy pierwszym starcie" in out


async def test_the_demonstration_runs_without_a_token(tmp_path: Path) -> None:
    """It prints one address, which can be opened soon, and no log; Ctrl+C ends it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", "0", env=ENVIRONMENT, cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(10):
        while (line := (await process.stdout.readline()).decode().strip()) or not process.stdout.at_eof():
            if line.startswith("http://127.0.0.1:"):
                break
    async with aiohttp.ClientSession() as session, session.get(line) as page:
        assert page.status == 200 and "Obwarzanek" in await page.text()
    process.send_signal(signal.SIGINT)
    _, errors = await asyncio.wait_for(process.communicate(), 10)
    assert process.returncode == 0 and b"INFO" not in errors and b"Traceback" not in errors


async def test_the_demonstration_is_for_this_machine_unless_said_otherwise(tmp_path: Path) -> None:
    code, _, errors = await call(ENVIRONMENT, tmp_path, "demo", "--host", "0.0.0.0")  # noqa: S104
    assert code == 2 and "--public" in errors and len(errors.splitlines()) == 1


async def test_a_story_that_is_not_there(tmp_path: Path) -> None:
    code, _, errors = await call(ENVIRONMENT, tmp_path, "demo", "--story", "nic")
    assert code == 2 and "joining" in errors
