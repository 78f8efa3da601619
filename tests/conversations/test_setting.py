"""What the Office sets is kept as it was set, and nothing is made up for the time before the bot was there."""

from datetime import datetime, time

from bot.playground import Person
from models import setting
from models.calendar import Clock
from models.people.permission import Role
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


async def test_a_timetable_that_an_edit_has_spoilt_is_not_saved_by_the_button_of_before(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await jan.say("/ustawienia")
    await jan.tap("🗓 Rytm statusu")
    await jan.tap("2. przypomnienie")
    await jan.say("15:00")
    question = jan.sees("✅ Zapisz")
    [save] = [one["callback_data"] for row in question.buttons for one in row if "Zapisz" in one["text"]]
    await jan.edit_last("8:30")
    jan.sees("Tak się nie da")
    await jan.tap_data(save)
    jan.sees_toast("nieaktualny")
    async with town.database.transaction() as session:
        assert await setting.weekly(session) == USUAL


async def test_a_list_is_shown_whole_where_words_mean_nothing_and_whenever_it_is_gone_to(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Maria Wolska", Role.OFFICE)
    await jan.say("/ustawienia")
    await jan.tap("🔔 Pilnowanie zagrożeń")
    await jan.tap("👤 Kto jest dyrektorem")
    await jan.say("wolsk")
    assert labels(jan) == ["Maria Wolska", "Najdłużej w Biurze"]
    await jan.say("xyzxyz")
    assert labels(jan) == ["Jan Kowalski", "Maria Wolska", "Najdłużej w Biurze"]
    await jan.say("wolsk")
    await jan.tap("Maria Wolska")
    await jan.tap("👤 Kto jest dyrektorem")
    assert labels(jan) == ["Jan Kowalski", "Maria Wolska", "Najdłużej w Biurze"]


def labels(person: Person) -> list[str]:
    return [button["text"] for row in person.messages[-1].buttons for button in row]
