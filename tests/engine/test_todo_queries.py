"""The number of queries of what somebody owes does not grow with how much that is."""

from datetime import UTC, datetime, timedelta

import pytest

from models.data import call as data_call
from models.data.call import DataCall, DataField
from models.data.value import Kind as Figure
from models.forum import forum_commune
from models.forum.delegate import Delegate
from models.mail.sender import who_is
from models.people import absence, person, request
from models.people.commune import commune_named
from models.people.permission import Role
from models.risk import treatment
from models.risk.risk import NewRisk, Raised, Severity, raise_risk
from tests.conftest import WARSAW, Town, on_sqlite
from tests.engine.test_queries import Path
from tests.rows import a_forum, certain

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)
PATH = {
    "the coordinator's /zadania": 10,
    "the coordinator's /menu": 10,
    "the Office's /zadania": 9,
    "the stand-in's /zadania": 13,
}


async def crowded(town: Town, *, size: int) -> None:
    """So much of everything is owed by everybody; Ewa stands in for Anna, who is away."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await town.meets("Jan Kowalski", Role.OFFICE)
    await town.has_projects("Niepołomice", "Trasa")
    await town.move_to(FRIDAY)
    now = FRIDAY.astimezone(UTC)
    async with town.database.transaction() as session:
        home, elsewhere = [certain(await commune_named(session, name)) for name in ("Niepołomice", "Liszki")]
        of_anna, of_ewa = [certain(await who_is(session, who.id)) for who in (anna, ewa)]
        today = FRIDAY.date()
        await absence.note(session, of_anna.person, first_day=today, last_day=today, deputy_id=of_ewa.person.id)
        for n in range(size):
            call = DataCall(title=f"Dane {n}", sent_at=now, due_at=now + timedelta(days=9), reminds=[], called_by_id=1)
            await data_call.send(
                session, call, [DataField(call_id=0, position=0, name="Trasy", kind=Figure.TEXT)], commune_ids=[home.id]
            )
            for kept in (home, elsewhere):
                asker = await person.add_person(
                    session, telegram_id=9_000 + 10 * n + kept.id, name=f"Osoba{n}", language="pl", now=now
                )
                await request.ask_for_access(session, asker, commune_id=kept.id, role=Role.SPECIALIST, now=now)
            for delegated in (False, True):
                new = a_forum(now, title=f"Forum {n}", sent_at=now)
                await forum_commune.call(session, new, commune_ids=[home.id])
                [one] = await forum_commune.invited(session, new.id)
                one.row.invited_at = now
                if delegated:
                    session.add_all(
                        Delegate(forum_id=new.id, commune_id=home.id, person_id=of.person.id)
                        for of in (of_anna, of_ewa)
                    )
            wanted = NewRisk(commune_id=home.id, severity=Severity.WATCH, text=f"Coś {n}")
            for of in (of_anna, of_ewa):
                raised = await raise_risk(session, wanted, by=of.person, now=now, sure=True)
                assert isinstance(raised, Raised)
                raised.risk.owner_id = of.person.id
                await treatment.add(session, raised.risk.id, text="Pismo", due=today, by=of.person, now=now)


@on_sqlite
@pytest.mark.parametrize("size", [1, 7])
async def test_queries_of_what_is_owed(town: Town, size: int) -> None:
    await crowded(town, size=size)
    anna, ewa, jan = (town.people[name] for name in ("Anna", "Ewa", "Jan"))
    path = Path()

    await path.count("the coordinator's /zadania", anna.say("/zadania"))
    anna.sees(f"Do zrobienia: {1 + 5 * size}")
    await path.count("the coordinator's /menu", anna.say("/menu"))
    anna.sees(f"Do zrobienia: {1 + 5 * size} · /zadania")
    await path.count("the Office's /zadania", jan.say("/zadania"))
    jan.sees(f"Do zrobienia: {3 * size}")
    await path.count("the stand-in's /zadania", ewa.say("/zadania"))
    ewa.sees(f"Do zrobienia: {1 + 4 * size}")
    assert path == PATH
