"""Values of fields: of which kinds they are, how they are kept exactly and read, when one is asked about once more."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto
from statistics import median

from msgspec import Struct

from models.reading.day import read_day
from models.reading.words import bare, fold, read_amount, read_decimal, read_whole, tidy

RATIO = 10
"""A number is odd that is more than so many times the last one, or less than such a part of it."""
RATIO_OF_OTHERS = 100
"""The same beside the median of the other communes, which differ more."""
ANSWERS_FOR_MEDIAN = 5
"""Of fewer others nothing is concluded."""
YES, NO = "yes", "no"


class Kind(StrEnum):
    """The kinds of answers that a field takes."""

    WHOLE = auto()
    AMOUNT = auto()
    DECIMAL = auto()
    PERCENT = auto()
    YES_NO = auto()
    CHOICE = auto()
    SEVERAL = auto()
    DAY = auto()
    TEXT = auto()
    FILE = auto()

    @property
    def is_number(self) -> bool:
        """Whether it is reckoned with: it has a unit, a range and a median."""
        return self in (Kind.WHOLE, Kind.AMOUNT, Kind.DECIMAL, Kind.PERCENT)


class State(StrEnum):
    """What is known of a field."""

    GIVEN = "v"
    LACKING = "n"
    """Brak danych: there is no figure, for a reason."""
    NOT_APPLICABLE = "x"
    EMPTY = "e"
    """It was emptied again; only its history knows."""

    @property
    def sign(self) -> str:
        """As people see it."""
        return {"v": "✅", "n": "∅", "x": "➖", "e": "▫️"}.get(self.value, "❔")


_BETWEEN = re.compile("[;\n]")
"""What stands between several options; none of them contains it."""


def place_of(option: str, options: Sequence[str]) -> int | None:
    """Its place in the list, however it is written."""
    return next((at for same in (tidy, bare) for at, one in enumerate(options) if same(one) == same(option)), None)


def read_yes_no(text: str) -> str | None:
    """``tak`` or ``nie``, in both languages."""
    return {"tak": YES, "yes": YES, "nie": NO, "no": NO}.get(bare(text))


def read_several(text: str, options: Sequence[str]) -> str | None:
    """The places of all that are named, ``0,2``; where nothing else stands between them, commas do."""
    for between in (_BETWEEN, re.compile("[;,\n]")):
        named = [place_of(part, options) for part in between.split(text) if tidy(part)]
        places = {at for at in named if at is not None}
        if places and None not in named:
            return ",".join(map(str, sorted(places)))
    return None


def places(kept: str) -> list[int]:
    """Which options ``0,2`` names."""
    return [int(at) for at in kept.split(",")]


_NUMBER, _DAY = re.compile(r"-?[0-9]+(\.[0-9]+)?"), re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def exact(value: Decimal | int | date) -> str:
    """As it is kept: ``1250.5``, ``2026-12-31``; the same number always in the same way."""
    if isinstance(value, Decimal):
        written = f"{value:f}"
        return written.rstrip("0").rstrip(".") if "." in written else written
    return str(value)


def read_value(kind: Kind, text: str, options: Sequence[str], today: date) -> str | None:
    """What was meant, as it is kept; None where it is no such value. Options are kept by their places in the list."""
    found: Decimal | int | date | None
    match kind:
        case Kind.WHOLE:
            found = read_whole(text)
        case Kind.AMOUNT:
            found = read_amount(text)
        case Kind.DECIMAL | Kind.PERCENT:
            found = read_decimal(text)
        case Kind.DAY:
            found = read_day(text, today)
        case Kind.YES_NO:
            return read_yes_no(text)
        case Kind.CHOICE:
            found = place_of(text, options)
        case Kind.SEVERAL:
            return read_several(text, options)
        case _:
            return None
    return exact(found) if found is not None else None


def can_be(kind: Kind, kept: str, options: Sequence[str]) -> bool:
    """Whether this is how a value of the kind is kept."""
    match kind:
        case Kind.YES_NO:
            return kept in (YES, NO)
        case Kind.CHOICE | Kind.SEVERAL:
            named, known = kept.split(","), {str(at) for at in range(len(options))}
            return known.issuperset(named) and (kind is Kind.SEVERAL or len(named) == 1)
        case Kind.DAY:
            return _DAY.fullmatch(kept) is not None
    return kind.is_number and _NUMBER.fullmatch(kept) is not None


class Range(Struct, frozen=True):
    """The numbers that a field takes, both ends included."""

    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def kept(self) -> dict[str, str | None]:
        """Its ends, as a field keeps them."""
        ends = {"least": self.least, "most": self.most}
        return {name: exact(end) if end is not None else None for name, end in ends.items()}

    def takes(self, number: Decimal) -> bool:
        """Whether it is one of them."""
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)


_END = r"[-−]?[0-9][0-9 .,']*"
_RANGE = re.compile(
    rf"(?:(?:od|from) )?(?P<least>{_END}?) ?(?:-|–|—|do|to) ?(?P<most>{_END})"
    rf"|(?:od|from) (?P<from>{_END})|(?:do|to|up to) (?P<to>{_END})"
)


def read_range(text: str) -> Range | None:
    """``0–500``, ``od 0 do 500``, ``od 1``, ``do 100``; None for what is none, or ends before it begins."""
    found = _RANGE.fullmatch(fold(tidy(text.replace("%", ""))))
    if found is None:
        return None
    typed = [found["least"] or found["from"], found["most"] or found["to"]]
    least, most = (read_decimal(end) if end is not None else None for end in typed)
    is_read = [least is not None, most is not None] == [end is not None for end in typed]
    return Range(least, most) if is_read and (least is None or most is None or least <= most) else None


class Odd(StrEnum):
    """Why a number is asked about once more."""

    MORE = auto()
    LESS = auto()
    MORE_THAN_OTHERS = auto()
    LESS_THAN_OTHERS = auto()


def odd(new: Decimal, before: Decimal | None, others: Sequence[Decimal]) -> Odd | None:
    """What is odd about a number beside the last one and those of the other communes; None: nothing."""
    if before:
        if abs(new) > RATIO * abs(before) or (new < 0 < before):
            return Odd.MORE
        if abs(new) * RATIO < abs(before):
            return Odd.LESS
    if len(others) >= ANSWERS_FOR_MEDIAN and (middle := median(others)):
        if abs(new) > RATIO_OF_OTHERS * abs(middle):
            return Odd.MORE_THAN_OTHERS
        if abs(new) * RATIO_OF_OTHERS < abs(middle):
            return Odd.LESS_THAN_OTHERS
    return None
