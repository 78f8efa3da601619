"""What people type of a project in one message: its light, how far it is and why."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.buttons import named, search
from handlers.status.project import line_of, lines_of
from models.status.answer import Light
from models.status.typed import Typed, lines_in, read_line

GREEN, AMBER, RED = Light
SPOKEN = [
    ("zielony", GREEN), ("Zielone", GREEN), ("🟢", GREEN), ("green", GREEN), ("zielone światło", GREEN),
    ("żółty", AMBER), ("ZOLTA", AMBER), ("🟡", AMBER), ("yellow", AMBER), ("Amber", AMBER), ("zagrożony", AMBER),
    ("czerwony", RED), ("Czerwona", RED), ("🔴", RED), ("🔴\ufe0f", RED), ("red", RED), ("opóźniony", RED),
    ("red light", RED), (unicodedata.normalize("NFD", "żółte"), AMBER),
]  # fmt: skip
SETS_APART = [": ", ", ", " – ", "; ", " - ", ":\n", ". "]
PROJECTS = ["Trasa rowerowa Wisła", "P+R Podłęże", "Żłobek Zakrzów", "Szkoła nr 1", "Szkoła nr 12", "Czerwony Most"]

SENTENCES = st.text(min_size=1, max_size=60).filter(lambda text: text[0].isalpha() and text == text.strip())
LIGHTS = st.sampled_from(SPOKEN)


@given(LIGHTS, st.sampled_from(SETS_APART), SENTENCES)
def test_a_light_and_its_reason_are_one_message(spoken: tuple[str, Light], mark: str, reason: str) -> None:
    word, light = spoken
    assert read_line(f"{word}{mark}{reason}") == Typed(light, None, reason, is_marked=True)


@given(LIGHTS, st.sampled_from([" ", ", ", ": "]), st.integers(0, 100), st.sampled_from([", ", ": "]), SENTENCES)
def test_how_far_it_is_may_stand_between_them(
    spoken: tuple[str, Light], before: str, percent: int, after: str, reason: str
) -> None:
    word, light = spoken
    is_marked = before != " " or word.startswith(light.sign)
    assert read_line(f"{word}{before}{percent}%") == Typed(light, percent, is_marked=is_marked)
    said = read_line(f"{word}{before}{percent} %{after}{reason}")
    assert said is not None
    assert (said.light, said.progress, said.sentence) == (light, percent, reason)


@pytest.mark.parametrize(("word", "light"), SPOKEN)
def test_a_light_alone_is_one_too(word: str, light: Light) -> None:
    for typed in (word, f" {word}. ", f"„{word}"):
        said = read_line(typed)
        assert said is not None
        assert (said.light, said.progress, said.sentence) == (light, None, "")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("żółty: czekamy na decyzję", Typed(AMBER, None, "czekamy na decyzję")),
        ("🔴 wykonawca zszedł z budowy", Typed(RED, None, "wykonawca zszedł z budowy")),
        ("🔴wykonawca zszedł", Typed(RED, None, "wykonawca zszedł")),
        ("żółty czekamy na decyzję", Typed(AMBER, None, "czekamy na decyzję", is_marked=False)),
        ("czerwony, 60%, brak kadry", Typed(RED, 60, "brak kadry")),
        ("zielony 60", Typed(GREEN, 60, is_marked=False)),
        # of a sentence that speaks of per cents nothing is taken away
        ("żółty: 30% droższa oferta", Typed(AMBER, None, "30% droższa oferta")),
        ("żółty: 160%, za drogo", Typed(AMBER, None, "160%, za drogo")),
        ("czerwony: 12 osób odeszło", Typed(RED, None, "12 osób odeszło")),
        ("yellow: waiting", Typed(AMBER, None, "waiting")),
        ("red, 60%: no contractor\nsince Monday", Typed(RED, 60, "no contractor\nsince Monday")),
    ],
)
def test_lines(typed: str, line: Typed) -> None:
    assert read_line(typed) == line


@pytest.mark.parametrize(
    "typed",
    ["", "jest dobrze", "60%", "nie czerwony", "redukcja kosztów", "zieleń miejska", "żółty/czerwony", "żółty?", "reds",
     "czerwonawy", "wyślij", "brak kadry: czerwony"],
)  # fmt: skip
def test_what_does_not_begin_with_a_light_is_none(typed: str) -> None:
    assert read_line(typed) is None


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_not(text: str) -> None:
    for before, line in lines_in(text):
        assert before in text
        assert line.sentence in text
        assert line.progress is None or 0 <= line.progress <= 100
    for places, _ in lines_of(text, PROJECTS):
        assert places


# --- a project named before it ----------------------------------------


def of(typed: str) -> tuple[list[int], Typed] | None:
    return line_of(typed, PROJECTS, by=(named, search))


@pytest.mark.parametrize(
    ("typed", "at", "line"),
    [
        ("żłobek czerwony: brak kadry", 2, Typed(RED, None, "brak kadry")),
        ("Zlobek, czerwony, 60%: brak kadry", 2, Typed(RED, 60, "brak kadry")),
        ("podleze: żółty: czekamy", 1, Typed(AMBER, None, "czekamy")),
        ("P+R 🔴 brak gruntu", 1, Typed(RED, None, "brak gruntu")),
        ("wisła trasa zielony", 0, Typed(GREEN, is_marked=False)),
        ("złobke zakrzow żółty: kadra", 2, Typed(AMBER, None, "kadra")),
        # who is called so and nothing else is meant
        ("szkoła nr 1 czerwony: okna", 3, Typed(RED, None, "okna")),
        ("nr 12 czerwony: okna", 4, Typed(RED, None, "okna")),
        # a light in the name
        ("czerwony most zielony: otwarty", 5, Typed(GREEN, None, "otwarty")),
        ("most żółty: rdza", 5, Typed(AMBER, None, "rdza")),
        # a light in the sentence
        ("żłobek żółty: farba czerwona zamiast zielonej", 2, Typed(AMBER, None, "farba czerwona zamiast zielonej")),
    ],
)
def test_a_part_of_a_name_before_the_light_is_the_project(typed: str, at: int, line: Typed) -> None:
    assert of(typed) == ([at], line)


def test_a_name_of_several_is_none_of_them() -> None:
    found = of("szkoła czerwony: okna")
    assert found is not None
    assert found[0] == [3, 4]


@pytest.mark.parametrize(
    "typed", ["żłobek", "czerwony", "czerwony most", "stadion żółty: nic", "żółty: czekamy", "", "–"]
)
def test_what_names_no_project_or_no_light_narrows_the_list(typed: str) -> None:
    assert of(typed) is None
    assert lines_of(typed, PROJECTS) == []


@given(st.sampled_from(PROJECTS), LIGHTS, st.sampled_from(SETS_APART), SENTENCES)
def test_a_whole_name_is_always_that_project(name: str, spoken: tuple[str, Light], mark: str, reason: str) -> None:
    word, light = spoken
    reason = reason.replace("\n", " ").replace("\r", " ")
    found = line_of(f"{name} {word}{mark}{reason}", PROJECTS, by=(named, search))
    assert found == ([PROJECTS.index(name)], Typed(light, None, reason, is_marked=True))


def test_each_line_is_of_its_project_and_goes_on_below() -> None:
    typed = "P+R żółty: brak gruntu\nod marca\n\nżłobek czerwony\nwykonawca zszedł z budowy"
    assert lines_of(typed, PROJECTS) == [
        ([1], Typed(AMBER, None, "brak gruntu\nod marca")),
        ([2], Typed(RED, None, "wykonawca zszedł z budowy", is_marked=False)),
    ]
