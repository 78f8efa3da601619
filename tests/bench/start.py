"""How soon the bot is there, and what it holds while nobody says anything."""

import asyncio
import statistics
from pathlib import Path

from tests.bench.stage import Figure, Memory, at_work, say, telegram

STARTS = 7
IDLE = 2.0
GOAL_START, GOAL_MEMORY = 0.8, 90.0


async def measure(folder: Path) -> list[Figure]:
    """Medians over several starts of ``python -m bot run``; the first of all also makes the database."""
    environment = {"DATABASE_URL": f"sqlite:///{folder}/start.db"}
    first, _ = await _start(environment)
    starts = [await _start(environment) for _ in range(STARTS)]
    seconds = statistics.median(started_in for started_in, _ in starts)
    rss, pss, uss = (statistics.median(getattr(held, kind) for _, held in starts) for kind in ("rss", "pss", "uss"))
    return [
        Figure("start to first getUpdates, with the database to be made", f"{first:.2f} s"),
        Figure("start to first getUpdates", f"{seconds:.2f} s", f"≤ {GOAL_START} s", seconds <= GOAL_START),
        Figure("idle memory, resident", f"{rss:.0f} MB", f"≤ {GOAL_MEMORY:.0f} MB", rss <= GOAL_MEMORY),
        Figure("idle memory, its share (PSS) and its own alone (USS)", f"{pss:.0f} MB, {uss:.0f} MB"),
    ]


async def _start(environment: dict[str, str]) -> tuple[float, Memory]:
    world, people = telegram(0)
    async with at_work("bot", world, people, environment, arguments=("run",)) as bot:
        await asyncio.sleep(IDLE)
        say(f"first getUpdates after {bot.started_in:.2f} s, then {bot.memory.rss:.0f} MB")
        return bot.started_in, bot.memory
