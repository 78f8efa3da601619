"""Everything that waits for somebody, of whatever noun."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, time
from typing import TypeAlias

from sqlmodel.ext.asyncio.session import AsyncSession

from models.calendar import Clock
from models.data.owing import DataDue, FieldsDue, data, fields
from models.forum.owing import DelegationDue, InvitationDue, delegations, invitations
from models.people.owing import Debtor
from models.people.person import Held, Somebody
from models.people.request import RequestDue, undecided
from models.risk.owing import RiskDue, TreatmentDue, treatments, untaken
from models.status.owing import StatusDue, statuses

Thing: TypeAlias = StatusDue | DataDue | FieldsDue | RiskDue | InvitationDue | DelegationDue | TreatmentDue | RequestDue
"""Whatever may wait for somebody."""

SOURCES: tuple[Callable[[AsyncSession, Debtor], Awaitable[Sequence[Thing]]], ...] = (
    statuses,
    data,
    fields,
    untaken,
    invitations,
    delegations,
    treatments,
    undecided,
)
"""What gives it, each with a fixed number of queries; of what is due at once the earlier stand first.

``handlers.todo`` has the words and the button of each kind.
"""
END_OF_DAY = time(23, 59, 59)


async def owed_by(
    session: AsyncSession, person: Somebody, memberships: tuple[Held, ...], *, now: datetime, clock: Clock
) -> list[Thing]:
    """What this person owes, the soonest first, what has no day last (a fixed number of queries)."""
    debtor = await Debtor.of(session, person, memberships, now=now, clock=clock)
    found = [owing for source in SOURCES for owing in await source(session, debtor)]
    dated = [(until(owing.due, clock), owing) for owing in found if owing.due is not None]
    dated.sort(key=lambda pair: pair[0])
    return [*(owing for _, owing in dated), *(owing for owing in found if owing.due is None)]


def until(due: datetime | date, clock: Clock) -> datetime:
    """The instant at which it is late: the moment itself, or the end of the day."""
    return due if isinstance(due, datetime) else clock.at(due, END_OF_DAY)
