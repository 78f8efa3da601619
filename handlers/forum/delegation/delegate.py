"""Whom a commune sends to a forum (storyboard 4): its coordinator chooses, and may go too; or nobody goes."""

from collections.abc import Sequence

from bot.conversation.buttons import Button, Choice, column, search, ticked
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import NotAllowed, Refused
from bot.conversation.step import leave, show_all
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.forum.delegation.choice import send, send_none
from handlers.forum.delegation.draft import Delegating, present, show_invitation, still, tapped
from handlers.forum.delegation.draft import delegate as delegate
from handlers.forum.notices.invite import redraw
from handlers.forum.views import Choose, IGo, NoneGoes, heading
from models.forum import delegate as delegates
from models.forum import forum_commune
from models.forum.delegate import PRESENT, Delegate, Delegation, TooLate, TooMany
from models.forum.forum import ForumView
from models.forum.forum_commune import Invited
from models.people import absence
from models.people import person as people
from models.people.permission import Role
from models.people.person import Member, Somebody
from models.reading.words import alphabetical, tidy

GUEST_LIMIT = 150
ORDER = (Role.SPECIALIST, Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.CHAIR_DEPUTY, Role.CHAIR)


# --- from the invitation ----------------------------------------


@delegate.tapped(Choose)
async def choose(turn: Turn[Delegating], tap: Choose) -> None:
    """[👥 Deleguj]: present delegates are ticked; if there are none, whoever is ``_likeliest``. Below somebody's wish:
    they are ticked too, or alone if there is one seat."""
    of, _ = await tapped(turn, tap.forum, tap.commune)
    ever = await delegates.delegates(turn.session, tap.forum, commune_id=tap.commune)
    present = [sent.delegate for sent in ever if sent.delegate.state in PRESENT]
    ticked = {sent.person_id for sent in present if sent.person_id is not None}
    if tap.person is not None:
        ticked = {tap.person, *(ticked if of.forum.seats != 1 else ())}
    elif not present:
        ticked = await _likeliest(turn, of, tap.commune, ever)
    seen = [sent.id for sent in present]
    draft = Delegating(forum=tap.forum, commune=tap.commune, ticked=sorted(ticked), seen=seen)
    await turn.begin(delegate, draft, ask_people)


async def _likeliest(turn: Turn[Delegating], of: ForumView, commune_id: int, ever: Sequence[Delegation]) -> set[int]:
    """At first the delegates to the last forum in this field; else its only specialist, if they were not asked before
    and are not away that day. Where there is one seat, a tap on them sends them."""
    forum = of.forum
    if forum.field_id is None:
        return set()
    team = await people.members(turn.session, commune_id=commune_id)
    last = set() if ever else await delegates.standing(turn.session, forum, commune_id)
    if last := last & {member.person.id for member in team}:
        return last
    specialists = {member.person.id for member in team if _knows(of, member)}
    if len(specialists) != 1 or forum.seats == 1:
        return set()
    away = await absence.away_on(turn.session, turn.services.clock.local(forum.starts_at).date())
    return specialists - away.keys() - {sent.delegate.person_id for sent in ever}


@delegate.tapped(IGo)
async def go_oneself(turn: Turn[Delegating], tap: IGo) -> None:
    """[🙋 Pójdę]: in addition to the present delegates."""
    of, one = await tapped(turn, tap.forum, tap.commune)
    if tap.commune not in {membership.commune_id for membership in turn.memberships}:
        raise NotAllowed
    there = await delegates.delegates(turn.session, tap.forum, commune_id=tap.commune, states=PRESENT)
    others = [sent.person for sent in there if sent.person is not None and sent.person.id != turn.person.id]
    await send(turn, of, one, [*others, turn.person])
    await show_invitation(turn, of, tap.commune)


# --- choosing people ----------------------------------------


@delegate.step(narrows="forum_delegate.no_such_person", answers={"everybody": show_all})
async def ask_people(turn: Turn[Delegating]) -> Pick:
    """The team, specialists of the forum's field first; then the guests."""
    of, _ = await still(turn)
    draft, typed, team = turn.draft, turn.listed.typed, await _team(turn, of)
    shown = search(team, typed, lambda member: member.person.name) if typed else team
    there = [s for s in await present(turn) if s.person is None]
    guests = [
        Button(ticked(s.name, chosen=s.delegate.id not in draft.without), Choice.to(s.delegate.id, "without"))
        for s in there
    ]
    is_sent_at_once = of.forum.seats == 1 and not there
    text = turn.words("forum_delegate.ask_people", heading=heading(turn.words, turn.services, of.forum))
    if any(_knows(of, member) for member in shown):
        text += turn.words("forum_delegate.stars")
    if is_sent_at_once:
        text += turn.words("forum_delegate.one_seat")
    elif of.forum.seats:
        text += turn.words("forum_delegate.seats", seats=of.forum.seats)
    return Pick(
        text,
        [
            Item(_label(of, member), member.person.id, member.person.name, "only" if is_sent_at_once else None)
            for member in shown
        ],
        ticked=draft.ticked,
        below=[
            [turn.answer("forum_delegate.everybody")] if typed else [],
            *column(guests),
            [turn.answer("forum_delegate.guest"), turn.answer("forum_delegate.approve")],
        ],
    )


async def _team(turn: Turn[Delegating], of: ForumView) -> list[Member]:
    """Each member once, specialists of the forum's field first."""
    members = await people.members(turn.session, commune_id=turn.draft.commune)
    members.sort(key=lambda m: (not _knows(of, m), ORDER.index(m.membership.role), alphabetical(m.person.name)))
    once: dict[int | None, Member] = {}
    for member in members:
        once.setdefault(member.person.id, member)
    return list(once.values())


def _knows(of: ForumView, member: Member) -> bool:
    return of.forum.field_id in member.field_ids


def _label(of: ForumView, member: Member) -> str:
    signs = (" ⭐" if _knows(of, member) else "") + (" 🔕" if member.person.unreachable_since is not None else "")
    return f"{member.person.name}{signs}"


ask_people.ticks("ticked")
ask_people.ticks("without", "without")


@ask_people.chosen("only")
async def send_only(turn: Turn[Delegating], person: int) -> None:
    """If there is one seat, a tap sends that person."""
    turn.draft.ticked = [person]
    await approve(turn)


@ask_people.answer("approve")
async def approve(turn: Turn[Delegating]) -> None:
    """[✅ Zatwierdź]: only present members of the team count."""
    of, one = await still(turn)
    draft = turn.draft
    if await _has_changed(turn):
        turn.toast("forum_delegate.meanwhile")
        await turn.again()
        return
    chosen = [member.person for member in await _team(turn, of) if member.person.id in draft.ticked]
    guests = [s for s in await present(turn) if s.person is None and s.delegate.id not in draft.without]
    if not chosen and not guests:
        turn.toast("forum_delegate.nobody_ticked")
    else:
        await send(turn, of, one, chosen, without=draft.without)
        await turn.end(_said(turn, of, one, chosen, guests))


async def _has_changed(turn: Turn[Delegating]) -> bool:
    """Whether somebody else has chosen meanwhile or a delegate has declined; then the question is shown as it is
    now."""
    draft = turn.draft
    ever = await delegates.delegates(turn.session, draft.forum, commune_id=draft.commune)
    present = {s.delegate.id for s in ever if s.delegate.state in PRESENT}
    if present == {*draft.seen}:
        return False
    person_of = {s.delegate.id: s.delegate.person_id for s in ever}
    gone, new = ({person_of.get(id) for id in ids} for ids in ({*draft.seen} - present, present - {*draft.seen}))
    draft.ticked = sorted(id for id in {*draft.ticked, *new} - gone if id is not None)
    draft.seen = sorted(present)
    return True


def _said(
    turn: Turn[Delegating], of: ForumView, one: Invited, chosen: Sequence[Somebody], guests: list[Delegation]
) -> Message:
    names = [*(person.name for person in chosen), *(sent.name for sent in guests)]
    text = turn.words("forum_delegate.chosen", names=", ".join(names), forum=of.forum.title)
    if one.row.late:
        text += turn.words("forum_delegate.late")
    silent = [person.name for person in chosen if person.unreachable_since is not None]
    if silent:
        text += turn.words("forum_delegate.unreachable", names=", ".join(silent))
    return Message(text)


# --- a guest ----------------------------------------


@ask_people.answer("guest")
@delegate.step(answers={"no_guest": ask_people})
async def ask_guest(turn: Turn[Delegating]) -> Message:
    """``Imię i nazwisko, funkcja``"""
    await still(turn)
    return Message(turn.words("forum_delegate.ask_guest"), [[turn.answer("forum_delegate.no_guest")]])


@ask_guest.told(limit=GUEST_LIMIT, mends=False)
async def take_guest(turn: Turn[Delegating], told: UserInput) -> None:
    """The commune answers for its guest, who gets a seat at once if there is one."""
    of, one = await still(turn)
    name, _, function = (part.strip() for part in tidy(told.text).partition(","))
    if not name:
        raise Refused("forum_delegate.no_name", stays=True)
    match await delegates.add_guest(
        turn.session, of.forum, commune_id=one.row.commune_id, name=name, function=function,
        by=turn.person, now=turn.now,
    ):  # fmt: skip
        case TooMany(seats=seats):
            turn.say("forum_delegate.too_many", n=seats)
        case TooLate():
            await turn.end("forum_delegate.too_late")
        case Delegate(id=id):
            turn.draft.seen = [*turn.draft.seen, id]
            forum_commune.answer(one.row, takes_part=True, now=turn.now, answer_by=of.forum.answer_by)
            await redraw(turn, of, one.row.commune_id)
            await turn.go(ask_people)


# --- nobody ----------------------------------------


@delegate.tapped(NoneGoes)
async def send_nobody(turn: Turn[Delegating], tap: NoneGoes) -> None:
    """[🚫 Nie weźmiemy udziału]: this can be changed until the forum starts."""
    of, one = await tapped(turn, tap.forum, tap.commune)
    if await delegates.delegates(turn.session, tap.forum, commune_id=tap.commune, states=PRESENT):
        await turn.begin(delegate, Delegating(forum=tap.forum, commune=tap.commune), ask_nobody)
    else:
        await send_none(turn, of, one)
        await show_invitation(turn, of, tap.commune)


@delegate.step(answers={"stay": leave})
async def ask_nobody(turn: Turn[Delegating]) -> Message:
    """Names the delegates who would be told that they do not go."""
    of, _ = await still(turn)
    title, names = heading(turn.words, turn.services, of.forum), ", ".join(sent.name for sent in await present(turn))
    question = turn.words("forum_none.ask", heading=title, names=names)
    return Message(question, [[turn.answer("forum_none.sure"), turn.answer("forum_none.stay")]])


@ask_nobody.answer("sure")
async def send_nobody_after_all(turn: Turn[Delegating]) -> None:
    """[🚫 Tak, nikt nie pójdzie]"""
    of, one = await still(turn)
    await send_none(turn, of, one)
    await turn.end("forum_none.said", heading=heading(turn.words, turn.services, of.forum))
