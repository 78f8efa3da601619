"""How a forum looks on a phone. Shared by the conversations about forums and the jobs."""

from collections.abc import Sequence
from typing import Any

from babel.dates import get_day_names
from markupsafe import Markup

from bot.conversation.buttons import Keyboard, Tap
from bot.conversation.outgoing import Message, Services, button
from bot.conversation.refusal import NotAllowed, Stale, there
from bot.conversation.turn import Turn
from bot.texts import MESSAGE_LIMIT, Words, visible
from models.calendar import Clock
from models.forum import delegate as delegates
from models.forum import forum as forums
from models.forum import series
from models.forum.delegate import Delegate, Delegation, State
from models.forum.forum import Forum, ForumView
from models.forum.forum_commune import Invited
from models.forum.series import Rhythm
from models.people.permission import Right

FEMININE = (2, 5, 6)
"""środa, sobota, niedziela"""


class Show(Tap, tag="forums.show", was="forum.show"):
    """Open this forum: the live card for the Office, their own part for others."""

    forum: int


class Choose(
    Tap,
    tag="forum_delegate.choose",
    was={"forum.delegate": {"person": None}, "forum_delegate.open": {"person": None}, "forum_delegate.them": {}},
):
    """The commune chooses whom it sends; with a person: that one is ticked."""

    forum: int
    commune: int
    person: int | None = None


class Wish(Tap, tag="forum_wish.say"):
    """A specialist would like to go."""

    forum: int
    commune: int


class IGo(Tap, tag="forum_delegate.i_go", was="forum.i_go"):
    """The person asked for the commune comes themself."""

    forum: int
    commune: int


class NoneGoes(Tap, tag="forum_delegate.nobody", was="forum.none_goes"):
    """The commune sends nobody."""

    forum: int
    commune: int


class Come(Tap, tag="forum_answer.come", was="forum.come"):
    """The delegate comes."""

    delegate: int


class CannotCome(Tap, tag="forum_answer.cannot_come", was="forum.cannot_come"):
    """The delegate does not come; asks why."""

    delegate: int


class EndSeries(Tap, tag="forum_series.end", was="forum.end_series"):
    """End the series with this forum."""

    forum: int


class Calendar(Tap, tag="forum_calendar.send", was="forum.calendar"):
    """The forum as a file for calendars."""

    forum: int


class WhoComes(
    Tap,
    tag="forum_attendance.list",
    was={"forum_attendance.paper": {"on_paper": True}, "forum_attendance.sheet": {"on_paper": False}},
):
    """The list to print, or for a spreadsheet."""

    forum: int
    on_paper: bool


class MyCode(Tap, tag="forum_attendance.code", was="forum.code"):
    """The delegate's code for the door."""

    delegate: int


# --- whose tap is obeyed ----------------------------------------


async def forum_for(turn: Turn[Any], forum_id: int, right: Right, *, locked: bool = False) -> ForumView:
    """The forum, if this person may do what they tapped."""
    of = there(await forums.called(turn.session, forum_id, locked=locked))
    turn.require(right)
    return of


async def sent_oneself(turn: Turn[Any], delegate_id: int) -> tuple[ForumView, Delegation]:
    """The forum, locked, and the person as its delegate, if they are still in the team that sends them."""
    forum_id = await delegates.forum_of(turn.session, delegate_id)
    of = await forums.called(turn.session, forum_id, locked=True) if forum_id is not None else None
    sent = await delegates.with_id(turn.session, delegate_id) if of is not None else None
    if of is None or sent is None:
        raise Stale
    if sent.delegate.person_id != turn.person.id:
        raise NotAllowed
    turn.require(Right.READ_FORUMS, sent.delegate.commune_id)
    return of, sent


# --- the forum in words ----------------------------------------


def heading(words: Words, services: Services, forum: Forum) -> Markup:
    """``Forum Mobilności · czw. 10.12.2026, 10:00``"""
    return Markup("{} · {}").format(forum.title, when(words, services, forum))


def when(words: Words, services: Services, forum: Forum) -> str:
    """``czw. 10.12.2026, 10:00``"""
    local = services.clock.local(forum.starts_at)
    return f"{words.day(local.date(), weekday=True)}, {local.hour}:{local.minute:02}"


def hours(words: Words, clock: Clock, forum: Forum) -> str:
    """``10:00–12:00``; if it ends on another day: ``10:00 – pt. 11.12, 16:00``."""
    start, end = clock.local(forum.starts_at), clock.local(forum.ends_at)
    if start.date() == end.date():
        return f"{start:%-H:%M}–{end:%-H:%M}"
    return f"{start:%-H:%M} – {words.moment(end, year=start.year != end.year)}"


def facts(words: Words, services: Services, of: ForumView) -> list[Markup]:
    """Everything but its heading, line by line: deadline, place, field, agenda."""
    forum = of.forum
    lines = [words("forum.lasts", hours=hours(words, services.clock, forum)), *whereabouts(words, forum)]
    if of.field is not None:
        lines.append(words("forum.field", field=of.field.name))
    if forum.agenda:
        lines.append(words("forum.agenda", agenda=forum.agenda))
    if forum.agenda_file:
        lines.append(words("forum.agenda_file"))
    if forum.cancelled_at is not None:
        lines.append(words("forum.cancelled", reason=forum.reason or "–"))
    return lines


def whereabouts(words: Words, forum: Forum) -> list[Markup]:
    """The place and the link, where there are any."""
    lines = []
    if forum.place or forum.latitude is not None:
        lines.append(words("forum.place", place=_place(words, forum)))
    if forum.link:
        lines.append(words("forum.link", link=forum.link))
    return lines


def _place(words: Words, forum: Forum) -> Markup:
    """The place; with a pin it links to the map."""
    name = Markup("{}").format(forum.place or words("forum.on_map"))
    if forum.latitude is None or forum.longitude is None:
        return name
    at = f"mlat={forum.latitude:.5f}&mlon={forum.longitude:.5f}#map=17/{forum.latitude:.5f}/{forum.longitude:.5f}"
    return Markup('<a href="https://www.openstreetmap.org/?{}">{}</a>').format(at, name)


# --- what a commune's coordinator sees ----------------------------------------


def invitation(words: Words, services: Services, of: ForumView, one: Invited, sent: Sequence[Delegation]) -> Message:
    """The invitation of a commune, with its delegates so far."""
    forum = of.forum
    lines = [
        words(f"forum.invitation_{forum.kind}", heading=heading(words, services, forum)),
        *facts(words, services, of),
        *_seats(words, services, forum),
    ]
    text = _in_one_message(words, [line for line in lines if line], _answer(words, one, sent))
    return Message(text, _invitation_keyboard(words, services, forum, one))


def _in_one_message(words: Words, lines: list[Markup], names: list[Markup]) -> Markup:
    """As many names as fit: the message changes in its place, so it must stay one message."""
    for shown in range(len(names), -1, -1):
        more = [words("forum.and_more", n=len(names) - shown)] if shown < len(names) else []
        text = Markup("\n").join((*lines, *names[:shown], *more))
        if visible(text) <= MESSAGE_LIMIT:
            break
    return text


def _seats(words: Words, services: Services, forum: Forum) -> list[Markup]:
    """Seats, and the deadline; nothing if people are invited by name."""
    if not forum.kind.delegates:
        return []
    by = services.moment(words, forum.answer_by)
    of_commune = words("forum.seats", seats=forum.seats, by=by) if forum.seats else words("forum.open_seats", by=by)
    return [of_commune, *([words("forum.seats_in_all", n=forum.capacity)] if forum.capacity else [])]


def _answer(words: Words, one: Invited, sent: Sequence[Delegation]) -> list[Markup]:
    if one.row.declined_at is not None:
        late = words("forum.late") if one.row.late else Markup("")
        return [words("forum.sends_nobody", commune=one.commune.name) + late]
    return [delegate_line(words, s) for s in sent if s.delegate.state is not State.REMOVED]


def delegate_line(words: Words, sent: Delegation) -> Markup:
    """``✅ Anna Nowak``, with the reason if they declined."""
    line = words(f"forum.is_{sent.delegate.state}", name=sent.name)
    if sent.delegate.asked_again:
        line = words("forum.is_asked_again", name=sent.name)
    if sent.delegate.late:
        line += words("forum.late")
    return line + (Markup(": <i>{}</i>").format(sent.delegate.reason) if sent.delegate.reason else "")


def _invitation_keyboard(words: Words, services: Services, forum: Forum, one: Invited) -> Keyboard:
    calendar = button(words, "forum.calendar", Calendar(forum=forum.id))
    if not forum.is_open(services.clock.now()):
        return [[calendar]]
    about = {"forum": forum.id, "commune": one.row.commune_id}
    return [
        [button(words, "forum.choose", Choose(**about)), button(words, "forum.i_go", IGo(**about))],
        [button(words, "forum.none_goes", NoneGoes(**about)), calendar],
    ]


# --- what a delegate sees ----------------------------------------


def delegation(words: Words, services: Services, of: ForumView, sent: Delegation) -> Message:
    """``Anna Nowak deleguje Cię na Forum Mobilności …``, or their answer once they have given it."""
    forum, delegate = of.forum, sent.delegate
    if delegate.asked_again:
        first = words("forum.confirm_again", heading=heading(words, services, forum))
    elif forum.kind.delegates:
        chooser = sent.chooser.name if sent.chooser is not None else "–"
        first = words("forum.you_are_sent", name=chooser, heading=heading(words, services, forum))
    else:
        first = words(f"forum.you_are_invited_{forum.kind}", heading=heading(words, services, forum))
    stands = _how_it_stands(words, services, forum, delegate)
    calendar = button(words, "forum.calendar", Calendar(forum=forum.id))
    keyboard: Keyboard = [[calendar]] if delegate.state is not State.REMOVED else []
    if forum.is_open(services.clock.now()) and delegate.state is not State.REMOVED:
        said = None if delegate.asked_again else delegate.state
        come_key = "forum.come_said" if said in (State.ACCEPTED, State.WAITING) else "forum.come"
        cannot_key = "forum.cannot_come_said" if said is State.DECLINED else "forum.cannot_come"
        come = button(words, come_key, Come(delegate=delegate.id))
        cannot = button(words, cannot_key, CannotCome(delegate=delegate.id))
        keyboard = [[come, cannot], [calendar]]
    if needs_code(services, of.forum, delegate):
        keyboard = [*keyboard, [button(words, "forum.my_code", MyCode(delegate=delegate.id))]]
    return Message(Markup("\n").join((first, *facts(words, services, of), *stands)), keyboard)


def _how_it_stands(words: Words, services: Services, forum: Forum, delegate: Delegate) -> list[Markup]:
    """Their answer, or the deadline if there is one."""
    if delegate.asked_again:
        return []
    if delegate.state is State.ASKED:
        by = services.moment(words, forum.answer_by)
        return [words("forum.your_answer_by", by=by)] if forum.kind.delegates else []
    if delegate.state is State.REMOVED and not forum.kind.delegates:
        return [words("forum.you_are_off_the_list")]
    return [words(f"forum.you_{delegate.state}")]


def needs_code(services: Services, forum: Forum, delegate: Delegate) -> bool:
    """Whether they have to tell their code at the door: on the day until the forum is over, if they come."""
    now = services.clock.now()
    is_on_the_day = services.clock.today() == services.clock.local(forum.starts_at).date()
    comes = delegate.state is State.ACCEPTED and not delegate.asked_again
    return comes and is_on_the_day and now < forum.ends_at and forum.cancelled_at is None


def rhythm(words: Words, rule: str) -> str:
    """``co miesiąc (1. czwartek)``"""
    way = series.read(rule)
    day = get_day_names("wide", "stand-alone", words.language)[way.weekday]
    if way.nth != series.LAST:
        return words.plain(f"rhythm.{way.rhythm}", day=day, nth=words(f"rhythm.nth_{way.nth}") if way.nth else "")
    ending = "f" if way.weekday in FEMININE else "m"
    every = "quarterly" if way.rhythm is Rhythm.QUARTERLY else "monthly"
    return words.plain(f"rhythm.{every}_last_{ending}", day=day)
