"""The bot was away for longer than Telegram keeps taps: who was in the middle is told once, and led back."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import app as composition
from bot.app import App
from bot.demo.town import UNHURRIED
from bot.ops.backup import back_up, restore
from bot.playground import Person
from bot.timetable import run_once
from bot.updates import presence
from jobs import outage_over
from models import numbering, outage
from models.database import Database
from models.db import lease
from models.outage import Outage
from models.people.permission import Role
from models.people.person import end_membership, members
from models.setting import Setting
from tests.at_once import tapping
from tests.conftest import Town, on_both_engines, on_postgresql, on_sqlite
from tests.engine.test_courier import letters
from tests.engine.test_queries import counted
from tests.engine.test_webhook import is_pushed_to
from tests.ports import free_port
from tests.rows import telling

MINUTE = timedelta(minutes=1)
AWAY, ASK_AGAIN = "Nie było mnie od", "🔁 Powtórz pytanie"


async def is_there(town: Town) -> None:
    """The bot has heard from Telegram, and that is written down."""
    async with asyncio.timeout(20):
        while not town.app.presence.is_there:
            await asyncio.sleep(0.005)


async def goes_away(town: Town, pause: timedelta, meanwhile: Callable[[], object] = lambda: None) -> None:
    """The bot ends, and begins again so much later; what was tapped in between may have been lost."""
    await is_there(town)
    meanwhile()
    await town.be_away_until(town.clock.now() + pause)


def later(town: Town, pause: timedelta) -> datetime:
    moment = town.clock.now() + pause
    town.clock.now = lambda: moment
    return moment


async def settles(town: Town) -> None:
    """What is owed for it is written and sent."""
    await town.wait(outage_over.SETTLES)


async def in_the_middle(town: Town, name: str = "Anna Nowak", language: str = "pl") -> Person:
    """Somebody is asked how serious a risk is."""
    person = await town.meets(name, Role.COORDINATOR, "Niepołomice", language=language)
    await person.say("/ryzyko Osuwisko")
    person.sees("Jak poważne?" if language == "pl" else "How serious")
    return person


def told(person: Person) -> list[str]:
    """What they were told of absences."""
    return [message.text for message in person.messages if AWAY in message.text or "I was away" in message.text]


async def untold(town: Town) -> Outage | None:
    async with town.database.transaction() as session:
        return await outage.untold(session)


async def test_who_was_asked_something_is_told_and_can_answer(town: Town) -> None:
    anna = await in_the_middle(town)
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    question = anna.messages[-1]
    await goes_away(town, 10 * MINUTE, tapping(anna, "Krytyczne"))
    assert told(anna) == []
    await settles(town)
    assert told(anna) == [
        "🔌 Nie było mnie od wt. 24.11, 9:59 do wt. 24.11, 10:10. Przyciski dotknięte w tym czasie mogły nie"
        " zadziałać.\nNadal otwarte: zgłoszenie zagrożenia."
    ]
    assert anna.messages[-1].reply_to is question and told(jan) == []
    await anna.tap("Krytyczne")
    anna.sees("Zagrożenie R-1 zgłoszone")


async def test_one_tap_asks_the_question_anew(town: Town) -> None:
    anna = await in_the_middle(town)
    await goes_away(town, 10 * MINUTE)
    await settles(town)
    await anna.tap(ASK_AGAIN)
    assert "Jak poważne?" in anna.messages[-1].text
    await anna.tap("Krytyczne")
    anna.sees("Zagrożenie R-1 zgłoszone")


@pytest.mark.parametrize("pause", [timedelta(seconds=3), MINUTE, outage.TAPS_LIVE])
async def test_what_telegram_has_kept_needs_no_word(town: Town, pause: timedelta) -> None:
    anna = await in_the_middle(town)
    await goes_away(town, pause, tapping(anna, "Krytyczne"))
    await settles(town)
    assert told(anna) == [] and await untold(town) is None
    anna.sees("Zagrożenie R-1 zgłoszone")


async def test_a_crash_seems_no_longer_than_it_was(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was noted last is as old as it can be when the process is killed; a minute later it is there again."""
    anna = await in_the_middle(town)
    await is_there(town)
    monkeypatch.setattr(presence.Presence, "end", killed)
    await goes_away(town, MINUTE + presence.NOTE_EVERY + timedelta(seconds=25))
    await settles(town)
    assert told(anna) == []


async def killed(_presence: presence.Presence, _within: timedelta) -> None:
    """Nothing more is written down."""


async def test_after_a_day_messages_are_lost_too(town: Town) -> None:
    anna = await in_the_middle(town, language="en")
    await goes_away(town, timedelta(hours=25))
    await settles(town)
    [said] = told(anna)
    assert "Messages and taps of that time may not have reached me." in said


async def test_at_night_it_makes_no_sound(town: Town) -> None:
    anna = await in_the_middle(town)
    await goes_away(town, timedelta(hours=12))
    await settles(town)
    *_, letter = await letters(town)
    assert len(told(anna)) == 1 and letter.arguments["disable_notification"]


async def test_who_has_no_open_question_is_told_nothing(town: Town) -> None:
    """Nobody with no dialog, one put aside, one that lies since the day before yesterday, one answered since."""
    none = await town.meets("Jan Kowalski", Role.OFFICE)
    lies = await in_the_middle(town, "Piotr Zając")
    await town.wait(timedelta(days=1, minutes=1))
    aside = await in_the_middle(town)
    await aside.say("/status")
    answered = await in_the_middle(town, "Olga Wilk")
    await goes_away(town, 10 * MINUTE, lambda: answered.world.write(answered.user, answered.chat, {"text": "Pilne"}))
    await settles(town)
    assert [told(person) for person in (none, lies, aside, answered)] == [[], [], [], []]
    assert await untold(town) is None


async def test_who_may_not_go_on_is_told_nothing(town: Town) -> None:
    """Neither who has left while the bot was away nor who leaves before it is sent."""
    anna, olga = await in_the_middle(town), await in_the_middle(town, "Olga Wilk")
    piotr = await town.meets("Piotr Zając", Role.SPECIALIST, "Niepołomice")
    await piotr.say("/ustawienia")
    await piotr.tap("☎️")
    await goes_away(town, 10 * MINUTE)
    await leaves(town, "Anna Nowak")
    await leaves(town, "Piotr Zając")
    later(town, outage_over.SETTLES)
    await run_once(outage_over.job, town.database, town.app.services)
    await leaves(town, "Olga Wilk")
    town.app.courier.look()
    await town.settled()
    assert told(anna) == told(olga) == told(piotr) == []


async def leaves(town: Town, name: str) -> None:
    async with town.database.transaction() as session:
        [member] = [member for member in await members(session) if member.person.name == name]
        await end_membership(session, member, now=town.clock.now())


# --- Telegram is away, the bot is not ----------------------------------------


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """So many seconds that have passed by the clock which nobody can set."""
    passed = [0.0]
    monkeypatch.setattr(presence, "seconds", lambda: lease.seconds() + sum(passed))
    return passed


@pytest.mark.parametrize(("pause", "times"), [(10 * MINUTE, 1), (MINUTE, 0)])
async def test_a_bot_that_cannot_reach_telegram_is_away_too(
    town: Town, hand: list[float], pause: timedelta, times: int
) -> None:
    anna = await in_the_middle(town)
    await is_there(town)
    async with town.server.away():
        later(town, pause)
        hand.append(pause.total_seconds())
    await heard_again(town)
    await settles(town)
    assert len(told(anna)) == times
    if times:
        assert "od wt. 24.11, 10:00 do wt. 24.11, 10:10" in told(anna)[0]


async def heard_again(town: Town) -> None:
    before = town.app.presence._heard
    async with asyncio.timeout(20):
        while town.app.presence._heard == before:
            await asyncio.sleep(0.01)


async def test_a_clock_that_is_moved_is_no_absence(town: Town) -> None:
    """As in the demonstration."""
    anna = await in_the_middle(town)
    await town.wait(timedelta(hours=5))
    await goes_away(town, timedelta(seconds=3))
    await settles(town)
    assert told(anna) == []


async def test_a_bot_that_is_pushed_to_is_away_while_it_cannot_ask(
    town: Town, hand: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composition, "NOTE_EVERY", timedelta(seconds=0.05))
    await town.stop()
    town.settings.http_port = free_port()
    town.settings.bot_webhook_url = f"http://127.0.0.1:{town.settings.http_port}/telegram"
    await town.start()
    await is_pushed_to(town)
    anna = await in_the_middle(town)
    await is_there(town)
    async with town.server.away():
        await asyncio.sleep(0.2)
        later(town, 10 * MINUTE)
        hand.append(600)
    await heard_again(town)
    await settles(town)
    assert len(told(anna)) == 1


# --- once ----------------------------------------


@on_both_engines
async def test_many_processes_tell_it_once(town: Town) -> None:
    """They come out of it together, and tell of it together."""
    people = [await in_the_middle(town, f"Osoba{number} Nowak") for number in range(5)]
    await is_there(town)
    now = later(town, 10 * MINUTE)
    others = [Database(town.settings.database_url) for _ in range(3)]
    ended = await asyncio.gather(*(notes(database, now) for database in others))
    assert len([one for one in ended if one is not None]) == 1
    later(town, outage_over.SETTLES)
    await asyncio.gather(*(run_once(outage_over.job, database, town.app.services) for database in others * 2))
    for database in others:
        await database.close()
    town.app.courier.look()
    await town.settled()
    assert [len(told(person)) for person in people] == [1] * 5


async def notes(database: Database, now: datetime) -> Outage | None:
    async with database.transaction() as session:
        return await outage.note(session, at=now, silence=None)


@on_postgresql
async def test_two_bots_start_at_once(town: Town) -> None:
    """One is on duty; when it ends the other one has nothing to add."""
    anna = await in_the_middle(town)
    await is_there(town)
    await town.stop()
    later(town, 10 * MINUTE)
    started: list[App] = []
    over = asyncio.Event()

    async def one() -> None:
        running = composition.running(town.settings, town.clock, scheduled=False, limits=UNHURRIED)
        async with running as app:
            started.append(app)
            while not app.presence.is_there:
                await asyncio.sleep(0.01)
            await over.wait()

    first, second = (asyncio.create_task(one()) for _ in range(2))
    async with asyncio.timeout(30):
        while not started or not started[0].presence.is_there:
            await asyncio.sleep(0.01)
    town.app = started[0]
    await settles(town)
    over.set()
    await asyncio.gather(first, second)
    await town.start()
    await is_there(town)
    await settles(town)
    assert len(started) == 2 and len(told(anna)) == 1


@on_both_engines
async def test_killed_right_after_it_tells_all_the_same(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """After it was noted, and in the middle of telling."""
    monkeypatch.setattr(outage_over, "CHUNK", 2)
    monkeypatch.setattr(presence.Presence, "end", killed)
    people = [await in_the_middle(town, f"Osoba{number} Nowak") for number in range(5)]
    await goes_away(town, 10 * MINUTE)
    await goes_away(town, MINUTE)
    async with telling(town) as outgoing:
        assert await outage_over.run(outgoing) is not None
    await goes_away(town, MINUTE)
    await settles(town)
    await settles(town)
    assert [len(told(person)) for person in people] == [1] * 5


async def test_of_two_absences_in_a_row_people_are_told_as_of_one(town: Town) -> None:
    anna = await in_the_middle(town)
    await goes_away(town, 10 * MINUTE)
    await goes_away(town, 10 * MINUTE)
    await settles(town)
    [said] = told(anna)
    assert "od wt. 24.11, 9:59 do wt. 24.11, 10:20" in said
    await goes_away(town, 10 * MINUTE)
    await settles(town)
    assert len(told(anna)) == 2


# --- who cannot know ----------------------------------------


async def test_a_first_start_says_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does the first one of the version that knows of it."""
    anna = await in_the_middle(town)
    monkeypatch.setattr(presence.Presence, "end", killed)
    await is_there(town)
    async with town.database.transaction() as session:
        await session.delete(await session.get_one(Setting, "presence"))
    await goes_away(town, 10 * MINUTE)
    await settles(town)
    assert told(anna) == []


@on_sqlite
async def test_a_copy_that_was_put_back_does_not_know(town: Town, tmp_path: Path) -> None:
    """The bot was there all the while that the copy was not."""
    anna, file = await in_the_middle(town), town.settings.database_file
    await is_there(town)
    assert file is not None
    await back_up(file, tmp_path / "copy.db")
    await town.stop()
    await restore(tmp_path / "copy.db", file, town.clock.now())
    await town.be_away_until(town.clock.now() + 10 * MINUTE)
    await settles(town)
    assert told(anna) == []


@on_postgresql
async def test_a_dump_that_was_put_back_does_not_know(town: Town) -> None:
    anna = await in_the_middle(town)
    await is_there(town)
    async with town.database.transaction() as session:
        # of the tables from which the dump was made
        (await session.get_one(Setting, numbering.MADE)).value = {"oid": 1}
    await goes_away(town, 10 * MINUTE)
    await settles(town)
    assert told(anna) == []


@on_sqlite
@pytest.mark.parametrize("people", [2, 12])
async def test_queries_do_not_grow_with_people(town: Town, people: int) -> None:
    for number in range(people):
        await in_the_middle(town, f"Osoba{number} Nowak")
    await goes_away(town, 10 * MINUTE)
    later(town, outage_over.SETTLES)
    with counted() as statements:
        assert await run_once(outage_over.job, town.database, town.app.services) == people
    assert len(statements) <= 6
