"""A table as a PDF to print and sign: A4, with titles and page number on every page, long texts wrapped.

No name is left blank, whatever its letters: see ``printable``.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path

from msgspec import Struct

from bot.texts import shorten
from models.reading.words import seen

FONTS = Path(__file__).parent / "fonts"
FONT = FONTS / "Roboto-Medium.ttf"
OTHER_SCRIPTS = FONTS / "DejaVuSans.ttf"
"""The font for letters that the first one lacks."""
STAND_IN = "\N{REPLACEMENT CHARACTER}"
"""Printed for letters that both fonts lack."""
_VARIANTS = re.compile("[\ufe00-\ufe0f]")
"""Variation selectors, which choose the look of the sign before them."""
MARGIN, FOOT = 15, 18
"""Millimetres that stay free at the edges and at the foot."""
TITLE, TEXT, SMALL = 16, 10, 8
"""Heights of letters in points."""
LINE, ROW, PADDING = 5, 10, 1
"""Millimetres of a line, the least of a row (room for a signature), and what is free around a text in it."""
TITLE_SHOWN = 60
"""Most characters of the title beside the page number."""
SHADE = (221, 230, 238)
FAINT = 110


class Column(Struct, frozen=True):
    """A column's title, and its width relative to the others."""

    title: str
    share: float


def printable(text: str) -> str:
    """The text in letters that the fonts have: plain letters for ornate ones, ``STAND_IN`` for unknown ones."""
    letters = unicodedata.normalize("NFC", _VARIANTS.sub("", seen(text)))
    return "".join(map(_printable, letters)) or STAND_IN * bool(text)


def _printable(sign: str) -> str:
    if sign.isspace():
        return "\n" if sign == "\n" else " "
    for letters in (sign, unicodedata.normalize("NFKC", sign)):
        if _letters(FONT).issuperset(letters):
            return letters
    if sign in _letters(OTHER_SCRIPTS):
        return sign
    return "" if unicodedata.category(sign) in ("Cc", "Me", "Mn") else STAND_IN


@cache
def _letters(font: Path) -> frozenset[str]:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

    sheet = FPDF()
    sheet.add_font(font.stem, fname=font)
    opened = next(one for one in sheet.fonts.values() if isinstance(one, TTFFont))
    opened.close()
    return frozenset(map(chr, opened.cmap))


def widths(shares: Sequence[float], words: Sequence[float], whole: float) -> list[float]:
    """How wide the columns are: as the shares say, but with room for the longest word of each, taken from the others.

    A word that would take more than a third of the whole is broken.
    """
    usual = [whole * share / sum(shares) for share in shares]
    wide = [max(width, min(word, whole / 3)) for width, word in zip(usual, words, strict=True)]
    spare = [max(0.0, width - word) for width, word in zip(wide, words, strict=True)]
    excess = sum(wide) - whole
    taken = min(1.0, excess / sum(spare)) if sum(spare) > 0 else 0.0
    return [width - taken * room for width, room in zip(wide, spare, strict=True)]


def as_pdf(
    title: str,
    lines: Sequence[str],
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    now: datetime,
    head: str = "",
) -> bytes:
    """Make the PDF: whose it is, the title, the lines below it, and the table. It is dated ``now``."""
    from fpdf import FPDF  # 20 MB that few need
    from fpdf.enums import TableBordersLayout
    from fpdf.fonts import FontFace

    class Sheet(FPDF):
        def footer(self) -> None:
            self.set_y(-FOOT + LINE)
            self.set_font(size=SMALL)
            self.set_text_color(FAINT)
            self.cell(0, LINE, shorten(title, TITLE_SHOWN))
            self.set_x(self.l_margin)
            self.cell(0, LINE, f"{self.page_no()}/{{nb}}", align="R")

    head, title, lines = printable(head), printable(title), [printable(line) for line in lines]
    titles = [printable(column.title) for column in columns]
    cells = [[printable(cell) for cell in row] for row in rows]
    sheet = Sheet(format="A4")
    sheet.set_margin(MARGIN)
    sheet.set_auto_page_break(auto=True, margin=FOOT)
    sheet.set_creation_date(now)
    sheet.set_title(title)
    sheet.add_font("Roboto", fname=FONT)
    if not _letters(FONT).issuperset(
        "".join((head, title, *lines, *titles, *chain.from_iterable(cells))).replace("\n", "")
    ):
        sheet.add_font("DejaVu", fname=OTHER_SCRIPTS)
        sheet.set_fallback_fonts(["DejaVu"])
    sheet.set_font("Roboto", size=TEXT)
    sheet.add_page()
    longest = [
        max(sheet.get_string_width(word) for cell in column for word in (cell.split() or [""])) + 2 * PADDING + 1
        for column in zip(titles, *cells, strict=True)
    ]
    if head:
        sheet.multi_cell(0, LINE, head, align="L", new_x="LMARGIN", new_y="NEXT")
    sheet.set_font(size=TITLE)
    sheet.multi_cell(0, TITLE / 2, title, align="L", new_x="LMARGIN", new_y="NEXT")
    sheet.set_font(size=TEXT)
    for line in lines:
        sheet.multi_cell(0, LINE, line, align="L", new_x="LMARGIN", new_y="NEXT")
    sheet.ln(LINE)
    with sheet.table(
        col_widths=widths([column.share for column in columns], longest, sheet.epw),
        text_align="LEFT",
        line_height=LINE,
        min_row_height=ROW,
        padding=PADDING,
        borders_layout=TableBordersLayout.ALL,
        headings_style=FontFace(emphasis="", fill_color=SHADE),
    ) as table:
        table.row(titles)
        for row in cells:
            table.row(row)
    return bytes(sheet.output())
