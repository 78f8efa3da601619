"""The forums of the demonstration: two were held, one is being answered. All of them are invented."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from random import Random

from msgspec import Struct
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.demo.content import ForumPlan, content
from bot.demo.past import last_working_day
from models.calendar import Clock
from models.db.base import grouped
from models.forum import delegate, forum_commune
from models.forum.delegate import Delegate
from models.forum.forum import Forum
from models.forum.forum_commune import Invited
from models.people import person as people
from models.people.permission import Role
from models.people.person import Member, Person

SENT_BEFORE = timedelta(days=21)
ANSWERED_BEFORE = timedelta(days=7)
ANSWER_BY = time(15)
SENDS_NOBODY = 0.1
STAYS_SILENT = 0.15
COMES = 0.8
HAS_COME = 0.9


async def call_forums(
    session: AsyncSession,
    clock: Clock,
    fields: Mapping[str, int],
    *,
    by: Person,
    played: Sequence[int],
    rng: Random,
) -> None:
    """Write all forums and the communes' answers; nothing is sent."""
    teams = await teams_of_all(session)
    for plan in content().forums.called:
        forum = await forum_commune.call(session, _forum(plan, clock, fields[plan.field], by), commune_ids=teams)
        told = Told(session, clock, forum, rng)
        for one in await forum_commune.invited(session, forum.id):
            is_silent = forum.starts_at > clock.now() and one.row.commune_id in played
            await told.invite(one, teams[one.row.commune_id], is_silent=is_silent)
        if forum.starts_at < clock.now():
            await told.attend()


def _forum(plan: ForumPlan, clock: Clock, field_id: int, by: Person) -> Forum:
    starts_at = clock.at(last_working_day(clock, clock.today() + timedelta(days=plan.in_days)), time(plan.hour))
    answer_by = clock.at(last_working_day(clock, clock.local(starts_at - ANSWERED_BEFORE).date()), ANSWER_BY)
    sent_at = clock.working_time(starts_at - SENT_BEFORE)
    return Forum(
        title=plan.title, field_id=field_id, starts_at=starts_at, place=plan.place, agenda=plan.agenda,
        seats=plan.seats, capacity=plan.capacity, answer_by=answer_by, send_at=sent_at, sent_at=sent_at,
        delivered_at=sent_at, called_by_id=by.id, created_at=sent_at,
    )  # fmt: skip


class Told(Struct, frozen=True):
    """Writes what happens around one forum."""

    session: AsyncSession
    clock: Clock
    forum: Forum
    rng: Random

    async def invite(self, one: Invited, team: Sequence[Member], *, is_silent: bool) -> None:
        """Let the coordinator be asked and perhaps answer; no more reminders follow."""
        one.row.invited_at, one.row.person_id = self.forum.send_at, _coordinator(team).id
        one.row.reminded_at = self.forum.answer_by
        at = self.answers_at(one)
        if at is not None and not is_silent:
            await self.answer(one, team, at)

    def answers_at(self, one: Invited) -> datetime | None:
        """When the commune answers, in the days after the invitation; None: not yet, or never."""
        at = self._later(one.row.invited_at or self.forum.send_at, days=5)
        return None if self.rng.random() < STAYS_SILENT or at > self.clock.now() else at

    async def answer(self, one: Invited, team: Sequence[Member], at: datetime) -> None:
        """Answer for a commune: it sends somebody, or rarely nobody."""
        comes = self.rng.random() >= SENDS_NOBODY
        forum_commune.answer(one.row, takes_part=comes, now=at, answer_by=self.forum.answer_by)
        if comes:
            await self._send(one.row.commune_id, team, at)

    async def _send(self, commune_id: int, team: Sequence[Member], at: datetime) -> None:
        """Choose delegates, specialists of the field first."""
        able = [m for m in team if self.forum.field_id in m.field_ids] or list(team)
        sent = [member.person for member in able[: self.rng.randint(1, self.forum.seats or 2)]]
        chosen = await delegate.choose(
            self.session, self.forum, commune_id=commune_id, people=sent, by=_coordinator(team), now=at
        )
        for one in chosen.new if isinstance(chosen, delegate.Chosen) else ():
            await self._decide(one, at)

    async def _decide(self, one: Delegate, at: datetime) -> None:
        if self.rng.random() < COMES:
            await delegate.accept(self.session, self.forum, one, now=at)
        else:
            await delegate.decline(self.session, self.forum, one, reason=content().forums.reason, now=at)

    async def attend(self) -> None:
        """Let most of the people who accepted attend."""
        accepted = await delegate.delegates(self.session, self.forum.id, states=[delegate.State.ACCEPTED])
        for one in accepted:
            if self.rng.random() < HAS_COME:
                one.delegate.attended_at = self.forum.starts_at
        await self.session.flush()

    def _later(self, moment: datetime, *, days: int) -> datetime:
        """A random working hour within that many days and before the forum begins."""
        later = self.clock.working_time(moment + timedelta(hours=self.rng.randint(1, 24 * days)))
        return min(later, self.forum.starts_at - timedelta(hours=1))


def _coordinator(team: Sequence[Member]) -> Person:
    return next(member.person for member in team if member.membership.role is Role.COORDINATOR)


async def teams_of_all(session: AsyncSession) -> dict[int, list[Member]]:
    """The members of each commune's team, by commune id."""
    those = await people.members(session)
    return grouped((id, member) for member in those if (id := member.membership.commune_id) is not None)
