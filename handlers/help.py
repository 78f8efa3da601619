"""/pomoc: what the bot does in a week, and what each role does with it, as a picture and in the same words."""

from collections.abc import Callable, Sequence
from datetime import time
from functools import partial

from babel.dates import get_day_names

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from bot.files import week
from bot.files.week import Step
from bot.texts import Words
from models import setting
from models.people.permission import Group, Holding
from models.setting import Weekly

ROLES = (Group.OFFICE, Group.COORDINATORS, Group.CHAIRS, Group.SPECIALISTS)
"""Who holds several roles reads of the first of these."""

help_ = Conversation("help", Draft, commands=("pomoc", "help"), member=False, parks=False, always=True)


@help_.begins
async def explain(turn: Turn[Draft], _words: str) -> None:
    """Strangers read what the bot is for; members see their week by the timetable in force."""
    group, words = _group(turn.memberships), turn.words
    if group is None:
        turn.say("help.stranger")
        return
    weekly = await setting.weekly(turn.session)
    title, shown = words.plain("help.title"), steps(words, group, weekly)

    async def read() -> Callable[[], bytes]:
        return partial(week.draw, title, shown)

    picture = await turn.drawn((title, shown), read)
    caption = words(f"help.{group}", **moments(words, weekly))
    turn.send_file(turn.person.telegram_id, picture, "obwarzanek.png", caption=caption, as_photo=True)


def _group(memberships: Sequence[Holding]) -> Group | None:
    held = {membership.role for membership in memberships}
    return next((group for group in ROLES if held.intersection(group.roles)), None)


def moments(words: Words, weekly: Weekly) -> dict[str, str]:
    """``W piątek o 9:00``, for each of the three."""
    days = {name: (words.plain(f"settings.on_{day}"), _hour(at)) for name, (day, at) in _days(weekly).items()}
    return {name: words.plain("help.at", day=day[0].upper() + day[1:], hour=hour) for name, (day, hour) in days.items()}


def steps(words: Words, group: Group, weekly: Weekly) -> week.Steps:
    """``pt. 9:00``, what happens, and what it means to them."""
    names = get_day_names("abbreviated", "stand-alone", words.language)
    whens = [f"{names[day]} {_hour(at)}" for day, at in _days(weekly).values()] + [words.plain("help.always")]
    lines = words.plain(f"help.picture_{group}").split("\n")
    question, reminder, result, risk = (Step(*each) for each in zip(whens, lines[::2], lines[1::2], strict=True))
    return question, reminder, result, risk


def _days(weekly: Weekly) -> dict[str, tuple[int, time]]:
    return {
        "opens": (weekly.open_day, weekly.open_at),
        "reminds": (weekly.remind_day, weekly.remind_at),
        "closes": (weekly.close_day, weekly.close_at),
    }


def _hour(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"
