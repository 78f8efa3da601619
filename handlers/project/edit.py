"""Details of a project: asked one by one when it is new, changed from its card later.

Every answer is stored at once, so people may stop anywhere.
"""

from decimal import Decimal
from enum import StrEnum, auto
from typing import Any

from bot.conversation import reading
from bot.conversation.buttons import Button, Choice, Keyboard, column, grid, search
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.picker import Pick
from bot.conversation.refusal import Refused, Stale
from bot.conversation.step import Reads, Step, show_all
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.commune_picker import commune_items
from handlers.project.notices import tell_partners
from handlers.project.views import Change, amount, card, editable, readiness, still_editable
from models.people.commune import all_communes, all_fields
from models.project import project as projects
from models.project.project import BUDGET_LIMIT, NAME_LIMIT, READINESS, Project, Readiness
from models.reading.words import read_amount


class Detail(StrEnum):
    """A detail of a project, in the order of asking."""

    NAME = auto()
    FIELD = auto()
    START = auto()
    END = auto()
    BUDGET = auto()
    FUNDING = auto()
    PARTNERS = auto()
    READINESS = auto()


class Details(Draft):
    """The project, and the detail being asked."""

    project: int
    asked: Detail = Detail.NAME
    rest: list[Detail] = []
    """Details of a new project still to be asked."""
    new: bool = False
    partners: list[int] = []
    readiness: dict[str, Readiness] = {}
    partners_before: list[int] = []
    readiness_before: dict[str, Readiness] = {}
    """The values when they were asked: what others tick meanwhile is left alone."""

    @property
    def new_readiness(self) -> dict[str, Readiness]:
        """The answers that differ from before."""
        return {which: answer for which, answer in self.readiness.items() if self.readiness_before.get(which) != answer}

    def partners_besides(self, present: set[int]) -> set[int]:
        """The partners to set, given the present ones."""
        ticked, before = set(self.partners), set(self.partners_before)
        return (present | (ticked - before)) - (before - ticked)


edit = Conversation("project_edit", Details, mended_with="project")


async def begin_details(turn: Turn[Any], new: Project) -> None:
    """Asks for everything but the name; people may stop anywhere."""
    draft = Details(project=new.id, asked=Detail.FIELD, rest=list(Detail)[2:], new=True)
    await turn.begin(edit, draft, ask_field)


@edit.tapped(Change)
async def change(turn: Turn[Details], tap: Change) -> None:
    """From the card."""
    await editable(turn, tap.project)
    turn.collapse()
    await turn.begin(edit, Details(project=tap.project), ask_what)


@edit.step
async def ask_what(turn: Turn[Details]) -> Message:
    of = await still_editable(turn, turn.draft.project)
    choices = [turn.choice(detail, f"project_detail.{detail}") for detail in Detail]
    return Message(turn.words("project.ask_what", name=of.name), [*grid(choices, 2), [turn.answer("project.nothing")]])


@ask_what.chosen
async def ask(turn: Turn[Details], detail: Detail) -> None:
    """Asks for this detail; ticks begin with the present values."""
    draft = turn.draft
    of = await still_editable(turn, draft.project)
    draft.asked, draft.listed = detail, {}
    draft.partners = draft.partners_before = sorted(await projects.partners(turn.session, draft.project))
    draft.readiness_before = {which: getattr(of, which) for which in READINESS}
    draft.readiness = dict(draft.readiness_before)
    steps: dict[Detail, Step[Details]] = {
        Detail.FIELD: ask_field,
        Detail.PARTNERS: ask_partners,
        Detail.READINESS: ask_readiness,
    }
    await turn.go(steps.get(detail, ask_typed))


@edit.answer("skip", "leave")
async def ask_next(turn: Turn[Details]) -> None:
    """The next detail of a new project; after the last one, or after a change, the card."""
    if turn.draft.rest:
        await ask(turn, turn.draft.rest.pop(0))
    else:
        await still_editable(turn, turn.draft.project)
        await turn.end(await card(turn, turn.draft.project))


@edit.answer("finish", "nothing")
async def finish(turn: Turn[Details]) -> None:
    """Every answer is stored already."""
    turn.draft.rest = []
    await ask_next(turn)


def _ways_out(turn: Turn[Details]) -> Keyboard:
    """A button to skip the question, and for a new project one to end them all."""
    if turn.draft.new:
        return [[turn.answer("common.skip"), turn.answer("project.finish")]]
    return [[turn.answer("project.leave")]]


# --- name, start, end, budget, source of funding: typed ----------------------------------------


@edit.step
async def ask_typed(turn: Turn[Details]) -> Message:
    """With an example and the present value."""
    of = await still_editable(turn, turn.draft.project)
    asked, known = turn.draft.asked, _known(turn, of)
    now = turn.words("project.now", value=known) if known else ""
    clear = [[turn.answer("project.clear")]] if known and asked is not Detail.NAME else []
    return Message(turn.words(f"project_ask.{asked}", name=of.name, now=now), [*clear, *_ways_out(turn)])


def _known(turn: Turn[Details], of: Project) -> str:
    match value := getattr(of, turn.draft.asked):
        case None:
            return ""
        case str():
            return value
    if turn.draft.asked is Detail.BUDGET:
        return amount(turn.words, value)
    return turn.words.day(value)


def _budget(text: str) -> Decimal | None:
    amount = read_amount(text)
    return amount if amount is not None and amount <= BUDGET_LIMIT else None


READ: dict[Detail, Reads] = {
    Detail.NAME: reading.line,
    Detail.START: reading.day("project.bad_date", whole_month="first"),
    Detail.END: reading.day("project.bad_date", whole_month="last"),
    Detail.BUDGET: reading.as_by(_budget, "project.bad_amount"),
    Detail.FUNDING: reading.line,
}


@ask_typed.told(limit=NAME_LIMIT)
async def take_typed(turn: Turn[Details], told: UserInput) -> None:
    """An answer that is not understood is asked again, with the reason."""
    of = await still_editable(turn, turn.draft.project)
    asked = turn.draft.asked
    value = READ[asked](turn, told)
    if asked is Detail.NAME:
        same = await projects.named(turn.session, of.commune_id, value)
        if same is not None and same is not of:
            raise Refused("project.name_taken", stays=True, name=same.name)
    wrong = projects.change(of, **{asked: value})
    if wrong is not None:
        turn.say("project.ends_before_start", start=turn.words.day(wrong.start), end=turn.words.day(wrong.end))
        return
    await ask_next(turn)


@ask_typed.answer("clear")
async def clear(turn: Turn[Details]) -> None:
    of = await still_editable(turn, turn.draft.project)
    projects.change(of, **{turn.draft.asked: None})
    await ask_next(turn)


# --- field ----------------------------------------


@edit.step
async def ask_field(turn: Turn[Details]) -> Message:
    """Which field of cooperation?"""
    of = await still_editable(turn, turn.draft.project)
    fields = [Button(field.name, Choice.to(field.id)) for field in await all_fields(turn.session)]
    return Message(turn.words("project.ask_field", name=of.name), [*column(fields), *_ways_out(turn)])


@ask_field.chosen
async def take_field(turn: Turn[Details], field: int) -> None:
    of = await still_editable(turn, turn.draft.project)
    if field not in {known.id for known in await all_fields(turn.session)}:
        raise Stale
    projects.change(of, field_id=field)
    await ask_next(turn)


# --- partners and readiness: ticked, and kept when that is accepted ----------------------------------------


@edit.step(narrows="access.no_such_commune", answers={"everything": show_all})
async def ask_partners(turn: Turn[Details]) -> Pick:
    """The leading commune is not a partner."""
    of = await still_editable(turn, turn.draft.project)
    communes = [item for item in commune_items(await all_communes(turn.session)) if item.value != of.commune_id]
    chosen = ", ".join(item.label for item in communes if item.value in turn.draft.partners)
    text = turn.words("project.ask_partners", name=of.name, chosen=chosen or turn.words.plain("project.nobody"))
    if typed := turn.listed.typed:
        words, found = turn.words.plain("project.typed", words=typed), search(communes, typed, lambda item: item.label)
        text += turn.words("project.narrowed", words=words, n=len(found))
    whole = [turn.answer("project.everything")] if typed else []
    below = [whole, [turn.answer("common.accept")], *_ways_out(turn)]
    return Pick(text, communes, ticked=turn.draft.partners, below=below)


ask_partners.ticks("partners")


@ask_partners.answer("accept")
async def accept_partners(turn: Turn[Details]) -> None:
    """Stores the ticked partners."""
    of = await still_editable(turn, turn.draft.project)
    present = await projects.partners(turn.session, turn.draft.project)
    partners = turn.draft.partners_besides(present)
    await projects.set_partners(turn.session, of, partners)
    if new := {*partners} - {*present}:
        await tell_partners(turn, of, new)
    await ask_next(turn)


@edit.step
async def ask_readiness(turn: Turn[Details]) -> Message:
    """Four questions at once, each with a button that goes through its answers."""
    of = await still_editable(turn, turn.draft.project)
    buttons = [
        Button(readiness(turn.words, which, turn.draft.readiness[which]), Choice.to(at))
        for at, which in enumerate(READINESS)
    ]
    keyboard = [*column(buttons), [turn.answer("common.accept")], *_ways_out(turn)]
    return Message(turn.words("project.ask_readiness", name=of.name), keyboard)


@ask_readiness.chosen
async def cycle(turn: Turn[Details], at: int) -> None:
    """Unknown, yes, no, not applicable, unknown again."""
    which, answers = READINESS[at], list(Readiness)
    now = answers.index(turn.draft.readiness[which])
    turn.draft.readiness[which] = answers[(now + 1) % len(answers)]
    await turn.again()


@ask_readiness.answer("accept")
async def accept_readiness(turn: Turn[Details]) -> None:
    projects.change(await still_editable(turn, turn.draft.project), **turn.draft.new_readiness)
    await ask_next(turn)
