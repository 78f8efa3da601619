"""Calls for data: what the Office asks the communes for, until when, and how often the silent are reminded."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import obligation
from models.calendar import Clock
from models.data.value import Kind, Range
from models.db.base import Choice, bulk, lock, partial
from models.db.prepared import Prepared
from models.obligation import SPACING, Matter, Obligation

TITLE_LIMIT, WHY_LIMIT, PERIOD_LIMIT, NAME_LIMIT, UNIT_LIMIT = 150, 300, 60, 150, 30
REMIND_AT = time(9)
A_DAY = timedelta(days=1)


class DataCall(SQLModel, table=True):
    """A call for data; its moments are fixed when it is sent or its deadline is moved."""

    __tablename__ = "data_call"
    __table_args__ = (partial("ix_data_call_open", "id", where=sa.text("closed_at IS NULL")),)

    id: int = Column(default=None, primary_key=True)
    title: str
    why: str | None = None
    """What the data are for."""
    period: str | None = None
    """``rok 2026``, ``stan na 31.12.2026``."""
    sent_at: datetime
    due_at: datetime
    reminds: list[str] = Column(sa_type=sa.JSON)
    """When the silent are reminded, UTC."""
    extended: int = 0
    """How often it was changed, or its deadline moved."""
    closed_at: datetime | None = None
    """When the chairs of the silent were told; answers are taken all the same."""
    compared_at: datetime | None = None
    """When the Office let communes see how they stand beside the others."""
    withdrawn: str | None = None
    """Why nobody owes an answer any more."""
    waiting: list[int] | None = Column(default=None, sa_type=sa.JSON(none_as_null=True))
    """The communes that are asked at ``sent_at``; None: they are."""
    called_by_id: int = Column(foreign_key="person.id")
    rule: str | None = None
    """How it is repeated (RRULE of RFC 5545): once it is over, the next one is called and takes the rule over."""
    planned_at: datetime | None = None
    """When it goes out by the rule, whenever it does."""
    follows_id: int | None = Column(default=None, foreign_key="data_call.id", unique=True)

    @property
    def is_question(self) -> bool:
        """Whether one thing is asked, for no period and no purpose."""
        return self.why is None and self.period is None

    @property
    def subject(self) -> str:
        """What screens of it show."""
        return f"data:{self.id}"

    @property
    def matter(self) -> Matter:
        """What the communes owe; after a change all is said anew."""
        moments = (*map(datetime.fromisoformat, self.reminds), self.due_at)
        its_own = (col(Obligation.data_call_id) == self.id) & col(Obligation.due_at).is_(None)
        return Matter(f"data:{self.id}.{self.extended}", moments, its_own)

    def matter_of(self, owed: Obligation) -> Matter:
        """What this commune owes: one that has more time than the others is reminded a day before its own deadline."""
        if owed.due_at is None:
            return self.matter
        subject = f"{self.matter.subject}.{owed.due_at:%m%d%H%M}"
        return Matter(subject, (owed.due_at - A_DAY, owed.due_at), col(Obligation.id) == owed.id)


class DataField(SQLModel, table=True):
    """One thing that a call asks for."""

    __tablename__ = "data_field"

    id: int = Column(default=None, primary_key=True)
    call_id: int = Column(foreign_key="data_call.id", index=True)
    position: int
    name: str = Column(index=True)
    kind: Kind = Column(sa_type=Choice(Kind))
    unit: str | None = None
    least: str | None = None
    most: str | None = None
    options: str | None = None
    """One a line."""
    required: bool = Column(default=True, sa_column_kwargs={"server_default": sa.true()})
    """Whether an answer without it is not whole."""
    field_id: int | None = Column(default=None, foreign_key="field.id")
    """The field of cooperation that it belongs to."""
    like_id: int | None = Column(default=None, foreign_key="data_field.id")
    """The same in an earlier call: what was answered there is shown as the last value."""
    removed: bool = Column(default=False, sa_column_kwargs={"server_default": sa.false()})
    """Nobody is asked for it any more; what was answered stays."""

    @property
    def choices(self) -> list[str]:
        """The options."""
        return (self.options or "").splitlines()

    @property
    def same(self) -> tuple[str | None, ...]:
        """What two fields have in common of which one goes on where the other was left."""
        return self.name, self.kind, self.unit, self.options

    @property
    def range(self) -> Range:
        """The numbers that it takes."""
        least, most = (Decimal(end) if end is not None else None for end in (self.least, self.most))
        return Range(least, most)


def reminders(clock: Clock, sent_at: datetime, due_at: datetime) -> list[str]:
    """Half-way, one working day before and on the day, as far as there is time for each."""
    day = clock.local(due_at).date()
    eve, on_day = clock.at(clock.working_days_from(day, -1), REMIND_AT), clock.at(day, REMIND_AT)
    half_way = clock.working_time(sent_at + (due_at - sent_at) / 2)
    moments = [*([half_way] if half_way + timedelta(days=1) <= eve else []), eve, on_day]
    return [at.isoformat() for at in moments if sent_at + SPACING <= at <= due_at - SPACING]


async def send(
    session: AsyncSession,
    new: DataCall,
    fields: Sequence[DataField],
    *,
    commune_ids: Collection[int],
    later: bool = False,
) -> DataCall:
    """These communes owe an answer from now on, or are asked ``later``, at ``sent_at``; fields that were asked for
    earlier go on where those were left."""
    new.waiting = sorted(commune_ids)
    session.add(new)
    await session.flush()
    for position, field in enumerate(fields):
        field.call_id, field.position = new.id, position
    await add(session, fields)
    if not later:
        await ask(session, new)
    return new


async def ask(session: AsyncSession, of: DataCall) -> None:
    """Whoever was waited with owes an answer from now on; ``of`` is new or was read ``locked``."""
    # how it ended is on the Office's card: nobody else is told of it
    await obligation.impose(session, of.waiting or [], data_call_id=of.id, result_told=True)
    of.waiting = None
    await session.flush()


async def add(session: AsyncSession, fields: Sequence[DataField]) -> None:
    """They are asked for; each goes on where the same of an earlier call was left, unless it says where."""
    earlier = select(DataField).where(
        col(DataField.name).in_([field.name for field in fields]), ~col(DataField.removed)
    )
    known = {field.same: field for field in (await session.exec(earlier.order_by(col(DataField.id)))).all()}
    for field in fields:
        like = known.get(field.same)
        if field.like_id is None and like is not None and like.call_id != field.call_id:
            field.like_id = like.id
    session.add_all(fields)
    await session.flush()


async def with_id(session: AsyncSession, call_id: int, *, locked: bool = False) -> DataCall | None:
    """The call with this number; ``locked``: nobody else moves its deadline meanwhile."""
    if locked:
        await lock(session, DataCall, col(DataCall.id) == call_id)
    return await session.get(DataCall, call_id, populate_existing=locked)


async def next_open(session: AsyncSession, *, after: int, now: datetime) -> DataCall | None:
    """The first one beyond this number whose silent communes are asked still; until the end it stays as it is."""
    found = await _next_open().rows(session, after=after, now=now)
    return await with_id(session, found[0][0], locked=True) if found else None


@cache
def _next_open() -> Prepared:
    """Run at every tick."""
    is_open = col(DataCall.closed_at).is_(None), col(DataCall.sent_at) <= sa.bindparam("now")
    those = select(DataCall.id).where(*is_open, col(DataCall.id) > sa.bindparam("after"))
    return Prepared(those.order_by(col(DataCall.id)).limit(1))


async def with_more_time(session: AsyncSession, call_id: int) -> Sequence[Obligation]:
    """The communes that have a deadline of their own and were not given up."""
    those = col(Obligation.data_call_id) == call_id, col(Obligation.due_at).is_not(None)
    waits = select(Obligation).where(*those, obligation.IS_OWED, ~col(Obligation.silence_told))
    return (await session.exec(waits.order_by(col(Obligation.commune_id)))).all()


async def newest(session: AsyncSession, *, limit: int) -> Sequence[DataCall]:
    """The last ones, the newest first."""
    return (await session.exec(select(DataCall).order_by(col(DataCall.id).desc()).limit(limit))).all()


async def counted(session: AsyncSession, *, limit: int) -> list[tuple[DataCall, int, int]]:
    """The last that were not withdrawn, the newest first: each with how many communes were asked and have answered."""
    both = sa.func.count(col(Obligation.id)), sa.func.count(col(Obligation.answered_at))
    statement: Any = (
        sa.select(DataCall, *both)
        .outerjoin(Obligation, col(Obligation.data_call_id) == DataCall.id)
        .where(col(DataCall.withdrawn).is_(None))
        .group_by(col(DataCall.id))
        .order_by(col(DataCall.id).desc())
        .limit(limit)
    )
    return [(of, asked, done) for of, asked, done in (await session.exec(statement)).all()]


async def fields_of(session: AsyncSession, call_id: int) -> Sequence[DataField]:
    """What it asks for, in order."""
    those = select(DataField).where(DataField.call_id == call_id, ~col(DataField.removed))
    return (await session.exec(those.order_by(col(DataField.position)))).all()


async def asked_in(session: AsyncSession, call_id: int) -> list[int]:
    """The communes that it asks."""
    those = select(Obligation.commune_id).where(Obligation.data_call_id == call_id)
    return list((await session.exec(those.order_by(col(Obligation.commune_id)))).all())


async def move_deadline(session: AsyncSession, of: DataCall, *, due_at: datetime, clock: Clock, now: datetime) -> None:
    """Whoever owes an answer has time until then, and is reminded anew; ``of`` was read ``locked``."""
    of.due_at, of.reminds, of.closed_at = due_at, reminders(clock, max(now, of.sent_at), due_at), None
    of.extended += 1
    session.add(of)
    not_longer = col(Obligation.data_call_id) == of.id, col(Obligation.due_at) <= due_at
    await bulk(session, sa.update(Obligation).where(*not_longer).values(due_at=None))
    owing = sa.update(Obligation).where(of.matter.its_own, obligation.IS_OWED)
    await bulk(session, owing.values(reminders=0, silence_told=False))


async def withdraw(session: AsyncSession, of: DataCall, *, why: str, now: datetime) -> None:
    """Nobody owes an answer any more; what was answered stays. ``of`` was read ``locked``."""
    of.withdrawn, of.closed_at, of.waiting = why, now, None
    of.extended += 1
    asked = sa.update(Obligation).where(col(Obligation.data_call_id) == of.id)
    await bulk(session, asked.values(silence_told=True))


def close(of: DataCall, *, now: datetime) -> None:
    """Nobody is reminded any more; answers are taken, and marked late."""
    of.closed_at = now
