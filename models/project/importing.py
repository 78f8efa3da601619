"""Projects from a spreadsheet: all rows of it or none, and every row that can't be taken is named with its reason."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

from msgspec import Struct
from rapidfuzz import fuzz, process
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import grouped
from models.people.commune import all_communes, all_fields
from models.project import project
from models.project.project import BUDGET_LIMIT, FUNDING_LIMIT, NAME_LIMIT, Project, ProjectPartner, same_name
from models.reading import workbook
from models.reading.day import read_day
from models.reading.tongue import spoken
from models.reading.words import YEARS, fold, read_amount, tidy
from models.reading.workbook import RefusedError

COLUMNS = {
    "commune": "gmina", "project": "projekt", "field": "dziedzina", "partners": "partnerzy",
    "start": "początek", "end": "koniec", "budget": "budżet", "funding": "finansowanie",
}  # fmt: skip
REQUIRED = ("commune", "project")
KNOWN = f"znam: {'; '.join(COLUMNS.values())}"
KNOWN_IN_ENGLISH = f"there are: {'; '.join(COLUMNS.values())}, or {'; '.join(COLUMNS)}"
FEW = 20
"""So many names can be told apart when they stand in one line."""

ENCODINGS = ("cp1250", "iso-8859-2")
"""After UTF-8. Polish letters of the second are mostly signs in the first."""
OURS = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáäčďéěëíňöőřšťúůüýžßÁÄČĎÉĚËÍŇÖŐŘŠŤÚŮÜÝŽ„”“‚’‘«»–—…•·§°×€©®™\xa0\xad")
"""Polish letters, those of neighbours, and marks."""
BORDER = re.compile(r"[;,\t\r\n]")
SEPARATOR = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)
"""The line with which a file tells spreadsheets how its columns are separated; they do not count it as a row."""

Table = list[list[Any]]
"""The rows of a sheet from its very first one, so that their numbers are those the spreadsheet shows."""


class Imported(Struct, frozen=True):
    """All rows were taken."""

    added: int = 0
    changed: int = 0
    same: int = 0


class Rejected(Struct, frozen=True):
    """No row was taken."""

    reasons: list[str]


# --- the file ----------------------------------------


def read(file: Path) -> Table:
    """The rows of a CSV file (``;`` or ``,``; UTF-8, Windows-1250 or ISO-8859-2), or of an XLSX workbook's first
    visible sheet. RefusedError: it is neither."""
    content = file.read_bytes()
    try:
        return workbook.rows(content) if content.startswith(workbook.BEGINNINGS) else _read_csv(_text(content))
    except csv.Error as error:
        why = spoken("it cannot be split into columns", "nie umiem rozdzielić na kolumny")
        raise RefusedError(f"{file}: {why} ({error})") from None
    except RefusedError as error:
        raise RefusedError(f"{file}: {error}") from None


def _text(content: bytes) -> str:
    """What the file says; where it is not UTF-8, by the first encoding in which it has no signs but ours."""
    if b"\0" in content:
        raise RefusedError(*workbook.UNKNOWN)
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    texts = [content.decode(encoding, "replace") for encoding in ENCODINGS]
    readable = next((text for text in texts if _odd_name(text) is None), None)
    if readable is None:
        odd = _odd_name(texts[0])
        raise RefusedError(
            f"its letters are in no known encoding, as in “{odd}”; save it as CSV UTF-8",
            f"nie wiem, jak zapisano litery, np. w „{odd}”; zapisz go jako CSV UTF-8",
        )
    return readable


def _odd_name(text: str) -> str | None:
    """The first cell with a sign that nobody writes here."""
    found = next((at for at, sign in enumerate(text) if not sign.isascii() and sign not in OURS), None)
    if found is None:
        return None
    return _cut(tidy(BORDER.split(text[:found])[-1] + BORDER.split(text[found:])[0]))


def _read_csv(text: str) -> Table:
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = ";" if ";" in header else ","
    if (said := SEPARATOR.match(text)) is not None:
        text, delimiter = text[said.end() :], said[1]
    return list(csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True))


# --- the rows ----------------------------------------


class _Row(Struct, frozen=True):
    """What one row says of a project; an empty cell says nothing."""

    commune_id: int
    name: str
    details: dict[str, Any]
    partners: set[int] | None

    @property
    def key(self) -> tuple[int, str]:
        return self.commune_id, same_name(self.name)


@dataclass
class _Reader:
    """Makes rows of cells, and notes what is wrong with them."""

    communes: Mapping[str, Any]
    fields: Mapping[str, Any]
    reasons: list[str] = field(default_factory=list)
    number: int = 0

    def row(self, number: int, cells: Mapping[str, Any]) -> _Row | None:
        """The row, if its commune and name can be understood; what can't be of the rest is noted."""
        self.number = number
        for column in REQUIRED:
            if not _said(cells[column]):
                self.wrong(column, spoken("is missing", "brakuje"))
        commune_id = self._id("commune", cells, self.communes)
        name = self._text("project", cells, NAME_LIMIT)
        details = {
            "field_id": self._id("field", cells, self.fields),
            "start": self._day("start", cells),
            "end": self._day("end", cells),
            "budget": self._amount(cells),
            "funding": self._text("funding", cells, FUNDING_LIMIT),
        }
        partners = self._partners(cells)
        if commune_id is None or name is None:
            return None
        return _Row(commune_id, name, {k: v for k, v in details.items() if v is not None}, partners)

    def wrong(self, column: str | None, reason: str) -> None:
        """Note what is wrong with the present row."""
        where = f"{COLUMNS[column]}: " if column is not None else ""
        self.reasons.append(f"{spoken('row', 'wiersz')} {self.number}: {where}{reason}")

    def _text(self, column: str, cells: Mapping[str, Any], limit: int) -> str | None:
        text = _said(cells.get(column))
        if len(text) > limit:
            self.wrong(
                column,
                spoken(
                    f"too long ({len(text)} signs, at most {limit})",
                    f"za długie ({len(text)} znaków, a zmieści się {limit})",
                ),
            )
            return None
        return text or None

    def _id(self, column: str, cells: Mapping[str, Any], known: Mapping[str, Any]) -> int | None:
        wanted = _said(cells.get(column))
        return self._looked_up(column, wanted, known) if wanted else None

    def _looked_up(self, column: str, wanted: str, known: Mapping[str, Any]) -> int | None:
        found = known.get(fold(wanted))
        if found is None:
            near = process.extractOne(fold(wanted), known.keys(), scorer=fuzz.ratio, score_cutoff=60)
            names = ", ".join(thing.name for thing in known.values()) if len(known) <= FEW else ""
            meant = known[near[0]].name if near else ""
            hints = (
                (f"; is “{meant}” meant?", f"; czy chodzi o „{meant}”?") if near
                else (f"; there are: {names}", f"; znam: {names}") if names
                else ("", "")
            )  # fmt: skip
            self.wrong(column, spoken(f"“{_cut(wanted)}” is not known", f"nie znam „{_cut(wanted)}”") + spoken(*hints))
            return None
        return int(found.id)

    def _partners(self, cells: Mapping[str, Any]) -> set[int] | None:
        names = [tidy(name) for name in re.split(r"[,;|]", _said(cells.get("partners"))) if name.strip()]
        found = {self._looked_up("partners", name, self.communes) for name in names}
        return {id for id in found if id is not None} if names else None

    def _day(self, column: str, cells: Mapping[str, Any]) -> date | None:
        cell = cells.get(column)
        if isinstance(cell, date):
            day = date(cell.year, cell.month, cell.day) if cell.year in YEARS else None
        else:
            day = read_day(_said(cell), None, whole_month="last" if column == "end" else "first")
        if day is None and _said(cell):
            said = _cut(_said(cell))
            polish = f"„{said}” to nie data; wpisz np. 31.12.2027"
            self.wrong(column, spoken(f"“{said}” is no date; write it like 31.12.2027", polish))
        return day

    def _amount(self, cells: Mapping[str, Any]) -> Decimal | None:
        cell = cells.get("budget")
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            amount = round(Decimal(str(cell)), 2) if 0 <= cell <= BUDGET_LIMIT else None
        else:
            amount = read_amount(_said(cell))
        if _said(cell) and (amount is None or amount > BUDGET_LIMIT):
            said = _cut(_said(cell))
            polish = f"„{said}” to nie kwota; wpisz np. 1250000,50"
            self.wrong("budget", spoken(f"“{said}” is no amount; write it like 1250000,50", polish))
            return None
        return amount


def _said(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return tidy(str(cell)) if cell is not None else ""


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


# --- taking them in ----------------------------------------


async def take_in(session: AsyncSession, table: Table, *, now: datetime) -> Imported | Rejected:
    """Add the projects of the table and change those that are there already; nothing if any row is wrong.

    A project is the same when its commune and name are. An empty cell leaves what is known, and a project that was
    archived stays as it is.
    """
    rows = [(number, row) for number, row in enumerate(table, start=1) if any(map(_said, row))]
    if not rows:
        return Rejected([spoken("the file is empty", "plik jest pusty")])
    (_, header), *rest = rows
    columns = [_column(_said(cell)) for cell in header]
    if reasons := _wrong_columns(columns) or ([] if rest else [_nothing_below()]):
        return Rejected(reasons)
    there = await _projects_there(session)
    reader = _Reader(
        communes={fold(commune.name): commune for commune in await all_communes(session)},
        fields={fold(known.name): known for known in await all_fields(session)},
    )
    taken = _take(reader, columns, rest, there)
    if reader.reasons:
        return Rejected(reader.reasons)
    return await _write(session, taken, there, now=now)


def _nothing_below() -> str:
    return spoken("there is no project under the heading", "pod nagłówkiem nie ma żadnego projektu")


def _column(title: str) -> str:
    """The column by its Polish or English title; one that is not known keeps its title."""
    return next((name for name, polish in COLUMNS.items() if fold(title) in (name, fold(polish))), title)


def _wrong_columns(columns: Sequence[str]) -> list[str]:
    unknown = [name for name in columns if name and name not in COLUMNS]
    return [
        *(
            spoken(f"no column “{_cut(name)}”; {KNOWN_IN_ENGLISH}", f"nie znam kolumny „{_cut(name)}”; {KNOWN}")
            for name in unknown
        ),
        *(
            spoken(f"column “{COLUMNS[name]}” is missing", f"brakuje kolumny „{COLUMNS[name]}”; {KNOWN}")
            for name in REQUIRED
            if name not in columns
        ),
        *(
            spoken(f"column “{COLUMNS[name]}” is there twice", f"kolumna „{COLUMNS[name]}” jest dwa razy")
            for name in COLUMNS
            if columns.count(name) > 1
        ),
    ]


def _take(
    reader: _Reader,
    columns: Sequence[str],
    rows: Iterable[tuple[int, Sequence[Any]]],
    there: Mapping[tuple[int, str], Project],
) -> list[_Row]:
    taken: dict[tuple[int, str], tuple[int, _Row]] = {}
    for number, cells in rows:
        named = list(zip_longest(columns, cells))
        row = reader.row(number, dict(named))
        if any(_said(cell) for name, cell in named if not name):
            reader.wrong(
                None,
                spoken(
                    "something stands beside the columns of the heading", "są dane poza kolumnami, które ma nagłówek"
                ),
            )
        if row is None:
            continue
        start, end = _span(row, there.get(row.key))
        if start is not None and end is not None and end < start:
            first, last = f"{start:%d.%m.%Y}", f"{end:%d.%m.%Y}"
            polish = f"koniec ({last}) jest przed początkiem ({first})"
            reader.wrong(None, spoken(f"the end ({last}) is before the start ({first})", polish))
        if row.key in taken:
            other = taken[row.key][0]
            reader.wrong(None, spoken(f"it is in row {other} already", f"ten projekt jest już w wierszu {other}"))
        else:
            taken[row.key] = (number, row)
    return [row for _, row in taken.values()]


def _span(row: _Row, known: Project | None) -> tuple[date | None, date | None]:
    start = row.details.get("start", known.start if known else None)
    return start, row.details.get("end", known.end if known else None)


async def _projects_there(session: AsyncSession) -> dict[tuple[int, str], Project]:
    """Every project by commune and name; where an archived one bears the same name, the one in hand."""
    every = (await session.exec(select(Project))).all()
    every = sorted(every, key=lambda p: p.archived_at is None)
    return {(p.commune_id, same_name(p.name)): p for p in every}


async def _write(
    session: AsyncSession, rows: Iterable[_Row], there: Mapping[tuple[int, str], Project], *, now: datetime
) -> Imported:
    added = changed = same = 0
    partners = grouped((await session.exec(select(ProjectPartner.project_id, ProjectPartner.commune_id))).all())
    for row in rows:
        known = there.get(row.key)
        if known is None:
            new = await project.add(session, name=row.name, commune_id=row.commune_id, now=now, **row.details)
            await project.set_partners(session, new, row.partners or ())
            added += 1
            continue
        details = {name: value for name, value in row.details.items() if getattr(known, name) != value}
        others = row.partners - {known.commune_id} if row.partners is not None else None
        moved = others is not None and others != set(partners.get(known.id, ()))
        if known.archived_at is not None or not (details or moved):
            same += 1
            continue
        project.change(known, **details)
        if moved:
            await project.set_partners(session, known, others or ())
        changed += 1
    return Imported(added, changed, same)
