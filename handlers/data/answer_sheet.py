"""[📄 Arkusz] (storyboard 5): the fields of a call as a sheet for one commune; filled in and sent back, it answers.

What it would change is shown first. One tap keeps what the fields take; a cell that is as it was given out, or empty,
changes nothing, whatever was answered meanwhile.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.files.sheets import Cell, Table, ToFill, as_xlsx, read_xlsx, typed
from bot.texts import Texts, Words, shorten, units
from handlers.data.answer import read, why_odd
from handlers.data.filling import AnswerDraft, Sheet, SheetCell, open_sheet, owed_by, sheet_for, sheet_of
from handlers.data.filling import answer as answer
from handlers.data.summary import ask_summary
from handlers.data.values import kind_name, number, shown, span
from handlers.data.views import GiveSheet, heading
from models.data import answer as answers
from models.data.answer import SENTENCE_LIMIT, DataValue, Kept, NewValue, Owed
from models.data.call import DataCall, DataField
from models.data.value import Kind, State
from models.people.permission import Needs, Right
from models.reading.words import bare, fold, tidy

COLUMNS = ("field", "unit", "how", "before", "answer", "remark")
VALUE_LIMIT, SHOWN = 1000, 100
"""Signs of a text that is kept, and of a value in the list."""
_KEY = re.compile(r"o(\d{1,9})-([0-9a-f]{16})")
_ROW = re.compile(r"f(\d{1,9})(?:-v(\d{1,9}))?")


def edition_of(call: DataCall, fields: Sequence[DataField]) -> str:
    """What is another as soon as the fields are others, or the call is one of another database."""
    parts = [[f.id, f.name, f.kind.value, f.unit, f.least, f.most, f.options] for f in fields]
    return sha256(repr([call.sent_at.timestamp(), *sorted(parts)]).encode()).hexdigest()[:16]


# --- out ----------------------------------------


@answer.tapped(GiveSheet)
async def begin_with_sheet(turn: Turn[AnswerDraft], tap: GiveSheet) -> None:
    """[📄 Arkusz] under what the commune is asked."""
    of = await owed_by(turn, tap.owed, Right.ANSWER_DATA)
    await _give(turn, of, Right.ANSWER_DATA)
    turn.collapse()
    await turn.begin(answer, AnswerDraft(owed=tap.owed, commune=of.commune.id), ask_sheet)


@ask_summary.answer("sheet")
async def give_sheet(turn: Turn[AnswerDraft]) -> None:
    """[📄 Arkusz] in the summary."""
    await _give(turn, await owed_by(turn, turn.draft.owed, turn.draft.right), turn.draft.right)
    await turn.go(ask_sheet)


async def _give(turn: Turn[AnswerDraft], of: Owed, right: Right) -> None:
    """With all that is answered, and the last values beside it."""
    words, now = turn.words, turn.now
    table = table_of(words, await sheet_of(turn, of))

    async def draw() -> Callable[[], bytes]:
        return lambda: as_xlsx([table], now=now)

    content = await turn.drawn(("data_answer", of.obligation.id, repr(table)), draw)
    caption = words("data_answer.sheet_caption", heading=heading(words, of.call, of.commune.name))
    turn.give(content, f"dane-{of.obligation.id}.xlsx", caption=caption, needs=Needs(right, of.commune.id))


def table_of(words: Words, sheet: Sheet) -> Table:
    """A row a field; the first column, which is not seen, says which it is, and which value stood there."""
    key = f"o{sheet.of.obligation.id}-{edition_of(sheet.of.call, sheet.fields)}"
    titles = [key, *(words.plain(f"data_answer.column_{column}") for column in COLUMNS)]
    return Table(words.plain("data_answer.column_answer"), titles, [_row(words, sheet, of) for of in sheet.fields], 1)


def _row(words: Words, sheet: Sheet, of: DataField) -> list[Cell]:
    kept, before = sheet.values.get(of.id), sheet.before.get(of.id)
    key = f"f{of.id}" + (f"-v{kept.value.id}" if kept is not None else "")
    last = f"{shown(words, of, before.value)} ({before.period or '–'})" if before is not None else None
    said, remark = filled(words, of, kept.value) if kept is not None else ("", "")
    return [key, of.name, of.unit, _how(words, of), last, ToFill(said), ToFill(remark)]


def _how(words: Words, of: DataField) -> str:
    """``Liczba · 0–500``, ``Wybór · brak; w budowie; gotowe``"""
    return " · ".join(filter(None, [kind_name(words, of.kind), span(words, of.range), "; ".join(of.choices)]))


def filled(words: Words, of: DataField, value: DataValue | NewValue) -> tuple[str, str]:
    """How an answer stands in the sheet, with what is remarked: it is read as it is meant."""
    said = shown(words, of, value)
    if value.state is not State.GIVEN:
        said = words.plain(f"data.state_{value.state.name.lower()}")
    elif of.kind.is_number:
        said = number(words, Decimal(value.exact or 0)) + ("%" if of.kind is Kind.PERCENT else "")
    elif of.kind is Kind.DAY:
        said = typed(date.fromisoformat(value.exact or ""))
    return said, value.reason or ""


# --- in ----------------------------------------


@answer.step(in_place=True, answers={"summary": ask_summary})
async def ask_sheet(turn: Turn[AnswerDraft]) -> Message:
    """It may take days: sent while nothing is asked, it is known all the same."""
    return Message(turn.words("data_answer.ask_sheet"), [[turn.answer("data_answer.summary")]])


@answer.unasked
async def take_unasked(turn: Turn[AnswerDraft], told: UserInput) -> bool:
    """A sheet that this bot has given out, for a commune for which they answer."""
    message = turn.update.message
    name = message.document.file_name if message is not None and message.document is not None else None
    rows = _rows(turn, told) if fold(name or "").endswith(".xlsx") else None
    key = key_of(rows) if isinstance(rows, list) else None
    if key is None or not isinstance(rows, list):
        return False
    of = await answers.owed(turn.session, key[0])
    if of is None:
        raise Refused("data_answer.sheet_unknown")
    if not turn.may(Right.ANSWER_DATA, of.commune.id):
        raise Refused("data_answer.sheet_other_commune")
    await owed_by(turn, key[0], Right.ANSWER_DATA)
    draft = await _filled_in(turn, AnswerDraft(owed=key[0], commune=of.commune.id), rows)
    await turn.begin(answer, draft, ask_changes if draft.cells else ask_summary)
    return True


@ask_sheet.told(files=True)
async def take_sheet(turn: Turn[AnswerDraft], told: UserInput) -> None:
    """Of this call, for this commune, with the fields as they are; else nothing of it is kept."""
    rows = _rows(turn, told) if told.kind == "document" else None
    if rows is None:
        raise Refused("data_answer.needs_sheet", stays=True)
    if isinstance(rows, str):
        raise Refused("data_call.sheet_unreadable", stays=True, why=rows)
    key = key_of(rows)
    of = await answers.owed(turn.session, key[0]) if key is not None else None
    if key is None or of is None:
        raise Refused("data_answer.sheet_unknown", stays=True)
    own = await owed_by(turn, turn.draft.owed, turn.draft.right)
    if of.call.id != own.call.id:
        raise Refused("data_answer.sheet_other_call", stays=True)
    if of.commune.id != own.commune.id:
        raise Refused("data_answer.sheet_other_commune", stays=True)
    draft = await _filled_in(turn, turn.draft, rows)
    await turn.go(ask_changes if draft.cells else ask_summary)


def _rows(turn: Turn[AnswerDraft], told: UserInput) -> list[list[Any]] | str | None:
    language = turn.person.language
    if told.file_id is None:
        return None
    return turn.reading(told.file_id, lambda content: read_xlsx(content, language=language))


def key_of(rows: Sequence[Sequence[Any]]) -> tuple[int, str] | None:
    """Whose sheet it is, and of which fields."""
    found = _KEY.fullmatch(typed(rows[0][0])) if rows and rows[0] else None
    return (int(found[1]), found[2]) if found is not None else None


async def _filled_in(turn: Turn[AnswerDraft], draft: AnswerDraft, rows: Sequence[Sequence[Any]]) -> AnswerDraft:
    """The draft with the cells in which something else stands than was given out, and is not what is kept."""
    sheet, key = await sheet_for(turn, draft), key_of(rows)
    if key is None or key[1] != edition_of(sheet.of.call, sheet.fields):
        raise Refused("data_answer.sheet_old", stays=True)
    texts = turn.services.texts
    said = cells_in(texts, sheet.fields, rows)
    were = await answers.once_said(turn.session, draft.owed, {value for _field, value in said if value is not None})
    fields = {field.id: field for field in sheet.fields}
    draft.cells = [
        cell
        for (id, value), cell in said.items()
        if (cell.said or cell.remark) and not is_as_given(texts, fields[id], were.get(value or 0), cell)
    ]
    draft.edition = key[1]
    draft.cells = [change.cell for change in await _changes(turn, draft, sheet)]
    _look(draft, sheet)
    if not draft.cells:
        turn.say("data_answer.sheet_same")
    return draft


def cells_in(
    texts: Texts, fields: Sequence[DataField], rows: Sequence[Sequence[Any]]
) -> dict[tuple[int, int | None], SheetCell]:
    """What stands in the sheet, by field and by the value that stood there: rows and columns in whatever order."""
    at = {column: _at(texts, column, rows[0]) for column in ("answer", "remark")}
    if at["answer"] is None:
        raise Refused("data_answer.sheet_no_answers", stays=True)
    kinds, names = {field.id: field.kind for field in fields}, {field.id: field.name for field in fields}
    found: dict[tuple[int, int | None], SheetCell] = {}
    for row in rows[1:]:
        key = _ROW.fullmatch(typed(row[0]))
        if key is None or (id := int(key[1])) not in kinds:
            continue
        cells = {column: row[place] if place is not None and place < len(row) else None for column, place in at.items()}
        cell = SheetCell(field=id, said=_said(kinds[id], cells["answer"]), remark=typed(cells["remark"]))
        if any(id == known for known, _value in found):
            raise Refused("data_answer.sheet_twice", stays=True, name=names[id])
        found[id, int(key[2]) if key[2] else None] = cell
    return found


def _at(texts: Texts, column: str, titles: Sequence[Any]) -> int | None:
    """Where the column stands."""
    known = {fold(words.plain(f"data_answer.column_{column}")) for words in texts}
    return next((place for place, title in enumerate(titles) if fold(typed(title)) in known), None)


def _said(kind: Kind, cell: Any) -> str:
    """``0.125`` that a spreadsheet holds may be 12,5% of somebody: it is read as neither."""
    if kind is Kind.PERCENT and isinstance(cell, float) and 0 < abs(cell) <= 1:
        return f"{typed(cell)}% / {typed(cell * 100)}%"
    return typed(cell)


def is_as_given(texts: Texts, of: DataField, was: DataValue | None, cell: SheetCell) -> bool:
    """Whether nobody has touched it since the sheet was given out."""
    given = [filled(words, of, was) for words in texts] if was is not None else []
    return any((cell.said, cell.remark) == (typed(said), typed(remark)) for said, remark in given)


# --- what it would change ----------------------------------------


class Change(Struct, frozen=True):
    """A cell, with what would be kept of it, or why nothing would."""

    cell: SheetCell
    field: DataField
    kept: Kept | None
    new: NewValue | None = None
    why: str = ""
    odd: Markup | None = None


async def _changes(turn: Turn[Any], draft: AnswerDraft, sheet: Sheet) -> list[Change]:
    """Only what is not said already."""
    others = await answers.numbers(turn.session, sheet.of.call.id, but=sheet.of.obligation.id) if draft.cells else {}
    fields = {field.id: field for field in sheet.fields}
    found = [_change(turn, sheet, fields[cell.field], cell, others) for cell in draft.cells if cell.field in fields]
    return [change for change in found if change.new is None or not _is_kept(change.new, change.kept)]


def _change(
    turn: Turn[Any], sheet: Sheet, of: DataField, cell: SheetCell, others: Mapping[int, Sequence[Decimal]]
) -> Change:
    kept = sheet.values.get(of.id)
    try:
        new = _read(turn, of, cell, kept)
    except Refused as why:
        return Change(cell, of, kept, why=turn.words.plain(why.key, **why.arguments))
    is_number = of.kind.is_number and new.exact is not None
    odd = (
        why_odd(turn.words, of, new.exact or "", sheet.before.get(of.id), others.get(of.id, ())) if is_number else None
    )
    return Change(cell, of, kept, new, odd=odd)


def _read(turn: Turn[Any], of: DataField, cell: SheetCell, kept: Kept | None) -> NewValue:
    """The value, if the field takes it: what is typed is read alike."""
    words, remark = turn.words, tidy(cell.remark) or None
    if not cell.said:
        raise Refused("data_answer.remark_alone")
    if units(remark or "") > SENTENCE_LIMIT:
        raise Refused("data_answer.long_remark", limit=SENTENCE_LIMIT)
    states = [State.LACKING, State.NOT_APPLICABLE]
    known = {
        bare(of.plain(f"data.state_{state.name.lower()}")): state for of in turn.services.texts for state in states
    }
    if (state := known.get(bare(cell.said))) is not None:
        if state is State.LACKING and remark is None:
            raise Refused("data_answer.needs_reason", column=words.plain("data_answer.column_remark"))
        stays = kept.value.expected_on if kept is not None and kept.value.state is state else None
        return NewValue(state=state, reason=remark, expected_on=stays)
    if of.kind is Kind.FILE:
        raise Refused("data_answer.file_in_sheet")
    if of.kind is not Kind.TEXT:
        return read(turn, of, UserInput(cell.said)).model_copy(update={"reason": remark})
    if len(cell.said) > VALUE_LIMIT:
        raise Refused("common.too_long", n=len(cell.said), limit=VALUE_LIMIT)
    return NewValue(text=cell.said, reason=remark)


def _is_kept(new: NewValue, kept: Kept | None) -> bool:
    if kept is None or kept.value.returned is not None:
        return False
    return all(getattr(new, name) == getattr(kept.value, name) for name in NewValue.model_fields)


@answer.step(in_place=True, answers={"summary": ask_summary})
async def ask_changes(turn: Turn[AnswerDraft]) -> Message:
    """Old → new; below it what no field takes, and why."""
    words, sheet = turn.words, await open_sheet(turn)
    changes = await _changes(turn, turn.draft, sheet)
    good, bad = [of for of in changes if of.new is not None], [of for of in changes if of.new is None]
    parts = [
        words("data_answer.ask_changes", heading=heading(words, sheet.of.call, sheet.of.commune.name)),
        *(_line(words, of) for of in good),
        *([words("data_answer.sheet_odd")] if any(of.odd for of in good) else []),
        *([words("data_answer.sheet_wrong")] if bad else []),
        *(_refusal(words, of) for of in bad),
    ]
    keep = [turn.answer("data_answer.keep_sheet", n=len(good))] if good else []
    return Message(Markup("\n").join(parts), [keep, [turn.answer("data_answer.summary")]])


def _line(words: Words, of: Change) -> Markup:
    """``✏️ Miejsca: 120 → 125``, why, and what is odd about it."""
    old = shorten(shown(words, of.field, of.kept.value), SHOWN) if of.kept is not None else "–"
    new = shorten(shown(words, of.field, of.new or NewValue()), SHOWN)
    remark = of.new.reason if of.new is not None and of.new.state is State.GIVEN else None
    line = Markup("✏️ {}: {} → <b>{}</b>").format(of.field.name, old, new)
    line += Markup("\n   <i>{}</i>").format(remark) if remark else ""
    return line + (Markup("\n   ⚠️ {}").format(of.odd) if of.odd else "")


def _refusal(words: Words, of: Change) -> Markup:
    said = shorten(of.cell.said or of.cell.remark, SHOWN)
    return words("data_answer.sheet_refused", name=of.field.name, said=said, why=of.why)


ask_changes.told(files=True)(take_sheet)


@ask_changes.answer("keep_sheet")
async def keep_sheet(turn: Turn[AnswerDraft]) -> None:
    """What the fields take counts from now on, unless somebody else has said something meanwhile: that is shown first.

    What is odd was asked about.
    """
    draft = turn.draft
    of = await owed_by(turn, draft.owed, draft.right)
    sheet = await sheet_of(turn, of)
    if draft.edition != edition_of(sheet.of.call, sheet.fields):
        raise Refused("data_answer.sheet_old")
    new = {change.field.id: change.new for change in await _changes(turn, draft, sheet) if change.new is not None}
    if names := _meanwhile(turn, sheet, new):
        _look(draft, sheet)
        turn.say("data_answer.meanwhile_sheet", names=", ".join(names))
        await turn.go(ask_changes)
        return
    await answers.keep(turn.session, of, new, by=turn.person, on_behalf=draft.on_behalf, now=turn.now)
    draft.cells, draft.beside = [], {}
    turn.toast("data_answer.sheet_kept", n=len(new))
    await turn.go(ask_summary)


def _meanwhile(turn: Turn[AnswerDraft], sheet: Sheet, fields: Collection[int]) -> list[str]:
    """Who else has answered these since they were shown."""
    those = [kept for id in fields if (kept := sheet.values.get(id)) is not None]
    beside, own = turn.draft.beside, turn.person.id
    return sorted({k.name for k in those if k.value.id != beside.get(k.value.field_id) and k.value.person_id != own})


def _look(draft: AnswerDraft, sheet: Sheet) -> None:
    """Note what stands in the fields now."""
    draft.beside = {cell.field: kept.value.id for cell in draft.cells if (kept := sheet.values.get(cell.field))}
