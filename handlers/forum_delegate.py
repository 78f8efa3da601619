"""Whom a commune sends to a forum (storyboard 4): chosen by its coordinator, who may go too; or nobody."""

from markupsafe import Markup

from bot.buttons import Button, Tap, paged, search, ticked
from bot.dialog import Conversation
from bot.turn import Draft, Told, Turn
from bot.voice import Message
from handlers.forum_invite import ask_delegate, redraw, redraw_delegates
from handlers.forum_views import Choose, IGo, NoneGoes, heading, invitation
from models import delegate as delegates
from models import forum as forums
from models import forum_commune
from models import person as people
from models.delegate import PRESENT, Chosen, Delegate, SentByOthers, TooLate, TooMany
from models.forum import Called
from models.forum_commune import Invited
from models.person import Member, Person
from models.reading import fold, tidy
from models.right import Right, Role

GUEST_LIMIT = 150
ORDER = (Role.SPECIALIST, Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.CHAIR_DEPUTY, Role.CHAIR)


class Choosing(Draft):
    """Whom a commune is about to send."""

    forum: int
    commune: int
    ticked: list[int] = []
    words: str = ""
    page: int = 0

    @property
    def about(self) -> int | None:
        """Who has left the commune chooses for it no more."""
        return self.commune


class Tick(Tap, tag="forum.tick", bound=True):
    """This person, or not after all."""

    person: int


class Turned(Tap, tag="forum.people_page", bound=True):
    """Another page of the team."""

    page: int


class Guest(Tap, tag="forum.guest", bound=True):
    """Somebody who is not in the team."""


class NoGuest(Tap, tag="forum.no_guest", bound=True):
    """No guest after all."""


class Approve(Tap, tag="forum.approve", bound=True):
    """These are the ones."""


delegate = Conversation("forum_delegate", Choosing, who=Right.DELEGATE)


# --- from the invitation ----------------------------------------


@delegate.tapped(Choose)
async def choose(turn: Turn[Choosing], tap: Choose) -> None:
    """[👥 Deleguj]: who is chosen already is ticked, else who went to the last forum in this field."""
    found = await _invitation(turn, tap.forum, tap.commune)
    if found is None:
        return
    of, _ = found
    there = await delegates.delegates(turn.session, tap.forum, commune_id=tap.commune, states=PRESENT)
    chosen = {sent.delegate.person_id for sent in there if sent.delegate.person_id is not None}
    chosen = chosen or await delegates.standing(turn.session, of.forum, tap.commune)
    draft = Choosing(forum=tap.forum, commune=tap.commune, ticked=sorted(chosen))
    await turn.begin(delegate, draft, ask_people)


@delegate.tapped(IGo)
async def go_oneself(turn: Turn[Choosing], tap: IGo) -> None:
    """[🙋 Pójdę]: besides whom the commune sends already."""
    found = await _invitation(turn, tap.forum, tap.commune)
    if found is None:
        return
    of, one = found
    if tap.commune not in {membership.commune_id for membership in turn.memberships}:
        turn.toast("common.not_allowed_toast")
        return
    there = await delegates.delegates(turn.session, tap.forum, commune_id=tap.commune, states=PRESENT)
    others = [sent.person for sent in there if sent.person is not None and sent.person.id != turn.person.id]
    if await _send(turn, of, one, [*others, turn.person]):
        await _show_invitation(turn, of, tap.commune)


@delegate.tapped(NoneGoes)
async def send_nobody(turn: Turn[Choosing], tap: NoneGoes) -> None:
    """[🚫 Nie weźmiemy udziału]; one can think better of it until the forum starts."""
    found = await _invitation(turn, tap.forum, tap.commune)
    if found is None:
        return
    of, one = found
    if await _send(turn, of, one, [], takes_part=False):
        await _show_invitation(turn, of, tap.commune)


async def _invitation(turn: Turn[Choosing], forum_id: int, commune_id: int) -> tuple[Called, Invited] | None:
    """The forum and the invited commune, if this person may answer for it now; else a toast says why not."""
    of = await forums.called(turn.session, forum_id, locked=True)
    invited = await forum_commune.invited(turn.session, forum_id, commune_id)
    if of is None or not invited:
        turn.toast("common.stale")
    elif not turn.may(Right.DELEGATE, commune_id):
        turn.toast("common.not_allowed_toast")
    elif not of.forum.is_open(turn.now):
        turn.toast("forum_delegate.too_late")
        await _show_invitation(turn, of, commune_id)
    else:
        return of, invited[0]
    return None


async def _show_invitation(turn: Turn[Choosing], of: Called, commune_id: int) -> None:
    """The tapped invitation as it stands now."""
    [one] = await forum_commune.invited(turn.session, of.forum.id or 0, commune_id)
    sent = await delegates.delegates(turn.session, of.forum.id or 0, commune_id=commune_id)
    turn.redraw(invitation(turn.words, turn.house, of, one, sent))


# --- choosing people ----------------------------------------


@delegate.step
async def ask_people(turn: Turn[Choosing]) -> None:
    """The team, specialists of the forum's field first; a part of a name typed narrows the list."""
    found = await _still(turn)
    if found is not None:
        turn.ask(await _people_question(turn, found[0]))


async def _still(turn: Turn[Choosing]) -> tuple[Called, Invited] | None:
    """The forum and the invited commune, asked anew at every step; else the dialog ends and says why."""
    of = await forums.called(turn.session, turn.draft.forum, locked=True)
    invited = await forum_commune.invited(turn.session, turn.draft.forum, turn.draft.commune)
    if of is None or not invited or not turn.may(Right.DELEGATE, turn.draft.commune):
        await turn.end("common.not_allowed")
    elif not of.forum.is_open(turn.now):
        await turn.end("forum_delegate.too_late")
    else:
        return of, invited[0]
    return None


async def _people_question(turn: Turn[Choosing], of: Called) -> Message:
    draft = turn.draft
    team = await _team(turn, of)
    shown = (search(team, draft.words, _name) if draft.words else []) or team
    buttons = [
        Button(ticked(_label(of, member), chosen=member.person.id in draft.ticked), Tick(person=member.person.id or 0))
        for member in shown
    ]
    end = [turn.button("forum_delegate.guest", Guest()), turn.button("forum_delegate.approve", Approve())]
    keyboard = [*paged(buttons, draft.page, lambda page: Turned(page=page)), end]
    seats = turn.words("forum_delegate.seats", seats=of.forum.seats) if of.forum.seats else Markup("")
    text = turn.words("forum_delegate.ask_people", heading=heading(turn.words, turn.house, of.forum))
    return Message(text + seats, keyboard)


async def _team(turn: Turn[Choosing], of: Called) -> list[Member]:
    """Each person once."""
    members = await people.members(turn.session, commune_id=turn.draft.commune)
    members.sort(key=lambda m: (not _knows(of, m), ORDER.index(m.membership.role), fold(m.person.name)))
    return list({member.person.id: member for member in reversed(members)}.values())[::-1]


def _knows(of: Called, member: Member) -> bool:
    return of.forum.field_id in member.field_ids


def _label(of: Called, member: Member) -> str:
    return f"{member.person.name} ⭐" if _knows(of, member) else member.person.name


def _name(member: Member) -> str:
    return member.person.name


@delegate.told(ask_people)
async def narrow(turn: Turn[Choosing], told: Told) -> None:
    """A part of a name."""
    found = await _still(turn)
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


@delegate.tapped(Tick)
async def tick(turn: Turn[Choosing], tap: Tick) -> None:
    """☐ or ☑"""
    ticked_ids = set(turn.draft.ticked) ^ {tap.person}
    turn.draft.ticked = sorted(ticked_ids)
    await _redraw_people(turn)


async def _redraw_people(turn: Turn[Choosing]) -> None:
    found = await _still(turn)
    if found is not None:
        turn.redraw(await _people_question(turn, found[0]))


@delegate.tapped(Approve)
async def approve(turn: Turn[Choosing], _tap: Approve) -> None:
    """[✅ Zatwierdź]: only who is in the team still counts."""
    found = await _still(turn)
    if found is None:
        return
    of, one = found
    chosen = [member.person for member in await _team(turn, of) if member.person.id in turn.draft.ticked]
    guests = await delegates.delegates(turn.session, turn.draft.forum, commune_id=turn.draft.commune, states=PRESENT)
    if not chosen and not any(sent.person is None for sent in guests):
        turn.toast("forum_delegate.nobody_ticked")
        return
    if await _send(turn, of, one, chosen):
        names = ", ".join(person.name for person in chosen)
        await turn.end("forum_delegate.chosen", names=names, forum=of.forum.title)


# --- a guest ----------------------------------------


@delegate.tapped(Guest)
async def name_guest(turn: Turn[Choosing], _tap: Guest) -> None:
    """[➕ Gość]"""
    await turn.go(ask_guest)


@delegate.step
async def ask_guest(turn: Turn[Choosing]) -> None:
    """``Imię i nazwisko, funkcja``"""
    if await _still(turn) is not None:
        turn.ask("forum_delegate.ask_guest", [[turn.button("forum_delegate.no_guest", NoGuest())]])


@delegate.tapped(NoGuest)
async def leave_guest(turn: Turn[Choosing], _tap: NoGuest) -> None:
    """Back to the team."""
    await turn.go(ask_people)


@delegate.told(ask_guest, limit=GUEST_LIMIT)
async def take_guest(turn: Turn[Choosing], told: Told) -> None:
    """The commune answers for its guest, who has a seat at once if there is one."""
    found = await _still(turn)
    if found is None:
        return
    of, one = found
    name, _, function = tidy(told.text).partition(",")
    match await delegates.add_guest(
        turn.session, of.forum, commune_id=one.row.commune_id,
        name=name.strip(), function=function.strip(), by=turn.person, now=turn.now,
    ):  # fmt: skip
        case TooMany(seats=seats):
            turn.say("forum_delegate.too_many", seats=seats)
        case TooLate():
            await turn.end("forum_delegate.too_late")
        case Delegate():
            forum_commune.answer(one.row, takes_part=True, now=turn.now, answer_by=of.forum.answer_by)
            await redraw(turn, of, one.row.commune_id)
            await turn.go(ask_people)


# --- what follows ----------------------------------------


async def _send(
    turn: Turn[Choosing], of: Called, one: Invited, chosen: list[Person], *, takes_part: bool = True
) -> bool:
    """Make these the delegates; who is new is asked, who goes no more is told. False: the seats do not suffice."""
    before = await delegates.delegates(turn.session, of.forum.id or 0, commune_id=one.row.commune_id)
    match await delegates.choose(
        turn.session, of.forum, commune_id=one.row.commune_id, people=chosen, by=turn.person, now=turn.now
    ):
        case TooMany(seats=seats):
            turn.toast("forum_delegate.too_many", seats=seats)
            return False
        case SentByOthers(person=person):
            turn.toast("forum_delegate.sent_by_others", name=person.name)
            return False
        case TooLate():
            turn.toast("forum_delegate.too_late")
            return False
        case Chosen(new=new, removed=removed):
            forum_commune.answer(one.row, takes_part=takes_part, now=turn.now, answer_by=of.forum.answer_by)
            await _tell(turn, of, one, {d.id for d in new}, {d.id for d in removed}, nth=len(before))
    return True


async def _tell(
    turn: Turn[Choosing], of: Called, one: Invited, new: set[int | None], removed: set[int | None], *, nth: int
) -> None:
    sent = await delegates.delegates(turn.session, of.forum.id or 0, commune_id=one.row.commune_id)
    for each in sent:
        if each.delegate.id in new and each.person is turn.person:
            await delegates.accept(turn.session, of.forum, each.delegate, now=turn.now)
            turn.toast(f"forum.you_{each.delegate.state}")
        elif each.delegate.id in new:
            ask_delegate(turn, of, each, nth=nth)
    await redraw_delegates(turn, of, [each for each in sent if each.delegate.id in removed])
    await redraw(turn, of, one.row.commune_id)
