"""Announcements of the Office: to whom, what, and who has read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.outbox import Letter
from models.outbox import State as Sending
from models.person import Membership, MembershipField, Person
from models.right import Role

TEXT_LIMIT = 3000
CAPTION_LIMIT = 900
"""Characters under a picture or a file."""


class Audience(BaseModel):
    """Who is meant: everybody with one of these roles, in these communes, in these fields (None: in any)."""

    roles: list[Role]
    communes: list[int] | None = None
    fields: list[int] | None = None
    """Only specialists have fields."""


class Announcement(SQLModel, table=True):
    """Something the Office says to many."""

    id: int | None = Column(default=None, primary_key=True)
    author_id: int = Column(foreign_key="person.id")
    text: str
    file_kind: str | None = None
    file_id: str | None = None
    audience: dict[str, Any] = Column(sa_type=sa.JSON)
    asks_receipt: bool = False
    forum_id: int | None = Column(default=None, foreign_key="forum.id", index=True)
    """The forum whose decisions and materials these are."""
    send_at: datetime
    written_at: datetime | None = None
    """When the last copy was put into the outbox."""
    delivered_at: datetime | None = None
    """When it was known of the last copy whether it arrived."""
    letter_id: int | None = Column(default=None, sa_type=sa.BigInteger)
    """The author's message that shows how far it has come."""
    cancelled_at: datetime | None = None
    corrected_at: datetime | None = None
    created_at: datetime

    @property
    def about(self) -> str:
        """The subject of its letters."""
        return f"announcement:{self.id}"


class AnnouncementCopy(SQLModel, table=True):
    """The letter that brings it to somebody, and when they said that they have read it."""

    __tablename__ = "announcement_copy"

    announcement_id: int = Column(foreign_key="announcement.id", primary_key=True)
    person_id: int = Column(foreign_key="person.id", primary_key=True, index=True)
    letter_id: int = Column(sa_type=sa.BigInteger)
    read_at: datetime | None = None


async def announce(session: AsyncSession, announcement: Announcement) -> Announcement:
    """Write it down; the job puts it into the outbox at ``send_at``."""
    session.add(announcement)
    await session.flush()
    return announcement


async def meant_by(session: AsyncSession, audience: Audience) -> list[Person]:
    """Everybody who is meant, each once (one query)."""
    return list((await session.exec(_meant(audience).order_by(col(Person.id)))).all())


async def not_yet_written(session: AsyncSession, announcement: Announcement, *, limit: int) -> list[Person]:
    """Who is meant and has no copy yet."""
    written = select(AnnouncementCopy.person_id).where(AnnouncementCopy.announcement_id == announcement.id)
    meant = _meant(Audience.model_validate(announcement.audience)).where(col(Person.id).not_in(written))
    return list((await session.exec(meant.order_by(col(Person.id)).limit(limit))).all())


def _meant(audience: Audience) -> Any:
    conditions: list[Any] = [col(Membership.ended_at).is_(None), col(Membership.role).in_(audience.roles)]
    if audience.communes is not None:
        in_communes = col(Membership.commune_id).in_(audience.communes)
        conditions.append(in_communes | (col(Membership.role) == Role.OFFICE))
    if audience.fields is not None:
        in_fields = select(MembershipField.membership_id).where(col(MembershipField.field_id).in_(audience.fields))
        conditions.append((col(Membership.role) != Role.SPECIALIST) | col(Membership.id).in_(in_fields))
    members = select(Membership.person_id).where(*conditions)
    return select(Person).where(col(Person.id).in_(members))


async def due(session: AsyncSession, *, now: datetime) -> list[Announcement]:
    """Announcements whose time has come and of which copies are to be written; another process waits for them."""
    statement = select(Announcement).where(
        Announcement.send_at <= now,
        col(Announcement.written_at).is_(None),
        col(Announcement.cancelled_at).is_(None),
    )
    return list((await session.exec(statement.order_by(col(Announcement.id)).with_for_update())).all())


def keep(session: AsyncSession, copies: Iterable[AnnouncementCopy]) -> None:
    """Remember which letter brings it to whom."""
    session.add_all(copies)


async def copies(session: AsyncSession, announcement_id: int) -> list[tuple[AnnouncementCopy, Person]]:
    """All copies with those who have them."""
    statement = (
        select(AnnouncementCopy, Person)
        .join(Person, col(Person.id) == AnnouncementCopy.person_id)
        .where(AnnouncementCopy.announcement_id == announcement_id)
        .order_by(col(Person.id))
    )
    return [(copy, person) for copy, person in (await session.exec(statement)).all()]


async def acknowledge(session: AsyncSession, announcement_id: int, person: Person, *, now: datetime) -> bool:
    """The person has read it; False where it was not sent to them or they have said so before."""
    copy = await session.get(AnnouncementCopy, (announcement_id, person.id))
    if copy is None or copy.read_at is not None:
        return False
    copy.read_at = now
    await session.flush()
    return True


@dataclass(frozen=True)
class Progress:
    """How far it has come."""

    meant: int
    written: int
    sent: int
    dropped: int
    read: int
    unreached: tuple[tuple[Person, str], ...]
    """Who could not be reached, and Telegram's reason."""


async def progress(session: AsyncSession, announcement: Announcement) -> Progress:
    """How many copies are written, sent, read, and who was not reached (three queries)."""
    meant = select(sa.func.count()).select_from(
        _meant(Audience.model_validate(announcement.audience)).with_only_columns(col(Person.id)).subquery()
    )
    its_copies = (
        select(Letter.state, sa.func.count(), sa.func.count(col(AnnouncementCopy.read_at)))
        .select_from(AnnouncementCopy)
        .join(Letter, col(Letter.id) == AnnouncementCopy.letter_id)
        .where(AnnouncementCopy.announcement_id == announcement.id)
        .group_by(col(Letter.state))
    )
    counted: Sequence[Any] = (await session.exec(its_copies)).all()
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
        .order_by(col(Person.name))
    )
    return Progress(
        meant=(await session.exec(meant)).one(),
        written=sum(by_state.values()),
        sent=by_state.get(Sending.SENT, 0),
        dropped=by_state.get(Sending.DROPPED, 0),
        read=sum(read for _, _, read in counted),
        unreached=tuple((person, why or "") for person, why in (await session.exec(unreached)).all()),
    )
