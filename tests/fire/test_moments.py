"""The arithmetic of weeks, hours and working time, for whatever the Office sets, in any week and on any night."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.calendar import WORK_BEGINS, WORK_ENDS, Clock
from models.setting import Weekly, flaw, moments
from models.status.status_round import StatusRound, monday_of, week_of
from tests.conftest import WARSAW
from tests.fire.dst import USUAL, at

CLOCK = Clock(WARSAW, "PL")
QUARTER = timedelta(minutes=15)
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
DAYS = st.integers(0, 4)
WORKING_HOURS = st.times(WORK_BEGINS, WORK_ENDS).filter(lambda hour: hour < WORK_ENDS)


def weeklies(hours: st.SearchStrategy[time]) -> st.SearchStrategy[Weekly]:
    """What the Office can save, speaking to people at such hours."""
    whole = st.builds(
        Weekly,
        open_day=DAYS, open_at=hours,
        remind_day=DAYS, remind_at=hours, remind_again_at=hours,
        close_day=DAYS, close_at=st.times(),
    )  # fmt: skip
    return whole.filter(lambda weekly: flaw(weekly) is None)


MONDAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31)).map(monday_of)
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


# --- weeks ----------------------------------------


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(-400, 400))
@example(date(2026, 12, 31), 4)
@example(date(2027, 1, 1), -1)
@example(date(2024, 12, 30), -7)
def test_weeks_are_named_in_their_order_and_each_by_one_name(day: date, days: int) -> None:
    other = day + timedelta(days=days)
    assert (week_of(day) < week_of(other)) == (monday_of(day) < monday_of(other))
    assert (week_of(day) == week_of(other)) == (monday_of(day) == monday_of(other))


@given(weeklies(st.times()), MONDAYS)
def test_no_two_weeks_open_at_the_same_time(weekly: Weekly, monday: date) -> None:
    opened = [moments(weekly, monday + timedelta(weeks=n), CLOCK).opens for n in range(60)]
    assert all(this < next_one for this, next_one in pairwise(opened))


# --- moments ----------------------------------------


@given(weeklies(WORKING_HOURS), MONDAYS)
def test_people_are_spoken_to_on_working_days_at_the_hour_that_was_set(weekly: Weekly, monday: date) -> None:
    found = moments(weekly, monday, CLOCK)
    hours = {found.opens: weekly.open_at, found.reminds: weekly.remind_at, found.reminds_again: weekly.remind_again_at}
    for moment, hour in hours.items():
        assert CLOCK.is_working_time(moment)
        assert CLOCK.local(moment).time() == hour


@given(weeklies(st.times()), MONDAYS)
def test_no_round_closes_before_anybody_could_be_asked(weekly: Weekly, monday: date) -> None:
    found = moments(weekly, monday, CLOCK)
    asked = CLOCK.working_time(found.opens)
    assert found.opens <= asked < found.closes
    assert CLOCK.local(asked).time() in (weekly.open_at, WORK_BEGINS)


@pytest.mark.parametrize("zone", ["Africa/Cairo", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
@given(weekly=weeklies(st.times()), monday=MONDAYS)
def test_the_order_holds_in_every_zone(zone: str, weekly: Weekly, monday: date) -> None:
    """In Cairo clocks change at midnight before a Friday, when the Office may well have set something."""
    found = moments(weekly, monday, Clock(ZoneInfo(zone), "PL"))
    assert found.opens < found.reminds < found.reminds_again < found.closes


@given(weeklies(st.times()), MONDAYS, INSTANTS)
def test_reminders_are_counted_as_time_passes(weekly: Weekly, monday: date, instant: datetime) -> None:
    found = moments(weekly, monday, CLOCK)
    of = StatusRound(
        week=week_of(monday), monday=monday, opened_at=found.opens, reminds_at=found.reminds,
        reminds_again_at=found.reminds_again, closes_at=found.closes,
    )  # fmt: skip
    moment = timedelta(microseconds=1)
    assert [of.matter.reminders_by(found.reminds - moment), of.matter.reminders_by(found.reminds)] == [0, 1]
    assert [of.matter.reminders_by(found.reminds_again - moment), of.matter.reminders_by(found.reminds_again)] == [1, 2]
    assert of.matter.reminders_by(instant) <= of.matter.reminders_by(instant + QUARTER)


# --- working time ----------------------------------------


@given(INSTANTS)
@example(at("2026-10-25 2:30"))
@example(at("2027-03-26 17:59"))
@example(at("2027-03-26 18:00"))
def test_working_time_is_the_first_that_comes(instant: datetime) -> None:
    found = CLOCK.working_time(instant)
    local = CLOCK.local(found)
    assert found >= instant
    assert WORK_BEGINS <= local.time() < WORK_ENDS
    assert CLOCK.is_working_day(local.date())
    assert CLOCK.working_time(found) == found
    missed = (instant + n * QUARTER for n in range((found - instant) // QUARTER))
    assert not any(CLOCK.is_working_time(moment) for moment in missed)


@pytest.mark.parametrize(
    ("night", "hour", "expected"),
    [
        pytest.param(SPRING, time(1, 59), "2027-03-28T01:59:00+01:00", id="spring, the last minute of winter time"),
        pytest.param(SPRING, time(2, 30), "2027-03-28T03:30:00+02:00", id="spring, an hour that does not exist"),
        pytest.param(SPRING, time(3), "2027-03-28T03:00:00+02:00", id="spring, the first minute of summer time"),
        pytest.param(AUTUMN, time(2, 30), "2026-10-25T02:30:00+02:00", id="autumn, an hour that comes twice"),
        pytest.param(AUTUMN, time(3), "2026-10-25T03:00:00+01:00", id="autumn, the hour after it"),
    ],
)
def test_an_hour_on_a_night_when_clocks_change(night: date, hour: time, expected: str) -> None:
    assert CLOCK.local(CLOCK.at(night, hour)).isoformat() == expected


@pytest.mark.parametrize("night", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_quiet_hours_last_the_whole_night(night: date) -> None:
    """From Friday evening to Monday morning, an hour less in spring and one more in autumn."""
    friday, monday = night - timedelta(days=2), night + timedelta(days=1 if night is AUTUMN else 2)
    begins, ends = CLOCK.at(friday, WORK_ENDS), CLOCK.at(monday, WORK_BEGINS)
    quiet = [begins + n * QUARTER for n in range((ends - begins) // QUARTER)]
    assert {CLOCK.working_time(instant) for instant in quiet} == {ends}
    assert CLOCK.is_working_time(begins - QUARTER)


@given(MONDAYS)
def test_the_usual_round_keeps_its_days_where_no_holiday_is_in_the_way(monday: date) -> None:
    found = moments(USUAL, monday, CLOCK)
    days = [monday + timedelta(days=n) for n in (4, 7, 8)]
    if all(CLOCK.is_working_day(day) for day in days):
        assert [CLOCK.local(m).date() for m in (found.opens, found.reminds, found.closes)] == days
