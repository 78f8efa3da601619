"""/dane (storyboard 5): calls for data. The Office sees how they stand, teams what is asked of their commune."""

from bot.conversation.buttons import Button, column
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused, Stale
from bot.conversation.turn import Turn
from bot.texts import shorten
from handlers.data import notices, views
from handlers.data.call.call import begin_with
from handlers.data.views import (
    LIKE_EARLIER,
    NEW_CALL,
    NEW_QUESTION,
    Accept,
    Communes,
    Compare,
    EndSeries,
    Files,
    Mine,
    Nudge,
    OneCommune,
    SendNow,
    Show,
    call_for,
    owed_for,
)
from handlers.obligation.notices import ask_communes, remind_now
from models.data import answer as answers
from models.data import call as calls
from models.data import standing
from models.data.answer import Owed
from models.people.permission import Right, communes_with

SHOWN, TITLE_SHOWN = 8, 40

data = Conversation("data", Draft, commands=("dane", "data"), who=Right.READ_DATA, parks=False)


@data.begins
async def show_calls(turn: Turn[Draft], words: str) -> None:
    """The Office asks at once what the words say; others see what is asked of them."""
    mine = communes_with(turn.memberships, Right.ANSWER_DATA) or set()
    if not turn.may(Right.CALL_DATA):
        turn.say(await _of_communes(turn, mine))
    elif words:
        await begin_with(turn, words)
    else:
        turn.say(await _of_office(turn))
        if mine:
            turn.say(await _of_communes(turn, mine))


async def _of_office(turn: Turn[Draft]) -> Message:
    """What can be begun, and the newest calls."""
    begin = column(
        [
            turn.button("data.new", NEW_CALL),
            turn.button("data.ask", NEW_QUESTION),
            turn.button("data.like", LIKE_EARLIER),
        ]
    )
    found = await calls.counted(turn.session, limit=SHOWN)
    rows = []
    for of, asked, done in found:
        title, waits = shorten(of.title, TITLE_SHOWN), of.waiting is not None
        day = turn.words.day(turn.services.clock.local(of.sent_at if waits else of.due_at).date(), year=False)
        if waits:
            rows.append([turn.button("data.row_waiting", Show(call=of.id), title=title, day=day)])
            continue
        rows.append([turn.button("data.row", Show(call=of.id), title=title, done=done, of=asked, day=day)])
    return Message(turn.words("data.list"), [*begin, *rows])


async def _of_communes(turn: Turn[Draft], commune_ids: set[int]) -> Message:
    found = await answers.owed_by(turn.session, commune_ids, limit=SHOWN)
    if not found:
        return Message(turn.words("data.nothing_asked"))
    rows = [[Button(_label(of, several=len(commune_ids) > 1), Mine(owed=of.obligation.id))] for of in found]
    return Message(turn.words("data.list_mine"), rows)


def _label(of: Owed, *, several: bool) -> str:
    """``⏳ Opieka nad dziećmi do lat 3``"""
    sign = "🏁" if of.obligation.accepted_at else "✅" if of.obligation.answered_at else "⏳"
    return f"{sign} {of.call.title}" + (f" · {of.commune.name}" if several else "")


@data.tapped(Mine)
async def show_mine(turn: Turn[Draft], tap: Mine) -> None:
    """The question, or what was said so far."""
    of = await owed_for(turn, tap.owed, Right.ANSWER_DATA)
    if of.call.withdrawn is not None:
        raise Refused("data.is_withdrawn")
    fields = await calls.fields_of(turn.session, of.call.id)
    values = await answers.values(turn.session, of.obligation.id)
    if values or of.obligation.answered_at is not None:
        may_compare = of.call.compared_at is not None and of.obligation.answered_at is not None
        all = await answers.numbers(turn.session, of.call.id) if may_compare else {}
        turn.say(views.answered(turn.words, turn.services, of, fields, values, all))
    else:
        turn.say(views.prompt(turn.words, turn.services, of, fields=len(fields)))


# --- how it stands ----------------------------------------


@data.tapped(Show)
async def show_call(turn: Turn[Draft], tap: Show) -> None:
    """The live card anew, before anybody else is done, or after."""
    await notices.show(turn, await call_for(turn, tap.call, locked=True))


@data.tapped(Communes)
async def list_communes(turn: Turn[Draft], tap: Communes) -> None:
    """Page by page, with how far each has come; the live card stays as it is."""
    of = await call_for(turn, tap.call)
    fields = len(await calls.fields_of(turn.session, of.id))
    shown = views.communes(turn.words, of, fields, await standing.standing(turn.session, of.id), tap.page or 0)
    turn.leaf(shown, tap.page)


@data.tapped(OneCommune)
async def show_commune(turn: Turn[Draft], tap: OneCommune) -> None:
    """Every value, the last one, what has changed, who said it."""
    turn.say(await _card(turn, await owed_for(turn, tap.owed, Right.CALL_DATA)))


async def _card(turn: Turn[Draft], of: Owed) -> Message:
    fields = await calls.fields_of(turn.session, of.call.id)
    values = await answers.values(turn.session, of.obligation.id)
    before = await answers.previous(turn.session, of)
    return views.of_commune(turn.words, turn.services, of, fields, values, before)


@data.tapped(Files)
async def send_files(turn: Turn[Draft], tap: Files) -> None:
    """Each as it was sent, with the name of its field."""
    of = await owed_for(turn, tap.owed, Right.CALL_DATA)
    values = await answers.values(turn.session, of.obligation.id)
    for field in await calls.fields_of(turn.session, of.call.id):
        kept = values.get(field.id)
        if kept is not None and kept.value.file_id is not None:
            caption = turn.words("data.file", commune=of.commune.name, field=field.name)
            turn.forward(kept.value.file_kind or "document", kept.value.file_id, caption)


# --- what is done about it ----------------------------------------


@data.tapped(SendNow)
async def send_now(turn: Turn[Draft], tap: SendNow) -> None:
    """[📣 Wyślij teraz]: outside working hours, when they begin."""
    of = await call_for(turn, tap.call, locked=True)
    if of.waiting is None:
        raise Stale
    of.sent_at, of.reminds = turn.now, calls.reminders(turn.services.clock, turn.now, of.due_at)
    await calls.ask(turn.session, of)
    await ask_communes(turn, notices.question(of))
    turn.toast("data.is_sent_now")
    await notices.redraw(turn, of)


@data.tapped(EndSeries)
async def end_series(turn: Turn[Draft], tap: EndSeries) -> None:
    """[⏹ Zakończ serię]: this one goes its way, none follows it."""
    of = await call_for(turn, tap.call, locked=True)
    if of.rule is None:
        raise Stale
    of.rule = None
    turn.toast("data_series.ended")
    await turn.session.flush()
    await notices.redraw(turn, of)


@data.tapped(Accept)
async def accept(turn: Turn[Draft], tap: Accept) -> None:
    """[✅ Przyjmij]: nothing in it is corrected any more."""
    of = await owed_for(turn, tap.owed, Right.CALL_DATA, locked=True)
    if of.obligation.answered_at is None or of.call.withdrawn is not None:
        raise Stale
    if of.obligation.accepted_at is None:
        answers.accept(of, now=turn.now)
        await turn.session.flush()
        await notices.redraw(turn, of.call)
    turn.redraw(await _card(turn, of))
    turn.toast("data.accepted")


@data.tapped(Compare)
async def compare(turn: Turn[Draft], tap: Compare) -> None:
    """[👁 Pokaż gminom porównanie]: whoever has answered sees the median and their place, not the others' numbers."""
    of = await call_for(turn, tap.call, locked=True)
    of.compared_at = of.compared_at or turn.now
    await turn.session.flush()
    turn.toast("data.is_compared")
    await notices.redraw(turn, of)


@data.tapped(Nudge)
async def nudge(turn: Turn[Draft], tap: Nudge) -> None:
    """[🔔 Ponagl milczących]: once a day, in working hours."""
    of = await call_for(turn, tap.call)
    if of.closed_at is not None:
        raise Refused("data.is_over_toast")
    reminded = await remind_now(turn, notices.question(of))
    turn.toast("data.nudged", n=reminded)
