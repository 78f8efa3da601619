"""Pushes updates to a webhook: in order per chat, again and again until it says 2xx."""

import asyncio
from dataclasses import dataclass, field

import aiohttp

from bot.playground.things import Json
from bot.playground.updates import Webhook
from bot.playground.world import World

LONGEST_PAUSE = 60.0
TIMEOUT = aiohttp.ClientTimeout(total=30)


@dataclass
class Delivery:
    """The task behind a webhook. The pause doubles after each failure."""

    world: World
    pause: float
    _lanes: dict[int, "asyncio.Task[None]"] = field(default_factory=dict)

    async def run(self) -> None:
        """Deliver for ever."""
        updates = self.world.updates
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session, asyncio.TaskGroup() as group:
            while True:
                await updates.pushed.wait()
                updates.pushed.clear()
                if updates.webhook:
                    self._start_lanes(session, group, updates.webhook)

    def _start_lanes(self, session: aiohttp.ClientSession, group: asyncio.TaskGroup, webhook: Webhook) -> None:
        for update in self.world.updates.pending:
            if len(self._lanes) >= webhook.max_connections:
                return
            lane = _chat_id(update)
            if lane not in self._lanes:
                self._lanes[lane] = group.create_task(self._deliver(session, webhook, lane, update))

    async def _deliver(self, session: aiohttp.ClientSession, webhook: Webhook, lane: int, update: Json) -> None:
        updates = self.world.updates
        pause = self.pause
        while updates.webhook is webhook and update in updates.pending:
            if (error := await _post(session, webhook, update)) is None:
                updates.settle([update["update_id"]])
                break
            webhook.last_error_message = error
            webhook.last_error_date = int(self.world.now().timestamp())
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        del self._lanes[lane]
        updates.pushed.set()


async def _post(session: aiohttp.ClientSession, webhook: Webhook, update: Json) -> str | None:
    """Telegram's words for what went wrong; None when it was taken."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
    try:
        async with session.post(webhook.url, json=update, headers=headers) as response:
            await response.read()
            if 200 <= response.status < 300:
                return None
            return f"Wrong response from the webhook: {response.status} {response.reason}"
    except aiohttp.ClientConnectorError:
        return "Connection refused"
    except TimeoutError:
        return "Read timeout expired"
    except aiohttp.ClientError as error:
        return f"Connection closed: {error}"


def _chat_id(update: Json) -> int:
    (payload,) = (value for name, value in update.items() if name != "update_id")
    return int((payload.get("message") or payload)["chat"]["id"])
