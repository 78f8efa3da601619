"""Changing a project: the conversation and what it remembers on the way."""

from enum import StrEnum, auto

from bot.conversation.buttons import Keyboard, Tap
from bot.conversation.dialog import Conversation
from bot.conversation.turn import Turn
from handlers.choosing import Choosing
from models.project.project import Readiness


class Detail(StrEnum):
    """What can be said of a project, in the order in which it is asked."""

    NAME = auto()
    FIELD = auto()
    START = auto()
    END = auto()
    BUDGET = auto()
    FUNDING = auto()
    PARTNERS = auto()
    READINESS = auto()


class Details(Choosing):
    """Which project, and what of it is asked about."""

    project: int
    asked: Detail = Detail.NAME
    rest: list[Detail] = []
    """What is still to be asked about a new project."""
    new: bool = False
    partners: list[int] = []
    readiness: dict[str, Readiness] = {}
    partners_before: list[int] = []
    readiness_before: dict[str, Readiness] = {}
    """As they were when they were asked about: what others tick meanwhile is left alone."""

    @property
    def new_readiness(self) -> dict[str, Readiness]:
        """What was answered otherwise than before."""
        return {which: answer for which, answer in self.readiness.items() if self.readiness_before.get(which) != answer}

    def partners_besides(self, present: set[int]) -> set[int]:
        """The partners, when so many are by now."""
        ticked, before = set(self.partners), set(self.partners_before)
        return (present | (ticked - before)) - (before - ticked)


class Skip(Tap, tag="project.skip", bound=True):
    """Leave this as it is."""


class Finish(Tap, tag="project.finish", bound=True):
    """Enough said."""


class Accept(Tap, tag="project.accept", bound=True):
    """What is ticked is right."""


edit = Conversation("project_edit", Details, mended_with="project")


def ways_out(turn: Turn[Details]) -> Keyboard:
    """Leaving it as it is, and for a new project the end of the questions."""
    if turn.draft.new:
        return [[turn.button("project.skip", Skip()), turn.button("project.finish", Finish())]]
    return [[turn.button("project.leave", Skip())]]
