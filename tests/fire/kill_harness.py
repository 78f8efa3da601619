"""A town whose bot is a process of its own, to be killed and starved: its people, its week, what it leaves behind."""

import asyncio
import json
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlmodel import select

from bot import app
from bot.playground import Limits, Person, Server, World, serve
from bot.settings import Settings
from models.calendar import Clock
from models.database import Database
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter, State
from models.obligation import Obligation
from models.people.commune import all_communes
from models.people.permission import Role
from models.people.person import Membership
from models.people.person import Person as Member
from models.project.project import Project
from models.status.answer import StatusAnswer, StatusLine
from models.status.status_round import StatusRound
from tests.conftest import WARSAW
from tests.fire.weekly import Line, SimulatedUser, simulated_user
from tests.processes import Process

FRIDAY = datetime(2024, 6, 7, 9, tzinfo=WARSAW)
"""When the first round opens."""
WEEK = FRIDAY.isocalendar().week
A_LONG_LIFE = 60.0
"""Seconds."""
IN_FLIGHT_FOR = timedelta(seconds=1)
"""A message is written down so soon after it has arrived."""


@dataclass(frozen=True)
class Size:
    """How many there are, each with a commune of their own."""

    users: int
    projects: int
    """Of each user; the others have one."""
    chats: int
    """Of people who are only asked."""
    per_second: int = 30
    """Messages that Telegram lets through; 0: any number."""


@dataclass
class KillHarness:
    """A Telegram, its people, and what has been done to their bot."""

    size: Size
    settings: Settings
    server: Server
    users: list[SimulatedUser]
    quiet: list[Person]
    log: Path
    chance: random.Random
    ahead: timedelta = timedelta()
    kills: list[datetime] = field(default_factory=list)
    _bots: list[Process] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.server.world

    @property
    def everybody(self) -> list[Person]:
        return [user.person for user in self.users] + self.quiet

    def let_it_be(self, moment: datetime) -> None:
        """Set the clock of this town; a bot that runs already does not hear of it."""
        self.ahead = moment - datetime.now(UTC)

    def now(self) -> datetime:
        """What time it is here."""
        return datetime.now(UTC) + self.ahead

    async def start(self, *doom: str, behind: str = "", port: int = 0, wire: str = "") -> Process:
        """Start a bot that is doomed or not; with a port it is one of many behind that address.

        ``wire``: the address under which it finds the database, if it has one of its own.
        """
        pushed = {"BOT_WEBHOOK_URL": behind, "HTTP_PORT": str(port)} if port else {}
        environment = {
            **pushed,
            **os.environ,
            "BOT_TOKEN": self.world.token,
            "BOT_API_URL": self.server.url,
            "DATABASE_URL": wire or self.settings.database_url,
            "ASSOCIATION": str(self.settings.association),
        }
        arguments = str(self.ahead.total_seconds()), str(self.size.per_second), *doom
        bot = Process("tests.fire.killable_bot", *arguments, env=environment, errors=self.log)
        self._bots.append(bot)
        return bot

    async def lives(self, bot: Process, until: Callable[[], bool]) -> bool:
        """Wait until this has come about, however slow the machine is; whether it has died before."""
        async with asyncio.timeout(A_LONG_LIFE):
            while bot.returncode is None and not until():
                await asyncio.sleep(0.02)
        return bot.returncode is not None

    async def kill(self, bot: Process) -> None:
        """kill -9, unless it has done so itself."""
        if bot.returncode is None:
            bot.kill()
        await bot.wait()
        self.kills.append(self.now())
        # what it had sent arrives before the next one is there
        await asyncio.sleep(0.05)

    async def kill_often(self, points: Sequence[str], *, reached: Callable[[], int], more: int) -> Counter[str]:
        """A bot dies at each of these points, or once so many more people are reached at most; where each died.

        The empty point: it is killed at random.
        """
        return Counter([await self._one_dies(point, reached, more) for point in points])

    async def _one_dies(self, point: str, reached: Callable[[], int], more: int) -> str:
        enough = reached() + self.chance.randint(1, more)
        bot = await self.start(*([point, str(self.chance.randint(1, more))] if point else []))
        has_died = await self.lives(bot, lambda: reached() >= enough)
        await self.kill(bot)
        return point if has_died else "at random"

    def doubled(self, words: str, known: Collection[tuple[int, int | None]]) -> Counter[datetime | None]:
        """How many messages with these words the database does not know of, by the kill during which they were sent.

        ``known``: chat and message. Those of no kill are under None.
        """
        extra = [
            message
            for person in self.everybody
            for message in person.chat.messages.values()
            if words in message.text and (person.id, message.id) not in known
        ]
        return Counter(self._kill_around(message.sent) for message in extra)

    def _kill_around(self, moment: datetime) -> datetime | None:
        is_near = (kill for kill in self.kills if kill - IN_FLIGHT_FOR <= moment <= kill + IN_FLIGHT_FOR / 2)
        return next(is_near, None)

    async def kill_all(self) -> None:
        """Leave no process behind."""
        for bot in self._bots:
            if bot.returncode is None:
                await self.kill(bot)

    async def all_are_asked(self, week: int) -> None:
        """Wait until everybody has got that week's question."""
        async with asyncio.timeout(60):
            while not all(asked_in(somebody, week) for somebody in self.everybody):
                await asyncio.sleep(0.1)

    async def at_rest(self) -> "Found":
        """Wait until everything is handled and sent; what the database holds then."""
        async with asyncio.timeout(60):
            while True:
                await asyncio.sleep(0.3)
                found = await look_up(self.settings)
                if not self.world.updates.pending and found.at_rest:
                    return found


def asked_in(somebody: Person, week: int) -> bool:
    """Whether the week's question has come."""
    return any(f"Status: tydzień {week} " in message.text for message in somebody.chat.messages.values())


@asynccontextmanager
async def kill_harness(size: Size, settings: Settings, folder: Path, seed: int = 1) -> AsyncIterator[KillHarness]:
    """Everybody has moved in, it is Friday, 9:00; the bot is not there yet."""

    async def nothing() -> None:
        """People wait for words they know, not for the bot."""

    chance = random.Random(seed)  # noqa: S311
    world = World(token=settings.token, settle=nothing)
    users = [simulated_user(world, number, size.projects, chance) for number in range(size.users)]
    quiet = [Person(world, f"Osoba{number}") for number in range(size.chats)]
    here = KillHarness(size, settings, Server(world), users, quiet, folder / "bot.log", chance)
    here.let_it_be(FRIDAY)
    world.now = here.now
    await _move_in(here, folder)
    limits = Limits(overall=size.per_second, paid=size.per_second) if size.per_second else None
    async with serve(world, limits=limits) as here.server:
        try:
            yield here
        finally:
            await here.kill_all()


async def _move_in(here: KillHarness, folder: Path) -> None:
    """A commune for everybody, that they coordinate; those of the users lie between the others by name."""
    people: list[tuple[Person, list[str]]] = [(user.person, user.projects) for user in here.users]
    every = max(1, len(here.quiet) // len(people))
    for number, somebody in enumerate(here.quiet):
        people.insert(number + number // every, (somebody, [f"Świetlica {number}"]))
    names = [f"Gmina {number:03}" for number in range(len(people))]
    here.settings.association = folder / "association.toml"
    here.settings.association.write_text(
        f'name = "Metropolia"\noffice = "Biuro"\ncountry = "PL"\ncommunes = {json.dumps(names)}\nfields = ["inne"]\n'
        '[rodo]\nversion = "1"\npl = "Zgoda"\nen = "Consent"\n',
        encoding="utf-8",
    )
    before = FRIDAY - timedelta(hours=1)
    database = await app.prepare(here.settings, Clock(here.settings.zone, "PL", now=lambda: before))
    async with database.transaction() as session:
        homes = {commune.name: commune.id for commune in await all_communes(session)}
        rows = [Member(telegram_id=one.id, name=one.user.name, created_at=before) for one, _ in people]
        session.add_all(rows)
        await session.flush()
        for name, row, (somebody, projects) in zip(names, rows, people, strict=True):
            here.world.let_in(somebody.user)
            home = homes[name]
            session.add(Membership(person_id=row.id, commune_id=home, role=Role.COORDINATOR, since=before))
            session.add_all(Project(name=each, commune_id=home, created_at=before) for each in projects)
    await database.close()


@dataclass
class Found:
    """What the database holds in the end."""

    updates: list[InboxUpdate]
    letters: list[Letter]
    answers: dict[int, list[tuple[int, list[Line]]]]
    """By the person's Telegram id: week and lines of each answer, in their order."""

    @property
    def at_rest(self) -> bool:
        """Whether everything is handled and sent."""
        handled = all(update.handled_at is not None for update in self.updates)
        return handled and all(letter.state is not State.QUEUED for letter in self.letters)


async def look_up(settings: Settings) -> Found:
    database = Database(settings.database_url)
    async with database.transaction() as session:
        updates = list((await session.exec(select(InboxUpdate))).all())
        letters = list((await session.exec(select(Letter))).all())
        statement = (
            select(Member.telegram_id, StatusRound.monday, StatusAnswer.id, StatusLine)  # type: ignore[call-overload]
            .join(StatusAnswer, StatusAnswer.person_id == Member.id)
            .join(Obligation, Obligation.id == StatusAnswer.obligation_id)
            .join(StatusRound, StatusRound.id == Obligation.round_id)
            .join(StatusLine, StatusLine.answer_id == StatusAnswer.id)
            .order_by(StatusAnswer.id, StatusLine.id)
        )
        rows: list[Any] = list((await session.exec(statement)).all())
    await database.close()
    answers: dict[int, list[tuple[int, list[Line]]]] = {}
    for (who, monday, _), lines in groupby(rows, key=lambda row: tuple(row[:3])):
        answer = [(line.light, line.sentence) for *_, line in lines]
        answers.setdefault(who, []).append((monday.isocalendar().week, answer))
    return Found(updates, letters, answers)
