"""Messages owed: written in the transaction that causes them, sent afterwards by the courier (rule 2)."""

import random
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum, auto
from functools import cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice, bulk, insert_new, partial
from models.db.prepared import Prepared, values_of
from models.people.permission import Right, Scope, roles_with
from models.people.person import Membership, Person

QUEUED = sa.text("state = 'queued'")
"""Exactly as in the partial index; otherwise the index is not used."""
HAS_SUBJECT = sa.text("about IS NOT NULL")
AT_ONCE = datetime.fromtimestamp(0, UTC)


def _count() -> Iterator[int]:
    """Numbers that rise with time, made without the database: microseconds and twelve random bits."""
    last = 0
    while True:
        last = max(last + 1, (time.time_ns() // 1000 << 12) | random.getrandbits(12))
        yield last


_numbers = _count()


class State(StrEnum):
    """The outcome of a message."""

    QUEUED = auto()
    SENT = auto()
    REFUSED = auto()
    UNREACHABLE = auto()
    DROPPED = auto()
    EXPIRED = auto()


WITHDRAWN = {"state": State.DROPPED, "file": None}


class NewLetter(SQLModel):
    """One call of the Bot API that is owed to a chat."""

    model_config = {"hide_input_in_errors": True}

    id: int = Column(default_factory=lambda: next(_numbers), primary_key=True, sa_type=sa.BigInteger)
    chat_id: int = Column(sa_type=sa.BigInteger)
    method: str
    """A method of the library's Bot, such as ``send_message``."""
    arguments: dict[str, Any] = Column(sa_type=sa.JSON)
    """The arguments of the call, without the chat."""
    file: bytes | None = None
    file_name: str | None = None
    edits: int | None = Column(default=None, sa_type=sa.BigInteger)
    """The letter whose message this one changes."""
    urgent: bool = False
    """Somebody is looking at the screen and waits for it."""
    secret: bool = False
    """Its content must not be kept after sending (an invitation's code)."""
    once: str | None = Column(default=None, unique=True)
    """A key: of letters with the same key only one is sent, however many are written."""
    about: str | None = None
    """Its subject: of the letters to a chat about one subject, only the newest due one is sent; ``drop`` withdraws all
    of them."""
    until: datetime | None = None
    """The moment from which it is worthless and dropped rather than sent late."""
    reads_with: Right | None = Column(default=None, sa_type=Choice(Right))
    """The right that its reader must still hold when it goes out; None for answers, goodbyes and words to strangers."""
    reads_in: int | None = None
    """The commune in which they must hold it; None: any."""
    state: State = Column(default=State.QUEUED, sa_type=Choice(State))
    due_at: datetime = AT_ONCE
    created_at: datetime
    sent_at: datetime | None = None
    message_id: int | None = Column(default=None, sa_type=sa.BigInteger)
    attempts: int = 0
    refusal: str | None = None
    """Telegram's reason, in its own words."""
    caused_by: str | None = None
    """The update or the job that owes it, as the log names it: ``update:123``."""


class Letter(NewLetter, table=True):
    """A letter in the outbox."""

    __tablename__ = "outbox"
    __table_args__ = (
        partial("ix_outbox_queued", "urgent", "id", where=QUEUED),
        partial("ix_outbox_about", "about", where=HAS_SUBJECT),
    )


_TABLE: sa.Table = Letter.__table__  # type: ignore[attr-defined]


async def write(session: AsyncSession, letters: Sequence[NewLetter]) -> None:
    """Add letters to the outbox, except those whose ``once`` is known already."""
    await insert_new(session, Letter, [vars(letter) for letter in letters])


async def due(
    session: AsyncSession,
    *,
    now: datetime,
    limit: int,
    but_not: Sequence[int] = (),
    but_not_to: Sequence[int] = (),
) -> list[NewLetter]:
    """Letters to be sent by now: urgent ones first, then in the order of writing."""
    asked = {"now": now, "limit": limit, "but_not": but_not, "but_not_to": but_not_to}
    return [_read(row) for row in await _due().rows(session, **asked)]


@cache
def _due() -> Prepared:
    return Prepared(
        sa.select(_TABLE)
        .where(
            QUEUED,
            col(Letter.due_at) <= sa.bindparam("now"),
            col(Letter.id).not_in(sa.bindparam("but_not", expanding=True)),
            col(Letter.chat_id).not_in(sa.bindparam("but_not_to", expanding=True)),
        )
        .order_by(col(Letter.urgent).desc(), col(Letter.id))
        .limit(sa.bindparam("limit", type_=sa.Integer))
    )


def _read(row: Sequence[Any]) -> NewLetter:
    """Build a plain letter, not an entity of the session: the courier reads each one a thousand times."""
    return NewLetter(**dict(zip(_TABLE.c.keys(), row, strict=True)))


class Backlog(Struct, frozen=True):
    """The number of letters that could have been sent but were not, and since when the oldest could."""

    letters: int
    since: datetime | None

    def waited(self, now: datetime) -> timedelta:
        """How long the oldest letter has been waiting."""
        return max(timedelta(), now - self.since) if self.since is not None else timedelta()


async def backlog(session: AsyncSession, *, now: datetime, working_since: datetime | None) -> Backlog:
    """Letters that are due. Timed ones wait for working hours, which began at ``working_since`` (None: quiet hours)."""
    is_at_once = _TABLE.c.due_at == AT_ONCE
    planned = sa.case((_TABLE.c.due_at > _TABLE.c.created_at, _TABLE.c.due_at), else_=_TABLE.c.created_at)
    said = sa.type_coerce(sa.func.min(sa.case((is_at_once, _TABLE.c.created_at))), _TABLE.c.due_at.type)
    due = sa.type_coerce(sa.func.min(sa.case((~is_at_once, planned))), _TABLE.c.due_at.type)
    statement = select(sa.func.count(), said, due).where(
        QUEUED, _TABLE.c.due_at <= (now if working_since is not None else AT_ONCE)
    )
    letters, at_once, at_an_hour = (await session.exec(statement)).one()
    if at_an_hour is not None and working_since is not None:
        at_an_hour = max(at_an_hour, working_since)
    return Backlog(letters, min((since for since in (at_once, at_an_hour) if since is not None), default=None))


async def is_in_use(session: AsyncSession, *, now: datetime, since: datetime) -> bool:
    """Whether a letter was sent since then or is due, so that a process that has just died may have been sending."""
    is_due = QUEUED & (_TABLE.c.due_at <= now)
    statement = select(sa.exists().where(is_due) | sa.exists().where(_TABLE.c.sent_at > since))
    return (await session.exec(statement)).one()


class Dropped(Struct, frozen=True):
    """The letter is not to be sent after all. Without a reason it was withdrawn or replaced by a newer one."""

    reason: str | None = None


async def dropped(session: AsyncSession, letter: NewLetter, *, now: datetime) -> Dropped | None:
    """Why a letter about to go out must not be sent; None: it is still owed, and its reader may read it."""
    reach = {scope: roles_with(letter.reads_with, scope) if letter.reads_with else [] for scope in Scope}
    found = await _standing().rows(
        session, letter_id=letter.id, now=now, everywhere=reach[Scope.ANY], there=reach[Scope.OWN]
    )
    if not found:
        return Dropped()
    return None if letter.reads_with is None or found[0][1] else Dropped("its reader may not read it any more")


@cache
def _standing() -> Prepared:
    """Finds a letter that still waits and is the newest, and whether its reader holds a role that may read it."""
    now: sa.BindParameter[datetime] = sa.bindparam("now")
    newer = _TABLE.alias("newer")
    is_useful = newer.c.until.is_(None) | (newer.c.until > now)
    is_said_now = (newer.c.state == State.QUEUED) & (newer.c.due_at <= now) & is_useful
    is_overtaken = sa.exists().where(
        newer.c.about == _TABLE.c.about,
        newer.c.chat_id == _TABLE.c.chat_id,
        newer.c.due_at > _TABLE.c.due_at,
        is_said_now | (newer.c.state == State.SENT),
    )
    is_queued = _TABLE.c.state == State.QUEUED
    role, commune = col(Membership.role), _TABLE.c.reads_in
    is_there = role.in_(sa.bindparam("there", expanding=True)) & (
        commune.is_(None) | (Membership.commune_id == commune)
    )
    may_read = sa.exists().where(
        col(Person.telegram_id) == _TABLE.c.chat_id,
        col(Membership.person_id) == Person.id,
        col(Membership.ended_at).is_(None),
        role.in_(sa.bindparam("everywhere", expanding=True)) | is_there,
    )
    is_it = _TABLE.c.id == sa.bindparam("letter_id")
    return Prepared(select(Letter.id, may_read).where(is_it, is_queued, ~is_overtaken))


async def rewrite(session: AsyncSession, arguments: Mapping[int, dict[str, Any]]) -> None:
    """Change the arguments of letters that have not been sent, by id."""
    await _rewrite().run(session, [{"of_id": id, "of_arguments": new} for id, new in arguments.items()])


@cache
def _rewrite() -> Prepared:
    its_own = _TABLE.c.id == sa.bindparam("of_id")
    return Prepared(sa.update(_TABLE).where(its_own, QUEUED).values(values_of(_TABLE, ["arguments"], prefix="of_")))


async def message_id_of(session: AsyncSession, letter_id: int) -> int | None:
    """The id of the message in the chat that a letter has become, if it was sent, or that it was to change."""
    found = (await session.exec(select(Letter.message_id, Letter.arguments).where(Letter.id == letter_id))).first()
    return (found[0] or found[1].get("message_id")) if found is not None else None


async def settle(session: AsyncSession, outcomes: Sequence[dict[str, Any]]) -> None:
    """Write down the outcomes of letters: ``id`` and the columns that change; their files are not kept.

    The outcome of another process that sent the letter meanwhile stands: its message is the later one.
    """
    await _settle().run(session, [{f"of_{name}": value for name, value in row.items()} for row in outcomes])


@cache
def _settle() -> Prepared:
    changed = values_of(_TABLE, ("state", "sent_at", "message_id", "refusal", "attempts"), prefix="of_")
    is_it = _TABLE.c.id == sa.bindparam("of_id")
    return Prepared(sa.update(_TABLE).where(is_it, _TABLE.c.message_id.is_(None)).values(changed | {"file": None}))


async def forget_content(session: AsyncSession, letter_ids: Sequence[int]) -> None:
    """Erase the content of sent letters that must not be kept."""
    await session.exec(sa.update(Letter).where(col(Letter.id).in_(letter_ids)).values(arguments={}))


class Waiting(Struct, frozen=True):
    """An unsent letter that has a subject."""

    id: int
    chat_id: int
    about: str


async def waiting(session: AsyncSession, within: str) -> list[Waiting]:
    """Unsent letters about subjects that begin with ``within``."""
    statement = select(Letter.id, Letter.chat_id, Letter.about).where(_is_within(within), QUEUED)
    return [Waiting(id, chat_id, about or "") for id, chat_id, about in (await session.exec(statement)).all()]


async def drop_within(session: AsyncSession, within: str, *, but: Collection[str] = ()) -> None:
    """Withdraw unsent letters about subjects that begin with ``within``, except about those in ``but``."""
    theirs = _is_within(within), QUEUED, col(Letter.about).not_in(but)
    await session.exec(sa.update(Letter).where(*theirs).values(WITHDRAWN))


async def withdraw(session: AsyncSession, letter_ids: Collection[int]) -> None:
    """Withdraw those of these letters that have not been sent."""
    await session.exec(sa.update(Letter).where(col(Letter.id).in_(letter_ids), QUEUED).values(WITHDRAWN))


def _is_within(subjects: str) -> sa.ColumnElement[bool]:
    return col(Letter.about).startswith(subjects, autoescape=True)


async def newest_about(session: AsyncSession, subjects: Sequence[str]) -> NewLetter | None:
    """The newest letter about one of these subjects."""
    statement = sa.select(_TABLE).where(HAS_SUBJECT, col(Letter.about).in_(subjects)).order_by(col(Letter.id).desc())
    found = (await session.exec(statement.limit(1))).first()  # type: ignore[call-overload]  # columns, no class
    return _read(found) if found is not None else None


async def known(session: AsyncSession, subjects: Sequence[str]) -> set[str]:
    """Those of these subjects about which something was written."""
    statement = select(Letter.about).where(HAS_SUBJECT, col(Letter.about).in_(subjects)).distinct()
    return {about for about in (await session.exec(statement)).all() if about is not None}


async def with_buttons(session: AsyncSession, subjects: Collection[str]) -> list[tuple[int, int, str]]:
    """Letters about these subjects that were sent with buttons: id, chat and subject of each."""
    statement = select(Letter.id, Letter.chat_id, Letter.about, Letter.arguments).where(
        HAS_SUBJECT, col(Letter.about).in_(subjects), Letter.state == State.SENT
    )
    found = (await session.exec(statement)).all()
    return [(id, chat_id, about or "") for id, chat_id, about, arguments in found if "reply_markup" in arguments]


async def take_back(session: AsyncSession, *about: str) -> None:
    """Withdraw unsent letters about these subjects, and let the same letters be written once more."""
    dropped = sa.case((QUEUED, State.DROPPED.value), else_=col(Letter.state))
    those = sa.update(Letter).where(col(Letter.about).in_(about))
    await bulk(session, those.values(once=None, state=dropped, file=None))


async def drop(session: AsyncSession, *about: str) -> None:
    """Withdraw unsent letters about these subjects."""
    await _drop().run(session, [{"subject": subject} for subject in about])


@cache
def _drop() -> Prepared:
    is_about = _TABLE.c.about == sa.bindparam("subject")
    return Prepared(sa.update(_TABLE).where(is_about, QUEUED).values(WITHDRAWN))
