"""Words that no question awaits: the jobs that they may be about."""

from collections.abc import Sequence
from typing import Any

from bot.conversation.buttons import column, search
from bot.conversation.dialog import opening
from bot.conversation.flow import Flow
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from bot.texts import Words
from models.reading.words import words_in

OFFERED = 3
MEANS_SOMETHING = 4
"""A word has so many letters."""


def likeliest(turn: Turn[Any], text: str) -> Message:
    """A few jobs of this person as buttons, those that the text names before the most usual ones."""
    jobs = turn.services.jobs(turn.memberships)
    shown = list(dict.fromkeys([*_meant(turn.words, jobs, text), *jobs]))[:OFFERED]
    return Message(turn.words("common.did_you_mean"), column([opening(turn.words, job.name) for job in shown]))


def _meant(words: Words, jobs: Sequence[Flow[Any]], text: str) -> list[Flow[Any]]:
    def names(job: Flow[Any]) -> str:
        return " ".join((words.plain(f"menu.{job.name}"), *job.commands))

    telling = [word for word in words_in(text) if len(word) >= MEANS_SOMETHING]
    return [job for word in telling for job in search(jobs, word, names)]
