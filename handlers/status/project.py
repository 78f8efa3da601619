"""The middle of the weekly status: one project, with its due milestones and what still has to be asked."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from msgspec import structs

from bot.conversation import reading
from bot.conversation.buttons import PAGE, Button, Choice, grid, named, search
from bot.conversation.flow import Listed
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.status.draft import Item, StatusDraft, status
from handlers.status.summary import ask_which, hand_in
from models.calendar import months_after
from models.reading.day import read_day
from models.reading.words import bare, same_name, tidy
from models.status.answer import Light, NewLine
from models.status.typed import Typed, lines_in, read_line

FILES = 10
"""Size of an album."""
TENTHS = range(0, 101, 10)
IN_A_ROW = 4
PERCENT = re.compile(r"\s*(\d{1,2}|100)\s*(%?)\s*")
MONTHS_LATER = (1, 3, 6)
LATER = re.compile(r"\+? ?(\d{1,2}) ?(?:mies|month)\w*")

Finds = Callable[[Sequence[int], str, Callable[[int], str]], list[int]]


@ask_which.chosen
async def open_project(turn: Turn[StatusDraft], at: int) -> None:
    """Asks about that project; afterwards the list is shown again on the same page."""
    turn.listed = Listed(page=at // PAGE)
    turn.draft.at, turn.draft.progress = at, None
    await turn.go(ask_light)


@ask_which.told()
async def take_lines(turn: Turn[StatusDraft], told: UserInput) -> None:
    """``żłobek czerwony: brak kadry``, or several such lines; other words narrow the list."""
    lines = lines_of(told.text, [item.name for item in turn.draft.projects])
    if any(len(places) > 1 for places, _ in lines):
        raise Refused("status.several_projects", stays=True)
    for [at], line in lines:
        turn.listed = Listed(page=at // PAGE)
        turn.draft.at, turn.draft.progress = at, None
        _keep(turn.draft, line)
    await (_go_on_after(turn) if lines else ask_which.narrow(turn, told))


def lines_of(text: str, names: Sequence[str]) -> list[tuple[list[int], Typed]]:
    """What is said of the projects called so, by their indexes; a line that names none goes on with the one before."""
    lines: list[tuple[list[int], Typed]] = []
    for line in text.splitlines():
        found = line_of(line, names, by=(named,) if lines else (named, search))
        if found is not None:
            lines.append(found)
        elif lines:
            places, before = lines[-1]
            lines[-1] = places, structs.replace(before, sentence=f"{before.sentence}\n{line}".strip())
        else:
            break
    return lines


def line_of(text: str, names: Sequence[str], by: Iterable[Finds]) -> tuple[list[int], Typed] | None:
    """The projects whose name stands before a light, by index, and what is said of them; None where the whole text is
    a part of a name, or no name stands there. Of lights that may belong to a name the last one counts."""
    places = range(len(names))
    if named(places, text, names.__getitem__):
        return None
    lines = [(name, line) for name, line in lines_in(text) if bare(name)][::-1]
    for find in by:
        for name, line in lines:
            if found := find(places, name, names.__getitem__):
                return [at for at in found if same_name(names[at], name)] or found, line
    return None


@ask_which.answer("send")
async def send(turn: Turn[StatusDraft]) -> None:
    """Asks what is missing first."""
    turn.draft.asks_rest = True
    question = next_question(turn.draft)
    await (turn.go(question) if question is not None else hand_in(turn))


async def go_on(turn: Turn[StatusDraft]) -> None:
    """Asks the next thing. After the last one the answer is sent, but not right after a text: more messages may
    follow."""
    draft = turn.draft
    if (question := next_question(draft)) is not None:
        await turn.go(question)
    elif draft.asks_rest and turn.tapped_the_question:
        await hand_in(turn, has_asked=True)
    else:
        await back_to_list(turn)


def next_question(draft: StatusDraft) -> Step[StatusDraft] | None:
    """Opens what is missing of the open project or, when the answer is to be sent, of any; None: nothing is."""
    for at in (draft.at, *(range(len(draft.projects)) if draft.asks_rest else ())):
        question = _question(draft, draft.projects[at])
        if question is not None:
            draft.progress = draft.progress if at == draft.at else None
            draft.at = at
            return question
    return None


def _question(draft: StatusDraft, item: Item) -> Step[StatusDraft] | None:
    if item.project_id not in draft.lines and item.stays is None:
        return ask_light if item.before is None else ask_why
    return ask_milestone if item.asked < len(item.milestones) else None


# --- its light and progress ----------------------------------------


@status.step(in_place=True)
async def ask_light(turn: Turn[StatusDraft]) -> Message:
    """``Trasa rowerowa Wisła · poprzednio 🟢, 40%``."""
    words, before, stands = turn.words, turn.draft.item.before, turn.draft.stands(turn.draft.item)
    if before is None:
        stood = words("status.never")
    elif before.progress is None:
        stood = words("status.stood", light=before.light.sign)
    else:
        stood = words("status.stood_at", light=before.light.sign, progress=before.progress)
    progress = stands.progress if stands is not None else turn.draft.progress
    how_far = turn.answer("status.progress")
    if progress is not None:
        how_far = Button(f"{how_far.label}: {progress}%", how_far.does)
    lights = [
        [turn.choice(Light.GREEN, "status.green"), turn.choice(Light.AMBER, "status.amber")],
        [turn.choice(Light.RED, "status.red"), how_far],
        [turn.answer("status.back")],
    ]
    question = words("status.ask_light", project=turn.draft.item.name, stood=stood)
    return Message(question if turn.draft.lines else question + words("status.may_type"), lights)


@ask_light.understands
def percent_meant(words: str) -> Choice | None:
    """The progress, with its sign."""
    percent = PERCENT.fullmatch(words)
    return Choice.to(int(percent[1]), "progress") if percent is not None and percent[2] else None


@ask_light.told(files=True, most=FILES, only=lambda text: read_line(text) is not None)
async def take_line(turn: Turn[StatusDraft], told: UserInput) -> None:
    """``żółty: czekamy na decyzję``: the light and the reason in one message."""
    _keep(turn.draft, reading.known(read_line(told.text), "common.tap_a_button"), told)
    await _go_on_after(turn)


@ask_light.answer("progress")
@status.step(in_place=True, answers={"back": ask_light})
async def ask_progress(turn: Turn[StatusDraft]) -> Message:
    """In tenths; other percentages may be typed."""
    tenths = [Button(f"{percent}%", Choice.to(percent)) for percent in TENTHS]
    question = turn.words("status.ask_progress", project=turn.draft.item.name)
    return Message(question, [*grid(tenths, IN_A_ROW), [turn.answer("status.back")]])


@ask_progress.understands
def tenths_meant(words: str) -> Choice | None:
    """With or without the sign."""
    percent = PERCENT.fullmatch(words)
    return Choice.to(int(percent[1])) if percent is not None else None


@ask_light.chosen("progress")
@ask_progress.chosen
async def set_progress(turn: Turn[StatusDraft], percent: int) -> None:
    """If the light is known, this is news by itself; the first time it waits for the light."""
    draft = turn.draft
    draft.progress, stands = percent, draft.stands(draft.item)
    if stands is not None:
        draft.lines[stands.project_id] = stands.model_copy(update={"progress": percent, "unchanged": 0})
    await turn.go(ask_light)


@ask_light.chosen
async def set_light(turn: Turn[StatusDraft], light: Light) -> None:
    """The progress stays."""
    _keep(turn.draft, Typed(light))
    await _go_on_after(turn)


def _keep(draft: StatusDraft, line: Typed, told: UserInput | None = None) -> None:
    """What was said of the open project; ``told`` has its files."""
    item, stands = draft.item, draft.stands(draft.item)
    before = stands.progress if stands is not None else draft.progress
    words = _words_of(replace(told or UserInput(""), text=line.sentence))
    draft.lines[item.project_id] = NewLine(
        project_id=item.project_id,
        light=line.light,
        progress=before if line.progress is None else line.progress,
        **words,
    )
    item.asked = 0


async def _go_on_after(turn: Turn[StatusDraft]) -> None:
    """A green light needs no sentence."""
    line = turn.draft.lines[turn.draft.item.project_id]
    is_enough = line.light is Light.GREEN or line.sentence or line.files
    await (go_on(turn) if is_enough else turn.go(ask_sentence))


# --- a sentence ----------------------------------------


@status.step(in_place=True)
async def ask_sentence(turn: Turn[StatusDraft]) -> Message:
    """``Co się dzieje? Jedno zdanie wystarczy.``"""
    question = turn.words("status.ask_sentence", project=turn.draft.item.name)
    return Message(question, [[turn.answer("status.skip")]])


@ask_sentence.told(files=True, most=FILES)
async def take_sentence(turn: Turn[StatusDraft], told: UserInput) -> None:
    """Text, voice, photos, documents or a place."""
    id = turn.draft.item.project_id
    turn.draft.lines[id] = turn.draft.lines[id].model_copy(update=_words_of(told))
    await go_on(turn)


ask_sentence.answer("skip")(go_on)


@status.step(in_place=True)
async def ask_why(turn: Turn[StatusDraft]) -> Message:
    """Asks for one sentence: the project is unchanged for the third time in a row."""
    return Message(turn.words("status.ask_why", project=turn.draft.item.name), [[turn.answer("status.back")]])


@ask_why.told(files=True, most=FILES)
async def take_why(turn: Turn[StatusDraft], told: UserInput) -> None:
    """The sentence is news: the count of unchanged rounds begins again. It may change the light, too."""
    line, item = read_line(told.text), turn.draft.item
    assert item.before is not None, "asked only of a project that was reported before"  # noqa: S101
    if line is not None and line.is_marked and line.sentence:
        _keep(turn.draft, line, told)
    else:
        turn.draft.lines[item.project_id] = item.before.model_copy(update={**_words_of(told), "unchanged": 0})
    await go_on(turn)


def _words_of(told: UserInput) -> dict[str, Any]:
    """The columns of a line that keep these words."""
    return {
        "sentence": told.text or None,
        "attachment_kind": told.kind if told.file_id else None,
        "attachment_id": told.file_id,
        "more_files": [{"kind": file.kind, "file_id": file.file_id} for file in told.more] or None,
    }


@ask_light.answer("back")
@ask_why.answer("back")
async def back_to_list(turn: Turn[StatusDraft]) -> None:
    """What is missing waits for the next [✅ Wyślij]."""
    turn.draft.asks_rest = False
    await turn.go(ask_which)


# --- its milestones that are due ----------------------------------------


@status.step(in_place=True)
async def ask_milestone(turn: Turn[StatusDraft]) -> Message:
    """A milestone due by the end of the week."""
    item = turn.draft.item
    due = item.milestones[item.asked]
    choices = [[turn.answer("status.reached"), turn.answer("status.slipped")], [turn.answer("status.stands")]]
    question = turn.words("status.ask_milestone", project=item.name, milestone=due.name, due=turn.words.day(due.due))
    return Message(question, choices)


@ask_milestone.answer("reached")
async def milestone_reached(turn: Turn[StatusDraft]) -> None:
    """It counts as reached on the day of the answer."""
    item = turn.draft.item
    turn.draft.line().reached.append(item.milestones[item.asked].id)
    await next_milestone(turn)


@ask_milestone.answer("slipped")
@status.step(in_place=True)
async def ask_new_date(turn: Turn[StatusDraft]) -> Message:
    """By months, or a typed date."""
    item = turn.draft.item
    choices = [turn.choice(months, "status.slips_by", n=months) for months in MONTHS_LATER]
    return Message(turn.words("status.ask_new_date", milestone=item.milestones[item.asked].name), [choices])


@ask_new_date.chosen
async def slips_by(turn: Turn[StatusDraft], months: int) -> None:
    """Counted from the day it was due."""
    item = turn.draft.item
    await _put_off(turn, months_after(item.milestones[item.asked].due, months))


def _new_date(turn: Turn[StatusDraft], told: UserInput) -> date:
    """As the buttons say it, or any day."""
    item, months = turn.draft.item, LATER.fullmatch(tidy(told.text))
    if months is not None:
        return months_after(item.milestones[item.asked].due, int(months[1]))
    return reading.known(read_day(told.text, turn.today, whole_month="last"), "status.bad_date")


@ask_new_date.reads(_new_date)
async def take_new_date(turn: Turn[StatusDraft], due: date) -> None:
    """A date after today."""
    if due <= turn.today:
        raise Refused("status.bad_date", stays=True)
    await _put_off(turn, due)


async def _put_off(turn: Turn[StatusDraft], due: date) -> None:
    item = turn.draft.item
    turn.draft.line().moved[item.milestones[item.asked].id] = due
    await next_milestone(turn)


@ask_milestone.answer("stands")
async def next_milestone(turn: Turn[StatusDraft]) -> None:
    """Nothing more about this milestone."""
    turn.draft.item.asked += 1
    await go_on(turn)
