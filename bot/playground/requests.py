"""What several methods read from a call: the chat, the message, the file, the words."""

from typing import Any

from bot.playground.errors import bad_request, forbidden
from bot.playground.params import Params
from bot.playground.things import Chat, File, Json, Message
from bot.playground.wording import caption_content, text_content
from bot.playground.world import World

DOCUMENTS = {"animation", "audio", "document", "video"}
"""Kinds of files of which one can be sent as the other."""


def chat_of(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat a call names, whether or not the bot may write there."""
    if not (given := params.text(name)):
        raise bad_request(f"{name} is empty")
    try:
        return world.chats[int(given)]
    except (ValueError, KeyError):
        raise bad_request("chat not found") from None


def open_chat(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat a call names, when the bot may write there."""
    chat = chat_of(world, params, name)
    match chat.bot, chat.is_private:
        case "left", True:
            raise forbidden("bot can't initiate conversation with a user")
        case "deactivated", True:
            raise forbidden("user is deactivated")
        case "kicked", True:
            raise forbidden("bot was blocked by the user")
        case "left", False:
            raise forbidden("bot is not a member of the group chat")
        case "kicked", False:
            raise forbidden("bot was kicked from the group chat")
    return chat


def message_of(chat: Chat, params: Params, what: str, name: str = "message_id") -> Message:
    """The message a call names, e.g. as the "message to edit"."""
    if not params.has(name):
        raise bad_request("message identifier is not specified")
    if (message := chat.messages.get(params.number(name))) is None:
        raise bad_request(f"{what} not found")
    return message


def reply_of(chat: Chat, params: Params) -> Message | None:
    """The message a call replies to."""
    given = params.parsed("reply_parameters", "reply parameters")
    if given is None:
        given = {"message_id": params.number("reply_to_message_id")}
        given["allow_sending_without_reply"] = params.flag("allow_sending_without_reply")
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    if not (number := Params(given).number("message_id")):
        return None
    message = chat.messages.get(number)
    if message is None and not given.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


def topic_of(chat: Chat, params: Params) -> int | None:
    """The topic a call names; None: General."""
    if not (number := params.number("message_thread_id")):
        return None
    opened = chat.messages.get(number)
    if opened is None or "forum_topic_created" not in opened.content:
        raise bad_request("message thread not found")
    return number


def text_of(world: World, params: Params) -> Json:
    """The text of a call as content."""
    entities = params.parsed("entities", "entities")
    return known_people(world, text_content(params.text("text"), params.text("parse_mode"), entities))


def caption_of(world: World, params: Params) -> Json:
    """The caption of a call as content."""
    entities = params.parsed("caption_entities", "entities")
    return known_people(world, caption_content(params.text("caption"), params.text("parse_mode"), entities))


def known_people(world: World, content: Json) -> Json:
    """Mentions of people completed; those of strangers are left out, as Telegram does."""
    for name in ("entities", "caption_entities"):
        entities: list[Json] = content.get(name, [])
        if any(entity["type"] == "text_mention" for entity in entities):
            content[name] = [known for entity in entities if (known := _known(world, entity))]
    return content


def _known(world: World, entity: Json) -> Json | None:
    if entity["type"] != "text_mention":
        return entity
    user = world.users.get(Params(entity["user"]).number("id")) if "user" in entity else None
    return entity | {"user": user.json()} if user else None


def file_of(world: World, params: Params, kind: str, given: Any = None) -> File:
    """The file of a call: sent along, or by the file_id of one that is there already."""
    upload = params.upload(kind) if given is None else Params({"it": given}, params.uploads).upload("it")
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        return world.store(kind, upload.name, upload.mime, upload.data)
    name = params.text(kind) if given is None else str(given)
    if not name:
        raise bad_request(f"there is no {kind} in the request")
    if "://" in name and not name.startswith("attach://"):
        raise bad_request("failed to get HTTP URL content")
    if (file := world.files.get(name)) is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if file.kind != kind and not {file.kind, kind} <= DOCUMENTS:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file
