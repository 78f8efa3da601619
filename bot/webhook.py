"""Updates in, pushed by Telegram (rule 1): 2xx is said when the Turn is committed, so Telegram keeps all the rest.

Telegram pushes the updates of a chat one after the other, the next one when the last was taken; a chat's lock in the
database holds that also where a push is repeated to another process.
"""

import asyncio
import hashlib
import hmac
import logging
from json import dumps, loads
from typing import Any

from telegram import Bot, Update

from bot.clock import Clock
from bot.intake import KINDS
from bot.reception import Reception
from bot.transport import call
from models import inbox
from models.database import AWAY, Database

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds after which Telegram is told to come again: the database is away."""
AT_ONCE = 40
"""Chats that Telegram pushes at the same time."""


def secret_of(token: str) -> str:
    """What shows that it is Telegram who pushes: every process knows it, nobody has to set it."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


class Webhook:
    """Takes what Telegram pushes."""

    def __init__(self, database: Database, bot: Bot, reception: Reception, clock: Clock) -> None:
        self._database = database
        self._bot = bot
        self._reception = reception
        self._clock = clock
        self._secret = secret_of(bot.token)
        self._under_way = 0

    @property
    def idle(self) -> bool:
        """Whether every update received has been handled."""
        return self._under_way == 0

    async def register(self, url: str) -> None:
        """Tell Telegram where to push; the same again changes nothing."""
        arguments = {
            "url": url, "secret_token": self._secret, "allowed_updates": KINDS, "max_connections": AT_ONCE,
        }  # fmt: skip
        await call(self._bot, "set_webhook", arguments)

    async def take(self, secret: str, content: bytes) -> int:
        """One update, with the secret that came with it; the HTTP status to be answered."""
        if not hmac.compare_digest(secret.encode(), self._secret.encode()):
            return 403
        try:
            raw = loads(content)
            update_id = int(raw["update_id"])
        except (ValueError, TypeError, KeyError):
            return 400
        self._under_way += 1
        try:
            async with asyncio.timeout(PATIENCE):
                await self._handle(update_id, raw)
        except (*AWAY, TimeoutError):
            return 503
        finally:
            self._under_way -= 1
        return 200

    async def _handle(self, update_id: int, raw: dict[str, Any]) -> None:
        try:
            update = Update.de_json(raw, self._bot)
        except (TypeError, ValueError, KeyError, AttributeError):
            log.exception("update %s cannot be read and is left in the inbox", update_id)
            async with self._database.transaction() as session:
                await inbox.store(session, [(update_id, dumps(raw))], now=self._clock.now())
            return
        await asyncio.sleep(max(0.0, self._reception.due(update) - asyncio.get_running_loop().time()))
        await self._reception.see_to(update)
