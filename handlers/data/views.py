"""How calls for data and their answers look, and the buttons on their cards."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from statistics import median
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Bare, Button, Tap, arrows, column, page_of
from bot.conversation.outgoing import Message, Services, button
from bot.conversation.refusal import there
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.data.values import lines, shown
from models.data import answer as answers
from models.data import call as calls
from models.data.answer import Kept, NewValue, Owed
from models.data.call import DataCall, DataField
from models.data.series import rhythm_of
from models.data.standing import Stand
from models.data.value import exact
from models.people.permission import Right

NAMES_SHOWN = 10
NOTHING: Mapping[int, Sequence[Decimal]] = MappingProxyType({})

NEW_CALL, NEW_QUESTION, LIKE_EARLIER = Bare("data_call.new"), Bare("data_call.ask"), Bare("data_call.like")


class Show(Tap, tag="data.show"):
    """How a call stands."""

    call: int


class Mine(Tap, tag="data.mine"):
    """What one's own commune owes, or has answered."""

    owed: int


class Communes(Tap, tag="data.communes"):
    """Commune by commune."""

    call: int
    page: int | None = None
    """None: in a message of its own."""


class OneCommune(Tap, tag="data.commune"):
    """What a commune has answered."""

    owed: int


class Accept(Tap, tag="data.accept"):
    """It is as it should be."""

    owed: int


class Files(Tap, tag="data.files"):
    """The files in an answer."""

    owed: int


class Compare(Tap, tag="data.compare"):
    """Communes see how they stand beside the others."""

    call: int


class Nudge(Tap, tag="data.nudge"):
    """Remind whoever owes an answer, now."""

    call: int


class Completeness(Tap, tag="data_sheet.completeness"):
    """Who has said what, as a picture."""

    call: int


class Export(Tap, tag="data_sheet.export"):
    """All of it as a spreadsheet."""

    call: int


class SendNow(Tap, tag="data.send_now"):
    """It was put off, and is to go out now."""

    call: int


class Change(Tap, tag="data_call.change"):
    """Something about it is to be different; asks what."""

    call: int


class Withdraw(Tap, tag="data_withdraw.open"):
    """Nobody is to answer it any more; asks why."""

    call: int


class EndSeries(Tap, tag="data.end_series"):
    """This one is the last of its series."""

    call: int


class Return(Tap, tag="data_review.open"):
    """Something in the answer is wrong; asks what."""

    owed: int


class Extend(Tap, tag="data_review.extend"):
    """There is more time; asks until when."""

    call: int


class MoreTime(Tap, tag="data_review.more_time"):
    """This commune alone has more time; asks until when."""

    owed: int


class Fill(
    Tap,
    tag="data_answer.begin",
    was={"data_answer.fill": {"on_behalf": False}, "data_answer.fill_for": {"on_behalf": True}},
):
    """Answer, or correct the answer; on behalf: the Office writes down what the commune has told it."""

    owed: int
    on_behalf: bool = False


class GiveSheet(Tap, tag="data_answer.give_sheet"):
    """Answer in a sheet."""

    owed: int


class Hand(Tap, tag="data_hand.open"):
    """Somebody of the team is to be asked for fields; asks whom."""

    owed: int


class NotMe(Tap, tag="data_hand.not_me"):
    """Somebody else knows these fields."""

    owed: int


class History(Tap, tag="data_history.show"):
    """Who said what, when and why."""

    owed: int
    data_field: int | None = None
    """None: of all fields."""
    page: int | None = None
    """None: in a message of its own."""


class Later(Tap, tag="data_answer.later"):
    """Ask again in a few hours."""

    owed: int


# --- what a commune is asked ----------------------------------------


def heading(words: Words, of: DataCall, commune: str = "") -> Markup:
    """``📊 Wezwanie do danych: Opieka nad dziećmi do lat 3 · stan na 31.12.2026 · Niepołomice``"""
    rest = "".join(f" · {part}" for part in (of.period, commune) if part)
    return words("data.heading", title=of.title, rest=rest)


def described(words: Words, services: Services, of: DataCall, *, commune: str, fields: int, due_at: datetime) -> Markup:
    """What is asked, what for, until when."""
    parts = [
        heading(words, of, commune),
        *([words("data.why", why=of.why)] if of.why else []),
        words("data.how_much", n=fields, at=services.moment(words, due_at)),
    ]
    return Markup("\n").join(parts)


def prompt(words: Words, services: Services, of: Owed, *, fields: int, reminder: bool = False) -> Message:
    """The question to a commune."""
    text = described(words, services, of.call, commune=of.commune.name, fields=fields, due_at=of.due_at)
    if of.due_at <= services.clock.now():
        text += Markup("\n") + words("data.is_over")
    owed = of.obligation.id
    keyboard = [
        [button(words, "data.fill", Fill(owed=owed)), button(words, "data.later", Later(owed=owed))],
        [button(words, "data.hand", Hand(owed=owed))],
        [button(words, "data_answer.sheet", GiveSheet(owed=owed))],
    ]
    return Message(words("data.reminder") + Markup("\n") + text if reminder else text, keyboard)


def compared(words: Words, field: DataField, own: Decimal, all: Sequence[Decimal]) -> str:
    """``mediana 80 szt. · miejsce 3 z 12``"""
    middle = shown(words, field, NewValue(exact=exact(median(all))))
    place = 1 + sum(number > own for number in all)
    return words.plain("data.compared", median=middle, place=place, of=len(all))


def answered(
    words: Words,
    services: Services,
    of: Owed,
    fields: Sequence[DataField],
    values: Mapping[int, Kept],
    all: Mapping[int, Sequence[Decimal]] = NOTHING,
) -> Message:
    """What a commune has answered, as its team sees it: to be corrected until the Office accepts it.

    ``all`` are the numbers of all communes, where the Office lets them be compared.
    """
    state = "accepted" if of.obligation.accepted_at else "sent" if of.obligation.answered_at else "begun"
    text = heading(words, of.call, of.commune.name) + "\n" + words(f"data.is_{state}")
    owed, is_over = of.obligation.id, of.obligation.accepted_at is not None
    correct = [] if is_over else [button(words, "data.correct", Fill(owed=owed))]
    keyboard = [[*correct, *([button(words, "data.history", History(owed=owed))] if values else [])]]
    beside = [
        f"📈 {field.name}: {compared(words, field, kept.value.number, all[field.id])}"
        for field in fields
        if field.id in all and (kept := values.get(field.id)) is not None and kept.value.number is not None
    ]
    return Message(text + "\n" + Markup("\n").join([lines(words, fields, values), *beside]), keyboard)


# --- what the Office sees ----------------------------------------


def live_card(words: Words, services: Services, of: DataCall, stands: Sequence[Stand]) -> Message:
    """How many communes are done, who is silent, where there are no figures; and what can be done about it."""
    if of.waiting is not None:
        return _put_off(words, services, of, of.waiting)
    whole, late = sum(stand.is_whole for stand in stands), sum(stand.late is True for stand in stands)
    silent = [stand.commune for stand in stands if stand.is_silent]
    gaps = [f"{stand.commune} ({stand.lacking})" for stand in stands if stand.lacking]
    longer = [f"{s.commune} ({services.moment(words, s.due_at)})" for s in stands if s.due_at and not s.answered_at]
    told = [
        *([f"⏳ {_names(longer)}"] if longer else []),
        *([f"🔇 {_names(silent)}"] if silent else []),
        *([f"∅ {_names(gaps)}"] if gaps else []),
    ]
    is_past = of.closed_at is not None or of.due_at <= services.clock.now()
    due = words("data.is_closed" if is_past else "data.until", at=services.moment(words, of.due_at))
    if of.withdrawn is not None:
        due = words("data.is_withdrawn_because", why=of.withdrawn)
    parts = [
        words("data.live", title=of.title, period=f" · {of.period}" if of.period else ""),
        words("data.totals", whole=whole, of=len(stands), late=late),
        due,
        *repeated(words, of),
        *([Markup.escape(" · ".join(told))] if told else []),
    ]
    id, is_open = of.id, of.closed_at is None
    extend = [button(words, "data.extend", Extend(call=id))] if of.withdrawn is None else []
    change = [button(words, "data.change", Change(call=id)), button(words, "data.withdraw", Withdraw(call=id))]
    return Message(
        Markup("\n").join(parts),
        [
            [button(words, "data.completeness", Completeness(call=id))],
            [button(words, "data.communes", Communes(call=id))],
            [button(words, "data.excel", Export(call=id)), *extend],
            [button(words, "data.nudge", Nudge(call=id))] if silent and not is_past else [],
            [button(words, "data.compare", Compare(call=id))] if of.compared_at is None and whole > 1 else [],
            change if is_open else [],
            _end(words, of),
        ],
    )


def _put_off(words: Words, services: Services, of: DataCall, communes: Sequence[int]) -> Message:
    """When it goes out; till then it goes out at once, is changed or given up."""
    at, until = (services.moment(words, instant) for instant in (of.sent_at, of.due_at))
    text = [
        words("data.live", title=of.title, period=f" · {of.period}" if of.period else ""),
        words("data.goes_out", at=at, n=len(communes)),
        words("data.until", at=until),
        *repeated(words, of),
    ]
    change = [button(words, "data.change", Change(call=of.id)), button(words, "data.withdraw", Withdraw(call=of.id))]
    send = [button(words, "data.send_now", SendNow(call=of.id))]
    return Message(Markup("\n").join(text), [send, change, _end(words, of)])


def repeated(words: Words, of: DataCall) -> list[Markup]:
    """``🔁 co kwartał``, if it is."""
    return [words("rhythm.repeated", rhythm=words.plain(f"data_series.{rhythm_of(of.rule)}"))] if of.rule else []


def _end(words: Words, of: DataCall) -> list[Button]:
    return [button(words, "rhythm.end", EndSeries(call=of.id))] if of.rule else []


def next_in_series(words: Words, services: Services, of: DataCall, *, is_same_period: bool) -> Message:
    """What the Office is told of the next one of a series."""
    parts = [
        words("data_series.next", title=of.title, period=f" · {of.period}" if of.period else ""),
        words("data_series.goes_out", at=services.moment(words, of.sent_at), until=services.moment(words, of.due_at)),
        *([words("data_series.same_period", period=of.period)] if is_same_period else []),
        *repeated(words, of),
    ]
    return Message(Markup("\n").join(parts), [[button(words, "data_series.show", Show(call=of.id))]])


def _names(names: Sequence[str]) -> str:
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" +{more}" if more > 0 else "")


def communes(words: Words, of: DataCall, fields: int, stands: Sequence[Stand], page: int) -> Message:
    """Eight on a page, each with how far it has come."""
    some, page, last = page_of(stands, page)
    buttons = [
        Button(f"{stand.sign} {stand.commune} {stand.filled}/{fields}", OneCommune(owed=stand.obligation_id))
        for stand in some
    ]
    turns = arrows(page, last, lambda page: Communes(call=of.id, page=page))
    text = words("data.ask_commune", title=of.title)
    return Message(text, [*column(buttons), *turns, [button(words, "data.back", Show(call=of.id))]])


def of_commune(
    words: Words,
    services: Services,
    of: Owed,
    fields: Sequence[DataField],
    values: Mapping[int, Kept],
    before: Mapping[int, Kept],
) -> Message:
    """What a commune has answered, as the Office sees it."""
    obligation, owed = of.obligation, of.obligation.id
    state = "accepted" if obligation.accepted_at else "sent" if obligation.answered_at else "owed"
    at = obligation.accepted_at or obligation.answered_at or of.due_at
    head = words(
        f"data.commune_{state}",
        commune=of.commune.name, title=of.call.title, at=services.moment(words, at),
        late=words.plain("data.late") if obligation.late else "",
    )  # fmt: skip
    judge = [button(words, "data.accept", Accept(owed=owed)), button(words, "data.return", Return(owed=owed))]
    is_done = obligation.accepted_at is not None or of.call.withdrawn is not None
    files = any(kept.value.file_id is not None for kept in values.values())
    keyboard = [
        judge if obligation.answered_at and not is_done else [],
        [
            *([button(words, "data.history", History(owed=owed))] if values else []),
            *([button(words, "data.files", Files(owed=owed))] if files else []),
        ],
        [] if is_done else [button(words, "data.fill_for", Fill(owed=owed, on_behalf=True))],
        [] if is_done or obligation.answered_at else [button(words, "data.more_time", MoreTime(owed=owed))],
        [button(words, "data.communes", Communes(call=of.call.id))],
    ]
    return Message(head + "\n" + lines(words, fields, values, before), [row for row in keyboard if row])


# --- what the buttons are about ----------------------------------------


async def call_for(turn: Turn[Any], call_id: int, *, locked: bool = False) -> DataCall:
    """The call, for whoever may see how it stands."""
    turn.require(Right.CALL_DATA)
    return there(await calls.with_id(turn.session, call_id, locked=locked))


async def owed_for(turn: Turn[Any], obligation_id: int, right: Right, *, locked: bool = False) -> Owed:
    """What a commune owes, for whoever may do that there."""
    of = there(await answers.owed(turn.session, obligation_id, locked=locked))
    turn.require(right, of.commune.id)
    return of
