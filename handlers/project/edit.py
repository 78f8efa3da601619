"""What is known of a project: asked one by one when it is new, changed from its card later.

Every answer is kept at once, so one may stop anywhere.
"""

from typing import Any

from bot.conversation.buttons import Button, Tap, column, grid
from bot.conversation.step import Step
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from handlers.project.draft import Accept, Detail, Details, Finish, Skip, ways_out
from handlers.project.draft import edit as edit
from handlers.project.ticks import ask_partners, ask_readiness
from handlers.project.views import Change, amount, card, editable, still_editable
from models.people.commune import all_communes, all_fields
from models.project import project as projects
from models.project.project import BUDGET_LIMIT, NAME_LIMIT, READINESS, Project
from models.reading.day import read_day
from models.reading.words import read_amount, tidy


class Choose(Tap, tag="project.detail", bound=True):
    """Change this."""

    detail: Detail


class Clear(Tap, tag="project.clear", bound=True):
    """It is no longer known."""


class InField(Tap, tag="project.field", bound=True):
    """The project belongs to this field of cooperation."""

    field: int


async def begin_details(turn: Turn[Any], new: Project) -> None:
    """Everything but its name is asked of a new project; one may stop anywhere."""
    draft = Details(project=new.id or 0, asked=Detail.FIELD, rest=list(Detail)[2:], new=True)
    await turn.begin(edit, draft, ask_field)


@edit.tapped(Change)
async def change(turn: Turn[Details], tap: Change) -> None:
    """From the card."""
    if await editable(turn, tap.project) is not None:
        turn.collapse()
        await turn.begin(edit, Details(project=tap.project), ask_what)


@edit.step
async def ask_what(turn: Turn[Details]) -> None:
    """What is to be changed?"""
    found = await still_editable(turn, turn.draft.project)
    if found is not None:
        choices = [turn.button(f"project_detail.{detail}", Choose(detail=detail)) for detail in Detail]
        keyboard = [*grid(choices, 2), [turn.button("project.nothing", Finish())]]
        turn.ask("project.ask_what", keyboard, name=found.name)


@edit.tapped(Choose)
async def choose(turn: Turn[Details], tap: Choose) -> None:
    """This, please."""
    await _ask(turn, tap.detail)


async def _ask(turn: Turn[Details], detail: Detail) -> None:
    draft = turn.draft
    if await still_editable(turn, draft.project) is None:
        return
    found = await projects.card(turn.session, draft.project)
    assert found is not None, "projects are never deleted"  # noqa: S101
    draft.asked, draft.words, draft.page = detail, "", 0
    draft.partners = draft.partners_before = [commune.id or 0 for commune in found.partners]
    draft.readiness = {which: getattr(found.project, which) for which in READINESS}
    draft.readiness_before = dict(draft.readiness)
    steps: dict[Detail, Step[Details]] = {
        Detail.FIELD: ask_field,
        Detail.PARTNERS: ask_partners,
        Detail.READINESS: ask_readiness,
    }
    await turn.go(steps.get(detail, ask_typed))


async def _next(turn: Turn[Details]) -> None:
    """The next detail of a new project; after the last one, or the one that was changed, the card."""
    if turn.draft.rest:
        await _ask(turn, turn.draft.rest.pop(0))
    elif await still_editable(turn, turn.draft.project) is not None:
        await turn.end(await card(turn, turn.draft.project))


@edit.tapped(Skip)
async def skip(turn: Turn[Details], _tap: Skip) -> None:
    """It stays as it is."""
    await _next(turn)


@edit.tapped(Finish)
async def finish(turn: Turn[Details], _tap: Finish) -> None:
    """What was said is kept already."""
    turn.draft.rest = []
    await _next(turn)


# --- name, start, end, budget, source of funding: typed ----------------------------------------


@edit.step
async def ask_typed(turn: Turn[Details]) -> None:
    """With an example, and what is known now."""
    found = await still_editable(turn, turn.draft.project)
    if found is not None:
        asked = turn.draft.asked
        known = _known(turn, found)
        now = turn.words("project.now", value=known) if known else ""
        clear = [[turn.button("project.clear", Clear())]] if known and asked is not Detail.NAME else []
        keyboard = [*clear, *ways_out(turn)]
        turn.ask(f"project_ask.{asked}", keyboard, name=found.name, now=now)


def _known(turn: Turn[Details], of: Project) -> str:
    match value := getattr(of, turn.draft.asked):
        case None:
            return ""
        case str():
            return value
    if turn.draft.asked is Detail.BUDGET:
        return amount(turn.words, value)
    return turn.words.day(value)


@ask_typed.told(limit=NAME_LIMIT)
async def take_typed(turn: Turn[Details], told: Told) -> None:
    """What can't be understood is asked again, with a word on why."""
    found = await still_editable(turn, turn.draft.project)
    if found is None:
        return
    asked, text = turn.draft.asked, tidy(told.text)
    value: Any = text
    match asked:
        case Detail.NAME:
            same = await projects.named(turn.session, found.commune_id, text)
            if same is not None and same is not found:
                turn.say("project.name_taken", name=same.name)
                return
        case Detail.START | Detail.END:
            value = read_day(text, turn.today, whole_month="last" if asked is Detail.END else "first")
            if value is None:
                turn.say("project.bad_date")
                return
        case Detail.BUDGET:
            value = read_amount(text)
            if value is None or value > BUDGET_LIMIT:
                turn.say("project.bad_amount")
                return
    wrong = projects.change(found, **{asked: value})
    if wrong is not None:
        turn.say("project.ends_before_start", start=turn.words.day(wrong.start), end=turn.words.day(wrong.end))
        return
    await _next(turn)


@edit.tapped(Clear)
async def clear(turn: Turn[Details], _tap: Clear) -> None:
    """Nothing is known of it any more."""
    found = await still_editable(turn, turn.draft.project)
    if found is not None and turn.draft.asked in (Detail.START, Detail.END, Detail.BUDGET, Detail.FUNDING):
        projects.change(found, **{turn.draft.asked: None})
        await _next(turn)


# --- field ----------------------------------------


@edit.step
async def ask_field(turn: Turn[Details]) -> None:
    """Which field of cooperation?"""
    found = await still_editable(turn, turn.draft.project)
    if found is not None:
        fields = [Button(field.name, InField(field=field.id or 0)) for field in await all_fields(turn.session)]
        turn.ask("project.ask_field", [*column(fields), *ways_out(turn)], name=found.name)


@edit.tapped(InField)
async def take_field(turn: Turn[Details], tap: InField) -> None:
    """This one."""
    found = await still_editable(turn, turn.draft.project)
    if found is not None:
        if any(field.id == tap.field for field in await all_fields(turn.session)):
            projects.change(found, field_id=tap.field)
        await _next(turn)


# --- partners and readiness, from ``project_ticks`` ----------------------------------------


@edit.tapped(Accept)
async def accept(turn: Turn[Details], _tap: Accept) -> None:
    """Partners or readiness as they are ticked."""
    found = await still_editable(turn, turn.draft.project)
    if found is None:
        return
    if turn.draft.asked is Detail.PARTNERS:
        known = {commune.id or 0 for commune in await all_communes(turn.session)}
        present = await projects.partners(turn.session, found.id or 0)
        await projects.set_partners(turn.session, found, turn.draft.partners_besides(present) & known)
    else:
        projects.change(found, **turn.draft.new_readiness)
    await _next(turn)
