"""When people are reminded of risks that nobody takes and of overdue actions: the Office sets it as a whole."""

from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import Button, Choice, Tap, grid
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Stale
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.settings.draft import SettingsDraft, Wait, settings, tell_the_office
from models.people import person as people
from models.people.permission import Right, Role
from models.people.person import Member
from models.risk import escalation
from models.risk.escalation import LONGEST, Escalation

OFFERED = range(1, 11)
WHOEVER = 0


class OpenEscalation(Tap, tag="settings.escalation"):
    """When people are reminded of risks, to be changed."""


def in_words(words: Words, rules: Escalation, office: list[Member]) -> Markup:
    """All of it, with the name of the director."""
    director = escalation.director(rules, office)
    name: str | Markup = director.name if director is not None else "–"
    if director is None or director.id != rules.director:
        name = words("escalation.longest", name=name)
    return words("escalation.rules", director=name, **{wait.value: _after(words, rules, wait) for wait in Wait})


def _after(words: Words, rules: Escalation, wait: Wait) -> Markup:
    return words("escalation.hours" if wait.is_in_hours else "escalation.days", n=getattr(rules, wait))


async def _office(turn: Turn[SettingsDraft]) -> list[Member]:
    return await people.members(turn.session, roles=(Role.OFFICE,))


@settings.tapped(OpenEscalation)
async def show_escalation(turn: Turn[SettingsDraft], _tap: OpenEscalation) -> None:
    """From the settings."""
    turn.require(Right.CHANGE_SETTINGS)
    await turn.begin(settings, SettingsDraft(escalation=await escalation.rules(turn.session)), ask_wait)


@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_wait(turn: Turn[SettingsDraft]) -> Message:
    """The whole in words, and what to change in it; steps out of order can't be saved."""
    rules = turn.draft.escalation
    flaw = escalation.flaw(rules)
    changed = rules != await escalation.rules(turn.session)
    text = in_words(turn.words, rules, await _office(turn))
    if flaw is not None:
        text += "\n" + turn.words(f"escalation.flaw_{flaw}")
    waits = [turn.choice(wait, f"escalation.{wait}") for wait in Wait]
    save = [turn.answer("escalation.save")] if changed and flaw is None else []
    return Message(
        turn.words("escalation.ask_part_changed" if changed else "escalation.ask_part", rules=text),
        [*grid(waits, 2), [turn.answer("escalation.director")], [*save, turn.answer("escalation.leave")]],
    )


# --- how long ----------------------------------------


@ask_wait.keeps("wait")
@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_number(turn: Turn[SettingsDraft]) -> Message:
    """The usual numbers as buttons, any other typed."""
    wait = turn.draft.wait
    key = "escalation.ask_hours" if wait.is_in_hours else "escalation.ask_days"
    numbers = [Button(str(number), Choice.to(number)) for number in OFFERED]
    return Message(turn.words(key, part=turn.words(f"escalation.{wait}"), most=LONGEST), grid(numbers, 5))


@ask_number.chosen
@ask_number.reads(reading.number("escalation.bad_number", least=1, most=LONGEST))
async def take_number(turn: Turn[SettingsDraft], number: int) -> None:
    """Kept in the draft until it is saved."""
    await _change(turn, turn.draft.wait, number)


async def _change(turn: Turn[SettingsDraft], what: str, value: int | None) -> None:
    turn.draft.escalation = turn.draft.escalation.model_copy(update={what: value})
    await turn.go(ask_wait)


# --- the director ----------------------------------------


@ask_wait.answer("director")
@settings.step(in_place=True, narrows="", who=Right.CHANGE_SETTINGS)
async def ask_director(turn: Turn[SettingsDraft]) -> Pick:
    """Whoever has been there for longest, or somebody of the Office by name."""
    return Pick(
        turn.words("escalation.ask_director"),
        [Item(member.person.name, member.person.id) for member in await _office(turn)],
        below=[[turn.choice(WHOEVER, "escalation.whoever")]],
    )


@ask_director.chosen
async def take_director(turn: Turn[SettingsDraft], person: int) -> None:
    """Kept in the draft until it is saved."""
    if person != WHOEVER and all(member.person.id != person for member in await _office(turn)):
        raise Stale
    await _change(turn, "director", person or None)


# --- the end ----------------------------------------


@ask_wait.answer("save")
async def save(turn: Turn[SettingsDraft]) -> None:
    """In force at once; the others of the Office are told."""
    name, rules, office = turn.person.name, turn.draft.escalation, await _office(turn)
    if escalation.flaw(rules) is not None:
        raise Stale
    await escalation.set_rules(turn.session, rules)
    await turn.end("escalation.saved", rules=in_words(turn.words, rules, office))
    await tell_the_office(
        turn, lambda words: words("escalation.changed", name=name, rules=in_words(words, rules, office))
    )


@ask_wait.answer("leave")
async def leave(turn: Turn[SettingsDraft]) -> None:
    """The steps in force stay."""
    rules = await escalation.rules(turn.session)
    await turn.end("escalation.stays", rules=in_words(turn.words, rules, await _office(turn)))
