"""The timetable of the weekly status: when a round opens, reminds and closes, whatever the calendar brings."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.calendar import Clock
from models.setting import Flaw, Moments, Weekly, flaw, moments
from models.status.status_round import monday_of, week_of
from tests.conftest import WARSAW

CLOCK = Clock(WARSAW, "PL")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
USUAL = Weekly()


def all_of(found: Moments) -> tuple[datetime, ...]:
    return found.opens, found.reminds, found.reminds_again, found.closes


def shown(found: Moments) -> list[str]:
    """The four moments as a clock on the wall in Kraków shows them."""
    return [f"{CLOCK.local(moment):%a %-d.%m %H:%M}" for moment in all_of(found)]


# --- an ordinary week, holidays ----------------------------------------


@pytest.mark.parametrize(
    ("monday", "expected"),
    [
        # an ordinary week
        (date(2026, 11, 23), ["Fri 27.11 09:00", "Mon 30.11 09:00", "Mon 30.11 13:00", "Tue 1.12 12:00"]),
        # All Saints is a Sunday, Independence Day a Wednesday: neither is in the way
        (date(2026, 10, 26), ["Fri 30.10 09:00", "Mon 2.11 09:00", "Mon 2.11 13:00", "Tue 3.11 12:00"]),
        (date(2026, 11, 9), ["Fri 13.11 09:00", "Mon 16.11 09:00", "Mon 16.11 13:00", "Tue 17.11 12:00"]),
        # Christmas: the opening moves to Monday and pushes the rest ahead of it
        (date(2026, 12, 21), ["Mon 28.12 09:00", "Tue 29.12 09:00", "Tue 29.12 13:00", "Wed 30.12 12:00"]),
        # week 53: New Year, and Epiphany on the day to which the closing would move
        (date(2026, 12, 28), ["Mon 4.01 09:00", "Tue 5.01 09:00", "Tue 5.01 13:00", "Thu 7.01 12:00"]),
        # Easter Monday, on the day after the clocks change
        (date(2027, 3, 22), ["Fri 26.03 09:00", "Tue 30.03 09:00", "Tue 30.03 13:00", "Wed 31.03 12:00"]),
        # All Saints on a Monday
        (date(2027, 10, 25), ["Fri 29.10 09:00", "Tue 2.11 09:00", "Tue 2.11 13:00", "Wed 3.11 12:00"]),
    ],
)
def test_the_usual_timetable(monday: date, expected: list[str]) -> None:
    assert shown(moments(USUAL, monday, CLOCK)) == expected


def test_another_timetable_on_independence_day_and_christmas_eve() -> None:
    midweek = Weekly(open_day=WEDNESDAY, remind_day=THURSDAY, close_day=FRIDAY)
    assert shown(moments(midweek, date(2026, 11, 9), CLOCK)) == [
        "Thu 12.11 09:00", "Fri 13.11 09:00", "Fri 13.11 13:00", "Mon 16.11 12:00"
    ]  # fmt: skip
    assert shown(moments(midweek, date(2026, 12, 21), CLOCK)) == [
        "Wed 23.12 09:00", "Mon 28.12 09:00", "Mon 28.12 13:00", "Tue 29.12 12:00"
    ]  # fmt: skip


def test_days_may_lie_between_the_reminders_and_the_closing() -> None:
    patient = Weekly(open_day=FRIDAY, remind_day=MONDAY, close_day=THURSDAY)
    assert shown(moments(patient, date(2026, 11, 23), CLOCK)) == [
        "Fri 27.11 09:00", "Mon 30.11 09:00", "Mon 30.11 13:00", "Thu 3.12 12:00"
    ]  # fmt: skip


def test_the_year_2026_has_53_weeks() -> None:
    days = [date(2026, 12, 31), date(2027, 1, 3), date(2027, 1, 4)]
    assert [week_of(day) for day in days] == ["2026-W53", "2026-W53", "2027-W01"]
    assert [monday_of(day) for day in days] == [date(2026, 12, 28), date(2026, 12, 28), date(2027, 1, 4)]


# --- the nights when the clocks change ----------------------------------------


def test_nine_is_nine_on_both_sides_of_the_night_when_clocks_go_back() -> None:
    found = moments(USUAL, date(2026, 10, 19), CLOCK)
    assert found.opens == datetime(2026, 10, 23, 7, tzinfo=UTC)
    assert found.reminds == datetime(2026, 10, 26, 8, tzinfo=UTC)
    assert found.closes == datetime(2026, 10, 27, 11, tzinfo=UTC)


def test_nine_is_nine_on_both_sides_of_the_night_when_clocks_go_ahead() -> None:
    found = moments(USUAL, date(2026, 3, 23), CLOCK)
    assert found.opens == datetime(2026, 3, 27, 8, tzinfo=UTC)
    assert found.reminds == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert found.closes == datetime(2026, 3, 31, 10, tzinfo=UTC)


# --- whatever the Office sets ----------------------------------------

DAYS = st.integers(MONDAY, FRIDAY)
HOURS = st.times()
TIMETABLES = st.builds(
    Weekly,
    open_day=DAYS, open_at=HOURS,
    remind_day=DAYS, remind_at=HOURS, remind_again_at=HOURS,
    close_day=DAYS, close_at=HOURS,
)  # fmt: skip
MONDAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31)).map(monday_of)


@given(TIMETABLES, MONDAYS)
def test_always_in_order_on_working_days_at_the_right_hour(weekly: Weekly, monday: date) -> None:
    found = moments(weekly, monday, CLOCK)
    assert found.opens < found.reminds < found.reminds_again < found.closes
    hours = (weekly.open_at, weekly.remind_at, weekly.remind_again_at, weekly.close_at)
    for moment, hour in zip(all_of(found), hours, strict=True):
        assert CLOCK.local(moment).time() == hour
        assert CLOCK.is_working_day(CLOCK.local(moment).date())
    assert CLOCK.local(found.opens).date() >= monday + timedelta(days=weekly.open_day)


@given(TIMETABLES, MONDAYS)
def test_a_round_is_over_when_the_next_one_opens(weekly: Weekly, monday: date) -> None:
    """Where no holiday is in the way; where one is, the older round is closed by the opening."""
    no_holidays = Clock(WARSAW, "PL")
    no_holidays.working_day = lambda day: day  # type: ignore[method-assign]
    this, next_one = (moments(weekly, monday + timedelta(weeks=n), no_holidays) for n in (0, 1))
    assert this.closes <= next_one.opens or flaw(weekly) is not None


@pytest.mark.parametrize(
    ("weekly", "expected"),
    [
        (USUAL, None),
        (Weekly(remind_at=time(13), remind_again_at=time(13)), Flaw.REMINDERS_OUT_OF_ORDER),
        (Weekly(remind_at=time(14)), Flaw.REMINDERS_OUT_OF_ORDER),
        (Weekly(close_day=MONDAY), Flaw.CLOSES_BEFORE_REMINDER),
        (Weekly(close_day=MONDAY, close_at=time(13)), Flaw.CLOSES_BEFORE_REMINDER),
        (Weekly(close_day=MONDAY, close_at=time(13, 1)), None),
        # a week later, to the minute, the next round opens
        (Weekly(close_day=FRIDAY, close_at=time(9)), None),
        (Weekly(close_day=FRIDAY, close_at=time(9, 1)), Flaw.CLOSES_AFTER_NEXT_OPENING),
        # reminders on the day of the opening are those of a week later
        (Weekly(remind_day=FRIDAY), Flaw.CLOSES_AFTER_NEXT_OPENING),
        (Weekly(open_day=MONDAY), Flaw.CLOSES_AFTER_NEXT_OPENING),
        (Weekly(open_day=MONDAY, remind_day=TUESDAY, close_day=WEDNESDAY), None),
        (Weekly(open_day=MONDAY, remind_day=THURSDAY, close_day=WEDNESDAY), Flaw.CLOSES_AFTER_NEXT_OPENING),
    ],
)
def test_what_no_round_can_keep(weekly: Weekly, expected: Flaw | None) -> None:
    assert flaw(weekly) == expected


@pytest.mark.parametrize("day", [-1, 5, 6, 7])
def test_nothing_happens_on_a_weekend(day: int) -> None:
    with pytest.raises(ValidationError):
        Weekly(open_day=day)
