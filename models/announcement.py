"""Announcements of the Office, and materials of forums: to whom, what, and who has read it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Value, insert_new
from models.forum.delegate import Delegate
from models.forum.delegate import State as Coming
from models.mail import outbox
from models.mail.outbox import Letter
from models.mail.outbox import State as Sending
from models.people.commune import Commune
from models.people.permission import Needs, Right, Role
from models.people.person import Membership, MembershipField, Person, Somebody, held
from models.reading.words import in_order

TEXT_LIMIT = 3000
CAPTION_LIMIT = 900
"""Characters that go with pictures or files."""
FILES_LIMIT = 10
LATELY = timedelta(hours=1)
"""Who says so long after it was sent that they have read it makes the author's card change still."""


class Filter(Value):
    """Who is meant: everybody with one of these roles, in these communes, in these fields (None: in any)."""

    roles: list[Role]
    communes: list[int] | None = None
    """The Office is in none, and not left out by this."""
    fields: list[int] | None = None
    """Only specialists have fields."""


class File(Value):
    """A picture, a document or a voice message, by its Telegram file id."""

    kind: str
    file_id: str


class Announcement(SQLModel, table=True):
    """Something the Office says to many."""

    id: int = Column(default=None, primary_key=True)
    author_id: int = Column(foreign_key="person.id")
    text: str = ""
    files: list[dict[str, str]] = Column(default_factory=list, sa_type=sa.JSON)
    """Each a ``File``; the text goes with the last of them."""
    audience: dict[str, Any] = Column(default_factory=dict, sa_type=sa.JSON)
    """An ``Audience``; empty for what goes to the delegates of a forum."""
    asks_receipt: bool = False
    forum_id: int | None = Column(default=None, foreign_key="forum.id", index=True)
    """The forum whose decisions and materials these are: its delegates are meant."""
    send_at: datetime = Column(index=True)
    written_at: datetime | None = None
    """When the last copy was put into the outbox."""
    delivered_at: datetime | None = None
    """When it was known of every copy whether it arrived; None again while copies are corrected."""
    letter_id: int | None = Column(default=None, sa_type=sa.BigInteger, index=True)
    """The author's message that shows how far it has come."""
    shown: str | None = None
    """What that message said last."""
    cancelled_at: datetime | None = None
    corrected_at: datetime | None = None
    edition: int = 0
    """Rises with every correction."""
    created_at: datetime

    @property
    def about(self) -> str:
        """The subject of its letters."""
        return f"announcement:{self.id}"

    @property
    def needs(self) -> Needs:
        """What whoever reads it must hold."""
        if self.forum_id is not None:
            return Needs(Right.READ_FORUMS)
        of_office = Filter.model_validate(self.audience).roles == [Role.OFFICE]
        return Needs(Right.ANNOUNCE if of_office else Right.SEE_TEAM)

    @property
    def attached(self) -> list[File]:
        """What is sent with the text."""
        return [File.model_validate(file) for file in self.files]


class AnnouncementCopy(SQLModel, table=True):
    """The letter that brings it to somebody, and when they said that they have read it."""

    __tablename__ = "announcement_copy"

    announcement_id: int = Column(foreign_key="announcement.id", primary_key=True)
    person_id: int = Column(foreign_key="person.id", primary_key=True, index=True)
    letter_id: int = Column(sa_type=sa.BigInteger, index=True)
    edition: int = 0
    """Which edition the letter says."""
    read_at: datetime | None = Column(default=None, index=True)


async def announce(session: AsyncSession, announcement: Announcement) -> Announcement:
    """Write it down; the job puts it into the outbox at ``send_at``."""
    session.add(announcement)
    await session.flush()
    return announcement


async def with_id(session: AsyncSession, announcement_id: int, *, locked: bool = False) -> Announcement | None:
    """The announcement; ``locked``: no copy of it is written until the transaction ends."""
    statement = select(Announcement).where(Announcement.id == announcement_id)
    if locked:
        statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
    return (await session.exec(statement)).first()


async def newest(session: AsyncSession, *, limit: int) -> list[Announcement]:
    """The last ones, the newest first."""
    statement = select(Announcement).order_by(col(Announcement.send_at).desc(), col(Announcement.id).desc())
    return list((await session.exec(statement.limit(limit))).all())


# --- who is meant ----------------------------------------


async def how_many(session: AsyncSession, announcement: Announcement) -> int:
    """How many are meant."""
    meant = _meant(announcement).with_only_columns(col(Person.id)).subquery()
    return (await session.exec(select(sa.func.count()).select_from(meant))).one()


async def not_yet_written(session: AsyncSession, announcement: Announcement, *, limit: int) -> list[Somebody]:
    """Who is meant and has no copy yet."""
    statement = _without_copy(announcement).order_by(col(Person.id)).limit(limit)
    return list((await session.exec(statement)).all())


def _without_copy(announcement: Announcement) -> Any:
    written = select(AnnouncementCopy.person_id).where(AnnouncementCopy.announcement_id == announcement.id)
    return _meant(announcement).where(col(Person.id).not_in(written))


def _meant(announcement: Announcement) -> Any:
    """Everybody who is meant, each once; the author knows it already."""
    those = _delegates(announcement.forum_id) if announcement.forum_id is not None else _members(announcement)
    return select(Person).where(col(Person.id).in_(those), Person.id != announcement.author_id)


def _members(announcement: Announcement) -> Any:
    """Who is a member now and was one when it was sent: who joins later gets none."""
    audience = Filter.model_validate(announcement.audience)
    conditions: list[Any] = [
        col(Membership.ended_at).is_(None),
        Membership.since <= announcement.send_at,
        col(Membership.role).in_(audience.roles),
    ]
    if audience.communes is not None:
        in_communes = col(Membership.commune_id).in_(audience.communes)
        conditions.append(in_communes | (col(Membership.role) == Role.OFFICE))
    if audience.fields is not None:
        in_fields = select(MembershipField.membership_id).where(col(MembershipField.field_id).in_(audience.fields))
        conditions.append((col(Membership.role) != Role.SPECIALIST) | col(Membership.id).in_(in_fields))
    return select(Membership.person_id).where(*conditions)


def _delegates(forum_id: int) -> Any:
    """Who comes, may come still, or came; not who declined or waits for a seat."""
    comes = col(Delegate.state).in_([Coming.ASKED, Coming.ACCEPTED]) | col(Delegate.attended_at).is_not(None)
    return select(Delegate.person_id).where(Delegate.forum_id == forum_id, col(Delegate.person_id).is_not(None), comes)


# --- sending ----------------------------------------


class Open(Struct, frozen=True):
    """An announcement that is being sent or read, and its author, if they are in the Office still."""

    announcement: Announcement
    author: Somebody | None


async def open_ones(session: AsyncSession, *, now: datetime) -> list[Open]:
    """What is to be written or corrected, is on its way, was stopped or read lately; another process waits for them."""
    read_lately = select(AnnouncementCopy.announcement_id).where(col(AnnouncementCopy.read_at) > now - LATELY)
    is_in_office = held(col(Membership.person_id) == Person.id, col(Membership.role) == Role.OFFICE)
    statement = (
        select(Announcement, Person)
        .outerjoin(Person, (col(Person.id) == Announcement.author_id) & is_in_office)
        .where(
            (col(Announcement.send_at) <= now) | col(Announcement.cancelled_at).is_not(None),
            col(Announcement.delivered_at).is_(None) | col(Announcement.id).in_(read_lately),
        )
        .order_by(col(Announcement.id))
        .with_for_update(of=Announcement, key_share=True)
        .execution_options(populate_existing=True)
    )
    return [Open(*found) for found in (await session.exec(statement)).all()]


async def keep(session: AsyncSession, copies: Iterable[AnnouncementCopy]) -> None:
    """Remember which letter brings it to whom; who has one already, from another process, keeps that."""
    await insert_new(session, AnnouncementCopy, [copy.model_dump() for copy in copies])


async def stop(session: AsyncSession, announcement: Announcement, *, now: datetime) -> bool:
    """Send no more of it; False where nothing is left to be sent. It was read ``locked``."""
    if announcement.cancelled_at is not None or (await progress(session, announcement)).unsent == 0:
        return False
    announcement.cancelled_at = now
    await outbox.drop(session, announcement.about)
    return True


# --- correcting ----------------------------------------


def correct(announcement: Announcement, *, text: str, now: datetime, file: File | None = None) -> None:
    """It says something else from now on, with another file in the place of its last one, if there is one; the job
    changes the copies there are. It was read ``locked``."""
    announcement.text, announcement.corrected_at = text, now
    if file is not None:
        announcement.files = [*announcement.files[:-1], file.model_dump()]
    announcement.edition += 1
    if announcement.send_at <= now:
        announcement.delivered_at = None


async def outdated(
    session: AsyncSession, announcement: Announcement, *, limit: int
) -> list[tuple[AnnouncementCopy, Somebody]]:
    """Copies that say an earlier edition, with those who have them; nobody else changes them meanwhile."""
    statement = (
        select(AnnouncementCopy, Person)
        .join(Person, col(Person.id) == AnnouncementCopy.person_id)
        .join(Letter, col(Letter.id) == AnnouncementCopy.letter_id)
        .where(
            AnnouncementCopy.announcement_id == announcement.id,
            AnnouncementCopy.edition < announcement.edition,
            col(Letter.state).in_([Sending.QUEUED, Sending.SENT]),
        )
        .order_by(col(AnnouncementCopy.person_id))
        .limit(limit)
        .with_for_update(of=AnnouncementCopy, key_share=True)
        .execution_options(populate_existing=True)
    )
    return [(copy, person) for copy, person in (await session.exec(statement)).all()]


# --- reading ----------------------------------------


async def acknowledge(
    session: AsyncSession, announcement_id: int, person: Somebody, *, now: datetime
) -> AnnouncementCopy | None:
    """The person has read it; None where it was not sent to them or they have said so before."""
    statement = select(AnnouncementCopy).where(
        AnnouncementCopy.announcement_id == announcement_id, AnnouncementCopy.person_id == person.id
    )
    copy = (await session.exec(statement.with_for_update(key_share=True))).first()
    if copy is None or copy.read_at is not None:
        return None
    copy.read_at = now
    return copy


class Reader(Struct, frozen=True):
    """Somebody to whom it was sent, and their first commune (None: of the Office)."""

    name: str
    commune: str | None


async def unread(session: AsyncSession, announcement_id: int) -> list[Reader]:
    """Who has got it, is in a team still and has not said that they have read it (one query)."""
    statement = (
        select(Person.name, sa.func.min(Commune.name))
        .select_from(AnnouncementCopy)
        .join(Letter, col(Letter.id) == AnnouncementCopy.letter_id)
        .join(Person, col(Person.id) == AnnouncementCopy.person_id)
        .join(Membership, (col(Membership.person_id) == Person.id) & col(Membership.ended_at).is_(None))
        .outerjoin(Commune, col(Commune.id) == Membership.commune_id)
        .where(
            AnnouncementCopy.announcement_id == announcement_id,
            col(AnnouncementCopy.read_at).is_(None),
            col(Letter.state) == Sending.SENT,
        )
        .group_by(col(Person.id), col(Person.name))
    )
    return [Reader(name, commune) for name, commune in (await session.exec(statement)).all()]


# --- how far it has come ----------------------------------------


class Progress(Struct, frozen=True):
    """How far it has come."""

    to_write: int
    """Who has no copy yet."""
    queued: int
    sent: int
    dropped: int
    read: int
    unreached: tuple[tuple[Somebody, str], ...]
    """Who could not be reached, and Telegram's reason."""

    @property
    def unsent(self) -> int:
        """Who is still to get it."""
        return self.to_write + self.queued

    @property
    def total(self) -> int:
        """Everybody who was meant."""
        return self.unsent + self.sent + self.dropped + len(self.unreached)


async def progress(session: AsyncSession, announcement: Announcement) -> Progress:
    """How many copies are written, sent, read, and who was not reached (three queries, two once all are written)."""
    its_copies = (
        select(Letter.state, sa.func.count(), sa.func.count(col(AnnouncementCopy.read_at)))
        .select_from(AnnouncementCopy)
        .join(Letter, col(Letter.id) == AnnouncementCopy.letter_id)
        .where(AnnouncementCopy.announcement_id == announcement.id)
        .group_by(col(Letter.state))
    )
    counted = (await session.exec(its_copies)).all()
    by_state = {state: number for state, number, _ in counted}
    unreached = (
        select(Person, Letter.refusal)
        .select_from(AnnouncementCopy)
        .join(Letter, col(Letter.id) == AnnouncementCopy.letter_id)
        .join(Person, col(Person.id) == AnnouncementCopy.person_id)
        .where(
            AnnouncementCopy.announcement_id == announcement.id,
            col(Letter.state).in_([Sending.UNREACHABLE, Sending.REFUSED]),
        )
        .order_by(col(Person.id))
    )
    lost = in_order((await session.exec(unreached)).all(), lambda found: found[0].name)
    to_write = 0
    if announcement.written_at is None:
        those = _without_copy(announcement).with_only_columns(col(Person.id)).subquery()
        to_write = (await session.exec(select(sa.func.count()).select_from(those))).one()
    stopped = announcement.cancelled_at is not None
    return Progress(
        to_write=0 if stopped else to_write,
        queued=by_state.get(Sending.QUEUED, 0),
        sent=by_state.get(Sending.SENT, 0),
        dropped=by_state.get(Sending.DROPPED, 0) + (to_write if stopped else 0),
        read=sum(read for _, _, read in counted),
        unreached=tuple((person, why or "") for person, why in lost),
    )
