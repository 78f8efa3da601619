"""A moment typed in Polish or English is the one that was meant, to come, and exists on the wall clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_datetime
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Words
from handlers.forum.fields import lasts
from models.reading.moment import Flaw, Moment, OnDay, at_hour, read_duration, read_moment, read_time

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 24, 10, tzinfo=WARSAW)
"""A Tuesday."""


def at(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2026) -> Moment:
    return Moment(datetime(year, month, day, hour, minute, tzinfo=WARSAW))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10.12 10:00", at(12, 10, 10)),
        ("10.12. 10", at(12, 10, 10)),
        ("10.12. 10.30", at(12, 10, 10, 30)),
        ("10.12 o 10", at(12, 10, 10)),
        ("10.12, godz. 10", at(12, 10, 10)),
        ("10.12.2026 10:00", at(12, 10, 10)),
        ("10.12.2026 r. o 10:00", at(12, 10, 10)),
        ("10/12 10:00", at(12, 10, 10)),
        ("2026-12-10 10:00", at(12, 10, 10)),
        ("2026-12-10T10:00", at(12, 10, 10)),
        ("czw. 10.12.2026, 10:00", at(12, 10, 10)),
        ("Thu 10.12, 10:00", at(12, 10, 10)),
        ("10 grudnia o 10", at(12, 10, 10)),
        ("10 grudnia 2026 o 9.15", at(12, 10, 9, 15)),
        ("December 10 at 10 am", at(12, 10, 10)),
        ("10 Dec 10:00", at(12, 10, 10)),
        ("10.02 9", at(2, 10, 9, year=2027)),
        ("24.11 10:01", at(11, 24, 10, 1)),
        ("czwartek 10", at(11, 26, 10)),
        ("CZWARTEK 10", at(11, 26, 10)),
        ("w czwartek o 10", at(11, 26, 10)),
        ("o 10 w czwartek", at(11, 26, 10)),
        ("we środę o 9.30", at(11, 25, 9, 30)),
        ("w piątek 12:30", at(11, 27, 12, 30)),
        ("poniedziałek 9", at(11, 30, 9)),
        ("w niedzielę o 18", at(11, 29, 18)),
        ("wtorek 15", at(11, 24, 15)),
        ("wtorek 9", at(12, 1, 9)),
        ("thu 10:00", at(11, 26, 10)),
        ("on Friday at 2:30 pm", at(11, 27, 14, 30)),
        ("next thursday 10am", at(12, 3, 10)),
        ("w przyszły czwartek o 10", at(12, 3, 10)),
        ("w następną środę o 10", at(12, 2, 10)),
        ("za tydzień w środę o 9", at(12, 2, 9)),
        ("za dwa tygodnie w środę o 9", at(12, 9, 9)),
        ("w przyszłym tygodniu w piątek o 9", at(12, 4, 9)),
        ("in a week on Wednesday at 9", at(12, 2, 9)),
        ("next week on Friday at 9", at(12, 4, 9)),
        ("in 2 weeks 9am", at(12, 8, 9)),
        ("za tydzień o 9", at(12, 1, 9)),
        ("za 3 dni 9:30", at(11, 27, 9, 30)),
        ("jutro 12:30", at(11, 25, 12, 30)),
        ("jutro o 9 rano", at(11, 25, 9)),
        ("tomorrow at 12am", at(11, 25, 0)),
        ("pojutrze o 12", at(11, 26, 12)),
        ("the day after tomorrow at 12 pm", at(11, 26, 12)),
        ("dziś o 17", at(11, 24, 17)),
        ("11:00", at(11, 24, 11)),
        ("10:00", at(11, 25, 10)),
        ("w najbliższy czwartek o 10", at(11, 26, 10)),
        ("w najbliższą środę o 9", at(11, 25, 9)),
        ("za 2 tyg. o 9", at(12, 8, 9)),
        ("za dwa tyg. w środę o 9", at(12, 9, 9)),
        ("10 XII 10:00", at(12, 10, 10)),
        ("10.XII.2026 o 10", at(12, 10, 10)),
        ("10 I 9", at(1, 10, 9, year=2027)),
        ("10 XII 2026 10:00", at(12, 10, 10)),
        ("w dniu 10 grudnia 2026 r. o godz. 10:00", at(12, 10, 10)),
        ("w dniu 10 grudnia 2026 r. (czwartek) o godz. 10:00", at(12, 10, 10)),
        ("10 grudnia 2026 r., godz. 10.00 (czwartek)", at(12, 10, 10)),
        ("10.12.2026 10:00 (czwartek)", at(12, 10, 10)),
        ("jutro o 12 40", at(11, 25, 12, 40)),
        ("o 12 40 jutro", at(11, 25, 12, 40)),
        ("jutro o 10 12", at(11, 25, 10, 12)),
        ("jutro 12 40", at(11, 25, 12, 40)),
        ("10 grudnia godz. 9 00", at(12, 10, 9)),
        ("10.12 9 00", at(12, 10, 9)),
        ("10.12 o dziesiątej", at(12, 10, 10)),
        ("10.12 o dziesiątej trzydzieści", at(12, 10, 10, 30)),
        ("czwartek, wpół do jedenastej", at(11, 26, 10, 30)),
        ("jutro w południe", at(11, 25, 12)),
        ("tomorrow at noon", at(11, 25, 12)),
        ("jutro o 3 po południu", at(11, 25, 15)),
        ("jutro o 7 wieczorem", at(11, 25, 19)),
        ("17 grudnia br. 10:00", at(12, 17, 10)),
        ("17.12 b.r., godz. 10", at(12, 17, 10)),
        ("10.12 o 10tej", at(12, 10, 10)),
        ("10.12 o 10-tej", at(12, 10, 10)),
        ("December 10th at 10 am", at(12, 10, 10)),
        ("środa za tydzień o 9", at(12, 2, 9)),
        ("poniedziałek za dwa tygodnie o 9", at(12, 14, 9)),
        ("za miesiąc o 10", at(12, 24, 10)),
        ("pierwszy czwartek grudnia o 10", at(12, 3, 10)),
        ("czwarty czwartek grudnia o 10", at(12, 24, 10)),
        ("the last Thursday of December at 10", at(12, 31, 10)),
    ],
)
def test_a_moment_is_the_one_that_was_meant(typed: str, meant: Moment) -> None:
    assert read_moment(typed, NOW) == meant


@pytest.mark.parametrize(
    ("typed", "meant", "minutes"),
    [
        ("10.12 10:00-12:00", at(12, 10, 10), 120),
        ("10.12 10-12", at(12, 10, 10), 120),
        ("10.12.2026, 10:00 – 11:30", at(12, 10, 10), 90),
        ("czwartek 10-12", at(11, 26, 10), 120),
        ("w czwartek od 10 do 12", at(11, 26, 10), 120),
        ("od 10 do 12:15 w czwartek", at(11, 26, 10), 135),
        ("thursday from 10 to 12", at(11, 26, 10), 120),
        ("11:00-12:00", at(11, 24, 11), 60),
        ("9:00-10:00", at(11, 25, 9), 60),
        ("jutro od dziesiątej do dwunastej", at(11, 25, 10), 120),
        ("pierwszy czwartek grudnia 10–12", at(12, 3, 10), 120),
        ("10 Dec 10–12", at(12, 10, 10), 120),
    ],
)
def test_of_two_hours_the_second_says_how_long_it_takes(typed: str, meant: Moment, minutes: int) -> None:
    assert read_moment(typed, NOW) == Moment(meant.at, minutes)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("10.12", date(2026, 12, 10)),
        ("10.12.2026", date(2026, 12, 10)),
        ("10 grudnia", date(2026, 12, 10)),
        ("czw. 10.12", date(2026, 12, 10)),
        ("10", date(2026, 12, 10)),
        ("30", date(2026, 11, 30)),
        ("31", date(2026, 12, 31)),
        ("10-12", date(2026, 12, 10)),
        ("10 XII", date(2026, 12, 10)),
        ("23.11", date(2027, 11, 23)),
        ("24.11", date(2026, 11, 24)),
        ("dziś", date(2026, 11, 24)),
        ("jutro", date(2026, 11, 25)),
        ("w czwartek", date(2026, 11, 26)),
        ("next friday", date(2026, 12, 4)),
        ("za tydzień w środę", date(2026, 12, 2)),
        ("za tydzień", date(2026, 12, 1)),
        ("jutro po południu", date(2026, 11, 25)),
        ("za dwa miesiące", date(2027, 1, 24)),
    ],
)
def test_of_a_day_alone_the_hour_is_still_to_be_asked(typed: str, day: date) -> None:
    assert read_moment(typed, NOW) == OnDay(day)


@pytest.mark.parametrize(
    ("typed", "flaw"),
    [
        ("", Flaw.UNREADABLE),
        ("kiedyś", Flaw.UNREADABLE),
        ("o", Flaw.UNREADABLE),
        ("10 12", Flaw.UNREADABLE),
        ("czwartek 10 12", Flaw.UNREADABLE),
        ("jutro o 12 60", Flaw.UNREADABLE),
        ("w dniu 10 grudnia 2026 r. (piątek) o godz. 10:00", Flaw.OTHER_WEEKDAY),
        ("99", Flaw.UNREADABLE),
        ("31.11 10:00", Flaw.UNREADABLE),
        ("10.13 10:00", Flaw.UNREADABLE),
        ("10.12 24:00", Flaw.UNREADABLE),
        ("10.12 10:60", Flaw.UNREADABLE),
        ("friday 13pm", Flaw.UNREADABLE),
        ("12.2026", Flaw.UNREADABLE),
        ("grudzień 2026", Flaw.UNREADABLE),
        ("next year", Flaw.UNREADABLE),
        ("za tydzień w marcu o 9", Flaw.UNREADABLE),
        ("<b>10.12</b> 10:00", Flaw.UNREADABLE),
        ("٣٣.12 10:00", Flaw.UNREADABLE),
        ("10.12 " + "9" * 5000, Flaw.UNREADABLE),
        ("wtorek za miesiąc", Flaw.UNREADABLE),
        ("za miesiąc w środę", Flaw.UNREADABLE),
        ("pierwszy czwartek zimy", Flaw.UNREADABLE),
        ("17 marca br. 10:00", Flaw.PAST),
        ("24.11.2026 9:00", Flaw.PAST),
        ("24.11 9:00", Flaw.PAST),
        ("wt. 24.11 9:00", Flaw.PAST),
        ("24.11 8-9", Flaw.PAST),
        ("czwartek 12:30-10", Flaw.UNREADABLE),
        ("10.12.2025 10:00", Flaw.PAST),
        ("23.11.2026", Flaw.PAST),
        ("dziś 9", Flaw.PAST),
        ("piątek 10.12 10:00", Flaw.OTHER_WEEKDAY),
        ("friday 10.12", Flaw.OTHER_WEEKDAY),
        ("28.03.2027 2:30", Flaw.SKIPPED),
    ],
)
def test_what_means_no_moment_says_why(typed: str, flaw: Flaw) -> None:
    assert read_moment(typed, NOW) is flaw


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    twice = read_moment("31.10.2027 2:30", NOW)
    assert isinstance(twice, Moment)
    assert twice.at.utcoffset() == timedelta(hours=2)
    between = datetime(2027, 10, 31, 2, 45, tzinfo=WARSAW)
    assert at_hour(between.date(), time(2, 30), between) is Flaw.PAST
    assert at_hour(between.date(), time(2, 30), between.replace(minute=15, fold=1)) is Flaw.PAST


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("9", time(9)), ("9.30", time(9, 30)), (" 9:00 ", time(9)), ("23:59", time(23, 59)), ("9 rano", time(9)),
     ("o 12 40", time(12, 40)), ("12 40", time(12, 40)), ("9:5", None), ("9:60", None), ("-9", None),
     ("o 9.30", time(9, 30)), ("12:30", time(12, 30)), ("godz. 8", time(8)), ("5 pm", time(17)),
     ("12am", time(0)), ("0:15", time(0, 15)), ("24", None), ("13 pm", None), ("0 am", None), ("dziewiąta", None),
     ("", None), ("9" * 5000, None)],
)  # fmt: skip
def test_hours(typed: str, hour: time | None) -> None:
    assert read_time(typed) == hour


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("90", 90), ("90 min", 90), ("2", 120), ("2 h", 120), ("2 godz.", 120), ("1,5 h", 90), ("1.5 hours", 90),
     ("1 h 30 min", 90), ("1h30", 90), ("1:30", 90), ("0", 0), ("długo", None), ("", None), ("h", None),
     ("godzina", 60), ("godzinę", 60), ("1 godzina", 60), ("półtorej godziny", 90), ("pół godziny", 30),
     ("dwie godziny", 120), ("2 godziny", 120), ("2,5 godziny", 150), ("dwie i pół godziny", 150), ("45 minut", 45),
     ("godzina i 15 minut", 75), ("1 godz. i 30 min", 90), ("kwadrans", 15), ("trzy kwadranse", 45),
     ("an hour", 60), ("an hour and a half", 90), ("half an hour", 30), ("two hours", 120), ("pół", None),
     ("cały dzień", 480), ("pół dnia", 240), ("all day", 480)],
)  # fmt: skip
def test_durations(typed: str, minutes: int | None) -> None:
    assert read_duration(typed) == minutes


@given(st.integers(1, 3 * 24 * 60))
def test_every_duration_is_read_as_the_bot_writes_it(minutes: int) -> None:
    assert read_duration(lasts(minutes)) == minutes


TODAY = NOW.replace(tzinfo=None)
MOMENTS = st.datetimes(min_value=TODAY, max_value=TODAY.replace(year=2090))
FORMS = (
    "d.MM.yyyy H:mm", "d.MM.yyyy, H.mm", "yyyy-MM-dd HH:mm", "EEE d.MM.yyyy, H:mm", "EEEE d.MM.yyyy 'o' H:mm",
    "d MMMM yyyy H:mm", "H:mm d.MM.yyyy",
)  # fmt: skip
NEAR_FORMS = ("d.MM H:mm", "EEE d.MM, H:mm", "d MMMM H:mm")


@given(now=MOMENTS, ahead=st.integers(1, 60 * 24 * 300), form=st.sampled_from(FORMS + NEAR_FORMS))
@pytest.mark.parametrize("language", ["pl", "en"])
def test_whatever_is_written_in_these_forms_is_read_back(now: datetime, ahead: int, form: str, language: str) -> None:
    local_now = now.replace(second=0, microsecond=0, tzinfo=WARSAW)
    meant = local_now.replace(tzinfo=None) + timedelta(minutes=ahead)
    found = read_moment(format_datetime(meant, form, locale=language), local_now)
    exists = at_hour(meant.date(), meant.time(), local_now)
    assert found == exists
    if isinstance(found, Moment):
        assert found.at.replace(tzinfo=None) == meant


@given(now=MOMENTS, ahead=st.integers(1, 60 * 24 * 300), year=st.booleans())
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_moment_is_read_as_the_bot_writes_it(now: datetime, ahead: int, language: str, *, year: bool) -> None:
    local_now = now.replace(second=0, microsecond=0, tzinfo=WARSAW)
    meant = local_now.replace(tzinfo=None) + timedelta(minutes=ahead)
    found = read_moment(Words(language).moment(meant, year=year), local_now)
    assert found == at_hour(meant.date(), meant.time(), local_now)


@given(now=MOMENTS, ahead=st.integers(1, 300), start=st.integers(0, 1438), length=st.integers(1, 600))
@pytest.mark.parametrize("language", ["pl", "en"])
def test_from_when_to_when_is_read_as_the_bot_writes_it(
    now: datetime, ahead: int, start: int, length: int, language: str
) -> None:
    day = datetime.combine(now.date(), time()) + timedelta(days=ahead)
    begins, ends = day + timedelta(minutes=start), day + timedelta(minutes=min(start + length, 1439))
    written = f"{Words(language).moment(begins, year=True)}–{ends:%-H:%M}"
    found = read_moment(written, now.replace(second=0, microsecond=0, tzinfo=WARSAW))
    if isinstance(found, Moment):
        assert (found.at.replace(tzinfo=None), found.minutes) == (begins, (ends - begins) // timedelta(minutes=1))
    else:
        assert found is Flaw.SKIPPED


@given(typed=st.text(max_size=70) | st.text(alphabet="0123456789 .:-@oawzpmtydzień", max_size=30), now=MOMENTS)
def test_whatever_is_typed_breaks_nothing_and_means_nothing_past(typed: str, now: datetime) -> None:
    local_now = now.replace(tzinfo=WARSAW)
    found = read_moment(typed, local_now)
    if isinstance(found, Moment):
        assert found.at.timestamp() > local_now.timestamp()
    if isinstance(found, OnDay):
        assert found.day >= local_now.date()
