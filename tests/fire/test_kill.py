"""kill -9 in mid-flight: no effect lost or doubled, no message lost, at most those in flight doubled (rules 1 and 2).

A message is in flight from its request until its outcome is committed. The courier has at most ``IN_FLIGHT`` of them,
so many may be doubled by a kill. Which were, and how long before it they had arrived, is found by comparing what lies
in the chats with what the outbox knows of.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.courier import IN_FLIGHT
from bot.playground import Fault
from bot.playground.things import Message
from bot.settings import Settings
from models.mail.outbox import Letter, State
from tests.conftest import on_both_engines
from tests.fire.kill_harness import FRIDAY, IN_FLIGHT_FOR, WEEK, Found, KillHarness, Size, asked_in, kill_harness
from tests.fire.killable_bot import POINTS
from tests.processes import Process

AT_RANDOM = ""
LIFE = 0.2, 2.2
"""Seconds from the start of a process to a kill at random; it needs about one to its first getUpdates."""
LONG_LIFE = 6.0
"""Seconds in which a named point is reached, or else the kill is one at random."""
OVERTAKEN = "a newer one changes the message"


@dataclass(frozen=True)
class Plan:
    """How often the bot is killed in each of the weeks."""

    weeks: int
    at_random: int
    at_each_point: int


async def besiege(size: Size, plan: Plan, settings: Settings, folder: Path, seed: int) -> None:
    """Live through the weeks, then look what is there."""
    began = time.monotonic()
    reached: Counter[str] = Counter()
    async with kill_harness(size, settings, folder, seed) as here:
        here.server.faults.add(Fault("delay_after", method="sendMessage", rate=0.3, seconds=0.15))
        for number in range(plan.weeks):
            here.let_it_be(FRIDAY + timedelta(weeks=number))
            bot = await one_week(here, plan, WEEK + number, reached)
            if number < plan.weeks - 1:
                await here.kill(bot)
        found = await here.at_rest()
        bot.terminate()
        await bot.wait()
        judge(here, plan, found, reached, time.monotonic() - began)


async def one_week(here: KillHarness, plan: Plan, week: int, reached: Counter[str]) -> Process:
    """Everybody is asked, the users answer, the bot dies again and again; the one that is left lives on."""
    async with asyncio.TaskGroup() as talking:
        for user in here.users:
            user.over.clear()
            talking.create_task(user.lives_through(week))
        dooms = [AT_RANDOM] * plan.at_random + [*POINTS] * plan.at_each_point
        here.chance.shuffle(dooms)
        for point in dooms:
            await kill_one(here, point, reached)
        bot = await here.start()
        for user in here.users:
            user.over.set()
    await here.all_are_asked(week)
    return bot


async def kill_one(here: KillHarness, point: str, reached: Counter[str]) -> None:
    """Start a bot and kill it, or have it kill itself at that point."""
    if point is AT_RANDOM:
        bot = await here.start()
        await asyncio.sleep(here.chance.uniform(*LIFE))
    else:
        bot = await here.start(point, str(here.chance.randint(1, 3)))
        try:
            await asyncio.wait_for(bot.wait(), LONG_LIFE)
        except TimeoutError:
            pass
        else:
            reached[point] += 1
    await here.kill(bot)


@dataclass(frozen=True)
class Double:
    """A message of which the outbox does not know, the next one in its chat of which it does, and the kill between."""

    message: Message
    again: Message | None
    kill: datetime | None


def doubles(here: KillHarness, letters: list[Letter]) -> list[Double]:
    known = {(letter.chat_id, letter.message_id) for letter in letters if letter.method.startswith("send_")}
    found = []
    for somebody in here.everybody:
        again: Message | None = None
        for message in reversed(somebody.chat.messages.values()):
            if (somebody.id, message.id) in known:
                again = message
            elif message.sender is here.world.me:
                until = again.sent if again is not None else message.sent
                found.append(Double(message, again, _kill_between(here, message.sent, until)))
    return found


def _kill_between(here: KillHarness, sent: datetime, again: datetime) -> datetime | None:
    """A request under way may arrive a little after the process that made it is gone."""
    return next((kill for kill in here.kills if sent - IN_FLIGHT_FOR / 2 <= kill <= again), None)


def _told(here: KillHarness, double: Double) -> str:
    sent = double.message.sent
    nearest = min((kill - sent for kill in here.kills), key=abs)
    again = double.again.sent - sent if double.again is not None else None
    return f"{double.message.text!r:.60}, again after {again}, nearest kill after {nearest}"


def say(*lines: str) -> None:
    print("", *lines, sep="\n    ")  # noqa: T201


def judge(here: KillHarness, plan: Plan, found: Found, reached: Counter[str], seconds: float) -> None:
    """Print the numbers and insist on each."""
    kills, deeds = len(here.kills), sum(user.deeds for user in here.users)
    sent = [letter for letter in found.letters if letter.state is State.SENT and letter.method.startswith("send_")]
    doubled = doubles(here, found.letters)
    there = {(m.chat.id, m.id) for somebody in here.everybody for m in somebody.chat.messages.values()}
    lost = [letter for letter in sent if (letter.chat_id, letter.message_id) not in there]
    ages = [double.kill - double.message.sent for double in doubled if double.kill is not None]
    per_kill = Counter(double.kill for double in doubled)
    taps = here.world.queries.values()
    say(
        f"{kills} kills in {seconds:.0f} s, of them {dict(sorted(reached.items()))}, the rest at random",
        f"{deeds} deeds, {sum(len(user.answers) for user in here.users)} statuses answered, "
        f"{plan.weeks * len(here.everybody)} prompts",
        f"{len(sent)} messages, lost={len(lost)}, doubled={len(doubled)} "
        f"(at most {max(per_kill.values())} by one kill; arrived at most {max(ages).total_seconds():.2f} s before it)",
        f"{sum(tap.answer is None for tap in taps)} of {len(taps)} taps without a toast",
    )
    states = Counter(letter.state for letter in found.letters)
    refusals = {letter.refusal for letter in found.letters if letter.state is not State.SENT}
    # of two changes of one message that wait together only the newer one is made
    assert set(states) <= {State.SENT, State.DROPPED} and refusals <= {OVERTAKEN}, (states, refusals)
    assert lost == []
    assert len(found.updates) == deeds and not any(update.failure for update in found.updates)
    assert found.answers == {user.person.id: user.answers for user in here.users}
    weeks = range(WEEK, WEEK + plan.weeks)
    assert all(asked_in(somebody, week) for somebody in here.everybody for week in weeks)
    assert [double for double in doubled if double.again is None] == [], "said, but not owed"
    assert [_told(here, double) for double in doubled if double.kill is None] == [], "doubled without a kill"
    assert max(ages) < IN_FLIGHT_FOR, "doubled though it was not in flight"
    assert max(per_kill.values()) <= IN_FLIGHT and len(doubled) <= kills * IN_FLIGHT
    assert "Traceback" not in here.log.read_text()


@on_both_engines
async def test_killed_at_random_instants_and_at_every_point(settings: Settings, tmp_path: Path) -> None:
    size = Size(users=5, projects=1, chats=300, per_second=150)
    await besiege(size, Plan(weeks=1, at_random=2, at_each_point=1), settings, tmp_path, seed=1)


@pytest.mark.fire
@on_both_engines
async def test_killed_hundreds_of_times(settings: Settings, tmp_path: Path) -> None:
    size = Size(users=20, projects=2, chats=300)
    weeks = 10 if settings.database_url.startswith("sqlite") else 2
    await besiege(size, Plan(weeks, at_random=20, at_each_point=1), settings, tmp_path, seed=2)
