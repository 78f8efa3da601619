"""One phone in a real browser, with messages as awkward as they come."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page as Window
from playwright.async_api import expect

from bot.playground import Person, World
from bot.playground.markup import Markup
from bot.playground.page import Page, show
from tests.browser.conftest import visiting
from tests.browser.visit import Phone, Visit

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.xdist_group("browser")]


@pytest.fixture
def world() -> World:
    return World(patience=0)


@pytest.fixture
def anna(world: World) -> Person:
    anna = Person(world, "Anna", last_name="Nowak")
    world.let_in(anna.user)
    return anna


@pytest_asyncio.fixture(loop_scope="package")
async def visit(window: Window, world: World, anna: Person) -> AsyncIterator[Visit]:
    async with show(Page(world), "127.0.0.1", 0) as address, visiting(window, address) as visit:
        yield visit


@pytest.fixture
def phone(visit: Visit) -> Phone:
    return visit.phone("Anna")


async def test_formats_that_cross_are_both_shown(world: World, anna: Person, phone: Phone) -> None:
    entities = [{"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 2, "length": 4}]
    world.post(anna.chat, world.me, {"text": "abcdef", "entities": entities})
    message = await phone.sees("abcdef")
    shown = await message.locator(".text").inner_html()
    assert shown == "<strong>ab<em>cd</em></strong><em>ef</em>"


async def test_what_was_said_long_ago_can_be_read_as_often_as_one_likes(
    world: World, anna: Person, visit: Visit, phone: Phone
) -> None:
    for number in range(120):
        world.post(anna.chat, world.me, {"text": f"wiadomość {number}."})
    await phone.sees("wiadomość 119.")
    await visit.page.reload()
    for _ in range(2):
        await expect(phone.section.get_by_text("wiadomość 0.", exact=True)).to_have_count(0)
        for _ in range(3):
            await phone.section.get_by_role("log").evaluate("log => log.scrollTo(0, -log.scrollHeight)")
            await visit.page.wait_for_timeout(200)
        await expect(phone.section.get_by_text("wiadomość 0.", exact=True)).to_have_count(1)
        await phone.section.get_by_role("button", name="Zamknij telefon").click()
        phone = await visit.opens_phone("Anna")


async def test_nothing_written_is_lost_while_the_bot_changes_the_phone(
    world: World, anna: Person, visit: Visit, phone: Phone
) -> None:
    box = phone.section.get_by_role("textbox")
    await box.fill("Czekamy na decyzję")
    world.hide_keyboard(anna.chat)
    await visit.page.get_by_role("button", name="English").click()
    await expect(box).to_have_value("Czekamy na decyzję")
    await box.press("Enter")
    await phone.sees("Czekamy na decyzję")
    await expect(box).to_have_value("")


async def test_the_keyboard_that_stays_says_what_is_on_it_until_it_goes(
    world: World, anna: Person, visit: Visit, phone: Phone
) -> None:
    keys = {"keyboard": [[{"text": "📋 Podaj status"}, {"text": "🗓 Fora"}]], "is_persistent": True}
    world.post(anna.chat, world.me, {"text": "Menu"}, markup=Markup("keyboard", keys))
    keyboard = phone.section.get_by_role("group", name="Klawiatura bota")
    await expect(keyboard.get_by_role("button")).to_have_text(["📋 Podaj status", "🗓 Fora"])
    box, fora = phone.section.get_by_role("textbox"), keyboard.get_by_role("button", name="🗓 Fora")
    await box.focus()
    status = keyboard.get_by_role("button", name="📋 Podaj status")
    for _ in range(3):
        if not await status.evaluate("button => button === document.activeElement"):
            await visit.page.keyboard.press("Tab")
    await expect(status).to_be_focused()
    await visit.page.keyboard.press("ArrowRight")
    await expect(fora).to_be_focused()
    await visit.page.keyboard.press("Enter")
    await phone.sees("🗓 Fora")
    assert anna.messages[-1].text == "🗓 Fora" and anna.messages[-1].sender is anna.user
    await expect(fora).to_be_visible()
    world.post(anna.chat, world.me, {"text": "Koniec"}, markup=Markup("remove", {"remove_keyboard": True}))
    await expect(keyboard).to_have_count(0)


async def test_a_long_label_is_cut_to_one_line_as_on_a_phone(world: World, anna: Person, phone: Phone) -> None:
    label = "🚫 Nie weźmiemy udziału w tym spotkaniu"
    keys = [[{"text": label, "callback_data": "no"}, {"text": "✅ Będę", "callback_data": "yes"}]]
    world.post(anna.chat, world.me, {"text": "?"}, markup=Markup("inline", {"inline_keyboard": keys}))
    buttons = (await phone.sees("?")).get_by_role("button")
    long, short = [await buttons.nth(number).evaluate("button => button.offsetHeight") for number in range(2)]
    assert long == short
    assert await buttons.first.evaluate("button => button.scrollWidth > button.clientWidth")
    await expect(buttons.first).to_have_accessible_name(label)


async def test_own_words_are_corrected(world: World, anna: Person, phone: Phone) -> None:
    box = phone.section.get_by_role("textbox")
    await phone.says("Brakuje 3 mln")
    await phone.says("I tyle")
    mine = await phone.sees("Brakuje 3 mln")
    await box.fill("zaczęte")
    await mine.hover()
    await mine.get_by_role("button", name="Popraw: Brakuje 3 mln").click()
    await expect(box).to_be_focused()
    await expect(box).to_have_value("Brakuje 3 mln")
    await box.fill("Brakuje 2 mln")
    await box.press("Enter")
    await expect(await phone.sees("Brakuje 2 mln")).to_contain_text("edytowano")
    await expect(box).to_have_value("zaczęte")
    await box.fill("")
    await box.press("ArrowUp")
    await expect(box).to_have_value("I tyle")
    await box.press("Escape")
    await expect(box).to_have_value("")
    edits = [update["edited_message"]["text"] for update in world.updates.pending if "edited_message" in update]
    assert edits == ["Brakuje 2 mln"]


async def test_what_comes_without_a_sound_says_so_and_does_not_shake_the_phone(
    world: World, anna: Person, phone: Phone
) -> None:
    world.post(anna.chat, world.me, {"text": "cicho"}, silent=True)
    await expect((await phone.sees("cicho")).get_by_role("img", name="bez dźwięku")).to_be_visible()
    await expect(phone.section).not_to_have_class("phone rings")
    world.post(anna.chat, world.me, {"text": "głośno"})
    await expect(phone.section).to_have_class("phone rings")
