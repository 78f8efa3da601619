"""How the bot presents itself: commands by scope and language, names, descriptions, menu buttons."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.things import Chat, Json

Scope = tuple[str, int, int]
"""Type, chat id, user id; zero where the type has none."""

MOST_COMMANDS = 60
"""The documentation says 100; so many are taken in fact."""
_PLAIN_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


@dataclass
class Profile:
    """All of it is kept per language code; "" is for languages without their own."""

    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    """By chat id; 0 is for all private chats."""

    def set_commands(self, scope: Scope, language: str, commands: list[Json]) -> None:
        if len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        checked = [_checked(command) for command in commands]
        if checked:
            self.commands[scope, language] = checked
        else:
            self.commands.pop((scope, language), None)

    def commands_for(self, chat: Chat, user_id: int, language: str) -> list[Json]:
        """The menu a person sees in a chat: the narrowest scope that has commands, own language first."""
        if chat.is_private:
            scopes = [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
        else:
            scopes = [
                ("chat_member", chat.id, user_id),
                ("chat", chat.id, 0),
                ("all_group_chats", 0, 0),
                ("default", 0, 0),
            ]
        for scope in scopes:
            for code in (language, ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []


def parse_scope(given: Any) -> Scope:
    """A BotCommandScope as a key."""
    if given is None:
        return ("default", 0, 0)
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = given.get("type")
    if kind in _PLAIN_SCOPES:
        return (kind, 0, 0)
    if kind not in ("chat", "chat_administrators", "chat_member"):
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat, user = Params(given).number("chat_id"), Params(given).number("user_id")
    if not chat:
        raise bad_request("can't parse BotCommandScope: empty chat_id specified")
    if kind == "chat_member" and not user:
        raise bad_request("can't parse BotCommandScope: invalid user_id specified")
    return (kind, chat, user if kind == "chat_member" else 0)


def parse_language(code: str) -> str:
    """A two-letter language code, or none."""
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _checked(given: Any) -> Json:
    if not isinstance(given, dict) or not all(isinstance(given.get(name), str) for name in ("command", "description")):
        raise bad_request("can't parse BotCommand: BotCommand must be an Object")
    command = given["command"].strip().removeprefix("/")
    description = given["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > 32:
        raise bad_request("command length must not exceed 32")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}
