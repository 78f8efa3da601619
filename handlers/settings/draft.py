"""/ustawienia: the conversation and its draft."""

from collections.abc import Awaitable, Callable
from enum import StrEnum, auto
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Bare
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import NotAllowed
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from bot.texts import Words
from models.forum.reminder import Reminders
from models.people import person as people
from models.people.permission import Needs, Right
from models.risk.escalation import Escalation
from models.setting import Weekly


class Part(StrEnum):
    """A part of the timetable of the weekly status, named as in ``Weekly``."""

    OPEN_DAY = auto()
    OPEN_AT = auto()
    REMIND_DAY = auto()
    REMIND_AT = auto()
    REMIND_AGAIN_AT = auto()
    CLOSE_DAY = auto()
    CLOSE_AT = auto()

    @property
    def is_day(self) -> bool:
        """Whether it is a day of the week (else an hour)."""
        return self.value.endswith("_day")


class Wait(StrEnum):
    """A step of the escalation of risks, named as in ``Escalation``."""

    CRITICAL_AGAIN = auto()
    CRITICAL_DIRECTOR = auto()
    OTHERS_AGAIN = auto()
    OTHERS_DIRECTOR = auto()
    OVERDUE_COORDINATOR = auto()
    OVERDUE_CHAIR = auto()

    @property
    def is_in_hours(self) -> bool:
        """Whether it is hours (else working days)."""
        return self.value.startswith("critical_")


class SettingsDraft(Draft):
    """A timetable, an escalation or reminders being changed; in force once they are saved."""

    weekly: Weekly = Weekly()
    part: Part = Part.OPEN_DAY
    escalation: Escalation = Escalation()
    wait: Wait = Wait.CRITICAL_AGAIN
    reminders: Reminders = Reminders()


settings = Conversation("settings", SettingsDraft, commands=("ustawienia", "settings"))


async def _nothing_yet(_turn: Turn[Any]) -> SettingsDraft:
    return SettingsDraft()


def opened_with(
    tap: Bare,
    right: Right | None = None,
    begun: Callable[[Turn[SettingsDraft]], Awaitable[SettingsDraft]] = _nothing_yet,
) -> Callable[[Step[SettingsDraft]], Step[SettingsDraft]]:
    """The card's button that leads to the step, for members only: a card stays in the chat of a former member."""

    def register(step: Step[SettingsDraft]) -> Step[SettingsDraft]:
        @settings.tapped(tap)
        async def begin(turn: Turn[SettingsDraft]) -> None:
            if not (turn.memberships if right is None else turn.may(right)):
                raise NotAllowed
            await turn.begin(settings, await begun(turn), step)

        return step

    return register


async def tell_the_office(turn: Turn[SettingsDraft], news: Callable[[Words], Markup]) -> None:
    """Tells the rest of the Office what was set."""
    turn.tell(
        [other for other in await people.office(turn.session) if other.id != turn.person.id],
        lambda words: Message(news(words)),
        needs=Needs(Right.CHANGE_SETTINGS),
    )
