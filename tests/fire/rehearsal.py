"""An update on its real way through the reception and the router to the database, looked at there and undone."""

import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import Bot, Update

from bot.conversation.outgoing import Services
from bot.delivery.courier import Courier
from bot.limits import TELEGRAM
from bot.playground import World
from bot.updates.processor import Processor
from bot.updates.router import Router
from handlers import CONVERSATIONS
from models.database import Database
from models.db.prepared import DRIVER
from models.mail.outbox import NewLetter

BOOKKEEPING = {"inbox", "outbox", "dialog", "job_run"}
"""What is not the association's business: every update, or the time that passes, may leave something there."""
WRITES_NOTHING = re.compile(f'SELECT |BEGIN|(INSERT INTO|UPDATE|DELETE FROM) "?({"|".join(BOOKKEEPING)})"? ')
"""A statement that leaves the association's business as it is, by its beginning; no other table refers to those."""

AS_JSON = {"sqlite": ("json_group_array", "json_array"), "postgresql": ("json_agg", "json_build_array")}
"""What makes an array of many rows, and one of many columns."""

State = dict[str, str | None]
"""All rows of each table of the association's business, as JSON."""


async def state(session: AsyncSession) -> State:
    """Every row of every table of the association's business: one statement, for it is asked thousands of times."""
    connection = await session.connection()
    return dict((await connection.execute(_everything(connection.dialect.name))).tuples().all())


@cache
def _everything(dialect: str) -> sa.CompoundSelect[Any]:
    all_rows, one_row = (getattr(sa.func, name) for name in AS_JSON[dialect])
    ordered = {
        table.name: sa.select(table).order_by(*table.primary_key).subquery()
        for table in SQLModel.metadata.sorted_tables
        if table.name not in BOOKKEEPING
    }
    return sa.union_all(
        *(
            sa.select(sa.literal(name), sa.cast(all_rows(one_row(*rows.c)), sa.Text)).select_from(rows)
            for name, rows in ordered.items()
        )
    )


class Undo(Exception):  # noqa: N818
    """Not an error: the rehearsal is over."""


@dataclass
class Ear:
    """Stands where the courier does: hears what is to be sent, and sends nothing."""

    letters: list[NewLetter] = field(default_factory=list)
    toast: str | None = None

    def post(self, letters: Iterable[NewLetter]) -> None:
        self.letters += letters

    def answer(self, _query_id: str, text: str) -> None:
        self.toast = text

    async def fetch(self, _file_id: str) -> None:
        """No file is had."""

    @property
    def words(self) -> list[str]:
        """The toast and every text, in their order."""
        texts = [str(letter.arguments.get("text", "")) for letter in self.letters]
        return [text for text in [self.toast or "", *texts] if text]


@dataclass
class Rehearsal:
    """A database whose transactions are seen and then undone."""

    database: Database
    services: Services
    world: World
    bot: Bot
    stood: State
    """How everything stands when nobody does anything."""
    has_changed: bool = False
    """Whether what came last left anything otherwise than it stood."""
    router: Router = field(default_factory=lambda: Router(CONVERSATIONS))
    scene: Callable[[AsyncSession], Awaitable[None]] | None = None
    """What is so before the update comes; undone as well."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        with suppress(Undo):
            async with self.database.transaction() as session:
                if self.scene is not None:
                    await self.scene(session)
                with _overheard(session) as writes:
                    yield session
                    await session.flush()
                self.has_changed = bool(writes) and await state(session) != self.stood
                raise Undo

    async def play(self, act: Callable[[], Any], scene: Callable[[AsyncSession], Awaitable[None]] | None = None) -> Ear:
        """What is heard when somebody does this in the local Telegram."""
        self.scene, self.has_changed = scene, False
        self.world.updates.pending.clear()
        act()
        ear = Ear()
        processor = Processor(cast(Database, self), self.router, cast(Courier, ear), self.services, TELEGRAM)
        for update in self.world.updates.pending:
            await processor.handle(Update.de_json(update, self.bot))
        return ear


@contextmanager
def _overheard(session: AsyncSession) -> Iterator[list[str]]:
    """The statements that may write something; the tables need not be read if there is none. On PostgreSQL: any."""
    driver = session.info.get(DRIVER)
    if driver is None:
        yield ["?"]
        return
    heard: list[str] = []
    connection: sqlite3.Connection = driver._conn
    connection.set_trace_callback(lambda sql: None if WRITES_NOTHING.match(sql) else heard.append(sql))
    try:
        yield heard
    finally:
        connection.set_trace_callback(None)
