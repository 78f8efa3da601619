"""/zespol: the members of a team by role, since when, and those whom messages do not reach (storyboard 1)."""

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.picker import Pick
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.commune_picker import commune_items, named
from handlers.team.views import OFFICE, require_reach, team_card, teams
from models.people.permission import Right


class Teams(Draft):
    """Only a place in the list."""


team = Conversation("team", Teams, commands=("zespol", "team"), who=Right.SEE_TEAM, browses=True)


@team.begins
async def begin(turn: Turn[Teams], words: str) -> None:
    """A person who sees one team only is not asked; words after the command lead straight to the team they name."""
    seen = await teams(turn)
    meant = named(seen, words)
    if len(meant or seen) == 1:
        await show_team(turn, (meant or seen)[0].id or OFFICE)
        return
    if not meant:
        turn.say("team.no_such_team")
    await turn.begin(team, Teams(listed=ask_which.listing(words if meant else "")), ask_which)


@team.step
async def ask_which(turn: Turn[Teams]) -> Pick:
    """A part of the name narrows the list."""
    seen = await teams(turn)
    office = [[turn.choice(OFFICE, "invite.office")] for commune in seen if commune.id == OFFICE]
    communes = [commune for commune in seen if commune.id != OFFICE]
    return Pick(turn.words("team.ask_which"), commune_items(communes), above=office)


@ask_which.told()
async def narrow(turn: Turn[Teams], told: UserInput) -> None:
    """``niepol`` finds Niepołomice, and opens it if it is the only one."""
    match named(await teams(turn), told.text):
        case []:
            turn.say("team.no_such_team")
        case [only]:
            await show_team(turn, only.id or OFFICE)
        case _:
            await ask_which.narrow(turn, told)


@ask_which.chosen
async def show_team(turn: Turn[Teams], commune: int) -> None:
    """The whole team, in as many messages as it takes."""
    require_reach(turn, Right.SEE_TEAM, commune or None)
    await turn.end(await team_card(turn, commune))
