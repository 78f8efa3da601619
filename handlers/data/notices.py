"""Who is asked for data, and when; who sees how a call stands; what is told of an answer."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from bot.conversation.buttons import Tap
from bot.conversation.outgoing import Message, Outgoing, Redrawn, View, button
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.data.views import Fill, NotMe, live_card, next_in_series, prompt
from handlers.obligation.notices import Question
from models.data import answer as answers
from models.data import call as calls
from models.data import handing, standing
from models.data.answer import Owed
from models.data.call import DataCall
from models.mail import outbox, screen
from models.mail.screen import Screen
from models.obligation import Asked, Obligation
from models.people import absence, person
from models.people.permission import Needs, Right
from models.people.person import Somebody

SEES = Needs(Right.CALL_DATA)


def question(of: DataCall, alone: Obligation | None = None) -> Question:
    """How communes are asked for the data; ``alone``: one that has a deadline of its own."""
    return Question(
        matter=of.matter_of(alone) if alone is not None else of.matter,
        answers=Right.ANSWER_DATA,
        oversees=Right.CALL_DATA,
        prompts=partial(_prompts, of),
        silent=lambda commune, words: Message(words("data.chair_of_silent", title=of.title, commune=commune)),
    )


async def _prompts(of: DataCall, outgoing: Outgoing, some: Sequence[Asked], is_reminder: bool) -> Iterable[View]:
    fields = len(await calls.fields_of(outgoing.session, of.id))

    def view(asked: Asked) -> View:
        owed = Owed(asked.obligation, of, asked.commune)
        return partial(prompt, services=outgoing.services, of=owed, fields=fields, reminder=is_reminder)

    return map(view, some)


# --- what the Office sees ----------------------------------------


async def card_of(outgoing: Outgoing, of: DataCall) -> View:
    """How the call stands."""
    stands = await standing.standing(outgoing.session, of.id)
    return partial(live_card, services=outgoing.services, of=of, stands=stands)


async def redraw(outgoing: Outgoing, of: DataCall) -> None:
    """Change the card of everybody of the Office who has one, in its place."""
    readers = await screen.readers(outgoing.session, of.subject, SEES)
    if readers:
        view = await card_of(outgoing, of)
        await outgoing.amend(Redrawn(reader.screen.letter_id, reader.person, view, SEES) for reader in readers)


async def show(turn: Turn[Any], of: DataCall) -> None:
    """The card anew; from now on this one is changed in place."""
    letter = turn.say((await card_of(turn, of))(turn.words))
    card = Screen(letter_id=letter.id, subject=of.subject, view="live", person_id=turn.person.id)
    await screen.keep_alone(turn.session, card)


async def tell_of_next(outgoing: Outgoing, of: DataCall, new: DataCall | None) -> None:
    """The Office hears which call of the series comes next; until it goes out, all of it can be changed."""
    if new is None:
        return
    is_same_period = new.period is not None and new.period == of.period
    outgoing.tell(
        await person.office(outgoing.session),
        partial(next_in_series, services=outgoing.services, of=new, is_same_period=is_same_period),
        needs=SEES, once=f"{new.subject}:next", due=outgoing.working_time,
    )  # fmt: skip


# --- what is told of an answer ----------------------------------------


async def tell_leaders(outgoing: Outgoing, of: Owed, view: View) -> None:
    """Whoever is asked for the commune now, and the deputies, read it in working hours."""
    found = (await absence.addressees(outgoing.session, [of.commune.id], outgoing.today)).get(of.commune.id)
    outgoing.tell(
        [found.person, *found.deputies] if found is not None else [], view,
        needs=Needs(Right.ANSWER_DATA, of.commune.id), about=of.about,
        due=outgoing.working_time,
    )  # fmt: skip


async def tell_everybody(outgoing: Outgoing, of: DataCall, view: Callable[[Owed, bool, Words], Message]) -> None:
    """Everybody who was asked hears it: who leads a team (True), and who was handed fields. What was to be said of it
    before is not said any more, and what was said has no buttons.
    """
    session, due = outgoing.session, outgoing.working_time
    asked = {owed.obligation.id: owed for owed in await answers.asked(session, of.id)}
    abouts = [about for owed in asked.values() for about in owed.abouts]
    await outbox.drop(session, *abouts)
    await outgoing.take_buttons_away(abouts)
    leaders = await absence.addressees(session, [owed.commune.id for owed in asked.values()], outgoing.today)
    led = [
        (owed, somebody, True)
        for owed in asked.values()
        if (found := leaders.get(owed.commune.id)) is not None and owed.obligation.person_id is not None
        for somebody in (found.person, *found.deputies)
    ]
    handed = [(asked[id], somebody, False) for id, somebody in await handing.asked_in(session, of.id)]
    for owed, somebody, leads in [*led, *handed]:
        outgoing.tell(
            [somebody], partial(view, owed, leads), needs=Needs(Right.ANSWER_DATA, owed.commune.id),
            once=f"{owed.about}:changed", due=due, about=owed.about,
        )  # fmt: skip


def sent_back(of: Owed, names: Sequence[str], why: str) -> View:
    """``↩️ Do poprawy: Opieka nad dziećmi do lat 3 · Miejsca w żłobkach: „czy z filią w Staniątkach?”``"""

    def view(words: Words) -> Message:
        text = words("data.sent_back", title=of.call.title, commune=of.commune.name, fields=", ".join(names), why=why)
        return Message(text, [[button(words, "data.correct", Fill(owed=of.obligation.id))]])

    return view


def ask_for(turn: Turn[Any], of: Owed, somebody: Somebody, n: int, *, once: str | None) -> None:
    """``📊 Anna Nowak prosi o 2 pola: Opieka nad dziećmi do lat 3``"""

    def view(words: Words) -> Message:
        at = turn.services.moment(words, of.due_at)
        text = words("data_hand.asks", n=n, name=turn.person.name, title=of.call.title, at=at)
        fill, not_me = Fill(owed=of.obligation.id), NotMe(owed=of.obligation.id)
        return Message(text, [[button(words, "data.fill", fill), button(words, "data_hand.not_me", not_me)]])

    turn.tell(
        [somebody], view, needs=Needs(Right.ANSWER_DATA, of.commune.id), once=once, about=of.about,
        due=turn.working_time,
    )  # fmt: skip


async def tell_asked(turn: Turn[Any], of: Owed, key: str, button_key: str, tap: Tap, **arguments: Any) -> None:
    """Whoever was asked for the commune hears what somebody else of the team has done."""
    asked = of.obligation.person_id
    if asked is None or asked == turn.person.id:
        return

    def view(words: Words) -> Message:
        text = words(key, name=turn.person.name, title=of.call.title, **arguments)
        return Message(text, [[button(words, button_key, tap)]])

    told, needs = await person.with_id(turn.session, asked), Needs(Right.HAND_IN_DATA, of.commune.id)
    turn.tell([told], view, needs=needs, due=turn.working_time, about=of.about)
