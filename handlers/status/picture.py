"""The trend of the last weeks as a picture, and in words what got worse and what got better."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from bot.files import lights as files
from bot.texts import Words, shorten
from handlers.status.views.report import lights
from models.db.some import Some
from models.status.answer import Light
from models.status.trend import ONE_IN, Cell, Move, Row, Silence, Trend

COMMUNE_SHOWN, PROJECT_SHOWN = 24, 40
"""Lengths at which all names fit into a caption."""
SEEN: Mapping[Cell, str] = {
    Light.GREEN: "green",
    Light.AMBER: "amber",
    Light.RED: "red",
    Silence.NO_ANSWER: "silent",
}


def in_languages(catalogs: Iterable[Words], found: Trend) -> dict[str, tuple[bytes, Markup]]:
    """The picture and its caption, in each of these languages."""
    return {words.language: (draw_trend(words, found), in_words(words, found)) for words in catalogs}


def draw_trend(words: Words, found: Trend) -> bytes:
    """Letters and names are in the reader's language."""
    rows = [Row(row.name or words.plain("trend.no_field"), row.cells) for row in found.rows]
    names = {cell: (words.plain(f"trend.letter_{name}"), words.plain(f"trend.{name}")) for cell, name in SEEN.items()}
    return files.draw(
        found.weeks, rows, title=_title(words, found), week=words.plain("trend.week"),
        heading=words.plain("trend.all_projects"), names=names,
    )  # fmt: skip


# --- words ----------------------------------------


def in_words(words: Words, found: Trend) -> Markup:
    """How all projects stand by the last word on each, and what has changed since the round before."""
    *before, now = found.weeks
    stand = words("trend.stand", lights=lights(now.lights))
    if before:
        stand += words("trend.stood", lights=lights(before[-1].lights))
    nothing = [words("trend.nothing_moved")] if before else []
    lines = [
        Markup("<b>📈 {}</b>").format(_title(words, found)),
        stand,
        *([words("trend.of_fields", n=ONE_IN)] if found.of_fields else []),
        *(_moved(words, "trend.worse", found.worse) + _moved(words, "trend.better", found.better) or nothing),
    ]
    return Markup("\n").join(lines)


def _title(words: Words, found: Trend) -> str:
    first, last = found.weeks[0].number, found.weeks[-1].number
    weeks = f"{first}–{last}" if len(found.weeks) > 1 else f"{last}"
    return words.plain("trend.title", n=len(found.weeks), weeks=weeks)


def _moved(words: Words, title: str, moves: Some[Move]) -> list[Markup]:
    if not moves.shown:
        return []
    others = [words("report.and_others", n=moves.others)] if moves.others else []
    head = Markup("\n") + words(title, number=moves.total)
    return [head, *(_move(words, move) for move in moves.shown), *others]


def _move(words: Words, move: Move) -> Markup:
    before = move.before.sign if move.before is not None else words.plain("trend.new")
    commune, project = shorten(move.commune, COMMUNE_SHOWN), shorten(move.project, PROJECT_SHOWN)
    return words("trend.move", before=before, now=move.now.sign, commune=commune, project=project)
