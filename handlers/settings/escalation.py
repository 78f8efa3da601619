"""When people are reminded of risks nobody takes and of overdue actions: the Office sets it as a whole."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import Bare, Button, Choice, grid
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Stale
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.settings.draft import SettingsDraft, Wait, settings
from handlers.settings.rules import Rules
from models.people import person as people
from models.people.permission import Right, Role
from models.people.person import Member
from models.risk import escalation
from models.risk.escalation import LONGEST, Escalation

OFFERED = range(1, 11)
WHOEVER = 0
ESCALATION = Bare("settings.escalation")


async def _in_words(turn: Turn[Any], rules: Escalation) -> Callable[[Words], Markup]:
    """All of it, with the director's name."""
    director = escalation.director(rules, await _office(turn))

    def said(words: Words) -> Markup:
        name: str | Markup = director.name if director is not None else "–"
        if director is None or director.id != rules.director:
            name = words("escalation.longest", name=name)
        return words("escalation.rules", director=name, **{wait.value: _after(words, rules, wait) for wait in Wait})

    return said


def _after(words: Words, rules: Escalation, wait: Wait) -> Markup:
    return words("escalation.hours" if wait.is_in_hours else "escalation.days", n=getattr(rules, wait))


async def _office(turn: Turn[Any]) -> list[Member]:
    return await people.members(turn.session, roles=(Role.OFFICE,))


steps = Rules(
    "escalation",
    escalation.rules,
    lambda turn, rules: escalation.set_rules(turn.session, rules),
    _in_words,
    escalation.flaw,
)


@steps.opened_with(ESCALATION)
@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_wait(turn: Turn[SettingsDraft]) -> Message:
    """Steps out of order cannot be saved."""
    waits = [turn.choice(wait, f"escalation.{wait}") for wait in Wait]
    return await steps.question(turn, [*grid(waits, 2), [turn.answer("escalation.director")]])


# --- how long ----------------------------------------


@ask_wait.keeps("wait")
@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_number(turn: Turn[SettingsDraft]) -> Message:
    """The usual numbers as buttons, any other is typed."""
    wait = turn.draft.wait
    key = "escalation.ask_hours" if wait.is_in_hours else "escalation.ask_days"
    numbers = [Button(str(number), Choice.to(number)) for number in OFFERED]
    return Message(turn.words(key, part=turn.words(f"escalation.{wait}"), most=LONGEST), grid(numbers, 5))


@ask_number.chosen
@ask_number.reads(reading.number("escalation.bad_number", least=1, most=LONGEST))
async def take_number(turn: Turn[SettingsDraft], number: int) -> None:
    """Hours or working days."""
    steps.change(turn, **{turn.draft.wait: number})
    await turn.go(ask_wait)


# --- the director ----------------------------------------


@ask_wait.answer("director")
@settings.step(in_place=True, narrows="", who=Right.CHANGE_SETTINGS)
async def ask_director(turn: Turn[SettingsDraft]) -> Pick:
    """The longest-serving member of the Office, or a member by name."""
    return Pick(
        turn.words("escalation.ask_director"),
        [Item(member.person.name, member.person.id) for member in await _office(turn)],
        below=[[turn.choice(WHOEVER, "escalation.whoever")]],
    )


@ask_director.chosen
async def take_director(turn: Turn[SettingsDraft], person: int) -> None:
    """0: the longest-serving one."""
    if person != WHOEVER and all(member.person.id != person for member in await _office(turn)):
        raise Stale
    steps.change(turn, director=person or None)
    await turn.go(ask_wait)
