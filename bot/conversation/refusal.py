"""Why something is not done."""

from typing import Any


class Refused(Exception):  # noqa: N818
    """Nothing is done of what was tapped or said; raised before anything was.

    Whoever answers the question that is open hears why, and the dialog is over, unless it ``stays``; a button that
    belongs to no question is answered by the short word over it.
    """

    def __init__(self, key: str, *, stays: bool = False, **arguments: Any) -> None:
        super().__init__(key)
        self.key, self.stays, self.arguments = key, stays, arguments


class Stale(Refused):
    """The button is about what is not so any more."""

    def __init__(self) -> None:
        super().__init__("common.stale", stays=True)


class NotAllowed(Refused):
    """The person does not hold the right."""

    def __init__(self) -> None:
        super().__init__("common.not_allowed")
