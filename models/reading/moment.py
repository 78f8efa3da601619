"""Reading a moment as people type it: ``10.12 10:00``, ``czwartek 10``, ``za tydzień w środę o 9``, ``next thu 10am``.

All of it is relative to now on the wall clock, and what is understood is a moment that is still to come; ``czwartek
10-12`` says how long it takes as well. Days are read in ``reading_day``.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum, auto

from msgspec import Struct

from models.reading.day import Known, TypedDay, day_in, folded, named_day, without_fillers
from models.reading.words import fold, tidy

_UNTIL = re.compile(r"(?<=\d) *(?:-|\b(?:do|to)\b) *(?=\d)")
_HOUR_MARK = re.compile(r"(?<!\S)(?:od|o|from|at|godz\.?|godzina|godzinie|g\.|h) ?(?=\d)")
_HALF_DAY = re.compile(r"(?<=\d) ?(?:(a)|(p))\.?m\b\.?")
_MINUTES_APART = re.compile(r"(?:(?<=@)(\d{1,2})|(?<![^ ])(\d{1,2})(?= (?:00|2[4-9]|[3-5]\d)\b)) (?=\d\d(?![^ ]))")
"""``o 12 40``, ``jutro 12 40``; where no hour was named, only what can't be two hours."""
_HOURS = (
    "pierwszej", "drugiej", "trzeciej", "czwartej", "piatej", "szostej", "siodmej", "osmej", "dziewiatej", "dziesiatej",
    "jedenastej", "dwunastej", "trzynastej", "czternastej", "pietnastej", "szesnastej", "siedemnastej", "osiemnastej",
    "dziewietnastej", "dwudziestej",
)  # fmt: skip
_IN_WORDS = {word: str(n) for n, word in enumerate(_HOURS, start=1)} | {"pietnascie": "15", "trzydziesci": "30"}
"""``o dziesiątej trzydzieści``"""
_SPELT_HOUR = re.compile(rf"\b(?:{'|'.join(_IN_WORDS)})\b")
_NOON = re.compile(r"\b(?:(?:w |o |at )?(?:samo )?poludnie|(?:at )?noon)\b")
_HALF_PAST = re.compile(r"\b(?:(?:o|at) )?wpol do (1?[1-9]|1[0-2])\b")
_LATER_HALF = re.compile(
    r"(?:(@(?:1[01]|[1-9])(?:[:.]\d\d)?) )?\b(?:po poludniu|wieczorem|(?:in the )?(?:afternoon|evening))\b"
)
_HOUR = re.compile(r"@?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?P<half>am|pm)?")
_DURATION = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|g|godz[a-z]*|hours?)\.?)? ?"
    r"(?:(?P<minutes>\d{1,3}) ?(?:m|min[a-z]*)?\.?)?"
)
_NUMBERS = {
    "jedna": 1, "one": 1, "dwie": 2, "two": 2, "trzy": 3, "three": 3, "cztery": 4, "four": 4, "piec": 5, "five": 5,
    "szesc": 6, "six": 6, "siedem": 7, "seven": 7, "osiem": 8, "eight": 8,
}  # fmt: skip
_SPELT = (
    *((re.compile(rf"\b{word}\b"), str(n)) for word, n in _NUMBERS.items()),
    (re.compile(r"(?<=\d) (?:i pol|and a half)\b"), ".5"),
    (re.compile(r"^(?:caly dzien|(?:all|the whole) day)$"), "8 h"),
    (re.compile(r"^(?:pol dnia|half a day)$"), "4 h"),
    (re.compile(r"\bpol godziny\b|\bhalf an hour\b"), "30 min"),
    (re.compile(r"\bpoltorej godziny\b|\b(?:(?:an|1) )?hour and a half\b"), "1.5 h"),
    (re.compile(r"\b3 kwadranse\b"), "45 min"),
    (re.compile(r"\bkwadrans\b|\b(?:a )?quarter of an hour\b"), "15 min"),
    (re.compile(r"^(?:an )?(?:godzin[ae]|hour)\b"), "1 h"),
    (re.compile(r" (?:i|and) (?=\d)"), " "),
)


class Moment(Struct, frozen=True):
    """A moment, on the wall clock."""

    at: datetime
    minutes: int | None = None
    """How long it takes, where that was said."""


class OnDay(Struct, frozen=True):
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


def read_moment(text: str, now: datetime) -> Moment | OnDay | Flaw:
    """The moment that was meant; ``now`` is on the wall clock. A lone ``10`` is the tenth, a lone ``10:00`` an hour."""
    words = _words(text)
    today = now.date()
    if words is None:
        return Flaw.UNREADABLE
    if (span := _span(words, now)) is not None:
        return span
    if (typed := day_in(words, Known(today))) is not None:
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
    """The hour that was meant by ``9``, ``o 9.30``, ``12:30``, ``godz. 12 40``, ``10 am`` or ``5pm``."""
    found = _HOUR.fullmatch(_words(text) or "")
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found is not None else (24, 0)
    if found is not None and found["half"] is not None:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0) if 1 <= hour <= 12 else 24
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_duration(text: str) -> int | None:
    """Minutes: ``90``, ``90 min``, ``1,5 h``, ``2 godz.``, ``1:30``, ``półtorej godziny``; of a lone ``2``, hours."""
    typed = fold(tidy(text))
    for said, in_digits in _SPELT:
        typed = said.sub(in_digits, typed)
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
    typed = folded(text)
    if typed is None:
        return None
    typed = _NOON.sub("@12", _SPELT_HOUR.sub(lambda word: _IN_WORDS[word[0]], typed))
    typed = _HALF_PAST.sub(lambda hour: f"@{int(hour[1]) - 1}:30", typed)
    typed = re.sub(r"(?<=\d)t(?=\d)", " ", _UNTIL.sub("-", typed))
    typed = re.sub(r"(\d\.\d{1,2})\. (?=\d{1,2}(?!\d))", r"\1 ", typed)
    typed = _HALF_DAY.sub(lambda half: "am" if half[1] else "pm", re.sub(r" ?: ?", ":", typed))
    typed = _LATER_HALF.sub(lambda hour: f"{hour[1]}pm" if hour[1] else "", _HOUR_MARK.sub("@", typed))
    typed = without_fillers(typed)
    return _MINUTES_APART.sub(lambda hour: f"{hour[1] or hour[2]}:", typed)


def _splits(words: str) -> Iterator[tuple[str, str]]:
    """A day and an hour, the hour last, first or between (``10.12.2026 o 10:00 czwartek``); the whole may be one."""
    parts = words.split() or [""]
    for at in (len(parts) - 1, *range(len(parts) - 1)):
        yield " ".join(parts[:at] + parts[at + 1 :]), parts[at]


def _day_or_next(words: str, today: date) -> TypedDay | None:
    """The day that was meant; where there was none said, today, or tomorrow if it is too late for that."""
    return named_day(words, Known(today)) if words else TypedDay(today, today + timedelta(days=1))


# --- what is to come ----------------------------------------


def _only_day(typed: TypedDay, today: date) -> OnDay | Flaw:
    if not typed.is_that_weekday:
        return Flaw.OTHER_WEEKDAY
    return OnDay(typed.day) if typed.day >= today else Flaw.PAST


def _moment(typed: TypedDay, hour: time, now: datetime) -> Moment | Flaw:
    found = at_hour(typed.day, hour, now)
    day = typed.day
    if found is Flaw.PAST and typed.next_one is not None and typed.next_one > typed.day:
        day = typed.next_one
        found = at_hour(day, hour, now)
    return Flaw.OTHER_WEEKDAY if typed.weekday not in (None, day.weekday()) else found
