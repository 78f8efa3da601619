"""Conversations put aside: each waits until it is taken up, a newer one of the same kind takes its place."""

from datetime import datetime, timedelta

from models.right import Role
from tests.conftest import WARSAW, Town


async def test_conversations_put_aside_are_offered_again_the_last_first(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    await town.move_to(datetime(2026, 11, 27, 9, tzinfo=WARSAW))
    await anna.tap("✏️ Wypełnij")
    for command in ("/zapros", "/nieobecnosc"):
        await town.wait(timedelta(minutes=1))
        await anna.say(command)
    await anna.say("/anuluj")
    anna.sees("Odłożone na bok: zapraszanie.")
    await anna.tap("↩️ Wróć")
    await anna.say("/anuluj")
    anna.sees("Odłożone na bok: wypełnianie statusu.")


async def test_a_newer_conversation_of_the_same_kind_takes_the_place_of_the_one_put_aside(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    for command in ("/zapros", "/nieobecnosc", "/zapros"):
        await anna.say(command)
        await town.wait(timedelta(minutes=1))
    await anna.say("/anuluj")
    anna.sees("Odłożone na bok: zgłaszanie nieobecności.")
    await anna.tap("↩️ Wróć")
    await anna.say("/anuluj")
    assert "Odłożone" not in anna.messages[-1].text
    anna.sees("Przerwane.")
