"""/projekty: the projects of all communes as a list that typing narrows, and each as a card."""

from bot.conversation.buttons import Button, Tap, arrows, column, page_of, search
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import LABEL_LIMIT, shorten, units
from handlers.project.add import begin_adding
from handlers.project.views import Archive, card, editable, narrowed_by
from models.people.right import Right
from models.project import project as projects
from models.project.project import Listed

SEARCH_LIMIT = 100


class Browsing(Draft):
    """Where in the list somebody is."""

    words: str = ""
    page: int = 0


class Turned(Tap, tag="project.page", bound=True):
    """Another page of the list."""

    page: int


class Everything(Tap, tag="project.everything", bound=True):
    """The whole list again."""


class Show(Tap, tag="project.show", bound=True):
    """This project, please."""

    project: int


class Add(Tap, tag="project.add", bound=True):
    """A project that is not there yet."""


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
    await turn.begin(project, Browsing(words=words[:SEARCH_LIMIT]), browse)


@project.step
async def browse(turn: Turn[Browsing]) -> None:
    """Those of one's own commune first."""
    if turn.may(Right.READ_PROJECTS):
        turn.ask(await _list(turn))
    else:
        await turn.end("common.not_allowed")


async def _list(turn: Turn[Browsing]) -> Message:
    draft = turn.draft
    own = {membership.commune_id for membership in turn.memberships}
    found = sorted(await projects.listing(turn.session), key=lambda listed: listed.commune_id not in own)
    text = turn.words("project.list", n=len(found)) if found else turn.words("project.none")
    if draft.words:
        found = search(found, draft.words, lambda listed: f"{listed.name} {listed.commune}")
    narrowed, whole = narrowed_by(turn, draft.words, found, Everything())
    shown, page, last = page_of(found, draft.page)
    buttons = column([Button(_label(listed), Show(project=listed.id)) for listed in shown])
    turns = arrows(page, last, lambda page: Turned(page=page))
    add = [[turn.button("project.add", Add())]] if turn.may(Right.EDIT_PROJECTS) else []
    return Message(text + narrowed, [*buttons, *turns, *whole, *add])


def _label(listed: Listed) -> str:
    """Name and commune; a long name is cut so that the commune can be read."""
    commune = f" · {listed.commune}"
    return shorten(listed.name, max(LABEL_LIMIT - units(commune), LABEL_LIMIT // 2)) + commune


@browse.told(limit=SEARCH_LIMIT)
async def narrow(turn: Turn[Browsing], told: Told) -> None:
    """A part of the name of a project or of a commune."""
    turn.draft.words, turn.draft.page = told.text, 0
    await turn.go(browse)


@project.tapped(Turned)
async def turn_page(turn: Turn[Browsing], tap: Turned) -> None:
    """Eight projects a page."""
    turn.draft.page = tap.page
    await _redraw(turn)


@project.tapped(Everything)
async def show_everything(turn: Turn[Browsing], _tap: Everything) -> None:
    """Forget the typed words."""
    turn.draft.words, turn.draft.page = "", 0
    await _redraw(turn)


async def _redraw(turn: Turn[Browsing]) -> None:
    if turn.may(Right.READ_PROJECTS):
        turn.redraw(await _list(turn))
    else:
        await turn.end("common.not_allowed")


@project.tapped(Show)
async def show_project(turn: Turn[Browsing], tap: Show) -> None:
    """The card takes the place of the list."""
    if not turn.may(Right.READ_PROJECTS):
        await turn.end("common.not_allowed")
    elif (shown := await card(turn, tap.project)) is None:
        turn.toast("project.gone")
        await _redraw(turn)
    else:
        await turn.end(shown)


@project.tapped(Add)
async def add_project(turn: Turn[Browsing], _tap: Add) -> None:
    """Goes on in ``project_edit``."""
    await turn.end()
    await begin_adding(turn)


# --- archiving, from the card ----------------------------------------


@project.tapped(Archive)
async def ask_to_archive(turn: Turn[Browsing], tap: Archive) -> None:
    """There is no way back, so once more."""
    found = await editable(turn, tap.project)
    if found is not None:
        turn.collapse()
        yes = turn.button("project.yes_archive", YesArchive(project=tap.project))
        no = turn.button("project.no_archive", NoArchive(project=tap.project))
        turn.say("project.ask_archive", [[yes, no]], name=found.name)


@project.tapped(YesArchive)
async def archive_project(turn: Turn[Browsing], tap: YesArchive) -> None:
    """From now on neither listed nor asked about."""
    found = await editable(turn, tap.project)
    if found is not None:
        projects.archive(found, now=turn.now)
        turn.collapse()
        turn.say("project.archived", name=found.name)


@project.tapped(NoArchive)
async def leave_project(turn: Turn[Browsing], tap: NoArchive) -> None:
    """Back to the card."""
    if await editable(turn, tap.project) is not None and (shown := await card(turn, tap.project)) is not None:
        turn.collapse()
        turn.say(shown)
