"""/ryzyka: the register, worst first; typing and filters narrow it, each risk opens as a card.

Its screens are drawn in ``risks_views``; reads on in ``risks_files``, which sends it as a picture or a table.
"""

from bot.conversation.buttons import search
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from handlers.risk.register import files as files
from handlers.risk.register.draft import FACETS, Browsing, Screen, reader
from handlers.risk.register.draft import risks as risks
from handlers.risk.register.views import Clear, Closed, Part, Pick, See, Show, Turned, screen, values_of
from handlers.risk.views import case_for, may_read, shown_again
from models.risk.register import Wanted

SEARCH_LIMIT = 100


@risks.begins
async def show_risks(turn: Turn[Browsing], words: str) -> None:
    """The open ones, as far as the person may read; words after the command narrow them at once."""
    await turn.begin(risks, Browsing(wanted=Wanted(words=words[:SEARCH_LIMIT])), browse)


@risks.step
async def browse(turn: Turn[Browsing]) -> None:
    """The list, or the filter that is being set."""
    turn.ask(await screen(turn))


@browse.told(limit=SEARCH_LIMIT)
async def narrow(turn: Turn[Browsing], told: Told) -> None:
    """A number or a part of the names and the text; while a filter is being set, a part of its value's name."""
    draft = turn.draft
    if draft.screen not in FACETS:
        draft.want(words=told.text)
        draft.see(Screen.LIST)
    elif search(await values_of(turn, draft.screen), told.text, lambda value: value[1]):
        draft.typed, draft.value_page = told.text, 0
    else:
        turn.say("risks.no_such_value")
        return
    await turn.go(browse)


@risks.tapped(Turned)
async def turn_page(turn: Turn[Browsing], tap: Turned) -> None:
    """Eight a page."""
    if turn.draft.screen is Screen.LIST:
        turn.draft.page = tap.page
    else:
        turn.draft.value_page = tap.page
    turn.redraw(await screen(turn))


@risks.tapped(Show)
async def show_risk(turn: Turn[Browsing], tap: Show) -> None:
    """The card comes below; the list stays as it is, for the next one."""
    of = await case_for(turn, tap.risk, may_read(turn))
    if of is not None:
        turn.say(shown_again(turn, of))


@risks.tapped(Clear)
async def show_all(turn: Turn[Browsing], _tap: Clear) -> None:
    """Without words and filters."""
    turn.draft.wanted, turn.draft.page = Wanted(), 0
    turn.draft.see(Screen.LIST)
    turn.redraw(await screen(turn))


# --- the filters ----------------------------------------


@risks.tapped(See)
async def see(turn: Turn[Browsing], tap: See) -> None:
    """From the list to the filters, to the values of one, and back."""
    turn.draft.see(tap.screen)
    turn.redraw(await screen(turn))


@risks.tapped(Part)
async def choose_part(turn: Turn[Browsing], tap: Part) -> None:
    """As far as rights reach."""
    if tap.whose not in reader(turn).parts:
        turn.toast("common.not_allowed_toast")
        return
    turn.draft.want(whose=tap.whose)
    turn.redraw(await screen(turn))


@risks.tapped(Pick)
async def pick(turn: Turn[Browsing], tap: Pick) -> None:
    """One of the values that were offered, or any."""
    draft = turn.draft
    offered = [value for value, _ in await values_of(turn, draft.screen)]
    if draft.screen not in FACETS or (tap.value is not None and tap.value not in offered):
        turn.toast("common.stale")
        return
    draft.want(**{draft.screen: tap.value})
    draft.see(Screen.FILTERS)
    turn.redraw(await screen(turn))


@risks.tapped(Closed)
async def include_closed(turn: Turn[Browsing], _tap: Closed) -> None:
    """Those that do not threaten any more, too, or no longer."""
    turn.draft.want(closed=not turn.draft.wanted.closed)
    turn.redraw(await screen(turn))
