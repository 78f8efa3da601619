"""A timetable is kept as it was set, and nothing is made up for the time before the bot was there."""

from datetime import datetime, time

from models import setting
from models.calendar import Clock
from models.people.right import Role
from models.setting import Weekly
from tests.conftest import WARSAW, Town

CLOCK = Clock(WARSAW, "PL")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
USUAL = Weekly()


async def test_a_round_that_was_due_before_the_bot_was_installed_is_not_opened(town: Town) -> None:
    """It would have closed at noon."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    await town.restart()
    await town.move_to(datetime(2026, 11, 24, 11, tzinfo=WARSAW))
    anna.sees_nothing()
    await town.move_to(datetime(2026, 11, 27, 9, tzinfo=WARSAW))
    anna.sees("Status: tydzień 48")


async def test_a_timetable_is_kept_as_it_was_set(town: Town) -> None:
    changed = Weekly(open_day=THURSDAY, open_at=time(7, 45), remind_again_at=time(16))
    async with town.database.transaction() as session:
        assert await setting.weekly(session) == USUAL
        await setting.set_weekly(session, changed)
    async with town.database.transaction() as session:
        assert await setting.weekly(session) == changed
        await setting.set_weekly(session, USUAL)
    async with town.database.transaction() as session:
        assert await setting.weekly(session) == USUAL
