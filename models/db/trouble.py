"""Why a database does not do what it is asked: said once, then at most once a minute, then when it is over."""

import logging
import sqlite3
import time

import sqlalchemy as sa

EVERY = 60.0
"""Seconds between two lines about what goes on."""
_OF_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_BUSY", "SQLITE_LOCKED")
_OF_POSTGRESQL = ("08", "53", "57P")
"""Beginnings of the codes of lost connections, of what is used up, and of a server that stops or starts."""
_FOR_GOOD = ("28", "3D")
"""Of passwords and rights that are wrong, and of databases that are not there."""


class Trouble:
    """Something that the bot needs and that is away; whoever notices says so, and whoever gets through.

    At most one line a minute says that it begins or goes on, and one that it is over.
    """

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log, self._what = log, what
        self._began = self._told_at = 0.0
        self._level = logging.NOTSET
        self._is_told = False
        self._untold = 0
        self.reason: str | None = None
        """Why it is away; None while all is well."""

    @property
    def is_grave(self) -> bool:
        """Whether it will not pass by itself."""
        return self.reason is not None and self._level >= logging.CRITICAL

    def goes_on(self, reason: str, level: int = logging.WARNING) -> None:
        """Note a failure."""
        now = time.monotonic()
        if self.reason is None:
            self._began, self._level = now, logging.NOTSET
        self.reason = reason
        is_worse = level > max(self._level, logging.WARNING)
        if self._told_at and now - self._told_at < EVERY and not is_worse:
            self._untold += 1
        else:
            since = f" for {int(now - self._began)} s now, {self._untold} more failures" if self._is_told else ""
            self._log.log(level, "%s%s: %s", self._what, since, reason)
            self._told_at, self._untold, self._is_told = now, 0, True
        self._level = level

    def is_over(self) -> None:
        """Note a success."""
        if self.reason is not None:
            if self._is_told:
                self._log.warning("%s: over after %s s", self._what, int(time.monotonic() - self._began))
            self.reason, self._is_told = None, False


def is_away(error: BaseException) -> bool:
    """Whether it shows that the database cannot work now, for reasons of its own."""
    if isinstance(error, sa.exc.TimeoutError):
        return True
    if not isinstance(error, sa.exc.DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorname", "").startswith(_OF_SQLITE)
    return (
        error.connection_invalidated
        or isinstance(error.orig, OSError)
        or isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError)
        or _code(error).startswith(_OF_POSTGRESQL)
    )


def refused_for_good(error: Exception) -> str | None:
    """Why PostgreSQL lets nobody in until somebody sets it right; None if waiting may help."""
    return reason_of(error) if isinstance(error, sa.exc.DBAPIError) and _code(error).startswith(_FOR_GOOD) else None


def reason_of(error: BaseException) -> str:
    """One line, without values."""
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) and error.orig is not None else error
    return str(cause).splitlines()[0] if str(cause) else type(cause).__name__


def _code(error: sa.exc.DBAPIError) -> str:
    found = getattr(error.orig, "sqlstate", None) or getattr(getattr(error.orig, "__cause__", None), "sqlstate", None)
    return str(found or "")


def complain(log: logging.Logger, error: BaseException, words: str, *arguments: object) -> None:
    """Log what the error keeps from being done; in short while the database is away, which says so itself."""
    if is_away(error):
        log.debug(words, *arguments)
    else:
        log.error(words, *arguments, exc_info=error)
