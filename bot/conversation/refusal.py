"""Why something is not done."""

from typing import Any, TypeVar

V = TypeVar("V")


class Refused(Exception):  # noqa: N818 (nobody has made an error)
    """Nothing is done of what was tapped or said; raised before anything was.

    Whoever answers the question that is open hears why, and the dialog is over, unless it ``stays``; a button that
    belongs to no question is answered by the short word over it.
    """

    def __init__(self, key: str, *, stays: bool = False, **arguments: Any) -> None:
        super().__init__(key)
        self.key, self.stays, self.arguments = key, stays, arguments
        self.asks: Any = None
        """The step that is asked then."""


class Stale(Refused):
    """The button is about what is not so any more; ``asks`` is the step that knows what there is now."""

    def __init__(self, asks: Any = None) -> None:
        super().__init__("common.stale", stays=True)
        self.asks = asks


def there(found: V | None, asks: Any = None) -> V:
    """What a button is about, as long as it is there; ``asks`` as in ``Stale``."""
    if found is None:
        raise Stale(asks)
    return found


class NotAllowed(Refused):
    """The person does not hold the right."""

    def __init__(self, *, stays: bool = False) -> None:
        super().__init__("common.not_allowed", stays=stays)
