"""Keyboards under a message, checked as Telegram checks them."""

import json
from typing import Any, Literal, NamedTuple

from bot.playground.errors import ApiError, bad_request
from bot.playground.links import user_of, why_invalid

MAX_BUTTONS = 100
MAX_DATA = 64
INLINE_KINDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
)
_TYPES: dict[str, type] = {"String": str, "Boolean": bool, "Object": dict, "Array": list}


class Markup(NamedTuple):
    """A reply markup that passed: what kind it is and its JSON."""

    kind: Literal["inline", "keyboard", "remove", "force"]
    json: dict[str, Any]


def parse_markup(raw: Any) -> Markup | None:
    """The markup of a request (JSON text or object), or Telegram's reason against it."""
    if not raw:
        return None
    try:
        given = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if rows := _typed(given, "keyboard", "Array"):
        return Markup("keyboard", given | {"keyboard": _rows(rows, "keyboard")})
    if rows := _typed(given, "inline_keyboard", "Array"):
        return _inline(_rows(rows, "inline_keyboard"))
    if _typed(given, "remove_keyboard", "Boolean"):
        return Markup("remove", given)
    if _typed(given, "force_reply", "Boolean"):
        return Markup("force", given)
    return None


def _inline(rows: list[list[dict[str, Any]]]) -> Markup | None:
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_inline(button)
    return Markup("inline", {"inline_keyboard": [row for row in rows if row]}) if buttons else None


def _rows(rows: list[Any], name: str) -> list[list[dict[str, Any]]]:
    if not all(isinstance(row, list) for row in rows):
        owner = "" if name == "keyboard" else " of the InlineKeyboardMarkup"
        raise bad_request(f'field "{name}"{owner} must be an Array of Arrays')
    read = _plain_button if name == "keyboard" else _inline_button
    return [[read(button) for button in row] for row in rows]


def _plain_button(given: Any) -> dict[str, Any]:
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not _text(given, "keyboard button"):
        raise bad_request("keyboard button text must be non-empty")
    return given


def _inline_button(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _unparsed("inline keyboard button", "InlineKeyboardButton must be an Object")
    if not _text(given, "inline keyboard button"):
        raise bad_request("inline keyboard button text must be non-empty")
    return given


def _check_inline(button: dict[str, Any]) -> None:
    kind = next((kind for kind in INLINE_KINDS if kind in button), None)
    match kind:
        case None:
            raise _unparsed("inline keyboard button", "Text buttons are unallowed in the inline keyboard")
        case "callback_data":
            data = _typed(button, kind, "String", "inline keyboard button")
            if not 1 <= len(data.encode()) <= MAX_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            _check_url(_typed(button, kind, "String", "inline keyboard button"))
        case "web_app":
            _check_url(str(_typed(button, kind, "Object", "inline keyboard button").get("url", "")))


def _check_url(url: str) -> None:
    if user_of(url) is None and (reason := why_invalid(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def _text(button: dict[str, Any], what: str) -> str:
    if "text" not in button:
        raise _unparsed(what, 'Can\'t find field "text"')
    return str(_typed(button, "text", "String", what)).strip()


def _typed(given: dict[str, Any], name: str, kind: str, what: str = "") -> Any:
    value = given.get(name)
    if value is None or isinstance(value, _TYPES[kind]):
        return value
    reason = f'Field "{name}" must be of type {kind}'
    raise _unparsed(what, reason) if what else bad_request(reason[0].lower() + reason[1:])


def _unparsed(what: str, reason: str) -> ApiError:
    return bad_request(f"can't parse {what}: {reason}")
