"""[➕ Szczegóły]: what else is known of a risk. One message changes as it is tapped; every answer is stored at once.

``details_rating`` rates it, ``details_owner`` chooses the owner, ``treatment`` has the actions.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.conversation.buttons import Button, Keyboard
from bot.conversation.dialog import Conversation
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import NotAllowed, Refused, Stale, there
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import Words
from handlers.risk.draft import AboutRisk
from handlers.risk.notices import redraw_cards, tell_critical
from handlers.risk.pattern import announce_pattern
from handlers.risk.views import Details, card_text, case_for, may_edit, name_of
from models.people.permission import Right
from models.reading.words import tidy
from models.risk import case as risk_case
from models.risk import risk as risks
from models.risk.case import Case
from models.risk.event import Kind
from models.risk.risk import (
    ATTACHMENTS,
    PART_LIMIT,
    TEXT_LIMIT,
    Attached,
    Category,
    NoRoom,
    Proximity,
    Response,
    Severity,
)


class Editing(AboutRisk):
    """Which detail is being asked."""

    asked: Kind = Kind.CATEGORY
    alone: bool = False
    """Whether this is the only question."""


Detail = Severity | Category | Proximity | Response
"""A detail chosen with a tap."""
CHOICES: dict[Kind, Iterable[Detail]] = {
    Kind.SEVERITY: Severity,
    Kind.CATEGORY: Category,
    Kind.PROXIMITY: Proximity,
    Kind.RESPONSE: Response,
}
RATINGS = (Kind.LIKELIHOOD, Kind.LIKELIHOOD_AFTER)
PARTS = (Kind.CAUSE, Kind.EVENT, Kind.EFFECT)

details = Conversation("risk_details", Editing, who=Right.READ_RISKS, mended_with="risks")


async def still_editable(turn: Turn[Any], *, locked: bool = False) -> Case:
    """The risk of the dialog, read anew at every step."""
    of = await risk_case.case(turn.session, turn.draft.risk, locked=locked)
    if of is None or not may_edit(turn)(of):
        raise NotAllowed
    if not of.risk.state.is_open:
        raise Refused("risk_details.not_open", name=name_of(turn.words, of))
    return of


async def redraw_cards_of(turn: Turn[Any]) -> Case:
    """Redraws everybody's card of the risk."""
    of = there(await risk_case.case(turn.session, turn.draft.risk))
    await redraw_cards(turn, of)
    return of


# --- all that is known ----------------------------------------


@details.tapped(Details)
async def open_details(turn: Turn[Editing], tap: Details) -> None:
    """From a card, or from the message to the reporter."""
    of = await to_edit(turn, tap.risk)
    await turn.begin(details, Editing(risk=tap.risk, commune=of.risk.commune_id), ask_overview)


async def to_edit(turn: Turn[Editing], risk_id: int) -> Case:
    """The open risk of a card, if this person may edit it."""
    of = await case_for(turn, risk_id, may_edit(turn))
    if not of.risk.state.is_open:
        raise Refused("risk_details.not_open_toast", number=of.risk.number)
    return of


@details.step(in_place=True, answers={"done": leave})
async def ask_overview(turn: Turn[Editing]) -> Message:
    """The card with all details; every answer is stored at once."""
    of = await still_editable(turn)

    def say(kind: Kind) -> Button:
        return turn.choice(kind, f"risk_details.choose_{kind}", "rating" if kind in RATINGS else None)

    keyboard = [
        [say(Kind.CATEGORY), say(Kind.SEVERITY)],
        [say(Kind.LIKELIHOOD), say(Kind.RESPONSE)],
        [say(Kind.LIKELIHOOD_AFTER)],
        [say(Kind.PROXIMITY)],
        [say(Kind.CAUSE), say(Kind.EVENT)],
        [say(Kind.EFFECT), turn.answer("risk_details.owner")],
        [turn.answer("risk_details.actions"), turn.answer("common.done")],
    ]
    return Message(card_text(turn.words, turn.services, of, below=turn.words("risk_details.hint")), keyboard)


@ask_overview.chosen
async def choose(turn: Turn[Editing], kind: Kind) -> None:
    turn.draft.asked = kind
    await turn.go(ask_part if kind in PARTS else ask_choice)


# --- category, severity, proximity, response: a tap ----------------------------------------


@details.step(in_place=True, answers={"return": ask_overview})
async def ask_choice(turn: Turn[Editing]) -> Pick:
    """One button a value; the present value is marked."""
    of, kind = await still_editable(turn), turn.draft.asked
    if kind not in CHOICES:  # an earlier version asked for a rating here
        raise Stale(ask_overview)
    now = getattr(of.risk, kind)
    return Pick(
        turn.words(f"risk_details.ask_{kind}", name=name_of(turn.words, of)),
        [Item(f"{'✓ ' if value == now else ''}{_label(turn.words, kind, value)}", value) for value in CHOICES[kind]],
        below=ways_out(turn, known=now is not None),
        columns=2 if kind in (Kind.CATEGORY, Kind.RESPONSE) else 1,
    )


def _label(words: Words, kind: Kind, value: Detail) -> str:
    return words.plain(f"risk.severity_{value}" if kind is Kind.SEVERITY else f"{kind}.{value}")


def ways_out(turn: Turn[Editing], *, known: bool) -> Keyboard:
    """A way back, and a button to clear a known value."""
    clear = [turn.answer("risk_details.clear")] if known and turn.draft.asked is not Kind.SEVERITY else []
    return [[*clear, turn.answer("risk_details.return")]]


@ask_choice.chosen
async def set_detail(turn: Turn[Editing], value: Detail) -> None:
    """Stored at once."""
    await keep(turn, {turn.draft.asked: value})
    await turn.go(ask_overview)


# --- cause, event, effect: a sentence ----------------------------------------


@details.step(in_place=True, answers={"return": ask_overview})
async def ask_part(turn: Turn[Editing]) -> Message:
    """Shows the present value."""
    of, kind = await still_editable(turn), turn.draft.asked
    known = getattr(of.risk, kind)
    now = turn.words("risk_details.now", text=known) if known else ""
    question = turn.words(f"risk_details.ask_{kind}", name=name_of(turn.words, of)) + now
    return Message(question, ways_out(turn, known=bool(known)))


@ask_part.told(files=True, limit=PART_LIMIT)
async def take_part(turn: Turn[Editing], told: UserInput) -> None:
    """A sentence; a file is added to the description."""
    if told.kind == "text":
        await keep(turn, {turn.draft.asked: tidy(told.text)})
        await turn.go(ask_overview)
    else:
        await attach(turn, told)


# --- what is kept ----------------------------------------


@ask_choice.answer("clear")
@ask_part.answer("clear")
async def clear(turn: Turn[Editing]) -> None:
    """Removes the value."""
    await keep(turn, {turn.draft.asked: None})
    await turn.go(ask_overview)


async def keep(turn: Turn[Editing], values: Mapping[Kind, Detail | int | str | None]) -> Case:
    """Stores the values; if any is new, redraws everybody's card."""
    of = await still_editable(turn, locked=True)
    changed = [
        kind for kind, value in values.items()
        if await risk_case.set_detail(turn.session, of.risk, kind, value, by=turn.person, now=turn.now)
    ]  # fmt: skip
    if Kind.CATEGORY in changed:
        await announce_pattern(turn, of.risk)
    if Kind.SEVERITY in changed and of.risk.severity is Severity.CRITICAL:
        await tell_critical(turn, of, by=turn.person)
    elif changed:
        await redraw_cards(turn, of)
    return of


# --- what is sent meanwhile ----------------------------------------


@ask_overview.told(files=True)
async def take_more(turn: Turn[Editing], told: UserInput) -> None:
    """Words, a photo, a voice message, a document or a place are added to the description."""
    await attach(turn, told)
    await turn.again()


@ask_choice.told(files=True)
async def take_file_meanwhile(turn: Turn[Editing], told: UserInput) -> None:
    """The question stays open."""
    if told.kind == "text":
        turn.say("common.tap_a_button")
    else:
        await attach(turn, told)


async def attach(turn: Turn[Editing], told: UserInput) -> None:
    """Adds it, with its caption, to the description."""
    of = await still_editable(turn, locked=True)
    file = Attached(kind=told.kind, file_id=told.file_id) if told.file_id is not None else None
    match await risks.add_to(turn.session, of.risk, told.text, file, by=turn.person, now=turn.now):
        case NoRoom() if file is not None and of.attachments >= ATTACHMENTS:
            raise Refused("risk_details.no_more_files", stays=True, n=ATTACHMENTS)
        case NoRoom():
            raise Refused("risk_details.no_room", stays=True, n=TEXT_LIMIT)
    turn.say("risk_details.attached", number=of.risk.number)
    await redraw_cards_of(turn)
