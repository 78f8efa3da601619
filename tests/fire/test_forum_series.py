"""A series under fire: two processes call the next one once, and what passed while the bot was down is not called."""

from datetime import timedelta

from sqlmodel import col, select

from jobs import forum_series
from models.forum import forum_commune
from models.forum.forum import Forum
from models.people.commune import all_communes
from models.people.permission import Role
from tests.at_once import two_processes
from tests.conftest import Town, where_it_races
from tests.fire.dst import at
from tests.rows import every

WEEKLY = "FREQ=WEEKLY;BYDAY=TH"
FIRST = at("2026-12-03 10:00")


async def called(town: Town) -> None:
    """A weekly meeting to which everybody is invited three weeks before, and answers are due a week before."""
    town.clock.now = lambda: at("2026-11-24 10:00")
    await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        forum = Forum(
            title="Forum", starts_at=FIRST, minutes=90, answer_by=FIRST - timedelta(days=7), seats=2, rule=WEEKLY,
            send_at=FIRST - timedelta(days=21), sent_at=FIRST - timedelta(days=21), delivered_at=FIRST,
            called_by_id=1, created_at=FIRST - timedelta(days=21),
        )  # fmt: skip
        communes = [commune.id for commune in await all_communes(session)]
        await forum_commune.call(session, forum, commune_ids=communes)


async def forums(town: Town) -> list[Forum]:
    return await every(town, select(Forum).order_by(col(Forum.id)))


@where_it_races
async def test_two_processes_call_the_next_one_once(town: Town) -> None:
    await called(town)
    town.clock.now = lambda: FIRST + timedelta(minutes=90)
    async with two_processes(town, (forum_series.job,)) as tick:
        await tick()
    first, second = await forums(town)
    assert (first.rule, second.rule, second.follows_id) == (None, WEEKLY, first.id)
    assert sum("Kolejne spotkanie serii" in message.text for message in town.people["Jan"].messages) == 1
    async with town.database.transaction() as session:
        assert len(await forum_commune.commune_ids(session, second.id)) == 15


async def test_of_what_passed_while_the_bot_was_down_none_is_called(town: Town) -> None:
    """The next one is; its invitations go out in a day, and half-way to it answers are due: after Easter."""
    await called(town)
    await town.move_to(at("2027-03-25 9:00"))
    _, second = await forums(town)
    assert second.starts_at == at("2027-04-01 10:00")
    assert second.send_at == at("2027-03-26 9:00")
    assert second.answer_by == at("2027-03-30 8:00")


async def test_over_the_clock_change_it_is_the_same_hour(town: Town) -> None:
    """Monthly; before the second meeting, on 28 March 2027, the clocks go forward."""
    await called(town)
    async with town.database.transaction() as session:
        first = (await session.exec(select(Forum))).one()
        first.rule, first.starts_at = "FREQ=MONTHLY;BYDAY=+1TH", at("2027-03-04 10:00")
        first.send_at, first.answer_by = at("2027-02-11 9:00"), at("2027-02-25 15:00")
    await town.move_to(at("2027-03-04 12:00"))
    _, second = await forums(town)
    assert second.starts_at == at("2027-04-01 10:00")
    assert (second.send_at, second.answer_by) == (at("2027-03-11 9:00"), at("2027-03-25 15:00"))


async def test_on_a_day_off_the_office_is_warned(town: Town) -> None:
    """Thursday, 24 December 2026: nobody moves a meeting unasked."""
    await called(town)
    for thursday in ("2026-12-03", "2026-12-10", "2026-12-17"):
        await town.move_to(at(f"{thursday} 12:00"))
    said = [message.text for message in town.people["Jan"].messages if "Kolejne spotkanie" in message.text]
    assert ["dzień wolny" in text for text in said] == [False, False, True]
    assert (await forums(town))[-1].starts_at == at("2026-12-24 10:00")
