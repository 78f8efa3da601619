"""A new project: whose it is and what it is called. The rest is asked in ``project_edit``."""

from typing import Any

from bot.conversation.buttons import Tap
from bot.conversation.dialog import Conversation
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.choosing import Choosing
from handlers.project.edit import begin_details
from models.people.commune import Commune, all_communes
from models.people.right import Right, where
from models.project import project as projects
from models.project.project import NAME_LIMIT
from models.reading.words import tidy


class NewProject(Choosing):
    """A project that has no name yet."""

    commune: int | None = None


class Lead(Tap, tag="project.lead", bound=True):
    """This commune leads it."""

    commune: int


class LeadPage(Tap, tag="project.lead_page", bound=True):
    """Another page of the communes."""

    page: int


add = Conversation("project_add", NewProject, mended_with="project")


async def begin_adding(turn: Turn[Any]) -> None:
    """Who may add projects in several communes chooses one first."""
    allowed = where(turn.memberships, Right.EDIT_PROJECTS)
    if allowed is not None and len(allowed) == 1:
        await turn.begin(add, NewProject(commune=next(iter(allowed))), ask_name)
    else:
        await turn.begin(add, NewProject(), ask_commune)


@add.step
async def ask_commune(turn: Turn[NewProject]) -> None:
    """Which commune leads it? A part of the name typed narrows the list."""
    if await _is_allowed(turn):
        turn.ask(await _commune_question(turn))


async def _communes(turn: Turn[NewProject]) -> list[Commune]:
    mine = where(turn.memberships, Right.EDIT_PROJECTS)
    return [commune for commune in await all_communes(turn.session) if mine is None or commune.id in mine]


async def _commune_question(turn: Turn[NewProject]) -> Message:
    rows = turn.draft.rows(await _communes(turn), lambda id: Lead(commune=id), lambda page: LeadPage(page=page))
    return Message(turn.words("project.ask_commune"), rows)


@ask_commune.told()
async def narrow_communes(turn: Turn[NewProject], told: Told) -> None:
    """A part of the commune's name."""
    if not await _is_allowed(turn):
        return
    if turn.draft.narrow(await _communes(turn), told.text):
        await turn.go(ask_commune)
    else:
        turn.say("access.no_such_commune")


@add.tapped(LeadPage)
async def turn_communes(turn: Turn[NewProject], tap: LeadPage) -> None:
    """Eight communes a page."""
    turn.draft.page = tap.page
    if await _is_allowed(turn):
        turn.redraw(await _commune_question(turn))


@add.tapped(Lead)
async def choose_commune(turn: Turn[NewProject], tap: Lead) -> None:
    """On to its name."""
    if any(commune.id == tap.commune for commune in await _communes(turn)):
        turn.draft.commune = tap.commune
        await turn.go(ask_name)
    else:
        turn.toast("common.not_allowed_toast")


@add.step
async def ask_name(turn: Turn[NewProject]) -> None:
    """What is it called?"""
    if await _is_allowed(turn):
        turn.ask("project.ask_new_name")


@ask_name.told(limit=NAME_LIMIT)
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
