"""A bot at work on a local Telegram, with people and a clock, for the demonstration and the tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import SecretStr

from bot import app
from bot.app import App
from bot.limits import Limits
from bot.playground import Person, Server, World, serve
from bot.settings import Settings
from models.calendar import Clock
from models.database import Database
from models.mail.sender import who_is
from models.people import person
from models.people.commune import all_fields, commune_named
from models.people.permission import Role
from models.project import project

TOKEN = "110:local-playground"  # noqa: S105
UNHURRIED = Limits(per_second=1000, spacing=0.001, group_spacing=0.001)
"""The local Telegram has no limits unless asked for."""


@dataclass(repr=False)
class Town:
    """A bot at work, its Telegram, its people and its clock."""

    world: World
    server: Server
    settings: Settings
    clock: Clock
    limits: Limits | None = UNHURRIED
    """None: the limits of the settings."""
    gather: float = 0.0
    """Seconds in which outcomes gather for one commit: none, for no disk is waited for here."""
    scheduled: bool = False
    """Whether the clock runs and the bot wakes its jobs; otherwise ``move_to`` wakes them."""
    people: dict[str, Person] = field(default_factory=dict)
    app: App = None  # type: ignore[assignment]
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def database(self) -> Database:
        """The database of the running bot."""
        return self.app.database

    async def start(self) -> None:
        """Start the bot."""
        self.app = await self._stack.enter_async_context(
            app.running(self.settings, self.clock, scheduled=self.scheduled, limits=self.limits, gather=self.gather)
        )
        self.world.settle = self.settled

    async def stop(self) -> None:
        """Stop the bot."""
        await self._stack.aclose()

    async def restart(self) -> None:
        """Stop the bot and start another on the same database."""
        await self.stop()
        await self.start()

    async def be_away_until(self, moment: datetime) -> None:
        """Stop the bot, move the clock and start another on the same database, which gets what Telegram has kept."""
        await self.stop()
        self.clock.now = lambda: moment
        await self.start()
        while not self.app.presence.is_there:  # noqa: ASYNC110 (the bot tells nobody of it)
            await asyncio.sleep(0.002)
        await self.settled()

    async def settled(self) -> None:
        """Wait until Telegram has nothing left to deliver and the bot nothing left to do."""
        while self.world.updates.pending or not self.app.idle:  # noqa: ASYNC110
            await asyncio.sleep(0.002)

    async def move_to(self, moment: datetime) -> None:
        """Move the clock, which never runs by itself, and run every due job twice."""
        self.clock.now = lambda: moment
        for _ in range(2):
            await self.app.timetable.tick()
            await self.settled()

    async def wait(self, pause: timedelta) -> None:
        """Move the clock on."""
        await self.move_to(self.clock.now() + pause)

    async def meets(
        self,
        name: str,
        role: Role,
        commune: str | None = None,
        *,
        language: str = "pl",
        fields: tuple[str, ...] = (),
    ) -> Person:
        """Add a member of that team; the same name again is the same person in another role."""
        first, _, last = name.partition(" ")
        member = self.people.get(first)
        if member is None:
            member = Person(self.world, first, last_name=last or None, language=language)
            self.world.let_in(member.user)
            self.people[first] = member
        async with self.database.transaction() as session:
            known = await who_is(session, member.id)
            row = await person.with_id(session, known.person.id) if known else await person.add_person(
                session, telegram_id=member.id, name=name, language=language, now=self.clock.now()
            )  # fmt: skip
            person.consent(row, version=self.settings.the_association.rodo.version, now=self.clock.now())
            home = await commune_named(session, commune) if commune else None
            ids = [f.id for f in await all_fields(session) if f.name in fields]
            await person.join(
                session,
                row,
                role=role,
                commune_id=home.id if home else None,
                now=self.clock.now(),
                fields=ids,
            )
        return member

    async def has_projects(self, commune: str, *names: str) -> None:
        """Add projects led by the commune."""
        async with self.database.transaction() as session:
            home = await commune_named(session, commune)
            assert home is not None, f"no commune {commune}"  # noqa: S101
            for name in names:
                await project.add(session, name=name, commune_id=home.id, now=self.clock.now())


@asynccontextmanager
async def a_town(settings: Settings, clock: Clock, *, scheduled: bool = False) -> AsyncIterator[Town]:
    """Set up an empty town with a bot at work; sets the token and the address in the settings."""
    settings.bot_token = SecretStr(TOKEN)
    world = World(token=TOKEN, name="Obwarzanek", username="obwarzanek_bot", now=lambda: clock.now())
    async with serve(world) as server:
        settings.bot_api_url = server.url
        town = Town(world, server, settings, clock, scheduled=scheduled)
        await town.start()
        try:
            yield town
        finally:
            await town.stop()
