"""The weekly status: the conversation and what it gathers on the way to an answer."""

from datetime import date

from bot.conversation.dialog import Conversation
from bot.conversation.flow import OfCommune
from bot.conversation.refusal import Refused, Stale
from bot.conversation.turn import Turn
from models.db.base import Value
from models.people.permission import Right
from models.status import answer
from models.status.answer import NewLine, Owed


class Due(Value):
    """A milestone to be asked about."""

    id: int
    name: str
    due: date


class Item(Value):
    """A project to be asked about, and how it stood before."""

    project_id: int
    name: str
    before: NewLine | None
    milestones: list[Due] = []


class StatusDraft(OfCommune):
    """An answer in the making."""

    obligation: int
    commune: int | None = None
    items: list[Item]
    at: int = 0
    asked: int = 0
    """How many of the items are asked about; the rest is reported unchanged."""
    repeating: bool = False
    """Nothing has changed: where that was said before, only a word is asked for."""
    progress: int | None = None
    milestone: int = 0
    correcting: bool = False
    on_behalf: bool = False
    """The Office writes down what the commune has told it."""
    lines: dict[int, NewLine] = {}

    @property
    def right(self) -> Right:
        """The Office does not answer for itself."""
        return Right.ANSWER_FOR_COMMUNE if self.on_behalf else Right.ANSWER_STATUS

    @property
    def item(self) -> Item:
        """The project that is asked about now."""
        return self.items[self.at]


status = Conversation("status", StatusDraft, commands=("status",), who=Right.ANSWER_STATUS)


async def owed_by(turn: Turn[StatusDraft], obligation_id: int, right: Right = Right.ANSWER_STATUS) -> Owed:
    """What is to be answered, and by nobody else meanwhile, if this person may answer it."""
    owed = await answer.owed(turn.session, obligation_id, locked=True)
    if owed is None:
        raise Stale
    turn.require(right, owed.commune_id)
    return owed


async def owed_for(turn: Turn[StatusDraft], obligation_id: int) -> Owed:
    """What the Office may write down: what the commune has answered itself is its own to correct."""
    owed = await owed_by(turn, obligation_id, Right.ANSWER_FOR_COMMUNE)
    if owed.answer is not None and not owed.answer.on_behalf:
        raise Refused("status.answered_itself", name=owed.answer.name)
    return owed
