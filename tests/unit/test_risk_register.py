"""The register of risks: who reads what, in which order, what words and filters find, what the files hold."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import app
from bot.settings import Settings
from models.database import Database
from models.people import person
from models.people.commune import all_fields, commune_named
from models.people.permission import Role
from models.people.person import Membership, Person, Somebody
from models.project import project
from models.risk import register as risk_register
from models.risk.register import Placed, Reader, Wanted, Whose
from models.risk.risk import Band, Category, NewRisk, Raised, Risk, Severity, State, raise_risk
from tests.conftest import on_both_engines
from tests.rows import certain

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HERE, THERE = "Niepołomice", "Skawina"


async def raised(
    session: AsyncSession,
    by: Somebody,
    text: str = "Kłopot",
    *,
    commune: str = HERE,
    of: str | None = None,
    severity: Severity = Severity.WATCH,
    **details: Any,
) -> Risk:
    """A risk to that project of the commune (made, where there is none), an hour after the last one."""
    home = certain(await commune_named(session, commune))
    threatened = None
    if of is not None:
        threatened = await project.named(session, home.id, of)
        threatened = threatened or await project.add(session, name=of, commune_id=home.id, now=NOW)
    new = NewRisk(
        commune_id=home.id, project_id=threatened.id if threatened else None, severity=severity, text=text
    )  # fmt: skip
    earlier = await risk_register.count(session, Reader(0, frozenset(), None), Wanted(closed=True))
    done = await raise_risk(session, new, by=by, now=NOW + earlier * timedelta(hours=1), sure=True)
    assert isinstance(done, Raised)
    for name, value in details.items():
        setattr(done.risk, name, value)
    await session.flush()
    return done.risk


async def numbers(session: AsyncSession, reader: Reader, **wanted: Any) -> list[str]:
    page = await risk_register.page(session, reader, Wanted(**wanted), number=0, size=100)
    assert page.total == len(page.lines)
    return [line.number for line in page.lines]


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    """The association's communes are in it, and nobody."""
    database = await app.prepare(settings)
    yield database
    await database.close()


class People:
    """Two teams and the Office."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._known: dict[str, Person] = {}

    async def meet(self, name: str, role: Role, commune: str | None = None) -> Person:
        known = self._known.get(name)
        if known is None:
            known = await person.add_person(
                self._session, telegram_id=len(self._known) + 1, name=name, language="pl", now=NOW
            )
            self._known[name] = known
        home = await commune_named(self._session, commune) if commune else None
        await person.join(self._session, known, role=role, commune_id=home.id if home else None, now=NOW)
        return known

    async def reader(self, name: str) -> Reader:
        return await self.reader_in(self._session, name)

    async def reader_in(self, session: AsyncSession, name: str) -> Reader:
        known = self._known[name]
        memberships = await person.memberships_of(session, [known])
        return Reader.of(known, memberships[known.id])


async def everybody(session: AsyncSession) -> People:
    people = People(session)
    await people.meet("Jan", Role.OFFICE)
    await people.meet("Anna", Role.COORDINATOR, HERE)
    await people.meet("Ewa", Role.SPECIALIST, HERE)
    await people.meet("Marek", Role.COORDINATOR, THERE)
    return people


# --- the order, and who reads what ----------------------------------------


@on_both_engines
async def test_the_worst_stand_first_and_of_equals_the_oldest(database: Database) -> None:
    async with database.transaction() as session:
        people = await everybody(session)
        anna = await people.meet("Anna", Role.COORDINATOR, HERE)
        await raised(session, anna, severity=Severity.WATCH)
        await raised(session, anna, severity=Severity.SERIOUS)
        await raised(session, anna, severity=Severity.WATCH, likelihood=4, impact=3)
        await raised(session, anna, severity=Severity.CRITICAL, likelihood=1, impact=1)
        await raised(session, anna, severity=Severity.CRITICAL, likelihood=2)
        await raised(session, anna, severity=Severity.CRITICAL, state=State.CLOSED)
        office = await people.reader("Jan")
        assert await numbers(session, office) == ["R-5", "R-2", "R-3", "R-1", "R-4"]
        assert await numbers(session, office, closed=True) == ["R-5", "R-2", "R-3", "R-1", "R-4", "R-6"]


@on_both_engines
async def test_nobody_reads_beyond_their_rights_not_even_what_is_their_own(database: Database) -> None:
    async with database.transaction() as session:
        people = await everybody(session)
        jan, anna, marek = [
            await people.meet("Jan", Role.OFFICE),
            await people.meet("Anna", Role.COORDINATOR, HERE),
            await people.meet("Marek", Role.COORDINATOR, THERE),
        ]
        await raised(session, anna)
        await raised(session, marek, commune=THERE)
        await raised(session, anna, commune=THERE)
        await raised(session, jan, owner_id=(await people.reader("Ewa")).person_id)
        seen = {
            (name, whose): await numbers(session, await people.reader(name), whose=whose)
            for name in ("Jan", "Anna", "Ewa", "Marek")
            for whose in Whose
        }
    here, everywhere = ["R-1", "R-4"], ["R-1", "R-2", "R-3", "R-4"]
    assert seen == {
        ("Jan", Whose.ALL): everywhere,
        ("Jan", Whose.COMMUNE): everywhere,
        ("Jan", Whose.MINE): ["R-4"],
        ("Anna", Whose.ALL): here,
        ("Anna", Whose.COMMUNE): here,
        ("Anna", Whose.MINE): ["R-1"],
        ("Ewa", Whose.ALL): here,
        ("Ewa", Whose.COMMUNE): here,
        ("Ewa", Whose.MINE): ["R-4"],
        ("Marek", Whose.ALL): ["R-2", "R-3"],
        ("Marek", Whose.COMMUNE): ["R-2", "R-3"],
        ("Marek", Whose.MINE): ["R-2"],
    }


def test_the_parts_to_choose_from_are_those_that_differ() -> None:
    def parts(*roles: tuple[Role, int | None]) -> list[Whose]:
        of = Person(id=1, telegram_id=1, name="Anna", created_at=NOW)
        return Reader.of(
            of, [Membership(person_id=1, commune_id=commune, role=role, since=NOW) for role, commune in roles]
        ).parts

    assert parts((Role.SPECIALIST, 1)) == [Whose.COMMUNE, Whose.MINE]
    assert parts((Role.OFFICE, None)) == [Whose.ALL, Whose.MINE]
    assert parts((Role.OFFICE, None), (Role.CHAIR, 1)) == [Whose.ALL, Whose.COMMUNE, Whose.MINE]


# --- words and filters ----------------------------------------


@on_both_engines
async def test_words_are_looked_for_in_names_text_and_number(database: Database) -> None:
    async with database.transaction() as session:
        people = await everybody(session)
        anna = await people.meet("Anna", Role.COORDINATOR, HERE)
        await raised(session, anna, "Brak decyzji środowiskowej", of="P+R Podłęże")
        await raised(session, anna, "Drożeje o 50%, poz. 3_a \\ aneks")
        await raised(session, anna, "Łąka jest mokra, 12 hektarów", commune=THERE, severity=Severity.CRITICAL)
        office = await people.reader("Jan")
        found = {
            words: await numbers(session, office, words=words)
            for words in (
                "podleze", "PODŁĘŻE", "srodowisk brak", "brak mokra", "skaw", "laka", "r-2", "R 2", "2", "12",
                "50%", "5%", "3_a", "3%a", "_", "\\", "'", "999999999999", "\u0301",
            )
        }  # fmt: skip
    # the number that was typed stands before worse ones that happen to have it in their text
    first, second, third = (f"R-{number}" for number in (1, 2, 3))
    assert found == {
        "podleze": [first], "PODŁĘŻE": [first], "srodowisk brak": [first], "brak mokra": [], "skaw": [third],
        "laka": [third], "r-2": [second], "R 2": [second, third], "2": [second, third], "12": [third],
        "50%": [second], "5%": [], "3_a": [second], "3%a": [], "_": [second], "\\": [second], "'": [],
        "999999999999": [], "\u0301": [third, first, second],
    }  # fmt: skip


@on_both_engines
async def test_filters_find_what_fits_all_of_them(database: Database) -> None:
    async with database.transaction() as session:
        people = await everybody(session)
        anna = await people.meet("Anna", Role.COORDINATOR, HERE)
        fields = await all_fields(session)
        money = await raised(session, anna, of="P+R", category=Category.FINANCING, likelihood=5, impact=4)
        land = await raised(session, anna, of="Park", category=Category.LAND, severity=Severity.CRITICAL)
        low = await raised(
            session, anna, category=Category.FINANCING, severity=Severity.CRITICAL, likelihood=1, impact=5
        )
        low.owner_id = money.owner_id = anna.id
        (await session.get_one(project.Project, money.project_id)).field_id = fields[1].id
        (await session.get_one(project.Project, land.project_id)).field_id = fields[2].id
        await session.flush()
        office = await people.reader("Jan")

        async def found(**wanted: Any) -> list[str]:
            return await numbers(session, office, **wanted)

        assert await found(field=fields[1].id) == ["R-1"]
        assert await found(category=Category.FINANCING) == ["R-1", "R-3"]
        # the rated one by its score, the other one by its severity
        assert await found(band=Band.A) == ["R-2", "R-1"]
        assert await found(band=Band.D) == ["R-3"]
        assert await found(owner=anna.id) == ["R-1", "R-3"]
        assert await found(owner=anna.id, band=Band.D, category=Category.FINANCING) == ["R-3"]
        assert await found(owner=anna.id, field=fields[2].id) == []
        assert await found(field=fields[2].id, words="park") == ["R-2"]


@on_both_engines
async def test_owners_are_those_whom_the_rest_of_the_filters_leave(database: Database) -> None:
    async with database.transaction() as session:
        people = await everybody(session)
        anna, ewa, marek = (
            await people.meet("Anna", Role.COORDINATOR, HERE),
            await people.meet("Ewa", Role.SPECIALIST, HERE),
            await people.meet("Marek", Role.COORDINATOR, THERE),
        )
        ewa.name = "Łucja"
        await raised(session, anna, owner_id=marek.id, commune=THERE)
        await raised(session, anna, owner_id=ewa.id)
        await raised(session, anna, owner_id=anna.id)
        await raised(session, anna, owner_id=anna.id)
        await raised(session, anna, owner_id=marek.id, state=State.CLOSED)

        async def names(name: str, **wanted: Any) -> list[str]:
            found = await risk_register.owners(session, await people.reader(name), Wanted(**wanted))
            return [name for _, name in found]

        assert await names("Jan") == ["Anna", "Łucja", "Marek"]
        assert await names("Jan", owner=anna.id) == ["Anna", "Łucja", "Marek"]
        assert await names("Ewa") == ["Anna", "Łucja"]
        assert await names("Ewa", closed=True) == ["Anna", "Łucja", "Marek"]


@on_both_engines
async def test_what_is_rated_by_half_lies_in_the_tray_and_the_worst_have_names_and_arrows(database: Database) -> None:
    async with database.transaction() as session:
        people = await everybody(session)
        anna = await people.meet("Anna", Role.COORDINATOR, HERE)
        after: dict[str, Any] = {"likelihood_after": 1, "impact_after": 3}
        unknown: dict[str, Any] = {}
        rated = ((2, None, unknown), (None, 3, unknown), (2, 3, after), (2, 3, after), (5, 5, unknown))
        for likelihood, impact, more in rated:
            await raised(session, anna, likelihood=likelihood, impact=impact, of="P+R", **more)
        for severity in (Severity.SERIOUS, Severity.CRITICAL, Severity.CRITICAL):
            await raised(session, anna, severity=severity, likelihood_after=1, impact_after=1)
        await raised(session, anna, likelihood=1, impact=1, likelihood_after=1, impact_after=1)
        found = await risk_register.placed(session, await people.reader("Jan"), Wanted())
    assert found.cells == {(5, 5): ["R-5"], (2, 3): ["R-3", "R-4"], (1, 1): ["R-9"]}
    assert found.rated == 4
    assert found.unrated == [(Band.A, "R-7"), (Band.A, "R-8"), (Band.B, "R-6"), (Band.C, "R-1"), (Band.C, "R-2")]
    assert [line.number for line in found.worst] == ["R-5", "R-7", "R-8", "R-6", "R-1"]
    assert found.moves == [], "none of the worst is rated for after"
    narrowed = await _placed(database, people, Wanted(words="R-3"))
    assert [(line.score, line.score_after, line.project, line.commune) for line in narrowed.worst] == [
        (6, 3, "P+R", HERE)
    ]
    assert narrowed.moves == [((2, 3), (1, 3))]
    assert (await _placed(database, people, Wanted(words="R-9"))).moves == [], "it stays where it is"


async def _placed(database: Database, people: People, wanted: Wanted) -> Placed:
    async with database.transaction() as session:
        return await risk_register.placed(session, await people.reader_in(session, "Jan"), wanted)


@on_both_engines
async def test_pages(database: Database) -> None:
    async with database.transaction() as session:
        people = await everybody(session)
        anna = await people.meet("Anna", Role.COORDINATOR, HERE)
        office = await people.reader("Jan")
        empty = await risk_register.page(session, office, Wanted(), number=7, size=2)
        assert (empty.lines, empty.total, empty.number, empty.last) == ((), 0, 0, 0)
        for _ in range(5):
            await raised(session, anna)
        pages = [await risk_register.page(session, office, Wanted(), number=n, size=2) for n in (0, 1, 2, 2**31 - 1)]
    assert [[line.id for line in page.lines] for page in pages] == [[1, 2], [3, 4], [5], [5]]
    assert {(page.total, page.last) for page in pages} == {(5, 2)}
    assert pages[-1].number == 2


# --- in the chat ----------------------------------------
