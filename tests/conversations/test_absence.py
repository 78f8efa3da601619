"""Absence in the chat: who may stand in, forged taps, a button of yesterday."""

from datetime import UTC, date, datetime
from typing import Any

from bot.playground import Person as Phone
from models.mail.sender import who_is
from models.people import absence, person
from models.people.commune import commune_named
from models.people.permission import Role
from tests.conftest import Town, on_sqlite
from tests.engine.test_queries import counted
from tests.rows import certain, loses_roles

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


# --- the days ----------------------------------------


async def person_of(session: Any, phone: Phone) -> person.Somebody:
    known = certain(await who_is(session, phone.id))
    return known.person


async def test_an_absence_replaces_those_it_overlaps(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with town.database.transaction() as session:
        who = await person_of(session, anna)
        for first, last in ((1, 4), (7, 7), (10, 12)):
            _, replaced = await absence.note(
                session, who, first_day=date(2026, 12, first), last_day=date(2026, 12, last), deputy_id=None
            )
            assert replaced == []
        _, replaced = await absence.note(
            session, who, first_day=date(2026, 12, 4), last_day=date(2026, 12, 9), deputy_id=None
        )
        assert [planned.absence.first_day.day for planned in replaced] == [1, 7]
        left = await absence.of_person(session, who.id, today=TODAY)
        assert [(p.absence.first_day.day, p.absence.last_day.day) for p in left] == [(4, 9), (10, 12)]
        assert await absence.away_on(session, date(2026, 12, 9)) == {who.id: None}
        assert await absence.away_on(session, date(2026, 12, 13)) == {}


async def test_only_ones_own_absence_that_is_not_over_is_called_off(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    async with town.database.transaction() as session:
        who, other = await person_of(session, anna), await person_of(session, ewa)
        noted, _ = await absence.note(session, who, first_day=TODAY, last_day=TODAY, deputy_id=other.id)
        id, tomorrow = noted.id, date(2026, 11, 25)
        assert await absence.call_off(session, id, person_id=other.id, today=TODAY) is None
        assert await absence.call_off(session, id, person_id=who.id, today=tomorrow) is None
        called_off = certain(await absence.call_off(session, id, person_id=who.id, today=TODAY))
        assert called_off.deputy is not None and called_off.deputy.id == other.id
        assert await absence.call_off(session, id, person_id=who.id, today=TODAY) is None


async def test_who_may_stand_in(town: Town) -> None:
    """Of all one's communes, each person once, authorised persons first."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Anna Nowak", Role.SPECIALIST, "Skawina")
    await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await town.meets("Ewa Lis", Role.COORDINATOR_DEPUTY, "Skawina")
    await town.meets("Łucja Bąk", Role.SPECIALIST, "Niepołomice")
    await town.meets("Marek Ząb", Role.SPECIALIST, "Niepołomice")
    await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await town.meets("Obcy Człowiek", Role.CHAIR, "Kraków")
    async with town.database.transaction() as session:
        homes = [await commune_named(session, name) for name in ("Niepołomice", "Skawina")]
        ids = [home.id for home in homes if home is not None]
        found = await absence.could_deputise(session, await person_of(session, anna), commune_ids=ids)
    assert [p.name for p in found] == ["Ewa Lis", "Piotr Zając", "Łucja Bąk", "Marek Ząb"]


# --- the chat ----------------------------------------


async def test_taps_that_no_keyboard_offers(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    krakow = await town.meets("Obcy Człowiek", Role.CHAIR, "Kraków")
    await anna.say("/nieobecnosc")
    asked = anna.sees("Od kiedy Cię nie będzie?").buttons[0][0]["callback_data"]
    for day in ("2026-11-23", "0001-01-01", "9999-12-31", "9999-99-99", "", "x"):
        await anna.tap_data(f"{asked.rpartition('|')[0]}|{day}")
        anna.sees_toast("nieaktualny")
    await anna.say("30.11-4.12")
    chosen = anna.sees("Kto Cię zastępuje?").buttons[0][0]["callback_data"]
    async with town.database.transaction() as session:
        stranger, self = await person_of(session, krakow), await person_of(session, anna)
    for id in (stranger.id, self.id, 999, -1):
        await anna.tap_data(f"{chosen.rpartition('|')[0]}|{id}")
        anna.sees_toast("nieaktualny")
    await anna.tap("Ewa Lis")
    anna.sees("Zapisano ✅")
    # somebody else's absence
    own = anna.sees("Zapisano ✅").buttons[0][0]["callback_data"]
    await ewa.say("/ustawienia")
    await ewa.tap_data(own)
    ewa.sees_toast("nieaktualny")


async def test_a_button_of_yesterday(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/nieobecnosc")
    await town.move_to(datetime(2026, 11, 26, 9, tzinfo=UTC))
    await anna.tap("Jutro")
    anna.sees("25.11.2026 już minął")
    await anna.say("26.11-26.11")
    anna.sees("Kto Cię zastępuje?")
    await town.move_to(datetime(2026, 11, 27, 7, tzinfo=UTC))
    await anna.tap("Nikt")
    anna.sees("26.11.2026 już minął")
    anna.sees("Od kiedy Cię nie będzie?")


async def test_nobody_is_away_without_a_team(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/nieobecnosc 30.11-4.12")
    await loses_roles(town, anna)
    await anna.tap("Nikt")
    anna.sees("Do tego nie masz uprawnień")
    async with town.database.transaction() as session:
        assert await absence.away_on(session, date(2026, 11, 30)) == {}


@on_sqlite
async def test_a_large_team_is_paged_with_a_fixed_number_of_queries(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    counts = []
    for number in range(20):
        await town.meets(f"Osoba{number:02} Nowak", Role.SPECIALIST, "Niepołomice")
        if number in (0, 19):
            with counted() as statements:
                await anna.say("/nieobecnosc 30.11-4.12")
            counts.append(len(statements))
            await anna.say("/anuluj")
    await anna.say("/nieobecnosc 30.11-4.12")
    await anna.tap("▶️")
    anna.sees("[Osoba08 Nowak]")
    anna.sees("[2/3]")
    await anna.say("osoba19")
    anna.sees("[Osoba19 Nowak]")
    await anna.say("nikogo takiego")
    anna.sees("Nie ma tu takiej osoby")
    assert counts[0] == counts[1] <= 10
