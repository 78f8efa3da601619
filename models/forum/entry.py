"""Who has a forum in their calendar: they get every later file too, until the forum is taken out."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import insert_new
from models.forum.delegate import Delegate
from models.forum.forum import Forum, ForumView, called_where
from models.forum.listing import Reader, seen_by
from models.people.person import Person, Somebody


class ForumEntry(SQLModel, table=True):
    """Somebody got the file that puts a forum into their calendar."""

    __tablename__ = "forum_entry"

    forum_id: int = Column(foreign_key="forum.id", primary_key=True)
    person_id: int = Column(foreign_key="person.id", primary_key=True, index=True)


Holder = tuple[Somebody, Delegate | None]
"""A person with the file, and their part as a delegate (None: they do not come, but answer for others)."""


async def note(session: AsyncSession, forum_id: int, person: Somebody) -> None:
    """Notes that they have the file from now on."""
    await insert_new(session, ForumEntry, [{"forum_id": forum_id, "person_id": person.id}])


async def holders(session: AsyncSession, forum_id: int) -> list[Holder]:
    own = (col(Delegate.forum_id) == ForumEntry.forum_id) & (col(Delegate.person_id) == ForumEntry.person_id)
    statement: Any = (
        select(Person, Delegate)
        .join(ForumEntry, col(ForumEntry.person_id) == Person.id)
        .outerjoin(Delegate, own)
        .where(ForumEntry.forum_id == forum_id)
        .order_by(col(Person.id))
    )
    return [(person, delegate) for person, delegate in (await session.exec(statement)).all()]


async def forget(session: AsyncSession, forum_id: int, person_ids: Collection[int]) -> set[int]:
    """Notes that they have it no longer; returns the ids of those who had it."""
    its_own = col(ForumEntry.forum_id) == forum_id, col(ForumEntry.person_id).in_(person_ids)
    gone = sa.delete(ForumEntry).where(*its_own).returning(col(ForumEntry.person_id))
    return set((await session.exec(gone)).scalars().all())


async def no_longer_seen(session: AsyncSession, reader: Reader, *, now: datetime) -> list[ForumView]:
    """Forums to come in their calendar that they can no longer see, locked until the transaction ends."""
    theirs = select(ForumEntry.forum_id).where(ForumEntry.person_id == reader.person.id)
    is_seen = sa.and_(sa.true(), *seen_by(reader))
    return await called_where(session, col(Forum.id).in_(theirs), Forum.starts_at > now, ~is_seen, locked=True)
