"""Of all that asks a person about the same thing only the newest has buttons."""

from datetime import datetime

from sqlmodel import col, select

from bot.playground import Person
from models.mail.outbox import Letter
from models.people.permission import Role
from tests.conftest import WARSAW, Town
from tests.rows import every


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=WARSAW)


def asking(person: Person) -> list[str]:
    """The first lines of the messages on their phone that can be answered."""
    return [message.text.splitlines()[0] for message in person.messages if message.buttons]


async def test_a_reminder_takes_the_buttons_of_what_was_asked_before(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    olga = await town.meets("Olga Wilk", Role.COORDINATOR_DEPUTY, "Niepołomice")
    marek = await town.meets("Marek Wilga", Role.COORDINATOR, "Skawina")
    await town.has_projects("Niepołomice", "Trasa")
    await town.has_projects("Skawina", "Park")
    await town.move_to(at(27, 9))
    await anna.say("/status")
    await olga.say("/status")
    await marek.tap("✏️ Wypełnij")
    await marek.tap("✅ Wyślij")
    await marek.tap("🟢")
    assert [len(asking(person)) for person in (anna, olga, marek)] == [2, 1, 1]
    await town.move_to(at(30, 9))
    assert [asking(person) for person in (anna, olga)] == [["⏰ Przypominam:"], []]
    await town.move_to(at(30, 13))
    assert [asking(person) for person in (anna, olga)] == [["⏰ Przypominam:"]] * 2
    assert [len(asking(marek)), "[✏️ Popraw]" in marek.screen()] == [1, True]
    edits = await every(town, select(col(Letter.edits)).where(Letter.method == "edit_message_reply_markup"))
    assert len(edits) == len(set(edits)) == 4, "each loses its buttons once"


async def test_what_was_begun_in_the_former_question_goes_on_in_the_newest(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa", "Park")
    await town.move_to(at(27, 9))
    await anna.tap("✏️ Wypełnij")
    await anna.tap("Trasa")
    await anna.tap("🟢")
    await town.move_to(at(30, 9))
    assert asking(anna) == ["⏰ Przypominam:"]
    await anna.tap("✏️ Wypełnij")
    anna.sees_button("🟢 Trasa ✏️")
    anna.sees_button("⚪ Park")
