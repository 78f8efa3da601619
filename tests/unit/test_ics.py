"""Calendar files, read back by another library; their instants on both sides of both clock changes."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from msgspec.structs import replace

from bot.files.ics import Attendee, Coming, Meeting, calendar_file, calendar_link

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def read(content: bytes) -> Any:
    """What a library with no memory of earlier zones finds."""
    vars(vobject.icalendar)["__tzidMap"].pop("Europe/Warsaw", None)
    return vobject.readOne(content.decode())


def meeting(start: datetime, minutes: int = 120) -> Meeting:
    starts_at = start.astimezone(UTC)
    return Meeting(
        uid="forum-7@obwarzanek_bot", sequence=3, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes),
        zone=WARSAW, title="Forum Mobilności", organizer="Biuro; „Metropolia”, Kraków",
        address="https://t.me/obwarzanek_bot", stamp=NOW, place="Biuro SMK, ul. Długa 12; sala 3",
        link="https://meet.example.pl/abc?d=1&e=2", description="1. Drogi\n2. Kolej, rowery\\ścieżki",
        latitude=50.06, longitude=19.94,
    )  # fmt: skip


ANNA = Attendee("Anna „Ania” Nowak", "tg://user?id=7", Coming.ACCEPTED)
FORUM = meeting(datetime(2026, 12, 10, 10, tzinfo=WARSAW))


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 10, 24, 10, tzinfo=WARSAW),
        datetime(2026, 10, 25, 1, 30, tzinfo=WARSAW),
        datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=WARSAW),
        datetime(2026, 10, 25, 4, tzinfo=WARSAW),
        datetime(2026, 12, 10, 10, tzinfo=WARSAW),
        datetime(2027, 3, 27, 23, tzinfo=WARSAW),
        datetime(2027, 3, 28, 1, 30, tzinfo=WARSAW),
        datetime(2027, 3, 28, 3, tzinfo=WARSAW),
        datetime(2027, 7, 1, 9, tzinfo=WARSAW),
    ],
    ids=str,
)
def test_another_library_reads_the_same_instants(start: datetime) -> None:
    """Of an hour that comes twice a calendar knows only the first (RFC 5545, 3.3.5)."""
    given = meeting(start)
    event = read(calendar_file(given, ANNA, cancelled=False)).vevent
    assert event.dtstart.value.astimezone(UTC) == given.starts_at - timedelta(hours=start.fold)
    assert event.duration.value == given.ends_at - given.starts_at
    assert event.dtstart.value.replace(tzinfo=None) == given.starts_at.astimezone(WARSAW).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("name", "rules", "years"),
    [
        ("Europe/Warsaw", {"DAYLIGHT": "BYDAY=-1SU;BYMONTH=3", "STANDARD": "BYDAY=-1SU;BYMONTH=10"}, 8),
        ("Europe/Lisbon", {"DAYLIGHT": "BYDAY=-1SU;BYMONTH=3", "STANDARD": "BYDAY=-1SU;BYMONTH=10"}, 8),
        ("America/New_York", {"DAYLIGHT": "BYDAY=2SU;BYMONTH=3", "STANDARD": "BYDAY=1SU;BYMONTH=11"}, 8),
        ("Australia/Sydney", {"DAYLIGHT": "BYDAY=1SU;BYMONTH=10", "STANDARD": "BYDAY=1SU;BYMONTH=4"}, 8),
        ("Asia/Tokyo", {"STANDARD": ""}, 8),
        # by the moon: no rule says when
        ("Africa/Casablanca", {"DAYLIGHT": "", "STANDARD": ""}, 1),
    ],
)  # fmt: skip
def test_when_clocks_change_is_a_yearly_rule(name: str, rules: dict[str, str], years: int) -> None:
    """Outlook ignores a zone without, and is an hour off in summer; every day of the years to come is right."""
    zone = ZoneInfo(name)
    of = replace(FORUM, zone=zone, starts_at=datetime(2027, 7, 1, 10, tzinfo=UTC))
    content = calendar_file(of, ANNA, cancelled=False).decode()
    lines = content[content.index("BEGIN:VTIMEZONE") : content.index("BEGIN:VEVENT")].splitlines()
    assert not any(line.startswith("COMMENT") for line in lines)
    assert {line.removeprefix("BEGIN:") for line in lines[2:] if line.startswith("BEGIN:")} >= rules.keys()
    for kind, rule in rules.items():
        inside = lines[lines.index(f"BEGIN:{kind}") : lines.index(f"END:{kind}")]
        said = [line for line in inside if line.startswith("RRULE")]
        assert said == ([f"RRULE:FREQ=YEARLY;{rule}"] if rule else [])
    [known] = (found := tzical(io.StringIO(content))).keys()
    read_back = found.get(known)
    for hour in range(0, years * 365 * 24, 7):
        wall = datetime(2027, 1, 1, 0, 30) + timedelta(hours=hour)  # noqa: DTZ001
        if (wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)) == wall:
            assert wall.replace(tzinfo=read_back).utcoffset() == wall.replace(tzinfo=zone).utcoffset(), wall


def test_all_that_is_said_is_read_back() -> None:
    found = read(calendar_file(FORUM, ANNA, cancelled=False))
    event = found.vevent
    assert (found.method.value, event.status.value) == ("REQUEST", "CONFIRMED")
    assert (event.uid.value, event.sequence.value) == (FORUM.uid, "3")
    assert (event.summary.value, event.location.value) == (FORUM.title, FORUM.place)
    assert event.description.value == f"{FORUM.description}\n\n{FORUM.link}"
    assert (event.url.value, event.geo.value) == (FORUM.link, "50.06;19.94")
    assert event.dtstamp.value.astimezone(UTC) == NOW
    assert found.vtimezone.tzid.value == "Europe/Warsaw" == event.dtstart.params["X-VOBJ-ORIGINAL-TZID"][0]
    assert event.organizer.value == FORUM.address


@pytest.mark.parametrize("answer", list(Coming))
def test_whose_calendar_it_is_stands_in_it(answer: Coming) -> None:
    """RFC 5546, 3.2.2 and 3.2.5: a request and a cancellation name who is meant."""
    for cancelled in (False, True):
        attendee = read(calendar_file(FORUM, replace(ANNA, answer=answer), cancelled=cancelled)).vevent.attendee
        assert (attendee.value, attendee.params["CN"]) == (ANNA.address, [ANNA.name])
        assert (attendee.params["PARTSTAT"], attendee.params["ROLE"]) == ([answer], ["REQ-PARTICIPANT"])


def test_who_only_answers_for_others_is_to_know_of_it() -> None:
    attendee = read(calendar_file(FORUM, replace(ANNA, answer=None), cancelled=False)).vevent.attendee
    assert attendee.params["ROLE"] == ["NON-PARTICIPANT"] and "PARTSTAT" not in attendee.params


def test_a_pin_is_a_place_too() -> None:
    """Calendars open maps by it."""
    event = read(calendar_file(replace(FORUM, place=None), ANNA, cancelled=False)).vevent
    assert (event.location.value, event.geo.value) == ("50.06000, 19.94000", "50.06;19.94")
    event = read(calendar_file(replace(FORUM, place=None, latitude=None), ANNA, cancelled=False)).vevent
    assert event.location.value == FORUM.link


def test_a_cancellation_names_the_same_entry() -> None:
    found = read(calendar_file(replace(FORUM, sequence=4), ANNA, cancelled=True))
    assert (found.method.value, found.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert (found.vevent.uid.value, found.vevent.sequence.value) == (FORUM.uid, "4")


def test_nothing_that_is_typed_becomes_a_line_of_its_own() -> None:
    """Long lines are folded at 75 octets, in the middle of no letter."""
    sly = "Forum\r\nATTENDEE;CN=x:mailto:x@example.org\nEND:VEVENT;,\\ " + "ąę🌧" * 60
    content = calendar_file(
        replace(FORUM, title=sly, place=sly, description=sly, organizer='B "i" uro'),
        replace(ANNA, name='A "n"\r\nna'),
        cancelled=False,
    )
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    content.decode()
    event = read(content).vevent
    assert [attendee.value for attendee in event.attendee_list] == [ANNA.address]
    assert event.summary.value.replace("\r\n", "\n") == sly.replace("\r\n", "\n")
    begins = [line[:10] for line in content.split(b"\r\n") if line.startswith((b"ATTENDEE", b"END:VEVENT"))]
    assert begins == [b"ATTENDEE;C", b"END:VEVENT"]


def test_the_link_says_the_same() -> None:
    address = urlsplit(calendar_link(replace(FORUM, title="Forum & <b>Co</b>")))
    said = {name: value for name, [value] in parse_qs(address.query).items()}
    assert said["text"] == "Forum & <b>Co</b>"
    assert said["dates"] == "20261210T090000Z/20261210T110000Z"
    assert said["location"] == FORUM.place and said["details"].endswith(str(FORUM.link))
