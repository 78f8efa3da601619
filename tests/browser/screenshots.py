"""``make screenshots``: the pictures of the README, taken of the demonstration itself."""

import asyncio
import sys
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, async_playwright

from bot.demo import stage
from bot.settings import Settings
from tests.browser.visit import CHROMIUM, Visit

PICTURES = Path(__file__).parents[2] / "docs"
PORT = 8099


async def main() -> None:
    """What a visitor sees first; then the same on a small screen, in the dark."""
    if CHROMIUM is None:
        sys.exit("no browser: install Chromium (on Debian and Ubuntu: apt install chromium)")
    PICTURES.mkdir(exist_ok=True)
    work = asyncio.create_task(stage.in_browser(Settings(_env_file=None), "127.0.0.1", PORT, is_public=False))
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        await picture(browser, "playground", "light", 1440, 900)
        await picture(browser, "playground-small", "dark", 360, 740)
        await browser.close()
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


async def picture(browser: Browser, name: str, scheme: Literal["light", "dark"], width: int, height: int) -> None:
    """The page as it is now."""
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="pl-PL", device_scale_factor=1
    )
    visit = Visit(await context.new_page())
    await visit.opens(f"http://127.0.0.1:{PORT}/")
    await visit.page.wait_for_timeout(500)
    await visit.page.screenshot(path=PICTURES / f"{name}.png")
    await context.close()


if __name__ == "__main__":
    asyncio.run(main())
