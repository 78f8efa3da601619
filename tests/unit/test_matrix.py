"""The matrix as a picture: everybody can tell its bands, read its words and find its entries."""

import asyncio
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.files.canvas import INK, PAPER, WIDTH
from bot.files.matrix import (
    CELL,
    HEIGHT,
    LEFT,
    LEGEND,
    LOOKS,
    ROW,
    STEP,
    TALL,
    TOP,
    TRAY,
    WITH_TRAY,
    Band,
    Cell,
    Scale,
    Tray,
    draw,
)
from tests.pictures import EYES, Written, contrast, distance, luminance

UP = Scale("Prawdopodobieństwo", ["znikome", "małe", "średnie", "duże", "prawie pewne"])
ACROSS = Scale("Skutek", ["znikomy", "mały", "średni", "duży", "krytyczny"])
BANDS = [
    Band(1, "A", "znikome"),
    Band(2, "B", "małe"),
    Band(6, "C", "umiarkowane"),
    Band(12, "D", "poważne"),
    Band(20, "E", "krytyczne"),
]
LETTERS = dict(zip(range(1, 26), "ABBBBCCCCCCDDDDDDDDEEEEEE", strict=True))
"""Of the scores."""
STEPS = range(1, 6)
EMPTY = Tray("Nieocenione:", ())
Cells = Mapping[tuple[int, int], Sequence[str]]

numbers = st.lists(st.integers(1, 99_999).map("R-{}".format), max_size=20)
cells_of_any_kind = st.dictionaries(st.tuples(st.sampled_from(STEPS), st.sampled_from(STEPS)), numbers, max_size=25)


def picture(
    cells: Cells,
    title: str = "Ryzyka · gmina Świątniki Górne",
    up: Scale = UP,
    across: Scale = ACROSS,
    *,
    moves: Sequence[tuple[Cell, Cell]] = (),
    tray: Tray = EMPTY,
) -> bytes:
    return draw(cells, title=title, up=up, across=across, bands=BANDS, moves=moves, tray=tray)


class Words(Written):
    def in_cell(self, row: int, column: int) -> list[str]:
        """The entries there, in reading order."""
        left, top = LEFT + (column - 1) * STEP, TOP + (5 - row) * ROW
        lines = self.inside((left, top, left + CELL, top + TALL))
        assert lines[:2] == [LETTERS[row * column], str(row * column)]
        return [entry for line in lines[2:] for entry in line.split()]

    def in_tray(self) -> list[str]:
        """What is written below the legend."""
        return self.inside((0, TRAY, WIDTH, WITH_TRAY))

    def lie_apart(self) -> None:
        """Nor does any stick out of the picture."""
        self.are_legible(WIDTH, WITH_TRAY)


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Words:
    return Words(monkeypatch)


# --- how it looks ----------------------------------------


def test_letters_stand_out_from_all_that_is_behind_them() -> None:
    for behind in [PAPER, *(look.colour for look in LOOKS), *(look.shade for look in LOOKS)]:
        assert contrast(INK, behind) >= 4.5


@pytest.mark.parametrize("eyes", EYES)
def test_any_eyes_tell_the_bands_by_their_colours_alone(eyes: str) -> None:
    for one, other in combinations(LOOKS, 2):
        assert distance(one.colour, other.colour, eyes) >= (4 if eyes == "no colours" else 10), (one, other)


def test_a_graver_band_is_darker_and_bears_other_marks() -> None:
    assert all(luminance(lesser.colour) > luminance(graver.colour) for lesser, graver in pairwise(LOOKS))
    assert len({look.marks for look in LOOKS}) == len(LOOKS)


# --- the picture ----------------------------------------


def test_a_phone_shows_all_of_it() -> None:
    image = Image.open(io.BytesIO(picture({})))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert WIDTH == 1080
    image = Image.open(io.BytesIO(picture({}, tray=Tray("Nieocenione:", [(4, "R-1")]))))
    assert image.size == (WIDTH, WITH_TRAY)
    assert WITH_TRAY <= 1280, "Telegram would shrink it"


def test_every_cell_has_the_letter_colour_and_marks_of_its_band(words: Words) -> None:
    image = Image.open(io.BytesIO(picture({})))
    for row, column in product(STEPS, STEPS):
        left, top = LEFT + (column - 1) * STEP, TOP + (5 - row) * ROW
        colours = Counter(image.crop((left, top, left + CELL, top + TALL)).get_flattened_data())
        look = LOOKS["ABCDE".index(LETTERS[row * column])]
        assert colours[look.colour] > CELL * TALL / 4
        assert (colours[look.shade] > CELL * TALL / 50) == bool(look.marks)
        assert sum(colours[other.colour] for other in LOOKS) == colours[look.colour]
        assert words.in_cell(row, column) == []


def test_entries_stand_in_their_cells(words: Words) -> None:
    picture({(4, 5): ["R-12", "R-15"], (1, 3): ["R-7"], (5, 1): ["R-10001"], (2, 2): []})
    assert words.in_cell(4, 5) == ["R-12", "R-15"]
    assert words.in_cell(1, 3) == ["R-7"]
    assert words.in_cell(5, 1) == ["R-10001"]
    assert words.in_cell(2, 2) == words.in_cell(5, 4) == []


def test_what_finds_no_room_is_counted(words: Words) -> None:
    picture({(3, 3): [f"R-{n}" for n in range(100, 104)], (5, 5): [f"R-{n}" for n in range(1, 10_001)]})
    assert words.in_cell(3, 3) == ["R-100", "R-101", "R-102", "+1"]
    assert words.in_cell(5, 5) == ["R-1", "R-2", "R-3", "R-4", "R-5", "+9995"]


@given(cells_of_any_kind)
@settings(max_examples=25)
def test_no_word_lies_upon_another_or_is_lost(cells: Cells) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        words = Words(monkeypatch)
        picture(cells)
    words.lie_apart()
    for cell, entries in cells.items():
        shown = words.in_cell(*cell)
        if shown and shown[-1].startswith("+"):
            assert shown[:-1] == entries[: len(shown) - 1]
            assert int(shown[-1]) == len(entries) - len(shown) + 1
        else:
            assert shown == entries


def test_long_words_are_made_to_fit(words: Words) -> None:
    steps = ["bardzo mało prawdopodobne", "Donaudampfschifffahrtsgesellschaft", "średnie", "W" * 60, "5"]
    picture({(3, 3): ["RYZYKO-123456789-2026"]}, "W" * 200, Scale("U" * 200, steps), Scale("Ź" * 200, steps))
    words.lie_apart()
    assert {"bardzo", "mało", "prawdopodobne"} <= {text for text, _ in words.written}
    assert words.in_cell(3, 3)[0].startswith("RYZYKO-1234")


def test_the_legend_names_every_band_and_its_scores(words: Words) -> None:
    picture({})
    legend = [text for text, box in words.written if box[1] > LEGEND]
    assert legend == [
        "A  1", "znikome", "B  2–5", "małe", "C  6–11", "umiarkowane", "D  12–19", "poważne", "E  20–25", "krytyczne",
    ]  # fmt: skip


# --- the tray and the arrows ----------------------------------------


def test_what_has_no_cell_lies_in_the_tray_in_the_colour_of_its_band(words: Words) -> None:
    image = Image.open(io.BytesIO(picture({}, tray=Tray("Nieocenione:", [(4, "R-11"), (2, "R-3")]))))
    assert words.in_tray() == ["Nieocenione:", "R-11", "R-3"]
    words.lie_apart()
    chips = Counter(image.crop((0, TRAY, WIDTH, WITH_TRAY)).get_flattened_data())
    assert [chips[look.colour] > 500 for look in LOOKS] == [False, False, True, False, True]


@pytest.mark.parametrize("number", [9, 10, 400])
def test_what_finds_no_room_in_the_tray_is_counted(words: Words, number: int) -> None:
    picture({}, tray=Tray("Nieocenione i do oceny:", [(3, f"R-{n}") for n in range(1000, 1000 + number)]))
    _, *shown, rest = words.in_tray()
    assert shown == [f"R-{n}" for n in range(1000, 1000 + len(shown))]
    assert rest == f"+{number - len(shown)}"
    words.lie_apart()


def dark_between(image: Image.Image, one: tuple[int, int], other: tuple[int, int]) -> float:
    """Which part of the way between two points is as dark as ink."""
    (x1, y1), (x2, y2) = one, other
    points = [(round(x1 + (x2 - x1) * part / 100), round(y1 + (y2 - y1) * part / 100)) for part in range(101)]
    return sum(image.getpixel(point) == INK for point in points) / len(points)


@pytest.mark.parametrize(("before", "after"), [((4, 5), (2, 5)), ((5, 5), (1, 1)), ((3, 3), (3, 1)), ((1, 2), (4, 4))])
@pytest.mark.parametrize("cells", [{}, {(2, 5): ["R-1", "R-2"], (5, 5): ["R-3"], (3, 1): ["R-4"] * 6}])
def test_an_arrow_leads_from_where_it_stands_to_where_it_is_to_stand(
    words: Words, before: Cell, after: Cell, cells: Cells
) -> None:
    """Whatever it crosses, every word stays as legible as without it."""
    image = Image.open(io.BytesIO(picture(cells, moves=[(before, after)])))
    words.lie_apart()
    ends = [(LEFT + (column - 1) * STEP + CELL // 2, TOP + (5 - row) * ROW + 59) for row, column in (before, after)]
    without = Image.open(io.BytesIO(picture(cells)))
    assert dark_between(image, *ends) > dark_between(without, *ends) + 0.3
    assert image.tobytes() != without.tobytes()
    assert picture(cells, moves=[(after, before)]) != picture(cells, moves=[(before, after)]), "it has a head"


async def test_threads_draw_the_same_at_once() -> None:
    cells = {(4, 5): ["R-12", "R-15"]}
    pictures = await asyncio.gather(*(asyncio.to_thread(picture, cells) for _ in range(4)))
    assert set(pictures) == {picture(cells)}
    assert picture({(5, 4): ["R-12", "R-15"]}) not in pictures


def test_a_bot_that_draws_nothing_carries_no_library_for_it() -> None:
    check = "import sys, bot.files.matrix, bot.files.sheets; sys.exit(bool({'PIL', 'xlsxwriter'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", check], check=True)
