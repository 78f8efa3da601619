"""A matrix of two scales as a picture for a phone: the entries of each cell, coloured by the product of its two steps.

A band of products differs in its letter, its hatching and its lightness as well as in its hue.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.files.canvas import AMBER, LONGEST, MARGIN, PAPER, RED, WIDTH, Canvas, Look

SIZE = 5
HEIGHT = LONGEST
GAP = 6
LEFT, TOP = 182, 146
STEP = (WIDTH - LEFT - MARGIN + GAP) // SIZE
CELL = STEP - GAP
HEAD, LINE, PAD = 45, 40, 4
"""Pixels of a cell: the strip with letter and product, a line of entries, the padding."""
LINES = (CELL - HEAD - PAD) // LINE
MOST = 4 * LINES
"""More entries than ever fit in a cell."""
BELOW = TOP + SIZE * STEP
LEGEND = BELOW + 138
TITLE, WORDS, HINT, ENTRY, SMALLEST = 46, 33, 30, 32, 20
"""Heights of letters in pixels, of which a phone shows a third."""


@dataclass(frozen=True)
class Band:
    """The products from ``least`` up to the next band."""

    least: int
    letter: str
    name: str


@dataclass(frozen=True)
class Scale:
    """The name of an axis and its five steps, the least first."""

    name: str
    steps: Sequence[str]


LOOKS = (
    Look((232, 244, 252)),
    Look((252, 231, 136), ".", every=22, thick=6),
    Look(AMBER, "/"),
    Look((253, 155, 70), "/\\"),
    Look(RED, "\\", every=22, thick=9),
)
"""Colours from the lightest to the darkest, each light enough for dark letters."""
PLATE = Look(PAPER)


def draw(
    cells: Mapping[tuple[int, int], Sequence[str]], *, title: str, up: Scale, across: Scale, bands: Sequence[Band]
) -> bytes:
    """Draw a PNG. A cell is (step up, step across), both from 1 to 5; entries that do not fit are counted: “+3”.

    There are five bands. Letters may be Latin, Greek and Cyrillic, but not emoji.
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


class _Page(Canvas):
    def __init__(self) -> None:
        super().__init__(HEIGHT, smallest=SMALLEST)

    def step(self, number: int, words: str, x: int, y: int, room: int, *, lines: int = 1) -> None:
        """Draw a step of a scale around its middle: its number and below it its words, on several lines if need be."""
        parts = words.split(" ", lines - 1) if self.width(words, HINT) > room else [words]
        top = y - 17 * len(parts)
        self.write(str(number), x, top, WORDS, room, "mm")
        for nth, part in enumerate(parts, 1):
            self.write(part, x, top + 34 * nth, HINT, room, "mm")

    def entries(self, entries: Sequence[str], x: int, y: int) -> None:
        """Write as many entries as fit, on a white plate."""
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
                if longer and self.width(longer, ENTRY) <= room:
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
