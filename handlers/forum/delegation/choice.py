"""What follows when a commune has chosen its delegates, or sends nobody."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from msgspec import Struct

from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from handlers.forum.notices.calendar import take_out
from handlers.forum.notices.invite import ask_delegate, redraw_delegates
from handlers.forum.notices.seats import give_free_seats, tell_removed
from models.forum import delegate as delegates
from models.forum import forum_commune
from models.forum import reminder as forum_reminder
from models.forum.delegate import PRESENT, Chosen, Delegate, Delegation, SentByOthers, State, TooLate, TooMany
from models.forum.forum import ForumView
from models.forum.forum_commune import Invited
from models.people.person import Somebody


async def send(
    turn: Turn[Any], of: ForumView, one: Invited, chosen: Sequence[Somebody], *, without: Sequence[int] = ()
) -> None:
    before = await _Before.of(turn, of, one)
    match await delegates.choose(
        turn.session, of.forum, commune_id=one.row.commune_id, people=chosen, without=without,
        by=turn.person, now=turn.now,
    ):  # fmt: skip
        case TooMany(seats=seats):
            raise Refused("forum_delegate.too_many", stays=True, n=seats)
        case SentByOthers(person=person):
            raise Refused("forum_delegate.sent_by_others", stays=True, name=person.name)
        case TooLate():
            raise Refused("forum_delegate.too_late", stays=True)
        case Chosen(new=new, removed=removed):
            await _ask(turn, of, one, new)
            await _answered(turn, of, one, before, removed, takes_part=True)


async def send_none(turn: Turn[Any], of: ForumView, one: Invited) -> None:
    """The commune does not take part."""
    before = await _Before.of(turn, of, one)
    removed = await delegates.send_nobody(turn.session, of.forum, commune_id=one.row.commune_id, now=turn.now)
    if isinstance(removed, TooLate):
        raise Refused("forum_delegate.too_late", stays=True)
    await _answered(turn, of, one, before, removed, takes_part=False)


class _Before(Struct, frozen=True):
    """The former delegates and their answers."""

    sent: Sequence[Delegation]
    states: Mapping[int | None, State]

    @classmethod
    async def of(cls, turn: Turn[Any], of: ForumView, one: Invited) -> Self:
        sent = await delegates.delegates(turn.session, of.forum.id, commune_id=one.row.commune_id)
        return cls(sent, {each.delegate.id: each.delegate.state for each in sent})


async def _ask(turn: Turn[Any], of: ForumView, one: Invited, new: Sequence[Delegate]) -> None:
    """Asks the new delegates; somebody who chose themself has answered."""
    ids = {each.id for each in new}
    for sent in await delegates.delegates(turn.session, of.forum.id, commune_id=one.row.commune_id):
        if sent.delegate.person_id == turn.person.id and sent.delegate.state in PRESENT:
            await delegates.accept(turn.session, of.forum, sent.delegate, now=turn.now)
            turn.toast(f"forum.you_{sent.delegate.state}")
            await redraw_delegates(turn, of, [sent])
        elif sent.delegate.id in ids:
            ask_delegate(turn, of, sent)


async def _answered(
    turn: Turn[Any], of: ForumView, one: Invited, before: _Before, removed: Sequence[Delegate], *, takes_part: bool
) -> None:
    """Tells those who no longer go, and gives their seats to those who wait."""
    forum_commune.answer(one.row, takes_part=takes_part, now=turn.now, answer_by=of.forum.answer_by)
    await forum_reminder.withdraw(turn.session, *removed)
    ids = {each.id for each in removed}
    gone = [sent for sent in before.sent if sent.delegate.id in ids]
    await tell_removed(turn, of, gone, before.states, by=turn.person)
    await take_out(turn, of, [sent.person for sent in gone])
    await give_free_seats(turn, of, one.row.commune_id)
