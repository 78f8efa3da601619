"""Every story in this folder, played by the real bot."""

from itertools import groupby
from pathlib import Path

import pytest

from bot.conversation.buttons import fits
from bot.demo.story import play
from bot.playground.things import Change
from tests.conftest import ENGINES, ONE_ENGINE, Town
from tests.labels import WHOLE, WIDE, bare

STORIES = sorted(Path(__file__).parent.glob("*.story"))
FIRST_OF_A_FAMILY = {next(stories) for _, stories in groupby(STORIES, lambda story: story.stem.partition("_")[0])}
"""They run on both engines; what the others show of it, SQLite shows as well."""


async def told(town: Town, story: Path) -> None:
    """It goes as it is written, and a phone shows every label whole."""
    cut: set[str] = set()

    def look(change: Change) -> None:
        rows = change.message.buttons if change.message is not None else []
        cut.update(
            button["text"] for row in rows for button in row
            if bare(button["text"]) in WHOLE and not fits(button["text"], len(row))
        )  # fmt: skip

    town.world.watchers.append(look)
    await play(town, story)
    assert {bare(label) for label in cut} - WIDE.keys() == set()


def cases(stories: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("story", stories, ids=lambda story: story.stem)


@cases(sorted(FIRST_OF_A_FAMILY))
@pytest.mark.parametrize("database_url", ENGINES, indirect=True)
async def test_first_story(story: Path, town: Town) -> None:
    await told(town, story)


@cases(sorted(set(STORIES) - FIRST_OF_A_FAMILY))
@pytest.mark.parametrize("database_url", ONE_ENGINE, indirect=True)
async def test_story(story: Path, town: Town) -> None:
    await told(town, story)


def test_there_are_stories() -> None:
    assert len(STORIES) > len(FIRST_OF_A_FAMILY) > 1
