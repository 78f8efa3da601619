"""Commands by scope and language, names, descriptions, menu buttons, chats and members."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    MenuButtonCommands,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest

from bot.playground import Person, World
from tests.playground.conftest import Call, refuses

ROW = {"command": "status", "description": "Stan"}


async def test_the_narrowest_scope_wins_and_language_within_it(bot: Bot, world: World, anna: Person) -> None:
    john = Person(world, "John", language="en")

    async def offer(name: str, scope: object = None, language: str | None = None) -> None:
        await bot.set_my_commands([BotCommand(name, "opis")], scope=scope, language_code=language)  # type: ignore[arg-type]

    assert anna.commands == []
    await offer("default")
    await offer("polish", language="pl")
    assert (anna.commands, john.commands) == (["/polish"], ["/default"])
    await offer("private", BotCommandScopeAllPrivateChats())
    assert (anna.commands, john.commands) == (["/private"], ["/private"])
    await offer("own", BotCommandScopeChat(anna.id))
    await offer("own_polish", BotCommandScopeChat(anna.id), "pl")
    assert (anna.commands, john.commands) == (["/own_polish"], ["/private"])
    await bot.delete_my_commands(BotCommandScopeChat(anna.id), "pl")
    assert anna.commands == ["/own"]
    await bot.set_my_commands([], BotCommandScopeChat(anna.id))
    assert anna.commands == ["/private"]

    group = world.group("Zespół", members=[anna, john])
    await offer("groups", BotCommandScopeAllGroupChats())
    await offer("member", BotCommandScopeChatMember(group.id, anna.id))
    assert anna.menu(group) == [{"command": "member", "description": "opis"}]
    assert john.menu(group) == [{"command": "groups", "description": "opis"}]
    assert [c.command for c in await bot.get_my_commands()] == ["default"]
    assert await bot.get_my_commands(language_code="de") == ()


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"commands": [ROW | {"command": "Zły"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [ROW | {"command": "a" * 33}]}, "command length must not exceed 32"),
        ({"commands": [ROW | {"command": "/"}]}, "command must be non-empty"),
        ({"commands": [ROW | {"description": " "}]}, "command description must be non-empty"),
        ({"commands": [ROW | {"description": "a" * 257}]}, "command description length must not exceed 256"),
        ({"commands": [ROW] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": "{"}, "can't parse commands JSON object"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": [{"command": 1}]}, "can't parse BotCommand: BotCommand must be an Object"),
        ({"language_code": "polski"}, "invalid language code specified"),
        (
            {"commands": [ROW], "scope": {"type": "x"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
        (
            {"commands": [ROW], "scope": {"type": "chat"}},
            "can't parse BotCommandScope: empty chat_id specified",
        ),
        ({"scope": {"type": "chat", "chat_id": 99}}, "chat not found"),
        ({"scope": []}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
        (
            {"scope": {"type": "chat_member", "chat_id": -5}},
            "can't parse BotCommandScope: invalid user_id specified",
        ),
    ],
)
async def test_refused_commands(call: Call, params: dict[str, object], why: str) -> None:
    assert await call("setMyCommands", **({"commands": [ROW]} | params)) == (400, f"Bad Request: {why}")


async def test_names_and_descriptions_fall_back(bot: Bot) -> None:
    assert (await bot.get_my_name()).name == "Playground"
    await bot.set_my_name("Obwarzanek")
    await bot.set_my_name("Bagel", language_code="en")
    assert (await bot.get_my_name("en")).name == "Bagel"
    assert (await bot.get_my_name("pl")).name == "Obwarzanek"
    await bot.set_my_description("Opis")
    await bot.set_my_short_description("Krótko", "pl")
    assert (await bot.get_my_description("pl")).description == "Opis"
    assert (await bot.get_my_short_description("pl")).short_description == "Krótko"
    assert (await bot.get_my_short_description()).short_description == ""
    with pytest.raises(BadRequest):
        await bot.set_my_name("a" * 65)


async def test_menu_buttons(bot: Bot, call: Call, anna: Person) -> None:
    assert isinstance(await bot.get_chat_menu_button(anna.id), MenuButtonCommands)
    button = MenuButtonWebApp("Panel", WebAppInfo("https://a.pl/"))
    await bot.set_chat_menu_button(anna.id, button)
    assert await bot.get_chat_menu_button(anna.id) == button
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    refusal = await call("setChatMenuButton", menu_button={"type": "x"})
    assert refusal == (400, "Bad Request: can't parse menu button: MenuButton has unsupported type")


async def test_chats_and_members(bot: Bot, world: World, anna: Person) -> None:
    stranger = Person(world, "Obcy")
    group = world.group("Zespół", members=[anna])
    assert (await bot.get_chat(anna.id)).username == "anna"
    assert (await bot.get_chat(group.id)).title == "Zespół"
    for chat in (stranger.id, 99):
        with refuses("chat not found"):
            await bot.get_chat(chat)
    assert (await bot.get_chat_member(group.id, anna.id)).status == "member"
    assert (await bot.get_chat_member(group.id, stranger.id)).status == "left"
    assert (await bot.get_chat_member(group.id, bot.id)).status == "member"
    with refuses("invalid user_id specified"):
        await bot.get_chat_member(group.id, 99)
