"""What a bot costs that serves all communes of the country, beside one that serves a metropolis: time and memory."""

import asyncio
import gc
import multiprocessing
import resource
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import Bot as TelegramBot
from telegram import Update

from bot import app
from bot.conversation.outgoing import Services
from bot.delivery.courier import GATHER, Courier
from bot.limits import TELEGRAM
from bot.timetable import Job, run_once
from bot.updates.processor import Processor
from bot.updates.router import Router
from handlers import CONVERSATIONS
from jobs import announce, status_close, status_open, status_remind
from models.calendar import Clock
from models.database import Database
from models.mail.outbox import NewLetter
from tests import postgresql
from tests.bench.country import FIRST_STRANGER, METROPOLIS, NATION, Country, answer, settings_of, settle
from tests.bench.stage import Figure, quantile, say
from tests.conftest import WARSAW, a_database

ROUNDS = 15
PROBE_EVERY = 0.05
GOAL_TURN, GOAL_WAIT = 0.300, 0.300
SHEET = "[📊 Excel] of a call for data"
GOAL_SHEET = 5.0
SILENT = 5
"""One commune of so many has not answered."""
FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=WARSAW)
MONDAY, TUESDAY = FRIDAY + timedelta(days=3), FRIDAY + timedelta(days=4, hours=3)

OFFICE_WALK = (
    "/menu", "/raport", "> 📈", "> Gmin", "> Gmina 0003", "/raport Gmina 1234", "/raport 30",
    "/projekty", "> ▶️", "Trasa rowerowa 77", "> Trasa rowerowa 77", "> 🕓", "/zespol", "Gmina 0007",
    "/ryzyka", "> ▶️", "brak zezwolen", "> 🔎", "> Kategoria", "> grunty", "> ✅", "> 🗺", "> CSV",
    "/fora", "> Forum mobilności", "/dane", "> Opieka nad", "> Gmina po", "> 🧮",
    "/ogloszenie Sprawozdania prosimy przesłać do piątku.", "/anuluj",
)  # fmt: skip
COORDINATOR_WALK = (
    "/menu", "/status", "> ✏️", "> Trasa rowerowa", "> 🟢", "/projekty", "> Trasa rowerowa 1 ", "/zespol", "/ryzyka",
    "> R-", "/fora", "/ryzyko Brak dotacji", "/anuluj",
)  # fmt: skip
"""What they say, or after ``>`` a part of the label that they tap."""


class Silent(Courier):
    """Keeps what people are owed, sends nothing: what is measured is the work before it."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments, gather=GATHER, among_others=False)
        self.said: list[NewLetter] = []

    def post(self, letters: Iterable[NewLetter]) -> None:
        """What a Turn has said."""
        self.said += letters

    def answer(self, query_id: str, text: str) -> None:
        """To a tap."""


class Named(TelegramBot):
    """A bot of the library that needs not ask Telegram for its name."""

    @property
    def username(self) -> str:
        """To which commands may be addressed."""
        return "obwarzanek_bot"


@dataclass
class Bot:
    """A bot without Telegram, and how long its Turns took."""

    database: Database
    services: Services
    telegram: Named
    courier: Silent
    processor: Processor
    clock: Clock
    updates: int = 10**9
    turns: dict[str, list[float]] = field(default_factory=dict)
    screens: dict[int, list[NewLetter]] = field(default_factory=dict)

    async def does(self, chat: int, what: str, *, of: str) -> float:
        """Somebody says it, or taps it on what they were shown last; the seconds of the Turn."""
        self.updates += 1
        user = {"id": chat, "is_bot": False, "first_name": "Osoba", "language_code": "pl"}
        about = {"message_id": 7, "date": 1_700_000_000, "chat": {"id": chat, "type": "private", "first_name": "Osoba"}}
        raw: dict[str, Any] = {"update_id": self.updates}
        if what.startswith("> "):
            raw["callback_query"] = {"id": "1", "from": user, "chat_instance": "1"} | self._tapped(
                chat, what[2:], about
            )
        else:
            entities = [{"type": "bot_command", "offset": 0, "length": len(what.split()[0])}] if what[0] == "/" else []
            raw["message"] = about | {"from": user, "text": what, "entities": entities}
        update = Update.de_json(raw, self.telegram)
        self.courier.said.clear()
        began = time.perf_counter()
        await self.processor.handle(update)
        seconds = time.perf_counter() - began
        said = [letter for letter in self.courier.said if letter.chat_id == chat]
        if not said and not what.startswith("> "):
            raise RuntimeError(f"{what} was not answered")
        self.screens[chat] = [*reversed(said), *self.screens.get(chat, ())][:8]
        self.turns.setdefault(f"{of} {what}", []).append(seconds)
        return seconds

    def _tapped(self, chat: int, label: str, about: dict[str, Any]) -> dict[str, Any]:
        for letter in self.screens[chat]:
            keyboard = letter.arguments.get("reply_markup")
            for button in (button for row in keyboard.get("inline_keyboard", ()) for button in row) if keyboard else ():
                if label in button["text"]:
                    message = about | {"text": letter.arguments.get("text", "·"), "reply_markup": keyboard}
                    return {"data": button["callback_data"], "message": message}
        shown = [letter.arguments for letter in self.screens[chat][:2]]
        raise RuntimeError(f"there is no button {label}: {shown}")


@asynccontextmanager
async def at_work(of: Country, folder: Path, database_url: str) -> AsyncIterator[Bot]:
    """The bot that serves it, on a Friday when the round opens."""
    settings = settings_of(of, folder, database_url)
    clock = Clock(settings.zone, "PL", now=lambda: FRIDAY.astimezone(UTC))
    telegram = Named(settings.token)
    database = await app.prepare(settings, clock)
    services = app.make_services(settings, telegram.username, clock)
    courier = Silent(database, telegram, clock, TELEGRAM)
    processor = Processor(database, Router(CONVERSATIONS), courier, services, TELEGRAM)
    try:
        yield Bot(database, services, telegram, courier, processor, clock)
    finally:
        await database.close()


@dataclass(frozen=True)
class Held:
    """A job: seconds that it took, letters it wrote, the longest hold of the loop and the longest Turn meanwhile."""

    seconds: float
    letters: int
    loop: float
    turn: float


@dataclass(frozen=True)
class Measured:
    """Everything that one bot did."""

    turns: dict[str, list[float]]
    jobs: dict[str, Held]
    memory: dict[str, float]
    """Megabytes at most, by then."""


async def meanwhile(bot: Bot, chat: int, work: Awaitable[int]) -> Held:
    """How long the loop is held, and how long somebody waits for the menu, while a job is at work."""
    worst_loop = worst_turn = 0.0

    async def beats() -> None:
        nonlocal worst_loop
        while True:
            slept = time.perf_counter()
            await asyncio.sleep(0.002)
            worst_loop = max(worst_loop, time.perf_counter() - slept - 0.002)

    async def asks() -> None:
        nonlocal worst_turn
        while True:
            worst_turn = max(worst_turn, await bot.does(chat, "/menu", of="meanwhile"))
            await asyncio.sleep(PROBE_EVERY)

    beating, asking = asyncio.create_task(beats()), asyncio.create_task(asks())
    await asyncio.sleep(0.1)
    worst_loop = worst_turn = 0.0
    began = time.perf_counter()
    letters = await work
    seconds = time.perf_counter() - began
    await asyncio.sleep(0.1)
    beating.cancel()
    # a Turn that waits still is one of those that count
    await asyncio.sleep(0.5)
    asking.cancel()
    await asyncio.gather(beating, asking, return_exceptions=True)
    return Held(seconds, letters, worst_loop, worst_turn)


async def _live(of: Country, folder: Path, database_url: str) -> Measured:
    jobs: dict[str, Held] = {}
    memory = {"at start": 0.0}
    async with at_work(of, folder, database_url) as bot:
        anna, jan = FIRST_STRANGER + 1, FIRST_STRANGER + of.people + 1
        piotr = FIRST_STRANGER + of.communes

        async def ticks(job: Job, at: datetime, what: str) -> None:
            bot.clock.now = lambda: at.astimezone(UTC)
            jobs[what] = await meanwhile(bot, piotr, run_once(job, bot.database, bot.services))
            memory[what] = _peak()

        await bot.does(anna, "/menu", of="first")
        memory["at start"] = _peak()
        # as the bot does when it starts
        gc.freeze()
        await ticks(status_open.job, FRIDAY, "opening a round")
        await answer(bot.database, but_every=SILENT)
        for number in range(ROUNDS):
            for what in COORDINATOR_WALK:
                await bot.does(anna, what, of="coordinator")
            for what in OFFICE_WALK:
                await bot.does(jan, what, of="Office")
            if number == 0:
                memory["screens"] = _peak()
        memory["screens"] = _peak()
        jobs[SHEET] = await meanwhile(bot, piotr, _sheet(bot, jan))
        memory[SHEET] = _peak()
        await _announce(bot, jan)
        await ticks(announce.job, FRIDAY + timedelta(hours=1), "200 copies of an announcement")
        await ticks(status_remind.job, MONDAY, "reminding")
        await ticks(status_close.job, TUESDAY, "closing with the digest")
    walked = {what: turns for what, turns in bot.turns.items() if what.startswith(("coordinator", "Office"))}
    return Measured(walked, jobs, memory)


async def _announce(bot: Bot, jan: int) -> None:
    for what in ("/ogloszenie Sprawozdania prosimy przesłać do piątku.", "> ➡️", "> 📣"):
        await bot.does(jan, what, of="announcing")


async def _sheet(bot: Bot, jan: int) -> int:
    await bot.does(jan, "/dane", of="sheet")
    await bot.does(jan, "> Opieka nad", of="sheet")
    await bot.does(jan, "> 📊 Excel", of="sheet")
    return 1


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# each in a process of its own, so that its memory is its own


def _settled(of: Country, folder: Path, database_url: str) -> float:
    began = time.perf_counter()
    asyncio.run(settle(of, settings_of(of, folder, database_url)))
    return time.perf_counter() - began


def _lived(of: Country, folder: Path, database_url: str) -> Measured:
    return asyncio.run(_live(of, folder, database_url))


async def _apart(work: Callable[..., Any], *arguments: Any) -> Any:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return await asyncio.get_running_loop().run_in_executor(process, work, *arguments)


async def measure(folder: Path) -> list[Figure]:
    """On SQLite, then on PostgreSQL if there is one."""
    figures = await _compared("SQLite", folder, [f"sqlite:///{folder}/{of.name}.db" for of in (METROPOLIS, NATION)])
    if not postgresql.IS_THERE:
        return [*figures, Figure("PostgreSQL", f"not measured: {postgresql.WHY_NOT}")]
    async with a_database() as small, a_database() as large:
        return [*figures, *await _compared("PostgreSQL", folder, [small, large])]


async def _compared(engine: str, folder: Path, addresses: list[str]) -> list[Figure]:
    both: list[Measured] = []
    for of, address in zip((METROPOLIS, NATION), addresses, strict=True):
        seconds = await _apart(_settled, of, folder, address)
        say(f"{engine}, {of.name}: {of.projects * of.weeks:,} lines of answers written in {seconds:.1f} s")
        both.append(await _apart(_lived, of, folder, address))
    metropolis, nation = both
    return [
        *(_turn(engine, what, metropolis.turns[what], turns) for what, turns in nation.turns.items()),
        *(_job(engine, what, metropolis.jobs[what], held) for what, held in nation.jobs.items()),
        *(
            Figure(
                f"{engine}: memory at most, {what}",
                f"{metropolis.memory[what]:.0f} → {peak:.0f} MB (×{peak / metropolis.memory[what]:.2f})",
            )
            for what, peak in nation.memory.items()
        ),
    ]


def _turn(engine: str, what: str, metropolis: list[float], nation: list[float]) -> Figure:
    before, after = quantile(metropolis, 0.5), quantile(nation, 0.5)
    p95 = quantile(nation, 0.95)
    return Figure(
        f"{engine}: {what}",
        f"{_ms(before)} → {_ms(after)} (×{after / before:.1f}), p95 {_ms(p95)}",
        f"p95 ≤ {_ms(GOAL_TURN)}",
        p95 <= GOAL_TURN,
    )


def _job(engine: str, what: str, metropolis: Held, nation: Held) -> Figure:
    return Figure(
        f"{engine}: {what}",
        f"{metropolis.seconds:.2f} → {nation.seconds:.2f} s (×{nation.seconds / metropolis.seconds:.0f}), "
        f"{nation.letters:,} letters (×{nation.letters / metropolis.letters:.0f}), loop held {_ms(nation.loop)}, "
        f"Turn meanwhile {_ms(nation.turn)}",
        f"somebody waits ≤ {_ms(GOAL_WAIT)}" + (f", ready in {GOAL_SHEET:.0f} s" if what == SHEET else ""),
        # while the loop is held nobody can even ask
        max(nation.loop, nation.turn) <= GOAL_WAIT and (what != SHEET or nation.seconds <= GOAL_SHEET),
    )


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
