"""The last weeks as a picture for a phone: each row's light week by week, and below it a chart of all projects.

A light differs in its letter, its marks and its lightness as well as in its hue.
"""

from collections.abc import Mapping, Sequence

from bot.files.canvas import AMBER, MARGIN, RED, WIDTH, Canvas, Look
from models.status.answer import Light
from models.status.trend import Cell, Row, Silence, Week

LOOKS: Mapping[Cell, Look] = {
    Light.GREEN: Look((194, 233, 206)),
    Light.AMBER: Look(AMBER, "/", every=22),
    Light.RED: Look(RED, "\\", every=18, thick=6),
    Silence.NO_ANSWER: Look((238, 240, 246), ".", every=14, thick=4),
}
"""Lights in the order of the legend. A commune that was not asked has none."""
GAP, ROUND = 4, 8
LEFT, STEPS = 390, 12
"""Pixels from the left to the first week, and the most weeks that fit."""
WIDEST = 2
"""Most that a week's width grows when there are few: a factor."""
NAMES = LEFT - MARGIN - 3 * GAP
TITLE, WORDS, HALO = 44, 33, 3
"""Heights of letters in pixels, of which a phone shows a third; HALO surrounds letters on a colour."""
TOP, BETWEEN, CHART = 132, 24, 190
"""Pixels from the top to the rows, between them and the chart, and its height."""
ROWS, HIGHEST = 690, 56
"""Pixels of all rows together, and of the highest one."""
LINE = 44
"""Height of a line of words or figures beside and below the chart."""
THIN = 5
"""Least height of a bar, so that one project among thousands is visible."""
RULE = Look((214, 214, 220))


def draw(
    weeks: Sequence[Week],
    rows: Sequence[Row],
    *,
    title: str,
    week: str,
    heading: str,
    names: Mapping[Cell, tuple[str, str]],
) -> bytes:
    """Draw a PNG. ``names`` gives the letter and the meaning of each light; ``heading`` stands beside the chart.

    Letters may be Latin, Greek and Cyrillic, but not emoji.
    """
    height = min(HIGHEST, ROWS // max(len(rows), 1))
    chart = TOP + height * len(rows) + BETWEEN
    figures = chart + CHART + 2 * GAP
    page = _Page(figures + LINE * len(LOOKS) + MARGIN, len(weeks))
    page.write(title, MARGIN, 44, TITLE, WIDTH - 2 * MARGIN)
    page.write(week, LEFT - 3 * GAP, TOP - 26, WORDS, NAMES, "rm")
    page.figures([of.number for of in weeks], TOP - 26)
    for nth, row in enumerate(rows):
        y = TOP + nth * height
        page.write(row.name or "", MARGIN, y + (height - GAP) // 2, WORDS, NAMES)
        for place, cell in enumerate(row.cells):
            page.cell(cell, names, place, y, height - GAP)
    for nth, line in enumerate(heading.split("\n")):
        page.write(line, MARGIN, chart + nth * LINE + LINE // 2, WORDS, NAMES)
    page.bars(weeks, chart)
    for nth, (cell, look) in enumerate(LOOKS.items()):
        y = figures + nth * LINE + LINE // 2
        letter, meaning = names[cell]
        page.box(look, MARGIN, y - (LINE - GAP) // 2, LINE, LINE - GAP, round=ROUND)
        page.write(letter, MARGIN + LINE // 2, y, WORDS, LINE, "mm", halo=look)
        page.write(meaning, MARGIN + LINE + 3 * GAP, y, WORDS, NAMES - LINE - 3 * GAP)
        page.figures([of.silent if cell is Silence.NO_ANSWER else of.lights[Light(cell)] for of in weeks], y)
    return page.png()


class _Page(Canvas):
    def __init__(self, height: int, weeks: int) -> None:
        super().__init__(height, smallest=WORDS, halo=HALO)
        narrow = (WIDTH - LEFT - MARGIN + GAP) // STEPS
        self._step = min(narrow * WIDEST, narrow * STEPS // max(weeks, 1))

    def _middle(self, place: int) -> int:
        return LEFT + place * self._step + (self._step - GAP) // 2

    def cell(self, cell: Cell, names: Mapping[Cell, tuple[str, str]], place: int, y: int, height: int) -> None:
        """Draw the light of a week; nothing if nobody was asked."""
        if cell not in LOOKS:
            return
        self.box(LOOKS[cell], LEFT + place * self._step, y, self._step - GAP, height, round=ROUND)
        self.write(names[cell][0], self._middle(place), y + height // 2, WORDS, self._step, "mm", halo=LOOKS[cell])

    def figures(self, figures: Sequence[int], y: int) -> None:
        """Write a figure under each week; long figures only under every few weeks, counted back from the newest."""
        widest = max((self.width(str(figure), WORDS) for figure in figures), default=0)
        every = int((widest + 3 * GAP) // self._step) + 1
        for place, figure in enumerate(figures):
            if (len(figures) - 1 - place) % every == 0:
                x = min(self._middle(place), WIDTH - GAP - int(widest) // 2)
                self.write(str(figure), x, y, WORDS, WIDTH, "mm")

    def bars(self, weeks: Sequence[Week], top: int) -> None:
        """Draw one bar per week, on one scale, red at the foot, where a change is seen best."""
        most = max((of.lights.total() for of in weeks), default=0) or 1
        for place, of in enumerate(weeks):
            y = top + CHART
            for light in reversed(Light):
                if of.lights[light]:
                    height = max(THIN, CHART * of.lights[light] // most)
                    y -= height
                    self.box(LOOKS[light], LEFT + place * self._step, y, self._step - GAP, height, round=0)
        self.box(RULE, LEFT, top + CHART, self._step * len(weeks) - GAP, 3, round=0)
