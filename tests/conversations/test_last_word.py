"""How projects stand by everybody's last word: silence makes nothing greener; milestones as they stood in the week."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.texts import MESSAGE_LIMIT, visible
from handlers.status.views.report import LINES, report
from models import setting
from models.db.some import Some
from models.mail.sender import who_is
from models.people.commune import commune_named
from models.people.permission import Role
from models.project import project
from models.project.deadline import Overdue, PutOff, Reached
from models.project.project import Milestone, Project
from models.status import digest
from models.status import status_round as rounds
from models.status.answer import Light, NewLine, owed_in, submit
from models.status.digest import Digest, Silent
from models.status.last_word import Standing, Sums
from models.status.status_round import StatusRound
from tests.conftest import WARSAW, Town, on_both_engines
from tests.rows import certain

MONDAY = date(2026, 11, 23)
GREEN, AMBER, RED = Light.GREEN, Light.AMBER, Light.RED


class Weeks:
    """Rounds in which communes say something of their projects."""

    def __init__(self, town: Town, telegram_id: int) -> None:
        self._town, self._who = town, telegram_id

    def monday(self, week: int) -> date:
        return MONDAY + timedelta(weeks=week)

    async def open(self, week: int) -> datetime:
        """The round of the week, and the moment of its opening."""
        async with self._town.database.transaction() as session:
            weekly = await setting.weekly(session)
            moments = setting.moments(weekly, self.monday(week), self._town.app.services.clock)
            await rounds.open_round(session, monday=self.monday(week), moments=moments, now=moments.opens)
        return moments.opens

    async def say(self, week: int, commune: str, lights: Mapping[str, Light]) -> None:
        """What the commune answers; once more: it corrects itself."""
        async with self._town.database.transaction() as session:
            of = certain(await rounds.of_week(session, self.monday(week)))
            place = certain(await commune_named(session, commune))
            known = certain(await who_is(session, self._who))
            owed = certain(await owed_in(session, of.id, place.id))
            ids = {p.name: p.id for p in await project.projects(session)}
            lines = [NewLine(project_id=ids[name], light=light, sentence=name) for name, light in lights.items()]
            await submit(session, owed, lines, by=known.person, now=of.opened_at, today=of.opened_at.date())

    async def close(self, week: int) -> None:
        async with self._town.database.transaction() as session:
            of = certain(await rounds.of_week(session, self.monday(week)))
            rounds.close(of, now=of.closes_at)

    async def digest(self, week: int) -> Digest:
        async with self._town.database.transaction() as session:
            of = certain(await rounds.of_week(session, self.monday(week)))
            return await digest.digest(session, of, today=of.closes_at.date())


@pytest.fixture
async def weeks(town: Town) -> Weeks:
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR, "Skawina")
    await town.has_projects("Skawina", "Park", "Most")
    await town.has_projects("Wieliczka", "Kopalnia")
    return Weeks(town, ewa.id)


def said(found: Digest) -> dict[str, tuple[int, Light | None]]:
    """Of every late or threatened project: for how many weeks, and how it stood before."""
    return {line.project: (line.weeks, line.before) for some in found.standing.values() for line in some.shown}


async def test_in_the_first_week_there_is_no_last_word(weeks: Weeks) -> None:
    await weeks.open(0)
    await weeks.say(0, "Skawina", {"Park": RED})
    found = await weeks.digest(0)
    assert found.sums == Sums(Counter({RED: 1}), Counter({None: 2}))
    assert said(found) == {"Park": (1, None)}
    assert found.silent.shown == (Silent("Wieliczka", None, False, Counter({None: 1})),)


@on_both_engines
async def test_silence_makes_nothing_greener_and_is_no_end_of_being_late(weeks: Weeks) -> None:
    for week in range(4):
        await weeks.open(week)
        if week != 2:
            await weeks.say(week, "Skawina", {"Park": GREEN if week == 0 else RED, "Most": AMBER})
        await weeks.close(week)
    silent = await weeks.digest(2)
    assert silent.sums == Sums(Counter(), Counter({RED: 1, AMBER: 1, None: 1}))
    [park] = silent.standing[RED].shown
    assert park == Standing("Skawina", "Park", RED, "Park", 2, RED, weeks.monday(1), None)
    skawina = next(line for line in silent.silent.shown if line.commune == "Skawina")
    assert skawina.lights == Counter({RED: 1, AMBER: 1})
    assert said(await weeks.digest(3)) == {"Park": (3, RED), "Most": (4, AMBER)}


async def test_only_what_counts_is_reckoned(weeks: Weeks) -> None:
    await weeks.open(0)
    await weeks.say(0, "Skawina", {"Park": GREEN, "Most": RED})
    await weeks.say(0, "Skawina", {"Park": RED, "Most": RED})
    await weeks.open(1)
    await weeks.say(1, "Skawina", {"Park": RED, "Most": GREEN})
    await weeks.say(1, "Skawina", {"Park": RED, "Most": RED})
    assert said(await weeks.digest(1)) == {"Park": (2, RED), "Most": (2, RED)}


async def test_a_project_that_has_ended_is_named_no_more_but_in_the_weeks_when_it_was_in_hand(
    weeks: Weeks, town: Town
) -> None:
    await weeks.open(0)
    await weeks.say(0, "Skawina", {"Park": RED, "Most": GREEN})
    await weeks.close(0)
    after = await weeks.open(1)
    async with town.database.transaction() as session:
        park = next(p for p in await project.projects(session) if p.name == "Park")
        project.archive(park, now=after)
        session.add(Project(name="Nowy", commune_id=park.commune_id, created_at=after))
    assert said(await weeks.digest(0)) == {"Park": (1, None)}
    assert (await weeks.digest(0)).sums == Sums(Counter({RED: 1, GREEN: 1}), Counter({None: 1}))
    assert said(await weeks.digest(1)) == {}
    assert (await weeks.digest(1)).sums.unsaid == Counter({GREEN: 1, None: 2})


@on_both_engines
async def test_what_becomes_of_milestones_is_told_in_its_week(weeks: Weeks, town: Town) -> None:
    first, later = date(2026, 11, 20), date(2026, 12, 20)
    async with town.database.transaction() as session:
        [park, *_] = await project.projects(session)
        half = await project.add_milestone(session, park, name="Półmetek", due=first)
        done = await project.add_milestone(session, park, name="Umowa", due=first)
    opened = [await weeks.open(week) for week in range(3)]

    async def move(due: date, now: datetime) -> None:
        async with town.database.transaction() as session:
            moved = await session.get_one(Milestone, half.id)
            await project.move_milestones(session, [(moved, due)], now=now)

    before = await weeks.digest(2)
    assert before.overdue.shown == (
        Overdue("Skawina", "Park", "Półmetek", first),
        Overdue("Skawina", "Park", "Umowa", first),
    )
    hour = timedelta(hours=1)
    await move(date(2026, 12, 1), opened[0] + hour)
    # a correction
    await move(later, opened[0] + 2 * hour)
    await move(date(2027, 1, 31), opened[2] + hour)
    async with town.database.transaction() as session:
        (await session.get_one(Milestone, done.id)).reached_on = (opened[1] + hour).date()
    found = [await weeks.digest(week) for week in range(3)]
    assert [each.put_off.shown for each in found] == [
        (PutOff("Skawina", "Park", "Półmetek", first, later, 1),),
        (),
        (PutOff("Skawina", "Park", "Półmetek", later, date(2027, 1, 31), 2),),
    ]
    assert found[0].put_off.shown[0].days == 30
    assert [each.reached.total for each in found] == [0, 1, 0]
    assert found[1].reached.shown == (Reached("Skawina", "Park", "Umowa", (opened[1] + hour).date()),)
    # as it stood then: both late until the next round opened, then put off or reached
    assert [[line.milestone for line in each.overdue.shown] for each in found] == [["Umowa"], [], []]


async def test_what_is_put_back_on_the_same_day_was_never_put_off(weeks: Weeks, town: Town) -> None:
    opened = await weeks.open(0)
    async with town.database.transaction() as session:
        [park, *_] = await project.projects(session)
        mark = await project.add_milestone(session, park, name="Odbiór", due=date(2026, 12, 1))
        for due in (date(2026, 12, 15), date(2026, 12, 1)):
            await project.move_milestones(session, [(mark, due)], now=opened)
            await session.flush()
    assert (await weeks.digest(0)).put_off.total == 0


@pytest.mark.parametrize("language", ["pl", "en"])
async def test_the_longest_report_fits_into_a_message(town: Town, language: str) -> None:
    """And leaves no line cut in the middle of markup."""
    long = "<b>&" * 300
    week = datetime(2026, 11, 27, 9, tzinfo=WARSAW)
    of = StatusRound(
        id=1, week="2026-W48", monday=MONDAY, opened_at=week, reminds_at=week, reminds_again_at=week, closes_at=week
    )
    lines = tuple(Standing(long, long, RED, long, 3, RED, MONDAY - timedelta(weeks=1), 1234) for _ in range(40))
    empty: Some[Any] = Some((), 0)
    put_off = Some((PutOff(long, long, long, MONDAY, MONDAY + timedelta(days=400), 3),), 99)
    silent = Some((Silent(long, long[:60], True, Counter({RED: 5})),), 2000)
    found = Digest(
        of, None, None, 2479, 0, (), {RED: Some(lines, 1000), AMBER: Some(lines, 3000)},
        0, empty, put_off, empty, empty, silent, empty,
    )  # fmt: skip
    shown = report(town.app.services.texts[language], town.app.services, found)
    assert visible(str(shown.text)) <= MESSAGE_LIMIT
    assert 15 < len(str(shown.text).splitlines()) <= LINES
    assert "(1040)" in shown.text and "(3040)" in shown.text and shown.text.count("<b>") == 5
    assert shown.keyboard[0], "the rest is behind a button"
