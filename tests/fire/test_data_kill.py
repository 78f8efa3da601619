"""kill -9 at every step of answering a call for data: no value is lost, none is kept twice, nothing is asked twice."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.settings import Settings
from models.data import call as calls
from models.data.answer import DataValue
from models.data.call import DataCall, DataField
from models.data.value import Kind
from models.database import Database
from models.obligation import Obligation
from models.people.commune import Commune
from models.people.person import Person
from tests.conftest import on_sqlite
from tests.fire.kill_harness import FRIDAY, KillHarness, Size, kill_harness
from tests.fire.test_risk_kill import Reporter, Reports, killed_after_it, killed_in_the_middle

FIELDS = ("Miejsca", "Dzieci", "Grupy")
STEPS = 2 + len(FIELDS)
FIRST_VALUE = 4
"""The step that brings it."""


class Answerer(Reporter):
    """Somebody who gives three numbers, each when they are asked for it."""

    async def reports(self) -> None:
        question = await self._says("/dane", "Dane, o które prosi Biuro", "⏳ Żłobki")
        question = await self._taps("⏳ Żłobki", question, "Wezwanie do danych", "✏️ Wypełnij")
        await self._taps("✏️ Wypełnij", question, "1/3 · Miejsca", "📋 Razem")
        for number, name in enumerate(FIELDS[1:], 2):
            await self._says(f"{number - 1}0", f"{number}/3 · {name}", "📋 Razem")
        summary = await self._says("30", "Podsumowanie · 3 z 3", "✅ Wyślij")
        await self._taps("✅ Wyślij", summary, "Zapisano", "✏️ Popraw")


async def called(settings: Settings) -> None:
    """The commune is asked for three numbers."""
    database = Database(settings.database_url)
    async with database.transaction() as session:
        by = (await session.exec(select(Person.id))).first()
        communes = (await session.exec(select(Commune.id))).all()
        due = FRIDAY + timedelta(days=14)
        new = DataCall(title="Żłobki", sent_at=FRIDAY, due_at=due, reminds=[], called_by_id=by or 0)
        fields = [DataField(call_id=0, position=0, name=name, kind=Kind.WHOLE) for name in FIELDS]
        await calls.send(session, new, fields, commune_ids=communes)
    await database.close()


async def killed_twice(here: KillHarness, reporter: Reporter) -> int:
    """As soon as the first value is kept, and when all of them are handed in."""
    bot, step = await here.start(), count(1)

    async def killing() -> None:
        nonlocal bot
        if next(step) == FIRST_VALUE:
            await here.kill(bot)
            bot = await here.start()

    reporter.killing = killing
    await reporter.reports()
    await here.kill(bot)
    return len(here.kills)


@on_sqlite
@pytest.mark.parametrize(
    ("killed", "times"),
    [
        (killed_twice, 2),
        pytest.param(killed_in_the_middle, STEPS - 1, marks=pytest.mark.fire),
        pytest.param(killed_after_it, STEPS - 1, marks=pytest.mark.fire),
    ],
)
async def test_a_bot_that_is_killed_loses_no_value_and_asks_nothing_twice(
    settings: Settings, tmp_path: Path, killed: Reports, times: int
) -> None:
    async with kill_harness(Size(users=1, projects=1, chats=1, per_second=0), settings, tmp_path) as here:
        await called(settings)
        [user] = here.users
        deaths = await killed(here, Answerer(user.person, user.projects, user.chance))
        assert deaths >= times
        await here.start()
        found = await here.at_rest()
    database = Database(settings.database_url)
    async with database.transaction() as session:
        values = (await session.exec(select(DataValue).order_by(col(DataValue.id)))).all()
        answered = (await session.exec(select(Obligation).where(col(Obligation.answered_at).is_not(None)))).all()
    await database.close()
    assert [(value.exact, value.counts) for value in values] == [("10", True), ("20", True), ("30", True)]
    assert len(answered) == 1
    asked = [letter.once for letter in found.letters if (letter.once or "").startswith("data:")]
    assert len(asked) == len(set(asked)) == len(here.everybody)
