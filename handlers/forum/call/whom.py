"""Whom a forum is for: which communes, how many of each, how many in all."""

from bot.conversation.buttons import Button, Tap, column, grid, paged, ticked
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.choosing import named
from handlers.forum.call.draft import Audience, Detail, ForumDraft, call, go_on, ways
from models.people import commune
from models.people import person as people
from models.people.commune import Commune
from models.people.right import Group, Role
from models.reading.words import read_number

SEATS_OFFERED = (1, 2, 3, 5)
CAPACITIES_OFFERED = (30, 50, 100)
MOST_SEATS, MOST_CAPACITY = 50, 10_000


class Invite(Tap, tag="forum_call.audience", bound=True):
    """These communes."""

    audience: Audience


class TickGroup(Tap, tag="forum_call.group", bound=True):
    """These people of the teams, or not after all."""

    group: Group


class Tick(Tap, tag="forum_call.tick", bound=True):
    """This commune, or not after all."""

    commune: int


class CommunesPage(Tap, tag="forum_call.communes_page", bound=True):
    """Another page of the communes."""

    page: int


class AllAgain(Tap, tag="forum_call.all_again", bound=True):
    """All communes again after a part of a name."""


class Accept(Tap, tag="forum_call.accept", bound=True):
    """Those that are ticked."""


class Seats(Tap, tag="forum_call.number", bound=True):
    """So many; 0: any number."""

    n: int


# --- which communes ----------------------------------------


@call.step
async def ask_audience(turn: Turn[ForumDraft]) -> None:
    """All, chosen ones, or those with specialists in the field; where people are invited by name, who of the teams."""
    turn.ask(await _audience_question(turn))


async def _audience_question(turn: Turn[ForumDraft]) -> Message:
    draft, words = turn.draft, turn.words
    every = len(await commune.all_communes(turn.session))
    choices = [
        turn.button("forum_call.audience_all", Invite(audience=Audience.ALL), n=every),
        turn.button("forum_call.audience_chosen", Invite(audience=Audience.CHOSEN)),
    ]
    if turn.draft.kind.delegates and turn.draft.field is not None:
        there = len(await people.communes_with(turn.session, roles=(Role.SPECIALIST,), field_id=turn.draft.field))
        choices.append(turn.button("forum_call.audience_in_field", Invite(audience=Audience.IN_FIELD), n=there))
    groups = [
        Button(
            ticked(words.plain(f"announcement.group_{group}"), chosen=group in draft.invites), TickGroup(group=group)
        )
        for group in (() if draft.kind.delegates else Group)
    ]
    keyboard = [*grid(groups, 2), *column(choices), *ways(turn)]
    return Message(words(f"forum_call.ask_audience_{draft.kind}"), keyboard)


@call.tapped(TickGroup)
async def tick_group(turn: Turn[ForumDraft], tap: TickGroup) -> None:
    """In its place."""
    draft = turn.draft
    draft.groups = [group for group in Group if (group in draft.invites) != (group is tap.group)]
    turn.redraw(await _audience_question(turn))


@call.tapped(Invite)
async def pick_audience(turn: Turn[ForumDraft], tap: Invite) -> None:
    """Chosen ones are ticked."""
    draft = turn.draft
    if not any(group is not Group.OFFICE for group in draft.invites):
        turn.toast("forum_call.tick_group")
    elif tap.audience is Audience.CHOSEN:
        draft.words, draft.page = "", 0
        await turn.go(ask_communes)
    elif tap.audience is Audience.IN_FIELD and draft.field is None:
        turn.toast("common.stale")
    else:
        draft.audience = tap.audience
        await go_on(turn)


async def invited(turn: Turn[ForumDraft]) -> list[Commune]:
    """The communes that are invited, as in the alphabet."""
    draft = turn.draft
    communes = named(await commune.all_communes(turn.session), "")
    match draft.audience:
        case Audience.ALL:
            return communes
        case Audience.CHOSEN:
            ids = set(draft.communes)
        case Audience.IN_FIELD:
            ids = await people.communes_with(turn.session, roles=(Role.SPECIALIST,), field_id=draft.field)
    return [one for one in communes if one.id in ids]


@call.step
async def ask_communes(turn: Turn[ForumDraft]) -> None:
    """With ☐/☑, eight a page; a part of a name typed narrows them."""
    turn.ask(await _communes_question(turn))


async def _communes_question(turn: Turn[ForumDraft]) -> Message:
    draft = turn.draft
    shown = named(await commune.all_communes(turn.session), draft.words)
    buttons = [Button(ticked(one.name, chosen=one.id in draft.communes), Tick(commune=one.id or 0)) for one in shown]
    whole = [[turn.button("forum_call.all_again", AllAgain())]] if draft.words else []
    keyboard = [
        *paged(buttons, draft.page, lambda page: CommunesPage(page=page)),
        *whole,
        *ways(turn, turn.button("forum_call.accept", Accept())),
    ]
    return Message(turn.words("forum_call.ask_communes", n=len(draft.communes)), keyboard)


@call.tapped(Tick)
async def tick(turn: Turn[ForumDraft], tap: Tick) -> None:
    """In its place."""
    draft = turn.draft
    if tap.commune in draft.communes:
        draft.communes.remove(tap.commune)
    else:
        draft.communes.append(tap.commune)
    turn.redraw(await _communes_question(turn))


@call.tapped(CommunesPage)
async def turn_communes(turn: Turn[ForumDraft], tap: CommunesPage) -> None:
    """Eight a page."""
    turn.draft.page = tap.page
    turn.redraw(await _communes_question(turn))


@call.tapped(AllAgain)
async def show_all_again(turn: Turn[ForumDraft], _tap: AllAgain) -> None:
    """Without the words."""
    turn.draft.words, turn.draft.page = "", 0
    turn.redraw(await _communes_question(turn))


@ask_communes.told()
async def narrow_communes(turn: Turn[ForumDraft], told: Told) -> None:
    """A part of a name."""
    if turn.draft.narrow(await commune.all_communes(turn.session), told.text):
        await turn.go(ask_communes)
    else:
        turn.say("access.no_such_commune")


@call.tapped(Accept)
async def accept(turn: Turn[ForumDraft], _tap: Accept) -> None:
    """At least one."""
    draft = turn.draft
    known = {one.id for one in await commune.all_communes(turn.session)}
    draft.communes = [id for id in draft.communes if id in known]
    if draft.communes:
        draft.audience = Audience.CHOSEN
        await go_on(turn)
    else:
        turn.toast("forum_call.tick_one")


# --- how many ----------------------------------------


@call.step
async def ask_seats(turn: Turn[ForumDraft]) -> None:
    """How many each commune may send."""
    turn.ask("forum_call.ask_seats", _numbers(turn, SEATS_OFFERED))


@call.step
async def ask_capacity(turn: Turn[ForumDraft]) -> None:
    """How many may come in all; who comes after that waits for a seat."""
    turn.ask("forum_call.ask_capacity", _numbers(turn, CAPACITIES_OFFERED))


def _numbers(turn: Turn[ForumDraft], offered: tuple[int, ...]) -> list[list[Button]]:
    numbers = [Button(str(n), Seats(n=n)) for n in offered]
    unlimited = turn.button("forum_call.unlimited", Seats(n=0))
    return [*grid(numbers, 4), [unlimited], *(list(row) for row in ways(turn))]


@call.tapped(Seats)
async def pick_number(turn: Turn[ForumDraft], tap: Seats) -> None:
    """So many."""
    await _take(turn, tap.n)


@ask_seats.told()
@ask_capacity.told()
async def tell_number(turn: Turn[ForumDraft], told: Told) -> None:
    """Any other number."""
    await _take(turn, read_number(told.text))


async def _take(turn: Turn[ForumDraft], n: int | None) -> None:
    draft = turn.draft
    most = MOST_CAPACITY if draft.asked is Detail.CAPACITY else MOST_SEATS
    if n is None or n > most:
        turn.say("forum_call.bad_number", limit=most)
        return
    if draft.asked is Detail.CAPACITY:
        draft.capacity = n
    else:
        draft.seats = n
    await go_on(turn)
