"""The day of a forum: told in working hours, in time to print; no deadline is proposed on a day off."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.forum.call.draft import usual_ends
from models.calendar import Clock
from models.forum.day import TIME_TO_PRINT, What, due, subject, told_at
from models.forum.forum import Forum

WARSAW = ZoneInfo("Europe/Warsaw")
CLOCK = Clock(WARSAW, "PL")
FIRST = datetime(2026, 1, 1, tzinfo=WARSAW)
MOMENTS = st.integers(0, 9 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=WARSAW)


def called(starts_at: datetime, *, sent_at: datetime) -> Forum:
    return Forum(
        id=1, title="Forum", starts_at=starts_at, answer_by=starts_at, send_at=sent_at, sent_at=sent_at,
        called_by_id=1, created_at=sent_at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "told"),
    [
        (at(10, 10), at(10, 8)),
        (at(10, 17), at(10, 8)),
        (at(10, 9), at(9, 15)),
        (at(12, 10), at(11, 15)),
        (at(14, 9), at(11, 15)),
        (at(25, 10), at(23, 15)),
        (at(28, 8), at(23, 15)),
    ],
)
def test_it_is_told_at_eight_or_on_the_working_day_before(starts: datetime, told: datetime) -> None:
    assert told_at(starts, CLOCK) == told


@given(MOMENTS)
def test_it_is_told_in_working_hours_with_time_to_print(starts: datetime) -> None:
    told = told_at(starts, CLOCK)
    assert CLOCK.is_working_time(told)
    assert told + TIME_TO_PRINT <= starts


def test_who_comes_is_told_until_it_begins_and_who_came_is_asked_once_it_is_over() -> None:
    forum = called(at(10, 10), sent_at=at(1, 9))
    expected = {
        at(10, 7, 59): None, at(10, 8): What.WHO_COMES, at(10, 9, 59): What.WHO_COMES, at(10, 10): None,
        at(10, 11, 59): None, at(10, 12): What.WHO_CAME, at(13, 11): What.WHO_CAME, at(13, 12): None,
    }  # fmt: skip
    assert {now: due(forum, now, CLOCK) for now in expected} == expected
    forum.cancelled_at = at(9, 9)
    assert {due(forum, now, CLOCK) for now in expected} == {None}


def test_of_what_was_called_on_the_same_day_only_the_end_is_told() -> None:
    forum = called(at(10, 16), sent_at=at(10, 10))
    assert due(forum, at(10, 11), CLOCK) is None
    assert due(forum, at(10, 18), CLOCK) is What.WHO_CAME


def test_at_another_time_it_is_told_anew() -> None:
    first, other = called(at(10, 10), sent_at=at(1, 9)), called(at(11, 10), sent_at=at(1, 9))
    assert len({subject(forum, what) for forum in (first, other) for what in What}) == 4


@given(starts=MOMENTS, ahead=st.integers(0, 30))
def test_no_deadline_is_proposed_on_a_day_off(starts: datetime, ahead: int) -> None:
    sent_at = starts - timedelta(days=ahead)
    found = usual_ends(starts, CLOCK, sent_at)
    for days, by in found.items():
        local = CLOCK.local(by)
        assert CLOCK.is_working_day(local.date())
        assert (CLOCK.local(starts).date() - local.date()).days == days
        assert sent_at < by < starts
