"""Reading what people write: names whatever their spelling, dates and amounts as they are typed in Polish."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

_T = TypeVar("_T")

YEARS = range(1990, 2100)
"""A year outside of these is a slip of the finger."""

_PLAIN: dict[int, str | None] = {ord("ł"): "l", **dict.fromkeys(range(0x300, 0x370))}
"""Marks that stand above or below a letter of their own are left out."""

_MONTHS = (
    "styczen stycznia january", "luty lutego february", "marzec marca march", "kwiecien kwietnia april",
    "maj maja may", "czerwiec czerwca june", "lipiec lipca july", "sierpien sierpnia august",
    "wrzesien wrzesnia september", "pazdziernik pazdziernika october", "listopad listopada november",
    "grudzien grudnia december",
)  # fmt: skip
_DATES = tuple(
    re.compile(form)
    for form in (
        r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})(?:[./-](?P<year>\d{4}|\d\d))?[.]?",
        r"(?P<year>\d{4})[./-](?P<month>\d{1,2})(?:[./-](?P<day>\d{1,2}))?",
        r"(?P<month>\d{1,2})[./-](?P<year>\d{4})",
        r"(?:(?P<day>\d{1,2})[. ]?)?(?P<month>[a-z]{3,})[. ]?(?P<year>\d{4})?",
    )
)

_AMOUNT = re.compile(r"(?P<number>[0-9.,]{1,20}?)(?P<unit>[a-z]+?)??\.?(?:zl|zlotych|pln)?\.?")
_GROUPS = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*)(?:(?!(?P=mark))[.,](?P<rest>\d{1,2}))?"
)
_UNITS = {
    "": 1,
    "tys": 10**3, "tysiac": 10**3, "tysiace": 10**3, "tysiecy": 10**3, "k": 10**3, "thousand": 10**3,
    "mln": 10**6, "milion": 10**6, "miliony": 10**6, "miliona": 10**6, "milionow": 10**6, "million": 10**6,
    "mld": 10**9, "miliard": 10**9, "miliardy": 10**9, "miliarda": 10**9, "miliardow": 10**9, "billion": 10**9,
}  # fmt: skip


def fold(text: str) -> str:
    """Lower case without diacritics, for comparing, searching and sorting."""
    return unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)


def in_order(those: Iterable[_T], name: Callable[[_T], str]) -> list[_T]:
    """As in the alphabet: databases put Ś after Z, or not, as they are set up."""
    return sorted(those, key=lambda one: fold(name(one)))


def tidy(text: str) -> str:
    """The text in one line, with single spaces."""
    return " ".join(text.replace("\0", "").split())


def read_date(text: str, today: date | None, *, to_end: bool = False) -> date | None:
    """The day that was meant by ``10.12``, ``10.12.2026``, ``2026-12-10``, ``12.2026`` or ``10 grudnia``.

    A day without a year is the next such day (without ``today`` it is not understood). A month stands for its first
    day, with ``to_end`` for its last.
    """
    typed = re.sub(r" ?([./-]) ?", r"\1", re.sub(r" ?r\.?$", "", fold(tidy(text))))
    part = next((found.groupdict() for form in _DATES if (found := form.fullmatch(typed))), {})
    month = _month(part.get("month") or "")
    day = int(part["day"]) if part.get("day") else None
    if part.get("year"):
        year = int(part["year"])
        return _day(year + 2000 if year < 100 else year, month, day, to_end=to_end)
    if day is None or today is None:
        return None
    coming = (_day(year, month, day) for year in range(today.year, today.year + 9))
    return next((found for found in coming if found is not None and found >= today), None)


def _month(typed: str) -> int:
    """The number of a month written in digits or letters; 0 when it is none."""
    if typed.isdecimal():
        return int(typed)
    names = enumerate(_MONTHS, start=1)
    return next((n for n, forms in names if typed and any(form.startswith(typed) for form in forms.split())), 0)


def _day(year: int, month: int, day: int | None, *, to_end: bool = False) -> date | None:
    if year not in YEARS or not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    if day is None:
        day = length if to_end else 1
    return date(year, month, day) if 1 <= day <= length else None


def read_amount(text: str) -> Decimal | None:
    """The amount of money that was meant by ``1,2 mln``, ``1 250 000``, ``1250000,50 zł`` or ``300 tys.``"""
    found = _AMOUNT.fullmatch(fold(tidy(text)).replace(" ", "").replace("'", ""))
    if found is None or (found["unit"] or "") not in _UNITS:
        return None
    number = _number(found["number"], grouped=not found["unit"])
    amount = number * _UNITS[found["unit"] or ""] if number is not None else None
    return amount if amount is not None and amount == round(amount, 2) else None


def _number(typed: str, *, grouped: bool) -> Decimal | None:
    """``1.250.000,50`` and the like; a lone ``1.250`` is a thousand if ``grouped``, else a fraction."""
    if (found := _GROUPS.fullmatch(typed)) is not None and (grouped or len(re.findall(r"[.,]", typed)) > 1):
        return Decimal(re.sub(r"[.,]", "", found["whole"]) + "." + (found["rest"] or "0"))
    if re.fullmatch(r"\d+([.,]\d*)?", typed):
        return Decimal(typed.replace(",", "."))
    return None


_HOUR = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?")


def read_hour(text: str) -> time | None:
    """The hour that was meant by ``9:00``, ``9.30`` or ``9``."""
    found = _HOUR.fullmatch(tidy(text))
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
