"""Reading what people type: dates. (stub until helper-2's arrives)"""

from datetime import date


def read_date(text: str, today: date) -> date | None:
    """The day."""
    return None
