"""SQL compiled once for all tests of a process.

Each test opens a database of its own, for which SQLAlchemy would compile every statement anew: a sixth of all processor
time.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect, Engine


class _Compiled(dict[Any, Any]):
    """By the kind of database, where SQLAlchemy has one cache for each that is open."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_any_database(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_of_any_database(key), compiled)


def _of_any_database(key: tuple[Dialect, ...]) -> tuple[Any, ...]:
    return type(key[0]), *key[1:]


def share() -> None:
    """From now on, in this process."""
    compiled = _Compiled()

    @sa.event.listens_for(Engine, "engine_connect")
    def connected(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)
