"""What people type of a project in one message: ``żłobek czerwony, 60%: brak kadry``."""

import re
from collections.abc import Iterator

from msgspec import Struct

from models.reading.words import bare, fold
from models.status.answer import Light

_ENDS = "(?:y|a|e|o|ego|ej|ym)"
_CALLED = {
    Light.GREEN: re.compile(rf"🟢|zielon{_ENDS}|green"),
    Light.AMBER: re.compile(rf"🟡|(?:zolt|zagrozon){_ENDS}|amber|yellow"),
    Light.RED: re.compile(rf"🔴|(?:czerwon|opoznion){_ENDS}|red|delayed"),
}
"""The signs and folded words for a light, in Polish and English."""
_WORD = re.compile(r"[🟢🟡🔴]|[\w\u0300-\u036f]+")
_MARKS = ":;,.!–—-"
_MARK = f"[{re.escape(_MARKS)}]"
_APART = f"[{re.escape(_MARKS)}\\s\ufe0f]*"
_REST = re.compile(
    rf"(?:\s(?:[śs]wiat[łl]o|light)\b)?(?P<mark>\s*{_MARK})?{_APART}"
    rf"(?:(?P<percent>100|\d{{1,2}})(?:\s*%\s*{_MARK}|\s*%?\s*$))?(?P<sentence>.*)",
    re.DOTALL | re.IGNORECASE,
)


class Typed(Struct, frozen=True):
    """A light with what else is said of the project; ``sentence`` is empty where nothing is."""

    light: Light
    progress: int | None = None
    sentence: str = ""
    is_marked: bool = True
    """Whether the light is set apart from the sentence, by its sign or a punctuation mark."""


def read_line(text: str) -> Typed | None:
    """What a message says that begins with a light: ``żółty: czekamy na decyzję``, ``🔴 brak kadry``, ``zielone``."""
    return next((line for before, line in lines_in(text) if not bare(before)), None)


def lines_in(text: str) -> Iterator[tuple[str, Typed]]:
    """Each light in the text with what comes after it, and all that stands before."""
    for word in _WORD.finditer(text):
        light, at = _light(word[0]), word.end()
        is_sign = light is not None and word[0] == light.sign
        is_apart = is_sign or at == len(text) or text[at].isspace() or text[at] in _MARKS
        if light is None or not is_apart or (rest := _REST.fullmatch(text, at)) is None:
            continue
        percent, is_marked = rest["percent"], is_sign or rest["mark"] is not None
        line = Typed(light, int(percent) if percent else None, rest["sentence"].strip(), is_marked)
        yield text[: word.start()].strip(f" \n{_MARKS}"), line


def _light(word: str) -> Light | None:
    return next((light for light, called in _CALLED.items() if called.fullmatch(fold(word))), None)
