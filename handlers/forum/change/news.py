"""Who is told that a forum was changed or called off, and what their screens show then.

Nobody gets outdated news: a message not sent yet is withdrawn and written anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.conversation.outgoing import Message, View, button
from bot.conversation.turn import Turn
from bot.conversation.user_input import Attachment as File
from bot.texts import Words
from handlers.forum.audience import Recipients, audience, redraw_all
from handlers.forum.change.draft import lines
from handlers.forum.notices.calendar import calendar_subject, send_again
from handlers.forum.notices.invite import agenda_subject, delegate_subject
from handlers.forum.views import Show, delegation, heading, invitation
from models.forum import change as forum_change
from models.forum import delegate as delegates
from models.forum import forum_commune
from models.forum.change import ForumChange
from models.forum.delegate import Delegate, Delegation, State
from models.forum.forum import Change, Forum, ForumView
from models.forum.forum_commune import Invited
from models.people.person import Somebody


def is_told(done: Change) -> bool:
    """Whether people are told of the change; other changes they see where they look."""
    return done.matters or "agenda_file" in done.now


def is_told_to_the_silent(done: Change) -> bool:
    """Whether those who have not answered are told too: their deadline may have moved."""
    return is_told(done) or "answer_by" in done.now


# --- it is different ----------------------------------------


async def tell_change(turn: Turn[Any], of: ForumView, done: Change) -> None:
    """Tells everybody who was invited what has changed; if the time has, all are asked again. Then redraws all."""
    forum, id = of.forum, of.forum.id
    change_id = await forum_change.note(turn.session, forum, done, by=turn.person, now=turn.now)
    asked_again: set[int] = set()
    if done.moves:
        await delegates.ask_again(turn.session, forum)
        asked_again = await forum_commune.ask_again(turn.session, id)
        await forum_change.remind_anew(turn.session, id, now=turn.now)
    subject = forum_change.subject(id, change_id)
    starts = (forum.starts_at, done.was.get("starts_at", forum.starts_at))
    all_of_them = await audience(turn, of, once=subject, starts=starts, but=turn.person)
    if is_told_to_the_silent(done):
        changes = await forum_change.of_forum(turn.session, id)
        await forum_change.drop_unsent(turn.session, id, but=_still_true(forum, done))
        _Telling(all_of_them, changes, change_id, subject, "agenda_file" in done.now, asked_again).everybody()
    if done.matters:
        await _send_calendars(all_of_them)
    await redraw_all(all_of_them)


def _still_true(forum: Forum, done: Change) -> list[str]:
    """Files that are on their way and would be the same if written now."""
    agenda = [] if "agenda_file" in done.now else [agenda_subject(forum)]
    return agenda if done.matters else [*agenda, calendar_subject(forum)]


@dataclass
class _Telling:
    """Tells each person what has changed since they last heard."""

    them: Recipients
    changes: Sequence[ForumChange]
    change_id: int
    subject: str
    brings_agenda: bool
    """Whether the agenda has a new file: an older one may be on its way already."""
    asked_again: Collection[int]
    """Communes that had said that they send nobody."""

    def everybody(self) -> None:
        for sent in self.them.sent:
            if sent.person is not None and sent.delegate.is_asked:
                self._delegate(sent, sent.person)
        for one in self.them.invited:
            if one.person is not None:
                self._commune(one, one.person)
            for person in self.them.stand_ins(one):
                self._notice(person, self._news(person), is_silent=self.them.is_silent(one))
        for person in self.them.office:
            self._notice(person, self._news(person))

    def _news(self, person: Somebody) -> Change:
        first = self.them.unsent.first_untold(person.telegram_id, self.change_id)
        return forum_change.since(self.changes, first)

    def _delegate(self, sent: Delegation, person: Somebody) -> None:
        """A delegate not asked yet gets the question as it is now; if the time has moved, they confirm in a new
        message."""
        them, of, letter_id, news = self.them, self.them.of, sent.delegate.letter_id, self._news(person)
        is_new = them.has_not_seen(letter_id, person)
        if not news.moves and not is_new and letter_id not in them.unsent.letters:
            is_silent = sent.delegate.asked_again or sent.delegate.state is State.ASKED
            self._notice(person, news, is_silent=is_silent)
            return
        if not news.moves:
            sent.delegate.asked_again = self._was_moved_before(sent.delegate, person)
        subject = delegate_subject(of.forum, person) if is_new else self.subject
        sent.delegate.letter_id = self._ask_anew(
            person, letter_id, lambda words: delegation(words, them.outgoing.services, of, sent), subject
        )  # fmt: skip

    def _was_moved_before(self, delegate: Delegate, person: Somebody) -> bool:
        """Whether they know that the time has moved since they answered."""
        first = self.them.unsent.first_untold(person.telegram_id, self.change_id)
        known = [c for c in self.changes if c.id < first and c.at > (delegate.answered_at or c.at)]
        return forum_change.moves(known)

    def _ask_anew(self, person: Somebody, letter_id: int | None, asked: View, subject: str) -> int:
        """Asks again below the change, in place of the former question."""
        them, news = self.them, self._news(person)
        said: list[Markup] = []
        if not them.has_not_seen(letter_id, person):
            said = [*lines(them.words(person), them.outgoing.services, news), *them.guests(them.words(person), person)]
        if letter_id is not None:
            them.retire(letter_id, person)
        self._file(person, news)

        def view(words: Words) -> Message:
            question = asked(words)
            return Message(Markup("\n").join((*said, *([""] if said else []), question.text)), question.keyboard)

        return them.tell(person, view, subject)

    def _commune(self, one: Invited, person: Somebody) -> None:
        """An invitation on its way is replaced by a new one; a commune that had declined is invited again if the time
        moves."""
        them, of, row = self.them, self.them.of, one.row
        sent, is_new = them.of_commune(row.commune_id), them.has_not_seen(row.letter_id, person)
        if not is_new and row.letter_id not in them.unsent.letters and row.commune_id not in self.asked_again:
            self._notice(person, self._news(person), is_silent=them.is_silent(one))
            return
        subject = row.subject if is_new else self.subject
        row.letter_id = self._ask_anew(
            person, row.letter_id, lambda words: invitation(words, them.outgoing.services, of, one, sent), subject
        )  # fmt: skip

    def _notice(self, person: Somebody, news: Change, *, is_silent: bool = False) -> None:
        concerns_them = is_told_to_the_silent if is_silent else is_told
        if person.id in self.them.told or not concerns_them(news):
            return
        services, id = self.them.outgoing.services, self.them.of.forum.id
        self._file(person, news)
        self.them.tell(
            person,
            lambda words: Message(
                Markup("\n").join(
                    (
                        words("forum_change.news", heading=self._heading(words)),
                        *lines(words, services, news),
                        *self.them.guests(words, person),
                    )
                ),
                [[button(words, "forum_change.show", Show(forum=id))]],
            ),
            self.subject,
        )

    def _heading(self, words: Words) -> Markup:
        return heading(words, self.them.outgoing.services, self.them.of.forum)

    def _file(self, person: Somebody, news: Change) -> None:
        """A new agenda file goes before the message."""
        forum = self.them.of.forum
        is_new = self.brings_agenda and news.now.get("agenda_file")
        if person.id in self.them.told or not is_new or forum.agenda_kind is None:
            return
        file = File(forum.agenda_kind, forum.agenda_file or "")
        self.them.outgoing.tell(
            [person], lambda words: Message(self._heading(words), sent=file), needs=self.them.needs(person),
            once=f"{self.subject}:agenda", due=self.them.due, about=agenda_subject(forum), until=forum.starts_at,
        )  # fmt: skip


# --- it is called off ----------------------------------------


async def tell_cancelled(turn: Turn[Any], of: ForumView) -> None:
    """Tells everybody who has heard of the forum; the others never will."""
    forum, id = of.forum, of.forum.id
    once = f"forum:{id}:cancelled"
    all_of_them = await audience(turn, of, once=once, starts=(forum.starts_at,), but=turn.person)
    await forum_change.drop_unsent(turn.session, id)
    for sent in all_of_them.sent:
        if sent.person is not None and sent.delegate.is_asked:
            _tell_off(all_of_them, sent.person, sent.delegate.letter_id)
    for one in all_of_them.invited:
        if one.person is not None:
            _tell_off(all_of_them, one.person, one.row.letter_id)
        for person in all_of_them.stand_ins(one):
            _tell_off(all_of_them, person, None)
    for person in all_of_them.office:
        _tell_off(all_of_them, person, None)
    await _send_calendars(all_of_them)
    await redraw_all(all_of_them)


async def _send_calendars(them: Recipients) -> None:
    """Calendar files follow the news."""
    await send_again(them.outgoing, them.of, once=f"{them.once}:calendar", due=them.due)


def _tell_off(them: Recipients, person: Somebody, letter_id: int | None) -> None:
    if person.id in them.told or them.has_not_seen(letter_id, person):
        return
    forum, services = them.of.forum, them.outgoing.services

    def news(words: Words) -> Message:
        said = words("forum_cancel.news", heading=heading(words, services, forum), reason=forum.reason or "–")
        return Message(Markup("\n").join((said, *them.guests(words, person))))

    them.tell(person, news, them.once)
