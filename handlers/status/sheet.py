"""[📊 Excel] under /raport: everything reported in a round, a month, a quarter or a span of days."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum, auto

from bot.conversation import reading
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused, there
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from bot.files.sheets import Cell, Table, Tinted, as_xlsx
from bot.texts import Words
from handlers.status.views.report import Export
from models.calendar import Clock, months_after
from models.people.permission import Needs, Right
from models.reading.day import read_span
from models.status import status_round as rounds
from models.status import table
from models.status.answer import Light
from models.status.table import Reported

TINTS: Mapping[Light, str] = {Light.GREEN: "#C2E9CE", Light.AMBER: "#FFE3A3", Light.RED: "#F4B6B0"}
"""Dark letters are readable on each, also in grey print."""


class Period(StrEnum):
    """A period counted from the Monday of the round."""

    ROUND = auto()
    MONTH = auto()
    QUARTER = auto()

    def days(self, monday: date) -> tuple[date, date]:
        """The first and the last day."""
        if self is Period.ROUND:
            return monday, monday
        months = 1 if self is Period.MONTH else 3
        first = monday.replace(month=(monday.month - 1) // months * months + 1, day=1)
        return first, months_after(first, months) - timedelta(days=1)


class SheetDraft(Draft):
    monday: date


sheet = Conversation("sheet", SheetDraft, who=Right.SEE_ROUND)


@sheet.tapped(Export)
async def begin(turn: Turn[SheetDraft], tap: Export) -> None:
    """The report stays where it is."""
    turn.require(Right.SEE_ROUND)
    of = there(await rounds.with_id(turn.session, tap.status_round))
    await turn.begin(sheet, SheetDraft(monday=of.monday), ask_period)


@sheet.step(answers={"leave": leave})
async def ask_period(turn: Turn[SheetDraft]) -> Message:
    """``Z jakiego okresu?``"""
    periods = [turn.choice(period, f"sheet.{period}") for period in Period]
    week = turn.draft.monday.isocalendar().week
    return Message(turn.words("sheet.ask_period", week=week), [periods, [turn.answer("sheet.leave")]])


@ask_period.chosen
async def pick_period(turn: Turn[SheetDraft], period: Period) -> None:
    """The round itself, or the month or quarter in which it began."""
    await _send(turn, *period.days(turn.draft.monday))


@ask_period.reads(lambda turn, told: reading.known(read_span(told.text, turn.today), "sheet.bad_period"))
async def tell_period(turn: Turn[SheetDraft], span: tuple[date, date | None]) -> None:
    """``1.10–30.11``"""
    first, last = span
    await _send(turn, first, last or first)


async def _send(turn: Turn[SheetDraft], first: date, last: date) -> None:
    async def read() -> Callable[[], tuple[bytes, int]]:
        lines = await table.reported(turn.session, first=rounds.monday_of(first), last=last, now=turn.now)
        return lambda: (written(turn.words, turn.services.clock, lines), len(lines))

    content, number = await turn.drawn(("status", first, last), read)
    if not number:
        raise Refused("sheet.nothing", stays=True)
    days = turn.words.days(first, last) if first < last else turn.words.day(first)
    await turn.end()
    caption = turn.words("sheet.caption", days=days, n=number)
    name = f"status-{first.isoformat()}–{last.isoformat()}.xlsx"
    turn.give(content, name, caption=caption, needs=Needs(Right.SEE_ROUND))


# --- the table ----------------------------------------

Column = Callable[[Words, Clock, Reported], Cell]
WHERE: dict[str, Column] = {
    "week": lambda _words, _clock, of: of.monday.isocalendar().week,
    "monday": lambda _words, _clock, of: of.monday,
    "commune": lambda _words, _clock, of: of.commune,
    "project": lambda _words, _clock, of: of.project,
}
SAID: dict[str, Column] = {
    "field": lambda _words, _clock, of: of.field,
    "light": lambda words, _clock, of: _light(words, of.light),
    "progress": lambda _words, _clock, of: of.progress,
    "sentence": lambda _words, _clock, of: of.sentence,
    "author": lambda _words, _clock, of: of.author,
    "answered_at": lambda _words, clock, of: clock.local(of.answered_at) if of.author and of.answered_at else None,
}
"""With the place these are ten columns, which fit on a sheet of paper."""
BESIDES: dict[str, Column] = {
    "late": lambda words, _clock, of: _mark(words, said=of.late),
    "on_behalf": lambda words, _clock, of: _mark(words, said=of.on_behalf),
    "unchanged": lambda _words, _clock, of: of.unchanged,
    "files": lambda _words, _clock, of: of.files or None,
}


def written(words: Words, clock: Clock, lines: Sequence[Reported]) -> bytes:
    """What people read, and on a second sheet what they look up."""
    sheets = [
        _sheet(words, clock, "sheet.name", {**WHERE, **SAID}, lines),
        _sheet(words, clock, "sheet.name_besides", {**WHERE, **BESIDES}, lines),
    ]
    return as_xlsx(sheets, now=clock.now())


def _sheet(words: Words, clock: Clock, name: str, columns: Mapping[str, Column], lines: Sequence[Reported]) -> Table:
    titles = [words.plain(f"sheet.column_{column}") for column in columns]
    return Table(words.plain(name), titles, [[cell(words, clock, of) for cell in columns.values()] for of in lines])


def _light(words: Words, light: Light | None) -> Cell:
    if light is None:
        return words.plain("sheet.no_answer")
    return Tinted(words.plain(f"sheet.light_{light.name.lower()}"), TINTS.get(light, "#FFFFFF"))


def _mark(words: Words, *, said: bool | None) -> Cell:
    return words.plain("sheet.yes") if said else None
