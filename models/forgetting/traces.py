"""How somebody stands in texts: their names in any case, spacing and order, their Telegram id and phone."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import permutations
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from models.reading.words import fold

NAME = "usunięta osoba"
"""What they are called from then on, in all languages."""
IN_ANY_ORDER = 3
"""Words of a name; of a longer one only the two usual orders are looked for."""


class Traces:
    """What names somebody. A name of one word may be anybody's: it is theirs only where nothing else stands."""

    def __init__(self, names: Iterable[str], *, telegram_id: int | None = None, phone: str | None = None) -> None:
        """``names``: what they are and were called; one without a letter tells nothing."""
        named = [words_of(name) for name in names if any(map(str.isalpha, name))]
        within = {order for words in named if len(words) > 1 for order in _orders(words)}
        numbers = [] if telegram_id is None else [str(telegram_id)]
        grouped = [] if phone is None else re.findall(r"\d", phone)
        self._within = _either(within, before=r"(?<![\w-])", after=r"(?![\w-])")
        self._alone = _either({_word(words[0]) for words in named if len(words) == 1}, before=r"\A\s*", after=r"\s*\Z")
        self._numbers = _either([*numbers, *_grouped(grouped)], before=r"(?<!\d)", after=r"(?!\d)")
        parts = [max(map(_plain, words), key=len) for words in named]
        self._telling = {*parts, *numbers, *(["".join(grouped[-2:])] if grouped else [])}

    def may_be_in(self, column: Any) -> sa.ColumnElement[bool]:
        """Whether some may stand there: a narrow search that leaves out none."""
        text = sa.func.lower(sa.cast(column, sa.Text))
        return sa.or_(sa.false(), *(text.contains(telling, autoescape=True) for telling in self._telling))

    def removed_from(self, text: str, *, alone: bool = True, instead: str = NAME) -> str:
        """The text without them; ``alone``: also where it is nothing but a name of one word."""
        text = self._within.sub(instead, text)
        return self._numbers.sub("0", self._alone.sub(instead, text) if alone else text)

    def are_all_of(self, text: str) -> bool:
        """Whether it is nothing but a name: that of a thing then, which may be called as they are."""
        return self._within.fullmatch(text.strip()) is not None or self._alone.fullmatch(text) is not None

    def removed_from_values(self, value: Any, keys: Collection[str] | None = None, *, alone: bool = True) -> Any:
        """JSON without them: its texts, of objects those under these keys (None: all); a key is never changed."""
        match value:
            case str():
                return self.removed_from(value, alone=alone)
            case list():
                return [self.removed_from_values(part, keys, alone=alone) for part in value]
            case dict():
                return {
                    key: part
                    if keys is not None and isinstance(part, str) and key not in keys
                    else self.removed_from_values(part, keys, alone=alone)
                    for key, part in value.items()
                }
        return value


def words_of(name: str) -> list[str]:
    """The words of a name."""
    return name.split()


def _orders(words: Sequence[str]) -> Iterable[str]:
    several = permutations(words) if len(words) <= IN_ANY_ORDER else (words, (words[-1], *words[:-1]))
    return (r"\s+".join(map(_word, order)) for order in several)


def _word(word: str) -> str:
    """As it is, as HTML has it, and as it is searched."""
    forms = {re.escape(form) for form in (word, str(Markup.escape(word)), fold(word))}
    return f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"


def _grouped(digits: Sequence[str]) -> list[str]:
    """A phone number with its digits grouped in whatever way."""
    return [r"\+?" + r"[ ()/-]*".join(digits)] if digits else []


def _either(forms: Iterable[str], *, before: str, after: str) -> re.Pattern[str]:
    those = "|".join(sorted(forms, key=len, reverse=True))
    return re.compile(f"{before}(?:{those}){after}" if those else r"(?!)", re.IGNORECASE)


def _plain(word: str) -> str:
    """The longest part of it that is the same in all forms of it."""
    return max(re.findall("[a-z0-9]+", word.lower()), key=len, default="")
