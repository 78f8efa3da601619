"""A risk with all that belongs to it, and what can be done about it; the history keeps every change."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.commune import Commune
from models.people.permission import Holding, Right, may
from models.people.person import Person, Somebody
from models.project.project import Project
from models.risk import event as risk_event
from models.risk import treatment
from models.risk.event import Happened, Kind
from models.risk.risk import TRANSITIONS, Risk, RiskAttachment, Severity, State, Transition
from models.risk.treatment import Treatment


class Case(Struct, frozen=True):
    """A risk and the people it involves."""

    risk: Risk
    author: Somebody
    commune: Commune
    project: Project | None
    owner: Somebody | None
    taker: Somebody | None
    attachments: int
    actions: tuple[Treatment, ...]
    last_move: Happened | None
    """How it came into its present state; None: it was raised and nobody has acted."""
    photo: str | None = None
    """The file id of the first photo in its description."""

    def can_be(self, move: Transition) -> bool:
        """Whether its state allows it."""
        return self.risk.state in TRANSITIONS[move][0]

    def may_be_read_with(self, memberships: Iterable[Holding]) -> bool:
        """The commune's team and the Office read it."""
        return may(memberships, Right.READ_RISKS, self.risk.commune_id)

    def may_be_asked_about_with(self, memberships: Iterable[Holding]) -> bool:
        """The Office asks the reporter."""
        return may(memberships, Right.HANDLE_RISK, self.risk.commune_id)

    def may_be_edited_by(self, editor: Somebody, memberships: Iterable[Holding]) -> bool:
        """The commune's leaders and the Office; also its reporter and its owner, if they still read it."""
        is_their_own = editor.id in (self.risk.author_id, self.risk.owner_id)
        right = Right.READ_RISKS if is_their_own else Right.EDIT_RISK
        return may(memberships, right, self.risk.commune_id)

    def may_be_moved_by(self, mover: Somebody, memberships: Iterable[Holding], how: Transition) -> bool:
        """The Office; the reporter withdraws and reopens their own risk, the owner says that it is in hand; only the
        person who has taken it gives it back."""
        is_author = mover.id == self.risk.author_id
        is_their_own = {
            Transition.WITHDRAW: is_author,
            Transition.REOPEN: is_author,
            Transition.START: mover.id == self.risk.owner_id,
        }
        is_theirs_alone = {
            Transition.WITHDRAW: is_author,
            Transition.GIVE_BACK: self.risk.taken_by_id in (None, mover.id),
        }
        right = Right.READ_RISKS if is_their_own.get(how) else Right.HANDLE_RISK
        return may(memberships, right, self.risk.commune_id) and is_theirs_alone.get(how, True)


async def case(session: AsyncSession, risk_id: int, *, locked: bool = False) -> Case | None:
    """The risk with author, commune, project, owner, actions and so on (three queries).

    ``locked``: nobody else changes it until the transaction ends (one query more).
    """
    if locked:
        # a separate statement: rows joined to a row that is waited for are read as they were before the wait
        await session.exec(select(Risk.id).where(Risk.id == risk_id).with_for_update(key_share=True))
    return next(iter(await cases(session, [risk_id], anew=locked)), None)


async def cases(session: AsyncSession, risk_ids: Sequence[int], *, anew: bool = False) -> list[Case]:
    """These risks in the order of their numbers (three queries for all); ``anew``: even if they are read already."""
    author, owner, taker = (sa.orm.aliased(Person) for _ in range(3))
    its_own = col(RiskAttachment.risk_id) == Risk.id
    attached = select(sa.func.count()).select_from(RiskAttachment).where(its_own)
    photo = select(RiskAttachment.file_id).where(its_own, RiskAttachment.kind == "photo")
    photo = photo.order_by(col(RiskAttachment.id)).limit(1)
    statement: Any = (
        select(Risk, author, Commune, Project, owner, taker, attached.scalar_subquery(), photo.scalar_subquery())  # type: ignore[call-overload]
        .join(author, author.id == Risk.author_id)
        .join(Commune, col(Commune.id) == Risk.commune_id)
        .outerjoin(Project, col(Project.id) == Risk.project_id)
        .outerjoin(owner, owner.id == Risk.owner_id)
        .outerjoin(taker, taker.id == Risk.taken_by_id)
        .where(col(Risk.id).in_(risk_ids))
        .order_by(col(Risk.id))
        .execution_options(populate_existing=anew)
    )
    found: Any = (await session.exec(statement)).all()
    if not found:
        return []
    actions = await treatment.actions(session, risk_ids)
    last_moves = await risk_event.last(session, risk_ids, Kind.STATE)
    return [
        Case(
            risk, its_author, commune, project, its_owner, its_taker, number,
            tuple(actions.get(risk.id, ())), last_moves.get(risk.id), its_photo,
        )
        for risk, its_author, commune, project, its_owner, its_taker, number, its_photo in found
    ]  # fmt: skip


class Moved(Struct, frozen=True):
    """The risk has changed its state."""

    before: State


class NotNow(Struct, frozen=True):
    """The risk's state does not allow it."""


def move(
    session: AsyncSession, of: Case, how: Transition, *, by: Somebody, now: datetime, reason: str | None = None
) -> Moved | NotNow:
    """Takes, starts, closes… a case that was read ``locked``: of two people the first one wins."""
    risk, (sources, target) = of.risk, TRANSITIONS[how]
    if risk.state not in sources:
        return NotNow()
    before, risk.state = risk.state, target
    if how is Transition.TAKE:
        risk.taken_by_id, risk.taken_at = by.id, now
    if how in (Transition.REOPEN, Transition.GIVE_BACK):
        risk.taken_by_id, risk.taken_at, risk.waits_since, risk.steps = None, None, now, 0
    risk_event.note(session, risk.id, Kind.STATE, by=by, now=now, before=before, after=target, reason=reason)
    return Moved(before)


def hand_on(session: AsyncSession, of: Case, to: Somebody, *, by: Somebody, now: datetime) -> None:
    """Makes somebody else of the Office the one who has taken a case that was read ``locked``; the history keeps
    names."""
    before = of.taker.name if of.taker is not None else None
    of.risk.taken_by_id, of.risk.taken_at = to.id, now
    risk_event.note(session, of.risk.id, Kind.HANDED_ON, by=by, now=now, before=before, after=to.name)


async def set_detail(session: AsyncSession, risk: Risk, kind: Kind, value: Any, *, by: Somebody, now: datetime) -> bool:
    """Sets severity, category, cause…; False, and nothing written, if the risk has that value already.

    A risk that becomes critical before anybody has taken it waits from now on, with all reminders still to come.
    """
    before = getattr(risk, kind.value)
    if before == value:
        return False
    setattr(risk, kind.value, value)
    if value is Severity.CRITICAL and risk.state is State.REPORTED:
        risk.waits_since, risk.steps = now, 0
    risk_event.note(session, risk.id, kind, by=by, now=now, before=_shown(before), after=_shown(value))
    await session.flush()
    return True


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)


async def set_owner(
    session: AsyncSession, risk: Risk, owner: Somebody | None, *, was: Somebody | None, by: Somebody, now: datetime
) -> bool:
    """Makes this person the owner (None: nobody); False if they are already. The history keeps names."""
    if risk.owner_id == (owner.id if owner is not None else None):
        return False
    risk.owner_id = owner.id if owner is not None else None
    names = (person.name if person is not None else None for person in (was, owner))
    before, after = names
    risk_event.note(session, risk.id, Kind.OWNER, by=by, now=now, before=before, after=after)
    await session.flush()
    return True
