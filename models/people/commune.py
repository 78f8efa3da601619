"""Communes (gminy) of the association and its fields of cooperation (dziedziny)."""

from collections.abc import Sequence

from sqlmodel import Field as Column
from sqlmodel import SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import insert_new
from models.reading.words import alphabetical, in_order


class Commune(SQLModel, table=True):
    """One commune of the association."""

    id: int = Column(default=None, primary_key=True)
    name: str = Column(unique=True)


class Field(SQLModel, table=True):
    """One field of cooperation."""

    id: int = Column(default=None, primary_key=True)
    name: str = Column(unique=True)
    position: int = 0


async def seed(session: AsyncSession, *, communes: Sequence[str], fields: Sequence[str]) -> None:
    """Add the communes and fields that the database lacks; several processes may do so at the same time."""
    known = {commune.name for commune in await all_communes(session)}
    await insert_new(session, Commune, [{"name": name} for name in communes if name not in known])
    known = {field.name for field in await all_fields(session)}
    new = [{"name": name, "position": place} for place, name in enumerate(fields) if name not in known]
    await insert_new(session, Field, new)


async def all_communes(session: AsyncSession) -> list[Commune]:
    """All communes, in alphabetical order."""
    return in_order((await session.exec(select(Commune))).all(), lambda commune: commune.name)


async def all_fields(session: AsyncSession) -> list[Field]:
    """All fields, in the association's own order."""
    fields = (await session.exec(select(Field))).all()
    return sorted(fields, key=lambda field: (field.position, alphabetical(field.name)))


async def commune_named(session: AsyncSession, name: str) -> Commune | None:
    return (await session.exec(select(Commune).where(Commune.name == name))).first()


async def commune_with_id(session: AsyncSession, commune_id: int) -> Commune | None:
    return await session.get(Commune, commune_id)
