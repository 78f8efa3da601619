"""The demonstration as its page is told it: people, the clock, tours, a story, and to begin anew."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo import scene, stage
from bot.demo.content import content
from bot.settings import Settings
from tests import patterns
from tests.playground.visitor import Visitor, opened

SOON = 10.0
"""Seconds to a page that can be used."""


@asynccontextmanager
async def visited(
    port: int, story: Path | None = None, *, is_public: bool = False, from_nothing: bool = False
) -> AsyncIterator[tuple[Visitor, dict[str, Any]]]:
    """Somebody tries the bot; with what the page is told when the people are there."""
    settings = Settings(_env_file=None)
    url = f"http://127.0.0.1:{port}/"
    async with nullcontext() if from_nothing else patterns.in_demonstrations():
        work = asyncio.create_task(stage.in_browser(settings, "127.0.0.1", port, is_public=is_public, story=story))
        try:
            await _until_served(url)
            async with opened(url) as visitor:
                world = await visitor.hears("world")
                yield visitor, world if world["people"] or story else await visitor.hears("world")
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)


async def _until_served(url: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(SOON):
        while True:
            with suppress(aiohttp.ClientError):
                async with session.get(url):
                    return
            await asyncio.sleep(0.02)


async def seen_anew(port: int) -> dict[str, Any]:
    """What a page is told that is opened now."""
    async with opened(f"http://127.0.0.1:{port}/") as visitor:
        return await visitor.hears("world")


def is_played(show: dict[str, Any]) -> bool:
    """The story is over; there is none yet while its people move in."""
    return show["story"] is not None and bool(show["story"]["at"] == show["story"]["of"])


def numbers(world: dict[str, Any]) -> dict[str, int]:
    """The people by their first names."""
    return {person["name"].split()[0]: person["id"] for person in reversed(world["people"])}


def texts(world: dict[str, Any], name: str) -> list[str]:
    """What stands on the phone of somebody with this first name, with its pictures and buttons."""
    [phone] = [person["phone"] for person in world["people"] if person["name"].startswith(f"{name} ")]
    return [
        f"{'🖼' if 'photo' in message else ''}{message.get('text', message.get('caption', ''))}"
        f"{message.get('reply_markup', {}).get('inline_keyboard', '')}"
        for message in phone["messages"]
    ]


def moment(show: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(show["now"])


async def after(visitor: Visitor, what: str) -> dict[str, Any]:
    """The show when this has been done."""
    await visitor.directs(what)
    while True:
        show: dict[str, Any] = (await visitor.hears("show"))["show"]
        if not show["busy"]:
            return show


async def test_there_are_people_soon(unused_tcp_port: int) -> None:
    began = time.monotonic()
    async with visited(unused_tcp_port, from_nothing=True) as (_, world):
        assert time.monotonic() - began < SOON
        show = world["show"]
        names = {person["id"]: person["name"] for person in world["people"]}
        assert [names[number] for number in show["first"]] == ["Anna Nowak", "Jan Kowalski", "Ewa Lis"]
        assert all(show["about"][str(number)]["pl"] and show["about"][str(number)]["en"] for number in names)
        menus = {person["name"]: [c["command"] for c in person["phone"]["menu"]] for person in world["people"]}
        assert "raport" in menus["Jan Kowalski"] and "raport" not in menus["Tomasz Bąk"]
        assert len(names) == len(set(names.values())) > 40


async def test_the_phones_show_the_last_round_as_the_bot_has_lived_through_it(unused_tcp_port: int) -> None:
    async with visited(unused_tcp_port) as (_, world):
        now = moment(world["show"])
        assert (now.weekday(), now.hour) == (1, 12), "the round has closed a few minutes ago"
        assert "15 gmin" in world["show"]["what"]["pl"] and "15 mun" in world["show"]["what"]["en"]
        asked, *_, saved = texts(world, "Anna")
        assert "Status: tydzień" in asked and any("Zapisano" in text for text in (saved, *texts(world, "Anna")))
        assert any("Zapisano" in text for text in texts(world, "Ewa"))
        *before, picture, digest = texts(world, "Jan")
        assert picture.startswith("🖼") and "📈 Trend" in picture and "Status: tydzień" in digest
        assert any("Zagrożenie R-11" in text for text in before)
        assert any("Przyjmuje: Jan Kowalski" in text for text in texts(world, "Ewa"))


async def test_it_shows_itself_and_then_somebody_goes_on(unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "READING", 0.01)
    monkeypatch.setattr(stage, "LOOKING", 0.01)
    assert all(step.does for step in content().guide.showing.steps)
    async with visited(unused_tcp_port) as (visitor, _):
        await visitor.directs("tour:showing")
        await visitor.sees(lambda show: show["showing"])
        await visitor.sees(lambda show: not show["showing"])
        await visitor.sees(lambda show: all(step["done"] for step in show["tours"][0]["steps"]))
        await visitor.directs("reset")
        await visitor.hears("world")
        assert (await after(visitor, "tour:risk"))["tour"] == "risk"


async def test_a_tour_can_be_left_also_the_one_that_shows_itself(unused_tcp_port: int) -> None:
    async with visited(unused_tcp_port) as (visitor, _):
        await visitor.directs("tour:showing")
        await visitor.sees(lambda show: show["showing"] and show["tour"] == "showing")
        await visitor.directs("tour:")
        await visitor.sees(lambda show: not show["showing"] and show["tour"] is None)
        await visitor.directs("tour:status")
        await visitor.sees(lambda show: show["tour"] == "status")
        await visitor.directs("tour:")
        await visitor.sees(lambda show: show["tour"] is None)


async def test_a_visitor_of_a_public_page_does_not_begin_anew_for_all(unused_tcp_port: int) -> None:
    async with visited(unused_tcp_port, is_public=True) as (visitor, world):
        jan = numbers(world)["Jan"]
        assert not world["show"]["resets"]
        await visitor.directs("reset")
        assert "public" in (await visitor.hears("refused"))["text"]
        await visitor.does("say", jan, text="/raport")
        await visitor.hears("message", chat=jan)


async def test_the_clock_goes_to_friday_and_the_coordinators_are_asked_at_nine(unused_tcp_port: int) -> None:
    async with visited(unused_tcp_port) as (visitor, world):
        anna = numbers(world)["Anna"]
        await visitor.directs("tour:status")
        await visitor.directs("jump:friday")
        asked: dict[str, Any] = {}
        while "Status: tydzień" not in asked.get("text", ""):
            asked = (await visitor.hears("message", chat=anna))["message"]
        at = datetime.fromtimestamp(asked["date"], moment(world["show"]).tzinfo)
        assert (at.weekday(), at.hour, at.minute) == (4, 9, 0)
        await visitor.sees(lambda show: show["tour"] == "status" and done(show) == [True, False, False])
        fill = asked["reply_markup"]["inline_keyboard"][1][0]
        await visitor.does("tap", anna, message=asked["message_id"], data=fill["callback_data"])
        await visitor.sees(lambda show: done(show) == [True, True, False])


def done(show: dict[str, Any]) -> list[bool]:
    """The first steps of the tour through a status."""
    [tour] = [tour for tour in show["tours"] if tour["id"] == "status"]
    return [step["done"] for step in tour["steps"]][:3]


async def test_a_risk_is_reported_and_taken_step_by_step(unused_tcp_port: int) -> None:
    async with visited(unused_tcp_port) as (visitor, world):
        anna, jan = numbers(world)["Anna"], numbers(world)["Jan"]

        async def taps(who: int, button: str, on: dict[str, Any]) -> None:
            [data] = [
                b["callback_data"] for row in on["reply_markup"]["inline_keyboard"] for b in row if button in b["text"]
            ]
            await visitor.does("tap", who, message=on["message_id"], data=data)

        async def answer_to(who: int) -> dict[str, Any]:
            message: dict[str, Any] = {"from": {"is_bot": False}}
            while not message["from"]["is_bot"]:
                message = (await visitor.hears("message", chat=who))["message"]
            return message

        await visitor.directs("tour:risk")
        await visitor.does("say", anna, text="/ryzyko")
        await taps(anna, "P+R Podłęże", await answer_to(anna))
        await taps(anna, "🔴 Krytyczne", await answer_to(anna))
        await answer_to(anna)
        await visitor.does("say", anna, text="Brak decyzji środowiskowej")
        card = await answer_to(jan)
        assert "Zagrożenie R-12" in card["text"] and "P+R Podłęże" in card["text"]
        await taps(jan, "👀 Przyjmuję", card)
        done = [False]
        while not all(done):
            [tour] = [tour for tour in (await visitor.hears("show"))["show"]["tours"] if tour["id"] == "risk"]
            done = [step["done"] for step in tour["steps"]]


async def test_the_clock_goes_on_by_so_much(unused_tcp_port: int) -> None:
    async with visited(unused_tcp_port) as (visitor, world):
        now = moment(world["show"])
        for jump, pause in (("jump:hour", timedelta(hours=1)), ("jump:day", timedelta(days=1))):
            then = now + pause
            await visitor.directs(jump)
            await visitor.sees(lambda show, then=then: not show["busy"] and moment(show) >= then)  # type: ignore[misc]
            now = moment((await seen_anew(unused_tcp_port))["show"])
            assert now < then + timedelta(seconds=20)


async def test_a_button_of_the_clock_tapped_twice_moves_it_once(unused_tcp_port: int) -> None:
    async with visited(unused_tcp_port) as (visitor, world):
        before = moment(world["show"])
        await visitor.directs("jump:day")
        show = await after(visitor, "jump:day")
        assert timedelta(days=1) <= moment(show) - before < timedelta(days=1, minutes=1)


async def test_the_clock_goes_on_until_a_phone_rings(unused_tcp_port: int) -> None:
    async with visited(unused_tcp_port) as (visitor, world):
        before = moment(world["show"])
        await visitor.directs("jump:next")
        await visitor.hears("message")
        show = (await visitor.hears("show"))["show"]
        assert timedelta() < moment(show) - before < scene.FARTHEST


async def test_it_begins_anew(unused_tcp_port: int) -> None:
    async with visited(unused_tcp_port) as (visitor, world):
        jan = numbers(world)["Jan"]
        await visitor.does("say", jan, text="/raport")
        await visitor.hears("message", chat=jan)
        await after(visitor, "jump:day")
        await visitor.directs("reset")
        again = await visitor.hears("world")
        assert numbers(again) == numbers(world) and not again["show"]["busy"]
        assert abs(moment(again["show"]) - moment(world["show"])) < timedelta(hours=1)
        assert texts(again, "Jan") == texts(world, "Jan") and texts(again, "Anna") == texts(world, "Anna")


async def test_a_story_is_played_line_by_line(unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "READING", 0.01)
    async with visited(unused_tcp_port, stage.story_named("status")) as (visitor, _):
        await visitor.sees(is_played)
        world = await seen_anew(unused_tcp_port)
        assert world["show"]["story"]["title"] == "status" and "Jan" in numbers(world)


async def test_a_story_that_goes_differently_stays_where_it_is(
    unused_tcp_port: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    story = tmp_path / "own.story"
    story.write_text("Niepołomice: Anna Nowak koordynator\nAnna > [Nie ma]\nAnna > /menu\n", encoding="utf-8")
    async with visited(unused_tcp_port, story):
        async with asyncio.timeout(20):
            while "own.story:2" not in caplog.text:
                await asyncio.sleep(0.01)
        assert (await seen_anew(unused_tcp_port))["show"]["story"]["at"] == 2


async def test_what_proves_that_markup_stays_text_is_not_played(
    unused_tcp_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "READING", 0.01)
    story = tmp_path / "own.story"
    lines = "Niepołomice: Anna Nowak koordynator\nAnna > Forum <b>Mobilności</b>, <koleje> & rowery\n"
    story.write_text(lines, encoding="utf-8")
    async with visited(unused_tcp_port, story) as (visitor, _):
        await visitor.sees(is_played)
        assert texts(await seen_anew(unused_tcp_port), "Anna")[0] == "Forum Mobilności, koleje & rowery"


def test_stories_are_known_by_their_names() -> None:
    assert {"status", "joining"} <= set(stage.stories())
    assert stage.story_named("nic takiego") is None
