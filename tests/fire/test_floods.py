"""People who write faster than Telegram lets them be answered: nobody else waits for them, and nothing is lost."""

import asyncio
import gc
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col, select
from telegram import Update

from bot.delivery.pace import SECOND
from bot.limits import TELEGRAM
from bot.limits import Limits as PaceLimits
from bot.playground import Limits, Person
from bot.playground.things import Message
from bot.updates.flood import AT_ONCE, TAPS, Floods
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter, State
from models.people.permission import Role
from tests.conftest import Town, on_both_engines

pytestmark = pytest.mark.alone

NOTICE = "Dostaję dużo wiadomości naraz"


@dataclass(frozen=True)
class Size:
    """How many write how much, beside how many others."""

    flooders: int
    messages: int
    seconds: float
    others: int
    spacing: float = 1.0
    """Seconds that an answer takes: Telegram's second, or less so that the test is over sooner."""
    per_second: int = 30
    """Messages that Telegram lets through."""
    is_alone: bool = True
    """Whether the machine is this test's: beside others, what is held waits for a processor, and so do the counts."""
    tolerated: float = 0.1
    """The p95 of the others that is well in any case; more where the flood takes all that Telegram lets through."""


@dataclass
class Chat:
    """When somebody's messages went out, and when the bot's came."""

    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    waits: list[float] = field(default_factory=list)


@contextmanager
def listening(town: Town) -> Iterator[defaultdict[int, Chat]]:
    """Hear the phones ring."""
    chats: defaultdict[int, Chat] = defaultdict(Chat)
    post = town.world.post

    def noted(chat: Any, sender: Any, *content: Any, **options: Any) -> Message:
        if sender is town.world.me:
            chats[chat.id].arrived.set()
        return post(chat, sender, *content, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(town.world, "post", noted)
        yield chats


async def chats_on(person: Person, chat: Chat, size: Size, chance: random.Random) -> None:
    """Write a word, wait for the answer, think; at most as fast as one may be answered."""
    while True:
        await asyncio.sleep(size.spacing * chance.uniform(1.1, 2.2))
        chat.arrived.clear()
        began = time.monotonic()
        await person.say("/menu")
        async with asyncio.timeout(60):
            await chat.arrived.wait()
        chat.waits.append(time.monotonic() - began)


async def floods(person: Person, size: Size, number: int) -> None:
    """Commands and plain text, each with a number that its answer has to name."""
    began = time.monotonic()
    for each in range(size.messages):
        await asyncio.sleep(began + each * size.seconds / size.messages - time.monotonic())
        word = f"Trasa {number}.{each}."
        await person.say(word if each % 2 else f"/projekty {word}")


def answered(person: Person, number: int) -> list[int]:
    """The numbers of the messages that were answered, in the order of the answers."""
    said = "\n".join(message.text for message in person.messages if message.sender is not person.user)
    return [int(each) for each in re.findall(rf"„Trasa {number}\.(\d+)\.”", said)]


def p95(waits: list[float]) -> float:
    return sorted(waits)[int(0.95 * len(waits))] if waits else 0.0


@dataclass
class Load:
    """The most that was held for those who wait."""

    stored: int = 0
    """In the inbox."""
    updates: int = 0
    """In the bot's memory, when the most was in the inbox."""
    owed: int = 0
    """In the outbox."""

    async def watch(self, town: Town) -> None:
        while True:
            await asyncio.sleep(0.25)
            async with town.database.transaction() as session:
                counts = [
                    select(sa.func.count()).select_from(InboxUpdate).where(col(InboxUpdate.content).is_not(None)),
                    select(sa.func.count()).select_from(Letter).where(Letter.state == State.QUEUED),
                ]
                stored, owed = [(await session.exec(count)).one() for count in counts]
            self.owed = max(self.owed, owed)
            if stored > self.stored:
                self.stored, self.updates = stored, sum(isinstance(thing, Update) for thing in gc.get_objects())


async def hurried(town: Town, size: Size) -> None:
    """From now on Telegram and the bot keep to limits, and nobody waits until the bot is still."""
    town.limits = PaceLimits(per_second=size.per_second, spacing=size.spacing)
    most = size.per_second
    town.server.limits = Limits(overall=most, paid=most, per_second=1 / size.spacing)
    await town.restart()
    # on PostgreSQL it takes the second for used up, and the places in it come free one by one
    await asyncio.sleep(2 * SECOND)
    town.world.settle, town.world.patience = None, 0.0


async def besieged(town: Town, size: Size) -> tuple[list[Person], Load, float, float]:
    """A quiet time, then a flood, then the answers to all of it; how long the others waited before and since."""
    others = [await town.meets(f"Cicha{each} Osoba", Role.OFFICE) for each in range(size.others)]
    loud = [await town.meets(f"Głośna{each} Osoba", Role.COORDINATOR, "Niepołomice") for each in range(size.flooders)]
    await hurried(town, size)
    load, chance = Load(), random.Random(3)  # noqa: S311
    with listening(town) as chats:
        background = [asyncio.create_task(load.watch(town))]
        background += [asyncio.create_task(chats_on(person, chats[person.id], size, chance)) for person in others]
        await asyncio.sleep(10 * size.spacing)
        quiet = taken(others, chats)
        await asyncio.gather(*(floods(person, size, number) for number, person in enumerate(loud)))
        meanwhile = taken(others, chats)
        while any(len(answered(person, number)) < size.messages for number, person in enumerate(loud)):
            await asyncio.sleep(0.5)
            assert not any(task.done() for task in background), "somebody was not answered"
        afterwards = taken(others, chats)
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
    await town.settled()
    print(  # noqa: T201
        f"\n{size.flooders} x {size.messages} messages in {size.seconds:.0f} s: p95 of {size.others} others "
        f"{p95(quiet) * 1000:.0f} ms before, {p95(meanwhile) * 1000:.0f} ms meanwhile, "
        f"{p95(afterwards) * 1000:.0f} ms while it was answered; at most {load}"
    )
    assert quiet and afterwards
    return loud, load, p95(quiet), max(p95(meanwhile), p95(afterwards))


SHORT = Size(
    flooders=1, messages=40, seconds=0.2, others=6, spacing=0.05, per_second=600, is_alone=False, tolerated=0.2
)
"""Beside other tests a processor alone is waited for as long as is tolerated; ``make fire`` gives it one of its own."""


def taken(others: list[Person], chats: defaultdict[int, Chat]) -> list[float]:
    """How long they waited since the last time this was asked."""
    waits = [wait for person in others for wait in chats[person.id].waits]
    for person in others:
        chats[person.id].waits.clear()
    return waits


@pytest.mark.parametrize(
    "size",
    [
        SHORT,
        pytest.param(replace(SHORT, is_alone=True, tolerated=0.1), marks=pytest.mark.fire),
        Size(flooders=6, messages=14, seconds=0.1, others=2, spacing=0.15, is_alone=False, tolerated=2),
        pytest.param(Size(flooders=1, messages=100, seconds=5, others=20), marks=pytest.mark.fire),
        pytest.param(Size(flooders=50, messages=40, seconds=4, others=20, tolerated=3), marks=pytest.mark.fire),
    ],
    ids=["short", "short, alone", "several", "one", "fifty"],
)
async def test_a_flood_delays_nobody_else_and_loses_nothing(town: Town, size: Size) -> None:
    loud, load, quiet, flooded = await besieged(town, size)
    for number, person in enumerate(loud):
        assert answered(person, number) == list(range(size.messages))
        # on a slow machine with other work somebody may not be fast enough to be told
        assert sum(NOTICE in message.text for message in person.messages) in ((1,) if size.is_alone else (0, 1))
    assert flooded <= max(2 * quiet, size.tolerated)
    if size.is_alone:
        assert load.updates <= size.flooders * AT_ONCE + size.others
    if size.is_alone and size.flooders / size.spacing < size.per_second:
        assert load.owed <= 3 * AT_ONCE


@on_both_engines
async def test_a_flood_outlives_a_restart(town: Town) -> None:
    """What waits is in the inbox; it is answered by the next process, in its order."""
    size = Size(flooders=1, messages=40, seconds=0.2, others=0, spacing=0.05, per_second=600)
    anna = await town.meets("Anna Głośna", Role.COORDINATOR, "Niepołomice")
    await hurried(town, size)
    await floods(anna, size, 0)
    while town.world.updates.pending:
        await asyncio.sleep(0.01)
    await town.stop()
    assert len(answered(anna, 0)) < size.messages
    await town.start()
    async with asyncio.timeout(20):
        while len(answered(anna, 0)) < size.messages:
            await asyncio.sleep(0.05)
    await town.settled()
    assert answered(anna, 0) == list(range(size.messages))
    assert any(NOTICE in message.text for message in anna.messages)


async def test_who_taps_too_fast_is_told_in_a_toast(town: Town) -> None:
    anna = await town.meets("Anna Głośna", Role.COORDINATOR, "Niepołomice")
    await hurried(town, Size(flooders=1, messages=0, seconds=0, others=0, spacing=0.2, per_second=150))
    await anna.say("/menu")
    card = await anna.waits_for("Menu")
    before = len(anna.messages)
    for _ in range(2 * AT_ONCE * TAPS):
        await anna.tap_data("1|dialog.open||nothing", on=card)
    await town.settled()
    toasts = [query.answer["text"] for query in town.world.queries.values() if query.answer]
    assert len(toasts) == 2 * AT_ONCE * TAPS
    assert sum(NOTICE in toast for toast in toasts) == 1
    assert len(anna.messages) == before


def test_a_flood_begins_after_some_messages_and_ends_with_the_last_answer() -> None:
    floods = Floods(TELEGRAM)
    assert [floods.due(7, 100.0, tap=False) for _ in range(AT_ONCE)][-1] == 100.0 and not floods.is_on(7)
    assert [floods.due(7, 100.0, tap=False) for _ in range(3)] == [101.0, 102.0, 103.0] and floods.is_on(7)
    assert not floods.is_on(8) and floods.due(8, 100.0, tap=False) <= 100.0
    assert floods.due(7, 100.0 + AT_ONCE + 2, tap=False) <= 100.0 + AT_ONCE + 2 and floods.is_on(7)
    floods.due(7, 100.0 + AT_ONCE + 10, tap=False)
    assert not floods.is_on(7)


def test_a_flood_of_taps_or_in_a_group_has_another_measure() -> None:
    floods = Floods(TELEGRAM)
    assert max(floods.due(7, 0.0, tap=True) for _ in range(AT_ONCE * TAPS)) <= 1e-9
    assert floods.due(7, 0.0, tap=True) == pytest.approx(1 / TAPS)
    assert max(floods.due(-7, 0.0, tap=False) for _ in range(AT_ONCE)) == 0.0
    assert floods.due(-7, 0.0, tap=False) == TELEGRAM.group_spacing
