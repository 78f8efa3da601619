"""Every sentence the bot says: catalogs in ``locales/``, plurals, dates, and cutting to Telegram's lengths (rule 7)."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations
from importlib import resources
from typing import TYPE_CHECKING, Any
from unicodedata import category

from babel.dates import format_date, format_datetime
from markupsafe import Markup, escape

from models.reading.words import UNSEEN

if TYPE_CHECKING:
    from babel.messages.catalog import Message

LANGUAGES = ("pl", "en")
MESSAGE_LIMIT = 4096
MARKS = 100
"""So many parts of a message may be set in bold or the like; Telegram leaves out the others without a word."""
CAPTION_LIMIT = 1024
LABEL_LIMIT = 60
DAYS_KEPT = 1000
"""Days whose words are kept."""


def messages_of(language: str) -> "Iterator[Message]":
    """All that can be said in a language, from its catalogs: one file a conversation."""
    from babel.messages.pofile import read_po  # once Telegram is polled

    for source in (resources.files("bot") / "locales" / language).iterdir():
        yield from (message for message in read_po(io.BytesIO(source.read_bytes()), locale=language) if message.id)


@cache
def _sentences(language: str) -> tuple[dict[str, str], frozenset[str], GNUTranslations]:
    """Those of one form, and the keys and forms of the others; read once, when the first of them is said."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    single: dict[str, str] = {}
    with_plural = Catalog(locale=language)
    for message in messages_of(language):
        if message.pluralizable:
            with_plural[message.id] = message
        else:
            single[str(message.id)] = str(message.string)
    compiled = io.BytesIO()
    write_mo(compiled, with_plural)
    compiled.seek(0)
    return single, frozenset(message.id[0] for message in with_plural if message.id), GNUTranslations(compiled)


class Words:
    """The sentences of one language. Calling it gives HTML with every argument escaped, ``plain`` gives bare text.

    An argument ``n`` chooses the plural form.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def _template(self, key: str, n: Any) -> str:
        single, plural, forms = _sentences(self.language)
        return forms.ngettext(key, key, n) if key in plural else single.get(key, key)

    def __call__(self, key: str, **arguments: Any) -> Markup:
        """The sentence as Telegram HTML; arguments are escaped unless they are Markup already."""
        escaped = {name: escape(argument) for name, argument in arguments.items()}
        return Markup(self._template(key, arguments.get("n")).format(**escaped))  # noqa: S704

    def plain(self, key: str, **arguments: Any) -> str:
        """The sentence as bare text, for buttons and toasts."""
        return self._template(key, arguments.get("n")).format(**arguments)

    def day(self, day: date, *, weekday: bool = False, year: bool = True) -> str:
        """``27.11.2026``, with ``weekday`` ``pt. 27.11.2026``; in English ``Fri 27 Nov 2026``."""
        return _day(day, ("EEE " if weekday else "") + self._date(year=year), self.language)

    def moment(self, local: datetime, *, year: bool = False) -> str:
        """A local time: ``pt. 27.11, 9:00``, with ``year`` ``pt. 27.11.2026, 9:00``."""
        return format_datetime(local, f"EEE {self._date(year=year)}, H:mm", locale=self.language)

    def days(self, first: date, last: date) -> str:
        """A span of days: ``16–22.11`` or ``30.11–6.12``."""
        start = f"{first.day}" if first.month == last.month else self.day(first, year=False)
        return f"{start}–{self.day(last, year=False)}"

    def _date(self, *, year: bool) -> str:
        """In English with the month's name: who reads it may put the month first."""
        if self.language == "en":
            return "d MMM yyyy" if year else "d MMM"
        return "d.MM.yyyy" if year else "d.MM"


@lru_cache(DAYS_KEPT)
def _day(day: date, pattern: str, language: str) -> str:
    """The library takes longer than all the rest of a sentence."""
    return format_date(day, pattern, locale=language)


class Texts:
    """The catalogs of all languages."""

    def __init__(self) -> None:
        self._by_language = {language: Words(language) for language in LANGUAGES}

    def __getitem__(self, language: str) -> Words:
        return self._by_language[language]

    def __iter__(self) -> Iterator[Words]:
        return iter(self._by_language.values())


def language_of(code: str | None) -> str:
    """Our language for a Telegram language code: ``en*`` is English, anything else Polish."""
    return "en" if code is not None and code.lower().startswith("en") else "pl"


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def clean(text: str) -> str:
    """The text without what no database and no message takes: control characters, halves of characters."""
    return _CONTROL.sub(" ", text.replace("\r", "")).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def is_blank(text: str) -> bool:
    """Whether there is nothing to see; Telegram refuses such messages."""
    return all(c in UNSEEN or category(c) in ("Cc", "Cf", "Zl", "Zp", "Zs") for c in text)


# --- cutting ----------------------------------------

_JOINER = "\u200d"
_LONGEST_SIGN = 32


def signs(text: str) -> list[str]:
    """The text in pieces that the eye takes for one sign: a letter with its marks, a flag, a joined emoji."""
    found: list[str] = []
    for character in text:
        if found and len(found[-1]) < _LONGEST_SIGN and _belongs(character, found[-1]):
            found[-1] += character
        else:
            found.append(character)
    return found


def _belongs(character: str, sign: str) -> bool:
    if character.isascii():
        return False
    return (
        category(character) in ("Mn", "Mc", "Me")
        or character == _JOINER
        or sign[-1] == _JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or (len(sign) == 1 and _is_half_a_flag(sign) and _is_half_a_flag(character))
    )


def _is_half_a_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def shorten(text: str, limit: int = LABEL_LIMIT) -> str:
    """The text in one line, cut at a word, with an ellipsis, to at most ``limit`` UTF-16 units."""
    text = " ".join(text.split())
    if units(text) <= limit:
        return text
    head, room = "", limit - 1
    for sign in signs(text[:limit]):
        room -= units(sign)
        if room < 0:
            break
        head += sign
    words, space, _ = (head + sign).rpartition(" ")
    return (words if space and len(words) > limit // 2 else head).rstrip(" ,;:") + "…"


_MARKUP = re.compile(r"(<[^>]*>|&[^;]*;)")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[^\s>]+)[^>]*>")


def visible(html: str) -> int:
    """Length of a message's text as Telegram counts it, after its markup is read."""
    return units(_bare(html))


def _bare(html: str) -> str:
    return Markup(_TAG.sub("", html)).unescape()  # noqa: S704


def pages(html: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """The message cut between lines (a line that is too long: between words) into messages that Telegram accepts."""
    if html.count("</") <= MARKS and (units(html) <= limit or visible(html) <= limit):
        return [html]
    found: list[str] = []
    page: list[str] = []
    room, marks = limit + 1, 0
    for line, goes_on in _lines(html, limit):
        length = visible(line) + 1
        marks += line.count("</")
        if page and (length > room or marks > MARKS):
            found.append("\n".join(page))
            page, room, marks = [], limit + 1, line.count("</")
        page.append(line)
        room = 0 if goes_on else room - length
    found.append("\n".join(page))
    return [page for page in found if not is_blank(_bare(page))]


def _lines(html: str, limit: int) -> Iterator[tuple[str, bool]]:
    """Lines that fit into a message, each with the markup that spans it, and whether it is cut at its end."""
    opened: list[re.Match[str]] = []
    for line in html.split("\n"):
        pieces = _cut(line, limit) if visible(line) > limit else [line]
        for number, piece in enumerate(pieces, start=1):
            before = "".join(tag[0] for tag in opened)
            for tag in _TAG.finditer(piece):
                if tag["end"]:
                    opened.pop()
                else:
                    opened.append(tag)
            after = "".join(f"</{tag['name']}>" for tag in reversed(opened))
            yield before + piece + after, number < len(pieces)


def _cut(line: str, limit: int) -> list[str]:
    """The line in pieces that fit, cut between words where there are any."""
    found: list[str] = []
    piece: list[str] = []
    room = limit
    for sign in _signs_of_html(line):
        while piece and visible(sign) > room:
            half = len(piece) // 2
            at = max((at for at, sign in enumerate(piece, start=1) if sign == " " and at > half), default=len(piece))
            found.append("".join(piece[:at]))
            piece = piece[at:]
            room = limit - visible("".join(piece))
        piece.append(sign)
        room -= visible(sign)
    return [*found, "".join(piece)]


def _signs_of_html(html: str) -> Iterator[str]:
    for number, part in enumerate(_MARKUP.split(html)):
        yield from [part] if number % 2 else signs(part)
