"""Telegram's HTML, strictly: markup in, plain text and entities out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.errors import bad_request
from bot.playground.links import user_of, why_invalid

Entity = dict[str, Any]

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_SPECIAL = re.compile(r"[<&]")
_SPACES = re.compile(r"\s*")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


def utf16_length(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def parse_html(html: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities, or Telegram's "can't parse entities"."""
    if not _SPECIAL.search(html):
        return html, []
    return _Parser(html).parsed()


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    piece: int


class _Parser:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.found: list[Entity] = []

    def parsed(self) -> tuple[str, list[Entity]]:
        while special := _SPECIAL.search(self.html, self.at):
            self._append(self.html[self.at : special.start()])
            self.at = special.start()
            self._step()
        self._append(self.html[self.at :])
        if self.open:
            raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        for entity in self.found:
            if entity["type"] == "code":
                entity.pop("language", None)
        self.found.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.pieces), self.found

    def _step(self) -> None:
        if self.html[self.at] == "&":
            self._append(self._character())
        elif self.html.startswith("</", self.at):
            self._end_tag()
        else:
            self._start_tag()

    def _append(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += utf16_length(text)

    def _character(self) -> str:
        character, self.at = _decoded(self.html, self.at)
        return character

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._take(_TAG_NAME).lower()
        if self._ended():
            raise self._wrong("Unclosed start tag", begin)
        if tag not in TAGS:
            raise self._wrong(f'Unsupported start tag "{tag}"', begin)
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, argument, self.length, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._take(_SPACES)
            if self._ended():
                raise self._wrong("Unclosed start tag", begin)
            if self.html[self.at] == ">":
                self.at += 1
                return argument
            name = self._take(_ATTRIBUTE_NAME)
            if not name:
                raise self._wrong(f'Empty attribute name in the tag "{tag}"', begin)
            argument = _argument(tag, name, self._value(tag, begin)) or argument

    def _value(self, tag: str, begin: int) -> str:
        self._take(_SPACES)
        if self._ended():
            raise self._wrong(f'Unclosed start tag "{tag}"', begin)
        if self.html[self.at] != "=":
            return ""
        self.at += 1
        self._take(_SPACES)
        if self._ended():
            raise self._wrong(f'Unclosed start tag "{tag}"', begin)
        if self.html[self.at] in "\"'":
            return self._quoted(begin)
        token_begin = self.at
        token = self._take(_NAME_TOKEN).lower()
        if not self._ended() and not self.html[self.at].isspace() and self.html[self.at] != ">":
            raise self._wrong("Unexpected end of name token", token_begin)
        return token

    def _quoted(self, begin: int) -> str:
        quote = self.html[self.at]
        self.at += 1
        value = []
        while not self._ended() and self.html[self.at] != quote:
            value.append(self._character())
        self.at += 1
        if self._ended():
            raise self._wrong("Unclosed start tag", begin)
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._wrong("Unexpected end tag", begin)
        self.at += 2
        tag = self._take(_TAG_NAME).lower()
        self._take(_SPACES)
        if self._ended() or self.html[self.at] != ">":
            raise self._wrong("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise _cannot_parse(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {
            "type": TAGS[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        inner = self.found[-1] if self.found else None
        if opened.tag == "pre" and inner and inner["type"] == "code" and _same_range(inner, entity):
            self.found[-1] = entity | {name: inner[name] for name in ("language",) if name in inner}
            return
        enclosed = "".join(self.pieces[opened.piece :])
        if (details := _details(opened, enclosed)) is not None:
            self.found.append(entity | details)

    def _take(self, pattern: re.Pattern[str]) -> str:
        taken = pattern.match(self.html, self.at)
        assert taken is not None  # noqa: S101
        self.at = taken.end()
        return taken[0]

    def _ended(self) -> bool:
        return self.at >= len(self.html)

    def _byte(self, at: int) -> int:
        return len(self.html[:at].encode())

    def _wrong(self, what: str, at: int) -> Exception:
        return _cannot_parse(f"{what} at byte offset {self._byte(at)}")


def _cannot_parse(why: str) -> Exception:
    return bad_request(f"can't parse entities: {why}")


def _decoded(html: str, at: int) -> tuple[str, int]:
    """The character at a place, a reference decoded; an unknown reference is just an ampersand."""
    reference = _REFERENCE.match(html, at) if html[at] == "&" else None
    if reference is None:
        return html[at], at + 1
    hexadecimal, decimal, name = reference.groups()
    if name:
        return (NAMED[name], reference.end()) if name in NAMED else ("&", at + 1)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000:
        return "&", at + 1
    return chr(code), reference.end()


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            return "expandable"
    return ""


def _same_range(one: Entity, other: Entity) -> bool:
    return (one["offset"], one["length"]) == (other["offset"], other["length"])


def _link(opened: _Open, enclosed: str) -> Entity | None:
    url = opened.argument or enclosed
    if (user := user_of(url)) is not None:
        return {"type": "text_mention", "user": {"id": user}}
    return None if why_invalid(url) else {"url": url}


def _code(opened: _Open, _enclosed: str) -> Entity | None:
    return {"language": opened.argument} if opened.argument else {}


def _quote(opened: _Open, _enclosed: str) -> Entity | None:
    return {"type": "expandable_blockquote"} if opened.argument else {}


def _emoji(opened: _Open, _enclosed: str) -> Entity | None:
    if not opened.argument.isdigit():
        raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
    return {"custom_emoji_id": opened.argument}


_DETAILS: dict[str, Callable[[_Open, str], Entity | None]] = {
    "a": _link,
    "code": _code,
    "blockquote": _quote,
    "tg-emoji": _emoji,
}


def _details(opened: _Open, enclosed: str) -> Entity | None:
    detail = _DETAILS.get(opened.tag)
    return detail(opened, enclosed) if detail else {}
