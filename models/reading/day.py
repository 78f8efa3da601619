"""Reading a day as people type it: ``10.12``, ``10 grudnia 2026 r.``, ``10 XII``, ``jutro``, ``w piątek``, ``10``.

``od jutra do piątku`` and ``16–22.11`` are two of them.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from models.reading.words import YEARS, fold, tidy

LONGEST_TYPED = 60
_HALF_A_YEAR = timedelta(days=182)
_WEEKDAYS = {
    form: number
    for number, forms in enumerate(
        (
            "poniedzialek poniedzialku poniedzialkiem pon pn monday mon",
            "wtorek wtorku wto wt tuesday tues tue",
            "sroda srode srody sro sr wednesday wed",
            "czwartek czwartku czw cz thursday thurs thur thu",
            "piatek piatku pia pt friday fri",
            "sobota sobote soboty sob saturday sat",
            "niedziela niedziele niedzieli niedz ndz nd sunday sun",
        )
    )
    for form in forms.split()
}
_NEAR = {
    "dzis": 0, "dzisiaj": 0, "today": 0, "jutro": 1, "jutra": 1, "tomorrow": 1,
    "pojutrze": 2, "pojutrza": 2, "day after tomorrow": 2,
}  # fmt: skip
_NEXT = r"nast(?:epny|epnym|epnego|epna|epnej|epne)|przyszl(?:y|ym|ego|a|ej|e)|next"
_NUMBERS = {"": 1, "a": 1, "jeden": 1, "one": 1, "dwa": 2, "two": 2, "trzy": 3, "three": 3, "cztery": 4, "four": 4}
_AHEAD = re.compile(
    rf"(?:za|in) (?P<n>\d|{'|'.join(filter(None, _NUMBERS))})? ?"
    r"(?P<unit>tydzien|tygodnie|tyg\b|weeks?|dni|days?|miesiac\b|miesiace|miesiecy|mies\b|months?)"
)
_WEEKDAY_AHEAD = re.compile(r"(?P<weekday>[a-z]+) (?P<ahead>(?:za|in) .+)")
_NEXT_WEEK = re.compile(rf"(?:{_NEXT}) (?:tygodniu|tydzien|week)")
_NEXT_SUCH = re.compile(rf"(?:{_NEXT}) (?P<weekday>[a-z]+)")
_NTH = {
    "pierwsz": 1, "first": 1, "drug": 2, "second": 2, "trzeci": 3, "third": 3, "czwart": 4, "fourth": 4, "ost": -1,
    "last": -1,
}  # fmt: skip
_NTH_OF_MONTH = re.compile(
    r"(?P<nth>pierwsz|first|drug|second|trzeci|third|czwart(?!ek|k)|fourth|ost(?=atni)|last)[a-z]* "
    r"(?P<weekday>[a-z]+) (?P<month>[a-z]{3,})(?: (?P<year>\d{4}))?"
)
_THIS_YEAR = re.compile(r"\b(?:b\. ?r\.?|br\b\.?|tego roku\b|this year\b)")
_ENDING = re.compile(r"(?<=\d)-?(?:tego|ego|go|tej|ej|st|nd|rd|th)\b")
"""``10-go``, ``10tej``, ``10th``."""

_MONTHS = (
    "styczen stycznia styczniu january", "luty lutego lutym february", "marzec marca marcu march",
    "kwiecien kwietnia kwietniu april", "maj maja maju may", "czerwiec czerwca czerwcu june",
    "lipiec lipca lipcu july", "sierpien sierpnia sierpniu august", "wrzesien wrzesnia wrzesniu september",
    "pazdziernik pazdziernika pazdzierniku october", "listopad listopada listopadzie november",
    "grudzien grudnia grudniu december",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_MONTH = re.compile(rf"(?<!\S)(\d{{1,2}})[. ]\s*({'|'.join(_ROMAN)})(?![\w:])")
_MONTH_FIRST = re.compile(r"^([a-z]{3,}) (\d{1,2})( \d{4})?$")
_DATES = tuple(
    re.compile(form)
    for form in (
        r"(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?:(?:(?P=mark)| (?=\d{4}))(?P<year>\d{4}|\d\d))?[.]?",
        r"(?P<year>\d{4})(?P<mark>[./-])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?",
        r"(?P<month>\d{1,2})[./-](?P<year>\d{4})",
        r"(?:(?P<day>\d{1,2})[. ]?)?(?P<month>[a-z]{3,})[. ]?(?P<year>\d{4})?",
    )
)
_FILLERS = frozenset(
    (
        "w", "we", "on", "of", "the", "dnia", "dniu", "dniach", "na", "i", "o", "at", "this", "ten", "te", "ta", "rano",
        "coming", "najblizszy", "najblizszego", "najblizsza", "najblizszej", "najblizsze",
    )
)  # fmt: skip
_SINCE = re.compile(r"^(?:od|from)\b", re.IGNORECASE)
_BY = re.compile(r"^(?:do|until|till|by)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[-–—]|\b(?:do|to|until|till)\b", re.IGNORECASE)
_LONE = re.compile(r"(\d{1,2})\.?")


class Known(Struct, frozen=True):
    """What a day is read by."""

    today: date | None
    """None: only a day that says its year is one."""
    near: date | None = None
    """Of days without a year the one nearest to this day is meant, be it before; None: the next one from today."""
    whole_month: Literal["first", "last"] | None = None
    """Which of its days a whole month stands for; None: it is no day."""


class TypedDay(Struct, frozen=True):
    """A day as it was typed."""

    day: date
    next_one: date | None = None
    """What is meant where the hour has passed on that day already; None: nothing."""
    weekday: int | None = None
    """What day of the week it is said to be."""

    @property
    def is_that_weekday(self) -> bool:
        """Whether it is the day of the week that it is said to be."""
        return self.weekday in (None, self.day.weekday())


def read_day(
    text: str,
    today: date | None,
    *,
    near: date | None = None,
    whole_month: Literal["first", "last"] | None = None,
) -> date | None:
    """The day that was meant, be it past (see ``Known``); a lone ``10`` is the tenth."""
    words = folded(_BY.sub("", _SINCE.sub("", tidy(text))))
    typed = day_in(without_fillers(words), Known(today, near, whole_month)) if words is not None else None
    return typed.day if typed is not None and typed.is_that_weekday else None


def read_span(text: str, today: date) -> tuple[date, date | None] | None:
    """``30.11-4.12``, ``od jutra do piątku``, ``16–22.11``; of a single day the first only, None for what is neither.

    Of a day without a year the nearest is meant: a slip is not taken for a day of next year.
    """
    typed = _SINCE.sub("", tidy(text))
    if len(typed) > 2 * LONGEST_TYPED:
        return None
    if "–" not in typed and (only := read_day(typed, today, near=today)) is not None:
        return only, None
    for between in _BETWEEN.finditer(typed):
        before, after = typed[: between.start()], typed[between.end() :]
        if lone := _LONE.fullmatch(without_fillers(folded(before) or "")):
            last = read_day(after, today, near=today)
            first = _last_such(int(lone[1]), last) if last is not None else None
        else:
            first = read_day(before, today, near=today)
            last = read_day(after, today, near=first) if first is not None else None
        if first is not None and last is not None:
            return first, last
    return None


def _last_such(number: int, until: date) -> date | None:
    """The last day of that number that is not after ``until``."""
    return next((day for n in range(62) if (day := until - timedelta(days=n)).day == number), None)


# --- for whoever reads an hour as well ----------------------------------------


def folded(text: str) -> str | None:
    """In small letters without diacritics, a Roman month in digits; None for what is too long or no day at all."""
    spelt = _ROMAN_MONTH.sub(lambda month: f"{month[1]}.{_ROMAN.index(month[2]) + 1}", tidy(text))
    typed = _ENDING.sub("", fold(spelt.replace("–", "-")))
    if len(typed) > LONGEST_TYPED or not typed.isascii():
        return None
    return re.sub(r"(?<=\d) ?(?:r\b\.?|roku\b)", "", re.sub(r"[,;()]", " ", typed))


def without_fillers(typed: str) -> str:
    """The words that say something, with single spaces."""
    return " ".join(word for word in typed.split() if word not in _FILLERS)


def day_in(words: str, known: Known) -> TypedDay | None:
    """The day that these words mean; a lone ``10`` is the tenth."""
    start = known.near or known.today
    if start is None or not _LONE.fullmatch(words):
        return named_day(words, known)
    day = next((day for n in range(62) if (day := start + timedelta(days=n)).day == int(words.rstrip("."))), None)
    return TypedDay(day) if day is not None else None


def named_day(words: str, known: Known) -> TypedDay | None:
    """The day that these words mean, beside which a lone number may stand for something else."""
    if known.today is None:
        return _date(words, known)
    if words in _NEAR:
        return TypedDay(known.today + timedelta(days=_NEAR[words]))
    words = _THIS_YEAR.sub(str(known.today.year), words)
    found = _ahead(words, known.today) or _coming_weekday(words, known.near or known.today)
    return found or _nth_of_month(words, known.today) or _date(words, known)


def _ahead(words: str, today: date) -> TypedDay | None:
    """``za tydzień``, ``in two weeks``, ``za miesiąc``, ``za tydzień środę``, ``środa za tydzień``, ``next week
    wednesday``, ``next wednesday``."""
    if (found := _WEEKDAY_AHEAD.fullmatch(words)) and found["weekday"] in _WEEKDAYS:
        since = today + timedelta(days=(_WEEKDAYS[found["weekday"]] - today.weekday()) % 7)
        then = _ahead(found["ahead"], since)
        return then if then is not None and then.day.weekday() == since.weekday() else None
    if found := _AHEAD.match(words):
        n = int(found["n"]) if (found["n"] or "").isdecimal() else _NUMBERS[found["n"] or ""]
        in_days = found["unit"][0] == "d"
        if found["unit"][0] == "m":
            return TypedDay(_months_after(today, n)) if found.end() == len(words.rstrip(" .")) else None
    elif found := _NEXT_WEEK.match(words):
        n, in_days = 1, False
    elif (found := _NEXT_SUCH.fullmatch(words)) and found["weekday"] in _WEEKDAYS:
        return TypedDay(_in_week(today, 1, _WEEKDAYS[found["weekday"]]))
    else:
        return None
    rest = words[found.end() :].strip(" .")
    if not rest:
        return TypedDay(today + timedelta(days=n if in_days else 7 * n))
    return TypedDay(_in_week(today, n, _WEEKDAYS[rest])) if rest in _WEEKDAYS and not in_days else None


def _in_week(today: date, n: int, weekday: int) -> date:
    """That day of the n-th week after this one."""
    return today + timedelta(days=7 * n + weekday - today.weekday())


def _months_after(day: date, n: int) -> date:
    """The same day of the month, or the last one of a month that is too short."""
    year, month = divmod(day.month - 1 + n, 12)
    return date(day.year + year, month + 1, min(day.day, monthrange(day.year + year, month + 1)[1]))


def _nth_of_month(words: str, today: date) -> TypedDay | None:
    """``pierwszy czwartek grudnia``, ``last Friday of January 2027``: the next one that is not past."""
    found = _NTH_OF_MONTH.fullmatch(words)
    weekday, month = (_WEEKDAYS.get(found["weekday"]), _month(found["month"])) if found is not None else (None, 0)
    if found is None or weekday is None or not month:
        return None
    years = [int(found["year"])] if found["year"] else [today.year, today.year + 1]
    days = [_nth(_NTH[found["nth"]], weekday, year, month) for year in years if year in YEARS]
    return next((TypedDay(day) for day in days if day >= today or found["year"]), None)


def _nth(nth: int, weekday: int, year: int, month: int) -> date:
    """The first such day of the month, or another; -1: the last."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _coming_weekday(words: str, start: date) -> TypedDay | None:
    weekday = _WEEKDAYS.get(words.rstrip("."))
    if weekday is None:
        return None
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    return TypedDay(day, day + timedelta(days=7))


def _date(words: str, known: Known) -> TypedDay | None:
    """``10.12``, ``10.12.2026``, ``10 grudnia``, ``czw. 10.12.2026``, ``10.12.2026 czwartek``."""
    parts = words.split()
    weekday = None
    for at in (0, -1):
        if len(parts) > 1 and weekday is None and (weekday := _WEEKDAYS.get(parts[at].rstrip("."))) is not None:
            del parts[at]
    day = _on_calendar(_MONTH_FIRST.sub(r"\2 \1\3", " ".join(parts)), known)
    return TypedDay(day, weekday=weekday) if day is not None else None


def _on_calendar(typed: str, known: Known) -> date | None:
    typed = re.sub(r" ?([./-]) ?", r"\1", typed)
    part = next((found.groupdict() for form in _DATES if (found := form.fullmatch(typed))), {})
    month = _month(part.get("month") or "")
    day = int(part["day"]) if part.get("day") else None
    if part.get("year"):
        year = int(part["year"])
        return _day(year + 2000 if year < 100 else year, month, day, known)
    since = known.near - _HALF_A_YEAR if known.near is not None else known.today
    if day is None or since is None:
        return None
    coming = (_day(year, month, day, known) for year in range(since.year, since.year + 9))
    return next((found for found in coming if found is not None and found >= since), None)


def _month(typed: str) -> int:
    """The number of a month written in digits or letters; 0 when it is none."""
    if typed.isdecimal():
        return int(typed)
    names = enumerate(_MONTHS, start=1)
    return next((n for n, forms in names if typed and any(form.startswith(typed) for form in forms.split())), 0)


def _day(year: int, month: int, day: int | None, known: Known) -> date | None:
    if year not in YEARS or not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    if day is None:
        day = {"first": 1, "last": length, None: 0}[known.whole_month]
    return date(year, month, day) if 1 <= day <= length else None
