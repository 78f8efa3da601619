"""The last rounds side by side: reckoned by the database, they are what one would find going through all answers."""

import asyncio
from collections import Counter
from datetime import datetime

import pytest
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.texts import Words
from bot.timetable import run_once
from handlers.status import picture
from jobs import status_close
from models.obligation import Obligation
from models.people.commune import all_communes, all_fields
from models.people.permission import Role
from models.project.project import Project
from models.reading.words import fold
from models.status import status_round
from models.status import trend as trends
from models.status.answer import Light, StatusAnswer, StatusLine
from models.status.status_round import StatusRound
from models.status.trend import Cell, Move, Silence, Standing, Trend, of_field, worst
from tests.conftest import WARSAW, Town, on_both_engines
from tests.conversations.test_digest import MONDAYS, four_weeks
from tests.engine.test_drawing import slow
from tests.rows import certain, loses_roles

GRAVE = list(Light)


class GoneThrough:
    """The same, reckoned from all rows, one by one."""

    def __init__(self) -> None:
        self.lights: dict[int, Counter[Light]] = {}
        self.silent: dict[int, int] = {}
        self.communes: dict[str, list[Cell]] = {}
        self.fields: dict[str | None, list[Cell]] = {}
        self.moves: list[Move] = []


async def gone_through(session: AsyncSession) -> GoneThrough:
    found = GoneThrough()
    rounds = (await session.exec(select(StatusRound).order_by(col(StatusRound.week)))).all()
    answers = {a.id: a for a in (await session.exec(select(StatusAnswer))).all() if a.counts}
    lines = (await session.exec(select(StatusLine).order_by(col(StatusLine.round_id), col(StatusLine.id)))).all()
    lines = [line for line in lines if line.answer_id in answers]
    in_hand = select(Project).where(col(Project.archived_at).is_(None))
    projects = (await session.exec(in_hand.order_by(col(Project.id)))).all()
    communes = {commune.id: commune for commune in await all_communes(session)}
    fields = {field.id: field.name for field in await all_fields(session)}
    owed = (await session.exec(select(Obligation))).all()
    asked = {(one.round_id, one.commune_id): one for one in owed}

    def word(p: Project, of: StatusRound, *, exactly: bool = False) -> Light | None:
        words = [x for x in lines if x.project_id == p.id and x.round_id <= of.id]
        if exactly:
            words = [x for x in words if x.round_id == of.id]
        return words[-1].light if words else None

    for of in rounds:
        known = [word(p, of) for p in projects]
        found.lights[of.number] = Counter(light for light in known if light is not None)
        found.silent[of.number] = sum(1 for one in owed if one.round_id == of.id and one.answered_at is None)
        for commune in communes.values():
            one = asked.get((of.id, commune.id))
            if one is None:
                cell: Cell = Silence.NOT_ASKED
            elif one.answered_at is None:
                cell = Silence.NO_ANSWER
            else:
                said = [word(p, of, exactly=True) for p in projects if p.commune_id == commune.id]
                cell = worst(Counter(light for light in said if light is not None)) or Silence.NOT_ASKED
            found.communes.setdefault(commune.name, []).append(cell)
        for field_id, name in (*fields.items(), (None, None)):
            of_it = [p for p in projects if p.field_id == field_id]
            last = Counter(light for p in of_it if (light := word(p, of)) is not None)
            new = Counter(light for p in of_it if (light := word(p, of, exactly=True)) is not None)
            found.fields.setdefault(name, []).append(of_field(Standing(last, new) if last else None))
    for p in projects:
        before, now = word(p, rounds[-2]), word(p, rounds[-1], exactly=True)
        if now is not None and now is not (before or Light.GREEN):
            found.moves.append(Move(communes[p.commune_id].name, p.name, before, now))
    return found


def is_worse(move: Move) -> bool:
    return GRAVE.index(move.now) > GRAVE.index(move.before or Light.GREEN)


@on_both_engines
async def test_it_is_what_one_finds_going_through_all_answers(town: Town) -> None:
    newest = await four_weeks(town, communes=15, projects=75)
    async with town.database.transaction() as session:
        found, plainly = await trends.trend(session, newest), await gone_through(session)
    assert [week.number for week in found.weeks] == [monday.isocalendar().week for monday in MONDAYS]
    assert {week.number: week.lights for week in found.weeks} == plainly.lights
    assert {week.number: week.silent for week in found.weeks} == plainly.silent
    assert not found.of_fields
    assert [(row.name, list(row.cells)) for row in found.rows] == sorted(
        plainly.communes.items(), key=lambda row: fold(row[0])
    )
    for moves, way in ((found.worse, True), (found.better, False)):
        all = [move for move in plainly.moves if is_worse(move) is way]
        assert set(moves.shown) <= set(all) and len(moves.shown) + moves.others == len(all)
        assert len(moves.shown) == trends.MOVES_SHOWN < len(all), "there are enough to leave some out"
        gravest = sorted((GRAVE.index(move.now) for move in all), reverse=way)[: trends.MOVES_SHOWN]
        assert [GRAVE.index(move.now) for move in moves.shown] == gravest


@on_both_engines
async def test_of_more_communes_the_fields_are_shown(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = await four_weeks(town, communes=15, projects=75)
    monkeypatch.setattr(trends, "COMMUNES_AT_MOST", 14)
    async with town.database.transaction() as session:
        found, plainly = await trends.trend(session, newest), await gone_through(session)
    assert found.of_fields
    assert {row.name: list(row.cells) for row in found.rows} == plainly.fields
    assert [row.name for row in found.rows][-1] is None, "those of no field come last"
    assert {week.number: week.lights for week in found.weeks} == plainly.lights
    assert {week.number: week.silent for week in found.weeks} == plainly.silent


async def test_it_goes_no_further_than_its_round_and_so_many_weeks_back(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await four_weeks(town, communes=3, projects=6)
    monkeypatch.setattr(trends, "WEEKS", 2)
    async with town.database.transaction() as session:
        of = certain(await status_round.of_week(session, MONDAYS[2]))
        found, plainly = await trends.trend(session, of), await gone_through(session)
    weeks = [monday.isocalendar().week for monday in MONDAYS[1:3]]
    assert {week.number: week.lights for week in found.weeks} == {week: plainly.lights[week] for week in weeks}
    assert {row.name: list(row.cells) for row in found.rows} == {
        name: cells[1:3] for name, cells in plainly.communes.items() if cells[1] is not Silence.NOT_ASKED
    }


async def test_who_is_not_in_the_office_any_more_sees_nothing_of_it(town: Town) -> None:
    await four_weeks(town, communes=3, projects=6)
    jan = town.people["Jan"]
    await jan.say("/raport")
    await loses_roles(town, jan, Role.OFFICE)
    await jan.tap("📈 Trend")
    jan.sees_toast("Do tego nie masz uprawnień")
    assert jan.files == []


async def test_with_the_digest_each_reads_it_in_their_language(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture is drawn before the round is closed, and once a language."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    maria = await town.meets("Maria Wrona", Role.OFFICE)
    john = await town.meets("John Smith", Role.OFFICE, language="en")
    await town.has_projects("Skawina", "Park")
    drawn: list[str] = []
    draw = picture.draw_trend

    def draws(words: Words, found: Trend) -> bytes:
        drawn.append(words.language)
        return draw(words, found)

    monkeypatch.setattr(picture, "draw_trend", draws)
    for moment in (datetime(2026, 11, 27, 9, tzinfo=WARSAW), datetime(2026, 12, 1, 12, tzinfo=WARSAW)):
        await town.move_to(moment)
        await town.settled()
    assert sorted(drawn) == ["en", "pl"]
    for reader, caption in ((jan, "Trend: tydzień 48"), (maria, "Trend: tydzień 48"), (john, "Trend: week 48")):
        assert caption in reader.messages[-2].text
        assert "📋" in reader.messages[-1].text
    [polish], [same], [english] = jan.files, maria.files, john.files
    assert polish.data == same.data != english.data


@on_both_engines
async def test_an_answer_that_comes_while_it_is_drawn_for_the_digest_is_in_both(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.has_projects("Niepołomice", "Park")
    await town.move_to(datetime(2026, 11, 27, 9, tzinfo=WARSAW))
    await anna.tap("✏️ Wypełnij")
    await anna.tap("Park")
    await anna.tap("🟢")
    town.clock.now = lambda: datetime(2026, 12, 1, 12, tzinfo=WARSAW)
    async with slow("status.picture", "draw_trend") as easel:
        closing = asyncio.create_task(run_once(status_close.job, town.database, town.app.services))
        await easel.is_used()
        await anna.tap("✅ Wyślij")
        easel.goes_on.set()
        await closing
    town.app.courier.look()
    await town.settled()
    assert easel.begun == 2
    caption, digest = (message.text for message in jan.messages[-2:])
    assert "odpowiedzi: 1 z 1" in digest and "Wszystkie projekty: 🟢 1" in caption


async def test_a_picture_that_fails_keeps_no_round_open(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.has_projects("Skawina", "Park")

    def fails(_words: Words, _found: Trend) -> bytes:
        raise OSError("no room for it")

    monkeypatch.setattr(picture, "draw_trend", fails)
    for moment in (datetime(2026, 11, 27, 9, tzinfo=WARSAW), datetime(2026, 12, 1, 12, tzinfo=WARSAW)):
        await town.move_to(moment)
        await town.settled()
    assert "odpowiedzi: 0 z 1" in jan.messages[-1].text and not jan.files
    assert "the trend cannot be drawn" in caplog.text
