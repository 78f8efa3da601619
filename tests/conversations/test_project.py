"""Projects: the rules, and the chat where a story can't go: forged taps, rights lost meanwhile, 300 projects."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.playground import Person
from models.people.commune import Commune, all_communes, commune_named
from models.people.permission import Role
from models.project import project
from models.project.project import EndsBeforeStart, Project
from tests.conftest import Town, on_sqlite
from tests.engine.test_queries import counted
from tests.rows import certain, loses_roles

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LONG = "Przebudowa układu drogowego wraz z infrastrukturą rowerową i pieszą w śródmieściu " * 3


async def home(session: Any, name: str = "Niepołomice") -> Commune:
    return certain(await commune_named(session, name))


async def the_project(town: Town, name: str) -> Project:
    async with town.database.transaction() as session:
        [found] = [p for p in await project.projects(session) if p.name == name]
        return found


async def opens_card(who: Person, label: str) -> None:
    await who.say("/projekty")
    await who.tap(label)


# --- the rules ----------------------------------------


async def test_the_list_leaves_out_what_is_archived(town: Town) -> None:
    await town.has_projects("Wieliczka", "Żłobek", "Altana", "Łąka")
    await town.has_projects("Świątniki Górne", "Targ")
    async with town.database.transaction() as session:
        gone = (await project.projects(session))[0]
        project.archive(gone, now=NOW)
    async with town.database.transaction() as session:
        listed = [(p.commune, p.name) for p in await project.listing(session)]
        assert await project.in_hand(session, gone.id) is None
        assert await project.named(session, gone.commune_id, "Żłobek") is None
    assert listed == [("Świątniki Górne", "Targ"), ("Wieliczka", "Altana"), ("Wieliczka", "Łąka")]


async def test_names_are_the_same_whatever_their_spelling(town: Town) -> None:
    await town.has_projects("Niepołomice", "Żłobek Zakrzów")
    async with town.database.transaction() as session:
        here, there = await home(session), await home(session, "Skawina")
        assert await project.named(session, here.id, " zlobek  ZAKRZOW ") is not None
        assert await project.named(session, here.id, "Żłobek") is None
        assert await project.named(session, there.id, "Żłobek Zakrzów") is None


def test_a_project_never_ends_before_it_starts() -> None:
    planned = Project(name="P+R", commune_id=1, created_at=NOW, start=date(2027, 1, 1), end=date(2027, 12, 31))
    assert project.change(planned, end=date(2026, 12, 31)) == EndsBeforeStart(date(2027, 1, 1), date(2026, 12, 31))
    assert project.change(planned, start=date(2028, 1, 1)) == EndsBeforeStart(date(2028, 1, 1), date(2027, 12, 31))
    assert (planned.start, planned.end) == (date(2027, 1, 1), date(2027, 12, 31))
    assert project.change(planned, end=date(2027, 1, 1)) is None
    assert project.change(planned, start=None) is None
    assert (planned.start, planned.end) == (None, date(2027, 1, 1))


# --- rights are asked at every tap and every typed answer ----------------------------------------

TAPS = {
    "✏️ Zmień": ["Budżet", "↩️ Nic"],
    "🏁 Kamienie milowe": ["➕ Dodaj kamień milowy", "✅ Gotowe", "Przetarg"],
}


@pytest.mark.parametrize(("first", "then"), [(first, then) for first, all in TAPS.items() for then in all])
async def test_taps_after_the_role_has_ended(town: Town, first: str, then: str) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    async with town.database.transaction() as session:
        [there] = await project.projects(session)
        await project.add_milestone(session, there, name="Przetarg", due=date(2026, 12, 1))
    await opens_card(anna, "P+R Podłęże")
    await anna.tap(first)
    await loses_roles(town, anna)
    await anna.tap(then)
    anna.sees("Do tego nie masz uprawnień")
    anna.sees_not("Gmina:")
    await anna.say("1000")
    anna.sees("Wybierz jedną z tych rzeczy")


@pytest.mark.parametrize("what", ["Nazwa", "Budżet", "Koniec"])
async def test_answers_after_the_role_has_ended(town: Town, what: str) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await opens_card(anna, "P+R Podłęże")
    await anna.tap("✏️ Zmień")
    await anna.tap(what)
    await loses_roles(town, anna)
    await anna.say("12.2027")
    anna.sees("Do tego nie masz uprawnień")
    there = await the_project(town, "P+R Podłęże")
    assert (there.budget, there.end) == (None, None)


@pytest.mark.parametrize("first", ["✏️ Zmień", "🏁 Kamienie milowe", "🗂 Archiwizuj"])
async def test_buttons_of_a_card_after_the_role_has_ended(town: Town, first: str) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await opens_card(anna, "P+R Podłęże")
    await loses_roles(town, anna)
    await anna.tap(first)
    assert anna.toast == "Do tego nie masz uprawnień."
    anna.sees_nothing()


async def test_the_question_before_archiving_after_the_role_has_ended(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await opens_card(anna, "P+R Podłęże")
    await anna.tap("🗂 Archiwizuj")
    await loses_roles(town, anna)
    await anna.tap("🗂 Tak, archiwizuj")
    assert anna.toast == "Do tego nie masz uprawnień."
    await the_project(town, "P+R Podłęże")


@pytest.mark.parametrize("action", ["typed", "page", "project", "add"])
async def test_the_list_after_the_role_has_ended(town: Town, action: str) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", *(f"Projekt {n}" for n in range(9)))
    await anna.say("/projekty")
    await loses_roles(town, anna)
    await (
        anna.say("pro") if action == "typed" else anna.tap({"page": "▶️", "project": "Projekt 1", "add": "➕"}[action])
    )
    anna.sees("Do tego nie masz uprawnień")
    anna.sees_not("Projekt 8")


async def test_adding_after_the_role_has_ended(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/projekty")
    await anna.tap("➕ Dodaj projekt")
    await loses_roles(town, anna)
    await anna.say("P+R Podłęże")
    anna.sees("Do tego nie masz uprawnień")
    async with town.database.transaction() as session:
        assert await project.projects(session) == []


async def test_choosing_a_commune_after_the_role_has_ended(town: Town) -> None:
    for name, act in (("Jan", "typed"), ("Zofia", "page"), ("Ewa", "commune")):
        office = await town.meets(f"{name} Kowalska", Role.OFFICE)
        await office.say("/projekty")
        await office.tap("➕ Dodaj projekt")
        await loses_roles(town, office)
        await (office.say("niepol") if act == "typed" else office.tap({"page": "▶️", "commune": "Biskupice"}[act]))
        assert office.toast == "Do tego nie masz uprawnień." or "Do tego nie masz uprawnień" in office.news[-1].text


async def test_forged_taps(town: Town) -> None:
    """A card button for another commune's project, and a commune that was not offered or does not exist."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.has_projects("Skawina", "Park Miejski")
    park = await the_project(town, "Park Miejski")
    await anna.say("/projekty")
    for tag in ("change", "milestones", "archive", "yes_archive"):
        await anna.tap_data(f"1|project.{tag}||{park.id}")
        assert anna.toast == "Do tego nie masz uprawnień."
        await anna.tap_data(f"1|project.{tag}||999")
        assert anna.toast == "Ten przycisk jest już nieaktualny."
    await jan.say("/projekty")
    await jan.tap("➕ Dodaj projekt")
    asked = jan.sees("Która gmina prowadzi projekt?")
    data = asked.buttons[0][0]["callback_data"]
    await jan.tap_data(f"{data.rpartition('|')[0]}|999")
    assert jan.toast == "Ten przycisk jest już nieaktualny."


async def test_who_coordinates_two_communes_chooses_between_them(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Anna Nowak", Role.COORDINATOR_DEPUTY, "Skawina")
    await town.meets("Anna Nowak", Role.SPECIALIST, "Kraków")
    await anna.say("/projekty")
    await anna.tap("➕ Dodaj projekt")
    asked = anna.sees("Która gmina prowadzi projekt?")
    assert [row[0]["text"] for row in asked.buttons] == ["Niepołomice", "Skawina"]
    async with town.database.transaction() as session:
        krakow = (await home(session, "Kraków")).id
    await anna.tap_data(f"{asked.buttons[0][0]['callback_data'].rpartition('|')[0]}|{krakow}")
    assert anna.toast == "Ten przycisk jest już nieaktualny."


async def test_a_project_archived_while_somebody_changes_it(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże", "Żłobek")
    there = await the_project(town, "P+R Podłęże")
    await opens_card(anna, "P+R Podłęże")
    await anna.tap("✏️ Zmień")
    await anna.tap("Budżet")
    await anna.say("/projekty")
    async with town.database.transaction() as session:
        archived = certain(await project.in_hand(session, there.id))
        project.archive(archived, now=NOW)
    await anna.tap("P+R Podłęże")
    assert anna.toast == "Tego projektu nie ma już na liście, jest w archiwum."
    anna.sees_button("Żłobek · Niepołomice")
    await anna.tap("Żłobek")
    await anna.tap("↩️ Wróć")
    anna.sees("Tego projektu nie ma już na liście, jest w archiwum.")


async def test_a_milestone_removed_meanwhile(town: Town) -> None:
    """Two coordinators of one commune change the same milestone."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    async with town.database.transaction() as session:
        [there] = await project.projects(session)
        mark = await project.add_milestone(session, there, name="Przetarg", due=date(2026, 12, 1))
    await opens_card(anna, "P+R Podłęże")
    await anna.tap("🏁 Kamienie milowe")
    await anna.tap("Przetarg")
    await anna.tap("📅 Inny termin")
    async with town.database.transaction() as session:
        found = certain(await project.milestone(session, there.id, mark.id))
        await project.remove_milestone(session, found)
    await anna.say("10.12.2026")
    assert [message.text.splitlines()[-1] for message in anna.news][-1] == "Nie ma jeszcze żadnego."
    assert sum("Nie ma jeszcze" in message.text for message in anna.news) == 1


async def two_coordinators(town: Town) -> tuple[Person, Person]:
    """Both have the same question about the same project open."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    for who in (anna, ewa):
        await opens_card(who, "Trasa")
        await who.tap("✏️ Zmień")
    return anna, ewa


@pytest.mark.parametrize(
    ("what", "first", "second", "kept"),
    [
        ("Partnerzy", "Kraków", "Liszki", "Partnerzy: Kraków, Liszki"),
        ("Gotowość", "grunty", "dokumentacja", "dokumentacja: tak · grunty: tak"),
    ],
)
async def test_what_two_tick_meanwhile_is_all_kept(town: Town, what: str, first: str, second: str, kept: str) -> None:
    anna, ewa = await two_coordinators(town)
    for who in (anna, ewa):
        await who.tap(what)
    await anna.tap(first)
    await ewa.tap(second)
    await anna.tap("✅ Zatwierdź")
    await ewa.tap("✅ Zatwierdź")
    assert kept in ewa.screen()


# --- much and long ----------------------------------------


FILTERS = 2
"""Rows of what narrows the list."""


async def test_a_long_name_leaves_room_for_the_commune(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Igołomia-Wawrzeńczyce", LONG[:200], "🚲" * 200)
    await anna.say("/projekty")
    shown = [row[0]["text"] for row in anna.sees("2 projekty").buttons]
    assert len(shown) == 2 + FILTERS + 1
    assert all(label.endswith("… · Igołomia-Wawrzeńczyce") for label in shown[:2])
    await anna.tap("Przebudowa")
    anna.sees(LONG[:200])


async def test_a_name_of_exactly_the_limit(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/projekty")
    await anna.tap("➕ Dodaj projekt")
    await anna.say("🚲" * 201)
    anna.sees("Za długie: 201 znaków, a zmieści się 200.")
    await anna.say("🚲" * 200)
    anna.sees("Która dziedzina współpracy?")


async def test_a_card_longer_than_a_message(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    async with town.database.transaction() as session:
        [there] = await project.projects(session)
        for number in range(40):
            await project.add_milestone(session, there, name=f"{number} {LONG}"[:200], due=date(2027, 1, 1))
    await opens_card(anna, "P+R Podłęże")
    anna.sees("Gmina: Niepołomice")
    anna.sees("39 Przebudowa")
    anna.sees_button("✏️ Zmień")
    await anna.tap("🏁 Kamienie milowe")
    anna.sees_button("1/5")


async def uses_the_list(town: Town, anna: Person, name: str) -> list[int]:
    counts = []
    for act in (
        anna.say("/projekty"), anna.tap("▶️"), anna.say(name), anna.tap(f"{name} · Niepołomice"),
        anna.tap("✏️ Zmień"), anna.tap("Partnerzy"), anna.tap("Biskupice"), anna.tap("✅ Zatwierdź"),
    ):  # fmt: skip
        with counted() as statements:
            await act
        counts.append(len(statements))
    return counts


@on_sqlite
async def test_queries_do_not_grow_with_projects(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", *(f"Projekt {n}" for n in range(9)))
    few = await uses_the_list(town, anna, "Projekt 1")
    async with town.database.transaction() as session:
        communes = [commune.name for commune in await all_communes(session)]
    for commune in communes:
        await town.has_projects(commune, *(f"Zadanie {n}" for n in range(20)))
    await anna.say("/menu")
    assert await uses_the_list(town, anna, "Projekt 2") == few
    await anna.say("/projekty")
    anna.sees("309 projektów")
    anna.sees_button("1/39")
    await anna.tap("◀️")
    for _ in range(4):
        await anna.tap("▶️")
    anna.sees_button("5/39")
    anna.sees("· Biskupice")
