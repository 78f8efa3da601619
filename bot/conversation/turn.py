"""A Turn: one update with its person, roles and open dialog, and what is to be said about it (rules 1 and 3)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from markupsafe import Markup
from telegram import Message as TelegramMessage
from telegram import Update

from bot.conversation.buttons import Answer, Button, Choice, Data, Effect, Keyboard, Tap, bound_taps, markup, offered
from bot.conversation.flow import D, Draft, Flow, Listed
from bot.conversation.outgoing import HTML, Message, Outgoing
from bot.conversation.picker import Pick
from bot.conversation.refusal import NotAllowed, Refused
from bot.conversation.user_input import Attachment
from bot.texts import CAPTION_LIMIT, MESSAGE_LIMIT, Words, pages, shorten, visible
from models.mail import dialog as dialogs
from models.mail.dialog import DialogState
from models.mail.outbox import NewLetter
from models.people import person as people
from models.people.permission import Needs, Right, may
from models.people.person import Held, Person, Somebody

ANSWER_SHOWN = 300
TOASTS = {"common.not_allowed": "common.not_allowed_toast"}
"""What is shorter where it pops up."""

T = TypeVar("T", bound=Tap)
R = TypeVar("R")


class Step(Protocol):
    """What a Turn knows of a step."""

    name: str
    in_place: bool
    """Whether its question takes the place of the one that was tapped."""

    async def ask(self, turn: Any) -> Message | Pick | None:
        """Its question; None: it cannot be asked, and the dialog is over."""

    def takes(self, tap: Tap) -> bool:
        """Whether it knows what to do with this tap on a button of its own."""


@dataclass
class Turn(Outgoing, Generic[D]):
    """One update being handled. Whatever it says is owed once the transaction commits."""

    update: Update = field(kw_only=True)
    person: Somebody = field(kw_only=True)
    memberships: tuple[Held, ...] = field(kw_only=True)
    dialog: DialogState | None = field(kw_only=True)
    toast_text: str = ""
    conversation: Flow[D] | None = None
    step: Step | None = None
    """The one that the dialog stands at, as soon as it is asked or answered."""
    tapped_the_question: bool = False
    """Whether what was tapped is under the question that waits for an answer."""
    _draft: D | None = None
    left_a_dialog: bool = False
    """Whether a dialog was closed or put aside in this Turn."""
    mends: bool = False
    """Whether an answer is taken once more: the question that is open since then is reworded, not asked again."""
    has_asked: bool = False
    """Whether a question was asked or reworded in this Turn."""
    wakes: set[str] = field(default_factory=set)
    """The jobs that have something to do as soon as this Turn is committed."""
    has_replaced: bool = False
    """Whether the last words of a dialog stand where its question stood."""

    @property
    def words(self) -> Words:
        """The catalog of the person's language."""
        return self.services.texts[self.person.language]

    @property
    def draft(self) -> D:
        """What the open dialog has gathered; kept with the dialog when the Turn ends."""
        self.reads_draft()
        assert self._draft is not None, "no dialog is open"  # noqa: S101
        return self._draft

    def reads_draft(self) -> bool:
        """Whether what the open dialog has gathered can be read; another version may have kept it otherwise."""
        if self._draft is None and self.dialog is not None and self.conversation is not None:
            self._draft = self.conversation.read(self.dialog)
        return self._draft is not None

    async def own_row(self) -> Person:
        """The person, to be changed; from now on the Turn reads the same."""
        self.person = row = await people.with_id(self.session, self.person.id)
        return row

    def may(self, right: Right, commune_id: int | None = None) -> bool:
        """Whether the person holds the right there (None: anywhere)."""
        return may(self.memberships, right, commune_id)

    def require(self, right: Right, commune_id: int | None = None) -> None:
        """Go on only with this right there (None: anywhere); else the person hears that it is not theirs."""
        if not self.may(right, commune_id):
            raise NotAllowed

    async def refuse(self, why: Refused) -> None:
        """Say why nothing was done, as the reason has it."""
        is_answer = self.dialog is not None and self.step is not None
        if is_answer and not why.stays:
            await self.end(why.key, **why.arguments)
        elif self.update.callback_query is not None:
            self.toast(TOASTS.get(why.key, why.key), **why.arguments)
        elif why.asks is None:
            self.say(why.key, **why.arguments)
        if why.asks is not None:
            await self.go(why.asks)

    def answer(self, key: str, **arguments: Any) -> Button:
        """A button that gives the present step the answer called as the key ends, labelled from the catalog."""
        return self.button(key, Answer(name=key.rpartition(".")[2]), **arguments)

    def choice(self, value: object, key: str, name: str | None = None, **arguments: Any) -> Button:
        """A button that chooses this value in the present step, labelled from the catalog."""
        return self.button(key, Choice.to(value, name), **arguments)

    def button(self, key: str, does: Effect, **arguments: Any) -> Button:
        """A button labelled from the catalog."""
        return Button(self.words.plain(key, **arguments), does)

    # --- saying -----------------------------------------------------------------------------------------

    def say(self, what: str | Message, keyboard: Keyboard = (), **arguments: Any) -> NewLetter:
        """Say a sentence of the catalog, or show a message, to the person."""
        message = Message(self.words(what, **arguments), keyboard) if isinstance(what, str) else what
        return self.write(self.person.telegram_id, message, stamp=self._stamp, urgent=True)

    def forward(self, kind: str, file_id: str, caption: Markup) -> None:
        """Send the person a voice message, photo or document that somebody sent to the bot."""
        self.say(Message(caption, sent=Attachment(kind, file_id)))

    def give(
        self, content: bytes, name: str, *, caption: Markup, needs: Needs, as_photo: bool = False, secret: bool = False
    ) -> None:
        """Send the person the file that they have asked for."""
        self.send_file(
            self.person.telegram_id, content, name, caption=caption, as_photo=as_photo, secret=secret, needs=needs
        )

    def reading(self, file_id: str, read: Callable[[bytes | None], R]) -> R:
        """What ``read`` makes of a file that the person sent, outside the transaction; of None if it cannot be had.

        Nothing that was done in it stands until then: it is begun anew with what was read.
        """
        return self.drawings.read(file_id, read)

    def toast(self, key: str, **arguments: Any) -> None:
        """The short word that pops up over a tapped button."""
        self.toast_text = shorten(self.words.plain(key, **arguments), 190)

    def redraw(self, message: Message) -> None:
        """Show the tapped message anew, in its place; what is too long for it follows."""
        first, *rest = pages(str(message.text), CAPTION_LIMIT if self.is_on_photo else MESSAGE_LIMIT)
        if self.dialog is not None and self.tapped_the_question:
            self.dialog.question_text = first
            self._offer(message.keyboard, self.dialog.offers or "")
        if self._tapped is None:
            self.say(message)
            return
        letter = self._edit(self._tapped, first, None if rest else markup(message.keyboard, self._stamp))
        if rest:
            letter = self.say(Message(Markup("\n".join(rest)), message.keyboard))  # noqa: S704
        if self.dialog is not None and self.tapped_the_question and self.dialog.question_id is None:
            self.dialog.question_id = letter.id

    def leaf(self, message: Message, page: int | None) -> None:
        """Show a page of a list: the first (None) in a message of its own, the others in the one that was tapped."""
        (self.say if page is None else self.redraw)(message)

    def collapse(self, answer: str | None = None) -> None:
        """Turn the tapped message into question and answer, without buttons."""
        asked = self._tapped
        if asked is not None and asked.text_html:
            self._edit(asked, _answered(asked.text_html, self.tapped_label if answer is None else answer))

    def replies_to(self, kind: type[T]) -> T | None:
        """The button of this kind under the message to which the person's own is a reply."""
        replied_to = self.update.message.reply_to_message if self.update.message is not None else None
        keyboard = replied_to.reply_markup if replied_to is not None else None
        for button in (button for row in keyboard.inline_keyboard for button in row) if keyboard is not None else ():
            data = Data.read(button.callback_data) if isinstance(button.callback_data, str) else None
            if data is not None and data.tag in (kind.tag, *kind.was):
                return kind.unpack(data)
        return None

    @property
    def tapped_label(self) -> str:
        """The label of the button that was tapped."""
        query, message = self.update.callback_query, self._tapped
        keyboard = message.reply_markup if message is not None else None
        rows = keyboard.inline_keyboard if keyboard is not None else ()
        return next((b.text for row in rows for b in row if query is not None and b.callback_data == query.data), "")

    # --- the dialog -------------------------------------------------------------------------------------

    async def begin(self, conversation: Flow[Any], draft: Draft, step: Step, *, in_place: bool = False) -> None:
        """Open a dialog at a step; one that was open is put aside, one of the same kind that holds nothing given up.

        ``in_place``: the message that was tapped becomes its first question, if the step asks in place.
        """
        await self.park()
        same = await dialogs.parked(self.session, self.person.id, flow=conversation.name)
        if same is not None and not ((kept := conversation.read(same)) and kept.is_worth_keeping):
            await self.give_up(same)
        self.conversation, self._draft = conversation, draft  # type: ignore[assignment]
        self.dialog = await dialogs.begin(self.session, person_id=self.person.id, flow=conversation.name, now=self.now)
        self.tapped_the_question = in_place and self._tapped is not None
        await self.go(step)

    async def begun(self, conversation: Flow[D]) -> D | None:
        """What was gathered in the dialog of that kind which is open, or was put aside last."""
        dialog = self.dialog
        if dialog is None or dialog.flow != conversation.name:
            dialog = await dialogs.parked(self.session, self.person.id, flow=conversation.name)
        return conversation.read(dialog) if dialog is not None else None

    async def go(self, step: Step) -> None:
        """Go to another step of the open dialog and ask its question."""
        if self.dialog is not None:
            self.dialog.step = step.name
        self.step = step
        question = await step.ask(self)
        if question is not None:
            self.put(question)

    def put(self, question: Message | Pick) -> None:
        """Ask the question of the present step, where the step wants it."""
        drawn, in_place = self._drawn(question), self.step is not None and self.step.in_place
        (self.show if in_place else self.ask)(drawn)

    async def again(self) -> None:
        """Draw the question that is open anew, in its place; it waits for its answer as before."""
        question = await self.question()
        if question is not None:
            (self.redraw if self.tapped_the_question else self.reword)(question)

    async def question(self) -> Message | None:
        """The question of the present step as it is drawn now; None: it is asked in another way."""
        assert self.step is not None, "no step is at it"  # noqa: S101
        question = await self.step.ask(self)
        return self._drawn(question) if question is not None else None

    @property
    def listed(self) -> Listed:
        """Where in the list of the present step the person is."""
        name = self.step.name if self.step is not None else ""
        return self.draft.listed.get(name) or Listed()

    @listed.setter
    def listed(self, at: Listed) -> None:
        assert self.step is not None, "no step is at it"  # noqa: S101
        self.draft.listed[self.step.name] = at

    def _drawn(self, question: Message | Pick) -> Message:
        return question.drawn(self.listed) if isinstance(question, Pick) else question

    def ask(self, what: str | Message, keyboard: Keyboard = (), **arguments: Any) -> None:
        """Ask the question of the present step; the buttons drawn with it end with it."""
        assert self.dialog is not None, "no dialog is open"  # noqa: S101
        question = Message(self.words(what, **arguments), keyboard) if isinstance(what, str) else what
        if self.mends and self.dialog.question_id is not None and not self.letters and _is_one_text(question):
            self.reword(question)
            return
        self.has_asked, self.tapped_the_question = True, False
        self.dialog.question += 1
        letter = self.say(question)
        self._offer(question.keyboard)
        self.dialog.question_id, self.dialog.question_text = letter.id, letter.arguments["text"]

    def show(self, question: Message) -> None:
        """Ask the question of the present step in the place of the one that was tapped; below what was written."""
        if self.dialog is not None and self.tapped_the_question:
            self.dialog.question += 1
            self.dialog.offers = None
            self.redraw(question)
        else:
            self.ask(question)

    def reword(self, question: Message) -> None:
        """Change the open question in its place; it waits for its answer as before."""
        dialog = self.dialog
        assert dialog is not None and dialog.question_id is not None, "no question is open"  # noqa: S101
        self.has_asked = True
        dialog.question_text = str(question.text)
        self._offer(question.keyboard, dialog.offers or "")
        arguments = {"text": dialog.question_text, **HTML, "reply_markup": markup(question.keyboard, self._stamp)}
        self._letter(self.person.telegram_id, "edit_message_text", arguments, urgent=True, edits=dialog.question_id)

    def _offer(self, keyboard: Keyboard, before: str = "") -> None:
        """Note what the open question offers; each of it the step must know what to do with."""
        assert self.dialog is not None, "no dialog is open"  # noqa: S101
        for tap in bound_taps(keyboard):
            if self.step is None or not self.step.takes(tap):
                raise ValueError(f"{self.dialog.flow}.{self.dialog.step} has no answer to {tap!r}")
        self.dialog.offers = offered(keyboard, before)

    async def end(self, what: str | Message | None = None, keyboard: Keyboard = (), **arguments: Any) -> None:
        """Close the dialog with these words."""
        if self.dialog is not None:
            await dialogs.end(self.session, self.dialog)
            self._leave()
        if what is not None:
            self.say(what, keyboard, **arguments)

    async def end_in_place(self, words: Message) -> None:
        """Close the dialog; its last words take the place of its question, if that was tapped."""
        self.has_replaced = self.tapped_the_question
        await self.end(None if self.has_replaced else words)
        if self.has_replaced:
            self.redraw(words)

    async def park(self) -> None:
        """Put the open dialog aside."""
        if self.dialog is not None:
            self.dialog.parked_at = self.now
            await self._keep(self.dialog, moved=True)
            self._leave()

    def _leave(self) -> None:
        self.dialog, self._draft, self.step = None, None, None
        self.left_a_dialog, self.tapped_the_question = True, False

    async def unpark(self, dialog: DialogState) -> None:
        """Take up a dialog that was put aside."""
        await self.park()
        dialog.parked_at = None
        await dialogs.keep(self.session, dialog, moved=True)
        self.dialog = dialog

    def settle_question(self, before: tuple[int, int, str, int | None], answer: str) -> None:
        """If the question that was open before this Turn is answered now, edit it into question and answer."""
        dialog_id, _number, text, letter_id = before
        if self.has_replaced:
            return
        if self.dialog is None or (self.dialog.id, self.dialog.question_id) != (dialog_id, letter_id):
            self.show_answer(text, letter_id, answer)

    def show_answer(self, text: str, letter_id: int | None, answer: str) -> None:
        """Edit a question that was asked before into question and answer."""
        if letter_id is not None:
            self._letter(
                self.person.telegram_id, "edit_message_text", {"text": _answered(text, answer), **HTML},
                urgent=True, edits=letter_id,
            )  # fmt: skip
            self.letters.insert(0, self.letters.pop())

    def go_back(self, step: str, draft: dict[str, Any]) -> None:
        """Stand at a step of the open dialog with this draft; its question is not asked."""
        assert self.dialog is not None, "no dialog is open"  # noqa: S101
        self.dialog.step, self.dialog.draft, self._draft = step, draft, None

    async def give_up(self, dialog: DialogState) -> None:
        """End a dialog that was put aside; its question, which will not be answered any more, loses its buttons."""
        await dialogs.end(self.session, dialog)
        if dialog.question_id is not None:
            self._letter(
                self.person.telegram_id, "edit_message_text", {"text": dialog.question_text, **HTML},
                urgent=True, edits=dialog.question_id,
            )  # fmt: skip

    @property
    def open_question(self) -> tuple[int, int, str, int | None]:
        """The question that waits for an answer: its dialog, number, text and letter."""
        dialog = self.dialog
        assert dialog is not None, "no dialog is open"  # noqa: S101
        return dialog.id, dialog.question, dialog.question_text, dialog.question_id

    async def hand_in(self) -> None:
        """Write what was said into the outbox and the draft into the dialog."""
        if self.dialog is not None:
            await self._keep(self.dialog)
        await super().hand_in()

    async def _keep(self, dialog: DialogState, *, moved: bool = False) -> None:
        if self._draft is not None:
            dialog.draft = self._draft.model_dump(mode="json")
            dialog.updated_at = self.now
        await dialogs.keep(self.session, dialog, moved=moved)

    @property
    def _stamp(self) -> str:
        return f"{self.dialog.id}.{self.dialog.question}" if self.dialog is not None else ""

    @property
    def _tapped(self) -> TelegramMessage | None:
        """The message whose button was tapped; None where it is gone or too old: Telegram then gives it no date."""
        query = self.update.callback_query
        message = query.message if query is not None else None
        return message if isinstance(message, TelegramMessage) and message.date.timestamp() > 0 else None

    @property
    def is_on_photo(self) -> bool:
        """Whether what was tapped is under a photo."""
        return self._tapped is not None and bool(self._tapped.photo)

    def _edit(self, message: TelegramMessage, text: str, reply_markup: dict[str, Any] | None = None) -> NewLetter:
        said = {"caption": text, "parse_mode": "HTML"} if message.photo else {"text": text, **HTML}
        arguments: dict[str, Any] = {"message_id": message.message_id, **said}
        if reply_markup is not None:
            arguments["reply_markup"] = reply_markup
        method = "edit_message_caption" if message.photo else "edit_message_text"
        return self._letter(self.person.telegram_id, method, arguments, urgent=True)


def _is_one_text(message: Message) -> bool:
    return message.sent is None and len(pages(str(message.text))) == 1


def is_shown_in(text: str, answer: str) -> bool:
    """Whether the text is a question with this answer, or says it as something that was said."""
    return text.endswith(_line_of(answer)) or f"<i>{Markup.escape(answer)}" in text


def _line_of(answer: str) -> str:
    return f"\n<b>➜ {Markup.escape(shorten(answer, ANSWER_SHOWN))}</b>"


def _answered(question: str, answer: str) -> str:
    whole = f"{question}{_line_of(answer)}" if answer else question
    return whole if visible(whole) <= MESSAGE_LIMIT else question
