"""The number of queries of an update or a job does not grow with projects and people."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot.playground import Person
from models.data import call as calls
from models.data.answer import DataValue
from models.data.call import DataCall, DataField
from models.data.value import Kind, State
from models.db.inline_sqlite import Cursor
from models.obligation import Obligation
from models.people.commune import all_communes
from models.people.permission import Role
from tests.conftest import WARSAW, Town, on_sqlite

PATH = {
    "/status": 5,
    "[✏️ Wypełnij]": 11,
    "a project": 4,
    "a light": 4,
    "a sentence": 5,
    "the last light": 10,
    "/raport": 18,
    "/menu": 10,
}
TREND = 13
OF_A_CALL = {"/dane": 4, "its card": 7, "[🏘 Gmina po gminie]": 6, "[🧮 Kompletność]": 10, "[📊 Excel]": 10}
BESIDE = ("FROM outbox", "UPDATE outbox SET", 'INSERT INTO "inbox" ("update_id", "content"', "SELECT 'alive'")
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)


@contextmanager
def counted(beside: tuple[str, ...] = BESIDE) -> Iterator[list[str]]:
    """The statements run meanwhile, but for those that come by the courier's and the intake's own pace."""
    statements: list[str] = []

    def note(run: Callable[..., Any]) -> Callable[..., Any]:
        def noted(cursor: Cursor, statement: str, *arguments: Any) -> Any:
            if not any(part in statement for part in beside):
                statements.append(statement)
            return run(cursor, statement, *arguments)

        return noted

    with pytest.MonkeyPatch.context() as patch:
        for way in ("execute", "executemany"):
            patch.setattr(Cursor, way, note(getattr(Cursor, way)))
        yield statements


class Path(dict[str, int]):
    """The number of statements of each step of a path, by its name."""

    async def count(self, name: str, what: Awaitable[Any]) -> None:
        with counted() as statements:
            await what
        self[name] = len(statements)


async def crowded(town: Town, *, projects: int, people: int) -> tuple[Person, Person]:
    """Anna's commune with so many projects, every commune with so many people; the round is open and answered."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        communes = [commune.name for commune in await all_communes(session)]
    for commune in communes:
        await town.has_projects(commune, *(f"Projekt {number}" for number in range(projects)))
        for number in range(people):
            await town.meets(f"{commune}{number} Osoba", Role.SPECIALIST, commune)
    await town.move_to(FRIDAY)
    await town.settled()
    return anna, jan


@on_sqlite
@pytest.mark.parametrize(("projects", "people"), [(2, 1), (12, 3)])
async def test_queries_of_an_answer(town: Town, projects: int, people: int) -> None:
    anna, jan = await crowded(town, projects=projects, people=people)
    path = Path()
    await path.count("/status", anna.say("/status"))
    await path.count("[✏️ Wypełnij]", anna.tap("✏️ Wypełnij"))
    await path.count("a project", anna.tap("Projekt 0"))
    await path.count("a light", anna.tap("🟡"))
    await path.count("a sentence", anna.say("Czekamy"))
    await anna.tap("✅ Wyślij")
    for _ in range(projects - 2):
        await anna.tap("🟢")
    await path.count("the last light", anna.tap("🟢"))
    await path.count("/raport", jan.say("/raport"))
    await path.count("/menu", anna.say("/menu"))
    assert path == PATH, "the path of an answer has grown"


@on_sqlite
@pytest.mark.parametrize(("projects", "rounds"), [(1, 1), (9, 3)])
async def test_queries_of_the_trend(town: Town, projects: int, rounds: int) -> None:
    """One transaction reads what is drawn, another one sends it."""
    _, jan = await crowded(town, projects=projects, people=1)
    for week in range(1, rounds):
        await town.move_to(FRIDAY + timedelta(weeks=week))
        await town.settled()
    await jan.say("/raport")
    with counted() as statements:
        await jan.tap("📈 Trend")
    assert len(statements) == TREND, "the trend has grown"


@on_sqlite
@pytest.mark.parametrize(("fields", "communes"), [(1, 2), (9, 12)])
async def test_queries_of_a_call_for_data(town: Town, fields: int, communes: int) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        of = DataCall(title="Żłobki", sent_at=FRIDAY, due_at=FRIDAY + timedelta(days=9), reminds=[], called_by_id=1)
        asked = [DataField(call_id=0, position=n, name=f"Miejsca {n}", kind=Kind.WHOLE) for n in range(fields)]
        ids = [commune.id for commune in await all_communes(session)][:communes]
        await calls.send(session, of, asked, commune_ids=ids)
        owed = (await session.exec(select(Obligation).where(col(Obligation.data_call_id) == of.id))).all()
        session.add_all(
            DataValue(obligation_id=one.id, field_id=field.id, person_id=1, exact="5", state=State.GIVEN, at=FRIDAY)
            for one in owed
            for field in asked
        )
    path = Path()
    await path.count("/dane", jan.say("/dane"))
    await path.count("its card", jan.tap("Żłobki"))
    await path.count("[🏘 Gmina po gminie]", jan.tap("Gmina po"))
    await path.count("[🧮 Kompletność]", jan.tap("🧮"))
    await path.count("[📊 Excel]", jan.tap("📊 Excel"))
    assert path == OF_A_CALL, "a call for data asks the database more often"


@on_sqlite
async def test_jobs_are_flat(town: Town) -> None:
    """A tick that finds nothing to do, and one that reminds every commune."""
    await crowded(town, projects=2, people=1)
    runs: list[tuple[Callable[[], Awaitable[None]], int]] = [
        (town.app.timetable.tick, 30),
        (lambda: town.move_to(datetime(2026, 11, 30, 9, tzinfo=WARSAW)), 84),
    ]
    for run, most in runs:
        with counted() as statements:
            await run()
        assert len(statements) <= most
