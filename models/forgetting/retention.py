"""What is forgotten after a while, some at a time every night; what counts (answers, risks, forums) stays for good."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement import Announcement, AnnouncementCopy
from models.db.base import Value, bulk, insert_new
from models.forum.delegate import Delegate
from models.forum.forum_commune import ForumCommune
from models.mail.dialog import Dialog
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter, State
from models.mail.screen import Screen
from models.people import code_attempts
from models.people.code_attempts import CodeAttempt
from models.people.invitation import Invitation
from models.people.person import FormerName, Membership, Person
from models.people.request import AccessRequest
from models.setting import Setting

KEPT_FOR = timedelta(days=90)
CHUNK = 1000
"""So many letters are looked at in one transaction, and so many updates forgotten."""
REFERRING = (Screen, ForumCommune, Delegate, Announcement, AnnouncementCopy)
"""What still changes the message that a letter has become, or counts who got it."""


class Progress(Value):
    """How far tonight's forgetting has come."""

    night: date = date.min
    letter: int = 0
    """The last one looked at."""
    is_done: bool = False


async def forget(session: AsyncSession, *, night: date, now: datetime) -> None:
    """Go on with this night's forgetting: a fixed number of queries, one once it is done.

    A letter that is still referred to loses only its words. Telegram delivers an update again for a day at most.
    """
    found = await session.get(Setting, _NAME)
    if found is not None and (known := Progress.model_validate(found.value)).night == night and known.is_done:
        return
    await insert_new(session, Setting, [{"name": _NAME, "value": Progress().model_dump(mode="json")}])
    row = await session.get_one(Setting, _NAME, with_for_update=True, populate_existing=True)
    progress = Progress.model_validate(row.value)
    if progress.night != night:
        progress = Progress(night=night)
    before = now - KEPT_FOR
    last = await _forget_letters(session, after=progress.letter, before=before)
    updates = await _forget_updates(session, before=before)
    if last is None and updates < CHUNK:
        await _forget_the_rest(session, before=before, now=now)
        progress.is_done = True
    progress.letter = last or progress.letter
    row.value = progress.model_dump(mode="json")


_NAME = "forgotten"


async def _forget_letters(session: AsyncSession, *, after: int, before: datetime) -> int | None:
    """The last letter looked at; None where all that follow are younger."""
    following = select(Letter.id, Letter.created_at).where(Letter.id > after).order_by(col(Letter.id)).limit(CHUNK)
    these = following.subquery()
    last, oldest = (await session.exec(select(sa.func.max(these.c.id), sa.func.min(these.c.created_at)))).one()
    if last is None or oldest > before:
        return None
    is_settled = (
        (col(Letter.state) != State.QUEUED)
        & (col(Letter.created_at) <= before)
        & (col(Letter.sent_at).is_(None) | (col(Letter.sent_at) <= before))
    )
    await forget_letters(session, col(Letter.id).between(after + 1, last) & is_settled)
    return int(last)


async def forget_letters(session: AsyncSession, which: sa.ColumnElement[bool]) -> None:
    """Delete these; of those that are still referred to only their words."""
    is_referred_to = sa.or_(*(sa.exists().where(col(table.letter_id) == Letter.id) for table in REFERRING))
    has_words = (sa.cast(Letter.arguments, sa.Text) != "{}") | col(Letter.file).is_not(None)
    await bulk(session, sa.delete(Letter).where(which, ~is_referred_to))
    await bulk(session, sa.update(Letter).where(which, has_words).values(arguments={}, file=None))


async def _forget_updates(session: AsyncSession, *, before: datetime) -> int:
    handled = select(InboxUpdate.update_id).where(col(InboxUpdate.handled_at) <= before).limit(CHUNK)
    gone = await bulk(session, sa.delete(InboxUpdate).where(col(InboxUpdate.update_id).in_(handled)))
    return gone.rowcount


async def _forget_the_rest(session: AsyncSession, *, before: datetime, now: datetime) -> None:
    """Conversations that nobody goes on with, invitations that nobody has taken, guesses that no longer count, and
    strangers who have agreed to nothing and with whom there is nothing to talk about."""
    for table, is_old in (
        (Dialog, col(Dialog.updated_at) <= before),
        (Invitation, (col(Invitation.expires_at) <= before) & col(Invitation.used_at).is_(None)),
        (CodeAttempt, col(CodeAttempt.at) <= now - code_attempts.WITHIN),
        (Person, _is_stranger() & (col(Person.created_at) <= before)),
    ):
        await bulk(session, sa.delete(table).where(is_old))


def _is_stranger() -> sa.ColumnElement[bool]:
    """No consent, never a member, no request, no conversation, no letter."""
    ids = (Membership.person_id, AccessRequest.person_id, Dialog.person_id, FormerName.person_id)
    is_known = sa.or_(*(sa.exists().where(col(id) == Person.id) for id in ids))
    return (
        col(Person.consent_at).is_(None) & ~is_known & col(Person.telegram_id).not_in(select(Letter.chat_id).distinct())
    )
