"""A real browser, Debian's Chromium without a screen, on the demonstration's page."""

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright
from playwright.async_api import ViewportSize as Size

from bot.demo import scene, stage
from bot.settings import Settings
from tests import patterns
from tests.browser.visit import CHROMIUM, Visit

WIDE, NARROW = Size(width=1440, height=900), Size(width=360, height=740)
THREE = ("Niepołomice", "Skawina", "Wieliczka")


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def window() -> AsyncIterator[Page]:
    """A window of Chromium, one for all tests; where there is no Chromium they are skipped, but not in CI."""
    if CHROMIUM is None and "REQUIRE_ALL" not in os.environ:
        pytest.skip("no browser: install Chromium (on Debian and Ubuntu: apt install chromium)")
    assert CHROMIUM is not None, "Chromium is required here"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield await browser.new_page(locale="pl-PL")
        await browser.close()


@asynccontextmanager
async def at_work(
    port: int, *, association: Path | None = None, is_public: bool = False, story: Path | None = None
) -> AsyncIterator[str]:
    """The demonstration, or a story, at this port."""
    settings = Settings(_env_file=None, association=association)
    with pytest.MonkeyPatch.context() as patch:
        # that all happens at its own hour is shown in cli/
        patch.setattr(scene, "STEP", scene.QUIET_STEP)
        async with patterns.in_demonstrations():
            work = asyncio.create_task(stage.in_browser(settings, "127.0.0.1", port, is_public=is_public, story=story))
            yield f"http://127.0.0.1:{port}/"
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)


@pytest.fixture
def of_three(tmp_path: Path) -> Path:
    """A small association: both communes that are played, and one that nobody plays."""
    usual = resources.files("bot").joinpath("associations", "metropolia_krakowska.toml").read_text(encoding="utf-8")
    file = tmp_path / "of_three.toml"
    communes = f"communes = {json.dumps(THREE, ensure_ascii=False)}"
    file.write_text(re.sub(r"(?s)communes = \[.*?\]", communes, usual), encoding="utf-8")
    return file


@pytest_asyncio.fixture(loop_scope="package")
async def address(unused_tcp_port: int, of_three: Path) -> AsyncIterator[str]:
    """The demonstration at work in a small association: enough where its size is not what is shown."""
    async with at_work(unused_tcp_port, association=of_three) as address:
        yield address


@pytest_asyncio.fixture(loop_scope="package")
async def whole(unused_tcp_port: int) -> AsyncIterator[str]:
    """The demonstration at work, as a visitor finds it."""
    async with at_work(unused_tcp_port) as address:
        yield address


@asynccontextmanager
async def visiting(window: Page, address: str, size: Size = WIDE) -> AsyncIterator[Visit]:
    """The page on a screen of this size, in Polish."""
    await window.set_viewport_size(size)
    visit = Visit(window)
    try:
        await visit.opens(address)
        yield visit
        assert visit.complaints == []
    finally:
        await visit.ends()


@pytest_asyncio.fixture(loop_scope="package")
async def visit(window: Page, address: str) -> AsyncIterator[Visit]:
    async with visiting(window, address) as visit:
        yield visit
