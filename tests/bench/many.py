"""Conversations per second of one, two and four processes on one PostgreSQL, behind a proxy that takes them in turn."""

import asyncio
import os
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.demo.town import TOKEN
from bot.settings import Settings
from tests import postgresql
from tests.bench.stage import Figure, say
from tests.conftest import a_database
from tests.fire.fleet import Fleet, fleet
from tests.fire.kill_harness import WEEK, Size

PEOPLE = 60
PROCESSES = 1, 2, 4
WARM_UP, SECONDS = 4.0, 15.0
ROUNDS = 3


async def measure(folder: Path) -> list[Figure]:
    """Things done per second, and the ratios to one process, medians of the rounds."""
    if not postgresql.IS_THERE:
        return [Figure("processes", f"not measured: {postgresql.WHY_NOT}")]
    rates: dict[int, list[float]] = {number: [] for number in PROCESSES}
    for at in range(ROUNDS):
        for number in PROCESSES:
            rates[number].append(await _rate(folder / f"{at}-{number}", number))
        told = ", ".join(f"{number}: {measured[-1]:.0f}" for number, measured in rates.items())
        say(f"round {at + 1} of {ROUNDS}, updates handled per second by so many processes: {told}")
    cores = os.cpu_count() or 1
    return [
        Figure(
            f"updates per second, {number} to 1 process ({cores} cores for all, Telegram and people too)",
            f"{statistics.median(a / b for a, b in zip(rates[number], rates[1], strict=True)):.2f} "
            f"({statistics.median(rates[number]):.0f} a second)",
        )
        for number in PROCESSES
    ]


async def _rate(folder: Path, processes: int) -> float:
    folder.mkdir()
    async with a_database() as address:
        settings = Settings(_env_file=None, bot_token=SecretStr(TOKEN), database_url=address)
        size = Size(users=PEOPLE, projects=1, chats=0, per_second=0)
        async with fleet(size, settings, folder, processes=processes, seed=1) as ships, _all_talk(ships):
            await asyncio.sleep(WARM_UP)
            before, began = _done(ships), time.perf_counter()
            await asyncio.sleep(SECONDS)
            return (_done(ships) - before) / (time.perf_counter() - began)


@asynccontextmanager
async def _all_talk(ships: Fleet) -> AsyncIterator[None]:
    """As fast as they are answered."""
    async with asyncio.TaskGroup() as talking:
        for user in ships.here.users:
            user.pause = 0, 0
            talking.create_task(user.lives_through(WEEK))
        await ships.here.all_are_asked(WEEK)
        yield
        for user in ships.here.users:
            user.over.set()


def _done(ships: Fleet) -> int:
    return sum(user.deeds for user in ships.here.users)
