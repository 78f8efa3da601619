"""Calls for data in a series: which period is next, and when the next call goes out."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.data.series import Rhythm, later_period, repeated, rhythm_of
from models.recurrence import next_after

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("period", "in_a_quarter", "in_a_year"),
    [
        ("rok 2026", None, "rok 2027"),
        ("2026 Q1", "2026 Q2", "2027 Q1"),
        ("2026 Q4", "2027 Q1", "2027 Q4"),
        ("III kwartał 2026", "IV kwartał 2026", "III kwartał 2027"),
        ("IV kwartał 2026", "I kwartał 2027", "IV kwartał 2027"),
        ("1. kwartał 2026", "2. kwartał 2026", "1. kwartał 2027"),
        ("4th quarter 2026", "1st quarter 2027", "4th quarter 2027"),
        ("stan na 31.12.2026", "stan na 31.03.2027", "stan na 31.12.2027"),
        ("stan na 30.06.2026", "stan na 30.09.2026", "stan na 30.06.2027"),
        ("stan na 15.11.2026", "stan na 15.02.2027", "stan na 15.11.2027"),
        ("as at 31 Dec 2026", "as at 31 Mar 2027", "as at 31 Dec 2027"),
        ("29.02.2028", "31.05.2028", "28.02.2029"),
        ("rok szkolny 2026/2027", None, "rok szkolny 2027/2028"),
        ("rok szkolny 2026/27", None, None),
        ("I–II kwartał 2026", None, "I–II kwartał 2027"),
        ("I półrocze 2026", None, "I półrocze 2027"),
        ("zima", None, None),
    ],
)
def test_the_next_period(period: str, in_a_quarter: str | None, in_a_year: str | None) -> None:
    assert (later_period(period, 3), later_period(period, 12)) == (in_a_quarter, in_a_year)


@given(st.text(max_size=60), st.sampled_from([3, 6, 12]))
def test_whatever_the_office_calls_a_period_is_no_trouble(period: str, months: int) -> None:
    later_period(period, months)


@pytest.mark.parametrize(
    ("rhythm", "first", "then"),
    [
        (Rhythm.QUARTERLY, "2026-11-24 10:00", "2027-02-24 10:00"),
        (Rhythm.QUARTERLY, "2026-11-30 10:00", "2027-02-28 10:00"),
        (Rhythm.QUARTERLY, "2026-12-29 10:00", "2027-03-29 10:00"),
        (Rhythm.YEARLY, "2028-02-29 10:00", "2029-02-28 10:00"),
        (Rhythm.YEARLY, "2026-11-24 10:00", "2027-11-24 10:00"),
    ],
)
def test_the_next_call(rhythm: Rhythm, first: str, then: str) -> None:
    """On the same day of the month, or on the last one of a month that has none such."""
    starts, next_one = (datetime.fromisoformat(text).replace(tzinfo=WARSAW) for text in (first, then))
    rule = repeated(rhythm, starts, WARSAW)
    assert rhythm_of(rule) is rhythm
    assert next_after(rule, starts, WARSAW, later_than=starts) == next_one


def test_a_shorter_month_does_not_shorten_the_others() -> None:
    starts = datetime(2026, 11, 30, 10, tzinfo=WARSAW)
    rule = repeated(Rhythm.QUARTERLY, starts, WARSAW)
    february = next_after(rule, starts, WARSAW, later_than=starts)
    assert next_after(rule, february, WARSAW, later_than=february) == datetime(2027, 5, 30, 10, tzinfo=WARSAW)
