"""Announcements under fire: killed while sending, two processes, stopped and corrected in the middle, refusals."""

import asyncio
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot import app
from bot.delivery.courier import IN_FLIGHT
from bot.limits import Limits as PaceLimits
from bot.playground import Fault, Limits, Person
from bot.settings import Settings
from jobs import announce
from models import announcement as announcements
from models.announcement import Announcement, AnnouncementCopy, Filter
from models.calendar import Clock
from models.database import Database
from models.mail.outbox import Letter, State
from models.people import person as people
from models.people.commune import commune_named
from models.people.permission import Role
from tests import processes
from tests.at_once import two_processes
from tests.conftest import TUESDAY, Town, on_both_engines, where_it_races
from tests.fire.kill_harness import FRIDAY, KillHarness, Size, kill_harness
from tests.rows import certain

EIGHT = FRIDAY.replace(hour=8, minute=15)
"""Nobody is asked for a status until nine."""
WORDS = "Sprawozdania do piątku"
CORRECTED = "Sprawozdania do czwartku"


def got(person: Person, words: str) -> int:
    """How many of their messages say so now."""
    return sum(words in message.text for message in person.chat.messages.values())


# --- killed ----------------------------------------


async def owe(settings: Settings, at: datetime) -> None:
    """Jan of the Office has just told everybody something."""
    database = await app.prepare(settings, Clock(settings.zone, "PL", now=lambda: at))
    async with database.transaction() as session:
        jan = await people.add_person(session, telegram_id=1, name="Jan Kowalski", language="pl", now=at)
        await people.join(session, jan, role=Role.OFFICE, commune_id=None, now=at)
        audience = Filter(roles=list(Role)).model_dump(mode="json")
        new = Announcement(author_id=jan.id, text=WORDS, audience=audience, send_at=at, created_at=at)
        await announcements.announce(session, new)
    await database.close()


def reached_by(here: KillHarness) -> int:
    """How many have got it so far."""
    return sum(got(person, WORDS) > 0 for person in here.everybody)


@on_both_engines
@pytest.mark.parametrize("rounds", [1, pytest.param(6, marks=pytest.mark.fire)], ids=["a few times", "many times"])
async def test_killed_while_sending(settings: Settings, tmp_path: Path, rounds: int) -> None:
    """Everybody has exactly one, but for those in flight at a kill."""
    began = time.monotonic()
    size = Size(users=1, projects=1, chats=220 if rounds == 1 else 1500, per_second=60)
    async with kill_harness(size, settings, tmp_path, seed=5) as here:
        here.let_it_be(EIGHT)
        await owe(settings, EIGHT)
        here.server.faults.add(Fault("delay_after", method="sendMessage", rate=0.3, seconds=0.1))
        dooms = ["before a job's commit", "", "sent", "mid-send", "marking"] * rounds
        reached = await here.kill_often(
            dooms, reached=lambda: reached_by(here), more=len(here.everybody) // (len(dooms) + 1)
        )
        before = reached_by(here)
        bot = await here.start()
        async with asyncio.timeout(60):
            while not all(got(person, WORDS) for person in here.everybody):
                await asyncio.sleep(0.1)
        await here.at_rest()
        bot.terminate()
        await bot.wait()
    database = Database(settings.database_url)
    async with database.transaction() as session:
        joined = select(AnnouncementCopy, Letter).join(Letter, col(Letter.id) == AnnouncementCopy.letter_id)
        copies = (await session.exec(joined)).all()
    await database.close()
    known = {(letter.chat_id, letter.message_id) for _, letter in copies}
    doubled = here.doubled(WORDS, known)
    print(  # noqa: T201
        f"\n{len(here.everybody)} people, {len(here.kills)} kills {dict(reached)}, {before} reached before the last "
        f"start; lost=0, doubled={doubled.total()} (at most {max(doubled.values(), default=0)} by one kill, "
        f"{IN_FLIGHT} may be); {time.monotonic() - began:.0f} s"
    )
    assert 0 < before < len(here.everybody), "it was killed in the middle"
    assert sorted(letter.chat_id for _, letter in copies) == sorted(person.id for person in here.everybody)
    assert {letter.state for _, letter in copies} == {State.SENT}
    assert None not in doubled, "doubled though it was not in flight"
    assert max(doubled.values(), default=0) <= IN_FLIGHT
    assert "Traceback" not in here.log.read_text()


# --- a town in which it is sent ----------------------------------------


async def crowd(town: Town, size: int, *, per_second: int = 1000) -> tuple[Person, list[Person]]:
    """Jan of the Office and so many others; so many messages a second get through."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    others = [Person(town.world, f"Osoba{each}", last_name="Nowak") for each in range(size)]
    async with town.database.transaction() as session:
        home = certain(await commune_named(session, "Skawina"))
        rows = [people.Person(telegram_id=each.id, name=each.user.name, created_at=TUESDAY) for each in others]
        session.add_all(rows)
        await session.flush()
        for each, row in zip(others, rows, strict=True):
            town.world.let_in(each.user)
            people.consent(row, version=town.settings.the_association.rodo.version, now=TUESDAY)
            session.add(people.Membership(person_id=row.id, commune_id=home.id, role=Role.COORDINATOR, since=TUESDAY))
    town.limits = PaceLimits(per_second=per_second, spacing=0.001)
    town.server.limits = Limits(overall=per_second, paid=per_second, per_second=1000)
    await town.restart()
    return jan, others


async def announces(jan: Person, words: str = WORDS) -> None:
    """Jan tells everybody."""
    await jan.say(f"/ogloszenie {words}")
    await jan.tap("➡️ Podgląd")
    await jan.tap("📣 Wyślij teraz")


async def until(town: Town, others: list[Person], number: int) -> None:
    """So many have got it; nobody waits for the bot to be still any more."""
    town.world.settle, town.world.patience = None, 0.0
    await town.app.timetable.tick()
    async with asyncio.timeout(30):
        while sum(got(person, WORDS) for person in others) < number:
            await asyncio.sleep(0.005)


async def at_rest(town: Town) -> None:
    """Everything is written and sent."""
    for minutes in range(1, 6):
        await town.move_to(TUESDAY + timedelta(minutes=minutes))


@where_it_races
async def test_two_processes_send_at_once(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """In chunks, each written by one of them; neither stumbles over the other."""
    jan, others = await crowd(town, 450)
    await announces(jan)
    async with two_processes(town, (announce.job,)) as tick:
        for _ in range(4):
            await tick()
    assert [got(person, WORDS) for person in others] == [1] * len(others)
    assert "Dotarło do 450 osób" in jan.screen()
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


@where_it_races
async def test_three_processes_send_while_the_bot_does(town: Town) -> None:
    """``python -m bot job`` three times, each a process of its own."""
    jan, others = await crowd(town, 450)
    await announces(jan)
    three = processes.three_at_once("announce", "--now", f"{TUESDAY:%Y-%m-%dT%H:%M}", on=town.settings.database_url)
    while any(process.returncode is None for process in three):
        await town.app.timetable.tick()
        await asyncio.sleep(0.01)
    assert [process.returncode for process in three] == [0, 0, 0]
    await at_rest(town)
    assert [got(person, WORDS) for person in others] == [1] * len(others)


@where_it_races
async def test_stopped_in_the_middle(town: Town) -> None:
    """Nothing more goes out but what was in flight, and the card says how many had gone."""
    jan, others = await crowd(town, 300, per_second=150)
    await announces(jan)
    await until(town, others, 60)
    card = next(message for message in reversed(jan.messages) if "Wysłano" in message.text)
    await jan.tap("✋ Zatrzymaj wysyłkę", on=card)
    async with asyncio.timeout(10):
        while "Zatrzymane" not in jan.screen():
            await asyncio.sleep(0.005)
    stopped_at = sum(got(person, WORDS) for person in others)
    await town.settled()
    await at_rest(town)
    arrived = sum(got(person, WORDS) for person in others)
    print(f"\nstopped: {stopped_at} had arrived when the card said so, {arrived} in the end, of {len(others)}")  # noqa: T201
    assert 60 <= stopped_at <= arrived <= stopped_at + IN_FLIGHT < 200
    assert f"Wysłano: {arrived}, nie wysłano: {300 - arrived}" in jan.screen()
    assert max(got(person, WORDS) for person in others) == 1


@where_it_races
async def test_corrected_while_sending(town: Town) -> None:
    """Everybody ends with the new words, once: who had the old ones, who was about to get them, who was not written."""
    jan, others = await crowd(town, 450, per_second=150)
    await announces(jan)
    await until(town, others, 60)
    await jan.tap("✏️ Popraw treść")
    await jan.waits_for("Napisz nową treść")
    await jan.say(CORRECTED)
    await jan.waits_for("Poprawione: nowa treść")
    old = sum(got(person, WORDS) for person in others)
    await town.settled()
    await at_rest(town)
    print(f"\ncorrected when {old} of {len(others)} had the old words")  # noqa: T201
    assert 60 <= old < 400
    assert [got(person, CORRECTED) for person in others] == [1] * len(others)
    assert sum(got(person, WORDS) for person in others) == 0
    assert "Dotarło do 450 osób" in jan.screen()


async def test_a_caption_is_corrected_while_sending(town: Town) -> None:
    """A picture keeps its place, its words change."""
    jan, others = await crowd(town, 120, per_second=100)
    await jan.send_photo(f"/ogloszenie {WORDS}")
    await jan.tap("➡️ Podgląd")
    await jan.tap("📣 Wyślij teraz")
    await until(town, others, 20)
    await jan.tap("✏️ Popraw treść")
    await jan.waits_for("Napisz nową treść")
    await jan.say(CORRECTED)
    await jan.waits_for("Poprawione: nowa treść")
    await town.settled()
    await at_rest(town)
    assert [got(person, CORRECTED) for person in others] == [1] * len(others)
    assert all("photo" in person.messages[-1].content for person in others)


async def test_blocked_and_too_fast(town: Town) -> None:
    """Who has blocked the bot is named, who was held back gets it once, and the rest does not wait for them."""
    jan, others = await crowd(town, 30)
    await others[3].block()
    for number in (5, 6):
        town.server.faults.add(Fault("429", method="sendMessage", chat=others[number].id, times=2, seconds=0.2))
    town.server.faults.add(Fault("502", method="sendMessage", chat=others[8].id, times=2))
    await announces(jan)
    await at_rest(town)
    assert [got(person, WORDS) for person in others] == [number != 3 for number in range(30)]
    assert "Dotarło do 29 osób · nie dotarło: Osoba3 Nowak (bot zablokowany)" in jan.screen()


@where_it_races
async def test_acknowledged_while_it_is_corrected(town: Town) -> None:
    """Fifty say at once that they have read it; each counts once and sees the new words with the mark."""
    jan, others = await crowd(town, 50)
    await jan.say(f"/ogloszenie {WORDS}")
    await jan.tap("☐ Poproś o potwierdzenie")
    await jan.tap("➡️ Podgląd")
    await jan.tap("📣 Wyślij teraz")
    await at_rest(town)
    await jan.tap("✏️ Popraw treść")
    town.world.settle, town.world.patience = None, 0.0
    taps = [person.tap("✅ Przeczytane", on=person.messages[-1]) for person in others * 2]
    await asyncio.gather(jan.say(CORRECTED), *taps, town.app.timetable.tick())
    await town.settled()
    await at_rest(town)
    assert [got(person, CORRECTED) for person in others] == [1] * 50
    assert [got(person, "Potwierdzone wt. 24.11") for person in others] == [1] * 50
    assert "Przeczytane: 50/50" in jan.screen()
    toasts = Counter(query.answer["text"] for query in town.world.queries.values() if query.answer)
    assert (toasts["Dziękuję, zapisane."], toasts["Ten przycisk jest już nieaktualny."]) == (50, 50)
