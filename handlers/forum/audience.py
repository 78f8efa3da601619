"""Everybody a forum concerns: what they were told, what they are told now, and the messages on their screens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from markupsafe import Markup

from bot.conversation.outgoing import Message, Outgoing, Redrawn, View
from bot.texts import Words
from handlers.forum.notices.invite import invitation_now, question_now
from handlers.forum.notices.live_card import redraw_live_cards
from models.db.base import grouped
from models.forum import change as forum_change
from models.forum import delegate as delegates
from models.forum import forum_commune
from models.forum.change import Unsent
from models.forum.delegate import PRESENT, Delegation
from models.forum.forum import ForumView
from models.forum.forum_commune import Invited
from models.mail import screen
from models.people import absence
from models.people.absence import Addressee
from models.people.permission import Needs, Right
from models.people.person import Somebody

AHEAD = timedelta(days=1)
"""News about a forum that starts sooner than this is sent at once."""


@dataclass
class Recipients:
    """Everybody a forum concerns, and what each of them gets."""

    outgoing: Outgoing
    of: ForumView
    once: str
    due: datetime | None
    unsent: Unsent
    invited: Sequence[Invited]
    sent: Sequence[Delegation]
    office: Sequence[Somebody]
    today: Mapping[int, Addressee]
    """Who is asked for each commune today; it may be somebody else than was asked then."""
    told: set[int | None] = field(default_factory=set)
    retired: list[Redrawn] = field(default_factory=list)

    def words(self, person: Somebody) -> Words:
        return self.outgoing.services.texts[person.language]

    def tell(self, person: Somebody, view: View, about: str) -> int:
        """Tells each person once about the same; returns the id of the letter."""
        self.told.add(person.id)
        [letter] = self.outgoing.tell(
            [person],
            view,
            needs=self.needs(person),
            once=f"{self.once}:{about}",
            due=self.due,
            about=about,
            until=self.of.forum.ends_at,
        )
        return letter.id

    def needs(self, person: Somebody) -> Needs:
        """The right they must still hold to be told: as a delegate, as one who delegates, or as one of the Office."""
        return self._needed.get(person.id, Needs(Right.CALL_FORUM))

    @cached_property
    def _needed(self) -> dict[int | None, Needs]:
        delegates = {sent.person.id: sent.delegate.commune_id for sent in self.sent if sent.person is not None}
        delegating = {
            person.id: one.row.commune_id
            for one in self.invited
            for person in (one.person, *self.stand_ins(one))
            if person is not None
        }
        return {id: Needs(Right.READ_FORUMS, commune_id) for id, commune_id in (delegating | delegates).items()}

    def retire(self, letter_id: int, person: Somebody) -> None:
        """Marks a message as replaced by a newer one; its text names nothing that may change again."""
        message = Message(self.words(person)("forum_change.newer_below", title=self.of.forum.title))
        self.retired.append(Redrawn(letter_id, person, message, self.needs(person)))

    def has_not_seen(self, letter_id: int | None, person: Somebody) -> bool:
        """Whether the first message about the forum is still on its way to them."""
        return letter_id in self.unsent.letters and person.telegram_id not in self.unsent.untold_since

    def of_commune(self, commune_id: int) -> list[Delegation]:
        return self.by_commune.get(commune_id, [])

    @cached_property
    def by_commune(self) -> dict[int | None, list[Delegation]]:
        return grouped((sent.delegate.commune_id, sent) for sent in self.sent)

    def is_silent(self, one: Invited) -> bool:
        """Whether the commune has not said yet whom it sends."""
        sends = any(sent.delegate.state in PRESENT for sent in self.of_commune(one.row.commune_id))
        return self.of.forum.kind.delegates and one.row.answered_at is None and not sends

    def stand_ins(self, one: Invited) -> list[Somebody]:
        """Who else hears of it, because the person asked for the commune may be away now."""
        found = self.today.get(one.row.commune_id)
        return [found.person] if found is not None and found.person.id != one.row.person_id else []

    @cached_property
    def _guests(self) -> dict[int | None, list[str]]:
        found: dict[int | None, list[str]] = {}
        for one in self.invited:
            present = [s for s in self.of_commune(one.row.commune_id) if s.delegate.state in PRESENT]
            names = [s.name for s in present if s.person is None]
            for id in {one.row.person_id, *(person.id for person in self.stand_ins(one))}:
                found.setdefault(id, []).extend(names)
        return found

    def guests(self, words: Words, person: Somebody) -> list[Markup]:
        """Guests of this person's commune, whom the bot cannot reach: the person has to tell them."""
        names = self._guests.get(person.id)
        return [words("forum_change.tell_guests", guests=", ".join(names))] if names else []


async def audience(
    outgoing: Outgoing, of: ForumView, *, once: str, starts: Iterable[datetime], but: Somebody
) -> Recipients:
    """Everybody invited so far, and whom of the Office it concerns (a fixed number of queries)."""
    id = of.forum.id
    due = outgoing.working_time
    unsent = await forum_change.unsent(outgoing.session, id)
    readers = await screen.readers(outgoing.session, of.forum.subject, Needs(Right.CALL_FORUM))
    office = [reader.person for reader in readers if reader.person.id != but.id]
    invited = [one for one in await forum_commune.invited(outgoing.session, id) if one.row.invited_at is not None]
    asked = [one.row.commune_id for one in invited] if of.forum.kind.delegates else []
    today = await absence.addressees(outgoing.session, asked, outgoing.today)
    sent = await delegates.delegates(outgoing.session, id)
    return Recipients(
        outgoing, of, once, None if due + AHEAD > min(starts) else due, unsent, invited, sent,
        office if invited else [], today,
    )  # fmt: skip


# --- what is on their screens already ----------------------------------------


async def redraw_all(them: Recipients) -> None:
    """Redraws every invitation, every delegate's message and the live cards, in their places."""
    outgoing, of = them.outgoing, them.of
    written = {letter.id for letter in outgoing.letters if letter.method.startswith("send_")} | them.unsent.news
    invitations = (invitation_now(outgoing, of, one, them.of_commune(one.row.commune_id)) for one in them.invited)
    everything = (*invitations, *(question_now(outgoing, of, sent) for sent in them.sent))
    await outgoing.amend([*them.retired, *(each for each in everything if each.letter_id not in written)])
    await redraw_live_cards(outgoing, of)
