"""Reading what people write: names whatever their spelling, amounts as they are typed in Polish."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

_T = TypeVar("_T")

YEARS = range(1990, 2100)
"""A year outside of these is a slip of the finger."""

NUMBER_DIGITS = 9
"""A longer number is none that anybody means."""
PLACES = 6
"""So many digits of a fraction are kept."""
MOST = 10**18
"""No amount is so large."""
MINUS = ("-", "−")

_PLAIN: dict[int, str | None] = {ord("ł"): "l", ord("đ"): "d", ord("ø"): "o", **dict.fromkeys(range(0x300, 0x370))}
"""Marks that stand above or below a letter of their own are left out."""

_GROUPED = r"[1-9][0-9]{0,2}(?P<mark>[ '.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*"
_AMOUNT = re.compile(
    rf"(?:(?P<grouped>{_GROUPED})|(?P<digits>[0-9]{{1,20}}))(?:(?!(?P=mark))[.,](?P<rest>[0-9]*))?"
    r" ?(?P<unit>[a-z]+?)??\.? ?(?:zl|zloty|zlote|zlotych|pln)?\.?"
)
_NUMBER = re.compile(rf"{_GROUPED}|[0-9]+")
_UNITS = {
    "": 1,
    "tys": 10**3, "tysiac": 10**3, "tysiace": 10**3, "tysiecy": 10**3, "k": 10**3, "thousand": 10**3,
    "mln": 10**6, "milion": 10**6, "miliony": 10**6, "miliona": 10**6, "milionow": 10**6, "million": 10**6,
    "mld": 10**9, "miliard": 10**9, "miliardy": 10**9, "miliarda": 10**9, "miliardow": 10**9, "billion": 10**9,
}  # fmt: skip


_OWN_LETTERS = {
    ord(letter): f"{before}{chr(0x10FFFD + place)}"
    for before, letters in {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "źż"}.items()
    for place, letter in enumerate(letters)
}
"""The Polish letters that come after another, each as a sign after all of those that may follow the other."""

UNSEEN = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0\ufffc")
"""Letters and signs that leave nothing to see."""


def seen(text: str) -> str:
    """The text without what nobody sees: soft hyphens, marks of direction, joiners and the like (category Cf)."""
    if text.isascii() or (text.isprintable() and UNSEEN.isdisjoint(text)):
        return text
    return "".join(sign for sign in text if sign not in UNSEEN and unicodedata.category(sign) != "Cf")


def fold(text: str) -> str:
    """Lower case without diacritics and what is not seen, for comparing and searching."""
    return text.lower() if text.isascii() else _plain(seen(text).casefold())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).translate(_PLAIN)


def words_in(text: str) -> list[str]:
    """What is typed to find something, as words to be looked for in what is folded, in any order."""
    return re.sub(r"[,;·]", " ", fold(text)).split()


def bare(text: str) -> str:
    """Its letters, digits and per cent signs, folded: ``🟢 Zgodnie z planem`` is ``zgodnie z planem``."""
    return re.sub(r"[^\w%]+", " ", fold(text)).strip()


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same in any case, spacing and order, with diacritics or without."""
    return sorted(words_in(one)) == sorted(words_in(other))


def alphabetical(text: str) -> str:
    """What to sort by, so that ł comes after l, ś after s and ź, ż after z: databases order as they are set up."""
    if text.isascii():
        return text.lower()
    return _plain(unicodedata.normalize("NFC", seen(text).casefold()).translate(_OWN_LETTERS))


def in_order(those: Iterable[_T], name: Callable[[_T], str]) -> list[_T]:
    """As in the Polish alphabet."""
    return sorted(those, key=lambda one: alphabetical(name(one)))


def tidy(text: str) -> str:
    """What is seen of the text, in one line, with single spaces."""
    return " ".join(seen(text).replace("\0", "").split())


def read_amount(text: str) -> Decimal | None:
    """The amount of money that was meant by ``1,2 mln``, ``1 250 000``, ``1250000,50 zł``, ``300 tys.`` or ``3 złote``.

    Spaces stand between groups of three digits; a lone ``1.250`` is a thousand, but of millions a fraction.
    """
    return _read(text, places=2)


def read_decimal(text: str) -> Decimal | None:
    """The number that was meant by ``-1 250,5``, ``1,2 mln`` or ``12,5%``; a lone ``1,250`` is a fraction."""
    sign, digits = _signed(tidy(text).removesuffix("%").rstrip())
    found = _read(digits, places=PLACES, is_fraction=True)
    return found * sign + 0 if found is not None else None


def _signed(text: str) -> tuple[int, str]:
    return (-1, text[1:].lstrip()) if text.startswith(MINUS) else (1, text)


def _read(text: str, *, places: int, is_fraction: bool = False) -> Decimal | None:
    """``is_fraction``: what stands after a lone comma or dot, be it three digits."""
    found = _AMOUNT.fullmatch(fold(tidy(text)))
    unit = (found["unit"] or "") if found is not None else None
    if found is None or unit not in _UNITS:
        return None
    whole, rest = found["grouped"] or found["digits"], found["rest"] or ""
    parts = re.split(r"[ '.,]", whole)
    if (unit or is_fraction) and not rest and found["mark"] in (".", ",") and len(parts) == 2:
        parts, rest = parts[:1], parts[1]
    if not unit and len(rest) > places:
        return None
    amount = Decimal(f"{''.join(parts)}.{rest or 0}") * _UNITS[unit]
    return amount if amount < MOST and amount == round(amount, places) else None


def read_number(text: str) -> int | None:
    """The whole number that was meant by ``24`` or ``1 250``."""
    found = _NUMBER.fullmatch(tidy(text))
    digits = re.sub(r"[^0-9]", "", found[0]) if found is not None else ""
    return int(digits) if 0 < len(digits) <= NUMBER_DIGITS else None


def read_whole(text: str) -> int | None:
    """The same, also below nothing: ``-24``."""
    sign, digits = _signed(tidy(text))
    found = read_number(digits)
    return found * sign if found is not None else None
