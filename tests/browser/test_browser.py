"""The playground in a real browser: what a visitor from a commune does in the first minutes."""

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Dialog, Page, expect

from bot.demo import stage
from bot.playground.people import PIXEL
from tests.browser.conftest import NARROW, WIDE, at_work, visiting
from tests.browser.visit import Visit

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.xdist_group("browser")]
SCHEMES: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", "🇬🇧 English"), ("dark", "🇵🇱 Polski"))
"""With the language that is chosen meanwhile, which a toast confirms."""
TABS = 6
"""To the first box to write in."""


async def test_a_status_is_answered_who_is_silent_is_reminded_and_the_office_sees_twelve_weeks(visit: Visit) -> None:
    anna, jan, ewa = visit.phone("Anna"), visit.phone("Jan"), visit.phone("Ewa")
    await visit.page.get_by_role("button", name="Odpowiedz na status").click()
    await visit.jumps("do piątku 9:00")
    await anna.sees("Status: tydzień")
    await ewa.sees("Status: tydzień")
    await expect(visit.page.locator('[data-step="0"]')).to_have_attribute("data-done", "true")
    await anna.taps("✏️ Wypełnij")
    await anna.sees("Co się zmieniło?")
    await anna.taps(re.compile("Trasa rowerowa Wisła"))
    await anna.taps("🔴 Opóźniony")
    await anna.says("Czekamy na wykonawcę")
    await anna.sees("Do wysłania")
    await anna.taps("✅ Wyślij")
    await anna.sees("Zapisano")
    await jan.says("/raport")
    await jan.sees("Niepołomice")
    steps = visit.page.locator("[data-step]")
    for phone, text, step in ((ewa, "Przypominam", 5), (jan, "📈 Trend: ", 6)):
        for _ in range(12):
            if await steps.nth(step).get_attribute("data-done") == "true":
                break
            await visit.jumps("do następnego zdarzenia")
        await phone.sees(text)
    assert [await step.get_attribute("data-done") for step in await steps.all()] == ["true"] * 7
    await visit.page.get_by_role("button", name="Dalej: Zgłoś zagrożenie").click()
    await expect(steps).to_have_count(5)


async def test_the_office_collects_data_and_a_commune_gives_them(visit: Visit) -> None:
    jan, anna = visit.phone("Jan"), visit.phone("Anna")
    await visit.page.get_by_role("button", name="Zbierz dane").click()
    steps = visit.page.locator("[data-step]")
    await expect(steps).to_have_count(5)
    await jan.says("/dane")
    await jan.sees("Wezwania do danych")
    # the last year's is below it
    await jan.section.get_by_role("button", name="Opieka nad dziećmi do lat 3").first.click()
    card = await jan.sees("kompletne")
    whole = re.search(r"kompletne (\d+)/", await card.inner_text())
    assert whole is not None
    await anna.says("/dane")
    await anna.taps("⏳ Opieka nad dziećmi do lat 3")
    await anna.sees("Wezwanie do danych")
    await anna.taps("✏️ Wypełnij")
    for number in range(1, 5):
        await anna.sees(f"{number}/4 · ")
        await anna.taps(re.compile("🟰 Tyle samo: "))
    await anna.sees("Podsumowanie · 4 z 4")
    await anna.taps("✅ Wyślij")
    await anna.sees("Zapisano")
    await jan.sees(f"kompletne {int(whole[1]) + 1}/")
    await jan.taps("🧮 Kompletność")
    await jan.sees("Miejsca w żłobkach")
    for step in await steps.all():
        await expect(step).to_have_attribute("data-done", "true")


async def test_somebody_joins_by_a_link_that_was_passed_on(visit: Visit) -> None:
    jan = visit.phone("Jan")
    await jan.says("/zapros")
    await jan.sees("Do zespołu której gminy?")
    await jan.says("niepol")
    await jan.taps("Niepołomice")
    await jan.taps("Koordynator")
    message = await jan.sees("https://t.me/")
    await expect(message.locator("img")).to_be_visible()
    link = re.search(r"https://t\.me/\S+", await message.inner_text())
    assert link is not None
    tomasz = await visit.opens_phone("Tomasz")
    await expect(tomasz.section.get_by_role("button", name="START")).to_be_visible()
    await tomasz.says(link[0])
    await tomasz.sees("Zaproszenie:")
    await tomasz.taps("✅ Dołączam")
    await tomasz.taps("✅ Tomasz Bąk")
    await tomasz.sees("Witaj w zespole")
    await jan.sees("Tomasz Bąk")
    await tomasz.section.locator("details.commands summary").click()
    await tomasz.section.get_by_role("button", name="/status").click()
    await tomasz.sees("/status")


async def test_a_tap_rings_on_other_phones_and_reading_it_is_noted(visit: Visit) -> None:
    await visit.phone("Ewa").section.get_by_role("button", name="Zamknij telefon").click()
    chip = visit.page.locator("button[data-person-chip]", has_text="Ewa")
    await expect(chip.locator(".badge")).to_have_count(0)
    await visit.jumps("do piątku 9:00")
    await expect(chip.locator(".badge")).to_have_text("1")
    await chip.click()
    await visit.phone("Ewa").sees("Status: tydzień")
    await expect(chip.locator(".badge")).to_have_count(0)


async def test_what_somebody_writes_is_text_and_files_arrive(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "plac.png").write_bytes(PIXEL)
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.4 plan")
    answers = {"Podpis": "z placu budowy", "Gdzie?": "wieliczka"}

    async def answer(asked: Dialog) -> None:
        await asked.accept(answers[asked.message.split()[0]])

    visit.page.on("dialog", answer)
    anna = visit.phone("Anna")
    await anna.says("<b>nie</b> & <script>alert(1)</script>")
    await anna.sees("<b>nie</b> & <script>alert(1)</script>")
    await anna.attaches("Zdjęcie", tmp_path / "plac.png")
    await expect((await anna.sees("z placu budowy")).locator("img")).to_be_visible()
    await anna.attaches("Dokument", tmp_path / "plan.pdf")
    async with visit.page.expect_download() as download:
        await anna.section.get_by_role("link", name="plan.pdf").click()
    assert Path(await (await download.value).path()).read_bytes() == b"%PDF-1.4 plan"
    await anna.section.locator("details.attach summary").click()
    await anna.section.get_by_role("button", name="Miejsce").click()
    await anna.sees("49.9871, 20.0648")
    answers["Gdzie?"] = "https://mapa.example/#map=17/50.0339/20.2172"
    await anna.section.locator("details.attach summary").click()
    await anna.section.get_by_role("button", name="Miejsce").click()
    await anna.sees("50.0339, 20.2172")
    await anna.section.locator("details.attach summary").click()
    await anna.section.get_by_role("button", name="Naklejka").click()
    await expect(anna.section.get_by_role("img", name="Naklejka")).to_be_visible()
    visit.page.remove_listener("dialog", answer)


async def test_a_blocked_bot_is_silent_until_it_is_let_in_again(visit: Visit) -> None:
    ewa = visit.phone("Ewa")
    await ewa.section.locator("details.more summary").click()
    await ewa.section.get_by_role("switch").click()
    await expect(ewa.section.get_by_text("Bot jest zablokowany.")).to_be_visible()
    before = await ewa.section.locator(".message").count()
    await visit.jumps("do piątku 9:00")
    await visit.phone("Anna").sees("✏️ Wypełnij")
    await expect(ewa.section.locator(".message")).to_have_count(before)
    await ewa.section.get_by_role("button", name="Odblokuj bota").last.click()
    await ewa.says("/status")
    await ewa.sees("Status: tydzień")


async def test_the_answer_to_a_tap_pops_up_and_everything_begins_anew(visit: Visit) -> None:
    anna = visit.phone("Anna")
    await anna.says("/ustawienia")
    await anna.taps("🇬🇧 English")
    await expect(anna.section.locator(".toast")).to_have_text("I speak English from now on.")
    settings = anna.section.locator(".message", has_text="/ustawienia")
    for answer, left in (("Nie", 1), ("Tak, od nowa", 0)):
        await visit.page.get_by_role("button", name="Zacznij od nowa").click()
        await visit.page.get_by_role("button", name=answer, exact=True).click()
        await expect(settings).to_have_count(left)


async def test_everything_can_be_done_by_keyboard(visit: Visit) -> None:
    anna, press = visit.phone("Anna"), visit.page.keyboard.press
    box = anna.section.get_by_role("textbox")
    for _ in range(TABS):
        await press("Tab")
    await expect(box).to_be_focused()
    await visit.page.keyboard.type("/ryzyk")
    await press("Shift+Enter")
    await press("Backspace")
    await visit.page.keyboard.type("o")
    await press("Enter")
    question = await anna.sees("Czego dotyczy?")
    await expect(box).to_be_focused()
    await press("Shift+Tab")
    await expect(question.locator(".keyboard button").first).to_be_focused()
    await press("Enter")
    await expect((await anna.sees("Jak poważne?")).locator(".keyboard button").first).to_be_focused()
    await press("ArrowRight")
    await expect(anna.section.get_by_role("button", name="🟠 Poważne")).to_be_focused()


async def test_a_link_leads_past_everything_into_the_first_phone(visit: Visit) -> None:
    await visit.page.keyboard.press("Tab")
    await visit.page.keyboard.press("Enter")
    await expect(visit.phone("Anna").section.get_by_role("textbox")).to_be_focused()


async def test_people_are_found_by_any_words_without_their_diacritics(window: Page, whole: str) -> None:
    async with visiting(window, whole) as visit:
        search = visit.page.get_by_role("searchbox")
        await search.fill("zajac przewod")
        chips = visit.page.locator("button[data-person-chip]:visible")
        await expect(chips).to_have_count(1)
        await search.press("Enter")
        await expect(visit.phone("Piotr Zając").section.get_by_role("textbox")).to_be_focused()
        await expect(search).to_have_value("")
        assert await chips.count() > 80
        await search.press("ArrowDown")
        await expect(chips.first).to_be_focused()


async def test_it_shows_itself_and_each_phone_comes_into_view(
    window: Page, whole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "READING", 0.1)
    monkeypatch.setattr(stage, "LOOKING", 0.1)
    async with visiting(window, whole, NARROW) as visit:
        play = visit.page.get_by_role("button", name="▶️ Pokaż w 60 sekund")
        await expect(visit.page.get_by_text("Bot dla zespołów 15 gmin")).to_be_in_viewport()
        await expect(play).to_be_in_viewport()
        await play.click()
        await expect(visit.page.get_by_role("button", name="Zatrzymaj")).to_be_visible()
        await expect(visit.page.get_by_text("Gotowe.")).to_be_in_viewport(timeout=60_000)
        await expect(visit.phone("Jan").section).to_be_in_viewport(ratio=0.9)
        await expect(visit.page.get_by_role("button", name="Dalej: Odpowiedz na status")).to_be_in_viewport()


async def test_four_phones_fit_beside_the_guide(visit: Visit) -> None:
    await visit.opens_phone("Tomasz")
    for name in ("Anna", "Jan", "Ewa", "Tomasz"):
        await expect(visit.phone(name).section).to_be_in_viewport(ratio=1)
        await expect(visit.phone(name).section.locator(".head")).to_contain_text("Obwarzanek")


async def test_the_five_phones_of_a_story_fit_side_by_side(
    window: Page, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "READING", 0.01)
    async with (
        at_work(unused_tcp_port, story=stage.story_named("risk")) as address,
        visiting(window, address) as visit,
    ):
        for name in ("Jan", "Maria", "Anna", "Piotr", "Ewa"):
            await expect(visit.phone(name).section).to_be_in_viewport(ratio=1)


async def test_on_a_public_page_nobody_is_offered_to_begin_anew(
    window: Page, unused_tcp_port: int, of_three: Path
) -> None:
    async with (
        at_work(unused_tcp_port, association=of_three, is_public=True) as address,
        visiting(window, address) as visit,
    ):
        await expect(visit.page.get_by_text("Inni goście widzą te same telefony.")).to_be_visible()
        await expect(visit.page.get_by_role("button", name="Zacznij od nowa")).to_be_hidden()


async def test_it_is_accessible(window: Page, whole: str) -> None:
    """No violation of WCAG 2.1 AA that axe can find, with messages, keyboards, a tour and a toast on the screen."""
    async with visiting(window, whole, WIDE) as visit:
        await visit.page.get_by_role("button", name="Odpowiedz na status").click()
        await visit.jumps("do piątku 9:00")
        await visit.phone("Anna").sees("Status: tydzień")
        await is_accessible(visit)
    async with visiting(window, whole, NARROW) as visit:
        await is_accessible(visit)


async def is_accessible(visit: Visit) -> None:
    anna = visit.phone("Anna")
    await anna.says("/zapros")
    await anna.sees("Kogo zapraszasz?")
    await anna.taps("Koordynator")
    await anna.sees("https://t.me/")
    await anna.section.locator("details.attach summary").click()
    await anna.says("/ustawienia")
    for scheme, language in SCHEMES:
        await visit.page.emulate_media(color_scheme=scheme)
        await anna.taps(language)
        await expect(anna.section.locator(".toast")).not_to_be_empty()
        found = await Axe().run(visit.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
        wider = await visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, "it has to be scrolled sideways"
