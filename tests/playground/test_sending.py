"""What may be sent, and Telegram's words for what may not."""

import json
import struct
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto, MessageEntity
from telegram.error import Forbidden, InvalidToken

from bot.playground import Person, Server, World
from bot.playground.people import PIXEL
from tests.playground.conftest import Call, bot_at, refuses


async def test_a_message_comes_back_as_telegram_gives_it(bot: Bot, anna: Person, world: World) -> None:
    sent = await bot.send_message(anna.id, " <b>Cześć</b> ", parse_mode="HTML")
    same = await bot.send_message(anna.id, "Cześć", entities=[MessageEntity("bold", 0, 5)])
    assert (same.text, same.entities) == (sent.text, sent.entities)
    assert sent.text == "Cześć" and sent.entities[0].type == "bold"
    assert sent.from_user == await bot.get_me() and sent.chat.first_name == "Anna"
    assert abs(sent.date - world.now()).total_seconds() < 5
    assert sent.message_id == 2


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "&amp;" * 7000, "parse_mode": "HTML"}, "text is too long"),
        ({"text": "🟢" * 2049}, "message is too long"),
        (
            {"text": "<b>a", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "a", "parse_mode": "Tex"}, "unsupported parse_mode"),
        (
            {"text": "a", "entities": [{"type": "bold"}]},
            "can't parse MessageEntity: expected an Array of MessageEntity",
        ),
        ({"text": "a", "chat_id": 99}, "chat not found"),
        ({"text": "a", "chat_id": "@anna"}, "chat not found"),
        ({"text": "a", "chat_id": ""}, "chat_id is empty"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "a", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
    ],
)
async def test_refused_messages(call: Call, anna: Person, params: dict[str, Any], why: str) -> None:
    refusal = await call("sendMessage", **({"chat_id": anna.id} | params))
    assert refusal == (400, f"Bad Request: {why}")
    anna.sees_nothing()


async def test_length_is_measured_after_parsing(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "<b>" + "a" * 4096 + "</b>\n", parse_mode="HTML")
    await bot.send_message(anna.id, "&amp;" * 4096, parse_mode="HTML")


UNPARSED = "can't parse inline keyboard button:"


def inline(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([1], "object expected as reply markup"),
        ({"inline_keyboard": 1}, 'field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": [1]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ({"keyboard": [1]}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[1]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        ({"keyboard": [[""]]}, "keyboard button text must be non-empty"),
        (
            inline(1),
            f"{UNPARSED} InlineKeyboardButton must be an Object",
        ),
        (
            inline({"text": "a"}),
            f"{UNPARSED} Text buttons are unallowed in the inline keyboard",
        ),
        (
            inline({"text": 1, "callback_data": "a"}),
            f'{UNPARSED} Field "text" must be of type String',
        ),
        (
            inline({"text": "a", "callback_data": 5}),
            f'{UNPARSED} Field "callback_data" must be of type String',
        ),
        (
            inline({"callback_data": "a"}),
            f'{UNPARSED} Can\'t find field "text"',
        ),
        (
            inline({"text": " ", "callback_data": "a"}),
            "inline keyboard button text must be non-empty",
        ),
        (inline({"text": "a", "callback_data": ""}), "BUTTON_DATA_INVALID"),
        (inline({"text": "a", "callback_data": "a" + "ą" * 32}), "BUTTON_DATA_INVALID"),
        (
            inline({"text": "a", "web_app": 1}),
            f'{UNPARSED} Field "web_app" must be of type Object',
        ),
        (
            inline({"text": "a", "url": "http://localhost/"}),
            "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
        (
            inline({"text": "a", "url": "ftp://a.pl"}),
            "inline keyboard button URL 'ftp://a.pl' is invalid: Unsupported URL protocol",
        ),
        (
            inline({"text": "a", "url": "http://[a"}),
            "inline keyboard button URL 'http://[a' is invalid: Host is invalid",
        ),
        (
            inline({"text": "a", "url": "https://"}),
            "inline keyboard button URL 'https://' is invalid: URL host is empty",
        ),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101}, "reply markup is too long"),
    ],
)
async def test_refused_keyboards(call: Call, anna: Person, markup: Any, why: str) -> None:
    refusal = await call("sendMessage", chat_id=anna.id, text="a", reply_markup=markup)
    assert refusal == (400, f"Bad Request: {why}")


async def test_allowed_keyboards_come_back_when_inline(call: Call, anna: Person) -> None:
    keyboard = inline(
        {"text": "a", "callback_data": "ą" * 32}, {"text": "b", "url": "a.pl"}, {"text": "c", "url": "tg://settings"}
    )
    sent = await call("sendMessage", chat_id=anna.id, text="a", reply_markup=json.dumps(keyboard))
    assert sent["reply_markup"] == keyboard
    sent = await call("sendMessage", chat_id=anna.id, text="a", reply_markup={"keyboard": [["a"]]})
    assert "reply_markup" not in sent
    sent = await call("sendMessage", chat_id=anna.id, text="a", reply_markup={"inline_keyboard": []})
    assert "reply_markup" not in sent


async def test_who_cannot_be_written_to(bot: Bot, world: World, anna: Person) -> None:
    stranger = Person(world, "Obcy")
    with refuses("bot can't initiate conversation with a user", Forbidden):
        await bot.send_message(stranger.id, "a")
    await anna.block()
    for sending in (bot.send_message(anna.id, "a"), bot.send_chat_action(anna.id, "typing")):
        with refuses("bot was blocked by the user", Forbidden):
            await sending
    group = world.group("Zespół", members=[anna])
    world.set_presence(group, anna.user, "kicked")
    with refuses("bot was kicked from the group chat", Forbidden):
        await bot.send_message(group.id, "a")


async def test_wrong_token_and_unknown_method(server: Server, call: Call) -> None:
    impostor = bot_at(server, "110:wrong")
    with pytest.raises(InvalidToken):
        await impostor.initialize()
    await impostor.shutdown()
    assert await call("sendHugs") == (404, "Not Found")
    assert (await call("GETME"))["is_bot"] is True


async def test_files_go_there_and_back(bot: Bot, anna: Person) -> None:
    photo = await bot.send_photo(anna.id, PIXEL, caption="<i>zdjęcie</i>", parse_mode="HTML")
    assert photo.caption == "zdjęcie" and photo.caption_entities[0].type == "italic"
    document = await bot.send_document(anna.id, b"a;b", filename="dane.csv")
    assert document.document and document.document.file_name == "dane.csv"
    voice = await bot.send_voice(anna.id, b"OggS", duration=5)
    again = await bot.send_document(anna.id, document.document.file_id)
    assert again.document == document.document and voice.voice
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a;b"
    assert [file.name for file in anna.files][1::2] == ["dane.csv", "dane.csv"]
    assert anna.files[1].data == b"a;b"
    anna.sees("📎 dane.csv")


async def test_refused_files(bot: Bot, call: Call, anna: Person) -> None:
    document = await bot.send_document(anna.id, b"a")
    assert document.document
    for sending, why in (
        (bot.send_photo(anna.id, b"to nie obraz"), "image_process_failed"),
        (bot.send_photo(anna.id, document.document.file_id), "can't use file of type document as photo"),
        (bot.send_document(anna.id, "bzdura"), "wrong remote file identifier"),
        (bot.send_document(anna.id, "https://a.pl/x.pdf"), "failed to get http url content"),
        (bot.send_document(anna.id, b""), "file must be non-empty"),
        (bot.send_document(anna.id, b"a", caption="a" * 1025), "message caption is too long"),
        (bot.send_photo(anna.id, PIXEL[:16] + struct.pack(">II", 210, 10) + PIXEL[24:]), "photo_invalid_dimensions"),
        (bot.send_photo(anna.id, PIXEL + bytes(10 * 1024 * 1024)), "file is too big"),
        (bot.get_file("bzdura"), "wrong file_id or the file is temporarily unavailable"),
    ):
        with refuses(why):
            await sending
    assert await call("sendPhoto", chat_id=anna.id) == (400, "Bad Request: there is no photo in the request")
    assert await call("getFile") == (400, "Bad Request: file_id not specified")


async def test_albums(bot: Bot, call: Call, anna: Person) -> None:
    sent = await bot.send_media_group(
        anna.id, [InputMediaDocument(b"a", filename="a.txt", caption="pierwszy"), InputMediaDocument(b"b")]
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].caption == "pierwszy" and [file.data for file in anna.files] == [b"a", b"b"]
    with refuses("can't be mixed"):
        await bot.send_media_group(anna.id, [InputMediaDocument(b"a"), InputMediaPhoto(PIXEL)])
    with refuses("too many messages to send as an album"):
        await bot.send_media_group(anna.id, [InputMediaPhoto(PIXEL)] * 11)
    for media, why in (
        ([], "there are no messages to send"),
        (
            [{"type": "sticker", "media": "x"}],
            "can't parse InputMedia: type \"sticker\" can't be used in sendMediaGroup",
        ),
        ([{"type": "photo"}], "can't parse InputMedia: media not found"),
    ):
        assert await call("sendMediaGroup", chat_id=anna.id, media=media) == (400, f"Bad Request: {why}")


async def test_places(bot: Bot, call: Call, anna: Person) -> None:
    place = await bot.send_location(anna.id, 50.06, 19.94)
    venue = await bot.send_venue(anna.id, 50.06, 19.94, title="Magistrat", address="Rynek 1")
    assert place.location and place.location.longitude == 19.94
    assert venue.venue and venue.venue.title == "Magistrat"
    anna.sees("Magistrat, Rynek 1")
    assert await call("sendLocation", chat_id=anna.id) == (400, "Bad Request: latitude is empty")
    assert (await call("sendLocation", chat_id=anna.id, latitude=91, longitude=0))[0] == 400
    refusal = await call("sendVenue", chat_id=anna.id, latitude=1, longitude=1)
    assert refusal == (400, 'Bad Request: parameter "title" is required')


async def test_copying(bot: Bot, anna: Person) -> None:
    document = await bot.send_document(anna.id, b"a", filename="a.txt", caption="stary")
    await bot.copy_message(anna.id, anna.id, document.message_id, caption="nowy")
    assert anna.messages[-1].text == "nowy" and len(anna.files) == 2
    await bot.copy_message(anna.id, anna.id, document.message_id)
    assert anna.messages[-1].text == "stary"
    with refuses("message to copy not found"):
        await bot.copy_message(anna.id, anna.id, 99)


async def test_chat_actions(bot: Bot, anna: Person) -> None:
    assert await bot.send_chat_action(anna.id, "typing")
    with refuses("wrong parameter action in request"):
        await bot.send_chat_action(anna.id, "dancing")


async def test_calls_are_read_as_telegram_reads_them(server: Server, call: Call, bot: Bot, anna: Person) -> None:
    """A chat that is no number, a reply that is no object, a file that is too large, a body that is no JSON."""
    for params, why in (
        ({"text": "a"}, "chat_id is empty"),
        ({"text": "a", "chat_id": "anna"}, "chat not found"),
        ({"chat_id": anna.id, "text": "a", "reply_parameters": "[1]"}, "object expected as reply parameters"),
        ({"chat_id": anna.id, "text": "a", "reply_to_message_id": 99}, "message to be replied not found"),
    ):
        assert await call("sendMessage", **params) == (400, f"Bad Request: {why}")
    too_large = await bot.send_document(anna.id, bytes(20 * 1024 * 1024 + 1))
    assert too_large.document
    with refuses("file is too big"):
        await bot.get_file(too_large.document.file_id)
    async with aiohttp.ClientSession() as session:
        api = f"{server.url}/bot{server.world.token}"
        async with session.post(f"{api}/getMe", data="{", headers={"Content-Type": "application/json"}) as answer:
            assert answer.status == 400
        async with session.get(f"{server.url}/file/bot110:wrong/documents/x") as answer:
            assert answer.status == 401
        async with session.get(f"{server.url}/file/bot{server.world.token}/documents/x") as answer:
            assert answer.status == 404


async def test_people_are_mentioned_only_when_known(bot: Bot, anna: Person) -> None:
    html = f'<a href="tg://user?id={anna.id}">Anna</a> <a href="tg://user?id=5">Obcy</a>'
    sent = await bot.send_message(anna.id, html, parse_mode="HTML")
    assert [entity.user and entity.user.first_name for entity in sent.entities] == ["Anna"]
