"""/ustawienia: the conversation, and what it remembers on the way."""

from enum import StrEnum, auto

from bot.dialog import Conversation
from bot.turn import Draft
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


class SettingsDraft(Draft):
    """A timetable that is being changed; it is in force once it is saved."""

    weekly: Weekly = Weekly()
    part: Part = Part.OPEN_DAY


settings = Conversation("settings", SettingsDraft, commands=("ustawienia", "settings"))
