"""``make screenshots``: the pictures of README and docs, taken of the demonstration and of the commands themselves."""

import asyncio
import html
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.async_api import Browser, async_playwright

from bot.demo import stage
from bot.playground import Server, World, serve
from bot.settings import Settings
from tests.browser.visit import CHROMIUM, Visit
from tests.cli.test_command_line import ENVIRONMENT, at_work

PICTURES = Path(__file__).parents[2] / "docs"
PORT = 8099
TERMINAL = """<style>
body { margin: 0; display: inline-block; background: #1b1f24 }
pre { margin: 0; padding: 16px 20px; color: #e6edf3; font: 14px/18px "DejaVu Sans Mono", monospace }
i { display: inline-block; width: 9px; height: 18px; vertical-align: top }
</style><pre>%s</pre>"""
BLOCKS = {" ": "none", "▀": "linear-gradient(#e6edf3 9px, transparent 9px)", "█": "#e6edf3",
          "▄": "linear-gradient(transparent 9px, #e6edf3 9px)"}  # fmt: skip
"""What a QR code is made of: drawn, for a font leaves thin lines between its blocks."""


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
        await of_the_terminal(browser)
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


async def of_the_terminal(browser: Browser) -> None:
    """What ``setup`` and, while the bot works, ``doctor`` say where nothing was before."""
    with TemporaryDirectory() as folder:
        async with serve(World(username="obwarzanek_bot")) as telegram:
            environment = {**ENVIRONMENT, "BOT_API_URL": telegram.url}
            await shown(browser, "setup", await said("setup", environment, Path(folder), telegram))
            async with at_work(environment, Path(folder), telegram):
                await shown(browser, "doctor", await said("doctor", environment, Path(folder), telegram))


async def said(command: str, environment: dict[str, str], folder: Path, telegram: Server) -> str:
    """The command as it is typed, and what it says; where it asks it is given the token, and Enter."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, env=environment, cwd=folder,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await process.communicate(f"{telegram.world.token}\n\n".encode())
    return f"$ obwarzanek {command}\n{out.decode()}"


async def shown(browser: Browser, name: str, text: str) -> None:
    """The text as a terminal shows it."""
    page = await browser.new_page(viewport={"width": 1100, "height": 300})
    await page.set_content(TERMINAL % "\n".join(map(drawn, text.splitlines())))
    await page.locator("body").screenshot(path=PICTURES / f"{name}.png")
    await page.close()


def drawn(line: str) -> str:
    """As HTML."""
    if line.strip() and set(line) <= BLOCKS.keys():
        return "".join(f'<i style="background: {BLOCKS[block]}"></i>' for block in line)
    return html.escape(line)


if __name__ == "__main__":
    asyncio.run(main())
