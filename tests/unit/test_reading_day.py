"""A day typed in Polish or English is the one that was meant; what the bot writes it reads."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Words
from handlers.team.absence import span
from models.people.absence import Absence
from models.reading.day import read_day, read_span
from models.reading.words import YEARS
from tests.rows import certain

TODAY = date(2026, 11, 24)
"""A Tuesday."""
TYPED = st.text(alphabet="0123456789 .,-–/'rodprzłtysmlnXIaźwpiąek\u00a0½²٣", max_size=30) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("10.12", date(2026, 12, 10)),
        ("24.11", TODAY),
        ("23.11", date(2027, 11, 23)),
        ("29.02", date(2028, 2, 29)),
        ("1.3", date(2027, 3, 1)),
        ("10.12.2026", date(2026, 12, 10)),
        ("10.12.2026 r.", date(2026, 12, 10)),
        ("10. 12. 2026", date(2026, 12, 10)),
        ("10/12/2026", date(2026, 12, 10)),
        ("10.12.26", date(2026, 12, 10)),
        ("2026-12-10", date(2026, 12, 10)),
        ("1.01.2020", date(2020, 1, 1)),
        ("10 grudnia", date(2026, 12, 10)),
        ("10 PAŹDZIERNIKA 2027", date(2027, 10, 10)),
        ("10 Dec 2026", date(2026, 12, 10)),
        ("Dec 10", date(2026, 12, 10)),
        ("10 XII 2026", date(2026, 12, 10)),
        ("10 XII 2026 r.", date(2026, 12, 10)),
        ("10.XII.2026", date(2026, 12, 10)),
        ("10 XII", date(2026, 12, 10)),
        ("w dniu 10 grudnia 2026 r.", date(2026, 12, 10)),
        ("10 grudnia 2026 roku", date(2026, 12, 10)),
        ("10 grudnia 2026 r. (czwartek)", date(2026, 12, 10)),
        ("10.12.2026 (czwartek)", date(2026, 12, 10)),
        ("czwartek, 10 grudnia", date(2026, 12, 10)),
        ("do 10.12", date(2026, 12, 10)),
        ("10", date(2026, 12, 10)),
        ("dziś", TODAY),
        ("jutro", date(2026, 11, 25)),
        ("od jutra", date(2026, 11, 25)),
        ("pojutrze", date(2026, 11, 26)),
        ("piątek", date(2026, 11, 27)),
        ("na piątek", date(2026, 11, 27)),
        ("do środy", date(2026, 11, 25)),
        ("w przyszły piątek", date(2026, 12, 4)),
        ("za dwa tygodnie", date(2026, 12, 8)),
        ("środa za tydzień", date(2026, 12, 2)),
        ("za miesiąc", date(2026, 12, 24)),
        ("in a month", date(2026, 12, 24)),
        ("17 grudnia br.", date(2026, 12, 17)),
        ("17 marca br.", date(2026, 3, 17)),
        ("17.12 b.r.", date(2026, 12, 17)),
        ("10-go grudnia", date(2026, 12, 10)),
        ("1st of December", date(2026, 12, 1)),
        ("pierwszy czwartek grudnia", date(2026, 12, 3)),
        ("w ostatni piątek grudnia", date(2026, 12, 25)),
        ("w drugą środę stycznia", date(2027, 1, 13)),
        ("first Thursday of March 2028", date(2028, 3, 2)),
    ],
)
def test_dates(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    ["", "kiedyś", "31.02", "30.02.2027", "29.02.2027", "0.12", "10.13", "13.2026", "10.12.20266", "10.12.1026", "2026",
     "grudzień", "grudzień 2026", "12.2026", "10 marka 2026", "10-12.2026", "piątek 10.12.2026",
     "10.12 10:00", "<b>", "🚲", "-1.12.2026"],
)  # fmt: skip
def test_what_is_no_date(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@pytest.mark.parametrize("typed", ["02.2028", "2028-02", "luty 2028", "w lutym 2028 r."])
def test_a_month_may_stand_for_its_first_or_its_last_day(typed: str) -> None:
    assert read_day(typed, TODAY, whole_month="first") == date(2028, 2, 1)
    assert read_day(typed, TODAY, whole_month="last") == date(2028, 2, 29)
    assert read_day("10.12", TODAY, whole_month="last") == date(2026, 12, 10)


@pytest.mark.parametrize("typed", ["10.12", "10", "jutro", "piątek", "za tydzień"])
def test_without_today_a_day_needs_its_year(typed: str) -> None:
    assert read_day(typed, None) is None


@pytest.mark.parametrize("typed", ["10.12.2026", "10 XII 2026", "w dniu 10 grudnia 2026 r. (czwartek)"])
def test_a_day_that_says_its_year_needs_no_today(typed: str) -> None:
    assert read_day(typed, None) == date(2026, 12, 10)


# --- from when to when ----------------------------------------


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("30.11-4.12", (date(2026, 11, 30), date(2026, 12, 4))),
        ("30.11 – 4.12", (date(2026, 11, 30), date(2026, 12, 4))),
        ("od 30.11 do 4.12", (date(2026, 11, 30), date(2026, 12, 4))),
        ("Od 30 listopada do 4 grudnia", (date(2026, 11, 30), date(2026, 12, 4))),
        ("from 30.11 until 4.12", (date(2026, 11, 30), date(2026, 12, 4))),
        ("2026-11-30-2026-12-04", (date(2026, 11, 30), date(2026, 12, 4))),
        ("2026-11-30 do 2026-12-04", (date(2026, 11, 30), date(2026, 12, 4))),
        ("21.12-4.01", (date(2026, 12, 21), date(2027, 1, 4))),
        ("21.12.2026-4.01.2027", (date(2026, 12, 21), date(2027, 1, 4))),
        ("30.11", (date(2026, 11, 30), None)),
        ("2026-11-30", (date(2026, 11, 30), None)),
        # a slip is not taken for a day of next year
        ("23.11", (date(2026, 11, 23), None)),
        ("4.12-30.11", (date(2026, 12, 4), date(2026, 11, 30))),
        ("40.13", None),
        ("30.11-40.13", None),
        ("jutro", (date(2026, 11, 25), None)),
        ("piątek", (date(2026, 11, 27), None)),
        ("od piątku", (date(2026, 11, 27), None)),
        ("10-12", (date(2026, 12, 10), None)),
        ("od jutra do piątku", (date(2026, 11, 25), date(2026, 11, 27))),
        ("Od środy do poniedziałku", (date(2026, 11, 25), date(2026, 11, 30))),
        ("od czwartku 3 grudnia 2026 r. do poniedziałku 7 grudnia 2026 r.", (date(2026, 12, 3), date(2026, 12, 7))),
        ("od przyszłej środy do piątku", (date(2026, 12, 2), date(2026, 12, 4))),
        ("30 XI - 4 XII", (date(2026, 11, 30), date(2026, 12, 4))),
        ("pon. 30.11 – pt. 4.12", (date(2026, 11, 30), date(2026, 12, 4))),
        ("16–22.12", (date(2026, 12, 16), date(2026, 12, 22))),
        ("10-12.12", (date(2026, 12, 10), date(2026, 12, 12))),
        ("10–12", (date(2026, 12, 10), date(2026, 12, 12))),
        ("10-14", (date(2026, 12, 10), date(2026, 12, 14))),
        ("w dniach 10-14 grudnia", (date(2026, 12, 10), date(2026, 12, 14))),
        ("od 10 do 14 grudnia 2026", (date(2026, 12, 10), date(2026, 12, 14))),
        ("30–4.12", (date(2026, 11, 30), date(2026, 12, 4))),
        ("10-12.2026", None),
        ("grudzień 2026", None),
        ("-", None),
        ("", None),
        ("30.11-4.12" + "-" * 4000, None),
    ],
)
def test_days_as_they_are_typed(typed: str, days: tuple[date, date | None] | None) -> None:
    assert read_span(typed, TODAY) == days


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2.01", date(2027, 1, 2)),
        ("20.11", date(2026, 11, 20)),
        ("20.11.2027", date(2027, 11, 20)),
        ("piątku", date(2027, 1, 1)),
        ("5", date(2027, 1, 5)),
        ("jutra", date(2026, 11, 25)),
        ("x", None),
    ],
)
def test_near_another_day_one_without_a_year_is_the_nearest(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY, near=date(2026, 12, 28)) == day


# --- whatever is typed, whatever is written ----------------------------------------


@given(TYPED)
def test_anything_can_be_read(typed: str) -> None:
    days = [read_day(typed, TODAY), read_day(typed, None, whole_month="last"), *(read_span(typed, TODAY) or ())]
    assert all(day is None or day.year in YEARS for day in days)


@given(day=st.dates(date(1990, 1, 1), date(2099, 12, 31)), is_named=st.booleans())
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_day_is_read_as_the_bot_writes_it(day: date, language: str, *, is_named: bool) -> None:
    for typed in (Words(language).day(day, weekday=is_named), f"{day:%Y-%m-%d}"):
        assert read_day(typed, TODAY) == day == read_day(typed, None)


@given(day=st.dates(date(2026, 1, 31), date(2090, 1, 1)), months=st.integers(1, 9))
def test_so_many_months_ahead_is_in_that_month(day: date, months: int) -> None:
    found = certain(read_day(f"za {months} mies.", day))
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


@given(ahead=st.integers(0, 150), length=st.integers(0, 150), today=st.dates(date(2026, 1, 1), date(2090, 1, 1)))
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_absence_is_read_as_the_bot_writes_it(ahead: int, length: int, today: date, language: str) -> None:
    first = today + timedelta(days=ahead)
    away = Absence(person_id=1, first_day=first, last_day=first + timedelta(days=length))
    last = away.last_day if length else None
    assert read_span(span(Words(language), away), today) == (first, last)
