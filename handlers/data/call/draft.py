"""Calling for data: the conversation, what it gathers on the way, and in which order it asks."""

import re
from datetime import datetime
from typing import Any

from bot.conversation.buttons import Button, Keyboard
from bot.conversation.dialog import Conversation
from bot.conversation.form import Filling
from bot.conversation.refusal import Refused
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from handlers.commune_picker import ForCommunes
from handlers.data.views import call_for
from models.data.call import DataCall, DataField
from models.data.series import Rhythm
from models.data.value import Kind
from models.db.base import Value
from models.people.permission import Right
from models.reading.words import tidy

MOST_FIELDS, MOST_OPTIONS = 40, 20
BY_COUNT = (Kind.WHOLE, Kind.DECIMAL)
"""Kinds that have a unit of their own."""
FROM_LIST = (Kind.CHOICE, Kind.SEVERAL)


def options_in(text: str) -> list[str] | None:
    """``brak, w budowie, gotowe``; a line each, where there are several lines. None: too few or too many."""
    parts = re.split(";|\n" if "\n" in text.strip() else "[;,]", text)
    options = list(dict.fromkeys(option for part in parts if (option := tidy(part))))
    return options if 1 < len(options) <= MOST_OPTIONS else None


class NewField(Value):
    """A field in the making."""

    was: int | None = None
    """Which field of the call it is so far."""
    name: str = ""
    kind: Kind = Kind.WHOLE
    unit: str | None = None
    least: str | None = None
    most: str | None = None
    options: list[str] = []
    required: bool = True
    field: int | None = None
    """The field of cooperation."""

    @property
    def row(self) -> DataField:
        """As it is kept: what belongs to its kind."""
        of = self.model_dump(include={"name", "kind", "required", *(("least", "most") if self.kind.is_number else ())})
        return DataField(
            **of, unit=self.unit if self.kind in BY_COUNT else None, field_id=self.field,
            options="\n".join(self.options) if self.kind in FROM_LIST else None,
        )  # fmt: skip

    @classmethod
    def like(cls, row: DataField) -> "NewField":
        """The same once more."""
        return cls(**row.model_dump(include={"name", "kind", "unit", "least", "most", "required"}),
                   options=row.choices, field=row.field_id)  # fmt: skip

    @classmethod
    def of(cls, row: DataField) -> "NewField":
        """This one, to be changed."""
        return cls.like(row).model_copy(update={"was": row.id})

    @property
    def asks(self) -> list[str]:
        """What is asked about it besides its name."""
        unit = ["unit"] if self.kind in BY_COUNT else []
        rest = ["options"] if self.kind in FROM_LIST else [*unit, "range"] if self.kind.is_number else []
        return ["kind", *rest, "cooperation"]


class CallDraft(ForCommunes, Filling):
    """A call in the making."""

    call: int | None = None
    """The one that is changed."""
    edition: int = 0
    """How often it had been changed before."""
    is_question: bool = False
    """One thing is asked, which is the title itself."""
    title: str = ""
    why: str | None = None
    period: str | None = None
    fields: list[NewField] = []
    new: NewField = NewField()
    """The field that is being asked about."""
    at: int | None = None
    """Which of the fields it takes the place of; None: it is one more."""
    due: datetime | None = None
    send_at: datetime | None = None
    """None: at once."""
    rhythm: Rhythm | None = None
    """How it is repeated; None: it is not."""
    mends: bool = False
    """Everything was asked once, or taken from an earlier call."""

    @property
    def is_worth_keeping(self) -> bool:
        """From its title on."""
        return bool(self.title)

    @property
    def asked(self) -> list[str]:
        """What is asked, in order."""
        if self.is_question:
            return ["question", "kind", *(["options"] if self.new.kind in FROM_LIST else []), "audience", "due"]
        return ["title", "why", "period", "name", *self.new.asks, "next", "audience", "due"]

    def after(self, asked: str) -> str | None:
        """What is asked next; None: the preview."""
        following = next(iter(self.asked[self.asked.index(asked) + 1 :]), None)
        if self.mends and following not in ("kind", *self.new.asks):
            return "due" if self.due is None else None
        return following

    def before(self, asked: str) -> str | None:
        """What was asked before; None: the preview."""
        if asked == "name" and self.fields and not self.mends:
            return "next"
        at = self.asked.index(asked) if asked in self.asked else 0
        return None if self.mends and asked not in self.new.asks else self.asked[max(0, at - 1)]

    def settle(self) -> None:
        """The field that was asked about is one of the call's."""
        at = self.at if self.at is not None else len(self.fields)
        self.fields[at : at + 1] = [self.new]
        self.new, self.at = NewField(), None


call = Conversation("data_call", CallDraft, who=Right.CALL_DATA, mended_with="data")
ASKS: dict[str | None, Step[CallDraft]] = {}
"""Which step asks about what; None: the preview. Filled in where all of them are known, in ``call``."""


async def ask(turn: Turn[CallDraft], what: str | None) -> None:
    """Ask about this; None: show the preview, after which every answer leads back to it."""
    turn.draft.mends = turn.draft.mends or what is None
    await turn.go(ASKS[what])


async def go_on(turn: Turn[CallDraft], answered: str) -> None:
    """It is answered; the last that is asked of a field makes it one of the call's."""
    draft = turn.draft
    following = draft.after(answered)
    if answered in ("kind", *draft.new.asks) and following not in draft.new.asks:
        draft.settle()
    await ask(turn, following)


async def open_call(turn: Turn[Any], number: int, *, locked: bool = False) -> DataCall:
    """The call, which is not over yet."""
    of = await call_for(turn, number, locked=locked)
    if of.closed_at is not None:
        raise Refused("data.is_closed_toast")
    return of


def ways(turn: Turn[CallDraft], *first: Button) -> Keyboard:
    """The last row under a question; from the first one there is no way back."""
    is_first = turn.step is ASKS[turn.draft.asked[0]] and not turn.draft.mends
    return [[*first, *([] if is_first else [turn.answer("common.back")])]]


@call.answer("back")
async def go_back(turn: Turn[CallDraft]) -> None:
    """The question before this one; from a correction, the preview. What was said stays."""
    draft = turn.draft
    asked = next((what for what, step in ASKS.items() if step is turn.step), None)
    if draft.is_question and draft.fields:
        draft.new, draft.at = draft.fields[0].model_copy(), 0
    await ask(turn, draft.before(asked) if asked is not None else None)
