"""XLSX workbooks as people make them: looked at before they are read, for a single cell can ask for all memory."""

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, load_workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from models.reading.tongue import SpokenError

ROWS, COLUMNS = 100_000, 100
UNPACKED = 256 * 2**20
"""Bytes of XML."""
NAMED = 10
"""So many cells are named."""
ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BEGINNINGS = (ZIP, OLD)
UNKNOWN = "this is no CSV or XLSX file that can be read", "to nie jest plik CSV ani XLSX, który umiem odczytać"


class RefusedError(SpokenError):
    """It cannot be read."""


def rows(content: bytes, *, unpacked: int = UNPACKED) -> list[list[Any]]:
    """The rows of the first visible worksheet, from its very first one."""
    if not content.startswith(ZIP):
        raise RefusedError(
            "this is an XLS file or one with a password; save it as XLSX without one",
            "to plik XLS albo z hasłem; zapisz go jako XLSX bez hasła",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > unpacked:
                megabytes = unpacked // 2**20
                raise RefusedError(
                    f"unpacked it is larger than {megabytes} MB", f"po rozpakowaniu jest większy niż {megabytes} MB"
                )
            number, part = _first_visible(archive)
            _look_through(archive, part)
        return load_workbook(io.BytesIO(content)).get_sheet_by_index(number).to_python(skip_empty_area=False)
    except (KeyError, zipfile.BadZipFile, expat.ExpatError, CalamineError, ValueError):
        raise RefusedError(*UNKNOWN) from None


# --- which sheet ----------------------------------------


def _first_visible(archive: zipfile.ZipFile) -> tuple[int, str]:
    """Its number in the workbook, and the part of the archive in which it is."""
    sheets: list[dict[str, str]] = []
    parts: dict[str, dict[str, str]] = {}
    _parse(archive, "xl/workbook.xml", lambda name, of: sheets.append(of) if name == "sheet" else None)
    _parse(archive, "xl/_rels/workbook.xml.rels", lambda _, of: parts.update({of.get("Id", ""): of}))
    for number, sheet in enumerate(sheets):
        part = parts[sheet["id"]]
        if part["Type"].endswith("/worksheet") and sheet.get("state", "visible") == "visible":
            return number, posixpath.normpath(posixpath.join("/xl", part["Target"])).removeprefix("/")
    raise RefusedError("it has no visible sheet", "nie ma widocznego arkusza")


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    begun: Callable[[str, dict[str, str]], None],
    ended: Callable[[str], None] | None = None,
    said: Callable[[str], None] | None = None,
) -> None:
    """Tell of the elements of a part, by their names without what stands before the colon."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, of: begun(_plain(name), {_plain(key): text for key, text in of.items()})
    if ended is not None:
        parser.EndElementHandler = lambda name: ended(_plain(name))
    if said is not None:
        parser.CharacterDataHandler = said
    with archive.open(part) as stream:
        parser.ParseFile(stream)


def _plain(name: str) -> str:
    return name.rpartition(":")[2]


# --- what is in it ----------------------------------------


def _look_through(archive: zipfile.ZipFile, part: str) -> None:
    """Refuse a sheet with cells too far off, in error, or with formulas that nobody has computed."""
    cells = _Cells()
    _parse(archive, part, cells.begun, cells.ended, cells.said)
    if cells.wrong:
        named, is_more = ", ".join(cells.wrong[:NAMED]), len(cells.wrong) > NAMED
        raise RefusedError(
            f"the values of cells {named}{' and others' if is_more else ''} are not known: they have an error or a"
            " formula that nobody computed; mend them in the sheet and save it again",
            f"nie znam wartości komórek {named}{' i innych' if is_more else ''}: jest w nich błąd albo formuła,"
            " której nikt nie obliczył; popraw je w arkuszu i zapisz go jeszcze raz",
        )


@dataclass
class _Cells:
    """The cells of a sheet, one after the other; none is kept."""

    wrong: list[str] = field(default_factory=list)
    """The names of the first of those whose values are not known."""
    _row: int = 0
    _column: int = 0
    _kind: str = ""
    _is_formula: bool = False
    _has_value: bool = False
    _in: str = ""

    def begun(self, name: str, of: dict[str, str]) -> None:
        self._in = name
        if name == "row":
            self._row, self._column = int(of.get("r", self._row + 1)), 0
        elif name == "c":
            self._column = _number(of["r"]) if "r" in of else self._column + 1
            self._kind, self._is_formula, self._has_value = of.get("t", "n"), False, False
        elif name == "f":
            self._is_formula = True

    def said(self, text: str) -> None:
        self._has_value |= self._in in ("v", "t") and text != ""

    def ended(self, name: str) -> None:
        self._in = ""
        if name != "c" or not (self._has_value or self._is_formula):
            return
        if self._row > ROWS or self._column > COLUMNS:
            raise RefusedError(
                f"cell {self._name} is too far off: {ROWS} rows and {COLUMNS} columns are read;"
                " delete what is beside the table",
                f"komórka {self._name} leży za daleko: czytam {ROWS} wierszy i {COLUMNS} kolumn;"
                " usuń to, co jest poza tabelą",
            )
        # a text that was computed may be empty
        is_known = self._kind != "e" and (self._has_value or self._kind == "str")
        if not is_known and len(self.wrong) <= NAMED:
            self.wrong.append(self._name)

    @property
    def _name(self) -> str:
        name: str = xl_rowcol_to_cell(self._row - 1, self._column - 1)
        return name


def _number(cell: str) -> int:
    """``AB12`` → 28"""
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number
