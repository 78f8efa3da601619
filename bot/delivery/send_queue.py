"""Holds the letters that are sent soon, one ordered queue per chat, and picks the next one."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from bot.delivery.pace import SECOND, ChatPace, Pace, Slot
from bot.limits import Limits
from models.mail.outbox import NewLetter

WINDOW = 300
"""Most letters held at a time; the others wait in the outbox."""
MANY = 5
"""Chats refused within a second that show that the bot as a whole is too fast."""
AWAITED = 3
"""Most letters of one chat that still go before broadcasts: whoever is owed more has to read these first."""
PER_CHAT = 20
"""Most letters held of one chat; the rest is looked up in the outbox when these have gone."""


@dataclass
class _Queue:
    """The letters held for one chat, in their order."""

    pace: ChatPace
    letters: list[NewLetter] = field(default_factory=list)
    busy: bool = False
    place: tuple[bool, int, int] | None = None
    """Its place in the line of queues that have a letter to send."""


class Room(Struct, frozen=True):
    """What a look into the outbox leaves out: the letters that are held already and the chats that are full."""

    held: list[int]
    full: list[int]
    left: dict[int, int]


class SendQueue:
    """The queues of letters to be sent soon. Instants are seconds of a monotonic clock."""

    def __init__(self, limits: Limits, *, used_up_at: float | None = None) -> None:
        """``used_up_at``: when another process may have used up Telegram's limits, the common one and each chat's."""
        self.pace = Pace(limits, used_up_at=used_up_at)
        self._limits = limits
        self._used_up_at = used_up_at
        self._queues: dict[int, _Queue] = {}
        self._forget_from = 2 * WINDOW
        """The number of queues at which the idle ones are forgotten."""
        self._line: list[tuple[bool, int, int]] = []
        """Queues with a letter to send, sorted by whether nobody waits for it, its id and its chat."""
        self._held: set[int] = set()
        self._left: dict[int, int] = {}
        """The newest letter of each chat that was left in the outbox; no later one is held before it."""
        self._is_new = True
        """Until the first look into the outbox, any chat may have older letters there."""
        self._has_more = False
        """Whether more letters are due than the last look has found."""
        self._refused: dict[int, float] = {}
        """When each chat was refused as too fast, within the last second."""
        self._is_careful = False
        """After many refusals, a single letter tests whether others may follow."""
        self._trial: int | None = None

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, letter_id: int) -> bool:
        return letter_id in self._held

    @property
    def free(self) -> int:
        """Number of further letters that may be held, urgent ones apart."""
        return max(0, WINDOW - len(self))

    # --- filling it -----------------------------------------------------------------------------------

    def put(self, letter: NewLetter) -> None:
        """Hold a letter just written, unless older ones of its chat are or may be in the outbox."""
        if self._is_new or letter.chat_id in self._left or self._has_all_it_may(letter.chat_id):
            self._left[letter.chat_id] = letter.id
            self._line_up(letter.chat_id)
        else:
            self._hold(letter)

    def room(self) -> Room:
        """Describe what there is room for now."""
        return Room(list(self._held), [chat for chat in self._queues if self._has_all_it_may(chat)], dict(self._left))

    def fill(self, found: Sequence[NewLetter], room: Room, *, is_all: bool) -> bool:
        """Hold the letters found in the outbox for this room; ``is_all``: there were no more.

        Return whether to look again at once: some chat holds nothing although it has letters that this look missed.
        """
        self._is_new, self._has_more, before = False, not is_all, set(self._left)
        for chat_id in room.left.keys() - room.full if is_all else ():
            if self._left[chat_id] == room.left[chat_id]:
                del self._left[chat_id]
        for letter in found:
            if self._has_all_it_may(letter.chat_id):
                self._left[letter.chat_id] = max(letter.id, self._left.get(letter.chat_id, 0))
            else:
                self._hold(letter)
        self._left = {chat_id: newest for chat_id, newest in self._left.items() if newest not in self._held}
        for chat_id in before ^ self._left.keys():
            self._line_up(chat_id)
        return any(chat_id not in self._queues or not self._queues[chat_id].letters for chat_id in self._left)

    def _hold(self, letter: NewLetter) -> None:
        if letter.id in self._held:
            return
        self._held.add(letter.id)
        queue = self._queues.setdefault(letter.chat_id, _Queue(self._new_pace(letter.chat_id)))
        insort(queue.letters, letter, key=lambda held: held.id)
        self._line_up(letter.chat_id)

    def _new_pace(self, chat_id: int) -> ChatPace:
        return ChatPace(self._limits, group=chat_id < 0, used_up_at=self._used_up_at)

    def _has_all_it_may(self, chat_id: int) -> bool:
        queue = self._queues.get(chat_id)
        return queue is not None and len(queue.letters) >= PER_CHAT

    # --- choosing -------------------------------------------------------------------------------------

    def next(self, now: float) -> NewLetter | float | None:
        """The letter to send now, or the instant to ask again (None: when something has happened)."""
        if self._trial is not None:
            return None
        if (room := self.pace.ready_at(urgent=True)) > now:
            return room
        bulk_at = self.pace.ready_at(urgent=False)
        soonest: float | None = None
        for is_bulk, _, chat_id in self._line:
            queue = self._queues[chat_id]
            letter = queue.letters[0]
            at = queue.pace.ready_at(now, free=_is_free(letter))
            if is_bulk:
                at = max(at, bulk_at)
            if at <= now:
                return letter
            soonest = at if soonest is None else min(soonest, at)
            if is_bulk and at == bulk_at:
                # no other letter may go sooner
                break
        return soonest

    def _line_up(self, chat_id: int) -> None:
        """Put the chat where its first letter belongs: awaited letters first, then the oldest."""
        if (queue := self._queues.get(chat_id)) is None:
            return
        if queue.place is not None:
            del self._line[bisect_left(self._line, queue.place)]
            queue.place = None
        if queue.letters and not queue.busy:
            queue.place = (not self._is_awaited(queue.letters[0]), queue.letters[0].id, chat_id)
            insort(self._line, queue.place)

    def _is_awaited(self, letter: NewLetter) -> bool:
        """Whether somebody waits for the letter, so that it goes before broadcasts."""
        if not letter.urgent or letter.chat_id in self._left:
            return False
        return len(self._queues[letter.chat_id].letters) <= AWAITED

    # --- what becomes of them -------------------------------------------------------------------------

    def begin(self, letter: NewLetter, now: float) -> Slot:
        """Note that the letter is on its way: nothing else goes to its chat until ``end``."""
        queue = self._queues[letter.chat_id]
        queue.busy = True
        self._trial = letter.id if self._is_careful else None
        self._line_up(letter.chat_id)
        queue.pace.sent(now, free=_is_free(letter))
        return self.pace.sent(now, urgent=self._is_awaited(letter))

    def is_overtaken(self, letter: NewLetter) -> bool:
        """Whether a letter behind it changes the same message in every respect that this one does."""
        changed = _changed_by(letter)
        return changed is not None and any(
            _changed_by(other) == changed
            and other.id > letter.id
            and other.method in (letter.method, "edit_message_media")
            for other in self._queues[letter.chat_id].letters
        )

    def said_besides(self, chat_id: int, now: float) -> None:
        """Count a message that was sent without the outbox."""
        self._queues.setdefault(chat_id, _Queue(self._new_pace(chat_id))).pace.sent(now)

    def end(self, letter: NewLetter) -> None:
        """Note that the letter is no longer on its way."""
        if letter.id == self._trial:
            self._trial, self._is_careful = None, False
        if (queue := self._queues.get(letter.chat_id)) is not None:
            queue.busy = False
            self._line_up(letter.chat_id)

    def put_off(self, letter: NewLetter, until: float) -> None:
        """Send nothing to the letter's chat before then."""
        self._queues[letter.chat_id].pace.hold_until = until

    def refused_as_too_fast(self, letter: NewLetter, until: float, now: float) -> None:
        """Keep to the wait that Telegram asks for this chat, even minutes, without delaying other chats.

        When many chats are refused at once, all wait for a second; then one letter tries, and the others follow once it
        has gone. Source: tdlib/telegram-bot-api keeps a separate wait for each chat.
        """
        self._queues[letter.chat_id].pace.refused(until)
        lately = {chat_id: at for chat_id, at in self._refused.items() if now - at < SECOND}
        self._refused = lately | {letter.chat_id: now}
        if len(self._refused) >= MANY or letter.id == self._trial:
            self.pace.hold(now + SECOND)
            self.be_careful()

    def be_careful(self) -> None:
        """Let one letter try; the others follow once it has gone."""
        self._trial, self._is_careful = None, True

    def drop(self, letter: NewLetter, now: float) -> bool:
        """Drop a settled letter; return whether to look into the outbox: for its chat, or because half have gone."""
        queue = self._queues[letter.chat_id]
        queue.letters.remove(letter)
        self._held.remove(letter.id)
        self._line_up(letter.chat_id)
        if len(self._queues) >= self._forget_from:
            self._forget(now)
        is_half_empty = self._has_more and len(self) == WINDOW // 2
        return is_half_empty or (not queue.letters and letter.chat_id in self._left)

    def _forget(self, now: float) -> None:
        """Forget the idle queues; the next time is when there are twice as many queues as are left now."""
        self._queues = {
            chat_id: kept for chat_id, kept in self._queues.items() if kept.letters or not kept.pace.is_rested(now)
        }
        self._forget_from = 2 * max(WINDOW, len(self._queues))


def _is_free(letter: NewLetter) -> bool:
    """Whether the letter costs nothing: a command menu is not a message."""
    return not letter.method.startswith(("send_", "edit_"))


def _changed_by(letter: NewLetter) -> tuple[str, int] | None:
    """The message that a letter changes, as the letter that it was or by its number in the chat."""
    if letter.edits is not None:
        return "letter", letter.edits
    message_id = letter.arguments.get("message_id") if letter.method.startswith("edit_") else None
    return ("message", message_id) if message_id is not None else None
