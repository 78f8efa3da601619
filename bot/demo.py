"""``python -m bot demo``: the bot without a token, on a local Telegram, with invented people, from the terminal."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from bot import app
from bot.app import App
from bot.clock import Clock
from bot.playground import Person, Server, World, serve
from bot.playground.screen import shown
from bot.settings import Settings
from models import person, project
from models.commune import all_communes, all_fields
from models.database import Database
from models.right import Role

HELP = """\
Bot działa bez tokenu, na lokalnym Telegramie ({url}). Wszyscy ludzie są zmyśleni.
  tekst               piszesz do bota, np. /status          1, 2, 3…          dotykasz przycisku
  @jan                bierzesz telefon innej osoby: {names}
  >2026-11-27 9:00    przestawiasz zegar bota (teraz {now:%Y-%m-%d %H:%M})    koniec: Ctrl+D
"""

PEOPLE = (
    ("Jan Kowalski", Role.OFFICE, None),
    ("Anna Nowak", Role.COORDINATOR, "Niepołomice"),
    ("Piotr Zając", Role.CHAIR, "Niepołomice"),
    ("Ewa Lis", Role.COORDINATOR, "Skawina"),
    ("Marek Sowa", Role.CHAIR, "Skawina"),
)
PROJECTS = (
    ("Niepołomice", "Trasa rowerowa Wisła", "mobilność", date(2027, 9, 30), Decimal(12_400_000)),
    ("Niepołomice", "P+R Podłęże", "mobilność", date(2026, 12, 31), Decimal(6_150_000)),
    ("Niepołomice", "Żłobek Zakrzów", "usługi społeczne", date(2027, 6, 30), Decimal(9_800_000)),
    ("Skawina", "Park Miejski – zieleń i woda", "środowisko i przestrzeń", date(2027, 5, 31), Decimal(3_200_000)),
    ("Skawina", "Termomodernizacja szkół", "edukacja", date(2027, 8, 31), Decimal(7_600_000)),
)


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
                people = await _move_in(running.database, world, clock, settings.the_association.rodo.version)
                demo = Demo(running, server, people, clock)
                world.settle = demo.settled
                yield demo


async def _move_in(database: Database, world: World, clock: Clock, clause: str) -> dict[str, Person]:
    """The people with their phones, and the projects of those communes and fields that the association has."""
    people: dict[str, Person] = {}
    now = clock.now()
    async with database.transaction() as session:
        communes = {commune.name: commune.id for commune in await all_communes(session)}
        fields = {field.name: field.id for field in await all_fields(session)}
        for name, role, commune in PEOPLE:
            first, _, last = name.partition(" ")
            phone = people[first.lower()] = Person(world, first, last_name=last)
            world.let_in(phone.user)
            row = await person.add_person(session, telegram_id=phone.id, name=name, language="pl", now=now)
            person.consent(row, version=clause, now=now)
            await person.join(session, row, role=role, commune_id=communes.get(commune or ""), now=now)
        for commune, name, field, end, budget in PROJECTS:
            if (commune_id := communes.get(commune)) is not None:
                await project.add(
                    session, name=name, commune_id=commune_id, now=now,
                    field_id=fields.get(field), end=end, budget=budget,
                )  # fmt: skip
    return people


async def in_terminal(settings: Settings) -> None:
    """Be the people's phones, one at a time, until the input ends."""
    async with demonstration(settings) as demo:
        names = ", ".join(f"@{name}" for name in demo.people)
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
