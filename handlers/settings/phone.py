"""The number at which the Office may call somebody, if they wish to give one."""

from bot.conversation.buttons import Button, Tap
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from handlers.settings.draft import SettingsDraft, settings
from models.people.person import PHONE_LIMIT, phone_number


class ChangePhone(Tap, tag="settings.phone"):
    """Give a number, another, or none."""


class NoPhone(Tap, tag="settings.no_phone", bound=True):
    """No number any more."""


class KeepPhone(Tap, tag="settings.keep_phone", bound=True):
    """As it was."""


def phone_button(turn: Turn[SettingsDraft]) -> Button:
    """``☎️ +48 600 100 200``, or an invitation to give a number."""
    if turn.person.phone:
        return turn.button("settings_phone.shown", ChangePhone(), phone=turn.person.phone)
    return turn.button("settings_phone.give", ChangePhone())


@settings.tapped(ChangePhone)
async def change_phone(turn: Turn[SettingsDraft], _tap: ChangePhone) -> None:
    """From the settings."""
    if turn.memberships:
        await turn.begin(settings, SettingsDraft(), ask_phone)
    else:
        turn.toast("common.not_allowed_toast")


@settings.step
async def ask_phone(turn: Turn[SettingsDraft]) -> None:
    """Who sees it, and that it can be taken back."""
    keep = turn.button("settings_phone.keep", KeepPhone())
    remove = [turn.button("settings_phone.remove", NoPhone())] if turn.person.phone else []
    turn.ask("settings_phone.ask", [[*remove, keep]])


@ask_phone.told(limit=PHONE_LIMIT)
async def take_phone(turn: Turn[SettingsDraft], told: Told) -> None:
    """``600 100 200``"""
    phone = phone_number(told.text)
    if phone is None:
        turn.say("settings_phone.bad")
        return
    (await turn.own_row()).phone = phone
    await turn.end("settings_phone.saved", phone=phone)


@settings.tapped(NoPhone)
async def remove_phone(turn: Turn[SettingsDraft], _tap: NoPhone) -> None:
    """[🗑 Usuń]"""
    (await turn.own_row()).phone = None
    await turn.end("settings_phone.removed")


@settings.tapped(KeepPhone)
async def keep_phone(turn: Turn[SettingsDraft], _tap: KeepPhone) -> None:
    """[↩️ Bez zmian]"""
    await turn.end("settings_phone.stays")
