"""Conversations put aside: each waits until it is taken up; a newer one of the same kind takes the place of one that
holds nothing."""

from datetime import datetime, timedelta

import pytest

from models.people.permission import Role
from tests.conftest import WARSAW, Town, on_one_engine


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


@on_one_engine
@pytest.mark.parametrize("pause", [timedelta(seconds=11), timedelta(days=2)], ids=str)
@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (["/forum", "Forum Mobilności"], "/forum", "dziedzin"),
        (["/ogloszenie Jutro gołoledź"], "/ogloszenie Jutro burza", "Do kogo?"),
        (["/ryzyko Burmistrz nie podpisze"], "/ryzyko Osuwisko", "Burmistrz nie podpisze"),
    ],
)
async def test_what_was_said_is_not_lost_when_the_same_command_comes_again(
    town: Town, pause: timedelta, first: list[str], second: str, kept: str
) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    for words in first:
        await jan.say(words)
    await town.wait(pause)
    await jan.say(second)
    await jan.say("/anuluj")
    jan.sees("Odłożone na bok:")
    await jan.tap("↩️ Wróć")
    jan.sees(kept)
    await jan.say("/anuluj")
    assert "Odłożone" not in jan.messages[-1].text


async def test_an_announcement_that_was_sent_is_mended_while_another_one_is_written(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await jan.say("/ogloszenie Jutro gołoledź")
    await jan.tap("➡️ Podgląd")
    await jan.tap("📣 Wyślij teraz")
    await town.wait(timedelta(minutes=1))
    await jan.say("/ogloszenie Festyn w sobotę")
    await jan.tap("✏️ Popraw treść")
    await jan.say("/anuluj")
    jan.sees("Odłożone na bok:")
    await jan.tap("↩️ Wróć")
    await jan.tap("➡️ Podgląd")
    jan.sees("Festyn w sobotę")
