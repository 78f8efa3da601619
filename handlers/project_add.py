"""A new project: whose it is and what it is called. The rest is asked in ``project_edit``."""

from typing import Any

from bot.buttons import Button, Tap, paged, search
from bot.dialog import Conversation
from bot.turn import Draft, Told, Turn
from bot.voice import Message
from handlers.project_edit import begin_details
from handlers.project_views import SEARCH_LIMIT, by_name, narrowed_by
from models import project as projects
from models.commune import all_communes
from models.project import NAME_LIMIT
from models.reading import tidy
from models.right import Right, where


class NewProject(Draft):
    """A project that has no name yet."""

    commune: int | None = None
    words: str = ""
    page: int = 0


class Lead(Tap, tag="project.lead", bound=True):
    """This commune leads it."""

    commune: int


class LeadPage(Tap, tag="project.lead_page", bound=True):
    """Another page of the communes."""

    page: int


class EveryLead(Tap, tag="project.lead_all", bound=True):
    """All communes again."""


add = Conversation("project_add", NewProject)


async def begin_adding(turn: Turn[Any]) -> None:
    """Who may add projects in several communes chooses one first."""
    allowed = where(turn.memberships, Right.EDIT_PROJECTS)
    if allowed is not None and len(allowed) == 1:
        await turn.begin(add, NewProject(commune=next(iter(allowed))), ask_name)
    else:
        await turn.begin(add, NewProject(), ask_commune)


@add.step
async def ask_commune(turn: Turn[NewProject]) -> None:
    """Which commune leads it?"""
    if await _is_allowed(turn):
        turn.ask(await _communes(turn))


async def _communes(turn: Turn[NewProject]) -> Message:
    draft = turn.draft
    allowed = where(turn.memberships, Right.EDIT_PROJECTS)
    found = by_name(c for c in await all_communes(turn.session) if allowed is None or c.id in allowed)
    if draft.words:
        found = search(found, draft.words, lambda commune: commune.name)
    narrowed, whole = narrowed_by(turn, draft.words, found, EveryLead())
    buttons = [Button(commune.name, Lead(commune=commune.id or 0)) for commune in found]
    keyboard = [*paged(buttons, draft.page, lambda page: LeadPage(page=page)), *whole]
    return Message(turn.words("project.ask_commune") + narrowed, keyboard)


@add.told(ask_commune, limit=SEARCH_LIMIT)
async def narrow_communes(turn: Turn[NewProject], told: Told) -> None:
    """A part of the commune's name."""
    turn.draft.words, turn.draft.page = told.text, 0
    await turn.go(ask_commune)


@add.tapped(LeadPage)
async def turn_communes(turn: Turn[NewProject], tap: LeadPage) -> None:
    """Eight communes a page."""
    turn.draft.page = tap.page
    if await _is_allowed(turn):
        turn.redraw(await _communes(turn))


@add.tapped(EveryLead)
async def show_every_commune(turn: Turn[NewProject], _tap: EveryLead) -> None:
    """Forget the typed words."""
    turn.draft.words, turn.draft.page = "", 0
    if await _is_allowed(turn):
        turn.redraw(await _communes(turn))


@add.tapped(Lead)
async def choose_commune(turn: Turn[NewProject], tap: Lead) -> None:
    """On to its name."""
    if any(commune.id == tap.commune for commune in await all_communes(turn.session)):
        turn.draft.commune = tap.commune
        await turn.go(ask_name)
    else:
        turn.toast("common.stale")


@add.step
async def ask_name(turn: Turn[NewProject]) -> None:
    """What is it called?"""
    if await _is_allowed(turn):
        turn.ask("project.ask_new_name")


@add.told(ask_name, limit=NAME_LIMIT)
async def take_name(turn: Turn[NewProject], told: Told) -> None:
    """With its name the project is there; what is said of it from now on is kept at once."""
    commune_id, name = turn.draft.commune, tidy(told.text)
    if not await _is_allowed(turn) or commune_id is None:
        return
    same = await projects.named(turn.session, commune_id, name)
    if same is not None:
        turn.say("project.name_taken", name=same.name)
        return
    new = await projects.add(turn.session, name=name, commune_id=commune_id, now=turn.now)
    await turn.end()
    await begin_details(turn, new)


async def _is_allowed(turn: Turn[NewProject]) -> bool:
    """Whether this person may still add projects there; else the dialog ends and says so."""
    allowed = turn.may(Right.EDIT_PROJECTS, turn.draft.commune)
    if not allowed:
        await turn.end("common.not_allowed")
    return allowed
