"""Tells the service manager that the bot is ready and, regularly, that it does not hang (sd_notify)."""

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import suppress


def tell(state: str) -> None:
    """Send a state to the socket named by systemd, if there is one."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as there:
            there.connect("\0" + address[1:] if address.startswith("@") else address)
            there.send(state.encode())


async def keep_alive(is_stuck: Callable[[], bool]) -> None:
    """Report twice per WatchdogSec that the bot is alive; a stuck bot does not report, and systemd restarts it."""
    allowed = int(os.environ.get("WATCHDOG_USEC", 0)) / 1_000_000
    while allowed:
        if not is_stuck():
            tell("WATCHDOG=1")
        await asyncio.sleep(allowed / 2)
