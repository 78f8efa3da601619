"""Many equal processes on one PostgreSQL, behind a proxy: killed, frozen and started at random.

Every effect is there once, the order of each chat is kept, nothing is lost, and all together they keep to the limit of
Telegram. What was in flight when the process that sends died or froze may have arrived twice.
"""

import asyncio
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import select

from bot.delivery.courier import IN_FLIGHT
from bot.settings import Settings
from models.database import Database
from models.mail.dialog import Dialog
from models.mail.outbox import Letter, State
from models.risk.risk import Risk
from tests.conftest import on_postgresql
from tests.fire.fleet import LOST_AFTER, Fleet, Wire, fleet
from tests.fire.kill_harness import IN_FLIGHT_FOR, WEEK, Found, Size, asked_in
from tests.fire.test_kill import doubles, say

pytestmark = pytest.mark.alone

# --- judging ----------------------------------------


def judge(ships: Fleet, found: Found, seconds: float) -> None:
    """Print the numbers and insist on each."""
    here = ships.here
    deeds = sum(user.deeds for user in here.users)
    sent = [letter for letter in found.letters if letter.state is State.SENT and letter.method.startswith("send_")]
    doubled = doubles(here, found.letters)
    there = {(m.chat.id, m.id) for somebody in here.everybody for m in somebody.chat.messages.values()}
    lost = [letter for letter in sent if (letter.chat_id, letter.message_id) not in there]
    too_fast = Counter(call.method for call in here.server.calls if call.status == 429)
    say(
        f"{len(ships.ports)} processes, {ships.killed} killed and {ships.frozen} frozen in {seconds:.0f} s",
        f"{len(here.users)} people did {deeds} things, "
        f"{sum(len(user.answers) for user in here.users)} statuses answered, {len(here.everybody)} prompts",
        f"{len(sent)} messages ({len(sent) / seconds:.1f} a second), lost={len(lost)}, doubled={len(doubled)}, "
        f"refused as too fast={sum(too_fast.values())}",
    )
    assert {letter.state for letter in found.letters} == {State.SENT}
    assert lost == []
    assert sum(too_fast.values()) <= len(sent) // 1000, (
        "what a dead process sent last may arrive after its successor's first"
    )
    assert out_of_order(found.letters) == [], "a chat was answered in another order than it was served in"
    assert len(found.updates) == deeds and not any(update.failure for update in found.updates)
    assert found.answers == {user.person.id: user.answers for user in here.users}
    assert all(asked_in(somebody, WEEK) for somebody in here.everybody)
    assert [double for double in doubled if double.kill is None] == [], "doubled though nothing had happened"
    ages = [double.kill - double.message.sent for double in doubled if double.kill is not None]
    assert all(age < IN_FLIGHT_FOR for age in ages), "doubled though it was not in flight"


def out_of_order(letters: list[Letter]) -> list[int]:
    """Chats in which an answer came before one that a Turn had written earlier."""
    answers: dict[int, list[int]] = {}
    for letter in sorted(letters, key=lambda letter: letter.id):
        if letter.urgent and letter.method.startswith("send_") and letter.message_id is not None:
            answers.setdefault(letter.chat_id, []).append(letter.message_id)
    return [chat for chat, numbers in answers.items() if numbers != sorted(numbers)]


async def besiege(ships: Fleet, *, trouble: float) -> None:
    """Everybody is asked and answers, while the processes die and freeze."""
    here, began = ships.here, time.monotonic()
    async with asyncio.TaskGroup() as talking:
        for user in here.users:
            user.over.clear()
            talking.create_task(user.lives_through(WEEK))
        await ships.trouble(trouble)
        for user in here.users:
            user.over.set()
    await here.all_are_asked(WEEK)
    found = await here.at_rest()
    seconds = time.monotonic() - began
    await ships.stop()
    judge(ships, found, seconds)


@pytest.mark.fire
@on_postgresql
async def test_three_processes_in_trouble(settings: Settings, tmp_path: Path) -> None:
    size = Size(users=12, projects=1, chats=150, per_second=100)
    async with fleet(size, settings, tmp_path, processes=3, seed=3) as ships:
        await besiege(ships, trouble=12)


@pytest.mark.fire
@on_postgresql
async def test_four_processes_five_hundred_people_and_a_broadcast(settings: Settings, tmp_path: Path) -> None:
    """2,479 communes are asked at 30 messages a second."""
    size = Size(users=500, projects=1, chats=1979)
    async with fleet(size, settings, tmp_path, processes=4, seed=4) as ships:
        for user in ships.here.users:
            user.pause = 15, 45
            user.patience = 300
        await besiege(ships, trouble=120)


# --- one after the other ----------------------------------------


@on_postgresql
async def test_what_a_phone_sends_at_once_is_handled_in_its_order_by_whichever_process(
    settings: Settings, tmp_path: Path
) -> None:
    """A command and eight sentences, all at once, from forty people: the sentences stand in their order."""
    size = Size(users=40, projects=1, chats=0, per_second=1000)
    sentences = [f"zdanie {number}" for number in range(8)]
    async with fleet(size, settings, tmp_path, processes=3, seed=5) as ships:
        people = [user.person for user in ships.here.users]
        for words in ("/ryzyko", *sentences):
            for person in people:
                await person.say(words)
        await ships.here.at_rest()
        said = await texts(settings)
        await ships.stop()
    assert said == ["\n".join(sentences)] * len(people)


async def texts(settings: Settings) -> list[str]:
    """What each dialog about a risk holds."""
    database = Database(settings.database_url)
    async with database.transaction() as session:
        assert (await session.exec(select(Risk))).all() == []
        drafts = [dialog.draft for dialog in (await session.exec(select(Dialog))).all() if dialog.flow == "risk"]
    await database.close()
    return [draft["text"] for draft in drafts]


@on_postgresql
async def test_the_one_that_sends_is_replaced_soon_and_does_no_harm_when_it_thaws(
    settings: Settings, tmp_path: Path
) -> None:
    """Frozen while it sends: another goes on within fifteen seconds, and what it held is sent by that one alone."""
    async with fleet(Size(users=2, projects=1, chats=300), settings, tmp_path, processes=2, seed=6) as ships:
        here = ships.here
        while sum(asked_in(somebody, WEEK) for somebody in here.everybody) < 60:
            await asyncio.sleep(0.02)
        first = await ships.on_duty()
        frozen_at = time.monotonic()
        ships.bots[first].send_signal(signal.SIGSTOP)
        here.kills.append(here.now())
        ships.ports.remove(first)
        assert await ships.on_duty() != first
        took = time.monotonic() - frozen_at
        await here.all_are_asked(WEEK)
        ships.bots[first].send_signal(signal.SIGCONT)
        ships.ports.append(first)
        await ships.are_ready()
        found = await here.at_rest()
        doubled = doubles(here, found.letters)
        assert [await ships.says(port) for port in ships.ports] == ["on duty", "standing by"]
        await ships.stop()
    say(f"another one sent after {took:.1f} s; {len(doubled)} messages in flight arrived twice")
    assert took < LOST_AFTER
    assert all(double.kill is not None and double.kill - double.message.sent < IN_FLIGHT_FOR for double in doubled)


@on_postgresql
async def test_the_one_that_is_cut_off_from_the_database_is_replaced_too(settings: Settings, tmp_path: Path) -> None:
    """It reaches Telegram still, but sends no more than it had in hand; then it is one of them again."""
    size = Size(users=2, projects=1, chats=600)
    async with (
        Wire(settings.database_url).laid() as one,
        Wire(settings.database_url).laid() as other,
        fleet(size, settings, tmp_path, processes=2, seed=8, wires=[one.address, other.address]) as ships,
    ):
        here = ships.here
        while sum(asked_in(somebody, WEEK) for somebody in here.everybody) < 60:
            await asyncio.sleep(0.02)
        first = await ships.on_duty()
        wire = one if ships.wires[first] == one.address else other
        wire.cut()
        cut_at, before = time.monotonic(), len(here.server.calls)
        ships.ports.remove(first)
        assert await ships.on_duty() != first
        took = time.monotonic() - cut_at
        sent_meanwhile = len(here.server.calls) - before
        await here.all_are_asked(WEEK)
        wire.mend()
        ships.ports.append(first)
        await ships.are_ready()
        found = await here.at_rest()
        doubled = doubles(here, found.letters)
        assert [await ships.says(port) for port in ships.ports] == ["on duty", "standing by"]
        await ships.stop()
    say(
        f"another one sent after {took:.1f} s; the one that was cut off had sent {sent_meanwhile} more, "
        f"{len(doubled)} of them arrived twice"
    )
    assert took < LOST_AFTER
    assert len(doubled) <= IN_FLIGHT
