"""/zapros: a link and its QR code, for one use within 14 days (storyboard 1); those that are open can be withdrawn."""

import io
from collections.abc import Callable

from markupsafe import Markup

from bot.conversation.buttons import Button, Tap, arrows, grid, page_of
from bot.conversation.dialog import Conversation
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.choosing import Choosing, named
from handlers.onboarding.views import place
from models.people import invitation
from models.people.commune import Commune, all_communes, commune_with_id
from models.people.invitation import VALID_FOR, Open
from models.people.right import Needs, Right, Role, where

TEAM_ROLES = (
    Role.COORDINATOR,
    Role.SPECIALIST,
    Role.CHAIR,
    Role.COORDINATOR_DEPUTY,
    Role.CHAIR_DEPUTY,
)
OFFICE = 0


class InviteDraft(Choosing):
    """Whom to invite: into which commune (0: into the Office)."""

    commune: int = OFFICE


class Into(Tap, tag="invite.commune", bound=True):
    """Into this commune (0: the Office)."""

    commune: int


class TurnPage(Tap, tag="invite.page", bound=True):
    """Another page of the communes."""

    page: int


class As(Tap, tag="invite.role", bound=True):
    """In this role."""

    role: Role


class ShowOpen(Tap, tag="invite.open", bound=True):
    """Which invitations has nobody used yet?"""


class TurnOpen(Tap, tag="invite.open_page", bound=True):
    """Another page of them."""

    page: int


class Withdraw(Tap, tag="invite.withdraw", bound=True):
    """This one shall stand no more."""

    invitation: int


class Return(Tap, tag="invite.return", bound=True):
    """Back to whom to invite."""


invite = Conversation("invite", InviteDraft, commands=("zapros", "invite"), who=Right.INVITE, mended_with="team")


@invite.begins
async def begin(turn: Turn[InviteDraft], words: str) -> None:
    """Who may invite into one commune only is not asked which; words after the command name it."""
    communes = await _communes(turn)
    if meant := named(communes, words):
        communes = meant
    else:
        words = ""
    if len(communes) == 1 and (words or not _everywhere(turn)):
        await turn.begin(invite, InviteDraft(commune=communes[0].id or 0), ask_role)
    else:
        await turn.begin(invite, InviteDraft(words=words), ask_commune)


def _everywhere(turn: Turn[InviteDraft]) -> bool:
    """The Office invites into every commune, and into itself."""
    return where(turn.memberships, Right.INVITE) is None


async def _communes(turn: Turn[InviteDraft]) -> list[Commune]:
    mine = where(turn.memberships, Right.INVITE)
    return [commune for commune in await all_communes(turn.session) if mine is None or commune.id in mine]


@invite.step
async def ask_commune(turn: Turn[InviteDraft]) -> None:
    """A part of the name typed narrows the list."""
    turn.ask(await _commune_question(turn))


async def _commune_question(turn: Turn[InviteDraft]) -> Message:
    rows = turn.draft.rows(await _communes(turn), lambda id: Into(commune=id), lambda page: TurnPage(page=page))
    office = [[turn.button("invite.office", Into(commune=OFFICE))]] if _everywhere(turn) else []
    return Message(turn.words("invite.ask_commune"), [*office, *rows, *await _to_open(turn)])


@invite.tapped(TurnPage)
async def turn_page(turn: Turn[InviteDraft], tap: TurnPage) -> None:
    """Another page."""
    turn.draft.page = tap.page
    turn.redraw(await _commune_question(turn))


@ask_commune.told()
async def narrow(turn: Turn[InviteDraft], told: Told) -> None:
    """A part of the name."""
    if turn.draft.narrow(await _communes(turn), told.text):
        await turn.go(ask_commune)
    else:
        turn.say("access.no_such_commune")


@invite.tapped(Into)
async def pick_commune(turn: Turn[InviteDraft], tap: Into) -> None:
    """In the Office there is one role only."""
    if tap.commune == OFFICE:
        await _invite(turn, Role.OFFICE, None)
    elif turn.may(Right.INVITE, tap.commune):
        turn.draft.commune = tap.commune
        await turn.go(ask_role)
    else:
        turn.toast("common.not_allowed_toast")


@invite.step
async def ask_role(turn: Turn[InviteDraft]) -> None:
    """``Kogo zapraszasz?``"""
    commune = await commune_with_id(turn.session, turn.draft.commune)
    roles = [[turn.button(f"invite.{role}", As(role=role))] for role in TEAM_ROLES]
    keyboard = [*roles, *await _to_open(turn)]
    turn.ask("invite.ask_role", keyboard, commune=commune.name if commune is not None else "–")


@invite.tapped(As)
async def pick_role(turn: Turn[InviteDraft], tap: As) -> None:
    """The link, and nothing more to ask."""
    commune = await commune_with_id(turn.session, turn.draft.commune)
    if commune is None or tap.role not in TEAM_ROLES:
        turn.toast("common.stale")
    else:
        await _invite(turn, tap.role, commune)


async def _invite(turn: Turn[InviteDraft], role: Role, commune: Commune | None) -> None:
    if not (_everywhere(turn) if commune is None else turn.may(Right.INVITE, commune.id)):
        turn.toast("common.not_allowed_toast")
        return
    commune_id = commune.id if commune is not None else None

    async def make_code() -> Callable[[], tuple[str, bytes]]:
        code = invitation.new_code()
        return lambda: (code, _qr_code(turn.house.link(code)))

    code, picture = await turn.drawn((role, commune_id), make_code)
    await invitation.invite(
        turn.session, role=role, commune_id=commune_id, invited_by=turn.person.id, now=turn.now, code=code
    )
    link = turn.house.link(code)
    until = turn.words.day(turn.house.clock.local(turn.now + VALID_FOR).date())
    caption = turn.words(
        "invite.link", link=link, where=place(turn.words, role, commune), days=VALID_FOR.days, until=until
    )
    await turn.end()
    turn.send_file(
        turn.person.telegram_id,
        picture,
        "zaproszenie.png",
        caption=caption,
        as_photo=True,
        secret=True,
        needs=Needs(Right.INVITE, commune_id),
    )


def _qr_code(link: str) -> bytes:
    import segno  # a megabyte that few need

    picture = io.BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=12, border=3)
    return picture.getvalue()


# --- those that are open ----------------------------------------


async def _to_open(turn: Turn[InviteDraft]) -> list[list[Button]]:
    number = len(await _open_ones(turn))
    return [[turn.button("invite.open", ShowOpen(), number=number)]] if number else []


async def _open_ones(turn: Turn[InviteDraft]) -> list[Open]:
    return await invitation.open_ones(turn.session, commune_ids=where(turn.memberships, Right.INVITE), now=turn.now)


@invite.tapped(ShowOpen)
async def show_open(turn: Turn[InviteDraft], _tap: ShowOpen) -> None:
    """Those into the communes into which one may invite, whoever made them."""
    turn.draft.page = 0
    await turn.go(ask_which_to_withdraw)


@invite.step
async def ask_which_to_withdraw(turn: Turn[InviteDraft]) -> None:
    """For what, until when, made by whom."""
    turn.ask(await _open_list(turn))


async def _open_list(turn: Turn[InviteDraft]) -> Message:
    shown, page, last = page_of(list(enumerate(await _open_ones(turn), start=1)), turn.draft.page)
    withdraw = [
        turn.button("invite.withdraw", Withdraw(invitation=one.invitation.id or 0), number=number)
        for number, one in shown
    ]
    keyboard = [
        *grid(withdraw, 2),
        *arrows(page, last, lambda page: TurnOpen(page=page)),
        [turn.button("invite.return", Return())],
    ]
    lines = [turn.words("invite.open_line", number=number, **_about(turn, one)) for number, one in shown]
    return Message(
        Markup("\n").join([turn.words("invite.open_title" if lines else "invite.none_open"), *lines]), keyboard
    )


def _about(turn: Turn[InviteDraft], one: Open) -> dict[str, str]:
    by = one.by.name if one.by is not None else turn.words.plain("invite.by_operator")
    until = turn.words.day(turn.house.clock.local(one.invitation.expires_at).date())
    return {"where": place(turn.words, one.invitation.role, one.commune), "until": until, "by": by}


@invite.tapped(TurnOpen)
async def turn_open(turn: Turn[InviteDraft], tap: TurnOpen) -> None:
    """Eight a page."""
    turn.draft.page = tap.page
    turn.redraw(await _open_list(turn))


@invite.tapped(Withdraw)
async def withdraw(turn: Turn[InviteDraft], tap: Withdraw) -> None:
    """Whoever opens its link from now on reads that it is not valid any more."""
    one = await invitation.find(turn.session, tap.invitation)
    if one is None:
        turn.toast("common.stale")
    elif not (_everywhere(turn) if one.commune_id is None else turn.may(Right.INVITE, one.commune_id)):
        turn.toast("common.not_allowed_toast")
    else:
        stood = await invitation.withdraw(turn.session, tap.invitation, now=turn.now)
        turn.toast("invite.withdrawn" if stood else "common.stale")
        turn.redraw(await _open_list(turn))


@invite.tapped(Return)
async def step_back(turn: Turn[InviteDraft], _tap: Return) -> None:
    """The commune that was chosen stays chosen."""
    turn.draft.page = 0
    await turn.go(ask_role if turn.draft.commune != OFFICE else ask_commune)
