"""Open conversations: which step a person is at and what they have said so far (rule 3)."""

from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.prepared import Prepared


class Dialog(SQLModel, table=True):
    """One conversation of one person; at most one of them is not parked."""

    __table_args__ = (
        sa.Index(
            "uq_dialog_open",
            "person_id",
            unique=True,
            sqlite_where=sa.text("parked_at IS NULL"),
            postgresql_where=sa.text("parked_at IS NULL"),
        ),
        # the number of a dialog that has ended is never given again: buttons of its questions are still about
        {"sqlite_autoincrement": True},
    )

    id: int | None = Column(default=None, primary_key=True)
    person_id: int = Column(foreign_key="person.id", index=True)
    flow: str
    step: str = ""
    draft: dict[str, Any] = Column(default_factory=dict, sa_type=sa.JSON)
    question: int = 0
    question_text: str = ""
    question_id: int | None = Column(default=None, sa_type=sa.BigInteger)
    parked_at: datetime | None = None
    refused_at: datetime | None = None
    """When the answer that was too long was written; a phone sends such a text in pieces."""
    updated_at: datetime


async def parked(session: AsyncSession, person_id: int, *, flow: str | None = None) -> Dialog | None:
    """The conversation the person put aside last (of this flow, if given)."""
    found = await _parked().rows(session, person_id=person_id, flow=flow)
    return found[0][0] if found else None


@cache
def _parked() -> Prepared:
    flow = sa.bindparam("flow", type_=sa.String)
    return Prepared(
        select(Dialog)
        .where(
            Dialog.person_id == sa.bindparam("person_id"),
            col(Dialog.parked_at).is_not(None),
            flow.is_(None) | (col(Dialog.flow) == flow),
        )
        .order_by(col(Dialog.parked_at).desc(), col(Dialog.id).desc())
        .limit(1)
    )


async def with_id(session: AsyncSession, person_id: int, dialog_id: int) -> Dialog | None:
    """The person's own dialog with this id."""
    return (await session.exec(select(Dialog).where(Dialog.person_id == person_id, Dialog.id == dialog_id))).first()
