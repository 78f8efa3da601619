"""Seats that become free: the delegate is told, the queue moves up, and the commune is asked for somebody else.

Shared by the conversations about forums and the jobs.
"""

from collections.abc import Iterable, Mapping, Sequence

from bot.conversation.outgoing import Message, Outgoing, View, button
from bot.texts import Words
from handlers.forum.notices.invite import delegate_subject, in_good_time, needs_of, redraw, redraw_delegates
from handlers.forum.views import CannotCome, Choose, heading
from models.forum import delegate, forum_commune
from models.forum.delegate import Delegation, State
from models.forum.forum import ForumView
from models.mail import outbox
from models.people import absence
from models.people import person as people
from models.people.permission import Needs, Right, may
from models.people.person import Somebody


async def give_free_seats(outgoing: Outgoing, of: ForumView, *communes: int | None) -> None:
    """Gives free seats to the first in the queue and tells them at once; of a guest the commune is told.

    The cards of these communes are redrawn in any case.
    """
    promoted = await delegate.promote(outgoing.session, of.forum)
    await redraw_delegates(outgoing, of, promoted)
    for sent in promoted:
        if sent.person is not None:
            outgoing.tell([sent.person], _promoted(outgoing, of, sent), needs=needs_of(sent.delegate))
    await _tell_communes(outgoing, of, [sent for sent in promoted if sent.person is None], "guest_promoted")
    changed = {*communes, *(sent.delegate.commune_id for sent in promoted)}
    if changed:
        await redraw(outgoing, of, *changed)


def _promoted(outgoing: Outgoing, of: ForumView, sent: Delegation) -> View:
    def view(words: Words) -> Message:
        cannot = button(words, "forum.cannot_come", CannotCome(delegate=sent.delegate.id))
        return Message(words("forum_seats.promoted", heading=heading(words, outgoing.services, of.forum)), [[cannot]])

    return view


async def tell_removed(
    outgoing: Outgoing, of: ForumView, those: Sequence[Delegation], were: Mapping[int | None, State], *, by: Somebody
) -> None:
    """Tells those who no longer go: with a message if they had accepted, otherwise in place.

    Those not asked yet will not be asked.
    """
    await outbox.drop(outgoing.session, *(delegate_subject(of.forum, sent.person) for sent in those if sent.person))
    await redraw_delegates(outgoing, of, those)
    for sent in those:
        had_said_so = were.get(sent.delegate.id) in (State.ACCEPTED, State.WAITING)
        if sent.person is not None and sent.person.id != by.id and had_said_so:
            outgoing.tell(
                [sent.person],
                _removed(outgoing, of, sent),
                needs=needs_of(sent.delegate),
                due=in_good_time(outgoing, of.forum),
                until=of.forum.starts_at,
            )


def _removed(outgoing: Outgoing, of: ForumView, sent: Delegation) -> View:
    commune = sent.commune.name if sent.commune is not None else "–"
    return lambda words: Message(
        words("forum_seats.let_go", commune=commune, heading=heading(words, outgoing.services, of.forum))
    )


# --- the commune is asked for somebody else ----------------------------------------


async def tell_declined(outgoing: Outgoing, of: ForumView, sent: Delegation) -> None:
    """Tells the person who chose them, with [👥 Wybierz kogoś innego]. If they were invited by name, tells the person
    who called the meeting, or the whole Office once that person has left it."""
    if of.forum.kind.delegates:
        await _tell_communes(outgoing, of, [sent], "declined")
        return
    office = await people.office(outgoing.session)
    told = [person for person in office if person.id == of.forum.called_by_id] or office
    others = [person for person in told if person.id != sent.delegate.person_id]
    outgoing.tell(others, _news(outgoing, of, sent, "declined"), needs=Needs(Right.CALL_FORUM))


async def replace(
    outgoing: Outgoing, of: ForumView, left: Sequence[Delegation], unreached: Sequence[Delegation]
) -> None:
    """People who left the team no longer go; for people whom no message reaches, somebody else is asked to tell
    them."""
    await delegate.remove(outgoing.session, [sent.delegate for sent in left])
    await forum_commune.forget_answers(outgoing.session, of.forum, {sent.delegate.commune_id or 0 for sent in left})
    for sent in unreached:
        sent.delegate.letter_id = None
    await _tell_communes(outgoing, of, left, "left")
    await _tell_communes(outgoing, of, unreached, "unreached")
    await give_free_seats(outgoing, of, *(sent.delegate.commune_id for sent in left))


async def _tell_communes(outgoing: Outgoing, of: ForumView, those: Iterable[Delegation], what: str) -> None:
    """Tells the person who chooses for the commune today and the one who chose them; the Office if there is nobody."""
    if not of.forum.kind.delegates:
        return
    those = [sent for sent in those if sent.delegate.commune_id is not None]
    ids = sorted({sent.delegate.commune_id or 0 for sent in those})
    asked = await absence.addressees(outgoing.session, ids, outgoing.today)
    choosers = {sent.chooser.id: sent.chooser for sent in those if sent.chooser is not None}
    roles = await people.memberships_of(outgoing.session, choosers.values()) if choosers else {}
    office = await people.office(outgoing.session) if any(id not in asked for id in ids) else []
    for sent in those:
        commune_id, chooser = sent.delegate.commune_id or 0, sent.chooser
        told = {found.person.id: found.person for found in (asked.get(commune_id),) if found is not None}
        if chooser is not None and may(roles.get(chooser.id, ()), Right.DELEGATE, commune_id):
            told[chooser.id] = chooser
        told = told or {person.id: person for person in office}
        outgoing.tell(
            [person for person in told.values() if person.id != sent.delegate.person_id],
            _news(outgoing, of, sent, what), needs=Needs(Right.READ_FORUMS, commune_id),
        )  # fmt: skip


def _news(outgoing: Outgoing, of: ForumView, sent: Delegation, what: str) -> View:
    def view(words: Words) -> Message:
        text = words(f"forum_seats.{what}", name=sent.name, heading=heading(words, outgoing.services, of.forum))
        if what == "guest_promoted":
            return Message(text)
        if sent.delegate.reason:
            text += words("forum_seats.because", reason=sent.delegate.reason)
        if not of.forum.kind.delegates:
            return Message(text)
        choose = Choose(forum=of.forum.id, commune=sent.delegate.commune_id or 0)
        return Message(text, [[button(words, "forum_seats.choose_other", choose)]])

    return view
