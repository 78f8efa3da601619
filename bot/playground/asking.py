"""Bot API methods that read: updates, the bot itself, chats, members, files."""

from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.requests import chat_of
from bot.playground.things import Json
from bot.playground.world import World, member_json

LONGEST_POLL = 50
MAX_DOWNLOAD = 20 * 1024 * 1024


def get_me(world: World, params: Params) -> Json:
    return world.me.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": world.reads_groups,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(world: World, params: Params) -> list[Json]:
    world.updates.allow(params.parsed("allowed_updates", "allowed updates"))
    return await world.updates.poll(
        offset=params.number("offset"),
        limit=min(max(params.number("limit", 100), 1), 100),
        wait=min(max(params.number("timeout"), 0), LONGEST_POLL),
    )


def get_chat(world: World, params: Params) -> Json:
    chat = chat_of(world, params)
    if chat.bot == "left":
        raise bad_request("chat not found")
    pinned = {"pinned_message": chat.messages[chat.pinned[-1]].json()} if chat.pinned else {}
    return (
        chat.json()
        | pinned
        | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": {
                "unlimited_gifts": True,
                "limited_gifts": True,
                "unique_gifts": True,
                "premium_subscription": True,
                "gifts_from_channels": True,
            },
        }
    )


def get_chat_member(world: World, params: Params) -> Json:
    chat = chat_of(world, params)
    user = world.users.get(params.number("user_id"))
    if user is None:
        raise bad_request("invalid user_id specified")
    if user is world.me:
        return member_json(user, chat.bot)
    return member_json(user, "member" if user.id in chat.members else "left")


def get_file(world: World, params: Params) -> Json:
    if not (file_id := params.text("file_id")):
        raise bad_request("file_id not specified")
    if (file := world.files.get(file_id)) is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": f"U{file.id}",
        "file_size": len(file.data),
        "file_path": file.path,
    }
