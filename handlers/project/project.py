"""/projekty: the projects of all communes as a list that typing narrows, and each as a card."""

from bot.conversation.buttons import Button, Choice, Tap, arrows, column, page_of
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft, Listed
from bot.conversation.step import show_all
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import LABEL_LIMIT, shorten, units
from handlers.project.add import begin_adding
from handlers.project.views import Archive, card, editable, narrowed
from models.people.right import Right
from models.project import project as projects
from models.project.project import Listed as Row

SEARCH_LIMIT = 100


class Browsing(Draft):
    """Nothing but where in the list somebody is."""


class YesArchive(Tap, tag="project.yes_archive"):
    """Yes, it is done with."""

    project: int


class NoArchive(Tap, tag="project.no_archive"):
    """No, leave it as it is."""

    project: int


project = Conversation("project", Browsing, commands=("projekty", "projects"), who=Right.READ_PROJECTS)


@project.begins
async def show_projects(turn: Turn[Browsing], words: str) -> None:
    """The list; words after the command narrow it at once."""
    await turn.begin(project, Browsing(listed=browse.listing(words[:SEARCH_LIMIT])), browse)


@project.step(answers={"everything": show_all})
async def browse(turn: Turn[Browsing]) -> Message:
    """Those of one's own commune first."""
    own = {membership.commune_id for membership in turn.memberships}
    known = sorted(await projects.listing(turn.session), key=lambda listed: listed.commune_id not in own)
    text = turn.words("project.list", n=len(known)) if known else turn.words("project.none")
    found, how, whole = narrowed(turn, known, lambda listed: f"{listed.name} {listed.commune}")
    shown, page, last = page_of(found, turn.listed.page)
    buttons = column([Button(_label(listed), Choice.to(listed.id)) for listed in shown])
    add = [[turn.answer("project.add")]] if turn.may(Right.EDIT_PROJECTS) else []
    return Message(text + how, [*buttons, *arrows(page, last), *whole, *add])


def _label(listed: Row) -> str:
    """Name and commune; a long name is cut so that the commune can be read."""
    commune = f" · {listed.commune}"
    return shorten(listed.name, max(LABEL_LIMIT - units(commune), LABEL_LIMIT // 2)) + commune


@browse.told(limit=SEARCH_LIMIT)
async def narrow(turn: Turn[Browsing], told: Told) -> None:
    """A part of the name of a project or of a commune."""
    turn.listed = Listed(typed=told.text)
    await turn.go(browse)


@browse.chosen
async def show_project(turn: Turn[Browsing], project: int) -> None:
    """The card takes the place of the list."""
    shown = await card(turn, project)
    if shown is None:
        turn.toast("project.gone")
        await turn.again()
    else:
        await turn.end(shown)


@browse.answer("add")
async def add_project(turn: Turn[Browsing]) -> None:
    """Goes on in ``add``, then in ``edit``."""
    turn.require(Right.EDIT_PROJECTS)
    await turn.end()
    await begin_adding(turn)


# --- archiving, from the card ----------------------------------------


@project.tapped(Archive)
async def ask_to_archive(turn: Turn[Browsing], tap: Archive) -> None:
    """There is no way back, so once more."""
    found = await editable(turn, tap.project)
    turn.collapse()
    yes = turn.button("project.yes_archive", YesArchive(project=tap.project))
    no = turn.button("project.no_archive", NoArchive(project=tap.project))
    turn.say("project.ask_archive", [[yes, no]], name=found.name)


@project.tapped(YesArchive)
async def archive_project(turn: Turn[Browsing], tap: YesArchive) -> None:
    """From now on neither listed nor asked about."""
    found = await editable(turn, tap.project)
    projects.archive(found, now=turn.now)
    turn.collapse()
    turn.say("project.archived", name=found.name)


@project.tapped(NoArchive)
async def leave_project(turn: Turn[Browsing], tap: NoArchive) -> None:
    """Back to the card."""
    await editable(turn, tap.project)
    turn.collapse()
    turn.say(await card(turn, tap.project) or "project.gone")
