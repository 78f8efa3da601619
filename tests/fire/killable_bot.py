"""The real bot, living at another time and killing itself with SIGKILL at a point that has a name.

    python -m tests.fire.killable_bot SECONDS-AHEAD-OF-THE-CLOCK MESSAGES-PER-SECOND [POINT NUMBER-OF-THE-ARRIVAL]

It wraps functions of the bot from outside; the bot knows nothing of it.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from json import loads
from typing import Any

from bot import app
from bot.conversation.outgoing import Outgoing
from bot.conversation.turn import Turn
from bot.delivery.courier import Courier
from bot.delivery.transport import Transport
from bot.demo.town import UNHURRIED
from bot.limits import Limits
from bot.settings import Settings, load
from bot.telemetry import log_setup
from bot.updates import intake
from models.calendar import Clock
from models.mail import inbox, outbox

Arrive = Callable[[], None]
Function = Callable[..., Any]


def _before(owner: Any, name: str, arrive: Arrive) -> None:
    real: Function = getattr(owner, name)

    def killable(*arguments: Any, **options: Any) -> Any:
        arrive()
        return real(*arguments, **options)

    setattr(owner, name, killable)


def _after(owner: Any, name: str, arrive: Arrive) -> None:
    real: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def killable(*arguments: Any, **options: Any) -> Any:
        result = await real(*arguments, **options)
        arrive()
        return result

    setattr(owner, name, killable)


def _call(arrive: Arrive, *, is_meant: Callable[[str, bytes], bool]) -> None:
    """After such a call of the Bot API: Telegram's answer is read, nothing is done with it."""
    real = Transport.exchange

    async def killable(self: Transport, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        status, answer = await real(self, url, *arguments, **options)
        if is_meant(url, answer):
            arrive()
        return status, answer

    Transport.exchange = killable  # type: ignore[method-assign]  # from outside


def _received(arrive: Arrive) -> None:
    """Updates are fetched, nothing of them is stored."""
    _call(arrive, is_meant=lambda url, answer: url.lower().endswith("getupdates") and bool(loads(answer).get("result")))


def _stored(arrive: Arrive) -> None:
    """Updates are written into the inbox, which is not committed; it is not waited for Turns, as if they were slow."""
    intake.MOMENT = 0.0
    _after(inbox, "store", arrive)


def _before_commit(arrive: Arrive) -> None:
    """A Turn has written all its rows, nothing is committed."""
    _before_commit_of(Turn, arrive)


def _before_commit_of_a_job(arrive: Arrive) -> None:
    """A job has written all its rows, nothing is committed."""
    _before_commit_of(Outgoing, arrive)


def _before_commit_of(kind: type[Outgoing], arrive: Arrive) -> None:
    """The disk is slow: all else goes on meanwhile."""
    real = Outgoing.hand_in

    async def killable(self: Outgoing) -> None:
        await real(self)
        if type(self) is kind:
            await asyncio.sleep(SLOW_DISK)
            arrive()

    Outgoing.hand_in = killable  # type: ignore[method-assign]  # from outside


def _after_commit(arrive: Arrive) -> None:
    """A Turn is committed, the courier does not know of it yet."""
    _before(Courier, "post", arrive)


def _mid_send(arrive: Arrive) -> None:
    """A message is on its way, Telegram's answer is not read (the local Telegram is slow to give it)."""
    real = Transport.exchange

    async def killable(self: Transport, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        if _sends(url):
            asyncio.get_running_loop().call_later(MID_SEND, arrive)
        return await real(self, url, *arguments, **options)

    Transport.exchange = killable  # type: ignore[method-assign]  # from outside


def _sent(arrive: Arrive) -> None:
    """A message has arrived, that is not written down."""
    _call(arrive, is_meant=lambda url, _answer: _sends(url))


def _marking(arrive: Arrive) -> None:
    """What was sent is written down, but not committed."""
    _after(outbox, "settle", arrive)


def _sends(url: str) -> bool:
    return url.lower().endswith("/sendmessage")


SLOW_DISK = MID_SEND = 0.03
"""Seconds."""
POINTS = {
    "received": _received,
    "stored": _stored,
    "before commit": _before_commit,
    "before a job's commit": _before_commit_of_a_job,
    "after commit": _after_commit,
    "mid-send": _mid_send,
    "sent": _sent,
    "marking": _marking,
}


def _dying_at(number: int) -> Arrive:
    arrivals = count(1)

    def arrive() -> None:
        if next(arrivals) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return arrive


async def _live(settings: Settings, ahead: timedelta, limits: Limits) -> None:
    clock = Clock(settings.zone, settings.the_association.country, now=lambda: datetime.now(UTC) + ahead)
    async with app.running(settings, clock, limits=limits) as bot:
        await bot.broken


async def _main(ahead: timedelta, limits: Limits) -> None:
    settings = load()
    log_setup.begin(settings)
    work = asyncio.create_task(_live(settings, ahead, limits))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await work


if __name__ == "__main__":
    _, seconds, per_second, *doom = sys.argv
    if doom:
        POINTS[doom[0]](_dying_at(int(doom[1])))
    limits = Limits(per_second=int(per_second)) if int(per_second) else UNHURRIED
    asyncio.run(_main(timedelta(seconds=float(seconds)), limits))
