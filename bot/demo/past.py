"""The weeks before the demonstration: rounds opened, answered and closed, without a message sent."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from msgspec import Struct
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.demo.content import Said, Story
from bot.demo.weeks import WEEKS
from models import obligation, setting
from models.calendar import Clock
from models.obligation import Asked
from models.people.person import Somebody
from models.project.project import Project
from models.setting import Moments
from models.status import answer, status_round
from models.status.answer import NewLine, Row
from models.status.status_round import StatusRound

SILENT, LATE = (1, 2, 1, 2, 1, 2), (1, 1, 0, 1, 1, 0)
"""Number of communes that do not answer in time, week by week, and of those that answer later."""
OFTEN_AT_ONCE, OFTEN_BY_A_DEPUTY = 0.5, 0.15
FIRST_DAY = timedelta(hours=7)
A_DAY = timedelta(days=1)


class Told(Struct, frozen=True):
    """A project and its story, week by week."""

    project: Project
    story: Story


def last_working_day(clock: Clock, day: date) -> date:
    """This day, or the last working day before it."""
    while not clock.is_working_day(day):
        day -= timedelta(days=1)
    return day


async def write_past(
    session: AsyncSession, clock: Clock, told: Sequence[Told], *, always: Collection[int], rng: Random
) -> None:
    """Write the rounds of the weeks before this one; the communes in ``always`` answer every time."""
    stories = {one.project.id: one.story for one in told}
    communes = list(dict.fromkeys(one.project.commune_id for one in told))
    weeks = await _weeks(session, clock)
    for week, (monday, moments) in enumerate(weeks):
        opened = await status_round.open_round(session, monday=monday, moments=moments, now=moments.opens)
        if opened is None:
            continue
        answers = await _Week.of(session, clock, opened, week, stories)
        ends = min(moments.closes, clock.now())
        others = [id for id in communes if id not in always]
        silent = rng.sample(others, min(len(others), SILENT[week]))
        for commune_id in communes:
            at = answers_at(clock, opened, ends, rng)
            if commune_id not in silent:
                by_deputy = rng.random() < OFTEN_BY_A_DEPUTY and commune_id not in always
                await answers.give(commune_id, at, by_deputy=by_deputy)
        await obligation.tell_of_silence(session, opened.matter, limit=len(communes))
        status_round.close(opened, now=ends)
        await obligation.tell_of_result(session, opened.matter, limit=len(communes))
        for commune_id in silent[: LATE[week]]:
            at = clock.working_time(ends + timedelta(minutes=rng.randrange(120, 1200)))
            if at < clock.now():
                await answers.give(commune_id, at)


async def _weeks(session: AsyncSession, clock: Clock) -> list[tuple[date, Moments]]:
    """The last weeks whose rounds were open for at least a day; the clock opens this week's."""
    weekly = await setting.weekly(session)
    this_monday = status_round.monday_of(clock.today())
    mondays = [this_monday - timedelta(weeks=ago) for ago in range(1, WEEKS + 2)]
    weeks = [(monday, setting.moments(weekly, monday, clock)) for monday in mondays]
    return [(monday, moments) for monday, moments in weeks if moments.opens + A_DAY <= clock.now()][:WEEKS][::-1]


def answers_at(clock: Clock, opened: StatusRound, ends: datetime, rng: Random) -> datetime:
    """When a commune answers: some on the first day, others at the last moment."""
    at_once, share, pause = rng.random() < OFTEN_AT_ONCE, rng.random(), timedelta(minutes=rng.randrange(100))
    on_first_day = opened.opened_at + share * min(FIRST_DAY, ends - opened.opened_at)
    later = opened.opened_at + share * (ends - opened.opened_at)
    if (working := clock.working_time(later)) != later:
        working += pause
    return on_first_day if at_once or working >= ends else working


class _Week(Struct, frozen=True):
    """A round with the answers that are owed and the stories that they tell."""

    session: AsyncSession
    clock: Clock
    number: int
    asked: Mapping[int, Asked]
    owed: Mapping[int, int]
    """Obligation ids by commune."""
    rows: Mapping[int, Sequence[Row]]
    stories: Mapping[int, Story]

    @classmethod
    async def of(
        cls, session: AsyncSession, clock: Clock, opened: StatusRound, number: int, stories: Mapping[int, Story]
    ) -> "_Week":
        """Ask every commune."""
        today = clock.local(opened.opened_at).date()
        asked = {a.commune.id: a for a in await obligation.unanswered(session, opened.matter, today=today)}
        for a in asked.values():
            a.obligation.person_id = a.addressee.person.id if a.addressee is not None else None
            a.obligation.reminders = opened.matter.reminders_by(opened.closes_at)
        owed = {one.commune_id: one.id for one in await answer.owed_now(session, asked)}
        return cls(session, clock, number, asked, owed, await answer.rows_of(session, opened, asked), stories)

    async def give(self, commune_id: int, at: datetime, *, by_deputy: bool = False) -> None:
        """Give the commune's answer at this moment."""
        by = self._author(commune_id, by_deputy=by_deputy)
        lines = [_line(row, self.stories[row.project_id][: self.number + 1]) for row in self.rows[commune_id]]
        today = self.clock.local(at).date()
        owed = await answer.owed(self.session, self.owed[commune_id])
        assert owed is not None, "obligations are never deleted"  # noqa: S101
        await answer.submit(self.session, owed, lines, by=by, now=at, today=today)

    def _author(self, commune_id: int, *, by_deputy: bool) -> Somebody:
        addressee = self.asked[commune_id].addressee
        assert addressee is not None, "every commune has a coordinator"  # noqa: S101
        return addressee.deputies[0] if by_deputy and addressee.deputies else addressee.person


def _line(row: Row, story: Sequence[Said]) -> NewLine:
    """The newest entry of the story; news of a silent week is told now."""
    news = next(said for said in reversed(story) if not said.repeated)
    before = row.before
    if story[-1].repeated and before is not None and (before.light, before.sentence) == (news.light, news.sentence):
        same = answer.unchanged_line(row)
        if same is not None:
            return same
    return NewLine(project_id=row.project_id, light=news.light, progress=news.progress, sentence=news.sentence)
