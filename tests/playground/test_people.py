"""People do and see what one does and sees on a phone."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest

from bot.playground import Person, World

Listening = Callable[[Callable[[Update], Any]], None]


def inline(*rows: str) -> InlineKeyboardMarkup:
    """A keyboard with buttons that carry their own label."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=label) for label in row.split()] for row in rows]
    )


async def test_a_conversation_reads_like_speech(bot: Bot, world: World, listening: Listening) -> None:
    async def handle(update: Update) -> None:
        if query := update.callback_query:
            assert query.message and query.data
            await query.answer(f"Zapisano {query.data}")
            await bot.edit_message_text("Projekt 2/3", query.message.chat.id, query.message.message_id)
        elif update.message:
            keyboard = inline("🟢 🟡", "Dalej")
            await bot.send_message(update.message.chat_id, "Projekt 1/3", reply_markup=keyboard)

    listening(handle)
    anna = Person(world, "Anna")
    await anna.say("/status")
    message = anna.sees("1/3")
    anna.sees_button("Dalej")
    assert anna.screen().splitlines()[-3:] == ["Playground: Projekt 1/3", "    [🟢] [🟡]", "    [Dalej]"]
    await anna.tap("🟢", on=message)
    anna.sees("2/3")
    anna.sees_not("1/3")
    anna.sees_toast("Zapisano 🟢")


async def test_start_and_links_carry_their_payload(bot: Bot, world: World) -> None:
    anna = Person(world, "Anna")
    await anna.start("code")
    await anna.open_link("https://t.me/playground_bot?start=other")
    await anna.open_link("https://example.pl/")
    assert [m.text for m in anna.messages] == ["/start code", "/start other"]
    assert anna.opened == "https://example.pl/"
    (update, _) = await bot.get_updates()
    assert update.message and update.message.entities[0].type == "bot_command"


async def test_what_is_not_there_fails_with_the_screen(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "Cześć", reply_markup=inline("Tak"))
    wrongs: list[Callable[[], object]] = [
        lambda: anna.sees("Dobranoc"),
        lambda: anna.sees_not("Cześć"),
        lambda: anna.sees_button("Nie"),
        anna.sees_nothing,
        lambda: anna.sees_toast("Zapisano"),
    ]
    for wrong in wrongs:
        with pytest.raises(AssertionError, match=r"Anna Nowak.*[^$]*\[Tak\]"):
            wrong()
    with pytest.raises(AssertionError, match="sees no button 'Nie'"):
        await anna.tap("Nie")


async def test_own_actions_make_news_old(bot: Bot, anna: Person) -> None:
    message = await bot.send_message(anna.id, "jeden")
    await anna.say("dwa")
    anna.sees_nothing()
    await bot.edit_message_text("trzy", anna.id, message.message_id)
    anna.sees("trzy")
    assert [m.text for m in anna.reads()] == ["trzy"]
    anna.sees_nothing()


async def test_the_newest_button_is_tapped_as_it_is_now(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "stare", reply_markup=inline("Dalej"))
    new = await bot.send_message(anna.id, "nowe", reply_markup=inline("Dalej"))
    await bot.edit_message_text("świeże", anna.id, new.message_id, reply_markup=inline("Wróć", "Dalej"))
    await anna.tap("Dal")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query and query.data == "Dalej" and query.chat_instance and query.from_user.id == anna.id
    assert query.message == new and query.message.text == "świeże"  # type: ignore[attr-defined]


async def test_a_message_that_is_gone_cannot_be_tapped(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "raz", reply_markup=inline("Tak"))
    seen = anna.sees("raz")
    await bot.delete_message(anna.id, sent.message_id)
    anna.sees_nothing()
    with pytest.raises(AssertionError, match="gone"):
        await anna.tap("Tak", on=seen)


async def test_forged_data_reaches_the_bot(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "raz", reply_markup=inline("Tak"))
    await anna.tap_data("obce:1")
    (update,) = await bot.get_updates()
    assert update.callback_query and update.callback_query.data == "obce:1"


async def test_reply_keyboards_stay_until_removed(bot: Bot, anna: Person) -> None:
    keyboard = ReplyKeyboardMarkup([["Tak", "Nie"], [KeyboardButton("Numer", request_contact=True)]])
    await bot.send_message(anna.id, "Pytanie", reply_markup=keyboard)
    anna.sees_button("Nie")
    await anna.tap("Nie")
    await anna.tap("Numer")
    first, second = await bot.get_updates()
    assert first.message and first.message.text == "Nie"
    assert second.message and second.message.contact and second.message.contact.user_id == anna.id
    await bot.send_message(anna.id, "Dziękuję", reply_markup=ReplyKeyboardRemove())
    with pytest.raises(AssertionError):
        await anna.tap("Nie")


async def test_a_keyboard_for_one_tap_is_gone_after_it(bot: Bot, anna: Person) -> None:
    button = KeyboardButton("Gdzie jestem", request_location=True)
    await bot.send_message(anna.id, "Pytanie", reply_markup=ReplyKeyboardMarkup([[button]], one_time_keyboard=True))
    assert anna.screen().endswith("⌨ [Gdzie jestem]")
    await anna.tap("Gdzie jestem")
    (update,) = await bot.get_updates()
    assert update.message and update.message.location and update.message.location.latitude == 50.0617
    assert "⌨" not in anna.screen()


async def test_a_button_with_a_link_opens_it(bot: Bot, anna: Person) -> None:
    link = InlineKeyboardMarkup([[InlineKeyboardButton("Strona", url="https://example.pl/")]])
    await bot.send_message(anna.id, "raz", reply_markup=link)
    await anna.tap("Strona")
    assert anna.opened == "https://example.pl/" and not await bot.get_updates()


async def test_a_forced_reply_replies(bot: Bot, anna: Person) -> None:
    asked = await bot.send_message(anna.id, "Opisz", reply_markup=ForceReply())
    await anna.say("opis")
    await anna.say("jeszcze")
    first, second = await bot.get_updates()
    assert first.message and first.message.reply_to_message == asked
    assert second.message and second.message.reply_to_message is None


async def test_everything_a_person_can_send(bot: Bot, anna: Person) -> None:
    await anna.send_photo(caption="zdjęcie")
    await anna.send_document("plik.csv", b"a;b", "dane")
    await anna.send_voice()
    await anna.send_location(50.06, 19.94)
    await anna.send_sticker()
    await anna.send_contact()
    await anna.say("tekst")
    await anna.edit_last("poprawka")
    messages = [update.effective_message for update in await bot.get_updates()]
    photo, document, voice, location, sticker, contact, text, edit = (m for m in messages if m)
    assert photo.photo and photo.caption == "zdjęcie"
    assert document.document and document.document.file_name == "plik.csv"
    content = await (await document.document.get_file()).download_as_bytearray()
    assert bytes(content) == b"a;b"
    assert voice.voice and voice.voice.to_dict()["duration"] == 3
    assert location.location and location.location.latitude == 50.06
    assert sticker.sticker and contact.contact
    assert text.text == "tekst" and edit.text == "poprawka" and edit.edit_date


async def test_a_text_too_long_is_sent_in_pieces(bot: Bot, anna: Person) -> None:
    await anna.say("🟢" * 2500)
    lengths = [len(update.message.text or "") for update in await bot.get_updates() if update.message]
    assert lengths == [2048, 452]


async def test_blocking_and_returning_are_told(bot: Bot, anna: Person) -> None:
    await anna.block()
    await anna.unblock()
    changes = [update.my_chat_member for update in await bot.get_updates()]
    assert [c.new_chat_member.status for c in changes if c] == ["kicked", "member"]


async def test_starting_again_ends_the_block(bot: Bot, anna: Person) -> None:
    await anna.block()
    await anna.start()
    *_, change, message = await bot.get_updates()
    assert change.my_chat_member and message.message and message.message.text == "/start"
    await bot.send_message(anna.id, "Witaj ponownie")


async def test_groups_have_privacy(bot: Bot, world: World, anna: Person) -> None:
    jan = Person(world, "Jan")
    group = world.group("Zespół", members=[anna, jan])
    sent = await bot.send_message(group.id, "Dzień dobry")
    jan.sees("Dzień dobry")
    world.updates.pending.clear()
    await jan.say("rozmowa między nami", to=group)
    await jan.say("/status@inny_bot", to=group)
    await jan.say("/status", to=group)
    await jan.say("tak", to=group, reply_to=jan.messages[-4])
    await anna.say("hej @playground_bot", to=group)
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts == ["/status", "tak", "hej @playground_bot"]
    anna.sees_nothing()
    assert sent.chat.type == "group" and sent.chat.title == "Zespół"


async def test_what_is_edited_between_people_stays_between_them(bot: Bot, world: World, anna: Person) -> None:
    group = world.group("Zespół", members=[anna])
    await anna.say("rozmowa", to=group)
    await anna.edit_last("rozmowy")
    assert anna.messages[-1].text == "rozmowy"
    world.set_presence(group, anna.user, "kicked")
    await anna.say("/status", to=group)
    told = await bot.get_updates()
    assert not any(update.edited_message or (update.message and update.message.text) for update in told)


async def test_blocking_twice_is_told_once(bot: Bot, anna: Person) -> None:
    await anna.block()
    await anna.block()
    assert len(await bot.get_updates()) == 1


async def test_waiting_for_something_to_come(bot: Bot, anna: Person) -> None:
    async def later() -> None:
        await asyncio.sleep(0.05)
        await bot.send_message(anna.id, "teraz")

    task = asyncio.create_task(later())
    await anna.waits_for("teraz", within=2)
    await task
    with pytest.raises(AssertionError):
        await anna.waits_for("nigdy", within=0.02)


async def test_without_a_bot_nobody_waits(world: World) -> None:
    world.settle = None
    anna = Person(world, "Anna")
    async with asyncio.timeout(0.5):
        await anna.say("jest tam kto?")


async def test_a_group_has_topics(bot: Bot, world: World, anna: Person) -> None:
    group = world.group("Zespół", [anna], "supergroup")
    roads = world.open_topic(group, anna.user, "Drogi")
    await anna.say("/status", to=group, topic=roads)
    await anna.say("/status", to=group)
    *_, opened, said, elsewhere = [update.message for update in await bot.get_updates()]
    assert opened and opened.forum_topic_created and opened.message_thread_id == roads
    assert said and said.is_topic_message and said.message_thread_id == roads
    assert said.reply_to_message and said.reply_to_message.message_id == roads, "as the real one says"
    assert elsewhere and elsewhere.message_thread_id is None and elsewhere.chat.is_forum
    there = await bot.send_message(group.id, "tu", message_thread_id=roads)
    assert there.message_thread_id == roads and there.is_topic_message
    reply = await bot.send_message(group.id, "tu też", reply_parameters=ReplyParameters(said.message_id))
    assert reply.message_thread_id == roads
    general = await bot.send_message(group.id, "w General")
    assert general.message_thread_id is None and not general.is_topic_message
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group.id, "nigdzie", message_thread_id=999)
