"""[➕ Nowe wezwanie] (storyboard 5): the Office calls for data. Title, why, period, fields, whom, until when.

``/dane Kto jest inspektorem?`` asks one thing in five taps. Ends in ``preview``.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.conversation import reading
from bot.conversation.buttons import PAGE, Button, Choice, Keyboard, column, grid
from bot.conversation.form import Field, Form, Values
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Refused, Stale
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.commune_picker import ticks_communes
from handlers.data.call.draft import (
    ASKS,
    MOST_FIELDS,
    MOST_OPTIONS,
    CallDraft,
    NewField,
    ask,
    go_on,
    open_call,
    options_in,
    ways,
)
from handlers.data.call.draft import call as call
from handlers.data.call.fields_sheet import give_template, take_fields
from handlers.data.call.preview import ask_what, preview
from handlers.data.views import LIKE_EARLIER, NEW_CALL, NEW_QUESTION, Change, call_for
from models.data import call as calls
from models.data.call import NAME_LIMIT, PERIOD_LIMIT, TITLE_LIMIT, UNIT_LIMIT, WHY_LIMIT
from models.data.series import Rhythm
from models.data.value import Kind, read_range
from models.people import commune
from models.people.permission import Right
from models.reading.words import tidy

WEEKS = (1, 2, 4)
"""So long answers usually take."""
DUE_AT = time(15)
DAYS = 12 * PAGE
TEMPLATES = 40


# --- how it begins ----------------------------------------


@call.tapped(NEW_CALL)
async def begin(turn: Turn[CallDraft]) -> None:
    """From its title on."""
    turn.require(Right.CALL_DATA)
    await turn.begin(call, CallDraft(), ask_title)


@call.tapped(NEW_QUESTION)
async def begin_question(turn: Turn[CallDraft]) -> None:
    """One thing only."""
    turn.require(Right.CALL_DATA)
    await turn.begin(call, CallDraft(is_question=True), ask_question)


async def begin_with(turn: Turn[Any], words: str) -> None:
    """``/dane Kto jest inspektorem ochrony danych?``"""
    title = reading.fitting(tidy(words), NAME_LIMIT)
    await turn.begin(call, CallDraft(is_question=True, title=title, new=NewField(name=title)), ask_kind)


@call.tapped(LIKE_EARLIER)
async def begin_like(turn: Turn[CallDraft]) -> None:
    """All but the period and the deadline of an earlier one."""
    turn.require(Right.CALL_DATA)
    await turn.begin(call, CallDraft(), ask_template)


@call.tapped(Change)
async def begin_to_change(turn: Turn[CallDraft], tap: Change) -> None:
    """All of it as it stands, to be corrected while it is open."""
    of = await open_call(turn, tap.call)
    fields = [NewField.of(field) for field in await calls.fields_of(turn.session, of.id)]
    draft = CallDraft(
        call=of.id, edition=of.extended, is_question=of.is_question, title=of.title, why=of.why, period=of.period,
        fields=fields, due=of.due_at, send_at=of.sent_at if of.waiting is not None else None, mends=True,
    )  # fmt: skip
    await turn.begin(call, draft, ask_what)


# --- what is noted of each answer ----------------------------------------


async def note(turn: Turn[CallDraft], name: str, values: Values) -> None:
    """Keep what was read."""
    draft = turn.draft
    match name:
        case "due":
            note_due(turn, values["due"])
        case "rhythm":
            draft.rhythm = values["rhythm"]
            await ask(turn, None)
            return
        case "title" | "why" | "period":
            setattr(draft, name, values[name])
        case "question":
            draft.title = values["title"]
            was = draft.fields[0].was if draft.fields else None
            draft.new, draft.at = NewField(name=draft.title, was=was), 0 if draft.fields else None
        case "cooperation":
            draft.new.field = values["cooperation"]
        case _:
            for part, value in values.items():
                setattr(draft.new, part, value)
    await go_on(turn, name)


form = Form(
    call, lambda field: f"data_call.ask_{field}", note, ways, lambda flaw: f"forum_call.moment_{flaw}"
)  # what is no moment is none for a forum either

ask_title = form.add(Field("title", reading.short_line(TITLE_LIMIT)))
ask_question = form.add(Field("question", lambda turn, told: {"title": reading.short_line(NAME_LIMIT)(turn, told)}))
ask_why = form.add(Field("why", reading.short_line(WHY_LIMIT)))


async def _periods(turn: Turn[CallDraft]) -> Keyboard:
    """This year, the last one, the end of this one."""
    year = turn.today.year
    return [
        [turn.choice(turn.words.plain(f"data_call.in_{key}", year=y), f"data_call.in_{key}", year=y)]
        for key, y in (("year", year), ("year", year - 1), ("end_of", year))
    ]


ask_period = form.add(Field("period", reading.short_line(PERIOD_LIMIT), offers=_periods, kind=str))


# --- a field ----------------------------------------


@call.step
async def ask_name(turn: Turn[CallDraft]) -> Message:
    """What the field is called; one that stands already can be taken out."""
    draft = turn.draft
    remove = [turn.answer("data_call.remove")] if draft.at is not None and len(draft.fields) > 1 else []
    number = (draft.at if draft.at is not None else len(draft.fields)) + 1
    keyboard = [[turn.answer("data_call.template")], *ways(turn, *remove)]
    return Message(turn.words("data_call.ask_name", number=number), keyboard)


ask_name.answer("template")(give_template)


@ask_name.told(files=True)
async def take_name(turn: Turn[CallDraft], told: UserInput) -> None:
    """No other field is called so; or a sheet with all fields."""
    if told.file_id is not None:
        await take_fields(turn, told.file_id)
        return
    draft, name = turn.draft, reading.short_line(NAME_LIMIT)(turn, told)
    if any(field.name == name for at, field in enumerate(draft.fields) if at != draft.at):
        raise Refused("data_call.same_name", stays=True)
    await note(turn, "name", {"name": name})


@ask_name.answer("remove")
async def remove(turn: Turn[CallDraft]) -> None:
    """Nobody is asked for it."""
    draft = turn.draft
    if draft.at is not None:
        del draft.fields[draft.at]
    draft.new, draft.at = NewField(), None
    await ask(turn, None)


async def _kinds(turn: Turn[CallDraft]) -> Keyboard:
    kinds = grid([turn.choice(kind, f"data_call.kind_{kind}") for kind in Kind], 2)
    if turn.draft.is_question:
        return kinds
    return [*kinds, [turn.answer("data_call.optional" if turn.draft.new.required else "data_call.required")]]


def _options(_turn: Turn[CallDraft], told: UserInput) -> Values:
    options = reading.known(options_in(told.text), "data_call.bad_options", most=MOST_OPTIONS)
    return {"options": [reading.fitting(option, NAME_LIMIT) for option in options]}


def _range(_turn: Turn[CallDraft], told: UserInput) -> Values:
    of = reading.known(read_range(told.text), "data_call.bad_range")
    return of.kept


async def _cooperation(turn: Turn[CallDraft]) -> Keyboard:
    return column([Button(field.name, Choice.to(field.id)) for field in await commune.all_fields(turn.session)])


ask_kind = form.add(Field("kind", offers=_kinds, kind=Kind))


@ask_kind.answer("optional")
async def make_optional(turn: Turn[CallDraft]) -> None:
    """[☑ Wymagane]: an answer is whole without it."""
    turn.draft.new.required = False
    await turn.again()


@ask_kind.answer("required")
async def make_required(turn: Turn[CallDraft]) -> None:
    """[☐ Wymagane]"""
    turn.draft.new.required = True
    await turn.again()


ask_options = form.add(Field("options", _options))
ask_unit = form.add(Field("unit", reading.short_line(UNIT_LIMIT), without="data_call.skip_unit", empty={"unit": None}))
ask_range = form.add(Field("range", _range, without="data_call.skip_range", empty={"least": None, "most": None}))
ask_cooperation = form.add(
    Field("cooperation", offers=_cooperation, without="data_call.skip_field", empty={"cooperation": None})
)


@call.step
async def ask_next(turn: Turn[CallDraft]) -> Message:
    """Another field, or whom to ask."""
    more = [turn.answer("data_call.more")] if len(turn.draft.fields) < MOST_FIELDS else []
    names = "\n".join(f"{at}. {field.name}" for at, field in enumerate(turn.draft.fields, 1))
    return Message(turn.words("data_call.ask_next", fields=names), [more, [turn.answer("data_call.whom")]])


@ask_next.answer("more")
async def one_more(turn: Turn[CallDraft]) -> None:
    """It is asked about from its name on."""
    turn.draft.new, turn.draft.at = NewField(), None
    await ask(turn, "name")


@ask_next.answer("whom")
async def to_whom(turn: Turn[CallDraft]) -> None:
    """There are enough."""
    await go_on(turn, "next")


# --- whom, and until when ----------------------------------------


@call.step
async def ask_audience(turn: Turn[CallDraft]) -> Message:
    """All communes, or chosen ones."""
    every = turn.answer("data_call.all_communes", n=len(await commune.all_communes(turn.session)))
    return Message(turn.words("data_call.ask_audience"), [[every], [turn.answer("data_call.chosen")], *ways(turn)])


@ask_audience.answer("all_communes")
async def ask_all(turn: Turn[CallDraft]) -> None:
    """None is left out."""
    turn.draft.communes = []
    await go_on(turn, "audience")


async def _chosen(turn: Turn[CallDraft]) -> None:
    await go_on(turn, "audience")


ask_communes = ticks_communes(call, ways, _chosen)
ask_audience.answer("chosen")(ask_communes)
ask_communes.answer("back")(ask_audience)


async def _days(turn: Turn[CallDraft]) -> Sequence[date]:
    return turn.services.clock.coming_working_days(turn.today, DAYS)


def _in_weeks(turn: Turn[CallDraft], weeks: int) -> datetime:
    clock = turn.services.clock
    return clock.at(clock.working_day(turn.today + timedelta(weeks=weeks)), DUE_AT)


async def _usual(turn: Turn[CallDraft]) -> Keyboard:
    ends = {weeks: turn.services.moment(turn.words, _in_weeks(turn, weeks)) for weeks in WEEKS}
    return column([turn.choice(n, "data_call.in_weeks", "weeks", n=n, at=at) for n, at in ends.items()])


ask_due = form.moment("due", _days, _usual)


@ask_due.chosen("weeks")
async def pick_weeks(turn: Turn[CallDraft], weeks: int) -> None:
    """In so many weeks."""
    if weeks not in WEEKS:
        raise Stale
    await note(turn, "due", {"due": _in_weeks(turn, weeks)})


async def _rhythms(turn: Turn[CallDraft]) -> Keyboard:
    return column([turn.choice(rhythm, f"data_series.{rhythm}") for rhythm in Rhythm])


ask_rhythm = form.add(
    Field("rhythm", offers=_rhythms, kind=Rhythm, without="data_call.not_repeated", empty={"rhythm": None})
)  # once it is over, the next one is called


def note_due(turn: Turn[CallDraft], due: datetime) -> None:
    """Nobody is asked in quiet hours, so not before work has begun."""
    asked = turn.working_time
    if due <= asked:
        raise Refused("data_call.due_too_soon", stays=True, at=turn.services.moment(turn.words, asked))
    turn.draft.due = due


# --- like an earlier one ----------------------------------------


@call.step(narrows="data_call.no_such_template", answers={"back": ask_title})
async def ask_template(turn: Turn[CallDraft]) -> Message | Pick:
    """The newest ones."""
    found = await calls.newest(turn.session, limit=TEMPLATES)
    if not found:
        return Message(turn.words("data_call.no_templates"), ways(turn))
    items = [Item(" · ".join(part for part in (of.title, of.period) if part), of.id) for of in found]
    return Pick(turn.words("data_call.ask_template"), items, below=ways(turn))


@ask_template.chosen
async def take_after(turn: Turn[CallDraft], call: int) -> None:
    """What was answered then is shown to whoever answers."""
    of = await call_for(turn, call)
    draft = turn.draft
    draft.title, draft.why, draft.is_question = of.title, of.why, of.is_question
    draft.fields = [NewField.like(field) for field in await calls.fields_of(turn.session, call)]
    asked = await calls.asked_in(turn.session, call)
    draft.communes = asked if len(asked) < len(await commune.all_communes(turn.session)) else []
    draft.mends = True
    await ask(turn, "due" if of.is_question else "period")


ASKS.update(
    {
        "title": ask_title,
        "question": ask_question,
        "why": ask_why,
        "period": ask_period,
        "name": ask_name,
        "kind": ask_kind,
        "options": ask_options,
        "unit": ask_unit,
        "range": ask_range,
        "cooperation": ask_cooperation,
        "next": ask_next,
        "audience": ask_audience,
        "due": ask_due,
        "rhythm": ask_rhythm,
        None: preview,
    }
)
