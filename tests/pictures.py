"""What people see of a picture: its words and where they stand, its colours by the light that an eye takes in."""

import math
from itertools import combinations
from typing import Any

import pytest
from PIL import ImageDraw

from bot.files.canvas import Colour

Box = tuple[float, float, float, float]


class Written:
    """What is written in the pictures and where, as it is drawn."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.written: list[tuple[str, Box]] = []
        self.sizes: set[int] = set()
        write = ImageDraw.ImageDraw.text

        def text(pen: ImageDraw.ImageDraw, at: Any, text: str, ink: Any, font: Any, anchor: str, **rest: Any) -> None:
            self.written.append((text, pen.textbbox(at, text, font, anchor)))
            self.sizes.add(font.size)
            write(pen, at, text, ink, font, anchor, **rest)

        monkeypatch.setattr(ImageDraw.ImageDraw, "text", text)

    def inside(self, of: Box) -> list[str]:
        """What stands there, in reading order."""
        left, top, right, bottom = of
        return [
            text for text, box in self.written
            if left <= box[0] and box[2] <= right and top <= box[1] and box[3] <= bottom
        ]  # fmt: skip

    def are_legible(self, width: int, height: int) -> None:
        """No word lies upon another or sticks out of the picture."""
        for text, (left, top, right, bottom) in self.written:
            assert 0 <= left < right <= width, text
            assert 0 <= top < bottom <= height, text
        for (text, one), (another, other) in combinations(self.written, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (text, another)


# --- colours ----------------------------------------


def linear(colour: Colour) -> list[float]:
    return [(v / 255 / 12.92) if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour]


def luminance(colour: Colour) -> float:
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: Colour, other: Colour) -> float:
    """As WCAG 2 counts it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "no colours": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""What is left of linear RGB (Machado, Oliveira, Fernandes 2009)."""


def seen(colour: Colour, eyes: str) -> list[float]:
    """In CIELAB, where a distance of 2 is just noticed."""
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, linear(colour), strict=True)), 0.0), 1.0) for row in EYES[eyes]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]


def distance(one: Colour, other: Colour, eyes: str) -> float:
    """How far apart these eyes see them; 2 is just noticed."""
    return math.dist(seen(one, eyes), seen(other, eyes))
