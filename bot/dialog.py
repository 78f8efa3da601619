"""Conversations: what they begin with, what they ask, and who answers what; their state is a row (rule 3)."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from telegram import Location, Update, Venue
from telegram import Message as TelegramMessage
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.buttons import LARGEST, Data, Tap
from bot.texts import clean, is_blank, units
from bot.turn import D, Point, Step, Told, Turn
from models import dialog as dialogs
from models.dialog import DialogState
from models.person import Membership
from models.right import Right, may

T = TypeVar("T", bound=Tap)
Begin = Callable[[Turn[D], str], Awaitable[None]]
TEXT_LIMIT = 1000
IN_PIECES = timedelta(seconds=2)
"""What follows a refused text so soon is its rest: phones cut at 4,096 characters, at a word if they can."""
CUT_AT = 3500


@dataclass(frozen=True)
class Awaited(Generic[D]):
    """What a step takes from the person besides taps."""

    take: Callable[[Turn[D], Told], Awaitable[None]]
    files: bool
    limit: int


class Conversation(Generic[D]):
    """One conversation: its commands, its steps, its buttons, the texts it awaits, and who may begin it."""

    def __init__(
        self,
        name: str,
        draft: type[D],
        *,
        commands: Sequence[str] = (),
        who: Right | None = None,
        member: bool = True,
        parks: bool = True,
    ) -> None:
        """``member=False`` opens it to strangers; ``parks=False`` leaves an open dialog as it is."""
        self.name = name
        self.draft = draft
        self.commands = tuple(commands)
        self.who = who
        self.member = member
        self.parks = parks
        self.begin: Begin[D] | None = None
        self.steps: dict[str, Step[D]] = {}
        self.taps: dict[type[Tap], Callable[[Turn[D], Any], Awaitable[None]]] = {}
        self.awaited: dict[str, Awaited[D]] = {}
        self.begin_with_file: Callable[[Turn[D], Told], Awaitable[None]] | None = None
        self.take_unasked: Callable[[Turn[D], Told], Awaitable[bool]] | None = None

    def begins(self, handler: Begin[D]) -> Begin[D]:
        """What the command does; it is given the words after it."""
        self.begin = handler
        return handler

    def begins_with_file(
        self, handler: Callable[[Turn[D], Told], Awaitable[None]]
    ) -> Callable[[Turn[D], Told], Awaitable[None]]:
        """What a voice message, photo or document does whose caption begins with the command, slash or no slash."""
        self.begin_with_file = handler
        return handler

    def unasked(
        self, handler: Callable[[Turn[D], Told], Awaitable[bool]]
    ) -> Callable[[Turn[D], Told], Awaitable[bool]]:
        """What is done with something said while no question is open; False: it was not meant for this conversation."""
        self.take_unasked = handler
        return handler

    def step(self, ask: Step[D]) -> Step[D]:
        """A step: it asks its question, and asks it again when somebody comes back to it."""
        self.steps[ask.__name__] = ask
        return ask

    def tapped(
        self, kind: type[T]
    ) -> Callable[[Callable[[Turn[D], T], Awaitable[None]]], Callable[[Turn[D], T], Awaitable[None]]]:
        """What tapping this kind of button does."""

        def register(
            handler: Callable[[Turn[D], T], Awaitable[None]],
        ) -> Callable[[Turn[D], T], Awaitable[None]]:
            self.taps[kind] = handler
            return handler

        return register

    def told(
        self, step: Step[D], *, files: bool = False, limit: int = TEXT_LIMIT
    ) -> Callable[[Callable[[Turn[D], Told], Awaitable[None]]], Callable[[Turn[D], Told], Awaitable[None]]]:
        """What the step does with text of at most ``limit`` characters; ``files``: or with what is sent instead."""

        def register(
            handler: Callable[[Turn[D], Told], Awaitable[None]],
        ) -> Callable[[Turn[D], Told], Awaitable[None]]:
            self.awaited[step.__name__] = Awaited(handler, files, limit)
            return handler

        return register

    def open_to(self, memberships: Sequence[Membership], commune_id: int | None = None) -> bool:
        """Whether somebody with these roles may hold it, about this commune if it is about one."""
        if self.who is not None:
            return may(memberships, self.who, commune_id)
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


class Back(Tap, tag="dialog.back"):
    """Come back to the conversation that was put aside."""

    dialog: int


class Open(Tap, tag="dialog.open"):
    """Begin a conversation, as its command does."""

    flow: str


class Router:
    """Finds who handles an update, with the library's own handlers made from the conversations."""

    def __init__(self, conversations: Sequence[Conversation[Any]]) -> None:
        self.conversations = tuple(conversations)
        self._by_name = {conversation.name: conversation for conversation in conversations}
        self._taps = {kind.tag: (c, kind, handler) for c in conversations for kind, handler in c.taps.items()}
        self.commands = frozenset(command for c in conversations for command in c.commands)
        private = filters.ChatType.PRIVATE
        self._handlers: list[BaseHandler[Update, Any, None]] = [
            CallbackQueryHandler(self._tapped),
            *(
                CommandHandler(c.commands, partial(self._command, c), filters=private)
                for c in conversations
                if c.commands
            ),
            MessageHandler(private & filters.COMMAND, self._unknown_command),
            MessageHandler(private, self._told),
        ]

    async def handle(self, turn: Turn[Any]) -> None:
        """Let the conversation concerned handle the Turn's update."""
        for handler in self._handlers:
            if handler.check_update(turn.update):
                await handler.callback(turn.update, turn)
                break
        if turn.dialog is None:
            await self._offer_to_come_back(turn)

    # --- commands ---------------------------------------------------------------------------------------

    async def _command(self, conversation: Conversation[Any], update: Update, turn: Turn[Any]) -> None:
        message = update.message
        words = clean(message.text or "")[message.entities[0].length :].strip() if message is not None else ""
        await self._begin(conversation, turn, words)

    async def _begin(self, conversation: Conversation[Any], turn: Turn[Any], words: str) -> None:
        assert conversation.begin is not None, f"{conversation.name} has commands but does not begin"  # noqa: S101
        if await self._makes_way(conversation, turn):
            await conversation.begin(turn, words)

    async def _makes_way(self, conversation: Conversation[Any], turn: Turn[Any]) -> bool:
        """Put aside what is open for a conversation that begins; False where the person may not hold it."""
        if not conversation.open_to(turn.memberships):
            turn.say("common.not_allowed" if turn.memberships else "common.members_only")
            return False
        if conversation.parks:
            await turn.park()
        turn.conversation = conversation
        return True

    async def _unknown_command(self, _update: Update, turn: Turn[Any]) -> None:
        turn.say("common.unknown_command")

    async def _offer_to_come_back(self, turn: Turn[Any]) -> None:
        if not turn.left_a_dialog:
            return
        aside = await dialogs.parked(turn.session, turn.person.id or 0)
        if aside is not None:
            back = turn.button("common.come_back", Back(dialog=aside.id))
            turn.say("common.put_aside", [[back]], flow=turn.words.plain(f"flow.{aside.flow}"))

    # --- taps -------------------------------------------------------------------------------------------

    async def _tapped(self, update: Update, turn: Turn[Any]) -> None:
        query = update.callback_query
        data = Data.read(query.data) if query is not None and query.data else None
        if data is not None and data.tag == Back.tag:
            await self._come_back(turn, Back.unpack(data.fields))
            return
        if data is not None and data.tag == Open.tag:
            await self._open(turn, Open.unpack(data.fields))
            return
        conversation, kind, handler = self._taps.get(data.tag, (None, None, None)) if data else (None, None, None)
        tap = kind.unpack(data.fields) if kind is not None and data is not None else None
        if tap is None or data is None or conversation is None or handler is None:
            turn.toast("common.stale")
            return
        if not tap.bound:
            turn.conversation = conversation
            await handler(turn, tap)
            return
        if not await self._reopens(turn, conversation, data):
            turn.toast("common.stale")
            return
        turn.conversation = conversation
        before = turn.open_question
        if await self._goes_on(turn, conversation):
            await handler(turn, tap)
        turn.settle_question(before, turn.tapped_label)

    async def _reopens(self, turn: Turn[Any], conversation: Conversation[Any], data: Data) -> bool:
        """Whether the tap is one of those of the question which waits for an answer, be it in a dialog put aside."""
        dialog_id, _, question = data.stamp.partition(".")
        if not (dialog_id.isdecimal() and question.isdecimal() and int(dialog_id) <= LARGEST):
            return False
        dialog = turn.dialog
        if dialog is None or dialog.id != int(dialog_id):
            dialog = await dialogs.with_id(turn.session, turn.person.id or 0, int(dialog_id))
        if dialog is None or dialog.flow != conversation.name or dialog.question != int(question):
            return False
        if dialog.offers is not None and data.tag not in dialog.offers.split():
            return False
        if dialog is not turn.dialog:
            await turn.unpark(dialog)
        return True

    async def _goes_on(self, turn: Turn[Any], conversation: Conversation[Any]) -> bool:
        """Whether the person may still hold the open dialog, and it can be read; else it ends and says so."""
        if turn.dialog is not None and conversation.read(turn.dialog) is None:
            await turn.end("common.other_version")
            return False
        if conversation.open_to(turn.memberships, turn.draft.about):
            return True
        await turn.end("common.not_allowed")
        return False

    async def _open(self, turn: Turn[Any], tap: Open | None) -> None:
        conversation = self._by_name.get(tap.flow) if tap else None
        if conversation is None or conversation.begin is None:
            turn.toast("common.stale")
        else:
            await self._begin(conversation, turn, "")

    async def _come_back(self, turn: Turn[Any], tap: Back | None) -> None:
        dialog = await dialogs.with_id(turn.session, turn.person.id or 0, tap.dialog) if tap else None
        conversation = self._by_name.get(dialog.flow) if dialog else None
        if dialog is None or conversation is None or dialog.step not in conversation.steps:
            turn.toast("common.stale")
            return
        turn.collapse()
        if turn.dialog is None or dialog.id != turn.dialog.id:
            await turn.unpark(dialog)
        turn.conversation = conversation
        if await self._goes_on(turn, conversation):
            await turn.go(conversation.steps[dialog.step])

    # --- what people write ------------------------------------------------------------------------------

    async def _told(self, update: Update, turn: Turn[Any]) -> None:
        message, dialog = update.message, turn.dialog
        told = told_in(message) if message is not None else None
        conversation = self._by_name.get(dialog.flow) if dialog is not None else None
        awaited = conversation.awaited.get(dialog.step) if conversation and dialog else None
        if message is None or told is None:
            turn.say("common.cannot_keep")
        elif told.kind != "text" and (begun := self._begun_by(told)) is not None:
            await self._begin_with_file(begun, turn, told)
        elif dialog is None and await self._is_taken_unasked(turn, told):
            return
        elif dialog is None or conversation is None or awaited is None:
            turn.say("common.tap_a_button" if dialog is not None else "common.did_not_understand")
        elif told.kind != "text" and not awaited.files:
            turn.say("common.text_only")
        elif dialog.refused_at is not None and message.date - dialog.refused_at <= IN_PIECES:
            dialog.refused_at = message.date
        elif len(told.text) > awaited.limit:
            leave_out_the_rest(turn, told.text)
            turn.say("common.too_long", n=len(told.text), limit=awaited.limit)
        else:
            dialog.refused_at = None
            turn.conversation = conversation
            before = turn.open_question
            if await self._goes_on(turn, conversation):
                await awaited.take(turn, told)
            turn.settle_question(before, told.text or turn.words.plain("common.attachment"))

    def _begun_by(self, told: Told) -> Conversation[Any] | None:
        """The conversation whose command the caption of a file begins with."""
        command = _opening(told.text)[1].lower()
        return next((c for c in self.conversations if c.begin_with_file is not None and command in c.commands), None)

    async def _begin_with_file(self, conversation: Conversation[Any], turn: Turn[Any], told: Told) -> None:
        assert conversation.begin_with_file is not None, "it was chosen for that"  # noqa: S101
        rest = told.text[_opening(told.text).end() :]
        if await self._makes_way(conversation, turn):
            await conversation.begin_with_file(turn, replace(told, text=rest))

    async def _is_taken_unasked(self, turn: Turn[Any], told: Told) -> bool:
        for conversation in self.conversations:
            if conversation.take_unasked is not None and conversation.open_to(turn.memberships):
                turn.conversation = conversation
                if await conversation.take_unasked(turn, told):
                    return True
        return False


_OPENING = re.compile(r"/?(\w*)[\s:;,.–-]*")


def _opening(text: str) -> re.Match[str]:
    """The first word of a text, with what stands between it and the rest."""
    found = _OPENING.match(text)
    assert found is not None, "it matches anything"  # noqa: S101
    return found


def leave_out_the_rest(turn: Turn[Any], text: str) -> None:
    """Of a text too long for the question that is open: a phone sends it in pieces, and the last one would fit."""
    if turn.dialog is not None and turn.update.message is not None:
        turn.dialog.refused_at = turn.update.message.date if units(text) >= CUT_AT else None


def told_in(message: TelegramMessage) -> Told | None:
    """What a message says; None for what can't be kept, like a sticker."""
    caption = clean(message.text or message.caption or "").strip()
    if message.text is not None:
        return None if is_blank(caption) else Told(caption)
    if message.voice is not None:
        return Told(caption, "voice", message.voice.file_id)
    if message.photo:
        return Told(caption, "photo", message.photo[-1].file_id)
    if message.document is not None:
        return Told(caption, "document", message.document.file_id)
    if message.location is not None:
        point = _point(message.location, message.venue)
        return Told(point.name or f"{point.latitude:.5f}, {point.longitude:.5f}", "location", point=point)
    return None


def _point(location: Location, venue: Venue | None) -> Point:
    named = [clean(part).strip() for part in (venue.title, venue.address)] if venue is not None else []
    return Point(location.latitude, location.longitude, ", ".join(part for part in named if part))


def is_private(update: Update) -> bool:
    """Whether the update comes from a chat with one person."""
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE
