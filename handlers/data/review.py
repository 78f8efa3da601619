"""[↩️ Do poprawy] and [⏳ Przedłuż]: the Office says what is wrong in an answer, or that there is more time."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from bot.conversation import reading
from bot.conversation.buttons import Button, Keyboard
from bot.conversation.dialog import Conversation
from bot.conversation.form import Filling, Form, Values
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Refused, Stale
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from handlers.data.notices import question, redraw, sent_back, tell_leaders
from handlers.data.views import Extend, MoreTime, Return, call_for, owed_for
from handlers.obligation.notices import tell_owing
from models.data import answer as answers
from models.data import call as calls
from models.data.answer import SENTENCE_LIMIT, Owed
from models.data.call import DataCall
from models.mail import outbox
from models.people.permission import Right

DAYS = 24
LONGEST = timedelta(days=180)
"""A day of next year is a slip."""


class ReviewDraft(Filling):
    """What is being looked through."""

    owed: int = 0
    call: int = 0
    alone: bool = False
    """One commune alone has more time."""
    data_fields: list[int] = []
    """Those in which something is wrong."""


review = Conversation("data_review", ReviewDraft, who=Right.CALL_DATA, mended_with="data")
review.answer("leave")(leave)


# --- something is wrong ----------------------------------------


async def _handed_in(turn: Turn[ReviewDraft], number: int) -> Owed:
    """The answer, which nobody else changes meanwhile; one that was sent back already is not."""
    of = await owed_for(turn, number, Right.CALL_DATA, locked=True)
    if of.obligation.answered_at is None or of.obligation.accepted_at is not None or of.call.withdrawn is not None:
        raise Stale
    return of


@review.tapped(Return)
async def begin(turn: Turn[ReviewDraft], tap: Return) -> None:
    """Which fields."""
    of = await _handed_in(turn, tap.owed)
    await turn.begin(review, ReviewDraft(owed=tap.owed, call=of.call.id), ask_fields)


@review.step
async def ask_fields(turn: Turn[ReviewDraft]) -> Pick:
    """With ☐/☑."""
    fields = await calls.fields_of(turn.session, turn.draft.call)
    return Pick(
        turn.words("data_review.ask_fields"),
        [Item(field.name, field.id) for field in fields],
        ticked=turn.draft.data_fields,
        below=[[turn.answer("data_review.next"), turn.answer("common.leave")]],
    )


ask_fields.ticks("data_fields")


@ask_fields.answer("next")
async def ask_what_is_wrong(turn: Turn[ReviewDraft]) -> None:
    """At least one."""
    if turn.draft.data_fields:
        await turn.go(ask_wrong)
    else:
        turn.toast("data_review.tick_one")


@review.step(answers={"back": ask_fields})
async def ask_wrong(turn: Turn[ReviewDraft]) -> Message:
    """One sentence."""
    return Message(turn.words("data_review.ask_wrong"), [[turn.answer("common.back")]])


@ask_wrong.reads(reading.short_line(SENTENCE_LIMIT), mends=False)
async def send_back(turn: Turn[ReviewDraft], why: str) -> None:
    """Who leads the commune's team reads it; these fields are owed once more."""
    of = await _handed_in(turn, turn.draft.owed)
    names = [f.name for f in await calls.fields_of(turn.session, of.call.id) if f.id in turn.draft.data_fields]
    await answers.send_back(turn.session, of, turn.draft.data_fields, why=why)
    await turn.session.flush()
    await turn.end("data_review.sent_back", commune=of.commune.name, fields=", ".join(names))
    await tell_leaders(turn, of, sent_back(of, names, why))
    await redraw(turn, of.call)


# --- there is more time ----------------------------------------


@review.tapped(Extend)
async def begin_to_extend(turn: Turn[ReviewDraft], tap: Extend) -> None:
    """Until when."""
    await _not_withdrawn(turn, tap.call)
    await turn.begin(review, ReviewDraft(call=tap.call), ask_due)


async def _not_withdrawn(turn: Turn[ReviewDraft], number: int, *, locked: bool = False) -> DataCall:
    of = await call_for(turn, number, locked=locked)
    if of.withdrawn is not None:
        raise Stale
    return of


@review.tapped(MoreTime)
async def begin_to_give_time(turn: Turn[ReviewDraft], tap: MoreTime) -> None:
    """Until when this commune has time."""
    of = await _owes(turn, tap.owed)
    await turn.begin(review, ReviewDraft(owed=tap.owed, call=of.call.id, alone=True), ask_due)


async def _owes(turn: Turn[ReviewDraft], number: int, *, locked: bool = False) -> Owed:
    of = await owed_for(turn, number, Right.CALL_DATA, locked=locked)
    if of.obligation.answered_at is not None or of.call.withdrawn is not None:
        raise Stale
    return of


def _check(turn: Turn[ReviewDraft], due: datetime, before: datetime) -> None:
    if not max(before, turn.working_time) < due < turn.now + LONGEST:
        raise Refused("data_review.not_later", stays=True, at=turn.services.moment(turn.words, before))


async def _give_time(turn: Turn[ReviewDraft], due: datetime) -> None:
    """Who leads its team hears it; nobody else has more time."""
    of = await _owes(turn, turn.draft.owed, locked=True)
    _check(turn, due, of.due_at)
    await outbox.drop(turn.session, of.about)
    answers.give_time(of, due_at=due, now=turn.now)
    await turn.session.flush()
    at = partial(turn.services.moment, instant=due)
    await tell_leaders(turn, of, lambda words: Message(words("data.extended", title=of.call.title, at=at(words))))
    await turn.end("data_review.extended_for", commune=of.commune.name, title=of.call.title, at=at(turn.words))
    await redraw(turn, of.call)


async def extend(turn: Turn[ReviewDraft], _name: str, values: Values) -> None:
    """Whoever owes an answer hears it; others have nothing to do with it."""
    if turn.draft.alone:
        await _give_time(turn, values["due"])
        return
    of = await _not_withdrawn(turn, turn.draft.call, locked=True)
    clock, due = turn.services.clock, values["due"]
    _check(turn, due, of.due_at)
    before = of.matter
    await calls.move_deadline(turn.session, of, due_at=due, clock=clock, now=turn.now)
    at = partial(turn.services.moment, instant=due)
    await tell_owing(
        turn, question(of), lambda words: Message(words("data.extended", title=of.title, at=at(words))), instead=before
    )
    await turn.end("data_review.extended", title=of.title, at=at(turn.words))
    await redraw(turn, of)


def _ways(turn: Turn[ReviewDraft], *first: Button) -> Keyboard:
    return [[*first, turn.answer("common.leave")]]


async def _days(turn: Turn[ReviewDraft]) -> Sequence[date]:
    return turn.services.clock.coming_working_days(turn.today, DAYS)


form = Form(review, lambda field: f"data_review.ask_{field}", extend, _ways, lambda flaw: f"forum_call.moment_{flaw}")
ask_due = form.moment("due", _days)
