"""``python -m bot demo``: the bot without a token, on a local Telegram, with invented people, from the terminal."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from bot import app
from bot.app import App
from bot.clock import Clock
from bot.demo_data import move_in
from bot.demo_others import job as others_answer
from bot.playground import Person, Server, World, serve
from bot.playground.screen import shown
from bot.settings import Settings

HELP = """\
Bot działa bez tokenu, na lokalnym Telegramie ({url}). Wszyscy ludzie są zmyśleni.
  tekst               piszesz do bota, np. /status          1, 2, 3…          dotykasz przycisku
  @jan                bierzesz telefon innej osoby: {names}
  >2026-11-27 9:00    przestawiasz zegar bota (teraz {now:%Y-%m-%d %H:%M})    koniec: Ctrl+D
"""


@dataclass
class Demo:
    """The demonstration at work."""

    app: App
    server: Server
    people: dict[str, Person]
    clock: Clock

    async def settled(self) -> None:
        """Wait until the bot has nothing more to do."""
        await asyncio.sleep(0.05)
        while self.server.world.updates.pending or not (self.app.intake.idle and self.app.courier.idle):  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    async def move_to(self, moment: datetime) -> None:
        """Set the bot's clock and let every job look what is due."""
        self.clock.now = lambda: moment
        await self.app.timetable.tick()
        await self.settled()


@asynccontextmanager
async def demonstration(settings: Settings) -> AsyncIterator[Demo]:
    """A bot with demonstration data on a local Telegram, in a folder that goes with it."""
    with TemporaryDirectory(prefix="obwarzanek-") as folder:
        settings.bot_token = SecretStr("110:local-playground")
        settings.database_url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        clock = Clock(settings.zone, settings.the_association.country)
        world = World(token=settings.token, username="obwarzanek_bot", now=lambda: clock.now())
        async with serve(world) as server:
            settings.bot_api_url = server.url
            async with app.running(settings, clock) as running:
                cast = await move_in(running.database, world, clock, settings.the_association)
                running.timetable.jobs = (others_answer, *running.timetable.jobs)
                demo = Demo(running, server, cast.people, clock)
                world.settle = demo.settled
                yield demo


async def in_terminal(settings: Settings) -> None:
    """Be the people's phones, one at a time, until the input ends."""
    async with demonstration(settings) as demo:
        names = ", ".join(f"@{name}" for name in demo.people if " " not in name)
        _show(HELP.format(url=demo.server.url, names=names, now=demo.clock.local(demo.clock.now())))
        name = "anna"
        while True:
            _show(f"{name}> ", end="")
            line = await asyncio.to_thread(sys.stdin.readline)
            if not line:
                break
            name = await _do(demo, name, line.strip())
            _show(_news(demo.people[name]))


async def _do(demo: Demo, name: str, line: str) -> str:
    phone = demo.people[name]
    if line.startswith("@"):
        return line[1:] if line[1:] in demo.people else name
    if line.startswith(">"):
        try:
            moment = datetime.strptime(line[1:].strip(), "%Y-%m-%d %H:%M").replace(tzinfo=demo.clock.zone)
        except ValueError:
            _show("Napisz tak: >2026-11-27 9:00")
        else:
            await demo.move_to(moment)
    elif line.isdecimal():
        labels = _labels(phone)
        if 0 < int(line) <= len(labels):
            await phone.tap(labels[int(line) - 1])
            _show(f"({phone.toast})" if phone.toast else "")
    elif line:
        await phone.say(line)
    return name


def _labels(phone: Person) -> list[str]:
    last = next((message for message in reversed(phone.messages) if message.buttons), None)
    return [button["text"] for row in last.buttons for button in row] if last else []


def _news(phone: Person) -> str:
    body = "\n\n".join(shown(message) for message in phone.news)
    numbered = "  ".join(f"{number} {label}" for number, label in enumerate(_labels(phone), start=1))
    return f"{body}\n{numbered}".strip()


def _show(text: str, end: str = "\n") -> None:
    if text:
        sys.stdout.write(text + end)
        sys.stdout.flush()
