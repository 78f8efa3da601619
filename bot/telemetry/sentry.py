"""Errors to Sentry, where SENTRY_DSN names one: where in the code and from which update, and nothing about people.

What is sent is chosen, not filtered: no values of variables, no messages of exceptions (they may quote what somebody
wrote; the log of the machine has them), nothing that libraries say.
"""

import logging
from typing import TYPE_CHECKING, Any

from bot import __version__
from bot.settings import Settings
from bot.telemetry.log_setup import OURS, facts_of, scrubbed

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

KEPT = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment", "sdk")
OF_EXCEPTION = ("type", "module", "mechanism", "stacktrace")


def begin(settings: Settings) -> None:
    """From now on every error of the log goes to Sentry too, and never holds anything up."""
    import sentry_sdk
    from sentry_sdk.integrations.atexit import AtexitIntegration
    from sentry_sdk.integrations.logging import EventHandler

    sentry_sdk.init(
        settings.sentry_dsn,
        release=f"obwarzanek@{__version__}",
        environment=settings.sentry_environment,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[AtexitIntegration(callback=lambda _pending, _timeout: None)],
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        before_send=without_people,
    )
    logging.getLogger().addHandler(EventHandler(level=logging.ERROR))


def without_people(event: "Event", hint: "Hint") -> "Event | None":
    """What may leave the machine of an event; None where it is no line of the log."""
    record: logging.LogRecord | None = hint.get("log_record")
    if record is None:
        return None
    is_ours = record.name.split(".")[0] in OURS
    words = record.getMessage() if is_ours else f"{record.name} complains"
    kept: dict[str, Any] = {name: event[name] for name in KEPT if name in event}  # type: ignore[literal-required]
    kept["logentry"] = {"message": scrubbed(words)}
    kept["tags"] = {name: str(fact) for name, fact in facts_of(record).items()}
    if thrown := event.get("exception", {}).get("values"):
        kept["exception"] = {
            "values": [{name: one[name] for name in OF_EXCEPTION if name in one} for one in thrown if one]
        }
    return kept  # type: ignore[return-value]
