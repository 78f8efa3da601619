"""/nieobecnosc: from when to when somebody is away, and the deputy who is asked instead."""

from datetime import date, timedelta

from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import Bare, Tap, column
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Stale, there
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import Words
from models.people import absence as absences
from models.people.absence import Absence, Planned
from models.people.permission import Needs, Right, communes_with
from models.people.person import Somebody
from models.reading.day import read_day, read_span

NOBODY = 0
ADD = Bare("absence.add")


class AbsenceDraft(Draft):
    """The days given so far."""

    first: date | None = None
    last: date | None = None


class Cancel(Tap, tag="absence.call_off"):
    """Call an absence off."""

    absence: int


absence = Conversation("absence", AbsenceDraft, commands=("nieobecnosc", "absence"), who=Right.BE_AWAY)


@absence.begins
async def begin(turn: Turn[AbsenceDraft], words: str) -> None:
    """The planned absences, or the first question; ``30.11-4.12`` after the command answers both questions about
    days."""
    if not words and (planned := await absences.of_person(turn.session, turn.person.id, today=turn.today)):
        turn.say(_list(turn, planned))
        return
    first, last = (_days_in(turn, words) if words else None) or (None, None)
    step = ask_first if first is None else ask_last if last is None else ask_deputy
    await turn.begin(absence, AbsenceDraft(first=first, last=last), step)


def _days_in(turn: Turn[AbsenceDraft], words: str) -> tuple[date, date | None] | None:
    """The typed days, if one can be away then; otherwise says why not."""
    days = read_span(words, turn.today)
    if days is None:
        turn.say("absence.bad_day")
        return None
    first, last = days
    return None if _says_flaw(turn, first, last or first) else days


# --- the absences there are ----------------------------------------


def _list(turn: Turn[AbsenceDraft], planned: list[Planned]) -> Message:
    lines = [turn.words("absence.line", what=_described(turn.words, p)) for p in planned]
    buttons = [
        turn.button("absence.call_off", Cancel(absence=p.absence.id), days=span(turn.words, p.absence)) for p in planned
    ]
    text = Markup("\n").join((turn.words("absence.list"), *lines))
    return Message(text, [*column(buttons), [turn.button("absence.add", ADD)]])


def _described(words: Words, of: Planned) -> str:
    days = span(words, of.absence)
    return words.plain("absence.with_deputy", days=days, deputy=of.deputy.name) if of.deputy is not None else days


def span(words: Words, of: Absence) -> str:
    """``pon. 30.11``, ``30.11–4.12``, or with the years where they differ."""
    if of.first_day == of.last_day:
        return words.day(of.first_day, weekday=True, year=False)
    if of.first_day.year == of.last_day.year:
        return words.days(of.first_day, of.last_day)
    return f"{words.day(of.first_day)}–{words.day(of.last_day)}"


@absence.tapped(ADD)
async def add(turn: Turn[AbsenceDraft]) -> None:
    """[➕ Dodaj]"""
    turn.require(Right.BE_AWAY)
    turn.collapse()
    await turn.begin(absence, AbsenceDraft(), ask_first)


@absence.tapped(Cancel)
async def call_off(turn: Turn[AbsenceDraft], tap: Cancel) -> None:
    """[🗑 Odwołaj]; the deputy is told."""
    called_off = there(await absences.call_off(turn.session, tap.absence, person_id=turn.person.id, today=turn.today))
    turn.collapse()
    turn.say("absence.called_off", days=span(turn.words, called_off.absence))
    _tell_released(turn, called_off)


def _tell_released(turn: Turn[AbsenceDraft], of: Planned) -> None:
    turn.tell(
        [of.deputy] if of.deputy is not None else [],
        lambda words: Message(words("absence.released", name=turn.person.name, days=span(words, of.absence))),
        needs=Needs(Right.BE_AWAY),
    )


# --- from when ----------------------------------------


@absence.step
async def ask_first(turn: Turn[AbsenceDraft]) -> Message:
    """``Od kiedy?``"""
    today = turn.today
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    buttons = [
        turn.choice(today, "absence.today"),
        turn.choice(tomorrow, "absence.tomorrow"),
        turn.choice(monday, "absence.monday", day=turn.words.day(monday, year=False)),
    ]
    return Message(turn.words("absence.ask_first"), [buttons])


@ask_first.chosen
async def pick_first(turn: Turn[AbsenceDraft], day: date) -> None:
    """A button of yesterday may be too late."""
    if not _says_flaw(turn, day, day):
        turn.draft.first = day
        await turn.go(ask_last)


@ask_first.told()
async def tell_first(turn: Turn[AbsenceDraft], told: UserInput) -> None:
    """``30.11``, or both days at once."""
    days = _days_in(turn, told.text)
    if days is not None:
        turn.draft.first, turn.draft.last = days
        await turn.go(ask_last if turn.draft.last is None else ask_deputy)


# --- until when ----------------------------------------


@absence.step
async def ask_last(turn: Turn[AbsenceDraft]) -> Message:
    """``Do kiedy?`` with the usual lengths, each day once."""
    first = turn.draft.first or turn.today
    offered = {
        "absence.that_day": first,
        "absence.this_week": first + timedelta(days=6 - first.weekday()),
        "absence.one_week": first + timedelta(days=6),
        "absence.two_weeks": first + timedelta(days=13),
    }
    keys = {day: key for key, day in reversed(offered.items())}
    buttons = [turn.choice(day, keys[day], day=turn.words.day(day, weekday=True, year=False)) for day in sorted(keys)]
    return Message(turn.words("absence.ask_last", first=turn.words.day(first, weekday=True)), column(buttons))


@ask_last.reads(
    lambda turn, told: reading.known(read_day(told.text, turn.today, near=turn.draft.first), "absence.bad_day")
)
@ask_last.chosen
async def take_last(turn: Turn[AbsenceDraft], day: date) -> None:
    """A usual length, or the typed day."""
    if not _says_flaw(turn, turn.draft.first or turn.today, day):
        turn.draft.last = day
        await turn.go(ask_deputy)


# --- who stands in ----------------------------------------


@absence.step(narrows="absence.no_such_person")
async def ask_deputy(turn: Turn[AbsenceDraft]) -> Pick:
    """``Kto Cię zastępuje?`` Authorised persons first."""
    return Pick(
        turn.words("absence.ask_deputy", days=span(turn.words, _drafted(turn))),
        [Item(_label(person), person.id, person.name) for person in await _others(turn)],
        below=[[turn.choice(NOBODY, "absence.nobody")]],
    )


async def _others(turn: Turn[AbsenceDraft]) -> list[Somebody]:
    communes = communes_with(turn.memberships, Right.BE_AWAY) or set()
    return await absences.could_deputise(turn.session, turn.person, commune_ids=communes)


def _label(person: Somebody) -> str:
    return f"{person.name} 🔕" if person.unreachable_since is not None else person.name


@ask_deputy.chosen
async def pick_deputy(turn: Turn[AbsenceDraft], person: int) -> None:
    """The last answer: the absence is stored at once, and can be called off."""
    deputy = next((other for other in await _others(turn) if other.id == person), None)
    if deputy is None and person != NOBODY:
        raise Stale
    planned = _drafted(turn)
    if _says_flaw(turn, planned.first_day, planned.last_day):
        await turn.go(ask_first)
    else:
        await _note(turn, planned, deputy)


async def _note(turn: Turn[AbsenceDraft], planned: Absence, deputy: Somebody | None) -> None:
    noted, replaced = await absences.note(
        turn.session,
        turn.person,
        first_day=planned.first_day,
        last_day=planned.last_day,
        deputy_id=deputy.id if deputy is not None else None,
    )
    days = span(turn.words, noted)
    undo = [[turn.button("absence.call_off", Cancel(absence=noted.id), days=days)]]
    stands_in = deputy.name if deputy is not None else turn.words.plain("absence.nobody")
    await turn.end("absence.noted", undo, days=days, deputy=stands_in)
    for earlier in replaced:
        turn.say("absence.replaced", days=span(turn.words, earlier.absence))
        if earlier.deputy is not None and (deputy is None or earlier.deputy.id != deputy.id):
            _tell_released(turn, earlier)
    turn.tell(
        [deputy] if deputy is not None else [],
        lambda words: Message(words("absence.you_stand_in", name=turn.person.name, days=span(words, noted))),
        needs=Needs(Right.BE_AWAY),
    )


# --- shared by all of these ----------------------------------------


def _drafted(turn: Turn[AbsenceDraft]) -> Absence:
    """The planned absence, not stored yet."""
    first = turn.draft.first or turn.today
    return Absence(person_id=turn.person.id, first_day=first, last_day=turn.draft.last or first)


def _says_flaw(turn: Turn[AbsenceDraft], first: date, last: date) -> bool:
    """Says what is wrong with these days; returns whether anything is."""
    flaw = absences.flaw(first, last, today=turn.today)
    if flaw is not None:
        turn.say(f"absence.{flaw}", first=turn.words.day(first), last=turn.words.day(last))
    return flaw is not None
