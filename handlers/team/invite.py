"""/zapros: a link and its QR code, for one use within 14 days (storyboard 1); open ones can be withdrawn."""

import io
from collections.abc import Callable

from markupsafe import Markup

from bot.conversation.buttons import Button, arrows, grid, page_of
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.picker import Pick
from bot.conversation.refusal import there
from bot.conversation.turn import Turn
from handlers.commune_picker import commune_items, named, own_communes
from handlers.onboarding.views import place
from handlers.team.views import OFFICE, reaches, require_reach
from models.people import invitation as invitations
from models.people.commune import Commune, commune_with_id
from models.people.invitation import VALID_FOR, Open
from models.people.permission import Needs, Right, Role, communes_with

TEAM_ROLES = (
    Role.COORDINATOR,
    Role.SPECIALIST,
    Role.CHAIR,
    Role.COORDINATOR_DEPUTY,
    Role.CHAIR_DEPUTY,
)


class InviteDraft(Draft):
    """Whom to invite, and into which commune (0: into the Office)."""

    commune: int = OFFICE


invite = Conversation("invite", InviteDraft, commands=("zapros", "invite"), who=Right.INVITE, mended_with="team")


@invite.begins
async def begin(turn: Turn[InviteDraft], words: str) -> None:
    """The commune is not asked if the person may invite into one only; words after the command name it."""
    communes = await own_communes(turn, Right.INVITE)
    if meant := named(communes, words):
        communes = meant
    else:
        words = ""
    if len(communes) == 1 and (words or not reaches(turn, Right.INVITE, None)):
        await turn.begin(invite, InviteDraft(commune=communes[0].id), ask_role)
    else:
        await turn.begin(invite, InviteDraft(listed=ask_commune.listing(words)), ask_commune)


@invite.step(narrows="access.no_such_commune")
async def ask_commune(turn: Turn[InviteDraft]) -> Pick:
    """The Office invites into itself too."""
    office = [[turn.choice(OFFICE, "invite.office")]] if reaches(turn, Right.INVITE, None) else []
    communes = commune_items(await own_communes(turn, Right.INVITE))
    return Pick(turn.words("invite.ask_commune"), communes, above=office, below=await _to_open(turn))


@ask_commune.chosen
async def pick_commune(turn: Turn[InviteDraft], commune: int) -> None:
    """The Office has one role only."""
    if commune == OFFICE:
        await _invite(turn, Role.OFFICE, None)
        return
    turn.require(Right.INVITE, commune)
    turn.draft.commune = commune
    await turn.go(ask_role)


@invite.step
async def ask_role(turn: Turn[InviteDraft]) -> Message:
    """``Kogo zapraszasz?``"""
    commune = await commune_with_id(turn.session, turn.draft.commune)
    roles = [[turn.choice(role, f"invite.{role}")] for role in TEAM_ROLES]
    question = turn.words("invite.ask_role", commune=commune.name if commune is not None else "–")
    return Message(question, [*roles, *await _to_open(turn)])


@ask_role.chosen
async def pick_role(turn: Turn[InviteDraft], role: Role) -> None:
    """Sends the link."""
    commune = there(await commune_with_id(turn.session, turn.draft.commune))
    await _invite(turn, role, commune)


async def _invite(turn: Turn[InviteDraft], role: Role, commune: Commune | None) -> None:
    commune_id = commune.id if commune is not None else None
    require_reach(turn, Right.INVITE, commune_id)

    async def make_code() -> Callable[[], tuple[str, bytes]]:
        code = invitations.new_code()
        return lambda: (code, _qr_code(turn.services.link(code)))

    code, picture = await turn.drawn((role, commune_id), make_code)
    await invitations.invite(
        turn.session, role=role, commune_id=commune_id, invited_by=turn.person.id, now=turn.now, code=code
    )
    link = turn.services.link(code)
    until = turn.words.day(turn.services.clock.local(turn.now + VALID_FOR).date())
    caption = turn.words(
        "invite.link", link=link, where=place(turn.words, role, commune), days=VALID_FOR.days, until=until
    )
    await turn.end()
    needs = Needs(Right.INVITE, commune_id)
    turn.give(picture, "zaproszenie.png", caption=caption, as_photo=True, secret=True, needs=needs)


def _qr_code(link: str) -> bytes:
    import segno  # a megabyte that few need

    picture = io.BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=12, border=3)
    return picture.getvalue()


# --- those that are open ----------------------------------------


async def _to_open(turn: Turn[InviteDraft]) -> list[list[Button]]:
    number = len(await _open_ones(turn))
    return [[turn.answer("invite.open", number=number)]] if number else []


async def _open_ones(turn: Turn[InviteDraft]) -> list[Open]:
    return await invitations.open_ones(
        turn.session, commune_ids=communes_with(turn.memberships, Right.INVITE), now=turn.now
    )


@ask_commune.answer("open")
@ask_role.answer("open")
@invite.step
async def ask_which_to_withdraw(turn: Turn[InviteDraft]) -> Message:
    """Each with its role, last day and author: those into the person's communes."""
    shown, page, last = page_of(list(enumerate(await _open_ones(turn), start=1)), turn.listed.page)
    withdraw = [turn.choice(one.invitation.id, "invite.withdraw", number=number) for number, one in shown]
    keyboard = [*grid(withdraw, 2), *arrows(page, last), [turn.answer("invite.return")]]
    lines = [turn.words("invite.open_line", number=number, **_about(turn, one)) for number, one in shown]
    return Message(
        Markup("\n").join([turn.words("invite.open_title" if lines else "invite.none_open"), *lines]), keyboard
    )


def _about(turn: Turn[InviteDraft], one: Open) -> dict[str, str]:
    by = one.by.name if one.by is not None else turn.words.plain("invite.by_operator")
    until = turn.words.day(turn.services.clock.local(one.invitation.expires_at).date())
    return {"where": place(turn.words, one.invitation.role, one.commune), "until": until, "by": by}


@ask_which_to_withdraw.chosen
async def withdraw(turn: Turn[InviteDraft], invitation: int) -> None:
    """The link is not valid any more."""
    one = there(await invitations.find(turn.session, invitation))
    require_reach(turn, Right.INVITE, one.commune_id)
    stood = await invitations.withdraw(turn.session, invitation, now=turn.now)
    turn.toast("invite.withdrawn" if stood else "common.stale")
    await turn.again()


@ask_which_to_withdraw.answer("return")
async def step_back(turn: Turn[InviteDraft]) -> None:
    """Keeps the chosen commune."""
    await turn.go(ask_role if turn.draft.commune != OFFICE else ask_commune)
