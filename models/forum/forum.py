"""Forums: thematic forums of the association, team meetings, inaugural meetings; when, where, for whom."""

from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
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
    FORUM = auto()
    TEAM = auto()
    INAUGURAL = auto()

    @property
    def delegates(self) -> bool:
        """Whether communes are invited and send delegates; to other meetings people are invited by name."""
        return self is Kind.FORUM

    @property
    def usual(self) -> tuple[Group, ...]:
        """Groups invited by name unless others are chosen: the team, and to an inaugural meeting the Office too."""
        return tuple(group for group in Group if self is Kind.INAUGURAL or group is not Group.OFFICE)


class Forum(SQLModel, table=True):
    """A meeting to which the Office invites. It is called off, never deleted."""

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
    """Telegram's file id of an agenda sent as a file."""
    roles: list[str] | None = Column(default=None, sa_type=sa.JSON(none_as_null=True))
    """Roles of the people invited by name; None: the usual ones of its kind."""
    seats: int = 0
    """Seats of each commune; 0: unlimited."""
    capacity: int = 0
    """Seats in all; 0: unlimited. Whoever accepts after that waits for a seat."""
    answer_by: datetime
    """When communes have to answer; people invited by name may answer until the start."""
    send_at: datetime
    """When the invitations go out."""
    sent_at: datetime | None = None
    """When the last invitation was written."""
    delivered_at: datetime | None = None
    """When the fate of the last invitation was known: arrived or not."""
    settled: int = 0
    """Number of invitations whose fate was known at the last redraw of the live cards."""
    cancelled_at: datetime | None = None
    reason: str | None = None
    sequence: int = 0
    """Rises with every change; calendars follow the highest (RFC 5545, 3.8.7.4)."""
    rule: str | None = None
    """The RRULE (RFC 5545) of a series: once the meeting is over, the next one is called and takes the rule over."""
    follows_id: int | None = Column(default=None, foreign_key="forum.id", unique=True)
    """The meeting before it in the series."""
    called_by_id: int = Column(foreign_key="person.id")
    created_at: datetime

    @property
    def subject(self) -> str:
        """The subject of its live cards."""
        return f"forum:{self.id}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def invites(self) -> list[Role]:
        """Roles of the people invited by name."""
        usual = [role for group in self.kind.usual for role in group.roles]
        return usual if self.roles is None else [Role(role) for role in self.roles]

    def is_late(self, now: datetime) -> bool:
        """Whether an answer now comes after the communes' deadline."""
        return self.kind.delegates and now > self.answer_by

    def is_put_off(self, now: datetime) -> bool:
        """Whether nobody is invited yet, so that the sending time can change."""
        return self.cancelled_at is None and self.sent_at is None and now < self.send_at

    def is_open(self, now: datetime) -> bool:
        """Whether people can still answer: until the start."""
        return self.cancelled_at is None and now < self.starts_at


class ForumView(Struct, frozen=True):
    """A forum and its field."""

    forum: Forum
    field: Field | None


async def called(session: AsyncSession, forum_id: int, *, locked: bool = False) -> ForumView | None:
    """The forum (one query); ``locked``: until the transaction ends nobody else gives its seats away."""
    return next(iter(await called_where(session, col(Forum.id) == forum_id, locked=locked)), None)


async def to_be_sent(session: AsyncSession, *, now: datetime) -> list[ForumView]:
    """Forums with invitations to write now; another process waits for them.

    Locked by an update that changes nothing: on SQLite only that keeps other processes away.
    """
    is_due = Forum.send_at <= now, Forum.starts_at > now
    is_owed = col(Forum.sent_at).is_(None), col(Forum.cancelled_at).is_(None)
    ids = (await session.exec(select(Forum.id).where(*is_due, *is_owed).order_by(col(Forum.id)))).all()
    if not ids:
        return []
    await session.exec(sa.update(Forum).where(col(Forum.id).in_(ids)).values(settled=Forum.settled))
    return await called_where(session, col(Forum.id).in_(ids), *is_due, *is_owed, locked=True)


async def under_way(session: AsyncSession) -> list[ForumView]:
    """Forums whose invitations are written, but whose arrival is not known for all."""
    return await called_where(session, col(Forum.sent_at).is_not(None), col(Forum.delivered_at).is_(None), locked=True)


async def to_be_continued(session: AsyncSession, *, now: datetime) -> list[ForumView]:
    """Forums of a series that are over, called off or not, and need their next one."""
    repeated = await called_where(session, Forum.starts_at < now, col(Forum.rule).is_not(None), locked=True)
    return [of for of in repeated if of.forum.ends_at <= now]


def follow(forum: Forum, *, starts_at: datetime, now: datetime) -> Forum:
    """The next of the series, like the last; the rule is moved to it."""
    kept = forum.model_dump(
        include={
            "kind", "title", "field_id", "roles", "minutes", "place", "latitude", "longitude", "link", "agenda",
            "agenda_kind", "agenda_file", "seats", "capacity", "answer_by", "send_at", "called_by_id", "rule",
        }
    )  # fmt: skip
    forum.rule = None
    return Forum(**kept, starts_at=starts_at, follows_id=forum.id, created_at=now)


async def called_where(session: AsyncSession, *which: Any, locked: bool) -> list[ForumView]:
    """The forums that meet all these conditions (one query)."""
    statement: Any = select(Forum, Field).outerjoin(Field, col(Field.id) == Forum.field_id).where(*which)
    if locked:
        statement = statement.with_for_update(of=Forum, key_share=True).execution_options(populate_existing=True)
    return [ForumView(*found) for found in (await session.exec(statement.order_by(col(Forum.id)))).all()]


async def coming(session: AsyncSession, *, now: datetime) -> list[Forum]:
    """Forums that are neither over nor called off, the nearest first."""
    statement = select(Forum).where(col(Forum.cancelled_at).is_(None), Forum.starts_at > now)
    return list((await session.exec(statement.order_by(col(Forum.starts_at), col(Forum.id)))).all())


async def past(session: AsyncSession, *, now: datetime, limit: int) -> list[Forum]:
    """Past forums, the newest first: to look up, and to copy."""
    statement = select(Forum).where(col(Forum.cancelled_at).is_(None), Forum.starts_at <= now)
    statement = statement.order_by(col(Forum.starts_at).desc(), col(Forum.id).desc()).limit(limit)
    return list((await session.exec(statement)).all())


async def latest(session: AsyncSession, *, limit: int) -> list[Forum]:
    """Forums that were not called off, past or to come, the latest first."""
    statement = select(Forum).where(col(Forum.cancelled_at).is_(None))
    statement = statement.order_by(col(Forum.starts_at).desc(), col(Forum.id).desc()).limit(limit)
    return list((await session.exec(statement)).all())


# --- changing ----------------------------------------


class Change(Struct, frozen=True):
    """The changed details by column name: from what to what."""

    was: dict[str, Any]
    now: dict[str, Any]

    @property
    def moves(self) -> bool:
        """Whether the time moves, so that everybody has to answer again."""
        return "starts_at" in self.now

    @property
    def matters(self) -> bool:
        """Whether everybody is told: the time or the place changes."""
        return bool(self.now.keys() & {"starts_at", "minutes", "place", "link", "latitude", "longitude", "title"})


def change(forum: Forum, **details: Any) -> Change:
    """Applies the change; the sequence rises if calendars have to know."""
    was = {name: getattr(forum, name) for name, value in details.items() if getattr(forum, name) != value}
    now = {name: details[name] for name in was}
    for name, value in now.items():
        setattr(forum, name, value)
    done = Change(was, now)
    forum.sequence += done.matters
    return done


def cancel(forum: Forum, *, reason: str, now: datetime) -> bool:
    """Calls it off; False if it is called off or over already."""
    if forum.cancelled_at is not None or now >= forum.ends_at:
        return False
    forum.cancelled_at, forum.reason = now, reason
    forum.sequence += 1
    return True
