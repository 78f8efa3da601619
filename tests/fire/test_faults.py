"""Whatever goes wrong on the way: everybody gets everything, in its order, and nobody waits for others."""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

import pytest
from markupsafe import Markup
from sqlmodel import select

from bot.conversation.outgoing import Message
from bot.delivery.courier import PATIENCE
from bot.limits import TELEGRAM
from bot.playground import Fault, Person
from bot.playground.faults import Kind
from bot.playground.people import PIXEL
from models.mail.outbox import Letter, State
from models.people.permission import Role
from tests.conftest import Town
from tests.fire.fast_clock import Hurry
from tests.rows import every, telling

pytestmark = pytest.mark.alone

BEFORE: tuple[Kind, ...] = ("429", "500", "502", "portal", "hang", "reset_before")
AFTER: tuple[Kind, ...] = ("reset_after", "delay_after")
"""The message is there, the answer is lost on the way back or comes too late."""
TOO_LATE = 25.0
"""Seconds after which nobody waits for an answer any more."""


async def letters(town: Town) -> list[Letter]:
    return await every(town, select(Letter).order_by(Letter.id))  # type: ignore[arg-type]


async def until_settled(town: Town, within: float = 60) -> list[Letter]:
    async with asyncio.timeout(within):
        while any(letter.state is State.QUEUED for letter in await letters(town)):
            await asyncio.sleep(0.1)
    return await letters(town)


# --- one call in three goes wrong ----------------------------------------


@dataclass(frozen=True)
class Crowd:
    """So many people are told so many things each."""

    people: int
    things: int
    speed: float


@pytest.mark.parametrize(
    "crowd",
    [
        Crowd(people=25, things=4, speed=20),
        pytest.param(Crowd(people=50, things=20, speed=5), marks=pytest.mark.fire),
    ],
    ids=["short", "long"],
)
async def test_a_thousand_messages_arrive_in_their_order(
    town: Town, crowd: Crowd, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    await town.stop()
    town.limits = TELEGRAM
    await town.start()
    hurry = Hurry(town)
    people = [Person(town.world, f"Osoba{number}") for number in range(crowd.people)]
    for person in people:
        town.world.let_in(person.user)
    for kind in (*BEFORE, *AFTER):
        seconds = TOO_LATE if kind == "delay_after" else 1.0
        town.server.faults.add(Fault(kind, method="sendMessage", rate=0.05, seconds=seconds))
    hurry.at(crowd.speed)
    began = town.clock.now()
    async with telling(town) as outgoing:
        for thing in range(crowd.things):
            for person in people:
                outgoing.write(person.id, Message(Markup.escape(f"{thing}")))
    found = await until_settled(town, within=1200)
    hurry.at(1)

    heard = [[int(message.text) for message in person.messages] for person in people]
    waits = [longest_wait(person, began) for person in people]
    doubled = sum(len(said) for said in heard) - crowd.people * crowd.things
    struck = Counter(kind for kind, *_ in town.server.faults.struck)
    lost = sum(struck[kind] for kind in AFTER)
    by_itself = caplog.text.count("TimedOut") - struck["hang"] - struck["delay_after"]
    print(  # noqa: T201
        f"\n{len(found)} messages to {crowd.people} chats in {(town.clock.now() - began).total_seconds():.0f} s, "
        f"{sum(struck.values())} faults {dict(sorted(struck.items()))}: doubled {doubled} of {lost} whose answer was "
        f"lost, {by_itself} answers late by themselves; the longest wait for the next message of a chat "
        f"{max(waits).total_seconds():.0f} s; at most {max(letter.attempts for letter in found)} attempts"
    )
    assert {letter.state for letter in found} == {State.SENT}
    assert all([thing for thing, _ in groupby(said)] == list(range(crowd.things)) for said in heard)
    assert doubled <= lost + max(0, by_itself)
    assert max(waits) < timedelta(minutes=3), "a chat is starved"


def longest_wait(person: Person, began: datetime) -> timedelta:
    """The longest time in which nothing came."""
    moments = [began, *(message.sent for message in person.messages)]
    return max(later - earlier for earlier, later in pairwise(moments))


async def test_a_chat_that_always_fails_holds_up_no_other(town: Town) -> None:
    """Not even when it is owed more than the courier holds at a time."""
    Hurry(town).at(10)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    fault = town.server.faults.add(Fault("500", method="sendMessage", chat=anna.id))
    async with telling(town) as outgoing:
        for number in range(400):
            outgoing.write(anna.id, Message(Markup.escape(f"{number}")))
        outgoing.write(jan.id, Message(Markup("Dzień dobry")))
    await jan.waits_for("Dzień dobry", within=20)
    fault.times = 0
    await until_settled(town, within=300)
    assert [message.text for message in anna.messages] == [str(number) for number in range(400)]


# --- getUpdates ----------------------------------------


POLLS: tuple[Kind, ...] = ("409", "500", "reset_after", "hang")
MORE_POLLS: tuple[Kind, ...] = ("429", "502", "portal", "reset_before")
A_POLL = 35.0
"""Seconds after which one that hangs is given up."""


@pytest.mark.parametrize("kind", [*POLLS, *(pytest.param(kind, marks=pytest.mark.fire) for kind in MORE_POLLS)])
async def test_a_minute_without_updates(town: Town, kind: Kind) -> None:
    """Telegram is asked for them ever more rarely, or as rarely as it says; then everybody is answered, once."""
    people = [await town.meets(f"Osoba{number} Nowak", Role.OFFICE) for number in range(5)]
    faults = town.server.faults
    hurry = Hurry(town)
    hurry.at(60)
    fault = faults.add(Fault(kind, method="getUpdates"))
    town.world.updates.release()
    while not faults.struck:
        await asyncio.sleep(0.1)
    for _ in range(3):
        for person in people:
            await person.say("/menu")
        await asyncio.sleep(20)
    calls = len(faults.struck)
    assert not any(menus(person) for person in people)
    fault.times = 0
    over = town.clock.now()
    hurry.at(15 if kind == "hang" else 2)
    async with asyncio.timeout(120):
        while town.world.updates.pending or not all(menus(person) == 3 for person in people):
            await asyncio.sleep(0.1)
    took = (town.clock.now() - over).total_seconds()
    hurry.at(1)
    await town.settled()
    print(f"\n{kind}: {calls} calls in a minute; all answered {took:.1f} s after it")  # noqa: T201
    assert 2 <= calls <= (61 if kind == "429" else 30)
    assert took < 10 + (A_POLL if kind == "hang" else 0)
    assert [menus(person) for person in people] == [3] * 5


def menus(person: Person) -> int:
    return sum("Menu" in message.text for message in person.messages if message.sender is person.world.me)


# --- what Telegram refuses ----------------------------------------


async def test_what_is_refused_is_in_nobodys_way(town: Town) -> None:
    """Blocked, gone, never there, broken, too old, unchanged: each is tried once and written down with its reason."""
    blocked, gone, anna, jan, *others = [Person(town.world, f"Osoba{number}") for number in range(14)]
    for person in (blocked, gone, anna, jan, *others):
        town.world.let_in(person.user)
    await blocked.block()
    gone.chat.bot = "deactivated"
    async with telling(town) as outgoing:
        for number, person in enumerate(others):
            old, same = (town.world.post(jan.chat, town.world.me, {"text": text}) for text in ("dawno", "tak samo"))
            old.editable = False
            for chat in (blocked.id, gone.id, 4242):
                outgoing.write(chat, Message(Markup.escape(f"{number}")))
            outgoing.write(anna.id, Message(Markup("<b>zepsute")))
            outgoing._letter(jan.id, "edit_message_text", {"message_id": old.id, "text": "nowe"})
            outgoing._letter(jan.id, "edit_message_text", {"message_id": same.id, "text": "tak samo"})
            outgoing._letter(
                jan.id, "send_message", {"text": "tak", "reply_markup": {"inline_keyboard": [[{"text": ""}]]}}
            )
            outgoing.write(anna.id, Message(Markup.escape(f"Anna {number}")))
            outgoing.write(person.id, Message(Markup("Dzień dobry")))
    found = await until_settled(town)
    for person in others:
        person.sees("Dzień dobry")
    assert [message.text for message in anna.news] == [f"Anna {number}" for number in range(len(others))]
    assert {letter.attempts for letter in found} == {1}
    reasons = Counter((letter.state, letter.refusal) for letter in found if letter.refusal is not None)
    print(f"\n{dict(reasons)}")  # noqa: T201
    assert set(reasons.values()) == {len(others)} and len(reasons) == 7


async def test_what_the_bot_cannot_put_into_a_call_is_given_up(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """A fault of the bot's own: what waits behind it is not held up for ever."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    Hurry(town).at(100)
    async with telling(town) as outgoing:
        outgoing.write(anna.id, Message(Markup("zepsute"))).file = PIXEL
        outgoing.write(anna.id, Message(Markup("Potem")))
    broken, good = await until_settled(town, within=600)
    assert (broken.state, broken.attempts, broken.refusal) == (State.REFUSED, PATIENCE, "AssertionError")
    assert good.state is State.SENT and [message.text for message in anna.news] == ["Potem"]
    assert "cannot be sent" in caplog.text
