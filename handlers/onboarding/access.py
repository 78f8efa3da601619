"""Strangers ask to be let in; the commune's coordination (or the Office) decides (storyboard 1)."""

from bot.conversation.buttons import Tap
from bot.conversation.dialog import Conversation
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.choosing import Choosing
from handlers.onboarding.draft import JoinDraft, holds
from handlers.onboarding.notices import welcome
from handlers.onboarding.start import ask_to_join, start
from handlers.onboarding.views import Admit, AskAccess, Decline, place
from models.people import person, request
from models.people.commune import all_communes, commune_with_id
from models.people.request import Decided, DecidedBefore, Decision
from models.people.right import Right, Role

ASKED = (Role.CHAIR, Role.COORDINATOR, Role.SPECIALIST)


class AccessDraft(Choosing):
    """Into which team."""

    commune: int = 0


class PickCommune(Tap, tag="access.commune", bound=True):
    """This commune."""

    commune: int


class TurnPage(Tap, tag="access.page", bound=True):
    """Another page of the communes."""

    page: int


class PickRole(Tap, tag="access.role", bound=True):
    """This role."""

    role: Role


access = Conversation("access", AccessDraft, member=False)


@access.tapped(AskAccess)
async def begin(turn: Turn[AccessDraft], _tap: AskAccess) -> None:
    """[📝 Poproś o dostęp]"""
    turn.collapse()
    if await request.waits(turn.session, turn.person):
        turn.say("access.waits")
        return
    await turn.begin(access, AccessDraft(), ask_commune)


@access.step
async def ask_commune(turn: Turn[AccessDraft]) -> None:
    """A part of the name typed narrows the list."""
    turn.ask(await _communes(turn))


async def _communes(turn: Turn[AccessDraft]) -> Message:
    rows = turn.draft.rows(
        await all_communes(turn.session), lambda id: PickCommune(commune=id), lambda page: TurnPage(page=page)
    )
    return Message(turn.words("access.ask_commune"), rows)


@access.tapped(TurnPage)
async def turn_page(turn: Turn[AccessDraft], tap: TurnPage) -> None:
    """Another page."""
    turn.draft.page = tap.page
    turn.redraw(await _communes(turn))


@ask_commune.told()
async def narrow(turn: Turn[AccessDraft], told: Told) -> None:
    """``niepol`` finds Niepołomice."""
    if turn.draft.narrow(await all_communes(turn.session), told.text):
        await turn.go(ask_commune)
    else:
        turn.say("access.no_such_commune")


@access.tapped(PickCommune)
async def pick_commune(turn: Turn[AccessDraft], tap: PickCommune) -> None:
    """Then the role."""
    turn.draft.commune = tap.commune
    await turn.go(ask_role)


@access.step
async def ask_role(turn: Turn[AccessDraft]) -> None:
    """Chair, coordinator or specialist."""
    turn.ask("access.ask_role", [[turn.button(f"invite.{role}", PickRole(role=role))] for role in ASKED])


@access.tapped(PickRole)
async def pick_role(turn: Turn[AccessDraft], tap: PickRole) -> None:
    """On to consent and name, as with an invitation."""
    commune = await commune_with_id(turn.session, turn.draft.commune)
    if commune is None or tap.role not in ASKED:
        turn.toast("common.stale")
        return
    where = place(turn.words, tap.role, commune)
    if holds(turn.memberships, tap.role, commune.id):
        await turn.end("access.has_role", where=where)
        return
    draft = JoinDraft(commune=commune.id, role=tap.role, where=where)
    await turn.end()
    await turn.begin(start, draft, ask_to_join)


# --- deciding ----------------------------------------


@access.tapped(Admit)
async def admit(turn: Turn[AccessDraft], tap: Admit) -> None:
    """[✅ Przyjmij]"""
    await _decide(turn, tap.request, Decision.ACCEPTED)


@access.tapped(Decline)
async def decline(turn: Turn[AccessDraft], tap: Decline) -> None:
    """[✖️ Odrzuć]"""
    await _decide(turn, tap.request, Decision.REFUSED)


async def _decide(turn: Turn[AccessDraft], request_id: int, decision: Decision) -> None:
    asked = await request.find(turn.session, request_id)
    if asked is None:
        turn.toast("common.stale")
        return
    if not turn.may(Right.DECIDE_REQUEST, asked.commune_id):
        turn.toast("common.not_allowed_toast")
        return
    match await request.decide(turn.session, asked, decision, by=turn.person, now=turn.now):
        case DecidedBefore(by=by, decision=made):
            turn.collapse(turn.words.plain(f"access.was_{made}", name=by.name))
            turn.toast(f"access.was_{made}", name=by.name)
        case Decided(person=asker, commune=commune) if decision is Decision.ACCEPTED:
            turn.collapse()
            roles = [member.membership for member in await person.members(turn.session, person_id=asker.id)]
            await welcome(turn, asker, roles, role=asked.role, commune=commune)
        case Decided(person=asker, commune=commune):
            turn.collapse()
            turn.tell([asker], "access.declined", needs=None, commune=commune.name)
