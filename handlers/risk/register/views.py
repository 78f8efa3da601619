"""How the register of risks looks on a phone: the list, its filters, and what each of them can be set to."""

from markupsafe import Markup

from bot.conversation.buttons import PAGE, Button, Tap, arrows, column, grid, paged, search, ticked
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import Words, shorten
from handlers.risk.register.draft import FACETS, Browsing, Screen, reader
from models.people.commune import all_fields
from models.risk import register as risk_register
from models.risk.register import Line, Wanted, Whose
from models.risk.risk import Band, Category, Severity, State, band_of

ENDED = {State.CLOSED: "✅", State.ACCEPTED: "🤝", State.WITHDRAWN: "↩️"}
"""Instead of the sign of its severity."""


class Turned(Tap, tag="risks.page", bound=True):
    """Another page of the risks, or of the values of a filter."""

    page: int


class See(Tap, tag="risks.see", bound=True):
    """Another screen."""

    screen: Screen


class Show(Tap, tag="risks.show", bound=True):
    """The card of this risk, please."""

    risk: int


class Part(Tap, tag="risks.part", bound=True):
    """All of them, those of one's commune, one's own."""

    whose: Whose


class Pick(Tap, tag="risks.pick", bound=True):
    """Only those with this value; None: whatever it is."""

    value: str | None


class Closed(Tap, tag="risks.closed", bound=True):
    """Those that do not threaten any more too, or no longer."""


class Clear(Tap, tag="risks.clear", bound=True):
    """All of them again."""


class Matrix(Tap, tag="risks.matrix", bound=True):
    """The list as a picture."""


class Sheet(Tap, tag="risks.sheet", bound=True):
    """The list as a table for Excel."""


class Text(Tap, tag="risks.csv", bound=True):
    """The list as a table for any program."""


async def screen(turn: Turn[Browsing]) -> Message:
    """What is shown now."""
    match turn.draft.screen:
        case Screen.LIST:
            return await _list(turn)
        case Screen.FILTERS:
            return await _filters(turn)
    return await _choice(turn)


# --- the list ----------------------------------------


async def _list(turn: Turn[Browsing]) -> Message:
    draft = turn.draft
    page = await risk_register.page(turn.session, reader(turn), draft.wanted, number=draft.page, size=PAGE)
    draft.page = page.number
    narrowed = await filters_in_words(turn)
    clear = [turn.button("risks.clear", Clear())] if narrowed else []
    files = [
        turn.button("risks.matrix", Matrix()),
        turn.button("risks.sheet", Sheet()),
        turn.button("risks.csv", Text()),
    ]
    keyboard = [
        *column([Button(_label(line), Show(risk=line.id)) for line in page.lines]),
        *arrows(page.number, page.last, lambda number: Turned(page=number)),
        [turn.button("risks.filters", See(screen=Screen.FILTERS)), *clear],
        files if page.total else [],
    ]
    text = turn.words("risks.list", n=page.total) if page.total or narrowed else turn.words("risks.none")
    return Message(_lines(text, narrowed), keyboard)


def _label(line: Line) -> str:
    """``🔴 R-12 · 20 · P+R Podłęże``"""
    parts = (line.number, str(line.score) if line.score is not None else "", line.place)
    sign = ENDED.get(line.state, line.severity.sign)
    return shorten(f"{sign} {' · '.join(part for part in parts if part)}")


# --- the filters ----------------------------------------


async def _filters(turn: Turn[Browsing]) -> Message:
    of, wanted = reader(turn), turn.draft.wanted
    found = await risk_register.count(turn.session, of, wanted)
    set_to = await _values_in_words(turn, wanted)
    parts = [_marked(part_in_words(turn, part), Part(whose=part), chosen=part is of.part(wanted)) for part in of.parts]
    facets = []
    for facet in FACETS:
        name = turn.words.plain(f"risks.by_{facet}")
        facets.append(Button(f"{name}: {value}" if (value := set_to[facet]) else name, See(screen=facet)))
    closed = Button(ticked(turn.words.plain("risks.closed"), chosen=wanted.closed), Closed())
    narrowed = _in_words(turn, set_to)
    ends = [turn.button("risks.clear", Clear())] if narrowed else []
    ends.append(turn.button("risks.done", See(screen=Screen.LIST)))
    text = turn.words("risks.ask_filters", n=found)
    return Message(_lines(text, narrowed), [parts, *grid(facets, 2), [closed], ends])


async def _choice(turn: Turn[Browsing]) -> Message:
    draft = turn.draft
    facet = draft.screen
    now = getattr(draft.wanted, facet)
    found = await values_of(turn, facet)
    shown = search(found, draft.typed, lambda value: value[1]) if draft.typed else found
    buttons = [_marked(label, Pick(value=value), chosen=value == str(now)) for value, label in shown]
    rows = (
        grid(buttons, 2)
        if facet is Screen.CATEGORY
        else paged(buttons, draft.value_page, lambda page: Turned(page=page))
    )
    anything = _marked(turn.words.plain("risks.anything"), Pick(value=None), chosen=now is None)
    back = turn.button("risks.back", See(screen=Screen.FILTERS))
    question = turn.words(f"risks.ask_{facet}", by_severity=_bands_of_severities())
    return Message(question if found else turn.words("risks.no_owner"), [[anything], *rows, [back]])


async def values_of(turn: Turn[Browsing], facet: Screen) -> list[tuple[str, str]]:
    """What a filter can be set to, each with its name."""
    words = turn.words
    match facet:
        case Screen.FIELD:
            return [(str(field.id), field.name) for field in await all_fields(turn.session)]
        case Screen.CATEGORY:
            return [(category, words.plain(f"category.{category}")) for category in Category]
        case Screen.BAND:
            return [(band, band_in_words(words, band)) for band in reversed(Band)]
        case Screen.OWNER:
            owners = await risk_register.owners(turn.session, reader(turn), turn.draft.wanted)
            return [(str(id), name) for id, name in owners]
    return []


def _marked(label: str, tap: Tap, *, chosen: bool) -> Button:
    return Button(f"• {label}" if chosen else label, tap)


def _bands_of_severities() -> str:
    """``🔴 A, 🟠 B, 🟡 D``"""
    return ", ".join(f"{severity.sign} {band_of(severity.score).upper()}" for severity in Severity)


# --- what it is narrowed by ----------------------------------------


async def filters_in_words(turn: Turn[Browsing]) -> Markup:
    """What the list is narrowed by; empty where it is by nothing."""
    return _in_words(turn, await _values_in_words(turn, turn.draft.wanted))


def _in_words(turn: Turn[Browsing], set_to: dict[Screen, str | None]) -> Markup:
    of, wanted, words = reader(turn), turn.draft.wanted, turn.words
    part = of.part(wanted)
    said = [
        words.plain("risks.words", words=wanted.words) if wanted.words else None,
        part_in_words(turn, part) if part is not of.parts[0] else None,
        *set_to.values(),
        words.plain("risks.closed") if wanted.closed else None,
    ]
    listed = Markup(" · ").join(one for one in said if one)
    return Markup("🔎 {}").format(listed) if listed else listed


async def _values_in_words(turn: Turn[Browsing], wanted: Wanted) -> dict[Screen, str | None]:
    """What each filter is set to; None: it is not set."""
    names = await risk_register.names(turn.session, wanted)
    return {
        Screen.FIELD: names.field,
        Screen.CATEGORY: turn.words.plain(f"category.{wanted.category}") if wanted.category is not None else None,
        Screen.BAND: band_in_words(turn.words, wanted.band) if wanted.band is not None else None,
        Screen.OWNER: names.owner,
    }


def part_in_words(turn: Turn[Browsing], part: Whose) -> str:
    """``moja gmina``"""
    return turn.words.plain(f"risks.part_{part.name.lower()}", n=len(reader(turn).own))


def band_in_words(words: Words, band: Band) -> str:
    """``A krytyczne``"""
    return f"{band.upper()} {words.plain(f'risks.band_{band}')}"


def _lines(*lines: Markup) -> Markup:
    return Markup("\n").join(line for line in lines if line)
