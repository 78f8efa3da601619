"""How long before a forum those who come are reminded: the Office ticks days and hours, and saves them as a whole."""

from markupsafe import Markup

from bot.conversation.buttons import Button, Tap, ticked
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import Words
from handlers.settings.draft import SettingsDraft, may_change, settings
from models.forum import reminder as forum_reminder
from models.forum.reminder import DAYS, HOURS, Reminders
from models.people import person as people
from models.people.right import Needs, Right


class OpenReminders(Tap, tag="settings.forums"):
    """When people are reminded of forums, to be changed."""


class TickDays(Tap, tag="settings_forums.days", bound=True):
    """So many days before, or not after all."""

    days: int


class TickHours(Tap, tag="settings_forums.hours", bound=True):
    """So many hours before, or not after all."""

    hours: int


class Save(Tap, tag="settings_forums.save", bound=True):
    """Put it in force."""


class Leave(Tap, tag="settings_forums.leave", bound=True):
    """Leave it as it was."""


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
    if turn.may(Right.CHANGE_SETTINGS):
        draft = SettingsDraft(reminders=await forum_reminder.rules(turn.session))
        await turn.begin(settings, draft, ask_leads)
    else:
        turn.toast("common.not_allowed_toast")


@settings.step
async def ask_leads(turn: Turn[SettingsDraft]) -> None:
    """The whole in words, and ☐/☑ for every day and hour."""
    if not await may_change(turn):
        return
    words, reminders = turn.words, turn.draft.reminders
    changed = reminders != await forum_reminder.rules(turn.session)
    days = [
        Button(ticked(words.plain("settings_forums.n_days", n=n), chosen=n in reminders.days), TickDays(days=n))
        for n in DAYS
    ]
    hours = [
        Button(ticked(words.plain("settings_forums.n_hours", n=n), chosen=n in reminders.hours), TickHours(hours=n))
        for n in HOURS
    ]
    end = [turn.button("settings_forums.leave", Leave())]
    if changed:
        end.insert(0, turn.button("settings_forums.save", Save()))
    key = "settings_forums.ask_changed" if changed else "settings_forums.ask"
    turn.show(Message(words(key, rules=in_words(words, reminders)), [days[:3], days[3:], hours[:2], hours[2:], end]))


@settings.tapped(TickDays)
async def tick_days(turn: Turn[SettingsDraft], tap: TickDays) -> None:
    """Kept in the draft until it is saved."""
    if tap.days in DAYS:
        reminders = turn.draft.reminders
        turn.draft.reminders = reminders.model_copy(update={"days": reminders.days ^ {tap.days}})
        await turn.go(ask_leads)
    else:
        turn.toast("common.stale")


@settings.tapped(TickHours)
async def tick_hours(turn: Turn[SettingsDraft], tap: TickHours) -> None:
    """Kept in the draft until it is saved."""
    if tap.hours in HOURS:
        reminders = turn.draft.reminders
        turn.draft.reminders = reminders.model_copy(update={"hours": reminders.hours ^ {tap.hours}})
        await turn.go(ask_leads)
    else:
        turn.toast("common.stale")


@settings.tapped(Save)
async def save(turn: Turn[SettingsDraft], _tap: Save) -> None:
    """In force at once, for the forums to come too; the others of the Office are told."""
    reminders = turn.draft.reminders
    if not await may_change(turn):
        return
    await forum_reminder.set_rules(turn.session, reminders, now=turn.now)
    await turn.end("settings_forums.saved", rules=in_words(turn.words, reminders))
    turn.tell(
        [other for other in await people.office(turn.session) if other.id != turn.person.id],
        lambda words: Message(
            words("settings_forums.changed", name=turn.person.name, rules=in_words(words, reminders))
        ),
        needs=Needs(Right.CHANGE_SETTINGS),
    )


@settings.tapped(Leave)
async def leave(turn: Turn[SettingsDraft], _tap: Leave) -> None:
    """The reminders in force stay."""
    if await may_change(turn):
        rules = in_words(turn.words, await forum_reminder.rules(turn.session))
        await turn.end("settings_forums.stays", rules=rules)
