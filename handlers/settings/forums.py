"""How long before a forum its delegates are reminded: the Office ticks days and hours."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Bare, Button, Choice, ticked
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.settings.draft import SettingsDraft, settings
from handlers.settings.rules import Rules
from models.forum import reminder as forum_reminder
from models.forum.reminder import DAYS, HOURS, Reminders
from models.people.permission import Right

REMINDERS = Bare("settings.forums")


async def _in_words(_turn: Turn[Any], reminders: Reminders) -> Callable[[Words], Markup]:
    """``Przed forum przypominam: 7 dni, 1 dzień, 2 godziny``, and the fixed reminders."""

    def said(words: Words) -> Markup:
        leads = [
            *(words("settings_forums.n_days", n=n) for n in sorted(reminders.days, reverse=True)),
            *(words("settings_forums.n_hours", n=n) for n in sorted(reminders.hours, reverse=True)),
        ]
        if not leads:
            return words("settings_forums.none")
        return words("settings_forums.rules", leads=Markup(", ").join(leads))

    return said


rules = Rules(
    "reminders",
    forum_reminder.rules,
    lambda turn, reminders: forum_reminder.set_rules(turn.session, reminders, now=turn.now),
    _in_words,
)


@rules.opened_with(REMINDERS)
@settings.step(in_place=True, who=Right.CHANGE_SETTINGS)
async def ask_leads(turn: Turn[SettingsDraft]) -> Message:
    """☐/☑ for every day and hour."""
    words, reminders = turn.words.plain, turn.draft.reminders
    days = [
        Button(ticked(words("settings_forums.n_days", n=n), chosen=n in reminders.days), Choice.to(n, "days"))
        for n in DAYS
    ]
    hours = [
        Button(ticked(words("settings_forums.n_hours", n=n), chosen=n in reminders.hours), Choice.to(n, "hours"))
        for n in HOURS
    ]
    return await rules.question(turn, [days[:3], days[3:], hours[:2], hours[2:]])


@ask_leads.chosen("days")
async def tick_days(turn: Turn[SettingsDraft], days: int) -> None:
    """Adds or removes a number of days."""
    rules.change(turn, days=turn.draft.reminders.days ^ {days})
    await turn.go(ask_leads)


@ask_leads.chosen("hours")
async def tick_hours(turn: Turn[SettingsDraft], hours: int) -> None:
    """Adds or removes a number of hours, on the day itself."""
    rules.change(turn, hours=turn.draft.reminders.hours ^ {hours})
    await turn.go(ask_leads)
