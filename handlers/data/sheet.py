"""[📊 Excel] on the card of a call: one row a value, one row a commune with sums and medians; [🧮 Kompletność]."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from statistics import median

from markupsafe import Markup

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from bot.files import completeness as files
from bot.files.sheets import Cell, Table, as_xlsx
from bot.texts import Words, shorten
from handlers.data.values import shown
from handlers.data.views import Completeness, Export, call_for
from models.calendar import Clock
from models.data import call as calls
from models.data import standing
from models.data.call import DataCall, DataField
from models.data.standing import Counts, Stand, Told
from models.data.value import Kind, State
from models.people.permission import Needs, Right

sheet = Conversation("data_sheet", Draft, who=Right.CALL_DATA, parks=False)
Column = Callable[[Words, Clock, Told], Cell]


@sheet.tapped(Export)
async def export(turn: Turn[Draft], tap: Export) -> None:
    """Written outside of the transaction."""
    of = await call_for(turn, tap.call)

    async def read() -> Callable[[], bytes]:
        answers = await standing.answers(turn.session, of.id)
        return lambda: written(turn.words, turn.services.clock, of, answers.fields, answers.told())

    content = await turn.drawn(("data", of.id, turn.person.language), read)
    caption = turn.words("data_sheet.caption", title=of.title)
    turn.give(content, f"dane-{of.id}.xlsx", caption=caption, needs=Needs(Right.CALL_DATA))


# --- the picture ----------------------------------------

SEEN = {State.GIVEN: files.GIVEN, State.LACKING: files.LACKING, State.NOT_APPLICABLE: files.NOT_APPLICABLE}
SIGNS = {**{state.name.lower(): sign for state, sign in SEEN.items()}, "wrong": files.WRONG, "silent": files.WAITS}
NAME_SHOWN, CAPTIONED = 24, 20
"""Signs of a name, and fields, that fit into a caption."""


@sheet.tapped(Completeness)
async def show_completeness(turn: Turn[Draft], tap: Completeness) -> None:
    """[🧮 Kompletność]: who has said what of each field; of many communes, how many have."""
    of = await call_for(turn, tap.call)

    async def read() -> Callable[[], tuple[bytes, Markup]]:
        fields = await calls.fields_of(turn.session, of.id)
        stands = await standing.standing(turn.session, of.id)
        if len(stands) > files.ROWS:
            found = signs(fields, await standing.counts(turn.session, of.id), asked=len(stands))
            heads, rows = list(files.LOOKS), by_field(found)
        else:
            states = await standing.states(turn.session, of.id)
            said = Counter((field, *state) for (_, field), state in states.items())
            found = signs(fields, said, asked=len(stands))
            heads, rows = [str(number) for number in range(1, 1 + len(fields))], by_commune(fields, stands, states)
        return lambda: (_drawn(turn.words, of, heads, rows), _in_words(turn.words, of, found))

    content, caption = await turn.drawn(("completeness", of.id, turn.person.language), read)
    turn.give(content, f"dane-{of.id}.png", caption=caption, as_photo=True, needs=Needs(Right.CALL_DATA))


def _sign(state: State, *, is_returned: bool) -> str:
    return files.WRONG if is_returned else SEEN.get(state, files.WAITS)


def _unsaid(field: DataField) -> str:
    return files.WAITS if field.required else files.NOT_APPLICABLE


def signs(fields: Sequence[DataField], said: Counts, *, asked: int) -> list[tuple[str, Counter[str]]]:
    """By name of the field how many of those that were asked have said what."""
    unsaid = {field.id: _unsaid(field) for field in fields}
    found = {id: Counter({sign: asked}) for id, sign in unsaid.items()}
    for (field_id, state, is_returned), communes in said.items():
        found[field_id].update({_sign(state, is_returned=is_returned): communes})
        found[field_id].subtract({unsaid[field_id]: communes})
    return [(field.name, found[field.id]) for field in fields]


def by_commune(
    fields: Sequence[DataField], stands: Sequence[Stand], states: Mapping[tuple[int, int], tuple[State, bool]]
) -> list[files.Row]:
    """Those of which most is lacking first; what each says of each field."""

    def sign(stand: Stand, field: DataField) -> str:
        said = states.get((stand.obligation_id, field.id))
        return _sign(said[0], is_returned=said[1]) if said is not None else _unsaid(field)

    return [
        (stand.commune, [(one := sign(stand, field), one) for field in fields])
        for stand in sorted(stands, key=lambda stand: stand.filled)
    ]


def by_field(found: Sequence[tuple[str, Counter[str]]]) -> list[files.Row]:
    """There are too many communes to name them: how many of them have said what of each field."""
    return [(name, [(sign, str(counted[sign])) for sign in files.LOOKS]) for name, counted in found]


def _drawn(words: Words, of: DataCall, heads: Sequence[str], rows: Sequence[files.Row]) -> bytes:
    names = {sign: words.plain(f"data.state_{name}") for name, sign in SIGNS.items()}
    return files.draw(rows[: files.ROWS], heads, title=of.title, names=names)


def _in_words(words: Words, of: DataCall, found: Sequence[tuple[str, Counter[str]]]) -> Markup:
    """``1. Miejsca w żłobkach: + 9 Ø 1 … 5``"""
    lines = [
        f"{number}. {shorten(name, NAME_SHOWN)}: " + " ".join(f"{s} {n}" for s in files.LOOKS if (n := counted[s]))
        for number, (name, counted) in enumerate(found, 1)
    ]
    caption = [words("data_sheet.caption", title=shorten(of.title, 2 * NAME_SHOWN)), *map(Markup.escape, lines)]
    return Markup("\n").join(caption[: 1 + CAPTIONED])


# --- the tables ----------------------------------------


def cell(words: Words, field: DataField, of: Told) -> Cell:
    """A number as a number, a day as a day, all else in words; nothing where there is no value."""
    value = of.value
    if value is None or value.state is not State.GIVEN:
        return None
    if field.kind.is_number and value.exact is not None:
        return int(value.exact) if field.kind is Kind.WHOLE else Decimal(value.exact)
    return date.fromisoformat(value.exact) if field.kind is Kind.DAY and value.exact else shown(words, field, value)


def _mark(words: Words, *, said: bool | None) -> Cell:
    return words.plain("sheet.yes") if said else None


def _state(of: Told) -> str:
    if of.value is not None:
        return f"data.state_{of.value.state.name.lower()}"
    return "data.state_silent" if of.field.required else "data.not_given"


LONG: dict[str, Column] = {
    "commune": lambda _words, _clock, of: of.commune,
    "field": lambda _words, _clock, of: of.field.name,
    "unit": lambda _words, _clock, of: of.field.unit,
    "value": lambda words, _clock, of: cell(words, of.field, of),
    "state": lambda words, _clock, of: words.plain(_state(of)),
    "reason": lambda _words, _clock, of: of.value.reason if of.value else None,
    "expected": lambda _words, _clock, of: of.value.expected_on if of.value else None,
    "author": lambda _words, _clock, of: of.value.author if of.value else None,
    "at": lambda _words, clock, of: clock.local(of.value.at) if of.value else None,
    "late": lambda words, _clock, of: _mark(words, said=of.value is not None and of.value.late),
}


def written(words: Words, clock: Clock, of: DataCall, fields: Sequence[DataField], told: Sequence[Told]) -> bytes:
    """The long one to reckon with, the wide one to read."""
    plain = words.plain
    titles = [plain(f"data_sheet.column_{name}") for name in LONG]
    rows = [[column(words, clock, one) for column in LONG.values()] for one in told]
    tables = [
        Table(plain("data_sheet.wide"), [titles[0], *map(_title, fields)], _wide(words, fields, told)),
        Table(
            plain("data_sheet.long"), [*titles, plain("data_sheet.column_period")], [[*row, of.period] for row in rows]
        ),
    ]
    return as_xlsx(tables, now=clock.now())


def _title(field: DataField) -> str:
    return field.name + (f" [{field.unit}]" if field.unit else "")


def _wide(words: Words, fields: Sequence[DataField], told: Sequence[Told]) -> list[list[Cell]]:
    """Where there is no value, what there is instead; under them sums and medians."""
    rows: list[list[Cell]] = []
    numbers: list[list[Decimal]] = [[] for _ in fields]
    for commune, of_it in groupby(told, lambda one: one.commune):
        row: list[Cell] = [commune]
        for at, one in enumerate(of_it):
            found = cell(words, one.field, one)
            if one.field.kind.is_number and isinstance(found, int | Decimal):
                numbers[at].append(Decimal(found))
            instead = shown(words, one.field, one.value) if one.value is not None and found is None else None
            row.append(found if found is not None else instead)
        rows.append(row)
    sums: list[Cell] = [_sum(field, of_it) for field, of_it in zip(fields, numbers, strict=True)]
    medians: list[Cell] = [median(of_it) if of_it else None for of_it in numbers]
    return [*rows, [words.plain("data_sheet.sum"), *sums], [words.plain("data_sheet.median"), *medians]]


def _sum(field: DataField, numbers: Sequence[Decimal]) -> Cell:
    """Percentages do not add up."""
    return sum(numbers, Decimal()) if numbers and field.kind is not Kind.PERCENT else None
