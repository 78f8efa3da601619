"""What counts as unchanged: repeated twice without a word, then a sentence is due; a sentence begins again."""

import pytest

from models.status.answer import Light, NewLine, Row, unchanged_line


def reported(unchanged: int) -> Row:
    """A project that was reported with a photo, and then so many times as unchanged."""
    line = NewLine(
        project_id=7, light=Light.AMBER, progress=40, sentence="Czekamy na zgodę.",
        attachment_kind="photo", attachment_id="AgAC", unchanged=unchanged,
    )  # fmt: skip
    return Row(7, "Trasa", line, None)


def test_what_was_never_reported_cannot_be_unchanged() -> None:
    assert unchanged_line(Row(7, "Trasa", None, None)) is None
    assert unchanged_line(Row(7, "Trasa", None, None), "Ruszyło.") is None


@pytest.mark.parametrize("times", [0, 1])
def test_twice_it_is_repeated_as_it_was(times: int) -> None:
    assert unchanged_line(reported(times)) == NewLine(
        project_id=7, light=Light.AMBER, progress=40, sentence="Czekamy na zgodę.",
        attachment_kind="photo", attachment_id="AgAC", unchanged=times + 1,
    )  # fmt: skip


def test_the_third_time_a_word_is_due() -> None:
    assert unchanged_line(reported(2)) is None


@pytest.mark.parametrize("times", [0, 2])
def test_a_sentence_is_news_and_the_count_begins_again(times: int) -> None:
    """What was attached belonged to the old one."""
    assert unchanged_line(reported(times), "Zgoda jest.") == NewLine(
        project_id=7, light=Light.AMBER, progress=40, sentence="Zgoda jest.", unchanged=0
    )
