"""Forums: thematic forums of the association, meetings of a team, inaugural meetings; when, where, for whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice
from models.people.commune import Field
from models.people.permission import Group, Role

TITLE_LIMIT = 150
PLACE_LIMIT = 200
LINK_LIMIT = 300
AGENDA_LIMIT = 1000
REASON_LIMIT = 300
LONGEST = timedelta(days=3)


class Kind(StrEnum):
    """What sort of meeting it is."""

    FORUM = auto()
    TEAM = auto()
    INAUGURAL = auto()

    @property
    def delegates(self) -> bool:
        """Whether communes are invited and send delegates; to the others people are invited by name."""
        return self is Kind.FORUM

    @property
    def usual(self) -> tuple[Group, ...]:
        """Who is invited by name, unless others are chosen: the team, to an inaugural meeting the Office too."""
        return tuple(group for group in Group if self is Kind.INAUGURAL or group is not Group.OFFICE)


class Forum(SQLModel, table=True):
    """A meeting to which the Office invites. It is called off rather than deleted."""

    id: int = Column(default=None, primary_key=True)
    kind: Kind = Column(default=Kind.FORUM, sa_type=Choice(Kind))
    title: str = Column(max_length=TITLE_LIMIT)
    field_id: int | None = Column(default=None, foreign_key="field.id", index=True)
    starts_at: datetime = Column(index=True)
    minutes: int = 120
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    link: str | None = None
    agenda: str | None = None
    agenda_kind: str | None = None
    agenda_file: str | None = None
    """The Telegram file id of an agenda that was sent as a file."""
    roles: list[str] | None = Column(default=None, sa_type=sa.JSON(none_as_null=True))
    """Who is invited by name: everybody with one of these roles; None: as is usual for its kind."""
    seats: int = 0
    """How many each commune may send; 0: as many as it likes."""
    capacity: int = 0
    """How many may take part; 0: any number. Who comes after that waits for a seat."""
    answer_by: datetime
    """By when communes are to say whom they send; who is invited by name may answer until the start."""
    send_at: datetime
    """When the invitations go out."""
    sent_at: datetime | None = None
    """When the last of them was written."""
    delivered_at: datetime | None = None
    """When it was known of the last of them whether it arrived."""
    settled: int = 0
    """Of how many that was known when the live cards were last changed."""
    cancelled_at: datetime | None = None
    reason: str | None = None
    sequence: int = 0
    """Rises with every change; calendars obey the highest (RFC 5545, 3.8.7.4)."""
    rule: str | None = None
    """How it is repeated (RRULE of RFC 5545): once it is over, the next one is called and takes the rule over."""
    follows_id: int | None = Column(default=None, foreign_key="forum.id", unique=True)
    """The one before it in a series."""
    called_by_id: int = Column(foreign_key="person.id")
    created_at: datetime

    @property
    def subject(self) -> str:
        """What its live cards are screens of."""
        return f"forum:{self.id}"

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def invites(self) -> list[Role]:
        """The roles of those who are invited by name."""
        usual = [role for group in self.kind.usual for role in group.roles]
        return usual if self.roles is None else [Role(role) for role in self.roles]

    def is_late(self, now: datetime) -> bool:
        """Whether an answer comes after the day by which communes were asked for it."""
        return self.kind.delegates and now > self.answer_by

    def is_put_off(self, now: datetime) -> bool:
        """Whether nobody is invited yet: the time at which invitations go out can still be another."""
        return self.cancelled_at is None and self.sent_at is None and now < self.send_at

    def is_open(self, now: datetime) -> bool:
        """Whether one can still say who comes: until it starts."""
        return self.cancelled_at is None and now < self.starts_at


@dataclass(frozen=True)
class ForumView:
    """A forum and its field."""

    forum: Forum
    field: Field | None


async def called(session: AsyncSession, forum_id: int, *, locked: bool = False) -> ForumView | None:
    """The forum (one query); ``locked``: nobody else gives its seats away until the transaction ends."""
    return next(iter(await called_where(session, col(Forum.id) == forum_id, locked=locked)), None)


async def to_be_sent(session: AsyncSession, *, now: datetime) -> list[ForumView]:
    """Forums whose invitations are to go out by now and are not all written; another process waits for them.

    Locked by a change that changes nothing: on SQLite only that keeps other processes away.
    """
    is_due = Forum.send_at <= now, Forum.starts_at > now
    is_owed = col(Forum.sent_at).is_(None), col(Forum.cancelled_at).is_(None)
    ids = (await session.exec(select(Forum.id).where(*is_due, *is_owed).order_by(col(Forum.id)))).all()
    if not ids:
        return []
    await session.exec(sa.update(Forum).where(col(Forum.id).in_(ids)).values(settled=Forum.settled))
    return await called_where(session, col(Forum.id).in_(ids), *is_due, *is_owed, locked=True)


async def under_way(session: AsyncSession) -> list[ForumView]:
    """Forums whose invitations are written and of which it is not known yet whether all have arrived."""
    return await called_where(session, col(Forum.sent_at).is_not(None), col(Forum.delivered_at).is_(None), locked=True)


async def to_be_continued(session: AsyncSession, *, now: datetime) -> list[ForumView]:
    """Forums that are over, called off or not, and are to be followed by the next of their series."""
    repeated = await called_where(session, Forum.starts_at < now, col(Forum.rule).is_not(None), locked=True)
    return [of for of in repeated if of.forum.ends_at <= now]


def follow(forum: Forum, *, starts_at: datetime, now: datetime) -> Forum:
    """The next of the series, as the last was; the rule is its from now on."""
    kept = forum.model_dump(
        include={
            "kind", "title", "field_id", "roles", "minutes", "place", "latitude", "longitude", "link", "agenda",
            "agenda_kind", "agenda_file", "seats", "capacity", "answer_by", "send_at", "called_by_id", "rule",
        }
    )  # fmt: skip
    forum.rule = None
    return Forum(**kept, starts_at=starts_at, follows_id=forum.id, created_at=now)


async def called_where(session: AsyncSession, *which: Any, locked: bool) -> list[ForumView]:
    """The forums of which all this holds (one query)."""
    statement: Any = select(Forum, Field).outerjoin(Field, col(Field.id) == Forum.field_id).where(*which)
    if locked:
        statement = statement.with_for_update(of=Forum, key_share=True).execution_options(populate_existing=True)
    return [ForumView(*found) for found in (await session.exec(statement.order_by(col(Forum.id)))).all()]


async def coming(session: AsyncSession, *, now: datetime) -> list[Forum]:
    """Forums that are not over and not called off, the nearest first."""
    statement = select(Forum).where(col(Forum.cancelled_at).is_(None), Forum.starts_at > now)
    return list((await session.exec(statement.order_by(col(Forum.starts_at), col(Forum.id)))).all())


async def past(session: AsyncSession, *, now: datetime, limit: int) -> list[Forum]:
    """The last forums that were held, the newest first: to look up, and as templates."""
    statement = select(Forum).where(col(Forum.cancelled_at).is_(None), Forum.starts_at <= now)
    statement = statement.order_by(col(Forum.starts_at).desc(), col(Forum.id).desc()).limit(limit)
    return list((await session.exec(statement)).all())


async def latest(session: AsyncSession, *, limit: int) -> list[Forum]:
    """Forums that were not called off, held or not, the latest first."""
    statement = select(Forum).where(col(Forum.cancelled_at).is_(None))
    statement = statement.order_by(col(Forum.starts_at).desc(), col(Forum.id).desc()).limit(limit)
    return list((await session.exec(statement)).all())


# --- changing ----------------------------------------


@dataclass(frozen=True)
class Change:
    """What is different from before, by the names of columns: from what to what."""

    was: dict[str, Any]
    now: dict[str, Any]

    @property
    def moves(self) -> bool:
        """Whether it takes place at another time, so that everybody has to say again whether they come."""
        return "starts_at" in self.now

    @property
    def matters(self) -> bool:
        """Whether everybody has to be told: another time or another place."""
        return bool(self.now.keys() & {"starts_at", "minutes", "place", "link", "latitude", "longitude", "title"})


def change(forum: Forum, **details: Any) -> Change:
    """Give the forum other details; the sequence rises where a calendar has to know."""
    was = {name: getattr(forum, name) for name, value in details.items() if getattr(forum, name) != value}
    now = {name: details[name] for name in was}
    for name, value in now.items():
        setattr(forum, name, value)
    done = Change(was, now)
    forum.sequence += done.matters
    return done


def cancel(forum: Forum, *, reason: str, now: datetime) -> bool:
    """Call it off; False where it is called off or over already."""
    if forum.cancelled_at is not None or now >= forum.ends_at:
        return False
    forum.cancelled_at, forum.reason = now, reason
    forum.sequence += 1
    return True
