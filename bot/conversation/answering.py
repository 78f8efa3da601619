"""Answers in words and files: taken by the step that asked, completed by what follows at once, mended by an edit."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any
from zlib import crc32

from pydantic import ValidationError
from telegram import Message as TelegramMessage

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Flow
from bot.conversation.heard import TOGETHER, Answer, Heard, Last, Part, place_of, replaced, sum_of, together
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.step import TEXT_LIMIT, Awaited, Step
from bot.conversation.turn import Turn, is_shown_in
from bot.conversation.user_input import UserInput
from bot.texts import shorten, units
from models.mail import dialog as dialogs
from models.mail import outbox
from models.mail.dialog import DialogState

IN_PIECES = timedelta(seconds=2)
"""What follows a refused text so soon is its rest: phones cut at 4,096 characters, at a word if they can."""
CUT_AT = 3500
STAYS_SHOWN = 60
BY_COMMAND = ""
"""The step at which the words after a command are said."""


async def go_on(turn: Turn[Any], conversation: Conversation[Any], does: Callable[[Step[Any]], Awaitable[None]]) -> None:
    """Go on with the open dialog at its step, if the person may still hold it, and it can be read; else it ends and
    says so."""
    turn.conversation = conversation
    dialog = turn.dialog
    assert dialog is not None, "it is open"  # noqa: S101
    step = conversation.steps.get(dialog.step)
    if step is None or not turn.reads_draft():
        await turn.end("common.other_version")
        return
    is_open = conversation.open_to(turn.memberships, turn.draft)
    if not is_open or (step.who is not None and not turn.may(step.who, turn.draft.about)):
        await turn.end("common.not_allowed")
        return
    turn.step = step
    try:
        await does(step)
    except Refused as why:
        await turn.refuse(why)


def complain(turn: Turn[Any], message: TelegramMessage, what: str | Message, **arguments: Any) -> None:
    """Say why a message is not taken; of an album once."""
    said = turn.say(what, **arguments)
    if message.media_group_id is not None:
        said.once = f"album:{turn.person.id}:{message.media_group_id}"


def is_the_rest(dialog: DialogState, message: TelegramMessage) -> bool:
    """Whether what was refused goes on here."""
    return dialog.refused_at is not None and message.date - dialog.refused_at <= IN_PIECES


def leave_out_the_rest(turn: Turn[Any], text: str) -> None:
    """Of a text too long for the question that is open: a phone sends it in pieces, and the last one would fit."""
    if turn.dialog is not None and turn.update.message is not None:
        turn.dialog.refused_at = turn.update.message.date if units(text) >= CUT_AT else None


class Answers:
    """What people say in open dialogs."""

    def __init__(self, conversations: Sequence[Conversation[Any]]) -> None:
        self._by_name = {conversation.name: conversation for conversation in conversations}

    async def take(
        self, turn: Turn[Any], message: TelegramMessage, parts: Sequence[Part], awaited: Awaited[Any], *, quiet: bool
    ) -> None:
        """Give the open step its answer; ``quiet``: without saying once more why it is refused."""
        dialog, told = turn.dialog, together([part.told for part in parts])
        assert dialog is not None, "it is open"  # noqa: S101
        before, step, draft = turn.open_question, dialog.step, dialog.draft
        await go_on(turn, self._by_name[dialog.flow], lambda _step: _give(turn, awaited, told))
        if message.media_group_id is not None:
            _say_once(turn, message.media_group_id)
        turn.settle_question(before, _shown(turn, told))
        if turn.dialog is not dialog:
            self._mark(turn, parts)
            self._mark_company(turn, message)
            return
        result = turn.draft.model_dump(mode="json")
        is_taken = turn.has_asked or told.kind != "text" or result != draft
        if is_taken:
            self._mark(turn, parts)
        elif quiet:
            turn.letters.clear()
        _id, number, asked, letter = before
        heard = _heard(dialog) or Heard()
        dialog.heard = heard.with_last(
            Last(
                step=step, parts=list(parts), asked=asked, letter=letter, place=place_of(told.text, draft, result),
                at=message.date, album=message.media_group_id, draft=draft, number=number,
                next_number=dialog.question, result=sum_of(result), is_taken=is_taken,
            )
        ).model_dump(mode="json")  # fmt: skip

    def note_command(self, turn: Turn[Any], message: TelegramMessage, words: str) -> None:
        """Remember where the words after a command stand in the dialog that it has begun."""
        if turn.dialog is None or turn.conversation is None or turn.dialog.flow != turn.conversation.name or not words:
            return
        place = place_of(words, {}, turn.draft.model_dump(mode="json"))
        if place is not None:
            part = Part(message=message.message_id, told=UserInput(words))
            said = Answer(step=BY_COMMAND, parts=[part], asked="", letter=None, place=place)
            turn.dialog.heard = Heard(earlier=[said]).model_dump(mode="json")
            self._mark(turn, [part])

    def began(self, turn: Turn[Any], message: TelegramMessage) -> bool:
        """Whether the open dialog was begun by the words of this message."""
        heard = _heard(turn.dialog)
        answer = heard.answer(message.message_id) if heard is not None else None
        return answer is not None and answer.step == BY_COMMAND

    def as_edited(self, turn: Turn[Any], message: TelegramMessage, told: UserInput | None) -> UserInput | None:
        """What a message says by now: its edit may have overtaken it."""
        ahead = (turn.dialog.heard or {}).get("ahead") if turn.dialog is not None else None
        if ahead is None or ahead["message"] != message.message_id:
            return told
        return Part.model_validate(ahead).told

    async def completes(self, turn: Turn[Any], message: TelegramMessage, told: UserInput) -> bool:
        """Whether the message belongs to the answer just given, which is then taken again, whole."""
        heard = _heard(turn.dialog)
        last = heard.last if heard is not None else None
        if heard is None or last is None or turn.dialog is None or not last.is_followed_by(message):
            return False
        conversation = self._by_name[turn.dialog.flow]
        awaited = conversation.awaited(last.step)
        if awaited is None or turn.dialog.question != last.next_number or not awaited.mends:
            return False
        parts = [*last.parts, Part(message=message.message_id, told=told)]
        turn.conversation = conversation
        if last.next_number == last.number:
            # the question is open still: it takes what follows by itself, but for the rest of what it has refused
            if last.is_taken or told.kind != "text":
                return False
            await self.take(turn, message, parts, awaited, quiet=True)
            return True
        if sum_of(turn.dialog.draft) != last.result:
            return False
        if told.files and not awaited.files:
            complain(turn, message, "common.text_only")
        elif len(together([part.told for part in parts]).files) > awaited.most:
            complain(turn, message, "common.too_many_files", n=awaited.most)
        elif not await self._is_mended(turn, last, parts, awaited):
            turn.letters.clear()
            said = turn.say("common.rest_does_not_fit", stays=shorten(_shown(turn, last.told), STAYS_SHOWN))
            said.once = f"rest:{turn.person.id}:{last.parts[0].message}"
        else:
            self._mark(turn, parts[-1:])
        return True

    async def ended_by_company_of(self, turn: Turn[Any], message: TelegramMessage) -> Conversation[Any] | None:
        """The conversation that an answer has ended with which the message was sent."""
        subjects = [_sent_with(turn, key, flow) for key in _company(message) for flow in self._by_name]
        answer = await outbox.newest_about(turn.session, subjects)
        return self._by_name[(answer.about or "").rpartition(":")[2]] if answer is not None else None

    async def edit(self, turn: Turn[Any], message: TelegramMessage, told: UserInput | None) -> None:
        """A message says something else now: the answer that it is in is mended, as long as it is not handed in."""
        heard = _heard(turn.dialog)
        answer = heard.answer(message.message_id) if heard is not None else None
        if heard is None or answer is None or turn.dialog is None:
            if not await self._is_mended_aside(turn, message, told):
                await self._edit_too_late(turn, message, told)
            return
        was = next(part.told for part in answer.parts if part.message == message.message_id)
        conversation = turn.conversation = self._by_name[turn.dialog.flow]
        awaited = conversation.awaited(answer.step)
        if told == was:
            return
        if told is None or told.text.startswith("/"):
            turn.say("common.cannot_keep")
            return
        parts = answer.edited(message.message_id, told)
        if isinstance(answer, Last) and awaited is not None and awaited.mends and self._is_untouched(turn, answer):
            await self._is_mended(turn, answer, parts, awaited)
        elif not await self._is_replaced(turn, heard, answer, parts, awaited.limit if awaited else TEXT_LIMIT):
            self.say_too_late(turn, message, conversation)

    def _is_untouched(self, turn: Turn[Any], last: Last) -> bool:
        """Whether nothing was done since; what had its effect elsewhere than in the draft cannot be done again."""
        assert turn.dialog is not None, "it is open"  # noqa: S101
        has_effect = last.next_number != last.number or last.result != sum_of(last.draft) or not last.is_taken
        return has_effect and turn.dialog.question == last.next_number and sum_of(turn.dialog.draft) == last.result

    async def _is_mended(self, turn: Turn[Any], last: Last, parts: Sequence[Part], awaited: Awaited[Any]) -> bool:
        """Take the last answer again, made of these parts; False where it is refused: then the old one stands."""
        dialog, told = turn.dialog, together([part.told for part in parts])
        assert dialog is not None, "it is open"  # noqa: S101
        step, draft = dialog.step, dialog.draft
        turn.go_back(last.step, last.draft)
        turn.mends = dialog.question_id != last.letter
        if len(told.text) > awaited.limit:
            turn.say("common.too_long", n=len(told.text), limit=awaited.limit)
        else:
            await go_on(turn, self._by_name[dialog.flow], lambda _step: _give(turn, awaited, told))
        if turn.dialog is not dialog:
            turn.show_answer(last.asked, last.letter, _shown(turn, told))
            return True
        result = turn.draft.model_dump(mode="json")
        if not turn.has_asked:
            turn.go_back(step, draft)
            return False
        if dialog.question_id != last.letter:
            turn.show_answer(last.asked, last.letter, _shown(turn, told))
        heard = _heard(dialog) or Heard()
        mended = last.model_copy(
            update={
                "parts": list(parts), "place": place_of(told.text, last.draft, result), "result": sum_of(result),
                "next_number": dialog.question, "is_taken": True,
            }
        )  # fmt: skip
        dialog.heard = heard.model_copy(update={"last": mended}).model_dump(mode="json")
        return True

    async def _is_replaced(self, turn: Turn[Any], heard: Heard, answer: Answer, parts: list[Part], limit: int) -> bool:
        """Put other words in the place of an earlier answer's, where they stand as they were written."""
        dialog = turn.dialog
        assert dialog is not None, "it is open"  # noqa: S101
        conversation = self._by_name[dialog.flow]
        old, new = answer.told, together([part.told for part in parts])
        if len(new.text) > limit:
            turn.say("common.too_long", n=len(new.text), limit=limit)
            return True
        draft = _with_other_words(conversation, dialog, answer, old, new)
        if draft is None:
            return False
        turn.go_back(dialog.step, draft)
        answer.parts = parts
        dialog.heard = heard.model_dump(mode="json")
        turn.mends = True
        await go_on(turn, conversation, turn.go)
        if dialog.question_id != answer.letter:
            turn.show_answer(answer.asked, answer.letter, _shown(turn, new))
        return True

    async def _is_mended_aside(self, turn: Turn[Any], message: TelegramMessage, told: UserInput | None) -> bool:
        """Whether it was an answer in the dialog that was put aside last, which says the other words from now on."""
        aside = await dialogs.parked(turn.session, turn.person.id)
        heard = _heard(aside)
        answer = heard.answer(message.message_id) if heard is not None else None
        if aside is None or heard is None or answer is None or told is None or len(told.text) > TEXT_LIMIT:
            return False
        old, parts = answer.told, answer.edited(message.message_id, told)
        new = together([part.told for part in parts])
        draft = _with_other_words(self._by_name[aside.flow], aside, answer, old, new) if old != new else aside.draft
        if draft is None:
            return False
        answer.parts, aside.draft, aside.heard = parts, draft, heard.model_dump(mode="json")
        await dialogs.keep(turn.session, aside)
        turn.show_answer(answer.asked, answer.letter, _shown(turn, new))
        return True

    async def _edit_too_late(self, turn: Turn[Any], message: TelegramMessage, told: UserInput | None) -> None:
        """Of what was an answer it is said how to correct it; of what was none, or says the same still, nothing.

        What is not known to have been one may be on its way here.
        """
        subjects = [_subject(turn, message.message_id, flow) for flow in self._by_name]
        answer = await outbox.newest_about(turn.session, subjects)
        if answer is None or answer.about is None:
            if turn.dialog is not None and told is not None:
                heard = _heard(turn.dialog) or Heard()
                ahead = Part(message=message.message_id, told=told)
                turn.dialog.heard = heard.model_copy(update={"ahead": ahead}).model_dump(mode="json")
            return
        if told is None or not is_shown_in(answer.arguments.get("text", ""), _shown(turn, told)):
            self.say_too_late(turn, message, self._by_name[answer.about.rpartition(":")[2]])

    def say_too_late(self, turn: Turn[Any], message: TelegramMessage, ended: Conversation[Any]) -> None:
        """What was said in the conversation is kept already: how to correct it, once for each message or album."""
        flow = self._by_name[ended.mended_with or ended.name]
        part = message.media_group_id or message.message_id
        if flow.commands:
            said = turn.say("common.too_late", command=flow.command(turn.words.language))
        else:
            said = turn.say("common.too_late_here")
        said.once = f"too-late:{turn.person.id}:{part}"

    def _mark(self, turn: Turn[Any], parts: Sequence[Part]) -> None:
        """Note with a letter of this Turn that these messages were an answer, for when the dialog is over."""
        flow = turn.conversation.name if turn.conversation is not None else ""
        those = (
            letter for letter in turn.letters if letter.about is None and letter.chat_id == turn.person.telegram_id
        )
        for part, letter in zip(parts, those, strict=False):
            letter.about = _subject(turn, part.message, flow)

    def _mark_company(self, turn: Turn[Any], message: TelegramMessage) -> None:
        """Note what is sent together with an answer that has ended its dialog, if another letter tells of it."""
        flow = turn.conversation.name if turn.conversation is not None else ""
        for letter in turn.letters:
            if letter.about is None and letter.chat_id == turn.person.telegram_id:
                letter.about = _sent_with(turn, _company(message)[0], flow)
                return


async def _give(turn: Turn[Any], awaited: Awaited[Any], told: UserInput) -> None:
    """Give the step its answer; of one that it refuses the rest is refused too."""
    try:
        await awaited.take(turn, told)
    except Refused:
        leave_out_the_rest(turn, told.text)
        raise


def _say_once(turn: Turn[Any], album: str) -> None:
    """Of sentences that are said of every part of an album each is sent once."""
    question = turn.dialog.question_id if turn.dialog is not None else None
    for letter in turn.letters:
        is_plain = letter.method == "send_message" and "reply_markup" not in letter.arguments
        if is_plain and letter.id != question and letter.chat_id == turn.person.telegram_id and letter.once is None:
            letter.once = f"album:{turn.person.id}:{album}:{crc32(letter.arguments['text'].encode()):x}"


def _subject(turn: Turn[Any], message: int, flow: str) -> str:
    return f"answer:{turn.person.id}:{message}:{flow}"


def _company(message: TelegramMessage) -> list[str]:
    """What names all that is sent together with it: its album, or its second and the two before."""
    if message.media_group_id is not None:
        return [message.media_group_id]
    second = int(message.date.timestamp())
    return [f"{second - before}s" for before in range(int(TOGETHER.total_seconds()) + 1)]


def _sent_with(turn: Turn[Any], company: str, flow: str) -> str:
    return f"sent-with:{turn.person.id}:{company}:{flow}"


def _heard(dialog: DialogState | None) -> Heard | None:
    """None where there was nothing, or another version has kept it otherwise."""
    if dialog is None or dialog.heard is None:
        return None
    try:
        return Heard.model_validate(dialog.heard)
    except ValidationError:
        return None


def _with_other_words(
    conversation: Flow[Any], dialog: DialogState, answer: Answer, old: UserInput, new: UserInput
) -> dict[str, Any] | None:
    """What the dialog has gathered with other words in the answer's place; None where they do not stand there."""
    if answer.place is None or old.files != new.files or not new.text:
        return None
    draft: dict[str, Any] | None = replaced(dialog.draft, answer.place, old.text, new.text)
    try:
        conversation.draft.model_validate(draft)
    except ValidationError:
        return None
    return draft


def _shown(turn: Turn[Any], told: UserInput) -> str:
    return told.text or turn.words.plain("common.attachment")
