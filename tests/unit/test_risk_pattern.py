"""The same category in three communes within 30 days: the Office is told once, in working hours."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot import app
from bot.conversation.outgoing import Outgoing, Services
from bot.settings import Settings
from handlers.risk.pattern import announce_pattern
from models.calendar import Clock
from models.database import Database
from models.mail.outbox import Letter
from models.mail.sender import who_is
from models.people import person
from models.people.commune import commune_named
from models.people.permission import Role
from models.risk import case as risk_case
from models.risk.event import Kind
from models.risk.risk import Category, NewRisk, Raised, Severity, Transition, raise_risk
from tests.conftest import TUESDAY, on_both_engines, on_postgresql, on_sqlite
from tests.engine.test_queries import counted
from tests.rows import certain

LEGAL, LAND = Category.LEGAL, Category.LAND


@dataclass
class Office:
    """Zofia of the Office, and what she is told."""

    database: Database
    services: Services

    async def hears_of(
        self, commune: str, category: Category = LEGAL, *, days_ago: float = 0, now: datetime = TUESDAY
    ) -> str:
        """What she is told when a risk of that commune, raised so many days ago, gets the category."""
        async with self.database.transaction() as session:
            home, known = certain(await commune_named(session, commune)), certain(await who_is(session, 1))
            new = NewRisk(commune_id=home.id, severity=Severity.WATCH, text="Kłopot")
            at = now - timedelta(days=days_ago)
            raised = await raise_risk(session, new, by=known.person, now=at, sure=True)
            assert isinstance(raised, Raised)
        return await self.hears_that(raised.risk.id, category, now=now)

    async def hears_that(
        self, risk_id: int, category: Category | None, *, now: datetime = TUESDAY, reopened: bool = False
    ) -> str:
        before = await self.letters()
        async with self.database.transaction() as session:
            of, known = certain(await risk_case.case(session, risk_id)), certain(await who_is(session, 1))
            if reopened:
                risk_case.move(session, of, Transition.REOPEN, by=known.person, now=now)
            await risk_case.set_detail(session, of.risk, Kind.CATEGORY, category, by=known.person, now=now)
            outgoing = Outgoing(session, self.services, now)
            await announce_pattern(outgoing, of.risk)
            await outgoing.hand_in()
        return "\n".join(letter.arguments["text"] for letter in (await self.letters())[len(before) :])

    async def withdraws(self, risk_id: int) -> None:
        async with self.database.transaction() as session:
            of = certain(await risk_case.case(session, risk_id))
            risk_case.move(session, of, Transition.WITHDRAW, by=of.author, now=TUESDAY)

    async def letters(self) -> list[Letter]:
        async with self.database.transaction() as session:
            return list((await session.exec(select(Letter).order_by(col(Letter.id)))).all())


@pytest.fixture
async def office(settings: Settings) -> AsyncIterator[Office]:
    clock = Clock(settings.zone, "PL", now=lambda: TUESDAY)
    database = await app.prepare(settings, clock)
    async with database.transaction() as session:
        zofia = await person.add_person(session, telegram_id=1, name="Zofia Malec", language="pl", now=TUESDAY)
        await person.join(session, zofia, role=Role.OFFICE, commune_id=None, now=TUESDAY)
    yield Office(database, app.make_services(settings, "bot", clock))
    await database.close()


@on_both_engines
async def test_the_third_commune_makes_it_a_pattern_and_further_ones_are_no_news(office: Office) -> None:
    assert await office.hears_of("Niepołomice", days_ago=29) == ""
    assert await office.hears_of("Niepołomice") == ""
    assert await office.hears_of("Skawina") == ""
    assert await office.hears_of("Wieliczka", LAND) == ""
    told = await office.hears_of("Wieliczka")
    assert "w 3 gminach w ciągu 30 dni: formalno-prawne" in told
    assert "• Niepołomice: R-1, R-2\n• Skawina: R-3\n• Wieliczka: R-5" in told
    assert await office.hears_of("Wieliczka") == ""
    assert await office.hears_of("Liszki") == ""
    [letter] = await office.letters()
    labels = [button["text"] for row in letter.arguments["reply_markup"]["inline_keyboard"] for button in row]
    assert labels == ["R-5", "R-3", "R-2", "R-1"]


async def test_what_is_older_than_thirty_days_or_withdrawn_does_not_count(office: Office) -> None:
    assert await office.hears_of("Niepołomice", days_ago=30) == ""
    assert await office.hears_of("Skawina") == ""
    assert await office.hears_of("Wieliczka") == ""
    await office.withdraws(3)
    assert await office.hears_of("Liszki") == ""
    # an old one that gets its category only now is not news either
    assert await office.hears_of("Zielonki", days_ago=31) == ""
    assert "Liszki: R-4" in await office.hears_of("Mogilany")


async def test_the_same_risk_completes_it_once(office: Office) -> None:
    await office.hears_of("Niepołomice")
    await office.hears_of("Skawina")
    assert await office.hears_of("Wieliczka") != ""
    assert await office.hears_that(3, LAND) == ""
    assert await office.hears_that(3, None) == ""
    assert await office.hears_that(3, LEGAL) == ""


async def test_at_night_it_waits_for_working_hours(office: Office) -> None:
    night = TUESDAY.replace(hour=22)
    for commune in ("Niepołomice", "Skawina", "Wieliczka"):
        await office.hears_of(commune, now=night)
    [letter] = await office.letters()
    assert letter.due_at == TUESDAY.replace(day=25, hour=8)


async def test_a_pattern_that_a_withdrawn_risk_was_missing_from_is_told_when_that_comes_back(office: Office) -> None:
    await office.hears_of("Niepołomice")
    await office.hears_of("Skawina", LAND)
    await office.hears_of("Wieliczka")
    await office.withdraws(3)
    assert await office.hears_that(2, LEGAL) == ""
    assert "• Wieliczka: R-3" in await office.hears_that(3, LEGAL, reopened=True)
    assert await office.hears_of("Liszki") == "", "the fourth is no news"


async def test_a_month_later_it_is_another_pattern(office: Office) -> None:
    later = TUESDAY + timedelta(days=31)
    for commune in ("Niepołomice", "Skawina", "Wieliczka"):
        await office.hears_of(commune)
    for commune in ("Liszki", "Zielonki"):
        assert await office.hears_of(commune, now=later) == ""
    assert "• Mogilany: R-6" in await office.hears_of("Mogilany", now=later)


@on_postgresql
async def test_of_two_categories_given_at_the_same_instant_one_completes_the_pattern(office: Office) -> None:
    await office.hears_of("Niepołomice")
    await office.hears_of("Skawina", LAND)
    await office.hears_of("Wieliczka", LAND)
    told = await asyncio.gather(office.hears_that(2, LEGAL), office.hears_that(3, LEGAL))
    assert "Skawina" in "".join(told)
    assert len(await office.letters()) == 1


@on_sqlite
async def test_the_number_of_queries_does_not_grow_with_the_risks(office: Office) -> None:
    counts = []
    for number in range(12):
        with counted() as statements:
            await office.hears_of("Niepołomice", days_ago=24 - number * 2)
        counts.append(len(statements))
    assert counts[0] == counts[-1]
