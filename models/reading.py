"""Reading what people write: names whatever their spelling, amounts as they are typed in Polish."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

_T = TypeVar("_T")

YEARS = range(1990, 2100)
"""A year outside of these is a slip of the finger."""

_PLAIN: dict[int, str | None] = {ord("ł"): "l", ord("đ"): "d", ord("ø"): "o", **dict.fromkeys(range(0x300, 0x370))}
"""Marks that stand above or below a letter of their own are left out."""

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


def words_in(text: str) -> list[str]:
    """What is typed to find something, as words to be looked for in what is folded, in any order."""
    return re.sub(r"[,;·]", " ", fold(text)).split()


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same in any case, spacing and order, with diacritics or without."""
    return sorted(words_in(one)) == sorted(words_in(other))


def in_order(those: Iterable[_T], name: Callable[[_T], str]) -> list[_T]:
    """As in the alphabet: databases put Ś after Z, or not, as they are set up."""
    return sorted(those, key=lambda one: fold(name(one)))


def tidy(text: str) -> str:
    """The text in one line, with single spaces."""
    return " ".join(text.replace("\0", "").split())


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
