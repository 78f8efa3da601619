"""Addresses of databases: as people and PostgreSQL hosts write them, and as the drivers take them."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import sqlalchemy as sa

from models.reading.tongue import WrongValueError, spoken

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
OURS_TO_SAY = (
    "channel_binding", "client_encoding", "gssencmode", "keepalives", "keepalives_idle", "keepalives_interval",
    "keepalives_count", "tcp_user_timeout", "sslcompression", "sslsni",
)  # fmt: skip
"""Parameters of libpq about a connection that asyncpg decides for itself."""
SQLALCHEMYS = ("host", "prepared_statement_cache_size")
HERE = ("localhost", "127.0.0.1", "::1")


def with_async_driver(url: str) -> str:
    """The address of a database with our driver; ValueError says what is wrong with it."""
    try:
        parsed = sa.make_url(_with_hosts_apart(url))
    except (sa.exc.ArgumentError, ValueError):
        # the error may quote a part of the password
        hint = f"; {_escaped()}" if "@" in url else ""
        wrong = spoken(
            "is not a database address; write one like sqlite:///var/bot.db",
            "to nie jest adres bazy; napisz na przykład sqlite:///var/bot.db",
        )
        raise ValueError(f"{wrong}{hint}") from None
    if "@" in (parsed.host or "") or ("@" in (parsed.database or "") and parsed.get_backend_name() != "sqlite"):
        raise WrongValueError(f"has an @ too many: {_escaped()}", f"o jedno @ za dużo: {_escaped()}")
    driver = DRIVERS.get(parsed.get_backend_name())
    if driver is None:
        raise WrongValueError(
            "must be a sqlite:/// or postgresql:// address", "musi to być adres sqlite:/// albo postgresql://"
        )
    if driver == DRIVERS["sqlite"] and parsed.database in (None, "", ":memory:"):
        raise WrongValueError(
            "names no file; write one like sqlite:///var/obwarzanek.db",
            "nie ma tu pliku; napisz na przykład sqlite:///var/obwarzanek.db",
        )
    return parsed.set(drivername=driver).render_as_string(hide_password=False)


def _escaped() -> str:
    return spoken(
        "in a password write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23 and % as %25",
        "w haśle pisz @ jako %40, / jako %2F, : jako %3A, ? jako %3F, # jako %23 i % jako %25",
    )


def _with_hosts_apart(url: str) -> str:
    """libpq's ``host1:5432,host2:5432`` as SQLAlchemy reads several hosts."""
    parts = urlsplit(url)
    user, at, hosts = parts.netloc.rpartition("@")
    if "," not in hosts:
        return url
    apart = [("host", host if ":" in host else f"{host}:5432") for host in hosts.split(",")]
    query = "&".join(filter(None, (parts.query, urlencode(apart, safe=":"))))
    return urlunsplit(parts._replace(netloc=f"{user}{at}", query=query))


def shown(url: sa.URL) -> str:
    """The address for people to read, without anything that is or may contain a secret."""
    return url.set(drivername=url.get_backend_name(), query={}).render_as_string(hide_password=True)


def is_same(one: sa.URL, other: sa.URL) -> bool:
    """Whether both name the same database."""
    if one.get_backend_name() != other.get_backend_name():
        return False
    if one.get_backend_name() == "sqlite":
        return _file(one) == _file(other)
    return _place(one) == _place(other)


def _file(url: sa.URL) -> Path:
    return Path(url.database or "").resolve()


def _place(url: sa.URL) -> tuple[str | None, int, str | None]:
    return "localhost" if url.host in HERE else url.host, url.port or 5432, url.database


def for_asyncpg(url: sa.URL) -> tuple[sa.URL, dict[str, Any]]:
    """The address without libpq's own parameters, and the arguments of ``asyncpg.connect`` that mean the same.

    asyncpg reads most of them itself, and passes those it does not know to the server as settings of the session.
    """
    said = {name: value if isinstance(value, str) else value[-1] for name, value in url.query.items()}
    kept = {name: value for name, value in url.query.items() if name in SQLALCHEMYS}
    libpqs = {name: value for name, value in said.items() if name not in (*SQLALCHEMYS, *OURS_TO_SAY)}
    arguments: dict[str, Any] = {}
    if "ssl" in libpqs:
        libpqs["sslmode"] = libpqs.pop("ssl")
    if "connect_timeout" in libpqs:
        # no value is libpq's way to say no limit
        arguments["timeout"] = float(libpqs.pop("connect_timeout")) or None
    if libpqs:
        arguments["dsn"] = f"postgresql://?{urlencode(libpqs)}"
    return url.set(query=kept), arguments
