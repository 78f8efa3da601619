"""How soon a message is on the page, with all the phones of an association open."""

import asyncio
import random
import statistics
import time
from pathlib import Path

from playwright.async_api import async_playwright

from bot.playground import Person, World
from bot.playground import page as playground
from tests.bench.stage import Figure, say
from tests.browser.visit import CHROMIUM

PHONES = 200
MESSAGES = 50
"""Of each phone, there already."""
NEW, PER_SECOND = 300, 30
GOAL_P95, GOAL_FRAME = 100.0, 200.0
"""Milliseconds."""
WATCH = """
    window.appeared = {}; window.longest = 0;
    new MutationObserver(records => { for (const record of records) for (const node of record.addedNodes) {
        const message = node.nodeType === 1 && (node.matches('[data-id]') ? node : node.querySelector('[data-id]'));
        if (!message) continue;
        const phone = message.closest('[data-person]').dataset.person;
        requestAnimationFrame(() => { window.appeared[`${phone}/${message.dataset.id}`] ??= Date.now(); });
    }}).observe(document.body, {childList: true, subtree: true});
    let last = performance.now();
    const frame = now => {
        window.longest = Math.max(window.longest, now - last);
        last = now;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
"""


async def measure(_folder: Path) -> list[Figure]:
    """From a bot's message to the frame that shows it."""
    if CHROMIUM is None:
        return [Figure("from a bot's message to its being on the page", "no Chromium here")]
    world = World()
    people = [Person(world, f"Osoba{number}", last_name="Nowak") for number in range(PHONES)]
    for person in people:
        world.let_in(person.user)
        for number in range(MESSAGES):
            text = f"📋 Status: tydzień {number} · projekt idzie zgodnie z planem, czekamy na decyzję środowiskową"
            world.post(person.chat, world.me if number % 2 else person.user, {"text": text})
    async with playground.show(playground.Page(world), "127.0.0.1", 0) as url, async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        began = time.perf_counter()
        await page.goto(f"{url}#all")
        await page.wait_for_function(f"document.querySelectorAll('[data-id]').length >= {PHONES * MESSAGES}")
        opened = time.perf_counter() - began
        await page.evaluate(WATCH)
        posted = await _post(world, people)
        await page.wait_for_function(f"Object.keys(window.appeared).length >= {NEW}", timeout=30_000)
        appeared = await page.evaluate("window.appeared")
        longest = await page.evaluate("window.longest")
        await browser.close()
    waits = sorted(appeared[name] - at for name, at in posted.items())
    p95 = waits[int(0.95 * len(waits))]
    say(f"{PHONES} phones with {PHONES * MESSAGES} messages open after {opened:.1f} s")
    return [
        Figure(f"{PHONES} phones with {PHONES * MESSAGES:,} messages: on the page", f"{opened:.1f} s"),
        Figure("from a bot's message to the page, p50", f"{statistics.median(waits):.0f} ms ({NEW} messages)"),
        Figure("from a bot's message to the page, p95", f"{p95:.0f} ms", f"≤ {GOAL_P95:.0f} ms", p95 <= GOAL_P95),
        Figure("longest frame meanwhile", f"{longest:.0f} ms", f"≤ {GOAL_FRAME:.0f} ms", longest <= GOAL_FRAME),
    ]


async def _post(world: World, people: list[Person]) -> dict[str, float]:
    """Messages to people in no order, evenly; by phone and number when each was posted, in milliseconds."""
    chance = random.Random(2026)  # noqa: S311
    posted = {}
    for _ in range(NEW):
        person = chance.choice(people)
        message = world.post(person.chat, world.me, {"text": "Przypominam: status tygodnia"})
        posted[f"{person.id}/{message.id}"] = time.time() * 1000
        await asyncio.sleep(1 / PER_SECOND)
    return posted
