"""What a visitor of the page sees and does, in the page's own terms."""

import re
import shutil
from pathlib import Path

from playwright.async_api import ConsoleMessage, Error, Locator, Page, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
"""Debian's, Ubuntu's or Google's own."""
PATIENCE, LOOKS_EVERY = 10_000, 100
"""Milliseconds. Looking at every frame would have the browser draw as many as it can."""
expect.set_options(timeout=PATIENCE)
HAS_JUMPED = """before => {
    const moved = new Date(document.querySelector("time[data-clock]").dateTime) - new Date(before);
    return moved > 60_000 && document.querySelector(".clock .busy").hidden;
}"""
"""The clock also runs by itself; no jump is shorter than a minute."""


class Visit:
    """A page that is open. What the browser complains about is kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", self._fails)
        page.on("console", self._says)

    def _fails(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _says(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    async def opens(self, address: str) -> None:
        """Open it and wait for the people; the server may be starting."""
        for _ in range(100):
            try:
                await self.page.goto(address)
                break
            except Error:
                await self.page.wait_for_timeout(50)
        await expect(self.page.locator("section.phone").first).to_be_visible()

    async def ends(self) -> None:
        """Leave the window as it was."""
        self.page.remove_listener("pageerror", self._fails)
        self.page.remove_listener("console", self._says)
        await self.page.evaluate("localStorage.clear()")
        await self.page.emulate_media(color_scheme="light")
        await self.page.mouse.move(0, 0)
        await self.page.goto("about:blank")

    def phone(self, name: str) -> "Phone":
        """The phone of somebody, by the beginning of the name."""
        return Phone(self.page, self.page.locator(f'section.phone[aria-label*="{name}"]'))

    async def opens_phone(self, name: str) -> "Phone":
        """Take the phone of somebody whose phone is not open yet."""
        await self.page.locator("button[data-person-chip]", has_text=name).click()
        return self.phone(name)

    async def jumps(self, label: str) -> None:
        """Move the clock and wait until it has moved."""
        before = await self.page.locator("time[data-clock]").get_attribute("datetime")
        await self.page.get_by_role("button", name=label).click()
        await self.page.wait_for_function(HAS_JUMPED, arg=before, polling=LOOKS_EVERY, timeout=6 * PATIENCE)


class Phone:
    """One phone."""

    def __init__(self, page: Page, section: Locator) -> None:
        self._page = page
        self.section = section

    async def sees(self, text: str) -> Locator:
        """A message says this; the newest one that does."""
        message = self.section.locator(".message", has_text=text).last
        await expect(message).to_be_visible()
        return message

    async def taps(self, label: str | re.Pattern[str]) -> None:
        """Tap the newest button with this label."""
        await self.section.get_by_role("button", name=label, exact=True).last.click()

    async def says(self, text: str) -> None:
        """Write and press Enter."""
        await self.section.get_by_role("textbox").fill(text)
        await self.section.get_by_role("textbox").press("Enter")

    async def attaches(self, kind: str, file: Path) -> None:
        """Choose a file to be sent."""
        await self.section.locator("details.attach summary").click()
        async with self._page.expect_file_chooser() as chooser:
            await self.section.get_by_role("button", name=kind).click()
        await (await chooser.value).set_files(file)
