"""A table as a file for a spreadsheet: XLSX, or CSV as a Polish Excel reads it.

What people typed never becomes a formula (OWASP: CSV injection): in XLSX it is a string, in CSV an apostrophe precedes
it. What people send back is read with the limits of ``workbook``.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct

from bot.texts import clean
from models.reading.tongue import speaking, spoken
from models.reading.words import seen


class Tinted(Struct, frozen=True):
    """A text on a colour (``#RRGGBB``), which adds no information to the text."""

    text: str
    colour: str


class ToFill(Struct, frozen=True):
    """A cell in which somebody answers: a text, so that a spreadsheet makes no 0.125 of 12,5% and no day of 1.12."""

    text: str


Cell = str | int | Decimal | date | datetime | Tinted | ToFill | None
"""A value of a cell. A datetime is written as it is: the caller chooses its zone."""


class Table(Struct, frozen=True):
    """A table with its name. It is printed one page wide, so it should have few columns."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    hidden: int = 0
    """Number of its first columns that nobody sees."""


FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
DIGITS = 15
"""Digits of a number that a spreadsheet keeps; longer numbers are written as text."""
NARROW, WIDE = 8, 60
"""Least and most characters across a column; longer texts are wrapped."""
BUTTON = 3
"""Characters that a filter's button takes beside a title."""
NAME_LIMIT = 31
A4 = 9
UNPACKED = 16 * 2**20
"""Bytes of XML in a sheet that somebody sends."""


def as_xlsx(tables: Sequence[Table], *, now: datetime) -> bytes:
    """Make an XLSX with a sheet per table; titles stay in sight and filter. The file is dated ``now`` (UTC)."""
    from xlsxwriter import Workbook  # 12 MB that few need

    file = io.BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"created": now})
        top = {"valign": "top"}
        formats = {
            "header": book.add_format({"bold": True, "bg_color": "#DDE6EE", "bottom": 1, "text_wrap": True}),
            "text": book.add_format({**top, "text_wrap": True}),
            "suspect": book.add_format({**top, "text_wrap": True, "quote_prefix": True}),
            "to_fill": book.add_format({**top, "text_wrap": True, "num_format": "@", "bg_color": "#FFF6D6"}),
            "whole": book.add_format({**top, "num_format": "0"}),
            "amount": book.add_format({**top, "num_format": "#,##0.00"}),
            "day": book.add_format({**top, "num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({**top, "num_format": "yyyy-mm-dd hh:mm"}),
        }
        tints = {cell.colour for table in tables for row in table.rows for cell in row if isinstance(cell, Tinted)}
        formats |= {colour: book.add_format({**top, "text_wrap": True, "bg_color": colour}) for colour in tints}
        for table in tables:
            name = re.sub(r"[\[\]:*?/\\]", " ", table.name)[:NAME_LIMIT].strip(" '")
            _write(book.add_worksheet(name), table, formats)
    return file.getvalue()


def _write(page: Any, table: Table, formats: Mapping[str, Any]) -> None:
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(table.rows), len(table.titles) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for column, title in enumerate(table.titles):
        # most cells of a long table say what others say; a number is as wide as its kind writes it
        distinct = {(type(row[column]), row[column]) for row in table.rows}
        widest = max((_width(cell) for _kind, cell in distinct), default=0)
        width = min(max(widest, len(title) + BUTTON, NARROW) + 1, WIDE)
        page.set_column(column, column, width, None, {"hidden": column < table.hidden})
        page.write_string(0, column, title, formats["header"])
    for line, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            match cell:
                case str():
                    page.write_string(line, column, cell, formats["suspect" if _may_be_formula(cell) else "text"])
                case Tinted(text, colour):
                    page.write_string(line, column, text, formats[colour])
                case ToFill(text):
                    page.write_string(line, column, text, formats["to_fill"])
                case datetime():
                    page.write_datetime(line, column, cell.replace(tzinfo=None), formats["moment"])
                case date():
                    page.write_datetime(line, column, cell, formats["day"])
                case int() | Decimal() if _digits(cell) > DIGITS:
                    page.write_string(line, column, _shown(cell), formats["text"])
                case int() | Decimal():
                    page.write_number(line, column, cell, formats["whole" if isinstance(cell, int) else "amount"])


def read_xlsx(content: bytes | None, *, language: str) -> list[list[Any]] | str:
    """The rows of a sheet that somebody sent; or why it cannot be read, in their language."""
    from models.reading import workbook  # as above

    with speaking(polish=language == "pl"):
        if content is None:
            polish = "jest za duży albo Telegram go teraz nie wydaje"
            return spoken("it is too large, or Telegram withholds it now", polish)
        if not content.startswith(workbook.BEGINNINGS):
            return spoken("it is no XLSX sheet", "to nie jest arkusz XLSX")
        try:
            return workbook.rows(content, unpacked=UNPACKED)
        except workbook.RefusedError as why:
            return str(why)


def typed(cell: Any) -> str:
    """What stands in a cell of ``read_xlsx``, as somebody would type it."""
    match cell:
        case None:
            return ""
        case bool():
            return "tak" if cell else "nie"
        case float():
            whole, _, rest = f"{Decimal(f'{cell:.{DIGITS}g}'):f}".partition(".")
            # three digits after a comma may be read as a group
            return f"{whole},{rest:0<4}" if len(rest) == 3 else f"{whole},{rest}" if rest else whole
        case date():
            return f"{cell:%d.%m.%Y}"
    return "\n".join(line.strip() for line in clean(str(cell)).splitlines()).strip()


def as_csv(titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Make a CSV: semicolons, decimal commas, ISO 8601 dates, quotes as in RFC 4180, UTF-8 with a byte order mark."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for row in (titles, *rows):
        writer.writerow([_guarded(cell) if isinstance(cell, str) else _shown(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    return f"'{text}" if _may_be_formula(text) else text


def _may_be_formula(text: str) -> bool:
    """Whether a spreadsheet may read a formula: it may skip white space and invisible signs before the first sign."""
    return text.startswith(("\t", "\r", "\n")) or seen(text).lstrip().startswith(FORMULA)


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case Tinted() | ToFill():
            return cell.text
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
