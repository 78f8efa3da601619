"""Routes updates to the conversations, as these have declared."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup
from telegram import CallbackQuery
from telegram import Message as TelegramMessage

from bot.conversation.answering import Answers, complain, go_on, is_the_rest, leave_out_the_rest
from bot.conversation.buttons import LARGEST, Answer, Choice, Data, Page, Tap, is_offered
from bot.conversation.dialog import Back, Conversation, Open
from bot.conversation.heard import Part
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused, Stale
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput, input_in
from bot.updates.plain_words import likeliest
from models.mail import dialog as dialogs
from models.mail.dialog import DialogState
from models.reading.words import fold

_WORD = r"[\w\u0300-\u036f]*"
"""Letters, including the separate combining marks that some phones send."""
_COMMAND = re.compile(rf"/(?P<command>{_WORD})(?:@(?P<bot>\w+))?")
"""Matched here because Telegram marks no command that has a diacritic."""
ANSWERS: dict[str, type[Tap]] = {kind.tag: kind for kind in (Answer, Choice, Page)}
"""The buttons that any question can have."""
_OPENING = re.compile(rf"/?({_WORD})[\s:;,.–-]*")


class Router:
    """Finds the conversation that handles an update."""

    def __init__(self, conversations: Sequence[Conversation[Any]]) -> None:
        self.conversations = tuple(conversations)
        self._by_name = {conversation.name: conversation for conversation in conversations}
        taps = [(c, kind, handler) for c in conversations for kind, handler in c.taps.items()]
        self._taps = {tag: tap for tap in taps for tag in (tap[1].tag, *tap[1].was)}
        self._by_command = {command: c for c in conversations for command in c.commands}
        self.commands = self._by_command.keys()
        self._browsing = [conversation.name for conversation in conversations if conversation.browses]
        self._answers = Answers(self.conversations)
        self._labels: dict[str, Conversation[Any]] = {}
        """What the menu calls each, in all languages; filled when it is first asked for."""

    async def handle(self, turn: Turn[Any]) -> None:
        """Let the right conversation handle the Turn's update."""
        query, message, edited = turn.update.callback_query, turn.update.message, turn.update.edited_message
        try:
            if query is not None:
                await self._tapped(query, turn)
            elif message is not None:
                await self._told(message, turn)
            elif edited is not None:
                await self._answers.edit(turn, edited, self._edited(turn, edited))
        except Refused as why:
            await turn.refuse(why)
        if turn.dialog is None:
            await self._offer_to_come_back(turn)

    # --- commands ---------------------------------------------------------------------------------------

    async def _commanded(self, message: TelegramMessage, text: str, turn: Turn[Any]) -> None:
        """Handle a text that begins with a slash: it is a command and never an answer."""
        called, own_name = _COMMAND.match(text), turn.services.bot_name.lower()
        conversation = None
        if called is not None and (called["bot"] or own_name).lower() == own_name:
            conversation = self._by_command.get(fold(called["command"]))
        if called is None or conversation is None:
            turn.say("common.unknown_command")
        else:
            words = text[called.end() :].strip()
            await self._call(conversation, turn, message, words)

    async def _call(
        self, conversation: Conversation[Any], turn: Turn[Any], message: TelegramMessage, words: str
    ) -> None:
        await self._begin(conversation, turn, words)
        self._answers.note_command(turn, message, words)

    def _labelled(self, turn: Turn[Any], text: str) -> Conversation[Any] | None:
        """The conversation that has this label in the menu, in whichever language: a tap on the keyboard that stays
        says it, and nobody else does."""
        if not self._labels:
            menu = [job for job in self.conversations if job.commands and job.in_menu]
            self._labels = {words.plain(f"menu.{job.name}"): job for words in turn.services.texts for job in menu}
        return self._labels.get(text.strip())

    def _called(self, text: str) -> tuple[Conversation[Any] | None, str]:
        """The conversation whose command the text begins with, slash or no slash, and the rest of the text."""
        opening = _OPENING.match(text)
        assert opening is not None, "it matches anything"  # noqa: S101
        return self._by_command.get(fold(opening[1])), text[opening.end() :]

    def _edited(self, turn: Turn[Any], message: TelegramMessage) -> UserInput | None:
        """The content of an edited message; of a command, slash or no slash, the words after it."""
        told = input_in(message)
        if told is None or told.kind != "text":
            return told
        slash = _COMMAND.match(told.text)
        if slash is not None:
            conversation, words = self._by_command.get(fold(slash["command"])), told.text[slash.end() :]
        elif self._answers.began(turn, message):
            conversation, words = self._called(told.text)
        else:
            return told
        return replace(told, text=words.strip() or told.text) if conversation is not None else told

    async def _begin(self, conversation: Conversation[Any], turn: Turn[Any], words: str) -> None:
        assert conversation.begin is not None, f"{conversation.name} has commands but does not begin"  # noqa: S101
        if await self._makes_way(conversation, turn):
            await conversation.begin(turn, words)

    async def _makes_way(self, conversation: Conversation[Any], turn: Turn[Any]) -> bool:
        """Put the open dialog aside for a conversation that begins; False if the person may not hold that."""
        if not conversation.open_to(turn.memberships):
            turn.say("common.not_allowed" if turn.memberships else "common.members_only")
            return False
        if conversation.parks:
            await turn.park()
        turn.conversation = conversation
        return True

    async def _offer_to_come_back(self, turn: Turn[Any]) -> None:
        if not turn.left_a_dialog:
            return
        aside = await dialogs.parked(turn.session, turn.person.id, but=self._browsing)
        if aside is not None:
            back = turn.button("common.come_back", Back(dialog=aside.id))
            turn.say("common.put_aside", [[back]], flow=turn.words.plain(f"flow.{aside.flow}"))

    # --- taps -------------------------------------------------------------------------------------------

    async def _tapped(self, query: CallbackQuery, turn: Turn[Any]) -> None:
        data = Data.read(query.data) if query.data else None
        if data is not None and data.tag == Back.tag:
            await self._come_back(turn, Back.unpack(data))
            return
        if data is not None and data.tag == Open.tag:
            await self._open(turn, Open.unpack(data))
            return
        if data is None:
            raise Stale
        if data.tag not in self._taps:
            await self._answered(turn, data)
            return
        conversation, kind, handler = self._taps[data.tag]
        tap = kind.unpack(data)
        if tap is None:
            raise Stale
        turn.conversation = conversation
        await handler(turn, tap)

    async def _answered(self, turn: Turn[Any], data: Data) -> None:
        """Pass the tapped answer to the open question, even in a dialog that was put aside.

        If another version of the bot drew the button, the question is asked anew.
        """
        dialog = await self._asked_by(turn, data)
        conversation = self._by_name.get(dialog.flow) if dialog is not None else None
        if dialog is None or conversation is None:
            raise Stale
        kind = ANSWERS.get(data.tag)
        tap = kind.unpack(data) if kind is not None else None
        if kind is not None and (tap is None or not is_offered(dialog.offers or "", data)):
            raise Stale

        async def answer(step: Step[Any]) -> None:
            if tap is None or not await step.take(turn, tap):
                await turn.go(step)

        if dialog is not turn.dialog:
            await turn.unpark(dialog)
        turn.tapped_the_question = True
        before = turn.open_question
        await go_on(turn, conversation, answer)
        turn.settle_question(before, turn.tapped_label)

    async def _asked_by(self, turn: Turn[Any], data: Data) -> DialogState | None:
        """The dialog whose open question drew this button; None if that question is no longer open."""
        dialog_id, _, question = data.stamp.partition(".")
        if not (dialog_id.isdecimal() and question.isdecimal() and int(dialog_id) <= LARGEST):
            return None
        dialog = turn.dialog
        if dialog is None or dialog.id != int(dialog_id):
            dialog = await dialogs.with_id(turn.session, turn.person.id, int(dialog_id))
        return dialog if dialog is not None and dialog.question == int(question) else None

    async def _open(self, turn: Turn[Any], tap: Open | None) -> None:
        conversation = self._by_name.get(tap.flow) if tap else None
        if conversation is None or conversation.begin is None:
            turn.toast("common.stale")
        else:
            await self._begin(conversation, turn, "")

    async def _come_back(self, turn: Turn[Any], tap: Back | None) -> None:
        dialog = await dialogs.with_id(turn.session, turn.person.id, tap.dialog) if tap else None
        conversation = self._by_name.get(dialog.flow) if dialog else None
        if dialog is None or conversation is None or dialog.step not in conversation.steps:
            turn.toast("common.stale")
            return
        turn.collapse()
        if turn.dialog is None or dialog.id != turn.dialog.id:
            await turn.unpark(dialog)
        await go_on(turn, conversation, turn.go)

    # --- what people write ------------------------------------------------------------------------------

    async def _told(self, message: TelegramMessage, turn: Turn[Any]) -> None:
        told, dialog = self._answers.as_edited(turn, message, input_in(message)), turn.dialog
        conversation = self._by_name.get(dialog.flow) if dialog is not None else None
        awaited = conversation.awaited(dialog.step) if conversation and dialog else None
        if told is None:
            self._refuse(message, turn)
        elif told.kind == "text" and told.text.startswith("/"):
            await self._commanded(message, told.text, turn)
        elif told.kind == "text" and (job := self._labelled(turn, told.text)) is not None:
            await self._call(job, turn, message, "")
        elif told.kind != "text" and (begun := self._begun_by(told)) is not None:
            await self._begin_with_file(begun, turn, told)
        elif told.text.startswith("/"):
            turn.say("common.unknown_command")
        elif await self._is_taken_besides(turn, message, told):
            return
        elif dialog is None or conversation is None or awaited is None or not awaited.is_for(told):
            await self._not_awaited(turn, message, told, conversation)
        elif told.kind != "text" and not awaited.files:
            complain(turn, message, "common.text_only")
        elif awaited.only is None and is_the_rest(dialog, message):
            dialog.refused_at = message.date
        elif len(told.text) > awaited.limit:
            leave_out_the_rest(turn, told.text)
            turn.say("common.too_long", n=len(told.text), limit=awaited.limit)
        else:
            dialog.refused_at = None
            turn.conversation = conversation
            part = Part(message=message.message_id, told=told)
            await self._answers.take(turn, message, [part], awaited, quiet=False)

    async def _not_awaited(
        self, turn: Turn[Any], message: TelegramMessage, told: UserInput, open_one: Conversation[Any] | None
    ) -> None:
        """Text names a button of the open question, or begins with the name of a command; else the question is asked
        once more or, where none is open, a few jobs are offered."""
        text = told.text if told.kind == "text" else ""
        called, words = self._called(text)
        is_rest = turn.dialog is not None and is_the_rest(turn.dialog, message)
        asks_again = text != "" and called is None and not is_rest
        if open_one is not None and await self._named(turn, message, open_one, text, asks_again=asks_again):
            return
        if is_rest and turn.dialog is not None:
            turn.dialog.refused_at = message.date
        elif called is not None:
            await self._call(called, turn, message, words.strip())
        elif turn.dialog is None:
            complain(turn, message, likeliest(turn, text))
        else:
            complain(turn, message, "common.tap_a_button")
            turn.dialog.refused_at = message.date

    async def _named(
        self, turn: Turn[Any], message: TelegramMessage, open_one: Conversation[Any], text: str, *, asks_again: bool
    ) -> bool:
        """Whether the text was dealt with at the open question: as the tap that it names, or by asking once more."""
        before, answer = turn.open_question, None

        async def take(step: Step[Any]) -> None:
            nonlocal answer
            question = await turn.question()
            if question is None:
                return
            meant = step.meant(text, question.keyboard)
            if meant is not None and await step.take(turn, meant[1]):
                answer = meant[0]
            elif asks_again and turn.dialog is not None:
                why = turn.words("common.tap_a_button") + Markup("\n\n")
                turn.ask(Message(why + question.text, question.keyboard, question.sent))
                turn.dialog.refused_at = message.date
                answer = ""

        await go_on(turn, open_one, take)
        if turn.toast_text:
            turn.say(Message(Markup.escape(turn.toast_text)))
        if answer is not None:
            turn.settle_question(before, answer)
        return answer is not None or turn.dialog is None

    def _refuse(self, message: TelegramMessage, turn: Turn[Any]) -> None:
        """Answer what somebody sent, but not what Telegram notes in the chat (a pin, a timer, any new kind)."""
        if message.text is not None or message.effective_attachment is not None:
            complain(turn, message, "common.cannot_keep")

    def _begun_by(self, told: UserInput) -> Conversation[Any] | None:
        """The conversation whose command begins the caption of a file."""
        conversation, _words = self._called(told.text)
        return conversation if conversation is not None and conversation.begin_with_file is not None else None

    async def _begin_with_file(self, conversation: Conversation[Any], turn: Turn[Any], told: UserInput) -> None:
        assert conversation.begin_with_file is not None, "it was chosen for that"  # noqa: S101
        _conversation, rest = self._called(told.text)
        if await self._makes_way(conversation, turn):
            await conversation.begin_with_file(turn, replace(told, text=rest))

    async def _is_taken_besides(self, turn: Turn[Any], message: TelegramMessage, told: UserInput) -> bool:
        """Whether the message is taken as part of an earlier one, or by a conversation that is not open."""
        if turn.dialog is not None:
            return await self._answers.completes(turn, message, told)
        ended = await self._answers.ended_by_company_of(turn, message)
        if ended is not None and ended.take_rest is not None:
            turn.conversation = ended
            await ended.take_rest(turn, told)
            return True
        if await self._is_taken_unasked(turn, told):
            return True
        if ended is not None:
            self._answers.say_too_late(turn, message, ended)
        return ended is not None

    async def _is_taken_unasked(self, turn: Turn[Any], told: UserInput) -> bool:
        for conversation in self.conversations:
            if conversation.take_unasked is not None and conversation.open_to(turn.memberships):
                turn.conversation = conversation
                if await conversation.take_unasked(turn, told):
                    return True
        return False
