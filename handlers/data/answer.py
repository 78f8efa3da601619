"""[✏️ Wypełnij] (storyboard 5): a commune answers a call for data, field by field; each value is kept at once.

Two may answer side by side: nobody's value is written over unseen. Ends in the summary, from which it is handed in.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import Choice, Keyboard, column
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Refused, Stale, there
from bot.conversation.step import TEXT_LIMIT
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import Words, shorten
from handlers.data.filling import AnswerDraft, Sheet, look_at, open_sheet, owed_by, sheet_of
from handlers.data.filling import answer as answer
from handlers.data.summary import ask_summary, ask_which
from handlers.data.values import shown, span
from handlers.data.views import Fill, History, Later, answered, prompt
from models.data import answer as answers
from models.data import call as calls
from models.data.answer import SENTENCE_LIMIT, Kept, NewValue
from models.data.call import DataField
from models.data.change import takes
from models.data.value import NO, YES, Kind, State, odd, read_value
from models.people.permission import Needs, Right
from models.reading.day import read_day
from models.reading.words import tidy

LATER = timedelta(hours=3)
SHOWN = 30
"""Signs of a value on a button."""


# --- how it begins ----------------------------------------


@answer.tapped(Fill)
async def fill_in(turn: Turn[AnswerDraft], tap: Fill) -> None:
    """What is missing; where nothing is, the summary. On behalf: somebody of the commune has telephoned."""
    draft = AnswerDraft(owed=tap.owed, on_behalf=tap.on_behalf)
    of = await owed_by(turn, tap.owed, draft.right)
    sheet = await sheet_of(turn, of)
    draft.commune, draft.todo = of.commune.id, sheet.asked if tap.on_behalf else sheet.asked_of(turn.person)
    look_at(draft, sheet)
    if not tap.on_behalf:
        turn.collapse()
    await turn.begin(answer, draft, ask_value if draft.todo else ask_summary)


@answer.tapped(Later)
async def ask_later(turn: Turn[AnswerDraft], tap: Later) -> None:
    """The same question again in a few working hours."""
    of = await owed_by(turn, tap.owed, Right.ANSWER_DATA)
    if of.obligation.answered_at is not None:
        sheet = await sheet_of(turn, of)
        turn.redraw(answered(turn.words, turn.services, of, sheet.fields, sheet.values))
        return
    clock = turn.services.clock
    due = clock.working_time(turn.now + LATER)
    at = turn.words.moment(clock.local(due))
    turn.collapse(turn.words.plain("status.will_remind", at=at))
    turn.toast("status.will_remind", at=at)
    fields = len(await calls.fields_of(turn.session, of.call.id))
    turn.tell(
        [turn.person], lambda words: prompt(words, turn.services, of, fields=fields, reminder=True),
        needs=Needs(Right.ANSWER_DATA, of.commune.id), due=due, about=of.about,
        once=f"{of.about}:later:{due:%m%dT%H%M}",
    )  # fmt: skip


# --- a field ----------------------------------------


@answer.step(in_place=True)
async def ask_value(turn: Turn[AnswerDraft]) -> Message | Pick:
    """``1/6 · Miejsca w żłobkach gminnych [miejsca] · poprzednio 120 (31.12.2025)``"""
    words, draft, sheet = turn.words, turn.draft, await open_sheet(turn)
    of = _field(draft, sheet)
    kept, before = sheet.values.get(of.id), sheet.before.get(of.id)
    number = [field.id for field in sheet.fields].index(of.id) + 1
    unit = f" [{of.unit}]" if of.unit else ""
    parts = [
        words("data_answer.ask_value", number=number, of=len(sheet.fields), name=of.name, unit=unit),
        *(
            [words("data_answer.before", value=_short(words, of, before), period=before.period or "–")]
            if before
            else []
        ),
        *([words("data_answer.now", value=_short(words, of, kept), name=kept.name)] if kept else []),
        *([words("data_answer.wrong", why=kept.value.returned)] if kept and kept.value.returned else []),
        words(f"data_answer.how_{of.kind}"),
        *([] if of.required else [words("data_answer.is_optional")]),
    ]
    text, rows = Markup("\n").join(parts), [*_offered(turn, of, before), *_besides(turn, of, kept)]
    if of.kind is not Kind.SEVERAL:
        return Message(text, rows)
    options = [Item(option, at, choice="ticked") for at, option in enumerate(of.choices)]
    return Pick(text, options, ticked=draft.ticked, below=[[turn.answer("common.accept")], *rows])


def _field(draft: AnswerDraft, sheet: Sheet) -> DataField:
    return next(field for field in sheet.fields if field.id == draft.todo[draft.at])


def _short(words: Words, of: DataField, kept: Kept) -> str:
    return shorten(shown(words, of, kept.value), SENTENCE_LIMIT)


def _offered(turn: Turn[AnswerDraft], of: DataField, before: Kept | None) -> Keyboard:
    """The answers that there are; or what was said the last time."""
    match of.kind:
        case Kind.YES_NO:
            return [[turn.choice(YES, "data_answer.yes"), turn.choice(NO, "data_answer.no")]]
        case Kind.CHOICE:
            return column([turn.button("data_answer.option", Choice.to(n), name=o) for n, o in enumerate(of.choices)])
    if before is None or before.value.state is not State.GIVEN or of.kind is Kind.FILE:
        return []
    return [[turn.answer("data_answer.same", value=shorten(shown(turn.words, of, before.value), SHOWN))]]


def _besides(turn: Turn[AnswerDraft], of: DataField, kept: Kept | None) -> Keyboard:
    none = [
        [turn.choice(State.LACKING, "data_answer.lacking", "state")],
        [turn.choice(State.NOT_APPLICABLE, "data_answer.not_applicable", "state")],
    ]
    stays = [turn.answer("data_answer.stays")] if kept is not None and kept.value.returned is None else []
    skip = [] if of.required else [turn.answer("data_answer.skip" if kept is None else "data_answer.empty")]
    told = History(owed=turn.draft.owed, data_field=of.id)
    history = [turn.button("data.history", told)] if kept is not None else []
    return [*none, [*stays, *skip, turn.answer("data_answer.summary")], history]


ask_value.ticks("ticked", "ticked")


@ask_value.answer("accept")
async def take_ticked(turn: Turn[AnswerDraft]) -> None:
    """[✅ Zatwierdź]: at least one."""
    if turn.draft.ticked:
        await _say(turn, NewValue(exact=",".join(map(str, turn.draft.ticked))))
    else:
        turn.toast("data_answer.tick_one")


@ask_value.chosen
async def pick_value(turn: Turn[AnswerDraft], exact: str) -> None:
    """Yes, no, an option."""
    await _say(turn, NewValue(exact=exact))


@ask_value.told(files=True, limit=TEXT_LIMIT)
async def tell_value(turn: Turn[AnswerDraft], told: UserInput) -> None:
    """A number that the field does not take is refused; one that is unlike the others is asked about."""
    sheet = await open_sheet(turn, locked=True)
    of = _field(turn.draft, sheet)
    if (of.kind is Kind.FILE) is not (told.file_id is not None):
        raise Refused("data_answer.needs_file" if of.kind is Kind.FILE else "common.text_only", stays=True)
    if of.kind is Kind.FILE:
        await _keep(turn, sheet, NewValue(text=told.text or None, file_kind=told.kind, file_id=told.file_id))
    elif of.kind is Kind.TEXT:
        await _keep(turn, sheet, NewValue(text=told.text))
    else:
        await _take(turn, sheet, read(turn, of, told))


def read(turn: Turn[AnswerDraft], of: DataField, told: UserInput) -> NewValue:
    """The value, if the field takes it."""
    found = reading.known(read_value(of.kind, told.text, of.choices, turn.today), f"data_answer.bad_{of.kind}")
    if of.kind.is_number and not of.range.takes(Decimal(found)):
        raise Refused("data_answer.out_of_range", stays=True, range=span(turn.words, of.range))
    return NewValue(exact=found)


async def _take(turn: Turn[AnswerDraft], sheet: Sheet, new: NewValue) -> None:
    turn.draft.pending = new
    if await _why_odd(turn, sheet) is not None:
        await turn.go(ask_sure)
    else:
        await _keep(turn, sheet, new)


async def _why_odd(turn: Turn[AnswerDraft], sheet: Sheet) -> Markup | None:
    of, new = _field(turn.draft, sheet), turn.draft.pending
    if not of.kind.is_number or new is None or new.exact is None:
        return None
    others = await answers.numbers(turn.session, of.call_id, but=sheet.of.obligation.id)
    return why_odd(turn.words, of, new.exact, sheet.before.get(of.id), others.get(of.id, ()))


def why_odd(words: Words, of: DataField, exact: str, last: Kept | None, others: Sequence[Decimal]) -> Markup | None:
    """What is odd about a number beside the last one and those of the other communes; None: nothing."""
    why = odd(Decimal(exact), last.value.number if last is not None else None, others)
    if why is None:
        return None
    before = _short(words, of, last) if last is not None else ""
    return words(f"data_answer.odd_{why}", value=shown(words, of, NewValue(exact=exact)), before=before)


@ask_value.answer("same")
async def same_as_before(turn: Turn[AnswerDraft]) -> None:
    """[🟰 Tyle samo: 120]"""
    sheet = await open_sheet(turn, locked=True)
    before = there(sheet.before.get(turn.draft.todo[turn.draft.at]))
    await _keep(turn, sheet, NewValue(exact=before.value.exact, text=before.value.text))


@ask_value.answer("stays", "skip")
async def leave_as_it_is(turn: Turn[AnswerDraft]) -> None:
    """[✅ Zostaje]; [⏭ Pomiń] of what may be left empty."""
    await _go_on(turn, await open_sheet(turn))


@ask_value.answer("empty")
async def leave_empty(turn: Turn[AnswerDraft]) -> None:
    """[🗑 Zostaw puste] of what may be left empty and was not."""
    sheet = await open_sheet(turn, locked=True)
    if _field(turn.draft, sheet).required:
        raise Stale
    await _keep(turn, sheet, NewValue(state=State.EMPTY))


# --- is that so ----------------------------------------


@answer.step(in_place=True, answers={"mend": ask_value})
async def ask_sure(turn: Turn[AnswerDraft]) -> Message:
    """``1250 to ponad 10 razy więcej niż poprzednio (120).``"""
    sheet, new = await open_sheet(turn), turn.draft.pending
    why = await _why_odd(turn, sheet)
    value = shown(turn.words, _field(turn.draft, sheet), new) if new is not None else ""
    text = Markup("\n").join([*([why] if why is not None else []), turn.words("data_answer.is_it_so")])
    return Message(text, [[turn.answer("data_answer.sure", value=value)], [turn.answer("common.mend")]])


@ask_sure.answer("sure")
async def be_sure(turn: Turn[AnswerDraft]) -> None:
    """It is so, for no reason that anybody has said."""
    await _say(turn, turn.draft.pending or NewValue())


@ask_sure.told(limit=SENTENCE_LIMIT)
async def tell_why(turn: Turn[AnswerDraft], told: UserInput) -> None:
    """Another value is meant, or it is said why."""
    sheet, pending = await open_sheet(turn, locked=True), turn.draft.pending or NewValue()
    of = _field(turn.draft, sheet)
    if read_value(of.kind, told.text, of.choices, turn.today) is not None:
        await _take(turn, sheet, read(turn, of, told))
    else:
        await _keep(turn, sheet, pending.model_copy(update={"reason": tidy(told.text)}))


# --- there is none ----------------------------------------


@ask_value.chosen("state")
async def have_none(turn: Turn[AnswerDraft], state: State) -> None:
    """[∅ Brak danych] [➖ Nie dotyczy]: why."""
    turn.draft.pending = NewValue(state=state)
    await turn.go(ask_reason)


@answer.step(in_place=True, answers={"mend": ask_value})
async def ask_reason(turn: Turn[AnswerDraft]) -> Message:
    """A sentence; why it does not apply can be left out."""
    state = turn.draft.pending.state if turn.draft.pending is not None else State.LACKING
    skip = [turn.answer("data_answer.no_reason")] if state is State.NOT_APPLICABLE else []
    return Message(turn.words(f"data_answer.ask_why_{state.name.lower()}"), [[*skip, turn.answer("common.mend")]])


@ask_reason.reads(reading.short_line(SENTENCE_LIMIT))
async def tell_reason(turn: Turn[AnswerDraft], reason: str) -> None:
    """What does not apply never will."""
    pending = turn.draft.pending or NewValue(state=State.LACKING)
    turn.draft.pending = pending.model_copy(update={"reason": reason})
    if pending.state is State.LACKING:
        await turn.go(ask_expected)
    else:
        await _say(turn, turn.draft.pending)


@ask_reason.answer("no_reason")
async def without_reason(turn: Turn[AnswerDraft]) -> None:
    """It needs none."""
    await _say(turn, NewValue(state=State.NOT_APPLICABLE))


@answer.step(in_place=True)
async def ask_expected(turn: Turn[AnswerDraft]) -> Message:
    """When the figure will be known."""
    return Message(turn.words("data_answer.ask_expected"), [[turn.answer("data_answer.nobody_knows")]])


@ask_expected.reads(
    lambda turn, told: reading.known(read_day(told.text, turn.today), "data_answer.bad_day"), without="nobody_knows"
)
async def tell_expected(turn: Turn[AnswerDraft], day: date | None) -> None:
    """Or nobody knows."""
    pending = turn.draft.pending or NewValue(state=State.LACKING)
    await _say(turn, pending.model_copy(update={"expected_on": day}))


# --- it is kept ----------------------------------------


async def _say(turn: Turn[AnswerDraft], new: NewValue) -> None:
    await _keep(turn, await open_sheet(turn, locked=True), new)


async def _keep(turn: Turn[AnswerDraft], sheet: Sheet, new: NewValue) -> None:
    """The value counts from now on, unless somebody else has said something meanwhile: that is shown first."""
    draft = turn.draft
    of = _field(draft, sheet)
    if not takes(of, new):
        raise Refused("data_answer.is_changed")
    meanwhile = sheet.values.get(of.id)
    if meanwhile is not None and meanwhile.value.id != draft.seen and meanwhile.value.person_id != turn.person.id:
        draft.seen, draft.pending = meanwhile.value.id, None
        turn.say("data_answer.meanwhile", name=meanwhile.name)
        await turn.go(ask_value)
        return
    await answers.keep(turn.session, sheet.of, {of.id: new}, by=turn.person, on_behalf=draft.on_behalf, now=turn.now)
    await _go_on(turn, sheet)


async def _go_on(turn: Turn[AnswerDraft], sheet: Sheet) -> None:
    """To the next field, or to the summary."""
    turn.draft.at += 1
    look_at(turn.draft, sheet)
    await turn.go(ask_value if turn.draft.at < len(turn.draft.todo) else ask_summary)


ask_value.answer("summary")(ask_summary)


@ask_which.chosen
async def mend(turn: Turn[AnswerDraft], data_field: int) -> None:
    """It is asked about once more."""
    sheet = await open_sheet(turn)
    if all(data_field != field.id for field in sheet.fields):
        raise Stale
    turn.draft.todo, turn.draft.at = [data_field], 0
    look_at(turn.draft, sheet)
    await turn.go(ask_value)
