"""How a project looks on a phone, and who may change it. Shared by the conversations about projects."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from babel.numbers import format_decimal
from markupsafe import Markup

from bot.conversation.buttons import Tap
from bot.conversation.dialog import opening
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.texts import Words, shorten
from handlers.commune_picker import named
from models.people.commune import Commune
from models.people.permission import Right
from models.project import project as projects
from models.project import remark as remarks
from models.project.project import READINESS, Card, Milestone, Project
from models.risk import risk
from models.status import history, last_word
from models.status.answer import Light
from models.status.last_word import Stands

T = TypeVar("T")

SENTENCE_SHOWN = 300
WEEKS = 12
RISKS_SHOWN = REMARKS_SHOWN = 3


class Change(Tap, tag="project_edit.open", was="project.change"):
    project: int


class Milestones(Tap, tag="milestone.open", was="project.milestones"):
    """Open its milestones, to change them."""

    project: int


class ShowCard(Tap, tag="project.card"):
    project: int


class Remark(Tap, tag="project_remark.open"):
    """Add a sentence for a partner."""

    project: int


class History(Tap, tag="project_history.show"):
    """What was said of the project, round by round, the newest first; without a page it is shown below the card."""

    project: int
    page: int | None


class Archive(
    Tap,
    tag="project.archiving",
    was={
        "project.archive": {"sure": None},
        "project.yes_archive": {"sure": True},
        "project.no_archive": {"sure": False},
    },
):
    """Archive the project; None: asks first."""

    project: int
    sure: bool | None = None


# --- who may ----------------------------------------


async def editable(turn: Turn[Any], project_id: int, *, gone: str = "common.stale") -> Project:
    """The active project of a card, locked, if this person may change it."""
    found = await projects.in_hand(turn.session, project_id, locked=True)
    if found is None:
        raise Refused(gone)
    turn.require(Right.EDIT_PROJECTS, found.commune_id)
    return found


async def still_editable(turn: Turn[Any], project_id: int) -> Project:
    """The same for the project of a dialog, read anew at every step."""
    return await editable(turn, project_id, gone="project.gone")


# --- words ----------------------------------------


async def card(turn: Turn[Any], project_id: int) -> Message | None:
    """The card of an active project, with this person's buttons."""
    found = await projects.card(turn.session, project_id)
    if found is None or found.project.archived_at is not None:
        return None
    keyboard = [[opening(turn.words, "project")]]
    if turn.may(Right.EDIT_PROJECTS, found.project.commune_id):
        keyboard = [
            [
                turn.button("project.change", Change(project=project_id)),
                turn.button("project.milestones", Milestones(project=project_id)),
            ],
            [turn.button("project.archive", Archive(project=project_id)), *keyboard[0]],
        ]
    in_words = may_read_words(turn, found)
    remark = [[turn.button("project.remark", Remark(project=project_id))]] if partner_of(turn, found) else []
    said = await _remarks(turn, project_id) if in_words else Markup("")
    stands = await last_word.stands(turn.session, project_id)
    if stands is None:
        return Message(card_text(turn.words, found, turn.today, said), [*remark, *keyboard])
    lights = await history.weeks(turn.session, project_id, number=WEEKS)
    told = _stands(turn, stands, lights, in_words=in_words) + said
    if in_words:
        told += await _risks(turn, project_id)
    shown = [turn.button("project.history", History(project=project_id, page=None))]
    return Message(card_text(turn.words, found, turn.today, told), [shown, *remark, *keyboard])


def partner_of(turn: Turn[Any], card: Card) -> Commune | None:
    """The partner commune in whose team the person is."""
    mine = {held.commune_id for held in turn.memberships}
    return next((partner for partner in card.partners if partner.id in mine), None)


async def _remarks(turn: Turn[Any], project_id: int) -> Markup:
    """``💬 Skawina (Ewa Lis, pt. 27.11, 9:00): Grunt jest kupiony``, the newest first."""
    words = turn.words
    found = await remarks.newest(turn.session, project_id, number=REMARKS_SHOWN)
    lines = [
        words(
            "project.remark_line", commune=of.commune, name=of.name, at=turn.services.moment(words, of.at), text=of.text
        )
        for of in found
    ]
    return Markup("").join(line + "\n" for line in lines)


async def _risks(turn: Turn[Any], project_id: int) -> Markup:
    """``Zagrożenia: R-12, R-15``, the worst first."""
    numbers = await risk.open_of(turn.session, project_id)
    if not numbers:
        return Markup("")
    others = turn.words("report.and_others", n=len(numbers) - RISKS_SHOWN) if len(numbers) > RISKS_SHOWN else ""
    return turn.words("project.risks", risks=", ".join(f"R-{n}" for n in numbers[:RISKS_SHOWN]), others=others)


def may_read_words(turn: Turn[Any], card: Card) -> bool:
    """The teams that carry out a project and the Office read what was said of it; everybody sees its light."""
    theirs = {card.project.commune_id, *(partner.id for partner in card.partners)}
    return turn.may(Right.SEE_ROUND) or any(held.commune_id in theirs for held in turn.memberships)


def _stands(turn: Turn[Any], stands: Stands, lights: Sequence[Light | None], *, in_words: bool) -> Markup:
    """``🟡 od 3 tyg. · 85% · 27.11``, below its lights week by week, and the last words with their author."""
    words, local = turn.words, turn.services.clock.local(stands.at)
    weeks = (turn.today - stands.since).days // 7 + 1
    parts = [f"{stands.light.sign} {words.plain('project.stands_since', n=weeks)}"]
    parts += [f"{stands.progress}%"] if stands.progress is not None else []
    lines = [Markup.escape(" · ".join([*parts, words.day(local.date(), year=False)]))]
    if len(lights) > 1:
        row = "".join(light.sign if light is not None else "⚪" for light in lights)
        lines.append(words("project.weeks", lights=row, n=len(lights)))
    if in_words and stands.sentence:
        sentence = shorten(stands.sentence, SENTENCE_SHOWN)
        lines.append(words("project.said", sentence=sentence, name=stands.author))
    return Markup("").join(line + "\n" for line in lines)


def card_text(words: Words, card: Card, today: date, stands: Markup) -> Markup:
    """Everything known of a project."""
    of = card.project
    unknown = words("project.unknown")
    lines = [
        milestone_line(words, milestone, today) + _at_first(words, card, milestone) for milestone in card.milestones
    ]
    return words(
        "project.card",
        name=of.name,
        stands=stands,
        commune=card.commune.name,
        partners=", ".join(commune.name for commune in named(card.partners, "")) or unknown,
        field=card.field.name if card.field is not None else unknown,
        span=_span(words, of) or unknown,
        budget=amount(words, of.budget) if of.budget is not None else unknown,
        funding=of.funding or unknown,
        readiness=" · ".join(readiness(words, which, getattr(of, which)) for which in READINESS),
        milestones="\n".join(lines) or unknown,
    )


def _span(words: Words, project: Project) -> str:
    start = words.day(project.start) if project.start is not None else None
    end = words.day(project.end) if project.end is not None else None
    if start is not None and end is not None:
        return f"{start} – {end}"
    if start is not None:
        return words.plain("project.since", day=start)
    return words.plain("project.until", day=end) if end is not None else ""


def amount(words: Words, value: Decimal) -> str:
    """``1 250 000 zł``; groszy only if there are any."""
    pattern = "#,##0" if value == value.to_integral_value() else "#,##0.00"
    return words.plain("project.amount", amount=format_decimal(value, pattern, locale=words.language))


def readiness(words: Words, which: str, value: str) -> str:
    """``grunty: tak``."""
    return f"{words.plain(f'readiness.{which}')}: {words.plain(f'ready.{value}')}"


def milestone_line(words: Words, milestone: Milestone, today: date) -> str:
    """``⏳ 10.12.2026 · Przetarg``: reached, coming or overdue."""
    due = words.day(milestone.due)
    if milestone.reached_on is not None:
        reached = words.day(milestone.reached_on)
        return words.plain("project.milestone_reached", due=due, name=milestone.name, reached=reached)
    sign = "❗" if milestone.due < today else "⏳"
    return words.plain("project.milestone", sign=sign, due=due, name=milestone.name)


def _at_first(words: Words, card: Card, milestone: Milestone) -> str:
    """`` (pierwotnie 20.11.2026)``"""
    first = card.first_days.get(milestone.id)
    return words.plain("project.at_first", day=words.day(first)) if first not in (None, milestone.due) else ""
