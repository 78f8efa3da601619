"""A register of ten thousand risks: it lists, filters and is drawn with as many queries as one of thirty."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.playground import Person
from models.people import person
from models.people.commune import all_communes, all_fields
from models.people.permission import Role
from models.project.project import Project
from models.reading.words import fold
from models.risk.risk import OPEN, Category, Risk, Severity
from tests.conftest import Town, on_both_engines
from tests.engine.test_queries import BESIDE, counted

FEW, MANY = 31, 10_000
WALK = (
    ("say", "/ryzyka", 10),
    ("tap", "▶️", 6),
    ("say", "brak zezwolen", 6),
    ("tap", "🔎 Filtry", 5),
    ("tap", "Dziedzina", 5),
    ("tap", "mobilność", 6),
    ("tap", "Kategoria", 4),
    ("tap", "grunty", 6),
    ("tap", "Poziom", 4),
    ("tap", "A krytyczne", 6),
    ("tap", "Właściciel", 5),
    ("tap", "Anna Nowak", 7),
    ("tap", "moja gmina", 7),
    ("tap", "✅ Pokaż", 8),
    ("tap", "🗺 Macierz", 10),
    ("tap", "✖️ Pokaż wszystkie", 6),
    ("tap", "📄 CSV", 7),
)
"""Each step with the number of its queries; it finds something in both registers."""


async def risks(session: AsyncSession, number: int) -> None:
    """So many more of every kind, all over the communes, in one go."""
    anna = (await session.exec(select(person.Person).where(person.Person.name == "Anna Nowak"))).one()
    projects = (await session.exec(select(Project).order_by(col(Project.id)))).all()
    names = {commune.id: commune.name for commune in await all_communes(session)}
    rows: list[dict[str, Any]] = []
    for nth in range(number):
        # by primes, so that everything meets everything
        of = projects[nth % len(projects)]
        is_rated = nth % 11 < 7
        text = f"Brak zezwoleń numer {nth}"
        rows.append(
            {
                "author_id": anna.id,
                "commune_id": of.commune_id,
                "project_id": of.id,
                "severity": Severity.CRITICAL if nth % 3 == 0 else list(Severity)[nth % 3],
                "category": Category.LAND if nth % 5 == 0 else list(Category)[nth % 9],
                "text": text,
                "likelihood": 5 - nth // 7 % 5 if is_rated else None,
                "impact": 5 - nth // 35 % 5 if is_rated else None,
                "owner_id": anna.id if nth % 2 == 0 else None,
                "state": OPEN[nth % 3],
                "raised_at": anna.created_at + timedelta(minutes=nth),
                "waits_since": anna.created_at,
                "steps": 0,
                "folded": fold(f"{names[of.commune_id]} {of.name} {text}"),
            }
        )
    await (await session.connection()).execute(sa.insert(Risk), rows)


@asynccontextmanager
async def statements(town: Town) -> AsyncIterator[list[str]]:
    """The statements run meanwhile, on either engine."""
    if town.database.is_sqlite:
        with counted() as found:
            yield found
        return
    found = []
    engine = town.database.engine.sync_engine

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not any(part in statement for part in BESIDE):
            found.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield found
    sa.event.remove(engine, "before_cursor_execute", note)


async def walks(town: Town, jan: Person) -> tuple[tuple[str, str, int], ...]:
    """The steps, each with the number of queries that it took."""
    await jan.say("/ryzyka")
    counts = []
    for way, what, _ in WALK:
        do: Callable[[str], Awaitable[None]] = getattr(jan, way)
        async with statements(town) as found:
            await do(what)
        assert not jan.toast, (what, jan.toast)
        counts.append((way, what, len(found)))
    return tuple(counts)


@on_both_engines
async def test_ten_thousand_risks_ask_as_much_as_a_few(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Jan Kowalski", Role.CHAIR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa rowerowa")
    await town.has_projects("Skawina", "Park")
    async with town.database.transaction() as session:
        mobility = next(field for field in await all_fields(session) if field.name == "mobilność")
        for project in (await session.exec(select(Project))).all():
            project.field_id = mobility.id
        await session.flush()
        await risks(session, FEW)
    assert await walks(town, jan) == WALK
    async with town.database.transaction() as session:
        await risks(session, MANY - FEW)
    assert await walks(town, jan) == WALK
    jan.sees(f"W tabeli: {MANY}")
    await jan.say("/ryzyka")
    jan.sees(f"Zagrożenia: {MANY},")
    jan.sees_button("1/1250")
