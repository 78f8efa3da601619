"""[👉 Przekaż]: the person who has taken a risk hands it to somebody else of the Office."""

from collections.abc import Sequence

from bot.conversation.dialog import Conversation
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import NotAllowed, Refused, Stale, there
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from handlers.risk.draft import AboutRisk
from handlers.risk.notices import tell_anew, tell_concerned
from handlers.risk.views import HandOn, name_of, state_line
from models.people import person as people
from models.people.permission import Right
from models.people.person import Somebody
from models.reading.words import alphabetical
from models.risk import case as risk_case
from models.risk.case import Case
from models.risk.risk import Transition

hand_on = Conversation("risk_hand_on", AboutRisk, who=Right.HANDLE_RISK)


@hand_on.tapped(HandOn)
async def begin(turn: Turn[AboutRisk], tap: HandOn) -> None:
    """From the card."""
    of = await _held(turn, tap.risk)
    if not await _others(turn):
        raise Refused("risk_hand_on.nobody")
    await turn.begin(hand_on, AboutRisk(risk=of.risk.id, commune=of.risk.commune_id), ask_whom)


@hand_on.step(narrows="risk_hand_on.no_such_person", answers={"leave_it": leave})
async def ask_whom(turn: Turn[AboutRisk]) -> Pick:
    """Everybody else of the Office."""
    of = await _held(turn, turn.draft.risk)
    return Pick(
        turn.words("risk_hand_on.ask_whom", name=name_of(turn.words, of)),
        [
            Item(f"{one.name} 🔕" if one.unreachable_since else one.name, one.id, one.name)
            for one in await _others(turn)
        ],
        below=[[turn.answer("risk_hand_on.leave_it")]],
    )


@ask_whom.chosen
async def choose(turn: Turn[AboutRisk], person: int) -> None:
    """The other person gets the card anew, everybody's card shows it, and the reporter and the owner are told."""
    of = await _held(turn, turn.draft.risk, locked=True)
    to = there(next((one for one in await _others(turn) if one.id == person), None), ask_whom)
    risk_case.hand_on(turn.session, of, to, by=turn.person, now=turn.now)
    await turn.session.flush()
    now = there(await risk_case.case(turn.session, of.risk.id))
    await tell_anew(turn, now, [to], lambda words: words("risk_hand_on.to_you", by=turn.person.name))
    await tell_concerned(turn, now, by=turn.person, but=[to])
    turn.toast("risk.is_now", number=now.risk.number, state=state_line(turn.words, turn.services, now).striptags())
    await turn.end()


async def _held(turn: Turn[AboutRisk], risk_id: int, *, locked: bool = False) -> Case:
    """The risk, if this person has taken it."""
    of = await risk_case.case(turn.session, risk_id, locked=locked)
    if of is None or not of.may_be_moved_by(turn.person, turn.memberships, Transition.GIVE_BACK):
        raise NotAllowed
    if not of.can_be(Transition.GIVE_BACK):
        raise Stale
    return of


async def _others(turn: Turn[AboutRisk]) -> Sequence[Somebody]:
    others = [one for one in await people.office(turn.session) if one.id != turn.person.id]
    return sorted(others, key=lambda one: alphabetical(one.name))
