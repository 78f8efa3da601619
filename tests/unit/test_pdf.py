"""A table on paper: everybody is on it once, in Polish letters, under its titles on every page."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from bot.files.pdf import Column, as_pdf, printable, widths

NOW = datetime(2026, 12, 10, 8, tzinfo=UTC)
TITLE = "Lista obecności: Forum Mobilności"
COLUMNS = [Column("Lp.", 1), Column("Imię i nazwisko", 5), Column("Gmina", 4), Column("Podpis", 5)]


def pages(rows: Sequence[Sequence[str]], title: str = TITLE, lines: Sequence[str] = ()) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(as_pdf(title, lines, COLUMNS, rows, now=NOW))).pages)


def words(page: PageObject) -> str:
    """The text of a page, however its lines are broken."""
    return " ".join(page.extract_text().split())


def test_polish_letters_print() -> None:
    letters = ("Zażółć gęślą jaźń", "ĄĆĘŁŃÓŚŹŻ", "„–”")
    [page] = pages([["1", *letters]], lines=["czw. 10.12.2026, 10:00–12:00", "√ 9:42, ul. Długa 12"])
    for text in (*letters, TITLE, "czw. 10.12.2026, 10:00–12:00", "√ 9:42, ul. Długa 12", "1/1"):
        assert text in words(page)


def test_two_hundred_people_are_there_once_under_titles_on_numbered_pages() -> None:
    names = [f"Osoba Ścisła-{number:03}" for number in range(1, 201)]
    found = pages([[str(number), name, "Niepołomice", ""] for number, name in enumerate(names, 1)])
    whole = " ".join(map(words, found))
    assert [whole.count(name) for name in names] == [1] * 200
    assert 8 <= len(found) <= 10, "a row has room for a signature"
    for number, page in enumerate(found, 1):
        assert words(page).count("Lp. Imię i nazwisko Gmina Podpis") == 1
        assert f"{number}/{len(found)}" in words(page)
        assert TITLE in words(page)


@pytest.mark.parametrize("name", ["Anna " * 30, "A" * 150])
def test_a_long_name_is_wrapped_in_its_column_and_nothing_of_it_is_lost(name: str) -> None:
    [page] = pages([["1", name, "Niepołomice", ""], ["2", "Jan", "Skawina", ""]])
    assert page.extract_text().replace("\n", "").replace(" ", "").count(name.replace(" ", "")) == 1
    assert all(x < float(page.mediabox.width) / 2 for x in _where(page, name[:3]))


def test_names_of_communes_are_not_broken_inside_a_word_while_there_is_room() -> None:
    shares = (("Lp.", 1.2), ("Imię i nazwisko", 5), ("Funkcja", 4), ("Gmina", 3.5), ("Obecność", 2.2), ("Podpis", 5))
    columns = [Column(title, share) for title, share in shares]
    communes = ("Igołomia-Wawrzeńczyce", "Kocmyrzów-Luborzyca")
    rows = [["1", "Anna Nowak", "koordynator", commune, "", ""] for commune in communes]
    content = as_pdf(TITLE, [], columns, rows, now=NOW, head="Metropolia Krakowska")
    [page] = PdfReader(io.BytesIO(content)).pages
    for commune in communes:
        assert commune in page.extract_text()
    assert words(page).startswith(f"Metropolia Krakowska {TITLE}")


SHARES = st.lists(st.tuples(st.floats(1, 10), st.floats(1, 200)), min_size=1, max_size=8)


@given(SHARES)
def test_columns_fill_the_page_and_hold_their_longest_words_where_they_can(columns: list[tuple[float, float]]) -> None:
    shares, longest = zip(*columns, strict=True)
    found = widths(shares, longest, 180)
    assert all(width > 0 for width in found)
    if sum(longest) <= 180 and max(longest) <= 60:
        assert sum(found) == pytest.approx(180)
        assert all(width >= word - 1e-6 for width, word in zip(found, longest, strict=True))


def _where(page: PageObject, text: str) -> list[float]:
    """How far from the left edge the pieces of text that begin so stand."""
    found: list[float] = []

    def note(piece: str, _cm: list[float], matrix: list[float], *_: object) -> None:
        if piece.strip().startswith(text):
            found.append(matrix[4])

    page.extract_text(visitor_text=note)
    assert found
    return found


def test_a_row_is_never_cut_between_two_pages() -> None:
    found = pages([[str(number), "Imię " * 25 + f"koniec-{number}", "Gmina", ""] for number in range(1, 41)])
    assert len(found) > 1
    for page in found:
        text = words(page).split("Podpis", 1)[1]
        assert text.count("koniec-") * 25 == text.count("Imię")


def test_a_long_title_leaves_room_for_the_number_of_the_page() -> None:
    [page] = pages([], title="Forum " * 25)
    assert 25 < words(page).count("Forum") < 40
    assert "1/1" in words(page)


def test_it_is_an_a4_and_dated() -> None:
    reader = PdfReader(io.BytesIO(as_pdf(TITLE, [], COLUMNS, [], now=NOW)))
    [page] = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert reader.metadata is not None
    assert reader.metadata.creation_date == NOW
    assert reader.metadata.title == TITLE


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("𝓐𝓷𝓷𝓪 𝓝𝓸𝔀𝓪𝓴", "Anna Nowak"),
        ("Ａｎｎａ", "Anna"),
        ("S\u0301ciez\u0307ka", "Ścieżka"),
        ("Олена Коваль", "Олена Коваль"),
        ("Արամ", "Արամ"),
        ("王伟 Wang", "�� Wang"),
        ("Ola 🚲\ufe0f", "Ola �"),
        ("\u20e3", "�"),
        ("", ""),
    ],
)
def test_every_name_leaves_something_on_paper(name: str, shown: str) -> None:
    assert printable(name) == shown
    [page] = pages([["1", name, "Niepołomice", ""]])
    assert words(page).split("Podpis ")[1].startswith(f"1 {shown} Niepołomice" if shown else "1 Niepołomice")


@given(st.text(min_size=1, max_size=20).filter(str.strip))
def test_whatever_somebody_is_called_is_in_letters_that_print(name: str) -> None:
    assert printable(name) and printable(printable(name)) == printable(name)


def test_what_is_typed_is_no_markup() -> None:
    [page] = pages([["1", "**Jan** {nb} <b>&amp;", "__x__", ""]])
    assert "**Jan**" in words(page) and "<b>&amp;" in words(page) and "__x__" in words(page)
