"""The sheet of a call for one commune: what is written into it is read as it was meant, whatever a spreadsheet made."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.refusal import Refused
from bot.files.sheets import UNPACKED, Table, ToFill, as_xlsx, read_xlsx, typed
from bot.texts import Texts, Words
from handlers.data.answer_sheet import cells_in, edition_of, filled, is_as_given, key_of, table_of
from handlers.data.filling import Sheet, SheetCell
from models.data.answer import DataValue, Kept, NewValue, Owed
from models.data.call import DataCall, DataField
from models.data.value import Kind, State, exact, read_value
from models.obligation import Obligation
from models.people.commune import Commune

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
TODAY = AT.date()
CALL = DataCall(id=3, title="Żłobki", sent_at=AT, due_at=AT, reminds=[], called_by_id=1)
OWED = Owed(Obligation(id=7, commune_id=1), CALL, Commune(id=1, name="Niepołomice"))
LANGUAGES = pytest.mark.parametrize("language", ["pl", "en"])


def field(kind: Kind, id: int = 1, **more: Any) -> DataField:
    return DataField(id=id, call_id=3, position=id, name=f"Pole {id}", kind=kind, **more)


def value(id: int, **said: Any) -> DataValue:
    new = NewValue(**said)
    return DataValue(id=id, obligation_id=7, field_id=1, person_id=1, at=AT, **new.model_dump())


def there_and_back(table: Table) -> list[list[Any]]:
    rows = read_xlsx(as_xlsx([table], now=AT), language="pl")
    assert isinstance(rows, list)
    return rows


# --- cells ----------------------------------------


@pytest.mark.parametrize(
    ("kind", "cell", "kept"),
    [
        (Kind.WHOLE, 1250.0, "1250"), (Kind.WHOLE, 1.125, None), (Kind.WHOLE, -3.0, "-3"), (Kind.WHOLE, 0.0, "0"),
        (Kind.WHOLE, date(2026, 12, 1), None), (Kind.WHOLE, True, None), (Kind.WHOLE, 1e21, None),
        (Kind.AMOUNT, 1250.55, "1250.55"), (Kind.AMOUNT, 1.125, None), (Kind.AMOUNT, 0.1 + 0.2, "0.3"),
        (Kind.AMOUNT, "1,2 mln", "1200000"), (Kind.AMOUNT, 1e15, "1000000000000000"),
        (Kind.DECIMAL, 1.125, "1.125"), (Kind.DECIMAL, -0.5, "-0.5"), (Kind.DECIMAL, 1e-9, None),
        (Kind.PERCENT, "12,5%", "12.5"), (Kind.PERCENT, 12.5, "12.5"),
        (Kind.YES_NO, True, "yes"), (Kind.YES_NO, False, "no"), (Kind.YES_NO, " NIE ", "no"), (Kind.YES_NO, 1.0, None),
        (Kind.DAY, date(2026, 12, 31), "2026-12-31"), (Kind.DAY, datetime(2026, 12, 31, 9, 5), "2026-12-31"),  # noqa: DTZ001 (cells know no zone)
        (Kind.DAY, "31.12.2026", "2026-12-31"), (Kind.DAY, time(9), None), (Kind.DAY, 46387.0, None),
        (Kind.CHOICE, "Gmina ", "0"), (Kind.CHOICE, 2027.0, "1"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_if_it_was_typed(kind: Kind, cell: Any, kept: str | None) -> None:
    assert read_value(kind, typed(cell), ["gmina", "2027"], TODAY) == kept


@given(st.decimals(-(10**8), 10**8, places=4))
def test_a_number_in_a_cell_is_that_number(number: Decimal) -> None:
    assert read_value(Kind.DECIMAL, typed(float(number)), (), TODAY) == exact(number + 0)


@LANGUAGES
@given(number=st.decimals(-(10**15), 10**15, places=6))
def test_a_number_that_was_given_is_read_again(language: str, number: Decimal) -> None:
    for kind in (Kind.DECIMAL, Kind.PERCENT):
        said, _ = filled(Words(language), field(kind), NewValue(exact=exact(number)))
        assert read_value(kind, typed(said), (), TODAY) == exact(number + 0)


@pytest.mark.parametrize(("cell", "said"), [(0.125, "0,1250% / 12,5%"), (1.0, "1% / 100%"), (12.5, "12,5"), (0.0, "0")])
def test_a_part_that_may_be_percents_is_not_guessed(cell: float, said: str) -> None:
    of = field(Kind.PERCENT)
    rows: list[list[Any]] = [["o7-0", "pole", "odpowiedź", "uwagi"], ["f1", of.name, cell, None]]
    [found] = cells_in(Texts(), [of], rows).values()
    assert found.said == said
    assert (read_value(Kind.PERCENT, said, (), TODAY) is None) == (0 < cell <= 1)


def test_what_is_to_be_filled_in_is_text_in_a_column_that_is_not_the_hidden_one() -> None:
    rows = there_and_back(Table("x", ["klucz", "odpowiedź"], [["f1", ToFill("12,5%")], ["f2", ToFill("=1+1")]], 1))
    assert rows[1:] == [["f1", "12,5%"], ["f2", "=1+1"]]


# --- files ----------------------------------------


@LANGUAGES
@pytest.mark.parametrize(
    "content", [None, b"", b"%PDF-1.4", b"PK\x03\x04" + b"\0" * 100, b"\xd0\xcf\x11\xe0", b"a;b\n1;2"]
)
def test_of_no_sheet_it_is_said_why(content: bytes | None, language: str) -> None:
    why = read_xlsx(content, language=language)
    assert isinstance(why, str)
    assert why


def test_a_sheet_that_unpacks_to_too_much_is_not_read() -> None:
    line = ["a" * 32_000]
    large = as_xlsx([Table("x", ["a"], [line] * (UNPACKED // 32_000 + 1))], now=AT)
    assert len(large) < 2**20
    assert read_xlsx(large, language="pl") == "po rozpakowaniu jest większy niż 16 MB"


# --- the whole sheet ----------------------------------------

FIELDS = [
    field(Kind.WHOLE, 1, unit="szt.", least="0", most="5000"),
    field(Kind.PERCENT, 2),
    field(Kind.CHOICE, 3, options="gmina\nfundacja"),
    field(Kind.DAY, 4),
    field(Kind.TEXT, 5),
    field(Kind.FILE, 6),
    field(Kind.YES_NO, 7),
    field(Kind.AMOUNT, 8),
]
VALUES = {
    1: value(11, exact="1250", reason="z filią"),
    2: value(12, exact="12.5"),
    3: value(13, exact="1"),
    4: value(14, exact="2026-12-31"),
    5: value(15, text="=1+1\nzwykły  tekst "),
    6: value(16, text="uchwała", file_id="F", file_kind="document"),
    7: value(17, state=State.LACKING, reason="liczy to powiat", expected_on=date(2027, 2, 10)),
}
SHEET = Sheet(OWED, FIELDS, {id: Kept(of, "Anna Nowak") for id, of in VALUES.items()}, {}, {})


@LANGUAGES
def test_a_sheet_sent_back_as_it_was_given_out_says_nothing(language: str) -> None:
    texts = Texts()
    rows = there_and_back(table_of(texts[language], SHEET))
    assert key_of(rows) == (7, edition_of(CALL, FIELDS))
    cells = cells_in(texts, FIELDS, rows)
    assert list(cells) == [(1, 11), (2, 12), (3, 13), (4, 14), (5, 15), (6, 16), (7, 17), (8, None)]
    for (id, was), cell in cells.items():
        is_empty = not cell.said and not cell.remark
        assert is_empty if was is None else is_as_given(texts, FIELDS[id - 1], VALUES[id], cell)


def test_answers_are_looked_for_in_their_column_and_a_field_stands_once() -> None:
    sheets: list[list[list[Any]]] = [[["o7-0", "moje"], ["f1", 5]], [["o7-0", "odpowiedź"], ["f1", 5], ["f1-v11", 6]]]
    for rows in sheets:
        with pytest.raises(Refused, match=r"sheet_no_answers|sheet_twice"):
            cells_in(Texts(), FIELDS, rows)


def test_rows_and_columns_may_stand_in_another_order() -> None:
    rows: list[list[Any]] = [
        ["o7-0", "uwagi", "coś", "odpowiedź"],
        [None] * 4,
        ["f2-v9", "bo tak", 1, 12.5],
        ["x"],
        ["f99", None, None, 1],
    ]
    assert cells_in(Texts(), FIELDS, rows) == {(2, 9): SheetCell(field=2, said="12,5", remark="bo tak")}


@pytest.mark.parametrize(
    "other",
    [
        [*FIELDS[:-1]],
        [field(Kind.WHOLE, 1, unit="szt.", least="0", most="6000"), *FIELDS[1:]],
        [*FIELDS[:2], field(Kind.CHOICE, 3, options="gmina\nstowarzyszenie"), *FIELDS[3:]],
        [*FIELDS[:-1], field(Kind.AMOUNT, 9)],
    ],
)
def test_other_fields_are_another_edition(other: Sequence[DataField]) -> None:
    assert edition_of(CALL, other) != edition_of(CALL, FIELDS)
    assert edition_of(CALL, FIELDS[::-1]) == edition_of(CALL, FIELDS)


@pytest.mark.parametrize("key", [None, "", "o7", "o7-xyz", 12.5, "o9999999999-" + "0" * 16])
def test_what_names_no_sheet(key: Any) -> None:
    assert key_of([[key, "odpowiedź"]]) is None
    assert key_of([]) is None
