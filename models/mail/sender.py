"""The sender of an update: everything known about them, in one query."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.prepared import Prepared
from models.mail import dialog
from models.mail.dialog import Dialog, DialogState
from models.people.person import Held, Membership, Person, Somebody


class Known(Struct, frozen=True):
    """The sender of an update: the person, their roles, their open dialog."""

    person: Somebody
    memberships: tuple[Held, ...]
    dialog: DialogState | None


async def who_is(session: AsyncSession, telegram_id: int) -> Known | None:
    """The person with this Telegram id; None for a stranger who was never met."""
    rows = await _who_is().rows(session, telegram_id=telegram_id)
    if not rows:
        return None
    _, _, *rest = rows[0]
    columns, of_dialog = rest[: len(_PERSON)], rest[len(_PERSON) :]
    held = tuple(Held(role, commune_id) for role, commune_id, *_ in rows if role is not None)
    return Known(Somebody(**dict(zip(_PERSON, columns, strict=True))), held, dialog.from_columns(of_dialog))


_PERSON = tuple(Somebody.model_fields)
_HELD: tuple[Any, ...] = (Membership.role, Membership.commune_id)


@cache
def _who_is() -> Prepared:
    return Prepared(
        sa.select(*_HELD, *(getattr(Person, name) for name in _PERSON), *dialog.COLUMNS)
        .select_from(Person)
        .outerjoin(Membership, (col(Membership.person_id) == Person.id) & col(Membership.ended_at).is_(None))
        .outerjoin(Dialog, (col(Dialog.person_id) == Person.id) & col(Dialog.parked_at).is_(None))
        .where(col(Person.telegram_id) == sa.bindparam("telegram_id"))
        .order_by(col(Membership.id))
    )
