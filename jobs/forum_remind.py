"""Reminds of forums: those who come, those who have not answered, silent communes; then the Office gets their list."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from markupsafe import Markup

from bot.conversation.outgoing import Message, Outgoing, Services, button
from bot.texts import Words
from bot.timetable import Job
from handlers.forum.views import Calendar, CannotCome, Show, delegation, heading, invitation, needs_code, whereabouts
from models.forum import attendance
from models.forum import reminder as forum_reminder
from models.forum.delegate import Delegate, State
from models.forum.forum import ForumView
from models.forum.forum_commune import Invited
from models.forum.reminder import Nudge, Reminder, Silence, Step, What, subject
from models.people import absence
from models.people import person as people
from models.people.absence import Addressee
from models.people.permission import Needs, Right, may
from models.people.person import Somebody

CHUNK = 200
"""So many are reminded in one transaction; the courier takes seven seconds for them."""
EVERY = timedelta(seconds=5)
PUNCTUAL = timedelta(minutes=5)
"""What comes later than this after a full hour before the start does not count the hours."""


async def run(outgoing: Outgoing) -> None:
    """Of steps that are due at once (the bot was down) only the latest is taken."""
    clock = outgoing.services.clock
    due = await forum_reminder.due(outgoing.session, now=outgoing.now, clock=clock, limit=CHUNK)
    if not (due.reminders or due.nudges or due.silences):
        return
    guests = [r for r in due.reminders if r.sent.person is None and r.sent.delegate.state is State.ACCEPTED]
    silent = [*(n.invited for n in due.nudges), *(one for silence in due.silences for one in silence.communes)]
    commune_ids = {r.sent.delegate.commune_id or 0 for r in guests} | {one.row.commune_id for one in silent}
    asked = await absence.addressees(outgoing.session, sorted(commune_ids), outgoing.today)
    await forum_reminder.withdraw(
        outgoing.session, *(r.sent.delegate for r in due.reminders), *(n.invited.row for n in due.nudges)
    )
    await _remind_delegates(outgoing, due.reminders)
    _remind_of_guests(outgoing, guests, asked)
    _remind_communes(outgoing, due.nudges, asked)
    await _list_the_silent(outgoing, due.silences, asked)


# --- those who come ----------------------------------------


async def _remind_delegates(outgoing: Outgoing, reminders: Iterable[Reminder]) -> None:
    """Who waits for a seat or does not come has nothing to remember, nor has who left the team."""
    those = [(r, r.sent.person) for r in reminders if r.sent.person is not None]
    those = [(r, person) for r, person in those if r.sent.delegate.state in (State.ASKED, State.ACCEPTED)]
    roles = await people.memberships_of(outgoing.session, [person for _, person in those])
    comes_today = [r.sent.delegate for r, _ in those if needs_code(outgoing.services, r.of.forum, r.sent.delegate)]
    await attendance.give_codes(outgoing.session, comes_today)
    for r, person in those:
        delegate = r.sent.delegate
        if may(roles.get(person.id, ()), Right.READ_FORUMS, delegate.commune_id):
            message = _for_delegate(outgoing.services.texts[person.language], outgoing.services, r)
            letter_id = _tell(outgoing, r, person, message)
            if _is_to_answer(delegate):
                about = subject(delegate, r.step.what)
                _take_the_place(outgoing, r.of, r.step, delegate.letter_id, person, about)
                delegate.letter_id = letter_id


def _remind_of_guests(outgoing: Outgoing, guests: Sequence[Reminder], asked: Mapping[int, Addressee]) -> None:
    """Who is asked for their commune hears it for them."""
    for _, group in groupby(guests, key=lambda r: (r.of.forum.id, r.sent.delegate.commune_id)):
        first, *others = group
        found = asked.get(first.sent.delegate.commune_id or 0)
        if found is not None:
            words = outgoing.services.texts[found.person.language]
            names = ", ".join(r.sent.name for r in (first, *others))
            lines = [*_lines(words, outgoing.services, first), words("forum_remind.guests", guests=names)]
            calendar = button(words, "forum.calendar", Calendar(forum=first.of.forum.id))
            _tell(outgoing, first, found.person, Message(Markup("\n").join(lines), [[calendar]]))


def _tell(outgoing: Outgoing, r: Reminder, person: Somebody, message: Message) -> int:
    """The letter that reminds them; what comes some hours before the start does not wait for the morning."""
    about = subject(r.sent.delegate, r.step.what)
    [letter] = outgoing.tell(
        [person], lambda _: message, needs=Needs(Right.READ_FORUMS, r.sent.delegate.commune_id),
        about=about, once=f"{about}:{r.step.at.isoformat()}",
        due=outgoing.now if r.step.waits else None, until=r.of.forum.starts_at,
    )  # fmt: skip
    return letter.id


def _is_to_answer(delegate: Delegate) -> bool:
    return delegate.asked_again or delegate.state is State.ASKED


def _take_the_place(
    outgoing: Outgoing, of: ForumView, step: Step, former: int | None, person: Somebody | None, about: str
) -> None:
    """The reminder is the question from now on, and changes with the answer: the former one has no buttons any more."""
    if former is not None and person is not None:
        due = outgoing.now if step.waits else None
        outgoing.take_buttons_of(former, person.telegram_id, about=about, due=due, until=of.forum.starts_at)


def _for_delegate(words: Words, services: Services, r: Reminder) -> Message:
    """Who has not said yet whether they come is asked to; the buttons are those of the first message."""
    lines, delegate = _lines(words, services, r), r.sent.delegate
    if _is_to_answer(delegate):
        lines.append(words("forum_remind.confirm" if delegate.asked_again else "forum_remind.answer"))
        return Message(Markup("\n").join(lines), delegation(words, services, r.of, r.sent).keyboard)
    if needs_code(services, r.of.forum, delegate):
        lines.append(words("forum_attendance.your_code", code=delegate.code))
    calendar = button(words, "forum.calendar", Calendar(forum=r.of.forum.id))
    cannot = button(words, "forum.cannot_come", CannotCome(delegate=delegate.id))
    return Message(Markup("\n").join(lines), [[calendar, cannot]])


def _lines(words: Words, services: Services, r: Reminder) -> list[Markup]:
    """What, how soon and where."""
    first = words("forum_remind.soon", heading=heading(words, services, r.of.forum))
    return [first, _how_soon(words, services, r), *whereabouts(words, r.of.forum)]


def _how_soon(words: Words, services: Services, r: Reminder) -> Markup:
    """``Już jutro o 10:00.``, ``Za 2 godziny.``"""
    now, starts_at = services.clock.now(), r.of.forum.starts_at
    start = services.clock.local(starts_at)
    hours = round((starts_at - now) / timedelta(hours=1))
    if r.step.what is What.HOURS_BEFORE and abs(starts_at - now - timedelta(hours=hours)) < PUNCTUAL:
        return words("forum_remind.in_hours", n=hours)
    days = (start.date() - services.clock.local(now).date()).days
    if days > 1:
        return words("forum_remind.in_days", n=days)
    return words("forum_remind.tomorrow" if days else "forum_remind.today", at=f"{start:%-H:%M}")


# --- communes that have not answered ----------------------------------------


def _remind_communes(outgoing: Outgoing, nudges: Iterable[Nudge], asked: Mapping[int, Addressee]) -> None:
    """Whoever is asked for the commune today; with the buttons of the invitation, which loses them."""
    for n in nudges:
        row, found = n.invited.row, asked.get(n.invited.row.commune_id)
        if found is not None:
            message = _for_commune(outgoing.services.texts[found.person.language], outgoing.services, n.of, n.invited)
            about = subject(row, What.COMMUNE)
            [letter] = outgoing.tell(
                [found.person], lambda _, message=message: message,  # type: ignore[misc]
                needs=Needs(Right.READ_FORUMS, row.commune_id), about=about,
                once=f"{about}:{n.step.at.isoformat()}", due=outgoing.now, until=n.of.forum.starts_at,
            )  # fmt: skip
            _take_the_place(outgoing, n.of, n.step, row.letter_id, n.invited.person, about)
            row.person_id, row.letter_id = found.person.id, letter.id


def _for_commune(words: Words, services: Services, of: ForumView, one: Invited) -> Message:
    lines = [
        words("forum_remind.commune", commune=one.commune.name, heading=heading(words, services, of.forum)),
        *whereabouts(words, of.forum),
        words("forum_remind.answer_by", by=services.moment(words, of.forum.answer_by)),
    ]
    return Message(Markup("\n").join(lines), invitation(words, services, of, one, ()).keyboard)


async def _list_the_silent(outgoing: Outgoing, silences: Iterable[Silence], asked: Mapping[int, Addressee]) -> None:
    """Whom the Office may call, once for each day by which answers are due."""
    silences = list(silences)
    office = await people.office(outgoing.session) if silences else []
    for silence in silences:
        forum, waits = silence.of.forum, silence.step.waits
        about = f"forum:{forum.id}:silent:{forum.answer_by.isoformat()}"
        for person in office:
            message = _list(outgoing.services.texts[person.language], outgoing.services, silence, asked)
            outgoing.tell(
                [person], lambda _, message=message: message,  # type: ignore[misc]
                needs=Needs(Right.CALL_FORUM), about=about, once=about,
                due=outgoing.now if waits else None, until=forum.starts_at,
            )  # fmt: skip


def _list(words: Words, services: Services, silence: Silence, asked: Mapping[int, Addressee]) -> Message:
    forum = silence.of.forum
    by = services.moment(words, forum.answer_by)
    lines = [words("forum_remind.silent", n=len(silence.communes), heading=heading(words, services, forum), by=by)]
    for one in silence.communes:
        found, commune = asked.get(one.row.commune_id), one.commune.name
        if found is None:
            lines.append(words("forum_remind.line_nobody", commune=commune))
        elif found.person.phone:
            phone = found.person.phone
            lines.append(words("forum_remind.line_phone", commune=commune, name=found.person.name, phone=phone))
        else:
            lines.append(words("forum_remind.line", commune=commune, name=found.person.name))
    return Message(Markup("\n").join(lines), [[button(words, "forum_remind.show", Show(forum=forum.id))]])


job = Job("forum-remind", run, "reminds of forums, and of invitations without an answer", every=EVERY)
