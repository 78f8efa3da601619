"""The number of queries about a risk does not grow with projects, people, risks or those who are told of it."""

import pytest

from bot.playground import Person
from models.mail.sender import who_is
from models.people.commune import all_communes
from models.people.permission import Role
from models.risk.risk import NewRisk, Raised, Severity, raise_risk
from tests.conftest import Town, on_sqlite
from tests.engine.test_queries import Path
from tests.rows import certain

PATH = {
    "/ryzyko": 10,
    "a project": 5,
    "a severity": 4,
    "the sentence": 16,
    "a photo after it": 14,
    "[👀 Przyjmuję]": 14,
    "[✅ Zamknij]": 14,
    "the reason": 16,
    "/ryzyko R-…": 6,
    "/ryzyko R-… of the Office": 6,
}


async def crowded(town: Town, *, size: int) -> tuple[Person, Person]:
    """So many of all there is; everybody in the Office and every chair has a card of the risks there are."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        communes = [commune.name for commune in await all_communes(session)]
    for commune in communes:
        await town.has_projects(commune, *(f"Projekt {number}" for number in range(size)))
    for number in range(size):
        await town.meets(f"Biuro{number} Osoba", Role.OFFICE)
        await town.meets(f"Burmistrz{number} Osoba", Role.CHAIR, "Niepołomice")
        author = await town.meets(f"Specjalista{number} Osoba", Role.SPECIALIST, "Niepołomice")
        async with town.database.transaction() as session:
            known = certain(await who_is(session, author.id))
            assert known.memberships[0].commune_id is not None
            for each in range(size):
                new = NewRisk(commune_id=known.memberships[0].commune_id, severity=Severity.WATCH, text=f"Coś {each}")
                outcome = await raise_risk(session, new, by=known.person, now=town.clock.now(), sure=True)
                assert isinstance(outcome, Raised)
    return anna, jan


@on_sqlite
@pytest.mark.parametrize("size", [1, 9])
async def test_queries_of_a_risk(town: Town, size: int) -> None:
    anna, jan = await crowded(town, size=size)
    path = Path()

    await path.count("/ryzyko", anna.say("/ryzyko"))
    await path.count("a project", anna.tap("Projekt 0"))
    await path.count("a severity", anna.tap("🔴 Krytyczne"))
    await path.count("the sentence", anna.say("Brak decyzji środowiskowej"))
    number = f"R-{size * size + 1}"
    anna.sees(f"Zagrożenie {number} zgłoszone")
    await path.count("a photo after it", anna.send_photo("tak to wygląda"))
    anna.sees(f"Dopisałem do {number}")
    jan.sees("tak to wygląda")
    await path.count("[👀 Przyjmuję]", jan.tap("👀 Przyjmuję"))
    anna.sees("Przyjmuje: Jan Kowalski")
    await path.count("[✅ Zamknij]", jan.tap("✅ Zamknij"))
    await path.count("the reason", jan.say("Decyzja jest"))
    anna.sees("Decyzja jest")
    await path.count("/ryzyko R-…", anna.say(f"/ryzyko {number}"))
    anna.sees("Zamknięte: Jan Kowalski")
    await path.count("/ryzyko R-… of the Office", jan.say(f"/ryzyko {number}"))
    assert path == PATH
