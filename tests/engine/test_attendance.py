"""Taking attendance: many tick at once, codes are each delegate's own, lists as files, queries that do not grow."""

import asyncio
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlmodel import select

from bot.playground import Person
from models.announcement import Announcement
from models.forum import attendance, forum_commune
from models.forum.delegate import Delegate, State
from models.forum.forum import Forum
from models.people.commune import all_communes
from models.people.permission import Role
from models.people.person import Person as Row
from tests.conftest import WARSAW, Town, on_both_engines, on_sqlite
from tests.engine.test_queries import Path
from tests.rows import a_forum, certain, every

STARTS_AT = datetime(2026, 12, 10, 10, tzinfo=WARSAW)
PATH = {
    "[🔢 Mój kod]": 7,
    "[🪑 Obecność]": 10,
    "a tick": 13,
    "a code": 13,
    "a part of a name": 6,
    "[📄 Lista PDF]": 10,
    "[📊 Excel]": 10,
    "[➕ Spoza listy]": 5,
    "a newcomer": 5,
    "their commune": 13,
    "[✅ Gotowe]": 7,
    "[📎 Materiały]": 9,
    "a text": 4,
    "[➡️ Podgląd]": 7,
    "[📣 Wyślij]": 12,
}


async def at_the_door(town: Town, *, size: int = 2) -> tuple[Person, Person]:
    """Jan and Maria of the Office, half an hour before a forum to which each of so many communes sends so many people
    and a guest."""
    jan, maria = [await town.meets(name, Role.OFFICE) for name in ("Jan Kowalski", "Maria Wolska")]
    async with town.database.transaction() as session:
        communes = (await all_communes(session))[:size]
    for commune in communes:
        for n in range(size):
            await town.meets(f"{commune.name.replace(' ', '')}{n} Osoba", Role.SPECIALIST, commune.name)
    async with town.database.transaction() as session:
        people = (await session.exec(select(Row).order_by(Row.id))).all()[2:]  # type: ignore[arg-type]
        now = town.clock.now().astimezone(UTC)
        starts_at = STARTS_AT.astimezone(UTC)
        new = a_forum(now, starts_at=starts_at, place="=Biuro", answer_by=now, sent_at=now, delivered_at=now)
        await forum_commune.call(session, new, commune_ids=[commune.id for commune in communes])
        for number, person in enumerate(people):
            commune = communes[number // size]
            of: dict[str, Any] = {"forum_id": new.id, "commune_id": commune.id, "state": State.ACCEPTED}
            session.add(Delegate(person_id=person.id, reminded_at=now, **of))
            if number % size == 0:
                session.add(Delegate(guest_name="=Adam Pytel", guest_function="=projektant", reminded_at=now, **of))
    await town.move_to(STARTS_AT - timedelta(minutes=30))
    for of_office in (jan, maria):
        await of_office.say("/fora")
        await of_office.tap("Forum")
    return jan, maria


async def those_there(town: Town) -> list[Delegate]:
    return [one for one in await every(town, select(Delegate)) if one.attended_at is not None]


def data_of(person: Person, label: str) -> str:
    buttons = (button for row in person.messages[-1].buttons for button in row)
    return str(next(button["callback_data"] for button in buttons if label in button["text"]))


# --- ticking ----------------------------------------


@on_both_engines
async def test_two_people_who_tick_the_same_one_at_once_do_not_untick_them(town: Town) -> None:
    jan, maria = await at_the_door(town)
    both = (jan, maria)
    for person in both:
        await person.tap("🪑 Obecność")
    taps = [person.tap_data(data_of(person, "☐"), on=person.messages[-1]) for person in (*both, *both)]
    await asyncio.gather(*taps)
    await town.settled()
    assert len(await those_there(town)) == 1
    for person in both:
        person.sees("Obecnych: 1 z 6")
        card = next(message for message in reversed(person.messages) if "📊" in message.text)
        assert "🪑 1" in card.text


@on_both_engines
async def test_everybody_sees_how_it_stands_after_their_own_tap(town: Town) -> None:
    jan, maria = await at_the_door(town)
    both = (jan, maria)
    for person in both:
        await person.tap("🪑 Obecność")
    labels = ["Osoba", "Adam Pytel"]
    boxes = [
        (person, next(b["callback_data"] for row in person.messages[-1].buttons for b in row if label in b["text"]))
        for person, label in zip(both, labels, strict=True)
    ]
    await asyncio.gather(*(person.tap_data(data, on=person.messages[-1]) for person, data in boxes))
    await town.settled()
    seen = sorted(int(found[1]) for p in both if (found := re.search(r"Obecnych: (\d) z 6", p.messages[-1].text)))
    assert seen == [1, 2]
    for person in both:
        card = next(message for message in reversed(person.messages) if "📊" in message.text)
        assert "🪑 2" in card.text


async def test_nobody_of_another_forum_is_ticked(town: Town) -> None:
    jan, _ = await at_the_door(town)
    await jan.tap("🪑 Obecność")
    async with town.database.transaction() as session:
        now = town.clock.now().astimezone(UTC)
        other = Forum(title="Inne", starts_at=now, answer_by=now, send_at=now, called_by_id=1, created_at=now)
        await forum_commune.call(session, other, commune_ids=[])
        stranger = Delegate(forum_id=other.id, guest_name="Obcy", state=State.ACCEPTED)
        session.add(stranger)
    version, tag, stamp, _, here = data_of(jan, "☐").split("|")
    await jan.tap_data("|".join((version, tag, stamp, str(stranger.id), here)), on=jan.messages[-1])
    jan.sees_toast("nieaktualny")
    assert await those_there(town) == []


async def test_a_forum_called_off_meanwhile_has_no_attendance(town: Town) -> None:
    jan, maria = await at_the_door(town)
    piotr = next(person for person in town.people.values() if person not in (jan, maria))
    await code_of(town, piotr)
    await jan.tap("🪑 Obecność")
    async with town.database.transaction() as session:
        [forum] = (await session.exec(select(Forum))).all()
        forum.cancelled_at = town.clock.now().astimezone(UTC)
    await jan.tap("☐")
    jan.sees("To spotkanie zostało przesunięte lub odwołane")
    assert await those_there(town) == []
    await maria.tap("🪑 Obecność")
    maria.sees_toast("nieaktualny")
    await piotr.tap("🔢 Mój kod")
    piotr.sees_toast("nieaktualny")


# --- codes ----------------------------------------


async def code_of(town: Town, person: Person) -> str:
    await person.say("/fora")
    await person.tap("Forum")
    await person.tap("🔢 Mój kod")
    found = certain(re.search(r"Twój kod: (\d{4})\.", person.messages[-1].text))
    return found[1]


@on_both_engines
async def test_the_code_that_a_delegate_tells_ticks_them(town: Town) -> None:
    jan, maria = await at_the_door(town)
    everybody = [person for name, person in town.people.items() if person not in (jan, maria)]
    codes = [await code_of(town, person) for person in everybody]
    assert len(set(codes)) == 4
    assert [await code_of(town, person) for person in everybody] == codes
    await jan.tap("🪑 Obecność")
    await jan.say(codes[2])
    jan.sees(f"☑ {town_of(everybody[2])}")
    jan.sees("Obecnych: 1 z 6")
    await maria.tap("🪑 Obecność")
    await maria.say(codes[2])
    maria.sees("obecność jest zaznaczona już od 9:30")
    unknown = next(code for code in map("{:04}".format, range(attendance.CODES)) if code not in codes)
    await maria.say(unknown)
    maria.sees(f"Kodu {unknown} nie ma na tej liście.")
    [there] = await those_there(town)
    assert there.code == codes[2]


def town_of(person: Person) -> str:
    return str(person.user.first_name)[:5]


@on_both_engines
async def test_codes_given_at_once_are_all_different(town: Town) -> None:
    await at_the_door(town)
    async with town.database.transaction() as session:
        [forum] = (await session.exec(select(Forum))).all()
        crowd = [Delegate(forum_id=forum.id, guest_name=f"Gość {n}") for n in range(attendance.CODES - 4)]
        session.add_all(crowd)
        await session.flush()
        await attendance.give_codes(session, crowd)
    everybody = [person for person in town.people.values() if person.user.first_name not in ("Jan", "Maria")]
    for person in everybody:
        await person.say("/fora")
        await person.tap("Forum")
    await asyncio.gather(*(person.tap("🔢 Mój kod") for person in everybody))
    await town.settled()
    codes = {found[1] for p in everybody if (found := re.search(r"kod: (\d{4})", p.messages[-1].text))}
    assert len(codes) == 4
    assert not codes & {one.code for one in crowd}


async def test_nobody_is_told_the_code_of_another(town: Town) -> None:
    await at_the_door(town)
    one, other = [person for person in town.people.values() if person.user.first_name not in ("Jan", "Maria")][:2]
    await one.say("/fora")
    await one.tap("Forum")
    await other.say("/fora")
    await other.tap("Forum")
    await other.tap_data(data_of(one, "🔢 Mój kod"), on=other.messages[-1])
    assert "kod:" not in other.messages[-1].text


# --- files ----------------------------------------


async def test_the_lists_have_everybody_once_and_when_they_came(town: Town) -> None:
    jan, _ = await at_the_door(town)
    await jan.tap("🪑 Obecność")
    await jan.tap("☐")
    for label in ("📄 Lista PDF", "📊 Excel"):
        await jan.tap(label)
    paper, sheet = [file.data for file in jan.files]
    text = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    assert text.count("Osoba") == 4 and text.count("=Adam Pytel") == 2
    assert text.count("specjalista") == 4 and text.count("=projektant") == 2
    assert "czw. 10.12.2026, 10:00–12:00" in text and "√ 9:30" in text and "√ 8:30" not in text
    _, *rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row[-1] for row in rows if row[-1] != ""] == [datetime(2026, 12, 10, 9, 30)]  # noqa: DTZ001
    assert [row[1] for row in rows].count("=Adam Pytel") == 2
    assert {row[4] for row in rows} == {"udział potwierdzony"}


# --- queries ----------------------------------------


@on_sqlite
@pytest.mark.parametrize("size", [2, 9])
async def test_queries_of_attendance_and_materials(town: Town, size: int) -> None:
    jan, _ = await at_the_door(town, size=size)
    path = Path()

    piotr = next(person for person in town.people.values() if person.user.first_name not in ("Jan", "Maria"))
    code = await code_of(town, piotr)
    await path.count("[🔢 Mój kod]", piotr.tap("🔢 Mój kod"))
    await path.count("[🪑 Obecność]", jan.tap("🪑 Obecność"))
    await path.count("a tick", jan.tap("☐"))
    await path.count("a code", jan.say(code))
    await path.count("a part of a name", jan.say("osoba"))
    await path.count("[📄 Lista PDF]", jan.tap("📄 Lista PDF"))
    await path.count("[📊 Excel]", jan.tap("📊 Excel"))
    await path.count("[➕ Spoza listy]", jan.tap("➕ Spoza listy"))
    await path.count("a newcomer", jan.say("Ewa Lis, radna"))
    await path.count("their commune", jan.tap("Biuro lub spoza gmin"))
    await path.count("[✅ Gotowe]", jan.tap("✅ Gotowe"))
    await jan.say("/fora")
    await jan.tap("Forum")
    await path.count("[📎 Materiały]", jan.tap("📎 Materiały"))
    await path.count("a text", jan.say("Protokół"))
    await path.count("[➡️ Podgląd]", jan.tap("➡️ Podgląd"))
    await path.count("[📣 Wyślij]", jan.tap("📣 Wyślij"))
    assert path == PATH


# --- materials ----------------------------------------


@on_both_engines
async def test_two_taps_at_once_send_the_materials_once(town: Town) -> None:
    jan, _ = await at_the_door(town)
    await jan.tap("📎 Materiały")
    await jan.say("Protokół")
    await jan.tap("➡️ Podgląd")
    data = data_of(jan, "📣 Wyślij")
    await asyncio.gather(*(jan.tap_data(data, on=jan.messages[-1]) for _ in range(2)))
    await town.settled()
    [sent] = await every(town, select(Announcement))
    assert sent.forum_id is not None and sent.text == "Protokół"
