"""The register of risks as files: the matrix as a picture, the list as a table for a spreadsheet."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.conversation.turn import Turn
from bot.files import matrix
from bot.files.matrix import Scale, Tray
from bot.files.sheets import Cell, Table, Tinted, as_csv, as_xlsx
from bot.texts import Words, shorten
from handlers.risk.register.draft import Browsing, reader
from handlers.risk.register.draft import risks as risks
from handlers.risk.register.register import browse
from handlers.risk.register.views import band_in_words, filters_in_words
from models.calendar import Clock
from models.people.permission import Needs, Right
from models.risk import register as risk_register
from models.risk.register import Entry, Line, Placed
from models.risk.risk import DONE, STEPS, Band, band_of

UNRATED_SHOWN = 12
NAME_SHOWN = 40

# --- the matrix ----------------------------------------


@browse.answer("matrix")
async def send_matrix(turn: Turn[Browsing]) -> None:
    """Likelihood up, impact across; the caption has the risks that are not on it, and the worst by name."""
    day = turn.words.day(turn.today)

    async def read() -> Callable[[], tuple[bytes, Placed]]:
        placed = await risk_register.placed(turn.session, reader(turn), turn.draft.wanted)
        return lambda: (draw_matrix(turn.words, placed, day), placed)

    picture, placed = await turn.drawn(("png", reader(turn), turn.draft.wanted), read)
    caption = [
        turn.words("risks.matrix_caption", day=day, n=placed.rated),
        turn.words("risks.unrated", numbers=_unrated(placed)) if placed.unrated else Markup(""),
        *(_named(turn.words, line) for line in placed.worst),
        turn.words("risks.arrows") if placed.moves else Markup(""),
    ]
    await _send(turn, picture, "png", caption, as_photo=True)


def _unrated(placed: Placed) -> str:
    """``🔴 R-11 · R-12 · 🟡 R-3 +4``"""
    parts, before = [], None
    for band, number in placed.unrated[:UNRATED_SHOWN]:
        parts.append(number if band is before else f"{band.sign} {number}")
        before = band
    rest = len(placed.unrated) - len(parts)
    return " · ".join(parts) + (f" +{rest}" if rest else "")


def _named(words: Words, line: Line) -> Markup:
    """``🟠 R-8 · 16 → 8 · P+R Podłęże, Niepołomice``"""
    place = f"{shorten(line.project, NAME_SHOWN)}, {line.commune}" if line.project is not None else line.commune
    score = str(line.score) if line.score is not None else words.plain("risks.not_rated")
    if line.score is not None and line.score_after is not None:
        score += f" → {line.score_after}"
    return Markup("{} {} · {} · {}").format(line.level.sign, line.number, score, place)


def draw_matrix(words: Words, placed: Placed, day: str) -> bytes:
    """The picture, with its scales and bands in the reader's language."""
    return matrix.draw(
        placed.cells,
        title=words.plain("risks.matrix_title", day=day),
        up=Scale(words.plain("risks.likelihood"), [words.plain(f"risks.likelihood_{step}") for step in STEPS]),
        across=Scale(words.plain("risks.impact"), [words.plain(f"risks.impact_{step}") for step in STEPS]),
        bands=[matrix.Band(band.least, band.upper(), words.plain(f"risks.band_{band}")) for band in Band],
        moves=placed.moves,
        tray=Tray(words.plain("risks.tray"), [(list(Band).index(band), number) for band, number in placed.unrated]),
    )


# --- the table ----------------------------------------


COLUMNS: dict[str, Callable[[Words, Clock, Entry], Cell]] = {
    "number": lambda _words, _clock, of: of.risk.number,
    "commune": lambda _words, _clock, of: of.commune,
    "project": lambda _words, _clock, of: of.project,
    "field": lambda _words, _clock, of: of.field,
    "category": lambda words, _clock, of: words.plain(f"category.{of.risk.category}") if of.risk.category else None,
    "severity": lambda words, _clock, of: words.plain(f"risk.severity_{of.risk.severity}"),
    "text": lambda _words, _clock, of: of.risk.text,
    "cause": lambda _words, _clock, of: of.risk.cause,
    "event": lambda _words, _clock, of: of.risk.event,
    "effect": lambda _words, _clock, of: of.risk.effect,
    "likelihood": lambda _words, _clock, of: of.risk.likelihood,
    "impact": lambda _words, _clock, of: of.risk.impact,
    "score": lambda _words, _clock, of: of.risk.score,
    "band": lambda words, _clock, of: _band(words, of.risk.level),
    "likelihood_after": lambda _words, _clock, of: of.risk.likelihood_after,
    "impact_after": lambda _words, _clock, of: of.risk.impact_after,
    "score_after": lambda _words, _clock, of: of.risk.score_after,
    "band_after": lambda words, _clock, of: _band(words, band_of(score) if (score := of.risk.score_after) else None),
    "proximity": lambda words, _clock, of: words.plain(f"proximity.{of.risk.proximity}") if of.risk.proximity else None,
    "response": lambda words, _clock, of: words.plain(f"response.{of.risk.response}") if of.risk.response else None,
    "owner": lambda _words, _clock, of: of.owner,
    "state": lambda words, _clock, of: words.plain(f"risk.state_{of.risk.state}"),
    "author": lambda _words, _clock, of: of.author,
    "raised_at": lambda _words, clock, of: clock.local(of.risk.raised_at),
    "taker": lambda _words, _clock, of: of.taker,
    "taken_at": lambda _words, clock, of: clock.local(of.risk.taken_at) if of.risk.taken_at is not None else None,
    "ended_at": lambda _words, clock, of: _ended(clock, of),
    "reason": lambda _words, _clock, of: of.reason if of.risk.state in DONE else None,
    "open_actions": lambda _words, _clock, of: of.open_actions,
    "next_due": lambda _words, _clock, of: of.next_due,
}


PRINTED = ("number", "commune", "project", "text", "category", "band", "score", "state", "owner", "next_due")
"""Columns that people read; they fit on a sheet of paper. The others are on a second sheet."""
KEYS = ("number", "commune")


def _band(words: Words, band: Band | None) -> Cell:
    if band is None:
        return None
    look = matrix.LOOKS[list(Band).index(band)]
    return Tinted(band_in_words(words, band), "#{:02X}{:02X}{:02X}".format(*look.colour))


def _ended(clock: Clock, of: Entry) -> Cell:
    return clock.local(of.moved_at) if of.moved_at is not None and of.risk.state in DONE else None


def _table(words: Words, clock: Clock, name: str, columns: Sequence[str], entries: Sequence[Entry]) -> Table:
    titles = [words.plain(f"risks.column_{column}") for column in columns]
    return Table(name, titles, [[COLUMNS[column](words, clock, entry) for column in columns] for entry in entries])


def in_sheets(words: Words, clock: Clock, entries: Sequence[Entry]) -> bytes:
    """For Excel, in the reader's language."""
    besides = [*KEYS, *(column for column in COLUMNS if column not in PRINTED)]
    sheets = {"risks.table": PRINTED, "risks.table_besides": besides}
    tables = [_table(words, clock, words.plain(name), columns, entries) for name, columns in sheets.items()]
    return as_xlsx(tables, now=clock.now())


def in_text(words: Words, clock: Clock, entries: Sequence[Entry]) -> bytes:
    """For other programs: all columns in one table."""
    table = _table(words, clock, "", list(COLUMNS), entries)
    return as_csv(table.titles, table.rows)


@browse.answer("sheet")
async def send_sheet(turn: Turn[Browsing]) -> None:
    """[📊 Excel]"""
    await _send_table(turn, "xlsx", in_sheets)


@browse.answer("csv")
async def send_text(turn: Turn[Browsing]) -> None:
    """[📄 CSV]"""
    await _send_table(turn, "csv", in_text)


async def _send_table(
    turn: Turn[Browsing], kind: str, written: Callable[[Words, Clock, Sequence[Entry]], bytes]
) -> None:
    async def read() -> Callable[[], tuple[bytes, int]]:
        entries = await risk_register.entries(turn.session, reader(turn), turn.draft.wanted)
        return lambda: (written(turn.words, turn.services.clock, entries), len(entries))

    content, number = await turn.drawn((kind, reader(turn), turn.draft.wanted), read)
    caption = turn.words("risks.table_caption", day=turn.words.day(turn.today), n=number)
    await _send(turn, content, kind, [caption], as_photo=False)


async def _send(turn: Turn[Browsing], content: bytes, kind: str, caption: list[Markup], *, as_photo: bool) -> None:
    lines = (*caption, await filters_in_words(turn))
    name = f"{risks.command(turn.words.language)}-{turn.today.isoformat()}.{kind}"
    whole = Markup("\n").join(line for line in lines if line)
    turn.give(content, name, caption=whole, as_photo=as_photo, needs=Needs(Right.READ_RISKS))
