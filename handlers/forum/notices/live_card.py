"""The Office's live card of a forum: who was invited, who comes, and what can be done."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Keyboard, Tap
from bot.conversation.outgoing import Message, Outgoing, Redrawn, Services, button
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.forum.views import EndSeries, heading, rhythm
from models.forum import forum_commune
from models.forum.forum import Forum, ForumView
from models.forum.forum_commune import Counts, Sending, Standing, Tally, together
from models.mail import screen
from models.mail.screen import Screen
from models.people.permission import Needs, Right

COMMUNES_SHOWN = 40
"""Communes on one page."""
UNREACHED_SHOWN = 10
REFUSALS_SHOWN = 10


class Turned(Tap, tag="forums.page", was="forum.page"):
    """Another page of communes."""

    forum: int
    page: int


class SendNow(Tap, tag="forum_sending.now"):
    """Send the invitations now although they were put off."""

    forum: int


class SendLater(Tap, tag="forum_sending.later"):
    """Send them at another time; asks when."""

    forum: int


class Alter(Tap, tag="forum_change.open", was="forum.alter"):
    """Change something about the forum."""

    forum: int


class Cancel(Tap, tag="forum_cancel.open", was="forum.call_off"):
    """Call the forum off; asks why."""

    forum: int


class Attendance(Tap, tag="forum_attendance.open", was="forum.attendance"):
    forum: int


class Materials(Tap, tag="forum_materials.open", was="forum.materials"):
    """Decisions and materials for all delegates."""

    forum: int


def live_card(words: Words, services: Services, of: ForumView, standing: Standing, *, page: int = 0) -> Message:
    """How many were invited and come, by commune (forty a page), and what can be done about the forum."""
    tallies, others, sending = standing.tallies, standing.others, standing.sending
    everybody = together([*tallies, others] if others is not None else tallies)
    who_else = words("forum.off_list" if of.forum.kind.delegates else "forum.office")
    pages = max(1, -(-len(tallies) // COMMUNES_SHOWN))
    page = min(page, pages - 1)
    lines: list[Markup] = [
        words("forum.live", heading=heading(words, services, of.forum)),
        *([words("forum.cancelled", reason=of.forum.reason or "–")] if of.forum.cancelled_at is not None else []),
        *([words("rhythm.repeated", rhythm=rhythm(words, of.forum.rule))] if of.forum.rule is not None else []),
        _progress(words, services, of.forum, sending),
        *_totals(words, of.forum, tallies, everybody),
        *_communes(words, tallies[page * COMMUNES_SHOWN :][:COMMUNES_SHOWN]),
        *([_counts(who_else, others)] if others is not None else []),
        *_refusals(words, standing, everybody.declined),
        *(words("forum.unreached", commune=name, why=why) for name, why in sending.unreached[:UNREACHED_SHOWN]),
        *([words("forum.more_unreached", n=more)] if (more := len(sending.unreached) - UNREACHED_SHOWN) > 0 else []),
    ]
    text = Markup("\n").join(line for line in lines if line)
    return Message(text, [row for row in _live_keyboard(words, services, of, pages, page) if row])


def _totals(words: Words, forum: Forum, tallies: Sequence[Tally], all: Counts) -> list[Markup]:
    """For delegates, how many communes are silent and how many seats there are; for people invited by name, how
    many."""
    unsure = [words("forum.totals_again", n=all.again)] if all.again else []
    if not forum.kind.delegates:
        invited = all.delegated + all.declined
        totals = words(
            "forum.totals_by_name", invited=invited, accepted=all.accepted, declined=all.declined, silent=all.asked
        )
        return [totals, *unsure]
    silent, waiting = sum(t.is_silent for t in tallies), sum(t.is_to_be_invited for t in tallies)
    of_communes = {"invited": len(tallies), "answered": len(tallies) - silent - waiting, "silent": silent}
    of_people = {"delegated": all.delegated, "accepted": all.accepted, "declined": all.declined}
    communes = " · ".join(words.plain(f"forum.communes_{what}", n=n) for what, n in of_communes.items())
    people = " · ".join(words.plain(f"forum.people_{what}", n=n) for what, n in of_people.items())
    seats = [words("forum.capacity", n=forum.capacity, taken=all.seated, waiting=all.in_line)] if forum.capacity else []
    return [words("forum.communes", numbers=communes), words("forum.people", numbers=people), *unsure, *seats]


def _refusals(words: Words, standing: Standing, declined: int) -> list[Markup]:
    """``🚫 Niepołomice · Ola Maj: W czwartek mam urlop``"""
    if not standing.refusals:
        return []
    lines = [
        words("forum.is_declined", name=" · ".join(part for part in (one.commune, one.name) if part))
        + (Markup(": <i>{}</i>").format(one.reason) if one.reason else "")
        for one in standing.refusals
    ]
    more = declined - len(lines)
    return [*lines, words("forum.and_more", n=more)] if more > 0 else lines


def _progress(words: Words, services: Services, forum: Forum, sending: Sending) -> Markup:
    if forum.cancelled_at is not None or forum.delivered_at is not None:
        return Markup("")
    if forum.is_put_off(services.clock.now()):
        return words("forum.goes_out", at=services.moment(words, forum.send_at))
    if sending.is_over:
        return Markup("")
    return words("forum.sent_so_far", settled=sending.settled, invited=sending.invited)


def _communes(words: Words, tallies: Sequence[Tally]) -> list[Markup]:
    """A line for each commune that was heard of; the others by name only."""
    heard = [tally for tally in tallies if not tally.is_silent and not tally.is_to_be_invited]
    others = {
        "silent": [tally for tally in tallies if tally.is_silent and not tally.has_nobody],
        "nobody": [tally for tally in tallies if tally.has_nobody],
        "to_be_invited": [tally for tally in tallies if tally.is_to_be_invited],
    }
    return [
        *(_commune_line(words, tally) for tally in heard),
        *(words(f"forum.line_{how}", communes=_names(those)) for how, those in others.items() if those),
    ]


def _names(those: Sequence[Tally]) -> str:
    return ", ".join(tally.line.commune for tally in those)


def _commune_line(words: Words, tally: Tally) -> Markup:
    """``Niepołomice: 👥 2 ✅ 1``"""
    name = tally.line.commune
    late = words("forum.late") if tally.line.late or tally.late else Markup("")
    if tally.line.declined_at is not None:
        return words("forum.line_declined", commune=name) + late
    return _counts(name, tally) + late


def _counts(name: str, of: Counts) -> Markup:
    signs = {"👥": of.asked, "✅": of.accepted, "🔁": of.again, "⏳": of.waiting, "🚫": of.declined, "🪑": of.attended}
    return Markup("{}: {}").format(name, " ".join(f"{sign} {n}" for sign, n in signs.items() if n))


def _live_keyboard(words: Words, services: Services, of: ForumView, pages: int, page: int) -> Keyboard:
    id, now = of.forum.id, services.clock.now()
    turns = []
    if pages > 1:
        turns = [button(words, "forum.page", Turned(forum=id, page=(page + 1) % pages), shown=page + 1, of=pages)]
    series = [button(words, "rhythm.end", EndSeries(forum=id))] if of.forum.rule is not None else []
    if of.forum.cancelled_at is not None:
        return [turns, series]
    attendance = button(words, "forum.attendance", Attendance(forum=id))
    materials = button(words, "forum.materials", Materials(forum=id))
    if not of.forum.is_open(now):
        return [turns, [attendance, materials], series]
    change = button(words, "forum.change", Alter(forum=id))
    cancel = button(words, "forum.cancel", Cancel(forum=id))
    sending = []
    if of.forum.is_put_off(now):
        later = button(words, "forum.send_later", SendLater(forum=id))
        sending = [button(words, "forum.send_now", SendNow(forum=id)), later]
    return [turns, sending, [change, cancel], [attendance, materials], series]


async def redraw_live_cards(outgoing: Outgoing, of: ForumView) -> None:
    """Redraws the live card of everybody of the Office who has one."""
    needs = Needs(Right.CALL_FORUM)
    readers = await screen.readers(outgoing.session, of.forum.subject, needs)
    if not readers:
        return
    shown = await forum_commune.shown(outgoing.session, of.forum, refusals=REFUSALS_SHOWN)
    card = partial(live_card, services=outgoing.services, of=of, standing=shown)
    await outgoing.amend(
        Redrawn(reader.screen.letter_id, reader.person, partial(card, page=reader.screen.page), needs)
        for reader in readers
    )


async def show_live_card(turn: Turn[Any], of: ForumView) -> None:
    """Sends the live card anew; from now on this one changes in its place."""
    shown = await forum_commune.shown(turn.session, of.forum, refusals=REFUSALS_SHOWN)
    letter = turn.say(live_card(turn.words, turn.services, of, shown))
    card = Screen(letter_id=letter.id, subject=of.forum.subject, view="live", person_id=turn.person.id)
    await screen.keep_alone(turn.session, card)
