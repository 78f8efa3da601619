"""What things cost, without a clock: as much with 25,000 people as with ten, at 1,000 messages a second as at 30.

Counted are calls of Python functions and SQL statements. A coroutine that goes on after a pause counts as called again.
Calls are told apart by the function's file: ours, and those of the libraries that only the bot uses. The local Telegram
and the people, who live in the same process, are not counted.

The figures are the same on any machine but for a few calls, because one thing happens at a time: what is measured has
been done once before (statements are compiled, texts read); a person waits until the bot is still, and looking whether
it is does not count; nothing is looked up by the clock, and what is told to be looked up in a moment is so at once;
an update is waited for until it is handled; what a broadcast has sent is written down in one transaction.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from cProfile import Profile
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
import sqlalchemy
import sqlmodel
import telegram
from msgspec.structs import replace
from pydantic import SecretStr

from bot.delivery import courier
from bot.demo.town import TOKEN, UNHURRIED, Town, a_town
from bot.playground import Person
from bot.settings import Settings
from bot.timetable import run_once
from bot.updates import intake
from jobs import announce
from models import announcement
from models.announcement import Announcement, Filter
from models.calendar import Clock
from models.mail.sender import who_is
from models.people.permission import Role
from tests.bench import stage
from tests.bench.town import Size, move_in
from tests.conftest import WARSAW
from tests.engine.test_queries import counted
from tests.rows import certain

ROOT = Path(__file__).parents[2]
OURS = tuple(f"{ROOT / folder}/" for folder in ("bot", "handlers", "jobs", "models"))
NOT_OURS = tuple(f"{ROOT / 'bot' / folder}/" for folder in ("playground", "demo"))
LIBRARIES = tuple(f"{library.__path__[0]}/" for library in (sqlalchemy, sqlmodel, telegram))
FRIDAY = datetime(2026, 11, 27, 12, tzinfo=WARSAW)
"""The week's round is open, and nothing is due for days."""
RECIPIENTS = 10
FEW = Size(communes=RECIPIENTS, people=RECIPIENTS, projects=RECIPIENTS)
MANY = Size(communes=2_479, people=25_000, projects=10_000)
MARGIN = 1.1
"""A cost is over its budget by more than this; 0 shows the figures of the day."""


class Cost(NamedTuple):
    """Number of calls of our functions, of calls of the libraries', of SQL statements."""

    ours: int
    libraries: int
    statements: int


FLOW, REPORT, TICK, BROADCAST = "a status flow", "/raport", "a tick with nothing due", "ten messages of a broadcast"
BUDGETS = {
    FLOW: Cost(3_500, 5_750, 46),
    REPORT: Cost(970, 2_025, 20),
    TICK: Cost(945, 10_800, 28),
    BROADCAST: Cost(2_810, 7_930, 27),
}
"""Measured on 29 November 2026, with Python 3.11; on the 30th the tick (the day of a forum costs 115,
1,300 and 2, calls for data 80, 670 and 1) and the report (rows of which a phone shows every label: 90)."""
AMONG_MANY = {REPORT: Cost(1_640, 6_125, 20)}
"""What is so with 25,000 people: forty communes are named."""


class Meter:
    """Counts what a bot does."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._profile: Profile | None = None
        town.world.settle = self.still

    async def still(self) -> None:
        """Wait until the bot has nothing more to do."""
        while not self._is_still():
            await asyncio.sleep(0.002)

    def _is_still(self) -> bool:
        if self._profile is not None:
            self._profile.disable()
        is_still = not self._town.world.updates.pending and self._town.app.idle
        if self._profile is not None:
            self._profile.enable()
        return is_still

    async def cost(self, what: Awaitable[None]) -> Cost:
        """What this costs, until the bot is still again."""
        profile = self._profile = Profile(builtins=False)
        with counted(beside=()) as statements:
            profile.enable()
            await what
            await self.still()
            self._profile = None
            profile.disable()
        calls: Counter[str] = Counter()
        for entry in profile.getstats():
            if not isinstance(entry.code, str):
                calls[_whose(entry.code.co_filename)] += entry.callcount
        return Cost(calls["ours"], calls["the libraries'"], len(statements))


def _whose(file: str) -> str:
    if file.startswith(OURS) and not file.startswith(NOT_OURS):
        return "ours"
    return "the libraries'" if file.startswith(LIBRARIES) else "others'"


@cache
def moved_in(size: Size) -> tuple[bytes, bytes]:
    """A database with so many people, of whom the first can be talked to, and their association's file."""
    with TemporaryDirectory() as folder:
        clock = Clock(WARSAW, "PL", now=lambda: FRIDAY)
        _, people = stage.telegram(RECIPIENTS)
        asyncio.run(move_in(Path(folder), "town", size, people, round_is_open=True, clock=clock))
        return Path(folder, "town.db").read_bytes(), Path(folder, "town.toml").read_bytes()


async def answer_status(somebody: Person) -> None:
    """The six updates of an answered status."""
    await somebody.say("/status")
    await somebody.tap("✏️ Wypełnij")
    await somebody.tap("⚪")
    await somebody.tap("🟡")
    await somebody.say("Czekamy na decyzję środowiskową")
    await somebody.tap("✅ Wyślij")
    somebody.sees("Zapisano")


async def tell_ten(town: Town, author: Person) -> None:
    """The Office announces something to the coordinators of the first ten communes."""
    async with town.database.transaction() as session:
        known = certain(await who_is(session, author.id))
        audience = Filter(roles=[Role.COORDINATOR], communes=list(range(1, RECIPIENTS + 1)))
        told = Announcement(
            author_id=known.person.id, text="Sprawozdania do piątku", audience=audience.model_dump(mode="json"),
            send_at=FRIDAY, created_at=FRIDAY,
        )  # fmt: skip
        await announcement.announce(session, told)
    await run_once(announce.job, town.database, town.app.services)
    town.app.courier.look()


@asynccontextmanager
async def at_work(folder: Path, size: Size, per_second: int) -> AsyncIterator[tuple[Town, list[Person], Person]]:
    """A bot among so many people, ten coordinators who can be talked to and Jan of the Office."""
    database, association = await asyncio.to_thread(moved_in, size)
    (folder / "town.db").write_bytes(database)
    (folder / "town.toml").write_bytes(association)
    settings = Settings(
        _env_file=None, bot_token=SecretStr(TOKEN), database_url=f"sqlite:///{folder}/town.db",
        association=folder / "town.toml",
    )  # fmt: skip
    async with a_town(settings, Clock(WARSAW, "PL", now=lambda: FRIDAY)) as town:
        people = [Person(town.world, f"Osoba{number}") for number in range(RECIPIENTS)]
        for somebody in people:
            town.world.let_in(somebody.user)
        jan = await town.meets("Jan Kowalski", Role.OFFICE)
        town.limits = replace(UNHURRIED, per_second=per_second)
        await town.restart()
        yield town, people, jan


@pytest.mark.parametrize("per_second", [30, 1000])
@pytest.mark.parametrize("size", [FEW, MANY], ids=["few", "many"])
async def test_what_things_cost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: Size, per_second: int) -> None:
    monkeypatch.setattr(courier, "LOOK_EVERY", 3600.0)
    monkeypatch.setattr(courier, "TOGETHER", 0.3)
    monkeypatch.setattr(intake, "MOMENT", 3600.0)
    costs: dict[str, Cost] = {}
    async with at_work(tmp_path, size, per_second) as (town, people, jan):
        meter = Meter(town)
        for somebody in people[:2]:
            costs[FLOW] = await meter.cost(answer_status(somebody))
        for _ in range(2):
            costs[REPORT] = await meter.cost(jan.say("/raport"))
            jan.sees("bez odpowiedzi")
        for _ in range(2):
            costs[TICK] = await meter.cost(town.app.timetable.tick())
        town.gather = 1.0
        await town.restart()
        meter = Meter(town)
        for _ in range(2):
            costs[BROADCAST] = await meter.cost(tell_ten(town, jan))
            for somebody in people:
                somebody.sees("Sprawozdania do piątku")
                somebody.reads()
    budgets = BUDGETS | (AMONG_MANY if size is MANY else {})
    over = [
        what
        for what in costs
        if any(cost > MARGIN * most for cost, most in zip(costs[what], budgets[what], strict=True))
    ]
    assert not over, f"over budget: {over} of {costs}"
