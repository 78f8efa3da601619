"""/zespol: who is in a team, by role, since when, and whom messages do not reach (storyboard 1)."""

from bot.buttons import Button, Tap, paged, search
from bot.dialog import Conversation
from bot.turn import Draft, Told, Turn
from bot.voice import Message
from handlers.team_views import reaches, team_card, teams
from models.right import Right

SEARCH_LIMIT = 100


class Choosing(Draft):
    """Where in the list of teams somebody is."""

    words: str = ""
    page: int = 0


class Show(Tap, tag="team.show", bound=True):
    """This team, please."""

    commune: int


class Turned(Tap, tag="team.page", bound=True):
    """Another page of the list."""

    page: int


team = Conversation("team", Choosing, commands=("zespol", "team"), who=Right.SEE_TEAM)


@team.begins
async def begin(turn: Turn[Choosing], words: str) -> None:
    """Who sees one team only is not asked which; words after the command go straight to the one they name."""
    seen = await teams(turn)
    named = search(seen, words[:SEARCH_LIMIT], _name) if words else []
    if len(named or seen) == 1:
        await _show(turn, (named or seen)[0][0])
        return
    if words and not named:
        turn.say("team.no_such_team")
    await turn.begin(team, Choosing(words=words[:SEARCH_LIMIT] if named else ""), ask_which)


def _name(of: tuple[int, str]) -> str:
    return of[1]


@team.step
async def ask_which(turn: Turn[Choosing]) -> None:
    """A part of the name typed narrows the list."""
    turn.ask(await _question(turn))


async def _question(turn: Turn[Choosing]) -> Message:
    draft = turn.draft
    seen = await teams(turn)
    shown = search(seen, draft.words, _name) if draft.words else seen
    buttons = [Button(name, Show(commune=commune)) for commune, name in shown]
    return Message(turn.words("team.ask_which"), paged(buttons, draft.page, lambda page: Turned(page=page)))


@team.tapped(Turned)
async def turn_page(turn: Turn[Choosing], tap: Turned) -> None:
    """Eight teams a page."""
    turn.draft.page = tap.page
    turn.redraw(await _question(turn))


@team.told(ask_which, limit=SEARCH_LIMIT)
async def narrow(turn: Turn[Choosing], told: Told) -> None:
    """``niepol`` finds Niepołomice, and shows it where it finds nothing else."""
    match search(await teams(turn), told.text, _name):
        case []:
            turn.say("team.no_such_team")
        case [(commune, _)]:
            await _show(turn, commune)
        case _:
            turn.draft.words, turn.draft.page = told.text, 0
            await turn.go(ask_which)


@team.tapped(Show)
async def show_team(turn: Turn[Choosing], tap: Show) -> None:
    """The whole team, in as many messages as it takes."""
    await _show(turn, tap.commune)


async def _show(turn: Turn[Choosing], commune: int) -> None:
    if not reaches(turn, Right.SEE_TEAM, commune or None):
        await turn.end("common.not_allowed")
    elif (card := await team_card(turn, commune)) is None:
        turn.toast("common.stale")
    else:
        await turn.end(card)
