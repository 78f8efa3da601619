"""Strangers ask to be let in; the commune's coordination (or the Office) decides (storyboard 1)."""

from markupsafe import Markup

from bot.conversation.buttons import column
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.picker import Pick
from bot.conversation.refusal import Refused, Stale, there
from bot.conversation.turn import Turn
from handlers.commune_picker import commune_items
from handlers.onboarding.notices import welcome
from handlers.onboarding.start import JoinDraft, ask_to_join, holds, start
from handlers.onboarding.views import ASK_ACCESS, Decide, ShowRequest, place, request_card
from models.people import person, request
from models.people.commune import all_communes, commune_with_id
from models.people.permission import Right, Role
from models.people.request import Decided, DecidedBefore, Decision

ASKED = (Role.CHAIR, Role.COORDINATOR, Role.SPECIALIST)


class AccessDraft(Draft):
    """Into which team."""

    commune: int = 0


access = Conversation("access", AccessDraft, member=False)


@access.tapped(ASK_ACCESS)
async def begin(turn: Turn[AccessDraft]) -> None:
    """[📝 Poproś o dostęp]"""
    turn.collapse()
    if await request.waits(turn.session, turn.person):
        turn.say("access.waits")
        return
    await turn.begin(access, AccessDraft(), ask_commune)


@access.step(narrows="access.no_such_commune")
async def ask_commune(turn: Turn[AccessDraft]) -> Pick:
    """``niepol`` finds Niepołomice."""
    return Pick(turn.words("access.ask_commune"), commune_items(await all_communes(turn.session)))


@ask_commune.keeps("commune")
@access.step
async def ask_role(turn: Turn[AccessDraft]) -> Message:
    """Chair, coordinator or specialist."""
    return Message(turn.words("access.ask_role"), column([turn.choice(role, f"invite.{role}") for role in ASKED]))


@ask_role.chosen
async def pick_role(turn: Turn[AccessDraft], role: Role) -> None:
    """On to consent and name, as with an invitation."""
    commune = there(await commune_with_id(turn.session, turn.draft.commune))
    where = place(turn.words, role, commune)
    if holds(turn.memberships, role, commune.id):
        raise Refused("access.has_role", where=where)
    draft = JoinDraft(commune=commune.id, role=role, where=where)
    await turn.end()
    await turn.begin(start, draft, ask_to_join)


# --- deciding ----------------------------------------


@access.tapped(ShowRequest)
async def show_request(turn: Turn[AccessDraft], tap: ShowRequest) -> None:
    """The card once more, from what somebody owes."""
    found = there(await request.with_asker(turn.session, tap.request))
    asked, asker, commune = found
    turn.require(Right.DECIDE_REQUEST, commune.id)
    if asked.decision is not Decision.OPEN:
        raise Stale
    profile = Markup('<a href="tg://user?id={}">{}</a>').format(asker.telegram_id, asker.name)
    turn.say(request_card(turn.words, asked.id, asker.name, place(turn.words, asked.role, commune), profile))


@access.tapped(Decide)
async def decide(turn: Turn[AccessDraft], tap: Decide) -> None:
    """[✅ Przyjmij] [✖️ Odrzuć]: the first of two who decide."""
    asked = there(await request.find(turn.session, tap.request))
    turn.require(Right.DECIDE_REQUEST, asked.commune_id)
    decision = Decision.ACCEPTED if tap.admits else Decision.REFUSED
    match await request.decide(turn.session, asked, decision, by=turn.person, now=turn.now):
        case DecidedBefore(by=by, decision=made):
            turn.collapse(turn.words.plain(f"access.was_{made}", name=by.name))
            turn.toast(f"access.was_{made}", name=by.name)
        case Decided(person=asker, commune=commune) if tap.admits:
            turn.collapse()
            roles = [member.membership for member in await person.members(turn.session, person_id=asker.id)]
            await welcome(turn, asker, roles, role=asked.role, commune=commune)
        case Decided(person=asker, commune=commune):
            turn.collapse()
            turn.tell([asker], "access.declined", needs=None, commune=commune.name)
