"""What the Office reads of a round: reckoned by the database, it is what one would find going through all answers."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.playground.screen import plain
from models import setting
from models.db import some
from models.obligation import Obligation
from models.people.commune import all_communes, all_fields
from models.people.permission import Role
from models.people.person import Person
from models.project import project
from models.project.project import Project
from models.reading.words import fold
from models.status import digest, status_round
from models.status.answer import UNCHANGED_AT_MOST, Light, NewLine, StatusAnswer, StatusLine, owed_now, submit
from models.status.digest import Answer, Better, Silent, Stale
from models.status.last_word import Standing
from models.status.status_round import StatusRound
from tests.conftest import Town, on_both_engines
from tests.rows import certain

TODAY = date(2026, 11, 27)
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
            await project.add(session, name=f"P{number}", commune_id=commune.id, now=now, field_id=field)
        weekly = await setting.weekly(session)
    for monday in MONDAYS:
        async with town.database.transaction() as session:
            moments = setting.moments(weekly, monday, town.app.services.clock)
            opened = certain(await status_round.open_round(session, monday=monday, moments=moments, now=moments.opens))
            for commune in leading:
                [owed] = await owed_now(session, [commune.id])
                obligation = await session.get_one(Obligation, owed.id)
                obligation.person_id = chance.choice([None, *(person.id for person in asked)])
                for again in range(chance.choice([0, 1, 1, 2])):
                    at = moments.opens + timedelta(hours=again)
                    [owed] = await owed_now(session, [commune.id])
                    lines = [by_chance(chance, p) for p in await project.projects(session, commune_ids=[commune.id])]
                    some = [line for line in lines if chance.random() < 0.8]
                    await submit(session, owed, some, by=asked[-1], now=at, today=monday)
                    await session.flush()
            if monday != MONDAYS[-1]:
                status_round.close(opened, now=moments.closes)
    async with town.database.transaction() as session:
        for archived in (await session.exec(select(Project).limit(2))).all():
            project.archive(archived, now=town.clock.now())
        asked[0].unreachable_since = town.clock.now()
        return certain(await status_round.latest(session))


def by_chance(chance: Random, of: Project) -> NewLine:
    light = chance.choice([Light.GREEN, Light.GREEN, Light.AMBER, Light.RED])
    sentence = chance.choice([None, "Czekamy na decyzję"])
    return NewLine(project_id=of.id, light=light, sentence=sentence, unchanged=chance.choice([0, 0, 1, 2]))


async def gone_through(session: AsyncSession, newest: StatusRound) -> dict[str, list[object]]:
    """The same, reckoned from all rows, one by one; of communes and projects in the order they are shown in."""
    communes = {c.id: c for c in await all_communes(session)}
    people = {p.id: p for p in (await session.exec(select(Person))).all()}
    mondays = {r.id: r.monday for r in (await session.exec(select(StatusRound))).all()}
    answers = [a for a in (await session.exec(select(StatusAnswer))).all() if a.counts]
    given = {a.obligation_id: a for a in answers}
    lines = (await session.exec(select(StatusLine).order_by(col(StatusLine.round_id)))).all()
    lines = [line for line in lines if line.answer_id in {a.id for a in answers}]
    projects = (await session.exec(select(Project).order_by(col(Project.id)))).all()
    found: dict[str, list[Any]] = {"better": [], "answers": [], "silent": [], "stale": [], "red": [], "amber": []}
    owed = (await session.exec(select(Obligation).where(Obligation.round_id == newest.id))).all()
    for one in sorted(owed, key=lambda one: fold(communes[one.commune_id].name)):
        commune, answer, asked = communes[one.commune_id].name, given.get(one.id), people.get(one.person_id or 0)
        lights: Counter[Light] = Counter()
        last: Counter[Light | None] = Counter()
        for p in projects:
            if p.commune_id != one.commune_id or p.archived_at is not None:
                continue
            told = [line for line in lines if line.project_id == p.id]
            *_, before = [None, *(line.light for line in told if line.round_id < (newest.id))]
            now = [line for line in told if line.round_id == newest.id]
            if not now:
                last[before] += 1
            for line in now:
                lights[line.light] += 1
                if line.light is Light.GREEN and before not in (None, Light.GREEN):
                    found["better"].append(Better(commune, p.name, before, line.sentence))
                if line.unchanged >= UNCHANGED_AT_MOST:
                    found["stale"].append(Stale(commune, p.name, line.light))
            if told and told[-1].light in (Light.AMBER, Light.RED):
                light = told[-1].light
                since = next(reversed([a for a, b in pairwise([None, *told]) if a is None or a.light is not light]))
                begun = told[told.index(since) + 1 if since else 0]
                weeks = (newest.monday - mondays[begun.round_id]).days // 7 + 1
                said_in = mondays[told[-1].round_id]
                standing = Standing(commune, p.name, light, told[-1].sentence, weeks, before, said_in, None)
                found[light.name.lower()].append(standing)
        if answer is None:
            unreachable = asked is not None and asked.unreachable_since is not None
            found["silent"].append(Silent(commune, asked.name if asked else None, unreachable, last))
        else:
            author = people[answer.person_id].name
            found["answers"].append(Answer(commune, lights, author, answer.answered_at, answer.late, answer.on_behalf))
    for name in ("red", "amber"):
        found[name].sort(key=lambda standing: -standing.weeks)
    return found


def parts(found: digest.Digest, answers: some.Some[digest.Answer]) -> dict[str, some.Some[Any]]:
    standing = {light.name.lower(): lines for light, lines in found.standing.items()}
    return {name: getattr(found, name) for name in ("better", "silent", "stale")} | standing | {"answers": answers}


@on_both_engines
async def test_it_is_what_one_finds_going_through_all_answers(town: Town) -> None:
    newest = await four_weeks(town, communes=15, projects=75)
    async with town.database.transaction() as session:
        found, plainly = await digest.digest(session, newest, today=TODAY), await gone_through(session, newest)
        answers = await digest.answers(session, newest)
        lights = await digest.lights_of(session, newest, range(1, 16))
        names = {commune.name: commune.id for commune in await digest.communes_in(session, newest)}
    assert all(plainly.values())
    for name, lines in plainly.items():
        shown = parts(found, answers)[name]
        assert list(shown.shown) == lines and shown.others == 0, name
    assert (found.asked, found.answered) == (15, len(plainly["answers"]))
    assert found.sums.said == sum((a.lights for a in answers.shown), Counter())
    assert found.sums.said.total() + found.sums.unsaid.total() == 73, "two of 75 are done with"
    assert lights == {names[a.commune]: a.lights for a in answers.shown}
    assert list(names) == sorted(names, key=fold)


@on_both_engines
async def test_of_more_the_worst_are_shown(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = await four_weeks(town, communes=15, projects=75)
    async with town.database.transaction() as session:
        all, all_answers = await digest.digest(session, newest, today=TODAY), await digest.answers(session, newest)
        monkeypatch.setattr(some, "SHOWN", 3)
        found, answers = await digest.digest(session, newest, today=TODAY), await digest.answers(session, newest)
    every_part, shown_parts = parts(all, all_answers), parts(found, answers)
    for name, shown in shown_parts.items():
        every = every_part[name]
        assert len(shown.shown) == min(3, len(every.shown)), name
        assert shown.total == every.total == len(every.shown), name
        assert [line for line in every.shown if line in shown.shown] == list(shown.shown), name
    for name in ("red", "amber"):
        assert [line.weeks for line in shown_parts[name].shown] == [line.weeks for line in every_part[name].shown][:3]
    reds = sorted((answer.lights[Light.RED] for answer in all_answers.shown), reverse=True)
    assert sum(answer.lights[Light.RED] for answer in answers.shown) == sum(reds[:3])
    assert (found.sums, found.answered, found.by_field) == (all.sums, all.answered, all.by_field)


@on_both_engines
async def test_the_office_reads_twenty_five_lines_and_the_rest_behind_a_button(town: Town) -> None:
    newest = await four_weeks(town, communes=15, projects=75)
    async with town.database.transaction() as session:
        found = await digest.digest(session, newest, today=TODAY)
    jan = town.people["Jan"]
    await jan.say("/raport")
    report = jan.messages[-1]
    assert len(report.text.splitlines()) == 25
    assert f"🔴 Opóźnione ({found.standing[Light.RED].total})" in plain(report.text)
    assert f"🟡 Zagrożone ({found.standing[Light.AMBER].total}) · pierwsz" in plain(report.text)
    assert "🔇 Cisza" in report.text and f"• {found.silent.shown[0].commune}: ostatnio" in report.text
    await jan.tap("📖 Całość")
    jan.sees(f"🏛 Odpowiedzi ({found.answered})")
    told = plain(jan.messages[-1].text)
    for standing in (*found.standing[Light.RED].shown, *found.standing[Light.AMBER].shown):
        assert f"• {standing.commune} · {standing.project}" in told
    await jan.tap("↩️ Tydzień 48")
    assert jan.messages[-1].text == report.text
