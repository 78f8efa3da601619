"""Buttons: what a tap carries (typed, versioned, at most 64 bytes) and how keyboards are drawn (rule 4)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, ClassVar, Self, TypeVar

from msgspec import Struct
from pydantic import ConfigDict, ValidationError

from bot.texts import shorten, signs
from models.db.base import Value
from models.reading.words import YEARS, fold, words_in

T = TypeVar("T")

VERSION = "1"
DATA_LIMIT = 64
LARGEST = 2**31 - 1
PAGE = 8
ALONE, IN_PAIRS, IN_THREES = 24, 12, 7
"""Most signs of a label by the number of buttons in its row; a phone cuts what is longer."""

Was = Mapping[str, Mapping[str, Any]]
"""The tags of earlier versions, which cards in people's chats have still, and what each of them said by itself."""
NEVER: Was = MappingProxyType({})


class Tap(Value):
    """What one kind of button carries. Subclasses name their ``tag`` and declare int, str, bool or enum fields.

    Each stands on a card and names all that it is about; those that are ``bound`` to a question mean what the step says
    that has asked it.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)
    tag: ClassVar[str]
    was: ClassVar[Was]
    bound: ClassVar[bool]

    def __init_subclass__(cls, *, tag: str, was: str | Was = NEVER, bound: bool = False, **_: Any) -> None:
        cls.tag, cls.was, cls.bound = tag, {was: {}} if isinstance(was, str) else was, bound

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Class arguments are taken by ``__init_subclass__``; pydantic has no use for them."""

    def pack(self, stamp: str = "") -> str:
        """The callback data: ``1|tag|stamp|field|field…``."""
        values = ("" if value is None else str(value) for _, value in self)
        data = "|".join((VERSION, self.tag, stamp if self.bound else "", *values))
        if len(data.encode()) > DATA_LIMIT:
            raise ValueError(f"callback data over {DATA_LIMIT} bytes: {data}")
        return data

    @classmethod
    def unpack(cls, data: "Data") -> Self | None:
        """The tap from its data, under this or a former tag; None for what this version does not understand."""
        meant = cls.was.get(data.tag, {})
        names = [name for name in cls.model_fields if name not in meant]
        if len(data.fields) != len(names):
            return None
        try:
            tap = cls(**meant, **{name: text or None for name, text in zip(names, data.fields, strict=True)})
        except ValidationError:
            return None
        return tap if all(_is_sane(value) for _, value in tap) else None


def _is_sane(value: Any) -> bool:
    """Whether a number is one that a database can hold, a day one that can be reckoned with."""
    match value:
        case int():
            return 0 <= value <= LARGEST
        case date():
            return value.year in YEARS
    return True


class Data(Struct, frozen=True):
    """Callback data taken apart, not believed yet."""

    tag: str
    stamp: str
    fields: list[str]

    @classmethod
    def read(cls, data: str) -> Self | None:
        """Callback data as it came; None if it is not ours or of another version."""
        version, *rest = data.split("|")
        if version != VERSION or len(rest) < 2:
            return None
        return cls(rest[0], rest[1], rest[2:])


class Bare(Struct, frozen=True):
    """What a button on a card does that is about nothing in particular: its tag says all, so it is its own kind."""

    tag: str
    was: ClassVar[Was] = NEVER

    def pack(self, _stamp: str = "") -> str:
        """The callback data: ``1|tag|``."""
        return f"{VERSION}|{self.tag}|"

    def unpack(self, data: Data) -> Self | None:
        """Itself; None where something else is said besides."""
        return None if data.fields else self


class Answer(Tap, tag="answer", bound=True):
    """An answer of the step that asked, by its name."""

    name: str


class Choice(Tap, tag="choice", bound=True):
    """One of the values that the step offers; where it offers several kinds of them, theirs has a name."""

    name: str | None
    value: str | None

    @classmethod
    def to(cls, value: object, name: str | None = None) -> Self:
        """Choose this value: a number, a day, a text, an enumeration's member or None."""
        return cls(name=name, value=None if value is None else str(value))


class Page(Tap, tag="page", bound=True):
    """Another page of the step's list."""

    page: int


Effect = Tap | Bare | str
"""What a tap does here, or an address to open."""


class Button(Struct, frozen=True):
    """A label and what tapping it does."""

    label: str
    does: Effect


Keyboard = Sequence[Sequence[Button]]
Labels = Sequence[Sequence[str]]


def bound_taps(keyboard: Keyboard) -> list[Tap]:
    """What the buttons on it do that belong to their question."""
    taps = (button.does for row in keyboard for button in row if isinstance(button.does, Tap))
    return [tap for tap in taps if tap.bound]


def offered(keyboard: Keyboard, before: str = "") -> str:
    """What is noted of the buttons drawn with a question, a line each: an answer or a choice as it is, of a page that
    it can be turned. What was offered ``before`` under the same question stays so: a phone may still show it."""
    return "\n".join(sorted({*before.splitlines(), *(_note(tap.tag, tap.pack()) for tap in bound_taps(keyboard))}))


def is_offered(offers: str, data: "Data") -> bool:
    """Whether a tap with this data is one of those that were noted."""
    return _note(data.tag, "|".join((VERSION, data.tag, "", *data.fields))) in offers.splitlines()


def _note(tag: str, data: str) -> str:
    return tag if tag == Page.tag else data


def markup(keyboard: Keyboard, stamp: str = "") -> dict[str, Any]:
    """The keyboard as the Bot API takes it; ``stamp`` marks the question that bound taps belong to. A row of which a
    phone would cut a label is drawn as several."""
    rows = [part for row in keyboard for part in _parts(row)]
    return {"inline_keyboard": [[_button(button, stamp) for button in row] for row in rows]}


def _parts(row: Sequence[Button]) -> list[list[Button]]:
    """The row as it is where all its labels fit, else in pairs of those that do, the others alone."""
    if len(row) < 2 or all(fits(button.label, len(row)) for button in row):
        return [list(row)] if row else []
    parts: list[list[Button]] = []
    for button in row:
        pair = [*parts[-1], button] if parts else []
        if len(pair) == 2 and all(fits(each.label, 2) for each in pair):
            parts[-1] = pair
        else:
            parts.append([button])
    return parts


@lru_cache(maxsize=1024)
def fits(label: str, buttons: int = 1) -> bool:
    """Whether a phone shows the whole label in a row of so many buttons."""
    most = {1: ALONE, 2: IN_PAIRS}.get(buttons, IN_THREES)
    return len(label) <= most or len(signs(label)) <= most


def standing(labels: Labels) -> dict[str, Any]:
    """The keyboard that stays below the chat, as the Bot API takes it: a tap writes its label. No rows take it away."""
    if not labels:
        return {"remove_keyboard": True}
    rows = [[{"text": label} for label in row] for row in labels]
    return {"keyboard": rows, "is_persistent": True, "resize_keyboard": True}


def _button(button: Button, stamp: str) -> dict[str, str]:
    label = shorten(button.label) or "…"
    if isinstance(button.does, str):
        return {"text": label, "url": button.does}
    return {"text": label, "callback_data": button.does.pack(stamp)}


def column(buttons: Sequence[Button]) -> list[list[Button]]:
    """One button a row."""
    return [[button] for button in buttons]


def grid(buttons: Sequence[T], width: int) -> list[list[T]]:
    """Rows of ``width`` buttons, or labels."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def to_page(page: int) -> Tap:
    """Another page of the list that a step asks about."""
    return Page(page=page)


def paged(
    buttons: Sequence[Button], page: int, turn_to: Callable[[int], Tap] = to_page, *, width: int = 1
) -> list[list[Button]]:
    """Eight rows of a long list, and arrows to the pages beside it."""
    shown, page, last = page_of(buttons, page, PAGE * width)
    return [*grid(shown, width), *arrows(page, last, turn_to)]


def page_of(things: Sequence[T], page: int, size: int = PAGE) -> tuple[Sequence[T], int, int]:
    """Eight things of a long list, the number of their page (the last one, where there are not so many), the last."""
    last = max(0, (len(things) - 1) // size)
    page = min(max(page, 0), last)
    return things[page * size : (page + 1) * size], page, last


def arrows(page: int, last: int, turn_to: Callable[[int], Tap] = to_page) -> list[list[Button]]:
    """The row that leads to the pages beside this one; none where it is the only one."""
    if not last:
        return []
    back = Button("◀️", turn_to(max(page - 1, 0)))
    ahead = Button("▶️", turn_to(min(page + 1, last)))
    return [[back, Button(f"{page + 1}/{last + 1}", turn_to(page)), ahead]]


def named(things: Sequence[T], words: str, name: Callable[[T], str]) -> list[T]:
    """The things whose name contains every word, in any order, with diacritics or without."""
    wanted = words_in(words)
    folded = ((thing, fold(name(thing))) for thing in things)
    return [thing for thing, whole in folded if wanted and all(word in whole for word in wanted)]


def search(things: Sequence[T], words: str, name: Callable[[T], str]) -> list[T]:
    """The things that are ``named`` so; if none is, those whose name resembles the words."""
    if exact := named(things, words, name):
        return exact
    from rapidfuzz import fuzz  # three megabytes that few need

    wanted = words_in(words)

    def likeness(of: str) -> float:
        """In per cent: of the whole to a part of the name, or of the least alike word to a word of the name."""
        each = (max((fuzz.ratio(word, part) for part in of.split()), default=0) for word in wanted)
        return max(fuzz.partial_ratio(" ".join(wanted), of), min(each, default=0))

    scored = [(likeness(fold(name(thing))), thing) for thing in things]
    return [thing for score, thing in sorted(scored, key=lambda pair: -pair[0]) if score >= 75]


def ticked(label: str, *, chosen: bool) -> str:
    """A label with its box ticked or not."""
    return f"{'☑' if chosen else '☐'} {label}"
