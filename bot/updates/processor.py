"""Handles one update in one Turn and one transaction: its effect, its mark as handled, its messages (rule 1)."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import Update
from telegram.constants import ChatType

from bot.conversation.outgoing import Message, Outgoing, Redrawn, Services
from bot.conversation.turn import Turn
from bot.delivery.courier import Courier
from bot.files.drawing import Drawings, UndrawnError
from bot.limits import Limits
from bot.telemetry.correlation import caused_by
from bot.telemetry.log_setup import facts
from bot.telemetry.meters import FAILED, TURNS
from bot.texts import Words, clean, language_of
from bot.updates.flood import Floods
from bot.updates.groups import is_called, point_to_private
from bot.updates.router import Router
from models.database import AWAY, Database, is_overtaken
from models.db.trouble import complain
from models.mail import inbox
from models.mail.outbox import NewLetter
from models.mail.sender import Known, who_is
from models.people.person import Somebody, add_person, with_id
from models.reading.words import tidy
from models.setting import MovedError

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Turns that run at a time; the other database connections serve the claim, listening, sending and the jobs."""
DRAWN_AT_ONCE = 2
"""Files drawn at a time; the other threads serve look-ups and writing."""
SOON = 2.0
"""Seconds after which whoever waits for a file is told that it is being drawn."""
PATIENCE = 7
"""Attempts before a Turn that the database refuses is given up, provided that the database accepts the giving up. They
fit into the time for which Telegram waits at the end of a push."""
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
REMEMBERED = 10_000
"""People whose language is kept in memory."""


@dataclass
class _Done:
    """The result of a Turn."""

    outcome: str
    """``done``, ``again`` (it had been handled before), ``ignored`` or ``failed``."""
    conversation: str | None = None
    letters: Sequence[NewLetter] = ()
    toast: str = ""
    wakes: Collection[str] = ()


class Processor:
    """Handles updates one by one; the receiver keeps their order."""

    def __init__(
        self,
        database: Database,
        router: Router,
        courier: Courier,
        services: Services,
        limits: Limits,
        *,
        wake: Callable[[str], None] = lambda _job: None,
    ) -> None:
        self._floods = Floods(limits)
        self._database = database
        self._router = router
        self._courier = courier
        self._services = services
        self._wake = wake
        self._places = asyncio.Semaphore(AT_ONCE)
        self._easels = asyncio.Semaphore(DRAWN_AT_ONCE)
        self._languages: dict[int, str] = {}
        """Languages of the people who have written, by Telegram id, for what is said outside a Turn."""

    def due(self, update: Update) -> float:
        """Return when to handle the update just received (loop time); whoever has to wait is told so, once."""
        chat = chat_of(update)
        was_on = self._floods.is_on(chat)
        now = asyncio.get_running_loop().time()
        due = max(now, self._floods.due(chat, now, tap=update.callback_query is not None))
        if self._floods.is_on(chat) and not was_on:
            self._say_now(update, "common.flood")
        return due

    def is_flooded(self, update: Update) -> bool:
        """Whether the update's chat writes faster than it can be answered."""
        return self._floods.is_on(chat_of(update))

    async def process(self, update: Update, due: float) -> None:
        """Handle the update, retrying while the database is away; ``due`` is when it was to be handled."""
        with caused_by(f"update:{update.update_id}"):
            await self._see_to(update, due)

    async def _see_to(self, update: Update, due: float) -> None:
        attempts = 0
        while True:
            try:
                await self.handle(update)
            except AWAY as error:
                attempts += 1
                complain(log, error, "update %s waits for the database, attempt %s", update.update_id, attempts)
                is_refused = attempts >= PATIENCE and self._database.has_refused(error)
                if is_refused and await self._is_given_up(update):
                    return
                # a Turn overtaken by another tries again so soon that there is nothing to say
                if attempts == 1 + is_overtaken(error):
                    self._say_now(update, "common.waits")
            else:
                TURNS.labels(_kind(update)).observe(asyncio.get_running_loop().time() - due)
                return
            await asyncio.sleep(min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts - 1, 16)))

    async def _is_given_up(self, update: Update) -> bool:
        """Give up the update; False if the database refuses that, too: the update is not at fault and keeps waiting."""
        try:
            await self.give_up(update)
        except AWAY:
            return False
        return True

    async def handle(self, update: Update) -> None:
        """Handle the update unless it was handled before. Raises only the errors of the database."""
        began = perf_counter()
        try:
            done = await self._turn(update)
        except (*AWAY, MovedError):
            raise
        except Exception:
            await self.give_up(update)
            done = _Done("failed")
        else:
            self._answer(update, done.toast)
            if update.message is not None:
                chat = chat_of(update)
                self._floods.answered(chat, sum(letter.chat_id == chat for letter in done.letters))
        kind, seconds = _kind(update), perf_counter() - began
        log.info("turn", extra=facts(
            kind=kind, conversation=done.conversation, ms=round(seconds * 1000, 1), letters=len(done.letters),
            outcome=done.outcome,
        ))  # fmt: skip

    async def give_up(self, update: Update) -> None:
        """Undo the effect of an update whose handler failed, tell the person, and log the cause."""
        FAILED.inc()
        reference = secrets.token_hex(3)
        log.exception("update %s failed, reference %s", update.update_id, reference)
        words = self._words(update)
        async with self._database.transaction() as session:
            outgoing = Outgoing(session, self._services, self._services.clock.now())
            taken = await inbox.fail(session, update.update_id, chat_of(update), reference=reference, now=outgoing.now)
            if taken and is_private(update) and update.effective_chat is not None:
                apology = Message(words("common.failed", reference=reference))
                outgoing.write(update.effective_chat.id, apology, urgent=True)
                await outgoing.hand_in()
        self._courier.post(outgoing.letters)
        self._answer(update, words.plain("common.failed_toast"))

    def _say_now(self, update: Update, key: str) -> None:
        """Say something ahead of the answers that wait to be sent."""
        words = self._words(update).plain(key)
        self._answer(update, words)
        if update.callback_query is None and is_private(update) and update.effective_chat is not None:
            self._courier.say_now(update.effective_chat.id, words)

    async def _turn(self, update: Update) -> _Done:
        """Run the Turn in one transaction; if it needs files, draw or read them and run it again."""
        drawings = Drawings(self._courier.fetch)
        while True:
            try:
                async with self._places:
                    return await self._try(update, drawings)
            except UndrawnError as error:
                undrawn = error
            await self._draw(update, undrawn, drawings)

    async def _draw(self, update: Update, undrawn: UndrawnError, drawings: Drawings) -> None:
        """Whoever waits long for a file is told so."""

        async def draw() -> None:
            async with self._easels:
                await drawings.make(undrawn)

        drawing = asyncio.create_task(draw())
        try:
            await asyncio.wait([drawing], timeout=SOON)
            if not drawing.done() and undrawn.file_id is None and drawings.told_by is None:
                await self._tell_it_is_drawn(update, drawings)
            await drawing
        finally:
            drawing.cancel()

    async def _tell_it_is_drawn(self, update: Update, drawings: Drawings) -> None:
        async with self._places, self._database.transaction() as session:
            outgoing = Outgoing(session, self._services, self._services.clock.now())
            message = Message(self._words(update)("common.is_drawn"))
            told = outgoing.write(chat_of(update), message, urgent=True)
            await outgoing.hand_in()
        drawings.told_by = told.id
        self._courier.post(outgoing.letters)

    async def _try(self, update: Update, drawings: Drawings) -> _Done:
        now = self._services.clock.now()
        done = _Done("again")
        async with self._database.transaction() as session:
            if await inbox.take(session, update.update_id, chat_of(update), now=now):
                turn = await self._open(session, update, now, drawings) if is_private(update) else None
                if turn is not None:
                    await self._router.handle(turn)
                    if drawings.told_by is not None:
                        drawn = Message(turn.words("common.was_drawn"))
                        await turn.amend([Redrawn(drawings.told_by, turn.person, drawn, None)], urgent=True)
                    await turn.hand_in()
                    self._remember(turn.person)
                    name = turn.conversation.name if turn.conversation is not None else None
                    done = _Done("done", name, turn.letters, turn.toast_text, turn.wakes)
                elif is_called(update, self._router.commands, self._services.bot_name):
                    done = _Done("done", letters=await self._point_to_private(session, update, now))
                elif update.callback_query is not None:
                    done = _Done("ignored", toast=self._words(update).plain("common.stale"))
                else:
                    done = _Done("ignored")
        self._courier.post(done.letters)
        for job in done.wakes:
            self._wake(job)
        return done

    async def _point_to_private(self, session: AsyncSession, update: Update, now: datetime) -> list[NewLetter]:
        outgoing = Outgoing(session, self._services, now)
        if update.message is not None:
            point_to_private(outgoing, self._words(update), update.message)
        await outgoing.hand_in()
        return outgoing.letters

    async def _open(self, session: AsyncSession, update: Update, now: datetime, drawings: Drawings) -> Turn[Any] | None:
        user = update.effective_user
        said = update.message or update.callback_query
        if user is None or user.is_bot or not (said or update.edited_message or update.my_chat_member):
            return None
        known = await who_is(session, user.id)
        if known is None:
            if said is None:
                return None
            language = language_of(user.language_code)
            name = tidy(clean(user.full_name)) or user.username or str(user.id)
            person = await add_person(session, telegram_id=user.id, name=name, language=language, now=now)
            known = Known(person, (), None)
        if update.my_chat_member is not None:
            blocked = update.my_chat_member.new_chat_member.status in ("kicked", "left")
            person = await with_id(session, known.person.id)
            person.unreachable_since = now if blocked else None
            return None
        turn = Turn[Any](
            session, self._services, now,
            update=update, person=known.person, memberships=known.memberships, dialog=known.dialog, drawings=drawings,
        )  # fmt: skip
        # Telegram does not always report the language of somebody's phone
        is_known = known.person.language_chosen or user.language_code is None
        language = known.person.language if is_known else language_of(user.language_code)
        if known.person.unreachable_since is not None or known.person.language != language:
            row = await turn.own_row()
            row.unreachable_since, row.language = None, language
        self._remember(turn.person)
        return turn

    def _remember(self, person: Somebody) -> None:
        if len(self._languages) >= REMEMBERED:
            self._languages.clear()
        self._languages[person.telegram_id] = person.language

    def _answer(self, update: Update, toast: str) -> None:
        if update.callback_query is not None:
            self._courier.answer(update.callback_query.id, toast)

    def _words(self, update: Update) -> Words:
        user = update.effective_user
        if user is None:
            return self._services.texts[language_of(None)]
        return self._services.texts[self._languages.get(user.id) or language_of(user.language_code)]


def chat_of(update: Update) -> int:
    """The id of the chat that the update comes from; 0 for all updates that come from none."""
    return update.effective_chat.id if update.effective_chat is not None else 0


def _kind(update: Update) -> str:
    if update.message is not None:
        return "message"
    return "tap" if update.callback_query is not None else "other"


def is_private(update: Update) -> bool:
    """Whether the update comes from a chat with one person."""
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE
