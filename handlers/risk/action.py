"""The actions against a risk, from its details: added, ticked when they are done, put off, taken away."""

from calendar import monthrange
from datetime import date, timedelta

from bot.conversation.buttons import Button, Tap, paged, ticked
from bot.conversation.dialog import Conversation
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import Words
from handlers.risk.details import Actions, ask_overview
from handlers.risk.details_draft import AboutRisk, Editing, details, redraw_cards_of, still_editable
from handlers.risk.notices import behind, unfinished
from handlers.risk.views import name_of
from models.mail import outbox
from models.people.right import Right
from models.reading.day import read_day
from models.reading.words import tidy
from models.risk import action as actions
from models.risk.action import MOST, TEXT_LIMIT, RiskAction
from models.risk.case import Case


class Acting(AboutRisk):
    """Which action of it."""

    action: int | None = None
    """None is a new one."""
    text: str = ""
    page: int = 0


class Turned(Tap, tag="risk_action.page", bound=True):
    """Another page of the actions."""

    page: int


class Choose(Tap, tag="risk_action.choose", bound=True):
    """This action."""

    action: int


class Add(Tap, tag="risk_action.add", bound=True):
    """One that is not there yet."""


class Done(Tap, tag="risk_action.done", bound=True):
    """They are right."""


class Tick(Tap, tag="risk_action.tick", bound=True):
    """It is done, or is not after all; whoever of two says so first."""

    done: bool


class PutOff(Tap, tag="risk_action.put_off", bound=True):
    """It is due on another day."""


class Remove(Tap, tag="risk_action.remove", bound=True):
    """It need not be done any more."""


class By(Tap, tag="risk_action.by", bound=True):
    """It is due on this day."""

    day: date


class Return(Tap, tag="risk_action.return", bound=True):
    """Leave it as it is."""


action = Conversation("risk_action", Acting, who=Right.READ_RISKS, mended_with="risks")


@details.tapped(Actions)
async def open_actions(turn: Turn[Editing], _tap: Actions) -> None:
    """From the details."""
    draft = Acting(risk=turn.draft.risk, commune=turn.draft.commune)
    await turn.end()
    await turn.begin(action, draft, ask_which)


@action.step
async def ask_which(turn: Turn[Acting]) -> None:
    """All of them, and a new one."""
    turn.draft.action = None
    of = await still_editable(turn)
    if of is not None:
        turn.show(_list(turn, of))


def _list(turn: Turn[Acting], of: Case) -> Message:
    buttons = [Button(_line(turn.words, known), Choose(action=known.id or 0)) for known in of.actions]
    end = [turn.button("risk_action.add", Add()), turn.button("risk_action.done", Done())]
    keyboard = [*paged(buttons, turn.draft.page, lambda page: Turned(page=page)), end]
    key = "risk_action.list" if buttons else "risk_action.none"
    return Message(turn.words(key, name=name_of(turn.words, of)), keyboard)


def _line(words: Words, of: RiskAction) -> str:
    return ticked(f"{words.day(of.due)} · {of.text}", chosen=of.done_on is not None)


@action.tapped(Turned)
async def turn_page(turn: Turn[Acting], tap: Turned) -> None:
    """Eight actions a page."""
    turn.draft.page = tap.page
    await turn.go(ask_which)


@action.tapped(Done)
async def back_to_details(turn: Turn[Acting], _tap: Done) -> None:
    """Where one came from."""
    draft = Editing(risk=turn.draft.risk, commune=turn.draft.commune)
    await turn.end()
    await turn.begin(details, draft, ask_overview)


# --- a new one, or a new day of one that is there ----------------------------------------


@action.tapped(Add)
async def add(turn: Turn[Acting], _tap: Add) -> None:
    """First what it is, if there is room for it."""
    of = await still_editable(turn)
    if of is None:
        return
    if len(of.actions) >= MOST:
        turn.toast("risk_action.most", n=MOST)
    else:
        await turn.go(ask_text)


@action.step
async def ask_text(turn: Turn[Acting]) -> None:
    """What is to be done?"""
    if await still_editable(turn) is not None:
        turn.show(Message(turn.words("risk_action.ask_text"), [[turn.button("risk_action.return", Return())]]))


@ask_text.told(limit=TEXT_LIMIT)
async def take_text(turn: Turn[Acting], told: Told) -> None:
    """Kept once its day is known."""
    turn.draft.text = tidy(told.text)
    await turn.go(ask_due)


@action.step
async def ask_due(turn: Turn[Acting]) -> None:
    """By when? The usual days, if they are free the next working day; or a day typed."""
    if await still_editable(turn) is None:
        return
    today, clock = turn.today, turn.house.clock
    offered = {
        "risk_action.in_a_week": today + timedelta(days=7),
        "risk_action.in_two_weeks": today + timedelta(days=14),
        "risk_action.in_a_month": _a_month_after(today),
    }
    days = [(key, clock.working_day(day)) for key, day in offered.items()]
    keyboard = [
        *([turn.button(key, By(day=day), day=turn.words.day(day, weekday=True, year=False))] for key, day in days),
        [turn.button("risk_action.return", Return())],
    ]
    turn.show(Message(turn.words("risk_action.ask_due"), keyboard))


def _a_month_after(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@action.tapped(By)
async def pick_due(turn: Turn[Acting], tap: By) -> None:
    """A usual day."""
    await _keep_due(turn, tap.day)


@ask_due.told()
async def tell_due(turn: Turn[Acting], told: Told) -> None:
    """``10.12``; a month means its last day."""
    day = read_day(told.text, turn.today, whole_month="last")
    if day is None:
        turn.say("risk_action.bad_day")
    else:
        await _keep_due(turn, day)


async def _keep_due(turn: Turn[Acting], due: date) -> None:
    if due < turn.today:
        turn.say("risk_action.past", day=turn.words.day(due))
        return
    draft = turn.draft
    if draft.action is not None:
        chosen = await _chosen(turn, locked=True)
        if chosen is None:
            return
        await actions.put_off(
            turn.session, chosen, due=due, today=turn.today, behind=behind(turn, due), by=turn.person, now=turn.now
        )
        await outbox.drop(turn.session, unfinished(chosen))
    elif (of := await still_editable(turn, locked=True)) is None:
        return
    elif len(of.actions) < MOST:
        await actions.add(
            turn.session, draft.risk, text=draft.text, due=due, behind=behind(turn, due), by=turn.person, now=turn.now
        )
    else:
        turn.say("risk_action.most", n=MOST)
    await _list_anew(turn)


# --- one that is there ----------------------------------------


@action.tapped(Choose)
async def choose(turn: Turn[Acting], tap: Choose) -> None:
    """What of it?"""
    turn.draft.action = tap.action
    await turn.go(ask_what)


@action.step
async def ask_what(turn: Turn[Acting]) -> None:
    """Done, another day, or gone?"""
    chosen = await _chosen(turn)
    if chosen is not None:
        is_open = chosen.done_on is None
        tick = "risk_action.tick" if is_open else "risk_action.untick"
        keyboard = [
            [turn.button(tick, Tick(done=is_open)), turn.button("risk_action.put_off", PutOff())],
            [turn.button("risk_action.remove", Remove()), turn.button("risk_action.return", Return())],
        ]
        turn.show(Message(turn.words("risk_action.ask_what", line=_line(turn.words, chosen)), keyboard))


@action.tapped(Tick)
async def tick(turn: Turn[Acting], tap: Tick) -> None:
    """Today, or not after all."""
    chosen = await _chosen(turn, locked=True)
    if chosen is not None:
        if tap.done is (chosen.done_on is None):
            await actions.tick(
                turn.session, chosen, today=turn.today, behind=behind(turn, chosen.due), by=turn.person, now=turn.now
            )
            await outbox.drop(turn.session, unfinished(chosen))
        await _list_anew(turn)


@action.tapped(PutOff)
async def put_off(turn: Turn[Acting], _tap: PutOff) -> None:
    """To which day?"""
    await turn.go(ask_due)


@action.tapped(Remove)
async def remove(turn: Turn[Acting], _tap: Remove) -> None:
    """It stays in the history."""
    chosen = await _chosen(turn, locked=True)
    if chosen is not None:
        await actions.remove(turn.session, chosen, by=turn.person, now=turn.now)
        await outbox.drop(turn.session, unfinished(chosen))
        await _list_anew(turn)


@action.tapped(Return)
async def leave(turn: Turn[Acting], _tap: Return) -> None:
    """Back to the list."""
    await turn.go(ask_which)


async def _chosen(turn: Turn[Acting], *, locked: bool = False) -> RiskAction | None:
    """The action, if it is there and this person may change it; else the dialog goes back or ends."""
    of = await still_editable(turn, locked=locked)
    if of is None:
        return None
    found = next((known for known in of.actions if known.id == turn.draft.action), None)
    if found is None:
        turn.toast("common.stale")
        await turn.go(ask_which)
    return found


async def _list_anew(turn: Turn[Acting]) -> None:
    """After a change, which everybody's card shows."""
    await redraw_cards_of(turn, turn.draft.risk)
    await turn.go(ask_which)
