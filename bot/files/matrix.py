"""A matrix of two scales as a picture for a phone: the entries of each cell, coloured by the product of its two steps;
arrows from cell to cell, and a tray with the entries that have no cell.

A band of products differs in its letter, its hatching and its lightness as well as in its hue.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from msgspec import Struct

from bot.files.canvas import MARGIN, PAPER, RED, WIDTH, Canvas, Look

SIZE = 5
GAP = 6
LEFT, TOP = 182, 146
STEP = (WIDTH - LEFT - MARGIN + GAP) // SIZE
CELL = STEP - GAP
HEAD, LINE, PAD = 41, 36, 4
"""Pixels of a cell: the strip with letter and product, a line of entries, the padding."""
LINES = 3
TALL = HEAD + LINES * LINE + PAD
ROW = TALL + GAP
MOST = 4 * LINES
"""More entries than ever fit in a cell."""
BELOW = TOP + SIZE * ROW
LEGEND = BELOW + 134
TRAY = LEGEND + 124
CHIP = 56
HEIGHT, WITH_TRAY = TRAY, TRAY + CHIP + MARGIN
TITLE, WORDS, HINT, ENTRY, SMALLEST = 46, 33, 30, 32, 20
"""Heights of letters in pixels, of which a phone shows a third."""


class Band(Struct, frozen=True):
    """The products from ``least`` up to the next band."""

    least: int
    letter: str
    name: str


class Scale(Struct, frozen=True):
    """The name of an axis and its five steps, the least first."""

    name: str
    steps: Sequence[str]


class Tray(Struct, frozen=True):
    """What it is called, and its entries, each with the number of its band."""

    name: str
    entries: Sequence[tuple[int, str]]


Cell = tuple[int, int]
"""A step up, a step across, both from 1 to 5."""
LOOKS = (
    Look((240, 242, 246)),
    Look((204, 236, 178), ".", every=22, thick=6),
    Look((255, 206, 70), "/"),
    Look((253, 155, 70), "/\\"),
    Look(RED, "\\", every=22, thick=9),
)
"""Colours from the lightest to the darkest, each light enough for dark letters."""
PLATE = Look(PAPER)
NO_TRAY = Tray("", ())


def draw(
    cells: Mapping[Cell, Sequence[str]],
    *,
    title: str,
    up: Scale,
    across: Scale,
    bands: Sequence[Band],
    moves: Sequence[tuple[Cell, Cell]] = (),
    tray: Tray = NO_TRAY,
) -> bytes:
    """Draw a PNG. Entries that do not fit are counted: “+3”. Each move is an arrow from cell to cell.

    There are five bands. Letters may be Latin, Greek and Cyrillic, but not emoji.
    """
    page = _Page(WITH_TRAY if tray.entries else HEIGHT)
    page.write(title, MARGIN, 42, TITLE, WIDTH - 2 * MARGIN)
    page.write(up.name, MARGIN, TOP - 32, WORDS, WIDTH - 2 * MARGIN)
    for row in range(1, SIZE + 1):
        _, y = _corner(row, 1)
        page.step(row, up.steps[row - 1], (MARGIN + LEFT - GAP) // 2, y + TALL // 2, LEFT - MARGIN - GAP, lines=3)
        for column in range(1, SIZE + 1):
            x, _ = _corner(row, column)
            _, look = _band_of(row * column, bands)
            page.box(look, x, y, CELL, TALL)
    for before, after in moves:
        page.move(before, after, cells)
    for row, column in product(range(1, SIZE + 1), repeat=2):
        (x, y), (band, look) = _corner(row, column), _band_of(row * column, bands)
        page.write(band.letter, x + 14, y + HEAD // 2 + 2, HINT, CELL // 2, halo=look)
        page.write(str(row * column), x + CELL - 14, y + HEAD // 2 + 2, HINT, CELL // 2, "rm", halo=look)
        page.entries(cells.get((row, column), ()), x + PAD, y + HEAD)
    for column in range(1, SIZE + 1):
        page.step(column, across.steps[column - 1], LEFT + (column - 1) * STEP + CELL // 2, BELOW + 38, CELL)
    page.write(across.name, (LEFT + WIDTH - MARGIN) // 2, BELOW + 102, WORDS, WIDTH - LEFT - MARGIN, "mm")
    page.legend(bands)
    if tray.entries:
        page.tray(tray)
    return page.png()


def _corner(row: int, column: int) -> tuple[int, int]:
    return LEFT + (column - 1) * STEP, TOP + (SIZE - row) * ROW


def _band_of(score: int, bands: Sequence[Band]) -> tuple[Band, Look]:
    return [pair for pair in zip(bands, LOOKS, strict=True) if pair[0].least <= score][-1]


class _Page(Canvas):
    def __init__(self, height: int) -> None:
        super().__init__(height, smallest=SMALLEST)

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

    def move(self, before: Cell, after: Cell, cells: Mapping[Cell, Sequence[str]]) -> None:
        """Draw an arrow between the plates of two cells, or their middles."""
        (x1, y1), (x2, y2) = (self._middle(cell) for cell in (before, after))
        self.arrow(*self._edge(before, x2 - x1, y2 - y1, cells), *self._edge(after, x1 - x2, y1 - y2, cells))

    def _middle(self, cell: Cell) -> tuple[int, int]:
        x, y = _corner(*cell)
        return x + CELL // 2, y + HEAD + LINE // 2

    def _edge(self, cell: Cell, dx: int, dy: int, cells: Mapping[Cell, Sequence[str]]) -> tuple[int, int]:
        """Where a line from the middle of the first entries' line leaves the plate."""
        x, y = self._middle(cell)
        if not (entries := cells.get(cell)):
            return x, y
        lines = len(self._lines(entries, CELL - 4 * PAD))
        across = (CELL // 2 - PAD) / abs(dx) if dx else 1.0
        down = (LINE // 2 if dy < 0 else LINE * lines - LINE // 2) / abs(dy) if dy else 1.0
        part = min(across, down, 1.0)
        return round(x + part * dx), round(y + part * dy)

    def tray(self, of: Tray) -> None:
        """Write a chip an entry, in the colours of their bands, as many as there is room for in one line."""
        self.write(of.name, MARGIN, TRAY + CHIP // 2, WORDS, WIDTH // 3)
        x = MARGIN + min(round(self.width(of.name, WORDS)), WIDTH // 3) + 2 * GAP
        for nth, (band, entry) in enumerate(of.entries):
            rest = len(of.entries) - nth
            width = round(self.width(entry, ENTRY)) + 28
            room = WIDTH - MARGIN - x - (round(self.width(f"+{rest}", ENTRY)) + GAP if rest > 1 else 0)
            if width > room:
                self.write(f"+{rest}", x, TRAY + CHIP // 2, ENTRY, WIDTH - x)
                break
            self.box(LOOKS[band], x, TRAY, width, CHIP)
            self.write(entry, x + width // 2, TRAY + CHIP // 2, ENTRY, width, "mm", halo=LOOKS[band])
            x += width + GAP

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
