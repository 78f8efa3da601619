"""The schema's history (Alembic). ``HEAD`` is repeated here so that a start with nothing to do imports no Alembic."""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models import numbering
from models.reading.tongue import SpokenError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0028"
LEFT = ("risk_card", "forum_card")
"""Tables that only processes of the version before know: a migration only adds. A later version drops them."""
REVISIONS = tuple(f"{number:04}" for number in range(1, int(HEAD) + 1))


class NewerError(SpokenError):
    """The database was made by a newer version than this one; the text says what to do."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"the database was made by a newer version ({found}, this one knows {HEAD}): install that one, or go"
            f" back with its obwarzanek migrate --to {HEAD}",
            f"bazę zrobiła nowsza wersja ({found}, ta zna {HEAD}): zainstaluj tamtą albo cofnij bazę jej"
            f" poleceniem obwarzanek migrate --to {HEAD}",
        )


def version(connection: sa.Connection) -> str | None:
    """The revision the database stands at, None for an empty one."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return found


def migrate(connection: sa.Connection, to: str = HEAD) -> str | None:
    """Run the migrations up or down to a revision on this connection, and return the revision that was found.

    NewerError where there are none for that. Whatever they do to a table, it gives no number again.
    """
    found = version(connection)
    if found is not None and found > HEAD:
        raise NewerError(found)
    given = numbering.last_given(connection)
    if found is None or found < to:
        upgrade(connection, to)
    elif found > to:
        downgrade(connection, to)
    if connection.dialect.name == "sqlite":
        # early versions numbered otherwise; Alembic changes a table by making it anew, which forgets how far it was
        numbering.number_for_ever(connection)
        numbering.count_on(connection, given)
    return found


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` on this connection."""
    from alembic import command

    command.upgrade(_config(connection), revision)


def downgrade(connection: sa.Connection, revision: str) -> None:
    """Run the migrations down to ``revision`` on this connection."""
    from alembic import command

    command.downgrade(_config(connection), revision)


def _config(connection: sa.Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config
