"""Details of a risk and the actions against it, where a story can't go: rights, forged taps, limits, two at once."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from bot.conversation.buttons import Choice
from bot.playground import Person as Phone
from models.calendar import months_after
from models.mail.dialog import Dialog
from models.mail.sender import who_is
from models.people import person
from models.people.permission import Role
from models.risk import case as risk_case
from models.risk import event as risk_event
from models.risk import risk as risks
from models.risk import treatment
from models.risk.case import Case
from models.risk.event import Kind
from models.risk.risk import ATTACHMENTS, TEXT_LIMIT, Attached
from tests.conftest import Town, on_sqlite, where_it_races
from tests.engine.test_queries import counted
from tests.rows import certain, loses_roles

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DUE = date(2026, 12, 10)


async def person_of(town: Town, phone: Phone) -> person.Somebody:
    async with town.database.transaction() as session:
        known = certain(await who_is(session, phone.id))
    return known.person


async def raised(town: Town, name: str = "Anna Nowak") -> Phone:
    """R-1, which a specialist has reported for her commune as a whole."""
    anna = await town.meets(name, Role.SPECIALIST, "Niepołomice")
    await anna.say("/ryzyko Brak decyzji")
    await anna.tap("🟡 Do obserwacji")
    anna.sees("Zagrożenie R-1 zgłoszone")
    return anna


async def case_of(town: Town, risk_id: int = 1) -> Case:
    async with town.database.transaction() as session:
        return certain(await risk_case.case(session, risk_id))


async def history(town: Town) -> list[tuple[str, str | None, str | None]]:
    async with town.database.transaction() as session:
        happened = await risk_event.history(session, 1)
    return [(h.event.kind, h.event.before, h.event.after) for h in happened[1:]]


async def close(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        of = certain(await risk_case.case(session, 1, locked=True))
        known = certain(await who_is(session, jan.id))
        risk_case.move(session, of, risks.Transition.CLOSE, by=known.person, now=NOW, reason="po sprawie")


def data(phone: Phone, label: str, *fields: object) -> str:
    """What tapping this button sends; with ``fields``: what it would send if somebody had changed it so."""
    buttons = [b for m in phone.messages for row in m.buttons for b in row if b["text"] == label]
    sent = str(buttons[-1]["callback_data"])
    return "|".join([*sent.split("|")[:3], *map(str, fields)]) if fields else sent


# --- who may, and until when ----------------------------------------


async def test_leaders_the_office_the_reporter_and_the_owner_may_say_more(town: Town) -> None:
    anna = await raised(town)
    opens = data(anna, "➕ Szczegóły")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    piotr = await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    marek = await town.meets("Marek Wilga", Role.COORDINATOR, "Skawina")
    for phone in (ewa, marek):
        await phone.say("/menu")
        await phone.tap_data(opens)
        phone.sees_toast("Do tego nie masz uprawnień")
    for phone in (anna, jan, piotr):
        await phone.say("/menu")
        await phone.tap_data(opens)
        phone.sees("Co dodać lub zmienić?")
    await anna.tap("👤 Właściciel")
    await anna.tap("Ewa Lis")
    await ewa.tap_data(opens)
    ewa.sees("Co dodać lub zmienić?")


async def test_an_owner_who_hands_over_is_told_how_it_stands(town: Town) -> None:
    """It was the owner's only right to change it."""
    anna = await raised(town)
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await anna.tap("➕ Szczegóły")
    await anna.tap("👤 Właściciel")
    await anna.tap("Ewa Lis")
    await ewa.tap_data(data(anna, "➕ Szczegóły"))
    await ewa.tap("👤 Właściciel")
    page = data(ewa, "Anna Nowak")
    await ewa.tap("Anna Nowak")
    ewa.sees("odpowiada teraz Anna Nowak")
    await ewa.tap_data(page)
    ewa.sees_toast("nieaktualny")
    assert anna.sees("Odpowiadasz za R-1").buttons


async def test_an_owner_who_is_released_meanwhile_goes_no_further(town: Town) -> None:
    anna = await raised(town)
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await anna.tap("➕ Szczegóły")
    await anna.tap("👤 Właściciel")
    await anna.tap("Ewa Lis")
    await ewa.tap_data(data(anna, "➕ Szczegóły"))
    await ewa.tap("Waga")
    await anna.tap("👤 Właściciel")
    await anna.tap("Nikt")
    await ewa.tap("🔴 Krytyczne", on=ewa.messages[-2])
    ewa.sees("Do tego nie masz uprawnień")
    assert (await case_of(town)).risk.severity is risks.Severity.WATCH


@pytest.mark.parametrize("steps", [(), ("Kategoria",), ("👤 Właściciel",), ("Przyczyna",)])
async def test_a_risk_closed_meanwhile_stays_as_it_is(town: Town, steps: tuple[str, ...]) -> None:
    anna = await raised(town)
    opens = data(anna, "➕ Szczegóły")
    await anna.tap("➕ Szczegóły")
    for label in steps:
        await anna.tap(label)
    await close(town)
    match steps:
        case ("Przyczyna",):
            await anna.say("Za późno")
        case ("Kategoria",):
            await anna.tap("grunty")
        case ("👤 Właściciel",):
            await anna.tap("Anna Nowak")
        case _:
            await anna.tap("☑ Działania")
    anna.sees("nie jest już otwarte")
    of = await case_of(town)
    assert (of.risk.category, of.risk.cause, of.owner) == (None, None, None)
    await anna.tap_data(opens)
    anna.sees_toast("R-1 nie jest już otwarte")


async def test_who_has_left_the_team_goes_no_further(town: Town) -> None:
    anna = await raised(town)
    await town.meets("Anna Nowak", Role.SPECIALIST, "Skawina")
    await anna.tap("➕ Szczegóły")
    await anna.tap("☑ Działania")
    await loses_roles(town, anna, commune="Niepołomice")
    await anna.tap("➕ Dodaj działanie")
    anna.sees("Do tego nie masz uprawnień")


# --- what a tap may say ----------------------------------------


async def test_taps_that_no_keyboard_offers(town: Town) -> None:
    anna = await raised(town)
    marek = await person_of(town, await town.meets("Marek Wilga", Role.COORDINATOR, "Skawina"))
    await anna.tap("➕ Szczegóły")
    for kind in ("state", "owner", "text", "x", ""):
        await anna.tap_data(data(anna, "Kategoria", "", kind))
        anna.sees_toast("nieaktualny")
    await anna.tap("Waga")
    for value in ("", "x", "closed", "6", "-1", "land"):
        await anna.tap_data(data(anna, "🔴 Krytyczne", "", value))
        anna.sees_toast("nieaktualny")
    await anna.tap("↩️ Bez zmian")
    await anna.tap("👤 Właściciel")
    for id in (marek.id, 999):
        await anna.tap_data(data(anna, "Nikt", "", id))
        anna.sees_toast("nieaktualny")
    await anna.tap("↩️ Bez zmian")
    assert await history(town) == []
    await anna.tap("☑ Działania")
    await anna.tap("➕ Dodaj działanie")
    await anna.say("Ponaglić")
    await anna.tap_data(data(anna, "Za tydzień (wt. 1.12)", "", "2026-11-23"))
    anna.sees_toast("nieaktualny")
    await anna.tap("Za tydzień (wt. 1.12)")
    await anna.tap_data(data(anna, "☐ 1.12.2026 · Ponaglić", "", 999))
    anna.sees_toast("nieaktualny")


async def test_a_rating_that_is_tapped_twice_is_kept_once(town: Town) -> None:
    """From the card and from the details, where the same buttons ask about the time after."""
    anna = await raised(town)
    await anna.tap("➕ Szczegóły")
    await anna.tap("🎯 Ocena")
    twice = data(anna, "🟡4×2")
    await anna.tap_data(twice)
    anna.sees("Ocena: 4 × 2 = 8 (C)")
    await anna.tap_data(twice)
    anna.sees_toast("nieaktualny")
    await anna.tap("🎯 Ocena po działaniach")
    await anna.tap_data(twice)
    anna.sees_toast("nieaktualny")
    assert await history(town) == [("likelihood", None, "4"), ("impact", None, "2")]
    await anna.tap("↩️ Bez zmian")
    await anna.tap("🎯 Ocena")
    await anna.tap("✓4×2")
    assert len(await history(town)) == 2, "it has that rating already"


async def test_a_rating_that_an_earlier_version_asks_for_leads_back_to_the_details(town: Town) -> None:
    """It asked for likelihood alone, in the step that asks for a category now."""
    anna = await raised(town)
    await anna.tap("➕ Szczegóły")
    await anna.tap("Kategoria")
    async with town.database.transaction() as session:
        dialog = (await session.exec(select(Dialog))).one()
        dialog.draft, dialog.offers = {**dialog.draft, "asked": "likelihood"}, Choice.to(4).pack()
    await anna.tap_data(data(anna, "grunty", "", 4))
    anna.sees("Co dodać lub zmienić?")
    assert await history(town) == []


async def test_every_change_is_kept_with_what_it_was_before(town: Town) -> None:
    anna = await raised(town)
    await anna.tap("➕ Szczegóły")
    for choice in ("grunty", "✓ grunty", "kadry", "🧹 Wyczyść"):
        await anna.tap("Kategoria")
        await anna.tap(choice)
    for cause in ("Brak umowy", "Brak  umowy", "Spór"):
        await anna.tap("Przyczyna")
        await anna.say(cause)
    for owner in ("Anna Nowak", "Nikt"):
        await anna.tap("👤 Właściciel")
        await anna.tap(owner)
    assert await history(town) == [
        ("category", None, "land"), ("category", "land", "staff"), ("category", "staff", None),
        ("cause", None, "Brak umowy"), ("cause", "Brak umowy", "Spór"),
        ("owner", None, "Anna Nowak"), ("owner", "Anna Nowak", None),
    ]  # fmt: skip


# --- who is told ----------------------------------------


async def test_who_is_told_of_an_owner(town: Town) -> None:
    """The new one, the earlier one and the reporter, each in their language; nobody of what they did themselves."""
    anna = await raised(town)
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    john = await town.meets("John Smith", Role.SPECIALIST, "Niepołomice", language="en")
    await jan.say("/menu")
    await jan.tap_data(data(anna, "➕ Szczegóły"))
    await jan.tap("👤 Właściciel")
    await jan.tap("John Smith")
    john.sees("You own R-1 · Niepołomice · the whole municipality (named by Jan Kowalski)")
    anna.sees("odpowiada teraz John Smith")
    await jan.tap("👤 Właściciel")
    await jan.tap("Anna Nowak")
    anna.sees("Odpowiadasz za R-1")
    anna.sees_not("odpowiada teraz Anna Nowak")
    john.sees("is owned by Anna Nowak now")
    for phone in (anna, jan, john):
        phone.reads()
    await jan.tap("👤 Właściciel")
    await jan.tap("Nikt")
    anna.sees("nikt już nie odpowiada")
    john.sees_nothing()
    jan.sees_not("nikt już nie odpowiada")


async def test_a_reporter_who_has_left_the_commune_is_told_nothing(town: Town) -> None:
    anna = await raised(town)
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    opens = data(anna, "➕ Szczegóły")
    await loses_roles(town, anna)
    anna.reads()
    await jan.say("/menu")
    await jan.tap_data(opens)
    await jan.tap("👤 Właściciel")
    await jan.tap("Jan Kowalski")
    jan.sees("odpowiada Jan Kowalski")
    anna.sees_nothing()


async def test_a_category_that_three_communes_share_is_told_to_the_office(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    for name, commune in (("Anna Nowak", "Niepołomice"), ("Marek Wilga", "Skawina"), ("Ewa Lis", "Kraków")):
        phone = await town.meets(name, Role.SPECIALIST, commune)
        await phone.say("/ryzyko Brak rąk do pracy")
        await phone.tap("🟡 Do obserwacji")
        await phone.tap("➕ Szczegóły")
        await phone.tap("Kategoria")
        jan.reads()
        await phone.tap("kadry")
    pattern = jan.sees("R-1")
    assert "R-2" in pattern.text and "R-3" in pattern.text


# --- what does not fit ----------------------------------------


async def test_a_full_risk_takes_no_more_files(town: Town) -> None:
    anna = await raised(town)
    await anna.tap("➕ Szczegóły")
    async with town.database.transaction() as session:
        of = certain(await risk_case.case(session, 1))
        for number in range(ATTACHMENTS - 1):
            file = Attached(kind="photo", file_id=f"file-{number}")
            await risks.add_to(session, of.risk, "", file, by=of.author, now=NOW)
    await anna.send_photo("x" * TEXT_LIMIT)
    anna.sees("Opis byłby za długi")
    assert (await case_of(town)).attachments == ATTACHMENTS - 1
    await anna.send_voice()
    anna.sees("Dołączone do R-1")
    await anna.send_photo("i jeszcze to")
    anna.sees("najwyżej 20 załączników")
    of = await case_of(town)
    assert (of.attachments, of.risk.text) == (ATTACHMENTS, "Brak decyzji")
    await anna.send_location(50.03, 20.21)
    assert "50.03000, 20.21000" in (await case_of(town)).risk.text


async def test_a_full_list_takes_no_more_actions(town: Town) -> None:
    """Not even from somebody who had begun to add one while there was room."""
    anna = await raised(town)
    await anna.tap("➕ Szczegóły")
    await anna.tap("☑ Działania")
    await anna.tap("➕ Dodaj działanie")
    await anna.say("Za dużo")
    by = await person_of(town, anna)
    async with town.database.transaction() as session:
        for number in range(treatment.MOST):
            await treatment.add(session, 1, text=f"Działanie {number:02}", due=DUE, by=by, now=NOW)
    await anna.tap("Za tydzień (wt. 1.12)")
    anna.sees("Więcej niż 20 działań się tu nie zmieści")
    await anna.tap("▶️")
    anna.sees("[☐ 10.12.2026 · Działanie 08]")
    await anna.tap("➕ Dodaj działanie")
    anna.sees_toast("Więcej niż 20 działań")
    assert len((await case_of(town)).actions) == treatment.MOST


async def test_an_action_removed_meanwhile_leads_back_to_the_list(town: Town) -> None:
    """As it is by then: from the list, from what can be done about it, and from its new day."""
    anna = await raised(town)
    by = await person_of(town, anna)
    await anna.tap("➕ Szczegóły")
    for steps in ((), ("☐ 10.12.2026 · Ponaglić",), ("☐ 10.12.2026 · Ponaglić", "📅 Inny termin")):
        async with town.database.transaction() as session:
            added = await treatment.add(session, 1, text="Ponaglić", due=DUE, by=by, now=NOW)
        await anna.tap("☑ Działania")
        for label in steps:
            await anna.tap(label)
        async with town.database.transaction() as session:
            of = certain(await risk_case.case(session, 1, locked=True))
            await treatment.remove(session, next(a for a in of.actions if a.id == added.id), by=by, now=NOW)
        match len(steps):
            case 0:
                await anna.tap("☐ 10.12.2026 · Ponaglić")
            case 1:
                await anna.tap("☑ Zrobione")
            case _:
                await anna.say("12.12")
                anna.sees_not("nieaktualny")
        if len(steps) < 2:
            anna.sees_toast("nieaktualny")
        anna.sees("Nie ma jeszcze żadnego")
        await anna.tap("✅ Gotowe")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 24), date(2026, 12, 24)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
    ],
)
def test_a_month_later(today: date, expected: date) -> None:
    assert months_after(today, 1) == expected


# --- two at once ----------------------------------------


@where_it_races
async def test_two_who_tick_the_same_action_at_the_same_instant(town: Town) -> None:
    """Both say that it is done, and it is; one of them finds it removed by the other."""
    anna = await raised(town)
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    by, opens = await person_of(town, anna), data(anna, "➕ Szczegóły")
    async with town.database.transaction() as session:
        await treatment.add(session, 1, text="Ponaglić", due=DUE, by=by, now=NOW)
    await jan.say("/menu")
    for phone in (anna, jan):
        await phone.tap_data(opens)
        await phone.tap("☑ Działania")
        await phone.tap("☐ 10.12.2026 · Ponaglić")
    await asyncio.gather(*(phone.tap("☑ Zrobione") for phone in (anna, jan)))
    [done] = (await case_of(town)).actions
    assert done.done_on == date(2026, 11, 24)
    assert [kind for kind, *_ in await history(town)] == [Kind.ACTION_ADDED, Kind.ACTION_DONE]
    for phone in (anna, jan):
        await phone.tap("☑ 10.12.2026 · Ponaglić")
    await asyncio.gather(*(phone.tap("🗑 Usuń") for phone in (anna, jan)))
    assert (await case_of(town)).actions == ()
    assert [kind for kind, *_ in await history(town)][2:] == [Kind.ACTION_REMOVED]
    assert sum("nieaktualny" in phone.toast for phone in (anna, jan)) == 1


@where_it_races
async def test_two_who_rate_at_the_same_instant(town: Town) -> None:
    """Both ratings are in the history in turn, the later one stands whole and is on every card."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    ola = await town.meets("Ola Wrona", Role.OFFICE)
    anna = await raised(town)
    for phone in (jan, ola):
        await phone.tap("🎯 Oceń")
    await asyncio.gather(jan.tap("🟡2×3"), ola.tap("🔴5×4"))
    _, _, likelihood, impact = await history(town)
    of = await case_of(town)
    assert (of.risk.likelihood, of.risk.impact) in ((2, 3), (5, 4)), "never a half of each"
    assert (likelihood[2], impact[2]) == (str(of.risk.likelihood), str(of.risk.impact))
    for phone in (jan, ola):
        phone.sees(f"Ocena: {of.risk.likelihood} × {of.risk.impact} =")
    assert anna.user.name == of.author.name


# --- the cost ----------------------------------------


@on_sqlite
async def test_a_change_costs_the_same_among_many(town: Town) -> None:
    """Queries of a rating and of an owner, with one card and one action, and with thirty cards and twenty actions."""
    anna = await raised(town)
    await town.meets("Jan Kowalski", Role.OFFICE)
    counts: list[list[int]] = []
    for crowd in (1, 30):
        for number in range(crowd):
            await town.meets(f"Osoba{number:02} Nowak", Role.OFFICE)
        risk_id = len(counts) + 1
        if counts:
            await anna.say("/ryzyko Co innego")
            await anna.tap("🟡 Do obserwacji")
        by = await person_of(town, anna)
        async with town.database.transaction() as session:
            for number in range(min(crowd, treatment.MOST)):
                await treatment.add(session, risk_id, text=f"Działanie {number}", due=DUE, by=by, now=NOW)
        await anna.tap("➕ Szczegóły")
        costs = []
        for label in ("🎯 Ocena", "🔴4×5", "👤 Właściciel", "Jan Kowalski"):
            with counted() as statements:
                await anna.tap(label)
            costs.append(len(statements))
        counts.append(costs)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20
