"""The courier takes letters from the outbox and sends them at Telegram's pace until each is settled (rule 2)."""

import asyncio
import contextlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.delivery.dispatch import attempt, fetch, make_call, outcome_of, pause, refused_as, remember
from bot.delivery.pace import Pace, Slot
from bot.delivery.send_queue import SendQueue
from bot.delivery.transport import BotRefusedError, ServerFaultError, call, wait_asked_by
from bot.limits import Limits
from bot.telemetry.correlation import CAUSE, caused_by
from bot.telemetry.meters import BOT_REFUSED, DELIVERIES, LETTERS, TOO_FAST
from models.calendar import Clock
from models.database import AWAY, Database
from models.db.lease import Lease
from models.db.trouble import complain
from models.mail import outbox
from models.mail.outbox import Dropped, NewLetter, State
from models.people import unreachable

log = logging.getLogger(__name__)

IN_FLIGHT = 60
"""Most messages under way or not yet written down: the number that a crash may double."""
LOOK_EVERY = 1.0
AWAITED = 20
"""Extra urgent letters fetched when the window is full, so that answers never queue behind a broadcast."""
TOGETHER = 0.01
GATHER = 0.03
"""Seconds in which outcomes gather for one commit, by default."""
PATIENCE = 8
"""Attempts before a letter that fails by an error of ours is given up."""
GIVEN_UP_AFTER = timedelta(days=1)
"""How long Telegram may keep failing on a letter before it is given up, for it holds up its chat."""
UNANSWERED = 5
"""Failed calls in a row after which Telegram counts as away and all letters wait: one chat is not the cause."""
JUST_NOW = timedelta(seconds=2)
"""How long a message that was sent still counts towards the limit, with some margin."""
LONGEST_ABSENCE = 15.0
"""Most seconds between two checks whether Telegram is back."""
CUT_OFF = 10.0
"""Seconds of absence after which another process should try, where there may be others."""


class Courier:
    """Sends what the outbox holds while it has the claim (``Database.alone``), so that one process keeps the limits."""

    def __init__(
        self, database: Database, bot: Bot, clock: Clock, limits: Limits, *, gather: float, among_others: bool
    ) -> None:
        """``among_others``: other processes run Turns. ``gather``: seconds in which outcomes gather for one commit."""
        self._database = database
        self._among_others = among_others
        self._bot = bot
        self._clock = clock
        self._limits = limits
        self._gather = gather
        self._bag = SendQueue(limits)
        self._besides = Pace(replace(limits, per_second=1))
        self._claim: Lease | None = None
        self._is_ending = False
        self._became: dict[int, int] = {}
        self._changed: dict[int, int] = {}
        """The newest letter that has changed each letter's message; an older change would undo it."""
        self._settled: list[dict[str, Any]] = []
        self._gone: set[int] = set()
        """Letters settled since the current look at the outbox began, which may still see them as queued."""
        self._secrets: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._look = asyncio.Event()
        self._is_looking = False
        self._file = asyncio.Event()
        self._unanswered = 0
        self._refusals = 0
        """Number of times that Telegram has refused the bot itself since it last accepted a letter."""
        self._failing: dict[int, datetime] = {}
        """When Telegram first failed on each letter."""
        self._sign = asyncio.Event()
        """Set when an update has arrived: Telegram may be back."""

    # --- what others ask of it ------------------------------------------------------------------------

    def post(self, letters: Iterable[NewLetter]) -> None:
        """Send letters that a Turn has just committed and somebody waits for, but not what a look has sent since.

        They are looked up only where another process may have answered the same chat a moment ago. If another process
        has to send them, the database notifies it.
        """
        if self._claim is None:
            return
        now = self._clock.now()
        for letter in letters:
            if self._among_others or letter.once is not None or letter.due_at > now:
                self._look.set()
            elif letter.id not in self._became:
                self._bag.put(letter)
        self._wake.set()
        self._sign.set()

    def look(self) -> None:
        """Look into the outbox: it may hold new letters."""
        self._look.set()

    def answer(self, query_id: str, text: str) -> None:
        """Answer a tap at once; a failed answer is not repeated, for Telegram soon forgets the tap."""
        self._spawn(self._answer(query_id, text))

    def say_now(self, chat_id: int, text: str) -> None:
        """Say something once, ahead of and without the outbox: for when the database can't be written."""
        self._spawn(self._say(chat_id, text))

    async def fetch(self, file_id: str) -> bytes | None:
        """What somebody sent; None where Telegram does not give it, or it is larger than anything that is read."""
        return await fetch(self._bot, file_id)

    @property
    def idle(self) -> bool:
        """Whether nothing waits to be looked up, sent or written down."""
        return not (self._bag or self._tasks or self._settled or self._look.is_set() or self._is_looking)

    async def run(self, claim: Lease) -> None:
        """Send until cancelled, but nothing once the claim is lost."""
        self._look.set()
        self._file.set()
        used_up = claim.took_over and await self._is_in_use()
        used_up_at = asyncio.get_running_loop().time() if used_up else None
        self._bag, self._claim = SendQueue(self._limits, used_up_at=used_up_at), claim
        self._is_ending = False
        self._became.clear()
        try:
            async with self._database.heard("outbox", self._look.set), asyncio.TaskGroup() as group:
                group.create_task(self._look_for_letters())
                group.create_task(self._write_down())
                group.create_task(self._send_letters())
        finally:
            self._claim = None

    async def _is_in_use(self) -> bool:
        now = self._clock.now()
        async with self._database.looking() as session:
            return await outbox.is_in_use(session, now=now, since=now - JUST_NOW)

    async def finish(self, within: timedelta) -> None:
        """Let the calls under way end and write down their outcomes; all other letters stay in the outbox."""
        self._is_ending = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=within.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        try:
            async with asyncio.timeout(within.total_seconds()):
                await self._write_down_now()
        except TimeoutError:
            log.error("%s message(s) that were sent are not written down: they may be sent again", len(self._settled))

    # --- looking for letters --------------------------------------------------------------------------

    async def _look_for_letters(self) -> None:
        while True:
            self._is_looking = True
            await self._look_now()
            self._is_looking = False
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._look.wait()
                    # letters that other processes write in quick succession are found in one look
                    await asyncio.sleep(TOGETHER)

    async def _look_now(self) -> None:
        self._look.clear()
        self._gone.clear()
        now = self._clock.now()
        due_by = now if self._clock.is_working_time(now) else outbox.AT_ONCE
        room, free = self._bag.room(), self._bag.free
        unwritten = [outcome["id"] for outcome in self._settled]
        try:
            async with self._database.transaction() as session:
                found = await outbox.due(
                    session, now=due_by, limit=free + AWAITED, but_not=[*room.held, *unwritten], but_not_to=room.full
                )
        except AWAY as error:
            complain(log, error, "the outbox cannot be read")
            return
        some = found[:free] + [letter for letter in found[free:] if letter.urgent]
        new = [letter for letter in some if letter.id not in self._gone]
        is_early = self._bag.fill(new, room, is_all=len(some) == len(found) < free + AWAITED)
        if is_early and self._bag.free:
            self._look.set()
        if new:
            self._wake.set()

    # --- sending --------------------------------------------------------------------------------------

    async def _send_letters(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._wake.clear()
            if self._unanswered >= UNANSWERED:
                await self._until_telegram_is_back()
            found = self._next(loop.time())
            if isinstance(found, NewLetter):
                self._begin(found, loop.time())
                continue
            pause = None if found is None else max(0.0, found - loop.time())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def _until_telegram_is_back(self) -> None:
        """Make a harmless call at growing intervals, so that no letter is spent on finding out."""
        log.warning("Telegram is away, or refuses the bot: what is owed waits")
        attempts, began = self._refusals, asyncio.get_running_loop().time()
        while self._unanswered >= UNANSWERED:
            if not self._database.is_sqlite and asyncio.get_running_loop().time() - began > CUT_OFF:
                self._let_another_try()
            attempts += 1
            self._sign.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause(attempts, LONGEST_ABSENCE)):
                    await self._sign.wait()
            try:
                await call(self._bot, "get_me", {})
            except TelegramError:
                # Telegram is failing altogether, so the letters are not the cause
                self._failing.clear()
            else:
                self._unanswered = 0
        log.warning("Telegram is back")

    def _let_another_try(self) -> None:
        """Give up the claim: Telegram may be away from here alone. If not, the claim goes round until it is back."""
        if self._may_send and self._claim is not None:
            log.warning("another process shall try")
            self._claim.give_up()

    def _next(self, now: float) -> NewLetter | float | None:
        if not self._may_send:
            # nothing wakes us when the claim is certain again
            return now + LOOK_EVERY
        if len(self._tasks) + len(self._settled) >= IN_FLIGHT:
            return None
        return self._bag.next(now)

    @property
    def _may_send(self) -> bool:
        return self._claim is not None and self._claim.holds and not self._is_ending

    def _begin(self, letter: NewLetter, now: float) -> None:
        if letter.until is not None and letter.until <= self._clock.now():
            with caused_by(letter.caused_by):
                log.info("letter %s is not worth sending any more", letter.id)
            self._settle(letter, outcome_of(letter, State.EXPIRED))
            return
        if self._bag.is_overtaken(letter):
            self._settle(letter, outcome_of(letter, State.DROPPED, refusal="a newer one changes the message"))
            return
        self._spawn(self._deliver(letter, self._bag.begin(letter, now)))

    async def _deliver(self, letter: NewLetter, slot: Slot) -> None:
        # in this task's context alone
        CAUSE.set(letter.caused_by)
        outcome: dict[str, Any] | None = None
        try:
            outcome = await self._send(letter, slot)
        except RetryAfter as error:
            self._hold_back(letter, error)
        except (BadRequest, Forbidden, ChatMigrated) as error:
            state = refused_as(error)
            outcome = outcome_of(letter, state, refusal=error.message)
            if state is State.UNREACHABLE:
                log.info("letter %s: its chat is closed to the bot", letter.id)
                await self._mark_unreachable(letter.chat_id)
            elif state is State.REFUSED:
                log.warning("letter %s was refused: %s", letter.id, error.message)
        except (TelegramError, *AWAY) as error:
            if isinstance(error, InvalidToken | ServerFaultError) and self._has_failed_for_long(letter):
                log.error("letter %s is given up: %s", letter.id, error.message)
                outcome = outcome_of(letter, State.REFUSED, refusal=error.message)
            else:
                self._note_failure(error)
                self._put_off(letter, error)
        except Exception as error:
            # an error of ours must not hold up for ever what waits behind the letter
            log.exception("letter %s cannot be sent", letter.id)
            if letter.attempts + 1 >= PATIENCE:
                outcome = outcome_of(letter, State.REFUSED, refusal=type(error).__name__)
            else:
                self._put_off(letter, error)
        if outcome is not None:
            self._settle(letter, outcome)
        self._bag.pace.over(slot, asyncio.get_running_loop().time())
        self._bag.end(letter)
        self._wake.set()

    def _has_failed_for_long(self, letter: NewLetter) -> bool:
        now = self._clock.now()
        return now - self._failing.setdefault(letter.id, now) >= GIVEN_UP_AFTER

    def _note_failure(self, error: Exception) -> None:
        """Count a failure; while Telegram refuses the bot itself, all letters wait and none is lost."""
        if not isinstance(error, InvalidToken | BotRefusedError):
            self._unanswered += isinstance(error, TelegramError)
            return
        if self._refusals == 0:
            log.critical("Telegram refuses the bot itself, nothing is sent: %s", error.message)
        BOT_REFUSED.set(1)
        self._refusals += 1
        self._unanswered = UNANSWERED
        self._bag.be_careful()

    def _put_off(self, letter: NewLetter, error: Exception) -> None:
        letter.attempts += 1
        self._bag.put_off(letter, asyncio.get_running_loop().time() + pause(letter.attempts))
        log.warning("letter %s, attempt %s: %s", letter.id, letter.attempts, type(error).__name__)

    async def _send(self, letter: NewLetter, slot: Slot) -> dict[str, Any] | None:
        """Send a letter and return its outcome; None if another process has to send it by now."""
        if (letter.once or letter.reads_with) and (dropped := await self._dropped(letter)) is not None:
            return outcome_of(letter, State.DROPPED, refusal=dropped.reason)
        arguments = {"chat_id": letter.chat_id, **letter.arguments}
        arguments |= self._limits.fee if letter.method.startswith("send_") else {}
        if letter.edits is not None:
            if self._changed.get(letter.edits, 0) > letter.id:
                return outcome_of(letter, State.DROPPED, refusal="a newer one has changed the message")
            message_id = self._became.get(letter.edits) or await self._message_of(letter.edits)
            if message_id is None:
                return outcome_of(letter, State.DROPPED, refusal="the message to change was never sent")
            arguments["message_id"] = message_id
        if not self._may_send:
            return None
        result = await make_call(self._bot, letter, arguments)
        self._bag.pace.answered(slot, asyncio.get_running_loop().time())
        self._unanswered = self._refusals = 0
        BOT_REFUSED.set(0)
        if letter.edits is not None:
            remember(self._changed, letter.edits, letter.id)
        message_id = result.get("message_id") if isinstance(result, dict) else None
        return outcome_of(letter, State.SENT, message_id=message_id)

    async def _dropped(self, letter: NewLetter) -> Dropped | None:
        """Why a letter is not to be sent after all, if so; not asked of answers, for which somebody waits."""
        async with self._database.transaction() as session:
            return await outbox.dropped(session, letter, now=self._clock.now())

    async def _message_of(self, letter_id: int) -> int | None:
        async with self._database.transaction() as session:
            return await outbox.message_id_of(session, letter_id)

    def _hold_back(self, letter: NewLetter, error: RetryAfter) -> None:
        now = asyncio.get_running_loop().time()
        seconds = wait_asked_by(error)
        self._bag.refused_as_too_fast(letter, now + seconds, now)
        TOO_FAST.inc()
        log.warning("letter %s: Telegram asks to wait %s s", letter.id, seconds)

    async def _mark_unreachable(self, chat_id: int) -> None:
        try:
            async with self._database.transaction() as session:
                await unreachable.mark(session, chat_id, now=self._clock.now())
        except AWAY as error:
            complain(log, error, "a chat closed to the bot cannot be marked; the next message to it will show it again")

    # --- writing down ---------------------------------------------------------------------------------

    def _settle(self, letter: NewLetter, outcome: dict[str, Any]) -> None:
        if outcome["message_id"] is not None:
            remember(self._became, letter.id, outcome["message_id"])
        now = self._clock.now()
        self._settled.append(outcome | {"sent_at": now})
        LETTERS.labels(outcome["state"]).inc()
        if outcome["state"] is State.SENT:
            log.debug("letter %s is sent", letter.id)
            DELIVERIES.labels("yes" if letter.urgent else "no").observe((now - self._could_go(letter)).total_seconds())
        if letter.secret:
            self._secrets.add(letter.id)
        self._gone.add(letter.id)
        self._failing.pop(letter.id, None)
        if self._bag.drop(letter, asyncio.get_running_loop().time()):
            self._look.set()
        self._file.set()

    def _could_go(self, letter: NewLetter) -> datetime:
        """The instant from which it could have been sent."""
        if letter.due_at <= letter.created_at:
            return letter.created_at
        return self._clock.working_time(letter.due_at)

    async def _write_down(self) -> None:
        while True:
            await self._file.wait()
            await asyncio.sleep(self._gather)
            self._file.clear()
            await self._write_down_now()

    async def _write_down_now(self) -> None:
        """Write down all gathered outcomes in one transaction."""
        while self._settled:
            batch = list(self._settled)
            try:
                async with self._database.transaction() as session:
                    await outbox.settle(session, batch)
                    if forgotten := [id for id in self._secrets if id not in self._bag]:
                        await outbox.forget_content(session, forgotten)
            except AWAY as error:
                complain(log, error, "what was sent cannot be written down yet")
                await asyncio.sleep(1)
                continue
            del self._settled[: len(batch)]
            self._secrets.difference_update(forgotten)
            self._wake.set()

    # --- past the outbox ------------------------------------------------------------------------------

    async def _answer(self, query_id: str, text: str) -> None:
        answer = {"callback_query_id": query_id, "text": text}
        await attempt(lambda: call(self._bot, "answer_callback_query", answer))

    async def _say(self, chat_id: int, text: str) -> None:
        loop = asyncio.get_running_loop()
        # the holder of the claim keeps the common limit; what the other processes add is next to nothing
        pace = self._bag.pace if self._claim is not None else self._besides
        while (at := pace.ready_at(urgent=False)) > loop.time():  # noqa: ASYNC110
            await asyncio.sleep(at - loop.time())
        slot = pace.sent(loop.time(), urgent=False)
        if self._claim is not None:
            self._bag.said_besides(chat_id, loop.time())
        message = {"chat_id": chat_id, "text": text, **self._limits.fee}
        await attempt(lambda: call(self._bot, "send_message", message), times=3)
        pace.over(slot, loop.time())

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("the courier stumbled", exc_info=error)
