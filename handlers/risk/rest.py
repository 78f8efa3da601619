"""What a phone sends within seconds of a report belongs to it; what was not meant for it can be taken back."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation.buttons import Tap
from bot.conversation.refusal import Refused, Stale
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.risk.draft import WORDS_FOLLOW, RiskDraft, risk
from handlers.risk.notices import redraw_cards
from handlers.risk.views import case_for, may_edit
from models.risk import case as risk_case
from models.risk import risk as risks
from models.risk.risk import Attached, NoRoom, Risk

FILES_FOLLOW = timedelta(minutes=1)


class Unsay(Tap, tag="risk.unsay"):
    """What was added last does not belong to it."""

    risk: int


@risk.unasked
async def take_the_rest(turn: Turn[RiskDraft], told: Told) -> bool:
    """What a phone sends together with the last answer belongs to the risk that was raised by it."""
    follows = WORDS_FOLLOW if told.file_id is None else FILES_FOLLOW
    raised = await risks.raised_just_now(turn.session, turn.person, since=turn.now - follows)
    of = await risk_case.case(turn.session, raised.id or 0, locked=True) if raised is not None else None
    if of is None or not of.risk.state.is_open:
        return False
    attached = Attached(kind=told.kind, file_id=told.file_id) if told.file_id is not None else None
    added = await risks.add_to(turn.session, of.risk, told.text, attached, by=turn.person, now=turn.now)
    if isinstance(added, NoRoom):
        raise Refused("risk.no_room_after", number=of.risk.number)
    await redraw_cards(turn, replace(of, attachments=of.attachments + (attached is not None)))
    _say_added(turn, of.risk, words=bool(told.text))
    return True


def _say_added(turn: Turn[RiskDraft], raised: Risk, *, words: bool) -> None:
    """Once for words, which can be taken back, and once for files, however many come at once."""
    unsay = [[turn.button("risk.unsay", Unsay(risk=raised.id or 0))]] if words else []
    turn.tell(
        [turn.person], lambda known: Message(known("risk.added", number=raised.number), unsay),
        needs=None, once=f"risk:{raised.id}:{'words' if words else 'files'}-added",
    )  # fmt: skip


@risk.tapped(Unsay)
async def unsay(turn: Turn[RiskDraft], tap: Unsay) -> None:
    """Written within seconds of the report, but not about it: thanks, or something for somebody else."""
    of = await case_for(turn, tap.risk, lambda of: of.author.id == turn.person.id and may_edit(turn)(of), locked=True)
    is_open = of.risk.state.is_open
    taken_back = await risks.take_back(turn.session, of.risk, by=turn.person, now=turn.now) if is_open else None
    if taken_back is None:
        raise Stale
    await redraw_cards(turn, of)
    turn.collapse(turn.words.plain("risk.unsaid", text=taken_back))
