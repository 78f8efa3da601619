"""The page's side of the network: what a browser is told, and what it may do."""

import asyncio
import base64
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.constants import ChatAction

from bot.playground import Person, World
from bot.playground.page import NEWEST, Page, is_loopback, show
from bot.playground.people import PIXEL
from tests.playground.visitor import Visitor, opened

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Dalej", callback_data="next")]])


class Play:
    """A director with one trick."""

    def __init__(self) -> None:
        self.directed: list[str] = []

    def show(self) -> dict[str, Any]:
        return {"directed": list(self.directed)}

    async def direct(self, what: str) -> None:
        self.directed.append(what)


@pytest.fixture
async def page(world: World) -> Page:
    return Page(world, Play())


@pytest.fixture
async def url(page: Page) -> AsyncIterator[str]:
    async with show(page, "127.0.0.1", 0) as url:
        yield url


@pytest.fixture
async def visitor(url: str) -> AsyncIterator[Visitor]:
    async with opened(url) as visitor:
        await visitor.hears("world")
        yield visitor


async def test_at_first_everything_is_told(anna: Person, world: World, url: str, bot: Bot) -> None:
    for number in range(NEWEST):
        await bot.send_message(anna.id, f"wiadomość {number}")
    await bot.set_my_commands([BotCommand("raport", "raport")], scope=BotCommandScopeChat(anna.id))
    Person(world, "Tomasz", language="en")
    async with opened(url) as visitor:
        told = await visitor.hears("world")
        assert told["bot"] == {"name": "Playground", "username": "playground_bot"} and told["show"] == {"directed": []}
        her, his = told["people"]
        assert (her["id"], her["name"], her["language"], his["language"]) == (anna.id, "Anna Nowak", "pl", "en")
        assert (her["phone"]["bot"], his["phone"]["bot"]) == ("member", "left")
        assert her["phone"]["menu"] == [{"command": "raport", "description": "raport"}]
        texts = [message["text"] for message in her["phone"]["messages"]]
        assert texts == [f"wiadomość {number}" for number in range(NEWEST)] and her["phone"]["older"]
        await visitor.does("older", anna.id, before=her["phone"]["messages"][0]["message_id"])
        older = await visitor.hears("older", chat=anna.id)
        assert [message["text"] for message in older["messages"]] == ["/start"] and not older["older"]


async def test_whatever_changes_on_a_phone_is_told(anna: Person, world: World, visitor: Visitor, bot: Bot) -> None:
    await bot.send_chat_action(anna.id, ChatAction.TYPING)
    await visitor.hears("typing", chat=anna.id)
    sent = await bot.send_message(anna.id, "<b>Pytanie</b>", parse_mode="HTML", reply_markup=BUTTON)
    message = (await visitor.hears("message", chat=anna.id))["message"]
    assert message["text"] == "Pytanie" and message["entities"] == [{"type": "bold", "offset": 0, "length": 7}]
    assert message["reply_markup"]["inline_keyboard"] == [[{"text": "Dalej", "callback_data": "next"}]]
    await sent.edit_text("Odpowiedź")
    assert "edit_date" in (await visitor.hears("message"))["message"]
    await sent.delete()
    await visitor.hears("deleted", chat=anna.id, id=sent.message_id)
    await anna.block()
    assert (await visitor.hears("phone", chat=anna.id))["phone"]["bot"] == "kicked"
    assert (await visitor.hears("person") if Person(world, "Ewa") else {})["person"]["name"] == "Ewa"


async def test_what_comes_without_a_sound_is_told_to_the_phone_alone(
    anna: Person, visitor: Visitor, bot: Bot, url: str
) -> None:
    sent = await bot.send_message(anna.id, "Dzień dobry", disable_notification=True)
    assert (await visitor.hears("message"))["message"]["silent"] and "silent" not in sent.to_dict()
    picture = await bot.send_photo(anna.id, PIXEL)
    assert not (await visitor.hears("message", chat=anna.id))["message"]["silent"]
    await bot.send_media_group(anna.id, [InputMediaPhoto(picture.photo[-1])], disable_notification=True)
    assert (await visitor.hears("message"))["message"]["silent"]
    async with opened(url) as other:
        [person] = (await other.hears("world"))["people"]
    assert [message["silent"] for message in person["phone"]["messages"]] == [False, True, False, True]


async def test_stickers_films_and_second_thoughts_reach_the_bot(anna: Person, world: World, visitor: Visitor) -> None:
    await visitor.does("sticker", anna.id, emoji="👍")
    film = base64.b64encode(b"film").decode()
    await visitor.does("video", anna.id, data=film, name="plac.mp4", mime="video/mp4", caption="plac")
    await visitor.does("say", anna.id, text="Brakuje 3 mln")
    while len(world.updates.pending) < 3:
        await asyncio.sleep(0.01)
    sticker, video, said = [update["message"] for update in world.updates.pending]
    assert sticker["sticker"]["emoji"] == "👍" and world.files[video["video"]["file_id"]].data == b"film"
    await visitor.does("edit", anna.id, message=said["message_id"], text="Brakuje 2 mln")
    await visitor.does("edit", anna.id, message=video["message_id"], text="plac budowy")
    while len(world.updates.pending) < 5:
        await asyncio.sleep(0.01)
    edited = [update["edited_message"] for update in list(world.updates.pending)[3:]]
    assert edited[0]["text"] == "Brakuje 2 mln" and edited[0]["edit_date"]
    assert edited[1]["caption"] == "plac budowy" and edited[1]["video"] == video["video"]


async def test_only_own_words_are_edited(anna: Person, world: World, visitor: Visitor) -> None:
    question = world.post(anna.chat, world.me, {"text": "?"})
    await visitor.does("sticker", anna.id, emoji="👍")
    while not world.updates.pending:
        await asyncio.sleep(0.01)
    for number in (question.id, question.id + 1):
        await visitor.does("edit", anna.id, message=number, text="!")
        assert "can't be edited" in (await visitor.hears("refused"))["text"]


async def test_a_message_changed_many_times_at_once_is_told_as_it_is_in_the_end(
    anna: Person, world: World, visitor: Visitor
) -> None:
    message = world.post(anna.chat, world.me, {"text": "0"})
    for number in range(1, 100):
        world.edit(message, {"text": f"{number}"}, None)
    assert (await visitor.hears("message"))["message"]["text"] == "99"


async def test_what_is_done_with_a_phone_reaches_the_bot(anna: Person, world: World, visitor: Visitor) -> None:
    question = world.post(anna.chat, world.me, {"text": "?"})
    picture = base64.b64encode(PIXEL).decode()
    await visitor.does("say", anna.id, text="Dzień dobry", replyTo=question.id)
    await visitor.does("photo", anna.id, data=picture, caption="plac budowy")
    await visitor.does("voice", anna.id, data=picture, seconds=4)
    await visitor.does("document", anna.id, data=picture, name="plan.pdf", mime="application/pdf")
    await visitor.does("location", anna.id, latitude=50.03, longitude=20.21)
    await visitor.does("key", anna.id, button={"text": "Tak"})
    await visitor.does("tap", anna.id, message=question.id, data="next")
    await visitor.does("link", anna.id, url="https://t.me/playground_bot?start=kod")
    await visitor.does("say", anna.id, text="https://t.me/playground_bot?start=inny")
    await visitor.does("block", anna.id, blocked=True)
    await visitor.does("block", anna.id, blocked=False)
    while len(world.updates.pending) < 11:
        await asyncio.sleep(0.01)
    came = [update.get("message", {}) for update in world.updates.pending]
    assert (came[0]["text"], came[0]["reply_to_message"]["message_id"]) == ("Dzień dobry", question.id)
    assert came[1]["caption"] == "plac budowy" and came[2]["voice"]["duration"] == 4
    assert came[3]["document"]["file_name"] == "plan.pdf" and came[4]["location"]["latitude"] == 50.03
    assert came[5]["text"] == "Tak" and world.updates.pending[6]["callback_query"]["data"] == "next"
    assert [came[7]["text"], came[8]["text"]] == ["/start kod", "/start inny"]
    members = [update["my_chat_member"]["new_chat_member"]["status"] for update in list(world.updates.pending)[9:]]
    assert members == ["kicked", "member"]


async def test_the_answer_to_a_tap_is_told_with_its_button(anna: Person, world: World, visitor: Visitor) -> None:
    question = world.post(anna.chat, world.me, {"text": "?"})
    await visitor.does("tap", anna.id, message=question.id, data="next")
    while not world.queries:
        await asyncio.sleep(0.01)
    world.answer(next(iter(world.queries)), {"text": "Już nieaktualne", "show_alert": True})
    toast = await visitor.hears("toast", chat=anna.id)
    assert toast["text"] == "Już nieaktualne" and toast["alert"]
    assert (toast["message"], toast["data"]) == (question.id, "next")


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ({"do": "dance"}, "dance"),
        ({"do": "say", "text": " "}, "say"),
        ({"do": "tap", "message": 77, "data": "next"}, "gone"),
        ({"do": "photo", "data": "!"}, "Error"),
        ({"do": "photo", "data": base64.b64encode(b"no picture").decode()}, "IMAGE_PROCESS_FAILED"),
        ({"do": "say", "text": "ja", "who": 4242}, "no such person"),
        ({"do": "say", "text": "ja", "who": "1001"}, "no such person"),
    ],
)
async def test_what_makes_no_sense_is_refused_and_the_page_goes_on(
    anna: Person, world: World, visitor: Visitor, deed: dict[str, Any], why: str
) -> None:
    await visitor.does(**{"what": deed.pop("do"), "who": anna.id} | deed)
    assert why in (await visitor.hears("refused"))["text"]
    assert not world.updates.pending
    await visitor.does("start", anna.id)
    assert (await visitor.hears("message"))["message"]["text"] == "/start"


async def test_the_director_is_heard_and_asked(page: Page, world: World, visitor: Visitor) -> None:
    await visitor.directs("jump:friday")
    while page._director.directed != ["jump:friday"]:  # type: ignore[union-attr]
        await asyncio.sleep(0.01)
    page.show_changed()
    assert (await visitor.hears("show"))["show"] == {"directed": ["jump:friday"]}
    other = World()
    Person(other, "Zofia")
    page.turn_to(other)
    told = await visitor.hears("world")
    assert [person["name"] for person in told["people"]] == ["Zofia"]
    Person(world, "Nikt")
    Person(other, "Maria")
    assert (await visitor.hears("person"))["person"]["name"] == "Maria"


async def test_files_can_be_looked_at_or_kept(anna: Person, world: World, url: str) -> None:
    await anna.send_photo("zdjęcie")
    await anna.send_document('plan "Żaby".html', b"<script>", mime="text/html")
    picture, page = [file.id for file in world.files.values()]
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}page/files/{picture}") as response:
            assert await response.read() == PIXEL and response.content_type == "image/png"
        async with session.get(f"{url}page/files/{page}") as response:
            assert response.content_type == "application/octet-stream" and await response.read() == b"<script>"
            assert response.headers["Content-Disposition"].startswith("attachment;")
        async with session.get(f"{url}page/files/none") as response:
            assert response.status == 404


async def test_other_pages_in_the_same_browser_may_not_act_here(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        for headers in ({"Origin": "https://zly.example"}, {"Host": "zly.example"}):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await session.ws_connect(f"{url}page/live", headers=headers)
        async with session.get(url, headers={"Origin": url.rstrip("/")}) as response:
            assert response.status == 200
            assert "<title>" in await response.text()


async def test_a_public_page_goes_by_any_name(page: Page) -> None:
    async with (
        show(page, "127.0.0.1", 0, is_public=True) as url,
        aiohttp.ClientSession() as session,
        session.get(url, headers={"Host": "demo.example"}) as response,
    ):
        assert response.status == 200


async def test_a_port_that_was_asked_for_must_be_free(page: Page, url: str) -> None:
    taken = int(url.rsplit(":")[-1].rstrip("/"))
    with pytest.raises(OSError):
        async with show(page, "127.0.0.1", taken):
            pass


@pytest.mark.parametrize(
    ("host", "is_here"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("demo.example", False), ("", False)],  # noqa: S104
)
def test_what_is_this_machine(host: str, is_here: bool) -> None:
    assert is_loopback(host) is is_here
