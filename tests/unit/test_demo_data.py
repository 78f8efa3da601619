"""The demonstration's people, projects and weeks: plausible, the same each time, and in nobody's way."""

import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from sqlmodel import SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import app
from bot.conversation.outgoing import Services
from bot.demo import scene
from bot.demo.content import FOLDER, Content, Kind, content, read
from bot.demo.data import Cast, move_in
from bot.demo.others import job as others_answer
from bot.demo.weeks import Teller
from bot.playground import World
from bot.settings import Association, SettingError, Settings
from bot.timetable import run_once
from jobs import JOBS
from models.calendar import Clock
from models.data import answer, standing
from models.data.call import DataCall
from models.database import Database
from models.forum import delegate, forum_commune
from models.forum.forum import Forum
from models.mail.outbox import Letter
from models.mail.sender import who_is
from models.obligation import Obligation
from models.people import absence, person
from models.people.absence import Absence
from models.people.permission import Role
from models.project.project import Milestone, Project, ProjectPartner
from models.risk import case as risk_case
from models.risk import pattern as risk_pattern
from models.risk.event import RiskEvent
from models.risk.message import RiskMessage
from models.risk.risk import Category, NewRisk, Raised, Risk, Severity, State, raise_risk
from models.risk.treatment import Treatment
from models.status import digest
from models.status.answer import Light, StatusAnswer, StatusLine
from models.status.digest import Answer, Digest
from models.status.status_round import StatusRound
from tests.conftest import TUESDAY, WARSAW, on_both_engines
from tests.rows import certain

T = TypeVar("T", bound=SQLModel)
Read = TypeVar("Read")
QUICK = 1.5
"""Seconds of work at most."""
OFFICIALS = (
    "Barański Burmistrz Burtan Duży Filipowicz Gajoch Gawlik Gawor Gibała Gładysz Golanko Hebda Jamborski Józefczyk "
    "Kolasa Kośmider Kozioł Kracik Król Kulig Łytek Majchrowski Mazur Miszalski Miś Muzyk Piotrowski Przeworski Ptak "
    "Rumian Rysak Rzepisko Sadowski Sęk Słomka Ślęczka Twardowski Wołos Wójtowicz Wrzoszczyk"
)
"""Surnames of people who lead or have led these communes and their association."""


def at(*moment: int) -> datetime:
    """A moment on the association's wall clock."""
    return datetime(*moment, tzinfo=WARSAW)  # type: ignore[arg-type,misc]


@dataclass
class Stage:
    """The demonstration's data with the jobs that work on them; no Telegram."""

    database: Database
    world: World
    services: Services
    cast: Cast

    async def move_to(self, moment: datetime) -> None:
        """Set the clock and let every job look what is due, as the demonstration does."""
        self.services.clock.now = lambda: moment
        for job in (others_answer, *JOBS):
            await run_once(job, self.database, self.services)

    async def all(self, table: type[T]) -> list[T]:
        """Every row of the table."""
        async with self.database.transaction() as session:
            return list((await session.exec(select(table))).all())

    async def digests(self) -> list[Digest]:
        """Of every round, the oldest first."""
        return await self._of_each(lambda session, of: digest.digest(session, of, today=TUESDAY.date()))

    async def answers(self) -> list[Sequence[Answer]]:
        """To every round, the oldest first."""
        return [found.shown for found in await self._of_each(digest.answers)]

    async def _of_each(self, read: Callable[[AsyncSession, StatusRound], Awaitable[Read]]) -> list[Read]:
        async with self.database.transaction() as session:
            rounds = (await session.exec(select(StatusRound).order_by(StatusRound.week))).all()
            return [await read(session, each) for each in rounds]


@asynccontextmanager
async def a_stage(settings: Settings, now: datetime = TUESDAY) -> AsyncIterator[Stage]:
    clock = Clock(settings.zone, "PL", now=lambda: now)
    database = await app.prepare(settings, clock)
    world = World()
    cast = await move_in(database, world, clock, settings.the_association)
    try:
        yield Stage(database, world, app.make_services(settings, "bot", clock), cast)
    finally:
        await database.close()


@pytest.fixture
async def stage(settings: Settings) -> AsyncIterator[Stage]:
    async with a_stage(settings) as here:
        yield here


def association(settings: Settings, communes: tuple[str, ...], fields: tuple[str, ...]) -> Settings:
    """Settings of another association."""
    other = settings.the_association.model_copy(update={"communes": communes, "fields": fields})
    settings.__dict__["the_association"] = Association.model_validate(other.model_dump())
    return settings


# --- the people ----------------------------------------


async def test_every_commune_has_a_team_and_all_have_consented(stage: Stage) -> None:
    async with stage.database.transaction() as session:
        members = await person.members(session)
    assert all(member.person.consent_version == stage.services.association.rodo.version for member in members)
    roles = Counter((m.commune.name if m.commune else None, m.membership.role) for m in members)
    for commune in stage.services.association.communes:
        assert roles[commune, Role.COORDINATOR] == roles[commune, Role.CHAIR] == 1
    assert roles[None, Role.OFFICE] == 2
    by_role = Counter(member.membership.role for member in members)
    assert by_role[Role.COORDINATOR_DEPUTY] > 3 and by_role[Role.CHAIR_DEPUTY] > 3
    with_specialists = [commune for commune in stage.services.association.communes if roles[commune, Role.SPECIALIST]]
    assert len(with_specialists) >= 10
    assert all(1 <= len(m.field_ids) <= 3 for m in members if m.membership.role is Role.SPECIALIST)
    assert [m.membership.role for m in members if m.person.language == "en"] == [Role.SPECIALIST]


async def test_the_leading_figures_are_first_and_known_by_their_first_names(stage: Stage) -> None:
    figures = {name: (stage.world.users[p.id].name, stage.cast.about[p.id]) for name, p in stage.cast.people.items()}
    assert list(figures.items())[:7] == [
        ("jan", ("Jan Kowalski", {"pl": "dyrektor Biura", "en": "director of the Office"})),
        ("anna", ("Anna Nowak", {"pl": "koordynator, Niepołomice", "en": "coordinator, Niepołomice"})),
        ("piotr", ("Piotr Zając", {"pl": "przewodniczący zespołu, Niepołomice", "en": "chair, Niepołomice"})),
        ("ewa", ("Ewa Lis", {"pl": "koordynator, Skawina", "en": "coordinator, Skawina"})),
        ("marek", ("Marek Wilga", {"pl": "przewodniczący zespołu, Skawina", "en": "chair, Skawina"})),
        ("kasia", ("Kasia Wrona", {"pl": "specjalista, Niepołomice", "en": "specialist, Niepołomice"})),
        ("tomasz", ("Tomasz Bąk", {"pl": "spoza zespołów", "en": "in no team"})),
    ]
    assert len(figures) == len(stage.world.users) - 1 == len(stage.cast.about)


async def test_a_stranger_has_not_started_the_bot_and_the_others_have_their_commands(stage: Stage) -> None:
    phones = stage.cast.people
    assert [name for name, phone in phones.items() if phone.chat.bot != "member"] == ["tomasz"]
    assert phones["tomasz"].id not in {row.telegram_id for row in await stage.all(person.Person)}
    menus = {
        name: {command["command"] for command in stage.world.profile.commands_for(phone.chat, phone.id, "pl")}
        for name, phone in phones.items()
    }
    assert "status" in menus["anna"] and "status" not in menus["jan"] and "raport" in menus["jan"] & menus["anna"]
    assert menus["tomasz"] == set()


def test_nobody_has_the_name_of_an_official() -> None:
    people = content().people
    assert set(OFFICIALS.split()).isdisjoint(people.surnames)
    for names in (people.women, people.men, people.surnames):
        assert len(names) == len(set(names))
    assert all(name.endswith("a") for name in people.women) and not any(name.endswith("a") for name in people.men)


async def test_one_coordinator_is_away_next_week_and_somebody_stands_in(stage: Stage) -> None:
    absences = await stage.all(Absence)
    assert len(absences) == 2
    assert all(a.deputy_id is not None for a in absences)
    async with stage.database.transaction() as session:
        assert len(await absence.away_on(session, date(2026, 12, 1))) == 2
        assert await absence.away_on(session, date(2026, 11, 24)) == {}


# --- the projects ----------------------------------------


async def test_every_commune_has_three_to_five_projects_with_milestones_behind_and_ahead(stage: Stage) -> None:
    projects = {p.id: p for p in await stage.all(Project)}
    counts = Counter(p.commune_id for p in projects.values())
    assert len(counts) == 15 and set(counts.values()) <= {3, 4, 5}
    assert all(p.field_id and p.budget and p.start and p.end for p in projects.values())
    assert len(await stage.all(ProjectPartner)) > 15
    today = date(2026, 11, 24)
    milestones = await stage.all(Milestone)
    for milestone in milestones:
        assert milestone.due.weekday() < 5
        assert milestone.reached_on is None or milestone.reached_on < today
    open_ones = [m for m in milestones if m.reached_on is None]
    assert len([m for m in open_ones if m.due < today]) == 2
    assert len([m for m in open_ones if today < m.due < today + timedelta(days=45)]) > 15


async def test_partners_are_communes_of_the_association(settings: Settings) -> None:
    names = set(settings.the_association.communes)
    communes = content().projects.communes
    assert set(communes) == names
    assert {partner for plans in communes.values() for plan in plans for partner in plan.partners} <= names
    assert {plan.field for plans in communes.values() for plan in plans} == set(settings.the_association.fields)


# --- the weeks ----------------------------------------


@on_both_engines
async def test_six_weeks_are_behind_with_something_in_every_list(settings: Settings) -> None:
    async with a_stage(settings) as stage:
        digests, answers = await stage.digests(), await stage.answers()
        assert [d.status_round.week for d in digests] == [f"2026-W{week}" for week in range(42, 48)]
        for found, given in zip(digests, answers, strict=True):
            assert found.status_round.closed_at is not None and found.status_round.closed_at <= TUESDAY
            assert found.answered >= 13
            played = {state.commune: state.author for state in given if state.commune in content().people.homes}
            assert list(played.values()) == ["Anna Nowak", "Ewa Lis"]
            assert found.sums.said[Light.GREEN] > 2 * (found.sums.said[Light.AMBER] + found.sums.said[Light.RED])
            for answer in given:
                assert found.status_round.opened_at < answer.at <= TUESDAY
                assert answer.late is (answer.at >= found.status_round.closed_at)
        last = digests[-1]
        assert last.changed > 3 and last.stale.shown and len(last.by_field) == 7
        assert last.silent.shown and all(silent.asked for silent in last.silent.shown)
        assert sum(answer.late for given in answers for answer in given) >= 3
        assert await stage.all(Letter) == []


async def test_a_project_has_a_story_and_its_progress_never_falls(stage: Stage) -> None:
    names = {p.id: p.name for p in await stage.all(Project)}
    told: dict[str, list[StatusLine]] = {}
    for line in sorted(await stage.all(StatusLine), key=lambda x: x.round_id):
        told.setdefault(names[line.project_id], []).append(line)
    assert [line.light.value for line in told["P+R Podłęże"]] == ["g", "g", "a", "a", "r", "a"]
    assert told["P+R Podłęże"][3].unchanged == 1
    assert told["Trasa rowerowa Wisła"][-1].progress == 40
    for lines in told.values():
        progress = [line.progress or 0 for line in lines]
        assert progress == sorted(progress) and progress[0] > 0 and progress[-1] <= 100
        assert all(line.sentence for line in lines if line.light is not Light.GREEN)
    assert len({line.sentence for lines in told.values() for line in lines}) > 80


# --- the risks ----------------------------------------


@on_both_engines
async def test_there_are_risks_of_every_severity_and_all_are_seen_to(settings: Settings) -> None:
    async with a_stage(settings) as stage:
        risks = sorted(await stage.all(Risk), key=lambda risk: risk.id)
        assert [risk.number for risk in risks] == [f"R-{number}" for number in range(1, 11)]
        assert sorted(risks, key=lambda risk: risk.raised_at) == risks
        assert Counter(risk.state for risk in risks) == {State.TAKEN: 3, State.IN_HAND: 5, State.CLOSED: 2}
        assert {risk.severity for risk in risks} == set(Severity)
        assert len({risk.commune_id for risk in risks}) >= 8 and len({risk.category for risk in risks}) >= 7
        assert all(risk.score and risk.category for risk in risks)
        assert [risk for risk in risks if risk.project_id is None]
        actions = await stage.all(Treatment)
        assert len(actions) >= 10
        assert all(
            action.due.weekday() < 5 and (action.done_on or date(2026, 11, 24)) <= action.due for action in actions
        )
        said = await stage.all(RiskMessage)
        assert [message.answers for message in said] == [None, 1, None, 3]
        assert_the_past_of_risks_is_past_and_in_order(await stage.all(RiskEvent), TUESDAY)
        assert await stage.all(Letter) == []


async def test_risks_are_raised_by_people_of_their_communes_and_taken_by_the_director(stage: Stage) -> None:
    names: dict[str, tuple[str, str, str]] = {}
    async with stage.database.transaction() as session:
        teams = await person.members(session)
        for risk in (await session.exec(select(Risk))).all():
            of = certain(await risk_case.case(session, risk.id))
            assert of.taker is not None
            team = {m.person.id for m in teams if m.commune and m.commune.id == risk.commune_id}
            assert {of.author.id, of.owner.id if of.owner else of.author.id} <= team
            project = of.project.name if of.project else of.commune.name
            names[project] = of.author.name, of.taker.name, of.owner.name if of.owner else ""
    assert {taker for _, taker, _ in names.values()} == {"Jan Kowalski"}
    assert names["P+R Podłęże"] == ("Kasia Wrona", "Jan Kowalski", "Anna Nowak")
    assert names["Termomodernizacja szkół"] == ("Ewa Lis", "Jan Kowalski", "Ewa Lis")


async def test_one_more_commune_makes_a_pattern(stage: Stage) -> None:
    async with stage.database.transaction() as session:
        known = certain(await who_is(session, stage.cast.people["anna"].id))
        assert known.memberships[0].commune_id is not None
        new = NewRisk(commune_id=known.memberships[0].commune_id, severity=Severity.WATCH, text="Brak wkładu własnego")
        raised = await raise_risk(session, new, by=known.person, now=TUESDAY)
        assert isinstance(raised, Raised)
        assert await risk_pattern.pattern_of(session, Category.FINANCING, now=TUESDAY) is None
        raised.risk.category = Category.FINANCING
        assert await risk_pattern.pattern_of(session, Category.FINANCING, now=TUESDAY) is not None


async def test_two_forums_were_held_and_one_is_being_answered(settings: Settings) -> None:
    async with a_stage(settings) as stage:
        forums = sorted(await stage.all(Forum), key=lambda forum: forum.starts_at)
        assert [forum.starts_at > TUESDAY for forum in forums] == [False, False, True]
        assert all(f.starts_at.astimezone(WARSAW).weekday() < 5 and f.send_at < TUESDAY for f in forums)
        played = {"Niepołomice", "Skawina"}
        for forum in forums:
            async with stage.database.transaction() as session:
                tallies = await forum_commune.tally(session, forum.id)
                sent = await delegate.delegates(session, forum.id)
                teams = {(m.person.id, m.membership.commune_id) for m in await person.members(session)}
            silent = {tally.line.commune for tally in tallies if tally.is_silent}
            assert len(tallies) == 15 and 0 < len(silent) < 15
            assert played <= silent if forum.starts_at > TUESDAY else sum(tally.attended for tally in tallies) >= 3
            assert {(one.delegate.person_id, one.delegate.commune_id) for one in sent} <= teams
            assert all((one.delegate.answered_at or forum.send_at) <= TUESDAY for one in sent)
        assert await stage.all(Letter) == []


def assert_the_past_of_risks_is_past_and_in_order(events: list[RiskEvent], now: datetime) -> None:
    histories: dict[int, list[datetime]] = {}
    for event in sorted(events, key=lambda event: event.id):
        histories.setdefault(event.risk_id, []).append(event.at)
    assert len(histories) == 10
    for moments in histories.values():
        assert moments == sorted(moments) and moments[-1] < now


async def test_one_call_for_data_is_over_and_one_is_being_answered(stage: Stage) -> None:
    over, now = await stage.all(DataCall)
    assert over.closed_at is not None and now.closed_at is None
    async with stage.database.looking() as session:
        before, stands = await standing.standing(session, over.id), await standing.standing(session, now.id)
        [mine] = [stand for stand in stands if stand.commune == "Niepołomice"]
        of = certain(await answer.owed(session, mine.obligation_id))
        last = await answer.previous(session, of)
    assert all(stand.accepted_at is not None for stand in before)
    silent = {stand.commune for stand in stands if stand.is_silent}
    assert {"Niepołomice", "Skawina"} <= silent and len(silent) < len(stands) - 5
    assert len(last) == 4


async def test_it_is_the_same_each_time(tmp_path: Path, settings: Settings) -> None:
    seen = []
    for name in ("one.db", "other.db"):
        settings.database_url = f"sqlite+aiosqlite:///{tmp_path / name}"
        async with a_stage(settings) as stage:
            tables: tuple[type[SQLModel], ...] = (
                person.Person, Project, Milestone, Absence, StatusAnswer, StatusLine,
                Risk, RiskEvent, Treatment, RiskMessage,
            )  # fmt: skip
            seen.append([[row.model_dump() for row in await stage.all(table)] for table in tables])
    assert seen[0] == seen[1]


async def test_it_is_quick(settings: Settings) -> None:
    clock = Clock(settings.zone, "PL", now=lambda: TUESDAY)
    database = await app.prepare(settings, clock)
    began = time.process_time()
    await move_in(database, World(), clock, settings.the_association)
    assert time.process_time() - began < QUICK
    await database.close()


@pytest.mark.parametrize(
    ("now", "friday"),
    [
        (at(2026, 11, 23, 0, 10), at(2026, 11, 27, 9)),
        (at(2026, 11, 27, 8, 59), at(2026, 11, 27, 9)),
        (at(2026, 11, 27, 9, 1), at(2026, 12, 4, 9)),
        (at(2026, 11, 28, 12), at(2026, 12, 4, 9)),
        (at(2026, 11, 29, 23, 50), at(2026, 12, 4, 9)),
        # Friday the first of January is a holiday: its round opens on Monday
        (at(2027, 1, 4, 8), at(2027, 1, 4, 9)),
        (at(2027, 1, 4, 10), at(2027, 1, 8, 9)),
        (at(2026, 3, 29, 3, 30), at(2026, 4, 3, 9)),
    ],
)
async def test_whenever_it_begins_the_clock_opens_nothing_but_the_next_round(
    settings: Settings, now: datetime, friday: datetime
) -> None:
    async with a_stage(settings, now) as stage:
        before = await stage.answers()
        assert len(before) == 6
        assert all(answer.at <= now for given in before for answer in given)
        assert_the_past_of_risks_is_past_and_in_order(await stage.all(RiskEvent), now)
        for moment in (now, friday - timedelta(seconds=1)):
            await stage.move_to(moment)
            assert await stage.all(Letter) == [] and len(await stage.digests()) == 6
        await stage.move_to(friday)
        found = await stage.digests()
        assert len(found) == 7 and found[-1].status_round.closed_at is None
        asked = {letter.chat_id for letter in await stage.all(Letter)}
        assert len(asked) == 15 and stage.cast.people["anna"].id in asked


@pytest.mark.parametrize(
    ("now", "closed", "closing"),
    [
        (at(2026, 11, 24, 12), at(2026, 11, 17, 12), at(2026, 12, 1, 12)),
        (at(2026, 11, 24, 12, 1), at(2026, 11, 24, 12), at(2026, 12, 1, 12)),
        (at(2026, 11, 30, 2), at(2026, 11, 24, 12), at(2026, 12, 1, 12)),
        # both Fridays are holidays, and so is Wednesday the sixth
        (at(2027, 1, 4, 10), at(2026, 12, 30, 12), at(2027, 1, 7, 12)),
    ],
)
def test_the_demonstration_begins_when_the_last_round_has_closed(
    now: datetime, closed: datetime, closing: datetime
) -> None:
    clock = Clock(WARSAW, "PL", now=lambda: now)
    assert scene.last_round(clock).closes == closed
    assert scene.end_of_jump("closing", clock) == closing


# --- what goes on ----------------------------------------


async def test_the_others_answer_by_themselves_and_those_who_are_played_do_not(stage: Stage) -> None:
    await stage.move_to(at(2026, 11, 27, 9))
    assert (await stage.digests())[-1].answered == 0
    await stage.move_to(at(2026, 11, 27, 16, 30))
    some = (await stage.digests())[-1].answered
    assert 3 <= some <= 10
    await stage.move_to(at(2026, 12, 1, 12, 5))
    last = (await stage.digests())[-1]
    assert last.status_round.closed_at is not None and last.changed and last.answered >= 10
    assert {"Niepołomice", "Skawina"} <= {silent.commune for silent in last.silent.shown}
    assert all(not answer.late and answer.at < last.status_round.closes_at for answer in (await stage.answers())[-1])
    asked = {owed.id: owed.person_id for owed in await stage.all(Obligation)}
    answers = [a for a in await stage.all(StatusAnswer) if a.answered_at >= last.status_round.opened_at]
    assert len(answers) >= 10 and all(a.person_id == asked[a.obligation_id] for a in answers)


async def test_the_others_answer_invitations_and_those_who_are_played_do_not(stage: Stage) -> None:
    """The forum that is coming, until answers are due."""
    for day in range(10):
        await stage.move_to(TUESDAY + timedelta(days=day))
    coming = max(await stage.all(Forum), key=lambda forum: forum.starts_at)
    async with stage.database.transaction() as session:
        tallies = await forum_commune.tally(session, coming.id)
    silent = {tally.line.commune for tally in tallies if tally.is_silent}
    assert {"Niepołomice", "Skawina"} <= silent and len(silent) < 8
    assert sum(tally.accepted for tally in tallies) >= 3


async def test_they_go_on_for_weeks_without_everything_going_wrong(stage: Stage) -> None:
    friday = at(2026, 11, 27, 9)
    for week in range(8):
        await stage.move_to(friday + timedelta(weeks=week))
        await stage.move_to(friday + timedelta(weeks=week, days=7, hours=-1))
    for found in (await stage.digests())[6:]:
        assert found.answered >= 9
        assert found.sums.said[Light.GREEN] > found.sums.said[Light.AMBER] + found.sums.said[Light.RED]
    lines = sorted(await stage.all(StatusLine), key=lambda line: (line.project_id, line.round_id))
    assert max(line.unchanged for line in lines) <= 2 and max(line.progress or 0 for line in lines) < 100
    for before, line in pairwise(lines):
        if before.project_id == line.project_id:
            assert (line.progress or 0) >= (before.progress or 0)
    assert all(line.sentence for line in lines if line.light is not Light.GREEN)


def test_nothing_is_told_out_of_order() -> None:
    for kind, seed in product(Kind, range(20)):
        order = [sentence for phase in content().words.good_of(kind).values() for sentence in phase]
        story = Teller(Random(seed)).story(kind, 60)  # noqa: S311
        places = [order.index(said.sentence) for said in story if said.sentence in order]
        assert len(story) == 6 and not story[0].repeated and places == sorted(set(places))


# --- the files ----------------------------------------


@pytest.mark.parametrize(
    ("file", "right", "wrong", "said"),
    [
        ("people", 'role = "chair"', 'role = "mayor"', "leading.2.role should be 'office'"),
        ("people", "surnames = [", "lastnames = [", "surnames Field required"),
        ("projects", "months = 10", 'months = "ten"', "anywhere.0.months should be a valid integer"),
        ("projects", 'field = "mobilność"', 'field = "transport"', "there is no field 'transport'"),
        ("projects", 'story = "nursery"', 'story = "kindergarten"', "there is no story 'kindergarten'"),
        ("risks", 'proximity = "quarter"', 'when = "quarter"', "raised.0.when Extra inputs are not permitted"),
        ("risks", 'project = "Bulwar nad Wisłą"', 'project = "Bulwar"', "there is no project 'Bulwar'"),
        ("guide", 'says = "Co się zmieniło?"', "", "tours.0.steps.1.says Field required"),
        ("guide", 'who = "tomasz"', 'who = "tom"', "there is no person 'tom'"),
        ("words", "0 = [", "0 = ", "cannot be read: "),
    ],
)
def test_a_mistake_is_told_with_its_file_and_key(tmp_path: Path, file: str, right: str, wrong: str, said: str) -> None:
    for name in Content.model_fields:
        text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
        assert name != file or right in text
        (tmp_path / f"{name}.toml").write_text(
            text.replace(right, wrong, 1) if name == file else text, encoding="utf-8"
        )
    with pytest.raises(SettingError) as told:
        read(tmp_path)
    assert str(told.value).startswith(f"{tmp_path / file}.toml") and said in str(told.value)
    assert "\n" not in str(told.value)


# --- an association of one's own ----------------------------------------


@pytest.mark.parametrize(
    ("communes", "fields"),
    [
        (("Wólka",), ("wszystko",)),
        (("Wólka", "Lipa"), ("woda", "drogi")),
        (tuple(f"Gmina {number}" for number in range(30)), ("woda", "drogi", "edukacja")),
        (("Lipa", "Skawina", "Niepołomice"), ("mobilność",)),
    ],
)
async def test_another_association_has_people_and_projects_too(
    settings: Settings, communes: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    async with a_stage(association(settings, communes, fields)) as stage:
        home = "Niepołomice" if "Niepołomice" in communes else communes[0]
        assert stage.cast.about[stage.cast.people["anna"].id]["pl"] == f"koordynator, {home}"
        assert len(stage.cast.people) == len(stage.cast.about) == len(stage.world.users) - 1
        counts = Counter(p.commune_id for p in await stage.all(Project))
        assert len(counts) == len(communes) and set(counts.values()) <= {3, 4, 5}
        assert all(p.field_id for p in await stage.all(Project))
        assert len(await stage.all(Risk)) >= min(2 * len(communes), 7)
        digests = await stage.digests()
        assert len(digests) == 6 and all(found.answered for found in digests)
        await stage.move_to(at(2026, 11, 27, 9))
        await stage.move_to(at(2026, 12, 1, 12, 5))
        assert (await stage.digests())[-1].status_round.closed_at is not None
