"""How long before a forum those who come are reminded: the Office ticks days and hours, and saves them as a whole."""

from markupsafe import Markup

from bot.conversation.buttons import Button, Choice, Tap, ticked
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.settings.draft import SettingsDraft, settings, tell_the_office
from models.forum import reminder as forum_reminder
from models.forum.reminder import DAYS, HOURS, Reminders
from models.people.permission import Right


class OpenReminders(Tap, tag="settings.forums"):
    """When people are reminded of forums, to be changed."""


def in_words(words: Words, reminders: Reminders) -> Markup:
    """``Przed forum przypominam: 7 dni, 1 dzień, 2 godziny``, and what is always so."""
    leads = [
        *(words("settings_forums.n_days", n=n) for n in sorted(reminders.days, reverse=True)),
        *(words("settings_forums.n_hours", n=n) for n in sorted(reminders.hours, reverse=True)),
    ]
    if not leads:
        return words("settings_forums.none")
    return words("settings_forums.rules", leads=Markup(", ").join(leads))


@settings.tapped(OpenReminders)
async def show_reminders(turn: Turn[SettingsDraft], _tap: OpenReminders) -> None:
    """From the settings."""
    turn.require(Right.CHANGE_SETTINGS)
    await turn.begin(settings, SettingsDraft(reminders=await forum_reminder.rules(turn.session)), ask_leads)


@settings.step(in_place=True, who=Right.CHANGE_SETTINGS)
async def ask_leads(turn: Turn[SettingsDraft]) -> Message:
    """The whole in words, and ☐/☑ for every day and hour."""
    words, reminders = turn.words, turn.draft.reminders
    changed = reminders != await forum_reminder.rules(turn.session)
    days = [
        Button(ticked(words.plain("settings_forums.n_days", n=n), chosen=n in reminders.days), Choice.to(n, "days"))
        for n in DAYS
    ]
    hours = [
        Button(ticked(words.plain("settings_forums.n_hours", n=n), chosen=n in reminders.hours), Choice.to(n, "hours"))
        for n in HOURS
    ]
    save = [turn.answer("settings_forums.save")] if changed else []
    key = "settings_forums.ask_changed" if changed else "settings_forums.ask"
    return Message(
        words(key, rules=in_words(words, reminders)),
        [days[:3], days[3:], hours[:2], hours[2:], [*save, turn.answer("settings_forums.leave")]],
    )


@ask_leads.chosen("days")
async def tick_days(turn: Turn[SettingsDraft], days: int) -> None:
    """Kept in the draft until it is saved."""
    reminders = turn.draft.reminders
    turn.draft.reminders = reminders.model_copy(update={"days": reminders.days ^ {days}})
    await turn.go(ask_leads)


@ask_leads.chosen("hours")
async def tick_hours(turn: Turn[SettingsDraft], hours: int) -> None:
    """Kept in the draft until it is saved."""
    reminders = turn.draft.reminders
    turn.draft.reminders = reminders.model_copy(update={"hours": reminders.hours ^ {hours}})
    await turn.go(ask_leads)


@ask_leads.answer("save")
async def save(turn: Turn[SettingsDraft]) -> None:
    """In force at once, for the forums to come too; the others of the Office are told."""
    name, reminders = turn.person.name, turn.draft.reminders
    await forum_reminder.set_rules(turn.session, reminders, now=turn.now)
    await turn.end("settings_forums.saved", rules=in_words(turn.words, reminders))
    await tell_the_office(
        turn, lambda words: words("settings_forums.changed", name=name, rules=in_words(words, reminders))
    )


@ask_leads.answer("leave")
async def leave(turn: Turn[SettingsDraft]) -> None:
    """The reminders in force stay."""
    rules = await forum_reminder.rules(turn.session)
    await turn.end("settings_forums.stays", rules=in_words(turn.words, rules))
