"""Actions against a risk, from its details: added, done, put off, removed."""

from datetime import date, timedelta

from bot.conversation import reading
from bot.conversation.buttons import ticked
from bot.conversation.dialog import Conversation
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Refused, Stale, there
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.risk.details import Editing, ask_overview, details, redraw_cards_of, still_editable
from handlers.risk.draft import AboutRisk
from handlers.risk.notices import behind, unfinished
from handlers.risk.views import Treat, case_for, may_edit, name_of
from models.calendar import months_after
from models.mail import outbox
from models.people.permission import Right
from models.risk import treatment as actions
from models.risk.treatment import MOST, TEXT_LIMIT, Treatment


class Acting(AboutRisk):
    action: int | None = None
    """None: a new one."""
    text: str = ""


action = Conversation("risk_action", Acting, who=Right.READ_RISKS, mended_with="risks")


@ask_overview.answer("actions")
async def open_actions(turn: Turn[Editing]) -> None:
    """From the details."""
    draft = Acting(risk=turn.draft.risk, commune=turn.draft.commune)
    await turn.end()
    await turn.begin(action, draft, ask_which)


@action.step(in_place=True)
async def ask_which(turn: Turn[Acting]) -> Pick:
    """All actions, and a new one."""
    of = await still_editable(turn)
    return Pick(
        turn.words("risk_action.list" if of.actions else "risk_action.none", name=name_of(turn.words, of)),
        [Item(_line(turn.words, known), known.id) for known in of.actions],
        ticked=[known.id for known in of.actions if known.done_on is not None],
        below=[[turn.answer("risk_action.add"), turn.answer("common.done")]],
    )


def _line(words: Words, of: Treatment) -> str:
    return f"{words.day(of.due)} · {of.text}"


@ask_which.answer("done")
async def back_to_details(turn: Turn[Acting]) -> None:
    draft = Editing(risk=turn.draft.risk, commune=turn.draft.commune)
    await turn.end()
    await turn.begin(details, draft, ask_overview)


# --- one that is there ----------------------------------------


@action.tapped(Treat)
async def open_action(turn: Turn[Acting], tap: Treat) -> None:
    """From the list of what somebody owes."""
    of = await case_for(turn, tap.risk, may_edit(turn))
    if not of.risk.state.is_open or tap.action not in {known.id for known in of.actions}:
        raise Stale
    await turn.begin(action, Acting(risk=tap.risk, commune=of.risk.commune_id, action=tap.action), ask_what)


@ask_which.keeps("action")
@action.step(in_place=True, answers={"return": ask_which})
async def ask_what(turn: Turn[Acting]) -> Message:
    """Done, another day, or gone?"""
    of = await _chosen(turn)
    is_open = of.done_on is None
    tick = turn.choice(is_open, "risk_action.tick" if is_open else "risk_action.untick")
    keyboard = [
        [tick, turn.answer("risk_action.put_off")],
        [turn.answer("common.remove"), turn.answer("risk_action.return")],
    ]
    line = ticked(_line(turn.words, of), chosen=not is_open)
    return Message(turn.words("risk_action.ask_what", line=line), keyboard)


@ask_what.chosen
async def tick(turn: Turn[Acting], done: bool) -> None:
    """Done today, or not done after all; of two people the first one decides."""
    of = await _chosen(turn, locked=True)
    if done is (of.done_on is None):
        await actions.tick(
            turn.session, of, today=turn.today, behind=behind(turn, of.due), by=turn.person, now=turn.now
        )
        await outbox.drop(turn.session, unfinished(of))
    await _list_anew(turn)


@ask_what.answer("remove")
async def remove(turn: Turn[Acting]) -> None:
    """The history keeps it."""
    of = await _chosen(turn, locked=True)
    await actions.remove(turn.session, of, by=turn.person, now=turn.now)
    await outbox.drop(turn.session, unfinished(of))
    await _list_anew(turn)


async def _chosen(turn: Turn[Acting], *, locked: bool = False) -> Treatment:
    """The action, if it still exists and this person may change it."""
    of = await still_editable(turn, locked=locked)
    return there(next((known for known in of.actions if known.id == turn.draft.action), None), ask_which)


async def _list_anew(turn: Turn[Acting]) -> None:
    """Shows the list again after a change; everybody's card shows it too."""
    await redraw_cards_of(turn)
    await turn.go(ask_which)


# --- a new one, or a new day of one that is there ----------------------------------------


@ask_which.answer("add")
async def add(turn: Turn[Acting]) -> None:
    """Asks what it is, if there is room for one more."""
    of = await still_editable(turn)
    if len(of.actions) >= MOST:
        raise Refused("risk_action.most", stays=True, n=MOST)
    turn.draft.action = None
    await turn.go(ask_text)


@action.step(in_place=True, answers={"return": ask_which})
async def ask_text(turn: Turn[Acting]) -> Message:
    """What is to be done?"""
    await still_editable(turn)
    return Message(turn.words("risk_action.ask_text"), [[turn.answer("risk_action.return")]])


@ask_text.keeps("text", reading.line, limit=TEXT_LIMIT)
@ask_what.answer("put_off")
@action.step(in_place=True, answers={"return": ask_which})
async def ask_due(turn: Turn[Acting]) -> Message:
    """By when? The usual days (on days off the next working day), or a typed day."""
    await still_editable(turn)
    today, clock = turn.today, turn.services.clock
    offered = {
        "risk_action.in_a_week": today + timedelta(days=7),
        "risk_action.in_two_weeks": today + timedelta(days=14),
        "risk_action.in_a_month": months_after(today, 1),
    }
    days = [(key, clock.working_day(day)) for key, day in offered.items()]
    keyboard = [
        *([turn.choice(day, key, day=turn.words.day(day, weekday=True, year=False))] for key, day in days),
        [turn.answer("risk_action.return")],
    ]
    return Message(turn.words("risk_action.ask_due"), keyboard)


@ask_due.chosen
@ask_due.reads(reading.day("risk_action.bad_day", whole_month="last"))
async def take_due(turn: Turn[Acting], day: date) -> None:
    """A usual day, or the typed one."""
    if day < turn.today:
        turn.say("risk_action.past", day=turn.words.day(day))
        return
    draft, passed = turn.draft, behind(turn, day)
    if draft.action is not None:
        of = await _chosen(turn, locked=True)
        await actions.put_off(turn.session, of, due=day, today=turn.today, behind=passed, by=turn.person, now=turn.now)
        await outbox.drop(turn.session, unfinished(of))
    elif len((await still_editable(turn, locked=True)).actions) < MOST:
        await actions.add(
            turn.session, draft.risk, text=draft.text, due=day, behind=passed, by=turn.person, now=turn.now
        )
    else:
        turn.say("risk_action.most", n=MOST)
    await _list_anew(turn)
