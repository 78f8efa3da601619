"""[✏️ Zmień]: changes several details of a forum at once, then tells everybody.

Answers are read in ``details``; ``news`` decides who is told what.
"""

from markupsafe import Markup

from bot.conversation.buttons import Answer, grid
from bot.conversation.form import Form, Values
from bot.conversation.outgoing import Message
from bot.conversation.step import ends
from bot.conversation.turn import Turn
from handlers.forum.change.details import FIELDS, answer_in_time, around, before, flaw
from handlers.forum.change.draft import Changing, Detail, details_of, is_announced, lines, still_open, ways
from handlers.forum.change.draft import change as change
from handlers.forum.change.news import is_told_to_the_silent, tell_change
from handlers.forum.fields import SHORTEST, days_off, no_moment
from handlers.forum.notices.live_card import Alter, redraw_live_cards
from handlers.forum.notices.seats import give_free_seats
from handlers.forum.views import forum_for, heading
from models.forum import forum as forums
from models.people.permission import Right


@change.tapped(Alter)
async def begin(turn: Turn[Changing], tap: Alter) -> None:
    """From the live card, which offers this until the forum begins."""
    of = await forum_for(turn, tap.forum, Right.CALL_FORUM)
    if of.forum.is_open(turn.now):
        await turn.begin(change, Changing(forum=tap.forum), ask_what)
    else:
        turn.toast("forum_change.too_late")
        await redraw_live_cards(turn, of)


@change.step
async def ask_what(turn: Turn[Changing]) -> Message:
    """The details, and the changes so far: old → new."""
    of = await still_open(turn)
    words, done = turn.words, turn.draft.change
    choices = [turn.choice(detail, f"forum_call.detail_{detail}") for detail in details_of(of.forum)]
    discard = turn.answer("common.discard")
    title = words("forum_change.ask_what", heading=heading(words, turn.services, of.forum))
    if not done.now:
        return Message(title, [*grid(choices, 3), [discard]])
    tells = is_told_to_the_silent(done) and is_announced(of.forum, turn.now)
    save = turn.button("forum_change.save_and_tell" if tells else "forum_change.save", Answer(name="save"))
    again = [words("forum_change.asks_again")] if done.moves and tells else []
    off = days_off(turn, *(done.now[name] for name in (Detail.STARTS_AT, Detail.ANSWER_BY) if name in done.now))
    text = Markup("\n").join((title, *lines(words, turn.services, done), *off, *again))
    return Message(text, [[save], *grid(choices, 3), [discard]])


change.answer("back")(ask_what)


# --- how it is to be ----------------------------------------


async def take(turn: Turn[Changing], name: str, values: Values) -> None:
    """Keeps the new value if it is possible, and shows the changes so far."""
    of = await still_open(turn)
    if (why := await flaw(turn, of, name, values.get(name))) is not None:
        raise why
    is_odd = name == Detail.STARTS_AT and values.get("minutes", SHORTEST) < SHORTEST
    turn.draft.note(of.forum, **({name: values[name]} if is_odd else values))
    answer_in_time(turn, of)
    await turn.go(ask_what)


form = Form(change, lambda field: f"forum_change.ask_{field}", take, ways, no_moment)
ASKS = {
    **{Detail(field.name): form.add(field) for field in FIELDS},
    Detail.STARTS_AT: form.moment(Detail.STARTS_AT, around),
    Detail.ANSWER_BY: form.moment(Detail.ANSWER_BY, before),
}


@ask_what.chosen
async def pick(turn: Turn[Changing], detail: Detail) -> None:
    await turn.go(ASKS[detail])


# --- how it ends ----------------------------------------


ask_what.answer("discard")(ends("forum_change.discarded"))


@ask_what.answer("save")
async def save(turn: Turn[Changing]) -> None:
    """If two change the same at once, the second one sees the first one's change and is asked again."""
    of = await still_open(turn, locked=True)
    draft, new = turn.draft, turn.draft.change.now
    if not draft.is_as_seen(of.forum):
        turn.say("forum_change.meanwhile")
        draft.note(of.forum, **new)
        await turn.go(ask_what)
        return
    flaws = [await flaw(turn, of, detail, new[detail]) for detail in Detail if detail in new]
    for why in flaws:
        if why is not None:
            turn.say(why.key, **why.arguments)
    if not new or any(flaws):
        await turn.go(ask_what)
        return
    done = forums.change(of.forum, **new)
    await turn.end("forum_change.saved", heading=heading(turn.words, turn.services, of.forum))
    if Detail.CAPACITY in new:
        await give_free_seats(turn, of)
    await tell_change(turn, of, done)
