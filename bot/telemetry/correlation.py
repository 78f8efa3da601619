"""The update or the job that a letter and a line of the log come from, carried along by the context."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

CAUSE: ContextVar[str | None] = ContextVar("cause", default=None)
"""``update:123`` or ``job:status-open``; the number is Telegram's and says nothing about anybody."""


@contextmanager
def caused_by(cause: str | None) -> Iterator[None]:
    """Everything said and logged in this block comes from it."""
    before = CAUSE.set(cause)
    try:
        yield
    finally:
        CAUSE.reset(before)
