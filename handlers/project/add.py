"""A new project: its commune and its name. ``edit`` asks the rest."""

from typing import Any

from bot.conversation.dialog import Conversation
from bot.conversation.flow import OfCommune
from bot.conversation.outgoing import Message
from bot.conversation.picker import Pick
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.commune_picker import commune_items, own_communes
from handlers.project.edit import begin_details
from models.people.permission import Right, communes_with
from models.project import project as projects
from models.project.project import NAME_LIMIT
from models.reading.words import tidy


class NewProject(OfCommune):
    """A project that has no name yet."""


add = Conversation("project_add", NewProject, who=Right.EDIT_PROJECTS, mended_with="project")


async def begin_adding(turn: Turn[Any]) -> None:
    """A person who may add projects in several communes chooses one first."""
    allowed = communes_with(turn.memberships, Right.EDIT_PROJECTS)
    if allowed is not None and len(allowed) == 1:
        await turn.begin(add, NewProject(commune=next(iter(allowed))), ask_name)
    else:
        await turn.begin(add, NewProject(), ask_commune)


@add.step(narrows="access.no_such_commune")
async def ask_commune(turn: Turn[NewProject]) -> Pick:
    """Which commune leads it?"""
    communes = await own_communes(turn, Right.EDIT_PROJECTS)
    return Pick(turn.words("project.ask_commune"), commune_items(communes))


@ask_commune.chosen
async def choose_commune(turn: Turn[NewProject], commune: int) -> None:
    turn.require(Right.EDIT_PROJECTS, commune)
    turn.draft.commune = commune
    await turn.go(ask_name)


@add.step
async def ask_name(turn: Turn[NewProject]) -> Message:
    """What is it called?"""
    return Message(turn.words("project.ask_new_name"))


@ask_name.told(limit=NAME_LIMIT)
async def take_name(turn: Turn[NewProject], told: UserInput) -> None:
    """The project exists from here on; every further answer is stored at once."""
    commune_id, name = turn.draft.commune or 0, tidy(told.text)
    same = await projects.named(turn.session, commune_id, name)
    if same is not None:
        raise Refused("project.name_taken", stays=True, name=same.name)
    new = await projects.add(turn.session, name=name, commune_id=commune_id, now=turn.now)
    await turn.end()
    await begin_details(turn, new)
