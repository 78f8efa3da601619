"""Reading a moment as people type it: ``10.12 10:00``, ``czwartek 10``, ``za tydzień w środę o 9``, ``next thu 10am``.

All of it is relative to now on the wall clock, and what is understood is a moment that is still to come; ``czwartek
10-12`` says how long it takes as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum, auto

from models.reading import fold, read_date, read_hour, tidy

_LONGEST_TYPED = 60
_WEEKDAYS = {
    form: number
    for number, forms in enumerate(
        (
            "poniedzialek poniedzialku pon pn monday mon",
            "wtorek wtorku wto wt tuesday tues tue",
            "sroda srode sro sr wednesday wed",
            "czwartek czwartku czw cz thursday thurs thur thu",
            "piatek piatku pia pt friday fri",
            "sobota sobote sob saturday sat",
            "niedziela niedziele niedz ndz nd sunday sun",
        )
    )
    for form in forms.split()
}
_NEAR = {"dzis": 0, "dzisiaj": 0, "today": 0, "jutro": 1, "tomorrow": 1, "pojutrze": 2}
_NEXT = r"nast(?:epny|epnym|epna|epne)|przyszl(?:y|ym|a|e)|next"
_NUMBERS = {"": 1, "a": 1, "jeden": 1, "one": 1, "dwa": 2, "two": 2, "trzy": 3, "three": 3, "cztery": 4, "four": 4}
_AHEAD = re.compile(
    rf"(?:za|in) (?P<n>\d|{'|'.join(filter(None, _NUMBERS))})? ?(?P<unit>tydzien|tygodnie|tyg\b|weeks?|dni|days?)"
)
_NEXT_WEEK = re.compile(rf"(?:{_NEXT}) (?:tygodniu|tydzien|week)")
_NEXT_SUCH = re.compile(rf"(?:{_NEXT}) (?P<weekday>[a-z]+)")

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_MONTH = re.compile(rf"(?<!\S)(\d{{1,2}})[. ]\s*({'|'.join(_ROMAN)})(?![\w:])")
_UNTIL = re.compile(r"(?<=\d)\s*(?:-|–|\b(?:do|to)\b)\s*(?=\d)")

_MONTH_FIRST = re.compile(r"^([a-z]{3,}) (\d{1,2})( \d{4})?$")
_HOUR_MARK = re.compile(r"(?<!\S)(?:od|o|from|at|godz\.?|godzina|godzinie|g\.|h) ?(?=\d)")
_FILLERS = frozenset(
    (
        "w", "we", "on", "the", "dnia", "na", "i", "o", "at", "this", "ten", "te", "ta", "rano", "coming",
        "najblizszy", "najblizsza", "najblizsze",
    )
)  # fmt: skip
_HALF_DAY = re.compile(r"(?<=\d) ?(?:(a)|(p))\.?m\b\.?")
_HOUR = re.compile(r"@?(?P<clock>[\d:.]+)(?P<half>am|pm)?")
_DURATION = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|g|godz[a-z]*|hours?)\.?)? ?"
    r"(?:(?P<minutes>\d{1,3}) ?(?:m|min[a-z]*)?\.?)?"
)


@dataclass(frozen=True)
class Moment:
    """A moment, on the wall clock."""

    at: datetime
    minutes: int | None = None
    """How long it takes, where that was said."""


@dataclass(frozen=True)
class OnDay:
    """A day; the hour was not said."""

    day: date


class Flaw(StrEnum):
    """Why no moment is meant."""

    UNREADABLE = auto()
    PAST = auto()
    OTHER_WEEKDAY = auto()
    """The date is not on that day of the week."""
    SKIPPED = auto()
    """The clocks are put forward over it."""


@dataclass(frozen=True)
class _Day:
    """A day as it was typed."""

    day: date
    next_one: date | None = None
    """What is meant where the hour has passed on that day already; None: nothing."""
    weekday: int | None = None
    """What day of the week it is said to be."""


def read_moment(text: str, now: datetime) -> Moment | OnDay | Flaw:
    """The moment that was meant; ``now`` is on the wall clock. A lone ``10`` is the tenth, a lone ``10:00`` an hour."""
    words = _words(text)
    today = now.date()
    if words is None:
        return Flaw.UNREADABLE
    if (span := _span(words, now)) is not None:
        return span
    if re.fullmatch(r"\d{1,2}\.?", words):
        day = _day_of_month(int(words.rstrip(".")), today)
        return OnDay(day) if day is not None else Flaw.UNREADABLE
    if (typed := _read_day(words, today)) is not None:
        return _only_day(typed, today)
    for day_words, hour_words in _splits(words):
        hour = read_time(hour_words)
        typed = _day_or_next(day_words, today)
        if hour is not None and typed is not None:
            return _moment(typed, hour, now)
    return Flaw.UNREADABLE


def _span(words: str, now: datetime) -> Moment | Flaw | None:
    """``czwartek 10-12``, ``10:00-12:00``; a lone ``10-12`` is a date."""
    for day_words, hour_words in _splits(words):
        first, _, last = hour_words.partition("-")
        typed = _day_or_next(day_words, now.date()) if day_words or ":" in hour_words else None
        begins, ends = read_time(first), read_time(last)
        if typed is not None and begins is not None and ends is not None and begins < ends:
            found = _moment(typed, begins, now)
            minutes = 60 * (ends.hour - begins.hour) + ends.minute - begins.minute
            return Moment(found.at, minutes) if isinstance(found, Moment) else found
    return None


def at_hour(day: date, hour: time, now: datetime) -> Moment | Flaw:
    """That hour of that day, if it is to come; of an hour that comes twice, the first."""
    at = datetime.combine(day, hour, now.tzinfo)
    if at.astimezone(UTC).astimezone(now.tzinfo).replace(tzinfo=None) != at.replace(tzinfo=None):
        return Flaw.SKIPPED
    return Moment(at) if at.astimezone(UTC) > now.astimezone(UTC) else Flaw.PAST


def read_hour_of(day: date | str | None, text: str, now: datetime) -> Moment | OnDay | Flaw:
    """``10``, ``12:30``, ``10-12`` of that day (a text as ISO writes it); or another moment altogether."""
    meant = read_moment(f"{day} {text}", now)
    return read_moment(text, now) if meant is Flaw.UNREADABLE else meant


def at_hour_or_next(day: date, hour: time, now: datetime) -> Moment:
    """That hour of a day that is not over; where it has passed, the next full hour."""
    next_hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return Moment(max(datetime.combine(day, hour, now.tzinfo), next_hour))


def read_time(text: str) -> time | None:
    """The hour that was meant by ``9``, ``o 9.30``, ``12:30``, ``10 am`` or ``5pm``."""
    found = _HOUR.fullmatch(_words(text) or "")
    hour = read_hour(found["clock"]) if found is not None else None
    if found is None or hour is None or found["half"] is None:
        return hour
    if not 1 <= hour.hour <= 12:
        return None
    return hour.replace(hour=hour.hour % 12 + (12 if found["half"] == "pm" else 0))


def read_duration(text: str) -> int | None:
    """So many minutes: ``90``, ``90 min``, ``1,5 h``, ``2 godz.``, ``1 h 30 min``, ``1:30``; of a lone ``2``, hours."""
    typed = fold(tidy(text))
    if clock := re.fullmatch(r"(\d{1,2}):([0-5]\d)", typed):
        return int(clock[1]) * 60 + int(clock[2])
    found = _DURATION.fullmatch(typed)
    if found is None or not typed:
        return None
    hours = float((found["hours"] or "0").replace(",", "."))
    minutes = int(found["minutes"] or 0)
    if typed.isdecimal() and minutes <= 12:
        hours, minutes = minutes, 0
    return round(hours * 60) + minutes


# --- taking the words apart ----------------------------------------


def _words(text: str) -> str | None:
    """In small letters, without what carries no meaning; an hour that is called one is marked with an ``@``."""
    spelt = _ROMAN_MONTH.sub(lambda month: f"{month[1]}.{_ROMAN.index(month[2]) + 1}", tidy(text))
    typed = fold(_UNTIL.sub("-", spelt))
    if len(typed) > _LONGEST_TYPED or not typed.isascii():
        return None
    typed = re.sub(r"(?<=\d)t(?=\d)", " ", re.sub(r"[,;]", " ", typed))
    typed = re.sub(r"(\d\.\d{1,2})\. (?=\d{1,2}(?!\d))", r"\1 ", typed)
    typed = _HALF_DAY.sub(lambda half: "am" if half[1] else "pm", re.sub(r" ?: ?", ":", typed))
    typed = _HOUR_MARK.sub("@", typed)
    return " ".join(word for word in typed.split() if word not in _FILLERS)


def _splits(words: str) -> Iterator[tuple[str, str]]:
    """A day and an hour, in either order; the whole may be an hour."""
    parts = words.split()
    yield " ".join(parts[:-1]), parts[-1] if parts else ""
    yield " ".join(parts[1:]), parts[0] if parts else ""


def _day_or_next(words: str, today: date) -> _Day | None:
    """The day that was meant; where there was none said, today, or tomorrow if it is too late for that."""
    return _read_day(words, today) if words else _Day(today, today + timedelta(days=1))


def _read_day(words: str, today: date) -> _Day | None:
    """The day that was meant, be it past."""
    if words in _NEAR:
        return _Day(today + timedelta(days=_NEAR[words]))
    if words == "day after tomorrow":
        return _Day(today + timedelta(days=2))
    return _ahead(words, today) or _coming_weekday(words, today) or _date(words, today)


def _ahead(words: str, today: date) -> _Day | None:
    """``za tydzień``, ``in two weeks``, ``za tydzień środę``, ``next week wednesday``, ``next wednesday``."""
    if found := _AHEAD.match(words):
        n = int(found["n"]) if (found["n"] or "").isdecimal() else _NUMBERS[found["n"] or ""]
        in_days = found["unit"][0] == "d"
    elif found := _NEXT_WEEK.match(words):
        n, in_days = 1, False
    elif (found := _NEXT_SUCH.fullmatch(words)) and found["weekday"] in _WEEKDAYS:
        return _Day(_in_week(today, 1, _WEEKDAYS[found["weekday"]]))
    else:
        return None
    rest = words[found.end() :].strip(" .")
    if not rest:
        return _Day(today + timedelta(days=n if in_days else 7 * n))
    return _Day(_in_week(today, n, _WEEKDAYS[rest])) if rest in _WEEKDAYS and not in_days else None


def _in_week(today: date, n: int, weekday: int) -> date:
    """That day of the n-th week after this one."""
    return today + timedelta(days=7 * n + weekday - today.weekday())


def _coming_weekday(words: str, today: date) -> _Day | None:
    weekday = _WEEKDAYS.get(words.rstrip("."))
    if weekday is None:
        return None
    days = (weekday - today.weekday()) % 7
    return _Day(today + timedelta(days=days), today + timedelta(days=days + 7))


def _date(words: str, today: date) -> _Day | None:
    """``10.12``, ``10.12.2026``, ``10 grudnia``, ``czw. 10.12.2026``; a whole month is no day."""
    first, _, rest = words.partition(" ")
    weekday = _WEEKDAYS.get(first.rstrip("."))
    typed = _MONTH_FIRST.sub(r"\2 \1\3", rest if weekday is not None else words)
    day = read_date(typed, today)
    if day is None or day != read_date(typed, today, to_end=True):
        return None
    return _Day(day, weekday=weekday)


def _day_of_month(number: int, today: date) -> date | None:
    """The next such day."""
    coming = (today + timedelta(days=days) for days in range(62))
    return next((day for day in coming if day.day == number), None)


# --- what is to come ----------------------------------------


def _only_day(typed: _Day, today: date) -> OnDay | Flaw:
    if typed.weekday not in (None, typed.day.weekday()):
        return Flaw.OTHER_WEEKDAY
    return OnDay(typed.day) if typed.day >= today else Flaw.PAST


def _moment(typed: _Day, hour: time, now: datetime) -> Moment | Flaw:
    found = at_hour(typed.day, hour, now)
    day = typed.day
    if found is Flaw.PAST and typed.next_one is not None and typed.next_one > typed.day:
        day = typed.next_one
        found = at_hour(day, hour, now)
    return Flaw.OTHER_WEEKDAY if typed.weekday not in (None, day.weekday()) else found
