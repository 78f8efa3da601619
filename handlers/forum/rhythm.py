"""How a forum is repeated, in words, and the button that ends it. Shared by the conversations about forums."""

from babel.dates import get_day_names

from bot.conversation.buttons import Tap
from bot.texts import Words
from models.forum import series
from models.forum.series import Rhythm

FEMININE = (2, 5, 6)
"""środa, sobota, niedziela"""


class EndSeries(Tap, tag="forum.end_series"):
    """This one is the last of its series."""

    forum: int


def rhythm(words: Words, rule: str) -> str:
    """``co miesiąc (1. czwartek)``"""
    way = series.read(rule)
    day = get_day_names("wide", "stand-alone", words.language)[way.weekday]
    if way.nth != series.LAST:
        return words.plain(f"rhythm.{way.rhythm}", day=day, nth=way.nth)
    ending = "f" if way.weekday in FEMININE else "m"
    every = "quarterly" if way.rhythm is Rhythm.QUARTERLY else "monthly"
    return words.plain(f"rhythm.{every}_last_{ending}", day=day)
