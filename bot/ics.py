"""Meetings as files that calendars take in (RFC 5545, 5546), and as a link for calendars on the web."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, vCalAddress

PRODUCT = "-//Obwarzanek//PL"
ADDING = "https://calendar.google.com/calendar/render"


class Coming(StrEnum):
    """What somebody has answered."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"


@dataclass(frozen=True)
class Attendee:
    """Whose calendar it is."""

    name: str
    address: str
    """A URI; of nobody an e-mail address is known."""
    answer: Coming | None
    """Whether they come; None: they are only to know of it."""


@dataclass(frozen=True)
class Meeting:
    """What a calendar has to know. Instants are UTC; on the wall clock they stand in ``zone``."""

    uid: str
    """The same for ever, so that a later file changes the entry instead of adding one."""
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    title: str
    organizer: str
    """The name of who invites."""
    address: str
    """Where they are reached: the bot."""
    stamp: datetime
    """When it was last changed."""
    place: str | None = None
    link: str | None = None
    description: str | None = None
    latitude: float | None = None
    longitude: float | None = None


def calendar_file(meeting: Meeting, attendee: Attendee, *, cancelled: bool) -> bytes:
    """The meeting as a file for one person: METHOD REQUEST, or CANCEL, which takes it out of the calendar again.

    It lasts for a duration: an end on the wall clock could be an hour that comes twice.
    """
    from icalendar import Calendar, Event, vCalAddress  # four megabytes that few need
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
    calendar.add_component(_zone(str(meeting.zone), start.year))
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


@cache
def _zone(name: str, year: int) -> "Timezone":
    """When its clocks change in this year. Of zoneinfo's zones the library takes the hour after a change for the
    hour of the change, of dateutil's not."""
    from dateutil import tz
    from icalendar import Timezone

    zone = tz.gettz(name)
    assert zone is not None, "the settings know it"  # noqa: S101
    return Timezone.from_tzinfo(zone, name, first_date=date(year, 1, 1), last_date=date(year + 1, 1, 1))


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
    """What finds it: its name, the point on a map, or the link."""
    if meeting.place or meeting.latitude is None or meeting.longitude is None:
        return meeting.place or meeting.link
    return f"{meeting.latitude:.5f}, {meeting.longitude:.5f}"


def _description(meeting: Meeting) -> str | None:
    return "\n\n".join(part for part in (meeting.description, meeting.link) if part) or None
