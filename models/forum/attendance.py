"""Who came to a forum: ticked by the Office, or found by the code that a delegate tells at the door."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import grouped
from models.forum import delegate
from models.forum.delegate import PRESENT, Delegate, Delegation, State
from models.forum.forum import Forum
from models.people.person import Somebody
from models.reading.words import in_order

OPENS = timedelta(hours=1)
"""People begin to arrive this long before the start."""
CODES = 10_000
"""Number of codes that a forum can give."""


def is_taken(forum: Forum, now: datetime) -> bool:
    """Whether attendance can be taken: from an hour before the start on."""
    return forum.cancelled_at is None and now >= forum.starts_at - OPENS


async def roll(session: AsyncSession, forum_id: int) -> list[Delegation]:
    """Everybody who was chosen, including those who declined, by commune and name; the Office comes last."""
    known = await delegate.delegates(session, forum_id)
    found = [sent for sent in known if sent.delegate.state is not State.REMOVED or has_come(sent)]
    by_name = in_order(found, lambda sent: sent.name)
    by_commune = in_order(by_name, lambda sent: sent.commune.name if sent.commune is not None else "")
    return sorted(by_commune, key=lambda sent: sent.commune is None)


def is_expected(sent: Delegation) -> bool:
    """Whether they are to come, or came without being expected."""
    return sent.delegate.state in PRESENT or has_come(sent)


def has_come(sent: Delegation) -> bool:
    return sent.delegate.attended_at is not None


async def mark(session: AsyncSession, of: Delegate, *, here: bool, now: datetime) -> None:
    """Marks them as present or not; the same again changes nothing. The forum was read ``locked``."""
    if here != (of.attended_at is not None):
        of.attended_at = now if here else None
        await session.flush()


async def add_newcomer(
    session: AsyncSession,
    forum: Forum,
    *,
    commune_id: int | None,
    name: str,
    function: str,
    by: Somebody,
    now: datetime,
) -> Delegation | None:
    """Adds somebody whom nobody had announced, as present; seats do not count.

    A person of this name on the commune's list is marked and returned instead. The forum was read ``locked``.
    """
    known = delegate.on_list(await roll(session, forum.id), commune_id, name)
    if known is not None:
        await mark(session, known.delegate, here=True, now=now)
        return known
    newcomer = Delegate(
        forum_id=forum.id, commune_id=commune_id, guest_name=name, guest_function=function, chosen_by_id=by.id,
        state=State.ACCEPTED, answered_at=now, reminded_at=now, attended_at=now,
    )  # fmt: skip
    session.add(newcomer)
    await session.flush()
    return None


async def give_codes(session: AsyncSession, those: Iterable[Delegate]) -> None:
    """Gives a code to each of them without one, unique at that forum. The forums were read ``locked``."""
    without = grouped((one.forum_id, one) for one in those if one.code is None)
    if not without:
        return
    given = select(Delegate.forum_id, Delegate.code).where(
        col(Delegate.forum_id).in_(list(without)), col(Delegate.code).is_not(None)
    )
    taken = set((await session.exec(given)).all())
    for forum_id, delegates in without.items():
        free = [code for code in map("{:04}".format, range(CODES)) if (forum_id, code) not in taken]
        codes = random.SystemRandom().sample(free, min(len(delegates), len(free)))
        for one, code in zip(delegates, codes, strict=False):
            one.code = code
    await session.flush()
