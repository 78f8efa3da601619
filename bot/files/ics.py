"""Meetings as files for calendars (RFC 5545, 5546), and as a link for calendars on the web."""

from calendar import monthcalendar
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from msgspec import Struct

if TYPE_CHECKING:
    from icalendar import Timezone, vCalAddress

PRODUCT = "-//Obwarzanek//PL"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AHEAD = 10
"""Years for which a yearly rule of clock changes has to hold."""
DAY = 24 * 60
"""Minutes in a day."""
ADDING = "https://calendar.google.com/calendar/render"


class Coming(StrEnum):
    """The answer to an invitation, as RFC 5545 names it."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"


class Attendee(Struct, frozen=True):
    """The person whose calendar the file is for."""

    name: str
    address: str
    """A URI of Telegram: no e-mail address is known."""
    answer: Coming | None
    """Whether they come; None: they are only informed."""


class Meeting(Struct, frozen=True):
    """A calendar entry. Instants are UTC; calendars show them in ``zone``."""

    uid: str
    """Never changes, so that a later file updates the entry instead of adding one."""
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    title: str
    organizer: str
    """The name of the person who invites."""
    address: str
    """Where the organizer is reached: the bot."""
    stamp: datetime
    """When the meeting was last changed."""
    place: str | None = None
    link: str | None = None
    description: str | None = None
    latitude: float | None = None
    longitude: float | None = None


def calendar_file(meeting: Meeting, attendee: Attendee, *, cancelled: bool) -> bytes:
    """The meeting as a file for one person: METHOD REQUEST, or CANCEL, which removes it from the calendar.

    It has a duration instead of an end, for an end on the wall clock could be an hour that comes twice.
    """
    from icalendar import Calendar, Event, vCalAddress  # 4 MB that few need
    from icalendar.enums import STATUS

    start = meeting.starts_at.astimezone(meeting.zone)
    organizer = vCalAddress(meeting.address)
    organizer.params["CN"] = meeting.organizer
    event = Event.new(
        uid=meeting.uid, sequence=meeting.sequence, stamp=meeting.stamp.astimezone(UTC), start=start,
        summary=meeting.title, location=_location(meeting), url=meeting.link,
        description=_description(meeting), organizer=organizer,
        status=STATUS.CANCELLED if cancelled else STATUS.CONFIRMED,
    )  # fmt: skip
    event.add("attendee", _attendee(attendee))
    event.add("duration", meeting.ends_at - meeting.starts_at)
    if meeting.latitude is not None and meeting.longitude is not None:
        event.add("geo", (meeting.latitude, meeting.longitude))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(_zone(meeting.zone, start.year))
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _attendee(of: Attendee) -> "vCalAddress":
    from icalendar import vCalAddress

    found = vCalAddress(of.address)
    found.params["CN"] = of.name
    found.params["ROLE"] = "NON-PARTICIPANT" if of.answer is None else "REQ-PARTICIPANT"
    if of.answer is not None:
        found.params["PARTSTAT"] = of.answer.value
    return found


class _Change(NamedTuple):
    """An instant at which the clocks are put forward or back."""

    wall: datetime
    """What the clocks showed a moment before, without a zone."""
    was: timedelta
    becomes: timedelta
    name: str
    is_summer: bool


@cache
def _zone(zone: ZoneInfo, year: int) -> "Timezone":
    """Describe the zone's clock changes, as yearly rules if possible: some calendars ignore a zone without them."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    found, changes = Timezone(), _changes(zone, year - 1)
    weeks = [_week(zone, change.wall) for change in changes]
    if None in weeks:
        changes = tuple(change for around in (year - 1, year, year + 1) for change in _changes(zone, around))
        weeks = [None] * len(changes)
    found.add("tzid", str(zone))
    for change, week in zip(changes, weeks, strict=True) if changes else [(_as_it_is(zone, year), None)]:
        observance = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        observance.add("dtstart", change.wall)
        observance.add("tzoffsetfrom", change.was)
        observance.add("tzoffsetto", change.becomes)
        observance.add("tzname", change.name)
        if week is not None:
            day = f"{week}{WEEKDAYS[change.wall.weekday()]}"
            observance.add("rrule", {"freq": "yearly", "bymonth": change.wall.month, "byday": day})
        found.add_component(observance)
    return found


@cache
def _changes(zone: ZoneInfo, year: int) -> tuple[_Change, ...]:
    """The clock changes of a year."""
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(367)]
    found = []
    for day, next_day in pairwise(days):
        was, becomes = _offset(zone, day), _offset(zone, next_day)
        if was != becomes:
            at = next(at for n in range(DAY) if _offset(zone, at := day + timedelta(minutes=n)) != was)
            wall, local = (at + was).replace(tzinfo=None), at.astimezone(zone)
            found.append(_Change(wall, was, becomes, local.tzname() or "", bool(local.dst())))
    return tuple(found)


def _as_it_is(zone: ZoneInfo, year: int) -> _Change:
    """The standing offset of a zone whose clocks never change."""
    start = datetime(year, 1, 1, tzinfo=zone)
    offset = _offset(zone, start)
    return _Change(start.replace(tzinfo=None), offset, offset, start.tzname() or "", is_summer=False)


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _week(zone: ZoneInfo, wall: datetime) -> int | None:
    """The week of the month (-1: the last) in which a change falls every year, on that weekday at that hour, if any."""
    return next(
        (week for week in (-1, 1, 2, 3, 4) if all(_is_in(zone, wall, week, wall.year + n) for n in range(AHEAD))), None
    )


def _is_in(zone: ZoneInfo, wall: datetime, week: int, year: int) -> bool:
    days = [days[wall.weekday()] for days in monthcalendar(year, wall.month) if days[wall.weekday()]]
    expected = wall.replace(year=year, day=days[week - (week > 0)])
    return any(change.wall == expected for change in _changes(zone, year))


def calendar_link(meeting: Meeting) -> str:
    """A link that adds the meeting to a calendar on the web."""
    moments = (f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" for moment in (meeting.starts_at, meeting.ends_at))
    asked = {
        "action": "TEMPLATE",
        "text": meeting.title,
        "dates": "/".join(moments),
        "location": _location(meeting) or "",
        "details": _description(meeting) or "",
        "ctz": str(meeting.zone),
    }
    return f"{ADDING}?{urlencode({name: value for name, value in asked.items() if value})}"


def _location(meeting: Meeting) -> str | None:
    """The place's name, its coordinates or the link, whichever is known first."""
    if meeting.place or meeting.latitude is None or meeting.longitude is None:
        return meeting.place or meeting.link
    return f"{meeting.latitude:.5f}, {meeting.longitude:.5f}"


def _description(meeting: Meeting) -> str | None:
    return "\n\n".join(part for part in (meeting.description, meeting.link) if part) or None
