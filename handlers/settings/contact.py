"""Who is told when the bot itself is not well: the Office chooses one of its own, or all of them are told."""

from bot.conversation.buttons import Button, Tap, paged, search
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.settings.draft import SettingsDraft, may_change, settings
from models.people import contact
from models.people import person as people
from models.people.person import Somebody
from models.people.right import Needs, Right, Role

EVERYBODY = 0


class OpenContact(Tap, tag="settings.contact"):
    """Somebody else is the technical contact."""


class IsContact(Tap, tag="contact.person", bound=True):
    """This person is (0: the whole Office)."""

    person: int


class OtherPage(Tap, tag="contact.page", bound=True):
    """Another page of the Office."""

    page: int


class LeaveContact(Tap, tag="contact.leave", bound=True):
    """Leave it as it was."""


async def _office(turn: Turn[SettingsDraft]) -> list[Somebody]:
    return await people.people(turn.session, roles=(Role.OFFICE,))


@settings.tapped(OpenContact)
async def show_contact(turn: Turn[SettingsDraft], _tap: OpenContact) -> None:
    """From the settings."""
    if turn.may(Right.CHANGE_SETTINGS):
        await turn.begin(settings, SettingsDraft(), ask_contact)
    else:
        turn.toast("common.not_allowed_toast")


@settings.step
async def ask_contact(turn: Turn[SettingsDraft]) -> None:
    """The Office by name, eight a page; a part of a name typed narrows the list."""
    if not await may_change(turn):
        return
    draft, office = turn.draft, await _office(turn)
    shown = (search(office, draft.words, lambda person: person.name) if draft.words else []) or office
    buttons = [Button(person.name, IsContact(person=person.id or 0)) for person in shown]
    keyboard = [
        *paged(buttons, draft.page, lambda page: OtherPage(page=page)),
        [turn.button("contact.everybody", IsContact(person=EVERYBODY)), turn.button("contact.leave", LeaveContact())],
    ]
    turn.show(Message(turn.words("contact.ask", name=await _name(turn)), keyboard))


async def _name(turn: Turn[SettingsDraft]) -> str:
    chosen = await contact.contact(turn.session)
    return chosen.name if chosen is not None else turn.words.plain("contact.office")


@settings.tapped(OtherPage)
async def turn_page_of_contacts(turn: Turn[SettingsDraft], tap: OtherPage) -> None:
    """Eight people a page."""
    turn.draft.page = tap.page
    await turn.go(ask_contact)


@ask_contact.told()
async def narrow_contacts(turn: Turn[SettingsDraft], told: Told) -> None:
    """A part of a name."""
    turn.draft.words, turn.draft.page = told.text, 0
    await turn.go(ask_contact)


@settings.tapped(IsContact)
async def take_contact(turn: Turn[SettingsDraft], tap: IsContact) -> None:
    """In force at once; the others of the Office are told."""
    if not await may_change(turn):
        return
    office = await _office(turn)
    chosen = next((person for person in office if person.id == tap.person), None)
    if chosen is None and tap.person != EVERYBODY:
        turn.toast("common.stale")
        return
    await contact.set_contact(turn.session, tap.person or None)
    others = [person for person in office if person.id != turn.person.id]
    if chosen is not None:
        await turn.end("contact.saved", name=chosen.name)
        turn.tell(others, "contact.changed", needs=Needs(Right.CHANGE_SETTINGS), who=turn.person.name, name=chosen.name)
    else:
        await turn.end("contact.saved_everybody")
        turn.tell(others, "contact.changed_everybody", needs=Needs(Right.CHANGE_SETTINGS), who=turn.person.name)


@settings.tapped(LeaveContact)
async def leave_contact(turn: Turn[SettingsDraft], _tap: LeaveContact) -> None:
    """It stays as it was."""
    if await may_change(turn):
        await turn.end("contact.stays", name=await _name(turn))
