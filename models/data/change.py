"""A call for data that is changed while it is open: what was answered stays, as far as the fields still take it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.data.answer import DataValue, NewValue
from models.data.call import DataCall, DataField, add, fields_of
from models.data.handing import DataHanded
from models.data.value import Kind, State, can_be
from models.db.base import bulk
from models.obligation import SPACING, Obligation

KEPT = {"id", "call_id", "position", "like_id", "removed"}
"""What is not changed of a field."""


class Wanted(NamedTuple):
    """A field as it is to be."""

    was: int | None
    """Which one it is so far; None: it is one more."""
    field: DataField
    why: str
    """What whoever has to answer once more reads."""


def carries(old: DataField, new: DataField) -> bool:
    """Whether what was said of the one can be said of the other: options stay where they are in the list."""
    if old.kind.is_number and new.kind.is_number:
        return True
    return old.kind is new.kind and new.choices[: len(old.choices)] == old.choices


def takes(field: DataField, value: DataValue | NewValue) -> bool:
    """Whether the field takes what is said of it, or still takes what was."""
    if value.state is not State.GIVEN:
        return True
    if value.exact is None:
        return field.kind is (Kind.FILE if value.file_id is not None else Kind.TEXT)
    fits = can_be(field.kind, value.exact, field.choices)
    if not fits or not field.kind.is_number:
        return fits
    number = Decimal(value.exact)
    return field.range.takes(number) and (field.kind is not Kind.WHOLE or number == number.to_integral_value())


async def change(
    session: AsyncSession, of: DataCall, wanted: Sequence[Wanted], *, now: datetime
) -> dict[int, list[str]]:
    """From now on these fields are asked for; gives by obligation what is owed once more, or anew. ``of`` was read
    ``locked``, and nobody answers until the transaction ends.
    """
    gone = {field.id: field for field in await fields_of(session, of.id)}
    new: list[DataField] = []
    stay: dict[int, Wanted] = {}
    instead: dict[int, DataField] = {}
    asked: list[DataField] = []
    for position, one in enumerate(wanted):
        old = gone.get(one.was or 0)
        if old is not None and carries(old, one.field):
            if one.field.required and not old.required:
                asked.append(old)
            for column, value in one.field.model_dump(exclude=KEPT).items():
                setattr(old, column, value)
            old.position = position
            del gone[old.id]
            stay[old.id] = one
            continue
        one.field.call_id, one.field.position = of.id, position
        new.append(one.field)
        if old is not None:
            instead[old.id] = one.field
    await add(session, new)
    for field in gone.values():
        field.removed = True
    await _forget(session, list(gone), {old: field.id for old, field in instead.items()})
    again = await _return(session, stay)
    for id, name in await _without(session, of, [*asked, *(field for field in new if field.required)]):
        again.setdefault(id, []).append(name)
    reminders = of.matter.reminders_by(now + SPACING)
    owed = sa.update(Obligation).where(col(Obligation.id).in_(list(again)), col(Obligation.answered_at).is_not(None))
    await bulk(session, owed.values(answered_at=None, accepted_at=None, reminders=reminders))
    return again


async def _forget(session: AsyncSession, gone: Sequence[int], instead: Mapping[int, int]) -> None:
    """What was said of these fields counts no more; whoever was asked for one is asked for what is in its place."""
    await bulk(session, sa.update(DataValue).where(col(DataValue.field_id).in_(gone)).values(counts=False))
    handed = col(DataHanded.data_field_id)
    if instead:
        moved = sa.update(DataHanded).where(handed.in_(list(instead)))
        await bulk(session, moved.values(data_field_id=sa.case(dict(instead), value=handed)))
    await bulk(session, sa.delete(DataHanded).where(handed.in_(gone)))


async def _without(session: AsyncSession, of: DataCall, fields: Sequence[DataField]) -> list[tuple[int, str]]:
    """By obligation, the name of each of these fields of which nothing is said."""
    said = sa.exists().where(
        col(DataValue.obligation_id) == Obligation.id, col(DataValue.field_id) == DataField.id, col(DataValue.counts)
    )
    those = (
        select(Obligation.id, DataField.name)
        .join(DataField, col(DataField.call_id) == Obligation.data_call_id)
        .where(Obligation.data_call_id == of.id, col(DataField.id).in_([field.id for field in fields]), ~said)
        .order_by(col(Obligation.id), col(DataField.position))
    )
    return list((await session.exec(those)).all())


async def _return(session: AsyncSession, stay: Mapping[int, Wanted]) -> dict[int, list[str]]:
    """The values that their fields do not take any more are owed once more."""
    those = select(DataValue).where(col(DataValue.field_id).in_(list(stay)), col(DataValue.counts))
    again: dict[int, list[str]] = {}
    for value in (await session.exec(those.order_by(col(DataValue.id)))).all():
        one = stay[value.field_id]
        if value.returned is None and not takes(one.field, value):
            value.returned = one.why
            again.setdefault(value.obligation_id, []).append(one.field.name)
    await session.flush()
    return again
