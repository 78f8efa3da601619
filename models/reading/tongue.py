"""The language of what is said outside a conversation: why a file is refused, and what a command says."""

from contextvars import ContextVar

IN_ENGLISH: ContextVar[bool] = ContextVar("in_english", default=False)
"""Why a file is refused: Polish, or that of the terminal from which it is imported."""
TERMINAL_IS_POLISH: ContextVar[bool] = ContextVar("terminal_is_polish", default=False)


def either(polish: str, english: str) -> str:
    """Of a file: the one that is understood."""
    return english if IN_ENGLISH.get() else polish


def spoken(english: str, polish: str) -> str:
    """Of a command: the one in the language of the terminal."""
    return polish if TERMINAL_IS_POLISH.get() else english
