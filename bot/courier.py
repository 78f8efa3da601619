"""Messages out: takes letters from the outbox and sends them at Telegram's pace, until each is settled (rule 2)."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram import Bot, InputFile, Message
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.clock import Clock
from bot.pace import ChatPace, Limits, Pace, Slot
from bot.transport import call
from models import outbox, unreachable
from models.database import Database
from models.outbox import NewLetter, State

log = logging.getLogger(__name__)

WINDOW = 300
IN_FLIGHT = 60
"""Messages under way or not yet written down: so many may be doubled by a crash."""
PER_CHAT = 20
"""So many of the answers that a chat is owed are held; the rest is looked up in the outbox when these have gone."""
LOOK_EVERY = 1.0
GATHER = 0.03
"""Seconds in which outcomes gather for one commit."""
LONGEST_PAUSE = 60.0
PATIENCE = 8
"""Attempts after which a letter that we fail to put into a call is given up."""
AWAY = 5
"""So many calls in a row without an answer: it is not the chat, Telegram is away, and all letters wait."""
LONGEST_ABSENCE = 15.0
"""Seconds until it is looked for again."""


@dataclass
class _Chat:
    """The letters held for one chat, in their order."""

    pace: ChatPace
    letters: list[NewLetter] = field(default_factory=list)
    busy: bool = False


class Courier:
    """Sends what the outbox holds. One courier runs at a time (``Database.alone``)."""

    def __init__(self, database: Database, bot: Bot, clock: Clock, limits: Limits) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._limits = limits
        self._pace = Pace(limits)
        self._chats: dict[int, _Chat] = {}
        self._held: dict[int, NewLetter] = {}
        self._left: dict[int, int] = {}
        """The newest letter of a chat that was left in the outbox: none after it is held before it."""
        self._became: dict[int, int] = {}
        self._settled: list[dict[str, Any]] = []
        self._gone: set[int] = set()
        """Settled since the outbox was last looked at, which may have seen them as queued still."""
        self._secrets: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._look = asyncio.Event()
        self._file = asyncio.Event()
        self._unanswered = 0
        self._sign = asyncio.Event()
        """Somebody has got through to us: Telegram may be there again."""

    # --- what others ask of it ------------------------------------------------------------------------

    def post(self, letters: Iterable[NewLetter]) -> None:
        """Letters just committed by a Turn: somebody waits for them, no need to look them up."""
        now = self._clock.now()
        for letter in letters:
            if letter.once is not None or letter.due_at > now:
                self._look.set()
            elif self._has_room(letter.chat_id):
                self._hold(letter)
            else:
                self._left[letter.chat_id] = letter.id
        self._wake.set()
        self._sign.set()

    def look(self) -> None:
        """There may be new letters in the outbox."""
        self._look.set()

    def answer(self, query_id: str, text: str) -> None:
        """Answer a tap, at once; an answer that fails is not repeated (Telegram forgets the question soon)."""
        self._spawn(self._answer(query_id, text))

    def say_now(self, chat_id: int, text: str) -> None:
        """Say something past the outbox and before what is owed, once: for when the database can't be written."""
        self._spawn(self._say(chat_id, text))

    @property
    def idle(self) -> bool:
        """Whether nothing is held, under way or to be written down."""
        return not (self._held or self._tasks or self._settled or self._look.is_set())

    async def run(self) -> None:
        """Send until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._look_for_letters())
            group.create_task(self._write_down())
            group.create_task(self._send_letters())

    async def finish(self, within: timedelta) -> None:
        """Let what is under way arrive and write it down; the rest stays in the outbox."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within.total_seconds())
        await self._write_down_now()

    # --- choosing -------------------------------------------------------------------------------------

    def _hold(self, letter: NewLetter) -> None:
        if letter.id in self._held:
            return
        self._held[letter.id] = letter
        chat = self._chats.setdefault(letter.chat_id, _Chat(ChatPace(self._limits, group=letter.chat_id < 0)))
        chat.letters.append(letter)
        if len(chat.letters) > 1:
            chat.letters.sort(key=lambda held: held.id)

    def _has_room(self, chat_id: int) -> bool:
        return chat_id not in self._left and not self._is_full(chat_id)

    def _is_full(self, chat_id: int) -> bool:
        chat = self._chats.get(chat_id)
        return chat is not None and len(chat.letters) >= PER_CHAT

    async def _look_for_letters(self) -> None:
        while True:
            if len(self._held) >= WINDOW:
                await asyncio.sleep(GATHER)
                continue
            await self._look_now()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._look.wait()

    async def _look_now(self) -> None:
        self._look.clear()
        self._gone.clear()
        now = self._clock.now()
        due_by = now if self._clock.is_working_time(now) else outbox.AT_ONCE
        left = dict(self._left)
        full = [chat_id for chat_id in self._chats if self._is_full(chat_id)]
        try:
            async with self._database.transaction() as session:
                found = await outbox.due(
                    session, now=due_by, limit=WINDOW, but_not=[*self._held, *self._unwritten], but_not_to=full
                )
        except DBAPIError:
            log.exception("the outbox cannot be read")
            return
        for chat_id in left.keys() - full if len(found) < WINDOW else ():
            # all there is for it has been seen now
            if self._left[chat_id] == left[chat_id]:
                del self._left[chat_id]
        for letter in found:
            if letter.id in self._gone:
                continue
            if self._is_full(letter.chat_id):
                self._left[letter.chat_id] = max(letter.id, self._left.get(letter.chat_id, 0))
            else:
                self._hold(letter)
        self._left = {chat_id: newest for chat_id, newest in self._left.items() if newest not in self._held}
        if found:
            self._wake.set()

    @property
    def _unwritten(self) -> list[int]:
        return [outcome["id"] for outcome in self._settled]

    async def _send_letters(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._wake.clear()
            if self._unanswered >= AWAY:
                await self._until_telegram_is_back()
            letter, ready_at = self._next(loop.time())
            if letter is not None:
                self._begin(letter, loop.time())
                continue
            pause = None if ready_at is None else max(0.0, ready_at - loop.time())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def _until_telegram_is_back(self) -> None:
        """Ask it something harmless, ever more rarely; no letter is spent on finding out."""
        log.warning("Telegram is away: what is owed waits")
        attempts = 0
        while self._unanswered >= AWAY:
            attempts += 1
            self._sign.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_pause(attempts, LONGEST_ABSENCE)):
                    await self._sign.wait()
            with contextlib.suppress(TelegramError):
                await call(self._bot, "get_me", {})
                self._unanswered = 0
        log.warning("Telegram is back")

    def _next(self, now: float) -> tuple[NewLetter | None, float | None]:
        """The letter to send now, or else when there may be one (None: when something happens)."""
        best: NewLetter | None = None
        soonest: float | None = None
        if len(self._tasks) + len(self._settled) >= IN_FLIGHT:
            return None, None
        for chat in self._chats.values():
            if chat.busy or not chat.letters:
                continue
            letter = chat.letters[0]
            at = max(
                chat.pace.ready_at(now, edit=_is_edit(letter)),
                self._pace.ready_at(urgent=self._is_awaited(letter)),
            )
            if at > now:
                soonest = at if soonest is None else min(soonest, at)
            elif best is None or (not self._is_awaited(letter), letter.id) < (not self._is_awaited(best), best.id):
                best = letter
        return best, soonest

    def _is_awaited(self, letter: NewLetter) -> bool:
        """Whether somebody waits for it; who is owed many answers has to read them, and holds up nobody else."""
        owed = len(self._chats[letter.chat_id].letters)
        return letter.urgent and owed <= self._limits.burst and letter.chat_id not in self._left

    def _begin(self, letter: NewLetter, now: float) -> None:
        chat = self._chats[letter.chat_id]
        if letter.until is not None and letter.until <= self._clock.now():
            self._settle(letter, chat, _outcome(letter, State.EXPIRED))
            return
        chat.busy = True
        chat.pace.sent(now, edit=_is_edit(letter))
        slot = self._pace.sent(now, urgent=self._is_awaited(letter))
        self._spawn(self._deliver(letter, chat, slot))

    # --- sending --------------------------------------------------------------------------------------

    async def _deliver(self, letter: NewLetter, chat: _Chat, slot: Slot) -> None:
        outcome: dict[str, Any] | None = None
        try:
            outcome = await self._send(letter)
            self._pace.answered(slot, asyncio.get_running_loop().time())
        except RetryAfter as error:
            self._hold_back(chat, error)
        except Forbidden as error:
            await self._mark_unreachable(letter.chat_id)
            outcome = _outcome(letter, State.UNREACHABLE, refusal=error.message)
        except BadRequest as error:
            unchanged = "message is not modified" in error.message.lower()
            outcome = _outcome(letter, State.SENT if unchanged else State.REFUSED, refusal=error.message)
            if not unchanged:
                log.warning("letter %s was refused: %s", letter.id, error.message)
        except ChatMigrated as error:
            outcome = _outcome(letter, State.REFUSED, refusal=error.message)
        except (TelegramError, DBAPIError) as error:
            self._unanswered += isinstance(error, TelegramError)
            self._put_off(letter, chat, error)
        except Exception as error:
            # a fault of ours: what waits behind the letter does not wait for ever
            log.exception("letter %s cannot be sent", letter.id)
            if letter.attempts + 1 >= PATIENCE:
                outcome = _outcome(letter, State.REFUSED, refusal=type(error).__name__)
            else:
                self._put_off(letter, chat, error)
        if outcome is not None:
            self._settle(letter, chat, outcome)
        chat.busy = False
        self._wake.set()

    def _put_off(self, letter: NewLetter, chat: _Chat, error: Exception) -> None:
        letter.attempts += 1
        chat.pace.hold_until = asyncio.get_running_loop().time() + _pause(letter.attempts)
        log.warning("letter %s, attempt %s: %s", letter.id, letter.attempts, type(error).__name__)

    async def _send(self, letter: NewLetter) -> dict[str, Any]:
        if letter.once is not None and not await self._is_owed(letter.id):
            return _outcome(letter, State.DROPPED)
        arguments = {"chat_id": letter.chat_id, **letter.arguments}
        if letter.edits is not None:
            message_id = self._became.get(letter.edits) or await self._message_of(letter.edits)
            if message_id is None:
                return _outcome(letter, State.DROPPED, refusal="the message to change was never sent")
            arguments["message_id"] = message_id
        if letter.file is None:
            result = await call(self._bot, letter.method, arguments)
        else:
            result = await self._send_file(letter, arguments)
        self._unanswered = 0
        message_id = result["message_id"] if isinstance(result, dict) else None
        return _outcome(letter, State.SENT, message_id=message_id)

    async def _send_file(self, letter: NewLetter, arguments: dict[str, Any]) -> dict[str, Any]:
        kind = "photo" if letter.method == "send_photo" else "document"
        arguments[kind] = InputFile(letter.file or b"", filename=letter.file_name)
        message: Message = await getattr(self._bot, letter.method)(**arguments)
        return {"message_id": message.message_id}

    async def _is_owed(self, letter_id: int) -> bool:
        async with self._database.transaction() as session:
            return await outbox.is_owed(session, letter_id, now=self._clock.now())

    async def _message_of(self, letter_id: int) -> int | None:
        async with self._database.transaction() as session:
            return await outbox.message_id_of(session, letter_id)

    def _hold_back(self, chat: _Chat, error: RetryAfter) -> None:
        """Keep to Telegram's wait: for this chat, and for all when a second chat is refused meanwhile."""
        now = asyncio.get_running_loop().time()
        wait = error.retry_after
        until = now + (wait.total_seconds() if isinstance(wait, timedelta) else wait)
        chat.pace.hold_until = until
        if any(other is not chat and other.pace.flooded_until > now for other in self._chats.values()):
            self._pace.hold(until)
        chat.pace.flooded_until = until
        log.warning("Telegram asks to wait %s", wait)

    async def _mark_unreachable(self, chat_id: int) -> None:
        try:
            async with self._database.transaction() as session:
                await unreachable.mark(session, chat_id, now=self._clock.now())
        except DBAPIError:
            log.exception("a chat closed to the bot cannot be marked; the next message to it will show it again")

    # --- writing down ---------------------------------------------------------------------------------

    def _settle(self, letter: NewLetter, chat: _Chat, outcome: dict[str, Any]) -> None:
        chat.letters.remove(letter)
        if outcome["message_id"] is not None:
            self._became[letter.id] = outcome["message_id"]
            if len(self._became) > 4 * WINDOW:
                self._became.pop(next(iter(self._became)))
        self._settled.append(outcome | {"sent_at": self._clock.now()})
        if letter.secret:
            self._secrets.add(letter.id)
        self._gone.add(letter.id)
        del self._held[letter.id]
        if not chat.letters and letter.chat_id in self._left:
            self._look.set()
        now = asyncio.get_running_loop().time()
        if not chat.letters and chat.pace.is_rested(now):
            del self._chats[letter.chat_id]
        self._file.set()

    async def _write_down(self) -> None:
        while True:
            await self._file.wait()
            await asyncio.sleep(GATHER)
            self._file.clear()
            await self._write_down_now()

    async def _write_down_now(self) -> None:
        """All outcomes that have gathered, in one transaction."""
        while self._settled:
            batch = list(self._settled)
            try:
                async with self._database.transaction() as session:
                    await outbox.settle(session, batch)
                    if forgotten := [id for id in self._secrets if id not in self._held]:
                        await outbox.forget_content(session, forgotten)
            except DBAPIError:
                log.exception("what was sent cannot be written down yet")
                await asyncio.sleep(1)
                continue
            del self._settled[: len(batch)]
            self._secrets.difference_update(forgotten)
            self._wake.set()

    # --- past the outbox ------------------------------------------------------------------------------

    async def _answer(self, query_id: str, text: str) -> None:
        await self._try(call(self._bot, "answer_callback_query", {"callback_query_id": query_id, "text": text}))

    async def _say(self, chat_id: int, text: str) -> None:
        loop = asyncio.get_running_loop()
        while (at := self._pace.ready_at(urgent=False)) > loop.time():  # noqa: ASYNC110
            await asyncio.sleep(at - loop.time())
        slot = self._pace.sent(loop.time(), urgent=False)
        await self._try(call(self._bot, "send_message", {"chat_id": chat_id, "text": text}))
        self._pace.answered(slot, loop.time())

    async def _try(self, call: Any) -> None:
        try:
            await call
        except TelegramError as error:
            log.info("not said: %s", error.message)

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("the courier stumbled", exc_info=error)


def _is_edit(letter: NewLetter) -> bool:
    return not letter.method.startswith("send_")


def _pause(attempts: int, longest: float = LONGEST_PAUSE) -> float:
    """Seconds before the next attempt: doubling, with jitter."""
    return min(longest, 0.25 * 2.0 ** min(attempts, 16)) * random.uniform(0.5, 1)  # noqa: S311


def _outcome(
    letter: NewLetter, state: State, *, message_id: int | None = None, refusal: str | None = None
) -> dict[str, Any]:
    return {
        "id": letter.id,
        "state": state,
        "message_id": message_id,
        "refusal": refusal,
        "attempts": letter.attempts + 1,
    }
