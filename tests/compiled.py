"""SQL compiled once for all tests of a process.

Each test opens a database of its own, for which SQLAlchemy would compile every statement anew: a sixth of all processor
time.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.dialects.sqlite import aiosqlite
from sqlalchemy.engine import Connection, Engine


def share() -> None:
    """From now on, in this process."""
    compiled: dict[Any, Any] = {}

    @sa.event.listens_for(Engine, "engine_connect")
    def connected(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    # what writes objects has caches of its own; there, too, two databases of a kind are one
    for kind in aiosqlite.dialect, asyncpg.dialect:
        kind.__eq__ = _is_of_the_kind  # type: ignore[method-assign]  # the caches ask these two alone
        kind.__hash__ = _by_kind  # type: ignore[method-assign,assignment]  # as above


def _is_of_the_kind(one: object, other: object) -> bool:
    return type(one) is type(other)


def _by_kind(one: object) -> int:
    return hash(type(one))
