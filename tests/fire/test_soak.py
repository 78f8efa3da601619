"""A long day: updates of every kind without a pause, no limits; the bot gets neither larger nor slower."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, quantiles

import pytest

from bot.playground import Person
from bot.playground.eyes import button_with
from bot.playground.things import Chat, Message
from bot.settings import Settings
from tests.conftest import on_sqlite
from tests.fire.kill_harness import KillHarness, Size, kill_harness
from tests.fire.test_kill import say

pytestmark = pytest.mark.alone

AT_ONCE = 24
"""People who write, each as soon as the last was answered."""
PATIENCE = 60.0
"""Seconds after which an answer counts as lost."""
KEPT = 200
"""Messages of a chat that the local Telegram remembers: it is not the one that is measured."""
MEGABYTE = 1 << 20
GROWTH, WAL, SLOWER = 1.03, 32 * MEGABYTE, 1.2


@dataclass
class Soak:
    """What was sent and measured so far."""

    here: KillHarness
    group: Chat
    database: Path
    pid: int
    wanted: int
    waits: list[float] = field(default_factory=list)
    """Seconds until each update that is answered was, in the order of their answers."""
    memory: list[tuple[int, int]] = field(default_factory=list)
    """Updates so far, bytes that are resident."""
    wal: int = 0

    @property
    def sent(self) -> int:
        """Updates that Telegram has made."""
        return self.here.world.updates.last_id - 100_000_000

    @property
    def is_over(self) -> bool:
        return self.sent >= self.wanted

    async def watch(self) -> None:
        """Look at the process and its files, twice a second."""
        log = Path(f"{self.database}-wal")
        assert log.exists(), "it is another database"
        while True:
            pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
            self.memory.append((self.sent, pages * 4096))
            self.wal = max(self.wal, log.stat().st_size)
            await asyncio.sleep(0.5)

    def quarter(self, number: int) -> float:
        """The mean of what was resident while that quarter of the updates came."""
        begins, ends = (self.wanted * part // 4 for part in (number - 1, number))
        return mean(size for sent, size in self.memory if begins <= sent < ends)

    def slowness(self, number: int) -> float:
        """The 95th percentile of the waits of that quarter."""
        quarter = len(self.waits) // 4
        return quantiles(self.waits[(number - 1) * quarter : number * quarter], n=20)[-1]

    async def live(self, somebody: Person) -> None:
        """Do one thing after the other, until there were enough."""
        while not self.is_over:
            for does, is_answered in self.day(somebody):
                before, began = self.here.world.tick, asyncio.get_running_loop().time()
                await does()
                if is_answered:
                    await self._answered(somebody, before)
                    self.waits.append(asyncio.get_running_loop().time() - began)
                if self.is_over:
                    return
            self._forget(somebody.chat)
            self._forget(self.group)

    def day(self, somebody: Person) -> list[tuple[Callable[[], Awaitable[None]], bool]]:
        """One update of each kind or more, each with whether something is said about it."""
        last = somebody.chat
        return [
            (lambda: somebody.say("/status"), True),
            (lambda: self._taps(somebody, "Wypełnij"), True),
            (lambda: self._taps(somebody, "Świetlica"), True),
            (lambda: self._taps(somebody, "Zagrożony"), True),
            (lambda: somebody.say("Brakuje 20 mln"), True),
            (lambda: somebody.edit_last("Brakuje 2 mln"), True),
            (lambda: somebody.tap_data("nothing.like.it", on=newest(last)), False),
            (lambda: somebody.say("/menu"), True),
            (lambda: somebody.say("/ryzyko Osuwa się skarpa"), True),
            (lambda: somebody.send_album("Widać to tutaj"), True),
            (lambda: somebody.send_voice(), True),
            (lambda: somebody.send_location(50.06, 19.94), True),
            (lambda: somebody.send_animation(), True),
            (lambda: somebody.send_sticker(), True),
            (lambda: somebody.send_video(), True),
            (lambda: somebody.send_poll("Kiedy?", "dziś", "jutro"), True),
            (lambda: somebody.send_story(), True),
            (lambda: somebody.send_contact(), True),
            (lambda: somebody.causes(message_auto_delete_timer_changed={"message_auto_delete_time": 86_400}), False),
            (lambda: somebody.say("/anuluj"), True),
            (lambda: somebody.say("dzień dobry"), True),
            (lambda: somebody.edit_last("dobry wieczór"), False),
            (lambda: somebody.forward(first_of(last)), True),
            (lambda: somebody.say("/status@playground_bot", to=self.group), False),
            (lambda: somebody.say("@playground_bot jak tam?", to=self.group), False),
            (lambda: somebody.block(), False),
            (lambda: somebody.unblock(), False),
            (lambda: somebody.say("/pomoc"), True),
        ]

    async def _taps(self, somebody: Person, label: str) -> None:
        async with asyncio.timeout(PATIENCE):
            # what was there before may have such a button, too
            while (card := next((m for m in somebody.news if button_with(m.buttons, label)), None)) is None:
                await asyncio.sleep(0.002)
        await somebody.tap(label, on=card)

    async def _answered(self, somebody: Person, since: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while not any(m.changed > since for m in reversed(somebody.chat.messages.values()) if m.sender.is_bot):
                await asyncio.sleep(0.002)

    def _forget(self, chat: Chat) -> None:
        for number in list(chat.messages)[:-KEPT]:
            del chat.messages[number]
        for id in list(self.here.world.queries)[: -10 * AT_ONCE]:
            del self.here.world.queries[id]
        for id in list(self.here.world.files)[: -100 * AT_ONCE]:
            del self.here.world.files[id]


def first_of(chat: Chat) -> Message:
    return next(m for m in chat.messages.values() if m.sender.is_bot)


def newest(chat: Chat) -> Message | None:
    """The newest message of the bot."""
    return next((m for m in reversed(chat.messages.values()) if m.sender.is_bot), None)


@pytest.mark.fire
@pytest.mark.parametrize("updates", [100_000, pytest.param(4_000, id="short")])
@on_sqlite
async def test_a_long_day(settings: Settings, tmp_path: Path, updates: int) -> None:
    """The short one shows whether the test works; its figures say little."""
    size = Size(users=1, projects=1, chats=AT_ONCE, per_second=0)
    async with kill_harness(size, settings, tmp_path) as here:
        bot = await here.start()
        await here.all_are_asked(23)
        group = here.world.group("Zespół", here.quiet, "supergroup")
        soak = Soak(here, group, tmp_path / "bot.db", bot.pid, updates)
        watch = asyncio.create_task(soak.watch())
        async with asyncio.TaskGroup() as people:
            for somebody in here.quiet:
                people.create_task(soak.live(somebody))
        watch.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watch
        assert bot.returncode is None, "it has died"
        larger, slower = soak.quarter(4) / soak.quarter(2), soak.slowness(4) / soak.slowness(1)
        say(
            f"{soak.sent} updates, resident {soak.quarter(2) / MEGABYTE:.1f} → {soak.quarter(4) / MEGABYTE:.1f} MB"
            f" ({larger:.3f}), write-ahead log {soak.wal / MEGABYTE:.1f} MB at most,"
            f" p95 {soak.slowness(1) * 1000:.0f} → {soak.slowness(4) * 1000:.0f} ms ({slower:.2f})"
        )
        assert " failed, reference " not in here.log.read_text(encoding="utf-8")
        assert soak.wal <= WAL
        if updates >= 100_000:
            assert larger <= GROWTH
            assert slower <= SLOWER
