"""Open conversations: which step a person is at and what they have said so far (rule 3)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import partial
from models.db.prepared import Prepared, values_of


class DialogState(SQLModel):
    """One conversation of one person; at most one of them is not parked."""

    model_config = {"hide_input_in_errors": True}

    id: int = Column(default=0, primary_key=True)
    person_id: int = Column(foreign_key="person.id", index=True)
    flow: str
    step: str = ""
    draft: dict[str, Any] = Column(default_factory=dict, sa_type=sa.JSON)
    question: int = 0
    question_text: str = ""
    question_id: int | None = Column(default=None, sa_type=sa.BigInteger)
    offers: str | None = None
    """Taps that the open question accepts, one per line; None: no taps."""
    parked_at: datetime | None = None
    heard: dict[str, Any] | None = Column(default=None, sa_type=sa.JSON)
    """The messages that its answers consist of; None: no message yet."""
    refused_at: datetime | None = None
    """When an answer was written that was too long; a phone sends such a text in several pieces."""
    updated_at: datetime
    """When the last answer was taken; putting the dialog aside is not an answer."""


class Dialog(DialogState, table=True):
    """A conversation in the database."""

    __table_args__ = (
        partial("uq_dialog_open", "person_id", unique=True, where=sa.text("parked_at IS NULL")),
        # the id of an ended dialog is never given again, for buttons of its questions are still around
        {"sqlite_autoincrement": True},
    )

    id: int = Column(default=None, primary_key=True)


_TABLE: sa.Table = Dialog.__table__  # type: ignore[attr-defined]
COLUMNS = tuple(col(getattr(Dialog, name)) for name in DialogState.model_fields)


def from_columns(values: Sequence[Any]) -> DialogState | None:
    """The dialog from its ``COLUMNS``; None if an outer join found none."""
    found = dict(zip(DialogState.model_fields, values, strict=True))
    return DialogState(**found) if found["id"] is not None else None


async def begin(session: AsyncSession, *, person_id: int, flow: str, now: datetime) -> DialogState:
    """Begin a conversation, which is not parked."""
    dialog = DialogState(person_id=person_id, flow=flow, updated_at=now)
    (row,) = await _begin().rows(session, **dialog.model_dump(exclude={"id"}))
    dialog.id = row[0]
    return dialog


@cache
def _begin() -> Prepared:
    new = values_of(_TABLE, [name for name in DialogState.model_fields if name != "id"])
    return Prepared(sa.insert(_TABLE).values(new).returning(_TABLE.c.id))


async def keep(session: AsyncSession, dialog: DialogState, *, moved: bool = False) -> None:
    """Save the state of the conversation; ``moved``: also whether it was put aside or taken up again."""
    # writing it each time would cost a page of an index
    columns = (*_CHANGE, "parked_at") if moved else _CHANGE
    await _keep(columns).run(session, [{f"of_{name}": getattr(dialog, name) for name in ("id", *columns)}])


_CHANGE = ("step", "draft", "question", "question_text", "question_id", "offers", "heard", "refused_at", "updated_at")


@cache
def _keep(columns: tuple[str, ...]) -> Prepared:
    changed = values_of(_TABLE, columns, prefix="of_")
    return Prepared(sa.update(_TABLE).where(_TABLE.c.id == sa.bindparam("of_id")).values(changed))


async def end(session: AsyncSession, dialog: DialogState) -> None:
    await _end().run(session, [{"of_id": dialog.id}])


@cache
def _end() -> Prepared:
    return Prepared(sa.delete(_TABLE).where(_TABLE.c.id == sa.bindparam("of_id")))


async def parked(
    session: AsyncSession, person_id: int, *, flow: str | None = None, but: Collection[str] = ()
) -> DialogState | None:
    """The conversation that the person put aside last (of this flow, if given, and of none of ``but``)."""
    found = await _parked().rows(session, person_id=person_id, flow=flow, but=list(but))
    return from_columns(found[0]) if found else None


@cache
def _parked() -> Prepared:
    flow = sa.bindparam("flow", type_=sa.String)
    return Prepared(
        select(*COLUMNS)
        .where(
            Dialog.person_id == sa.bindparam("person_id"),
            col(Dialog.parked_at).is_not(None),
            flow.is_(None) | (col(Dialog.flow) == flow),
            col(Dialog.flow).not_in(sa.bindparam("but", expanding=True)),
        )
        .order_by(col(Dialog.parked_at).desc(), col(Dialog.id).desc())
        .limit(1)
    )


async def with_id(session: AsyncSession, person_id: int, dialog_id: int) -> DialogState | None:
    """The person's own dialog with this id."""
    found = await _with_id().rows(session, person_id=person_id, dialog_id=dialog_id)
    return from_columns(found[0]) if found else None


@cache
def _with_id() -> Prepared:
    return Prepared(
        select(*COLUMNS).where(
            Dialog.person_id == sa.bindparam("person_id"), col(Dialog.id) == sa.bindparam("dialog_id")
        )
    )
