"""Bot API methods by which the bot presents itself: commands, names, descriptions, menu buttons."""

from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.profile import Scope, parse_language, parse_scope
from bot.playground.requests import chat_of
from bot.playground.things import Json
from bot.playground.world import World


def set_my_commands(world: World, params: Params) -> bool:
    commands = params.listed("commands", "commands", "BotCommand")
    scope = _scope(world, params)
    world.profile.set_commands(scope, _language(params), commands)
    return _menus_changed(world, scope)


def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.profile.commands.get((_scope(world, params), _language(params)), [])


def delete_my_commands(world: World, params: Params) -> bool:
    scope = _scope(world, params)
    world.profile.commands.pop((scope, _language(params)), None)
    return _menus_changed(world, scope)


def set_my_name(world: World, params: Params) -> bool:
    return _keep(params, world.profile.names, "name", 64)


def get_my_name(world: World, params: Params) -> Json:
    names = world.profile.names
    return {"name": names.get(_language(params)) or names.get("") or world.name}


def set_my_description(world: World, params: Params) -> bool:
    return _keep(params, world.profile.descriptions, "description", 512)


def get_my_description(world: World, params: Params) -> Json:
    return _kept(params, world.profile.descriptions, "description")


def set_my_short_description(world: World, params: Params) -> bool:
    return _keep(params, world.profile.short_descriptions, "short_description", 120)


def get_my_short_description(world: World, params: Params) -> Json:
    return _kept(params, world.profile.short_descriptions, "short_description")


def set_chat_menu_button(world: World, params: Params) -> bool:
    button = params.parsed("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict):
        raise bad_request("can't parse menu button: MenuButton must be an Object")
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    world.profile.menu_buttons[_menu_chat(world, params)] = button
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    buttons = world.profile.menu_buttons
    return buttons.get(_menu_chat(world, params)) or buttons.get(0) or {"type": "commands"}


def _menus_changed(world: World, scope: Scope) -> bool:
    chat = world.chats.get(scope[1])
    for each in [chat] if chat is not None else world.chats.values():
        world.changed("phone", each)
    return True


def _scope(world: World, params: Params) -> Scope:
    scope = parse_scope(params.parsed("scope", "BotCommandScope"))
    if scope[1]:
        chat = chat_of(world, Params({"chat_id": scope[1]}))
        if chat.bot == "left":
            raise bad_request("chat not found")
        if chat.is_private and scope[0] != "chat":
            raise bad_request("can't use specified scope in private chats")
    return scope


def _language(params: Params) -> str:
    return parse_language(params.text("language_code"))


def _menu_chat(world: World, params: Params) -> int:
    return chat_of(world, params).id if params.has("chat_id") else 0


def _keep(params: Params, texts: dict[str, str], name: str, longest: int) -> bool:
    text = params.text(name).strip()
    if len(text) > longest:
        raise bad_request(f"{name.upper()}_TOO_LONG")
    texts[_language(params)] = text
    return True


def _kept(params: Params, texts: dict[str, str], name: str) -> Json:
    return {name: texts.get(_language(params)) or texts.get("") or ""}
