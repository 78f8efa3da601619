"""The milestones of a project, from its card: added, reached, put off, renamed, taken away."""

from bot.conversation.buttons import Button, Tap, paged
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.project.views import Milestones, card, editable, milestone_line, still_editable
from handlers.risk.views import FromStatus
from models.project import project as projects
from models.project.project import NAME_LIMIT, Milestone, Project
from models.reading.day import read_day
from models.reading.words import tidy


class Milestoning(Draft):
    """Which project, and which milestone of it."""

    project: int
    milestone: int | None = None
    """None is a new one."""
    name: str = ""
    page: int = 0


class Turned(Tap, tag="milestone.page", bound=True):
    """Another page of the milestones."""

    page: int


class Choose(Tap, tag="milestone.choose", bound=True):
    """This milestone."""

    milestone: int


class Add(Tap, tag="milestone.add", bound=True):
    """One that is not there yet."""


class Done(Tap, tag="milestone.done", bound=True):
    """They are right."""


class Reach(Tap, tag="milestone.reach", bound=True):
    """It is reached, or is not after all; whoever of two says so first."""

    done: bool


class Rename(Tap, tag="milestone.rename", bound=True):
    """It is to be called something else."""


class Move(Tap, tag="milestone.move", bound=True):
    """It is due on another day."""


class Remove(Tap, tag="milestone.remove", bound=True):
    """It is none of the project's any more."""


class Return(Tap, tag="milestone.return", bound=True):
    """Leave it as it is."""


milestone = Conversation("milestone", Milestoning, mended_with="project")


@milestone.tapped(Milestones)
async def show_milestones(turn: Turn[Milestoning], tap: Milestones) -> None:
    """From the card."""
    if await editable(turn, tap.project) is not None:
        turn.collapse()
        await turn.begin(milestone, Milestoning(project=tap.project), ask_which)


@milestone.step
async def ask_which(turn: Turn[Milestoning]) -> None:
    """All of them, and a new one."""
    turn.draft.milestone = None
    found = await still_editable(turn, turn.draft.project)
    if found is not None:
        turn.ask(await _list(turn, found))


async def _list(turn: Turn[Milestoning], of: Project) -> Message:
    buttons = [
        Button(milestone_line(turn.words, m, turn.today), Choose(milestone=m.id or 0))
        for m in await projects.milestones(turn.session, of.id or 0)
    ]
    end = [turn.button("milestone.add", Add()), turn.button("milestone.done", Done())]
    keyboard = [*paged(buttons, turn.draft.page, lambda page: Turned(page=page)), end]
    return Message(turn.words("milestone.list" if buttons else "milestone.none", name=of.name), keyboard)


@milestone.tapped(Turned)
async def turn_page(turn: Turn[Milestoning], tap: Turned) -> None:
    """Eight milestones a page."""
    turn.draft.page = tap.page
    found = await still_editable(turn, turn.draft.project)
    if found is not None:
        turn.redraw(await _list(turn, found))


@milestone.tapped(Done)
async def show_card(turn: Turn[Milestoning], _tap: Done) -> None:
    """Back to the card."""
    if await still_editable(turn, turn.draft.project) is not None:
        await turn.end(await card(turn, turn.draft.project))


# --- a new one, or a new name or day of one that is there ----------------------------------------


@milestone.tapped(Add)
async def add(turn: Turn[Milestoning], _tap: Add) -> None:
    """First its name."""
    await turn.go(ask_name)


@milestone.step
async def ask_name(turn: Turn[Milestoning]) -> None:
    """What is to be reached?"""
    if await still_editable(turn, turn.draft.project) is not None:
        turn.ask("milestone.ask_name", [[turn.button("milestone.return", Return())]])


@ask_name.told(limit=NAME_LIMIT)
async def take_name(turn: Turn[Milestoning], told: Told) -> None:
    """The name of a new one is kept once its day is known."""
    if turn.draft.milestone is None:
        turn.draft.name = tidy(told.text)
        await turn.go(ask_due)
    elif (chosen := await _chosen(turn)) is not None:
        chosen.name = tidy(told.text)
        await turn.go(ask_which)


@milestone.step
async def ask_due(turn: Turn[Milestoning]) -> None:
    """By when?"""
    if await still_editable(turn, turn.draft.project) is not None:
        turn.ask("milestone.ask_due", [[turn.button("milestone.return", Return())]])


@ask_due.told(mends=False)
async def take_due(turn: Turn[Milestoning], told: Told) -> None:
    """A month means its last day."""
    of = await still_editable(turn, turn.draft.project)
    if of is None:
        return
    due = read_day(told.text, turn.today, whole_month="last")
    if due is None:
        turn.say("project.bad_date")
        return
    if turn.draft.milestone is None:
        await projects.add_milestone(turn.session, of, name=turn.draft.name, due=due)
    else:
        chosen = await _chosen(turn)
        if chosen is None:
            return
        was = chosen.due
        await projects.move_milestones(turn.session, [(chosen, due)], now=turn.now)
        if due > was and chosen.reached_on is None:
            _offer_a_risk(turn, chosen)
    await turn.go(ask_which)


def _offer_a_risk(turn: Turn[Milestoning], put_off: Milestone) -> None:
    """What slips may be threatened."""
    tap = FromStatus(project=put_off.project_id, milestone=put_off.id)
    day = turn.words.day(put_off.due)
    turn.say("risk.slipped", [[turn.button("status.raise_risk", tap)]], name=put_off.name, due=day)


# --- one that is there ----------------------------------------


@milestone.tapped(Choose)
async def choose(turn: Turn[Milestoning], tap: Choose) -> None:
    """What of it?"""
    turn.draft.milestone = tap.milestone
    await turn.go(ask_what)


@milestone.step
async def ask_what(turn: Turn[Milestoning]) -> None:
    """Reached, another day, another name, or gone?"""
    chosen = await _chosen(turn)
    if chosen is not None:
        is_reached = chosen.reached_on is not None
        reach = turn.button("milestone.unreach" if is_reached else "milestone.reach", Reach(done=not is_reached))
        keyboard = [
            [reach],
            [turn.button("milestone.move", Move()), turn.button("milestone.rename", Rename())],
            [turn.button("milestone.remove", Remove()), turn.button("milestone.return", Return())],
        ]
        turn.ask("milestone.ask_what", keyboard, line=milestone_line(turn.words, chosen, turn.today))


@milestone.tapped(Reach)
async def reach(turn: Turn[Milestoning], tap: Reach) -> None:
    """Today, or not after all."""
    chosen = await _chosen(turn)
    if chosen is not None:
        if tap.done != (chosen.reached_on is not None):
            chosen.reached_on = turn.today if tap.done else None
        await turn.go(ask_which)


@milestone.tapped(Rename)
async def rename(turn: Turn[Milestoning], _tap: Rename) -> None:
    """To what?"""
    await turn.go(ask_name)


@milestone.tapped(Move)
async def move(turn: Turn[Milestoning], _tap: Move) -> None:
    """To which day?"""
    await turn.go(ask_due)


@milestone.tapped(Remove)
async def remove(turn: Turn[Milestoning], _tap: Remove) -> None:
    """Its name and day stay in the chat."""
    chosen = await _chosen(turn)
    if chosen is not None:
        await projects.remove_milestone(turn.session, chosen)
        await turn.go(ask_which)


@milestone.tapped(Return)
async def leave(turn: Turn[Milestoning], _tap: Return) -> None:
    """Back to the list."""
    await turn.go(ask_which)


async def _chosen(turn: Turn[Milestoning]) -> Milestone | None:
    """The milestone, if it is there and this person may change it; else the dialog goes back or ends."""
    if await still_editable(turn, turn.draft.project) is None:
        return None
    found = await projects.milestone(turn.session, turn.draft.project, turn.draft.milestone or 0)
    if found is None:
        turn.toast("common.stale")
        await turn.go(ask_which)
    return found
