"""When people are reminded of a forum: moments over the nights on which clocks are changed, and each step once."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Clock
from models.forum.reminder import (
    DAYS,
    HOURS,
    TIME_TO_CALL,
    Reminders,
    Step,
    What,
    before_start,
    due_step,
    for_silent,
)
from models.people.person import phone_number
from tests.conftest import WARSAW
from tests.fire.dst import at
from tests.rows import certain

CLOCK = Clock(WARSAW, "PL")
USUAL = Reminders()
NONE = Reminders(days=frozenset(), hours=frozenset())
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
RULES = st.builds(Reminders, days=st.frozensets(st.sampled_from(DAYS)), hours=st.frozensets(st.sampled_from(HOURS)))


def told(steps: list[Step]) -> list[str]:
    """As on the wall clock, with the shift of the zone."""
    return [f"{step.at.astimezone(WARSAW):%a %-d.%m %-H:%M %z} {step.what.split('_')[0]}" for step in steps]


@pytest.mark.parametrize(
    ("starts_at", "rules", "moments"),
    [
        pytest.param(
            "2026-12-10 10:00", USUAL,
            ["Thu 3.12 10:00 +0100 days", "Wed 9.12 10:00 +0100 days", "Thu 10.12 8:00 +0100 hours"],
            id="as usual",
        ),
        pytest.param(
            "2026-10-26 9:00", USUAL,
            ["Mon 19.10 9:00 +0200 days", "Fri 23.10 9:00 +0200 days", "Mon 26.10 7:00 +0100 hours"],
            id="the hour of the wall clock stays over the change; Sunday becomes Friday; two hours do not wait",
        ),
        pytest.param(
            "2026-10-25 4:00", Reminders(days=frozenset(), hours=frozenset({2, 4})),
            ["Sun 25.10 1:00 +0200 hours", "Sun 25.10 2:00 +0100 hours"],
            id="hours are hours in the night in which one comes twice",
        ),
        pytest.param(
            "2027-03-28 4:00", Reminders(days=frozenset({1}), hours=frozenset({1, 2})),
            ["Fri 26.03 8:00 +0100 days", "Sun 28.03 1:00 +0100 hours", "Sun 28.03 3:00 +0200 hours"],
            id="and in the night in which one is left out",
        ),
        pytest.param(
            "2027-03-30 10:00", Reminders(days=frozenset({14, 7, 3, 2, 1}), hours=frozenset()),
            ["Tue 16.03 10:00 +0100 days", "Tue 23.03 10:00 +0100 days",
             *["Fri 26.03 10:00 +0100 days"] * 3],
            id="after Easter several fall on the same moment",
        ),
        pytest.param(
            "2026-12-28 19:30", USUAL,
            ["Mon 21.12 17:00 +0100 days", "Wed 23.12 17:00 +0100 days", "Mon 28.12 17:30 +0100 hours"],
            id="the evening becomes the end of the working day, Christmas the day before it",
        ),
        pytest.param("2026-12-10 10:00", NONE, [], id="switched off"),
    ],
)  # fmt: skip
def test_moments_before_the_start(starts_at: str, rules: Reminders, moments: list[str]) -> None:
    assert told(before_start(rules, at(starts_at), CLOCK)) == moments


@pytest.mark.parametrize(
    ("sent_at", "answer_by", "starts_at", "moments"),
    [
        pytest.param(
            "2026-11-24 10:00", "2026-12-04 15:00", "2026-12-10 10:00",
            ["Mon 30.11 8:00 +0100 commune", "Thu 3.12 15:00 +0100 commune", "Fri 4.12 15:00 +0100 list"],
            id="half-way is a Sunday",
        ),
        pytest.param(
            "2026-10-23 12:00", "2026-10-28 12:00", "2026-11-10 10:00",
            ["Mon 26.10 8:00 +0100 commune", "Tue 27.10 12:00 +0100 commune", "Wed 28.10 12:00 +0100 list"],
            id="over the change of clocks",
        ),
        pytest.param(
            "2026-11-27 19:00", "2026-11-30 12:00", "2026-12-10 10:00",
            ["Mon 30.11 10:00 +0100 commune", "Mon 30.11 12:00 +0100 list"],
            id="sent in the evening it is read in the morning; a day before is before half-way",
        ),
        pytest.param(
            "2026-11-24 10:00", "2026-11-29 12:00", "2026-12-10 10:00",
            ["Fri 27.11 8:00 +0100 commune", "Mon 30.11 8:00 +0100 list"],
            id="a commune is reminded once a day; answers are due on a Sunday, the list waits for Monday",
        ),
        pytest.param(
            "2026-11-27 10:00", "2026-11-28 12:00", "2026-11-30 8:00",
            ["Sat 28.11 12:00 +0100 list"],
            id="there is no working hour before the start",
        ),
        pytest.param(
            "2026-11-24 10:00", "2026-11-25 9:00", "2026-11-25 9:00",
            ["Wed 25.11 8:00 +0100 commune", "Wed 25.11 8:30 +0100 list"],
            id="answers are due when it starts: there is half an hour to call",
        ),
    ],
)  # fmt: skip
def test_moments_of_the_silent(sent_at: str, answer_by: str, starts_at: str, moments: list[str]) -> None:
    assert told(for_silent(at(sent_at), at(answer_by), at(starts_at), CLOCK)) == moments


def test_a_step_without_a_working_hour_to_wait_for_does_not_wait() -> None:
    [listed] = for_silent(at("2026-11-27 10:00"), at("2026-11-28 12:00"), at("2026-11-30 8:00"), CLOCK)
    assert not listed.waits


@given(INSTANTS, RULES)
def test_every_reminder_comes_before_the_start_and_those_of_days_in_working_hours(
    starts_at: datetime, rules: Reminders
) -> None:
    steps = before_start(rules, starts_at, CLOCK)
    assert all(step.at < starts_at for step in steps)
    assert all(CLOCK.is_working_time(step.at) for step in steps if step.what is What.DAYS_BEFORE)
    assert [step.waits for step in steps] == [step.what is What.DAYS_BEFORE for step in steps]


@given(INSTANTS, st.timedeltas(timedelta(hours=1), timedelta(days=30)), st.timedeltas(timedelta(0), timedelta(9)))
def test_the_silent_are_reminded_in_working_hours_before_answers_are_due_and_listed_before_the_start(
    sent_at: datetime, given: timedelta, left: timedelta
) -> None:
    answer_by = sent_at + given
    *reminders, listed = for_silent(sent_at, answer_by, answer_by + left, CLOCK)
    assert all(sent_at < step.at < answer_by and CLOCK.is_working_time(step.at) for step in reminders)
    assert min(answer_by, answer_by + left - TIME_TO_CALL) <= listed.at < answer_by + left
    assert [step.what for step in (*reminders, listed)] == [What.COMMUNE] * len(reminders) + [What.LIST]


TICKS = st.lists(st.timedeltas(timedelta(0), timedelta(days=20)), min_size=1, max_size=60)


@given(INSTANTS, RULES, TICKS, st.timedeltas(timedelta(0), timedelta(days=16)))
def test_each_step_is_taken_at_most_once_and_never_before_its_moment(
    starts_at: datetime, rules: Reminders, ticks: list[timedelta], chosen: timedelta
) -> None:
    """However late and seldom the clock wakes; what was due before somebody was chosen is not made up for."""
    behind = since = starts_at - chosen
    steps = before_start(rules, starts_at, CLOCK)
    taken: list[Step] = []
    for now in sorted(starts_at - left for left in ticks):
        step = due_step(steps, since=behind, now=now, clock=CLOCK) if since <= now < starts_at else None
        if step is None:
            continue
        assert since < step.at <= now
        assert not any(step.at < later.at <= now for later in steps), "only the latest"
        assert CLOCK.is_working_time(now) or not step.waits
        behind = now
        taken.append(step)
    assert len({step.at for step in taken}) == len(taken)


@given(INSTANTS, RULES)
def test_no_step_is_left_out_while_the_bot_runs(starts_at: datetime, rules: Reminders) -> None:
    behind = starts_at - timedelta(days=30)
    steps = before_start(rules, starts_at, CLOCK)
    taken = []
    for moment in sorted({step.at for step in steps}):
        now = moment + timedelta(seconds=5)
        step = certain(due_step(steps, since=behind, now=now, clock=CLOCK))
        taken.append(step.at)
        behind = now
    assert taken == sorted({step.at for step in steps})


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("600 100 200", "600 100 200"),
        (" +48  600-100-200 ", "+48 600-100-200"),
        ("(12) 345 67 89", "(12) 345 67 89"),
        ("600 100", None),
        ("zadzwoń 600 100 200", None),
        ("600+100200", None),
        ("1" * 16, None),
        ("600 100 200" + " -" * 15, None),
    ],
)
def test_what_can_be_called(typed: str, number: str | None) -> None:
    assert phone_number(typed) == number
