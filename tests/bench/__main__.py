"""``make bench``: how fast, each figure beside its goal. ``python -m tests.bench flows`` measures only that."""

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import broadcast, flows, many, nation, page, sizes, start
from tests.bench.stage import Figure, say

BENCHES = {
    "start": start.measure,
    "flows": flows.measure,
    "sizes": sizes.measure,
    "broadcast": broadcast.measure,
    "announcement": broadcast.announced,
    "page": page.measure,
    "many": many.measure,
    "nation": nation.measure,
}


async def main(names: Sequence[str]) -> None:
    """Run these benches one after the other and print the table."""
    began = time.perf_counter()
    figures: list[Figure] = []
    for name in names:
        say(f"--- {name}")
        with TemporaryDirectory() as folder:
            figures += await BENCHES[name](Path(folder))
    say("")
    width = max(len(figure.what) for figure in figures)
    for figure in figures:
        goal = f"goal {figure.goal}: {'met' if figure.met else 'MISSED'}" if figure.goal else ""
        say(f"{figure.what:{width}}  {figure.measured:44} {goal}".rstrip())
    say(f"\n{sum(not figure.met for figure in figures)} goals missed, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(BENCHES):
        sys.exit(f"no bench {', '.join(unknown)}; there are: {', '.join(BENCHES)}")
    asyncio.run(main(sys.argv[1:] or list(BENCHES)))
