"""Two people answer the same call for data at one moment: nothing is lost, and nothing is written over unseen."""

from datetime import timedelta

from sqlmodel import col, select

from bot.demo.story import filled_in
from bot.playground import Person
from models.data.answer import DataValue
from models.data.call import DataField
from models.people.permission import Role
from tests import at_once as meeting
from tests.at_once import HANDLED, holding, waits_or_is_handled
from tests.conftest import Town, on_postgresql
from tests.rows import loses_roles

FIELDS = ("Miejsca", "Dzieci")


async def asked(town: Town) -> tuple[Person, Person, Person]:
    """The Office has called for two numbers."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR_DEPUTY, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await jan.say("/dane")
    await jan.tap("Nowe wezwanie")
    for said in ("Żłobki", "raport", "rok 2026"):
        await jan.say(said)
    for name in FIELDS:
        if name != FIELDS[0]:
            await jan.tap("Następne pole")
        await jan.say(name)
        for label in ("Liczba", "Pomiń", "Pomiń", "Pomiń"):
            await jan.tap(label)
    for label in ("Do kogo", "Wszystkie gminy", "za 2 tygodnie", "Wyślij"):
        await jan.tap(label)
    for somebody in (anna, ewa):
        await somebody.say("/dane")
        await somebody.tap("Żłobki")
        await somebody.tap("Wypełnij")
        somebody.sees("1/2 · Miejsca")
    return anna, ewa, jan


async def at_once(town: Town, first: Person, words: str, second: Person, its_words: str) -> None:
    """The second says something while what the first has said is not committed."""
    async with holding(first) as held:
        async with town.database.engine.connect() as connection:
            handled = await connection.scalar(HANDLED)
        first.world.write(first.user, first.chat, {"text": words})
        second.world.write(second.user, second.chat, {"text": its_words})
        await held.is_done.wait()
        await waits_or_is_handled(town.database, handled + 1)
    await town.settled()


async def kept(town: Town) -> list[tuple[str | None, bool]]:
    """All that was said, in order, and whether it counts."""
    async with town.database.looking() as session:
        found = (await session.exec(select(DataValue).order_by(col(DataValue.id)))).all()
        return [(value.exact, value.counts) for value in found]


@on_postgresql
async def test_of_two_in_one_field_the_second_sees_the_first(town: Town) -> None:
    anna, ewa, _ = await asked(town)
    await at_once(town, anna, "120", ewa, "125")
    ewa.sees("W międzyczasie odpowiedź wpisała inna osoba: Anna Nowak.")
    ewa.sees("teraz 120 · Anna Nowak")
    assert await kept(town) == [("120", True)]
    await town.wait(timedelta(minutes=1))
    await ewa.say("125")
    assert await kept(town) == [("120", False), ("125", True)]


@on_postgresql
async def test_two_in_two_fields_lose_nothing(town: Town) -> None:
    anna, ewa, _ = await asked(town)
    await ewa.say("110")
    await anna.say("120")
    await anna.tap("Zostaje")
    ewa.sees("2/2 · Dzieci")
    anna.sees("2/2 · Dzieci")
    await anna.tap("Razem")
    await anna.tap("Popraw")
    await anna.tap("Miejsca")
    await at_once(town, ewa, "300", anna, "130")
    assert await kept(town) == [("110", False), ("300", True), ("130", True)]


async def test_what_is_accepted_is_corrected_no_more(town: Town) -> None:
    anna, ewa, jan = await asked(town)
    await anna.say("120")
    await anna.say("240")
    await anna.tap("Wyślij")
    await jan.tap("Gmina po gminie")
    await jan.tap("▶️")
    await jan.tap("Niepołomice")
    await jan.tap("Przyjmij")
    await ewa.say("7")
    ewa.sees("Biuro już to przyjęło")
    assert await kept(town) == [("120", True), ("240", True)]


@on_postgresql
async def test_of_two_communes_that_are_done_at_once_the_card_counts_both(town: Town) -> None:
    marek = await town.meets("Marek Wilga", Role.COORDINATOR, "Skawina")
    anna, _, jan = await asked(town)
    await marek.say("/dane")
    await marek.tap("Żłobki")
    await marek.tap("Wypełnij")
    for somebody in (anna, marek):
        await somebody.say("1")
        await town.wait(timedelta(minutes=1))
        await somebody.say("2")
    await meeting.at_once(town, anna, "Wyślij", marek, "Wyślij")
    jan.sees("kompletne 2/15")


async def shows(town: Town, who: Person, *said: tuple[str, str]) -> None:
    """They send the sheet filled in, and see what it would change."""
    await who.tap("Razem")
    await who.tap("Arkusz")
    await who.send_document("dane.xlsx", filled_in(who, said, now=town.clock.now()))
    who.sees("Co zmieni arkusz")


@on_postgresql
async def test_of_two_sheets_at_once_the_second_is_shown_what_the_first_has_said(town: Town) -> None:
    anna, ewa, _ = await asked(town)
    await shows(town, anna, ("Miejsca", "120"), ("Dzieci", "300"))
    await shows(town, ewa, ("Miejsca", "125"), ("Dzieci", "300"))
    await meeting.at_once(town, anna, "Zapisz", ewa, "Zapisz")
    ewa.sees("W międzyczasie odpowiedzi wpisały inne osoby: Anna Nowak.")
    ewa.sees("Miejsca: 120 → 125")
    assert await kept(town) == [("120", True), ("300", True)]
    await ewa.tap("Zapisz (1)")
    assert await kept(town) == [("120", False), ("300", True), ("125", True)]


async def test_a_sheet_of_other_fields_keeps_nothing(town: Town) -> None:
    anna, ewa, _ = await asked(town)
    await shows(town, ewa, ("Miejsca", "125"))
    await anna.tap("Razem")
    await anna.tap("Arkusz")
    async with town.database.transaction() as session:
        [first, *_] = (await session.exec(select(DataField).where(DataField.name == "Miejsca"))).all()
        first.least, first.most = "0", "100"
    await anna.send_document("dane.xlsx", filled_in(anna, [("Miejsca", "120")], now=town.clock.now()))
    anna.sees("ten arkusz już do nich nie pasuje. Nic nie zapisałem.")
    await ewa.tap("Zapisz")
    ewa.sees("ten arkusz już do nich nie pasuje. Nic nie zapisałem.")
    assert await kept(town) == []


async def test_a_sheet_is_kept_by_nobody_who_has_left(town: Town) -> None:
    anna, ewa, _ = await asked(town)
    await shows(town, anna, ("Miejsca", "120"))
    await loses_roles(town, anna)
    await anna.tap("Zapisz")
    await anna.say("/anuluj")
    await anna.send_document("dane.xlsx", filled_in(anna, [("Miejsca", "120")], now=town.clock.now()))
    assert await kept(town) == []
    await shows(town, ewa, ("Miejsca", "9"))
    await ewa.tap("Zapisz")
    assert await kept(town) == [("9", True)]


async def test_a_message_that_is_edited_mends_the_value(town: Town) -> None:
    anna, _, _ = await asked(town)
    await anna.say("120")
    anna.sees("2/2 · Dzieci")
    await anna.edit_last("125")
    assert await kept(town) == [("120", False), ("125", True)]
    await town.wait(timedelta(minutes=1))
    await anna.say("7")
    anna.sees("✅ Miejsca: 125")
