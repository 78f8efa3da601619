"""Calls for data that are repeated: every quarter or year the next one, about the next period."""

import re
from calendar import monthrange
from datetime import datetime
from enum import StrEnum, auto
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from models.calendar import Clock
from models.data import call as calls
from models.data.call import A_DAY, DataCall, DataField, reminders
from models.recurrence import moved, next_after

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAY = re.compile(rf"\b(\d\d?)([. ])(0?[1-9]|1[0-2]|{'|'.join(MONTHS)})\2({YEAR.pattern})")
QUARTERS = ("1", "2", "3", "4"), ("I", "II", "III", "IV"), ("1st", "2nd", "3rd", "4th")
QUARTER = re.compile(r"(?<=[QK])[1-4]\b|(?<![–-])\b(?:IV|I{1,3}|[1-4])(?=\.? kw)|\b(?:1st|2nd|3rd|4th)(?= quarter)")
SCHOOL_YEAR = re.compile(r"\d{4}/\d\d(?!\d)")


class Rhythm(StrEnum):
    """The ways that are offered."""

    QUARTERLY = auto()
    YEARLY = auto()

    @property
    def months(self) -> int:
        """From one to the next."""
        return 3 if self is Rhythm.QUARTERLY else 12


def repeated(rhythm: Rhythm, first: datetime, zone: ZoneInfo) -> str:
    """The rule by which a call that goes out then is repeated: on the same day, or on the last one of a month that has
    none such."""
    day = first.astimezone(zone).day
    days = ",".join(map(str, range(min(day, 28), day + 1)))
    return f"FREQ=MONTHLY;INTERVAL={rhythm.months};BYMONTHDAY={days};BYSETPOS=-1"


def rhythm_of(rule: str) -> Rhythm:
    """What a rule of ours means."""
    return Rhythm.YEARLY if "INTERVAL=12;" in rule else Rhythm.QUARTERLY


def later_period(period: str, months: int) -> str | None:
    """``2026 Q4`` is ``2027 Q1`` three months later, ``stan na 31.03.2026`` is ``stan na 30.06.2026``.

    None: what it means is not known.
    """
    if DAY.search(period):
        return DAY.sub(lambda found: _later_day(found, months), period)
    years, quarters = YEAR.findall(period), QUARTER.findall(period)
    if not years or SCHOOL_YEAR.search(period):
        return None
    more = months // 12
    if months % 12:
        if len(years) != 1 or len(quarters) != 1:
            return None
        names = next(names for names in QUARTERS if quarters[0] in names)
        more, now = divmod(months // 3 + names.index(quarters[0]), 4)
        period = QUARTER.sub(names[now], period)
    return YEAR.sub(lambda year: str(int(year[0]) + more), period)


def _later_day(found: re.Match[str], months: int) -> str:
    """The last day of a month stays the last one."""
    day, dot, month, year = found.groups()
    at = MONTHS.index(month) if month in MONTHS else int(month) - 1
    is_last = int(day) >= monthrange(int(year), at + 1)[1]
    then, at = divmod(int(year) * 12 + at + months, 12)
    last = monthrange(then, at + 1)[1]
    new = MONTHS[at] if month in MONTHS else f"{at + 1:0{len(month)}}"
    return f"{last if is_last else min(int(day), last):0{len(day)}}{dot}{new}{dot}{then}"


async def follow(session: AsyncSession, of: DataCall, *, clock: Clock, now: datetime) -> DataCall | None:
    """The next of its series, which waits until it goes out by the rule; None: there is none.

    ``of`` was read ``locked`` and is over, or is being withdrawn. Of those whose time has passed none is called.
    """
    if of.rule is None or of.planned_at is None:
        return None
    planned = next_after(of.rule, of.planned_at, clock.zone, later_than=now + A_DAY)
    was, then = clock.local(of.planned_at), clock.local(planned)
    months = (then.year - was.year) * 12 + then.month - was.month
    sent_at = clock.working_time(planned)
    due_at = clock.last_working(moved(of.due_at, clock, since=of.planned_at, until=planned))
    due_at = max(due_at, clock.working_days_after(sent_at, 1))
    new = DataCall(
        title=of.title, why=of.why, period=later_period(of.period or "", months) or of.period, sent_at=sent_at,
        due_at=due_at, reminds=reminders(clock, sent_at, due_at), called_by_id=of.called_by_id, rule=of.rule,
        planned_at=planned, follows_id=of.id,
    )  # fmt: skip
    of.rule = None
    fields = [
        DataField(**field.model_dump(exclude={"id", "call_id", "position", "like_id"}), like_id=field.id)
        for field in await calls.fields_of(session, of.id)
    ]
    communes = of.waiting or await calls.asked_in(session, of.id)
    return await calls.send(session, new, fields, commune_ids=communes, later=True)
