"""[📈 Trend]: the last weeks as a picture, and in words what got worse and what got better."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from bot.conversation.dialog import Conversation
from bot.delivery.voice import Voice
from bot.files import lights as picture
from bot.texts import Words, shorten
from bot.updates.turn import Draft, Turn
from handlers.status.report import lights
from handlers.status.views import ShowTrend
from models.people.person import Somebody
from models.people.right import Needs, Right
from models.status import status_round
from models.status import trend as trends
from models.status.answer import Light
from models.status.status_round import StatusRound
from models.status.trend import Cell, Move, Moves, Row, Silence, Trend

COMMUNE_SHOWN, PROJECT_SHOWN = 24, 40
"""All that is named fits into a caption."""
SEEN: Mapping[Cell, str] = {
    Light.GREEN: "green",
    Light.AMBER: "amber",
    Light.RED: "red",
    Silence.NO_ANSWER: "silent",
}

trend = Conversation("trend", Draft, who=Right.SEE_ROUND)


@trend.tapped(ShowTrend)
async def send_trend(turn: Turn[Draft], _tap: ShowTrend) -> None:
    """Up to the newest round, as it is now."""
    if not turn.may(Right.SEE_ROUND):
        turn.toast("common.not_allowed_toast")
        return
    newest = await status_round.latest(turn.session)
    if newest is None:
        turn.toast("common.stale")
        return
    await show(turn, newest, [turn.person])


async def show(
    voice: Voice,
    newest: StatusRound,
    people: Sequence[Somebody],
    *,
    as_of: object = None,
    once: str | None = None,
    **how: Any,
) -> None:
    """Each of these people gets it in their own language, drawn outside the transaction; with ``once`` as in ``tell``.

    It is drawn anew where ``as_of`` differs when it is ready.
    """
    spoken = frozenset(person.language for person in people)

    async def read() -> Callable[[], dict[str, tuple[bytes, Markup]]]:
        found = await trends.trend(voice.session, newest)
        texts = [voice.house.texts[language] for language in spoken]
        return lambda: {words.language: (draw_trend(words, found), in_words(words, found)) for words in texts}

    pictures = await voice.drawn(("trend", newest.week, spoken, as_of), read)
    for person in people:
        content, caption = pictures[person.language]
        key = f"{once}:person:{person.id}" if once else None
        voice.send_file(
            person.telegram_id, content, f"trend-{newest.week}.png", caption=caption, as_photo=True,
            needs=Needs(Right.SEE_ROUND), once=key, **how,
        )  # fmt: skip


def draw_trend(words: Words, found: Trend) -> bytes:
    """With its letters and names in the reader's language."""
    rows = [Row(row.name or words.plain("trend.no_field"), row.cells) for row in found.rows]
    names = {cell: (words.plain(f"trend.letter_{name}"), words.plain(f"trend.{name}")) for cell, name in SEEN.items()}
    return picture.draw(
        found.weeks, rows, title=_title(words, found), week=words.plain("trend.week"),
        heading=words.plain("trend.all_projects"), names=names,
    )  # fmt: skip


# --- words ----------------------------------------


def in_words(words: Words, found: Trend) -> Markup:
    """How all projects stand by everybody's last word, and what has changed since the round before."""
    *before, now = found.weeks
    stand = words("trend.stand", lights=lights(now.lights))
    if before:
        stand += words("trend.stood", lights=lights(before[-1].lights))
    nothing = [words("trend.nothing_moved")] if before else []
    lines = [
        Markup("<b>📈 {}</b>").format(_title(words, found)),
        stand,
        *([words("trend.of_fields", n=trends.ONE_IN)] if found.of_fields else []),
        *(_moved(words, "trend.worse", found.worse) + _moved(words, "trend.better", found.better) or nothing),
    ]
    return Markup("\n").join(lines)


def _title(words: Words, found: Trend) -> str:
    first, last = found.weeks[0].number, found.weeks[-1].number
    weeks = f"{first}–{last}" if len(found.weeks) > 1 else f"{last}"
    return words.plain("trend.title", n=len(found.weeks), weeks=weeks)


def _moved(words: Words, title: str, moves: Moves) -> list[Markup]:
    if not moves.shown:
        return []
    others = [words("report.and_others", n=moves.others)] if moves.others else []
    head = Markup("\n") + words(title, number=len(moves.shown) + moves.others)
    return [head, *(_move(words, move) for move in moves.shown), *others]


def _move(words: Words, move: Move) -> Markup:
    before = move.before.sign if move.before is not None else words.plain("trend.new")
    commune, project = shorten(move.commune, COMMUNE_SHOWN), shorten(move.project, PROJECT_SHOWN)
    return words("trend.move", before=before, now=move.now.sign, commune=commune, project=project)
