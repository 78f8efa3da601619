"""A table as a file for a spreadsheet: XLSX, or CSV as a Polish Excel reads it.

What people typed never becomes a formula (OWASP: CSV injection): in XLSX it is a string, in CSV it has an apostrophe
before it.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from models.reading.words import seen

Cell = str | int | Decimal | date | datetime | None
"""A datetime is written as its clock shows: its zone is the caller's matter."""

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
DIGITS = 15
"""A spreadsheet keeps so many digits of a number; a longer one is written as text."""
NARROW, WIDE = 8, 60
"""Characters across a column; longer texts are wrapped."""
BUTTON = 3
"""The room that a filter's button takes beside a title."""
NAME_LIMIT = 31
A4 = 9


def as_xlsx(titles: Sequence[str], rows: Sequence[Sequence[Cell]], *, name: str, now: datetime) -> bytes:
    """One sheet: its titles stay in sight and filter it; printed it is a page wide. It is dated ``now`` (in UTC)."""
    from xlsxwriter import Workbook  # 12 MB that few need

    file = io.BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"created": now})
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:NAME_LIMIT].strip(" '"))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(titles) - 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        header = book.add_format({"bold": True, "bg_color": "#DDE6EE", "bottom": 1})
        text = book.add_format({"valign": "top", "text_wrap": True})
        suspect = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
        whole = book.add_format({"valign": "top", "num_format": "0"})
        amount = book.add_format({"valign": "top", "num_format": "#,##0.00"})
        day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        moment = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm"})
        for column, title in enumerate(titles):
            widest = max((_width(row[column]) for row in rows), default=0)
            sheet.set_column(column, column, min(max(widest, len(title) + BUTTON, NARROW) + 1, WIDE))
            sheet.write_string(0, column, title, header)
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                match cell:
                    case str():
                        sheet.write_string(line, column, cell, suspect if _may_be_formula(cell) else text)
                    case datetime():
                        sheet.write_datetime(line, column, cell.replace(tzinfo=None), moment)
                    case date():
                        sheet.write_datetime(line, column, cell, day)
                    case int() | Decimal() if _digits(cell) > DIGITS:
                        sheet.write_string(line, column, _shown(cell), text)
                    case int() | Decimal():
                        sheet.write_number(line, column, cell, whole if isinstance(cell, int) else amount)
    return file.getvalue()


def as_csv(titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Semicolons and decimal commas, dates as in ISO 8601, quotes as in RFC 4180, UTF-8 that says it is."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for row in (titles, *rows):
        writer.writerow([_guarded(cell) if isinstance(cell, str) else _shown(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    return f"'{text}" if _may_be_formula(text) else text


def _may_be_formula(text: str) -> bool:
    """White space before the sign may be skipped by what reads it, and so may be what is not seen."""
    return text.startswith(("\t", "\r", "\n")) or seen(text).lstrip().startswith(FORMULA)


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case _:
            return str(cell)


def _width(cell: Cell) -> int:
    if isinstance(cell, Decimal):
        return len(f"{cell:,.2f}")
    return max(map(len, _shown(cell).split("\n")))


def _digits(number: int | Decimal) -> int:
    return len(f"{abs(Decimal(number)):f}".replace(".", "").lstrip("0"))
