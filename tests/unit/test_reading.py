"""What people type is understood as they mean it, and nothing they type breaks anything."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading import YEARS, fold, read_amount, read_date, tidy

TODAY = date(2026, 11, 24)
TYPED = st.text(alphabet="0123456789 .,-/'rzłtysmlndpaź\u00a0½²٣", max_size=30) | st.text(max_size=30)


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
        ("12.2026", date(2026, 12, 1)),
        ("2026-12", date(2026, 12, 1)),
        ("10 grudnia", date(2026, 12, 10)),
        ("10 PAŹDZIERNIKA 2027", date(2027, 10, 10)),
        ("grudzień 2026", date(2026, 12, 1)),
        ("10 Dec 2026", date(2026, 12, 10)),
    ],
)
def test_dates(typed: str, day: date) -> None:
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    ["", "jutro", "31.02", "30.02.2027", "29.02.2027", "0.12", "10.13", "13.2026", "10.12.20266", "10.12.1026", "2026",
     "grudzień", "Dec 10", "10 marka 2026", "10.12 10:00", "<b>", "🚲", "-1.12.2026"],
)  # fmt: skip
def test_what_is_no_date(typed: str) -> None:
    assert read_date(typed, TODAY) is None


def test_a_month_may_stand_for_its_last_day() -> None:
    assert read_date("02.2028", TODAY, to_end=True) == date(2028, 2, 29)
    assert read_date("10.12", TODAY, to_end=True) == date(2026, 12, 10)


def test_without_today_a_day_needs_its_year() -> None:
    assert read_date("10.12", None) is None
    assert read_date("10.12.2026", None) == date(2026, 12, 10)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,2 mln", "1200000"),
        ("1.2 mln zł", "1200000"),
        ("1,250 mln", "1250000"),
        ("1 250 000", "1250000"),
        ("1\u00a0250\u202f000 zł", "1250000"),
        ("1250000,50 zł", "1250000.5"),
        ("1250000,5", "1250000.5"),
        ("1.250.000", "1250000"),
        ("1.250.000,50", "1250000.5"),
        ("1,250,000.50 PLN", "1250000.5"),
        ("1.250", "1250"),
        ("300 tys.", "300000"),
        ("300 tys. zł", "300000"),
        ("300TYS", "300000"),
        ("2 miliony złotych", "2000000"),
        ("1,5 mld", "1500000000"),
        ("1.250,5 tys. zł", "1250500"),
        ("1'250'000", "1250000"),
        ("1.2 million", "1200000"),
        ("0", "0"),
        ("0,99", "0.99"),
    ],
)
def test_amounts(typed: str, amount: str) -> None:
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    ["", "dużo", "mln", "-5", "0,125", "1,2,3", "1.25.000", "1e5", "½", "nan", "1 mln 200 tys.", "ok. 5 mln", "5 €",
     "9" * 50, "<b>", "🚲"],
)  # fmt: skip
def test_what_is_no_amount(typed: str) -> None:
    assert read_amount(typed) is None


@given(TYPED)
def test_anything_can_be_read(typed: str) -> None:
    day, amount = read_date(typed, TODAY), read_amount(typed)
    assert day is None or day.year in YEARS
    assert amount is None or (amount >= 0 and amount == round(amount, 2))


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_understood_as_it_is_shown(day: date) -> None:
    for typed in (f"{day:%d.%m.%Y}", f"{day.day}.{day:%m.%Y}", f"{day:%Y-%m-%d}"):
        assert read_date(typed, TODAY) == day


@given(st.decimals(0, 10**12, places=2))
def test_every_amount_is_understood_as_it_is_shown(amount: Decimal) -> None:
    for typed in (f"{amount:.2f}".replace(".", ","), f"{amount:,.2f}".replace(",", " ").replace(".", ",") + " zł"):
        assert read_amount(typed) == amount


def test_names_are_compared_whatever_their_spelling() -> None:
    assert fold("ŚWIĄTNIKI Górne") == "swiatniki gorne" == fold("s\u0301wia\u0328tniki go\u0301rne")
    assert fold("Łódź") == "lodz"
    assert tidy("  Trasa\n rowerowa\t\0Wisła ") == "Trasa rowerowa Wisła"
