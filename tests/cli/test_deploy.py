"""What deploy/ says: taken by those who read it, true of this bot, and run as it says, but for Docker itself."""

import ast
import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import tomllib
from collections.abc import AsyncIterator
from configparser import RawConfigParser
from contextlib import asynccontextmanager
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa
from ruamel.yaml import YAML

from bot import app
from bot.command_line import WRONG, parser, run
from bot.playground import Person, Server
from bot.settings import SettingError, Settings, load
from tests.cli.test_command_line import ROOT
from tests.cli.test_command_line import settings as environment_of
from tests.cli.test_command_line import telegram as telegram
from tests.conftest import on_postgresql
from tests.ports import free_port
from tests.postgresql import IS_REQUIRED
from tests.processes import Process

DEPLOY = ROOT / "deploy"
OURS = ("bot", "handlers", "jobs", "models")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
MANY = {"BOT_DOMAIN": "bot.example.org", "BOTS": "bot-1:8000 bot-2:8000"}
PROGRAMS = os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"]))


def program(name: str) -> str:
    """Where it is; the test is skipped without it, but not where everything must be there."""
    found = shutil.which(name, path=PROGRAMS)
    if found is None:
        assert not IS_REQUIRED, f"{name} is required here"
        pytest.skip(f"no {name} on this machine")
    return found


def ran(name: str, *arguments: str | Path, told: str | None = None, **environment: str) -> str:
    """What the program says, of what it is told; it must be content."""
    done = subprocess.run(
        [program(name), *arguments], env=os.environ | environment, input=told, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


# --- the locks ----------------------------------------


def locked(file: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ \\;]+)", file.read_text(encoding="utf-8"), re.MULTILINE))


def as_named(package: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=;~! ]", package)[0]).lower()


def test_the_image_gets_the_versions_that_are_tested() -> None:
    tested, deployed = locked(ROOT / "requirements.lock"), locked(DEPLOY / "requirements.lock")
    assert deployed.items() <= tested.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {as_named(each) for each in project["project"]["dependencies"]} <= deployed.keys()
    assert not {as_named(each) for each in project["dependency-groups"]["dev"]} & deployed.keys()


def test_the_image_has_all_that_the_code_imports() -> None:
    deployed, owners = locked(DEPLOY / "requirements.lock"), packages_distributions()
    for folder in OURS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
                for top in {name.split(".")[0] for name in names} - {*sys.stdlib_module_names, *OURS}:
                    assert {as_named(owner) for owner in owners.get(top, [])} & deployed.keys(), f"{path}: {top}"


# --- the image ----------------------------------------


def instructions(name: str) -> list[str]:
    """What follows this word in the last stage, each as one line."""
    last = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :].replace("\\\n", " ")
    return [line.removeprefix(name).strip() for line in last.splitlines() if line.startswith(f"{name} ")]


def environment_of_the_image() -> dict[str, str]:
    return dict(pair.split("=", 1) for line in instructions("ENV") for pair in line.split())


def test_the_dockerfile_is_in_order() -> None:
    ran("hadolint", DEPLOY / "Dockerfile")


def test_the_image_is_of_the_code_and_nobody_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tops = {package.rstrip("*") for package in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert {f"{top} {top}" for top in {*tops, "obwarzanek"}} == {
        copy for copy in instructions("COPY") if not copy.startswith("--from")
    }
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in allowed if line.startswith("!")} == {*tops, "deploy/requirements.lock", "obwarzanek"}
    assert "*" in allowed
    (user,) = instructions("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    oldest = project["project"]["requires-python"].removeprefix(">=")
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == [f"python:{oldest}-slim"] * 2


@pytest.fixture(params=["installed here", pytest.param("of the lock", marks=pytest.mark.fire)])
def packages(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """What is installed here, or what the image installs."""
    if request.param == "installed here":
        return Path(sysconfig.get_path("purelib"))
    folder = tmp_path / "packages"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
         "--only-binary=:all:", "--root-user-action=ignore", "--target", folder, "-r", DEPLOY / "requirements.lock"],
        check=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def contained(packages: Path, tmp_path: Path) -> list[str]:
    """A container like the image's, without Docker: a read-only root, no rights, nothing to be written but /data."""
    code, data = tmp_path / "app", tmp_path / "data"
    code.mkdir()
    for copy in instructions("COPY"):
        if not copy.startswith("--from"):
            source, target = copy.split()
            copying = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copying(ROOT / source, code / target)
    data.mkdir()
    (uid, gid), (workdir,) = instructions("USER")[0].split(":"), instructions("WORKDIR")
    command = [program("bwrap"), "--unshare-user", "--uid", uid, "--gid", gid, "--cap-drop", "ALL", "--new-session",
               "--die-with-parent", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",  # noqa: S108
               "--ro-bind", str(code), workdir, "--ro-bind", str(packages), "/packages", "--bind", str(data), "/data",
               "--chdir", workdir, "--clearenv", "--setenv", "PYTHONPATH", "/packages"]  # fmt: skip
    for folder in {"/usr", "/lib", "/lib64", "/bin", "/etc", sys.base_prefix}:
        command += ["--ro-bind-try", folder, folder]
    command += ["--remount-ro", "/"]
    for name, value in environment_of_the_image().items():
        command += ["--setenv", name, value]
    may = subprocess.run([*command, "/bin/true"], capture_output=True, text=True, check=False)
    if may.returncode and not IS_REQUIRED:
        pytest.skip(f"bwrap may not contain anything here: {may.stderr}")
    assert may.returncode == 0, may.stderr
    return command


async def exit_code(*command: str) -> int:
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.DEVNULL)
    return await process.wait()


async def test_the_bot_runs_as_the_image_runs_it(telegram: Server, contained: list[str], tmp_path: Path) -> None:
    """As nobody, with a root that cannot be written; it answers, is found healthy, and stops when it is told to."""
    python = str(Path(sys.base_prefix) / "bin" / "python3")
    start = [python if word == "python" else word for line in ("ENTRYPOINT", "CMD") for word in json.loads(
        instructions(line)[0])]  # fmt: skip
    (health,) = instructions("HEALTHCHECK")
    check = [python, *json.loads(health[health.index("CMD ") + 4 :])[1:]]
    port = free_port()
    own = {"BOT_TOKEN": telegram.world.token, "BOT_API_URL": telegram.url, "HTTP_PORT": str(port)}
    contained += [word for name, value in own.items() for word in ("--setenv", name, value)]
    assert await exit_code(*contained, f"{instructions('WORKDIR')[0]}/obwarzanek", "--version") == 0
    for place, is_writable in (("/data", True), ("/app", False), ("/", False), ("/usr", False), ("/packages", False)):
        tried = await exit_code(*contained, python, "-c", f"open('{place}/x', 'w')")
        assert (tried == 0) == is_writable, place
    (tmp_path / "data" / "x").unlink()
    assert await exit_code(*contained, *check) != 0

    reading, writing = os.pipe()
    bot = await asyncio.create_subprocess_exec(
        *contained, "--info-fd", str(writing), *start, pass_fds=[writing], stderr=asyncio.subprocess.PIPE
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        inner = int(json.load(told)["child-pid"])
    jan = Person(telegram.world, "Jan")
    async with asyncio.timeout(20):
        while not telegram.world.updates.is_heard:
            assert bot.returncode is None, await bot.communicate()
            await asyncio.sleep(0.02)
    await jan.say("/start")
    await jan.waits_for("Obwarzanek")
    assert await exit_code(*contained, *check) == 0
    began = time.monotonic()
    os.kill(inner, getattr(signal, instructions("STOPSIGNAL")[0]))
    _, errors = await bot.communicate()
    assert (bot.returncode, b"Traceback" in errors) == (0, False), errors
    assert time.monotonic() - began < 5
    assert {file.name for file in (tmp_path / "data").iterdir()} <= {"obwarzanek.db", "obwarzanek.db.lock", "backups"}


# --- compose ----------------------------------------


def composed(name: str) -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load(DEPLOY / name)
    return read


@pytest.mark.parametrize("name", ["compose.yaml", "compose.many.yaml"])
def test_compose_knows_every_word_and_nothing_runs_with_rights(name: str) -> None:
    ran("check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / name)
    whole = composed(name)
    for service, each in whole["services"].items():
        assert each["read_only"] and each["cap_drop"] == ["ALL"] and each["restart"] == "unless-stopped", service
        assert each["security_opt"] == ["no-new-privileges:true"], service
        assert set(each.get("secrets", [])) <= set(whole.get("secrets", {})), service
        if each["image"] == "obwarzanek":
            assert {setting.lower() for setting in each.get("environment", {})} <= Settings.model_fields.keys()
            assert "ports" not in each and "cap_add" not in each
            assert each["stop_grace_period"] == "20s", "what is under way when it is told to stop ends"


def test_of_many_only_caddy_can_be_reached_and_only_the_bots_reach_the_database() -> None:
    services = composed("compose.many.yaml")["services"]
    bots = {name for name, each in services.items() if each["image"] == "obwarzanek"}
    assert len(bots) >= 2
    assert services["caddy"]["environment"]["BOTS"].split() == [f"{name}:8000" for name in sorted(bots)]
    assert environment_of_the_image()["HTTP_PORT"] == "8000"
    assert [name for name, each in services.items() if "ports" in each] == ["caddy"]
    assert {name for name, each in services.items() if "inside" in each["networks"]} == bots | {"db"}
    assert composed("compose.many.yaml")["networks"]["inside"] == {"internal": True}


@on_postgresql
async def test_the_password_of_the_database_is_taken_from_its_file(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, url = tmp_path / "password", sa.make_url(database_url)
    file.write_text(f"{url.password or 'of nobody'}\n", encoding="utf-8")
    without = url._replace(password=None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", without.render_as_string(hide_password=False))
    monkeypatch.setenv("DATABASE_PASSWORD_FILE", str(file))
    await (await app.prepare(load())).close()
    file.write_text("Ł@/%:", encoding="utf-8")
    assert sa.make_url(load().database_url).password == "Ł@/%:"  # noqa: S105
    file.unlink()
    with pytest.raises(SettingError, match=r"^DATABASE_PASSWORD_FILE cannot be read"):
        load()


# --- Caddy ----------------------------------------


def test_caddy_takes_its_file() -> None:
    file = DEPLOY / "Caddyfile"
    ran("caddy", "validate", "--adapter", "caddyfile", "--config", file, **MANY)
    ran("caddy", "fmt", "--diff", file)


@asynccontextmanager
async def at_work_behind_caddy(telegram: Server, url: str, folder: Path) -> AsyncIterator[tuple[str, list[Process]]]:
    """Two bots on one database behind the real Caddy with the real Caddyfile; the address, and the bots."""
    caddy, (front, *ports) = program("caddy"), (free_port() for _ in range(3))
    address = f"http://127.0.0.1:{front}"
    started = []
    for port in ports:
        own = {"DATABASE_URL": url, "BOT_WEBHOOK_URL": f"{address}/telegram", "HTTP_PORT": str(port)}
        started.append(Process("bot", "run", env=environment_of(telegram, folder, **own), cwd=folder))
    own = {"BOT_DOMAIN": address, "BOTS": " ".join(f"127.0.0.1:{port}" for port in ports), "HOME": str(folder)}
    proxy = await asyncio.create_subprocess_exec(
        caddy, "run", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile",
        env=os.environ | own, cwd=folder, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield address, started
    finally:
        begun: list[Process | asyncio.subprocess.Process] = [*started, proxy]
        for process in begun:
            if process.returncode is None:
                process.terminate()
        await asyncio.gather(*(process.wait() for process in begun))


@on_postgresql
async def test_behind_caddy_telegram_is_answered_whichever_bot_dies_and_nobody_else_is(
    telegram: Server, database_url: str, tmp_path: Path
) -> None:
    jan = Person(telegram.world, "Jan")
    async with at_work_behind_caddy(telegram, database_url, tmp_path) as (address, bots):
        async with asyncio.timeout(20):
            while telegram.world.updates.webhook is None:
                await asyncio.sleep(0.05)
        await jan.say("/start")
        await jan.waits_for("Obwarzanek", within=20)
        async with aiohttp.ClientSession() as http:
            for path in ("/metrics", "/readyz", "/healthz", "/", "/telegram", "/telegram/", "/telegram/../metrics"):
                async with http.get(f"{address}{path}") as answer:
                    assert (answer.status, await answer.text()) == (404, ""), path
            async with http.post(f"{address}/telegram", json={"update_id": 1}) as answer:
                assert answer.status == 403
            bots[0].kill()
            await bots[0].wait()
            for _ in range(4):
                jan.reads()
                await jan.say("/start")
                await jan.waits_for("Obwarzanek", within=20)


# --- systemd ----------------------------------------


def test_the_unit_starts_the_bot_as_somebody_who_may_nothing() -> None:
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(DEPLOY / "obwarzanek.service", encoding="utf-8")
    service = unit["Service"]
    program, command = service["ExecStart"].split()
    assert parser().parse_args([command]).does is run
    assert program == "/opt/obwarzanek/bin/obwarzanek"
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"
    assert (service["RestartPreventExitStatus"], service["LimitCORE"]) == (str(WRONG), "0")
    assert service["User"] == service["StateDirectory"] == "obwarzanek"
    assert (service["Restart"], service["ProtectSystem"], service["NoNewPrivileges"]) == ("always", "strict", "yes")
    # what migrates a large database says nothing, and is not to be killed for that
    assert (service["Type"], service["TimeoutStartSec"], service["WatchdogSec"]) == ("notify", "infinity", "60")
    assert service["CapabilityBoundingSet"] == "" and int(service["TimeoutStopSec"]) > 5


def test_systemd_takes_the_unit_and_finds_it_safe(tmp_path: Path) -> None:
    """Of what it finds exposed, most is the network."""
    unit = tmp_path / "obwarzanek.service"
    text = (DEPLOY / unit.name).read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/obwarzanek/bin/obwarzanek", str(ROOT / "obwarzanek")), encoding="utf-8")
    assert ran("systemd-analyze", "verify", "--man=no", unit) == ""
    ran("systemd-analyze", "security", "--offline=true", "--threshold=15", unit)
