"""Weekly status rounds: one per ISO week for the association, one obligation per commune with projects."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Field as Column
from sqlmodel import SQLModel, UniqueConstraint, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import absence, project
from models import person as people
from models.absence import Addressee
from models.commune import Commune
from models.person import Member, Person
from models.setting import Moments


class StatusRound(SQLModel, table=True):
    """The round of one ISO week; its moments were fixed when it opened."""

    __tablename__ = "status_round"

    id: int | None = Column(default=None, primary_key=True)
    week: str = Column(unique=True)
    monday: date
    opened_at: datetime
    reminds_at: datetime
    reminds_again_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None

    @property
    def number(self) -> int:
        """The number of the ISO week."""
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=6)


class Obligation(SQLModel, table=True):
    """A commune owes an answer in a round; ``person_id`` was asked for it last (None: nobody yet)."""

    __table_args__ = (UniqueConstraint("round_id", "commune_id"),)

    id: int | None = Column(default=None, primary_key=True)
    round_id: int = Column(foreign_key="status_round.id")
    commune_id: int = Column(foreign_key="commune.id", index=True)
    person_id: int | None = Column(default=None, foreign_key="person.id", index=True)
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """An obligation, its commune and who is to be asked (None: there is nobody)."""

    obligation: Obligation
    commune: Commune
    addressee: Addressee | None


def week_of(day: date) -> str:
    """The ISO week of a day: ``2026-W47``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(day: date) -> date:
    """The first day of the ISO week."""
    return day - timedelta(days=day.weekday())


async def of_week(session: AsyncSession, monday: date) -> StatusRound | None:
    """The round of the week that begins on this day."""
    return (await session.exec(select(StatusRound).where(StatusRound.week == week_of(monday)))).first()


async def open_ones(session: AsyncSession) -> list[StatusRound]:
    """Rounds that are not closed, the oldest first."""
    statement = select(StatusRound).where(col(StatusRound.closed_at).is_(None))
    return list((await session.exec(statement.order_by(StatusRound.week))).all())


async def latest(session: AsyncSession) -> StatusRound | None:
    """The round that counts now: the newest one, open or closed."""
    return (await session.exec(select(StatusRound).order_by(col(StatusRound.week).desc()).limit(1))).first()


async def open_round(session: AsyncSession, *, monday: date, moments: Moments, now: datetime) -> StatusRound | None:
    """Open the round of that week with an obligation for every commune with projects; None where there is one already
    or no commune has any project."""
    if await of_week(session, monday) is not None:
        return None
    communes = sorted({p.commune_id for p in await project.projects(session)})
    if not communes:
        return None
    opened = StatusRound(
        week=week_of(monday), monday=monday, opened_at=now, reminds_at=moments.reminds,
        reminds_again_at=moments.reminds_again, closes_at=moments.closes,
    )  # fmt: skip
    session.add(opened)
    await session.flush()
    session.add_all(Obligation(round_id=opened.id or 0, commune_id=id) for id in communes)
    await session.flush()
    return opened


async def unanswered(session: AsyncSession, round: StatusRound, *, today: date) -> list[Asked]:
    """The communes that have not answered, with whom to ask today (a fixed number of queries)."""
    statement = (
        select(Obligation, Commune)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(Obligation.round_id == round.id, col(Obligation.answered_at).is_(None))
        .order_by(Commune.name)
    )
    rows = (await session.exec(statement)).all()
    addressees = await _addressees(session, today) if rows else {}
    return [Asked(obligation, commune, addressees.get(obligation.commune_id)) for obligation, commune in rows]


def close(round: StatusRound, *, now: datetime) -> None:
    """Answers that come from now on are late."""
    round.closed_at = now


async def open_of_person(session: AsyncSession, person_id: int) -> list[Asked]:
    """What a person was asked for in open rounds and nobody has answered yet."""
    statement = (
        select(Obligation, Commune)
        .join(StatusRound, col(StatusRound.id) == Obligation.round_id)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(
            Obligation.person_id == person_id,
            col(Obligation.answered_at).is_(None),
            col(StatusRound.closed_at).is_(None),
        )
    )
    return [Asked(obligation, commune, None) for obligation, commune in (await session.exec(statement)).all()]


async def hand_over(session: AsyncSession, person: Person, *, commune_id: int | None, today: date) -> list[Asked]:
    """Somebody has left: what they were asked for in that commune goes to whoever is asked now (None: nobody)."""
    handed = [a for a in await open_of_person(session, person.id or 0) if a.commune.id == commune_id]
    addressees = await _addressees(session, today) if handed else {}
    found = []
    for asked in handed:
        heir = addressees.get(asked.obligation.commune_id)
        asked.obligation.person_id = heir.person.id if heir else None
        found.append(Asked(asked.obligation, asked.commune, heir))
    return found


async def _addressees(session: AsyncSession, today: date) -> dict[int, Addressee]:
    away = await absence.away_on(session, today)
    teams: dict[int, list[Member]] = {}
    for member in await people.members(session):
        if member.membership.commune_id is not None:
            teams.setdefault(member.membership.commune_id, []).append(member)
    asked = {commune_id: absence.addressee(team, away) for commune_id, team in teams.items()}
    return {commune_id: addressee for commune_id, addressee in asked.items() if addressee is not None}
