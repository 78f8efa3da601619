"""Forgetting a person (RODO): who they were goes from every table, what they said of projects stays and counts."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import person as people
from models import retention, round
from models.absence import Absence
from models.delegate import PRESENT, Delegate
from models.delegate import State as Coming
from models.dialog import Dialog
from models.forum import Forum
from models.forum_card import ForumCard
from models.forum_commune import ForumCommune
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


async def named(session: AsyncSession, whom: str) -> Sequence[Person]:
    """Everybody who has this Telegram id or this name."""
    is_it = Person.telegram_id == int(whom) if whom.isdecimal() else Person.name == " ".join(whom.split())
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
    name, telegram_id = person.name, person.telegram_id
    person.name, person.telegram_id = NAME, NOBODY - (person.id or 0)
    person.language, person.language_chosen = "pl", False
    person.consent_version = person.consent_at = person.unreachable_since = None
    await session.flush()
    await _forget_rows(session, person.id or 0, telegram_id, now=now)
    await _forget_letters(session, telegram_id, person.telegram_id, name)
    await _replace_everywhere(session, _replacing(name, telegram_id), [*_forms(name), str(telegram_id)])
    return Erased(handed)


async def _forget_rows(session: AsyncSession, person_id: int, telegram_id: int, *, now: datetime) -> None:
    """What is only there to talk with them, and what is still expected of them."""
    coming: Any = select(Forum.id).where(Forum.starts_at > now)
    is_asked_to_come = (col(Delegate.person_id) == person_id) & col(Delegate.forum_id).in_(coming)
    for statement in (
        sa.delete(Dialog).where(col(Dialog.person_id) == person_id),
        sa.delete(Guess).where(col(Guess.telegram_id) == telegram_id),
        sa.delete(RiskCard).where(col(RiskCard.person_id) == person_id),
        sa.delete(ForumCard).where(col(ForumCard.person_id) == person_id),
        sa.delete(Absence).where(col(Absence.person_id) == person_id),
        sa.update(Absence).where(col(Absence.deputy_id) == person_id).values(deputy_id=None),
        sa.delete(AccessRequest).where(
            col(AccessRequest.person_id) == person_id, col(AccessRequest.decision) == Decision.OPEN
        ),
        sa.update(Delegate)
        .where(is_asked_to_come, col(Delegate.state).in_(PRESENT))
        .values(state=Coming.REMOVED, letter_id=None),
        sa.update(ForumCommune)
        .where(col(ForumCommune.person_id) == person_id, col(ForumCommune.forum_id).in_(coming))
        .values(person_id=None, letter_id=None),
        sa.update(InboxUpdate)
        .where(col(InboxUpdate.handled_at).is_(None), col(InboxUpdate.content).contains(str(telegram_id)))
        .values(handled_at=now, content=None),
    ):
        await session.exec(statement.execution_options(synchronize_session=False))


async def _forget_letters(session: AsyncSession, telegram_id: int, nobody: int, name: str) -> None:
    """Those to them, and the words of those that were sent to others and name them or bring a file."""
    is_theirs, is_queued = col(Letter.chat_id) == telegram_id, col(Letter.state) == State.QUEUED
    withdrawn = sa.update(Letter).where(is_theirs, is_queued).values(state=State.DROPPED)
    await session.exec(withdrawn.execution_options(synchronize_session=False))
    await retention.forget_letters(session, is_theirs)
    kept = sa.update(Letter).where(is_theirs).values(chat_id=nobody)
    await session.exec(kept.execution_options(synchronize_session=False))
    words = sa.cast(Letter.arguments, sa.Text)
    names_them = sa.or_(*(words.contains(form, autoescape=True) for form in _forms(name)))
    told = sa.update(Letter).where(~is_queued, names_them | col(Letter.file).is_not(None))
    await session.exec(told.values(arguments={}, file=None).execution_options(synchronize_session=False))


# --- what people wrote ----------------------------------------


def _forms(name: str) -> list[str]:
    """How a name stands in texts, in HTML, in what is searched, and in JSON."""
    written = (name, str(Markup.escape(name)), fold(name))
    return sorted({form for text in written for form in (text, json.dumps(text)[1:-1])}, key=len, reverse=True)


def _replacing(name: str, telegram_id: int) -> Callable[[str], str]:
    """Puts ``NAME`` in the place of theirs; of a name of one word only where it stands alone, for in a sentence it may be
    anybody's."""
    before, after = (r"(?<![\w-])", r"(?![\w-])") if " " in name else (r"\A", r"\Z")
    names = "|".join(re.escape(form) for form in _forms(name))
    found = re.compile(rf"{before}(?:{names}){after}|(?<!\d){telegram_id}(?!\d)")

    def instead(match: re.Match[str]) -> str:
        if match.group().isdecimal():
            return "0"
        return fold(NAME) if match.group() == fold(name) else NAME

    return lambda text: found.sub(instead, text)


async def _replace_everywhere(session: AsyncSession, replaced: Callable[[str], str], forms: Sequence[str]) -> None:
    """In every text and every JSON of every table but the names of people: others may be called the same."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if table.name != Person.__tablename__ and column.type.python_type in (str, dict):
                await _replace_in(session, table, column, replaced, forms)


async def _replace_in(
    session: AsyncSession, table: sa.Table, column: sa.Column[Any], replaced: Callable[[str], str], forms: Sequence[str]
) -> None:
    keys = list(table.primary_key.columns)
    text = sa.cast(column, sa.Text)
    mentions = sa.or_(*(text.contains(form, autoescape=True) for form in forms))
    connection = await session.connection()
    for *key, value in (await connection.execute(sa.select(*keys, column).where(mentions))).all():
        new = _within(value, replaced)
        if new != value:
            here = sa.and_(*(column == part for column, part in zip(keys, key, strict=True)))
            await connection.execute(sa.update(table).where(here).values({column: new}))


def _within(value: Any, replaced: Callable[[str], str]) -> Any:
    """The value with all its texts and numbers replaced."""
    match value:
        case str():
            return replaced(value)
        case bool() | None:
            return value
        case int():
            return int(replaced(str(value)))
        case list():
            return [_within(part, replaced) for part in value]
        case dict():
            return {key: _within(part, replaced) for key, part in value.items()}
    return value
