"""Rules that the Office sets as a whole: changed in the draft piece by piece, in force once they are saved."""

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from markupsafe import Markup
from msgspec import Struct

from bot.conversation.buttons import Bare, Keyboard
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Stale
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.settings.draft import SettingsDraft, opened_with, tell_the_office
from models.db.base import Value
from models.people.permission import Right

R = TypeVar("R", bound=Value)


class Rules(Struct, Generic[R], frozen=True):
    """Rules of the Office; the draft keeps them by name."""

    name: str
    read: Callable[[Any], Awaitable[R]]
    """Reads those in force, from the session."""
    keep: Callable[[Turn[Any], R], Awaitable[None]]
    """Puts others in force."""
    in_words: Callable[[Turn[Any], R], Awaitable[Callable[[Words], Markup]]]
    flaw: Callable[[R], str | None] = lambda _rules: None
    """Why they cannot be saved."""

    def of(self, turn: Turn[SettingsDraft]) -> R:
        """The rules in the draft."""
        rules: R = getattr(turn.draft, self.name)
        return rules

    def change(self, turn: Turn[SettingsDraft], **values: Any) -> None:
        """Keeps them in the draft until they are saved."""
        setattr(turn.draft, self.name, self.of(turn).model_copy(update=values))

    def opened_with(self, tap: Bare) -> Callable[[Step[SettingsDraft]], Step[SettingsDraft]]:
        """Makes the step that asks what to change, opened by this button of the settings."""

        def register(step: Step[SettingsDraft]) -> Step[SettingsDraft]:
            step.answer("save")(self._save)
            step.answer("leave")(self._leave)
            return opened_with(tap, Right.CHANGE_SETTINGS, self._begun)(step)

        return register

    async def _begun(self, turn: Turn[SettingsDraft]) -> SettingsDraft:
        return SettingsDraft(**{self.name: await self.read(turn.session)})

    async def question(self, turn: Turn[SettingsDraft], rows: Keyboard) -> Message:
        """The rules in words, over what can be changed; unchanged or impossible rules cannot be saved."""
        rules = self.of(turn)
        flaw = self.flaw(rules)
        changed = rules != await self.read(turn.session)
        text = (await self.in_words(turn, rules))(turn.words)
        if flaw is not None:
            text += "\n" + turn.words(f"rules.flaw_{flaw}")
        question = turn.words(f"rules.ask_{self.name}{'_changed' if changed else ''}", rules=text)
        save = [turn.answer("rules.save")] if changed and flaw is None else []
        return Message(question, [*rows, [*save, turn.answer("rules.leave")]])

    async def _save(self, turn: Turn[SettingsDraft]) -> None:
        """The rest of the Office is told."""
        rules, name = self.of(turn), turn.person.name
        if self.flaw(rules) is not None:
            raise Stale
        said = await self.in_words(turn, rules)
        await self.keep(turn, rules)
        await turn.end(f"rules.saved_{self.name}", rules=said(turn.words))
        await tell_the_office(turn, lambda words: words(f"rules.changed_{self.name}", name=name, rules=said(words)))

    async def _leave(self, turn: Turn[SettingsDraft]) -> None:
        """The rules in force stay."""
        said = await self.in_words(turn, await self.read(turn.session))
        await turn.end("rules.stays", rules=said(turn.words))
