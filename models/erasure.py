"""Forgetting a person (RODO): who they were goes from every table, what they said of projects stays and counts."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.sqltypes import AutoString

from models import invitation, retention, round
from models import person as people
from models.absence import Absence
from models.delegate import Delegate
from models.dialog import Dialog
from models.forum import Forum
from models.forum_card import ForumCard
from models.forum_commune import ForumCommune
from models.forum_entry import ForumEntry
from models.guess import Guess
from models.inbox import InboxUpdate
from models.outbox import Letter, State
from models.person import LastOfOffice, Person
from models.reading import fold
from models.request import AccessRequest, Decision
from models.risk_card import RiskCard

NAME = "usunięta osoba"
"""What they are called from then on, in all languages."""
NOBODY = -(10**15)
"""Below it Telegram gives no numbers: theirs is this one, less their own of ours."""
ID_DIGITS = 18
"""So many a column for numbers surely takes."""


async def named(session: AsyncSession, whom: str) -> Sequence[Person]:
    """Everybody who has this Telegram id or this name."""
    is_id = whom.isdecimal() and len(whom) <= ID_DIGITS
    is_it = Person.telegram_id == int(whom) if is_id else Person.name == " ".join(whom.split())
    return (await session.exec(select(Person).where(is_it).order_by(col(Person.id)))).all()


@dataclass(frozen=True)
class Erased:
    """Nothing says who it was; so many communes had asked them for the status, and now ask whoever is next."""

    handed_over: int


async def erase(session: AsyncSession, person: Person, *, today: date, now: datetime) -> Erased | LastOfOffice:
    """Forget who they are. Of LastOfOffice nothing may be committed."""
    handed = 0
    for member in await people.members(session, person_id=person.id):
        if isinstance(outcome := await people.end_membership(session, member, now=now), LastOfOffice):
            return outcome
        handed += len(await round.hand_over(session, person, commune_id=member.membership.commune_id, today=today))
    await invitation.end_those_of(session, person.id or 0, now=now)
    traces = _Traces(person)
    person.name, person.telegram_id = NAME, NOBODY - (person.id or 0)
    person.language, person.language_chosen, person.phone = "pl", False, None
    person.consent_version = person.consent_at = person.unreachable_since = None
    await session.flush()
    await _forget_rows(session, person.id or 0, traces.telegram_id, now=now)
    await _forget_letters(session, traces, nobody=person.telegram_id)
    for table in SQLModel.metadata.sorted_tables:
        # but for the names of people: others may be called the same
        if table.name != Person.__tablename__:
            await _replace_in(session, table, traces)
    return Erased(handed)


class _Traces:
    """How the name, the Telegram id and the phone stand in texts: in sentences, HTML, JSON, in what is searched."""

    def __init__(self, person: Person) -> None:
        self.telegram_id = person.telegram_id
        self._folded = fold(person.name)
        self._numbers = [str(person.telegram_id), *([person.phone] if person.phone is not None else [])]
        written = (person.name, str(Markup.escape(person.name)), self._folded)
        names = sorted({form for text in written for form in (text, json.dumps(text)[1:-1])}, key=len, reverse=True)
        self._forms = [*names, *self._numbers]
        # a name of one word may be anybody's in a sentence: only where it stands alone it is theirs
        before, after = (r"(?<![\w-])", r"(?![\w-])") if " " in person.name else (r"\A", r"\Z")
        name, number = ("|".join(map(re.escape, forms)) for forms in (names, self._numbers))
        self._found = re.compile(rf"{before}(?:{name}){after}|(?<!\d)(?:{number})(?!\d)")

    def may_be_in(self, column: Any) -> sa.ColumnElement[bool]:
        """Whether some stand there, be it as a part of other words."""
        text = sa.cast(column, sa.Text)
        return sa.or_(*(text.contains(form, autoescape=True) for form in self._forms))

    def removed_from(self, value: Any) -> Any:
        """The text, or whatever stands in JSON, without them."""
        match value:
            case str():
                return self._found.sub(self._instead, value)
            case list():
                return [self.removed_from(part) for part in value]
            case dict():
                return {key: self.removed_from(part) for key, part in value.items()}
        return 0 if value == self.telegram_id else value

    def _instead(self, found: re.Match[str]) -> str:
        if found.group() in self._numbers:
            return "0"
        return fold(NAME) if found.group() == self._folded else NAME


async def _forget_rows(session: AsyncSession, person_id: int, telegram_id: int, *, now: datetime) -> None:
    """What is only there to talk with them. Forums to which they were to come are mended as when somebody has left."""
    coming: Any = select(Forum.id).where(Forum.starts_at > now)
    for statement in (
        sa.delete(Dialog).where(col(Dialog.person_id) == person_id),
        sa.delete(Guess).where(col(Guess.telegram_id) == telegram_id),
        sa.delete(RiskCard).where(col(RiskCard.person_id) == person_id),
        sa.delete(ForumCard).where(col(ForumCard.person_id) == person_id),
        sa.delete(ForumEntry).where(col(ForumEntry.person_id) == person_id),
        sa.delete(Absence).where(col(Absence.person_id) == person_id),
        sa.update(Absence).where(col(Absence.deputy_id) == person_id).values(deputy_id=None),
        sa.delete(AccessRequest).where(
            col(AccessRequest.person_id) == person_id, col(AccessRequest.decision) == Decision.OPEN
        ),
        sa.update(Delegate).where(col(Delegate.person_id) == person_id).values(letter_id=None),
        sa.update(ForumCommune)
        .where(col(ForumCommune.person_id) == person_id, col(ForumCommune.forum_id).in_(coming))
        .values(person_id=None, letter_id=None),
        sa.update(InboxUpdate)
        .where(col(InboxUpdate.handled_at).is_(None), col(InboxUpdate.content).contains(str(telegram_id)))
        .values(handled_at=now, content=None),
    ):
        await _run(session, statement)


async def _forget_letters(session: AsyncSession, traces: _Traces, *, nobody: int) -> None:
    """Those to them, and the words of those that were sent to others and tell of them or bring a file."""
    is_theirs, is_queued = col(Letter.chat_id) == traces.telegram_id, col(Letter.state) == State.QUEUED
    await _run(session, sa.update(Letter).where(is_theirs, is_queued).values(state=State.DROPPED))
    await retention.forget_letters(session, is_theirs)
    await _run(session, sa.update(Letter).where(is_theirs).values(chat_id=nobody))
    tells_of_them = traces.may_be_in(Letter.arguments) | col(Letter.file).is_not(None)
    await _run(session, sa.update(Letter).where(~is_queued, tells_of_them).values(arguments={}, file=None))


async def _replace_in(session: AsyncSession, table: sa.Table, traces: _Traces) -> None:
    """In every text and every JSON, whoever wrote it."""
    connection = await session.connection()
    keys = list(table.primary_key.columns)
    for column in (column for column in table.columns if isinstance(column.type, (AutoString, sa.Text, sa.JSON))):
        for *key, value in (await connection.execute(sa.select(*keys, column).where(traces.may_be_in(column)))).all():
            here = sa.and_(*(column == part for column, part in zip(keys, key, strict=True)))
            await connection.execute(sa.update(table).where(here).values({column: traces.removed_from(value)}))


async def _run(session: AsyncSession, statement: sa.UpdateBase) -> None:
    await session.exec(statement.execution_options(synchronize_session=False))
