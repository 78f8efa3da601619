"""The bot under measurement: as ``python -m bot run``, but the local Telegram sets no limits."""

import asyncio
import contextlib
import signal

from bot import app
from bot.settings import load
from tests.conftest import UNHURRIED


async def main() -> None:
    work = asyncio.create_task(_work())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await work


async def _work() -> None:
    async with app.running(load(), limits=UNHURRIED):
        await asyncio.Event().wait()


asyncio.run(main())
