"""The register in the chat: pages, forged taps, rights that end while it is read, the tables sent as files."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from python_calamine import CalamineWorkbook
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.conversation.buttons import PAGE, Choice
from bot.playground import Person as Phone
from bot.texts import LABEL_LIMIT, Texts, units
from handlers.risk.register.files import draw_matrix
from models.mail.sender import who_is
from models.people import person
from models.people.commune import all_fields
from models.people.permission import Role
from models.project import project
from models.risk import treatment
from models.risk.register import Placed, Whose
from models.risk.risk import Band, Category, Proximity, Response, Severity, State
from tests.conftest import TUESDAY, Town
from tests.rows import certain, loses_roles
from tests.unit.test_risk_register import raised

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HERE, THERE = "Niepołomice", "Skawina"


async def row_of(session: AsyncSession, phone: Phone) -> person.Somebody:
    known = certain(await who_is(session, phone.id))
    return known.person


def stamp(phone: Phone) -> str:
    """What marks the open question in its buttons."""
    return str(phone.messages[-1].buttons[-1][0]["callback_data"].split("|")[2])


async def test_pages_in_the_chat(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, HERE)
    async with town.database.transaction() as session:
        for _ in range(PAGE + 1):
            await raised(session, await row_of(session, anna))
    await anna.say("/ryzyka")
    anna.sees_button(f"R-{PAGE} ·")
    anna.sees_button("1/2")
    anna.sees_not(f"R-{PAGE + 1} ·")
    await anna.tap("▶️")
    anna.sees_button("2/2")
    await anna.tap(f"R-{PAGE + 1} ·")
    anna.sees(f"Zagrożenie R-{PAGE + 1}")
    await anna.tap("2/2")
    # what is narrowed begins with its first page
    await anna.say("klopot")
    anna.sees_button("1/2")
    await anna.tap("▶️")
    await anna.tap("✖️ Pokaż wszystkie")
    anna.sees_button("1/2")


async def test_a_long_name_leaves_the_number_and_what_it_is(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, HERE)
    async with town.database.transaction() as session:
        await raised(
            session, await row_of(session, anna), of="Przebudowa układu drogowego " * 7, likelihood=4, impact=5
        )
    await anna.say("/ryzyka")
    label = anna.messages[-1].buttons[0][0]["text"]
    assert label == "🔴 R-1 · Przebudowa układu…: Kłopot"
    assert units(label) <= LABEL_LIMIT


async def test_forged_taps_reach_nothing_that_is_not_offered(town: Town) -> None:
    """Another commune's risk, a part beyond one's rights, somebody whose name was not offered."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, HERE)
    marek = await town.meets("Marek Wilga", Role.COORDINATOR, THERE)
    async with town.database.transaction() as session:
        his = await row_of(session, marek)
        foreign = await raised(session, his, "Tajemnica", commune=THERE, owner_id=his.id)
    await anna.say("/ryzyka")
    anna.sees("Nie ma tu otwartych zagrożeń")
    await anna.tap("🔎 Filtry")
    await anna.tap_data(Choice.to(foreign.id).pack(stamp(anna)))
    anna.sees_toast("Ten przycisk jest już nieaktualny")
    await anna.tap_data(Choice.to(Whose.ALL, "part").pack(stamp(anna)))
    anna.sees_toast("Ten przycisk jest już nieaktualny")
    await anna.tap("Właściciel")
    await anna.tap_data(Choice.to(his.id).pack(stamp(anna)))
    anna.sees_toast("Ten przycisk jest już nieaktualny")
    await anna.tap("↩️ Do filtrów")
    await anna.tap("✅ Pokaż")
    anna.sees("Nie ma tu otwartych zagrożeń")
    assert "Wilga" not in anna.screen() and "R-1" not in anna.screen()


async def test_the_list_follows_the_rights(town: Town) -> None:
    """Who leaves the Office reads on in their commune only; who leaves that too reads no more."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Ola Mak", Role.OFFICE)
    await town.meets("Jan Kowalski", Role.SPECIALIST, HERE)
    async with town.database.transaction() as session:
        await raised(session, await row_of(session, jan), "Stary", commune=THERE)
        await raised(session, await row_of(session, jan), "Nowy")
    await jan.say("/ryzyka")
    await jan.tap("🔎 Filtry")
    await jan.tap("wszystkie gminy")
    await jan.tap("✅ Pokaż")
    jan.sees_button("R-1")
    await loses_roles(town, jan, Role.OFFICE)
    await jan.tap("R-1")
    jan.sees_toast("Do tego nie masz uprawnień")
    jan.sees_not("Stary")
    await jan.tap("🔎 Filtry")
    await jan.tap("✅ Pokaż")
    jan.sees_button("R-2")
    jan.sees_not("R-1")
    await loses_roles(town, jan, Role.SPECIALIST)
    await jan.tap("📊 Excel")
    jan.sees("Do tego nie masz uprawnień")
    assert jan.files == []


# --- the files ----------------------------------------


async def a_full_register(town: Town, phone: Phone) -> None:
    """One that says everything, and one that says hardly anything, in another commune."""
    async with town.database.transaction() as session:
        by = await row_of(session, phone)
        field = (await all_fields(session))[1]
        full = await raised(
            session, by, "=1+1\nBrak decyzji", of="P+R", severity=Severity.CRITICAL, category=Category.LEGAL,
            cause="@przyczyna", event="Zdarzenie", effect="Skutek", likelihood=5, impact=4, likelihood_after=1,
            impact_after=1, proximity=Proximity.MONTH, response=Response.REDUCE, owner_id=by.id, taken_by_id=by.id,
            taken_at=TUESDAY, state=State.TAKEN,
        )  # fmt: skip
        for due in (date(2026, 12, 10), date(2026, 12, 1)):
            await treatment.add(session, full.id, text="Ponaglić", due=due, by=by, now=TUESDAY)
        done = await treatment.add(session, full.id, text="Mapy", due=date(2026, 11, 25), by=by, now=TUESDAY)
        done.done_on = TUESDAY.date()
        (await session.get_one(project.Project, full.project_id)).field_id = field.id
        await raised(session, by, "Skromne", commune=THERE)


def cells(file: bytes, at: int = 0) -> list[list[Any]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(at)
    return [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)]


async def test_the_tables_hold_the_list_in_the_readers_language(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await a_full_register(town, jan)
    await jan.say("/ryzyko R-1")
    await jan.tap("✅ Zamknij")
    await jan.say("=Koniec")
    await jan.say("/ryzyka")
    for button in ("🔎 Filtry", "☐ także zamknięte", "✅ Pokaż", "📊 Excel", "📄 CSV"):
        await jan.tap(button)
    sheet, text = jan.files
    assert (sheet.name, text.name) == ("ryzyka-2026-11-24.xlsx", "ryzyka-2026-11-24.csv")
    printed, besides = cells(sheet.data), cells(sheet.data, 1)
    assert len(printed[0]) == 10
    titles, modest, full = ([*read, *looked_up] for read, looked_up in zip(printed, besides, strict=True))
    assert dict(zip(titles, full, strict=True)) == {
        "Numer": "R-1", "Gmina": HERE, "Projekt": "P+R", "Dziedzina": "mobilność", "Kategoria": "formalno-prawne",
        "Waga zgłoszenia": "🔴 Krytyczne", "Opis": "=1+1\nBrak decyzji", "Przyczyna": "@przyczyna",
        "Zdarzenie": "Zdarzenie", "Skutek": "Skutek", "Prawdopodobieństwo (1–5)": 5, "Wpływ (1–5)": 4, "Ocena": 20,
        "Poziom": "A krytyczne", "Prawdopodobieństwo po działaniach": 1, "Wpływ po działaniach": 1,
        "Ocena po działaniach": 1, "Poziom po działaniach": "E znikome", "Kiedy może nastąpić": "w ciągu miesiąca",
        "Reakcja": "ograniczenie", "Właściciel": "Jan Kowalski", "Stan": "zamknięte", "Od kogo": "Jan Kowalski",
        "Zgłoszono": datetime(2026, 11, 20, 10), "Przyjmuje": "Jan Kowalski",  # noqa: DTZ001
        "Przyjęto": datetime(2026, 11, 24, 10), "Zakończono": datetime(2026, 11, 24, 10),  # noqa: DTZ001
        "Powód zakończenia": "=Koniec", "Niewykonane działania": 2, "Najbliższy termin działania": date(2026, 12, 1),
    }  # fmt: skip
    assert {value for value in modest if value is not None} == {
        "R-2", THERE, "🟡 Do obserwacji", "C średnie", "Skromne", "zgłoszone", "Jan Kowalski",
        datetime(2026, 11, 20, 11),  # noqa: DTZ001
    }  # fmt: skip
    lines = list(csv.reader(io.StringIO(text.data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert sorted(lines[0]) == sorted({*titles})
    row = dict(zip(lines[0], lines[2], strict=True))
    assert (row["Opis"], row["Przyczyna"], row["Zgłoszono"]) == (
        "'=1+1\nBrak decyzji",
        "'@przyczyna",
        "2026-11-20 10:00",
    )
    assert len(lines) == 3


async def test_files_are_of_what_is_listed(town: Town) -> None:
    """In English, for one commune: the other one is neither in the table nor on the matrix."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    john = await town.meets("John Smith", Role.COORDINATOR, THERE, language="en")
    await a_full_register(town, jan)
    await john.say("/risks")
    await john.tap("🗺 Matrix")
    john.sees("Not rated yet: 🟡 R-2")
    await john.tap("📊 Excel")
    picture, sheet = john.files
    words = Texts()["en"]
    modest = Placed({}, [(Band.C, "R-2")], [], [])
    assert picture.data == draw_matrix(words, modest, words.day(TUESDAY.date()))
    assert sheet.name == "risks-2026-11-24.xlsx"
    assert [row[:2] for row in cells(sheet.data)] == [["Number", "Municipality"], ["R-2", THERE]]
    await jan.say("/ryzyka")
    await jan.tap("🗺 Macierz")
    jan.sees("Zagrożenia na macierzy: 1")
    jan.sees("Nieocenione: 🟡 R-2")
    jan.sees(f"🔴 R-1 · 20 → 1 · P+R, {HERE}")
    jan.sees(f"🟡 R-2 · nieocenione · {THERE}")
    jan.sees("→ po działaniach")
    words = Texts()["pl"]
    placed = Placed({(5, 4): ["R-1"]}, [(Band.C, "R-2")], [], [((5, 4), (1, 1))])
    polish = draw_matrix(words, placed, words.day(date(2026, 11, 24)))
    assert jan.files[-1].data == polish
    await jan.say("skromne")
    await jan.tap("🗺 Macierz")
    assert jan.files[-1].data == draw_matrix(words, modest, words.day(TUESDAY.date()))
