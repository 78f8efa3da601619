"""When the next meeting of a series is: the same hour of the wall clock, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forum import series
from models.forum.series import LAST, Rhythm, Series, offered
from models.recurrence import next_after

WARSAW = ZoneInfo("Europe/Warsaw")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("rule", "first", "then"),
    [
        (Series(Rhythm.WEEKLY, 3), "2026-12-10 10:00", "2026-12-17 10:00"),
        (Series(Rhythm.FORTNIGHTLY, 3), "2026-12-10 10:00", "2026-12-24 10:00"),
        (Series(Rhythm.MONTHLY, 3, 1), "2026-12-03 10:00", "2027-01-07 10:00"),
        (Series(Rhythm.MONTHLY, 3, 4), "2026-12-24 10:00", "2027-01-28 10:00"),
        (Series(Rhythm.MONTHLY_LAST, 3, LAST), "2026-12-31 10:00", "2027-01-28 10:00"),
        (Series(Rhythm.QUARTERLY, 3, 2), "2026-12-10 10:00", "2027-03-11 10:00"),
        (Series(Rhythm.QUARTERLY, 3, LAST), "2026-10-29 10:00", "2027-01-28 10:00"),
        (Series(Rhythm.WEEKLY, 6), "2027-03-21 10:00", "2027-03-28 10:00"),
        (Series(Rhythm.WEEKLY, 6), "2026-10-18 10:00", "2026-10-25 10:00"),
        (Series(Rhythm.WEEKLY, 6), "2026-10-25 10:00", "2026-11-01 10:00"),
    ],
    ids=str,
)
def test_the_next_one(rule: Series, first: str, then: str) -> None:
    assert next_after(rule.rule, at(first), WARSAW, later_than=at(first)) == at(then)


def test_an_hour_that_is_skipped_is_the_one_after_it() -> None:
    weekly = Series(Rhythm.WEEKLY, 6).rule
    assert next_after(weekly, at("2027-03-21 02:30"), WARSAW, later_than=at("2027-03-21 02:30")) == at(
        "2027-03-28 03:30"
    )
    assert next_after(weekly, at("2027-03-21 02:30"), WARSAW, later_than=at("2027-03-29 00:00")) == at(
        "2027-04-04 02:30"
    )


def test_what_passed_while_nobody_looked_is_left_out() -> None:
    monthly = Series(Rhythm.MONTHLY, 3, 1).rule
    assert next_after(monthly, at("2026-01-01 10:00"), WARSAW, later_than=at("2026-11-24 12:00")) == at(
        "2026-12-03 10:00"
    )


@pytest.mark.parametrize(
    ("first", "ways"),
    [
        ("2026-12-03 10:00", ["FREQ=MONTHLY;BYDAY=+1TH", "FREQ=MONTHLY;INTERVAL=3;BYDAY=+1TH"]),
        ("2026-12-24 10:00", ["FREQ=MONTHLY;BYDAY=+4TH", "FREQ=MONTHLY;INTERVAL=3;BYDAY=+4TH"]),
        (
            "2026-11-26 10:00",
            ["FREQ=MONTHLY;BYDAY=+4TH", "FREQ=MONTHLY;BYDAY=-1TH", "FREQ=MONTHLY;INTERVAL=3;BYDAY=+4TH"],
        ),
        ("2026-12-31 10:00", ["FREQ=MONTHLY;BYDAY=-1TH", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TH"]),
    ],
)
def test_what_is_offered_fits_the_first_one(first: str, ways: list[str]) -> None:
    assert [way.rule for way in offered(at(first), WARSAW)] == [
        "FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", *ways
    ]  # fmt: skip


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.integers(0, 500))  # noqa: DTZ001
def test_every_way_leads_on_at_the_same_hour_of_the_same_weekday(first: datetime, days: int) -> None:
    starts_at = first.replace(tzinfo=WARSAW, second=0, microsecond=0).astimezone(UTC)
    local = starts_at.astimezone(WARSAW)
    for way in offered(starts_at, WARSAW):
        assert series.read(way.rule) == way
        later_than = starts_at + timedelta(days=days)
        found = next_after(way.rule, starts_at, WARSAW, later_than=later_than).astimezone(WARSAW)
        assert found > max(starts_at, later_than)
        assert found.weekday() == local.weekday() and found.minute == local.minute
        assert found.hour == local.hour or (local.hour == 2 and found.hour == 3)
