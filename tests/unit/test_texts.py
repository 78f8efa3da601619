"""Sentences, dates and lengths."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.texts import MESSAGE_LIMIT, Texts, language_of, pages, shorten, units, visible
from tests.conftest import WARSAW

TEXTS = Texts()


@pytest.mark.parametrize(
    ("code", "language"), [("pl", "pl"), ("en", "en"), ("en-GB", "en"), ("uk", "pl"), ("", "pl"), (None, "pl")]
)
def test_anything_unknown_is_polish(code: str | None, language: str) -> None:
    assert language_of(code) == language


def test_dates_as_people_write_them() -> None:
    polish, english = TEXTS["pl"], TEXTS["en"]
    assert polish.day(date(2026, 11, 7)) == "7.11.2026"
    assert polish.day(date(2026, 11, 27), weekday=True) == "pt. 27.11.2026"
    assert polish.moment(datetime(2026, 11, 27, 9, 5, tzinfo=WARSAW)) == "pt. 27.11, 9:05"
    assert polish.moment(datetime(2027, 1, 11, 8, tzinfo=WARSAW), year=True) == "pon. 11.01.2027, 8:00"
    assert english.moment(datetime(2026, 11, 27, 9, 5, tzinfo=WARSAW)).startswith("Fri")
    assert polish.days(date(2026, 11, 16), date(2026, 11, 22)) == "16–22.11"
    assert polish.days(date(2026, 11, 30), date(2026, 12, 6)) == "30.11–6.12"


@given(st.text(min_size=1, max_size=300), st.integers(5, 60))
def test_a_shortened_text_fits(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert units(short) <= limit
    if units(" ".join(text.split())) <= limit:
        assert short == " ".join(text.split())


@given(st.text(max_size=200))
def test_what_people_typed_is_shown_as_typed(name: str) -> None:
    shown = TEXTS["pl"]("start.joined", name=name, where="Kraków")
    before, after = TEXTS["pl"].plain("start.joined", name="\0", where="Kraków").split("\0")
    assert shown.unescape() == f"{before}{name}{after}"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=900), max_size=40))
def test_pages_fit_and_lose_nothing(lines: list[str]) -> None:
    text = str(Markup("\n").join(lines))
    cut = pages(text)
    assert "\n".join(cut) == text
    assert all(visible(page) <= MESSAGE_LIMIT for page in cut)


def test_lengths_are_counted_as_telegram_does() -> None:
    assert units("a🙂ż") == 4
    assert visible("<b>a &amp; b</b>") == 5


def test_no_message_has_more_marks_than_telegram_keeps() -> None:
    cut = pages("\n".join(f"<b>{number}</b> · <i>coś</i>" for number in range(180)))
    assert [page.count("</") for page in cut] == [100, 100, 100, 60]
