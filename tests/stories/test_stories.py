"""Every story in this folder, played by the real bot."""

from pathlib import Path

import pytest

from bot.demo.story import play
from tests.conftest import Town, on_both_engines

STORIES = sorted(Path(__file__).parent.glob("*.story"))


@on_both_engines
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
async def test_story(story: Path, town: Town) -> None:
    await play(town, story)


def test_there_are_stories() -> None:
    assert STORIES
