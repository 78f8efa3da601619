"""Projects from spreadsheets: what is understood, what is said of the rest, and that it is all or nothing."""

import contextlib
import io
import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel.ext.asyncio.session import AsyncSession

from models.database import Database
from models.people import commune
from models.project import project
from models.project.importing import Imported, Rejected, read, take_in
from models.project.project import Card
from models.reading import tongue
from models.reading.workbook import RefusedError
from tests.rows import certain

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HEADER = "gmina;projekt;dziedzina;partnerzy;początek;koniec;budżet;finansowanie"
WHOLE = (
    f"{HEADER}\n"
    "Niepołomice;Trasa rowerowa Wisła;mobilność;Skawina, Wieliczka;1.03.2027;12.2028;1 250 000 zł;budżet UE\n"
    "skawina;Park Miejski;;;;;;\n"
)


@pytest.fixture(scope="module", autouse=True)
def in_polish() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tongue, "IN_POLISH", ContextVar("in_polish", default=True))
        yield


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url.replace("sqlite:", "sqlite+aiosqlite:"))
    await database.migrate()
    async with database.transaction() as session:
        await commune.seed(
            session,
            communes=["Biskupice", "Igołomia-Wawrzeńczyce", "Niepołomice", "Skawina", "Świątniki Górne", "Wieliczka"],
            fields=["mobilność", "środowisko i przestrzeń", "edukacja"],
        )
    yield database
    await database.close()


async def imported(database: Database, table: list[list[Any]]) -> Imported | Rejected:
    async with database.transaction() as session:
        return await take_in(session, table, now=NOW)


async def reasons(database: Database, *lines: str) -> list[str]:
    """What is said of these rows under the full header; nothing was imported."""
    outcome = await imported(database, [line.split(";") for line in (HEADER, *lines)])
    assert isinstance(outcome, Rejected)
    async with database.transaction() as session:
        assert await project.projects(session) == []
    return outcome.reasons


async def cards(session: AsyncSession) -> dict[str, Card]:
    found = [await project.card(session, p.id) for p in await project.projects(session)]
    return {card.project.name: card for card in found if card is not None}


def csv_file(folder: Path, content: str | bytes) -> Path:
    file = folder / "projekty.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


class Xml(str):
    """A cell as it stands in the file."""


def xlsx(folder: Path, rows: list[list[Any]], *, hidden: list[list[Any]] | None = None, state: str = "visible") -> Path:
    """The smallest workbook Excel would write: inline strings, numbers, and dates as days since 1899.

    A ``hidden`` sheet stands before it.
    """

    def cell(value: Any) -> str:
        if isinstance(value, Xml):
            return value
        if isinstance(value, date):
            return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        if isinstance(value, int | float):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else "<c/>"

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheets = {"b": ("Słowniki", "hidden", hidden), "c": ("Projekty", state, rows)}
    if hidden is None:
        del sheets["b"]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(f'<Relationship Id="{id}" Type="{office}/worksheet" Target="worksheets/{id}.xml"/>' for id in sheets)
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="{id}"/>'
            for number, (id, (name, state, _)) in enumerate(sheets.items(), start=1)
        )
        + "</sheets></workbook>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
    }
    for id, (_, _, of) in sheets.items():
        lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in of or ())
        parts[f"xl/worksheets/{id}.xml"] = f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    file = folder / "projekty.xlsx"
    file.write_bytes(buffer.getvalue())
    return file


# --- what is understood ----------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_a_csv_file(database: Database, tmp_path: Path, encoding: str, end: str) -> None:
    table = read(csv_file(tmp_path, WHOLE.replace("\n", end).encode(encoding)))
    assert await imported(database, table) == Imported(added=2)
    async with database.transaction() as session:
        found = await cards(session)
    trasa, park = found["Trasa rowerowa Wisła"], found["Park Miejski"]
    assert trasa.commune.name == "Niepołomice"
    assert trasa.field is not None and trasa.field.name == "mobilność"
    assert [partner.name for partner in trasa.partners] == ["Skawina", "Wieliczka"]
    assert (trasa.project.start, trasa.project.end) == (date(2027, 3, 1), date(2028, 12, 31))
    assert trasa.project.budget == Decimal(1250000)
    assert trasa.project.funding == "budżet UE"
    assert park.commune.name == "Skawina"
    assert (park.field, park.partners, park.project.start, park.project.budget) == (None, (), None, None)


async def test_columns_in_any_order_and_in_english(database: Database, tmp_path: Path) -> None:
    text = (
        " Budget ,PROJECT,end,Commune,partners,field,start\n"
        '"1,2 mln","Trasa, etap ""I""",2028-12-31,niepolomice,Skawina|WIELICZKA;biskupice,Edukacja,10 marca 2027\n'
        ",Park,,Swiatniki gorne,,,\n"
    )
    assert await imported(database, read(csv_file(tmp_path, text))) == Imported(added=2)
    async with database.transaction() as session:
        trasa = (await cards(session))['Trasa, etap "I"']
    assert trasa.project.budget == Decimal(1200000)
    assert (trasa.project.start, trasa.project.end) == (date(2027, 3, 10), date(2028, 12, 31))
    assert [partner.name for partner in trasa.partners] == ["Biskupice", "Skawina", "Wieliczka"]
    assert trasa.field is not None and trasa.field.name == "edukacja"


async def test_a_workbook_with_real_dates_and_numbers(database: Database, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["gmina", "projekt", "początek", "koniec", "budżet", ""],
        ["Niepołomice", "Trasa & <Wisła>", date(2027, 3, 1), "12.2028", 1250000.5, ""],
        [],
        ["Skawina", 2027, "", date(2027, 12, 31), 300000, ""],
    ]
    table = read(xlsx(tmp_path, rows))
    assert await imported(database, table) == Imported(added=2)
    async with database.transaction() as session:
        found = await cards(session)
    trasa = found["Trasa & <Wisła>"].project
    assert (trasa.start, trasa.end, trasa.budget) == (date(2027, 3, 1), date(2028, 12, 31), Decimal("1250000.5"))
    assert found["2027"].project.end == date(2027, 12, 31)
    assert await imported(database, table) == Imported(same=2)


async def test_a_date_of_another_century(database: Database) -> None:
    table: list[list[Any]] = [["gmina", "projekt", "początek"], ["Skawina", "Park", date(1900, 1, 1)]]
    expected = "wiersz 2: początek: „1900-01-01” to nie data; wpisz np. 31.12.2027"
    assert await imported(database, table) == Rejected([expected])


async def test_days_in_words(database: Database) -> None:
    header = ["gmina", "projekt", "początek", "koniec"]
    await imported(database, [header, ["Skawina", "Park", "w dniu 10 grudnia 2026 r. (czwartek)", "10 XII 2027"]])
    async with database.transaction() as session:
        park = (await cards(session))["Park"].project
    assert (park.start, park.end) == (date(2026, 12, 10), date(2027, 12, 10))


async def test_rows_of_a_workbook_have_its_numbers(database: Database, tmp_path: Path) -> None:
    rows: list[list[Any]] = [[], ["gmina", "projekt"], ["Skawina", "Park"], [], ["Skawinka", "Rynek"]]
    outcome = await imported(database, read(xlsx(tmp_path, rows)))
    assert outcome == Rejected(["wiersz 5: gmina: nie znam „Skawinka”; czy chodzi o „Skawina”?"])


async def test_rows_of_a_csv_file_have_their_numbers(database: Database, tmp_path: Path) -> None:
    """As a spreadsheet shows them: a blank line is a row, a cell of two lines is not two."""
    text = 'gmina;projekt\n\nSkawina;"Park\nMiejski"\nXyz;Rynek\n'
    outcome = await imported(database, read(csv_file(tmp_path, text)))
    assert isinstance(outcome, Rejected)
    assert outcome.reasons[0].startswith("wiersz 4: gmina: nie znam „Xyz”; znam: Biskupice, ")


async def test_the_first_sheet_that_one_sees_is_read(database: Database, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["gmina", "projekt"], ["Skawina", "Park"]]
    table = read(xlsx(tmp_path, rows, hidden=[["Gminy", "Dziedziny"], ["Skawina", Xml("<c t='e'><v>#N/A</v></c>")]]))
    assert await imported(database, table) == Imported(added=1)


async def test_cells_that_are_only_coloured_and_texts_computed_to_be_empty_say_nothing(
    database: Database, tmp_path: Path
) -> None:
    """Whoever colours a column colours it to the last row."""
    computed = Xml('<c t="str"><f>IF(A1="","x","")</f><v></v></c>')
    table = read(
        xlsx(tmp_path, [
            ["gmina", "projekt", "budżet"], ["Skawina", "Park", computed],
            ["Skawina", "Rynek", Xml("<c><f>2*750000</f><v>1500000</v></c>"), Xml('<c r="XFD1048576" s="1"/>')],
        ])
    )  # fmt: skip
    assert await imported(database, table) == Imported(added=2)
    async with database.transaction() as session:
        found = await cards(session)
    assert (found["Park"].project.budget, found["Rynek"].project.budget) == (None, Decimal(1500000))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("first", ["sep={}\n", "SEP={}\r\n", '"sep={}"\n', "\ufeffsep={}\r"])
async def test_the_line_that_tells_how_columns_are_separated_is_no_row(
    database: Database, tmp_path: Path, first: str, delimiter: str
) -> None:
    text = "gmina;projekt;koniec\nSkawina;Park;31.12.2027\nXyz;Rynek;\n".replace(";", delimiter)
    outcome = await imported(database, read(csv_file(tmp_path, first.format(delimiter) + text)))
    assert isinstance(outcome, Rejected)
    assert [reason[: len("wiersz 3: gmina")] for reason in outcome.reasons] == ["wiersz 3: gmina"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "iso-8859-2"])
@pytest.mark.parametrize(
    "name",
    ["Ścieżka nad Wisłą i źródła", "ŁĄCZNIK ŻÓŁĆ ŃĘĆ", "Źródła św. Anny – etap II", "Ujęcie Łódź", "Müller & café"],
)
def test_polish_letters_in_every_encoding_that_is_in_use(tmp_path: Path, encoding: str, name: str) -> None:
    name = name.replace("–", "-") if encoding == "iso-8859-2" else name
    assert read(csv_file(tmp_path, f"gmina;projekt\nSkawina;{name}\n".encode(encoding))) == [
        ["gmina", "projekt"], ["Skawina", name]
    ]  # fmt: skip


# --- again ----------------------------------------


async def test_signs_that_nobody_sees_make_no_second_project(database: Database) -> None:
    header = ["gmina", "projekt"]
    assert await imported(database, [header, ["Skawina", "Termomodernizacja szkoły"]]) == Imported(added=1)
    hidden = [header, ["Ska\u200bwina", "\u200eTermo\u00admodernizacja szkoły\u200e"]]
    assert await imported(database, hidden) == Imported(same=1)


async def test_the_same_file_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    table = read(csv_file(tmp_path, WHOLE))
    assert await imported(database, table) == Imported(added=2)
    assert await imported(database, table) == Imported(same=2)
    assert await imported(database, table) == Imported(same=2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mobilność", "edukacja"), ("Skawina, Wieliczka", "Skawina"), ("1.03.2027", "2.03.2027"),
        ("12.2028", "11.2028"), ("1 250 000 zł", "1 250 000,01"), ("budżet UE", "budżet gminy"),
    ],
)  # fmt: skip
async def test_changed_details_are_taken_over(database: Database, tmp_path: Path, old: str, new: str) -> None:
    await imported(database, read(csv_file(tmp_path, WHOLE)))
    changed = read(csv_file(tmp_path, WHOLE.replace(old, new)))
    assert await imported(database, changed) == Imported(changed=1, same=1)
    assert await imported(database, changed) == Imported(same=2)


async def test_a_project_is_known_whatever_its_spelling_and_an_empty_cell_says_nothing(database: Database) -> None:
    await imported(database, [line.split(";") for line in WHOLE.splitlines()])
    again = [["projekt", "gmina", "budżet", "dziedzina"], ["TRASA  rowerowa wisla", "NIEPOLOMICE", "2 mln", ""]]
    assert await imported(database, again) == Imported(changed=1)
    async with database.transaction() as session:
        trasa = (await cards(session))["Trasa rowerowa Wisła"]
    assert trasa.project.budget == Decimal(2000000)
    assert trasa.field is not None
    assert len(trasa.partners) == 2


@pytest.mark.parametrize("partners", ["Skawina; Wieliczka", "Skawina"])
async def test_the_leading_commune_is_no_partner_of_its_own(database: Database, partners: str) -> None:
    table = [["gmina", "projekt", "partnerzy"], ["Skawina", "Park", partners]]
    assert await imported(database, table) == Imported(added=1)
    assert await imported(database, table) == Imported(same=1)


async def test_an_archived_project_stays_archived(database: Database) -> None:
    table = [["gmina", "projekt", "budżet"], ["Skawina", "Park", "1 mln"]]
    await imported(database, table)
    async with database.transaction() as session:
        project.archive((await project.projects(session))[0], now=NOW)
    table[1][2] = "2 mln"
    assert await imported(database, table) == Imported(same=1)
    async with database.transaction() as session:
        assert await project.projects(session) == []
        await project.add(session, name="park", commune_id=(await home(session, "Skawina")), now=NOW)
    assert await imported(database, table) == Imported(changed=1)


async def home(session: AsyncSession, name: str) -> int:
    found = certain(await commune.commune_named(session, name))
    return found.id


# --- what is said of the rest ----------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Niepolomica;A;;;;;;", "gmina: nie znam „Niepolomica”; czy chodzi o „Niepołomice”?"),
        ("Gmina Skawina;A;;;;;;", "gmina: nie znam „Gmina Skawina”; czy chodzi o „Skawina”?"),
        (";A;;;;;;", "gmina: brakuje"),
        ("Skawina; ;;;;;;", "projekt: brakuje"),
        ("Skawina;A;mobilnośc drogowa;;;;;", "dziedzina: nie znam „mobilnośc drogowa”; czy chodzi o „mobilność”?"),
        ("Skawina;A;sport;;;;;", "dziedzina: nie znam „sport”; znam: mobilność, środowisko i przestrzeń, edukacja"),
        ("Skawina;A;;Wieliczkaa|Biskupice;;;;", "partnerzy: nie znam „Wieliczkaa”; czy chodzi o „Wieliczka”?"),
        ("Skawina;A;;;;;450 000 450 000;", "budżet: „450 000 450 000” to nie kwota; wpisz np. 1250000,50"),
        ("Skawina;A;;;31.02.2027;;;", "początek: „31.02.2027” to nie data; wpisz np. 31.12.2027"),
        ("Skawina;A;;;1.01.1026;;;", "początek: „1.01.1026” to nie data; wpisz np. 31.12.2027"),
        ("Skawina;A;;;;10.12;;", "koniec: „10.12” to nie data; wpisz np. 31.12.2027"),
        ("Skawina;A;;;;;dużo;", "budżet: „dużo” to nie kwota; wpisz np. 1250000,50"),
        ("Skawina;A;;;;;-5;", "budżet: „-5” to nie kwota; wpisz np. 1250000,50"),
        ("Skawina;A;;;;;1001 mld;", "budżet: „1001 mld” to nie kwota; wpisz np. 1250000,50"),
        ("Skawina;A;;;2.01.2027;1.01.2027;;", "koniec (01.01.2027) jest przed początkiem (02.01.2027)"),
        (f"Skawina;{'a' * 201};;;;;;", "projekt: za długie (201 znaków, a zmieści się 200)"),
        (f"Skawina;A;;;;;;{'a' * 201}", "finansowanie: za długie (201 znaków, a zmieści się 200)"),
        ("Skawina;A;;;;;;;x", "są dane poza kolumnami, które ma nagłówek"),
    ],
)
async def test_a_bad_row_is_named_with_its_reason(database: Database, row: str, reason: str) -> None:
    assert await reasons(database, "Wieliczka;Dobry;mobilność;;;;;", row) == [f"wiersz 3: {reason}"]


async def test_every_bad_row_is_reported(database: Database) -> None:
    assert await reasons(
        database,
        "Skawina;A;;;;;;",
        "skawina;á;;;;;;",
        "Wieliczka;A;;;;;;",
        "Xyzzy;B;;Foo;1.1;2.2;dużo;",
    ) == [
        "wiersz 3: ten projekt jest już w wierszu 2",
        "wiersz 5: gmina: nie znam „Xyzzy”; znam: Biskupice, Igołomia-Wawrzeńczyce, Niepołomice, Skawina, "
        "Świątniki Górne, Wieliczka",
        "wiersz 5: początek: „1.1” to nie data; wpisz np. 31.12.2027",
        "wiersz 5: koniec: „2.2” to nie data; wpisz np. 31.12.2027",
        "wiersz 5: budżet: „dużo” to nie kwota; wpisz np. 1250000,50",
        "wiersz 5: partnerzy: nie znam „Foo”; znam: Biskupice, Igołomia-Wawrzeńczyce, Niepołomice, Skawina, "
        "Świątniki Górne, Wieliczka",
    ]


@pytest.mark.parametrize(("communes", "hint"), [(20, "; znam: 00001, "), (21, "")])
async def test_names_are_listed_where_there_are_few(database: Database, communes: int, hint: str) -> None:
    async with database.transaction() as session:
        more = communes - len(await commune.all_communes(session))
        await commune.seed(session, communes=[f"{number:04}1" for number in range(more)], fields=[])
    [reason] = await reasons(database, "Xyzzy;A;;;;;;")
    said = reason.removeprefix("wiersz 2: gmina: nie znam „Xyzzy”")
    assert said.startswith(hint) if hint else not said


async def test_the_end_is_compared_with_what_is_known(database: Database) -> None:
    await imported(database, [["gmina", "projekt", "koniec"], ["Skawina", "Park", "31.12.2027"]])
    later = [["gmina", "projekt", "początek"], ["Wieliczka", "Rynek", ""], ["Skawina", "Park", "1.01.2028"]]
    expected = ["wiersz 3: koniec (31.12.2027) jest przed początkiem (01.01.2028)"]
    assert await imported(database, later) == Rejected(expected)
    async with database.transaction() as session:
        assert list(await cards(session)) == ["Park"]
    await imported(database, [["gmina", "projekt", "początek"], ["Skawina", "Rynek", "1.01.2027"]])
    earlier = [["gmina", "projekt", "koniec"], ["Skawina", "Rynek", "31.12.2026"]]
    assert await imported(database, earlier) == Rejected(
        ["wiersz 2: koniec (31.12.2026) jest przed początkiem (01.01.2027)"]
    )


KNOWN = "znam: gmina; projekt; dziedzina; partnerzy; początek; koniec; budżet; finansowanie"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ([], ["plik jest pusty"]),
        ([["", None], []], ["plik jest pusty"]),
        ([["gmina", "projekt"], ["", ""]], ["pod nagłówkiem nie ma żadnego projektu"]),
        ([["Gmina", "Projekt", "Kwota w zł"]], [f"nie znam kolumny „Kwota w zł”; {KNOWN}"]),
        ([["projekt"], ["A"]], [f"brakuje kolumny „gmina”; {KNOWN}"]),
        ([["gmina", "projekt", "koniec", "end"]], ["kolumna „koniec” jest dwa razy"]),
    ],
)
async def test_columns_that_are_wrong(database: Database, table: list[list[Any]], expected: list[str]) -> None:
    assert await imported(database, table) == Rejected(expected)


# --- files that are none ----------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 but no workbook", b"\xd0\xcf\x11\xe0 nor this", b"\x89PNG\r\n\x1a\n\x00\x00", b"\x81\x83\x88",
     b'gmina;projekt\nSkawina;"Park\nWieliczka;Rynek\n', "gmina;projekt".encode("utf-16")],
)  # fmt: skip
def test_what_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(RefusedError) as caught:
        read(csv_file(tmp_path, content))
    assert "projekty.csv: " in str(caught.value) and "\n" not in str(caught.value)


@given(st.binary(max_size=200))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", HEADER.encode() + b"\n"):
        with contextlib.suppress(RefusedError):
            read(csv_file(tmp_path_factory.getbasetemp(), start + content))


@pytest.mark.parametrize(
    ("name", "encoding", "seen"),
    [
        ("Ścieżka", "cp852", "—cieľka"), ("Kładka, źródło", "cp852", "K\ufffdadka"),
        ("Nad Wisłą", "mac_latin2", "Nad Wis¸\ufffd"), ("Школа", "cp1251", "Řęîëŕ"),
    ],
)  # fmt: skip
def test_letters_that_nobody_here_writes_are_refused_by_the_first_that_has_them(
    tmp_path: Path, name: str, encoding: str, seen: str
) -> None:
    """What DOS, a Macintosh or another country has made of them."""
    text = f"gmina;projekt\nSkawina;Park\nSkawina;{name};31.12.2027\n"
    with pytest.raises(RefusedError, match=f"nie wiem, jak zapisano litery, np. w „{seen}”; zapisz go jako CSV UTF"):
        read(csv_file(tmp_path, text.encode(encoding)))


LIMIT = 400 * 2**20
"""Bytes of memory besides what the interpreter has."""
WITHIN_LIMIT = f"""
import resource, sys
from pathlib import Path
from models.project.importing import read
from models.reading.tongue import IN_POLISH
from models.reading.workbook import RefusedError
IN_POLISH.set(True)
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + {LIMIT}, used + {LIMIT}))
for file in map(Path, sys.argv[1:]):
    try:
        print(len(read(file)))
    except RefusedError as error:
        print(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_utime, file=sys.stderr)
"""


def read_within_limits(*files: Path) -> list[str]:
    """What a process says of each that may take little memory, and a few seconds."""
    done = subprocess.run(
        [sys.executable, "-c", WITHIN_LIMIT, *files], capture_output=True, text=True, timeout=60, check=True
    )
    assert float(done.stderr) < 20
    return done.stdout.splitlines()


def test_a_cell_too_far_off_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    rows = [["gmina", "projekt"], ["Skawina", "Park"]]
    files = {}
    for cell in ("XFD1048576", "Z1048576", "A100001", "CW2"):
        far = Xml(f'</row><row r="{cell.lstrip("ACDFWXZ")}"><c r="{cell}" t="inlineStr"><is><t> </t></is></c>')
        files[cell] = xlsx(tmp_path, [*rows, [far]]).rename(tmp_path / f"{cell}.xlsx")
    for cell, said in zip(files, read_within_limits(*files.values()), strict=True):
        assert said.endswith(
            f"komórka {cell} leży za daleko: czytam 100000 wierszy i 100 kolumn; usuń to, co jest poza tabelą"
        )


def test_a_large_sheet_is_read_within_the_same_limits(tmp_path: Path) -> None:
    rows = [["gmina", "projekt"], *(["Skawina", "Park"] for _ in range(99_999))]
    assert read_within_limits(xlsx(tmp_path, rows)) == ["100000"]


def test_a_workbook_that_swells_is_refused(tmp_path: Path) -> None:
    file = xlsx(tmp_path, [["gmina", "projekt"]])
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(260):
            part.write(b" " * 2**20)
    [said] = read_within_limits(file)
    assert "po rozpakowaniu jest większy niż 256 MB" in said


@pytest.mark.parametrize(
    ("cell", "is_known"),
    [
        ("<c><f>DATE(2027,12,31)</f><v/></c>", False), ("<c><f>A1</f></c>", False),
        ('<c t="e"><v>#N/A</v></c>', False), ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', False),
        ("<c><f>A1</f><v>46000</v></c>", True), ('<c t="str"><f>A1</f><v></v></c>', True),
    ],
)  # fmt: skip
def test_cells_whose_values_are_not_known_are_named(tmp_path: Path, cell: str, is_known: bool) -> None:
    file = xlsx(tmp_path, [["gmina", "projekt", "koniec"], [], ["Skawina", "Park", Xml(cell)]])
    if is_known:
        assert len(read(file)) == 3
        return
    with pytest.raises(RefusedError, match="nie znam wartości komórek C3: jest w nich błąd albo formuła"):
        read(file)


def test_of_many_cells_that_are_wrong_the_first_are_named(tmp_path: Path) -> None:
    wrong = Xml('<c t="e"><v>#REF!</v></c>')
    with pytest.raises(RefusedError, match=r"komórek A1, B1, .*J1 i innych: "):
        read(xlsx(tmp_path, [[wrong] * 30]))


def test_a_workbook_of_hidden_sheets_and_an_old_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="nie ma widocznego arkusza"):
        read(xlsx(tmp_path, [["gmina"]], state="veryHidden"))
    with pytest.raises(RefusedError, match="to plik XLS albo z hasłem; zapisz go jako XLSX bez hasła"):
        read(csv_file(tmp_path, b"\xd0\xcf\x11\xe0 old"))


async def test_anything_may_stand_in_a_cell(database: Database) -> None:
    long_ago = datetime(1900, 1, 1, tzinfo=UTC)
    odd = [float("nan"), float("inf"), 1e300, -1, True, long_ago, NOW.time(), "\0", "🚲" * 300, "=1+1", "'; --"]
    columns = ["gmina", "projekt", "dziedzina", "partnerzy", "początek", "koniec", "budżet", "finansowanie"]
    rows: list[list[object]] = [
        ["Skawina", f"Projekt {column}.{n}", *[""] * 6] for column in range(2, 8) for n in range(len(odd))
    ]
    for row, (column, cell) in zip(rows, ((column, cell) for column in range(2, 8) for cell in odd), strict=True):
        row[column] = cell
    assert isinstance(await imported(database, [columns, *rows]), Rejected)
    async with database.transaction() as session:
        assert await project.projects(session) == []
