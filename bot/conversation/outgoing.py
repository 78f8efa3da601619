"""What is said: messages put into the outbox, each in its reader's language, by a Turn or by a job."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypedDict, TypeVar, Unpack

from markupsafe import Markup
from msgspec import Struct
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.conversation.buttons import Button, Effect, Keyboard, Labels, grid, markup, standing
from bot.conversation.flow import Flow
from bot.conversation.user_input import Attachment
from bot.files.drawing import Drawings, Reading
from bot.settings import Association
from bot.telemetry.correlation import CAUSE
from bot.texts import CAPTION_LIMIT, Texts, Words, pages, visible
from models.calendar import Clock
from models.mail import outbox
from models.mail.outbox import AT_ONCE, NewLetter
from models.people.permission import Holding, Needs
from models.people.person import Somebody

F = TypeVar("F")

MOST_COMMANDS = 9
"""Most that Telegram lists for anybody; the others work all the same."""
ON_KEYBOARD = 4
"""Number of jobs on the keyboard that stays."""
REPLACEABLE = ("photo", "document")
"""What another of its kind can take the place of."""
HTML = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


class Message(Struct, frozen=True):
    """Something to be shown: HTML text, the buttons under it, and what somebody sent."""

    text: Markup
    keyboard: Keyboard = ()
    sent: Attachment | None = None
    below: Labels | None = None
    """The keyboard that stays below the chat from now on; empty: none does any more. Not together with buttons."""


View = Callable[[Words], Message]


class Redrawn(NamedTuple):
    """A message that was written before, as it is to be now, and what its reader must hold to see it."""

    letter_id: int | None
    """None: there is no such message."""
    person: Somebody | None
    now: View | Message
    needs: Needs | None


def described(words: Words, job: Flow[Any]) -> tuple[str, str]:
    """Its command, and what that does."""
    return job.command(words.language), words.plain(f"command.{job.name}")


def button(words: Words, key: str, does: Effect, **arguments: Any) -> Button:
    """A button labelled from the catalog."""
    return Button(words.plain(key, **arguments), does)


class Services(Struct, frozen=True):
    """What every Turn and every job works with."""

    texts: Texts
    clock: Clock
    association: Association
    bot_name: str
    conversations: Sequence[Flow[Any]]
    usual: Sequence[Sequence[Flow[Any]]]
    """The jobs that stand first for a group of people, group by group: somebody's are the first of which they may
    begin each."""
    backups: tuple[Path, Path] | None = None
    """As in ``Settings``."""

    def commands(self, words: Words, memberships: Sequence[Holding]) -> list[tuple[str, str]]:
        """The commands that Telegram lists for somebody with these roles, each with what it does."""
        always = [c for c in self.conversations if c.always and c.open_to(memberships)]
        jobs = [job for job in self.jobs(memberships) if not job.always]
        return [described(words, job) for job in (*jobs[: MOST_COMMANDS - len(always)], *always)]

    def jobs(self, memberships: Sequence[Holding]) -> list[Flow[Any]]:
        """What somebody with these roles may begin, the most usual first."""
        those = [c for c in self.conversations if c.commands and c.in_menu and c.open_to(memberships)]
        usual = next((jobs for jobs in self.usual if all(job in those for job in jobs)), ())
        return [*usual, *(job for job in those if job not in usual)]

    def keyboard(self, words: Words, memberships: Sequence[Holding]) -> Labels:
        """The usual jobs of somebody with these roles, to stay below the chat; none for who is in no team."""
        jobs = self.jobs(memberships)[:ON_KEYBOARD] if memberships else []
        return grid([words.plain(f"menu.{job.name}") for job in jobs], 2)

    def moment(self, words: Words, instant: datetime) -> str:
        """``pt. 27.11, 9:00``, with its year where that is not this one."""
        local = self.clock.local(instant)
        return words.moment(local, year=local.year != self.clock.today().year)

    def link(self, code: str) -> str:
        """The deep link that opens the bot with this code."""
        return f"https://t.me/{self.bot_name}?start={code}"


class Terms(TypedDict, total=False):
    """On what terms a letter goes out, as ``tell`` has them."""

    needs: Needs | None
    urgent: bool
    """Somebody waits for it."""
    once: str | None
    due: datetime | None
    about: str | None
    until: datetime | None


@dataclass
class Outgoing:
    """One transaction's say: what it tells people is owed from the moment it commits."""

    session: AsyncSession
    services: Services
    now: datetime
    letters: list[NewLetter] = field(default_factory=list)
    drawings: Drawings = field(default_factory=Drawings, kw_only=True)

    @property
    def today(self) -> date:
        """The day on the association's wall clock."""
        return self.services.clock.local(self.now).date()

    @property
    def working_time(self) -> datetime:
        """Now, or when work begins."""
        return self.services.clock.working_time(self.now)

    def tell(
        self,
        people: Iterable[Somebody],
        what: str | View,
        *,
        needs: Needs | None,
        once: str | None = None,
        due: datetime | None = None,
        about: str | None = None,
        until: datetime | None = None,
        aloud: bool = False,
        **arguments: Any,
    ) -> list[NewLetter]:
        """Tell each of these people in their own language; with ``once`` (completed by the person) never again.

        What somebody ``needs`` to read it is asked for when it goes out. None: it is about the reader alone.
        What has a ``due`` time is sent from then on, but never in quiet hours, however late it is; what has none is
        sent at once, in quiet hours without a sound unless it is said ``aloud``. What cannot be sent before ``until``
        is dropped. Of what somebody is told ``about`` a subject, only the newest that is due is sent when it has heaped
        up, and ``outbox.drop`` withdraws all of it.
        """
        silent = due is None and not aloud and not self.services.clock.is_working_time(self.now)
        letters = []
        for person in people:
            words = self.services.texts[person.language]
            message = Message(words(what, **arguments)) if isinstance(what, str) else what(words)
            key = f"{once}:person:{person.id}" if once else None
            letters.append(
                self.write(
                    person.telegram_id, message,
                    needs=needs, urgent=aloud, once=key, due=due, about=about, until=until, silent=silent,
                )
            )  # fmt: skip
        return letters

    def write(
        self,
        chat_id: int,
        message: Message,
        *,
        stamp: str = "",
        silent: bool = False,
        **terms: Unpack[Terms],
    ) -> NewLetter:
        """Owe a message to a chat, continued in further ones if it is too long; the last one carries the buttons.

        What was sent comes last, with the text as its caption, or after the text if it is too long for one.
        """
        how: dict[str, Any] = {"disable_notification": True} if silent else {}
        *first, last = pages(str(message.text))
        if message.sent is not None and visible(last) > CAPTION_LIMIT:
            first, last = [*first, last], ""
        once = terms.get("once")
        for number, page in enumerate(first, start=1):
            part: Terms = {**terms, "once": f"{once}:part:{number}" if once else None}
            self._letter(chat_id, "send_message", {"text": page, **HTML, **how}, **part)
        if message.sent is not None:
            method = f"send_{message.sent.kind}"
            arguments = {message.sent.kind: message.sent.file_id, "caption": last, "parse_mode": "HTML", **how}
        else:
            method, arguments = "send_message", {"text": last, **HTML, **how}
        if message.keyboard:
            arguments["reply_markup"] = markup(message.keyboard, stamp)
        elif message.below is not None:
            arguments["reply_markup"] = standing(message.below)
        return self._letter(chat_id, method, arguments, **terms)

    async def amend(self, messages: Iterable[Redrawn], *, urgent: bool = False, files: bool = False) -> None:
        """Change messages that were written before, each in its reader's language, be they sent already or not.

        They have to fit into one message each; what was sent with one stays, only its caption and buttons change. With
        ``files`` another picture takes the place of a picture, another document that of a document.
        """
        new = {}
        for letter_id, person, now, needs in messages:
            if letter_id is None or person is None:
                continue
            message = now if isinstance(now, Message) else now(self.services.texts[person.language])
            keyboard = {"reply_markup": markup(message.keyboard)}
            if message.sent is None:
                method, arguments = "edit_message_text", {"text": str(message.text), **HTML, **keyboard}
                new[letter_id] = arguments
            else:
                kind, file_id = message.sent.kind, message.sent.file_id
                caption = {"caption": str(message.text), "parse_mode": "HTML"}
                method, arguments = "edit_message_caption", {**caption, **keyboard}
                if files and kind in REPLACEABLE:
                    method = "edit_message_media"
                    arguments = {"media": {"type": kind, "media": file_id, **caption}, **keyboard}
                new[letter_id] = {kind: file_id, **caption, **keyboard}
            self._letter(person.telegram_id, method, arguments, needs=needs, urgent=urgent, edits=letter_id)
        await outbox.rewrite(self.session, new)

    async def take_buttons_away(self, subjects: Collection[str], *, until: datetime | None = None) -> None:
        """What was said about these subjects loses its buttons, for it has just been said once more: so it follows that
        in each chat, and is withdrawn with it."""
        for letter_id, chat_id, about in await outbox.with_buttons(self.session, subjects):
            self.take_buttons_of(letter_id, chat_id, about=about, due=self.now, until=until)

    def take_buttons_of(
        self, letter_id: int, chat_id: int, *, about: str, due: datetime | None, until: datetime | None
    ) -> None:
        """This message loses its buttons to one about ``about``, with which it is due and withdrawn."""
        self._letter(
            chat_id, "edit_message_reply_markup", {}, edits=letter_id,
            once=f"without-buttons:{letter_id}", due=due, about=about, until=until,
        )  # fmt: skip

    def set_commands(self, person: Somebody, memberships: Sequence[Holding]) -> None:
        """Owe the person a command menu of just what they may do, in their language."""
        offered = self.services.commands(self.services.texts[person.language], memberships)
        commands = [{"command": command, "description": does} for command, does in offered]
        scope = {"type": "chat", "chat_id": person.telegram_id}
        self._letter(person.telegram_id, "set_my_commands", {"commands": commands, "scope": scope})

    def send_file(
        self,
        chat_id: int,
        content: bytes,
        name: str,
        *,
        caption: Markup,
        as_photo: bool,
        secret: bool = False,
        **terms: Unpack[Terms],
    ) -> NewLetter:
        """Owe a picture or a document; it is ``urgent``, as if somebody has just asked for it, unless it is said."""
        if visible(str(caption)) > CAPTION_LIMIT:
            raise ValueError("the caption is too long")
        terms.setdefault("urgent", True)
        method = "send_photo" if as_photo else "send_document"
        letter = self._letter(chat_id, method, {"caption": str(caption), "parse_mode": "HTML"}, **terms)
        letter.file, letter.file_name, letter.secret = content, name, secret
        return letter

    async def drawn(self, what: object, read: Reading[F]) -> F:
        """What is drawn of what ``read`` reads, outside the transaction.

        Nothing that was done in it stands until then: it is begun anew with the drawing, if that is of the same
        ``what``, which names all that decides what is seen and who may see it.
        """
        return await self.drawings.of(self.session, what, read)

    def _letter(
        self,
        chat_id: int,
        method: str,
        arguments: dict[str, Any],
        *,
        edits: int | None = None,
        **terms: Unpack[Terms],
    ) -> NewLetter:
        reads_with, reads_in = terms.get("needs") or (None, None)
        letter = NewLetter(
            chat_id=chat_id, method=method, arguments=arguments, edits=edits, reads_with=reads_with, reads_in=reads_in,
            urgent=terms.get("urgent", False), once=terms.get("once"), due_at=terms.get("due") or AT_ONCE,
            about=terms.get("about"), until=terms.get("until"), created_at=self.now, caused_by=CAUSE.get(),
        )  # fmt: skip
        self.letters.append(letter)
        return letter

    async def hand_in(self) -> None:
        """Write everything said so far into the outbox."""
        await outbox.write(self.session, self.letters)
