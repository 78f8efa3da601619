"""Who has said what, as a picture for a phone: a row a commune, a numbered column a field, a sign in each cell.

Of many communes: a row a field, a column a sign, in each cell how many communes.

A sign differs in its letter, its marks and its lightness as well as in its hue.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from bot.files.canvas import AMBER, LONGEST, MARGIN, RED, WIDTH, Canvas, Look

LEFT, TOP, GAP = 390, 132, 4
TITLE, WORDS, HALO, LINE = 44, 33, 3, 44
"""Heights of letters in pixels, of which a phone shows a third; HALO surrounds letters on a colour; a line of words."""
HIGHEST = 56
"""Pixels of the highest row."""
FEWEST = 6
"""So wide is a column at most that so many would fit."""
GIVEN, LACKING, NOT_APPLICABLE, WRONG, WAITS = "+", "Ø", "–", "!", "…"
LOOKS: Mapping[str, Look] = {
    GIVEN: Look((194, 233, 206)),
    LACKING: Look(AMBER, "/", every=22),
    NOT_APPLICABLE: Look((226, 232, 240)),
    WRONG: Look(RED, "\\", every=18, thick=6),
    WAITS: Look((238, 240, 246), ".", every=14, thick=4),
}
ROWS = (LONGEST - TOP - len(LOOKS) * LINE - 2 * MARGIN) // (WORDS + GAP)
"""As many as fit."""
Row: TypeAlias = tuple[str, Sequence[tuple[str, str]]]
"""A name, and for each column the sign whose looks the cell has with what is written there."""


def draw(rows: Sequence[Row], heads: Sequence[str], *, title: str, names: Mapping[str, str]) -> bytes:
    """Draw a PNG: rows under their heads; ``names`` says what the signs mean."""
    step = (WIDTH - LEFT - MARGIN) // max(len(heads), FEWEST)
    height = min(HIGHEST, (LONGEST - TOP - len(LOOKS) * LINE - 2 * MARGIN) // max(len(rows), 1))
    legend = TOP + height * len(rows) + MARGIN
    page = Canvas(legend + len(LOOKS) * LINE + MARGIN, smallest=16, halo=HALO)
    page.write(title, MARGIN, 44, TITLE, WIDTH - 2 * MARGIN)
    for column, head in enumerate(heads):
        page.write(head, LEFT + column * step + (step - GAP) // 2, TOP - 26, WORDS, step - GAP, "mm")
    for nth, (name, cells) in enumerate(rows):
        y = TOP + nth * height
        page.write(name, MARGIN, y + (height - GAP) // 2, WORDS, LEFT - MARGIN - 3 * GAP)
        for column, (sign, written) in enumerate(cells):
            x = LEFT + column * step
            page.box(LOOKS[sign], x, y, step - GAP, height - GAP, round=8)
            page.write(
                written, x + (step - GAP) // 2, y + (height - GAP) // 2, WORDS, step - GAP, "mm", halo=LOOKS[sign]
            )
    for nth, (sign, meaning) in enumerate(names.items()):
        y = legend + nth * LINE + LINE // 2
        page.box(LOOKS[sign], MARGIN, y - (LINE - GAP) // 2, LINE, LINE - GAP, round=8)
        page.write(sign, MARGIN + LINE // 2, y, WORDS, LINE, "mm", halo=LOOKS[sign])
        page.write(meaning, MARGIN + LINE + 3 * GAP, y, WORDS, WIDTH - LINE - 3 * MARGIN)
    return page.png()
