"""/ustawienia: the conversation, and what it remembers on the way."""

from collections.abc import Callable
from enum import StrEnum, auto

from markupsafe import Markup

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from bot.texts import Words
from models.forum.reminder import Reminders
from models.people import person as people
from models.people.permission import Needs, Right
from models.risk.escalation import Escalation
from models.setting import Weekly


class Part(StrEnum):
    """What can be changed in the timetable of the weekly status, named as in ``Weekly``."""

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
    """How long a step of the escalation of risks waits, named as in ``Escalation``."""

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
    """A timetable, the escalation of risks or reminders that are being changed; in force once they are saved."""

    weekly: Weekly = Weekly()
    part: Part = Part.OPEN_DAY
    escalation: Escalation = Escalation()
    wait: Wait = Wait.CRITICAL_AGAIN
    reminders: Reminders = Reminders()


settings = Conversation("settings", SettingsDraft, commands=("ustawienia", "settings"))


async def tell_the_office(turn: Turn[SettingsDraft], news: Callable[[Words], Markup]) -> None:
    """The others of the Office hear what is set otherwise now."""
    turn.tell(
        [other for other in await people.office(turn.session) if other.id != turn.person.id],
        lambda words: Message(news(words)),
        needs=Needs(Right.CHANGE_SETTINGS),
    )
