"""Who is told that a forum is different or called off, and what is on their screens from then on.

Nobody gets what is outdated: what was written and not sent is withdrawn, and said anew as it is now.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from markupsafe import Markup

from bot.texts import Words
from bot.turn import Turn
from bot.voice import Message, View, Voice, button
from bot.voice import Sent as File
from handlers.forum_calendar import calendar_subject, send_again
from handlers.forum_change_draft import lines
from handlers.forum_invite import agenda_subject, delegate_subject, invitation_subject
from handlers.forum_views import Show, delegation, heading, invitation, redraw_live_cards
from models import absence, forum_card, forum_change, forum_commune
from models import delegate as delegates
from models.absence import Addressee
from models.delegate import PRESENT, Delegate, Sent, State
from models.forum import Called, Change, Forum
from models.forum_change import ForumChange, Unsent
from models.forum_commune import Invited
from models.person import Person

AHEAD = timedelta(days=1)
"""What is known less than this before the start is said at once."""


def is_told(done: Change) -> bool:
    """Whether people have to hear of it; the rest they see where they look."""
    return done.matters or "agenda_file" in done.now


def is_told_to_the_silent(done: Change) -> bool:
    """Whether those have to hear of it who have not answered yet: they may have more or less time for it."""
    return is_told(done) or "answer_by" in done.now


@dataclass
class _Round:
    """Everybody who has to do with a forum, and what each of them gets."""

    voice: Voice
    of: Called
    once: str
    due: datetime | None
    unsent: Unsent
    invited: Sequence[Invited]
    sent: Sequence[Sent]
    office: Sequence[Person]
    today: Mapping[int, Addressee]
    """Who is asked for each commune today, be it another one than was asked then."""
    told: set[int | None] = field(default_factory=set)
    retired: list[tuple[int, int, Message]] = field(default_factory=list)

    def words(self, person: Person) -> Words:
        return self.voice.house.texts[person.language]

    def tell(self, person: Person, view: View, about: str) -> int:
        """Each person once about the same; the letter that brings it."""
        self.told.add(person.id)
        [letter] = self.voice.tell(
            [person], view, once=f"{self.once}:{about}", due=self.due, about=about, until=self.of.forum.ends_at
        )
        return letter.id

    def retire(self, letter_id: int, person: Person) -> None:
        """A message has a newer one in its place: it does not name what may change once more."""
        message = Message(self.words(person)("forum_change.newer_below", title=self.of.forum.title))
        self.retired.append((letter_id, person.telegram_id, message))

    def has_not_seen(self, letter_id: int | None, person: Person) -> bool:
        """Whether the first message about the forum is still on its way to them."""
        return letter_id in self.unsent.letters and person.telegram_id not in self.unsent.untold_since

    def of_commune(self, commune_id: int) -> list[Sent]:
        return self.by_commune.get(commune_id, [])

    @cached_property
    def by_commune(self) -> dict[int | None, list[Sent]]:
        found: dict[int | None, list[Sent]] = {}
        for sent in self.sent:
            found.setdefault(sent.delegate.commune_id, []).append(sent)
        return found

    def is_silent(self, one: Invited) -> bool:
        """Whether the commune is yet to say whom it sends."""
        sends = any(sent.delegate.state in PRESENT for sent in self.of_commune(one.row.commune_id))
        return self.of.forum.kind.delegates and one.row.answered_at is None and not sends

    def stand_ins(self, one: Invited) -> list[Person]:
        """Who hears of it besides whoever was asked for the commune, and may be away now."""
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

    def guests(self, words: Words, person: Person) -> list[Markup]:
        """Who comes for their commune and has no chat with the bot: they have to tell them."""
        names = self._guests.get(person.id)
        return [words("forum_change.tell_guests", guests=", ".join(names))] if names else []


async def _round(voice: Voice, of: Called, *, once: str, starts: Iterable[datetime], but: Person) -> _Round:
    """Who has been invited so far, and whom of the Office it concerns (a fixed number of queries)."""
    id = of.forum.id or 0
    due = voice.house.clock.working_time(voice.now)
    unsent = await forum_change.unsent(voice.session, id)
    readers = [person for _, person in await forum_card.readers(voice.session, id) if person.id != but.id]
    invited = [one for one in await forum_commune.invited(voice.session, id) if one.row.invited_at is not None]
    asked = [one.row.commune_id for one in invited] if of.forum.kind.delegates else []
    today = await absence.addressees(voice.session, asked, voice.house.clock.local(voice.now).date())
    sent = await delegates.delegates(voice.session, id)
    return _Round(
        voice, of, once, None if due + AHEAD > min(starts) else due, unsent, invited, sent,
        readers if invited else [], today,
    )  # fmt: skip


# --- it is different ----------------------------------------


async def spread(turn: Turn[Any], of: Called, done: Change) -> None:
    """Tell everybody who was invited from what to what; at another time all are asked again. Then redraw all."""
    forum, id = of.forum, of.forum.id or 0
    change_id = await forum_change.note(turn.session, forum, done, by=turn.person, now=turn.now)
    asked_again: set[int] = set()
    if done.moves:
        await delegates.ask_again(turn.session, forum)
        asked_again = await forum_commune.ask_again(turn.session, id)
        await forum_change.remind_anew(turn.session, id, now=turn.now)
    subject = forum_change.subject(id, change_id)
    starts = (forum.starts_at, done.was.get("starts_at", forum.starts_at))
    all_of_them = await _round(turn, of, once=subject, starts=starts, but=turn.person)
    if is_told_to_the_silent(done):
        changes = await forum_change.of_forum(turn.session, id)
        await forum_change.drop_unsent(turn.session, id, but=_still_true(forum, done))
        _Telling(all_of_them, changes, change_id, subject, "agenda_file" in done.now, asked_again).everybody()
    if done.matters:
        await _send_calendars(all_of_them)
    await _redraw(all_of_them)


def _still_true(forum: Forum, done: Change) -> list[str]:
    """Files that are on their way and as they would be written now."""
    agenda = [] if "agenda_file" in done.now else [agenda_subject(forum)]
    return agenda if done.matters else [*agenda, calendar_subject(forum)]


@dataclass
class _Telling:
    """Tells each what is different for them: since the last that they have heard."""

    round: _Round
    changes: Sequence[ForumChange]
    change_id: int
    subject: str
    brings_agenda: bool
    """Whether its file is a new one: an older one may be on its way already."""
    asked_again: Collection[int]
    """Communes that had said that they send nobody."""

    def everybody(self) -> None:
        for sent in self.round.sent:
            if sent.person is not None and (sent.delegate.state in PRESENT or sent.delegate.asked_again):
                self._delegate(sent, sent.person)
        for one in self.round.invited:
            if one.person is not None:
                self._commune(one, one.person)
            for person in self.round.stand_ins(one):
                self._notice(person, self._news(person), is_silent=self.round.is_silent(one))
        for person in self.round.office:
            self._notice(person, self._news(person))

    def _news(self, person: Person) -> Change:
        first = self.round.unsent.first_untold(person.telegram_id, self.change_id)
        return forum_change.since(self.changes, first)

    def _delegate(self, sent: Sent, person: Person) -> None:
        """Who has not been asked yet is asked as it is now; whose time has changed confirms in a new message."""
        round, of, letter_id, news = self.round, self.round.of, sent.delegate.letter_id, self._news(person)
        is_new = round.has_not_seen(letter_id, person)
        if not news.moves and not is_new and letter_id not in round.unsent.letters:
            is_silent = sent.delegate.asked_again or sent.delegate.state is State.ASKED
            self._notice(person, news, is_silent=is_silent)
            return
        if not news.moves:
            sent.delegate.asked_again = self._was_moved_before(sent.delegate, person)
        subject = delegate_subject(of.forum, person) if is_new else self.subject
        sent.delegate.letter_id = self._ask_anew(
            person, letter_id, lambda words: delegation(words, round.voice.house, of, sent), subject
        )  # fmt: skip

    def _was_moved_before(self, delegate: Delegate, person: Person) -> bool:
        """Whether they know that the time has changed since they answered."""
        first = self.round.unsent.first_untold(person.telegram_id, self.change_id)
        known = [c for c in self.changes if (c.id or 0) < first and c.at > (delegate.answered_at or c.at)]
        return forum_change.moves(known)

    def _ask_anew(self, person: Person, letter_id: int | None, asked: View, subject: str) -> int:
        """The question as it is now, below what has changed, in the place of the one that they have."""
        round, news = self.round, self._news(person)
        said: list[Markup] = []
        if not round.has_not_seen(letter_id, person):
            said = [*lines(round.words(person), round.voice.house, news), *round.guests(round.words(person), person)]
        if letter_id is not None:
            round.retire(letter_id, person)
        self._file(person, news)

        def view(words: Words) -> Message:
            question = asked(words)
            return Message(Markup("\n").join((*said, *([""] if said else []), question.text)), question.keyboard)

        return round.tell(person, view, subject)

    def _commune(self, one: Invited, person: Person) -> None:
        """Whose invitation is on its way gets one as it is now instead; so does who had declined, at another time."""
        round, of, row = self.round, self.round.of, one.row
        sent, is_new = round.of_commune(row.commune_id), round.has_not_seen(row.letter_id, person)
        if not is_new and row.letter_id not in round.unsent.letters and row.commune_id not in self.asked_again:
            self._notice(person, self._news(person), is_silent=round.is_silent(one))
            return
        subject = invitation_subject(of.forum, row.commune_id) if is_new else self.subject
        row.letter_id = self._ask_anew(
            person, row.letter_id, lambda words: invitation(words, round.voice.house, of, one, sent), subject
        )  # fmt: skip

    def _notice(self, person: Person, news: Change, *, is_silent: bool = False) -> None:
        concerns_them = is_told_to_the_silent if is_silent else is_told
        if person.id in self.round.told or not concerns_them(news):
            return
        house, id = self.round.voice.house, self.round.of.forum.id or 0
        self._file(person, news)
        self.round.tell(
            person,
            lambda words: Message(
                Markup("\n").join(
                    (
                        words("forum_change.news", heading=self._heading(words)),
                        *lines(words, house, news),
                        *self.round.guests(words, person),
                    )
                ),
                [[button(words, "forum_change.show", Show(forum=id))]],
            ),
            self.subject,
        )

    def _heading(self, words: Words) -> Markup:
        return heading(words, self.round.voice.house, self.round.of.forum)

    def _file(self, person: Person, news: Change) -> None:
        """A new agenda that is a file goes before the message."""
        forum = self.round.of.forum
        is_new = self.brings_agenda and news.now.get("agenda_file")
        if person.id in self.round.told or not is_new or forum.agenda_kind is None:
            return
        file = File(forum.agenda_kind, forum.agenda_file or "")
        self.round.voice.tell(
            [person], lambda words: Message(self._heading(words), sent=file),
            once=f"{self.subject}:agenda", due=self.round.due, about=agenda_subject(forum), until=forum.starts_at,
        )  # fmt: skip


# --- it is called off ----------------------------------------


async def call_off(turn: Turn[Any], of: Called) -> None:
    """Tell everybody who has heard of it; who has not never will."""
    forum, id = of.forum, of.forum.id or 0
    once = f"forum:{id}:cancelled"
    all_of_them = await _round(turn, of, once=once, starts=(forum.starts_at,), but=turn.person)
    await forum_change.drop_unsent(turn.session, id)
    for sent in all_of_them.sent:
        if sent.person is not None and sent.delegate.state in PRESENT:
            _tell_off(all_of_them, sent.person, sent.delegate.letter_id)
    for one in all_of_them.invited:
        if one.person is not None:
            _tell_off(all_of_them, one.person, one.row.letter_id)
        for person in all_of_them.stand_ins(one):
            _tell_off(all_of_them, person, None)
    for person in all_of_them.office:
        _tell_off(all_of_them, person, None)
    await _send_calendars(all_of_them)
    await _redraw(all_of_them)


async def _send_calendars(round: _Round) -> None:
    """After what they are told of it."""
    await send_again(round.voice, round.of, once=f"{round.once}:calendar", due=round.due)


def _tell_off(round: _Round, person: Person, letter_id: int | None) -> None:
    if person.id in round.told or round.has_not_seen(letter_id, person):
        return
    forum, house = round.of.forum, round.voice.house

    def news(words: Words) -> Message:
        said = words("forum_cancel.news", heading=heading(words, house, forum), reason=forum.reason or "–")
        return Message(Markup("\n").join((said, *round.guests(words, person))))

    round.tell(person, news, round.once)


# --- what is on people's screens already ----------------------------------------


async def _redraw(round: _Round) -> None:
    """Every invitation, every delegate's message and the live cards, in their places."""
    house, of = round.voice.house, round.of
    waiting = {letter.id for letter in round.voice.letters if letter.method.startswith("send_")}
    messages = []
    for one in round.invited:
        if one.person is not None and one.row.letter_id is not None and one.row.letter_id not in waiting:
            sent = round.of_commune(one.row.commune_id)
            message = invitation(round.words(one.person), house, of, one, sent)
            messages.append((one.row.letter_id, one.person.telegram_id, message))
    for each in round.sent:
        letter_id, person = each.delegate.letter_id, each.person
        if person is None or letter_id is None or letter_id in waiting:
            continue
        if letter_id in round.unsent.letters and person.telegram_id in round.unsent.untold_since:
            continue
        messages.append((letter_id, person.telegram_id, delegation(round.words(person), house, of, each)))
    await round.voice.amend([*round.retired, *messages])
    await redraw_live_cards(round.voice, of)
