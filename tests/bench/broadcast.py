"""A round's prompts to 1,000 chats, an announcement to 2,479, under Telegram's limits, while 20 people chat."""

import asyncio
import gc
import os
import random
import sys
import time
from collections.abc import Awaitable, Coroutine
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import col, select

from bot.playground import Limits, Message, Person
from models.calendar import Clock
from models.database import Database
from models.people.permission import Role
from models.people.person import Membership
from models.people.person import Person as Member
from tests.bench.stage import Bot, Figure, at_work, quantile, telegram, tidy
from tests.bench.town import Size, move_in

CHATS, COMMUNES, CHATTING = 1_000, 2_479, 20
CEILING = 30
THINKS = (3.0, 6.0)
"""Seconds a person reads before the next step."""
PATIENCE = 240.0
GOAL_SHARE, GOAL_ANSWER = 0.99, 0.300


class Counter(Limits):
    """The limits, and when each message was let through."""

    def __init__(self) -> None:
        super().__init__(overall=CEILING)
        self.passed: list[tuple[float, int]] = []

    def admit(self, method: str, chat: int, *, paid: bool = False) -> None:
        """Let it through and note it, or refuse it."""
        super().admit(method, chat, paid=paid)
        if method.startswith(("send", "edit")):
            self.passed.append((time.monotonic(), chat))


async def measure(folder: Path) -> list[Figure]:
    """Everybody owes an answer; the clock opens the round; the first twenty answer while the others are being asked."""
    # pauses of this process would be told as the bot's
    gc.disable()
    world, people = telegram(CHATS)
    size = Size(communes=CHATS, people=CHATS, projects=CHATS)
    environment = await move_in(folder, "broadcast", size, people, round_is_open=False)
    counter = Counter()
    async with at_work("bot", world, people, environment, arguments=("run",), limits=counter) as bot:
        await asyncio.sleep(2)
        return await _watched(bot, counter, people, "a round's prompts", _open_round(bot, environment))


async def announced(folder: Path) -> list[Figure]:
    """The Office tells everybody something; twenty of them are answering the status meanwhile."""
    gc.disable()
    world, people = telegram(COMMUNES + 1)
    *others, jan = people
    size = Size(communes=COMMUNES, people=COMMUNES + 1, projects=COMMUNES)
    environment = await move_in(folder, "announcement", size, people, round_is_open=True)
    await _join_office(environment, jan)
    counter = Counter()
    arguments = (str(_until_work().total_seconds()), str(CEILING))
    async with at_work(
        "tests.fire.killable_bot", world, people, environment, arguments=arguments, limits=counter
    ) as bot:
        await asyncio.sleep(2)
        return await _watched(bot, counter, others, "an announcement", _announce(jan))


async def _watched(
    bot: Bot, counter: Counter, people: list[Person], what: str, begin: Coroutine[Any, Any, float]
) -> list[Figure]:
    """How fast they all get it, and how long the first twenty wait for their answers meanwhile."""
    counter.passed.clear()
    asked_at = await begin
    waits: list[float] = []
    chats = [asyncio.create_task(_chat(somebody, waits, number)) for number, somebody in enumerate(people[:CHATTING])]
    try:
        first, last = await _asked(people[CHATTING:], counter)
    finally:
        for chat in chats:
            chat.cancel()
        await asyncio.gather(*chats, return_exceptions=True)
    sent = sum(first < at <= last for at, _ in counter.passed)
    share = sent / (CEILING * (last - first))
    p50, p95 = quantile(waits, 0.5), quantile(waits, 0.95)
    return [
        Figure(
            f"{what} to {len(people):,} chats, share of {CEILING} a second",
            f"{share:.4f} ({sent} messages in {last - first:.1f} s)",
            f"≥ {GOAL_SHARE}",
            share >= GOAL_SHARE,
        ),
        Figure("first and last of them after it began", f"{first - asked_at:.2f} s, {last - asked_at:.1f} s"),
        Figure("refused as too many (429)", f"{counter.refused}", "0", counter.refused == 0),
        Figure(f"answers to {CHATTING} people meanwhile, p50", f"{1000 * p50:.0f} ms ({len(waits)} answers)"),
        Figure(
            f"answers to {CHATTING} people meanwhile, p95",
            f"{1000 * p95:.0f} ms",
            f"≤ {1000 * GOAL_ANSWER:.0f} ms",
            p95 <= GOAL_ANSWER,
        ),
        Figure("processor seconds of the bot, start included", f"{bot.cpu:.1f} s"),
    ]


def _until_work() -> timedelta:
    """How far ahead of the machine's clock the bot has to live, for in quiet hours nothing is announced."""
    clock = Clock(ZoneInfo("Europe/Warsaw"), "PL")
    begins = clock.working_time(clock.now())
    ends = begins + timedelta(minutes=10)
    return (begins if clock.working_time(ends) == ends else clock.working_time(ends)) - clock.now()


async def _join_office(environment: dict[str, str], jan: Person) -> None:
    """Jan is of the Office and nothing else."""
    database = Database(environment["DATABASE_URL"])
    async with database.transaction() as session:
        his = select(Member.id).where(Member.telegram_id == jan.id)
        office = sa.update(Membership).where(col(Membership.person_id).in_(his))
        await session.exec(office.values(role=Role.OFFICE, commune_id=None))
    await database.close()


async def _announce(jan: Person) -> float:
    """As a person does it; the moment of the last tap."""
    await jan.say("/ogloszenie Sprawozdania za listopad prosimy przesłać do piątku.")
    await jan.waits_for("Do kogo?")
    await jan.tap("➡️ Podgląd")
    await jan.waits_for("Tak to zobaczą")
    await jan.tap("📣 Wyślij teraz")
    return time.monotonic()


async def _open_round(bot: Bot, environment: dict[str, str]) -> float:
    """Another process opens next Friday's round, as the command line can; the moment when it has."""
    clock = Clock(ZoneInfo("Europe/Warsaw"), "PL")
    friday = clock.today() + timedelta(days=(4 - clock.today().weekday()) % 7 or 7)
    settings = {**os.environ, "BOT_TOKEN": bot.world.token, "BOT_API_URL": bot.server.url, **environment}
    job = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "job", "status-open", "--now", f"{clock.working_day(friday)}T12:00", env=settings
    )
    if await job.wait():
        raise RuntimeError("the round was not opened")
    return time.monotonic()


async def _asked(people: list[Person], counter: Counter) -> tuple[float, float]:
    """When the first and the last of these people were asked."""
    waiting = {somebody.id for somebody in people}
    first = last = 0.0
    seen = 0
    began = time.monotonic()
    while waiting and time.monotonic() - began < PATIENCE:
        for at, chat in counter.passed[seen:]:
            seen += 1
            if chat in waiting:
                waiting.discard(chat)
                first, last = first or at, at
        await asyncio.sleep(0.05)
    if waiting:
        raise RuntimeError(f"{len(waiting)} chats were never asked")
    return first, last


async def _chat(somebody: Person, waits: list[float], seed: int) -> None:
    """Answer the status again and again, reading in between; note how long each answer took to come."""
    dice = random.Random(seed)  # noqa: S311

    async def step(act: Awaitable[None], then: str) -> None:
        began, tick = time.monotonic(), somebody.world.tick
        await act
        while not any(then in message.text and message.changed > tick for message in _newest(somebody)):
            await asyncio.sleep(0.003)
        waits.append(time.monotonic() - began)
        await asyncio.sleep(dice.uniform(*THINKS))

    await asyncio.sleep(dice.uniform(0, THINKS[1]))
    while True:
        await step(somebody.say("/status"), "Status: tydzień")
        shown = somebody.screen().rsplit("Status: tydzień", 1)[1]
        await step(somebody.tap("✏️ Popraw" if "Popraw" in shown else "✏️ Wypełnij"), "Dotknij projektu")
        await step(somebody.tap("Trasa rowerowa"), "Trasa rowerowa · ")
        await step(somebody.tap("🟡 Zagrożony"), "Co się dzieje?")
        await step(somebody.say("Czekamy na decyzję środowiskową"), "Do wysłania")
        await step(somebody.tap("✅ Wyślij"), "Zapisano")
        tidy(somebody)


def _newest(somebody: Person) -> list[Message]:
    """The last messages in the chat: an answer is among them, even if a prompt has come in between."""
    return list(islice(reversed(somebody.chat.messages.values()), 2))
