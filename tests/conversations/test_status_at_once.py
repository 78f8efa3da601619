"""Two people answer for a commune at once, or one does while the round is closed: on PostgreSQL nothing queues."""

import asyncio
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot.playground import Person as Phone
from models.people.permission import Role
from models.status import answer
from models.status import status_round as rounds
from models.status.answer import StatusAnswer
from tests.at_once import HANDLED, at_once, holding_before, tapping, waits_or_is_handled
from tests.conftest import WARSAW, Town, on_postgresql
from tests.rows import certain

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)


async def team(town: Town) -> tuple[Phone, Phone, Phone]:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    piotr = await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    await town.move_to(FRIDAY)
    return jan, anna, piotr


async def counting(town: Town) -> list[int]:
    async with town.database.transaction() as session:
        found = await session.exec(select(StatusAnswer.person_id).where(col(StatusAnswer.counts)))
        return list(found.all())


@on_postgresql
async def test_of_two_answers_the_later_counts_and_the_other_is_told(town: Town) -> None:
    jan, anna, piotr = await team(town)
    await piotr.say("/status")
    for who, light in ((anna, "🟢"), (piotr, "🔴")):
        await who.tap("Wypełnij")
        await who.tap("Trasa")
        await who.tap(light)
    await piotr.say("Nie ma pozwolenia")
    await at_once(town, anna, "✅ Wyślij", piotr, "✅ Wyślij")
    assert len(await counting(town)) == 1
    piotr.sees("Zapisano")
    anna.sees("Piotr Zając")
    await jan.say("/raport")
    assert "Nie ma pozwolenia" in jan.sees("Trasa").text


@on_postgresql
async def test_of_two_who_say_that_nothing_has_changed_the_second_sees_the_first(town: Town) -> None:
    _, anna, piotr = await team(town)
    await anna.tap("Wypełnij")
    await anna.tap("✅ Wyślij")
    await anna.tap("🟢")
    await town.move_to(FRIDAY + timedelta(days=4, hours=4))
    await town.move_to(FRIDAY + timedelta(days=7))
    await piotr.say("/status")
    await at_once(town, anna, "Bez zmian", piotr, "Bez zmian")
    assert len(await counting(town)) == 2, "one a week"
    assert "Odpowiedź: Anna Nowak" in piotr.screen()


@on_postgresql
async def test_who_asks_to_be_reminded_while_another_answers_is_told_so_and_not_reminded(town: Town) -> None:
    _, anna, piotr = await team(town)
    await piotr.say("/status")
    await anna.tap("Wypełnij")
    await anna.tap("Trasa")
    await anna.tap("🟢")
    await at_once(town, anna, "✅ Wyślij", piotr, "⏰")
    assert "Odpowiedź: Anna Nowak" in piotr.screen()
    said = len(piotr.messages)
    await town.wait(timedelta(hours=6))
    assert len(piotr.messages) == said


@on_postgresql
async def test_an_answer_given_in_time_is_in_the_digest_of_the_round_that_closes_meanwhile(town: Town) -> None:
    jan, anna, _ = await team(town)
    await anna.tap("Wypełnij")
    await anna.tap("Trasa")
    await anna.tap("🔴")
    await anna.say("Grozi utrata dotacji")
    async with town.database.transaction() as session:
        newest = certain(await rounds.latest(session))
    does = tapping(anna, "✅ Wyślij")
    town.clock.now = lambda: newest.closes_at
    async with holding_before(answer, "submit") as held:
        does()
        await held.is_done.wait()
        async with town.database.engine.connect() as connection:
            handled = await connection.scalar(HANDLED)
        closing = asyncio.create_task(town.app.timetable.tick())
        assert await waits_or_is_handled(town.database, handled + 1), "the closing waits for the answer"
    await closing
    await town.settled()
    await town.move_to(newest.closes_at + timedelta(minutes=10))
    assert "Grozi utrata dotacji" in jan.screen()


@on_postgresql
async def test_the_database_itself_lets_one_answer_count(town: Town) -> None:
    _, anna, _ = await team(town)
    await anna.tap("Wypełnij")
    await anna.tap("✅ Wyślij")
    await anna.tap("🟢")
    copy = sa.text(
        "INSERT INTO status_answer (obligation_id, person_id, answered_at, late, counts)"
        " SELECT obligation_id, person_id, answered_at, late, counts FROM status_answer"
    )
    async with town.database.engine.connect() as connection:
        try:
            await connection.execute(copy)
        except sa.exc.IntegrityError:
            return
    raise AssertionError("two answers count")
