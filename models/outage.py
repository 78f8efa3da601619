"""When Telegram could last hand over what people do, and a time before in which it could not: it drops what is old.

It is a setting, not a table: one row, locked by whoever writes it, so an outage that two processes come out of is one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Value, insert_new
from models.mail.dialog import Dialog
from models.mail.outbox import Letter
from models.people.person import Person
from models.setting import Setting

TAPS_LIVE = timedelta(seconds=150)
"""So long Telegram keeps a tap that it cannot hand over: its Bot API server (tdlib/telegram-bot-api, Client.cpp) drops
it then, in ``process_new_callback_query_queue``."""
MESSAGES_LIVE = timedelta(hours=24)
"""So long it keeps a message (there, ``process_new_message_queue``)."""
IN_THE_MIDDLE = timedelta(days=1)
"""Who gave the last answer longer ago has let the conversation lie."""
_NAME = "presence"


class Outage(Value):
    """A time in which Telegram could hand nothing over, longer than it keeps taps."""

    since: datetime
    until: datetime

    @property
    def cost_messages(self) -> bool:
        """Whether it was longer than Telegram keeps messages, too."""
        return self.until - self.since > MESSAGES_LIVE


class Note(Value):
    """What is kept of it."""

    at: datetime
    """When Telegram could last hand over."""
    untold: Outage | None = None
    """What those who were in the middle of a conversation are to be told of."""


async def note(session: AsyncSession, *, at: datetime, silence: timedelta | None) -> Outage | None:
    """At this instant Telegram can hand over; gives the outage that has ended with that, if there was one.

    ``silence``: for how long this process knows that it could not; None: the process has just begun to listen, and
    what is written down by former ones tells. If there is nothing, nobody was missed.
    """
    row = await _locked(session)
    if row is None:
        await insert_new(session, Setting, [{"name": _NAME, "value": Note(at=at).model_dump(mode="json")}])
        return None
    known = Note.model_validate(row.value)
    since, untold = known.at if silence is None else max(known.at, at - silence), known.untold
    ended = at - since > TAPS_LIVE
    if ended:
        # of two in a row of which nobody was told yet people are told as of one
        untold = Outage(since=untold.since if untold is not None else since, until=at)
    row.value = Note(at=at, untold=untold).model_dump(mode="json")
    return untold if ended else None


async def untold(session: AsyncSession) -> Outage | None:
    """The outage that people are to be told of; nobody else tells them until the transaction ends."""
    row = await _locked(session)
    return Note.model_validate(row.value).untold if row is not None else None


async def told(session: AsyncSession) -> None:
    """Everybody was told."""
    row = await _locked(session)
    if row is not None:
        row.value = {**row.value, "untold": None}


async def _locked(session: AsyncSession) -> Setting | None:
    return await session.get(Setting, _NAME, with_for_update=True)


def forget(connection: sa.Connection) -> None:
    """The database was put back: how long nobody was there since that copy is not known."""
    connection.execute(sa.text("DELETE FROM setting WHERE name = :name"), {"name": _NAME})


class Interrupted(Struct, frozen=True):
    """Somebody in the middle of a conversation, and the message that asks its open question."""

    person: Person
    dialog: Dialog
    message_id: int


async def interrupted(session: AsyncSession, outage: Outage, *, after: int, limit: int) -> Sequence[Interrupted]:
    """Who had a question before them when it began and has not been answered since, by the numbers of the dialogs."""
    statement = (
        select(Person, Dialog, Letter.message_id)
        .join(Dialog, col(Dialog.person_id) == Person.id)
        .join(Letter, col(Letter.id) == Dialog.question_id)
        .where(
            col(Dialog.id) > after,
            col(Dialog.parked_at).is_(None),
            Dialog.updated_at >= outage.since - IN_THE_MIDDLE,
            Dialog.updated_at < outage.until,
            col(Letter.message_id).is_not(None),
            col(Letter.sent_at) < outage.until,
            col(Person.unreachable_since).is_(None),
        )
        .order_by(col(Dialog.id))
        .limit(limit)
    )
    return [Interrupted(*row) for row in (await session.exec(statement)).all()]
