"""Teams: the chat where a story can't go: forged taps, rights lost meanwhile, command menus, 200 specialists."""

from typing import Any

import pytest

from bot.playground import Person as Phone
from bot.texts import MESSAGE_LIMIT, units
from models.mail.sender import who_is
from models.people import person
from models.people.commune import Commune, commune_named
from models.people.permission import Role
from models.people.person import Left, LeftBefore, Member
from tests.at_once import at_once
from tests.conftest import Town, on_postgresql, on_sqlite, where_it_races
from tests.engine.test_queries import counted
from tests.rows import certain, loses_roles


async def home(session: Any, name: str) -> Commune:
    return certain(await commune_named(session, name))


async def roles_of(session: Any, who: Phone) -> list[Member]:
    known = certain(await who_is(session, who.id))
    return await person.members(session, person_id=known.person.id)


async def present(town: Town, who: Phone) -> list[str]:
    async with town.database.transaction() as session:
        return [f"{m.person.name} {m.membership.role}" for m in await roles_of(session, who)]


async def manages(who: Phone, name: str, commune: str = "") -> None:
    await who.say(f"/zespol {commune}".strip())
    await who.tap("👤 Zarządzaj")
    await who.tap(name)


# --- rights are asked at every tap and every typed answer ----------------------------------------

PATHS = [
    [],
    ["✏️ Zmień imię i nazwisko"],
    ["🔁 Zmień rolę"],
    ["🔁 Zmień rolę", "Koordynator"],
    ["🗂 Dziedziny"],
    ["🗂 Dziedziny", "mobilność"],
    ["🗂 Dziedziny", "✅ Zatwierdź"],
    ["🚪 Usuń z zespołu"],
    ["🚪 Usuń z zespołu", "🚪 Tak, usuń"],
    ["🚪 Usuń z zespołu", "↩️ Wróć"],
    ["↩️ Wróć"],
    ["↩️ Wróć", "Ewa Lis"],
    ["↩️ Wróć", "↩️ Wróć"],
]


@pytest.mark.parametrize("path", PATHS, ids=" → ".join)
async def test_taps_after_the_role_has_ended(town: Town, path: list[str]) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice", fields=("mobilność",))
    await anna.say("/zespol")
    await anna.tap("👤 Zarządzaj")
    for label in ["Ewa Lis", *path[:-1]]:
        if path:
            await anna.tap(label)
    await loses_roles(town, anna)
    await anna.tap(path[-1] if path else "Ewa Lis")
    anna.sees("Do tego nie masz uprawnień")
    assert await present(town, ewa) == ["Ewa Lis specialist"]
    ewa.sees_nothing()


async def test_a_name_typed_after_the_role_has_ended(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await manages(anna, "Ewa Lis")
    await anna.tap("✏️ Zmień")
    await loses_roles(town, anna)
    await anna.say("Ewa Wilk")
    anna.sees("Do tego nie masz uprawnień")
    assert await present(town, ewa) == ["Ewa Lis specialist"]


async def test_forged_taps(town: Town) -> None:
    """The team of the Office or of another commune, to be seen or managed, and people in it."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    marek = await town.meets("Marek Wilga", Role.COORDINATOR, "Skawina")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await town.meets("Ewa Lis", Role.SPECIALIST, "Kraków")
    async with town.database.transaction() as session:
        skawina = await home(session, "Skawina")
        foreign = [m.membership.id for who in (jan, marek) for m in await roles_of(session, who)]
    await anna.say("/zespol")
    for team in (0, skawina.id, 999):
        await anna.tap_data(f"1|member.manage||{team}")
        anna.sees_toast("Do tego nie masz uprawnień.")
    await anna.tap_data("1|member.manage||-1")
    anna.sees_toast("nieaktualny")
    for id in foreign:
        await anna.say("/zespol")
        await anna.tap("👤 Zarządzaj")
        button = anna.sees("Kogo dotyczy zmiana?").buttons[0][0]["callback_data"]
        await anna.tap_data(f"{button.rpartition('|')[0]}|{id}")
        anna.sees_toast("nieaktualny")
        anna.sees_not("Jan Kowalski")
        anna.sees_not("Marek Wilga")
    await ewa.say("/zespol")
    button = ewa.sees("Który zespół?").buttons[0][0]["callback_data"]
    await ewa.tap_data(f"{button.rpartition('|')[0]}|{skawina.id}")
    ewa.sees_toast("nieaktualny")
    await ewa.say("/zespol")
    button = ewa.sees("Który zespół?").buttons[0][0]["callback_data"]
    await ewa.tap_data(f"{button.rpartition('|')[0]}|0")
    ewa.sees_toast("nieaktualny")
    await jan.say("/zespol")
    button = jan.sees("Który zespół?").buttons[1][0]["callback_data"]
    await jan.tap_data(f"{button.rpartition('|')[0]}|999")
    jan.sees_toast("nieaktualny")


async def test_a_role_that_was_not_offered(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await manages(anna, "Ewa Lis")
    await anna.tap("🔁 Zmień rolę")
    button = anna.sees("W jakiej roli?").buttons[0][0]["callback_data"]
    for role in ("office", "specialist"):
        await anna.tap_data(f"{button.rpartition('|')[0]}|{role}")
        anna.sees_toast("nieaktualny")
    assert await present(town, ewa) == ["Ewa Lis specialist"]


async def test_the_name_of_somebody_in_the_office_is_not_a_coordinators_to_change(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Jan Kowalski", Role.SPECIALIST, "Niepołomice")
    zofia = await town.meets("Zofia Kruk", Role.OFFICE)
    await manages(anna, "Jan Kowalski")
    await anna.tap("✏️ Zmień")
    anna.sees("Jan Kowalski jest też w innym zespole")
    await manages(zofia, "Jan Kowalski", "niepol")
    await zofia.tap("✏️ Zmień")
    await zofia.say("Jan Nowy")
    zofia.sees("Jan Kowalski to od teraz Jan Nowy")


async def test_somebody_who_left_meanwhile(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await manages(anna, "Ewa Lis")
    await loses_roles(town, ewa)
    await anna.tap("🚪 Usuń z zespołu")
    anna.sees("Tej osoby nie ma już w zespole w tej roli.")
    ewa.sees_nothing()


@where_it_races
async def test_of_two_who_remove_each_other_one_stays(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    zofia = await town.meets("Zofia Kruk", Role.OFFICE)
    await manages(jan, "Zofia Kruk", "biuro")
    await jan.tap("🚪 Usuń z zespołu")
    await manages(zofia, "Jan Kowalski", "biuro")
    await zofia.tap("🚪 Usuń z zespołu")
    await jan.tap("🚪 Tak, usuń")
    await zofia.tap("🚪 Tak, usuń")
    zofia.sees("Do tego nie masz uprawnień")
    assert await present(town, jan) == ["Jan Kowalski office"]


# --- what changes for the person ----------------------------------------


async def test_the_command_menu_follows_the_roles(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await manages(anna, "Ewa Lis")
    await anna.tap("🔁 Zmień rolę")
    await anna.tap("Koordynator")
    await ewa.say("/menu")
    ewa.sees("/zapros – zaproś kogoś do zespołu")
    await ewa.say("/ustawienia")
    await ewa.tap("🇬🇧 English")
    assert "/status" in ewa.commands and "/todo" in ewa.commands
    await anna.tap("👤 Zarządzaj")
    await anna.tap("Ewa Lis")
    await anna.tap("🚪 Usuń z zespołu")
    await anna.tap("🚪 Tak, usuń")
    ewa.sees("You are no longer in the team: Niepołomice · coordinator (decided by Anna Nowak).")
    assert ewa.commands == ["/help"]


async def test_who_gives_up_the_coordination_is_not_asked_for_fields(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await manages(anna, "Anna Nowak")
    await anna.tap("🔁 Zmień rolę")
    await anna.tap("Specjalista")
    anna.sees("Zapisano ✅ Anna Nowak: Niepołomice · specjalista.")
    await anna.tap("👤 Zarządzaj")
    anna.sees_toast("Do tego nie masz uprawnień.")


async def test_the_settings_of_somebody_who_is_in_no_team(town: Town) -> None:
    """Old buttons of a card: what concerns oneself still works, the rest does not."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        [foreign] = await roles_of(session, jan)
    await anna.say("/ustawienia")
    for data in (f"settings.leave||{foreign.membership.id}", f"settings.yes_leave||{foreign.membership.id}"):
        await anna.tap_data(f"1|{data}")
        anna.sees_toast("nieaktualny")
    for data in ("settings.language||de", "settings.language||"):
        await anna.tap_data(f"1|{data}")
        anna.sees_toast("nieaktualny")
    await anna.tap_data("1|settings.timetable|")
    anna.sees_toast("Do tego nie masz uprawnień.")
    await loses_roles(town, anna)
    await anna.tap("✏️ Zmień")
    anna.sees_toast("Do tego nie masz uprawnień.")
    await anna.tap("📄 Klauzula RODO")
    anna.sees("Administratorem danych")


async def test_the_timetable_after_the_role_has_ended(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await jan.say("/ustawienia")
    await jan.tap("🗓 Rytm statusu")
    await jan.tap("Otwarcie: godzina")
    question = jan.sees("O której?").buttons[0][0]["callback_data"]
    for hour in (7, 18, 99, "2026-11-27"):
        await jan.tap_data(f"{question.rpartition('|')[0]}|{hour}")
        jan.sees_toast("nieaktualny")
    await jan.tap("11:00")
    await loses_roles(town, jan)
    await jan.tap("✅ Zapisz")
    jan.sees("Do tego nie masz uprawnień")


# --- a large team ----------------------------------------


@on_sqlite
async def test_a_team_of_two_hundred(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    counts = []
    for number in range(200):
        await town.meets(f"Osoba{number:03} Brzęczyszczykiewicz", Role.SPECIALIST, "Niepołomice", fields=("edukacja",))
        if number in (0, 199):
            with counted() as statements:
                await anna.say("/zespol")
                await anna.tap("👤 Zarządzaj")
            counts.append(len(statements))
            await anna.say("/anuluj")
    assert counts[0] == counts[1] <= 16
    await anna.say("/zespol")
    texts = [message.text for message in anna.news if message.text.strip()]
    assert all(units(text) <= MESSAGE_LIMIT for text in texts)
    assert sum(text.count("• Osoba") for text in texts) == 200
    await anna.tap("👤 Zarządzaj")
    anna.sees("[1/26]")
    await anna.say("osoba137")
    anna.sees("[Osoba137 Brzęczyszczykiewicz · specjalista]")


# --- two at once ----------------------------------------


async def two_of_the_office(town: Town) -> tuple[Phone, Phone, Phone]:
    """Both have Bob's card open."""
    jan, maria = await town.meets("Jan Kowalski", Role.OFFICE), await town.meets("Maria Wolska", Role.OFFICE)
    bob = await town.meets("Bob Gil", Role.COORDINATOR, "Niepołomice")
    for who in (jan, maria):
        await manages(who, "Bob Gil", "niepołomice")
    return jan, maria, bob


@on_postgresql
async def test_who_changes_the_role_of_somebody_who_is_being_removed_is_told_so(town: Town) -> None:
    jan, maria, bob = await two_of_the_office(town)
    await jan.tap("Usuń z zespołu")
    await maria.tap("Zmień rolę")
    await at_once(town, jan, "Tak, usuń", maria, "Przewodniczący")
    assert await present(town, bob) == []
    maria.sees("nie ma już")


@on_postgresql
async def test_who_removes_somebody_whose_role_is_being_changed_is_told_so(town: Town) -> None:
    jan, maria, bob = await two_of_the_office(town)
    await jan.tap("Usuń z zespołu")
    await maria.tap("Zmień rolę")
    await at_once(town, maria, "Przewodniczący", jan, "Tak, usuń")
    assert await present(town, bob) == ["Bob Gil chair"]
    jan.sees("nie ma już")


@on_postgresql
async def test_of_two_who_change_a_role_at_once_the_first_does(town: Town) -> None:
    jan, maria, bob = await two_of_the_office(town)
    for who in (jan, maria):
        await who.tap("Zmień rolę")
    await at_once(town, jan, "Przewodniczący", maria, "Specjalista")
    assert await present(town, bob) == ["Bob Gil chair"]
    maria.sees("nie ma już")


@where_it_races
async def test_a_membership_ends_once_whatever_was_read_of_it(town: Town) -> None:
    """The database says so too, to whoever has not locked before reading."""
    _, _, bob = await two_of_the_office(town)
    async with town.database.transaction() as session:
        [member] = await roles_of(session, bob)
    async with town.database.transaction() as session:
        assert isinstance(await person.end_membership(session, member, now=town.clock.now()), Left)
    async with town.database.transaction() as session:
        assert isinstance(await person.end_membership(session, member, now=town.clock.now()), LeftBefore)
        assert isinstance(await person.change_role(session, member, role=Role.CHAIR, now=town.clock.now()), LeftBefore)
    assert await present(town, bob) == []
