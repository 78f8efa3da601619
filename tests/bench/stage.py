"""Where the benches play: a bot in a process of its own, a local Telegram and people to talk to it."""

import asyncio
import ctypes
import os
import signal
import statistics
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.playground import Limits, Person, Server, World, serve

PATIENCE = 60.0
"""Seconds that a bot may take to its first getUpdates."""
GRACE = 15.0
"""Seconds that it may take to stop."""


@dataclass(frozen=True)
class Figure:
    """A line of the table: what was measured, the goal beside it (empty: only told) and whether it is met."""

    what: str
    measured: str
    goal: str = ""
    met: bool = True


@dataclass(frozen=True)
class Memory:
    """Megabytes of a process: resident, its share of what is shared, its own alone."""

    rss: float
    pss: float
    uss: float


@dataclass
class Bot:
    """A bot in a process of its own, and the people who talk to it."""

    name: str
    process: asyncio.subprocess.Process
    world: World
    server: Server
    people: list[Person]
    started_in: float = 0.0

    @property
    def cpu(self) -> float:
        """Processor seconds that the bot's process has used so far, all its threads, user and system."""
        clock = ctypes.c_int()
        if ctypes.CDLL(None).clock_getcpuclockid(self.process.pid, ctypes.byref(clock)):
            raise ProcessLookupError(f"the bot {self.name} is gone")
        return time.clock_gettime(clock.value)

    @property
    def memory(self) -> Memory:
        """What it holds now."""
        text = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in text.splitlines()[1:]}
        return Memory(sizes["Rss"], sizes["Pss"], sizes["Private_Clean"] + sizes["Private_Dirty"])


async def nothing() -> None:
    """People here wait for words they know, not for the bot to be still."""


def telegram(people: int) -> tuple[World, list[Person]]:
    """A Telegram with so many people who have started the bot."""
    world = World(token="110:local-playground", settle=nothing)  # noqa: S106
    crowd = [Person(world, f"Osoba{number}") for number in range(people)]
    for somebody in crowd:
        world.let_in(somebody.user)
    return world, crowd


@asynccontextmanager
async def at_work(
    module: str,
    world: World,
    people: list[Person],
    environment: dict[str, str],
    *,
    arguments: Sequence[str] = (),
    python: str = sys.executable,
    limits: Limits | None = None,
) -> AsyncIterator[Bot]:
    """``python -m module`` on this Telegram, from its first getUpdates on."""
    async with serve(world, limits=limits) as server:
        settings = {**os.environ, "BOT_TOKEN": world.token, "BOT_API_URL": server.url, **environment}
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(python, "-m", module, *arguments, env=settings)
        bot = Bot(module.rpartition(".")[2], process, world, server, people)
        try:
            while not world.updates.is_heard:
                if process.returncode is not None or time.perf_counter() - began > PATIENCE:
                    raise RuntimeError(f"the bot {bot.name} does not start")
                await asyncio.sleep(0.002)
            bot.started_in = time.perf_counter() - began
            yield bot
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), GRACE)
            except TimeoutError:
                process.kill()
                await process.wait()
                raise RuntimeError(f"the bot {bot.name} does not stop") from None


async def answer_status(somebody: Person) -> None:
    """The six updates of an answered status."""
    await somebody.say("/status")
    await somebody.waits_for("Status: tydzień")
    label = "✏️ Popraw" if "Popraw" in somebody.screen().rsplit("Status: tydzień", 1)[1] else "✏️ Wypełnij"
    await somebody.tap(label)
    await somebody.waits_for("Dotknij projektu")
    await somebody.tap("Trasa rowerowa")
    await somebody.waits_for("Zgodnie z planem")
    await somebody.tap("🟡 Zagrożony")
    await somebody.waits_for("Co się dzieje?")
    await somebody.say("Czekamy na decyzję środowiskową")
    await somebody.waits_for("Do wysłania")
    await somebody.tap("✅ Wyślij")
    await somebody.waits_for("Zapisano")
    tidy(somebody)


def tidy(somebody: Person) -> None:
    """Clear the chat but for its last two messages: a long one makes the people slow, not the bot."""
    for message in list(somebody.chat.messages.values())[:-2]:
        somebody.world.delete(message)


async def flows_per_second(bot: Bot, each: int) -> float:
    """Answered statuses per processor second of the bot, everybody answering ``each`` times."""
    before = bot.cpu
    for _ in range(each):
        await asyncio.gather(*(answer_status(somebody) for somebody in bot.people))
    await asyncio.sleep(0.2)
    return each * len(bot.people) / (bot.cpu - before)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of them do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(100 * share) - 1]


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
