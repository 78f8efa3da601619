"""The timetable of the weekly status: the Office changes it piece by piece; in force from the next round on."""

from collections.abc import Callable
from datetime import time
from typing import Any

from babel.dates import get_day_names
from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import Bare, Button, Choice, grid
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.settings.draft import Part, SettingsDraft, settings
from handlers.settings.rules import Rules
from models import setting
from models.people.permission import Right
from models.reading.moment import read_time
from models.setting import WORK_DAYS, Weekly

HOURS = range(8, 18)
TIMETABLE = Bare("settings.timetable")


async def _in_words(_turn: Turn[Any], weekly: Weekly) -> Callable[[Words], Markup]:
    """``📋 pytanie: w piątek o 9:00``, then the reminders and the end, a line each."""
    return lambda words: words(
        "settings.weekly",
        open_day=words(f"settings.on_{weekly.open_day}"),
        open_at=_hour(weekly.open_at),
        remind_day=words(f"settings.on_{weekly.remind_day}"),
        remind_at=_hour(weekly.remind_at),
        again_at=_hour(weekly.remind_again_at),
        close_day=words(f"settings.on_{weekly.close_day}"),
        close_at=_hour(weekly.close_at),
    )


def _hour(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


timetable = Rules(
    "weekly", setting.weekly, lambda turn, weekly: setting.set_weekly(turn.session, weekly), _in_words, setting.flaw
)


@timetable.opened_with(TIMETABLE)
@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_part(turn: Turn[SettingsDraft]) -> Message:
    """An impossible timetable cannot be saved."""
    parts = {part: turn.choice(part, f"settings.{part}") for part in Part}
    rows = [
        [parts[Part.OPEN_DAY], parts[Part.OPEN_AT]],
        [parts[Part.REMIND_DAY]],
        [parts[Part.REMIND_AT], parts[Part.REMIND_AGAIN_AT]],
        [parts[Part.CLOSE_DAY], parts[Part.CLOSE_AT]],
    ]
    return await timetable.question(turn, rows)


@ask_part.chosen
async def choose(turn: Turn[SettingsDraft], part: Part) -> None:
    """A day or an hour."""
    turn.draft.part = part
    await turn.go(ask_day if part.is_day else ask_hour)


@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_day(turn: Turn[SettingsDraft]) -> Message:
    """Monday to Friday; on a holiday the round moves to the next working day."""
    names = get_day_names("wide", "stand-alone", turn.words.language)
    days = [Button(names[day].capitalize(), Choice.to(day)) for day in WORK_DAYS]
    return Message(turn.words("settings.ask_day", part=turn.words(f"settings.{turn.draft.part}")), grid(days, 3))


@ask_day.chosen
async def take_day(turn: Turn[SettingsDraft], day: int) -> None:
    """Monday is 0."""
    await take_value(turn, day)


@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_hour(turn: Turn[SettingsDraft]) -> Message:
    """Full hours as buttons, any other is typed."""
    hours = [Button(_hour(time(hour)), Choice.to(hour)) for hour in HOURS]
    return Message(turn.words("settings.ask_hour", part=turn.words(f"settings.{turn.draft.part}")), grid(hours, 5))


@ask_hour.chosen
async def take_hour(turn: Turn[SettingsDraft], hour: int) -> None:
    """Full hours only."""
    await take_value(turn, time(hour))


@ask_hour.reads(reading.as_by(read_time, "settings.bad_hour"))
async def take_value(turn: Turn[SettingsDraft], value: int | time) -> None:
    """Keeps it until all is saved."""
    timetable.change(turn, **{turn.draft.part: value})
    await turn.go(ask_part)
