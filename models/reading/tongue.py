"""The language in which a file is refused: Polish, or that of the terminal from which it is imported."""

from contextvars import ContextVar

IN_ENGLISH: ContextVar[bool] = ContextVar("in_english", default=False)


def either(polish: str, english: str) -> str:
    """The one that is understood."""
    return english if IN_ENGLISH.get() else polish
