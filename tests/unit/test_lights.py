"""The lights of the last weeks as a picture: legible on a phone, told apart by any eyes, true to the figures."""

import asyncio
import io
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.files.canvas import INK, LONGEST, MARGIN, PAPER, WIDTH
from bot.files.lights import CHART, GAP, LEFT, LINE, LOOKS, STEPS, TOP, draw
from models.status.answer import Light
from models.status.trend import COMMUNES_AT_MOST, WEEKS, Cell, Row, Silence, Week
from tests.pictures import EYES, Written, contrast, distance

PHONE = 360
"""Its width in pixels."""
LEAST = 11
"""Pixels that a letter needs there."""
NAMES: dict[Cell, tuple[str, str]] = {
    Light.GREEN: ("Z", "zgodnie z planem"),
    Light.AMBER: ("Ż", "zagrożone"),
    Light.RED: ("C", "opóźnione"),
    Silence.NO_ANSWER: ("–", "milczące gminy"),
}
COMMUNES = [
    "Biskupice", "Czernichów", "Igołomia-Wawrzeńczyce", "Kocmyrzów-Luborzyca", "Kraków", "Liszki", "Michałowice",
    "Mogilany", "Niepołomice", "Skawina", "Świątniki Górne", "Wieliczka", "Wielka Wieś", "Zabierzów", "Zielonki",
]  # fmt: skip
CELLS: list[Cell] = [*Light, *Silence]
STEP = (WIDTH - LEFT - MARGIN + GAP) // STEPS

lights = st.dictionaries(st.sampled_from(Light), st.integers(0, 99_999)).map(Counter)
a_week = st.builds(Week, st.integers(1, 53), lights, st.integers(0, 2_479))
some_weeks = st.lists(a_week, min_size=1, max_size=WEEKS)


def picture(weeks: Sequence[Week], rows: Sequence[Row], title: str = "Trend: tygodnie 38–49") -> bytes:
    heading = "Wszystkie projekty\nwedług ostatniej\nodpowiedzi"
    return draw(weeks, rows, title=title, week="tydzień", heading=heading, names=NAMES)


def of_the_metropolis(*, names: Sequence[str] = COMMUNES, weeks: int = WEEKS) -> tuple[list[Week], list[Row]]:
    """Every kind of cell beside every other."""
    rows = [Row(name, tuple(CELLS[(n + week) % 5] for week in range(weeks))) for n, name in enumerate(names)]
    stood = [Counter({Light.GREEN: 52 - 2 * week, Light.AMBER: week, Light.RED: week // 2}) for week in range(weeks)]
    return [Week(38 + week, lights, week % 3) for week, lights in enumerate(stood)], rows


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    return Written(monkeypatch)


# --- how it looks ----------------------------------------


def test_letters_stand_out_from_all_that_is_behind_them() -> None:
    for look in LOOKS.values():
        assert contrast(INK, look.colour) >= 4.5
        assert contrast(INK, look.shade) >= 4.5


@pytest.mark.parametrize("eyes", EYES)
def test_any_eyes_tell_the_lights_by_their_colours_alone(eyes: str) -> None:
    """Those in which a light may stand from each other, and all from the paper."""
    for one, other in combinations([look.colour for look in LOOKS.values()] + [PAPER], 2):
        assert distance(one, other, eyes) >= (4 if eyes == "no colours" else 5), (one, other)


def test_each_light_has_marks_and_a_letter_of_its_own() -> None:
    assert len({look.marks for look in LOOKS.values()}) == len(LOOKS)
    assert len({letter for letter, _ in NAMES.values()}) == len(LOOKS)


@pytest.mark.parametrize("communes", [15, COMMUNES_AT_MOST])
def test_a_phone_shows_every_letter_large_enough(written: Written, communes: int) -> None:
    weeks, rows = of_the_metropolis(names=[*COMMUNES, "Gmina A", "Gmina B", "Gmina C"][:communes])
    began = time.perf_counter()
    file = picture(weeks, rows)
    print(f"{communes} communes: {(time.perf_counter() - began) * 1000:.0f} ms, {len(file) // 1024} KB")  # noqa: T201
    image = Image.open(io.BytesIO(file))
    assert (image.format, image.width) == ("PNG", WIDTH) and image.height <= LONGEST
    assert min(written.sizes) * PHONE / WIDTH >= LEAST
    written.are_legible(*image.size)
    assert not [text for text, _ in written.written if "…" in text], "every name of the metropolis is whole"


# --- what it says ----------------------------------------


def test_every_cell_has_the_colour_and_letter_of_its_light(written: Written) -> None:
    weeks, rows = of_the_metropolis()
    image = Image.open(io.BytesIO(picture(weeks, rows)))
    height = 690 // len(rows)
    for nth, row in enumerate(rows):
        for week, cell in enumerate(row.cells):
            left, top = LEFT + week * STEP, TOP + nth * height
            box = (left, top, left + STEP - GAP, top + height - GAP)
            colours = Counter(image.crop(box).get_flattened_data())
            most, _ = colours.most_common(1)[0]
            assert most == (LOOKS[cell].colour if cell in LOOKS else PAPER)
            assert written.inside(box) == ([NAMES[cell][0]] if cell in NAMES else [])


def test_under_each_week_stand_its_figures(written: Written) -> None:
    weeks, rows = of_the_metropolis()
    picture(weeks, rows)
    for place, week in enumerate(weeks):
        left = LEFT + place * STEP - GAP
        column = [text for text in written.inside((left, 0, left + STEP + GAP, LONGEST)) if text.isdigit()]
        assert column == [str(n) for n in (week.number, *(week.lights[light] for light in Light), week.silent)]


def test_the_chart_is_as_high_as_the_figures(written: Written) -> None:
    """On one scale, the red at the foot."""
    weeks = [
        Week(48, Counter({Light.GREEN: 20}), 0),
        Week(49, Counter({Light.GREEN: 5, Light.AMBER: 3, Light.RED: 2}), 0),
    ]
    image = Image.open(io.BytesIO(picture(weeks, [])))
    foot = image.height - MARGIN - len(LOOKS) * LINE - 2 * GAP
    wide = 2 * STEP
    for place, heights in enumerate(([1.0, 0, 0], [0.25, 0.15, 0.1])):
        x = LEFT + place * wide + 3
        column = [image.getpixel((x, y)) for y in range(foot - CHART, foot)]
        kinds = [
            next((light for light in Light if pixel in (LOOKS[light].colour, LOOKS[light].shade)), None)
            for pixel in column
        ]
        said = [kind for kind in kinds if kind is not None]
        assert said == sorted(said, key=list(Light).index)
        for light, share in zip(Light, heights, strict=True):
            assert abs(said.count(light) / CHART - share) <= 0.05


def test_of_long_figures_the_newest_is_shown(written: Written) -> None:
    weeks = [Week(n, Counter({Light.GREEN: 10_000 + n}), 0) for n in range(38, 50)]
    picture(weeks, [])
    shown = [text for text, _ in written.written if text.startswith("100")]
    assert shown == [f"{10_000 + n}" for n in range(39, 50, 2)]
    written.are_legible(WIDTH, LONGEST)


@given(
    some_weeks, st.integers(0, COMMUNES_AT_MOST), st.sampled_from(["Ś" * 200, "W", "Gmina Iglasta i Liściasta Dolna"])
)
@settings(max_examples=15)
def test_whatever_is_drawn_is_legible(weeks: list[Week], rows: int, name: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        written = Written(monkeypatch)
        cells = tuple(CELLS[week % 5] for week in range(len(weeks)))
        image = Image.open(io.BytesIO(picture(weeks, [Row(name, cells)] * rows)))
    assert image.height <= LONGEST
    written.are_legible(*image.size)


async def test_threads_draw_the_same_at_once() -> None:
    weeks, rows = of_the_metropolis()
    pictures = await asyncio.gather(*(asyncio.to_thread(picture, weeks, rows) for _ in range(4)))
    assert set(pictures) == {picture(weeks, rows)}
