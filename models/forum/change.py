"""What was changed about a forum since it was called, by whom, and who has not heard of it yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
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
    """What can be changed about a forum, by the names of its columns."""

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
        """Some of them as they are stored."""
        return cls(**values).model_dump(mode="json", include=set(values))

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Some of them as they were stored."""
        details = cls.model_validate(stored)
        return {name: getattr(details, name) for name in stored}


class ForumChange(SQLModel, table=True):
    """Somebody of the Office has given a forum other details: from what to what."""

    __tablename__ = "forum_change"

    id: int = Column(default=None, primary_key=True)
    forum_id: int = Column(foreign_key="forum.id", index=True)
    person_id: int = Column(foreign_key="person.id")
    at: datetime
    was: dict[str, Any] = Column(sa_type=sa.JSON)
    now: dict[str, Any] = Column(sa_type=sa.JSON)


def subject(forum_id: int, change_id: int) -> str:
    """What messages that tell of a change are about."""
    return f"forum:{forum_id}:change:{change_id}"


async def note(session: AsyncSession, forum: Forum, change: Change, *, by: Somebody, now: datetime) -> int:
    """Keep what was changed; its number."""
    row = ForumChange(
        forum_id=forum.id, person_id=by.id, at=now,
        was=Details.write(change.was), now=Details.write(change.now),
    )  # fmt: skip
    session.add(row)
    await session.flush()
    return row.id


async def of_forum(session: AsyncSession, forum_id: int) -> list[ForumChange]:
    """All changes of a forum, the first first."""
    statement = select(ForumChange).where(ForumChange.forum_id == forum_id).order_by(col(ForumChange.id))
    return list((await session.exec(statement)).all())


def since(changes: Sequence[ForumChange], first_id: int) -> Change:
    """What that change and all after it come to: nothing where what was changed was changed back."""
    was: dict[str, Any] = {}
    now: dict[str, Any] = {}
    for change in changes:
        if change.id >= first_id:
            was = Details.read(change.was) | was
            now |= Details.read(change.now)
    return Change(*({name: values[name] for name in now if was[name] != now[name]} for values in (was, now)))


def moves(changes: Sequence[ForumChange]) -> bool:
    """Whether they come to another time."""
    return since(changes, 0).moves


@dataclass(frozen=True)
class Planned:
    """When a meeting was to be, and when it was to be answered, before it alone was moved."""

    starts_at: datetime
    send_at: datetime
    answer_by: datetime


def planned(forum: Forum, changes: Sequence[ForumChange]) -> Planned:
    """As its series has it; where it was not moved, another answer-by date holds for those after it too."""
    was = since(changes, 0).was
    if "starts_at" not in was:
        return Planned(forum.starts_at, forum.send_at, forum.answer_by)
    return Planned(was["starts_at"], forum.send_at, was.get("answer_by", forum.answer_by))


# --- who has not heard of it ----------------------------------------


@dataclass(frozen=True)
class Unsent:
    """What is written about a forum and waits to be sent."""

    letters: frozenset[int]
    news: frozenset[int]
    """Those of them that tell of a change."""
    untold_since: Mapping[int, int]
    """The first change of which a chat has not been told, by chats."""

    def first_untold(self, chat_id: int, change_id: int) -> int:
        """The first change of which a chat is to be told, when there is now this one."""
        return min(self.untold_since.get(chat_id, change_id), change_id)


async def unsent(session: AsyncSession, forum_id: int) -> Unsent:
    """What has not been sent of all that was written about the forum (one query)."""
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
    """Withdraw all that was written about the forum and has not been sent, but for these subjects."""
    await outbox.drop_within(session, f"forum:{forum_id}:", but=but)


async def remind_anew(session: AsyncSession, forum_id: int, *, now: datetime) -> None:
    """At another time all reminders are due once more, but for those that would have been by now."""
    for table in (Delegate, ForumCommune):
        of_forum = col(table.forum_id) == forum_id
        await session.exec(sa.update(table).where(of_forum).values(reminded_at=now))
