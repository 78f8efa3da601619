"""What waits for somebody: a value that every noun gives of its own, and whose it is; ``models.todo`` has it all."""

from datetime import date, datetime
from typing import Self

from msgspec import Struct
from sqlmodel.ext.asyncio.session import AsyncSession

from models.calendar import Clock
from models.people import absence
from models.people.permission import Group, Right, may
from models.people.person import Held, Somebody


class Owing(Struct, frozen=True, kw_only=True):
    """Something that waits for somebody; each noun has its own kinds of it."""

    due: datetime | date | None = None
    """By when, or by the end of which day; None: as soon as they can."""


class Debtor(Struct, frozen=True):
    """Somebody for whom it is looked what waits for them."""

    person: Somebody
    memberships: tuple[Held, ...]
    answers_for: frozenset[int]
    """The communes that they coordinate, and those where they are asked today because nobody else is there."""
    now: datetime
    clock: Clock

    @classmethod
    async def of(
        cls, session: AsyncSession, person: Somebody, memberships: tuple[Held, ...], *, now: datetime, clock: Clock
    ) -> Self:
        """The person with these roles (for who coordinates their only commune no query, else three at most)."""
        own = {m.commune_id for m in memberships if m.commune_id is not None}
        coordinated = {m.commune_id for m in memberships if m.role in Group.COORDINATORS.roles}
        standing_in = await absence.asked(session, person, own - coordinated, clock.local(now).date())
        return cls(person, memberships, frozenset(own & coordinated) | standing_in, now, clock)

    def may(self, right: Right, commune_id: int | None) -> bool:
        """Whether they hold the right there (None: anywhere)."""
        return may(self.memberships, right, commune_id)
