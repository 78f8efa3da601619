"""``make bench``: answered status flows per CPU second against a plain bot, start and memory. Ratios, in one run.

Both bots talk to the same kind of local Telegram, the same people say and tap the same; the rounds alternate, so that a
machine which changes its pace does not favour one of them.
"""

import asyncio
import os
import signal
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from bot import app
from bot.clock import Clock
from bot.playground import Person, World, serve
from bot.settings import Settings
from models import person, project, round, setting
from models.commune import all_communes
from models.right import Role

ROUNDS = 5
FLOWS_A_PERSON = 4
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Bot:
    """A bot in a process of its own, and the people who talk to it."""

    name: str
    process: asyncio.subprocess.Process
    people: list[Person]
    started_in: float

    @property
    def cpu(self) -> float:
        """Processor seconds used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def flow(somebody: Person) -> None:
    """The five updates of an answered status."""
    await somebody.say("/status")
    await somebody.waits_for("Status: tydzień")
    label = "✏️ Popraw" if "Popraw" in somebody.screen().rsplit("Status: tydzień", 1)[1] else "✏️ Wypełnij"
    await somebody.tap(label)
    await somebody.waits_for("1/1")
    await somebody.tap("🟡")
    await somebody.waits_for("Co się dzieje?")
    await somebody.say("Czekamy na decyzję środowiskową")
    await somebody.waits_for("Podsumowanie")
    await somebody.tap("✅ Wyślij")
    await somebody.waits_for("Zapisano")
    for message in list(somebody.chat.messages.values())[:-2]:
        somebody.world.delete(message)


async def flows(bot: Bot) -> float:
    """Flows per processor second over one round."""
    before = bot.cpu
    for _ in range(FLOWS_A_PERSON):
        await asyncio.gather(*(flow(somebody) for somebody in bot.people))
    await asyncio.sleep(0.2)
    return FLOWS_A_PERSON * len(bot.people) / (bot.cpu - before)


@asynccontextmanager
async def bot_at_work(name: str, folder: Path) -> AsyncIterator[Bot]:
    """A bot's process on a local Telegram of its own."""

    async def nothing() -> None:
        """The people wait for words they know."""

    token = f"{110 + len(name)}:local-playground"
    world = World(token=token, settle=nothing)
    async with serve(world) as server:
        people = [Person(world, f"Osoba{number}") for number in range(15)]
        for somebody in people:
            world.let_in(somebody.user)
        environment = {
            **os.environ,
            "BOT_TOKEN": token,
            "BOT_API_URL": server.url,
            "DATABASE_URL": f"sqlite:///{folder}/{name}.db",
            "PEER_DATABASE": f"{folder}/{name}-peer.db",
        }
        if name == "ours":
            await move_in(environment, people)
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", f"tests.bench.{name}", env=environment)
        while not world.updates.is_heard:
            await asyncio.sleep(0.002)
        started_in = time.perf_counter() - began
        try:
            yield Bot(name, process, people, started_in)
        finally:
            process.send_signal(signal.SIGTERM)
            await process.wait()


async def move_in(environment: dict[str, str], people: list[Person]) -> None:
    """A coordinator and a project in each of fifteen communes, and an open round."""
    settings = Settings(_env_file=None, bot_token=SecretStr("1:x"), database_url=environment["DATABASE_URL"])
    database = await app.prepare(settings)
    clock = Clock(settings.zone, "PL")
    now = datetime.now(UTC)
    async with database.transaction() as session:
        for commune, somebody in zip(await all_communes(session), people, strict=True):
            row = await person.add_person(
                session, telegram_id=somebody.id, name=somebody.user.name, language="pl", now=now
            )
            await person.join(session, row, role=Role.COORDINATOR, commune_id=commune.id, now=now)
            await project.add(session, name="Trasa rowerowa", commune_id=commune.id or 0, now=now)
        monday = round.monday_of(clock.today())
        moments = setting.moments(await setting.weekly(session), monday, clock)
        opened = await round.open_round(session, monday=monday, moments=moments, now=now)
        for asked in await round.unanswered(session, opened, today=clock.today()) if opened else ():
            asked.obligation.person_id = asked.addressee.person.id if asked.addressee else None
    await database.close()


async def main() -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder:
        async with bot_at_work("ours", Path(folder)) as ours, bot_at_work("plain", Path(folder)) as plain:
            for bot in (ours, plain):
                say(f"{bot.name:6} start to first getUpdates {bot.started_in:.2f} s, idle memory {bot.memory:.0f} MB")
                await flows(bot)
            ratios = []
            for number in range(1, ROUNDS + 1):
                a, b = await flows(ours), await flows(plain)
                ratios.append(a / b)
                say(f"round {number}: flows per CPU second: ours {a:.1f}, plain {b:.1f}, ratio {a / b:.2f}")
            say(f"median ratio ours / plain: {statistics.median(ratios):.2f} (goal ≥ 1.5)")
            say(
                f"memory after {(ROUNDS + 1) * FLOWS_A_PERSON * 15} flows: "
                f"ours {ours.memory:.0f} MB, plain {plain.memory:.0f} MB"
            )


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
