"""Bot API methods for webhooks."""

import re
from urllib.parse import urlsplit

from bot.playground.errors import bad_request, too_many_requests
from bot.playground.params import Params
from bot.playground.things import Json
from bot.playground.updates import Webhook
from bot.playground.world import World

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def set_webhook(world: World, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    webhook = Webhook(
        _checked_url(url),
        _checked_secret(params.text("secret_token")),
        min(max(params.number("max_connections", 40), 1), 100),
    )
    if not world.updates.may_set_webhook():
        raise too_many_requests(1)
    world.updates.allow(params.parsed("allowed_updates", "allowed updates"))
    world.updates.interrupt("setWebhook request")
    world.updates.webhook = webhook
    _drop_if_asked(world, params)
    world.updates.pushed.set()
    return True


def delete_webhook(world: World, params: Params) -> bool:
    world.updates.webhook = None
    _drop_if_asked(world, params)
    return True


def get_webhook_info(world: World, params: Params) -> Json:
    webhook = world.updates.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
        "allowed_updates": sorted(world.updates.allowed),
    }
    if webhook:
        info["max_connections"] = webhook.max_connections
        if webhook.last_error_message:
            info["last_error_date"] = webhook.last_error_date
            info["last_error_message"] = webhook.last_error_message
    return info


def _drop_if_asked(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.updates.pending.clear()


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    return url


def _checked_secret(secret: str) -> str:
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    return secret
