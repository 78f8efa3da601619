"""Who is told of a risk and when, and what must be held to read of it."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.conversation.outgoing import Message, Outgoing, Redrawn, View, button
from bot.texts import Words, shorten
from handlers.risk.views import TEXT_SHOWN, Move, Show, card, name_of, news
from models.mail import screen
from models.mail.screen import Reader, Screen
from models.people import person as people
from models.people.permission import Holding, Needs, Right
from models.people.person import Somebody
from models.risk import card as risk_card
from models.risk import escalation
from models.risk.card import CARD, PARTNERING, REMINDER, Notified
from models.risk.case import Case
from models.risk.risk import Risk, Severity, State, Transition
from models.risk.treatment import Treatment


def due_of(outgoing: Outgoing, risk: Risk) -> datetime | None:
    """When people are told of it: of a critical one at once (None), at any hour; of others in working hours."""
    return None if risk.severity is Severity.CRITICAL else outgoing.services.clock.working_time(outgoing.now)


def card_subject(risk: Risk) -> str:
    """How the subjects of its cards begin, which may wait for working hours; each time it is announced has its own."""
    return f"risk:{risk.id}:card:"


def untaken(risk: Risk) -> str:
    """How the subjects of what is said begin because nobody has taken it; each time it waits has its own."""
    return f"risk:{risk.id}:untaken:"


def unfinished(action: Treatment) -> str:
    """The subject of what is said because an action is not done."""
    return f"risk-action:{action.id}"


def behind(outgoing: Outgoing, due: date) -> int:
    """How many of its reminders an action has behind it that is due then, as of now."""
    return escalation.behind(due, now=outgoing.now, clock=outgoing.services.clock)


def needs_of(of: Case, memberships: Sequence[Holding]) -> Needs:
    """What somebody with these roles must still hold to read of it: in the team or the Office, or as a partner."""
    if of.may_be_read_with(memberships):
        return Needs(Right.READ_RISKS, of.risk.commune_id)
    return Needs(Right.EDIT_PROJECTS, next((m.commune_id for m in memberships if m.role in PARTNERING), None))


async def announce(outgoing: Outgoing, of: Case) -> Notified:
    """Put the card before everybody whom the risk concerns: a critical one at any hour, others in working hours."""
    told = await risk_card.audience(outgoing.session, of.risk)
    roles = await people.memberships_of(outgoing.session, told.everybody)
    due = due_of(outgoing, of.risk)
    subject = f"{card_subject(of.risk)}{of.last_move.event.id if of.last_move else 0}"
    cards = []
    for person in told.everybody:
        [letter] = outgoing.tell(
            [person], _card_for(outgoing, of, person, roles.get(person.id, ())),
            needs=needs_of(of, roles.get(person.id, ())), due=due, aloud=due is None,
            once=subject, about=subject,
        )  # fmt: skip
        cards.append(Screen(letter_id=letter.id, subject=of.risk.subject, view=CARD, person_id=person.id))
    screen.keep(outgoing.session, *cards)
    return told


def _card_for(outgoing: Outgoing, of: Case, person: Somebody, memberships: Sequence[Holding]) -> View:
    return lambda words: card(words, outgoing.services, of, person, memberships)


async def ring(outgoing: Outgoing, of: Case, *, by: Somebody) -> None:
    """It turned out to be critical: everybody else concerned hears of it now, at any hour."""
    told = await risk_card.audience(outgoing.session, of.risk)
    roles = await people.memberships_of(outgoing.session, told.everybody)
    for person in told.everybody:
        if person.id != by.id:
            held = roles.get(person.id, ())
            outgoing.tell([person], _ring_for(of, person, held), needs=needs_of(of, held), aloud=True)


def _ring_for(of: Case, person: Somebody, memberships: Sequence[Holding]) -> View:
    id = of.risk.id
    takes = of.can_be(Transition.TAKE) and of.may_be_moved_by(person, memberships, Transition.TAKE)

    def view(words: Words) -> Message:
        text = words("risk.turned_critical", name=name_of(words, of), text=shorten(of.risk.text, TEXT_SHOWN))
        take = [button(words, "risk.take", Move(risk=id, move=Transition.TAKE))] if takes else []
        return Message(text, [[*take, button(words, "risk.show", Show(risk=id))]])

    return view


async def redraw_cards(outgoing: Outgoing, of: Case) -> None:
    """Change every card of the risk in its place; what reminded of it is done with once somebody has taken it."""
    readers = await risk_card.readers(outgoing.session, of.risk)
    cards = (reader for reader in readers if reader.screen.view == CARD)
    await outgoing.amend(_now(of, r, _card_for(outgoing, of, r.person, r.memberships)) for r in cards)
    if of.risk.state is not State.REPORTED:
        await _retire(outgoing, of, [reader for reader in readers if reader.screen.view == REMINDER])


async def retire_cards(outgoing: Outgoing, of: Case) -> None:
    """There will be new ones: those that people have shrink to a line and are changed no more."""
    await _retire(outgoing, of, await risk_card.readers(outgoing.session, of.risk))


async def _retire(outgoing: Outgoing, of: Case, readers: Sequence[Reader]) -> None:
    await outgoing.amend(_now(of, reader, lambda words: news(words, outgoing.services, of)) for reader in readers)
    await screen.forget(outgoing.session, readers)


def _now(of: Case, reader: Reader, view: View) -> Redrawn:
    return Redrawn(reader.screen.letter_id, reader.person, view, needs_of(of, reader.memberships))
