"""Forgetting a person (RODO): who they were goes from every table, what they said of projects stays and counts."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import obligation
from models.announcement import Announcement
from models.data.answer import DataValue
from models.data.call import DataCall, DataField
from models.data.handing import DataHanded
from models.db.base import bulk
from models.forgetting import retention
from models.forgetting.traces import NAME, Traces
from models.forum.change import ForumChange
from models.forum.delegate import Delegate
from models.forum.entry import ForumEntry
from models.forum.forum import Forum
from models.forum.forum_commune import ForumCommune
from models.mail.dialog import Dialog
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter, State
from models.mail.screen import Screen
from models.people import invitation
from models.people import person as people
from models.people.absence import Absence
from models.people.code_attempts import CodeAttempt
from models.people.commune import Commune, Field
from models.people.person import FormerName, LastOfOffice, Membership, Person, Somebody
from models.people.request import AccessRequest, Decision
from models.project.project import Milestone, Project
from models.project.remark import ProjectRemark
from models.reading.words import fold, same_name
from models.risk.event import IN_WORDS, RiskEvent
from models.risk.message import RiskMessage
from models.risk.risk import Risk
from models.risk.treatment import Treatment
from models.status.answer import StatusLine

NOBODY = -(10**15)
"""Below it Telegram gives no numbers: theirs is this one, less their own of ours."""
ID_DIGITS = 18
"""So many a column for numbers surely takes."""

WORDS: tuple[tuple[Any, Any], ...] = (
    *(
        (column, True)
        for column in (
            Announcement.text, Announcement.shown, StatusLine.sentence,
            Delegate.guest_name, Delegate.guest_function, Delegate.reason,
            Forum.place, Forum.link, Forum.agenda, Forum.reason, Project.funding,
            Risk.text, Risk.cause, Risk.event, Risk.effect, Treatment.text, RiskEvent.reason, RiskMessage.text,
            ProjectRemark.text, DataCall.why, DataCall.period, DataCall.withdrawn, DataField.unit, DataField.options,
            DataValue.text, DataValue.reason, DataValue.returned,
            Dialog.question_text,
        )
    ),
    (RiskEvent.before, col(RiskEvent.kind).in_(IN_WORDS)),
    (RiskEvent.after, col(RiskEvent.kind).in_(IN_WORDS)),
)  # fmt: skip
"""Columns in which people say something, and in which of their rows."""
FOLDED = (Risk.folded,)
"""The same, as it is searched."""
THINGS = (Project.name, Milestone.name, Forum.title, DataCall.title, DataField.name)
"""What people call things: one that is called as the person is keeps its name."""
SAID = ("text", "caption", "title", "place", "link", "agenda", "reason")
"""Under these keys of JSON people say something."""
VALUES = (ForumChange.was, ForumChange.now)
DRAFTS = (Dialog.draft, Dialog.heard)
"""JSON with words and choices side by side: a single word may be a choice."""
LETTERS = (Letter.arguments,)
UPDATES = (InboxUpdate.content,)
"""What Telegram has sent, as text."""


async def named(session: AsyncSession, whom: str) -> Sequence[Person]:
    """Everybody who has this Telegram id or this name, in any case and order."""
    if whom.isdecimal() and len(whom) <= ID_DIGITS:
        return (await session.exec(select(Person).where(Person.telegram_id == int(whom)))).all()
    everybody = (await session.exec(select(Person).order_by(col(Person.id)))).all()
    return [person for person in everybody if same_name(person.name, whom)]


async def guests_named(session: AsyncSession, whom: str) -> list[Delegate]:
    """Guests of forums who have this name and no chat with the bot."""
    guests = select(Delegate).where(col(Delegate.person_id).is_(None), col(Delegate.guest_name).is_not(None))
    return [guest for guest in (await session.exec(guests)).all() if same_name(guest.guest_name or "", whom)]


class Erased(Struct, frozen=True):
    """Nothing says who it was; so many communes had asked them for the status, and now ask whoever is next."""

    handed_over: int


async def erase(session: AsyncSession, person: Person, *, today: date, now: datetime) -> Erased | LastOfOffice:
    """Forget who they are. Of LastOfOffice nothing may be committed."""
    handed = 0
    for member in await people.members(session, person_id=person.id):
        if isinstance(outcome := await people.end_membership(session, member, now=now), LastOfOffice):
            return outcome
        handed += len(await obligation.hand_over(session, person, commune_id=member.membership.commune_id, today=today))
    id, telegram_id = person.id, person.telegram_id
    await invitation.end_those_of(session, id, now=now)
    former = (await session.exec(select(FormerName.name).where(FormerName.person_id == id))).all()
    names = await _not_of_places(session, [person.name, *former])
    traces = Traces(names, telegram_id=telegram_id, phone=person.phone)
    person.name, person.telegram_id = NAME, NOBODY - id
    person.language, person.language_chosen, person.phone = "pl", False, None
    person.consent_version = person.consent_at = person.unreachable_since = None
    await session.flush()
    await _forget_letters(session, id, telegram_id, nobody=person.telegram_id)
    await _forget_rows(session, id, telegram_id, now=now)
    await _forget_updates(session, telegram_id, traces, now=now)
    await _remove(session, traces)
    return Erased(handed)


async def erase_guest(session: AsyncSession, guest: Delegate) -> None:
    """Forget who a guest of forums is; the seat stays taken."""
    traces = Traces(await _not_of_places(session, [guest.guest_name or ""]))
    guest.guest_name, guest.guest_function, guest.code = NAME, None, None
    await session.flush()
    await _remove(session, traces)


async def forget_if_stranger(session: AsyncSession, person: Somebody) -> None:
    """Delete what is kept of somebody who refused to join, if nothing refers to them (who asks has consented)."""
    ever_a_member = select(Membership.id).where(Membership.person_id == person.id)
    if person.consent_at is not None or (await session.exec(ever_a_member)).first() is not None:
        return
    await session.exec(sa.delete(Dialog).where(col(Dialog.person_id) == person.id))
    await session.delete(await people.with_id(session, person.id))


async def _not_of_places(session: AsyncSession, names: Sequence[str]) -> list[str]:
    """Without those that a commune or a field of cooperation has: in sentences they mean that."""
    places = [name for table in (Commune, Field) for name in (await session.exec(select(table.name))).all()]
    return [name for name in names if not any(same_name(name, place) for place in places)]


async def _forget_rows(session: AsyncSession, person_id: int, telegram_id: int, *, now: datetime) -> None:
    """What is only there to talk with them. Forums to which they were to come are mended as when somebody has left."""
    coming: Any = select(Forum.id).where(Forum.starts_at > now)
    for statement in (
        sa.delete(FormerName).where(col(FormerName.person_id) == person_id),
        sa.delete(Dialog).where(col(Dialog.person_id) == person_id),
        sa.delete(CodeAttempt).where(col(CodeAttempt.telegram_id) == telegram_id),
        sa.delete(Screen).where(col(Screen.person_id) == person_id),
        sa.delete(DataHanded).where(col(DataHanded.person_id) == person_id),
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
    ):
        await bulk(session, statement)


async def _forget_letters(session: AsyncSession, person_id: int, telegram_id: int, *, nobody: int) -> None:
    """Those to them, those that ask to let them in, and the files that others were sent."""
    requests = (await session.exec(select(AccessRequest).where(AccessRequest.person_id == person_id))).all()
    is_about = col(Letter.about).in_([request.about for request in requests])
    is_theirs, is_queued = col(Letter.chat_id) == telegram_id, col(Letter.state) == State.QUEUED
    await bulk(session, sa.update(Letter).where(is_theirs | is_about, is_queued).values(state=State.DROPPED))
    await retention.forget_letters(session, is_theirs | is_about)
    await bulk(session, sa.update(Letter).where(is_theirs).values(chat_id=nobody))
    await bulk(session, sa.update(Letter).where(~is_queued, col(Letter.file).is_not(None)).values(file=None))


async def _forget_updates(session: AsyncSession, telegram_id: int, traces: Traces, *, now: datetime) -> None:
    """What they said and is not handled yet; what others said loses their name."""
    waiting = select(InboxUpdate).where(col(InboxUpdate.handled_at).is_(None), col(InboxUpdate.content).is_not(None))
    for update in (await session.exec(waiting)).all():
        content = json.loads(update.content or "null")
        if _is_from(content, telegram_id):
            update.handled_at, update.content = now, None
        elif (new := traces.removed_from_values(_without(content, telegram_id), SAID)) != content:
            update.content = json.dumps(new)
    await session.flush()


def _is_from(update: Any, telegram_id: int) -> bool:
    """Whether Telegram says that it comes from them."""
    parts = update.values() if isinstance(update, dict) else ()
    senders = [part.get("from") or part.get("user") for part in parts if isinstance(part, dict)]
    return any(isinstance(sender, dict) and sender.get("id") == telegram_id for sender in senders)


def _without(value: Any, telegram_id: int) -> Any:
    """As Telegram sent it, without who they are."""
    match value:
        case list():
            return [_without(part, telegram_id) for part in value]
        case dict() if value.get("id") == telegram_id:
            return {"id": 0, "is_bot": False, "first_name": NAME}
        case dict():
            return {key: _without(part, telegram_id) for key, part in value.items()}
    return value


async def _remove(session: AsyncSession, traces: Traces) -> None:
    """Their traces from where people say something, and from nowhere else; of a letter that was sent all words."""

    def in_sent(arguments: Any) -> Any:
        return arguments if traces.removed_from_values(arguments, SAID) == arguments else {}

    def in_thing(name: str) -> str:
        return name if traces.are_all_of(name) else traces.removed_from(name)

    for column, where in WORDS:
        await _rewrite(session, traces, column, traces.removed_from, where)
    for column in FOLDED:
        await _rewrite(session, traces, column, partial(traces.removed_from, instead=fold(NAME)))
    for column in THINGS:
        await _rewrite(session, traces, column, in_thing)
    for column in VALUES:
        await _rewrite(session, traces, column, partial(traces.removed_from_values, keys=SAID))
    for column in DRAFTS:
        await _rewrite(session, traces, column, partial(traces.removed_from_values, alone=False))
    is_queued = col(Letter.state) == State.QUEUED
    for column in LETTERS:
        await _rewrite(session, traces, column, partial(traces.removed_from_values, keys=SAID), is_queued)
        await _rewrite(session, traces, column, in_sent, ~is_queued)


async def _rewrite(
    session: AsyncSession, traces: Traces, column: Any, new: Callable[[Any], Any], where: Any = True
) -> None:
    """Give the column the new value wherever that is another one."""
    table, connection = column.class_.__table__, await session.connection()
    keys = list(table.primary_key.columns)
    found = await connection.execute(sa.select(*keys, col(column)).where(traces.may_be_in(column), where))
    for *key, value in found.all():
        if value is not None and (changed := new(value)) != value:
            here = sa.and_(*(part == of for part, of in zip(keys, key, strict=True)))
            await connection.execute(sa.update(table).where(here).values({column.key: changed}))
