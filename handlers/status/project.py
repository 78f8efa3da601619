"""The middle of the weekly status: one project after another, with the milestones that are due."""

from datetime import date, timedelta
from typing import Any

from bot.conversation.buttons import Button, Keyboard, Tap
from bot.conversation.step import Step
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.status.draft import StatusDraft, status
from handlers.status.summary import CorrectOne, ask_summary
from models.reading.day import read_day
from models.status.answer import UNCHANGED_AT_MOST, Light, NewLine

FILES = 10
"""An album."""
PROGRESS = (10, 25, 50, 75, 90, 100)
MONTHS_LATER = (1, 3, 6)


class Lit(Tap, tag="status.light", bound=True):
    """How the project stands."""

    light: Light


class Progress(Tap, tag="status.progress", bound=True):
    """How far the project is, in percent."""

    percent: int


class OneSame(Tap, tag="status.one_same", bound=True):
    """Nothing has changed in this project."""


class Skip(Tap, tag="status.skip", bound=True):
    """No sentence."""


class Reached(Tap, tag="status.reached", bound=True):
    """The milestone is reached."""


class Slipped(Tap, tag="status.slipped", bound=True):
    """The milestone will be reached later."""


class Stands(Tap, tag="status.stands", bound=True):
    """The milestone stands as it was."""


class SlipsBy(Tap, tag="status.slips_by", bound=True):
    """The milestone is put off by so many months."""

    months: int


def first_question(draft: StatusDraft) -> Step[StatusDraft]:
    """What is asked first about the project."""
    return ask_why if draft.repeating and draft.item.before is not None else ask_light


@status.step
async def ask_light(turn: Turn[StatusDraft]) -> None:
    """``1/3 · Trasa rowerowa Wisła (poprzednio 🟢, 40%)``."""
    turn.ask(_light_question(turn))


def _light_question(turn: Turn[StatusDraft]) -> Message:
    words, draft = turn.words, turn.draft
    lights: Keyboard = [
        [
            turn.button("status.green", Lit(light=Light.GREEN)),
            turn.button("status.amber", Lit(light=Light.AMBER)),
        ],
        [turn.button("status.red", Lit(light=Light.RED)), turn.button("status.same", OneSame())],
        [
            Button(f"• {percent}%" if percent == draft.progress else f"{percent}%", Progress(percent=percent))
            for percent in PROGRESS
        ],
    ]
    before = draft.item.before
    if before is None:
        stood = words("status.never")
    elif before.progress is None:
        stood = words("status.stood", light=before.light.sign)
    else:
        stood = words("status.stood_at", light=before.light.sign, progress=before.progress)
    text = words("status.ask_light", where=_where(draft), project=draft.item.name, stood=stood)
    return Message(text, lights)


def _where(draft: StatusDraft) -> str:
    return f"{draft.at + 1}/{draft.asked}" if draft.at < draft.asked and not draft.correcting else "✏️"


@status.tapped(Progress)
async def set_progress(turn: Turn[StatusDraft], tap: Progress) -> None:
    """May be tapped before the light, or left out; the same tap again takes it back."""
    if tap.percent in PROGRESS:
        turn.draft.progress = None if turn.draft.progress == tap.percent else tap.percent
        turn.redraw(_light_question(turn))


@status.tapped(Lit)
async def set_light(turn: Turn[StatusDraft], tap: Lit) -> None:
    """Green needs no words."""
    draft = turn.draft
    before = draft.item.before.progress if draft.item.before else None
    progress = draft.progress if draft.progress is not None else before
    draft.lines[draft.item.project_id] = NewLine(project_id=draft.item.project_id, light=tap.light, progress=progress)
    if tap.light is Light.GREEN:
        await _milestone_or_next(turn)
    else:
        await turn.go(ask_sentence)


@status.step
async def ask_sentence(turn: Turn[StatusDraft]) -> None:
    """``Co się dzieje? Jedno zdanie wystarczy.``"""
    turn.ask("status.ask_sentence", [[turn.button("status.skip", Skip())]], project=turn.draft.item.name)


@ask_sentence.told(files=True, most=FILES)
async def take_sentence(turn: Turn[StatusDraft], told: Told) -> None:
    """Text, voice, photos, documents or a place."""
    id = turn.draft.item.project_id
    turn.draft.lines[id] = turn.draft.lines[id].model_copy(update=_words_of(told))
    await _milestone_or_next(turn)


@status.tapped(Skip)
async def skip_sentence(turn: Turn[StatusDraft], _tap: Skip) -> None:
    """The light says enough."""
    await _milestone_or_next(turn)


@status.tapped(OneSame)
async def one_unchanged(turn: Turn[StatusDraft], _tap: OneSame) -> None:
    """This project as before; the third time in a row a sentence is asked for."""
    item = turn.draft.item
    if item.before is None:
        turn.toast("status.nothing_before")
    elif item.before.unchanged >= UNCHANGED_AT_MOST:
        await turn.go(ask_why)
    else:
        line = item.before.model_copy(update={"unchanged": item.before.unchanged + 1})
        turn.draft.lines[item.project_id] = line
        await _milestone_or_next(turn)


@status.step
async def ask_why(turn: Turn[StatusDraft]) -> None:
    """Unchanged for the third time in a row: one sentence."""
    turn.ask("status.ask_why", where=_where(turn.draft), project=turn.draft.item.name)


@ask_why.told(files=True, most=FILES)
async def take_why(turn: Turn[StatusDraft], told: Told) -> None:
    """The sentence is news: the count of unchanged rounds begins again."""
    item = turn.draft.item
    assert item.before is not None, "asked only of a project that was reported before"  # noqa: S101
    turn.draft.lines[item.project_id] = item.before.model_copy(update={**_words_of(told), "unchanged": 0})
    await _milestone_or_next(turn)


def _words_of(told: Told) -> dict[str, Any]:
    """The columns of a line that say it."""
    return {
        "sentence": told.text or None,
        "attachment_kind": told.kind if told.file_id else None,
        "attachment_id": told.file_id,
        "more_files": [{"kind": file.kind, "file_id": file.file_id} for file in told.more],
    }


@status.tapped(CorrectOne)
async def correct_one(turn: Turn[StatusDraft], tap: CorrectOne) -> None:
    """That project is asked about again."""
    if 0 <= tap.at < len(turn.draft.items):
        turn.draft.at, turn.draft.correcting, turn.draft.milestone = tap.at, True, 0
        await turn.go(ask_light)


# --- milestones that are due ----------------------------------------


async def _milestone_or_next(turn: Turn[StatusDraft]) -> None:
    draft = turn.draft
    if draft.milestone < len(draft.item.milestones):
        await turn.go(ask_milestone)
        return
    draft.milestone, draft.progress = 0, None
    if not draft.correcting and draft.at + 1 < draft.asked:
        draft.at += 1
        await turn.go(first_question(draft))
    else:
        await turn.go(ask_summary)


@status.step
async def ask_milestone(turn: Turn[StatusDraft]) -> None:
    """A milestone that is due by the end of the week."""
    milestone = turn.draft.item.milestones[turn.draft.milestone]
    choices = [
        turn.button("status.reached", Reached()),
        turn.button("status.slipped", Slipped()),
        turn.button("status.stands", Stands()),
    ]
    turn.ask("status.ask_milestone", [choices], milestone=milestone.name, due=turn.words.day(milestone.due))


@status.tapped(Reached)
async def milestone_reached(turn: Turn[StatusDraft], _tap: Reached) -> None:
    """It counts as reached on the day of the answer."""
    draft = turn.draft
    draft.lines[draft.item.project_id].reached.append(draft.item.milestones[draft.milestone].id)
    await _next_milestone(turn)


@status.tapped(Stands)
async def milestone_stands(turn: Turn[StatusDraft], _tap: Stands) -> None:
    """Neither reached nor put off."""
    await _next_milestone(turn)


@status.tapped(Slipped)
async def milestone_slipped(turn: Turn[StatusDraft], _tap: Slipped) -> None:
    """Until when, then?"""
    await turn.go(ask_new_date)


@status.step
async def ask_new_date(turn: Turn[StatusDraft]) -> None:
    """By months, or a date typed."""
    choices = [turn.button("status.slips_by", SlipsBy(months=months), n=months) for months in MONTHS_LATER]
    turn.ask("status.ask_new_date", [choices])


@status.tapped(SlipsBy)
async def slips_by(turn: Turn[StatusDraft], tap: SlipsBy) -> None:
    """Counted from the day it was due."""
    if tap.months not in MONTHS_LATER:
        turn.toast("common.stale")
        return
    milestone = turn.draft.item.milestones[turn.draft.milestone]
    await _put_off(turn, _months_after(milestone.due, tap.months))


@ask_new_date.told()
async def take_new_date(turn: Turn[StatusDraft], told: Told) -> None:
    """A date after today."""
    today = turn.today
    due = read_day(told.text, today, whole_month="last")
    if due is None or due <= today:
        turn.say("status.bad_date")
    else:
        await _put_off(turn, due)


async def _put_off(turn: Turn[StatusDraft], due: date) -> None:
    draft = turn.draft
    draft.lines[draft.item.project_id].moved[draft.item.milestones[draft.milestone].id] = due
    await _next_milestone(turn)


async def _next_milestone(turn: Turn[StatusDraft]) -> None:
    turn.draft.milestone += 1
    await _milestone_or_next(turn)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
