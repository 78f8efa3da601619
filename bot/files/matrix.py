"""A matrix of two scales as a picture for a phone: what stands in each cell, coloured by the product of its two steps.

A band of products is told by its letter, its hatching and its lightness as well as by its hue.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageFont import FreeTypeFont

Colour = tuple[int, int, int]

FONT = Path(__file__).parent / "fonts" / "Roboto-Medium.ttf"
INK: Colour = (20, 20, 24)
PAPER: Colour = (255, 255, 255)
SIZE = 5
WIDTH, HEIGHT = 1080, 1280
"""Telegram shrinks a photo that is longer than 1280."""
MARGIN, GAP, ROUND = 20, 6, 14
LEFT, TOP = 182, 146
STEP = (WIDTH - LEFT - MARGIN + GAP) // SIZE
CELL = STEP - GAP
HEAD, LINE, PAD = 45, 40, 4
"""A cell: the strip with its letter and product, then the lines of what stands in it."""
LINES = (CELL - HEAD - PAD) // LINE
MOST = 4 * LINES
"""More entries than ever find room in a cell."""
BELOW = TOP + SIZE * STEP
LEGEND = BELOW + 138
TITLE, WORDS, HINT, ENTRY, SMALLEST = 46, 33, 30, 32, 20
"""Heights of letters; a phone shows them at a third."""
FINER = 4
"""Slanted and round edges are drawn so many times larger, then reduced."""


@dataclass(frozen=True)
class Band:
    """The products from ``least`` up to where the next band begins."""

    least: int
    letter: str
    name: str


@dataclass(frozen=True)
class Scale:
    """The name of an axis and its five steps, the least first."""

    name: str
    steps: Sequence[str]


@dataclass(frozen=True)
class Look:
    """How a band is seen; the marks are dots and slanted lines."""

    colour: Colour
    marks: str = ""
    every: int = 24
    thick: int = 3

    @property
    def shade(self) -> Colour:
        """The colour of the marks."""
        red, green, blue = (value * 84 // 100 for value in self.colour)
        return red, green, blue


LOOKS = (
    Look((232, 244, 252)),
    Look((252, 231, 136), ".", every=22, thick=6),
    Look((255, 194, 62), "/"),
    Look((253, 155, 70), "/\\"),
    Look((244, 120, 108), "\\", every=22, thick=9),
)
"""From the lightest to the darkest, each light enough for dark letters."""
PLATE = Look(PAPER)


def draw(
    cells: Mapping[tuple[int, int], Sequence[str]], *, title: str, up: Scale, across: Scale, bands: Sequence[Band]
) -> bytes:
    """A PNG. A cell is (step up, step across), both from 1 to 5; what finds no room in it is counted: “+3”.

    There are five bands. Letters may be Latin, Greek and Cyrillic; there are no emoji.
    """
    page = _Page()
    page.write(title, MARGIN, 42, TITLE, WIDTH - 2 * MARGIN)
    page.write(up.name, MARGIN, TOP - 32, WORDS, WIDTH - 2 * MARGIN)
    for row in range(1, SIZE + 1):
        y = TOP + (SIZE - row) * STEP
        page.step(row, up.steps[row - 1], (MARGIN + LEFT - GAP) // 2, y + CELL // 2, LEFT - MARGIN - GAP, lines=3)
        for column in range(1, SIZE + 1):
            x = LEFT + (column - 1) * STEP
            band, look = _band(row * column, bands)
            page.box(look, x, y, CELL, CELL)
            page.write(band.letter, x + 14, y + HEAD // 2 + 2, HINT, CELL // 2, halo=look)
            page.write(str(row * column), x + CELL - 14, y + HEAD // 2 + 2, HINT, CELL // 2, "rm", halo=look)
            page.entries(cells.get((row, column), ()), x + PAD, y + HEAD)
    for column in range(1, SIZE + 1):
        page.step(column, across.steps[column - 1], LEFT + (column - 1) * STEP + CELL // 2, BELOW + 38, CELL)
    page.write(across.name, (LEFT + WIDTH - MARGIN) // 2, BELOW + 102, WORDS, WIDTH - LEFT - MARGIN, "mm")
    page.legend(bands)
    return page.png()


def _band(product: int, bands: Sequence[Band]) -> tuple[Band, Look]:
    return [pair for pair in zip(bands, LOOKS, strict=True) if pair[0].least <= product][-1]


class _Page:
    """The picture as it is drawn. Pillow is 7 MB that few need: the first picture imports it."""

    def __init__(self) -> None:
        from PIL import Image, ImageDraw

        self._image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        self._draw = ImageDraw.Draw(self._image)
        self._fonts: dict[int, FreeTypeFont] = {}
        self._boxes: dict[tuple[Look, int, int], tuple[Image.Image, Image.Image]] = {}

    def png(self) -> bytes:
        file = io.BytesIO()
        self._image.save(file, "PNG")
        return file.getvalue()

    def write(
        self, text: str, x: int, y: int, size: int, room: int, anchor: str = "lm", *, halo: Look | None = None
    ) -> None:
        """One line, smaller where there is no room for it, cut where there is none even for the smallest."""
        while size > SMALLEST and self._width(text, size) > room:
            size -= 1
        if self._width(text, size) > room:
            while text and self._width(f"{text}…", size) > room:
                text = text[:-1]
            text = f"{text.rstrip()}…"
        around = halo.colour if halo else PAPER
        self._draw.text((x, y), text, INK, self._font(size), anchor, stroke_width=5 if halo else 0, stroke_fill=around)

    def step(self, number: int, words: str, x: int, y: int, room: int, *, lines: int = 1) -> None:
        """A step of a scale, around its middle: its number, and under it its words, on several lines if need be."""
        parts = words.split(" ", lines - 1) if self._width(words, HINT) > room else [words]
        top = y - 17 * len(parts)
        self.write(str(number), x, top, WORDS, room, "mm")
        for nth, part in enumerate(parts, 1):
            self.write(part, x, top + 34 * nth, HINT, room, "mm")

    def entries(self, entries: Sequence[str], x: int, y: int) -> None:
        """As many as there is room for, on a white plate."""
        if not entries:
            return
        width = CELL - 2 * PAD
        lines = self._lines(entries, width - 2 * PAD)
        self.box(PLATE, x, y, width, LINE * len(lines))
        for nth, line in enumerate(lines):
            self.write(line, x + width // 2, y + LINE * nth + LINE // 2, ENTRY, width - 2 * PAD, "mm")

    def _lines(self, entries: Sequence[str], room: int) -> list[str]:
        for shown in range(min(len(entries), MOST), -1, -1):
            rest = len(entries) - shown
            lines: list[str] = []
            for entry in [*entries[:shown], *([f"+{rest}"] if rest else [])]:
                longer = f"{lines[-1]}  {entry}" if lines else ""
                if longer and self._width(longer, ENTRY) <= room:
                    lines[-1] = longer
                else:
                    lines.append(entry)
            if len(lines) <= LINES:
                break
        return lines

    def legend(self, bands: Sequence[Band]) -> None:
        width = (WIDTH - 2 * MARGIN + GAP) // SIZE - GAP
        ends = [*(band.least - 1 for band in bands[1:]), SIZE * SIZE]
        for nth, (band, look, end) in enumerate(zip(bands, LOOKS, ends, strict=True)):
            x = MARGIN + nth * (width + GAP)
            middle = x + width // 2
            products = f"{band.least}–{end}" if band.least < end else str(end)
            self.box(look, x, LEGEND, width, 64)
            self.write(f"{band.letter}  {products}", middle, LEGEND + 32, WORDS, width - 2 * PAD, "mm", halo=look)
            self.write(band.name, middle, LEGEND + 88, HINT, width - PAD, "mm")

    def box(self, look: Look, x: int, y: int, width: int, height: int) -> None:
        """A rectangle with round corners and the marks of its look."""
        if (look, width, height) not in self._boxes:
            self._boxes[look, width, height] = _box(look, width, height)
        image, mask = self._boxes[look, width, height]
        self._image.paste(image, (x, y), mask)

    def _width(self, text: str, size: int) -> float:
        return self._font(size).getlength(text)

    def _font(self, size: int) -> "FreeTypeFont":
        from PIL import ImageFont

        if size not in self._fonts:
            self._fonts[size] = ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
        return self._fonts[size]


def _box(look: Look, width: int, height: int) -> "tuple[Image.Image, Image.Image]":
    """A box and the mask of its round corners."""
    from PIL import Image, ImageDraw

    size = (width * FINER, height * FINER)
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), ROUND * FINER, 255)
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
