"""Absences: the days on which people are away, and their deputies."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum, auto

from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people import person as people
from models.people.permission import Role
from models.people.person import Member, Person, Somebody
from models.reading.words import alphabetical

LONGEST = timedelta(days=366)
_DEPUTISING = (
    Role.COORDINATOR_DEPUTY,
    Role.CHAIR_DEPUTY,
    Role.COORDINATOR,
    Role.CHAIR,
    Role.SPECIALIST,
)
"""Roles offered as a deputy, in this order."""
_ASKED = (Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.CHAIR, Role.CHAIR_DEPUTY)
"""Roles that may be asked for a commune without being named a deputy."""


class Absence(SQLModel, table=True):
    """A person is away from the first to the last day, both included; ``deputy_id`` stands in."""

    id: int = Column(default=None, primary_key=True)
    person_id: int = Column(foreign_key="person.id", index=True)
    deputy_id: int | None = Column(default=None, foreign_key="person.id")
    first_day: date
    last_day: date


class Planned(Struct, frozen=True):
    """An absence and the deputy (None: nobody was named)."""

    absence: Absence
    deputy: Somebody | None


class Addressee(Struct, frozen=True):
    """The person asked for a commune, and the deputies who may stand in for them."""

    person: Somebody
    deputies: tuple[Somebody, ...] = ()


# --- the days ----------------------------------------


class Flaw(StrEnum):
    """The reasons why an absence on these days is refused."""

    PAST = auto()
    ENDS_BEFORE_START = auto()
    TOO_LONG = auto()


def flaw(first_day: date, last_day: date, *, today: date) -> Flaw | None:
    """What is wrong with an absence on these days, if anything."""
    if last_day < first_day:
        return Flaw.ENDS_BEFORE_START
    if first_day < today:
        return Flaw.PAST
    return Flaw.TOO_LONG if last_day - first_day >= LONGEST else None


# --- absences ----------------------------------------


async def note(
    session: AsyncSession, person: Somebody, *, first_day: date, last_day: date, deputy_id: int | None
) -> tuple[Absence, list[Planned]]:
    """Note that somebody is away; also return their earlier absences that overlap and are replaced."""
    overlapping = [
        planned
        for planned in await of_person(session, person.id, today=first_day)
        if planned.absence.first_day <= last_day
    ]
    for planned in overlapping:
        await session.delete(planned.absence)
    absence = Absence(person_id=person.id, deputy_id=deputy_id, first_day=first_day, last_day=last_day)
    session.add(absence)
    await session.flush()
    return absence, overlapping


async def of_person(session: AsyncSession, person_id: int, *, today: date) -> list[Planned]:
    """The person's present and coming absences, the nearest first."""
    statement = (
        select(Absence, Person)
        .outerjoin(Person, col(Person.id) == Absence.deputy_id)
        .where(Absence.person_id == person_id, Absence.last_day >= today)
        .order_by(col(Absence.first_day))
    )
    return [Planned(absence, deputy) for absence, deputy in (await session.exec(statement)).all()]


async def call_off(session: AsyncSession, absence_id: int, *, person_id: int, today: date) -> Planned | None:
    """Cancel a present or coming absence of this person; return what was cancelled."""
    planned = await of_person(session, person_id, today=today)
    found = next((p for p in planned if p.absence.id == absence_id), None)
    if found is not None:
        await session.delete(found.absence)
        await session.flush()
    return found


async def could_deputise(session: AsyncSession, person: Somebody, *, commune_ids: Iterable[int]) -> list[Somebody]:
    """The other people of these communes, each once: authorised ones first, then in alphabetical order."""
    found = [m for id in sorted(commune_ids) for m in await people.members(session, commune_id=id)]
    found.sort(key=lambda m: (_DEPUTISING.index(m.membership.role), alphabetical(m.person.name)))
    return list({m.person.id: m.person for m in found if m.person.id != person.id}.values())


async def away_on(session: AsyncSession, day: date) -> dict[int, int | None]:
    """Deputies by the ids of the people away that day (None: nobody was named)."""
    statement = select(Absence).where(Absence.first_day <= day, Absence.last_day >= day)
    return {absence.person_id: absence.deputy_id for absence in (await session.exec(statement)).all()}


async def addressees(session: AsyncSession, commune_ids: Sequence[int], today: date) -> dict[int, Addressee]:
    """The person to ask for each of these communes today; communes without one are left out (a few queries)."""
    if not commune_ids:
        return {}
    away = await away_on(session, today)
    teams = await _teams(session, commune_ids, roles=_ASKED)
    # the coordinator may have named anybody in the team
    named = [id for id, team in teams.items() if any(away.get(p.id) for p in _with_role(team, Role.COORDINATOR))]
    if named:
        teams |= await _teams(session, named)
    asked = {commune_id: addressee(team, away) for commune_id, team in teams.items()}
    return {commune_id: found for commune_id, found in asked.items() if found is not None}


async def asked(session: AsyncSession, person: Somebody, commune_ids: Collection[int], today: date) -> frozenset[int]:
    """Those of these communes for which this person is the one to ask today."""
    found = await addressees(session, sorted(commune_ids), today)
    return frozenset(id for id, addressee in found.items() if addressee.person.id == person.id)


async def _teams(
    session: AsyncSession, commune_ids: Sequence[int], *, roles: Sequence[Role] | None = None
) -> dict[int, list[Member]]:
    teams: dict[int, list[Member]] = {}
    for member in await people.members(session, commune_ids=commune_ids, roles=roles):
        teams.setdefault(member.membership.commune_id or 0, []).append(member)
    return teams


def addressee(team: list[Member], away: dict[int, int | None]) -> Addressee | None:
    """The person to ask for a commune: the coordinator, their deputy while they are away, or else the chair.

    ``team``: the commune's members; ``away``: the result of ``away_on``.
    """
    present = {m.person.id: m.person for m in team if m.person.id not in away}
    coordinators = _with_role(team, Role.COORDINATOR)
    authorised = [p for p in _with_role(team, Role.COORDINATOR_DEPUTY) if p.id in present]
    named = [away[p.id] for p in coordinators if away.get(p.id) is not None]
    stand_ins = [present[id] for id in named if id in present] + authorised
    chairs = [p for role in (Role.CHAIR, Role.CHAIR_DEPUTY) for p in _with_role(team, role)]
    candidates = [p for p in coordinators if p.id in present] + stand_ins + [p for p in chairs if p.id in present]
    # if everybody is away, somebody is asked nevertheless
    candidates = candidates or coordinators or _with_role(team, Role.COORDINATOR_DEPUTY) or chairs
    if not candidates:
        return None
    first = candidates[0]
    return Addressee(first, tuple(p for p in authorised if p.id != first.id))


def _with_role(team: list[Member], role: Role) -> list[Somebody]:
    return [member.person for member in team if member.membership.role is role]
