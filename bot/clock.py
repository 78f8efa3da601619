"""What time it is, and which hours are for work: the one place that knows (zone, holidays, quiet hours)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
from holidays.registry import COUNTRIES

from models.setting import WORK_BEGINS, WORK_ENDS


def utc_now() -> datetime:
    """This instant by the machine's clock."""
    return datetime.now(UTC)


class Clock:
    """Time as the association lives it. Instants are UTC, decisions are made in the zone."""

    def __init__(self, zone: ZoneInfo, country: str, now: Callable[[], datetime] = utc_now) -> None:
        self.zone = zone
        self._country = country
        self.now = now

    @cached_property
    def _holidays(self) -> holidays.HolidayBase:
        return _holidays_of(self._country)

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
        """Whether it is neither a weekend nor a public holiday of the country."""
        return day.weekday() < 5 and day not in self._holidays

    def working_day(self, day: date) -> date:
        """This day, or the first working day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def working_days_from(self, day: date, n: int) -> date:
        """The n-th working day after this day; before it, if n is negative."""
        step = timedelta(days=1 if n > 0 else -1)
        for _ in range(abs(n)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_after(self, instant: datetime, n: int) -> datetime:
        """The same hour of the wall clock n working days after the instant, or after the first one in working hours."""
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
        """When the working hours began in which the instant is; None in quiet hours."""
        return self.at(self.local(instant).date(), WORK_BEGINS) if self.is_working_time(instant) else None

    def is_working_time(self, instant: datetime) -> bool:
        """Whether it is in working hours; all others are quiet."""
        return self.working_time(instant) == instant


def has_holidays(country: str) -> bool:
    """Whether the public holidays of the country with this two-letter code are known."""
    return any(country == code for _, code, *_ in COUNTRIES.values())


def _holidays_of(country: str) -> holidays.HolidayBase:
    """The library's calendar of one country, read alone: its package reads all 250 of them, 8 MB that nobody asks."""
    module, (calendar, *_) = next((module, names) for module, names in COUNTRIES.items() if country == names[1])
    spec = spec_from_file_location(
        f"holidays.countries.{module}", Path(holidays.__file__).parent / "countries" / f"{module}.py"
    )
    assert spec is not None and spec.loader is not None, "it is a file of the library"  # noqa: S101
    read = module_from_spec(spec)
    spec.loader.exec_module(read)
    found: holidays.HolidayBase = getattr(read, calendar)()
    return found
