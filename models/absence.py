"""Who is away, from when to when, and who stands in."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.person import Member, Person
from models.right import Role


class Absence(SQLModel, table=True):
    """A person is away on these days, both included; ``deputy_id`` stands in."""

    id: int | None = Column(default=None, primary_key=True)
    person_id: int = Column(foreign_key="person.id", index=True)
    deputy_id: int | None = Column(default=None, foreign_key="person.id")
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Addressee:
    """Who is asked for a commune, and who else may stand in for them."""

    person: Person
    deputies: tuple[Person, ...] = ()


async def note(
    session: AsyncSession, person: Person, *, first_day: date, last_day: date, deputy_id: int | None
) -> Absence:
    """Note that somebody is away; their earlier absences that overlap are replaced."""
    overlapping = select(Absence).where(
        Absence.person_id == person.id, Absence.first_day <= last_day, Absence.last_day >= first_day
    )
    for earlier in (await session.exec(overlapping)).all():
        await session.delete(earlier)
    absence = Absence(person_id=person.id or 0, deputy_id=deputy_id, first_day=first_day, last_day=last_day)
    session.add(absence)
    await session.flush()
    return absence


async def of_person(session: AsyncSession, person_id: int, *, today: date) -> list[Absence]:
    """The person's present and coming absences, the nearest first."""
    statement = select(Absence).where(Absence.person_id == person_id, Absence.last_day >= today)
    return list((await session.exec(statement.order_by(col(Absence.first_day)))).all())


async def take_back(session: AsyncSession, absence_id: int, *, person_id: int) -> bool:
    """Take back an absence of one's own."""
    absence = await session.get(Absence, absence_id)
    if absence is None or absence.person_id != person_id:
        return False
    await session.delete(absence)
    return True


async def away_on(session: AsyncSession, day: date) -> dict[int, int | None]:
    """Who is away that day: person to deputy (None where nobody was named)."""
    statement = select(Absence).where(Absence.first_day <= day, Absence.last_day >= day)
    return {absence.person_id: absence.deputy_id for absence in (await session.exec(statement)).all()}


def addressee(team: list[Member], away: dict[int, int | None]) -> Addressee | None:
    """Whom to ask for a commune: the coordinator, or while away the deputy, or the chair where there is neither.

    ``team`` are the commune's members, ``away`` is who is away (``away_on``).
    """
    present = {m.person.id: m.person for m in team if m.person.id not in away}
    coordinators = _with_role(team, Role.COORDINATOR)
    authorised = [p for p in _with_role(team, Role.COORDINATOR_DEPUTY) if p.id in present]
    named = [away[p.id] for p in coordinators if p.id is not None and away.get(p.id) is not None]
    stand_ins = [present[id] for id in named if id in present] + authorised
    chairs = [p for role in (Role.CHAIR, Role.CHAIR_DEPUTY) for p in _with_role(team, role)]
    candidates = [p for p in coordinators if p.id in present] + stand_ins + [p for p in chairs if p.id in present]
    # where everybody is away, somebody is asked nevertheless
    candidates = candidates or coordinators or chairs
    if not candidates:
        return None
    first = candidates[0]
    return Addressee(first, tuple(p for p in authorised if p.id != first.id))


def _with_role(team: list[Member], role: Role) -> list[Person]:
    return [member.person for member in team if member.membership.role is role]
