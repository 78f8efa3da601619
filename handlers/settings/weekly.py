"""The timetable of the weekly status: the Office changes it piece by piece and saves it as a whole."""

from datetime import time

from babel.dates import get_day_names
from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import Button, Choice, Tap, grid
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Stale
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.settings.draft import Part, SettingsDraft, settings, tell_the_office
from models import setting
from models.people.permission import Right
from models.reading.moment import read_time
from models.setting import WORK_DAYS, Weekly

HOURS = range(8, 18)


class Timetable(Tap, tag="settings.timetable"):
    """The timetable of the weekly status, to be changed."""


def in_words(words: Words, weekly: Weekly) -> Markup:
    """``Runda otwiera się w piątek o 9:00, przypomnienia w poniedziałek o 9:00 i 13:00, zamknięcie …``."""
    return words(
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


@settings.tapped(Timetable)
async def show_timetable(turn: Turn[SettingsDraft], _tap: Timetable) -> None:
    """From the settings."""
    turn.require(Right.CHANGE_SETTINGS)
    await turn.begin(settings, SettingsDraft(weekly=await setting.weekly(turn.session)), ask_part)


@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_part(turn: Turn[SettingsDraft]) -> Message:
    """The whole in words, and what to change in it; what no round could keep can't be saved."""
    weekly = turn.draft.weekly
    flaw = setting.flaw(weekly)
    changed = weekly != await setting.weekly(turn.session)
    text = in_words(turn.words, weekly)
    if flaw is not None:
        text += "\n" + turn.words(f"settings.{flaw}")
    parts = {part: turn.choice(part, f"settings.{part}") for part in Part}
    save = [turn.answer("settings.save")] if changed and flaw is None else []
    return Message(
        turn.words("settings.ask_part_changed" if changed else "settings.ask_part", weekly=text),
        [
            [parts[Part.OPEN_DAY], parts[Part.OPEN_AT]],
            [parts[Part.REMIND_DAY]],
            [parts[Part.REMIND_AT], parts[Part.REMIND_AGAIN_AT]],
            [parts[Part.CLOSE_DAY], parts[Part.CLOSE_AT]],
            [*save, turn.answer("settings.leave_weekly")],
        ],
    )


@ask_part.chosen
async def choose(turn: Turn[SettingsDraft], part: Part) -> None:
    """A day or an hour."""
    turn.draft.part = part
    await turn.go(ask_day if part.is_day else ask_hour)


@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_day(turn: Turn[SettingsDraft]) -> Message:
    """Monday to Friday: a holiday moves it to the next working day."""
    names = get_day_names("wide", "stand-alone", turn.words.language)
    days = [Button(names[day].capitalize(), Choice.to(day)) for day in WORK_DAYS]
    return Message(turn.words("settings.ask_day", part=turn.words(f"settings.{turn.draft.part}")), grid(days, 3))


@ask_day.chosen
async def take_day(turn: Turn[SettingsDraft], day: int) -> None:
    """Monday is 0."""
    await _change(turn, day)


@settings.step(who=Right.CHANGE_SETTINGS)
async def ask_hour(turn: Turn[SettingsDraft]) -> Message:
    """Full hours as buttons, any other typed."""
    hours = [Button(_hour(time(hour)), Choice.to(hour)) for hour in HOURS]
    return Message(turn.words("settings.ask_hour", part=turn.words(f"settings.{turn.draft.part}")), grid(hours, 5))


@ask_hour.chosen
async def take_hour(turn: Turn[SettingsDraft], hour: int) -> None:
    """A full one."""
    await _change(turn, time(hour))


@ask_hour.reads(reading.as_by(read_time, "settings.bad_hour"))
async def _change(turn: Turn[SettingsDraft], value: int | time) -> None:
    """Kept in the draft until it is saved."""
    turn.draft.weekly = turn.draft.weekly.model_copy(update={turn.draft.part.value: value})
    await turn.go(ask_part)


@ask_part.answer("save")
async def save(turn: Turn[SettingsDraft]) -> None:
    """In force from the next round on; the others of the Office are told."""
    name, weekly = turn.person.name, turn.draft.weekly
    if setting.flaw(weekly) is not None:
        raise Stale
    await setting.set_weekly(turn.session, weekly)
    await turn.end("settings.weekly_saved", weekly=in_words(turn.words, weekly))
    await tell_the_office(
        turn, lambda words: words("settings.weekly_changed", name=name, weekly=in_words(words, weekly))
    )


@ask_part.answer("leave_weekly")
async def leave(turn: Turn[SettingsDraft]) -> None:
    """The timetable in force stays."""
    await turn.end("settings.weekly_stays", weekly=in_words(turn.words, await setting.weekly(turn.session)))
