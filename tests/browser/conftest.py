"""A real browser, Debian's Chromium without a screen, on the demonstration's page."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from bot.demo import stage
from bot.settings import Settings
from tests import patterns
from tests.browser.visit import CHROMIUM, Visit


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def chromium() -> AsyncIterator[Browser]:
    """Chromium, one for all, every test in windows of its own; where there is none they are skipped, but not in CI."""
    if CHROMIUM is None and "REQUIRE_ALL" not in os.environ:
        pytest.skip("no browser: install Chromium (on Debian and Ubuntu: apt install chromium)")
    assert CHROMIUM is not None, "Chromium is required here"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


@asynccontextmanager
async def at_work(port: int, *, is_public: bool = False, story: Path | None = None) -> AsyncIterator[str]:
    """The demonstration, or a story, at this port."""
    settings = Settings(_env_file=None)
    async with patterns.in_demonstrations():
        work = asyncio.create_task(stage.in_browser(settings, "127.0.0.1", port, is_public=is_public, story=story))
        yield f"http://127.0.0.1:{port}/"
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


@pytest_asyncio.fixture(loop_scope="package")
async def address(unused_tcp_port: int) -> AsyncIterator[str]:
    """The demonstration at work."""
    async with at_work(unused_tcp_port) as address:
        yield address


@pytest_asyncio.fixture(loop_scope="package")
async def visit(chromium: Browser, address: str) -> AsyncIterator[Visit]:
    """The page on a wide screen, in Polish."""
    context = await chromium.new_context(viewport={"width": 1440, "height": 900}, locale="pl-PL")
    page: Page = await context.new_page()
    visit = Visit(page)
    await visit.opens(address)
    yield visit
    assert visit.complaints == []
    await context.close()
