"""Whether a flow costs the same with 10, 1,000 and 25,000 people registered."""

import statistics
from contextlib import AsyncExitStack
from pathlib import Path

from tests.bench.stage import Bot, Figure, at_work, flows_per_second, say, telegram
from tests.bench.town import Size, move_in

SIZES = (
    Size(communes=10, people=10, projects=10, weeks=8),
    Size(communes=100, people=1_000, projects=400, weeks=8),
    Size(communes=2_479, people=25_000, projects=10_000, weeks=8),
)
PEOPLE = 10
ROUNDS = 7
EACH = 12
GOAL = 0.05


async def measure(folder: Path) -> list[Figure]:
    """Flows per CPU second for each size, rounds in turn, and the dearest against the cheapest."""
    async with AsyncExitStack() as stack:
        bots = {size.people: await _enter(stack, size, folder) for size in SIZES}
        for bot in bots.values():
            await flows_per_second(bot, EACH)
        rates: dict[int, list[float]] = {people: [] for people in bots}
        for number in range(1, ROUNDS + 1):
            for people, bot in bots.items():
                rates[people].append(await flows_per_second(bot, EACH))
            told = ", ".join(f"{people:,}: {measured[-1]:.1f}" for people, measured in rates.items())
            say(f"round {number} of {ROUNDS}, flows per CPU second with so many people: {told}")
    smallest = SIZES[0].people
    spread = max(
        statistics.median(a / b for a, b in zip(rates[smallest], measured, strict=True)) - 1
        for measured in rates.values()
    )
    per_second = ", ".join(f"{people:,}: {statistics.median(measured):.1f}" for people, measured in rates.items())
    return [
        Figure("flows per CPU second, by people registered", per_second),
        Figure("cost per flow, most against 10 people", f"{spread:+.0%}", f"within {GOAL:.0%}", spread <= GOAL),
    ]


async def _enter(stack: AsyncExitStack, size: Size, folder: Path) -> Bot:
    world, people = telegram(PEOPLE)
    environment = await move_in(folder, f"size{size.people}", size, people, round_is_open=True)
    return await stack.enter_async_context(at_work("tests.bench.ours", world, people, environment))
