"""/projekty: the projects of all communes as a list that typing narrows, and each as a card."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.buttons import Button, Choice, Keyboard, arrows, column, page_of, search
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft, Listed
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import LABEL_LIMIT, shorten, units
from handlers.commune_picker import commune_items
from handlers.project.add import begin_adding
from handlers.project.views import Archive, ShowCard, card, editable
from models.people.commune import all_communes, all_fields, commune_with_id
from models.people.permission import Right
from models.project import project as projects
from models.project.project import Listed as Row
from models.status import last_word
from models.status.answer import Light

SEARCH_LIMIT = 100


class Browsing(Draft):
    """Which projects somebody wants to see; None: any."""

    light: Light | None = None
    field: int | None = None
    commune: int | None = None


project = Conversation("project", Browsing, commands=("projekty", "projects"), who=Right.READ_PROJECTS, browses=True)


@project.begins
async def show_projects(turn: Turn[Browsing], words: str) -> None:
    """The list; words after the command narrow it at once."""
    await turn.begin(project, Browsing(listed=browse.listing(words[:SEARCH_LIMIT])), browse)


@project.step(in_place=True)
async def browse(turn: Turn[Browsing]) -> Message:
    """Those of the person's own commune first, each with its light."""
    own = {membership.commune_id for membership in turn.memberships}
    known = sorted(await projects.listing(turn.session), key=lambda listed: listed.commune_id not in own)
    text = turn.words("project.list", n=len(known)) if known else turn.words("project.none")
    found, how = await _wanted(turn, known)
    shown, page, last = page_of(found, turn.listed.page)
    lights = await last_word.lights(turn.session, [listed.id for listed in shown])
    buttons = column([Button(_label(listed, lights.get(listed.id)), Choice.to(listed.id)) for listed in shown])
    add = [[turn.answer("project.add")]] if turn.may(Right.EDIT_PROJECTS) else []
    return Message(text + how, [*buttons, *arrows(page, last), *_filters(turn, filtered=bool(how)), *add])


async def _wanted(turn: Turn[Browsing], known: Sequence[Row]) -> tuple[Sequence[Row], Markup]:
    """The projects that match the filters and the words, and the list's line about these."""
    draft, typed = turn.draft, turn.listed.typed
    names = [draft.light.sign] if draft.light is not None else []
    found = known
    if draft.light is not None:
        stand_so = await last_word.standing_so(turn.session, draft.light)
        found = [listed for listed in found if listed.id in stand_so]
    if draft.field is not None:
        names += [field.name for field in await all_fields(turn.session) if field.id == draft.field]
        found = [listed for listed in found if listed.field_id == draft.field]
    if draft.commune is not None:
        commune = await commune_with_id(turn.session, draft.commune)
        names += [commune.name] if commune is not None else []
        found = [listed for listed in found if listed.commune_id == draft.commune]
    if typed:
        names.append(turn.words.plain("project.typed", words=typed))
        found = search(found, typed, lambda listed: f"{listed.name} {listed.commune}")
    if not names:
        return found, Markup("")
    return found, turn.words("project.narrowed", words=" · ".join(names), n=len(found))


def _filters(turn: Turn[Browsing], *, filtered: bool) -> Keyboard:
    wanted = turn.draft.light
    lights = [Button(f"• {each.sign}" if each is wanted else each.sign, Choice.to(each, "light")) for each in Light]
    ways = [turn.answer("project.field"), turn.answer("project.commune")]
    return [lights, ways, [turn.answer("project.everything")] if filtered else []]


def _label(listed: Row, light: Light | None) -> str:
    """Light, name and commune; a long name is cut so that the commune is visible."""
    commune = f" · {listed.commune}"
    sign = f"{light.sign} " if light is not None else ""
    return sign + shorten(listed.name, max(LABEL_LIMIT - units(sign + commune), LABEL_LIMIT // 2)) + commune


@browse.chosen("light")
async def pick_light(turn: Turn[Browsing], light: Light) -> None:
    """The same light again: any."""
    turn.draft.light = None if turn.draft.light is light else light
    await show_from_the_first(turn)


@browse.answer("everything")
async def show_everything(turn: Turn[Browsing]) -> None:
    """Clears filters and words."""
    turn.draft.light = turn.draft.field = turn.draft.commune = None
    turn.listed = Listed()
    await turn.again()


@browse.answer("field")
@project.step(in_place=True)
async def ask_field(turn: Turn[Browsing]) -> Pick:
    items = [Item(field.name, field.id) for field in await all_fields(turn.session)]
    return Pick(turn.words("project.of_which_field"), items, below=[[turn.choice(None, "project.any")]])


@browse.answer("commune")
@project.step(in_place=True, narrows="access.no_such_commune")
async def ask_commune(turn: Turn[Browsing]) -> Pick:
    items = commune_items(await all_communes(turn.session))
    return Pick(turn.words("project.of_which_commune"), items, below=[[turn.choice(None, "project.any")]])


@ask_field.keeps("field")
@ask_commune.keeps("commune")
async def show_from_the_first(turn: Turn[Browsing]) -> None:
    """The first page; the words that narrow the list stay."""
    turn.draft.listed[browse.name] = Listed(typed=turn.draft.listed.get(browse.name, Listed()).typed)
    await (turn.again() if turn.step is browse else turn.go(browse))


@browse.told(limit=SEARCH_LIMIT)
async def narrow(turn: Turn[Browsing], told: UserInput) -> None:
    """A part of the name of a project or of a commune."""
    turn.listed = Listed(typed=told.text)
    await turn.go(browse)


@browse.chosen
async def show_project(turn: Turn[Browsing], project: int) -> None:
    """The card replaces the list."""
    shown = await card(turn, project)
    if shown is None:
        turn.toast("project.gone")
        await turn.again()
    else:
        await turn.end(shown)


@project.tapped(ShowCard)
async def show_card(turn: Turn[Browsing], tap: ShowCard) -> None:
    """Below the message with the button."""
    turn.require(Right.READ_PROJECTS)
    shown = await card(turn, tap.project)
    if shown is None:
        raise Refused("project.gone")
    turn.say(shown)


@browse.answer("add")
async def add_project(turn: Turn[Browsing]) -> None:
    """Goes on in ``add``, then in ``edit``."""
    turn.require(Right.EDIT_PROJECTS)
    await turn.end()
    await begin_adding(turn)


# --- archiving, from the card ----------------------------------------


@project.tapped(Archive)
async def archive_project(turn: Turn[Browsing], tap: Archive) -> None:
    """Asks once more, because it cannot be undone; from then on it is neither listed nor asked about."""
    found = await editable(turn, tap.project)
    turn.collapse()
    if tap.sure is None:
        yes = turn.button("project.yes_archive", Archive(project=found.id, sure=True))
        no = turn.button("project.no_archive", Archive(project=found.id, sure=False))
        turn.say("project.ask_archive", [[yes, no]], name=found.name)
    elif tap.sure:
        projects.archive(found, now=turn.now)
        turn.say("project.archived", name=found.name)
    else:
        turn.say(await card(turn, found.id) or "project.gone")
