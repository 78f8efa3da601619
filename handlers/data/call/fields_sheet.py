"""[📄 Wzór arkusza] (storyboard 5): the fields of a call as a sheet; filled in and sent back, it becomes the fields.

All rows of it or none: every mistake is told with its row.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.files.sheets import Table, as_xlsx, read_xlsx
from bot.texts import Words, shorten, units
from handlers.data.call.draft import MOST_FIELDS, MOST_OPTIONS, CallDraft, NewField, ask, options_in
from handlers.data.values import kind_name, span
from models.data.call import NAME_LIMIT, UNIT_LIMIT
from models.data.value import NO, YES, Kind, read_range, read_yes_no
from models.people import commune
from models.people.permission import Needs, Right
from models.reading.words import bare, fold, tidy

COLUMNS = ("name", "kind", "unit", "range", "options", "cooperation", "required")
SHOWN, SIGNS = 25, 60
"""Lines of a list, and signs of what stands in a cell."""


def _title(words: Words, column: str) -> str:
    return words.plain(f"data_call.column_{column}")


# --- out ----------------------------------------


async def give_template(turn: Turn[CallDraft]) -> None:
    """With the fields that there are; a second sheet has the words that can stand in it."""
    words, now = turn.words, turn.now
    cooperation = {of.id: of.name for of in await commune.all_fields(turn.session)}
    rows = [_row(words, of, cooperation) for of in turn.draft.fields]
    kinds = [kind_name(words, each) for each in Kind]
    help_titles = [_title(words, "kind"), _title(words, "cooperation")]

    async def read() -> Callable[[], bytes]:
        tables = [
            Table(words.plain("data_call.sheet_fields"), [_title(words, column) for column in COLUMNS], rows),
            Table(words.plain("data_call.sheet_words"), help_titles, list(zip_longest(kinds, cooperation.values()))),
        ]
        return lambda: as_xlsx(tables, now=now)

    content = await turn.drawn(("data_fields", repr(rows), turn.person.language), read)
    turn.give(content, "pola.xlsx", caption=words("data_call.template_caption"), needs=Needs(Right.CALL_DATA))


def _row(words: Words, of: NewField, cooperation: Mapping[int, str]) -> list[str | None]:
    options, known = "; ".join(of.options), cooperation.get(of.field or 0)
    bounds, required = span(words, of.row.range) or None, YES if of.required else NO
    return [of.name, kind_name(words, of.kind), of.unit, bounds, options, known, words.plain(f"data.{required}")]


# --- in ----------------------------------------


async def take_fields(turn: Turn[CallDraft], file_id: str) -> None:
    """They take the place of those that there were; what that changes is told."""
    language, draft = turn.person.language, turn.draft
    rows = turn.reading(file_id, lambda content: read_xlsx(content, language=language))
    if isinstance(rows, str):
        raise Refused("data_call.sheet_unreadable", stays=True, why=rows)
    reader = _Reader(
        turn.words,
        kinds={bare(kind_name(words, each)): each for words in turn.services.texts for each in Kind},
        titles={fold(_title(words, column)): column for words in turn.services.texts for column in COLUMNS},
        cooperation={fold(of.name): of.id for of in await commune.all_fields(turn.session)},
        before={of.name: of for of in draft.fields},
    )
    fields = reader.fields(rows)
    if reader.wrong:
        raise Refused("data_call.sheet_wrong", stays=True, why=_listed(reader.wrong))
    turn.say("data_call.from_sheet", n=len(fields), lines=_listed(list(_changes(draft.fields, fields))))
    draft.fields, draft.new, draft.at = fields, NewField(), None
    await ask(turn, None if draft.mends else "next")


def _listed(lines: Sequence[str]) -> str:
    more = [f"… +{len(lines) - SHOWN}"] if len(lines) > SHOWN else []
    return "\n".join([*lines[:SHOWN], *more])


def _changes(before: Sequence[NewField], now: Sequence[NewField]) -> Iterator[str]:
    """``➕`` a new one, ``✏️`` another one of the same name, ``🗑`` one that is asked for no longer."""
    known = {of.name: of for of in before}
    for of in now:
        if known.get(of.name) != of:
            yield f"{'✏️' if of.name in known else '➕'} {of.name}"
    stay = {of.name for of in now}
    yield from (f"🗑 {name}" for name in known if name not in stay)


@dataclass
class _Reader:
    """Makes fields of rows, and notes what is wrong with them."""

    words: Words
    kinds: Mapping[str, Kind]
    titles: Mapping[str, str]
    cooperation: Mapping[str, int]
    before: Mapping[str, NewField]
    wrong: list[str] = field(default_factory=list)

    def fields(self, rows: Sequence[Sequence[Any]]) -> list[NewField]:
        there = [(number, [_said(cell) for cell in row]) for number, row in enumerate(rows, 1)]
        (number, header), *rest = [row for row in there if any(row[1])] or [(1, [])]
        columns = [self.titles.get(fold(title)) for title in header]
        for title, column in zip(header, columns, strict=True):
            if title and column is None:
                self._note(number, "no_column", said=title)
        if {"name", "kind"} - set(columns):
            self._note(number, "needs_columns", columns=", ".join(_title(self.words, c) for c in ("name", "kind")))
        elif not 0 < len(rest) <= MOST_FIELDS:
            self._note(number, "how_many", most=MOST_FIELDS)
        if self.wrong:
            return []
        found: dict[str, NewField] = {}
        for number, cells in rest:
            of = self._field(number, {column: cell for column, cell in zip(columns, cells, strict=False) if column})
            if of.name in found:
                self._note(number, "twice", said=of.name)
            found[of.name] = of
        return list(found.values())

    def _field(self, number: int, cells: Mapping[str, str]) -> NewField:
        name, kind = cells.get("name", ""), self.kinds.get(bare(cells.get("kind", "")))
        if not 0 < units(name) <= NAME_LIMIT:
            self._note(number, "bad_name", limit=NAME_LIMIT)
        if kind is None:
            known = ", ".join(kind_name(self.words, each) for each in Kind)
            self._note(number, "bad_kind", said=cells.get("kind", ""), known=known)
            return NewField(name=name)
        belongs = NewField(kind=kind).asks
        for column in ("unit", "range", "options"):
            if cells.get(column) and column not in belongs:
                self._note(number, "not_of_kind", column=_title(self.words, column), kind=kind_name(self.words, kind))
        parts: dict[str, Any] = {"name": name, "kind": kind, "unit": None, "least": None, "most": None, "options": []}
        if "unit" in belongs:
            parts["unit"] = self._unit(number, cells.get("unit", ""))
        if "range" in belongs and (said := cells.get("range")):
            parts |= self._range(number, said)
        if "options" in belongs:
            parts["options"] = self._options(number, cells.get("options", ""))
        parts["required"] = self._required(number, cells.get("required", ""))
        parts["field"] = self._cooperation(number, cells.get("cooperation", ""))
        return self.before.get(name, NewField()).model_copy(update=parts)

    def _unit(self, number: int, said: str) -> str | None:
        if units(said) > UNIT_LIMIT:
            self._note(number, "bad_unit", limit=UNIT_LIMIT)
        return said or None

    def _range(self, number: int, said: str) -> dict[str, str | None]:
        found = read_range(said)
        if found is None:
            self._note(number, "bad_range", said=said)
            return {}
        return found.kept

    def _options(self, number: int, said: str) -> list[str]:
        options = options_in(said)
        if options is None or any(units(option) > NAME_LIMIT for option in options):
            self._note(number, "bad_options", most=MOST_OPTIONS)
        return options or []

    def _cooperation(self, number: int, said: str) -> int | None:
        if said and fold(said) not in self.cooperation:
            self._note(number, "bad_cooperation", said=said)
        return self.cooperation.get(fold(said))

    def _required(self, number: int, said: str) -> bool:
        found = read_yes_no(said) if said else YES
        if found is None:
            self._note(number, "bad_required", said=said)
        return found != NO

    def _note(self, number: int, what: str, **arguments: Any) -> None:
        cut = {key: shorten(value, SIGNS) if key == "said" else value for key, value in arguments.items()}
        why = self.words.plain(f"data_call.row_{what}", **cut)
        self.wrong.append(self.words.plain("data_call.row", number=number, why=why))


def _said(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    # lines of a cell are options
    return "\n".join(filter(None, map(tidy, str(cell).splitlines()))) if cell is not None else ""
