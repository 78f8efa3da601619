"""When the next of a series is, whose rhythm is an RRULE (RFC 5545)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from models.calendar import Clock


def next_after(rule: str, starts_at: datetime, zone: ZoneInfo, *, later_than: datetime) -> datetime:
    """When the next of a series is, later than this: at the same hour of the wall clock, in UTC.

    ``starts_at`` is one of the series; an hour that the clock change skips is the one after it.
    """
    from dateutil.rrule import rrulestr  # for the few who repeat something

    local = starts_at.astimezone(zone).replace(tzinfo=None, fold=0)
    for found in rrulestr(rule, dtstart=local):
        instant = found.replace(tzinfo=zone).astimezone(UTC)
        if instant > max(starts_at, later_than):
            return instant
    raise ValueError("the rule has an end")


def moved(instant: datetime, clock: Clock, *, since: datetime, until: datetime) -> datetime:
    """By as much as lies between the two on the wall clock: what was due at three is due at three in summer too."""
    local, old, new = (clock.local(at).replace(tzinfo=None) for at in (instant, since, until))
    then = local + (new - old)
    return clock.at(then.date(), then.time())
