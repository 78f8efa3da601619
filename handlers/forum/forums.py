"""/fora: forums to come and past ones, as far as they concern the reader; a tap opens one."""

from bot.conversation.buttons import Button, arrows, column, page_of, search
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft, Listed
from bot.conversation.outgoing import Message
from bot.conversation.refusal import NotAllowed
from bot.conversation.step import show_all
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import LABEL_LIMIT, shorten, units
from handlers.forum.notices.invite import delegate_subject
from handlers.forum.notices.live_card import REFUSALS_SHOWN, Turned, live_card, show_live_card
from handlers.forum.views import Calendar, Show, delegation, forum_for, invitation
from handlers.forum.wish import wish_button
from models.forum import delegate as delegates
from models.forum import forum_commune
from models.forum import listing as forum_list
from models.forum.delegate import Delegation, State
from models.forum.forum import ForumView
from models.forum.listing import Listed as Row
from models.forum.listing import Reader
from models.mail import outbox, screen
from models.people import absence
from models.people.permission import Right, communes_with
from models.reading.words import tidy

SEARCH_LIMIT = 100


class Browsing(Draft):
    """Which forums somebody is looking at."""

    past: bool = False


forums = Conversation("forums", Browsing, commands=("fora", "forums"), who=Right.READ_FORUMS, browses=True)


# --- the list ----------------------------------------


@forums.begins
async def show_forums(turn: Turn[Browsing], words: str) -> None:
    """Forums to come; words after the command narrow them at once."""
    await turn.begin(forums, Browsing(listed=browse.listing(tidy(words)[:SEARCH_LIMIT])), browse)


@forums.step(answers={"all": show_all})
async def browse(turn: Turn[Browsing]) -> Message:
    """The nearest first; a forum is to come until it is over."""
    past, typed, reader = turn.draft.past, turn.listed.typed, Reader.of(turn.person, turn.memberships)
    known = await forum_list.visible(turn.session, reader, now=turn.now, past=past)
    found = search(known, typed, lambda forum: forum.title) if typed else known
    some, page, last = page_of(found, turn.listed.page)
    shown = await forum_list.standing(turn.session, reader, some)
    ends = [turn.choice(not past, "forums.coming" if past else "forums.past")]
    keyboard = [
        *column([Button(_label(turn, one, reader), Show(forum=one.forum.id)) for one in shown]),
        *arrows(page, last),
        ends,
    ]
    if typed:
        ends.append(turn.answer("forums.all"))
        return Message(turn.words("forums.found", n=len(found), words=typed), keyboard)
    which = "past" if past else "coming"
    heading = turn.words(f"forums.list_{which}") if known else turn.words(f"forums.none_{which}")
    return Message(heading, keyboard)


@browse.told(limit=SEARCH_LIMIT)
async def narrow(turn: Turn[Browsing], told: UserInput) -> None:
    """A part of a title."""
    turn.listed = Listed(typed=tidy(told.text))
    await turn.go(browse)


@browse.chosen
async def show_past(turn: Turn[Browsing], past: bool) -> None:
    """[🗂 Minione i odwołane], and back."""
    turn.draft.past, turn.listed = past, Listed(typed=turn.listed.typed)
    await turn.again()


def _label(turn: Turn[Browsing], one: Row, reader: Reader) -> str:
    """``10.12 · Forum Mobilności · ✅ 12/14 · 🔇 3``"""
    forum = one.forum
    day = turn.services.clock.local(forum.starts_at).date()
    when = turn.words.day(day, year=day.year != turn.services.clock.today().year)
    if forum.cancelled_at is not None:
        stands = turn.words.plain("forums.off")
    elif forum.is_put_off(turn.now):
        sent_on = turn.services.clock.local(forum.send_at).date()
        stands = turn.words.plain("forums.goes_out", day=turn.words.day(sent_on, year=False))
    else:
        stands = _stands(turn, one, reader)
    return f"{when} · {shorten(forum.title, LABEL_LIMIT - units(when + stands) - 6)} · {stands}"


def _stands(turn: Turn[Browsing], one: Row, reader: Reader) -> str:
    """Numbers for the Office; for a delegate their own answer, for others their commune's. Marked while an answer is
    still possible and missing."""
    words, is_open = turn.words, one.forum.is_open(turn.now)
    if reader.communes is None:
        return words.plain("forums.numbers", accepted=one.accepted, delegated=one.delegated, silent=one.silent)
    if one.own is not None and not is_open and (one.own.asked_again or one.own.state is State.ASKED):
        return words.plain("forums.silent")
    if one.own is not None and one.own.asked_again:
        return words.plain("forums.own_asked_again")
    if one.own is not None:
        return words.plain(f"forums.own_{one.own.state}")
    if one.declines:
        return words.plain("forums.declines")
    if one.delegated:
        return words.plain("forums.sends", accepted=one.accepted, delegated=one.delegated)
    return words.plain("forums.unanswered" if is_open and turn.may(Right.DELEGATE) else "forums.silent")


# --- one of them ----------------------------------------


@forums.tapped(Show)
async def show(turn: Turn[Browsing], tap: Show) -> None:
    """From the list or from a message; the messages shown here are the ones that change in their place from now on."""
    of = await forum_for(turn, tap.forum, Right.READ_FORUMS, locked=True)
    if not await forum_list.sees(turn.session, Reader.of(turn.person, turn.memberships), tap.forum):
        raise NotAllowed
    own = await delegates.of_person(turn.session, tap.forum, turn.person.id)
    is_sent = own is not None and own.delegate.state is not State.REMOVED
    if turn.may(Right.CALL_FORUM):
        await show_live_card(turn, of)
    else:
        await _show_communes(turn, of, read_only=not is_sent)
    if own is not None and is_sent:
        await _show_delegation(turn, of, own)


async def _show_communes(turn: Turn[Browsing], of: ForumView, *, read_only: bool) -> None:
    """Invitations of the communes the reader answers for; a reader who answers for none and is not sent sees their
    team's."""
    reads = communes_with(turn.memberships, Right.READ_FORUMS) or set()
    answers_for = await _answers_for(turn, reads) if of.forum.kind.delegates else set()
    for team in await forum_list.teams(turn.session, of.forum.id, answers_for or (reads if read_only else set())):
        message = invitation(turn.words, turn.services, of, team.invited, team.sent)
        if team.invited.row.commune_id not in answers_for:
            wish = await wish_button(turn, of, team.invited.row.commune_id) if read_only else []
            calendar = turn.button("forum.calendar", Calendar(forum=of.forum.id))
            turn.say(Message(message.text, [[*wish, calendar]]))
        elif team.invited.person is None or team.invited.person.id == turn.person.id:
            await outbox.drop(turn.session, team.invited.row.subject)
            team.invited.row.person_id, team.invited.row.letter_id = turn.person.id, turn.say(message).id
        else:
            turn.say(message)


async def _answers_for(turn: Turn[Browsing], reads: set[int]) -> set[int]:
    """The communes whose team they lead, and those where they are asked today in somebody's absence."""
    leads = communes_with(turn.memberships, Right.DELEGATE) or set()
    return leads | await absence.asked(turn.session, turn.person, reads - leads, turn.today)


async def _show_delegation(turn: Turn[Browsing], of: ForumView, sent: Delegation) -> None:
    await outbox.drop(turn.session, delegate_subject(of.forum, turn.person))
    sent.delegate.letter_id = turn.say(delegation(turn.words, turn.services, of, sent)).id


@forums.tapped(Turned)
async def turn_card(turn: Turn[Browsing], tap: Turned) -> None:
    """Another page of communes on the live card; the page is kept when the card changes."""
    of = await forum_for(turn, tap.forum, Right.CALL_FORUM, locked=True)
    await screen.turn_to(turn.session, of.forum.subject, turn.person.id, tap.page)
    shown = await forum_commune.shown(turn.session, of.forum, refusals=REFUSALS_SHOWN)
    turn.redraw(live_card(turn.words, turn.services, of, shown, page=tap.page))
