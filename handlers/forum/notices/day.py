"""The day of a forum for the Office: who comes, with the list to print; afterwards, attendance and materials."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from bot.conversation.outgoing import Message, Services, button
from bot.texts import Words, shorten
from handlers.forum.notices.live_card import Attendance, Materials
from handlers.forum.views import WhoComes, heading, whereabouts
from models.forum.delegate import PRESENT, Delegation, State
from models.forum.forum import ForumView

COMMUNES_SHOWN = 40
NAMES_SHOWN = 300
"""Most characters of a commune's names."""


def who_comes(words: Words, services: Services, of: ForumView, roll: Sequence[Delegation]) -> Message:
    """By commune, who comes for sure and who has not said so."""
    comes = [sent for sent in roll if sent.delegate.state is State.ACCEPTED and not sent.delegate.asked_again]
    unsure = [sent for sent in roll if sent.delegate.state in PRESENT and sent not in comes]
    by_commune = [(name, list(those)) for name, those in groupby(comes, key=lambda sent: _whose(words, sent))]
    more = len(by_commune) - COMMUNES_SHOWN
    lines = [
        words("forum_day.who_comes", heading=heading(words, services, of.forum)),
        *whereabouts(words, of.forum),
        words("forum_day.people", n=len(comes), communes=len(by_commune)),
        *(
            words("forum_day.line", commune=name, n=len(those), names=_names(those))
            for name, those in by_commune[:COMMUNES_SHOWN]
        ),
        *([words("forum_day.more", n=more)] if more > 0 else []),
        *([words("forum_day.unsure", n=len(unsure), names=_names(unsure))] if unsure else []),
    ]
    paper = button(words, "forum_day.paper", WhoComes(forum=of.forum.id, on_paper=True))
    return Message(Markup("\n").join(lines), [[paper]])


def _whose(words: Words, sent: Delegation) -> str:
    return sent.commune.name if sent.commune is not None else words.plain("forum.office")


def _names(those: Sequence[Delegation]) -> str:
    return shorten(", ".join(sent.name for sent in those), NAMES_SHOWN)


def who_came(words: Words, services: Services, of: ForumView) -> Message:
    """After the forum: what is left to do."""
    attendance = button(words, "forum.attendance", Attendance(forum=of.forum.id))
    materials = button(words, "forum.materials", Materials(forum=of.forum.id))
    return Message(words("forum_day.over", heading=heading(words, services, of.forum)), [[attendance, materials]])
