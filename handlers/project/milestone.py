"""The milestones of a project, from its card: added, reached, put off, renamed, removed."""

from bot.conversation import reading
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import there
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.project.views import Milestones, card, editable, milestone_line, still_editable
from handlers.risk.views import FromStatus
from models.project import project as projects
from models.project.project import NAME_LIMIT, Milestone
from models.reading.day import read_day
from models.reading.words import tidy


class Milestoning(Draft):
    """The project, and the milestone."""

    project: int
    milestone: int | None = None
    """None: a new one."""
    name: str = ""


milestone = Conversation("milestone", Milestoning, mended_with="project")


@milestone.tapped(Milestones)
async def show_milestones(turn: Turn[Milestoning], tap: Milestones) -> None:
    """From the card."""
    await editable(turn, tap.project)
    turn.collapse()
    await turn.begin(milestone, Milestoning(project=tap.project), ask_which)


@milestone.answer("return")
@milestone.step
async def ask_which(turn: Turn[Milestoning]) -> Pick:
    """All milestones, and a new one."""
    of = await still_editable(turn, turn.draft.project)
    there = await projects.milestones(turn.session, turn.draft.project)
    return Pick(
        turn.words("milestone.list" if there else "milestone.none", name=of.name),
        [Item(milestone_line(turn.words, each, turn.today), each.id) for each in there],
        below=[[turn.answer("milestone.add"), turn.answer("common.done")]],
    )


@ask_which.answer("done")
async def show_card(turn: Turn[Milestoning]) -> None:
    """Back to the card."""
    await still_editable(turn, turn.draft.project)
    await turn.end(await card(turn, turn.draft.project))


@ask_which.answer("add")
async def add(turn: Turn[Milestoning]) -> None:
    """Asks for its name first."""
    turn.draft.milestone = None
    await turn.go(ask_name)


# --- one that is there ----------------------------------------


@ask_which.keeps("milestone")
@milestone.step
async def ask_what(turn: Turn[Milestoning]) -> Message:
    """Reached, another day, another name, or gone?"""
    chosen = await _chosen(turn)
    is_reached = chosen.reached_on is not None
    keyboard = [
        [turn.choice(not is_reached, "milestone.unreach" if is_reached else "milestone.reach")],
        [turn.answer("milestone.move"), turn.answer("milestone.rename")],
        [turn.answer("common.remove"), turn.answer("milestone.return")],
    ]
    return Message(turn.words("milestone.ask_what", line=milestone_line(turn.words, chosen, turn.today)), keyboard)


@ask_what.chosen
async def reach(turn: Turn[Milestoning], done: bool) -> None:
    """Today, or not after all; of two people the first one decides."""
    chosen = await _chosen(turn)
    if done != (chosen.reached_on is not None):
        chosen.reached_on = turn.today if done else None
    await turn.go(ask_which)


@ask_what.answer("remove")
async def remove(turn: Turn[Milestoning]) -> None:
    """Its name and day stay in the chat."""
    await projects.remove_milestone(turn.session, await _chosen(turn))
    await turn.go(ask_which)


async def _chosen(turn: Turn[Milestoning]) -> Milestone:
    """The milestone; if somebody has removed it meanwhile, the dialog goes back to the list."""
    await still_editable(turn, turn.draft.project)
    return there(await projects.milestone(turn.session, turn.draft.project, turn.draft.milestone or 0), ask_which)


# --- a new one, or a new name or day of one that is there ----------------------------------------


@ask_what.answer("rename")
@milestone.step
async def ask_name(turn: Turn[Milestoning]) -> Message:
    """What is to be reached?"""
    await still_editable(turn, turn.draft.project)
    return Message(turn.words("milestone.ask_name"), [[turn.answer("milestone.return")]])


@ask_name.told(limit=NAME_LIMIT)
async def take_name(turn: Turn[Milestoning], told: UserInput) -> None:
    """A new milestone is stored once its day is known."""
    if turn.draft.milestone is None:
        turn.draft.name = tidy(told.text)
        await turn.go(ask_due)
    else:
        (await _chosen(turn)).name = tidy(told.text)
        await turn.go(ask_which)


@ask_what.answer("move")
@milestone.step
async def ask_due(turn: Turn[Milestoning]) -> Message:
    """By when?"""
    await still_editable(turn, turn.draft.project)
    return Message(turn.words("milestone.ask_due"), [[turn.answer("milestone.return")]])


@ask_due.told(mends=False)
async def take_due(turn: Turn[Milestoning], told: UserInput) -> None:
    """A month means its last day."""
    of = await still_editable(turn, turn.draft.project)
    due = reading.known(read_day(told.text, turn.today, whole_month="last"), "project.bad_date")
    if turn.draft.milestone is None:
        await projects.add_milestone(turn.session, of, name=turn.draft.name, due=due)
    else:
        chosen = await _chosen(turn)
        was = chosen.due
        await projects.move_milestones(turn.session, [(chosen, due)], now=turn.now)
        if due > was and chosen.reached_on is None:
            _offer_a_risk(turn, chosen)
    await turn.go(ask_which)


def _offer_a_risk(turn: Turn[Milestoning], put_off: Milestone) -> None:
    """A milestone put off may be a risk."""
    tap = FromStatus(project=put_off.project_id, milestone=put_off.id)
    day = turn.words.day(put_off.due)
    turn.say("risk.slipped", [[turn.button("status.raise_risk", tap)]], name=put_off.name, due=day)
