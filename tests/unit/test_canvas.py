"""What all pictures share: the font, and what it can write."""

import pytest
from PIL import ImageFont

from bot.files.canvas import FONT


@pytest.mark.parametrize("letter", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ–…·×„”")
def test_polish_letters_are_in_the_font(letter: str) -> None:
    font = ImageFont.truetype(FONT, 40)
    unknown = font.getmask("\uffff")
    assert unknown.getbbox() is not None
    assert bytes(font.getmask(letter)) != bytes(unknown)
