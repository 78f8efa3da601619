"""What the Office reads of a round: reckoned by the database, it is what one would find going through all answers."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import setting
from models.people.commune import all_communes, all_fields
from models.people.person import Person
from models.people.right import Role
from models.project import project
from models.project.project import Project
from models.reading.words import fold
from models.status import digest
from models.status import status_round as round
from models.status.answer import UNCHANGED_AT_MOST, Light, NewLine, StatusAnswer, StatusLine, owed_now, submit
from models.status.digest import Answer, Change, Silent, Stale
from models.status.status_round import Obligation, StatusRound
from tests.conftest import Town, on_both_engines

MONDAYS = [date(2026, 11, 2) + timedelta(weeks=week) for week in range(4)]


async def four_weeks(town: Town, *, communes: int, projects: int) -> StatusRound:
    """Of answers by chance: silent communes, projects left out, corrected answers; the last round is still open."""
    chance = Random(7)  # noqa: S311
    await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Ewa Lis", Role.OFFICE)
    async with town.database.transaction() as session:
        asked = list((await session.exec(select(Person).order_by(col(Person.id)))).all())
        fields = [None, *(field.id for field in await all_fields(session))]
        leading = (await all_communes(session))[:communes]
        for number in range(projects):
            commune = leading[number % communes]
            now, field = town.clock.now(), chance.choice(fields)
            await project.add(session, name=f"P{number}", commune_id=commune.id or 0, now=now, field_id=field)
        weekly = await setting.weekly(session)
    for monday in MONDAYS:
        async with town.database.transaction() as session:
            moments = setting.moments(weekly, monday, town.app.house.clock)
            opened = await round.open_round(session, monday=monday, moments=moments, now=moments.opens)
            assert opened is not None
            for commune in leading:
                [owed] = await owed_now(session, [commune.id or 0])
                obligation = await session.get_one(Obligation, owed.id)
                obligation.person_id = chance.choice([None, *(person.id for person in asked)])
                for again in range(chance.choice([0, 1, 1, 2])):
                    at = moments.opens + timedelta(hours=again)
                    [owed] = await owed_now(session, [commune.id or 0])
                    lines = [
                        by_chance(chance, p) for p in await project.projects(session, commune_ids=[commune.id or 0])
                    ]
                    some = [line for line in lines if chance.random() < 0.8]
                    await submit(session, owed, some, by=asked[-1], now=at, today=monday)
                    await session.flush()
            if monday != MONDAYS[-1]:
                round.close(opened, now=moments.closes)
    async with town.database.transaction() as session:
        for archived in (await session.exec(select(Project).limit(2))).all():
            project.archive(archived, now=town.clock.now())
        asked[0].unreachable_since = town.clock.now()
        newest = await round.latest(session)
    assert newest is not None
    return newest


def by_chance(chance: Random, of: Project) -> NewLine:
    light = chance.choice([Light.GREEN, Light.GREEN, Light.AMBER, Light.RED])
    sentence = chance.choice([None, "Czekamy na decyzję"])
    return NewLine(project_id=of.id or 0, light=light, sentence=sentence, unchanged=chance.choice([0, 0, 1, 2]))


async def gone_through(session: AsyncSession, newest: StatusRound) -> dict[str, list[object]]:
    """The same, reckoned from all rows, one by one; of communes and projects in the order they are shown in."""
    communes = {c.id: c for c in await all_communes(session)}
    people = {p.id: p for p in (await session.exec(select(Person))).all()}
    answers = [a for a in (await session.exec(select(StatusAnswer))).all() if a.counts]
    given = {a.obligation_id: a for a in answers}
    lines = (await session.exec(select(StatusLine).order_by(col(StatusLine.round_id)))).all()
    lines = [line for line in lines if line.answer_id in {a.id for a in answers}]
    projects = (await session.exec(select(Project).order_by(col(Project.id)))).all()
    found: dict[str, list[object]] = {"changes": [], "answers": [], "silent": [], "stale": []}
    owed = (await session.exec(select(Obligation).where(Obligation.round_id == newest.id))).all()
    for one in sorted(owed, key=lambda one: fold(communes[one.commune_id].name)):
        commune, answer, asked = communes[one.commune_id].name, given.get(one.id or 0), people.get(one.person_id or 0)
        if answer is None:
            unreachable = asked is not None and asked.unreachable_since is not None
            found["silent"].append(Silent(commune, asked.name if asked else None, unreachable))
            continue
        lights: Counter[Light] = Counter()
        for p in projects:
            if p.commune_id != one.commune_id or p.archived_at is not None:
                continue
            now = [line for line in lines if line.project_id == p.id and line.round_id == newest.id]
            before = [line for line in lines if line.project_id == p.id and line.round_id < (newest.id or 0)]
            for line in now:
                lights[line.light] += 1
                last = before[-1].light if before else None
                if line.light is not (last or Light.GREEN):
                    found["changes"].append(Change(commune, p.name, last, line.light, line.sentence))
                if line.unchanged >= UNCHANGED_AT_MOST:
                    found["stale"].append(Stale(commune, p.name, line.light))
        author = people[answer.person_id].name
        found["answers"].append(Answer(commune, lights, author, answer.answered_at, answer.late))
    return found


@on_both_engines
async def test_it_is_what_one_finds_going_through_all_answers(town: Town) -> None:
    newest = await four_weeks(town, communes=15, projects=75)
    async with town.database.transaction() as session:
        found, plainly = await digest.digest(session, newest), await gone_through(session, newest)
        lights = await digest.lights_of(session, newest, range(1, 16))
        names = {commune.name: commune.id for commune in await digest.communes_in(session, newest)}
    assert all(plainly.values())
    for name, lines in plainly.items():
        some = getattr(found, name)
        assert list(some.shown) == lines and some.others == 0, name
    assert (found.asked, found.answered) == (15, len(plainly["answers"]))
    assert found.lights == sum((a.lights for a in found.answers.shown), Counter())
    assert lights == {names[a.commune]: a.lights for a in found.answers.shown}
    assert list(names) == sorted(names, key=fold)


@on_both_engines
async def test_of_more_the_worst_are_shown_as_in_the_alphabet(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = await four_weeks(town, communes=15, projects=75)
    async with town.database.transaction() as session:
        all = await digest.digest(session, newest)
        monkeypatch.setattr(digest, "SHOWN", 5)
        found = await digest.digest(session, newest)
    for name in ("changes", "answers", "silent", "stale"):
        every, some = getattr(all, name), getattr(found, name)
        assert len(some.shown) == min(5, len(every.shown)), name
        assert len(some.shown) + some.others == len(every.shown), name
        assert [line for line in every.shown if line in some.shown] == list(some.shown), name
    left = [change for change in all.changes.shown if change not in found.changes.shown]
    assert {change.now for change in found.changes.shown} == {Light.RED} and left
    reds = sorted((answer.lights[Light.RED] for answer in all.answers.shown), reverse=True)
    assert sum(answer.lights[Light.RED] for answer in found.answers.shown) == sum(reds[:5])
    assert (found.lights, found.answered, found.by_field) == (all.lights, all.answered, all.by_field)


@on_both_engines
async def test_the_office_reads_how_many_others_there_are(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "SHOWN", 5)
    newest = await four_weeks(town, communes=15, projects=75)
    async with town.database.transaction() as session:
        found = await digest.digest(session, newest)
    jan = town.people["Jan"]
    await jan.say("/raport")
    for some in (found.changes, found.answers):
        assert some.others
        jan.sees(f"… i jeszcze {some.others}")
