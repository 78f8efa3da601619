"""Who is told of a risk and when, and the rights needed to read it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from bot.conversation.outgoing import Message, Outgoing, Redrawn, button
from bot.conversation.user_input import Attachment
from bot.texts import Words
from handlers.risk.views import Show, card, name_of, news
from models.mail import outbox, screen
from models.mail.screen import Screen
from models.people import person as people
from models.people.permission import Holding, Needs, Right
from models.people.person import Somebody
from models.risk import card as risk_card
from models.risk import escalation
from models.risk.card import CARD, ON_PHOTO, PARTNERING, Notified
from models.risk.case import Case
from models.risk.risk import Risk, Severity
from models.risk.treatment import Treatment


def due_of(outgoing: Outgoing, risk: Risk) -> datetime | None:
    """When people are told of it: in working hours; None: at once, at any hour, because it is critical."""
    return None if risk.severity is Severity.CRITICAL else outgoing.working_time


def card_subject(risk: Risk) -> str:
    """The beginning of the subjects of its cards, which may wait for working hours; each sending has its own."""
    return f"risk:{risk.id}:card:"


def unfinished(action: Treatment) -> str:
    """The subject of news about an action that is not done."""
    return f"risk-action:{action.id}"


def behind(outgoing: Outgoing, due: date) -> int:
    """Number of reminders already past for an action with this due date."""
    return escalation.behind(due, now=outgoing.now, clock=outgoing.services.clock)


def needs_of(of: Case, memberships: Sequence[Holding]) -> Needs:
    """The right a person with these roles must still hold to read it: in the team, in the Office, or as a partner."""
    if of.may_be_read_with(memberships):
        return Needs(Right.READ_RISKS, of.risk.commune_id)
    return Needs(Right.EDIT_PROJECTS, next((m.commune_id for m in memberships if m.role in PARTNERING), None))


Heading = Callable[[Words], Markup]


class Copy(Struct, frozen=True):
    """Somebody's card of a risk as it is now."""

    of: Case
    person: Somebody
    memberships: Sequence[Holding]
    heading: Heading | None = None
    """Why the card comes again."""
    on_photo: bool | None = None
    """Whether it is the caption of a photo; None: it is not written yet."""

    @property
    def needs(self) -> Needs:
        """The right its reader must hold."""
        return needs_of(self.of, self.memberships)

    def drawn(self, outgoing: Outgoing) -> Message:
        words = outgoing.services.texts[self.person.language]
        heading = self.heading(words) if self.heading is not None else ""
        return card(
            words, outgoing.services, self.of, self.person, self.memberships, heading=heading, on_photo=self.on_photo
        )

    def line(self, outgoing: Outgoing) -> Message:
        """The line that replaces it once a newer card follows."""
        words, risk = outgoing.services.texts[self.person.language], self.of.risk
        sent = Attachment("photo", self.of.photo or "") if self.on_photo else None
        show = button(words, "risk.show", Show(risk=risk.id))
        return Message(words("risk.is_below", name=name_of(words, self.of)), [[show]], sent)


async def announce(outgoing: Outgoing, of: Case) -> Notified:
    """Sends the card to everybody concerned: a critical risk at any hour, others in working hours."""
    told = await risk_card.audience(outgoing.session, of.risk)
    roles = await people.memberships_of(outgoing.session, told.everybody)
    subject = f"{card_subject(of.risk)}{of.last_move.event.id if of.last_move else 0}"
    for person in told.everybody:
        _send(outgoing, Copy(of, person, roles.get(person.id, ())), about=subject, once=subject)
    return told


def _send(outgoing: Outgoing, copy: Copy, *, about: str, once: str | None = None) -> None:
    risk, due, message = copy.of.risk, due_of(outgoing, copy.of.risk), copy.drawn(outgoing)
    [letter] = outgoing.tell(
        [copy.person], lambda _: message, needs=copy.needs, due=due, aloud=due is None, once=once, about=about
    )
    view = ON_PHOTO if message.sent is not None else CARD
    screen.keep(
        outgoing.session, Screen(letter_id=letter.id, subject=risk.subject, view=view, person_id=copy.person.id)
    )


async def send_anew(outgoing: Outgoing, copies: Sequence[Copy]) -> None:
    """Each new card replaces the reader's former one, so that nobody has two cards of a risk with buttons."""
    if not copies:
        return
    by_reader = {(copy.of.risk.subject, copy.person.id): copy for copy in copies}
    subjects = {subject for subject, _ in by_reader}
    before = await risk_card.shown(outgoing.session, subjects, {copy.person.id for copy in copies})
    former = ((one, by_reader.get((one.subject, one.person_id))) for one in before)
    await _retire(
        outgoing, {one.letter_id: replace(copy, on_photo=one.view == ON_PHOTO) for one, copy in former if copy}
    )
    for copy in copies:
        _send(outgoing, copy, about=f"{card_subject(copy.of.risk)}{outgoing.now.isoformat()}")


async def tell_anew(outgoing: Outgoing, of: Case, those: Sequence[Somebody], heading: Heading) -> None:
    """Sends the card anew to these people; everybody else's changes in its place."""
    roles = await people.memberships_of(outgoing.session, those)
    await redraw_cards(outgoing, of, but={person.id for person in those})
    await send_anew(outgoing, [Copy(of, person, roles.get(person.id, ()), heading) for person in those])


async def tell_concerned(outgoing: Outgoing, of: Case, *, by: Somebody, but: Sequence[Somebody] = ()) -> None:
    """Tells the reporter, the owner and the one who has taken it what ``by`` has done, if they still read it."""
    silent = {by.id, *(person.id for person in but)}
    those = {p.id: p for p in (of.author, of.owner, of.taker) if p is not None and p.id not in silent}
    roles = await people.memberships_of(outgoing.session, those.values())
    outgoing.tell(
        [person for id, person in those.items() if of.may_be_read_with(roles.get(id, ()))],
        lambda words: news(words, outgoing.services, of),
        needs=Needs(Right.READ_RISKS, of.risk.commune_id), due=due_of(outgoing, of.risk),
    )  # fmt: skip


async def tell_critical(outgoing: Outgoing, of: Case, *, by: Somebody) -> None:
    """The risk has become critical: tells everybody else concerned now, at any hour."""
    told = await risk_card.audience(outgoing.session, of.risk)
    others = [person for person in told.everybody if person.id != by.id]
    await tell_anew(outgoing, of, others, lambda words: words("risk.turned_critical"))


async def redraw_cards(outgoing: Outgoing, of: Case, *, but: Collection[int] = ()) -> None:
    """Redraws every card of the risk in its place, except these people's."""
    copies = await _copies(outgoing, of)
    await outgoing.amend(
        Redrawn(id, copy.person, copy.drawn(outgoing), copy.needs)
        for id, copy in copies.items() if copy.person.id not in but
    )  # fmt: skip


async def retire_cards(outgoing: Outgoing, of: Case) -> None:
    """Retires all cards: everybody gets a new one."""
    await _retire(outgoing, await _copies(outgoing, of))


async def _copies(outgoing: Outgoing, of: Case) -> dict[int, Copy]:
    """Cards of everybody who may still see them, by letter."""
    return {
        r.screen.letter_id: Copy(of, r.person, r.memberships, on_photo=r.screen.view == ON_PHOTO)
        for r in await risk_card.readers(outgoing.session, of.risk)
    }


async def _retire(outgoing: Outgoing, former: Mapping[int, Copy]) -> None:
    """Shrinks these cards to a line; cards not sent yet are withdrawn."""
    await outbox.withdraw(outgoing.session, former)
    await outgoing.amend(Redrawn(id, copy.person, copy.line(outgoing), copy.needs) for id, copy in former.items())
    await screen.forget(outgoing.session, former)
