"""Answered statuses per processor second, against the two peers: the same steps, the rounds in turn."""

import statistics
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from tests.bench.stage import Bot, Figure, at_work, flows_per_second, say, telegram
from tests.bench.town import Size, move_in

PEERS = Path(__file__).parents[2] / ".venv" / "bench" / "bin" / "python"
"""aiogram allows no pydantic as new as ours, so it has an environment of its own (``make bench`` makes it)."""
PEOPLE = 15
ROUNDS = 7
EACH = 4
GOALS = {"plain": 2.0, "aiogram_peer": 1.2}


async def measure(folder: Path) -> list[Figure]:
    """Ratios of ours to each peer, medians over the rounds."""
    async with AsyncExitStack() as stack:
        ours, *peers = [await _enter(stack, name, folder) for name in ("ours", *GOALS)]
        for bot in (ours, *peers):
            await flows_per_second(bot, EACH)
        rates: dict[str, list[float]] = {bot.name: [] for bot in (ours, *peers)}
        for number in range(1, ROUNDS + 1):
            for bot in (ours, *peers):
                rates[bot.name].append(await flows_per_second(bot, EACH))
            told = ", ".join(f"{name} {measured[-1]:.1f}" for name, measured in rates.items())
            say(f"round {number} of {ROUNDS}, flows per CPU second: {told}")
        calls = ", ".join(f"{bot.name} {_calls_a_flow(bot):.1f}" for bot in (ours, *peers))
    per_second = ", ".join(f"{name} {statistics.median(measured):.1f}" for name, measured in rates.items())
    return [
        Figure("flows per CPU second", per_second),
        Figure("calls per flow", calls),
        *(_ratio(rates["ours"], rates[name], name, goal) for name, goal in GOALS.items()),
    ]


async def _enter(stack: AsyncExitStack, name: str, folder: Path) -> Bot:
    world, people = telegram(PEOPLE)
    if name == "ours":
        size = Size(communes=PEOPLE, people=PEOPLE, projects=PEOPLE)
        environment = await move_in(folder, name, size, people, round_is_open=True)
    else:
        environment = {"PEER_DATABASE": f"{folder}/{name}.db"}
    python = str(PEERS) if name == "aiogram_peer" else sys.executable
    return await stack.enter_async_context(at_work(f"tests.bench.{name}", world, people, environment, python=python))


def _calls_a_flow(bot: Bot) -> float:
    calls = sum(call.chat != 0 or call.method == "answercallbackquery" for call in bot.server.calls)
    return calls / ((ROUNDS + 1) * EACH * PEOPLE)


def _ratio(ours: list[float], theirs: list[float], name: str, goal: float) -> Figure:
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    return Figure(f"flows per CPU second, ours / {name}", f"{ratio:.2f}", f"≥ {goal:.1f}", ratio >= goal)
