"""Telegram is away for long: it is not pestered; then people are answered first, and spared what is stale."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import time as time_of_day
from datetime import timedelta
from typing import Any

import pytest
from markupsafe import Markup
from sqlmodel import select

from bot.conversation.outgoing import Message, Outgoing
from bot.delivery import dispatch
from bot.delivery.transport import Transport
from bot.limits import TELEGRAM
from bot.playground import Fault, Person
from bot.timetable import EVERY
from models import setting
from models.mail.outbox import Letter, State
from models.people.permission import Role
from models.setting import Weekly
from tests.conftest import Town, on_both_engines
from tests.fire.dst import at, heard
from tests.fire.fast_clock import Hurry
from tests.rows import every, telling

pytestmark = pytest.mark.alone

HOUR = timedelta(hours=1)


async def letters(town: Town) -> list[Letter]:
    return await every(town, select(Letter).order_by(Letter.id))  # type: ignore[arg-type]


async def until_settled(town: Town) -> list[Letter]:
    async with asyncio.timeout(300):
        while any(letter.state is State.QUEUED for letter in await letters(town)):
            await asyncio.sleep(0.1)
    return await letters(town)


async def written(town: Town, write: Callable[[Outgoing], Any]) -> None:
    """Put something into the outbox, as any process may."""
    async with telling(town) as outgoing:
        write(outgoing)


# --- an hour, a day ----------------------------------------


@dataclass(frozen=True)
class Absence:
    """How Telegram is away, for how long, and how fast that passes here."""

    hangs: bool
    lasts: timedelta
    speed: float


@asynccontextmanager
async def away(town: Town, absence: Absence) -> AsyncIterator[Counter[str]]:
    """Nobody is there, or somebody who takes every call and never answers; the calls that the bot tries to make."""
    calls: Counter[str] = Counter()
    request: Callable[..., Awaitable[Any]] = Transport.exchange

    async def counted(self: Transport, url: str, *arguments: Any, **options: Any) -> Any:
        calls[url.rpartition("/")[2].lower()] += 1
        return await request(self, url, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Transport, "exchange", counted)
        if absence.hangs:
            town.server.faults.add(Fault("hang"))
            yield calls
            town.server.faults.clear()
        else:
            async with town.server.away():
                yield calls


REMINDED_ONCE = ["Anna reminded of week 48", "Olga reminded of week 48"]
"""At 12:50, as Anna had asked for, at 12:45 and 13:15: the newest is enough."""
TOO_LATE = ["Jan digest of week 48", "Jan trend up to week 48", "Piotr told of silence in week 48"]
"""The round has closed."""


@on_both_engines
@pytest.mark.parametrize(
    ("absence", "hears"),
    [
        pytest.param(Absence(False, HOUR, speed=1200), REMINDED_ONCE, id="refused"),
        pytest.param(Absence(True, HOUR, speed=600), REMINDED_ONCE, id="hanging", marks=pytest.mark.fire),
        pytest.param(Absence(False, 24 * HOUR, speed=4800), TOO_LATE, id="a day", marks=pytest.mark.fire),
    ],
)
async def test_an_hour_without_telegram(town: Town, absence: Absence, hears: list[str]) -> None:
    """It is not pestered; then those who wait are answered first, and nobody is told what is stale."""
    waiting = [await town.meets(f"Osoba{number} Nowak", Role.SPECIALIST, "Skawina") for number in range(20)]
    told = [Person(town.world, f"Mieszkaniec{number}") for number in range(60)]
    for person in told:
        town.world.let_in(person.user)
    await monday_noon(town)
    hurry = Hurry(town)
    ticking = asyncio.create_task(ticks(town))
    only_sending = town.server.faults.add(Fault("500", method="sendMessage"))
    before = await owed_while_nothing_can_be_sent(town, waiting, told)
    tick, cpu = town.world.tick, time.process_time()
    async with away(town, absence) as calls:
        only_sending.times = 0
        hurry.at(absence.speed)
        await asyncio.sleep(absence.lasts.total_seconds())
        hurry.at(10)
    cpu = time.process_time() - cpu
    back = town.clock.now()
    found = await until_settled(town)
    took = town.clock.now() - back
    hurry.at(1)
    ticking.cancel()

    hours = absence.lasts / HOUR
    tries = Counter(letter.id for letter in found for _ in range(letter.attempts - before.get(letter.id, 0)))
    print(  # noqa: T201
        f"\n{absence}: {dict(calls)} tried; then {len(tries)} letters sent in {took}, "
        f"{sum(tries.values())} attempts (at most {max(tries.values())} for one); CPU {cpu / hours:.1f} s an hour"
    )
    assert calls["getme"] / hours < 500 and calls["getupdates"] / hours < 1500
    assert calls["sendmessage"] < 100 and max(tries.values()) <= 3
    assert took < timedelta(minutes=1)
    since = sorted(
        (message.changed, person.user.first_name)
        for person in (*waiting, *told)
        for message in person.messages
        if message.sender is town.world.me and message.changed > tick
    )
    # which of those that are under way side by side comes first is not the bot's to say
    order = [name for _, name in since]
    assert sorted(order) == sorted(person.user.first_name for person in (*waiting, *told))
    last = max(order.index(person.user.first_name) for person in waiting)
    assert last < len(waiting) + TELEGRAM.per_second, "who waits is answered first"
    assert sorted(line.split(" ", 3)[3] for line in heard(town) if line.endswith("week 48")) == hears
    states = {letter.state for letter in found}
    # what was not worth sending any more has expired, or was withdrawn before
    assert State.SENT in states and states <= {State.SENT, State.EXPIRED, State.DROPPED}


async def ticks(town: Town) -> None:
    """The scheduler counts on the machine's clock, which cannot be hurried."""
    while True:
        await town.app.timetable.tick()
        await asyncio.sleep(EVERY.total_seconds())


async def monday_noon(town: Town) -> None:
    """12:30; Anna has not answered, but wants to be reminded at 12:50."""
    await town.stop()
    town.limits = TELEGRAM
    await town.start()
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Olga Wilk", Role.COORDINATOR_DEPUTY, "Niepołomice")
    await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await town.meets("Jan Kowalski", Role.OFFICE)
    await town.has_projects("Niepołomice", "Trasa rowerowa Wisła")
    async with town.database.transaction() as session:
        await setting.set_weekly(session, Weekly(remind_at=time_of_day(12, 45), remind_again_at=time_of_day(13, 15)))
    await town.move_to(at("2026-11-27 9:00"))
    await town.move_to(at("2026-11-30 9:50"))
    anna = town.people["Anna"]
    await anna.tap("⏰ Później")
    for person in town.people.values():
        person.chat.messages.clear()
    await town.move_to(at("2026-11-30 12:30"))


async def owed_while_nothing_can_be_sent(town: Town, waiting: list[Person], told: list[Person]) -> dict[int, int]:
    """A broadcast, then answers to those who write; how often each was tried so far."""
    await written(town, lambda outgoing: [outgoing.write(person.id, Message(Markup("Ogłoszenie"))) for person in told])
    for person in waiting:
        await person.say("/menu")
        # chats are served side by side: these one after the other
        while town.world.updates.pending or not town.app.intake.idle:
            await asyncio.sleep(0.01)
    queues = town.app.courier._bag._queues.values()
    return {letter.id: letter.attempts for queue in queues for letter in queue.letters}


# --- what is stale ----------------------------------------


async def comes(town: Town, moment: str) -> None:
    """The clock is moved and the jobs look what is due, whether or not anything can be sent."""
    town.clock.now = lambda: at(moment)
    await town.app.timetable.tick()


async def silent_weekend(town: Town) -> Fault:
    """Nothing can be sent from Thursday on; the question of the week is owed to Anna since Friday."""
    hurry = Hurry(town)
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa rowerowa Wisła")
    hurry.at(20)
    fault = town.server.faults.add(Fault("reset_before", method="sendMessage"))
    await comes(town, "2026-11-27 9:00")
    while not town.server.faults.struck:
        await asyncio.sleep(0.1)
    return fault


@pytest.mark.parametrize(
    ("back", "hears"),
    [
        ("2026-11-27 9:30", ["Anna asked for week 48"]),
        ("2026-11-30 9:30", ["Anna reminded of week 48"]),
        ("2026-11-30 13:30", ["Anna reminded of week 48"]),
        ("2026-12-01 12:30", ["Anna told how week 48 ended", "Piotr told of silence in week 48"]),
    ],
    ids=["Friday", "Monday", "Monday afternoon", "Tuesday"],
)
async def test_a_question_that_comes_late_is_as_new_as_it_can_be(town: Town, back: str, hears: list[str]) -> None:
    fault = await silent_weekend(town)
    await comes(town, back)
    fault.times = 0
    found = await until_settled(town)
    assert [line.split(" ", 3)[3] for line in heard(town)] == hears
    states = [letter.state for letter in found]
    assert states.count(State.SENT) == len(hears) and {*states} <= {State.SENT, State.EXPIRED, State.DROPPED}


async def test_a_process_that_starts_late_sends_nothing_stale(town: Town) -> None:
    """Before its jobs have looked what is due."""
    fault = await silent_weekend(town)
    await town.stop()
    town.clock.now = lambda: at("2026-12-01 12:30")
    fault.times = 0
    await town.start()
    town.world.settle = None
    [letter] = await until_settled(town)
    assert letter.state is State.EXPIRED and heard(town) == []


async def test_who_has_answered_meanwhile_is_not_reminded(town: Town) -> None:
    """Updates come in all the while, only sending fails: Anna answers the question of Friday."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa rowerowa Wisła")
    await town.move_to(at("2026-11-27 9:00"))
    await anna.tap("✏️ Wypełnij")
    await anna.tap("✅ Wyślij")
    await anna.tap("🟢 Zgodnie z planem")
    await town.move_to(at("2026-12-04 9:00"))
    Hurry(town).at(20)
    fault = town.server.faults.add(Fault("500", method="sendMessage"))
    await comes(town, "2026-12-07 9:00")
    while not town.server.faults.struck:
        await asyncio.sleep(0.1)
    await anna.tap("🟰 Bez zmian")
    while town.world.updates.pending or not town.app.intake.idle:
        await asyncio.sleep(0.1)
    fault.times = 0
    found = await until_settled(town)
    anna.sees("Zapisano ✅")
    assert not any("remind" in line for line in heard(town))
    assert Counter(letter.state for letter in found)[State.DROPPED] == 2, "the first question keeps what stands there"
    assert "[✏️ Popraw]" in anna.screen()


@on_both_engines
async def test_of_what_heaps_up_about_one_subject_only_the_newest_is_sent(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    olga = await town.meets("Olga Wilk", Role.COORDINATOR_DEPUTY, "Niepołomice")
    noon = town.clock.now()
    Hurry(town).at(20)
    fault = town.server.faults.add(Fault("500", method="sendMessage"))

    def tell(
        outgoing: Outgoing, chat: Person, text: str, minute: int, about: str = "forum:7", until: int = 600
    ) -> None:
        due, end = (noon + timedelta(minutes=minutes) for minutes in (minute, until))
        outgoing.write(chat.id, Message(Markup.escape(text)), once=text, due=due, about=about, until=end)

    def write(outgoing: Outgoing) -> None:
        tell(outgoing, anna, "druga", 20)
        tell(outgoing, anna, "pierwsza", 10)
        tell(outgoing, anna, "już nieważna", 30, until=40)
        tell(outgoing, anna, "o czym innym", 5, about="forum:71")
        tell(outgoing, anna, "jeszcze nie", 70)
        tell(outgoing, olga, "Olga", 10)
        tell(outgoing, olga, "długa 1", 20, about="forum:8")
        tell(outgoing, olga, "długa 2", 20, about="forum:8")

    await written(town, write)
    town.clock.now = lambda: noon + timedelta(hours=1)
    while not town.server.faults.struck:
        await asyncio.sleep(0.1)
    fault.times = 0
    async with asyncio.timeout(300):
        while Counter(letter.state for letter in await letters(town))[State.QUEUED] > 1:
            await asyncio.sleep(0.1)
    assert [message.text for message in anna.messages] == ["druga", "o czym innym"]
    assert [message.text for message in olga.messages] == ["Olga", "długa 1", "długa 2"]
    town.clock.now = lambda: noon + timedelta(hours=2)
    found = await until_settled(town)
    assert anna.messages[-1].text == "jeszcze nie"
    assert {letter.once: letter.state for letter in found if letter.state is not State.SENT} == {
        "pierwsza": State.DROPPED, "już nieważna": State.EXPIRED
    }  # fmt: skip


@pytest.mark.parametrize("attempts", [1, 5, 100_000])
def test_a_pause_ends(attempts: int) -> None:
    assert 0 < dispatch.pause(attempts) <= dispatch.LONGEST_PAUSE
