"""The middle of the weekly status: one project after another, with the milestones that are due."""

import re
from datetime import date
from typing import Any

from bot.conversation import reading
from bot.conversation.buttons import Button, Choice, Keyboard
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.status.draft import StatusDraft, status
from handlers.status.summary import ask_summary, ask_which
from models.calendar import months_after
from models.status.answer import UNCHANGED_AT_MOST, Light, NewLine, read_light

FILES = 10
"""An album."""
PROGRESS = (10, 25, 50, 75, 90, 100)
PERCENT = re.compile(r"\s*(\d{1,2}|100)\s*%\s*")
MONTHS_LATER = (1, 3, 6)


def first_question(draft: StatusDraft) -> Step[StatusDraft]:
    """What is asked first about the project."""
    return ask_why if draft.repeating and draft.item.before is not None else ask_light


@status.step
async def ask_light(turn: Turn[StatusDraft]) -> Message:
    """``1/3 · Trasa rowerowa Wisła (poprzednio 🟢, 40%)``."""
    words, draft = turn.words, turn.draft
    lights: Keyboard = [
        [turn.choice(Light.GREEN, "status.green"), turn.choice(Light.AMBER, "status.amber")],
        [turn.choice(Light.RED, "status.red"), turn.answer("status.same")],
        [
            Button(f"• {percent}%" if percent == draft.progress else f"{percent}%", Choice.to(percent, "progress"))
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


@ask_light.understands
def meant(words: str) -> Choice | None:
    """A light by its colour, or the progress in per cent, also one that no button offers."""
    light, percent = read_light(words), PERCENT.fullmatch(words)
    if light is not None:
        return Choice.to(light)
    return Choice.to(int(percent[1]), "progress") if percent is not None else None


@ask_light.chosen("progress")
async def set_progress(turn: Turn[StatusDraft], percent: int) -> None:
    """May be tapped before the light, or left out; the same tap again takes it back."""
    turn.draft.progress = None if turn.draft.progress == percent else percent
    await turn.again()


@ask_light.chosen
async def set_light(turn: Turn[StatusDraft], light: Light) -> None:
    """Green needs no words."""
    draft = turn.draft
    before = draft.item.before.progress if draft.item.before else None
    progress = draft.progress if draft.progress is not None else before
    draft.lines[draft.item.project_id] = NewLine(project_id=draft.item.project_id, light=light, progress=progress)
    if light is Light.GREEN:
        await milestone_or_next(turn)
    else:
        await turn.go(ask_sentence)


@status.step
async def ask_sentence(turn: Turn[StatusDraft]) -> Message:
    """``Co się dzieje? Jedno zdanie wystarczy.``"""
    question = turn.words("status.ask_sentence", project=turn.draft.item.name)
    return Message(question, [[turn.answer("status.skip")]])


@ask_sentence.told(files=True, most=FILES)
async def take_sentence(turn: Turn[StatusDraft], told: UserInput) -> None:
    """Text, voice, photos, documents or a place."""
    id = turn.draft.item.project_id
    turn.draft.lines[id] = turn.draft.lines[id].model_copy(update=_words_of(told))
    await milestone_or_next(turn)


@ask_light.answer("same")
async def one_unchanged(turn: Turn[StatusDraft]) -> None:
    """This project as before; the third time in a row a sentence is asked for."""
    item = turn.draft.item
    if item.before is None:
        turn.toast("status.nothing_before")
    elif item.before.unchanged >= UNCHANGED_AT_MOST:
        await turn.go(ask_why)
    else:
        line = item.before.model_copy(update={"unchanged": item.before.unchanged + 1})
        turn.draft.lines[item.project_id] = line
        await milestone_or_next(turn)


@status.step
async def ask_why(turn: Turn[StatusDraft]) -> Message:
    """Unchanged for the third time in a row: one sentence."""
    return Message(turn.words("status.ask_why", where=_where(turn.draft), project=turn.draft.item.name))


@ask_why.told(files=True, most=FILES)
async def take_why(turn: Turn[StatusDraft], told: UserInput) -> None:
    """The sentence is news: the count of unchanged rounds begins again."""
    item = turn.draft.item
    assert item.before is not None, "asked only of a project that was reported before"  # noqa: S101
    turn.draft.lines[item.project_id] = item.before.model_copy(update={**_words_of(told), "unchanged": 0})
    await milestone_or_next(turn)


def _words_of(told: UserInput) -> dict[str, Any]:
    """The columns of a line that say it."""
    return {
        "sentence": told.text or None,
        "attachment_kind": told.kind if told.file_id else None,
        "attachment_id": told.file_id,
        "more_files": [{"kind": file.kind, "file_id": file.file_id} for file in told.more],
    }


@ask_which.chosen
async def correct_one(turn: Turn[StatusDraft], at: int) -> None:
    """That project is asked about again."""
    turn.draft.at, turn.draft.correcting, turn.draft.milestone = at, True, 0
    await turn.go(ask_light)


# --- milestones that are due ----------------------------------------


@ask_sentence.answer("skip")
async def milestone_or_next(turn: Turn[StatusDraft]) -> None:
    """The next milestone of the project that is due, or the next project."""
    draft = turn.draft
    if draft.milestone < len(draft.item.milestones):
        await turn.go(ask_milestone)
        return
    draft.milestone, draft.progress = 0, None
    if not draft.correcting and draft.at + 1 < draft.asked:
        draft.at += 1
        await turn.go(first_question(draft))
    else:
        draft.correcting = False
        await turn.go(ask_summary)


@status.step
async def ask_milestone(turn: Turn[StatusDraft]) -> Message:
    """A milestone that is due by the end of the week."""
    milestone = turn.draft.item.milestones[turn.draft.milestone]
    choices = [turn.answer("status.reached"), turn.answer("status.slipped"), turn.answer("status.stands")]
    question = turn.words("status.ask_milestone", milestone=milestone.name, due=turn.words.day(milestone.due))
    return Message(question, [choices])


@ask_milestone.answer("reached")
async def milestone_reached(turn: Turn[StatusDraft]) -> None:
    """It counts as reached on the day of the answer."""
    draft = turn.draft
    draft.lines[draft.item.project_id].reached.append(draft.item.milestones[draft.milestone].id)
    await next_milestone(turn)


@ask_milestone.answer("slipped")
@status.step
async def ask_new_date(turn: Turn[StatusDraft]) -> Message:
    """By months, or a date typed."""
    choices = [turn.choice(months, "status.slips_by", n=months) for months in MONTHS_LATER]
    return Message(turn.words("status.ask_new_date"), [choices])


@ask_new_date.chosen
async def slips_by(turn: Turn[StatusDraft], months: int) -> None:
    """Counted from the day it was due."""
    milestone = turn.draft.item.milestones[turn.draft.milestone]
    await _put_off(turn, months_after(milestone.due, months))


@ask_new_date.reads(reading.day("status.bad_date", whole_month="last"))
async def take_new_date(turn: Turn[StatusDraft], due: date) -> None:
    """A date after today."""
    if due <= turn.today:
        raise Refused("status.bad_date", stays=True)
    await _put_off(turn, due)


async def _put_off(turn: Turn[StatusDraft], due: date) -> None:
    draft = turn.draft
    draft.lines[draft.item.project_id].moved[draft.item.milestones[draft.milestone].id] = due
    await next_milestone(turn)


@ask_milestone.answer("stands")
async def next_milestone(turn: Turn[StatusDraft]) -> None:
    """Nothing more of this one."""
    turn.draft.milestone += 1
    await milestone_or_next(turn)
