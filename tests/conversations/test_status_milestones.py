"""Milestones in the weekly status: those due by the end of the week are asked for, and what is said of them stands."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models.people.permission import Role
from models.project import project
from models.project.project import Milestone
from tests.conftest import WARSAW, Town
from tests.rows import every

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)
MARKS = {
    "Odbiór": date(2026, 11, 29),
    "Przetarg": date(2026, 11, 2),
    "Umowa": date(2026, 11, 20),
    "Otwarcie": date(2026, 11, 30),
}
"""In the order of writing, which is not that of the dates."""


async def marks(town: Town) -> dict[str, tuple[date, date | None]]:
    """When each is due, and when it was reached."""
    return {mark.name: (mark.due, mark.reached_on) for mark in await every(town, select(Milestone))}


async def test_milestones_due_by_sunday_are_asked_for_and_the_answer_is_kept(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    async with town.database.transaction() as session:
        [trasa] = await project.projects(session)
        for name, due in MARKS.items():
            await project.add_milestone(session, trasa, name=name, due=due)
        gone = await project.add_milestone(session, trasa, name="Koncepcja", due=date(2026, 11, 1))
        gone.reached_on = date(2026, 11, 1)
    await town.move_to(FRIDAY)
    await anna.tap("✏️ Wypełnij")
    await anna.tap("Trasa")
    await anna.tap("🟢")
    anna.sees("🏁 Przetarg (termin")
    await anna.tap("✅ Osiągnięty")
    anna.sees("🏁 Umowa (termin")
    await anna.tap("⏩ Przesunięty")
    await anna.say("wczoraj")
    anna.sees("Tej daty nie rozumiem albo już minęła.")
    await anna.say("15.01.2027")
    anna.sees("🏁 Odbiór (termin")
    await anna.tap("🟰 Bez zmian")
    anna.sees("Co się zmieniło?")
    assert await marks(town) == {name: (due, None) for name, due in MARKS.items()} | {
        "Koncepcja": (date(2026, 11, 1), date(2026, 11, 1))
    }, "nothing stands before it is sent"
    await anna.tap("✅ Wyślij")
    assert await marks(town) == {
        "Odbiór": (date(2026, 11, 29), None),
        "Przetarg": (date(2026, 11, 2), FRIDAY.date()),
        "Umowa": (date(2027, 1, 15), None),
        "Otwarcie": (date(2026, 11, 30), None),
        "Koncepcja": (date(2026, 11, 1), date(2026, 11, 1)),
    }


@pytest.mark.parametrize(
    ("typed", "due"),
    [("+1 miesiąc", date(2026, 12, 20)), ("3 miesiące", date(2027, 2, 20)), ("+ 6 months", date(2027, 5, 20))],
)
async def test_how_many_months_later_may_be_typed_as_the_buttons_say_it(town: Town, typed: str, due: date) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    async with town.database.transaction() as session:
        [trasa] = await project.projects(session)
        await project.add_milestone(session, trasa, name="Umowa", due=MARKS["Umowa"])
    await town.move_to(FRIDAY)
    await anna.tap("✏️ Wypełnij")
    await anna.say("trasa żółty: brak podpisu")
    await anna.tap("⏩ Przesunięty")
    await anna.say(typed)
    await anna.tap("✅ Wyślij")
    anna.sees("Zapisano ✅")
    assert await marks(town) == {"Umowa": (due, None)}
