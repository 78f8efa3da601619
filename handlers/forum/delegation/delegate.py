"""Whom a commune sends to a forum (storyboard 4): chosen by its coordinator, who may go too.

That it sends nobody is said in ``forum_none``.
"""

from collections.abc import Sequence

from bot.conversation.buttons import Button, Tap, column, paged, search, ticked
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.forum.delegation import none as none
from handlers.forum.delegation.choice import send
from handlers.forum.delegation.chooser import Choosing, present, show_invitation, still, tapped
from handlers.forum.delegation.chooser import delegate as delegate
from handlers.forum.notices.invite import redraw
from handlers.forum.views import Choose, IGo, heading
from models.forum import delegate as delegates
from models.forum import forum_commune
from models.forum import reminder as forum_reminder
from models.forum.delegate import PRESENT, Delegate, Sent, TooLate, TooMany
from models.forum.forum import Called
from models.forum.forum_commune import Invited
from models.people import person as people
from models.people.person import Member, Somebody
from models.people.right import Role
from models.reading.words import alphabetical, tidy

GUEST_LIMIT = 150
ORDER = (Role.SPECIALIST, Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.CHAIR_DEPUTY, Role.CHAIR)


class Tick(Tap, tag="forum.tick", bound=True):
    """This person, or not after all."""

    person: int


class TickGuest(Tap, tag="forum.tick_guest", bound=True):
    """This guest, or not after all."""

    delegate: int


class Turned(Tap, tag="forum.people_page", bound=True):
    """Another page of the team."""

    page: int


class Everybody(Tap, tag="forum.everybody", bound=True):
    """Whatever they are called."""


class Guest(Tap, tag="forum.guest", bound=True):
    """Somebody who is not in the team."""


class NoGuest(Tap, tag="forum.no_guest", bound=True):
    """No guest after all."""


class Approve(Tap, tag="forum.approve", bound=True):
    """These are the ones."""


# --- from the invitation ----------------------------------------


@delegate.tapped(Choose)
async def choose(turn: Turn[Choosing], tap: Choose) -> None:
    """[👥 Deleguj]: who is chosen already is ticked; at first, who went to the last forum in this field."""
    found = await tapped(turn, tap.forum, tap.commune)
    if found is None:
        return
    of, _ = found
    ever = await delegates.delegates(turn.session, tap.forum, commune_id=tap.commune)
    present = [sent.delegate for sent in ever if sent.delegate.state in PRESENT]
    ticked = {sent.person_id for sent in present if sent.person_id is not None}
    if not ever:
        ticked = await delegates.standing(turn.session, of.forum, tap.commune)
    seen = [sent.id or 0 for sent in present]
    await turn.begin(
        delegate, Choosing(forum=tap.forum, commune=tap.commune, ticked=sorted(ticked), seen=seen), ask_people
    )


@delegate.tapped(IGo)
async def go_oneself(turn: Turn[Choosing], tap: IGo) -> None:
    """[🙋 Pójdę]: besides whom the commune sends already."""
    found = await tapped(turn, tap.forum, tap.commune)
    if found is None:
        return
    of, one = found
    if tap.commune not in {membership.commune_id for membership in turn.memberships}:
        turn.toast("common.not_allowed_toast")
        return
    there = await delegates.delegates(turn.session, tap.forum, commune_id=tap.commune, states=PRESENT)
    others = [sent.person for sent in there if sent.person is not None and sent.person.id != turn.person.id]
    if await send(turn, of, one, [*others, turn.person]):
        await show_invitation(turn, of, tap.commune)


# --- choosing people ----------------------------------------


@delegate.step
async def ask_people(turn: Turn[Choosing]) -> None:
    """The team, specialists of the forum's field first; a part of a name typed narrows the list."""
    found = await still(turn)
    if found is not None:
        turn.ask(await _people_question(turn, found[0]))


async def _people_question(turn: Turn[Choosing], of: Called) -> Message:
    draft = turn.draft
    team = await _team(turn, of)
    shown = search(team, draft.words, _name) if draft.words else team
    people = [
        Button(ticked(_label(of, member), chosen=member.person.id in draft.ticked), Tick(person=member.person.id or 0))
        for member in shown
    ]
    guests = [
        Button(
            ticked(sent.name, chosen=sent.delegate.id not in draft.without), TickGuest(delegate=sent.delegate.id or 0)
        )
        for sent in await present(turn)
        if sent.person is None
    ]
    end = [turn.button("forum_delegate.guest", Guest()), turn.button("forum_delegate.approve", Approve())]
    everybody = [[turn.button("forum_delegate.everybody", Everybody())]] if draft.words else []
    keyboard = [*paged(people, draft.page, lambda page: Turned(page=page)), *everybody, *column(guests), end]
    text = turn.words("forum_delegate.ask_people", heading=heading(turn.words, turn.house, of.forum))
    if any(_knows(of, member) for member in shown):
        text += turn.words("forum_delegate.stars")
    if of.forum.seats:
        text += turn.words("forum_delegate.seats", seats=of.forum.seats)
    return Message(text, keyboard)


async def _team(turn: Turn[Choosing], of: Called) -> list[Member]:
    """Each person once: specialists of the forum's field first."""
    members = await people.members(turn.session, commune_id=turn.draft.commune)
    members.sort(key=lambda m: (not _knows(of, m), ORDER.index(m.membership.role), alphabetical(m.person.name)))
    once: dict[int | None, Member] = {}
    for member in members:
        once.setdefault(member.person.id, member)
    return list(once.values())


def _knows(of: Called, member: Member) -> bool:
    return of.forum.field_id in member.field_ids


def _label(of: Called, member: Member) -> str:
    signs = (" ⭐" if _knows(of, member) else "") + (" 🔕" if member.person.unreachable_since is not None else "")
    return f"{member.person.name}{signs}"


def _name(member: Member) -> str:
    return member.person.name


@ask_people.told()
async def narrow(turn: Turn[Choosing], told: Told) -> None:
    """A part of a name."""
    found = await still(turn)
    if found is None:
        return
    if search(await _team(turn, found[0]), told.text, _name):
        turn.draft.words, turn.draft.page = told.text, 0
        turn.ask(await _people_question(turn, found[0]))
    else:
        turn.say("forum_delegate.no_such_person")


@delegate.tapped(Turned)
async def turn_page(turn: Turn[Choosing], tap: Turned) -> None:
    """Eight people a page."""
    turn.draft.page = tap.page
    await _redraw_people(turn)


@delegate.tapped(Everybody)
async def show_everybody(turn: Turn[Choosing], _tap: Everybody) -> None:
    """[Pokaż wszystkich]"""
    turn.draft.words, turn.draft.page = "", 0
    await _redraw_people(turn)


@delegate.tapped(Tick)
async def tick(turn: Turn[Choosing], tap: Tick) -> None:
    """☐ or ☑"""
    turn.draft.ticked = sorted({*turn.draft.ticked} ^ {tap.person})
    await _redraw_people(turn)


@delegate.tapped(TickGuest)
async def tick_guest(turn: Turn[Choosing], tap: TickGuest) -> None:
    """☐ or ☑"""
    turn.draft.without = sorted({*turn.draft.without} ^ {tap.delegate})
    await _redraw_people(turn)


async def _redraw_people(turn: Turn[Choosing]) -> None:
    found = await still(turn)
    if found is not None:
        turn.redraw(await _people_question(turn, found[0]))


@delegate.tapped(Approve)
async def approve(turn: Turn[Choosing], _tap: Approve) -> None:
    """[✅ Zatwierdź]: only who is in the team still counts."""
    found = await still(turn)
    if found is None:
        return
    of, one = found
    draft = turn.draft
    if await _has_changed(turn):
        turn.toast("forum_delegate.meanwhile")
        turn.redraw(await _people_question(turn, of))
        return
    chosen = [member.person for member in await _team(turn, of) if member.person.id in draft.ticked]
    guests = [s for s in await present(turn) if s.person is None and s.delegate.id not in draft.without]
    if not chosen and not guests:
        turn.toast("forum_delegate.nobody_ticked")
    elif await send(turn, of, one, chosen, without=draft.without):
        await turn.end(_said(turn, of, one, chosen, guests))


async def _has_changed(turn: Turn[Choosing]) -> bool:
    """Whether another one has chosen meanwhile or a delegate has declined: it is looked at again as it is now."""
    draft = turn.draft
    ever = await delegates.delegates(turn.session, draft.forum, commune_id=draft.commune)
    present = {s.delegate.id or 0 for s in ever if s.delegate.state in PRESENT}
    if present == {*draft.seen}:
        return False
    person_of = {s.delegate.id or 0: s.delegate.person_id for s in ever}
    gone, new = ({person_of.get(id) for id in ids} for ids in ({*draft.seen} - present, present - {*draft.seen}))
    draft.ticked = sorted(id for id in {*draft.ticked, *new} - gone if id is not None)
    draft.seen = sorted(present)
    return True


def _said(turn: Turn[Choosing], of: Called, one: Invited, chosen: Sequence[Somebody], guests: list[Sent]) -> Message:
    names = [*(person.name for person in chosen), *(sent.name for sent in guests)]
    text = turn.words("forum_delegate.chosen", names=", ".join(names), forum=of.forum.title)
    if one.row.late:
        text += turn.words("forum_delegate.late")
    silent = [person.name for person in chosen if person.unreachable_since is not None]
    if silent:
        text += turn.words("forum_delegate.unreachable", names=", ".join(silent))
    return Message(text)


# --- a guest ----------------------------------------


@delegate.tapped(Guest)
async def name_guest(turn: Turn[Choosing], _tap: Guest) -> None:
    """[➕ Gość]"""
    await turn.go(ask_guest)


@delegate.step
async def ask_guest(turn: Turn[Choosing]) -> None:
    """``Imię i nazwisko, funkcja``"""
    if await still(turn) is not None:
        turn.ask("forum_delegate.ask_guest", [[turn.button("forum_delegate.no_guest", NoGuest())]])


@delegate.tapped(NoGuest)
async def leave_guest(turn: Turn[Choosing], _tap: NoGuest) -> None:
    """Back to the team."""
    await turn.go(ask_people)


@ask_guest.told(limit=GUEST_LIMIT, mends=False)
async def take_guest(turn: Turn[Choosing], told: Told) -> None:
    """The commune answers for its guest, who has a seat at once if there is one."""
    found = await still(turn)
    if found is None:
        return
    of, one = found
    name, _, function = (part.strip() for part in tidy(told.text).partition(","))
    if not name:
        turn.say("forum_delegate.no_name")
        return
    match await delegates.add_guest(
        turn.session, of.forum, commune_id=one.row.commune_id, name=name, function=function,
        by=turn.person, now=turn.now,
    ):  # fmt: skip
        case TooMany(seats=seats):
            turn.say("forum_delegate.too_many", seats=seats)
        case TooLate():
            await turn.end("forum_delegate.too_late")
        case Delegate(id=id):
            turn.draft.seen = [*turn.draft.seen, id or 0]
            forum_commune.answer(one.row, takes_part=True, now=turn.now, answer_by=of.forum.answer_by)
            await forum_reminder.withdraw(turn.session, one.row)
            await redraw(turn, of, one.row.commune_id)
            await turn.go(ask_people)
