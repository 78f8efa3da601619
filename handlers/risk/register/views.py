"""How the register of risks looks on a phone: its lines and its filters."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.turn import Turn
from bot.texts import Words, shorten
from handlers.risk.register.draft import Browsing, Facet, reader
from models.people.commune import all_fields
from models.risk import register as risk_register
from models.risk.register import Line, Whose
from models.risk.risk import Band, Category, Severity, State, band_of

Value = Category | Band | int
ENDED = {State.CLOSED: "✅", State.ACCEPTED: "🤝", State.WITHDRAWN: "↩️"}
"""Shown instead of the sign of its level."""
PLACE_SHOWN = 24


def label(line: Line) -> str:
    """``🔴 R-12 · P+R Podłęże: Brak decyzji``"""
    sign = ENDED.get(line.state, line.level.sign)
    where = f"{sign} {line.number} · {shorten(line.place, PLACE_SHOWN)}"
    return shorten(f"{where}: {line.text}" if line.text else where)


def bands_of_severities() -> str:
    """``🔴 A, 🟠 B, 🟡 D``"""
    bands = (band_of(severity.score) for severity in Severity)
    return ", ".join(f"{band.sign} {band.upper()}" for band in bands)


async def values_of(turn: Turn[Browsing], facet: Facet) -> Sequence[tuple[Value, str]]:
    """The values of a filter with their names."""
    words = turn.words
    match facet:
        case Facet.FIELD:
            return [(field.id, field.name) for field in await all_fields(turn.session)]
        case Facet.CATEGORY:
            return [(category, words.plain(f"category.{category}")) for category in Category]
        case Facet.BAND:
            return [(band, f"{band.sign} {band_in_words(words, band)}") for band in reversed(Band)]
        case Facet.OWNER:
            return await risk_register.owners(turn.session, reader(turn), turn.draft.wanted)


# --- what it is narrowed by ----------------------------------------


async def filters_in_words(turn: Turn[Browsing]) -> Markup:
    """The filters in use; empty if there are none."""
    return in_words(turn, await values_in_words(turn))


def in_words(turn: Turn[Browsing], set_to: dict[Facet, str | None]) -> Markup:
    """These values, and the other filters, in words."""
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


async def values_in_words(turn: Turn[Browsing]) -> dict[Facet, str | None]:
    """The value of each filter; None: not set."""
    wanted = turn.draft.wanted
    names = await risk_register.names(turn.session, wanted)
    return {
        Facet.FIELD: names.field,
        Facet.CATEGORY: turn.words.plain(f"category.{wanted.category}") if wanted.category is not None else None,
        Facet.BAND: f"{band.sign} {band_in_words(turn.words, band)}" if (band := wanted.band) is not None else None,
        Facet.OWNER: names.owner,
    }


def part_in_words(turn: Turn[Browsing], part: Whose) -> str:
    """``moja gmina``"""
    return turn.words.plain(f"risks.part_{part.name.lower()}", n=len(reader(turn).own))


def band_in_words(words: Words, band: Band) -> str:
    """``A krytyczne``"""
    return f"{band.upper()} {words.plain(f'risks.band_{band}')}"


def lines(*lines: Markup) -> Markup:
    """One below the other, without empty ones."""
    return Markup("\n").join(line for line in lines if line)
