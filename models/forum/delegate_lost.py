"""Delegates who cannot be counted on: they left their team, or the question did not reach them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.forum.delegate import PRESENT, Delegate, Delegation, State, sent_where
from models.forum.forum import Forum
from models.mail.outbox import Letter
from models.mail.outbox import State as Outcome
from models.people.person import Membership, held


async def forums_to_mend(session: AsyncSession, *, now: datetime) -> Sequence[int]:
    """Ids of forums to come with delegates who left their team or whom the question did not reach."""
    statement = select(Delegate.forum_id).join(Forum, col(Forum.id) == Delegate.forum_id)
    statement = statement.where(
        col(Forum.cancelled_at).is_(None), Forum.starts_at > now, _has_left() | _is_unreached()
    ).distinct()
    return (await session.exec(statement.order_by(col(Delegate.forum_id)))).all()


async def who_left(session: AsyncSession, forum_id: int) -> list[Delegation]:
    """Delegates who are no longer in the team that sends them."""
    return await sent_where(session, Delegate.forum_id == forum_id, _has_left())


async def unreached(session: AsyncSession, forum_id: int) -> list[Delegation]:
    """Delegates whom the question did not reach."""
    return await sent_where(session, Delegate.forum_id == forum_id, _is_unreached())


def _has_left() -> sa.ColumnElement[bool]:
    in_team = col(Membership.commune_id).is_not_distinct_from(Delegate.commune_id)
    is_member = held(col(Membership.person_id) == Delegate.person_id, in_team)
    return col(Delegate.person_id).is_not(None) & col(Delegate.state).in_(PRESENT) & ~is_member


def _is_unreached() -> sa.ColumnElement[bool]:
    lost = col(Letter.state).in_((Outcome.UNREACHABLE, Outcome.REFUSED))
    is_lost = sa.exists().where(col(Letter.id) == Delegate.letter_id, lost)
    return (col(Delegate.state) == State.ASKED) & col(Delegate.chosen_by_id).is_not(None) & is_lost
