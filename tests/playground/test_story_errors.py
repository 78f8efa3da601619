"""A story that goes otherwise than it is written is told by its line, with what was there instead."""

from pathlib import Path

import pytest

from bot.demo.story import StoryError, play
from tests.conftest import Town

TEAM = "Niepołomice: Anna Nowak koordynator\n"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("Anna > /menu\n    Nie ma tego", r":3: Nie ma tego\nAnna Nowak does not see 'Nie ma tego', but:"),
        ("Anna > /menu\n    nie: Menu", r":3: nie: Menu\nAnna Nowak does see it:"),
        ("Anna > /menu\n    (nic)", r":3: \(nic\)\nAnna Nowak sees something new"),
        ("Anna > /menu\n    dymek: Ojej", r":3: dymek: Ojej\nAnna Nowak sees the toast ''"),
        ("    Menu", r":2: Menu\nwho sees this\?"),
        ("Skawina: Anna Nowak", r":2: Skawina: Anna Nowak\nwhich role has Anna Nowak\?"),
        ("Skawina: ", r":2: Skawina:\nwho is ''\?"),
        ("Anna > (link od Anna)", r":2: .*\nAnna Nowak has no link"),
        ("Anna > /menu\nAnna: dotknięcia 1, wiadomości 1", r":3: .*\nAnna has tapped 0 times and written 1 times"),
        ("Anna > /menu\nAnna: dotknięcia 0, wiadomości 1, od bota 0", r"written 1 times, the bot 1 times"),
        ("Anna > [Nie ma]", r":2: .*\nAnna Nowak sees no button 'Nie ma'"),
    ],
)
async def test_the_line_is_named(town: Town, tmp_path: Path, lines: str, says: str) -> None:
    story = tmp_path / "own.story"
    story.write_text(TEAM + lines, encoding="utf-8")
    with pytest.raises(StoryError, match=says):
        await play(town, story)


async def test_people_send_more_than_words(town: Town, tmp_path: Path) -> None:
    story = tmp_path / "own.story"
    story.write_text(TEAM + "Anna > (dokument plik.pdf) Umowa\nAnna > (miejsce)\nAnna > (naklejka)\n", encoding="utf-8")
    await play(town, story)
    document, place, sticker = [m.content for m in town.people["Anna"].messages if m.sender is town.people["Anna"].user]
    assert document["document"]["file_name"] == "plik.pdf" and document["caption"] == "Umowa"
    assert "location" in place and "sticker" in sticker
