"""Updates in, pushed by Telegram (rule 1): 2xx is said when the Turn is committed, so Telegram keeps all the rest.

Telegram pushes what is written in a chat one after the other, the next one when the last was taken; what a person taps
goes beside that, in an order of its own, and may overtake a message whose push failed: then it is told honestly that
its button is not open (yet). A chat's lock in the database keeps one Turn from another, in whichever process.
"""

import asyncio
import hashlib
import hmac
import logging
import math
from dataclasses import dataclass
from json import dumps, loads
from typing import Any

from telegram import Bot, Update

from bot.delivery.transport import call
from bot.updates.intake import KINDS
from bot.updates.processor import Processor
from models.calendar import Clock
from models.database import AWAY, Database
from models.mail import inbox
from models.setting import MovedError

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds after which Telegram is told to come again: the database is away."""
AT_ONCE = 40
"""Updates that Telegram pushes at the same time."""
REMEMBERED = 1000
A_MOMENT = 0.1
"""Seconds that a push may wait here; whoever is earlier shall come again."""


@dataclass(frozen=True)
class Verdict:
    """What Telegram is told of an update."""

    status: int
    again_in: int | None = None
    """Seconds after which it shall be pushed again."""


def secret_of(token: str) -> str:
    """What shows that it is Telegram who pushes: every process knows it, nobody has to set it."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


class Webhook:
    """Takes what Telegram pushes."""

    def __init__(self, database: Database, bot: Bot, processor: Processor, clock: Clock) -> None:
        self._database = database
        self._bot = bot
        self._reception = processor
        self._clock = clock
        self._secret = secret_of(bot.token)
        self._under_way = 0
        self._due: dict[int, float] = {}
        """When updates are due that came too early (the loop's time), by their numbers: each counts once."""

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

    def is_known(self, secret: str) -> bool:
        """Whether this is what Telegram alone can say."""
        return hmac.compare_digest(secret.encode(), self._secret.encode())

    async def take(self, content: bytes) -> Verdict:
        """One update, from Telegram."""
        try:
            raw = loads(content)
            update_id = int(raw["update_id"])
        except (ValueError, TypeError, KeyError):
            return Verdict(400)
        self._under_way += 1
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._handle(update_id, raw)
        except (*AWAY, MovedError, TimeoutError):
            return Verdict(503)
        finally:
            self._under_way -= 1

    async def _handle(self, update_id: int, raw: dict[str, Any]) -> Verdict:
        try:
            update = Update.de_json(raw, self._bot)
        except (TypeError, ValueError, KeyError, AttributeError):
            log.exception("update %s cannot be read and is left in the inbox", update_id)
            async with self._database.transaction() as session:
                await inbox.store(session, [(update_id, dumps(raw))], now=self._clock.now())
            return Verdict(200)
        early = self._early_by(update)
        if early > A_MOMENT:
            return Verdict(429, again_in=math.ceil(early))
        await asyncio.sleep(early)
        await self._reception.process(update, asyncio.get_running_loop().time())
        return Verdict(200)

    def _early_by(self, update: Update) -> float:
        """Seconds; who writes too fast waits at Telegram, and nobody's push behind theirs."""
        now = asyncio.get_running_loop().time()
        due = self._due.pop(update.update_id, None) or self._reception.due(update)
        if due - now > A_MOMENT:
            if len(self._due) >= REMEMBERED:
                self._due = {number: other for number, other in self._due.items() if other > now}
            self._due[update.update_id] = due
        return max(0.0, due - now)
