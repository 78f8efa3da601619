"""What stands in a week: the worst light of a commune, that of a share of a field, silence."""

from collections import Counter
from collections.abc import Mapping

import pytest
from markupsafe import Markup

from bot.files import lights
from bot.texts import CAPTION_LIMIT, LANGUAGES, Texts, visible
from handlers.status.picture import in_words
from models.db.some import Some
from models.status.answer import Light
from models.status.trend import (
    MOVES_SHOWN,
    ONE_IN,
    WEEKS,
    Cell,
    Move,
    Silence,
    Standing,
    Told,
    Trend,
    Week,
    lights_in,
    of_commune,
    of_field,
    standings,
    worst,
)

GREEN, AMBER, RED = Light


def said(*reported: Light, all: Mapping[Light, int] | None = None) -> Standing:
    return Standing(Counter(reported if all is None else all), Counter(reported))


@pytest.mark.parametrize(
    ("standing", "silent", "cell"),
    [
        (None, None, Silence.NOT_ASKED),
        (said(all={RED: 1}), None, Silence.NOT_ASKED),
        (None, 1, Silence.NO_ANSWER),
        (said(all={RED: 1}), 1, Silence.NO_ANSWER),
        (None, 0, Silence.NOT_ASKED),
        (said(all={RED: 1}), 0, Silence.NOT_ASKED),
        (said(GREEN, GREEN), 0, GREEN),
        (said(GREEN, AMBER, GREEN), 0, AMBER),
        (said(GREEN, RED, AMBER), 0, RED),
        (said(GREEN, all={GREEN: 1, RED: 1}), 0, GREEN),
    ],
)
def test_a_commune_has_the_worst_light_that_it_reported(
    standing: Standing | None, silent: int | None, cell: Cell
) -> None:
    """What was said in another week does not count, nor does what nobody was asked for."""
    assert of_commune(standing, silent=silent) is cell


@pytest.mark.parametrize(
    ("standing", "cell"),
    [
        (None, Silence.NOT_ASKED),
        (said(), Silence.NOT_ASKED),
        (said(all={RED: 4}), Silence.NO_ANSWER),
        (said(RED), RED),
        (said(*[GREEN] * 9, RED), RED),
        (said(*[GREEN] * 10, RED), GREEN),
        (said(*[GREEN] * 18, RED, AMBER), AMBER),
        (said(*[GREEN] * 99, RED), GREEN),
    ],
)
def test_a_field_has_the_worst_light_of_one_in_ten(standing: Standing | None, cell: Cell) -> None:
    assert of_field(standing) is cell


def test_the_last_word_stands_until_another_is_said() -> None:
    """Nobody speaks in round 8; a project comes in round 9, one of the commune 2 is said anew."""
    told = [
        Told(1, 1, GREEN, {7: RED}), Told(1, 1, GREEN, {7: GREEN}), Told(1, 1, GREEN, {}),
        Told(1, 1, None, {9: AMBER}), Told(1, 5, None, {}), Told(2, 2, RED, {9: GREEN}), Told(3, 1, None, {}),
    ]  # fmt: skip
    found = standings([7, 8, 9], told)
    assert found == {
        (7, 1): said(RED, GREEN, all={GREEN: 2, RED: 1}),
        (8, 1): said(all={GREEN: 2, RED: 1}),
        (9, 1): said(AMBER, all={GREEN: 2, RED: 1, AMBER: 1}),
        (7, 2): said(all={RED: 2}),
        (8, 2): said(all={RED: 2}),
        (9, 2): said(GREEN, GREEN, all={GREEN: 2}),
    }


def test_of_two_lights_in_one_round_the_graver_counts() -> None:
    assert lights_in("47:g,48:r,9:a,47:a,48:g") == {47: AMBER, 48: RED, 9: AMBER}
    assert lights_in("") == {}


def test_of_nothing_nothing_is_worst() -> None:
    assert worst(Counter()) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_fit_under_a_picture(language: str) -> None:
    """Whatever is called how, in the whole country."""
    words = Texts()[language]
    move = Move("Gmina Święta & Katarzyna w Kniei", "Przebudowa " * 18, None, RED)
    weeks = tuple(Week(n, Counter({GREEN: 10_000, AMBER: 10_000, RED: 10_000}), 2_479) for n in range(38, 38 + WEEKS))
    moves = Some((move,) * MOVES_SHOWN, 12_345)
    caption = in_words(words, Trend(weeks, (), of_fields=True, worse=moves, better=moves))
    assert visible(str(caption)) <= CAPTION_LIMIT
    assert f"({12_345 + MOVES_SHOWN})" in caption and Markup.escape("&") in caption
    assert str(ONE_IN) in caption


def test_there_is_room_for_all_weeks() -> None:
    assert lights.STEPS == WEEKS
