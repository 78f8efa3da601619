"""Bot API methods that change, delete, pin or answer what is there."""

from datetime import timedelta

from bot.playground.entities import utf16_length
from bot.playground.errors import bad_request
from bot.playground.markup import parse_markup
from bot.playground.params import Params
from bot.playground.requests import caption_of, chat_of, message_of, open_chat, text_of
from bot.playground.sending import media_content
from bot.playground.things import Chat, Json, Message
from bot.playground.world import World

DELETABLE_FOR = timedelta(hours=48)
MAX_ANSWER = 200


def edit_message_text(world: World, params: Params) -> Json:
    message = _editable(world, params)
    content = text_of(world, params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edited(world, params, message, content)


def edit_message_caption(world: World, params: Params) -> Json:
    message = _editable(world, params)
    if not message.content.keys() & {"photo", "document", "voice"}:
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if not name.startswith("caption")}
    return _edited(world, params, message, kept | caption_of(world, params))


def edit_message_media(world: World, params: Params) -> Json:
    message = _editable(world, params)
    if not message.content.keys() & {"photo", "document", "voice"}:
        raise bad_request("there is no media in the message to edit")
    item = params.parsed("media", "InputMedia")
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    return _edited(world, params, message, media_content(world, params, item, method="editMessageMedia"))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    message = _editable(world, params)
    return _edited(world, params, message, message.content)


def delete_message(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    _delete(world, message_of(chat, params, "message to delete"))
    return True


def delete_messages(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    numbers = params.parsed("message_ids", "message identifiers")
    if not isinstance(numbers, list):
        raise bad_request("expected an Array of message identifiers")
    if not all(isinstance(number, int) for number in numbers):
        raise bad_request("message identifier must be a Number")
    for number in numbers:
        if message := chat.messages.get(number):
            _delete(world, message)
    return True


def pin_chat_message(world: World, params: Params) -> bool:
    chat = open_chat(world, params)
    message = message_of(chat, params, "message to pin")
    _unpin(chat, message.id)
    chat.pinned.append(message.id)
    return True


def unpin_chat_message(world: World, params: Params) -> bool:
    chat = open_chat(world, params)
    if params.has("message_id"):
        message = message_of(chat, params, "message to unpin")
        _unpin(chat, message.id)
    elif chat.pinned:
        chat.pinned.pop()
    else:
        raise bad_request("message to unpin not found")
    return True


def unpin_all_chat_messages(world: World, params: Params) -> bool:
    open_chat(world, params).pinned.clear()
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    text = params.text("text")
    if utf16_length(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": text, "show_alert": params.flag("show_alert"), "url": params.text("url")}
    world.answer(params.text("callback_query_id"), answer)
    return True


def _editable(world: World, params: Params) -> Message:
    message = message_of(open_chat(world, params), params, "message to edit")
    if message.sender is not world.me or not message.editable:
        raise bad_request("message can't be edited")
    return message


def _edited(world: World, params: Params, message: Message, content: Json) -> Json:
    markup = parse_markup(params.values.get("reply_markup"))
    if markup and markup.kind != "inline":
        raise bad_request("inline keyboard expected")
    keyboard = markup.json if markup else None
    if (content, keyboard) == (message.content, message.keyboard):
        raise bad_request(
            "message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content and reply markup of the message"
        )
    world.edit(message, content, keyboard)
    return message.json()


def _delete(world: World, message: Message) -> None:
    if message.sender is not world.me and not message.chat.is_private:
        raise bad_request("message can't be deleted")
    if world.now() - message.sent > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    world.delete(message)


def _unpin(chat: Chat, number: int) -> None:
    if number in chat.pinned:
        chat.pinned.remove(number)
