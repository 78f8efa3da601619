"""Receives the updates that Telegram pushes (rule 1). It is told 2xx once the Turn is committed and keeps the rest.

Telegram pushes the messages of a chat in order, each after the previous one was accepted. Taps have an order of their
own and may overtake a message whose push failed; the person is then told that the button is not open (yet). A lock of
the chat in the database keeps its Turns apart, in whichever processes they run.
"""

import asyncio
import hashlib
import hmac
import logging
import math
from json import dumps, loads
from typing import Any

from msgspec import Struct
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
"""Seconds that a Turn may take, as while the database is away, before Telegram is told to push again."""
AT_ONCE = 40
"""Updates that Telegram may push at the same time."""
REMEMBERED = 1000
A_MOMENT = 0.1
"""Seconds that a push may wait here; one that is earlier than that must come again."""


class Verdict(Struct, frozen=True):
    """The answer to Telegram's push."""

    status: int
    again_in: int | None = None
    """Seconds after which Telegram should push the update again."""


def secret_of(token: str) -> str:
    """The secret that proves that Telegram pushes: derived from the token, so that nobody has to set it."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


class Webhook:
    """Takes the updates that Telegram pushes."""

    def __init__(self, database: Database, bot: Bot, processor: Processor, clock: Clock) -> None:
        self._database = database
        self._bot = bot
        self._reception = processor
        self._clock = clock
        self._secret = secret_of(bot.token)
        self._under_way = 0
        self._due: dict[int, float] = {}
        """Due times (loop time) of updates that came too early, by id, so that each is counted once."""

    @property
    def idle(self) -> bool:
        """Whether every update received has been handled."""
        return self._under_way == 0

    async def register(self, url: str) -> None:
        """Tell Telegram where to push; repeating it changes nothing."""
        arguments = {
            "url": url, "secret_token": self._secret, "allowed_updates": KINDS, "max_connections": AT_ONCE,
        }  # fmt: skip
        await call(self._bot, "set_webhook", arguments)

    def is_known(self, secret: str) -> bool:
        """Whether this is the secret that Telegram alone was given."""
        return hmac.compare_digest(secret.encode(), self._secret.encode())

    async def take(self, content: bytes) -> Verdict:
        """Handle one pushed update and return the answer to Telegram."""
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
        """Seconds until the update is due. A fast writer's updates wait at Telegram and block no other push."""
        now = asyncio.get_running_loop().time()
        due = self._due.pop(update.update_id, None) or self._reception.due(update)
        if due - now > A_MOMENT:
            if len(self._due) >= REMEMBERED:
                self._due = {number: other for number, other in self._due.items() if other > now}
            self._due[update.update_id] = due
        return max(0.0, due - now)
