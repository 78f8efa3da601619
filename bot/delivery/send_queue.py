"""The letters that the courier holds, a queue a chat in their order, and which of them goes next."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.delivery.pace import SECOND, ChatPace, Pace, Slot
from bot.limits import Limits
from models.mail.outbox import NewLetter

WINDOW = 300
"""So many letters are held at a time; the others wait in the outbox."""
MANY = 5
"""So many chats refused within a second: it is not they, all together go too fast."""
AWAITED = 3
"""So many answers of one chat hold up others: who is owed more has to read them first."""
PER_CHAT = 20
"""So many of one chat; the rest is looked up in the outbox when these have gone."""


@dataclass
class _Queue:
    """The letters held for one chat, in their order."""

    pace: ChatPace
    letters: list[NewLetter] = field(default_factory=list)
    busy: bool = False
    place: tuple[bool, int, int] | None = None
    """Where it stands among those out of which a letter may go."""


@dataclass(frozen=True)
class Room:
    """What the outbox is looked through for: not for letters held already, and not for chats that are full."""

    held: list[int]
    full: list[int]
    left: dict[int, int]


class SendQueue:
    """What is to be sent soon. Instants are seconds of a monotonic clock."""

    def __init__(self, limits: Limits, *, used_up_at: float | None = None) -> None:
        """``used_up_at``: when another process may have sent all that Telegram allows, in all and in each chat."""
        self.pace = Pace(limits, used_up_at=used_up_at)
        self._limits = limits
        self._used_up_at = used_up_at
        self._queues: dict[int, _Queue] = {}
        self._forget_from = 2 * WINDOW
        """The number of queues at which those are forgotten of which nothing has to be remembered."""
        self._line: list[tuple[bool, int, int]] = []
        """The queues out of which a letter may go: whether nobody waits for it, its id and its chat, in this order."""
        self._held: set[int] = set()
        self._left: dict[int, int] = {}
        """The newest letter of a chat that was left in the outbox: none after it is held before it."""
        self._is_new = True
        """Nobody has looked into the outbox yet: any chat may have older letters there."""
        self._has_more = False
        """Whether the last look has not found all that is due."""
        self._refused: dict[int, float] = {}
        """When a chat was refused as too fast, within the last second."""
        self._is_careful = False
        """Many were: one letter tries whether others may follow."""
        self._trial: int | None = None

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, letter_id: int) -> bool:
        return letter_id in self._held

    @property
    def free(self) -> int:
        """How many more may be held of what nobody waits for."""
        return max(0, WINDOW - len(self))

    # --- filling it -----------------------------------------------------------------------------------

    def put(self, letter: NewLetter) -> None:
        """Hold a letter just written, unless older ones of its chat are, or may be, still in the outbox."""
        if self._is_new or letter.chat_id in self._left or self._has_all_it_may(letter.chat_id):
            self._left[letter.chat_id] = letter.id
            self._line_up(letter.chat_id)
        else:
            self._hold(letter)

    def room(self) -> Room:
        """What there is room for now."""
        return Room(list(self._held), [chat for chat in self._queues if self._has_all_it_may(chat)], dict(self._left))

    def fill(self, found: Sequence[NewLetter], room: Room, *, is_all: bool) -> bool:
        """Hold what was found in the outbox for this room; ``is_all``: there was no more.

        Whether more must be looked for now: of some chat nothing is held, and the look was too early for the rest.
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
        """The letter to send now, or else when there may be one (None: when something happens)."""
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
                # none of the others may go sooner
                break
        return soonest

    def _line_up(self, chat_id: int) -> None:
        """Let the chat stand where its first letter belongs: those first that are awaited, then the oldest."""
        if (queue := self._queues.get(chat_id)) is None:
            return
        if queue.place is not None:
            del self._line[bisect_left(self._line, queue.place)]
            queue.place = None
        if queue.letters and not queue.busy:
            queue.place = (not self._is_awaited(queue.letters[0]), queue.letters[0].id, chat_id)
            insort(self._line, queue.place)

    def _is_awaited(self, letter: NewLetter) -> bool:
        """Whether somebody waits for it."""
        if not letter.urgent or letter.chat_id in self._left:
            return False
        return len(self._queues[letter.chat_id].letters) <= AWAITED

    # --- what becomes of them -------------------------------------------------------------------------

    def begin(self, letter: NewLetter, now: float) -> Slot:
        """It is on its way: nothing else goes to its chat until ``end``."""
        queue = self._queues[letter.chat_id]
        queue.busy = True
        self._trial = letter.id if self._is_careful else None
        self._line_up(letter.chat_id)
        queue.pace.sent(now, free=_is_free(letter))
        return self.pace.sent(now, urgent=self._is_awaited(letter))

    def is_overtaken(self, letter: NewLetter) -> bool:
        """Whether one that waits behind it changes the same message, and all of it that this one does."""
        changed = _changed_by(letter)
        return changed is not None and any(
            _changed_by(other) == changed
            and other.id > letter.id
            and other.method in (letter.method, "edit_message_media")
            for other in self._queues[letter.chat_id].letters
        )

    def said_besides(self, chat_id: int, now: float) -> None:
        """Count what was said past the outbox."""
        self._queues.setdefault(chat_id, _Queue(self._new_pace(chat_id))).pace.sent(now)

    def end(self, letter: NewLetter) -> None:
        """It is on its way no more."""
        if letter.id == self._trial:
            self._trial, self._is_careful = None, False
        if (queue := self._queues.get(letter.chat_id)) is not None:
            queue.busy = False
            self._line_up(letter.chat_id)

    def put_off(self, letter: NewLetter, until: float) -> None:
        """Nothing is sent to its chat before then."""
        self._queues[letter.chat_id].pace.hold_until = until

    def refused_as_too_fast(self, letter: NewLetter, until: float, now: float) -> None:
        """Keep to Telegram's wait for this chat, be it minutes; nobody else waits for it.

        When many chats are refused at once, all wait for a second; then one letter tries, and others follow when it has
        gone. Source: tdlib/telegram-bot-api keeps a wait for each chat.
        """
        self._queues[letter.chat_id].pace.refused(until)
        lately = {chat_id: at for chat_id, at in self._refused.items() if now - at < SECOND}
        self._refused = lately | {letter.chat_id: now}
        if len(self._refused) >= MANY or letter.id == self._trial:
            self.pace.hold(now + SECOND)
            self.be_careful()

    def be_careful(self) -> None:
        """Let one letter try; others follow when it has gone."""
        self._trial, self._is_careful = None, True

    def drop(self, letter: NewLetter, now: float) -> bool:
        """It is settled. Whether more must be looked for in the outbox now: of its chat, or because half have gone."""
        queue = self._queues[letter.chat_id]
        queue.letters.remove(letter)
        self._held.remove(letter.id)
        self._line_up(letter.chat_id)
        if len(self._queues) >= self._forget_from:
            self._forget(now)
        is_half_empty = self._has_more and len(self) == WINDOW // 2
        return is_half_empty or (not queue.letters and letter.chat_id in self._left)

    def _forget(self, now: float) -> None:
        """Forget the queues of which nothing has to be remembered, when there are twice as many as the last time."""
        self._queues = {
            chat_id: kept for chat_id, kept in self._queues.items() if kept.letters or not kept.pace.is_rested(now)
        }
        self._forget_from = 2 * max(WINDOW, len(self._queues))


def _is_free(letter: NewLetter) -> bool:
    """A command menu is no message."""
    return not letter.method.startswith(("send_", "edit_"))


def _changed_by(letter: NewLetter) -> tuple[str, int] | None:
    """The message that it changes, by the letter that it was or by its number in the chat."""
    if letter.edits is not None:
        return "letter", letter.edits
    message_id = letter.arguments.get("message_id") if letter.method.startswith("edit_") else None
    return ("message", message_id) if message_id is not None else None
