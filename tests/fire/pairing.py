"""Two deeds on the same rows: one after the other, the other way round, and at once; what is so and said afterwards."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import sqlalchemy as sa
from sqlmodel import SQLModel
from telegram import Bot, Update

from bot.conversation.outgoing import Outgoing, Services
from bot.delivery.courier import Courier
from bot.limits import TELEGRAM
from bot.playground import World
from bot.timetable import Job, run_once
from bot.updates.processor import Processor
from bot.updates.router import Router
from handlers import CONVERSATIONS
from jobs import JOBS
from models.database import AWAY, Database
from models.mail.dialog import Dialog
from tests.at_once import WAITS, holding
from tests.fire.deeds import Deed, places_of
from tests.fire.fixtures import ELSEWHERE, FRIDAY, SCENE, Actor, Place, Scenery, draft_of, tap_on
from tests.fire.offers import OFFERS
from tests.fire.rehearsal import BOOKKEEPING, Ear, state
from tests.rows import certain

KEEP = """
DO $$
DECLARE one record;
BEGIN
    CREATE SCHEMA kept;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', one.tablename, one.tablename);
    END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        PERFORM setval(one.sequencename::regclass, 2000000000, false);
    END LOOP;
END $$
"""
"""What is new gets numbers that nothing else has."""
PUT_BACK = """
DO $$
DECLARE one record;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept' LOOP
        EXECUTE format('DELETE FROM public.%I', one.tablename);
        EXECUTE format('INSERT INTO public.%I SELECT * FROM kept.%I', one.tablename, one.tablename);
    END LOOP;
END $$
"""
OWED = sa.text(
    "SELECT chat_id, method, coalesce(arguments->>'text', arguments->>'caption', ''), state, due_at, about FROM outbox"
    " WHERE id NOT IN (SELECT id FROM kept.outbox) ORDER BY id"
)
WITHDRAWN = sa.text(
    "SELECT id, now.state FROM outbox AS now JOIN kept.outbox AS before USING (id) WHERE now.state <> before.state"
)
BY_CHANCE = {"delegate": ("code",)}
"""Columns that are never the same twice."""

Does = Callable[[], Coroutine[Any, Any, None]]


@dataclass
class Heard(Ear):
    """What is said past the outbox, too."""

    at_once: list[str] = field(default_factory=list)

    def say_now(self, _chat_id: int, text: str) -> None:
        self.at_once.append(text)


@dataclass(frozen=True)
class Outcome:
    """What is so and what is said, but for the numbers of what is new."""

    state: str
    owed: tuple[str, ...]
    toasts: tuple[str, str]
    failures: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """All of it."""
        return [*self.state.splitlines(), *self.owed, *self.toasts]


@dataclass
class Pairing:
    """A database in which everything is there, put back before each pair."""

    database: Database
    services: Services
    world: World
    bot: Bot
    scenery: Scenery
    router: Router = field(default_factory=lambda: Router(CONVERSATIONS))

    async def begin(self) -> None:
        """Keep it as it is now."""
        await self._run(KEEP)

    async def end(self) -> None:
        """Leave nothing of that."""
        await self._run("DROP SCHEMA kept CASCADE")

    async def before(self, deed: Deed) -> Outcome:
        """Nobody does anything."""
        await self._put_back(deed)
        return await self._outcome([Heard(), Heard()])

    async def alone(self, deed: Deed) -> Outcome:
        """Nobody else does anything."""
        await self._put_back(deed)
        heard = Heard()
        does = await self._does(deed, self.scenery.actors[deed.by[0]], self.scenery.own, SCENE, heard)
        await does()
        return await self._outcome([heard, Heard()])

    async def one_by_one(self, first: Deed, second: Deed, *, swapped: bool = False) -> Outcome:
        """One after the other, the second first if ``swapped``."""
        async with self._ready(first, second) as ready:
            for does in reversed(ready.does) if swapped else ready.does:
                await does()
            return await self._outcome(ready.heard, first, second)

    async def between(self, job: Deed, deed: Deed) -> Outcome:
        """The deed when the first of the job's transactions is committed, and the others are not begun."""
        async with self._ready(job, deed) as ready:
            async with self.database.transaction() as session:
                outgoing = Outgoing(session, self.services, self.services.clock.now())
                work = certain(_job(job.job or "").run)
                await work(outgoing)
                await outgoing.hand_in()
            await ready.does[1]()
            return await self._outcome(ready.heard, job, deed)

    async def at_once(self, first: Deed, second: Deed) -> Outcome:
        """The second while what the first has done is not committed."""
        async with self._ready(first, second) as ready:
            async with holding(ready.first.phone if first.job is None else None) as held:
                one = asyncio.create_task(ready.does[0]())
                await asyncio.wait([one, asyncio.create_task(held.is_done.wait())], return_when=asyncio.FIRST_COMPLETED)
                held.is_done.set()
                other = asyncio.create_task(ready.does[1]())
                async with self.database.engine.connect() as connection:
                    while not other.done() and not await connection.scalar(WAITS):
                        await connection.rollback()
            await asyncio.gather(one, other)
            return await self._outcome(ready.heard, first, second)

    @dataclass
    class _Ready:
        first: Actor
        does: list[Does]
        heard: list[Heard]

    @asynccontextmanager
    async def _ready(self, first: Deed, second: Deed) -> AsyncIterator[_Ready]:
        """Both in the middle of their dialogs."""
        await self._put_back(first, second)
        actors = self.actors(first, second)
        places = places_of((first, actors[0]), (second, actors[1]), self.scenery.own)
        does, heard = [], [Heard(), Heard()]
        for deed, actor, place, number, ear in zip(
            (first, second), actors, places, (SCENE, ELSEWHERE), heard, strict=True
        ):
            does.append(await self._does(deed, actor, place, number, ear))
        yield self._Ready(actors[0], does, heard)

    async def _does(self, deed: Deed, actor: Actor, place: Place, number: int, heard: Heard) -> Does:
        if deed.job is not None:
            return partial(self._tick, deed.job)
        update = await self._update(deed, actor, place, number)
        processor = Processor(self.database, self.router, cast(Courier, heard), self.services, TELEGRAM)
        return lambda: processor.process(update, 0)

    def actors(self, first: Deed, second: Deed) -> tuple[Actor, Actor]:
        """Two people who may do it."""
        who = first.by[0]
        other = second.by[1] if second.by[0] == who else second.by[0]
        return self.scenery.actors[who], self.scenery.actors[other]

    async def _update(self, deed: Deed, actor: Actor, place: Place, number: int) -> Update:
        self.world.updates.pending.clear()
        if deed.text is None:
            offer = OFFERS[deed.what]
            conversation = certain(offer.conversation)
            tap = tap_on(offer, place, actor, own=deed.is_own, **deed.says(place, self.scenery))
            if offer.bound:
                step = offer.step or next(iter(conversation.steps))
                await self._open(deed, actor, place, number, conversation.name, step, offer.noted(tap))
            message = next(message for message in actor.phone.messages if message.buttons)
            self.world.tap(actor.phone.user, message, tap.pack(f"{number}.1"))
        else:
            flow, _, step = deed.what.partition(".")
            await self._open(deed, actor, place, number, flow, step)
            self.world.write(actor.phone.user, actor.phone.chat, {"text": deed.text})
        [update] = self.world.updates.pending
        return Update.de_json(update, self.bot)

    async def _open(
        self, deed: Deed, actor: Actor, place: Place, number: int, flow: str, step: str, offers: str | None = None
    ) -> None:
        usual = draft_of(flow, place, deed.what, actor if deed.is_own else None)
        other = {name: value(place, self.scenery) if callable(value) else value for name, value in deed.draft.items()}
        draft = type(usual).model_validate({**usual.model_dump(), **other}).model_dump(mode="json")
        async with self.database.transaction() as session:
            session.add(
                Dialog(
                    id=number, person_id=actor.person, flow=flow, step=step, question=1, question_text="?", draft=draft,
                    updated_at=FRIDAY, offers=offers,
                )
            )  # fmt: skip

    async def _tick(self, name: str) -> None:
        """What is refused is done with the next tick."""
        try:
            await run_once(_job(name), self.database, self.services)
        except AWAY:
            await run_once(_job(name), self.database, self.services)

    async def _outcome(self, heard: list[Heard], *deeds: Deed) -> Outcome:
        """When the jobs among them have looked once more: what somebody else holds, they leave to the next tick."""
        for name in {deed.job for deed in deeds if deed.job is not None}:
            await self._tick(name)
        async with self.database.transaction() as session:
            tables, connection = await state(session), await session.connection()
            owed = (await connection.execute(OWED)).all()
            withdrawn = (await connection.execute(WITHDRAWN)).all()
            failed = (await connection.execute(sa.text("SELECT failure FROM inbox WHERE failure IS NOT NULL"))).all()
        rows = "\n".join(
            _rows(table, rows or "[]") for table, rows in sorted(tables.items()) if table not in BOOKKEEPING
        )
        said = sorted(_without_numbers(" | ".join(map(str, letter))) for letter in owed)
        first, second = (_without_numbers(" | ".join([ear.toast or "", *ear.at_once])) for ear in heard)
        failures = ["failed" for _ in failed] + [word for ear in heard for word in ear.at_once]
        return Outcome(rows, (*said, *map(str, withdrawn)), (first, second), tuple(failures))

    async def _put_back(self, *deeds: Deed) -> None:
        moment = FRIDAY + max(deed.at for deed in deeds)
        self.services.clock.now = lambda: moment
        await self._run("; ".join((PUT_BACK, *(deed.scene for deed in deeds if deed.scene))))

    async def _run(self, statements: str) -> None:
        async with self.database.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await driver.execute(statements)


def _job(name: str) -> Job:
    return next(job for job in JOBS if job.name == name)


def _rows(table: str, rows: str) -> str:
    """One a line, with the name of the table."""
    names = list(SQLModel.metadata.tables[table].c.keys())
    left_out = BY_CHANCE.get(table, ())
    lines = (
        json.dumps(
            {name: value for name, value in zip(names, row, strict=True) if name not in left_out}, ensure_ascii=False
        )
        for row in json.loads(rows)
    )
    return "\n".join(sorted(f"{table} {_without_numbers(line)}" for line in lines))


def _without_numbers(text: str) -> str:
    """New rows have other numbers each time, letters always, and so has what somebody says."""
    text = re.sub(r"\banswer:(\d+):\d+:", r"answer:\1:message:", text)
    return re.sub(r"\b\d{16,}\b", "letter", re.sub(r"\b2000\d{6}\b", "new", text))
