"""Changes of a forum since it was called: what, by whom, and who has not heard of it yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Value
from models.forum.delegate import Delegate
from models.forum.forum import Change, Forum
from models.forum.forum_commune import ForumCommune
from models.mail import outbox
from models.people.person import Somebody


class Details(Value):
    """The details that can be changed, by column name."""

    title: str = ""
    starts_at: datetime | None = None
    minutes: int = 0
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    link: str | None = None
    agenda: str | None = None
    agenda_kind: str | None = None
    agenda_file: str | None = None
    seats: int = 0
    capacity: int = 0
    answer_by: datetime | None = None

    @classmethod
    def write(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Converts some details for storing."""
        return cls(**values).model_dump(mode="json", include=set(values))

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Converts stored details back."""
        details = cls.model_validate(stored)
        return {name: getattr(details, name) for name in stored}


class ForumChange(SQLModel, table=True):
    """A change by somebody of the Office: new details, and the former ones."""

    __tablename__ = "forum_change"

    id: int = Column(default=None, primary_key=True)
    forum_id: int = Column(foreign_key="forum.id", index=True)
    person_id: int = Column(foreign_key="person.id")
    at: datetime
    was: dict[str, Any] = Column(sa_type=sa.JSON)
    now: dict[str, Any] = Column(sa_type=sa.JSON)


def subject(forum_id: int, change_id: int) -> str:
    """The subject of messages that tell of a change."""
    return f"forum:{forum_id}:change:{change_id}"


async def note(session: AsyncSession, forum: Forum, change: Change, *, by: Somebody, now: datetime) -> int:
    """Stores the change; returns its number."""
    row = ForumChange(
        forum_id=forum.id, person_id=by.id, at=now,
        was=Details.write(change.was), now=Details.write(change.now),
    )  # fmt: skip
    session.add(row)
    await session.flush()
    return row.id


async def of_forum(session: AsyncSession, forum_id: int) -> list[ForumChange]:
    """All changes of a forum, the earliest first."""
    statement = select(ForumChange).where(ForumChange.forum_id == forum_id).order_by(col(ForumChange.id))
    return list((await session.exec(statement)).all())


def since(changes: Sequence[ForumChange], first_id: int) -> Change:
    """The sum of that change and all later ones; empty for details that were changed back."""
    was: dict[str, Any] = {}
    now: dict[str, Any] = {}
    for change in changes:
        if change.id >= first_id:
            was = Details.read(change.was) | was
            now |= Details.read(change.now)
    return Change(*({name: values[name] for name in now if was[name] != now[name]} for values in (was, now)))


def moves(changes: Sequence[ForumChange]) -> bool:
    """Whether they sum up to another time."""
    return since(changes, 0).moves


class Planned(Struct, frozen=True):
    """When a meeting was to start, and when answers were due, before it alone was moved."""

    starts_at: datetime
    send_at: datetime
    answer_by: datetime


def planned(forum: Forum, changes: Sequence[ForumChange]) -> Planned:
    """The plan of its series; if the meeting was not moved, a new deadline holds for the following ones too."""
    was = since(changes, 0).was
    if "starts_at" not in was:
        return Planned(forum.starts_at, forum.send_at, forum.answer_by)
    return Planned(was["starts_at"], forum.send_at, was.get("answer_by", forum.answer_by))


# --- who has not heard of it ----------------------------------------


class Unsent(Struct, frozen=True):
    """Letters about a forum that wait to be sent."""

    letters: frozenset[int]
    news: frozenset[int]
    """Those that tell of a change."""
    untold_since: Mapping[int, int]
    """The first change that a chat has not been told, by chat."""

    def first_untold(self, chat_id: int, change_id: int) -> int:
        """The first change to tell a chat, now that there is this one."""
        return min(self.untold_since.get(chat_id, change_id), change_id)


async def unsent(session: AsyncSession, forum_id: int) -> Unsent:
    """All letters about the forum that are not sent yet (one query)."""
    waiting = await outbox.waiting(session, f"forum:{forum_id}:")
    untold: dict[int, int] = {}
    news = set()
    told_of = subject(forum_id, 0)[:-1]
    for letter in waiting:
        if letter.about.startswith(told_of):
            change_id = int(letter.about.removeprefix(told_of))
            news.add(letter.id)
            untold[letter.chat_id] = min(change_id, untold.get(letter.chat_id, change_id))
    return Unsent(frozenset(letter.id for letter in waiting), frozenset(news), untold)


async def drop_unsent(session: AsyncSession, forum_id: int, *, but: Collection[str] = ()) -> None:
    """Withdraws all letters about the forum that are not sent yet, except those with these subjects."""
    await outbox.drop_within(session, f"forum:{forum_id}:", but=but)


async def remind_anew(session: AsyncSession, forum_id: int, *, now: datetime) -> None:
    """The forum has moved: all reminders are due again, except those that would have been due by now."""
    for table in (Delegate, ForumCommune):
        of_forum = col(table.forum_id) == forum_id
        await session.exec(sa.update(table).where(of_forum).values(reminded_at=now))
