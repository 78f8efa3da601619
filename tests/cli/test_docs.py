"""The pages of docs: their commands are run as they stand, from nothing to the way back; their links lead somewhere.

What would change this machine is acted: ``systemctl`` starts and stops what the unit says, ``docker`` calls the same
commands without a container, ``sudo`` and ``pip`` do next to nothing. ``obwarzanek`` is the real one, begun by
``processes.command``.
"""

import asyncio
import os
import re
from configparser import RawConfigParser
from pathlib import Path

import pytest

from bot.playground import Server
from models.migrations import REVISIONS
from tests import patterns, postgresql, processes
from tests.cli.test_command_line import ENVIRONMENT, ROOT
from tests.cli.test_command_line import telegram as telegram

DOCS = ROOT / "docs"
GUIDES = ("systemd", "docker", "wheel")
ON_POSTGRESQL = "## Move to PostgreSQL"
ACTED = {
    "useradd": "exit 0",
    "sudo": 'shift 2; exec "$@"',
    "install": 'for each; do case $each in --owner=*|--group=*) ;; *) set -- "$@" "$each";; esac; shift; done\n'
    '/usr/bin/install "$@"',
    "python3": """\
mkdir -p "$3/bin"
printf '#!/bin/sh\\nln -sf "$REAL" "$(dirname "$0")/obwarzanek"\\n' > "$3/bin/pip"
chmod +x "$3/bin/pip\"""",
    "journalctl": 'cat "$AT/log"',
    "systemctl": """\
for word; do case $word in start|stop|restart|enable|status) what=$word;; esac; done
case $what in stop|restart) kill $(cat "$AT/pid"); while kill -0 $(cat "$AT/pid") 2>/dev/null; do sleep 0.1; done;; esac
case $what in start|restart|enable) cd "$AT/var/lib/obwarzanek"; "$AT/opt/obwarzanek/bin/obwarzanek" run 2>> "$AT/log" &
echo $! > "$AT/pid"; sleep 5;; esac
[ "$what" != status ] || kill -0 $(cat "$AT/pid")""",
    "docker": """\
[ "$1" = compose ] || exit 1
shift; what=$1; shift
for word; do case $word in -T|--rm|bot) shift;; *) break;; esac; done
inside() { set -a; . "$AT/deploy/.env"; DATABASE_URL=sqlite:///$AT/data/obwarzanek.db
cd "$AT/data"; exec "$REAL" "$@"; }
begin() { inside run 2>> "$AT/log" & echo $! > "$AT/pid"; sleep 5; }
end() { [ ! -f "$AT/pid" ] || kill $(cat "$AT/pid"); while [ -f "$AT/pid" ] && kill -0 $(cat "$AT/pid") 2>/dev/null; do
sleep 0.1; done; rm -f "$AT/pid"; }
case $what in
up) end; begin;; start) begin;; stop) end;; ps) kill -0 $(cat "$AT/pid");; logs) cat "$AT/log";;
exec) shift; (inside "$@");; run) (inside "$@");;
cp) cp "${1#bot:}" "${2#bot:}";;
esac""",
}


def blocks(page: str) -> list[tuple[str, str]]:
    """The commands of a page, each with the heading under which it stands."""
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    parts = re.split(r"^(## .*)$", text, flags=re.MULTILINE)
    return [
        (heading, block)
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
        for block in re.findall(r"```sh\n(.*?)```", body, re.DOTALL)
    ]


def script_of(page: str, at: Path, *, postgresql: str | None) -> str:
    """What a reader types, one line after the other, with other places and an older version that there is."""
    chosen = [block for heading, block in blocks(page) if postgresql or not heading.startswith(ON_POSTGRESQL)]
    text = "\n".join(chosen)
    for place in ("/opt/", "/var/lib/", "/usr/local/bin/", "/etc/systemd/", "/data/"):
        text = re.sub(rf"(?<![\w/]){place}", f"{at}{place}", text)
    text = text.replace("bot:/data/", f"bot:{at}/data/").replace("migrate --to 0022", f"migrate --to {REVISIONS[-2]}")
    if postgresql is not None:
        text = text.replace("postgresql://obwarzanek:password@localhost/obwarzanek", postgresql)
    # a line that fails ends it, as it would end a reader's trust
    return f"set -e\n{text}"


async def run_through(page: str, telegram: Server, at: Path, *, postgresql: str | None = None) -> str:
    """Everything that is said by the page's commands; they must all succeed."""
    shims = at / "shims"
    for folder in ("shims", "deploy", "data", "home", "usr/local/bin", "etc/systemd/system"):
        (at / folder).mkdir(parents=True)
    names = {"systemd": set(ACTED) - {"docker"}, "docker": {"docker", "install"}, "wheel": set()}[page]
    for name in names:
        (shims / name).write_text(f"#!/bin/bash\n{ACTED[name]}\n", encoding="utf-8")
        (shims / name).chmod(0o755)
    real = shims / "obwarzanek"
    for file in ("deploy/obwarzanek.service", "deploy/requirements.lock"):
        (at / file).write_bytes((ROOT / file).read_bytes())
    script = re.sub(r"(?<![/\w])projekty\.csv", f"{at}/projekty.csv", script_of(page, at, postgresql=postgresql))
    (at / "projekty.csv").write_text("gmina;projekt\nSkawina;Park\n", encoding="utf-8")
    environment = {
        **ENVIRONMENT, "AT": str(at), "REAL": str(real), "HOME": str(at / "home"), "CHECKOUT": str(at),
        "PATH": f"{shims}{os.pathsep}{ENVIRONMENT['PATH']}", "BOT_API_URL": telegram.url,
    }  # fmt: skip
    if page == "docker":
        environment["BOT_TOKEN"] = telegram.world.token
    (at / "told").write_text(f"{telegram.world.token}\n\n", encoding="utf-8")
    async with processes.command(real):
        with (at / "told").open("rb") as told, (at / "said").open("ab") as said:
            process = await asyncio.create_subprocess_exec(
                "bash", "-c", script, cwd=at, env=environment, stdin=told, stdout=said, stderr=said,
                start_new_session=True,
            )  # fmt: skip
        await asyncio.wait_for(process.wait(), 120)
    words = (at / "said").read_text(encoding="utf-8")
    assert process.returncode == 0, words
    return words


@pytest.mark.parametrize("page", GUIDES)
async def test_the_commands_of_the_page_do_what_it_says(page: str, telegram: Server, tmp_path: Path) -> None:
    """To the end where PostgreSQL is at hand, else up to the move there; Docker has that ready-made."""
    moves = page != "docker" and postgresql.IS_THERE
    address = (await patterns.emptied()).replace("+asyncpg", "") if moves else None
    said = await run_through(page, telegram, tmp_path, postgresql=address)
    assert said.count("https://t.me/obwarzanek_bot?start=") == (1 if page == "docker" else 2)
    for words in (
        "is at work",
        "ok   database",
        "imported: 1 added",
        "verified",
        "start the bot",
        f"→ {REVISIONS[-2]}",
        *(["moved; start the bot"] if moves else []),
    ):
        assert words in said, words
    assert "Traceback" not in said and "BAD" not in said and telegram.world.token not in said


def test_every_page_leads_through_the_same_things() -> None:
    heads = {
        page: [line for line in (DOCS / f"{page}.md").read_text().splitlines() if line[:3] == "## "] for page in GUIDES
    }
    assert heads["systemd"] == heads["docker"] == heads["wheel"] and len(heads["wheel"]) == 8


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted(DOCS.glob("*.md"))):
        for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_outages_name_tests_that_there_are() -> None:
    text = (DOCS / "outages.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", text)
    assert len(named) >= 10
    for file, test in named:
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), test


def test_the_unit_of_the_page_is_that_of_deploy() -> None:
    unit = RawConfigParser(strict=False)
    unit.read(ROOT / "deploy/obwarzanek.service", encoding="utf-8")
    typed = "\n".join(block for _, block in blocks("systemd"))
    assert unit["Service"]["ExecStart"].split()[0] in typed and unit["Service"]["WorkingDirectory"] in typed
