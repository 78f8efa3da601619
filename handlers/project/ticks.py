"""What of a project is ticked rather than typed: partners and readiness. Kept when ``project_edit`` accepts it."""

from bot.conversation.buttons import Button, Tap, column, paged, ticked
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.choosing import named
from handlers.project.draft import Accept, Details, edit, ways_out
from handlers.project.views import narrowed_by, readiness, still_editable
from models.people.commune import Commune, all_communes
from models.project.project import READINESS, Project, Readiness


class Partner(Tap, tag="project.partner", bound=True):
    """This commune takes part, or no longer does."""

    commune: int


class PartnerPage(Tap, tag="project.partner_page", bound=True):
    """Another page of the communes."""

    page: int


class EveryPartner(Tap, tag="project.partner_all", bound=True):
    """All communes again."""


class Cycle(Tap, tag="project.cycle", bound=True):
    """The next answer to whether this is ready."""

    which: int


# --- partners ----------------------------------------


@edit.step
async def ask_partners(turn: Turn[Details]) -> None:
    """Which communes take part?"""
    found = await still_editable(turn, turn.draft.project)
    if found is not None:
        turn.ask(await _partners(turn, found))


async def _others(turn: Turn[Details], of: Project) -> list[Commune]:
    """The leading commune is no partner of its own."""
    return [commune for commune in await all_communes(turn.session) if commune.id != of.commune_id]


async def _partners(turn: Turn[Details], of: Project) -> Message:
    draft = turn.draft
    communes = await _others(turn, of)
    chosen = ", ".join(commune.name for commune in named(communes, "") if commune.id in draft.partners)
    shown = named(communes, draft.words)
    buttons = [
        Button(ticked(commune.name, chosen=commune.id in draft.partners), Partner(commune=commune.id or 0))
        for commune in shown
    ]
    narrowed, whole = narrowed_by(turn, draft.words, shown, EveryPartner())
    keyboard = [
        *paged(buttons, draft.page, lambda page: PartnerPage(page=page)),
        *whole,
        [turn.button("project.accept", Accept())],
        *ways_out(turn),
    ]
    chosen = chosen or turn.words.plain("project.nobody")
    return Message(turn.words("project.ask_partners", name=of.name, chosen=chosen) + narrowed, keyboard)


@ask_partners.told()
async def narrow_partners(turn: Turn[Details], told: Told) -> None:
    """A part of a commune's name."""
    found = await still_editable(turn, turn.draft.project)
    if found is None:
        return
    if turn.draft.narrow(await _others(turn, found), told.text):
        await turn.go(ask_partners)
    else:
        turn.say("access.no_such_commune")


@edit.tapped(Partner)
async def tick_partner(turn: Turn[Details], tap: Partner) -> None:
    """Ticked, or no longer."""
    turn.draft.partners = sorted({*turn.draft.partners} ^ {tap.commune})
    await _redraw_partners(turn)


@edit.tapped(PartnerPage)
async def turn_partners(turn: Turn[Details], tap: PartnerPage) -> None:
    """Eight communes a page."""
    turn.draft.page = tap.page
    await _redraw_partners(turn)


@edit.tapped(EveryPartner)
async def show_every_partner(turn: Turn[Details], _tap: EveryPartner) -> None:
    """Forget the typed words."""
    turn.draft.words, turn.draft.page = "", 0
    await _redraw_partners(turn)


async def _redraw_partners(turn: Turn[Details]) -> None:
    found = await still_editable(turn, turn.draft.project)
    if found is not None:
        turn.redraw(await _partners(turn, found))


# --- readiness ----------------------------------------


@edit.step
async def ask_readiness(turn: Turn[Details]) -> None:
    """Four things at once, each with a button that goes through its answers."""
    if (found := await still_editable(turn, turn.draft.project)) is not None:
        turn.ask(_readiness(turn, found))


def _readiness(turn: Turn[Details], of: Project) -> Message:
    buttons = [
        Button(readiness(turn.words, which, turn.draft.readiness[which]), Cycle(which=at))
        for at, which in enumerate(READINESS)
    ]
    keyboard = [*column(buttons), [turn.button("project.accept", Accept())], *ways_out(turn)]
    return Message(turn.words("project.ask_readiness", name=of.name), keyboard)


@edit.tapped(Cycle)
async def cycle(turn: Turn[Details], tap: Cycle) -> None:
    """Unknown, yes, no, not applicable, unknown again."""
    found = await still_editable(turn, turn.draft.project)
    if found is not None and 0 <= tap.which < len(READINESS):
        which, answers = READINESS[tap.which], list(Readiness)
        now = answers.index(turn.draft.readiness[which])
        turn.draft.readiness[which] = answers[(now + 1) % len(answers)]
        turn.redraw(_readiness(turn, found))
