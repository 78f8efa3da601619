"""The weekly status (storyboard 2): one tap when nothing has changed, or project by project."""

from datetime import date, timedelta

from markupsafe import Markup
from pydantic import BaseModel

from bot.buttons import Button, Keyboard, Tap, column, paged
from bot.dialog import Conversation
from bot.texts import shorten
from bot.turn import Draft, Told, Turn
from bot.voice import Message
from handlers.status_views import (
    Fill,
    Later,
    Same,
    line,
    lines_now,
    once,
    prompt,
    signed,
    title,
)
from models import answer, outbox, person, round
from models.answer import UNCHANGED_AT_MOST, Answered, Light, NewLine, Row, Sheet, TooLate
from models.reading import read_date
from models.right import Right, where

PROGRESS = (10, 25, 50, 75, 90, 100)
LATER = timedelta(hours=3)
MONTHS_LATER = (1, 3, 6)


class Due(BaseModel):
    """A milestone to be asked about."""

    id: int
    name: str
    due: date


class Item(BaseModel):
    """A project to be asked about, and how it stood before."""

    project_id: int
    name: str
    before: NewLine | None
    milestones: list[Due] = []


class StatusDraft(Draft):
    """An answer in the making."""

    obligation: int
    commune_id: int
    items: list[Item]
    at: int = 0
    asked: int = 0
    """How many of the items are asked about; the rest is reported unchanged."""
    progress: int | None = None
    milestone: int = 0
    correcting: bool = False
    page: int = 0
    lines: dict[int, NewLine] = {}

    @property
    def item(self) -> Item:
        """The project that is asked about now."""
        return self.items[self.at]


class Choose(Tap, tag="status.commune"):
    """Answer for this commune."""

    obligation: int


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


class Send(Tap, tag="status.send", bound=True):
    """The answer is right."""


class Correct(Tap, tag="status.correct", bound=True):
    """Something in the answer is to be changed."""


class CorrectOne(Tap, tag="status.correct_one", bound=True):
    """This project is to be changed."""

    at: int


class Turned(Tap, tag="status.page", bound=True):
    """Another page of the projects."""

    page: int


status = Conversation("status", StatusDraft, commands=("status",), who=Right.ANSWER_STATUS)


# --- the question of the week ---------------------------------------------------------------------------------


@status.begins
async def open_status(turn: Turn[StatusDraft], _words: str) -> None:
    """The newest round of one's own commune; who is in several chooses one."""
    communes = where(turn.memberships, Right.ANSWER_STATUS) or set()
    newest = await round.latest(turn.session)
    owed = await round.obligations_of(turn.session, newest.id or 0, communes) if newest else []
    match owed:
        case []:
            turn.say("status.no_round")
        case [(obligation, _)]:
            await show(turn, obligation.id or 0)
        case several:
            choices = [Button(commune.name, Choose(obligation=o.id or 0)) for o, commune in several]
            turn.say("status.which_commune", column(choices))


@status.tapped(Choose)
async def choose_commune(turn: Turn[StatusDraft], tap: Choose) -> None:
    """The question for the chosen commune."""
    turn.collapse()
    await show(turn, tap.obligation)


async def show(turn: Turn[StatusDraft], obligation_id: int) -> None:
    """The question, or the answer that stands with [✏️ Popraw]."""
    if (sheet := await _sheet(turn, obligation_id)) is not None:
        turn.say(_card(turn, sheet))


@status.tapped(Same)
async def nothing_changed(turn: Turn[StatusDraft], tap: Same) -> None:
    """One tap: every project as before; only where a word is due it is asked for."""
    sheet = await _sheet(turn, tap.obligation)
    if sheet is None:
        return
    if sheet.answer is not None:
        turn.redraw(_card(turn, sheet))
        turn.toast("status.answered_already", name=sheet.answered_by.name if sheet.answered_by else "–")
        return
    turn.collapse()
    lines = {row.project.id or 0: answer.unchanged_line(row) for row in sheet.rows}
    settled = {id: line for id, line in lines.items() if line is not None}
    if len(settled) == len(sheet.rows):
        await _submit(turn, sheet, list(settled.values()))
        return
    await _begin(turn, sheet, settled)


@status.tapped(Fill)
async def fill_in(turn: Turn[StatusDraft], tap: Fill) -> None:
    """Project by project; also to correct an answer until the round closes, and to answer late."""
    sheet = await _sheet(turn, tap.obligation)
    if sheet is None:
        return
    turn.collapse()
    await _begin(turn, sheet, {})


@status.tapped(Later)
async def ask_later(turn: Turn[StatusDraft], tap: Later) -> None:
    """The same question again in a few working hours."""
    sheet = await _sheet(turn, tap.obligation)
    if sheet is None:
        return
    clock = turn.house.clock
    due = clock.working_time(turn.now + LATER)
    at = turn.words.moment(clock.local(due))
    turn.collapse(turn.words.plain("status.will_remind", at=at))
    turn.toast("status.will_remind", at=at)
    turn.tell(
        [turn.person],
        lambda words: prompt(words, sheet.round, sheet.obligation, sheet.commune_name, sheet.rows, reminder=True),
        once=once(sheet.round, sheet.obligation.commune_id, f"later:{due:%m%dT%H%M}"),
        due=due,
    )


# --- project by project ---------------------------------------------------------------------------------------


async def _begin(turn: Turn[StatusDraft], sheet: Sheet, settled: dict[int, NewLine]) -> None:
    """Ask about the projects that are not settled; a later answer begins with what the earlier one said."""
    items = [_item(row) for row in sheet.rows if row.project.id not in settled]
    rest = [_item(row) for row in sheet.rows if row.project.id in settled]
    draft = StatusDraft(
        obligation=sheet.obligation.id or 0,
        commune_id=sheet.obligation.commune_id,
        items=items + rest,
        asked=len(items),
        lines=settled,
    )
    only_a_word_is_due = bool(settled) and items[0].before is not None
    await turn.begin(status, draft, ask_why if only_a_word_is_due else ask_light)


def _item(row: Row) -> Item:
    last = row.now or row.before
    before = NewLine.model_validate(last.model_dump(include=set(NewLine.model_fields))) if last else None
    due = [Due(id=m.id or 0, name=m.name, due=m.due) for m in row.milestones]
    return Item(project_id=row.project.id or 0, name=row.project.name, before=before, milestones=due)


@status.step
async def ask_light(turn: Turn[StatusDraft]) -> None:
    """``1/3 · Trasa rowerowa Wisła (poprzednio 🟢, 40%)``."""
    turn.ask(_light_question(turn))


def _light_question(turn: Turn[StatusDraft]) -> Message:
    words, draft = turn.words, turn.draft
    lights: Keyboard = [
        [turn.button("status.green", Lit(light=Light.GREEN)), turn.button("status.amber", Lit(light=Light.AMBER))],
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


@status.told(ask_sentence, files=True)
async def take_sentence(turn: Turn[StatusDraft], told: Told) -> None:
    """Text, voice, photo, document or place."""
    line = turn.draft.lines[turn.draft.item.project_id]
    line.sentence, line.attachment_kind, line.attachment_id = _words_of(told)
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


@status.told(ask_why, files=True)
async def take_why(turn: Turn[StatusDraft], told: Told) -> None:
    """The sentence is news: the count of unchanged rounds begins again."""
    item = turn.draft.item
    assert item.before is not None, "asked only of a project that was reported before"  # noqa: S101
    sentence, kind, file_id = _words_of(told)
    turn.draft.lines[item.project_id] = item.before.model_copy(
        update={"sentence": sentence, "attachment_kind": kind, "attachment_id": file_id, "unchanged": 0}
    )
    await _milestone_or_next(turn)


def _words_of(told: Told) -> tuple[str | None, str | None, str | None]:
    return told.text or None, told.kind if told.file_id else None, told.file_id


# --- milestones that are due ----------------------------------------------------------------------------------


async def _milestone_or_next(turn: Turn[StatusDraft]) -> None:
    draft = turn.draft
    if draft.milestone < len(draft.item.milestones):
        await turn.go(ask_milestone)
        return
    draft.milestone, draft.progress = 0, None
    if not draft.correcting and draft.at + 1 < draft.asked:
        draft.at += 1
        item = draft.item
        await turn.go(ask_why if draft.asked < len(draft.items) and item.before is not None else ask_light)
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
    milestone = turn.draft.item.milestones[turn.draft.milestone]
    await _put_off(turn, _months_after(milestone.due, tap.months))


@status.told(ask_new_date)
async def take_new_date(turn: Turn[StatusDraft], told: Told) -> None:
    """A date after today."""
    today = turn.house.clock.local(turn.now).date()
    due = read_date(told.text, today)
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


# --- summary --------------------------------------------------------------------------------------------------


@status.step
async def ask_summary(turn: Turn[StatusDraft]) -> None:
    """Everything said, to be sent or corrected."""
    turn.draft.correcting = False
    sheet = await answer.sheet(turn.session, turn.draft.obligation)
    heading = title(turn.words, sheet.round, sheet.commune_name) if sheet else Markup("")
    lines = [
        line(item.name, said.light, said.progress, said.sentence, attachment=said.attachment_id is not None)
        for item in turn.draft.items
        if (said := turn.draft.lines.get(item.project_id)) is not None
    ]
    warning = Markup("")
    if sheet is not None and sheet.answer is not None and sheet.answer.person_id != turn.person.id:
        warning = turn.words(
            "status.replaces", signed=signed(turn.words, turn.house, sheet.answered_by, sheet.answer.answered_at)
        )
    turn.ask(
        "status.summary",
        [[turn.button("status.send", Send()), turn.button("status.correct", Correct())]],
        title=heading,
        lines=Markup("\n").join(lines),
        warning=warning,
    )


@status.tapped(Correct)
async def correct(turn: Turn[StatusDraft], _tap: Correct) -> None:
    """Which project?"""
    await turn.go(ask_which)


@status.step
async def ask_which(turn: Turn[StatusDraft]) -> None:
    """The projects of the answer."""
    turn.ask(_which_question(turn))


def _which_question(turn: Turn[StatusDraft]) -> Message:
    buttons = [Button(shorten(item.name), CorrectOne(at=at)) for at, item in enumerate(turn.draft.items)]
    keyboard = paged(buttons, turn.draft.page, lambda page: Turned(page=page))
    return Message(turn.words("status.ask_which"), keyboard)


@status.tapped(Turned)
async def turn_page(turn: Turn[StatusDraft], tap: Turned) -> None:
    """Another page of the projects."""
    turn.draft.page = tap.page
    turn.redraw(_which_question(turn))


@status.tapped(CorrectOne)
async def correct_one(turn: Turn[StatusDraft], tap: CorrectOne) -> None:
    """That project is asked about again."""
    if 0 <= tap.at < len(turn.draft.items):
        turn.draft.at, turn.draft.correcting, turn.draft.milestone = tap.at, True, 0
        await turn.go(ask_light)


@status.tapped(Send)
async def send(turn: Turn[StatusDraft], _tap: Send) -> None:
    """The answer is given."""
    sheet = await _sheet(turn, turn.draft.obligation)
    if sheet is not None:
        await _submit(turn, sheet, list(turn.draft.lines.values()))


async def _submit(turn: Turn[StatusDraft], sheet: Sheet, lines: list[NewLine]) -> None:
    today = turn.house.clock.local(turn.now).date()
    match await answer.submit(turn.session, sheet, lines, by=turn.person, now=turn.now, today=today):
        case TooLate():
            await turn.end("status.too_late")
        case Answered(answer=given, replaced=replaced):
            await outbox.drop(turn.session, once(sheet.round, sheet.obligation.commune_id))
            heading = title(turn.words, sheet.round, sheet.commune_name)
            said = {line.project_id: line for line in lines}
            shown = [
                line(row.project.name, l.light, l.progress, l.sentence, attachment=l.attachment_id is not None)
                for row in sheet.rows
                if (l := said.get(row.project.id or 0)) is not None
            ]
            await turn.end(
                "status.saved_late" if given.late else "status.saved",
                [[turn.button("status.correct", Fill(obligation=sheet.obligation.id or 0))]],
                title=heading,
                lines=Markup("\n").join(shown),
            )
            if replaced is not None and replaced.person_id != turn.person.id and sheet.answered_by is not None:
                turn.tell([sheet.answered_by], "status.was_replaced", name=turn.person.name, commune=sheet.commune_name)
            if given.late:
                turn.tell(
                    await person.office(turn.session), "status.late_for_office",
                    commune=sheet.commune_name, week=sheet.round.number, name=turn.person.name,
                )  # fmt: skip


# --- common ---------------------------------------------------------------------------------------------------


async def _sheet(turn: Turn[StatusDraft], obligation_id: int) -> Sheet | None:
    """What is to be answered, if this person may answer it; else a toast says why not."""
    sheet = await answer.sheet(turn.session, obligation_id)
    if sheet is None:
        turn.toast("common.stale")
    elif not turn.may(Right.ANSWER_STATUS, sheet.obligation.commune_id):
        turn.toast("common.not_allowed_toast")
    else:
        return sheet
    return None


def _card(turn: Turn[StatusDraft], sheet: Sheet) -> Message:
    if sheet.answer is None:
        return prompt(turn.words, sheet.round, sheet.obligation, sheet.commune_name, sheet.rows)
    text = turn.words(
        "status.answered",
        title=title(turn.words, sheet.round, sheet.commune_name),
        signed=signed(turn.words, turn.house, sheet.answered_by, sheet.answer.answered_at),
        lines=lines_now(sheet.rows),
    )
    return Message(text, [[turn.button("status.correct", Fill(obligation=sheet.obligation.id or 0))]])


