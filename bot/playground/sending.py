"""Bot API methods that put a message into a chat."""

from bot.playground.errors import bad_request
from bot.playground.markup import parse_markup
from bot.playground.media import CONTENT, voice_content
from bot.playground.params import Params
from bot.playground.requests import (
    caption_of,
    chat_of,
    file_of,
    known_people,
    message_of,
    open_chat,
    reply_of,
    text_of,
    topic_of,
)
from bot.playground.things import File, Json, Message
from bot.playground.wording import caption_content
from bot.playground.world import World

MAX_ALBUM = 10
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(world: World, params: Params) -> Json:
    return _send(world, params, text_of(world, params))


def send_photo(world: World, params: Params) -> Json:
    return _send_file(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    return _send_file(world, params, "document")


def send_voice(world: World, params: Params) -> Json:
    if not open_chat(world, params).takes_voice:
        raise bad_request("VOICE_MESSAGES_FORBIDDEN")
    content = voice_content(file_of(world, params, "voice"), params.number("duration"))
    return _send(world, params, content | caption_of(world, params))


def send_location(world: World, params: Params) -> Json:
    return _send(world, params, {"location": _location(params)})


def send_venue(world: World, params: Params) -> Json:
    location = _location(params)
    venue = {
        "location": location,
        "title": params.required("title"),
        "address": params.required("address"),
    }
    return _send(world, params, {"location": location, "venue": venue})


def send_media_group(world: World, params: Params) -> list[Json]:
    chat = open_chat(world, params)
    items = params.listed("media", "media", "InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    if len({item.get("type") for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    reply_to, topic = reply_of(chat, params), topic_of(chat, params)
    contents = [media_content(world, params, item) for item in items]
    album, silent = str(world.number()), params.flag("disable_notification")
    posted = [
        world.post(chat, world.me, c, reply_to=reply_to, album=album, topic=topic, silent=silent) for c in contents
    ]
    return [message.json() for message in posted]


def send_chat_action(world: World, params: Params) -> bool:
    chat = open_chat(world, params)
    topic_of(chat, params)
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.changed("typing", chat)
    return True


def copy_message(world: World, params: Params) -> Json:
    source = message_of(chat_of(world, params, "from_chat_id"), params, "message to copy")
    content = source.content
    if params.has("caption") and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption_of(world, params)
    return {"message_id": _posted(world, params, content).id}


def _send(world: World, params: Params, content: Json) -> Json:
    return _posted(world, params, content).json()


def _posted(world: World, params: Params, content: Json) -> Message:
    chat = open_chat(world, params)
    markup = parse_markup(params.values.get("reply_markup"))
    reply_to, topic, silent = reply_of(chat, params), topic_of(chat, params), params.flag("disable_notification")
    return world.post(chat, world.me, content, markup=markup, reply_to=reply_to, topic=topic, silent=silent)


def _send_file(world: World, params: Params, kind: str) -> Json:
    open_chat(world, params)
    caption = caption_of(world, params)
    return _send(world, params, CONTENT[kind](file_of(world, params, kind)) | caption)


def media_content(world: World, params: Params, item: Json, *, method: str = "sendMediaGroup") -> Json:
    """A picture or a document with its caption, as it stands in a list of media."""
    kind = str(item.get("type"))
    if kind not in ("photo", "document"):
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in {method}")
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    file: File = file_of(world, params, kind, item["media"])
    caption = caption_content(
        str(item.get("caption", "")), str(item.get("parse_mode", "")), item.get("caption_entities")
    )
    return CONTENT[kind](file) | known_people(world, caption)


def _location(params: Params) -> Json:
    latitude, longitude = params.decimal("latitude"), params.decimal("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}
