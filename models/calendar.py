"""The one place that knows the time and the working hours (zone, holidays, quiet hours)."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from models.reading.words import YEARS

WORK_BEGINS, WORK_ENDS = time(8), time(18)
"""The hours in which the bot writes to people unasked."""


def utc_now() -> datetime:
    """This instant by the machine's clock."""
    return datetime.now(UTC)


class Clock:
    """The association's time. Instants are in UTC; decisions are made in the zone."""

    def __init__(self, zone: ZoneInfo, country: str, now: Callable[[], datetime] = utc_now) -> None:
        self.zone = zone
        self._country = country
        self.now = now

    async def know_holidays(self) -> None:
        """Load the public holidays; asking for a working day before that would block until they are loaded."""
        await asyncio.to_thread(_holidays_of, self._country)

    def local(self, instant: datetime) -> datetime:
        """The instant on the association's wall clock."""
        return instant.astimezone(self.zone)

    def at(self, day: date, hour: time) -> datetime:
        """The instant of this wall-clock time (of an hour that comes twice, the first), in UTC."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def today(self) -> date:
        """Today's date in the zone."""
        return self.local(self.now()).date()

    def is_working_day(self, day: date) -> bool:
        """Whether the day is neither at a weekend nor a public holiday of the country."""
        return day.weekday() < 5 and day not in _holidays_of(self._country)

    def working_day(self, day: date) -> date:
        """This day, or the first working day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def last_working_day(self, day: date) -> date:
        """This day, or the last working day before it."""
        return self.working_days_from(day + timedelta(days=1), -1)

    def last_working(self, instant: datetime) -> datetime:
        """The same hour of the wall clock on this day, or on the last working day before it."""
        local = self.local(instant)
        return self.at(self.last_working_day(local.date()), local.time())

    def working_days_from(self, day: date, n: int) -> date:
        """The n-th working day after this day; before it, if n is negative."""
        step = timedelta(days=1 if n > 0 else -1)
        for _ in range(abs(n)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def coming_working_days(self, day: date, number: int) -> list[date]:
        """So many working days after this one."""
        days: list[date] = []
        while len(days) < number:
            days.append(self.working_days_from(days[-1] if days else day, 1))
        return days

    def working_days_after(self, instant: datetime, n: int) -> datetime:
        """The same wall-clock time n working days after the instant, or after the next one in working hours."""
        first = self.local(self.working_time(instant))
        return self.at(self.working_days_from(first.date(), n), first.time())

    def working_time(self, instant: datetime) -> datetime:
        """This instant, or the first one after it in working hours (8:00–18:00 of a working day)."""
        local = self.local(instant)
        day = local.date() + timedelta(days=local.time() >= WORK_ENDS)
        if (day := self.working_day(day)) != local.date() or local.time() < WORK_BEGINS:
            return self.at(day, WORK_BEGINS)
        return instant

    def working_since(self, instant: datetime) -> datetime | None:
        """When the working hours around this instant began; None in quiet hours."""
        return self.at(self.local(instant).date(), WORK_BEGINS) if self.is_working_time(instant) else None

    def is_working_time(self, instant: datetime) -> bool:
        """Whether the instant is in working hours; all other hours are quiet."""
        return self.working_time(instant) == instant


def has_holidays(country: str) -> bool:
    """Whether the public holidays of the country with this two-letter code are known."""
    listed = (resources.files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    if any(line.startswith(f"{country}\t") for line in listed.splitlines()):
        return True
    from holidays import list_supported_countries

    return country in list_supported_countries(include_aliases=False)


@cache
def _holidays_of(country: str) -> frozenset[date]:
    """All public holidays of the country.

    A separate process asks the library, because it reads all 250 countries and keeps 12 MB.
    """
    years = str(YEARS.start), str(YEARS.stop + 1)
    command = sys.executable, "-P", "-c", _ASK, country, *years
    asked = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 (this interpreter, on our own words)
    return frozenset(map(date.fromisoformat, asked.stdout.split()))


_ASK = """
import sys, holidays
_, country, first, end = sys.argv
print(*holidays.country_holidays(country, years=range(int(first), int(end))))
"""


def months_after(day: date, months: int) -> date:
    """The same day of the month this many months later, or the last day of a month that is too short."""
    from dateutil.relativedelta import relativedelta  # takes 10 ms, and few need it

    return day + relativedelta(months=months)
