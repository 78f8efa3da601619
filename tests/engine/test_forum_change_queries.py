"""The number of queries about a forum does not grow with communes, delegates or those who are told of a change."""

from collections.abc import Sequence
from datetime import UTC, timedelta

import pytest
from sqlmodel import select

from bot.playground import Person
from models.forum import forum_commune
from models.forum.delegate import Delegate, State
from models.forum.forum_commune import ForumCommune
from models.people.commune import Commune, all_communes
from models.people.permission import Role
from models.people.person import Person as Row
from tests.conftest import Town, on_sqlite
from tests.engine.test_queries import Path
from tests.rows import a_forum

PATH = {
    "/fora of the Office": 12,
    "a forum, by the Office": 12,
    "/fora of a coordinator": 10,
    "a forum, by a coordinator": 10,
    "/fora of a delegate": 10,
    "a forum, by a delegate": 12,
    "[✏️ Zmień]": 9,
    "[Termin]": 5,
    "a time": 6,
    "[📣 Zapisz i powiadom]": 25,
    "[❌ Odwołaj]": 8,
    "a reason": 5,
    "[❌ Tak, odwołuję]": 17,
}


async def crowded(town: Town, *, size: int) -> tuple[Person, Person, Person]:
    """So many forums to which so many communes are invited; each sends as many people, one of them a guest."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        communes = (await all_communes(session))[:size]
    for n in range(size):
        await town.meets(f"Biuro{n} Osoba", Role.OFFICE)
    team = [await _team(town, commune, size) for commune in communes]
    for _ in range(size):
        await _calls(town, communes, team)
    await town.wait(timedelta(seconds=1))
    async with town.database.transaction() as session:
        for delegate in (await session.exec(select(Delegate))).all():
            delegate.state = State.ACCEPTED
        for row in (await session.exec(select(ForumCommune))).all():
            row.reminded_at = town.clock.now().astimezone(UTC)
    for name in ("Jan", *(f"Biuro{n}" for n in range(size))):
        await town.people[name].say("/fora")
        await town.people[name].tap("Forum")
    return jan, town.people["Koordynator0"], team[0][0]


async def _team(town: Town, commune: Commune, size: int) -> list[Person]:
    await town.meets(f"Koordynator{commune.id - 1} Osoba", Role.COORDINATOR, commune.name)
    return [await town.meets(f"{commune.name}{n} Osoba", Role.SPECIALIST, commune.name) for n in range(size)]


async def _calls(town: Town, communes: Sequence[Commune], teams: Sequence[Sequence[Person]]) -> None:
    async with town.database.transaction() as session:
        people = {person.telegram_id: person.id for person in (await session.exec(select(Row))).all()}
        now = town.clock.now().astimezone(UTC)
        new = a_forum(now, place="Biuro SMK", capacity=1000)
        await forum_commune.call(session, new, commune_ids=[commune.id for commune in communes])
        for commune, team in zip(communes, teams, strict=True):
            session.add(Delegate(forum_id=new.id, commune_id=commune.id, guest_name="Adam Pytel"))
            for person in team:
                of = people[person.user.id]
                session.add(Delegate(forum_id=new.id, commune_id=commune.id, person_id=of, letter_id=of))


@on_sqlite
@pytest.mark.parametrize("size", [2, 9])
async def test_queries_of_changing_a_forum(town: Town, size: int) -> None:
    jan, anna, piotr = await crowded(town, size=size)
    path = Path()

    await path.count("/fora of the Office", jan.say("/fora"))
    await path.count("a forum, by the Office", jan.tap("Forum"))
    await path.count("/fora of a coordinator", anna.say("/fora"))
    await path.count("a forum, by a coordinator", anna.tap("Forum"))
    await path.count("/fora of a delegate", piotr.say("/fora"))
    await path.count("a forum, by a delegate", piotr.tap("Forum"))
    await path.count("[✏️ Zmień]", jan.tap("✏️ Zmień"))
    await path.count("[Termin]", jan.tap("Termin"))
    await path.count("a time", jan.say("11.12 12:00"))
    await path.count("[📣 Zapisz i powiadom]", jan.tap("Zapisz i powiadom"))
    assert all("12:00" in person.messages[-1].text for person in (anna, piotr))
    await path.count("[❌ Odwołaj]", jan.tap("❌ Odwołaj"))
    await path.count("a reason", jan.say("Prelegent zachorował"))
    await path.count("[❌ Tak, odwołuję]", jan.tap("Tak, odwołuję"))
    assert all("odwołane" in person.messages[-1].text.lower() for person in (anna, piotr))
    assert path == PATH
