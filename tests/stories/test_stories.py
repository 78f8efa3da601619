"""Every story in this folder, played by the real bot."""

from itertools import groupby
from pathlib import Path

import pytest

from bot.demo.story import play
from tests.conftest import ENGINES, ONE_ENGINE, Town

STORIES = sorted(Path(__file__).parent.glob("*.story"))
FIRST_OF_A_FAMILY = {next(stories) for _, stories in groupby(STORIES, lambda story: story.stem.partition("_")[0])}
"""They run on both engines; what the others show of it, SQLite shows as well."""


def cases(stories: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("story", stories, ids=lambda story: story.stem)


@cases(sorted(FIRST_OF_A_FAMILY))
@pytest.mark.parametrize("database_url", ENGINES, indirect=True)
async def test_first_story(story: Path, town: Town) -> None:
    await play(town, story)


@cases(sorted(set(STORIES) - FIRST_OF_A_FAMILY))
@pytest.mark.parametrize("database_url", ONE_ENGINE, indirect=True)
async def test_story(story: Path, town: Town) -> None:
    await play(town, story)


def test_there_are_stories() -> None:
    assert len(STORIES) > len(FIRST_OF_A_FAMILY) > 1
