"""The weekly status (storyboard 2): one tap when nothing has changed, or project by project.

Reads on in ``status_project`` and ends in ``status_summary``.
"""

from datetime import timedelta

from bot.buttons import Button, Tap, column
from bot.turn import Turn
from bot.voice import Message
from handlers.status_draft import Due, Item, StatusDraft, sheet_of
from handlers.status_draft import status as status
from handlers.status_project import first_question
from handlers.status_summary import submit
from handlers.status_views import Fill, Later, Same, lines_now, once, prompt, signed, title
from models import answer, round
from models.answer import NewLine, Row, Sheet
from models.right import Right, where

LATER = timedelta(hours=3)


class Choose(Tap, tag="status.commune"):
    """Answer for this commune."""

    obligation: int


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
    if (sheet := await sheet_of(turn, obligation_id)) is not None:
        turn.say(_card(turn, sheet))


@status.tapped(Same)
async def nothing_changed(turn: Turn[StatusDraft], tap: Same) -> None:
    """One tap: every project as before; only where a word is due it is asked for."""
    sheet = await sheet_of(turn, tap.obligation)
    if sheet is None:
        return
    if sheet.answer is not None:
        turn.redraw(_card(turn, sheet))
        turn.toast("status.answered_already", name=sheet.answered_by.name if sheet.answered_by else "–")
        return
    turn.collapse()
    lines = {row.project.id or 0: answer.unchanged_line(row) for row in sheet.rows}
    settled = {project: line for project, line in lines.items() if line is not None}
    if len(settled) == len(sheet.rows):
        await submit(turn, sheet, list(settled.values()))
        return
    await _begin(turn, sheet, settled, repeating=True)


@status.tapped(Fill)
async def fill_in(turn: Turn[StatusDraft], tap: Fill) -> None:
    """Project by project; also to correct an answer until the round closes, and to answer late."""
    sheet = await sheet_of(turn, tap.obligation)
    if sheet is None:
        return
    turn.collapse()
    await _begin(turn, sheet, {}, repeating=False)


@status.tapped(Later)
async def ask_later(turn: Turn[StatusDraft], tap: Later) -> None:
    """The same question again in a few working hours."""
    sheet = await sheet_of(turn, tap.obligation)
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


async def _begin(turn: Turn[StatusDraft], sheet: Sheet, settled: dict[int, NewLine], *, repeating: bool) -> None:
    """Ask about the projects that are not settled; a later answer begins with what the earlier one said."""
    asked = [row for row in sheet.rows if row.project.id not in settled]
    rest = [row for row in sheet.rows if row.project.id in settled]
    draft = StatusDraft(
        obligation=sheet.obligation.id or 0,
        commune_id=sheet.obligation.commune_id,
        items=[_item(row) for row in asked + rest],
        asked=len(asked),
        repeating=repeating,
        lines=settled,
    )
    await turn.begin(status, draft, first_question(draft))


def _item(row: Row) -> Item:
    last = row.now or row.before
    before = NewLine.model_validate(last.model_dump(include=set(NewLine.model_fields))) if last else None
    due = [Due(id=m.id or 0, name=m.name, due=m.due) for m in row.milestones]
    return Item(project_id=row.project.id or 0, name=row.project.name, before=before, milestones=due)


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
