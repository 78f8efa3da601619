"""The timetable of the weekly status: the Office changes it piece by piece and saves it as a whole."""

from datetime import time

from babel.dates import get_day_names
from markupsafe import Markup

from bot.conversation.buttons import Button, Tap, grid
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import Words
from handlers.settings.draft import Part, SettingsDraft, may_change, settings
from models import setting
from models.people import person as people
from models.people.right import Needs, Right
from models.reading.moment import read_time
from models.setting import WORK_DAYS, Weekly

HOURS = range(8, 18)


class Timetable(Tap, tag="settings.timetable"):
    """The timetable of the weekly status, to be changed."""


class Choose(Tap, tag="settings.part", bound=True):
    """Change this."""

    part: Part


class OnDay(Tap, tag="settings.day", bound=True):
    """On this day of the week (Monday is 0)."""

    day: int


class AtHour(Tap, tag="settings.hour", bound=True):
    """At this hour."""

    hour: int


class Save(Tap, tag="settings.save", bound=True):
    """Put it in force."""


class Leave(Tap, tag="settings.leave_weekly", bound=True):
    """Leave it as it was."""


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
    if turn.may(Right.CHANGE_SETTINGS):
        draft = SettingsDraft(weekly=await setting.weekly(turn.session))
        await turn.begin(settings, draft, ask_part)
    else:
        turn.toast("common.not_allowed_toast")


@settings.step
async def ask_part(turn: Turn[SettingsDraft]) -> None:
    """The whole in words, and what to change in it; what no round could keep can't be saved."""
    if not await may_change(turn):
        return
    weekly = turn.draft.weekly
    flaw = setting.flaw(weekly)
    changed = weekly != await setting.weekly(turn.session)
    parts = {part: turn.button(f"settings.{part}", Choose(part=part)) for part in Part}
    end = [turn.button("settings.leave_weekly", Leave())]
    if changed and flaw is None:
        end.insert(0, turn.button("settings.save", Save()))
    text = in_words(turn.words, weekly)
    if flaw is not None:
        text += "\n" + turn.words(f"settings.{flaw}")
    turn.ask(
        "settings.ask_part_changed" if changed else "settings.ask_part",
        [
            [parts[Part.OPEN_DAY], parts[Part.OPEN_AT]],
            [parts[Part.REMIND_DAY]],
            [parts[Part.REMIND_AT], parts[Part.REMIND_AGAIN_AT]],
            [parts[Part.CLOSE_DAY], parts[Part.CLOSE_AT]],
            end,
        ],
        weekly=text,
    )


@settings.tapped(Choose)
async def choose(turn: Turn[SettingsDraft], tap: Choose) -> None:
    """A day or an hour."""
    turn.draft.part = tap.part
    await turn.go(ask_day if tap.part.is_day else ask_hour)


@settings.step
async def ask_day(turn: Turn[SettingsDraft]) -> None:
    """Monday to Friday: a holiday moves it to the next working day."""
    if await may_change(turn):
        names = get_day_names("wide", "stand-alone", turn.words.language)
        days = [Button(names[day].capitalize(), OnDay(day=day)) for day in WORK_DAYS]
        turn.ask("settings.ask_day", grid(days, 3), part=turn.words(f"settings.{turn.draft.part}"))


@settings.tapped(OnDay)
async def take_day(turn: Turn[SettingsDraft], tap: OnDay) -> None:
    """Kept in the draft until it is saved."""
    if tap.day in WORK_DAYS and turn.draft.part.is_day:
        await _change(turn, tap.day)
    else:
        turn.toast("common.stale")


@settings.step
async def ask_hour(turn: Turn[SettingsDraft]) -> None:
    """Full hours as buttons, any other typed."""
    if await may_change(turn):
        hours = [Button(_hour(time(hour)), AtHour(hour=hour)) for hour in HOURS]
        turn.ask("settings.ask_hour", grid(hours, 5), part=turn.words(f"settings.{turn.draft.part}"))


@settings.tapped(AtHour)
async def take_hour(turn: Turn[SettingsDraft], tap: AtHour) -> None:
    """A full hour."""
    if tap.hour in HOURS and not turn.draft.part.is_day:
        await _change(turn, time(tap.hour))
    else:
        turn.toast("common.stale")


@ask_hour.told()
async def tell_hour(turn: Turn[SettingsDraft], told: Told) -> None:
    """``9:30``"""
    at = read_time(told.text)
    if at is None:
        turn.say("settings.bad_hour")
    else:
        await _change(turn, at)


async def _change(turn: Turn[SettingsDraft], value: int | time) -> None:
    turn.draft.weekly = turn.draft.weekly.model_copy(update={turn.draft.part.value: value})
    await turn.go(ask_part)


@settings.tapped(Save)
async def save(turn: Turn[SettingsDraft], _tap: Save) -> None:
    """In force from the next round on; the others of the Office are told."""
    weekly = turn.draft.weekly
    if not await may_change(turn):
        return
    if setting.flaw(weekly) is not None:
        turn.toast("common.stale")
        return
    await setting.set_weekly(turn.session, weekly)
    await turn.end("settings.weekly_saved", weekly=in_words(turn.words, weekly))
    turn.tell(
        [other for other in await people.office(turn.session) if other.id != turn.person.id],
        lambda words: Message(words("settings.weekly_changed", name=turn.person.name, weekly=in_words(words, weekly))),
        needs=Needs(Right.CHANGE_SETTINGS),
    )


@settings.tapped(Leave)
async def leave(turn: Turn[SettingsDraft], _tap: Leave) -> None:
    """The timetable in force stays."""
    if await may_change(turn):
        await turn.end("settings.weekly_stays", weekly=in_words(turn.words, await setting.weekly(turn.session)))
