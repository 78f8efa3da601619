"""Fields that whoever leads a team has handed to somebody of it."""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import bulk
from models.obligation import Obligation
from models.people.person import Membership, Person, held


class DataHanded(SQLModel, table=True):
    """Somebody is asked for a field of what their commune owes."""

    __tablename__ = "data_handed"

    obligation_id: int = Column(foreign_key="obligation.id", primary_key=True)
    data_field_id: int = Column(foreign_key="data_field.id", primary_key=True)
    person_id: int = Column(foreign_key="person.id", index=True)


async def handed(session: AsyncSession, obligation_id: int) -> dict[int, Person]:
    """Who is asked for which field; whoever has left the team is asked for none."""
    in_team = col(Membership.commune_id) == Obligation.commune_id
    is_there = held(col(Membership.person_id) == DataHanded.person_id, in_team)
    statement = (
        select(DataHanded.data_field_id, Person)
        .join(Person, col(Person.id) == DataHanded.person_id)
        .join(Obligation, col(Obligation.id) == DataHanded.obligation_id)
        .where(DataHanded.obligation_id == obligation_id, is_there)
    )
    return dict((await session.exec(statement)).all())


async def asked_in(session: AsyncSession, call_id: int) -> Sequence[tuple[int, Person]]:
    """Whoever is asked for some field of the call, with the obligation."""
    statement = (
        select(DataHanded.obligation_id, Person)
        .join(Person, col(Person.id) == DataHanded.person_id)
        .join(Obligation, col(Obligation.id) == DataHanded.obligation_id)
        .where(Obligation.data_call_id == call_id)
        .distinct()
    )
    return (await session.exec(statement)).all()


async def hand(session: AsyncSession, obligation_id: int, to: Mapping[int, int | None]) -> None:
    """These fields are asked of these people from now on, of nobody where there is None; the obligation is locked."""
    await take_back(session, obligation_id, to)
    rows = {field: person for field, person in to.items() if person is not None}
    session.add_all(DataHanded(obligation_id=obligation_id, data_field_id=f, person_id=p) for f, p in rows.items())
    await session.flush()


async def take_back(session: AsyncSession, obligation_id: int, data_field_ids: Collection[int]) -> None:
    """Nobody in particular is asked for these fields any more."""
    those = col(DataHanded.obligation_id) == obligation_id, col(DataHanded.data_field_id).in_(data_field_ids)
    await bulk(session, sa.delete(DataHanded).where(*those))
