"""/zespol: who is in a team, by role, since when, and whom messages do not reach (storyboard 1)."""

from bot.conversation.buttons import Tap
from bot.conversation.dialog import Conversation
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.choosing import Choosing, named
from handlers.team.invite import OFFICE
from handlers.team.views import reaches, team_card, teams
from models.people.right import Right


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
    meant = named(seen, words)
    if len(meant or seen) == 1:
        await _show(turn, (meant or seen)[0].id or OFFICE)
        return
    if not meant:
        turn.say("team.no_such_team")
    await turn.begin(team, Choosing(words=words if meant else ""), ask_which)


@team.step
async def ask_which(turn: Turn[Choosing]) -> None:
    """A part of the name typed narrows the list."""
    if turn.may(Right.SEE_TEAM):
        turn.ask(await _question(turn))
    else:
        await turn.end("common.not_allowed")


async def _question(turn: Turn[Choosing]) -> Message:
    seen = await teams(turn)
    office = [[turn.button("invite.office", Show(commune=OFFICE))] for commune in seen if commune.id == OFFICE]
    communes = [commune for commune in seen if commune.id != OFFICE]
    rows = turn.draft.rows(communes, lambda id: Show(commune=id), lambda page: Turned(page=page))
    return Message(turn.words("team.ask_which"), [*office, *rows])


@team.tapped(Turned)
async def turn_page(turn: Turn[Choosing], tap: Turned) -> None:
    """Eight teams a page."""
    turn.draft.page = tap.page
    turn.redraw(await _question(turn))


@ask_which.told()
async def narrow(turn: Turn[Choosing], told: Told) -> None:
    """``niepol`` finds Niepołomice, and shows it where it finds nothing else."""
    seen = await teams(turn)
    match named(seen, told.text):
        case []:
            turn.say("team.no_such_team")
        case [only]:
            await _show(turn, only.id or OFFICE)
        case _:
            turn.draft.narrow(seen, told.text)
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
