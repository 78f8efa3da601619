"""Every sentence the bot says: catalogs in ``locales/``, plurals, dates, and cutting to Telegram's lengths (rule 7)."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from gettext import GNUTranslations
from importlib import resources
from typing import Any

from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

LANGUAGES = ("pl", "en")
MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
LABEL_LIMIT = 60


def read_catalog(language: str) -> Catalog:
    """All catalogs of a language, one file a conversation, as one."""
    whole = Catalog(locale=language)
    for source in (resources.files("bot") / "locales" / language).iterdir():
        for message in read_po(io.BytesIO(source.read_bytes()), locale=language):
            if message.id:
                whole.add(message.id, message.string)
    return whole


class Words:
    """The sentences of one language. Calling it gives HTML with every argument escaped, ``plain`` gives bare text.

    An argument ``n`` chooses the plural form.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        catalog = read_catalog(language)
        self._plural = {message.id[0] for message in catalog if message.id and message.pluralizable}
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        compiled.seek(0)
        self._sentences = GNUTranslations(compiled)

    def _template(self, key: str, n: Any) -> str:
        if key in self._plural:
            return self._sentences.ngettext(key, key, n)
        return self._sentences.gettext(key)

    def __call__(self, key: str, **arguments: Any) -> Markup:
        """The sentence as Telegram HTML; arguments are escaped unless they are Markup already."""
        return Markup(self._template(key, arguments.get("n"))).format(**arguments)  # noqa: S704

    def plain(self, key: str, **arguments: Any) -> str:
        """The sentence as bare text, for buttons and toasts."""
        return self._template(key, arguments.get("n")).format(**arguments)

    def day(self, day: date, *, weekday: bool = False, year: bool = True) -> str:
        """``27.11.2026``, with ``weekday`` ``pt. 27.11.2026``."""
        pattern = ("EEE " if weekday else "") + ("d.MM.yyyy" if year else "d.MM")
        return format_date(day, pattern, locale=self.language)

    def moment(self, local: datetime) -> str:
        """A local time: ``pt. 27.11, 9:00``."""
        return format_datetime(local, "EEE d.MM, H:mm", locale=self.language)

    def days(self, first: date, last: date) -> str:
        """A span of days: ``16–22.11`` or ``30.11–6.12``."""
        start = f"{first.day}" if first.month == last.month else self.day(first, year=False)
        return f"{start}–{self.day(last, year=False)}"


class Texts:
    """The catalogs of all languages, loaded once."""

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
    return len(text.encode("utf-16-le")) // 2


def shorten(text: str, limit: int = LABEL_LIMIT) -> str:
    """The text cut at a word, with an ellipsis, to at most ``limit`` UTF-16 units."""
    text = " ".join(text.split())
    if units(text) <= limit:
        return text
    while units(text) > limit - 1:
        text = text[:-1]
    head, space, _ = text.rpartition(" ")
    return (head if space and len(head) > limit // 2 else text).rstrip(" ,;:") + "…"


_TAG = re.compile(r"<[^>]*>")


def visible(html: str) -> int:
    """Length of a message's text as Telegram counts it, after its markup is read."""
    return units(Markup(_TAG.sub("", html)).unescape())  # noqa: S704


def pages(html: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """The message cut between lines into messages that Telegram accepts (markup never spans lines in our texts)."""
    if visible(html) <= limit:
        return [html]
    found: list[str] = []
    page: list[str] = []
    room = limit
    for line in html.split("\n"):
        length = visible(line) + 1
        if page and length > room:
            found.append("\n".join(page))
            page, room = [], limit
        page.append(line)
        room -= length
    return [*found, "\n".join(page)]
