"""Questions and answers between the Office and the reporter of a risk."""

from datetime import datetime

from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.person import Person, Somebody

TEXT_LIMIT = 1000


class RiskMessage(SQLModel, table=True):
    """A question or an answer; ``answers`` is the message it answers."""

    __tablename__ = "risk_message"

    id: int = Column(default=None, primary_key=True)
    risk_id: int = Column(foreign_key="risk.id", index=True)
    person_id: int = Column(foreign_key="person.id")
    at: datetime
    text: str
    attachment_kind: str | None = None
    attachment_id: str | None = None
    answers: int | None = Column(default=None, foreign_key="risk_message.id")


class Said(Struct, frozen=True):
    """A message and its author."""

    message: RiskMessage
    person: Somebody


async def say(
    session: AsyncSession,
    risk_id: int,
    *,
    text: str,
    by: Somebody,
    now: datetime,
    attachment_kind: str | None = None,
    attachment_id: str | None = None,
    answers: int | None = None,
) -> RiskMessage:
    """Stores a question or an answer about the risk."""
    message = RiskMessage(
        risk_id=risk_id, person_id=by.id, at=now, text=text,
        attachment_kind=attachment_kind, attachment_id=attachment_id, answers=answers,
    )  # fmt: skip
    session.add(message)
    await session.flush()
    return message


async def thread(session: AsyncSession, risk_id: int) -> list[Said]:
    """All messages about a risk, the earliest first."""
    return await _said(session, RiskMessage.risk_id == risk_id)


async def with_id(session: AsyncSession, message_id: int) -> Said | None:
    return next(iter(await _said(session, RiskMessage.id == message_id)), None)


async def last_by(session: AsyncSession, person: Somebody) -> RiskMessage | None:
    """The person's last message."""
    written = select(RiskMessage).where(RiskMessage.person_id == person.id).order_by(col(RiskMessage.id).desc())
    return (await session.exec(written.limit(1))).first()


async def _said(session: AsyncSession, which: bool) -> list[Said]:
    statement = (
        select(RiskMessage, Person)
        .join(Person, col(Person.id) == RiskMessage.person_id)
        .where(which)
        .order_by(col(RiskMessage.id))
    )
    return [Said(message, person) for message, person in (await session.exec(statement)).all()]
