"""Carries over into a restored backup what happened since it was made: numbers given, roles ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.exc import DBAPIError

from models import numbering, outage


class Since(Struct, frozen=True):
    """What happened since the backup was made, as far as the replaced database tells."""

    left: tuple[str, ...] = ()
    """People who had left a team, with the role; these roles are ended again."""
    forgotten: tuple[int, ...] = ()
    """Telegram ids of people who had been forgotten and whom the backup brings back."""


def catch_up(copy: Path, former: Path | None) -> Since:
    """Adjust the copy: no number given since is given again, and no earlier button fits an open question."""
    with _connected(copy) as connection:
        given, since = numbering.last_given(connection), Since()
        go_on_after = {table: last + numbering.JUMP for table, last in given.items()}
        if former is not None:
            try:
                with _connected(former, "?mode=ro&uri=true") as there:
                    later = numbering.last_given(there)
                    if _installation(there) == _installation(connection) and _is_later(later, given):
                        go_on_after, since = (
                            later,
                            Since(_end_again(connection, there), _known_again(connection, there)),
                        )
            except DBAPIError:
                pass  # damaged: numbers that may have been given are skipped by a wide margin
        numbering.count_on(connection, go_on_after)
        numbering.close_questions(connection)
        outage.forget(connection)
    return since


@contextmanager
def _connected(file: Path, options: str = "") -> Iterator[sa.Connection]:
    name = f"file:{quote(str(file.absolute()))}" if options else str(file)
    engine = sa.create_engine(f"sqlite:///{name}{options}", poolclass=sa.NullPool)
    with engine.begin() as connection:
        yield connection


def _is_later(later: dict[str, int], given: dict[str, int]) -> bool:
    return all(later.get(table, 0) >= last for table, last in given.items())


def _installation(connection: sa.Connection) -> str | None:
    found: str | None = connection.scalar(sa.text("SELECT value FROM setting WHERE name = 'installed'"))
    return found


def _end_again(copy: sa.Connection, former: sa.Connection) -> tuple[str, ...]:
    """End the roles of the copy that have ended since, and describe them."""
    over = former.execute(sa.text("SELECT id, ended_at FROM membership WHERE ended_at IS NOT NULL"))
    ended = {row.id: row.ended_at for row in over}
    held = copy.execute(sa.text(
        "SELECT membership.id, person.name, role, commune.name FROM membership"
        " JOIN person ON person.id = person_id LEFT JOIN commune ON commune.id = commune_id WHERE ended_at IS NULL"
    )).all()  # fmt: skip
    left = [(id, ", ".join(filter(None, words))) for id, *words in held if id in ended]
    for id, _ in left:
        copy.execute(sa.text("UPDATE membership SET ended_at = :at WHERE id = :id"), {"id": id, "at": ended[id]})
    return tuple(words for _, words in left)


def _known_again(copy: sa.Connection, former: sa.Connection) -> tuple[int, ...]:
    """Telegram ids of people in the copy whose rows had been removed from the former database."""
    people = sa.text("SELECT id, telegram_id FROM person WHERE telegram_id > 0 ORDER BY id")
    known = {row.id for row in former.execute(people)}
    return tuple(telegram_id for id, telegram_id in copy.execute(people) if id not in known)
