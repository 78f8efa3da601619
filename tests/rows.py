"""What tests read and write behind the bot's back, where only some of it matters."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlmodel.sql.expression import SelectOfScalar

from bot.conversation.outgoing import Outgoing
from bot.playground import Person as Phone
from models.forum.forum import Forum
from models.people import person
from models.people.permission import Role
from tests.conftest import Town

V = TypeVar("V")


def certain(found: V | None) -> V:
    """What was looked for, which is there."""
    assert found is not None
    return found


async def every(town: Town, what: SelectOfScalar[V]) -> list[V]:
    """All that is found, read by itself."""
    async with town.database.transaction() as session:
        return list((await session.exec(what)).all())


@asynccontextmanager
async def telling(town: Town, now: datetime | None = None) -> AsyncIterator[Outgoing]:
    """What is said in this block is owed when it ends, as any process may owe it."""
    async with town.database.transaction() as session:
        outgoing = Outgoing(session, town.app.services, now or town.clock.now())
        yield outgoing
        await outgoing.hand_in()


async def loses_roles(town: Town, who: Phone, *roles: Role, commune: str | None = None) -> None:
    """Theirs end, or these of them, or those in this commune, without what a conversation does besides."""
    async with town.database.transaction() as session:
        theirs = [member for member in await person.members(session) if member.person.telegram_id == who.id]
        for member in theirs:
            place = member.commune.name if member.commune is not None else None
            if (not roles or member.membership.role in roles) and commune in (None, place):
                member.membership.ended_at = town.clock.now()


def a_forum(at: datetime, **details: Any) -> Forum:
    """One that was called at this moment and begins sixteen days later."""
    usual: dict[str, Any] = {
        "title": "Forum Mobilności", "starts_at": at + timedelta(days=16), "answer_by": at + timedelta(days=9),
        "send_at": at, "called_by_id": 1, "created_at": at,
    }  # fmt: skip
    return Forum(**(usual | details))
