"""Edits, deletions, pins and answers to taps."""

from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, Message, ReplyKeyboardMarkup
from telegram.error import Forbidden

from bot.playground import Person, World
from tests.playground.conftest import Call, refuses

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Tak", callback_data="yes")]])


@pytest.fixture
async def sent(bot: Bot, anna: Person) -> Message:
    return await bot.send_message(anna.id, "raz", reply_markup=YES)


async def test_an_edit_shows_and_drops_the_keyboard(bot: Bot, anna: Person, sent: Message) -> None:
    edited = await bot.edit_message_text("<b>dwa</b>", anna.id, sent.message_id, parse_mode="HTML")
    assert isinstance(edited, Message) and edited.text == "dwa" and edited.edit_date
    assert edited.reply_markup is None
    assert not anna.sees("dwa").buttons
    await bot.edit_message_reply_markup(anna.id, sent.message_id, reply_markup=YES)
    anna.sees_button("Tak")


async def test_an_edit_must_change_something(bot: Bot, anna: Person, sent: Message) -> None:
    again = "message is not modified: specified new message content and reply markup are exactly the same"
    with refuses(again):
        await bot.edit_message_text("raz", anna.id, sent.message_id, reply_markup=YES)
    with refuses(again):
        await bot.edit_message_reply_markup(anna.id, sent.message_id, reply_markup=YES)
    await bot.edit_message_text("raz", anna.id, sent.message_id)


async def test_a_file_is_replaced_with_its_caption(bot: Bot, call: Call, anna: Person, sent: Message) -> None:
    document = await bot.send_document(anna.id, b"a", filename="a.txt", caption="raz", reply_markup=YES)
    other = await bot.send_document(anna.id, b"b", filename="b.txt")
    assert document.document and other.document
    media = InputMediaDocument(other.document.file_id, caption="<b>dwa</b>", parse_mode="HTML")
    edited = await bot.edit_message_media(media, anna.id, document.message_id)
    assert isinstance(edited, Message) and edited.document and edited.caption == "dwa"
    assert edited.document.file_unique_id == other.document.file_unique_id
    assert not anna.sees("dwa").buttons
    with refuses("there is no media in the message to edit"):
        await bot.edit_message_media(media, anna.id, sent.message_id)
    wrong = await call("editMessageMedia", chat_id=anna.id, message_id=document.message_id, media=1)
    assert wrong == (400, "Bad Request: can't parse InputMedia: expected an Object")


async def test_what_cannot_be_edited(bot: Bot, call: Call, anna: Person, sent: Message) -> None:
    keyboard = await bot.send_message(anna.id, "a", reply_markup=ReplyKeyboardMarkup([["a"]]))
    document = await bot.send_document(anna.id, b"a")
    own = anna.messages[0].id
    for editing, why in (
        (bot.edit_message_text("b", anna.id, 99), "message to edit not found"),
        (bot.edit_message_text("b", anna.id, own), "message can't be edited"),
        (bot.edit_message_text("b", anna.id, keyboard.message_id), "message can't be edited"),
        (bot.edit_message_text("b", anna.id, document.message_id), "there is no text in the message"),
        (
            bot.edit_message_caption(anna.id, sent.message_id, caption="b"),
            "there is no caption in the message",
        ),
        (bot.edit_message_text("", anna.id, sent.message_id), "message text is empty"),
        (bot.edit_message_text("a" * 4097, anna.id, sent.message_id), "message is too long"),
    ):
        with refuses(why):
            await editing
    refusal = await call("editMessageText", chat_id=anna.id, text="b")
    assert refusal == (400, "Bad Request: message identifier is not specified")
    wrong = {"message_id": sent.message_id, "text": "b", "reply_markup": {"keyboard": [["a"]]}}
    refusal = await call("editMessageText", chat_id=anna.id, **wrong)
    assert refusal == (400, "Bad Request: inline keyboard expected")


async def test_captions_are_edited(bot: Bot, anna: Person) -> None:
    document = await bot.send_document(anna.id, b"a", caption="raz")
    await bot.edit_message_caption(anna.id, document.message_id, caption="dwa")
    anna.sees("dwa")
    with refuses("not modified"):
        await bot.edit_message_caption(anna.id, document.message_id, caption="dwa")


async def test_blocked_chats_are_not_edited(bot: Bot, anna: Person, sent: Message) -> None:
    await anna.block()
    with refuses("bot was blocked by the user", Forbidden):
        await bot.edit_message_text("dwa", anna.id, sent.message_id)


async def test_deleting(bot: Bot, call: Call, world: World, anna: Person, sent: Message) -> None:
    assert await bot.delete_message(anna.id, sent.message_id)
    with refuses("message to delete not found"):
        await bot.delete_message(anna.id, sent.message_id)
    assert await bot.delete_messages(anna.id, [anna.messages[0].id, 99])
    assert not anna.messages
    pinned = await bot.send_message(anna.id, "przypięte")
    await bot.pin_chat_message(anna.id, pinned.message_id)
    await bot.delete_message(anna.id, pinned.message_id)
    assert (await bot.get_chat(anna.id)).pinned_message is None
    for numbers, why in (
        (None, "expected an Array of message identifiers"),
        (["a"], "message identifier must be a Number"),
    ):
        assert await call("deleteMessages", chat_id=anna.id, message_ids=numbers) == (400, f"Bad Request: {why}")
    old = await bot.send_message(anna.id, "stare")
    world.now = lambda: datetime.now(UTC) + timedelta(hours=49)
    with refuses("message can't be deleted for everyone"):
        await bot.delete_message(anna.id, old.message_id)


async def test_others_messages_in_a_group_stay(bot: Bot, world: World, anna: Person) -> None:
    group = world.group("Zespół", members=[anna])
    with refuses("message can't be deleted"):
        await bot.delete_message(group.id, 1)


async def test_pins(bot: Bot, anna: Person, sent: Message) -> None:
    await bot.pin_chat_message(anna.id, sent.message_id)
    assert "📌 Playground: raz" in anna.screen()
    assert (await bot.get_chat(anna.id)).pinned_message == sent
    other = await bot.send_message(anna.id, "dwa")
    await bot.pin_chat_message(anna.id, other.message_id)
    await bot.pin_chat_message(anna.id, other.message_id)
    await bot.unpin_chat_message(anna.id, other.message_id)
    assert (await bot.get_chat(anna.id)).pinned_message == sent
    await bot.unpin_chat_message(anna.id)
    assert (await bot.get_chat(anna.id)).pinned_message is None
    for pinning, why in (
        (bot.pin_chat_message(anna.id, 99), "message to pin not found"),
        (bot.unpin_chat_message(anna.id), "message to unpin not found"),
    ):
        with refuses(why):
            await pinning


async def test_a_tap_is_answered_once_and_in_time(bot: Bot, world: World, anna: Person, sent: Message) -> None:
    await anna.tap("Tak")
    await anna.tap("Tak")
    first, second = (update.callback_query for update in await bot.get_updates())
    assert first and second
    with refuses("message_too_long"):
        await second.answer("a" * 201)
    await second.answer("Zapisano", show_alert=True)
    anna.sees_toast("Zapisano")
    assert anna.alert
    too_old = "query is too old and response timeout expired or query id is invalid"
    with refuses(too_old):
        await second.answer()
    with refuses(too_old):
        await bot.answer_callback_query("5")
    world.now = lambda: datetime.now(UTC) + timedelta(seconds=61)
    with refuses(too_old):
        await first.answer()
