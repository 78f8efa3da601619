"""What forums wait for: whom a commune sends, and whether somebody comes."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.forum.delegate import PRESENT, Delegate, State
from models.forum.forum import Forum, Kind
from models.forum.forum_commune import ForumCommune
from models.people.commune import Commune
from models.people.owing import Debtor, Owing
from models.people.permission import Right


class InvitationDue(Owing, frozen=True, kw_only=True):
    """A commune has not said whom it sends."""

    commune: str
    forum: int
    title: str


class DelegationDue(Owing, frozen=True, kw_only=True):
    """Somebody has not said, or not said again, whether they come."""

    forum: int
    title: str


async def invitations(session: AsyncSession, debtor: Debtor) -> list[InvitationDue]:
    """Forums to come on which communes they answer for are silent (one query)."""
    if not debtor.answers_for:
        return []
    is_sending = sa.exists().where(
        col(Delegate.forum_id) == ForumCommune.forum_id,
        col(Delegate.commune_id) == ForumCommune.commune_id,
        col(Delegate.state).in_(PRESENT),
    )
    statement = (
        select(Forum.id, Forum.title, Forum.answer_by, Commune.name)
        .join(ForumCommune, col(ForumCommune.forum_id) == Forum.id)
        .join(Commune, col(Commune.id) == ForumCommune.commune_id)
        .where(
            Forum.kind == Kind.FORUM,
            *_is_to_come(debtor),
            col(ForumCommune.commune_id).in_(debtor.answers_for),
            col(ForumCommune.invited_at).is_not(None),
            col(ForumCommune.answered_at).is_(None),
            ~is_sending,
        )
    )
    rows = (await session.exec(statement)).all()
    return [InvitationDue(due=by, commune=commune, forum=id, title=title) for id, title, by, commune in rows]


async def delegations(session: AsyncSession, debtor: Debtor) -> list[DelegationDue]:
    """Forums and meetings to come to which they are sent or invited by name, and have not answered (one query)."""
    statement = (
        select(Forum, Delegate.commune_id)
        .join(Delegate, col(Delegate.forum_id) == Forum.id)
        .where(
            *_is_to_come(debtor),
            Delegate.person_id == debtor.person.id,
            (col(Delegate.state) == State.ASKED) | col(Delegate.asked_again),
        )
    )
    return [
        DelegationDue(
            due=forum.answer_by if forum.kind.delegates else forum.starts_at, forum=forum.id, title=forum.title
        )
        for forum, commune_id in (await session.exec(statement)).all()
        if debtor.may(Right.READ_FORUMS, commune_id)
    ]


def _is_to_come(debtor: Debtor) -> tuple[Any, ...]:
    return col(Forum.cancelled_at).is_(None), col(Forum.starts_at) > debtor.now
