"""A light typed with its reason: edited, continued, in several lines, and where the bot asks why."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from bot.playground import Person
from models.people.permission import Role
from models.status.answer import Light, StatusLine
from tests.conftest import WARSAW, Town

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)


@pytest.fixture
async def anna(town: Town) -> Person:
    """She has the list before her."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa", "Szkoła", "Most")
    await town.move_to(FRIDAY)
    await anna.tap("✏️ Wypełnij")
    return anna


async def lines(town: Town) -> list[tuple[Light, int | None, str | None]]:
    """What stands in the newest answer."""
    async with town.database.transaction() as session:
        found = (await session.exec(select(StatusLine).order_by(StatusLine.id))).all()  # type: ignore[arg-type]
    newest = found[-1].answer_id
    return [(line.light, line.progress, line.sentence) for line in found if line.answer_id == newest]


async def test_one_message_of_several_lines_is_an_answer_of_two_taps(town: Town, anna: Person) -> None:
    await anna.say("trasa zielony, 40%\nszkoła żółty: czekamy\nna decyzję\n\nmost 🔴 wykonawca zszedł")
    anna.sees("Do wysłania")
    await anna.tap("✅ Wyślij")
    anna.sees("Zapisano ✅")
    assert await lines(town) == [
        (Light.GREEN, 40, None), (Light.AMBER, None, "czekamy\nna decyzję"), (Light.RED, None, "wykonawca zszedł"),
    ]  # fmt: skip


async def test_of_several_lines_one_that_fits_two_projects_keeps_all_of_them_back(town: Town, anna: Person) -> None:
    await anna.say("szkoła żółty: czekamy\ns czerwony: rdza")
    anna.sees("Pasuje kilka projektów")
    assert "✏️ Do wysłania" not in anna.screen()


async def test_an_edit_corrects_the_light_the_project_and_the_reason(town: Town, anna: Person) -> None:
    await anna.say("trasa żółty: brakuje 20 mln")
    messages = len(anna.messages)
    await anna.edit_last("szkoła czerwony, 30%: brakuje 2 mln")
    assert len(anna.messages) == messages, "nothing new is asked"
    listed = anna.sees("Do wysłania").text
    assert "🔴 Szkoła, 30%" in listed and "Trasa" not in listed and "20 mln" not in listed
    await anna.edit_last("stadion żółty: nic")
    anna.sees("Nie ma takiego projektu")
    assert "🔴 Szkoła, 30%" in anna.screen(), "what was said before stands"


async def test_an_edit_without_a_light_leaves_what_was_said(town: Town, anna: Person) -> None:
    await anna.tap("Szkoła")
    await anna.say("żółty: brakuje 20 mln")
    await anna.edit_last("brakuje 2 mln")
    anna.sees("Tu wystarczy dotknąć przycisku")
    await anna.edit_last("zielony: mamy 2 mln")
    assert "🟢 Szkoła\n   mamy 2 mln" in anna.sees("Do wysłania").text


async def test_what_is_sent_together_with_the_light_belongs_to_the_reason(town: Town, anna: Person) -> None:
    await anna.tap("Szkoła")
    await anna.say_at_once("żółty: czekamy", "na decyzję")
    assert "🟡 Szkoła\n   czekamy na decyzję" in anna.sees("Do wysłania").text
    await anna.tap("Trasa")
    await anna.send_album("czerwony: most zamknięty", photos=3)
    assert "🔴 Trasa 📎3\n   most zamknięty" in anna.sees("Do wysłania").text


async def test_a_reason_that_is_too_long_is_not_taken(town: Town, anna: Person) -> None:
    await anna.tap("Szkoła")
    await anna.say(f"żółty: {'bo ' * 500}")
    anna.sees("Za długie")
    await anna.say("żółty: bo tak")
    assert "bo tak" in anna.sees("Do wysłania").text


async def test_asked_why_nothing_changes_one_may_say_that_it_does(town: Town, anna: Person) -> None:
    await anna.say("trasa zielony\nszkoła zielony\nmost zielony")
    await anna.tap("✅ Wyślij")
    for week in (1, 2):
        await town.move_to(FRIDAY + timedelta(weeks=week))
        await anna.tap("🟰 Bez zmian")
    await town.move_to(FRIDAY + timedelta(weeks=3))
    await anna.tap("🟰 Bez zmian")
    anna.sees("Trzeci raz z rzędu bez zmian")
    await anna.say("żółty: czekamy na decyzję")
    anna.sees("Trzeci raz z rzędu bez zmian")
    await anna.say("Zielone światło od konserwatora, ruszamy")
    anna.sees("Trzeci raz z rzędu bez zmian")
    await anna.say("Czerwony dywan zwinięty")
    await anna.tap("✅ Wyślij")
    assert await lines(town) == [
        (Light.AMBER, None, "czekamy na decyzję"),
        (Light.GREEN, None, "Zielone światło od konserwatora, ruszamy"),
        (Light.GREEN, None, "Czerwony dywan zwinięty"),
    ]
