"""A series of calls for data under fire: two processes make the next one once, and none whose time has passed."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from jobs import data_ask
from models.data import call as calls
from models.data.call import DataCall, DataField, reminders
from models.data.series import Rhythm, repeated
from models.data.value import Kind
from models.people.commune import all_communes
from models.people.permission import Role
from tests.at_once import two_processes
from tests.conftest import Town, where_it_races
from tests.fire.dst import at
from tests.rows import every

SENT, DUE = at("2026-11-24 10:00"), at("2026-12-01 15:00")


async def called(town: Town) -> None:
    """Every quarter all communes are asked, who have a week."""
    town.clock.now = lambda: SENT
    await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        rule = repeated(Rhythm.QUARTERLY, SENT, town.clock.zone)
        new = DataCall(
            title="Rowery", period="2026 Q3", sent_at=SENT, due_at=DUE, reminds=reminders(town.clock, SENT, DUE),
            called_by_id=1, rule=rule, planned_at=SENT,
        )  # fmt: skip
        communes = [commune.id for commune in await all_communes(session)]
        field = DataField(call_id=0, position=0, name="Wypożyczenia", kind=Kind.WHOLE)
        await calls.send(session, new, [field], commune_ids=communes)


async def those(town: Town) -> list[DataCall]:
    return await every(town, select(DataCall).order_by(col(DataCall.id)))


@where_it_races
async def test_two_processes_make_the_next_one_once(town: Town) -> None:
    await called(town)
    town.clock.now = lambda: DUE
    async with two_processes(town, (data_ask.job,)) as tick:
        await tick()
    first, second = await those(town)
    assert (first.rule, second.follows_id, second.period) == (None, first.id, "2026 Q4")
    assert second.rule is not None and len(second.waiting or []) == 15
    assert sum("Kolejne wezwanie serii" in message.text for message in town.people["Jan"].messages) == 1


@where_it_races
async def test_a_call_is_followed_by_one_only(town: Town) -> None:
    """Whatever goes wrong, the database says so."""
    await called(town)
    with pytest.raises(IntegrityError):
        async with town.database.transaction() as session:
            session.add_all(
                DataCall(title=title, sent_at=SENT, due_at=DUE, reminds=[], called_by_id=1, follows_id=1)
                for title in ("Rowery", "Hulajnogi")
            )


async def test_of_those_whose_time_has_passed_none_is_made(town: Town) -> None:
    """The bot was down for more than half a year: the next one goes out by the same rhythm, about its own period."""
    await called(town)
    await town.move_to(at("2027-07-01 9:00"))
    _, second = await those(town)
    assert (second.sent_at, second.due_at) == (at("2027-08-24 10:00"), at("2027-08-31 15:00"))
    assert second.period == "2027 Q2"
