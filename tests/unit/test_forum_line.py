"""A forum called in one line: what is the title, when and where; and which earlier forum it is like."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Words
from handlers.forum.call.line import Line, field_in, like, read_line
from models.forum.forum import Forum
from models.people.commune import Field
from models.reading.moment import Flaw, Moment, OnDay
from tests.rows import certain

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 24, 10, tzinfo=WARSAW)
TEN = datetime(2026, 12, 10, 10, tzinfo=WARSAW)
FIELDS = [
    Field(id=id, name=name) for id, name in enumerate(("mobilność", "edukacja", "środowisko i przestrzeń"), start=1)
]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Rowerem do pracy, 10.12 10–12, Urząd Miasta", Line("Rowerem do pracy", Moment(TEN, 120), "Urząd Miasta")),
        ("Cycling to work, 10 Dec 10-12, Town Hall", Line("Cycling to work", Moment(TEN, 120), "Town Hall")),
        ("Drogi, koleje i rowery, 10.12 10:00", Line("Drogi, koleje i rowery", Moment(TEN), "")),
        ("Rowery; czw. 10.12.2026, 10:00; Rynek 1, sala 3", Line("Rowery", Moment(TEN), "Rynek 1, sala 3")),
        ("Rowery, czwartek, 10 grudnia, o dziesiątej, Rynek", Line("Rowery", Moment(TEN), "Rynek")),
        ("Rowery, cz. 2, 10.12 10-12, Rynek", Line("Rowery, cz. 2", Moment(TEN, 120), "Rynek")),
        ("Rowery, 10.12 10-12, ul. 3 Maja 5", Line("Rowery", Moment(TEN, 120), "ul. 3 Maja 5")),
        ("Rowery, 10.12 10-12, 3 Maja 15", Line("Rowery", Moment(TEN, 120), "3 Maja 15")),
        ("Rowery\n10.12 10-12\nRynek", Line("Rowery", Moment(TEN, 120), "Rynek")),
        ("Rowery, 10.12, Rynek", Line("Rowery", OnDay(date(2026, 12, 10)), "Rynek")),
        ("Rowery, 10.11.2026 10:00, Rynek", Line("Rowery", Flaw.PAST, "Rynek")),
        ("Rowery, piątek 10.12 10:00, Rynek", Line("Rowery", Flaw.OTHER_WEEKDAY, "Rynek")),
        ("Rowerem do pracy", None),
        ("Rowery w 2027", None),
        ("Drogi, koleje i rowery", None),
        ("Rowery, cz. 2", None),
        ("Rowery, 2", None),
        ("Rowery, kiedyś, Rynek", None),
        (", 10.12 10-12", None),
        ("10.12 10-12", None),
        ("", None),
        ("a," * 4000, None),
    ],
)
def test_a_line_is_divided_by_commas(typed: str, line: Line | None) -> None:
    assert read_line(typed, NOW) == line


@given(
    title=st.text("abcdefgh ", min_size=1, max_size=20).filter(str.strip),
    place=st.text("abcdefgh ,", max_size=20),
    minutes=st.integers(24 * 60, 3 * 365 * 24 * 60),
)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_moment_as_the_bot_writes_it_is_found(title: str, place: str, minutes: int, language: str) -> None:
    meant = NOW.replace(tzinfo=None) + timedelta(minutes=minutes)
    meant = meant.replace(hour=max(6, meant.hour))
    line = certain(read_line(f"{title}, {Words(language).moment(meant, year=True)}, {place}", NOW))
    assert line.title == title.rstrip()
    assert isinstance(line.when, Moment) and line.when.at.replace(tzinfo=None) == meant


@given(st.text(max_size=60) | st.text("0123456789 .,;:-/oagrudni\n", max_size=60))
def test_whatever_is_typed_is_a_line_or_a_title(typed: str) -> None:
    line = read_line(typed, NOW)
    assert line is None or line.title


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Forum Mobilności", 1),
        ("W sprawie edukacji przedszkolnej", 2),
        ("Środowisko", 3),
        ("Mobilność a edukacja", None),
        ("Rowerem do pracy", None),
        ("", None),
    ],
)
def test_a_title_may_name_its_field(title: str, field: int | None) -> None:
    assert field_in(title, FIELDS) == field


def forum(title: str, field_id: int | None = None) -> Forum:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return Forum(title=title, field_id=field_id, starts_at=at, answer_by=at, send_at=at, called_by_id=1, created_at=at)


@pytest.mark.parametrize(
    ("title", "field", "found"),
    [
        ("Forum Mobilności III", 1, "Forum Mobilności"),
        ("forum mobilnosci", None, "Forum Mobilności"),
        ("Forum Wody", None, None),
        ("Szkoły", 2, "Żłobki i szkoły"),
        ("Rowerem do pracy", None, "Rowerem do szkoły"),
        ("Pociągi", 1, "Forum Mobilności"),
    ],
)
def test_the_last_one_with_such_a_title_or_in_the_field_is_followed(
    title: str, field: int | None, found: str | None
) -> None:
    known = [
        forum("Forum Mobilności", 1), forum("Żłobki i szkoły", 2), forum("Rowerem do szkoły"),
        forum("Forum Mobilności II", 1),
    ]  # fmt: skip
    model = like(title, known, field)
    assert (model.title if model is not None else None) == found
