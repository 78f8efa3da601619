"""Whatever the calendar and the clock do: one question per commune and week, at the right hour in Kraków."""

from datetime import time

import pytest

from bot.timetable import run_once
from jobs import JOBS
from models.database import Database
from models.people.permission import Role
from models.setting import Weekly
from tests.conftest import Town
from tests.fire.dst import USUAL, at, heard, lives, niepolomice, silence, week

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
AND_IN_FIRE = pytest.mark.repeated
"""Another case of what the others show."""
MIDWEEK = Weekly(open_day=WEDNESDAY, remind_day=THURSDAY, close_day=FRIDAY)


@pytest.mark.parametrize(
    ("weekly", "first", "last", "expected"),
    [
        pytest.param(
            USUAL, "2026-10-22 12:00", "2026-10-28 12:00",
            week(43, "Fri 23.10 09:00", "Mon 26.10 09:00", "Mon 26.10 13:00", "Tue 27.10 12:00"),
            id="the night in autumn when 2:30 comes twice",
        ),
        pytest.param(
            USUAL, "2027-03-18 12:00", "2027-04-01 0:00",
            week(11, "Fri 19.03 09:00", "Mon 22.03 09:00", "Mon 22.03 13:00", "Tue 23.03 12:00")
            + week(12, "Fri 26.03 09:00", "Tue 30.03 09:00", "Tue 30.03 13:00", "Wed 31.03 12:00"),
            id="the night in spring without 2:30, then Easter Monday",
        ),
        pytest.param(
            USUAL, "2027-10-28 12:00", "2027-11-03 14:00",
            week(43, "Fri 29.10 09:00", "Tue 2.11 09:00", "Tue 2.11 13:00", "Wed 3.11 12:00"),
            id="All Saints on a Monday, after the night when the clocks go back", marks=AND_IN_FIRE,
        ),
        pytest.param(
            MIDWEEK, "2026-11-09 12:00", "2026-11-16 14:00",
            week(46, "Thu 12.11 09:00", "Fri 13.11 09:00", "Fri 13.11 13:00", "Mon 16.11 12:00"),
            id="Independence Day on the day of the opening", marks=AND_IN_FIRE,
        ),
        pytest.param(
            MIDWEEK, "2026-12-22 12:00", "2026-12-29 14:00",
            week(52, "Wed 23.12 09:00", "Mon 28.12 09:00", "Mon 28.12 13:00", "Tue 29.12 12:00"),
            id="Christmas Eve, a holiday since 2025", marks=AND_IN_FIRE,
        ),
        pytest.param(
            USUAL, "2026-12-24 12:00", "2027-01-13 0:00",
            week(52, "Mon 28.12 09:00", "Tue 29.12 09:00", "Tue 29.12 13:00", "Wed 30.12 12:00")
            + week(53, "Mon 4.01 09:00", "Tue 5.01 09:00", "Tue 5.01 13:00", "Thu 7.01 12:00")
            + week(1, "Fri 8.01 09:00", "Mon 11.01 09:00", "Mon 11.01 13:00", "Tue 12.01 12:00"),
            id="weeks 52, 53 and 1 round the New Year",
        ),
        pytest.param(
            Weekly(remind_day=THURSDAY, close_day=THURSDAY, close_at=time(17)), "2027-05-20 18:00", "2027-05-28 14:00",
            ["Fri 21.05 09:00 Anna asked for week 20", "Fri 28.05 09:00 Anna told how week 20 ended",
             "Fri 28.05 09:00 Anna asked for week 21", *silence(20, "Fri 28.05 09:00")[1:]],
            id="Corpus Christi pushes the reminders to where the next round opens, which closes this one",
        ),
        pytest.param(
            Weekly(open_at=time(2, 30), remind_at=time(2, 30), remind_again_at=time(3)),
            "2026-10-22 12:00", "2026-10-28 12:00",
            ["Fri 23.10 08:00 Anna asked for week 43", "Mon 26.10 08:00 Anna reminded of week 43",
             *silence(43, "Tue 27.10 12:00")],
            id="2:30 set by the Office: what comes at night waits until eight, two reminders become one",
        ),
        pytest.param(
            Weekly(open_at=time(20), remind_at=time(2, 30), remind_again_at=time(19), close_at=time(20)),
            "2027-03-25 12:00", "2027-04-01 12:00",
            ["Tue 30.03 08:00 Anna asked for week 12", *silence(12, "Wed 31.03 08:00")],
            id="every hour in the evening or at night, over Easter and the night without 2:30", marks=AND_IN_FIRE,
        ),
        pytest.param(
            Weekly(open_day=THURSDAY, open_at=time(20), remind_day=MONDAY, remind_at=time(5), remind_again_at=time(6),
                   close_day=MONDAY, close_at=time(7)),
            "2026-04-30 12:00", "2026-05-05 12:00",
            ["Mon 4.05 08:00 Anna asked for week 18", *silence(18, "Tue 5.05 08:00")],
            id="a holiday takes away the only day for answering: nobody is called silent who was not asked",
        ),
        pytest.param(
            USUAL, "2026-04-30 12:00", "2026-05-06 0:00",
            week(18, "Mon 4.05 09:00", "Tue 5.05 09:00", "Tue 5.05 13:00", "Wed 6.05 12:00")[:3],
            id="Labour Day on the Friday of a long weekend", marks=AND_IN_FIRE,
        ),
    ],
)  # fmt: skip
async def test_a_round_that_nobody_answers(
    town: Town, weekly: Weekly, first: str, last: str, expected: list[str]
) -> None:
    await niepolomice(town, first, weekly)
    await lives(town, at(first), at(last))
    assert heard(town) == expected


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        pytest.param(
            "2026-11-27 22:00", ["Mon 30.11 08:00 Anna asked for week 48", "Mon 30.11 13:00 Anna reminded of week 48"],
            id="on Friday night: asked when work begins, and not reminded within the hour",
        ),
        pytest.param(
            "2026-11-28 3:00", ["Mon 30.11 08:00 Anna asked for week 48", "Mon 30.11 13:00 Anna reminded of week 48"],
            id="in the small hours of Saturday",
        ),
        pytest.param(
            "2026-11-28 11:00", ["Mon 30.11 08:00 Anna asked for week 48", "Mon 30.11 13:00 Anna reminded of week 48"],
            id="on Saturday morning",
        ),
        pytest.param(
            "2026-11-30 10:00", ["Mon 30.11 10:00 Anna asked for week 48", "Mon 30.11 13:00 Anna reminded of week 48"],
            id="after the first reminder: asked, not reminded in the same breath",
        ),
        pytest.param(
            "2026-11-30 14:00", ["Mon 30.11 14:00 Anna asked for week 48"],
            id="after the second reminder",
        ),
    ],
)  # fmt: skip
async def test_the_bot_was_down_over_friday_and_starts(town: Town, started: str, expected: list[str]) -> None:
    await niepolomice(town, "2026-11-26 12:00")
    town.clock.now = lambda: at(started)
    await town.restart()
    await lives(town, at(started), at("2026-12-01 13:00"))
    assert heard(town) == expected + silence(48, "Tue 1.12 12:00")


async def test_the_bot_was_down_until_the_round_would_have_been_over(town: Town) -> None:
    await niepolomice(town, "2026-11-26 12:00")
    town.clock.now = lambda: at("2026-12-01 12:00")
    await town.restart()
    await lives(town, at("2026-12-01 12:00"), at("2026-12-04 10:00"))
    assert heard(town) == ["Fri 4.12 09:00 Anna asked for week 49"]


async def test_the_bot_was_down_before_a_holiday_on_monday(town: Town) -> None:
    await niepolomice(town, "2027-10-28 12:00")
    town.clock.now = lambda: at("2027-10-30 11:00")
    await town.restart()
    await lives(town, at("2027-10-30 11:00"), at("2027-11-03 11:00"))
    assert heard(town) == ["Tue 2.11 08:00 Anna asked for week 43", "Tue 2.11 13:00 Anna reminded of week 43"]


async def test_what_was_owed_on_friday_is_not_sent_on_saturday_night(town: Town) -> None:
    """The bot dies with the question in the outbox: it is due, but nobody is woken for it."""
    await niepolomice(town, "2026-11-26 12:00")
    await town.stop()
    town.clock.now = lambda: at("2026-11-27 9:00")
    await another_process_ticks(town)
    town.clock.now = lambda: at("2026-11-28 3:00")
    await town.start()
    await lives(town, at("2026-11-28 3:00"), at("2026-11-30 8:00"))
    assert heard(town) == ["Mon 30.11 08:00 Anna asked for week 48"]


async def another_process_ticks(town: Town) -> None:
    """As ``python -m bot job`` does, whether the bot lives or not."""
    database = Database(town.settings.database_url)
    for job in JOBS:
        await run_once(job, database, town.app.services)
    await database.close()


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        pytest.param(
            ["2026-11-27 8:59", "2026-11-27 9:00", "2026-11-27 8:00", "2026-11-27 9:00", "2026-11-27 10:00"],
            ["Fri 27.11 09:00 Anna asked for week 48"],
            id="back an hour when everybody has been asked",
        ),
        pytest.param(
            ["2026-11-27 8:30", "2026-11-27 9:30", "2026-11-27 8:31", "2026-11-27 9:30"],
            ["Fri 27.11 09:30 Anna asked for week 48"],
            id="ahead an hour over nine, and back",
        ),
        pytest.param(
            ["2026-11-27 8:30", "2026-11-27 10:30", "2026-11-27 8:31", "2026-11-27 10:31"],
            ["Fri 27.11 10:30 Anna asked for week 48"],
            id="ahead two hours, and back",
        ),
        pytest.param(
            ["2026-11-27 8:30", "2026-11-27 10:30"],
            ["Fri 27.11 10:30 Anna asked for week 48"],
            id="ahead over nine for good",
        ),
        pytest.param(
            ["2026-11-27 9:00", "2026-11-30 9:00", "2026-11-30 8:00", "2026-11-30 9:00", "2026-11-30 13:00",
             "2026-11-30 12:00", "2026-11-30 13:00"],
            ["Fri 27.11 09:00 Anna asked for week 48", "Mon 30.11 09:00 Anna reminded of week 48",
             "Mon 30.11 13:00 Anna reminded of week 48"],
            id="back an hour after each reminder",
        ),
        pytest.param(
            ["2026-11-27 9:00", "2026-11-30 13:00", "2026-11-30 12:00", "2026-11-30 13:00"],
            ["Fri 27.11 09:00 Anna asked for week 48", "Mon 30.11 13:00 Anna reminded of week 48"],
            id="back from the second reminder to the time of the first, which was slept over",
        ),
        pytest.param(
            ["2026-11-27 9:00", "2026-12-01 12:00", "2026-12-01 11:00", "2026-12-01 12:00"],
            ["Fri 27.11 09:00 Anna asked for week 48", *silence(48, "Tue 1.12 12:00")],
            id="back an hour after the closing",
        ),
    ],
)  # fmt: skip
async def test_the_clock_of_the_machine_steps(town: Town, moments: list[str], expected: list[str]) -> None:
    await niepolomice(town, "2026-11-26 12:00")
    for moment in moments:
        await town.move_to(at(moment))
    assert heard(town) == expected


@pytest.mark.parametrize(
    ("said_on", "away", "expected"),
    [
        pytest.param(
            "2026-11-28 12:00", "30.11-4.12", ["Mon 30.11 08:00 Ewa asked for week 48"],
            id="who is away from Monday: the deputy is asked when work begins, not woken at midnight",
        ),
        pytest.param(
            "2026-11-30 10:00", "30.11-4.12",
            ["Mon 30.11 09:00 Anna reminded of week 48", "Mon 30.11 10:00 Ewa asked for week 48"],
            id="who falls ill on Monday morning: the deputy is asked, not reminded in the same breath",
        ),
    ],
)  # fmt: skip
async def test_the_coordinator_is_away(town: Town, said_on: str, away: str, expected: list[str]) -> None:
    await niepolomice(town, "2026-11-26 12:00")
    await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await lives(town, at("2026-11-27 8:00"), at(said_on))
    anna = town.people["Anna"]
    await anna.say(f"/nieobecnosc {away}")
    await anna.tap("Ewa Lis")
    await lives(town, at(said_on), at("2026-12-01 8:00"))
    assert [what for what in heard(town) if " week " in what] == [
        "Fri 27.11 09:00 Anna asked for week 48", *expected, "Mon 30.11 13:00 Ewa reminded of week 48"
    ]  # fmt: skip


async def test_two_rounds_are_due_at_the_start(town: Town) -> None:
    """Corpus Christi has stretched the older one; nobody is called silent in a round that nobody knew of."""
    weekly = Weekly(remind_day=THURSDAY, close_day=THURSDAY, close_at=time(17))
    await niepolomice(town, "2027-05-20 12:00", weekly)
    town.clock.now = lambda: at("2027-05-28 10:00")
    await town.restart()
    await town.move_to(at("2027-05-28 10:00"))
    assert heard(town) == ["Fri 28.05 10:00 Anna asked for week 21"]


async def test_the_office_opens_the_round_at_night(town: Town) -> None:
    await niepolomice(town, "2026-11-25 20:00")
    await the_office_opens_the_round(town)
    town.people["Jan"].sees("Status otwarty")
    await lives(town, at("2026-11-25 20:00"), at("2026-11-26 10:00"))
    assert heard(town)[-1] == "Thu 26.11 08:00 Anna asked for week 48"


async def test_the_office_opens_a_round_that_would_be_over(town: Town) -> None:
    await niepolomice(town, "2026-11-27 10:00", Weekly(open_day=MONDAY, remind_day=TUESDAY, close_day=WEDNESDAY))
    await the_office_opens_the_round(town)
    town.people["Jan"].sees("Status z tego tygodnia już był albo jego czas minął")
    await town.move_to(at("2026-11-27 10:01"))
    town.people["Anna"].sees_nothing()
    town.people["Piotr"].sees_nothing()


async def the_office_opens_the_round(town: Town) -> None:
    jan = town.people["Jan"]
    await jan.say("/raport")
    await jan.tap("📣 Otwórz status teraz")
    await jan.tap("✅ Otwórz")
