"""Weekly status rounds: one per ISO week for the association, one obligation per commune with projects."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, UniqueConstraint, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import insert_new, is_new, partial
from models.people import absence
from models.people.absence import Addressee
from models.people.commune import Commune
from models.people.permission import Role
from models.people.person import Membership, Somebody
from models.project.project import Project
from models.reading.words import in_order
from models.setting import Moments

SPACING = timedelta(hours=2)
"""Who is asked is not reminded within this time."""


class Round(SQLModel):
    """The round of one ISO week; its moments were fixed when it opened."""

    model_config = {"hide_input_in_errors": True}

    id: int = Column(default=0, primary_key=True)
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

    def reminders_by(self, instant: datetime) -> int:
        """How many of the two reminders are due by then."""
        return sum(due <= instant for due in (self.reminds_at, self.reminds_again_at))

    def next_word(self, reminders: int) -> datetime:
        """When a commune hears of it again that has so many reminders behind it, or it is too late."""
        return (self.reminds_at, self.reminds_again_at, self.closes_at)[reminders]

    def reminder_soon_after(self, instant: datetime, reminders: int) -> datetime | None:
        """The next reminder of a commune that has so many behind it, if it comes within the time between two."""
        upcoming = (self.reminds_at, self.reminds_again_at)[reminders:]
        return next((at for at in upcoming if instant <= at < instant + SPACING), None)


class StatusRound(Round, table=True):
    """A round as it is kept."""

    __tablename__ = "status_round"

    id: int = Column(default=None, primary_key=True)


class Obligation(SQLModel, table=True):
    """A commune owes an answer in a round; ``person_id`` was asked for it last (None: nobody yet).

    ``reminders`` are behind it: sent, or left out because they came too soon after the question.
    """

    __table_args__ = (
        UniqueConstraint("round_id", "commune_id"),
        partial("ix_obligation_result_untold", "round_id", where=sa.text("NOT result_told")),
    )

    id: int = Column(default=None, primary_key=True)
    round_id: int = Column(foreign_key="status_round.id")
    commune_id: int = Column(foreign_key="commune.id", index=True)
    person_id: int | None = Column(default=None, foreign_key="person.id", index=True)
    answered_at: datetime | None = None
    reminders: int = 0
    silence_told: bool = False
    """Whether the chairs were told, when it was over, that the commune has not answered."""
    result_told: bool = Column(default=False, sa_column_kwargs={"server_default": sa.false()})
    """Whether its chairs and coordinators were told how the round ended."""


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


async def with_id(session: AsyncSession, round_id: int) -> StatusRound | None:
    """The round with this number."""
    return await session.get(StatusRound, round_id)


async def of_number(session: AsyncSession, number: int) -> StatusRound | None:
    """The newest round of an ISO week with this number."""
    those = select(StatusRound).where(col(StatusRound.week).endswith(f"-W{number:02}"))
    return (await session.exec(those.order_by(col(StatusRound.week).desc()).limit(1))).first()


async def beside(session: AsyncSession, status_round: StatusRound) -> tuple[StatusRound | None, StatusRound | None]:
    """The rounds before and after this one (one query)."""
    earlier = select(func.max(StatusRound.week)).where(StatusRound.week < status_round.week).scalar_subquery()
    later = select(func.min(StatusRound.week)).where(StatusRound.week > status_round.week).scalar_subquery()
    found = (await session.exec(select(StatusRound).where(col(StatusRound.week).in_([earlier, later])))).all()
    by_side = {other.week < status_round.week: other for other in found}
    return by_side.get(True), by_side.get(False)


async def owing(session: AsyncSession, status_round: StatusRound) -> list[str]:
    """The names of the communes that have not answered."""
    those = select(Commune.name).join(Obligation, col(Obligation.commune_id) == Commune.id)
    silent = (Obligation.round_id == status_round.id, col(Obligation.answered_at).is_(None))
    return in_order((await session.exec(those.where(*silent))).all(), lambda name: name)


async def open_ones(session: AsyncSession) -> list[StatusRound]:
    """Rounds that are not closed, the oldest first."""
    statement = select(StatusRound).where(col(StatusRound.closed_at).is_(None))
    return list((await session.exec(statement.order_by(StatusRound.week))).all())


async def current(session: AsyncSession) -> StatusRound | None:
    """The newest round while it is open: no older one is answered, asked for or reminded of any more."""
    newest = await latest(session)
    return newest if newest is not None and newest.closed_at is None else None


async def latest(session: AsyncSession) -> StatusRound | None:
    """The round that counts now: the newest one, open or closed."""
    return (await session.exec(select(StatusRound).order_by(col(StatusRound.week).desc()).limit(1))).first()


async def open_round(session: AsyncSession, *, monday: date, moments: Moments, now: datetime) -> StatusRound | None:
    """Open the round of that week with an obligation for every commune with projects; None where there is one already,
    where it would be over by now, or no commune has any project."""
    if now >= moments.closes or await of_week(session, monday) is not None:
        return None
    leading = select(Project.commune_id).where(col(Project.archived_at).is_(None)).distinct()
    communes = sorted((await session.exec(leading)).all())
    if not communes:
        return None
    new = StatusRound(
        week=week_of(monday), monday=monday, opened_at=now, reminds_at=moments.reminds,
        reminds_again_at=moments.reminds_again, closes_at=moments.closes,
    )  # fmt: skip
    # somebody else may be opening it at this moment
    if not await is_new(session, StatusRound, new.model_dump(exclude={"id"})):
        return None
    opened = await of_week(session, monday)
    assert opened is not None, "rounds are never deleted"  # noqa: S101
    fresh = {"round_id": opened.id, "reminders": 0, "silence_told": False, "result_told": False}
    obligations = [{**fresh, "commune_id": id} for id in communes]
    await insert_new(session, Obligation, obligations)
    return opened


async def unanswered(session: AsyncSession, status_round: StatusRound, *, today: date) -> list[Asked]:
    """The communes that have not answered, with whom to ask today (a fixed number of queries)."""
    return await _silent(session, status_round, today=today)


async def to_be_asked(
    session: AsyncSession, status_round: StatusRound, *, today: date, after: int, limit: int
) -> list[Asked]:
    """Of the unanswered all but those whose coordinator was asked and is at work: nobody else would be asked now.

    They come by ``commune_id``, so many of them, beginning ``after`` one.
    """
    away = await absence.away_on(session, today)
    its_coordinator_at_work = (
        select(Membership.id)
        .where(
            Membership.person_id == Obligation.person_id,
            Membership.commune_id == Obligation.commune_id,
            Membership.role == Role.COORDINATOR,
            col(Membership.ended_at).is_(None),
            col(Membership.person_id).not_in(away),
        )
        .exists()
    )
    return await _silent(session, status_round, ~its_coordinator_at_work, today=today, after=after, limit=limit)


async def to_be_reminded(
    session: AsyncSession, status_round: StatusRound, *, number: int, today: date, after: int, limit: int
) -> list[Asked]:
    """Of the unanswered those that do not have so many reminders behind them, some as in ``to_be_asked``."""
    is_due = col(Obligation.reminders) < number
    return await _silent(session, status_round, is_due, today=today, after=after, limit=limit)


async def _silent(
    session: AsyncSession, status_round: StatusRound, *which: Any, today: date, after: int = 0, limit: int | None = None
) -> list[Asked]:
    statement = _unanswered(status_round).where(col(Obligation.commune_id) > after, *which).limit(limit)
    rows = (await session.exec(statement)).all()
    addressees = await absence.addressees(session, [obligation.commune_id for obligation, _ in rows], today)
    return [Asked(obligation, commune, addressees.get(obligation.commune_id)) for obligation, commune in rows]


def _unanswered(status_round: StatusRound) -> Any:
    """Who answers meanwhile waits for the end of this transaction, so that the answer withdraws what is said in it."""
    return (
        select(Obligation, Commune)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(Obligation.round_id == status_round.id, col(Obligation.answered_at).is_(None))
        .order_by(col(Obligation.commune_id))
        .with_for_update(of=Obligation, key_share=True)
    )


async def asked_and_answered(session: AsyncSession, status_round: StatusRound) -> tuple[int, int]:
    """How many communes were asked, and how many of them have answered."""
    both = select(func.count(), func.count(col(Obligation.answered_at))).where(Obligation.round_id == status_round.id)
    return (await session.exec(both)).one()


async def count_unanswered(session: AsyncSession, status_round: StatusRound) -> int:
    """How many communes have not answered."""
    those = select(func.count()).where(Obligation.round_id == status_round.id, col(Obligation.answered_at).is_(None))
    return (await session.exec(those)).one()


# --- its end ----------------------------------------


async def over(session: AsyncSession, *, now: datetime) -> StatusRound | None:
    """The oldest round that is to be closed: its time has come, or a newer one has opened; or that is closed, and not
    all communes were told how it has ended.

    Another process that looks for it waits for the end of this transaction.
    """
    newest = select(func.max(StatusRound.week)).scalar_subquery()
    untold = select(Obligation.round_id).where(~col(Obligation.result_told))
    is_open = col(StatusRound.closed_at).is_(None)
    is_due = (col(StatusRound.closes_at) <= now) | (col(StatusRound.week) < newest)
    statement = (
        select(StatusRound)
        .where((is_open & is_due) | (~is_open & col(StatusRound.id).in_(untold)))
        .order_by(StatusRound.week)
        .limit(1)
        .with_for_update(key_share=True)
    )
    return (await session.exec(statement)).first()


async def tell_of_silence(session: AsyncSession, status_round: StatusRound, *, limit: int) -> list[Commune]:
    """Some of the communes that have not answered and whose chairs were not told of it: they are told from now on.

    Who answers meanwhile waits for the end of this transaction, so that the answer withdraws it.
    """
    is_silent = (Obligation.round_id == status_round.id, col(Obligation.answered_at).is_(None))
    some = (
        select(Obligation.id)
        .where(*is_silent, col(Obligation.silence_told).is_(False))
        .order_by(col(Obligation.commune_id))
        .limit(limit)
        .with_for_update(key_share=True)
    )
    told = sa.update(Obligation).where(col(Obligation.id).in_(some)).values(silence_told=True)
    told = told.returning(col(Obligation.commune_id)).execution_options(synchronize_session=False)
    ids = (await session.exec(told)).scalars().all()
    communes = (await session.exec(select(Commune).where(col(Commune.id).in_(ids)))).all()
    return in_order(communes, lambda commune: commune.name)


def close(status_round: StatusRound, *, now: datetime) -> None:
    """Answers that come from now on are late."""
    status_round.closed_at = now


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


async def hand_over(session: AsyncSession, person: Somebody, *, commune_id: int | None, today: date) -> list[Asked]:
    """Somebody has left: what they were asked for in that commune goes to whoever is asked now (None: nobody)."""
    handed = [a for a in await open_of_person(session, person.id) if a.commune.id == commune_id]
    addressees = await absence.addressees(session, [a.obligation.commune_id for a in handed], today)
    found = []
    for asked in handed:
        heir = addressees.get(asked.obligation.commune_id)
        asked.obligation.person_id = heir.person.id if heir else None
        found.append(Asked(asked.obligation, asked.commune, heir))
    return found
