"""Pushes updates to a webhook, each again and again until it says 2xx.

Like Telegram's own server it keeps the order within a lane alone: what is written in a chat is one, what a person taps
another, and being added or removed a third. So what failed is overtaken by what goes another way.
"""

import asyncio
from dataclasses import dataclass, field

import aiohttp

from bot.playground.things import Json
from bot.playground.updates import Webhook
from bot.playground.world import World

Lane = tuple[str, int]

LONGEST_PAUSE = 60.0
TIMEOUT = aiohttp.ClientTimeout(total=30)


@dataclass
class Delivery:
    """The task behind a webhook. The pause doubles after each failure."""

    world: World
    pause: float
    _lanes: dict[Lane, "asyncio.Task[None]"] = field(default_factory=dict)

    async def run(self) -> None:
        """Deliver for ever."""
        updates = self.world.updates
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session, asyncio.TaskGroup() as group:
            while True:
                await updates.pushed.wait()
                updates.pushed.clear()
                updates.expire()
                if updates.webhook:
                    self._start_lanes(session, group, updates.webhook)

    def _start_lanes(self, session: aiohttp.ClientSession, group: asyncio.TaskGroup, webhook: Webhook) -> None:
        for update in self.world.updates.pending:
            lane = _lane(update)
            if lane not in self._lanes:
                self._lanes[lane] = group.create_task(self._deliver(session, webhook, lane, update))

    async def _deliver(self, session: aiohttp.ClientSession, webhook: Webhook, lane: Lane, update: Json) -> None:
        updates = self.world.updates
        pause = self.pause
        while updates.webhook is webhook and update in updates.pending:
            async with webhook.connections:
                error, asked_to_wait = await _post(session, webhook, update)
            if error is None:
                updates.settle([update["update_id"]])
                break
            webhook.last_error_message = error
            webhook.last_error_date = int(self.world.now().timestamp())
            await asyncio.sleep(asked_to_wait or pause)
            pause = pause if asked_to_wait else min(pause * 2, LONGEST_PAUSE)
        del self._lanes[lane]
        updates.pushed.set()


async def _post(session: aiohttp.ClientSession, webhook: Webhook, update: Json) -> tuple[str | None, int]:
    """Telegram's words for what went wrong, None when it was taken; and the seconds after which to come again."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
    try:
        async with session.post(webhook.url, json=update, headers=headers) as response:
            await response.read()
            if 200 <= response.status < 300:
                return None, 0
            error = f"Wrong response from the webhook: {response.status} {response.reason}"
            return error, int(response.headers.get("Retry-After", 0))
    except aiohttp.ClientConnectorError:
        return "Connection refused", 0
    except TimeoutError:
        return "Read timeout expired", 0
    except aiohttp.ClientError as error:
        return f"Connection closed: {error}", 0


def _lane(update: Json) -> Lane:
    ((kind, payload),) = ((name, value) for name, value in update.items() if name != "update_id")
    return kind, int(payload["from" if kind == "callback_query" else "chat"]["id"])
