"""The weekly status that somebody owes."""

from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.owing import Debtor, Owing
from models.status import answer


class StatusDue(Owing, frozen=True, kw_only=True):
    """A commune owes its answer in the open round."""

    commune: str
    obligation: int
    week: int


async def statuses(session: AsyncSession, debtor: Debtor) -> list[StatusDue]:
    """What communes they answer for have not answered in the open round (one query)."""
    if not debtor.answers_for:
        return []
    return [
        StatusDue(
            due=owed.status_round.closes_at, commune=owed.commune, obligation=owed.id, week=owed.status_round.number
        )
        for owed in await answer.owed_now(session, debtor.answers_for)
        if owed.answer is None and owed.status_round.closed_at is None
    ]
