"""The weekly status (storyboard 2): one tap when nothing has changed, or project by project.

Reads on in ``status_project`` and ends in ``status_summary``.
"""

from datetime import timedelta

from bot.conversation.buttons import Button, Tap, column
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from handlers.status.draft import Due, Item, StatusDraft, owed_by, owed_for
from handlers.status.draft import status as status
from handlers.status.project import ask_light, first_question
from handlers.status.summary import ask_summary, dues_in, said_in, submit
from handlers.status.views.answer import Fill, FillFor, Later, Same, Show, lines_now, prompt, signed, title
from models.people.permission import Needs, Right, communes_with
from models.status import answer
from models.status.answer import NewLine, Owed, Row

LATER = timedelta(hours=3)


class Choose(Tap, tag="status.commune"):
    """Answer for this commune."""

    obligation: int


@status.begins
async def open_status(turn: Turn[StatusDraft], _words: str) -> None:
    """The newest round of one's own commune; who is in several chooses one."""
    communes = communes_with(turn.memberships, Right.ANSWER_STATUS) or set()
    match await answer.owed_now(turn.session, communes):
        case []:
            turn.say("status.no_round")
        case [owed]:
            turn.say(await _card(turn, owed))
        case several:
            choices = [Button(o.commune, Choose(obligation=o.id)) for o in several]
            turn.say("status.which_commune", column(choices))


@status.tapped(Choose)
async def choose_commune(turn: Turn[StatusDraft], tap: Choose) -> None:
    """The question for the chosen commune."""
    owed = await owed_by(turn, tap.obligation)
    turn.collapse()
    turn.say(await _card(turn, owed))


@status.tapped(Show)
async def show(turn: Turn[StatusDraft], tap: Show) -> None:
    """From what somebody owes, which stays as it is."""
    turn.say(await _card(turn, await owed_by(turn, tap.obligation)))


@status.tapped(Same)
async def nothing_changed(turn: Turn[StatusDraft], tap: Same) -> None:
    """One tap: every project as before; only where a word is due it is asked for."""
    owed = await owed_by(turn, tap.obligation)
    if await _is_answered(turn, owed):
        return
    turn.collapse()
    rows = await answer.rows_owed(turn.session, owed, milestones=True)
    lines = {row.project_id: answer.unchanged_line(row) for row in rows}
    settled = {project_id: line for project_id, line in lines.items() if line is not None}
    if len(settled) < len(rows):
        await _begin(turn, owed, rows, settled, repeating=True)
    else:
        await submit(turn, owed, [(row.project, settled[row.project_id]) for row in rows])


@status.tapped(Fill)
async def fill_in(turn: Turn[StatusDraft], tap: Fill) -> None:
    """Project by project; also to correct an answer until the round closes, and to answer late."""
    owed = await owed_by(turn, tap.obligation)
    turn.collapse()
    rows = await answer.rows_owed(turn.session, owed, milestones=True)
    await _begin(turn, owed, rows, {})


@status.tapped(FillFor)
async def fill_in_for(turn: Turn[StatusDraft], tap: FillFor) -> None:
    """Somebody of the commune has telephoned; what the commune has answered itself is its own to correct."""
    owed = await owed_for(turn, tap.obligation)
    rows = await answer.rows_owed(turn.session, owed, milestones=True)
    await _begin(turn, owed, rows, {}, on_behalf=True)


@status.tapped(Later)
async def ask_later(turn: Turn[StatusDraft], tap: Later) -> None:
    """The same question again in a few working hours, or with the reminder that comes soon after."""
    owed = await owed_by(turn, tap.obligation)
    if await _is_answered(turn, owed):
        return
    clock = turn.services.clock
    due = clock.working_time(turn.now + LATER)
    reminder = owed.status_round.matter.reminder_soon_after(due, owed.reminders)
    is_reminded = reminder is not None and owed.person_id == turn.person.id
    at = turn.words.moment(clock.local(reminder if reminder is not None and is_reminded else due))
    turn.collapse(turn.words.plain("status.will_remind", at=at))
    turn.toast("status.will_remind", at=at)
    if is_reminded:
        return
    rows = await answer.rows_owed(turn.session, owed)
    about = owed.status_round.matter.about(owed.commune_id)
    turn.tell(
        [turn.person],
        lambda words: prompt(words, owed.status_round, owed.id, owed.commune, rows, reminder=True),
        needs=Needs(Right.ANSWER_STATUS, owed.commune_id),
        once=f"{about}:later:{due:%m%dT%H%M}",
        due=due,
        about=about,
        until=owed.status_round.closes_at if owed.status_round.closed_at is None else None,
    )


async def _is_answered(turn: Turn[StatusDraft], owed: Owed) -> bool:
    """Whether somebody was faster; then the answer is shown in the place of the question."""
    if owed.answer is None:
        return False
    turn.redraw(await _card(turn, owed))
    turn.toast("status.answered_already", name=owed.answer.name)
    return True


async def _begin(
    turn: Turn[StatusDraft],
    owed: Owed,
    rows: list[Row],
    settled: dict[int, NewLine],
    *,
    repeating: bool = False,
    on_behalf: bool = False,
) -> None:
    """Ask about the projects that are not settled; a later answer begins with what the earlier one said."""
    if not rows:
        turn.say("status.no_round")
        return
    asked = [row for row in rows if row.project_id not in settled]
    rest = [row for row in rows if row.project_id in settled]
    draft = StatusDraft(
        obligation=owed.id,
        commune=owed.commune_id,
        items=[_item(row) for row in asked + rest],
        asked=len(asked),
        repeating=repeating,
        on_behalf=on_behalf,
        lines=settled,
    )
    await turn.begin(status, draft, first_question(draft))


def _item(row: Row) -> Item:
    due = [Due(id=m.id, name=m.name, due=m.due) for m in row.milestones]
    return Item(project_id=row.project_id, name=row.project, before=row.now or row.before, milestones=due)


async def _card(turn: Turn[StatusDraft], owed: Owed) -> Message:
    """The question, or the answer that stands with [✏️ Popraw]."""
    rows = await answer.rows_owed(turn.session, owed)
    if owed.answer is None:
        return prompt(turn.words, owed.status_round, owed.id, owed.commune, rows)
    text = turn.words(
        "status.answered",
        title=title(turn.words, owed.status_round, owed.commune),
        signed=signed(turn.words, turn.services, owed.answer),
        lines=lines_now(rows),
    )
    return Message(text, [[turn.button("status.correct", Fill(obligation=owed.id))]])


# --- the end: it is sent ----------------------------------------


@ask_summary.answer("send")
async def send(turn: Turn[StatusDraft]) -> None:
    """The answer is given; if a new round has opened meanwhile, in that one."""
    draft = turn.draft
    owed_to = owed_for if draft.on_behalf else owed_by
    owed = await owed_to(turn, draft.obligation)
    newer = [] if owed.is_newest else await answer.owed_now(turn.session, [owed.commune_id])
    if newer:
        draft.obligation = newer[0].id
        await _carry_over(turn, await owed_to(turn, draft.obligation))
    else:
        await submit(turn, owed, said_in(draft), dues_in(draft), on_behalf=draft.on_behalf)


async def _carry_over(turn: Turn[StatusDraft], owed: Owed) -> None:
    """What was said counts in the round that is open now; what that asks besides is asked, then all is shown again."""
    draft = turn.draft
    rows = await answer.rows_owed(turn.session, owed, milestones=True)
    items = [_item(row) for row in rows]
    new = [item for item in items if item.project_id not in draft.lines]
    draft.items = [*new, *(item for item in items if item.project_id in draft.lines)]
    draft.lines = {item.project_id: draft.lines[item.project_id] for item in items if item.project_id in draft.lines}
    draft.asked, draft.at, draft.milestone, draft.repeating = len(new), 0, 0, False
    turn.say("status.carried_over", week=owed.status_round.number)
    await turn.go(ask_light if new else ask_summary)
