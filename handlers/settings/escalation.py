"""When people are reminded of risks that nobody takes and of overdue actions: the Office sets it as a whole."""

from markupsafe import Markup

from bot.conversation.buttons import Button, Tap, grid, paged, search
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import Words
from handlers.settings.draft import SettingsDraft, Wait, may_change, settings
from models.people import person as people
from models.people.person import Member
from models.people.right import Needs, Right, Role
from models.reading.words import read_number
from models.risk import escalation
from models.risk.escalation import LONGEST, Escalation

OFFERED = range(1, 11)
WHOEVER = 0


class OpenEscalation(Tap, tag="settings.escalation"):
    """When people are reminded of risks, to be changed."""


class Choose(Tap, tag="escalation.wait", bound=True):
    """Change this."""

    wait: Wait


class After(Tap, tag="escalation.after", bound=True):
    """After so many hours or working days."""

    number: int


class ChooseDirector(Tap, tag="escalation.choose_director", bound=True):
    """Somebody else is the director."""


class Directs(Tap, tag="escalation.director", bound=True):
    """This person is the director (0: whoever has been in the Office for longest)."""

    person: int


class Turned(Tap, tag="escalation.page", bound=True):
    """Another page of the Office."""

    page: int


class Save(Tap, tag="escalation.save", bound=True):
    """Put it in force."""


class Leave(Tap, tag="escalation.leave", bound=True):
    """Leave it as it was."""


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
    if turn.may(Right.CHANGE_SETTINGS):
        draft = SettingsDraft(escalation=await escalation.rules(turn.session))
        await turn.begin(settings, draft, ask_wait)
    else:
        turn.toast("common.not_allowed_toast")


@settings.step
async def ask_wait(turn: Turn[SettingsDraft]) -> None:
    """The whole in words, and what to change in it; steps out of order can't be saved."""
    if not await may_change(turn):
        return
    rules = turn.draft.escalation
    flaw = escalation.flaw(rules)
    changed = rules != await escalation.rules(turn.session)
    waits = [turn.button(f"escalation.{wait}", Choose(wait=wait)) for wait in Wait]
    end = [turn.button("escalation.leave", Leave())]
    if changed and flaw is None:
        end.insert(0, turn.button("escalation.save", Save()))
    text = in_words(turn.words, rules, await _office(turn))
    if flaw is not None:
        text += "\n" + turn.words(f"escalation.flaw_{flaw}")
    turn.ask(
        "escalation.ask_part_changed" if changed else "escalation.ask_part",
        [*grid(waits, 2), [turn.button("escalation.director", ChooseDirector())], end],
        rules=text,
    )


# --- how long ----------------------------------------


@settings.tapped(Choose)
async def choose(turn: Turn[SettingsDraft], tap: Choose) -> None:
    """Hours or working days."""
    turn.draft.wait = tap.wait
    await turn.go(ask_number)


@settings.step
async def ask_number(turn: Turn[SettingsDraft]) -> None:
    """The usual numbers as buttons, any other typed."""
    if await may_change(turn):
        wait = turn.draft.wait
        numbers = [Button(str(number), After(number=number)) for number in OFFERED]
        key = "escalation.ask_hours" if wait.is_in_hours else "escalation.ask_days"
        turn.ask(key, grid(numbers, 5), part=turn.words(f"escalation.{wait}"), most=LONGEST)


@settings.tapped(After)
async def take_number(turn: Turn[SettingsDraft], tap: After) -> None:
    """Kept in the draft until it is saved."""
    if tap.number in OFFERED:
        await _change(turn, turn.draft.wait, tap.number)
    else:
        turn.toast("common.stale")


@ask_number.told()
async def tell_number(turn: Turn[SettingsDraft], told: Told) -> None:
    """``24``"""
    number = read_number(told.text)
    if number is not None and 0 < number <= LONGEST:
        await _change(turn, turn.draft.wait, number)
    else:
        turn.say("escalation.bad_number", most=LONGEST)


async def _change(turn: Turn[SettingsDraft], what: str, value: int | None) -> None:
    turn.draft.escalation = turn.draft.escalation.model_copy(update={what: value})
    await turn.go(ask_wait)


# --- the director ----------------------------------------


@settings.tapped(ChooseDirector)
async def choose_director(turn: Turn[SettingsDraft], _tap: ChooseDirector) -> None:
    """One of the Office."""
    turn.draft.words, turn.draft.page = "", 0
    await turn.go(ask_director)


@settings.step
async def ask_director(turn: Turn[SettingsDraft]) -> None:
    """Whoever has been there for longest, or somebody by name; a part of a name typed narrows the list."""
    if await may_change(turn):
        draft, office = turn.draft, await _office(turn)
        shown = (search(office, draft.words, _name) if draft.words else []) or office
        buttons = [Button(_name(member), Directs(person=member.person.id or 0)) for member in shown]
        keyboard = paged(buttons, draft.page, lambda page: Turned(page=page))
        whoever = turn.button("escalation.whoever", Directs(person=WHOEVER))
        turn.show(Message(turn.words("escalation.ask_director"), [*keyboard, [whoever]]))


def _name(member: Member) -> str:
    return member.person.name


@settings.tapped(Turned)
async def turn_page(turn: Turn[SettingsDraft], tap: Turned) -> None:
    """Eight people a page."""
    turn.draft.page = tap.page
    await turn.go(ask_director)


@ask_director.told()
async def narrow(turn: Turn[SettingsDraft], told: Told) -> None:
    """A part of a name."""
    turn.draft.words, turn.draft.page = told.text, 0
    await turn.go(ask_director)


@settings.tapped(Directs)
async def take_director(turn: Turn[SettingsDraft], tap: Directs) -> None:
    """Kept in the draft until it is saved."""
    if tap.person == WHOEVER or any(member.person.id == tap.person for member in await _office(turn)):
        await _change(turn, "director", tap.person or None)
    else:
        turn.toast("common.stale")


# --- the end ----------------------------------------


@settings.tapped(Save)
async def save(turn: Turn[SettingsDraft], _tap: Save) -> None:
    """In force at once; the others of the Office are told."""
    rules = turn.draft.escalation
    if not await may_change(turn):
        return
    if escalation.flaw(rules) is not None:
        turn.toast("common.stale")
        return
    await escalation.set_rules(turn.session, rules)
    office = await _office(turn)
    await turn.end("escalation.saved", rules=in_words(turn.words, rules, office))
    turn.tell(
        [member.person for member in office if member.person.id != turn.person.id],
        lambda words: Message(words("escalation.changed", name=turn.person.name, rules=in_words(words, rules, office))),
        needs=Needs(Right.CHANGE_SETTINGS),
    )


@settings.tapped(Leave)
async def leave(turn: Turn[SettingsDraft], _tap: Leave) -> None:
    """The steps in force stay."""
    if await may_change(turn):
        rules = await escalation.rules(turn.session)
        await turn.end("escalation.stays", rules=in_words(turn.words, rules, await _office(turn)))
