"""The language of what is said outside a conversation: what a command says, and why a file is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

IN_POLISH: ContextVar[bool] = ContextVar("in_polish", default=False)
"""That of the terminal, or of whoever has sent the file that is being read."""


def spoken(english: str, polish: str | None = None) -> str:
    """The one that is understood; what has no Polish is the same in both languages."""
    return polish if polish is not None and IN_POLISH.get() else english


@contextmanager
def speaking(*, polish: bool) -> Iterator[None]:
    """What is spoken in this block is so in this language."""
    before = IN_POLISH.set(polish)
    try:
        yield
    finally:
        IN_POLISH.reset(before)


class SpokenError(Exception):
    """It cannot be done; the text says why, in one line."""

    def __init__(self, english: str, polish: str | None = None) -> None:
        super().__init__(spoken(english, polish))


class WrongValueError(SpokenError, ValueError):
    """It cannot be what it is meant to be; the text says what is."""
