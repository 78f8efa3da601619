"""The ways in which a meeting is repeated, as RRULE (RFC 5545)."""

from datetime import datetime, timedelta
from enum import StrEnum, auto
from zoneinfo import ZoneInfo

from msgspec import Struct

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


class Rhythm(StrEnum):
    WEEKLY = auto()
    FORTNIGHTLY = auto()
    MONTHLY = auto()
    """On the same weekday of the month as the first: every first Thursday."""
    MONTHLY_LAST = auto()
    """On the last such weekday of the month."""
    QUARTERLY = auto()
    """On the same weekday of every third month."""


class Series(Struct, frozen=True):
    """A rhythm with its weekday (Monday is 0) and its place in the month (1 to 4, or the last)."""

    rhythm: Rhythm
    weekday: int
    nth: int = 0

    @property
    def rule(self) -> str:
        day = DAYS[self.weekday]
        match self.rhythm:
            case Rhythm.WEEKLY:
                return f"FREQ=WEEKLY;BYDAY={day}"
            case Rhythm.FORTNIGHTLY:
                return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}"
            case Rhythm.QUARTERLY:
                return f"FREQ=MONTHLY;INTERVAL=3;BYDAY={self.nth:+}{day}"
        return f"FREQ=MONTHLY;BYDAY={self.nth:+}{day}"


def offered(starts_at: datetime, zone: ZoneInfo) -> list[Series]:
    """Rhythms in which a meeting that begins then can be repeated."""
    day = starts_at.astimezone(zone).date()
    nth, is_last = (day.day + 6) // 7, (day + timedelta(days=7)).month != day.month
    weekday = day.weekday()
    ways = [Series(Rhythm.WEEKLY, weekday), Series(Rhythm.FORTNIGHTLY, weekday)]
    if nth <= 4:
        ways.append(Series(Rhythm.MONTHLY, weekday, nth))
    if is_last:
        ways.append(Series(Rhythm.MONTHLY_LAST, weekday, LAST))
    return [*ways, Series(Rhythm.QUARTERLY, weekday, LAST if nth > 4 else nth)]


def repeated(rhythm: Rhythm, starts_at: datetime, zone: ZoneInfo) -> Series:
    """The series in this rhythm that begins then; a fifth Thursday counts as the month's last."""
    ways = {way.rhythm: way for way in offered(starts_at, zone)}
    return ways.get(rhythm) or ways.get(Rhythm.MONTHLY_LAST) or ways[Rhythm.MONTHLY]


def read(rule: str) -> Series:
    """The series that one of our rules means."""
    parts = dict(part.split("=") for part in rule.split(";"))
    weekday = DAYS.index(parts["BYDAY"][-2:])
    nth = int(parts["BYDAY"][:-2] or 0)
    if parts["FREQ"] == "WEEKLY":
        return Series(Rhythm.FORTNIGHTLY if "INTERVAL" in parts else Rhythm.WEEKLY, weekday)
    if "INTERVAL" in parts:
        return Series(Rhythm.QUARTERLY, weekday, nth)
    return Series(Rhythm.MONTHLY_LAST if nth == LAST else Rhythm.MONTHLY, weekday, nth)
