"""What a conversation is before anything is said: its name, its commands, what it gathers, and who may hold it."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from models.db.base import Value
from models.mail.dialog import DialogState
from models.people.permission import Holding, Right, may


class Listed(Value):
    """Where in the list of a step somebody is."""

    page: int = 0
    typed: str = ""
    """The words that narrow it."""


class Draft(Value):
    """What a dialog has gathered so far; each conversation has its own."""

    listed: dict[str, Listed] = {}
    """Of the steps that ask to pick from a list."""

    @property
    def about(self) -> int | None:
        """The commune in which the conversation's right is needed to go on; None: in any."""
        return None

    @property
    def right(self) -> Right | None:
        """The right needed to go on; None: that of the conversation."""
        return None

    @property
    def is_worth_keeping(self) -> bool:
        """Whether something was said that is kept nowhere else: a newer conversation of the kind does not end it."""
        return False


class OfCommune(Draft):
    """A draft for a commune: who has left it says nothing for it any more."""

    commune: int | None = None

    @property
    def about(self) -> int | None:
        """That commune."""
        return self.commune


D = TypeVar("D", bound=Draft)


@dataclass(eq=False)
class Flow(Generic[D]):
    """A conversation as it is declared; ``Conversation`` has its steps and what they do."""

    name: str
    draft: type[D]
    _: KW_ONLY
    commands: tuple[str, ...] = ()
    who: Right | None = None
    member: bool = True
    """False: strangers may hold it, too."""
    parks: bool = True
    """False: it leaves an open dialog as it is."""
    browses: bool = False
    """It looks something through: put aside, it is not work left undone, and nobody is asked to come back to it."""
    in_menu: bool = True
    """Whether the menu lists it, if it has a command."""
    always: bool = False
    """Its command is among those that Telegram lists, however many others there are."""
    mended_with: str | None = None
    """The conversation whose command leads to what was said in this one, if it is not its own."""

    def open_to(self, memberships: Sequence[Holding], draft: Draft | None = None) -> bool:
        """Whether somebody with these roles may hold it, or go on with what they have drafted."""
        right = (draft.right if draft is not None else None) or self.who
        if right is not None:
            return may(memberships, right, draft.about if draft is not None else None)
        return bool(memberships) or not self.member

    def read(self, dialog: DialogState) -> D | None:
        """What the dialog has gathered; None where another version has kept it otherwise."""
        try:
            return self.draft.model_validate(dialog.draft)
        except ValidationError:
            return None

    def command(self, language: str) -> str:
        """The name of its command in that language: Polish stands first, English last."""
        return self.commands[0 if language == "pl" else -1]
