"""What begins with a slash is a command, however it is spelt, and never an answer."""

import unicodedata

import pytest
from sqlmodel import select

from bot.playground import Person
from models.people.permission import Role
from models.risk.risk import Risk
from tests.conftest import Town
from tests.rows import every


@pytest.fixture
async def anna(town: Town) -> Person:
    """Anna is asked what threatens her commune, and how that is in words."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko")
    await anna.tap("Krytyczne")
    return anna


async def risks(town: Town) -> list[Risk]:
    return await every(town, select(Risk))


@pytest.mark.parametrize(
    "command",
    [
        "/nieobecność",
        unicodedata.normalize("NFD", "/nieobecność"),
        "/NIEOBECNOŚĆ",
        "/Nieobecność@obwarzanek_bot",
        " /nieobecność",
    ],
)
async def test_a_command_with_its_diacritics_is_no_answer(town: Town, anna: Person, command: str) -> None:
    """Telegram marks no command in such a text."""
    await anna.say(command)
    anna.sees("Od kiedy")
    assert "bot_command" not in str(anna.messages[-1].content)
    assert await risks(town) == []


@pytest.mark.parametrize("word", ["/nieznane", "/nieobecnośćx", "/", "//", "/status@other_bot", "/etc/passwd", "/🙂"])
async def test_an_unknown_command_is_no_answer(town: Town, anna: Person, word: str) -> None:
    await anna.say(word)
    anna.sees("Nie znam takiego polecenia.")
    assert await risks(town) == []
    await anna.say("Brak decyzji")
    assert [risk.text for risk in await risks(town)] == ["Brak decyzji"]


async def test_a_caption_that_begins_with_a_slash_is_no_answer(town: Town, anna: Person) -> None:
    await anna.send_photo("/nieobecność")
    anna.sees("Nie znam takiego polecenia.")
    assert await risks(town) == []


async def test_the_words_after_a_command_are_its_own(town: Town) -> None:
    """A command may stand in a line by itself."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/RYZYKÓ\nBrak decyzji")
    await anna.tap("Krytyczne")
    assert [risk.text for risk in await risks(town)] == ["Brak decyzji"]
