"""The number of queries of inviting, choosing and answering does not grow with communes, teams, delegates or cards."""

from datetime import UTC, timedelta

import pytest

from bot.playground import Person
from bot.timetable import run_once
from jobs import forum_replace, forum_send
from models.forum import forum_commune
from models.forum.delegate import Delegate, State
from models.people.commune import all_communes
from models.people.permission import Role
from tests.conftest import Town, on_sqlite
from tests.engine.test_queries import Path
from tests.rows import a_forum, loses_roles

PATH = {
    "the invitations": 17,
    "the clock, when all is sent": 3,
    "[👥 Deleguj]": 14,
    "a tick": 9,
    "a part of a name": 9,
    "[➕ Gość]": 6,
    "a guest": 24,
    "[✅ Zatwierdź]": 29,
    "[✅ Będę], a place in the queue": 16,
    "[🚫 Nie mogę]": 12,
    "a reason": 20,
    "[🙋 Pójdę]": 25,
    "the clock, when some have left their team": 20,
    "[🚫 Nie weźmiemy udziału]": 12,
    "[🚫 Tak, nikt nie pójdzie]": 22,
}


async def crowded(town: Town, *, size: int) -> tuple[Person, list[Person]]:
    """So many communes with teams and a guest each; so many wait; so many of the Office have the live card."""
    offices = [await town.meets(f"Biuro{n} Osoba", Role.OFFICE) for n in range(size)]
    async with town.database.transaction() as session:
        communes = [commune for commune in await all_communes(session) if commune.name != "Niepołomice"][:size]
        home = next(commune for commune in await all_communes(session) if commune.name == "Niepołomice")
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    team = [await town.meets(f"Osoba{n} Zet", Role.SPECIALIST, "Niepołomice") for n in range(size)]
    for n, commune in enumerate(communes):
        await town.meets(f"Koordynator{n} Osoba", Role.COORDINATOR, commune.name)
    async with town.database.transaction() as session:
        now = town.clock.now().astimezone(UTC)
        new = a_forum(now, capacity=size + 1)
        await forum_commune.call(session, new, commune_ids=[commune.id for commune in (home, *communes)])
        for commune in communes:
            for name, state, since in (("Adam Pytel", State.ACCEPTED, None), ("Ewa Lis", State.WAITING, now)):
                guest = Delegate(forum_id=new.id, commune_id=commune.id, guest_name=name, state=state)
                guest.chosen_by_id, guest.waits_since = 1, since
                session.add(guest)
    for office in offices:
        await office.say("/fora")
        await office.tap("Forum Mobilności")
    return anna, team


@on_sqlite
@pytest.mark.parametrize("size", [2, 7])
async def test_queries_of_delegating(town: Town, size: int) -> None:
    anna, team = await crowded(town, size=size)
    path = Path()

    async def tick() -> None:
        for job in (forum_replace.job, forum_send.job):
            await run_once(job, town.database, town.app.services)
        town.app.courier.look()

    await path.count("the invitations", tick())
    await town.wait(timedelta(minutes=1))
    await path.count("the clock, when all is sent", tick())
    await path.count("[👥 Deleguj]", anna.tap("👥 Deleguj"))
    await path.count("a tick", anna.tap("☐ Osoba0 Zet"))
    await path.count("a part of a name", anna.say("Osoba"))
    for person in team[1:]:
        await anna.tap(f"☐ {person.user.name}")
    await path.count("[➕ Gość]", anna.tap("➕ Gość"))
    await path.count("a guest", anna.say("Jan Ryś, radny"))
    await path.count("[✅ Zatwierdź]", anna.tap("✅ Zatwierdź"))
    anna.sees("Forum Mobilności, delegowani")
    await path.count("[✅ Będę], a place in the queue", team[0].tap("✅ Będę"))
    team[0].sees("na liście rezerwowej")
    await path.count("[🚫 Nie mogę]", team[0].tap("🚫 Nie mogę"))
    await path.count("a reason", team[0].say("Mam wtedy komisję"))
    anna.sees("Osoba0 Zet nie przyjdzie")
    await path.count("[🙋 Pójdę]", anna.tap("🙋 Pójdę"))
    for person in team[1:]:
        await person.tap("✅ Będę")
    for person in team[1:]:
        await loses_roles(town, person)
    await path.count("the clock, when some have left their team", tick())
    await town.settled()
    anna.sees("Osoba1 Zet nie jest już w zespole")
    await path.count("[🚫 Nie weźmiemy udziału]", anna.tap("🚫 Nie weźmiemy udziału"))
    await path.count("[🚫 Tak, nikt nie pójdzie]", anna.tap("🚫 Tak, nikt nie pójdzie"))
    anna.sees("Niepołomice nie weźmie udziału")
    assert path == PATH
