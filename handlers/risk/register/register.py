"""/ryzyka: the register, the worst first; typing and filters narrow it, each risk opens as a card.

``files`` sends it as a picture or a table.
"""

from bot.conversation.buttons import PAGE, Answer, Button, Choice, arrows, column, grid, ticked
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import NotAllowed
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.risk.register.draft import Browsing, Facet, reader, risks
from handlers.risk.register.views import (
    Value,
    bands_of_severities,
    filters_in_words,
    in_words,
    label,
    lines,
    part_in_words,
    values_in_words,
    values_of,
)
from handlers.risk.views import case_for, may_read, shown_again
from models.risk import register as risk_register
from models.risk.register import Wanted, Whose

SEARCH_LIMIT = 100


@risks.begins
async def show_risks(turn: Turn[Browsing], words: str) -> None:
    """Open risks that the person may read; words after the command narrow them at once."""
    await turn.begin(risks, Browsing(wanted=Wanted(words=words[:SEARCH_LIMIT])), browse)


@risks.step(in_place=True)
async def browse(turn: Turn[Browsing]) -> Message:
    """The list, eight a page."""
    wanted = turn.draft.wanted
    page = await risk_register.page(turn.session, reader(turn), wanted, number=turn.listed.page, size=PAGE)
    narrowed = await filters_in_words(turn)
    keyboard = [
        *column([Button(label(line), Choice.to(line.id)) for line in page.lines]),
        *arrows(page.number, page.last),
        [turn.answer("risks.filters"), *([turn.answer("risks.clear")] if narrowed else [])],
        [turn.answer("risks.matrix"), turn.answer("risks.sheet"), turn.answer("risks.csv")] if page.total else [],
    ]
    text = turn.words("risks.list", n=page.total) if page.total or narrowed else turn.words("risks.none")
    return Message(lines(text, narrowed), keyboard)


@browse.chosen
async def show_risk(turn: Turn[Browsing], risk: int) -> None:
    """The card comes below; the list stays."""
    turn.say(shown_again(turn, await case_for(turn, risk, may_read(turn))))


# --- the filters ----------------------------------------


@browse.answer("filters")
@risks.step(in_place=True, answers={"done": browse})
async def ask_filters(turn: Turn[Browsing]) -> Message:
    """Whose risks, of which kinds, and whether closed ones are included."""
    of, wanted = reader(turn), turn.draft.wanted
    found = await risk_register.count(turn.session, of, wanted)
    set_to = await values_in_words(turn)
    narrowed = in_words(turn, set_to)
    parts = [
        Button(_marked(part_in_words(turn, part), chosen=part is of.part(wanted)), Choice.to(part, "part"))
        for part in of.parts
    ]
    facets = []
    for facet in Facet:
        name = turn.words.plain(f"risks.by_{facet}")
        facets.append(Button(f"{name}: {value}" if (value := set_to[facet]) else name, Choice.to(facet)))
    closed = Button(ticked(turn.words.plain("risks.closed"), chosen=wanted.closed), Answer(name="closed"))
    ends = [*([turn.answer("risks.clear")] if narrowed else []), turn.answer("risks.done")]
    text = turn.words("risks.ask_filters", n=found)
    return Message(lines(text, narrowed), [parts, *grid(facets, 2), [closed], ends])


def _marked(label: str, *, chosen: bool) -> str:
    return f"• {label}" if chosen else label


@ask_filters.chosen("part")
async def choose_part(turn: Turn[Browsing], whose: Whose) -> None:
    if whose not in reader(turn).parts:
        raise NotAllowed(stays=True)
    turn.draft.want(whose=whose)
    await turn.again()


@ask_filters.answer("closed")
async def include_closed(turn: Turn[Browsing]) -> None:
    """Includes risks that no longer threaten, or leaves them out again."""
    turn.draft.want(closed=not turn.draft.wanted.closed)
    await turn.again()


@browse.answer("clear")
@ask_filters.answer("clear")
async def show_all(turn: Turn[Browsing]) -> None:
    """Clears words and filters."""
    turn.draft.want(**Wanted().model_dump())
    await turn.go(browse)


@browse.told(limit=SEARCH_LIMIT)
@ask_filters.told(limit=SEARCH_LIMIT)
async def search(turn: Turn[Browsing], told: UserInput) -> None:
    """A number, or a part of the names and the text."""
    turn.draft.want(words=told.text)
    await turn.go(browse)


# --- what one of them is set to ----------------------------------------


@ask_filters.keeps("facet")
@risks.step(in_place=True, narrows="risks.no_such_value", answers={"back": ask_filters})
async def ask_value(turn: Turn[Browsing]) -> Pick:
    """The values that occur, or any."""
    facet = turn.draft.facet
    now, found = getattr(turn.draft.wanted, facet), await values_of(turn, facet)
    anything = Button(_marked(turn.words.plain("risks.anything"), chosen=now is None), Choice.to(None))
    question = turn.words(f"risks.ask_{facet}", by_severity=bands_of_severities())
    return Pick(
        question if found else turn.words("risks.no_owner"),
        [Item(_marked(name, chosen=value == now), value, name) for value, name in found],
        above=[[anything]],
        below=[[turn.answer("risks.back")]],
        columns=2 if facet is Facet.CATEGORY else 1,
    )


@ask_value.chosen
async def pick(turn: Turn[Browsing], value: Value | None) -> None:
    """Only risks with this value; None: any value."""
    turn.draft.want(**{turn.draft.facet: value})
    await turn.go(ask_filters)
