"""[➕ Szczegóły]: what else is known of a risk. One message that changes as it is tapped; every answer is kept at once.

The owner is chosen in ``risk_details_owner``, what is done about the risk stands in ``risk_action``.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.conversation.buttons import Button, Keyboard, Tap, column, grid
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import Words
from handlers.risk.details_draft import Editing, details, redraw_cards_of, still_editable
from handlers.risk.notices import redraw_cards, ring, untaken
from handlers.risk.pattern import announce_pattern
from handlers.risk.views import Details, card_text, case_for, may_edit, name_of
from models.mail import outbox
from models.reading.words import tidy
from models.risk import case as risk_case
from models.risk import risk as risks
from models.risk.case import Case
from models.risk.event import Kind
from models.risk.risk import (
    ATTACHMENTS,
    PART_LIMIT,
    STEPS,
    TEXT_LIMIT,
    Attached,
    Category,
    NoRoom,
    Proximity,
    Response,
    Severity,
)


class Choose(Tap, tag="risk_details.choose", bound=True):
    """I want to say this of it."""

    kind: Kind


class Set(Tap, tag="risk_details.set", bound=True):
    """It is so; without a value: nothing is known of it after all."""

    kind: Kind
    value: str | None


class ChooseOwner(Tap, tag="risk_details.owner", bound=True):
    """I want to say who sees to it."""


class Actions(Tap, tag="risk_details.actions", bound=True):
    """What is done about it, please."""


class Return(Tap, tag="risk_details.return", bound=True):
    """Leave it as it is."""


class Done(Tap, tag="risk_details.done", bound=True):
    """That is all."""


CHOICES: dict[Kind, Iterable[Any]] = {
    Kind.SEVERITY: Severity,
    Kind.CATEGORY: Category,
    Kind.LIKELIHOOD: STEPS,
    Kind.IMPACT: STEPS,
    Kind.LIKELIHOOD_AFTER: STEPS,
    Kind.IMPACT_AFTER: STEPS,
    Kind.PROXIMITY: Proximity,
    Kind.RESPONSE: Response,
}
FOLLOWS = {Kind.LIKELIHOOD: Kind.IMPACT, Kind.LIKELIHOOD_AFTER: Kind.IMPACT_AFTER}
"""What is asked next, so that a risk is rated in two taps."""
PARTS = (Kind.CAUSE, Kind.EVENT, Kind.EFFECT)


# --- all that is known ----------------------------------------


@details.tapped(Details)
async def open_details(turn: Turn[Editing], tap: Details) -> None:
    """From a card, or from what the reporter was told."""
    of = await case_for(turn, tap.risk, may_edit(turn))
    if of is None:
        return
    if of.risk.state.is_open:
        await turn.begin(details, Editing(risk=tap.risk, commune=of.risk.commune_id), ask_overview)
    else:
        turn.toast("risk_details.not_open_toast", number=of.risk.number)


@details.step
async def ask_overview(turn: Turn[Editing]) -> None:
    """The card, and what can be said."""
    of = await still_editable(turn)
    if of is not None:
        turn.show(_overview(turn, of))


def _overview(turn: Turn[Editing], of: Case) -> Message:
    def say(kind: Kind) -> Button:
        return turn.button(f"risk_details.choose_{kind}", Choose(kind=kind))

    keyboard = [
        [say(Kind.CATEGORY), say(Kind.SEVERITY)],
        [say(Kind.LIKELIHOOD)],
        [say(Kind.LIKELIHOOD_AFTER)],
        [say(Kind.PROXIMITY), say(Kind.RESPONSE)],
        [say(kind) for kind in PARTS],
        [turn.button("risk_details.owner", ChooseOwner()), turn.button("risk_details.actions", Actions())],
        [turn.button("risk_details.done", Done())],
    ]
    return Message(card_text(turn.words, turn.house, of, before=turn.words("risk_details.hint")), keyboard)


@details.tapped(Return)
async def leave(turn: Turn[Editing], _tap: Return) -> None:
    """Back to the overview."""
    await turn.go(ask_overview)


@details.tapped(Done)
async def finish(turn: Turn[Editing], _tap: Done) -> None:
    """Everything is kept already; the card stays in the chat."""
    await turn.end()


# --- category, severity, rating, proximity, response: a tap ----------------------------------------


@details.tapped(Choose)
async def choose(turn: Turn[Editing], tap: Choose) -> None:
    """This, please."""
    if tap.kind not in CHOICES and tap.kind not in PARTS:
        turn.toast("common.stale")
        return
    turn.draft.asked = tap.kind
    await turn.go(ask_part if tap.kind in PARTS else ask_choice)


@details.step
async def ask_choice(turn: Turn[Editing]) -> None:
    """A button a value, the present one marked."""
    of = await still_editable(turn)
    if of is None:
        return
    kind = turn.draft.asked
    now = getattr(of.risk, kind)
    buttons = [
        Button(f"{'✓ ' if value == now else ''}{_label(turn.words, kind, value)}", Set(kind=kind, value=str(value)))
        for value in CHOICES[kind]
    ]
    rows = grid(buttons, 2) if kind in (Kind.CATEGORY, Kind.RESPONSE) else column(buttons)
    question = turn.words(f"risk_details.ask_{kind}", name=name_of(turn.words, of), before=_answer_before(turn, of))
    turn.show(Message(question, [*rows, *_ways_out(turn, known=now is not None)]))


def _answer_before(turn: Turn[Editing], of: Case) -> str:
    """What was answered before this was asked, which looks much the same."""
    kind = next((before for before, after in FOLLOWS.items() if after is turn.draft.asked), None)
    value = getattr(of.risk, kind) if kind is not None else None
    return _label(turn.words, kind, value) if kind is not None and value is not None else "?"


def _label(words: Words, kind: Kind, value: Any) -> str:
    match kind:
        case Kind.SEVERITY:
            return words.plain(f"risk.severity_{value}")
        case Kind.CATEGORY:
            return words.plain(f"category.{value}")
        case Kind.PROXIMITY:
            return words.plain(f"proximity.{value}")
        case Kind.RESPONSE:
            return words.plain(f"response.{value}")
        case Kind.LIKELIHOOD | Kind.LIKELIHOOD_AFTER:
            return words.plain(f"risk_details.likelihood_{value}")
    return words.plain(f"risk_details.impact_{value}")


def _ways_out(turn: Turn[Editing], *, known: bool) -> Keyboard:
    kind = turn.draft.asked
    clear = [turn.button("risk_details.clear", Set(kind=kind, value=None))]
    leave = [turn.button("risk_details.return", Return())]
    return [[*(clear if known and kind is not Kind.SEVERITY else []), *leave]]


@details.tapped(Set)
async def set_detail(turn: Turn[Editing], tap: Set) -> None:
    """Kept at once. The tap says of what it is, so that one which comes twice does nothing else."""
    values = _values(tap.kind)
    if tap.value not in values:
        turn.toast("common.stale")
    elif (of := await still_editable(turn, locked=True)) is not None:
        await _keep(turn, of, tap.kind, values[tap.value])


def _values(kind: Kind) -> Mapping[str | None, Any]:
    """What a button may say of this kind."""
    values: dict[str | None, Any] = {str(value): value for value in CHOICES.get(kind, ())}
    if kind in PARTS or (values and kind is not Kind.SEVERITY):
        values[None] = None
    return values


async def _keep(turn: Turn[Editing], of: Case, kind: Kind, value: Any) -> None:
    if await risk_case.set_detail(turn.session, of.risk, kind, value, by=turn.person, now=turn.now):
        await redraw_cards(turn, of)
        if kind is Kind.CATEGORY:
            await announce_pattern(turn, of.risk)
        if value is Severity.CRITICAL:
            await outbox.drop_within(turn.session, untaken(of.risk))
            await ring(turn, of, by=turn.person)
    if kind in FOLLOWS and value is not None:
        turn.draft.asked = FOLLOWS[kind]
        await turn.go(ask_choice)
    else:
        await turn.go(ask_overview)


# --- cause, event, effect: a sentence ----------------------------------------


@details.step
async def ask_part(turn: Turn[Editing]) -> None:
    """With what is known now."""
    of = await still_editable(turn)
    if of is not None:
        kind = turn.draft.asked
        known = getattr(of.risk, kind)
        now = turn.words("risk_details.now", text=known) if known else ""
        question = turn.words(f"risk_details.ask_{kind}", name=name_of(turn.words, of)) + now
        turn.show(Message(question, _ways_out(turn, known=bool(known))))


@ask_part.told(files=True, limit=PART_LIMIT)
async def take_part(turn: Turn[Editing], told: Told) -> None:
    """A sentence; a file belongs to the description."""
    if told.kind != "text":
        await attach(turn, told)
    elif (of := await still_editable(turn, locked=True)) is not None:
        await _keep(turn, of, turn.draft.asked, tidy(told.text))


# --- what is sent meanwhile ----------------------------------------


@ask_overview.told(files=True)
async def take_more(turn: Turn[Editing], told: Told) -> None:
    """Words, a photo, a voice message, a document or a place belong to the description."""
    if (of := await attach(turn, told)) is not None:
        turn.reword(_overview(turn, of))


@ask_choice.told(files=True)
async def take_file_meanwhile(turn: Turn[Editing], told: Told) -> None:
    """The question goes on waiting."""
    if told.kind == "text":
        turn.say("common.tap_a_button")
    else:
        await attach(turn, told)


async def attach(turn: Turn[Editing], told: Told) -> Case | None:
    """Add it to the description, with its caption; the risk as it is then, None if nothing was added."""
    of = await still_editable(turn, locked=True)
    if of is None:
        return None
    file = Attached(kind=told.kind, file_id=told.file_id) if told.file_id is not None else None
    match await risks.add_to(turn.session, of.risk, told.text, file, by=turn.person, now=turn.now):
        case NoRoom() if file is not None and of.attachments >= ATTACHMENTS:
            turn.say("risk_details.no_more_files", n=ATTACHMENTS)
            return None
        case NoRoom():
            turn.say("risk_details.no_room", n=TEXT_LIMIT)
            return None
    turn.say("risk_details.attached", number=of.risk.number)
    return await redraw_cards_of(turn, turn.draft.risk)
