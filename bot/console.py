"""What a command says: its lines, and why it can't be done."""

from collections.abc import Mapping

from models.reading.tongue import SpokenError, spoken


class UsageError(SpokenError):
    """The command can't be done as it was given."""


class TroubleError(SpokenError):
    """The command can't be done now, and may be later as it is."""


def say(line: str, polish: str | None = None) -> None:
    """Print a line, at once also where it is read by a program."""
    print(spoken(line, polish), flush=True)  # noqa: T201


def is_polish(environment: Mapping[str, str]) -> bool:
    """Whether this is the terminal's language."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((environment[name] for name in names if environment.get(name)), "").startswith("pl")
