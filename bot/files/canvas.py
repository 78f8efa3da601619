"""The canvas of a picture for a phone: words in the bot's font, boxes with a colour and marks."""

import io
import math
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageFont import FreeTypeFont

Colour = tuple[int, int, int]

FONT = Path(__file__).parent / "fonts" / "Roboto-Medium.ttf"
INK: Colour = (20, 20, 24)
PAPER: Colour = (255, 255, 255)
AMBER: Colour = (255, 194, 62)
RED: Colour = (244, 120, 108)
WIDTH, LONGEST = 1080, 1280
"""Pixels. A phone shows a third of them; Telegram shrinks a photo longer than that."""
MARGIN, ROUND = 20, 14
ARROW = 26
"""Pixels of an arrow's head."""
FINER = 4
"""Factor by which slanted and round edges are drawn larger before they are reduced."""


class Look(Struct, frozen=True):
    """How a box is filled; its marks are dots and slanted lines."""

    colour: Colour
    marks: str = ""
    every: int = 24
    thick: int = 3

    @property
    def shade(self) -> Colour:
        """The colour of the marks."""
        red, green, blue = (value * 84 // 100 for value in self.colour)
        return red, green, blue


class Canvas:
    """A picture being drawn. Pillow takes 7 MB, so only the first picture imports it."""

    def __init__(self, height: int, *, smallest: int, halo: int = 5) -> None:
        from PIL import Image, ImageDraw

        self._image = Image.new("RGB", (WIDTH, height), PAPER)
        self._draw = ImageDraw.Draw(self._image)
        self._smallest, self._halo = smallest, halo
        self._fonts: dict[int, FreeTypeFont] = {}
        self._boxes: dict[tuple[Look, int, int, int], tuple[Image.Image, Image.Image]] = {}

    def png(self) -> bytes:
        file = io.BytesIO()
        self._image.save(file, "PNG")
        return file.getvalue()

    def write(
        self, text: str, x: int, y: int, size: int, room: int, anchor: str = "lm", *, halo: Look | None = None
    ) -> None:
        """Draw one line, in smaller letters where it does not fit, cut where even the smallest do not."""
        while size > self._smallest and self.width(text, size) > room:
            size -= 1
        if self.width(text, size) > room:
            while text and self.width(f"{text}…", size) > room:
                text = text[:-1]
            text = f"{text.rstrip()}…"
        around, wide = (halo.colour, self._halo) if halo else (PAPER, 0)
        self._draw.text((x, y), text, INK, self._font(size), anchor, stroke_width=wide, stroke_fill=around)

    def box(self, look: Look, x: int, y: int, width: int, height: int, *, round: int = ROUND) -> None:
        """Draw a rectangle with round corners and the marks of its look."""
        of = (look, width, height, round)
        if of not in self._boxes:
            self._boxes[of] = _box(*of)
        image, mask = self._boxes[of]
        self._image.paste(image, (x, y), mask)

    def arrow(self, x1: int, y1: int, x2: int, y2: int) -> None:
        """Draw an arrow, with a light edge on whatever is behind it."""
        from PIL import Image, ImageDraw

        long = math.hypot(x2 - x1, y2 - y1)
        if not long:
            return
        along, aside = ((x2 - x1) / long, (y2 - y1) / long), ((y1 - y2) / long, (x2 - x1) / long)

        def at(back: float, to_side: float) -> tuple[float, float]:
            x = x2 - back * along[0] + to_side * aside[0] - left
            y = y2 - back * along[1] + to_side * aside[1] - top
            return x * FINER, y * FINER

        left, top = min(x1, x2) - ARROW, min(y1, y2) - ARROW
        size = abs(x2 - x1) + 2 * ARROW, abs(y2 - y1) + 2 * ARROW
        for colour, edge in ((PAPER, 4), (INK, 0)):
            mask = Image.new("L", (size[0] * FINER, size[1] * FINER))
            pen = ImageDraw.Draw(mask)
            pen.line([at(long, 0), at(ARROW - 2, 0)], 255, (6 + 2 * edge) * FINER)
            head = ARROW + edge
            pen.polygon([at(-edge, 0), at(head, head / 2), at(head, -head / 2)], 255)
            self._image.paste(colour, (left, top), mask.reduce(FINER))

    def width(self, text: str, size: int) -> float:
        """Pixels across a line in letters of this height."""
        return self._font(size).getlength(text)

    def _font(self, size: int) -> "FreeTypeFont":
        from PIL import ImageFont

        if size not in self._fonts:
            self._fonts[size] = ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
        return self._fonts[size]


def _box(look: Look, width: int, height: int, round: int) -> "tuple[Image.Image, Image.Image]":
    """Draw a box and the mask of its round corners."""
    from PIL import Image, ImageDraw

    size = (width * FINER, height * FINER)
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), round * FINER, 255)
    image = Image.new("RGB", size, look.colour)
    pen = ImageDraw.Draw(image)
    every, thick = look.every * FINER, look.thick * FINER
    if "/" in look.marks or "\\" in look.marks:
        for x in range(-size[1], size[0], every):
            if "/" in look.marks:
                pen.line((x, size[1], x + size[1], 0), look.shade, thick)
            if "\\" in look.marks:
                pen.line((x, 0, x + size[1], size[1]), look.shade, thick)
    if "." in look.marks:
        for row, y in enumerate(range(every // 2, size[1], every)):
            for x in range(every // 2 + row % 2 * every // 2, size[0], every):
                pen.circle((x, y), thick // 2, look.shade)
    return image.reduce(FINER), mask.reduce(FINER)
