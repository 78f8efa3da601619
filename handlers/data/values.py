"""Values of calls for data in words: as people read them, with who said them and what was said before."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal
from markupsafe import Markup

from bot.texts import Words, shorten
from handlers.project.views import amount
from models.data.answer import DataValue, Kept, NewValue
from models.data.call import DataField
from models.data.standing import Said
from models.data.value import YES, Kind, Range, State, places

SHOWN = 200
"""Signs of a text in a list."""


def number(words: Words, value: Decimal) -> str:
    """``1 250,5``: groups stand apart in every language, so that what is written is read as it is meant."""
    written: str = format_decimal(value, "#,##0.######", locale=words.language)
    return written.replace(",", "\N{NO-BREAK SPACE}") if words.language == "en" else written


def shown(words: Words, field: DataField, value: DataValue | NewValue | Said) -> str:
    """``1 250,5 km``, ``tak``, ``∅ brak danych: Liczy to powiat, będą 10.02``."""
    if value.state is not State.GIVEN:
        said = words.plain(f"data.state_{value.state.name.lower()}")
        reason = f": {value.reason}" if value.reason else ""
        when = words.plain("data.expected", day=words.day(value.expected_on)) if value.expected_on else ""
        return f"{value.state.sign} {said}{reason}{when}"
    kept = value.exact or ""
    match field.kind:
        case Kind.AMOUNT:
            return amount(words, Decimal(kept))
        case Kind.PERCENT:
            return f"{number(words, Decimal(kept))}%"
        case Kind.WHOLE | Kind.DECIMAL:
            return " ".join(part for part in (number(words, Decimal(kept)), field.unit) if part)
        case Kind.YES_NO:
            return words.plain("data.yes" if kept == YES else "data.no")
        case Kind.CHOICE | Kind.SEVERAL:
            return "; ".join(field.choices[at] for at in places(kept))
        case Kind.DAY:
            return words.day(date.fromisoformat(kept))
    return f"📎 {value.text or ''}".strip() if value.file_id is not None else value.text or ""


def kind_name(words: Words, of: Kind) -> str:
    """``Liczba``: as its button says, without the sign."""
    return words.plain(f"data_call.kind_{of}").partition(" ")[2]


def span(words: Words, of: Range) -> str:
    """``0–500``, ``od 1``; nothing where no number is refused."""
    if of == Range():
        return ""
    least, most = (number(words, end) if end is not None else None for end in (of.least, of.most))
    if least is not None and most is not None:
        return f"{least}–{most}"
    return words.plain("data.from", least=least) if least is not None else words.plain("data.to", most=most)


def changed(words: Words, field: DataField, now: DataValue, before: DataValue) -> str:
    """``poprzednio 120 (+5)``"""
    by = ""
    if field.kind.is_number and now.number is not None and before.number is not None and now.number != before.number:
        more = now.number - before.number
        by = f" ({'+' if more > 0 else '−'}{number(words, abs(more))})"
    return words.plain("data.before", value=shorten(shown(words, field, before), SHOWN)) + by


def lines(
    words: Words,
    fields: Sequence[DataField],
    values: Mapping[int, Kept],
    before: Mapping[int, Kept] | None = None,
) -> Markup:
    """All fields with what is said of them; with what was said ``before``: and by whom, and what has changed."""
    each = [_line(words, field, values.get(field.id)) for field in fields]
    if before is not None:
        kept = [(field, values.get(field.id), before.get(field.id)) for field in fields]
        each = [line + _signature(words, *of) for line, of in zip(each, kept, strict=True)]
    return Markup("\n").join(each)


def _signature(words: Words, field: DataField, kept: Kept | None, before: Kept | None) -> Markup:
    """`` · poprzednio 120 (+5) · Anna Nowak``"""
    if kept is None:
        return Markup("")
    change = [changed(words, field, kept.value, before.value)] if before is not None else []
    return Markup("\n   {}").format(" · ".join([*change, signed(words, kept.value, kept.name)]))


def signed(words: Words, value: DataValue, name: str) -> str:
    """Who has said it; of the Office, for whom."""
    return words.plain("data.for_commune", name=name) if value.on_behalf else name


def _line(words: Words, field: DataField, kept: Kept | None) -> Markup:
    if kept is None:
        sign, said = ("⏳", "–") if field.required else ("▫️", words.plain("data.not_given"))
        return Markup("{} {}: {}").format(sign, field.name, said)
    value = kept.value
    sign = "↩️" if value.returned else value.state.sign
    said = shown(words, field, value).removeprefix(f"{value.state.sign} ")
    line = Markup("{} {}: <b>{}</b>").format(sign, field.name, shorten(said, SHOWN))
    if value.state is State.GIVEN and value.reason:
        line += Markup("\n   <i>{}</i>").format(value.reason)
    return line + (Markup("\n   ↩️ <i>{}</i>").format(value.returned) if value.returned else "")
