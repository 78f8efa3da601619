"""Tables as files for spreadsheets: what is written is what is read, and nothing typed is a formula."""

import asyncio
import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.files.sheets import WIDE, Cell, Table, as_csv, as_xlsx
from models.reading.words import seen

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TITLES = ("Numer", "Opis", "Kwota", "Termin")
ROWS: list[list[Cell]] = [
    ["R-12", 'Zażółć gęślą jaźń; „cytat” i "cytat"\ndrugi wiersz', Decimal("1250000.50"), date(2027, 3, 1)],
    ["R-13", None, Decimal("-3"), None],
]
ATTACKS = [
    "=1+1",
    "+48 600 100 200",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\u200e=1+1",
    "\ufeff=1+1",
    "\u00ad \u202d@SUM(A1)",
    "\ttekst",
    "\rtekst",
    "\ntekst",
    " =1",
    "\u00a0+1",
    "＝1",
    '=HYPERLINK("//x")',
]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [*ATTACKS, "_x0041_", "\x00", " spacje ", "a\r\nb"]
)
numbers = st.integers(-(10**15) + 1, 10**15 - 1)
amounts = st.decimals(-(10**12), 10**12, places=2)
days = st.dates(date(1901, 1, 1), date(9999, 12, 31))
moments = st.datetimes(datetime(1901, 1, 1), datetime(9999, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))  # noqa: DTZ001
rows_of_all_kinds = st.lists(st.tuples(numbers, texts, amounts, days, moments, st.none()), max_size=6)


def read_xlsx(file: bytes) -> list[list[Any]]:
    """The rows under the titles, nothing where a cell is empty."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0)
    return [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)][1:]


def read_csv(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))[1:]


def at(cell: Any) -> datetime:
    """What reads the file takes a midnight for a day."""
    return cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001


def part(file: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(file)).read(name).decode()


def sheet_xml(file: bytes) -> str:
    return part(file, "xl/worksheets/sheet1.xml")


def xlsx(rows: Sequence[Sequence[Cell]], titles: Sequence[str] = TITLES, name: str = "Ryzyka") -> bytes:
    return as_xlsx([Table(name, titles, rows)], now=NOW)


# --- XLSX ----------------------------------------


@given(rows_of_all_kinds)
def test_what_is_written_to_xlsx_is_read_from_it(rows: list[tuple[Cell, ...]]) -> None:
    read = read_xlsx(as_xlsx([Table("x", "abcdef", rows)], now=NOW))
    assert len(read) == len(rows)
    for got, (number, text, amount, day, moment, nothing) in zip(read, rows, strict=True):
        assert isinstance(amount, Decimal)
        assert [*got, None][:3] == [number, text or None, float(amount)]
        assert [at(cell) for cell in got[3:5]] == [at(day), moment]
        assert got[5:] in ([], [nothing])
        assert isinstance(got[0], int | float)


@given(st.lists(texts, min_size=1, max_size=5))
def test_no_text_is_a_formula_or_a_link_in_xlsx(row: list[str]) -> None:
    file = xlsx([row], titles=["="] * len(row))
    assert "<f>" not in sheet_xml(file)
    assert "<hyperlink" not in sheet_xml(file)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_suspect_text_stays_text_even_when_its_cell_is_edited(attack: str) -> None:
    file = xlsx([[attack, "niewinny"]], ["Opis", "Dopisek"])
    styles = re.findall(r"<xf [^>]+>", part(file, "xl/styles.xml").split("<cellXfs")[1])
    cells = re.findall(r'<c r="[AB]2" s="(\d+)" t="inlineStr">', sheet_xml(file))
    assert ['quotePrefix="1"' in styles[int(style)] for style in cells] == [True, False]


def test_each_kind_of_cell_is_shown_in_its_way() -> None:
    row: list[Cell] = [12, Decimal("1250000.5"), date(2027, 3, 1), datetime(2027, 3, 1, 9, 5, tzinfo=UTC)]
    file = xlsx([row])
    formats = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"/>', part(file, "xl/styles.xml")))
    formats |= {"1": "0", "4": "#,##0.00"}  # the built-in ones
    styles = re.findall(r'<xf numFmtId="(\d+)"', part(file, "xl/styles.xml").split("<cellXfs")[1])
    cells = re.findall(r'<c r="[A-D]2" s="(\d+)">', sheet_xml(file))
    assert [formats[styles[int(cell)]] for cell in cells] == ["0", "#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert read_xlsx(file) == [[12, 1250000.5, date(2027, 3, 1), datetime(2027, 3, 1, 9, 5)]]  # noqa: DTZ001


def test_it_prints_across_one_page_under_its_titles_and_is_dated() -> None:
    file = xlsx(ROWS)
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet_xml(file)
    assert "Ryzyka!$1:$1" in part(file, "xl/workbook.xml")
    assert ">2026-11-24T09:00:00Z</dcterms:created>" in part(file, "docProps/core.xml")


def test_the_titles_stay_in_sight_and_filter() -> None:
    xml = sheet_xml(xlsx(ROWS))
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in xml
    assert '<autoFilter ref="A1:D3"/>' in xml
    assert '<autoFilter ref="A1:D1"/>' in sheet_xml(xlsx([]))


def test_columns_are_as_wide_as_what_stands_in_them_but_no_wider_than_a_screen() -> None:
    rows: list[list[Cell]] = [
        ["R-1", "x" * 500, Decimal(10**9), date(2027, 3, 1), None],
        ["R-2", "krótko", None, None, "dwanaście zn\ndwanaście zn"],
    ]
    file = xlsx(rows, ["Numer", "Opis", "Kwota", "Termin", "Właściciel"])
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet_xml(file))]
    assert [int(width) for width in widths] == [9, WIDE, len("1,000,000,000.00") + 1, 11, 14]


def test_a_long_text_is_cut_where_excel_ends_a_cell() -> None:
    (row,) = read_xlsx(xlsx([["🚲" * 20_000, "ł" * 40_000]], ["Opis", "Dopisek"]))
    assert [len(text) for text in row] == [16_383, 32_767]


def test_a_number_longer_than_excel_keeps_is_written_as_text() -> None:
    (row,) = read_xlsx(xlsx([[10**14, 123456789012345678, Decimal("1234567890123.456"), Decimal("0.10")]]))
    assert row == [10**14, "123456789012345678", "1234567890123,456", 0.1]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ryzyka", "Ryzyka"),
        ("Park [etap 1/2]: 'zieleń'", "Park  etap 1 2   'zieleń"),
        ("z" * 40, "z" * 31),
        ("z" * 30 + "' i", "z" * 30),
        ("", "Sheet1"),
    ],
)
def test_any_name_makes_a_name_of_a_sheet(name: str, shown: str) -> None:
    assert CalamineWorkbook.from_filelike(io.BytesIO(xlsx(ROWS, name=name))).sheet_names == [shown]


# --- CSV ----------------------------------------


def test_a_csv_is_as_a_polish_excel_reads_it() -> None:
    assert (
        as_csv(TITLES, ROWS)
        == (
            "\ufeffNumer;Opis;Kwota;Termin\r\n"
            'R-12;"Zażółć gęślą jaźń; „cytat” i ""cytat""\ndrugi wiersz";1250000,50;2027-03-01\r\n'
            "R-13;;-3;\r\n"
        ).encode()
    )
    assert read_csv(as_csv(["Kiedy"], [[datetime(2027, 3, 1, 9, 5, tzinfo=UTC)]])) == [["2027-03-01 09:05"]]


@given(rows_of_all_kinds)
def test_what_is_written_to_csv_is_read_from_it(rows: list[tuple[Cell, ...]]) -> None:
    read = read_csv(as_csv("abcdef", rows))
    assert len(read) == len(rows)
    for got, (number, text, amount, day, moment, nothing) in zip(read, rows, strict=True):
        assert [int(got[0]), Decimal(got[2].replace(",", "."))] == [number, amount]
        assert got[1].removeprefix("'") == str(text).removeprefix("'")
        assert [date.fromisoformat(got[3]), datetime.fromisoformat(got[4]), got[5] or None] == [day, moment, nothing]


@given(st.lists(texts, min_size=2, max_size=5))
def test_no_text_begins_a_formula_in_csv(row: list[str]) -> None:
    file = as_csv(row, [row])
    assert read_csv(file) == list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";"))[:1]
    for typed, cell in zip(row, read_csv(file)[0], strict=True):
        assert cell in (typed, f"'{typed}")
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
        assert not seen(cell).lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_suspect_text_has_an_apostrophe_before_it(attack: str) -> None:
    assert read_csv(as_csv(["Opis", "Bilans"], [[attack, -5]])) == [[f"'{attack}", "-5"]]


# --- both ----------------------------------------


async def test_threads_write_the_same_at_once() -> None:
    files = await asyncio.gather(*(asyncio.to_thread(xlsx, ROWS) for _ in range(8)))
    assert set(files) == {xlsx(ROWS)}
