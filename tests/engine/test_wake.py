"""What the Office sends now begins to go at once, not at the next tick of the jobs."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot import app as composition
from bot.demo.town import a_town
from bot.playground import Person
from bot.settings import Settings
from jobs import JOBS
from models.calendar import Clock
from models.people.permission import Role
from tests.conftest import TUESDAY, Town

A_SECOND = 1.0


@pytest.fixture
async def rarely_ticking(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """A bot whose jobs tick at the start and then once an hour."""
    seldom = tuple(replace(job, every=timedelta(hours=1)) for job in JOBS)
    monkeypatch.setattr(composition, "JOBS", seldom)
    async with a_town(settings, Clock(settings.zone, "PL", now=lambda: TUESDAY), scheduled=True) as town:
        while len(town.app.timetable._finished) < len(seldom):
            await asyncio.sleep(0.01)
        yield town


async def has_come(person: Person, text: str) -> None:
    async with asyncio.timeout(20):
        while not any(text in message.text for message in person.messages):
            await asyncio.sleep(0.01)


async def test_invitations_and_announcements_go_within_a_second(rarely_ticking: Town) -> None:
    jan = await rarely_ticking.meets("Jan Kowalski", Role.OFFICE)
    anna = await rarely_ticking.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await jan.say("/forum Rowerem do pracy, 10.12 10–12, Urząd Miasta")
    began = time.monotonic()
    await jan.tap("📣 Wyślij zaproszenia")
    await has_come(anna, "Zaproszenie: Rowerem do pracy")
    arrived = time.monotonic() - began
    await has_come(jan, "🔇 Bez odpowiedzi: Niepołomice")
    shown = time.monotonic() - began
    print(f"\n    the first invitation after {arrived:.2f} s, the card after {shown:.2f} s")  # noqa: T201
    assert arrived < A_SECOND
    assert shown < 3 * A_SECOND, "the card says how far they are, an hour before the next tick"
    await jan.say("/ogloszenie Jutro nie ma nas w biurze")
    await jan.tap("➡️ Podgląd")
    began = time.monotonic()
    await jan.tap("📣 Wyślij teraz")
    await has_come(anna, "Jutro nie ma nas w biurze")
    assert time.monotonic() - began < A_SECOND


async def test_only_jobs_of_the_timetable_are_woken(rarely_ticking: Town) -> None:
    with pytest.raises(ValueError, match="unpack"):
        rarely_ticking.app.timetable.wake("no-such-job")
