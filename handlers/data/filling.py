"""Answering a call for data: what the conversation gathers, and all that is asked, said and was said before."""

from collections import Counter
from typing import Any

from msgspec import Struct

from bot.conversation.dialog import Conversation
from bot.conversation.flow import OfCommune
from bot.conversation.refusal import Refused, there
from bot.conversation.turn import Turn
from handlers.data.views import owed_for
from models.data import answer as answers
from models.data import call as calls
from models.data import handing
from models.data.answer import Kept, NewValue, Owed
from models.data.call import DataField
from models.data.value import Kind, places
from models.db.base import Value
from models.people.permission import Right
from models.people.person import Person, Somebody


class SheetCell(Value):
    """What a sheet says of a field that it did not say when it was given out."""

    field: int
    said: str
    remark: str = ""


class AnswerDraft(OfCommune):
    """An answer in the making; what was said is kept already."""

    owed: int
    commune: int | None = None
    todo: list[int] = []
    """The fields that are asked about, one after the other."""
    at: int = 0
    ticked: list[int] = []
    """The options of the field that is asked about, where it takes several."""
    seen: int | None = None
    """The value that stood there when the field was asked about."""
    pending: NewValue | None = None
    """What was said and needs another word."""
    on_behalf: bool = False
    """The Office writes down what the commune has told it."""
    cells: list[SheetCell] = []
    """Of the sheet that was sent."""
    edition: str = ""
    """Which fields it is about, as they were."""
    beside: dict[int, int] = {}
    """The values that stood there when the cells were shown, by field."""

    @property
    def right(self) -> Right:
        """The Office does not answer for itself."""
        return Right.CALL_DATA if self.on_behalf else Right.ANSWER_DATA


answer = Conversation("data_answer", AnswerDraft, who=Right.ANSWER_DATA, mended_with="data")


async def owed_by(turn: Turn[Any], number: int, right: Right) -> Owed:
    """What is to be answered, and by nobody else meanwhile, if this person may answer it and it is not accepted."""
    of = await owed_for(turn, number, right, locked=True)
    if of.call.withdrawn is not None:
        raise Refused("data.is_withdrawn")
    if of.obligation.accepted_at is not None:
        raise Refused("data_answer.is_accepted")
    return of


class Sheet(Struct, frozen=True):
    """Everything that is asked, said, and was said before."""

    of: Owed
    fields: list[DataField]
    values: dict[int, Kept]
    before: dict[int, Kept]
    handed: dict[int, Person]
    """Who is asked for which field."""

    @property
    def missing(self) -> list[int]:
        """The fields of which nothing is said, or that were sent back."""
        right = {id for id, kept in self.values.items() if kept.value.returned is None}
        return [field.id for field in self.fields if field.id not in right]

    @property
    def wanting(self) -> list[int]:
        """Those of them without which the answer is not whole."""
        optional = {field.id for field in self.fields if not field.required} - set(self.values)
        return [id for id in self.missing if id not in optional]

    @property
    def asked(self) -> list[int]:
        """What is asked about: what may be left empty only until it was handed in without it."""
        return self.missing if self.of.obligation.late is None else self.wanting

    def asked_of(self, somebody: Somebody) -> list[int]:
        """Those of them that they are asked for; if they are asked for none, what nobody else is."""
        mine = [id for id in self.asked if id in self.handed and self.handed[id].id == somebody.id]
        return mine or [id for id in self.asked if id not in self.handed]

    @property
    def awaited(self) -> dict[int, int]:
        """Of how many fields one waits for whom."""
        return Counter(self.handed[id].id for id in self.wanting if id in self.handed)

    @property
    def waits_for(self) -> str:
        """``Ewa Lis (1)``"""
        names = {somebody.id: somebody.name for somebody in self.handed.values()}
        return ", ".join(f"{names[id]} ({n})" for id, n in self.awaited.items())


async def sheet_of(turn: Turn[Any], of: Owed) -> Sheet:
    """With what was said before."""
    return Sheet(
        of,
        list(await calls.fields_of(turn.session, of.call.id)),
        await answers.values(turn.session, of.obligation.id),
        await answers.previous(turn.session, of),
        await handing.handed(turn.session, of.obligation.id),
    )


async def sheet_for(turn: Turn[Any], draft: AnswerDraft) -> Sheet:
    """Of a draft, even of one that no dialog holds yet."""
    return await sheet_of(turn, there(await answers.owed(turn.session, draft.owed)))


async def open_sheet(turn: Turn[AnswerDraft], *, locked: bool = False) -> Sheet:
    """Of the dialog, as long as what is still to be said is asked for; ``locked``: nobody else answers meanwhile."""
    draft = turn.draft
    sheet = await (sheet_of(turn, await owed_by(turn, draft.owed, draft.right)) if locked else sheet_for(turn, draft))
    if not {field.id for field in sheet.fields}.issuperset(draft.todo):
        raise Refused("data_answer.is_changed")
    return sheet


def look_at(draft: AnswerDraft, sheet: Sheet) -> None:
    """Note what stands in the field that is asked about now."""
    kept = sheet.values.get(draft.todo[draft.at]) if draft.at < len(draft.todo) else None
    draft.seen, draft.pending = kept.value.id if kept is not None else None, None
    several = {field.id for field in sheet.fields if field.kind is Kind.SEVERAL}
    chosen = kept.value.exact if kept is not None and kept.value.field_id in several else None
    draft.ticked = places(chosen) if chosen else []
