"""The data that somebody owes: for a commune, or the fields that were handed to them."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models.data.answer import DataValue
from models.data.call import DataCall, DataField
from models.data.handing import DataHanded
from models.obligation import IS_OWED, Obligation
from models.people.commune import Commune
from models.people.owing import Debtor, Owing
from models.people.permission import Right

DUE_AT = sa.func.coalesce(col(Obligation.due_at), col(DataCall.due_at))


class DataDue(Owing, frozen=True, kw_only=True):
    """A commune has not handed in its answer to a call."""

    commune: str
    obligation: int
    title: str


class FieldsDue(DataDue, frozen=True, kw_only=True):
    """Somebody is asked for so many fields of it."""

    fields: int


async def data(session: AsyncSession, debtor: Debtor) -> list[DataDue]:
    """The calls that the communes for which they answer have not answered (one query)."""
    if not debtor.answers_for:
        return []
    columns: list[Any] = [DUE_AT, Commune.name, Obligation.id, DataCall.title]
    statement: Any = _owed(*columns).where(col(Obligation.commune_id).in_(debtor.answers_for))
    return [
        DataDue(due=due, commune=commune, obligation=id, title=title)
        for due, commune, id, title in (await session.exec(statement)).all()
    ]


async def fields(session: AsyncSession, debtor: Debtor) -> list[FieldsDue]:
    """The required fields that they were handed and of which nothing is said, and whatever of theirs was sent back
    (one query)."""
    value = sa.exists().where(
        col(DataValue.obligation_id) == DataHanded.obligation_id,
        col(DataValue.field_id) == DataHanded.data_field_id,
        col(DataValue.counts),
    )
    is_awaited = col(DataField.required) & ~value | value.where(col(DataValue.returned).is_not(None))
    columns: list[Any] = [DUE_AT, Commune.name, Obligation.id, DataCall.title]
    statement: Any = (
        _owed(*columns, Obligation.commune_id, sa.func.count())
        .join(DataHanded, col(DataHanded.obligation_id) == Obligation.id)
        .join(DataField, col(DataField.id) == DataHanded.data_field_id)
        .where(col(DataHanded.person_id) == debtor.person.id, is_awaited)
        .group_by(*columns, Obligation.commune_id)
    )
    return [
        FieldsDue(due=due, commune=commune, obligation=id, title=title, fields=number)
        for due, commune, id, title, commune_id, number in (await session.exec(statement)).all()
        if debtor.may(Right.ANSWER_DATA, commune_id) and commune_id not in debtor.answers_for
    ]


def _owed(*columns: Any) -> Any:
    return (
        sa.select(*columns)
        .select_from(Obligation)
        .join(DataCall, col(DataCall.id) == Obligation.data_call_id)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .where(IS_OWED, col(DataCall.withdrawn).is_(None))
    )
