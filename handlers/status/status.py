"""The weekly status (storyboard 2): one tap if nothing has changed, or a list of what has.

The list is in ``summary``, one project of it in ``project``.
"""

from collections.abc import Collection
from datetime import timedelta

from bot.conversation.buttons import Button, column
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from handlers.status.draft import Item, StatusDraft, items_of, owed_by, owed_for
from handlers.status.draft import status as status
from handlers.status.project import next_question
from handlers.status.summary import ask_which, submit
from handlers.status.views.answer import Fill, Later, Same, Show, lines_now, prompt, signed, title
from models import setting
from models.people.permission import Needs, Right, communes_with
from models.project import project
from models.status import answer, status_round
from models.status.answer import Owed

LATER = timedelta(hours=3)


@status.begins
async def open_status(turn: Turn[StatusDraft], _words: str) -> None:
    """The newest round of the person's commune; with several communes they choose one."""
    communes = communes_with(turn.memberships, Right.ANSWER_STATUS) or set()
    match await answer.owed_now(turn.session, communes):
        case []:
            await _say_why_not(turn, communes)
        case [owed]:
            turn.say(await _card(turn, owed)).about = owed.status_round.matter.about(owed.commune_id)
        case several:
            choices = [Button(o.commune, Show(obligation=o.id, in_place=True)) for o in several]
            turn.say("status.which_commune", column(choices))


async def _say_why_not(turn: Turn[StatusDraft], communes: Collection[int]) -> None:
    """Says why these communes are not asked: they have no projects, or had none when the round opened."""
    if await project.projects(turn.session, commune_ids=communes):
        weekly, newest = await setting.weekly(turn.session), await status_round.latest(turn.session)
        mondays = [status_round.monday_of(turn.today) + timedelta(weeks=n) for n in (-1, 0, 1)]
        ahead = [monday for monday in mondays if newest is None or monday > newest.monday]
        opening = [setting.moments(weekly, monday, turn.services.clock).opens for monday in ahead]
        at = turn.services.moment(turn.words, next(opens for opens in opening if opens > turn.now))
        turn.say("status.asks_first", at=at)
    else:
        turn.say("status.no_projects")


@status.tapped(Show)
async def show(turn: Turn[StatusDraft], tap: Show) -> None:
    """From the list of what somebody owes, which stays; in place of the question for which commune."""
    card = await _card(turn, await owed_by(turn, tap.obligation))
    (turn.redraw if tap.in_place else turn.say)(card)


@status.tapped(Same)
async def nothing_changed(turn: Turn[StatusDraft], tap: Same) -> None:
    """One tap: every project as before; a sentence is asked only where it is due."""
    owed = await owed_by(turn, tap.obligation)
    if await _is_answered(turn, owed):
        return
    items = await items_of(turn, owed)
    stay = [(item.name, item.stays) for item in items if item.stays is not None]
    if len(stay) < len(items):
        await _begin(turn, owed, items, asks_rest=True)
    else:
        turn.redraw(await submit(turn, owed, stay, {}))


@status.tapped(Fill)
async def fill_in(turn: Turn[StatusDraft], tap: Fill) -> None:
    """Opens the list, also to correct an answer until the round closes, and to answer late. On behalf: the commune has
    telephoned; its own answer only the commune corrects."""
    owed = await (owed_for if tap.on_behalf else owed_by)(turn, tap.obligation)
    await _begin(turn, owed, await items_of(turn, owed), on_behalf=tap.on_behalf)


@status.tapped(Later)
async def ask_later(turn: Turn[StatusDraft], tap: Later) -> None:
    """The same question again in a few working hours, or with the next reminder."""
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
    """Whether somebody was faster; then the answer replaces the question."""
    if owed.answer is None:
        return False
    turn.redraw(await _card(turn, owed))
    turn.toast("status.answered_already", name=owed.answer.name)
    return True


async def _begin(
    turn: Turn[StatusDraft], owed: Owed, items: list[Item], *, asks_rest: bool = False, on_behalf: bool = False
) -> None:
    """Opens the list in place of the question; a draft that this person has already goes on."""
    if not items:
        turn.say("status.no_projects")
        return
    draft = await turn.begun(status)
    if draft is None or (draft.obligation, draft.on_behalf) != (owed.id, on_behalf):
        draft = StatusDraft(
            obligation=owed.id,
            commune=owed.commune_id,
            projects=items,
            corrects=owed.answer is not None,
            on_behalf=on_behalf,
        )
    draft.asks_rest = asks_rest
    first = next_question(draft) if asks_rest else None
    await turn.begin(status, draft, first or ask_which, in_place=not on_behalf)


async def _card(turn: Turn[StatusDraft], owed: Owed) -> Message:
    """The question, or the present answer with [✏️ Popraw]."""
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
