"""A week with the bot as a picture for a phone: the question, the reminder, the result, and what may come any day."""

from functools import lru_cache
from typing import NamedTuple

from bot.files.canvas import AMBER, INK, MARGIN, PAPER, RED, WIDTH, Canvas, Look

TITLE, HEAD, WORDS = 52, 46, 38
"""Heights of letters in pixels, of which a phone shows a third."""
TOP, ROW, SIGN, PILL = 120, 190, 124, 66
"""Pixels from the top to the first row, of a row, of its sign, and of the box with its moment."""
LEFT = MARGIN + SIGN + 2 * MARGIN
LINE, WHEN, HAND = Look((214, 214, 220)), Look((221, 232, 250)), Look(INK)
GREEN = Look((98, 190, 130))


class Step(NamedTuple):
    """When something happens, what, and what that means to the reader."""

    when: str
    what: str
    means: str


Steps = tuple[Step, Step, Step, Step]
"""Question, reminder, result, risk."""


@lru_cache(maxsize=32)
def draw(title: str, steps: Steps) -> bytes:
    """Draw a PNG. Letters may not be emoji."""
    page = _Page(TOP + ROW * len(steps), smallest=WORDS)
    page.write(title, MARGIN, TOP // 2, TITLE, WIDTH - 2 * MARGIN)
    page.box(LINE, MARGIN + SIGN // 2 - 5, TOP + SIGN, 10, ROW * (len(steps) - 1) - SIGN, round=5)
    most = int(max(page.width(step.when, HEAD) for step in steps)) + 2 * MARGIN
    signs = (page.question, page.clock, page.bars, page.warning)
    for nth, (step, sign) in enumerate(zip(steps, signs, strict=True)):
        y = TOP + nth * ROW
        sign(MARGIN, y)
        page.box(WHEN, LEFT, y, most, PILL)
        page.write(step.when, LEFT + most // 2, y + PILL // 2, HEAD, most, "mm")
        page.write(step.what, LEFT + most + MARGIN, y + PILL // 2, HEAD, WIDTH - LEFT - most - 2 * MARGIN)
        page.write(step.means, LEFT, y + PILL + 40, WORDS, WIDTH - LEFT - MARGIN)
    return page.png()


class _Page(Canvas):
    """Signs are round and stand at their upper left corner."""

    def question(self, x: int, y: int) -> None:
        self._round(WHEN, x, y)
        self.write("?", x + SIGN // 2, y + SIGN // 2, 92, SIGN, "mm")

    def clock(self, x: int, y: int) -> None:
        """Nine o'clock."""
        self._round(Look(AMBER), x, y)
        self._round(Look(PAPER), x, y, inset=16)
        middle = SIGN // 2
        self.box(HAND, x + middle - 4, y + 30, 8, middle - 26, round=4)
        self.box(HAND, x + 38, y + middle - 4, middle - 34, 8, round=4)

    def bars(self, x: int, y: int) -> None:
        """As high as there are lights of each kind."""
        self._round(LINE, x, y)
        self._round(Look(PAPER), x, y, inset=8)
        for nth, (look, height) in enumerate(((GREEN, 64), (Look(AMBER), 42), (Look(RED), 22))):
            self.box(look, x + 28 + nth * 25, y + 92 - height, 20, height, round=3)

    def warning(self, x: int, y: int) -> None:
        self._round(Look(RED), x, y)
        self.write("!", x + SIGN // 2, y + SIGN // 2, 92, SIGN, "mm")

    def _round(self, look: Look, x: int, y: int, *, inset: int = 0) -> None:
        size = SIGN - 2 * inset
        self.box(look, x + inset, y + inset, size, size, round=size // 2)
