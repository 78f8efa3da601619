"""The labels of buttons: which texts they are, which a phone may cut, and which mean two deeds."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.texts import LANGUAGES, messages_of

ROOT = Path(__file__).parents[1]
WIDE = {
    "👁 Pokaż gminom porównanie": "one sign more than fits; the storyboards say so",
    "🎉 Spotkanie inauguracyjne": "one sign more than fits; a meeting of this kind is called so",
}
"""Labels that a phone may cut, and why they stay."""
TWO_DEEDS = {
    "✅ Przyjmij": "the storyboards say so of a person and of an answer",
    "✖️ Odrzuć": "the storyboards say so of a request and of a draft",
}
"""Labels that English does not call one thing, and why."""
WHOLE = {
    sentence for language in LANGUAGES for message in messages_of(language)
    for sentence in [str(message.string)] if "{" not in sentence
}  # fmt: skip
"""What can be the whole of a label; what holds a name is as long as that is."""
_AT = {"answer": 0, "choice": 1, "button": 0}
"""Where the key stands among the arguments of the Turn's methods."""


@cache
def parsed(path: Path) -> ast.Module:
    """Once for all the rules of a process."""
    return ast.parse(path.read_text(encoding="utf-8"))


def bare(label: str) -> str:
    """Without its tick."""
    return re.sub("^[☑☐•] ", "", label)


def keys_of_labels() -> Iterator[str]:
    """The keys with which buttons are labelled."""
    for path in sorted((ROOT / "handlers").rglob("*.py")):
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.Call):
                continue
            match node.func:
                case ast.Attribute(attr="answer" | "choice" | "button" as name):
                    key = node.args[_AT[name] :][:1]
                case ast.Name(id="button"):
                    key = node.args[1:2]
                case _:
                    continue
            for each in key:
                yield from (
                    part.value for part in ast.walk(each)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and "." in part.value
                )  # fmt: skip
