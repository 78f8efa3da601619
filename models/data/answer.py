"""What communes answer to a call for data: value by value, each kept with who said it and when; the newest counts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import aliased
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.data.call import DataCall, DataField
from models.data.value import Kind, State
from models.db.base import Choice, Value, bulk, grouped, lock, partial
from models.obligation import SPACING, Obligation
from models.people.commune import Commune
from models.people.person import Person, Somebody

SENTENCE_LIMIT = 300


class NewValue(Value):
    """A value as it is being given."""

    state: State = State.GIVEN
    exact: str | None = None
    """A number, a day, yes or no, options by their places."""
    text: str | None = None
    file_kind: str | None = None
    file_id: str | None = None
    reason: str | None = None
    """Why there is none, or why it is so unlike the others."""
    expected_on: date | None = None
    """When it will be known."""


class DataValue(SQLModel, table=True):
    """What was said of a field for a commune. One that was corrected does not count any more, but stays."""

    __tablename__ = "data_value"
    __table_args__ = (
        partial("uq_data_value_counts", "obligation_id", "field_id", unique=True, where=sa.text("counts")),
        sa.Index("ix_data_value_field_id", "field_id", "obligation_id"),
    )

    id: int = Column(default=None, primary_key=True)
    obligation_id: int = Column(foreign_key="obligation.id", index=True)
    field_id: int = Column(foreign_key="data_field.id")
    state: State = Column(sa_type=Choice(State))
    exact: str | None = None
    text: str | None = None
    file_kind: str | None = None
    file_id: str | None = None
    reason: str | None = None
    expected_on: date | None = None
    returned: str | None = None
    """What is wrong with it, as the Office says: it is owed once more."""
    person_id: int = Column(foreign_key="person.id")
    at: datetime
    late: bool = False
    on_behalf: bool = False
    """Whether it is the Office that has written it down, for the commune."""
    counts: bool = True

    @property
    def number(self) -> Decimal | None:
        """What it comes to, if it is a number."""
        return Decimal(self.exact) if self.exact is not None else None


class Kept(Struct, frozen=True):
    """A value that counts, and whose it is; of an earlier call the period it is about."""

    value: DataValue
    name: str
    period: str | None = None


class Owed(Struct, frozen=True):
    """What a commune owes in a call."""

    obligation: Obligation
    call: DataCall
    commune: Commune

    @property
    def about(self) -> str:
        """What all that is said of it is about."""
        return self.call.matter_of(self.obligation).about(self.commune.id)

    @property
    def abouts(self) -> list[str]:
        """The same, of every edition before this one."""
        own = f".{self.obligation.due_at:%m%d%H%M}" if self.obligation.due_at is not None else ""
        editions = (f"data:{self.call.id}.{edition}" for edition in range(self.call.extended))
        return [f"{edition}{end}:{self.commune.id}" for edition in editions for end in {"", own}]

    @property
    def due_at(self) -> datetime:
        """Until when this commune has time."""
        return self.obligation.due_at or self.call.due_at


def _owed(*which: Any) -> Any:
    return (
        select(Obligation, DataCall, Commune)
        .join(DataCall, col(DataCall.id) == Obligation.data_call_id)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(*which)
    )


async def owed(session: AsyncSession, obligation_id: int, *, locked: bool = False) -> Owed | None:
    """The obligation with all that belongs to it; ``locked``: nobody else answers the call until the transaction ends,
    so that each who is done draws the Office's card with all the others."""
    its_own = col(Obligation.id) == obligation_id
    if locked:
        of_call = select(Obligation.data_call_id).where(its_own).scalar_subquery()
        await lock(session, DataCall, col(DataCall.id) == of_call)
        await lock(session, Obligation, its_own)
    found = (await session.exec(_owed(its_own).execution_options(populate_existing=locked))).first()
    return Owed(*found) if found is not None else None


async def owed_by(session: AsyncSession, commune_ids: Iterable[int], *, limit: int) -> list[Owed]:
    """What these communes owe or have answered, what is open first, then the newest."""
    those = _owed(col(Obligation.commune_id).in_(list(commune_ids)), col(DataCall.withdrawn).is_(None))
    order = col(Obligation.answered_at).is_not(None), col(DataCall.id).desc(), col(Obligation.commune_id)
    return [Owed(*row) for row in (await session.exec(those.order_by(*order).limit(limit))).all()]


async def asked(session: AsyncSession, call_id: int) -> list[Owed]:
    """What every commune owes in it, or has answered."""
    those = _owed(col(DataCall.id) == call_id).order_by(col(Obligation.commune_id))
    return [Owed(*row) for row in (await session.exec(those)).all()]


async def values(session: AsyncSession, obligation_id: int) -> dict[int, Kept]:
    """Those that count, by field."""
    statement = (
        select(DataValue, Person.name)
        .join(Person, col(Person.id) == DataValue.person_id)
        .where(DataValue.obligation_id == obligation_id, col(DataValue.counts))
        .execution_options(populate_existing=True)
    )
    return {value.field_id: Kept(value, name) for value, name in (await session.exec(statement)).all()}


async def once_said(session: AsyncSession, obligation_id: int, ids: Collection[int]) -> dict[int, DataValue]:
    """These values of it, by their numbers, whether they count still or were corrected."""
    those = select(DataValue).where(DataValue.obligation_id == obligation_id, col(DataValue.id).in_(ids))
    return {value.id: value for value in (await session.exec(those)).all()}


async def previous(session: AsyncSession, of: Owed) -> dict[int, Kept]:
    """What the commune answered to the same fields of earlier calls, by field of this one."""
    earlier = aliased(DataField)
    statement: Any = (
        sa.select(DataField.id, DataValue, Person.name, DataCall.period)  # type: ignore[call-overload]  # columns and a class
        .join(DataValue, col(DataValue.field_id) == DataField.like_id)
        .join(Obligation, col(Obligation.id) == DataValue.obligation_id)
        .join(earlier, earlier.id == DataField.like_id)
        .join(DataCall, col(DataCall.id) == earlier.call_id)
        .join(Person, col(Person.id) == DataValue.person_id)
        .where(col(DataField.call_id) == of.call.id, col(Obligation.commune_id) == of.commune.id)
        .where(col(DataValue.counts))
    )
    return {id: Kept(*kept) for id, *kept in (await session.exec(statement)).all()}


async def numbers(session: AsyncSession, call_id: int, *, but: int | None = None) -> dict[int, list[Decimal]]:
    """The numbers that the communes have given, by field; ``but`` for this obligation's (one query)."""
    statement = (
        select(DataValue.field_id, DataValue.exact)
        .join(DataField, col(DataField.id) == DataValue.field_id)
        .where(DataField.call_id == call_id, col(DataField.kind).in_([kind for kind in Kind if kind.is_number]))
        .where(col(DataValue.counts), DataValue.state == State.GIVEN, DataValue.obligation_id != (but or 0))
    )
    return grouped((field, Decimal(exact or 0)) for field, exact in (await session.exec(statement)).all())


# --- giving them ----------------------------------------


async def keep(
    session: AsyncSession,
    of: Owed,
    new: Mapping[int, NewValue],
    *,
    by: Somebody,
    on_behalf: bool = False,
    now: datetime,
) -> None:
    """These values count from now on, by field; of an emptied field none does. ``of`` was read ``locked``."""
    its_own = col(DataValue.obligation_id) == of.obligation.id, col(DataValue.field_id).in_(list(new))
    before = sa.update(DataValue).where(*its_own, col(DataValue.counts)).values(counts=False)
    replaced = set((await bulk(session, before.returning(col(DataValue.field_id)))).scalars())
    session.add_all(
        DataValue(
            obligation_id=of.obligation.id, field_id=field, person_id=by.id, at=now, on_behalf=on_behalf,
            late=now >= of.due_at, counts=value.state is not State.EMPTY, **value.model_dump(),
        )
        for field, value in new.items() if value.state is not State.EMPTY or field in replaced
    )  # fmt: skip
    await session.flush()


def hand_in(of: Owed, *, now: datetime) -> None:
    """The commune has answered; if it was in time once, no correction is late. ``of`` was read ``locked``."""
    if of.obligation.late is None:
        of.obligation.late = now >= of.due_at
    of.obligation.answered_at = now


def give_time(of: Owed, *, due_at: datetime, now: datetime) -> None:
    """This commune alone has time until then, and is reminded anew. ``of`` was read ``locked``."""
    of.obligation.due_at, of.obligation.silence_told, of.call.closed_at = due_at, False, None
    of.obligation.reminders = of.call.matter_of(of.obligation).reminders_by(now + SPACING)


# --- looking them through ----------------------------------------


def accept(of: Owed, *, now: datetime) -> None:
    """Nothing is corrected any more. ``of`` was read ``locked``."""
    of.obligation.accepted_at = now


async def send_back(session: AsyncSession, of: Owed, data_field_ids: Sequence[int], *, why: str) -> None:
    """These values are owed once more. ``of`` was read ``locked``."""
    those = col(DataValue.obligation_id) == of.obligation.id, col(DataValue.field_id).in_(data_field_ids)
    wrong = sa.update(DataValue).where(*those, col(DataValue.counts)).values(returned=why)
    await bulk(session, wrong)
    of.obligation.answered_at = None
